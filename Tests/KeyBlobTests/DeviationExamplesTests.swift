import KeyBlob
import Testing

/// Every deviation once, made out of a golden BLOB as the software named does it: a tolerant parse takes it and says so, a
/// strict one refuses it at that field.
@Suite struct DeviationExamplesTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let kind: Deviations.Kind
        /// Who writes or takes such BLOBs.
        let who: String
        let format: AnyKeyBlob.Format
        /// What a strict parse says: the reason and the field.
        let refusal: String
        /// The edits that make it of the format's first golden BLOB for which they work.
        let edits: [Edit]

        init(
            _ kind: Deviations.Kind, _ who: String, _ format: AnyKeyBlob.Format, _ refusal: String, _ edits: Edit...
        ) {
            self.kind = kind
            self.who = who
            self.format = format
            self.refusal = refusal
            self.edits = edits
        }

        var testDescription: String { "\(kind), as \(who)" }
    }

    /// One change of a BLOB whose fields are known by name.
    enum Edit: Sendable {
        case number(String, UInt64)
        case add(String, Int)
        case first(String, UInt8)
        case last(String, UInt8)
        case fill(String, UInt8)
        case insert(before: String, UInt8)
        case drop(from: String)
        case append(Int)
    }

    static let examples: [Example] = [
        Example(.trailingBytes, "OpenSSL, .NET, Mono, Wine", .rsaPublicKey, "trailingBytes end", .append(1)),
        Example(.reservedNonZero, "OpenSSL, .NET", .rsaPublicKey, "reservedNonZero reserved", .number("reserved", 1)),
        Example(.unexpectedVersion, ".NET", .rsaPublicKey, "unsupportedVersion bVersion", .number("bVersion", 3)),
        Example(
            .unexpectedKeyAlgorithm, "OpenSSL, Mono", .rsaPublicKey, "badAlgorithm aiKeyAlg", .number("aiKeyAlg", 0)),
        Example(.unexpectedWrappingAlgorithm, "Wine", .simple, "badAlgorithm algid", .number("algid", 0)),
        Example(.bitLengthNotWholeBytes, "OpenSSL", .rsaPublicKey, "badBitLength bitlen", .add("bitlen", -4)),
        Example(.bitLengthOutsideLimits, "OpenSSL", .rsaPublicKey, "badBitLength bitlen", .number("bitlen", 376)),
        Example(.modulusTooShort, "OpenSSL, Wine", .rsaPublicKey, "nonCanonicalInteger modulus", .last("modulus", 0)),
        Example(.evenModulus, "OpenSSL, Wine", .rsaPublicKey, "nonCanonicalInteger modulus", .first("modulus", 2)),
        Example(.weakExponent, "mimikatz", .rsaPublicKey, "badExponent pubexp", .number("pubexp", 1)),
        Example(.evenPrime, "OpenSSL, Wine", .rsaPrivateKey, "nonCanonicalInteger prime2", .first("prime2", 2)),
        Example(
            .privateExponentCutShort, "Windows", .rsaPrivateKey, "truncated privateExponent",
            .drop(from: "privateExponent")),
        Example(
            .unexpectedKeyLength, "Wine", .plaintextKey, "badKeyLength cbKeySize", .number("aiKeyAlg", 0x6610),
            .number("cbKeySize", 0), .drop(from: "key")),
        Example(.unexpectedWrappedLength, "impacket", .simple, "truncated encryptedkey", .drop(from: "encryptedkey")),
        Example(
            .paddedExponent, "Wine", .cngRSAPublicKey, "nonCanonicalInteger PublicExponent", .add("cbPublicExp", 1),
            .insert(before: "PublicExponent", 0)),
        Example(.bitLengthDisagrees, "Wine", .cngRSAPublicKey, "lengthMismatch cbModulus", .add("BitLength", 8)),
        Example(
            .unusualPrimeLengths, "Wine", .cngRSAPrivateKey, "lengthMismatch cbPrime2", .add("cbPrime2", 2),
            .append(2)),
        Example(.crtPartCutShort, "Wine", .cngRSAFullPrivateKey, "truncated Exponent1", .drop(from: "Exponent1")),
        Example(
            .publicPointMissing, "YubiHSM's provider", .cngECCPrivateKey, "nonCanonicalInteger Y", .fill("X", 0),
            .fill("Y", 0)),
        Example(
            .unexpectedGroupSize, "bindings made from the page of 2018", .cngDSAPublicKeyV2, "badKeyLength cbGroupSize",
            .number("hashAlgorithm", 0)),
        Example(.lengthFieldDisagrees, "OpenSSL", .pvk, "lengthMismatch body", .add("cbPvk", 1), .append(1)),
        Example(.unexpectedBlobType, "phpseclib", .rsaPublicKey, "unknownBlobType bType", .number("bType", 0x0A)),
        Example(.bitLengthNotMultipleOf64, "Wine", .dssPublicKey, "badBitLength bitlen", .add("bitlen", -8)),
        Example(.primeTooShort, "OpenSSL, Mono", .dssPublicKey, "nonCanonicalInteger p", .last("p", 0)),
        Example(
            .wrappingKeyTooWeak, "CryptoAPI's documentation", .symmetricWrapKey, "badAlgorithm wrapAlgid",
            .number("aiKeyAlg", 0x6603), .number("wrapAlgid", 0x6609)),
        Example(.unexpectedKeySpec, "OpenSSL", .pvk, "badAlgorithm keySpec", .number("keySpec", 3)),
        Example(.unexpectedEncryptionType, "OpenSSL", .pvk, "badAlgorithm encryptType", .number("encryptType", 2)),
        Example(
            .unexpectedSaltLength, "OpenSSL", .pvk, "lengthMismatch cbEncryptData", .add("cbEncryptData", 1),
            .insert(before: "salt", 7)),
        Example(
            .unexpectedSignatureAlgorithm, "Roslyn", .strongNamePublicKey, "badAlgorithm SigAlgID",
            .number("SigAlgID", 0x2200)),
        Example(
            .unexpectedHashAlgorithm, "Roslyn", .strongNamePublicKey, "badAlgorithm HashAlgID",
            .number("HashAlgID", 0x8003)),
        Example(.textNotTerminated, "mimikatz", .dpapi, "badString szDescription", .last("szDescription", 0x41)),
        Example(
            .unexpectedContents, "mimikatz", .clientWrapKeyPair, "badContents Certificate", .first("Certificate", 0x31)
        ),
        Example(
            .paddedRecord, "mimikatz", .cngKeyProperty, "lengthMismatch pad", .add("dwStructLen", 4), .append(4)
        ),
    ]

    /// Both forgive what .NET has to mend before CNG takes a key of curve25519; `CNGECCKeyBlobTests` has them.
    static let elsewhere: Set<Deviations.Kind> = [.nonCanonicalCoordinate, .unclampedScalar]

    @Test func everyKindHasAnExample() {
        #expect(Set(Self.examples.map(\.kind)) == Set(Deviations.Kind.allCases).subtracting(Self.elsewhere))
    }

    @Test(arguments: examples)
    func tolerantTakesWhatStrictRefuses(_ example: Example) throws {
        let format = try #require(try FormatCase.all().first { $0.format == example.format })
        var seen: [String] = []
        for sample in format.samples {
            guard let blob = edited(sample.bytes, try format.inspect(sample.bytes).rows, example.edits) else {
                continue
            }
            let strict = refusal { () throws(BlobError) in try format.parse(blob) }
            let forgiven = try? format.deviations(blob).offsets
            if let strict, let offset = forgiven?[example.kind], "\(strict.reason) \(strict.field)" == example.refusal {
                #expect(strict.offset == offset, "\(sample)")
                return
            }
            seen.append("\(strict.map(\.description) ?? "accepted"); forgiven: \(forgiven ?? [:])")
        }
        Issue.record("no golden BLOB makes the example; the first: \(seen.first ?? "none")")
    }

    /// The BLOB after the edits; nil where it lacks a field.
    private func edited(_ blob: [UInt8], _ rows: [FieldRow], _ edits: [Edit]) -> [UInt8]? {
        var blob = blob
        func row(_ name: String) -> FieldRow? { rows.first { "\($0.name)" == name && $0.size > 0 } }
        for edit in edits {
            switch edit {
            case .number(let name, let value):
                guard let row = row(name) else { return nil }
                blob = blob.replacing(value, width: row.size, at: row.offset)
            case .add(let name, let difference):
                guard let row = row(name), let number = row.number else { return nil }
                blob = blob.replacing(UInt64(Int(number) + difference), width: row.size, at: row.offset)
            case .first(let name, let value):
                guard let row = row(name) else { return nil }
                blob[row.offset] = value
            case .last(let name, let value):
                guard let row = row(name) else { return nil }
                blob[row.offset + row.size - 1] = value
            case .fill(let name, let value):
                guard let row = row(name) else { return nil }
                for offset in row.offset..<row.offset + row.size { blob[offset] = value }
            case .insert(let name, let value):
                guard let row = row(name) else { return nil }
                blob.insert(value, at: row.offset)
            case .drop(let name):
                guard let row = row(name) else { return nil }
                blob.removeSubrange(row.offset...)
            case .append(let count): blob += [UInt8](repeating: 0, count: count)
            }
        }
        return blob
    }
}
