/// A wire format that CNG knows by one or more BLOB types.
public protocol CNGKeyBlobFormat: KeyBlobFormat, ~Escapable {
    /// The types under which such a BLOB travels, the particular ones first; none for values of properties.
    static var blobTypes: [CNGBlobType] { get }
}
