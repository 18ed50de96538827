import Foundation

// Lists the key BLOBs in the given files and folders, and says which of them belong together.

var findings: [Finding] = []
var failed = false

@MainActor
func complain(_ text: String) {
    FileHandle.standardError.write(Data("\(text)\n".utf8))
    failed = true
}

if CommandLine.arguments.count < 2 { complain("usage: KeyInventory FILE|FOLDER...") }

for argument in CommandLine.arguments.dropFirst() {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) else {
        complain("\(argument): not there")
        continue
    }
    let within = isFolder.boolValue ? (FileManager.default.subpaths(atPath: argument) ?? []).sorted() : []
    for path in isFolder.boolValue ? within.map({ "\(argument)/\($0)" }) : [argument] {
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            continue
        }
        do {
            if let finding = try Finding(at: path) { findings.append(finding) }
        } catch {
            complain("\(path): \(error)")
        }
    }
}

for finding in findings {
    let bits = try finding.rsaKey.map { ", \(try $0.publicKey.view().bitLength) bits" } ?? ""
    print("\(finding.path): \(finding.recognition)\(bits)")
    for deviation in finding.deviations.kinds { print("    \(deviation.name)") }
}

let pairs = Dictionary(grouping: findings.filter { $0.rsaKey != nil }) { $0.rsaKey?.numbers ?? [] }
for pair in pairs.values.map({ $0.map(\.path).sorted() }).filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] }) {
    print("one RSA key: \(pair.joined(separator: ", "))")
}
exit(failed ? 1 : 0)
