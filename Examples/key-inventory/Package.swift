// swift-tools-version: 6.3
import PackageDescription

/// A higher-level key tool: it depends on the product `KeyBlob` alone, and so builds where no libgcrypt is.
let package = Package(
    name: "key-inventory",
    dependencies: [.package(name: "swift-keyblob", path: "../..")],
    targets: [
        .executableTarget(
            name: "KeyInventory",
            dependencies: [.product(name: "KeyBlob", package: "swift-keyblob")],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)])
    ]
)
