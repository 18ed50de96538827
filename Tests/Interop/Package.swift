// swift-tools-version: 6.3
import PackageDescription

/// A package of its own: the driver knows the `keyblob` executable only from outside and links none of our modules.
let package = Package(
    name: "interop",
    targets: [
        .executableTarget(name: "interop", swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)])
    ]
)
