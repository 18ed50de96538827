// swift-tools-version: 6.3
import PackageDescription

/// A package of its own: it links OpenSSL's libcrypto, which nothing of ours needs.
let package = Package(
    name: "crosscheck",
    dependencies: [.package(name: "swift-keyblob", path: "../..")],
    targets: [
        .target(name: "COpenSSLPeer", linkerSettings: [.linkedLibrary("crypto")]),
        .executableTarget(
            name: "crosscheck",
            dependencies: ["COpenSSLPeer", .product(name: "CipherCore", package: "swift-keyblob")],
            swiftSettings: [
                .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .enableExperimentalFeature("Lifetimes"),
            ]),
    ]
)
