import Findings

/// Whether the data of databases and the like outlives the container.
struct DataPersistence: ComposeCheck {
  static let notOnVolume = CheckRule(
    "compose/data-path-not-on-volume",
    "A server's data lies on no named volume or host folder.")
  static let besidePath = CheckRule(
    "compose/data-mount-beside-path",
    "A volume is mounted near, but not at, the path where the server keeps its data.")
  static let owner = CheckRule(
    "compose/bind-data-owner",
    "A host folder holds the data of a server that does not run as root and may not own it.")
  static let rules = [notOnVolume, besidePath, owner]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.services.compactMap { service in
      guard WeaviateNode(service) == nil, let product = service.officialProduct,
        let path = service.dataPath
      else { return nil }
      guard let mount = service.dataMount, mount.kind != .anonymous else {
        return missing(service, product, path)
      }
      return beside(service, product, path, mount) ?? owner(service, product, mount)
    }
  }

  private func missing(
    _ service: ComposeService, _ product: Product, _ path: String
  ) -> Finding? {
    if let near = near(service, path) {
      return Self.besidePath.finding(
        .warning, service, "\(near.target) is a volume, but the data is in \(path)",
        proves: "The data goes to a volume without a name, which a new container does not get.",
        at: [near.evidence], values: ["path": [path], "mount": [near.target]])
    }
    guard product.kind != "redis" || service.redisIsStore else { return nil }
    return Self.notOnVolume.finding(
      .info, service, "\(product.title) keeps its data in \(path), which is on no named volume",
      proves: product.declaresVolume
        ? "The image makes a volume without a name; `down` and a new container leave it behind."
        : "The data lies in the container and goes with it.",
      at: [service.evidence(of: "image")], values: ["path": [path]])
  }

  /// A mount that was probably meant for the data: above the declared volume, or misspelt.
  private func near(_ service: ComposeService, _ path: String) -> VolumeMount? {
    service.volumes.first { mount in
      [.volume, .bind].contains(mount.kind) && Spelling.distance(mount.target, path) <= 2
        && mount.target != path
    }
  }

  /// A mount of the folder above the volume that the PostgreSQL image declares up to release 17.
  private func beside(
    _ service: ComposeService, _ product: Product, _ path: String, _ mount: VolumeMount
  ) -> Finding? {
    guard product.kind == "postgres", mount.target == "/var/lib/postgresql",
      service[environment: "PGDATA"] == nil,
      let tag = service.imageReference?.tag, let major = Int(tag.prefix { $0.isNumber }),
      major < 18
    else { return nil }
    return Self.besidePath.finding(
      .warning, service,
      "\(mount.target) is mounted; PostgreSQL \(major) keeps its data in \(path)",
      proves: "The image declares a volume at \(path), which covers that part of the mount: the "
        + "data goes to a volume without a name.",
      at: [mount.evidence], values: ["path": [path], "mount": [mount.target]])
  }

  private func owner(
    _ service: ComposeService, _ product: Product, _ mount: VolumeMount
  ) -> Finding? {
    let user = service.user?.value ?? product.user
    guard mount.kind == .bind, let user, !["0", "root", "0:0"].contains(user),
      mount.source?.hasPrefix("/") != true
    else { return nil }
    return Self.owner.finding(
      service.user == nil ? .info : .warning, service,
      "\(product.title) runs as \(user) and keeps its data in the host folder \(mount.source ?? "")",
      proves: "A host folder that does not exist is made as root's; the process then may not write "
        + "to it. A named volume gets the image's owner.",
      at: [mount.evidence, service.user.map { $0.origin.evidence(text: "user: \($0.value)") }],
      values: ["user": [user], "source": [mount.source ?? ""]])
  }
}

extension ComposeService {
  /// Whether Redis was told to keep what it holds.
  fileprivate var redisIsStore: Bool {
    option("--appendonly") == "yes"
      || (option("--save").map { !$0.isEmpty && $0 != "\"\"" } ?? false)
  }
}
