"""What the peers are asked: golden BLOBs, and what truncation and damage make of them."""
import collections
import functools
import json
import pathlib

VECTORS = pathlib.Path(__file__).parent.parent / "GoldenVectors/Vectors"

# A BLOB as somebody made it: the codec's name of its format, and the record it stands in.
Golden = collections.namedtuple("Golden", "id format blob record")

# Where the golden BLOBs of a format are: file, the record's format, fields that hold a BLOB.
SOURCES = {
    "rsaPublicKey": [
        ("capi-public", "PUBLICKEYBLOB", "blob"), ("capi-private", "PRIVATEKEYBLOB", "public_blob"),
        ("openssl-msblob", "PUBLICKEYBLOB RSA", "blob"),
        ("mono-rsa", "ExportCspBlob", "public_blob", "convert_public_blob")],
    "rsaPrivateKey": [
        ("capi-private", "PRIVATEKEYBLOB", "blob"), ("capi-private", "PRIVATEKEYBLOB short", "blob"),
        ("openssl-msblob", "PRIVATEKEYBLOB RSA", "blob"),
        ("mono-rsa", "ExportCspBlob", "private_blob", "convert_private_blob"), ("mono-rsa", "snk", "private_blob")],
    "dssPublicKey": [
        ("capi-public", "PUBLICKEYBLOB DSS1", "blob"), ("openssl-msblob", "PUBLICKEYBLOB DSA", "blob"),
        ("cng-dsa", "V2CAPIDSAPUBLICBLOB", "blob")],
    "dssPrivateKey": [
        ("capi-private", "PRIVATEKEYBLOB DSS2", "blob"), ("openssl-msblob", "PRIVATEKEYBLOB DSA", "blob"),
        ("cng-dsa", "V2CAPIDSAPRIVATEBLOB", "blob")],
    "pvk": [("openssl-pvk", "PVK RSA", "pvk"), ("openssl-pvk", "PVK DSA", "pvk")],
    "simple": [("capi-simple", "SIMPLEBLOB", "blob")],
    "keyData": [("cng-symmetric", "KeyDataBlob", "blob")],
    "aesWrapKey": [("rfc-keywrap-rc2", "AES key wrap", "wrapped")],
    "pkcs8Key": [("openssl-der", "PKCS8_PRIVATEKEY", "blob")],
    "pkcs7Envelope": [("openssl-der", "PKCS7_ENVELOPE", "blob")],
    "dpapi": [("constructed-at-rest", "DPAPI BLOB", "blob")],
    "masterKeyFile": [("constructed-at-rest", "master key file", "blob")],
    "masterKeyRecord": [("constructed-at-rest", "master key record", "blob")],
    "credentialHistoryRecord": [("constructed-at-rest", "credential history record", "blob")],
    "clientWrappedSecret": [("constructed-at-rest", "client-side-wrapped secret", "blob")],
    "serverWrappedSecret": [("constructed-at-rest", "server-side-wrapped secret", "blob")],
    "serverWrapKey": [("constructed-at-rest", "ServerWrap key", "blob")],
    "clientWrapKeyPair": [("constructed-at-rest", "ClientWrap key pair", "blob")],
    "dpapiSystemSecret": [("constructed-at-rest", "DPAPI_SYSTEM", "blob")],
}


@functools.cache
def records(name):
    return json.loads((VECTORS / (name + ".json")).read_text())


def golden(*formats):
    """The golden BLOBs of these formats; the same bytes only once."""
    seen = set()
    for form in formats:
        for name, record_format, *fields in SOURCES[form]:
            for record in records(name):
                for field in fields if record["format"] == record_format else ():
                    blob = bytes.fromhex(record[field] or "")
                    if blob and (form, blob) not in seen:
                        seen.add((form, blob))
                        yield Golden(record["id"], form, blob, record)


def damaged(blob, rows):
    """The BLOB itself, each proper prefix, a few bytes more, and single bits flipped: every bit of short fields and at the
    ends of long ones, one in each byte between. `rows` are the fields' places: (begin, end)."""
    yield blob
    for length in range(len(blob)):
        yield blob[:length]
    for more in (1, 4, 64):
        yield blob + bytes(more)
    thorough = {offset for begin, end in rows for offset in range(begin, end) if offset < begin + 4 or offset >= end - 4}
    for offset in range(len(blob)):
        for bit in range(8) if offset in thorough else (offset % 8,):
            flipped = bytearray(blob)
            flipped[offset] ^= 1 << bit
            yield bytes(flipped)
