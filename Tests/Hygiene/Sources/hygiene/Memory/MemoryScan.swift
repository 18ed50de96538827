import Glibc

/// Runs each scenario in a process of its own and looks through that process's memory at its checkpoints.
struct MemoryScan {
    private var windows = WindowSet()
    /// The secrets that the next control must find, and the expanded forms that must be beside them.
    private var awaited: Set<String> = []
    /// The first prime of a key whose second is still to come.
    private var otherPrime: [UInt8]?
    private var checkpointCount = 0
    private var scannedByteCount = 0
    private var complaints: [String] = []

    /// - Returns: whether every secret was found while it lived, and none afterwards.
    static func run(_ names: [String]) throws -> Bool {
        var isClean = true
        for scenario in Scenario.allCases where names.isEmpty || names.contains(scenario.rawValue) {
            var scan = MemoryScan()
            try scan.observe(scenario)
            print(
                "\(scan.complaints.isEmpty ? "ok  " : "LEAK") \(scenario.rawValue): \(scan.checkpointCount) looks,",
                "\(scan.scannedByteCount >> 20) MiB")
            for complaint in scan.complaints { print("     \(complaint)") }
            isClean = isClean && scan.complaints.isEmpty
        }
        return isClean
    }

    private mutating func observe(_ scenario: Scenario) throws {
        let subject = try SubjectProcess(arguments: ["subject", scenario.rawValue])
        while let header = subject.receive(8), let message = Witness.Message(rawValue: header[0]) {
            switch message {
            case .secret:
                let nameCount = Int(header[2]) | Int(header[3]) << 8
                let count = header[4...].reversed().reduce(0) { $0 << 8 | Int($1) }
                guard let kind = SecretKind(rawValue: header[1]), let name = subject.receive(nameCount),
                    let secret = subject.receive(count)
                else { break }
                try learn(kind, String(decoding: name, as: UTF8.self), secret)
            case .living:
                let found = try look(at: subject)
                for name in awaited.subtracting(found.map(\.name)).sorted() { complaints.append("not found: \(name)") }
                awaited = []
                subject.answer()
            case .gone:
                for finding in try look(at: subject) { complaints.append("look \(checkpointCount): \(finding.text)") }
                awaited = []
                subject.answer()
            }
        }
        if subject.end() != 0 { complaints.append("the scenario failed") }
        if checkpointCount == 0 { complaints.append("the scenario reached no checkpoint") }
    }

    private mutating func learn(_ kind: SecretKind, _ name: String, _ secret: [UInt8]) throws {
        var forms = try SecretForms(kind, name, secret)
        if kind == .prime {
            if let other = otherPrime.take() { try forms.add(primes: other, secret) } else { otherPrime = secret }
        }
        awaited.formUnion(forms.expanded)
        awaited.insert(name)
        for form in forms.forms { windows.insert(form.name, form.bytes) }
    }

    private mutating func look(at subject: borrowing SubjectProcess) throws -> [(name: String, text: String)] {
        checkpointCount += 1
        var findings: [(name: String, text: String)] = []
        var byteCount = 0
        try subject.withMemory { region, start, memory in
            byteCount += memory.count
            for (name, hit) in windows.find(in: memory) {
                let place = String(start + UInt(hit.firstOffset), radix: 16)
                findings.append((name, "\(name): \(hit.count) windows in \(region) from \(place)"))
            }
        }
        scannedByteCount += byteCount
        return findings.sorted { $0.text < $1.text }
    }
}
