// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .enableExperimentalFeature("Lifetimes"),
]

/// Executables that libFuzzer drives, each with one property of the library `Properties`.
let fuzzers: [String] = [
    // KeyBlob
    "FuzzStrict", "FuzzTolerant", "FuzzRoundTrip", "FuzzInspection", "FuzzArmour", "FuzzPVK", "FuzzAtRest",
    // CipherCore
    "FuzzPKCS1", "FuzzOAEP", "FuzzKeyWrap", "FuzzBlockPadding", "FuzzRSASignature", "FuzzDSASignature",
    "FuzzECDSASignature", "FuzzCurve",
    // KeyProvider
    "FuzzProvider",
    // KeyTransfer
    "FuzzSealedFile", "FuzzRecords", "FuzzMessage", "FuzzHandOver",
]

/// A package of its own: fuzzers need sanitizers, which `Fuzz/run` turns on for everything it builds.
let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "swift-keyblob", path: "..")],
    targets: [
        .target(name: "CFuzzDriver"),
        .target(
            name: "Properties",
            dependencies: [
                "CFuzzDriver", .product(name: "KeyBlob", package: "swift-keyblob"),
                .product(name: "CipherCore", package: "swift-keyblob"),
                .product(name: "KeyProvider", package: "swift-keyblob"),
                .product(name: "KeyTransfer", package: "swift-keyblob"),
            ],
            swiftSettings: settings),
    ]
        + fuzzers.map { .executableTarget(name: $0, dependencies: ["Properties"], swiftSettings: settings) }
)
