// swift-tools-version: 6.3
import PackageDescription

/// Checks that need a process of their own, a release build, or C that Swift cannot say. A package of its own, since it
/// is built with `-enable-testing`, to look at what is not public.
let package = Package(
    name: "hygiene",
    dependencies: [.package(name: "swift-keyblob", path: "../..")],
    targets: [
        .target(name: "CHygiene"),
        .executableTarget(
            name: "hygiene",
            dependencies: [
                "CHygiene", .product(name: "CipherCore", package: "swift-keyblob"),
                .product(name: "KeyProvider", package: "swift-keyblob"),
                .product(name: "KeyBlob", package: "swift-keyblob"),
            ],
            swiftSettings: [
                .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .enableExperimentalFeature("Lifetimes"),
            ]),
    ]
)
