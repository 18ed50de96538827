// swift-tools-version: 6.3
import PackageDescription

/// `libwincrypt.so`. A package of its own: flags for the linker make a package unfit to be depended on by version.
/// `Packaging/build` builds it, and `libwincrypt.a` of the same objects; `make install` installs both.
///
/// The Swift runtime is linked in, so that a C program needs none. What the library shows is what `wincrypt.map` lists;
/// lld refuses to link one that lacks any of it, and keeps everything else out of the dynamic symbols. Once loaded it
/// stays (`nodelete`): a runtime that has registered its types and has data in every thread cannot go.
let package = Package(
    name: "wincrypt",
    products: [.library(name: "wincrypt", type: .dynamic, targets: ["wincrypt"])],
    dependencies: [.package(name: "swift-keyblob", path: "..")],
    targets: [
        .target(
            name: "wincrypt",
            dependencies: [.product(name: "WinCrypt", package: "swift-keyblob")],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ],
            linkerSettings: [
                .unsafeFlags([
                    "-static-stdlib", "-use-ld=lld",
                    "-Xlinker", "--version-script=\(Context.packageDirectory)/wincrypt.map",
                    "-Xlinker", "-soname=libwincrypt.so.1",
                    "-Xlinker", "-z", "-Xlinker", "nodelete",
                    "-Xlinker", "--gc-sections",
                ])
            ])
    ]
)
