// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .enableExperimentalFeature("Lifetimes"),
]

/// Benchmarks, one executable a module, in a package of their own: what they call crosses a package boundary, as it does
/// for everybody else.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "swift-keyblob", path: "..")],
    targets: [
        .target(name: "CMallocCount"),
        .target(name: "CCodecPeer"),
        .target(name: "BenchmarkRunner", dependencies: ["CMallocCount"], swiftSettings: settings),
        .executableTarget(
            name: "CodecBenchmarks",
            dependencies: ["BenchmarkRunner", "CCodecPeer", .product(name: "KeyBlob", package: "swift-keyblob")],
            swiftSettings: settings),
    ]
)
