// Fuzzes the codec as a file meets it: some bytes, perhaps armoured, perhaps a BLOB.
import CFuzzDriver
import Glibc
import KeyBlob

var argc = CommandLine.argc
var argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(
    LLVMFuzzerRunDriver(&argc, &argv) { data, size in
        let input = UnsafeRawBufferPointer(start: data, count: size)
        check(input.bytes)
        for armour in TextArmour.allCases { unarmour(input.bytes, armour) }
        return 0
    })
