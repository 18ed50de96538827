// swift-tools-version: 6.3
import PackageDescription

/// libFuzzer targets, one a module entry point, in a package of their own: they need sanitizers, which `Fuzz/run` turns
/// on for everything it builds.
let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "swift-keyblob", path: "..")],
    targets: [
        .target(name: "CFuzzDriver"),
        .executableTarget(
            name: "FuzzAnyBlob",
            dependencies: ["CFuzzDriver", .product(name: "KeyBlob", package: "swift-keyblob")],
            swiftSettings: [
                .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .enableExperimentalFeature("Lifetimes"),
            ]),
    ]
)
