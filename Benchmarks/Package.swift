// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .enableExperimentalFeature("Lifetimes"),
]

/// Benchmarks, one executable a module, in a package of their own: what they call crosses a package boundary, as it does
/// for everybody else.
let package = Package(
    name: "Benchmarks",
    traits: [.trait(name: "SwiftCrypto", description: "swift-crypto as one more peer; takes a minute to build.")],
    dependencies: [
        .package(name: "swift-keyblob", path: ".."),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    ],
    targets: [
        .target(name: "CCores"),
        .target(name: "CMallocCount"),
        .target(name: "CCodecPeer", linkerSettings: [.linkedLibrary("crypto")]),
        .target(name: "BenchmarkRunner", dependencies: ["CCores", "CMallocCount"], swiftSettings: settings),
        .executableTarget(
            name: "CodecBenchmarks",
            dependencies: ["BenchmarkRunner", "CCodecPeer", .product(name: "KeyBlob", package: "swift-keyblob")],
            swiftSettings: settings),
        .target(name: "CCipherPeer", linkerSettings: [.linkedLibrary("gcrypt"), .linkedLibrary("crypto")]),
        .executableTarget(
            name: "CipherBenchmarks",
            dependencies: [
                "BenchmarkRunner", "CCipherPeer", "CCores", .product(name: "CipherCore", package: "swift-keyblob"),
                .product(name: "Crypto", package: "swift-crypto", condition: .when(traits: ["SwiftCrypto"])),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "ProviderBenchmarks",
            dependencies: [
                "BenchmarkRunner", .product(name: "KeyBlob", package: "swift-keyblob"),
                .product(name: "CipherCore", package: "swift-keyblob"),
                .product(name: "KeyProvider", package: "swift-keyblob"),
            ],
            swiftSettings: settings),
    ]
)
