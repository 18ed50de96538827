/// How a BLOB was put into a file: as it is, or as text that survives mail, configuration files, source code and
/// clipboards.
///
/// Text is ASCII with, if some editor left one, a byte order mark in front: of UTF-8, or of UTF-16, in which Windows
/// writes its registry files. Lines end in either way. Nothing is allocated and no byte goes anywhere but into the
/// caller's buffer, so secret BLOBs can be decoded like others.
public enum TextArmour: String, Sendable, CaseIterable {
    /// The BLOB's own bytes.
    case binary
    /// Two hexadecimal digits a byte, in either case, with any white space between digits, and `:` or `-` between bytes.
    /// `0x` may stand in front, or `X'` in front and `'` behind, as SQL has it.
    case hex
    /// RFC 4648: the standard alphabet or, with `-` and `_`, that for URLs; with any white space and
    /// padded with `=`, or one word without padding.
    case base64
    /// Base64 between `-----BEGIN X-----` and `-----END X-----`, for any label X (RFC 7468). Windows' `certutil -encode`
    /// calls everything a CERTIFICATE.
    case pem
    /// Lines of an offset, bytes in hex and the same bytes as characters, each part but the bytes optional: what `xxd`,
    /// `hexdump -C`, `od -A x -t x1z`, `certutil` and WinDbg's `db` print. Offsets must follow from each other; `*`
    /// stands for lines like the one before.
    case hexDump = "hex-dump"
    /// `0x06, 0x02, …` or `6, 2, …`, with or without the declaration and the brackets around it, as `xxd -i` writes it and
    /// as C, C#, Java, Go, Rust, Python, JSON and PowerShell have it.
    case cArray = "c-array"
    /// `\x06\x02…`, with or without quotes, in one or many literals; within quotes printable characters stand for
    /// themselves, as C and Python have it.
    case cString = "c-string"
    /// A binary value of Windows' registry editor: `hex:06,02,\` and so on, also `hex(3):`, alone or in a `.reg` file
    /// that has no other binary value.
    case registry = "reg"
}
