"""Other readers. Each says of a BLOB that it takes it, with the fields it saw, or why it refuses it."""
import collections

import impacket.dcerpc.v5.bkrp as bkrp
import impacket.dpapi as dpapi
from cryptography.hazmat.primitives import keywrap
from cryptography.hazmat.primitives.serialization import load_der_private_key

import corpus
from ours import Program

# `takes`: what it saw by the codec's names, integers as int; `refuses`: its reason. One of the two is None.
Answer = collections.namedtuple("Answer", "takes refuses")

RSA_NUMBERS = ("modulus", "prime1", "prime2", "exponent1", "exponent2", "coefficient", "privateExponent")
NUMBERS = (*RSA_NUMBERS, "pubexp", "p", "q", "g", "x", "y", "key")


class OpenSSL:
    """libcrypto 3: the functions of pvkfmt.c (`b2i_`), the decoders of its providers, and its DER reader."""

    READERS = {
        "rsaPublicKey": ("b2i-public", "decoder-public"), "rsaPrivateKey": ("b2i-private", "decoder-private"),
        "dssPublicKey": ("b2i-public", "decoder-public"), "dssPrivateKey": ("b2i-private", "decoder-private"),
        "pvk": ("b2i-pvk", "decoder-pvk"), "pkcs8Key": ("d2i-pkcs8",), "pkcs7Envelope": ("d2i-cms",),
    }
    RSA = {
        "n": "modulus", "e": "pubexp", "d": "privateExponent", "rsa-factor1": "prime1", "rsa-factor2": "prime2",
        "rsa-exponent1": "exponent1", "rsa-exponent2": "exponent2", "rsa-coefficient1": "coefficient"}
    DSS = {"p": "p", "q": "q", "g": "g", "pub": "y", "priv": "x"}

    def __init__(self, path):
        self.program = Program(path)

    def answers(self, reader, blobs, password=b""):
        secret = password.hex() or "-"
        lines = self.program.ask(["%s %s %s" % (reader, secret, blob.hex() or "-") for blob in blobs])
        return [self._answer(line) for line in lines]

    def _answer(self, line):
        verdict, _, rest = line.partition(" ")
        if verdict == "refuses":
            return Answer(None, rest)
        numbers = dict(pair.split("=") for pair in rest.split())
        names = self.RSA if "n" in numbers else self.DSS
        return Answer({names[name]: int(value, 16) for name, value in numbers.items()}, None)


class Impacket:
    """impacket.dpapi and impacket.dcerpc.v5.bkrp, as their callers use them: the structure is made from the bytes."""

    HEADER = {name: "publickeystruc" for name in ("bType", "bVersion", "reserved", "aiKeyAlg")} | {
        name: "rsapubkey" for name in ("magic", "bitlen", "pubexp")}
    # The structure, and its names for the codec's fields where they are others.
    READERS = {
        "rsaPublicKey": (dpapi.PUBLIC_KEY_BLOB, HEADER),
        "rsaPrivateKey": (dpapi.PRIVATE_KEY_BLOB, HEADER | {name: name for name in RSA_NUMBERS}),
        "simple": (dpapi.SIMPLE_KEY_BLOB, {
            "bType": "publickeystruc", "aiKeyAlg": "publickeystruc", "algid": "algid", "encryptedkey": "encryptedkey"}),
        "keyData": (dpapi.BCRYPT_KEY_DATA_BLOB_HEADER, {
            "dwMagic": "dwMagic", "dwVersion": "dwVersion", "cbKeyData": "cbKeyData", "key": "bKey"}),
        "dpapi": (dpapi.DPAPI_BLOB, {
            "dwVersion": "Version", "dwMasterKeyVersion": "MasterKeyVersion", "guidMasterKey": "GuidMasterKey",
            "dwFlags": "Flags", "szDescription": "Description", "algCrypt": "CryptAlgo", "dwAlgCryptLen": "CryptAlgoLen",
            "pbSalt": "Salt", "pbHmacKey": "HMacKey", "algHash": "HashAlgo", "dwAlgHashLen": "HashAlgoLen",
            "pbHmac2Key": "HMac", "pbData": "Data", "pbSign": "Sign"}),
        "masterKeyFile": (dpapi.MasterKeyFile, {
            "dwVersion": "Version", "unk0": "unk1", "unk1": "unk2", "szGuid": "Guid", "dwPolicy": "Policy",
            "dwFlags": "Flags", "dwMasterKeyLen": "MasterKeyLen", "dwBackupKeyLen": "BackupKeyLen",
            "dwCredHistLen": "CredHistLen", "dwDomainKeyLen": "DomainKeyLen"}),
        "masterKeyRecord": (dpapi.MasterKey, {
            "dwVersion": "Version", "salt": "Salt", "rounds": "MasterKeyIterationCount", "algHash": "HashAlgo",
            "algCrypt": "CryptAlgo", "pbKey": "data"}),
        "credentialHistoryRecord": (dpapi.CredHist, {"dwVersion": "Version", "guid": "Guid"}),
        "clientWrappedSecret": (dpapi.DomainKey, {
            "dwVersion": "Version", "cbEncryptedSecret": "SecretLen", "cbAccessCheck": "AccessCheckLen",
            "guidKey": "Guid", "EncryptedSecret": "SecretData", "AccessCheck": "AccessCheck"}),
        "serverWrappedSecret": (bkrp.WRAPPED_SECRET, {
            "version": "SIGNATURE", "Payload_Length": "Payload_Length", "Ciphertext_Length": "Ciphertext_Length",
            "GUID_of_Wrapping_Key": "GUID_of_Wrapping_Key", "R2": "R2", "Rc4EncryptedPayload": "Rc4EncryptedPayload"}),
        "serverWrapKey": (dpapi.P_BACKUP_KEY, {"version": "Version", "Key": "Data"}),
        "clientWrapKeyPair": (dpapi.PREFERRED_BACKUP_KEY, {
            "version": "Version", "cbPrivateKey": "KeyLength", "Certificate_Length": "CertificateLength"}),
        "dpapiSystemSecret": (dpapi.DPAPI_SYSTEM, {
            "dwVersion": "Version", "machineKey": "MachineKey", "userKey": "UserKey"}),
    }

    def answer(self, form, blob):
        structure, names = self.READERS[form]
        try:
            read = structure(blob)
            fields = {}
            for ours, theirs in names.items():
                value = read[theirs]
                fields[ours] = value[ours] if isinstance(value, dpapi.Structure) else value
            return Answer(fields, None)
        except Exception as error:  # whatever it is, impacket's caller gets it
            return Answer(None, type(error).__name__)


