// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility"),
]

let products: [Target.Dependency] = ["CipherCore", "KeyBlob", "KeyProvider", "KeyTransfer"].map {
    .product(name: $0, package: "swift-keyblob")
}

/// Two processes that share a connection, and its peer; and the two of docs/hand-over.md, which share no more than a key.
let package = Package(
    name: "hand-over",
    dependencies: [.package(name: "swift-keyblob", path: "../..")],
    targets: [
        .target(name: "Connection", dependencies: products, swiftSettings: settings),
        .executableTarget(name: "peer", dependencies: ["Connection"] + products, swiftSettings: settings),
        .executableTarget(name: "secure-process", dependencies: ["Connection"] + products, swiftSettings: settings),
        .executableTarget(
            name: "application-process", dependencies: ["Connection"] + products, swiftSettings: settings),
        .executableTarget(name: "secure-side", dependencies: products, swiftSettings: settings),
        .executableTarget(name: "application-side", dependencies: products, swiftSettings: settings),
    ]
)
