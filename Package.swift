// swift-tools-version: 6.3
import PackageDescription

/// Language mode 6, every warning an error.
let relaxed: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
]

/// As `relaxed`, with every unsafe expression marked by the word `unsafe`: for all but the tool, the tests and the
/// cipher core, which is C calls on nearly every line.
let strict = relaxed + [.strictMemorySafety()]

let package = Package(
    name: "swift-keyblob",
    products: [
        .library(name: "KeyBlob", targets: ["KeyBlob"]),
        .library(name: "CipherCore", targets: ["CipherCore"]),
        .library(name: "KeyProvider", targets: ["KeyProvider"]),
        .library(name: "KeyToken", targets: ["KeyToken"]),
        .library(name: "KeyTransfer", targets: ["KeyTransfer"]),
        .library(name: "KeyTransferSQLite", targets: ["KeyTransferSQLite"]),
        // For Packaging/, which makes libwincrypt of it.
        .library(name: "WinCrypt", targets: ["WinCrypt"]),
        .executable(name: "keyblob", targets: ["KeyBlobTool"]),
    ],
    traits: [
        .trait(name: "GMP", description: "Private-key powers by GMP: a fifth of libgcrypt's time."),
        .default(enabledTraits: ["GMP"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // 1: the C side
        .systemLibrary(name: "CGcrypt", pkgConfig: "libgcrypt", providers: [.apt(["libgcrypt20-dev"])]),
        .systemLibrary(name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"])]),
        .target(name: "CLinux"),
        // Headers alone: a token's module is loaded at run time.
        .systemLibrary(name: "CPKCS11", providers: [.apt(["libp11-kit-dev"])]),
        // wincrypt.h and the headers that programs written for Windows include with it.
        .target(name: "CWinCrypt"),

        // 2: wire formats | algorithms
        .target(name: "KeyBlob", swiftSettings: strict),
        .target(
            name: "CipherCore",
            dependencies: ["CGcrypt", "CLinux", .target(name: "CGMP", condition: .when(traits: ["GMP"]))],
            swiftSettings: relaxed),

        // 3: the cryptographic service provider
        .target(name: "KeyProvider", dependencies: ["KeyBlob", "CipherCore", "CLinux"], swiftSettings: strict),

        // Beside it: keys that live in PKCS #11 tokens. C calls on nearly every line.
        .target(
            name: "KeyToken", dependencies: ["KeyBlob", "CipherCore", "KeyProvider", "CPKCS11"], swiftSettings: relaxed),

        // 4: the workflows
        .target(
            name: "KeyTransfer", dependencies: ["KeyBlob", "CipherCore", "KeyProvider", "CLinux"],
            swiftSettings: strict),

        // Beside them: what they keep in SQLite, the authority's records and the guard against replays.
        .target(
            name: "KeyTransferSQLite",
            dependencies: ["KeyTransfer", .product(name: "GRDB", package: "GRDB.swift")], swiftSettings: relaxed),

        // 4: wincrypt.h for C programs
        .target(
            name: "WinCrypt", dependencies: ["CWinCrypt", "KeyBlob", "CipherCore", "KeyProvider"],
            swiftSettings: relaxed),

        // 5: the tool
        .executableTarget(
            name: "KeyBlobTool",
            dependencies: [
                // CipherCore for the types that the provider's API hands out: SecretBytes, CipherMode.
                "KeyBlob", "CipherCore", "KeyProvider", "KeyTransfer", "KeyTransferSQLite", "CLinux",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: relaxed
        ),

        // Beside the picture: writes docs/formats.md and docs/signatures from the codec's layouts.
        .executableTarget(name: "FormatReference", dependencies: ["KeyBlob"], swiftSettings: relaxed),

        .target(
            name: "GoldenVectors", path: "Tests/GoldenVectors", resources: [.copy("Vectors")], swiftSettings: relaxed),
        .testTarget(name: "KeyBlobTests", dependencies: ["KeyBlob", "GoldenVectors"], swiftSettings: relaxed),
        .testTarget(name: "CipherCoreTests", dependencies: ["CipherCore", "GoldenVectors"], swiftSettings: relaxed),
        // The second process of the tests that hand keys over; no product.
        .executableTarget(
            name: "HandOver", dependencies: ["CipherCore", "KeyProvider"], path: "Tests/HandOver",
            swiftSettings: relaxed),
        .testTarget(
            name: "KeyProviderTests",
            dependencies: ["KeyProvider", "KeyBlob", "CipherCore", "GoldenVectors", "HandOver"],
            swiftSettings: relaxed),
        .executableTarget(
            name: "TokenPeer", dependencies: ["KeyBlob", "CipherCore", "KeyProvider", "KeyToken"],
            path: "Tests/TokenPeer", swiftSettings: relaxed),
        .testTarget(
            name: "KeyTokenTests",
            dependencies: [
                "KeyToken", "KeyTransfer", "KeyProvider", "KeyBlob", "CipherCore", "CPKCS11", "GoldenVectors",
                "TokenPeer",
            ],
            swiftSettings: relaxed),
        .testTarget(
            name: "WinCryptTests", dependencies: ["WinCrypt", "CWinCrypt", "GoldenVectors"], swiftSettings: relaxed),
        // A process of the hand-over tests, which kill it; no product.
        .executableTarget(
            name: "HandOverSide", dependencies: ["CipherCore", "KeyProvider", "KeyTransfer"],
            path: "Tests/HandOverSide", swiftSettings: relaxed),
        .testTarget(
            name: "KeyTransferTests",
            dependencies: ["KeyTransfer", "KeyProvider", "KeyBlob", "CipherCore", "GoldenVectors", "HandOverSide"],
            swiftSettings: relaxed),
        .testTarget(
            name: "KeyTransferSQLiteTests",
            dependencies: [
                "KeyTransferSQLite", "KeyTransfer", "KeyProvider", "KeyBlob", "CipherCore",
                .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: relaxed),
        .testTarget(
            name: "KeyBlobToolTests", dependencies: ["KeyBlobTool", "GoldenVectors"], swiftSettings: relaxed),
    ]
)