class Cryptography:
    """Python's cryptography: of the formats here it reads PKCS #8, and what AES key wrap makes."""

    READERS = ("pkcs8Key", "aesWrapKey")

    def answer(self, golden, blob):
        try:
            if golden.format == "pkcs8Key":
                load_der_private_key(blob, b"secret" if "Encrypted" in golden.record["what"] else None)
            else:
                keywrap.aes_key_unwrap(bytes.fromhex(golden.record["kek"]), blob)
            return Answer({}, None)
        except Exception as error:  # whatever it is, its caller gets it
            return Answer(None, type(error).__name__)


# What Wine and Mono were recorded to make of malformed BLOBs: the file, and the codec's names of its formats.
RECORDED = {
    "Wine, CryptoAPI": ("capi-errors", {
        "PUBLICKEYBLOB": "rsaPublicKey", "PRIVATEKEYBLOB": "rsaPrivateKey", "SIMPLEBLOB": "simple",
        "SIMPLEBLOB OAEP": "simple", "PLAINTEXTKEYBLOB": "plaintextKey",
        "PLAINTEXTKEYBLOB with IPSEC flag": "plaintextKey", "PUBLICKEYBLOB DSS1": "dssPublicKey",
        "PRIVATEKEYBLOB DSS2": "dssPrivateKey", "PUBLICKEYBLOB DSS3": "dssVersion3PublicKey",
        "PRIVATEKEYBLOB DSS4": "dssVersion3PrivateKey"}),
    "Wine, CNG": ("cng-errors", {
        "RSAPUBLICBLOB": "cngRSAPublicKey", "RSAPRIVATEBLOB": "cngRSAPrivateKey",
        "RSAFULLPRIVATEBLOB": "cngRSAFullPrivateKey", "ECCPUBLICBLOB": "cngECCPublicKey",
        "ECCPRIVATEBLOB": "cngECCPrivateKey", "DSAPUBLICBLOB": "cngDSAPublicKey", "KeyDataBlob": "keyData"}),
    "Mono": ("mono-errors", {"PUBLICKEYBLOB": "rsaPublicKey", "PRIVATEKEYBLOB": "rsaPrivateKey"}),
}

# Where a record has what a peer exported of the key it took; of a PLAINTEXTKEYBLOB that is the key.
EXPORTED = {
    "rsaPublicKey": "exported_public", "rsaPrivateKey": "exported_private", "plaintextKey": "exported_plaintext",
    "dssPublicKey": "exported_public", "dssPrivateKey": "exported_private"}


def recorded(peer):
    """Each BLOB of which the file says what became of it (null: the implementation crashed), its format, the answer."""
    name, formats = RECORDED[peer]
    for record in corpus.records(name):
        form = formats.get(record["format"])
        if form is None or record.get("accepted") is None:
            continue
        takes = {"modulus": int(record["n"], 16), "pubexp": int(record["e"], 16)} if record.get("n") else {}
        refuses = record.get("err") or record.get("error")
        answer = Answer(takes, None) if record["accepted"] else Answer(None, refuses)
        yield corpus.Golden(record["id"], form, bytes.fromhex(record["blob"]), record), answer
