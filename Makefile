# The commands of this project; README.md says what for.
SHELL := /bin/sh
FUZZ_SECONDS ?= 60
PREFIX ?= /usr/local
LIBRARY := .build-wincrypt

.PHONY: demo test check build signatures alone interop library install wincrypt wincrypt-differential crosscheck handshakes hand-over tutorial differential durability fuzz long bench bench-files bench-authority format clean
.DEFAULT_GOAL := build

build:           ## the tool, release build
	@Scripts/bootstrap core
	swift build -c release --product keyblob

demo:            ## opens files that a CryptoAPI program made, and makes one for it
	@Scripts/bootstrap core
	@Scripts/demo

test: check      ## builds and passes the tests
	@Scripts/bootstrap core token python
	swift build --build-tests
	@Scripts/check-docs
	@Scripts/check-api
	@Scripts/check-snippets
	swift test --skip-build

check:           ## layers and style
	@Scripts/bootstrap
	@Scripts/check-layers
	@Scripts/check-style

signatures:      ## docs/signatures under file(1) and YARA, on golden BLOBs, noise and ordinary files
	@Scripts/bootstrap core token python signatures
	Scripts/check-signatures

alone:           ## the codec without libgcrypt, GMP and SQLite in sight
	@Scripts/bootstrap core
	Scripts/check-codec-alone

interop: library ## both directions against Wine's CSP: the tool, and C programs on libwincrypt
	@Scripts/bootstrap core interop wincrypt
	swift build -c release --product keyblob
	Tests/Interop/run "$$(swift build -c release --show-bin-path)/keyblob"
	Tests/WinCrypt/compare $(LIBRARY)/libwincrypt.so

library:         ## libwincrypt.so and libwincrypt.a
	@Scripts/bootstrap core
	Packaging/build $(LIBRARY)

install: library ## libwincrypt, its headers, pkg-config file and man page, under PREFIX
	Packaging/install $(LIBRARY) $(PREFIX)

wincrypt: library ## wincrypt.h against compilers and Windows's own header; what is promised of the library
	@Scripts/bootstrap core interop wincrypt
	Tests/WinCrypt/check-headers
	Tests/WinCrypt/check-library $(LIBRARY)

wincrypt-differential: library ## seeded sequences of CryptoAPI calls on libwincrypt and under Wine, compared
	@Scripts/bootstrap core interop wincrypt
	Tests/WinCrypt/differential/run $(LIBRARY) 6000

crosscheck:      ## CipherCore against OpenSSL on random inputs
	@Scripts/bootstrap core crosscheck
	Tests/CrossCheck/run

handshakes:      ## the provider's Schannel keys against recorded handshakes of OpenSSL and tlslite-ng
	@Scripts/bootstrap core handshakes
	Tests/Handshakes/run

tutorial:        ## the commands of docs/tutorial.md, as they stand
	@Scripts/bootstrap core
	swift build --product keyblob
	Scripts/tutorial "$$(swift build --show-bin-path)/keyblob"

hand-over:       ## a connection that goes from a secure process to another, under several users where root runs it
	@Scripts/bootstrap core
	Examples/hand-over/run

differential:    ## the codec against OpenSSL, impacket and cryptography on golden and damaged BLOBs
	@Scripts/bootstrap core differential
	Tests/Differential/run

durability:      ## key containers, the authority and the workflows on disk: crashes, failing system calls, power failures, races; DURABILITY=--smoke for less
	@Scripts/bootstrap core durability
	swift build --product keyblob
	Tests/Durability/run "$$(swift build --show-bin-path)/keyblob" $(DURABILITY)

hygiene:         ## what is left of keys, what time tells of them, what a fork makes of them (docs/hygiene.md)
	@Scripts/bootstrap core hygiene
	Tests/Hygiene/run

fuzz: library    ## every fuzzer, FUZZ_SECONDS each
	@Scripts/bootstrap core python
	Fuzz/run $(FUZZ_SECONDS)
	Fuzz/run-wincrypt $(LIBRARY) $(FUZZ_SECONDS)

long: library    ## every fuzzer, ten minutes each; the timing tests with a million traces; six million calls compared with Wine's
	@Scripts/bootstrap core durability hygiene interop wincrypt
	Tests/WinCrypt/differential/run $(LIBRARY) 100000 2 100
	Tests/Hygiene/run 1000000
	swift build -c release --product keyblob
	Tests/Durability/run "$$(swift build -c release --show-bin-path)/keyblob"
	Tests/Authority/kill "$$(swift build -c release --show-bin-path)/keyblob" 1000
	Tests/Messages/kill "$$(swift build -c release --show-bin-path)/keyblob" 1000
	Tests/Messages/kill-exchanges "$$(swift build -c release --show-bin-path)/keyblob" 1000
	Fuzz/run 600
	Fuzz/run-wincrypt $(LIBRARY) 600

bench:           ## every benchmark
	@Scripts/bootstrap core bench
	Benchmarks/run

bench-files: build ## keyblob seal and open of 4 GiB beside a C program, openssl enc and age
	@Scripts/bootstrap files
	Benchmarks/Files/run $(FILES) --keyblob "$$(swift build -c release --show-bin-path)/keyblob"

bench-authority: build ## deposits per second and recovery latency of the backup authority; AUTHORITY=--smoke for less
	@Scripts/bootstrap durability
	Benchmarks/Authority/run $(AUTHORITY) "$$(swift build -c release --show-bin-path)/keyblob"

format:          ## formats all Swift files in place
	swift format --in-place --configuration .swift-format --recursive Package.swift Sources Packaging Tests Benchmarks Fuzz Examples

clean:
	rm -rf .build .build-* Packaging/.build Benchmarks/.build Fuzz/.build Fuzz/.build-* Tests/Interop/.build Tests/CrossCheck/.build
