// swift-tools-version: 6.3
import PackageDescription

/// A package of its own: what it knows of the provider is the public API.
let package = Package(
    name: "handshakes",
    dependencies: [.package(name: "swift-keyblob", path: "../..")],
    targets: [
        .executableTarget(
            name: "handshakes",
            dependencies: [
                .product(name: "CipherCore", package: "swift-keyblob"),
                .product(name: "KeyBlob", package: "swift-keyblob"),
                .product(name: "KeyProvider", package: "swift-keyblob"),
            ],
            swiftSettings: [
                .swiftLanguageMode(.v6), .treatAllWarnings(as: .error),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)
