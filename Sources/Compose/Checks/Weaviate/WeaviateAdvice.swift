/// Sentences that more than one check needs.
enum WeaviateAdvice {
  /// Why a change of membership settings is not the whole repair.
  static let stateOnDisk = """
    Volumes that hold data keep the membership they were made with: adding the setting and \
    restarting can merge separate histories and lose schema silently.
    """
}
