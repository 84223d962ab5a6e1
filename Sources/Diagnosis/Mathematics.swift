#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Foundation
#endif

/// The natural logarithm.
func logarithm(_ value: Double) -> Double { log(value) }

/// The natural exponential.
func exponential(_ value: Double) -> Double { exp(value) }
