// swift-tools-version: 6.3
import PackageDescription

/// A package of its own: it uses the codec as anybody else does.
let package = Package(
    name: "differential",
    dependencies: [.package(name: "swift-keyblob", path: "../..")],
    targets: [
        .executableTarget(
            name: "verdict", dependencies: [.product(name: "KeyBlob", package: "swift-keyblob")],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)])
    ]
)
