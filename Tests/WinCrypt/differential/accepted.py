"""What may differ between Wine's answer and ours, and by which rule.

A row says which calls it speaks of (function and arguments, as regular expressions), what Wine answers and what we answer,
and why ours is right. `cut` rows leave the two sides with different states: the rest of the episode is not compared.
Sources: [D] Microsoft's documentation of the function, [T] Wine's own conformance tests, which pass on Windows.
"""
import re
from typing import Callable, NamedTuple


class Rule(NamedTuple):
    name: str
    why: str
    function: str
    question: str
    wine: str
    ours: str
    cut: bool = False
    alike: Callable = lambda wine, ours: True

    def explains(self, function, question, wine, ours):
        return bool(re.fullmatch(self.function, function) and re.fullmatch(self.question, question)
                    and re.fullmatch(self.wine, wine) and re.fullmatch(self.ours, ours) and self.alike(wine, ours))


ANY = ".*"


def same_but_parity(wine, ours):
    """Ours is Wine's with odd parity in each byte."""
    a, b = wine.rpartition("~"), ours.rpartition("~")
    theirs, mine = bytes.fromhex(a[2]), bytes.fromhex(b[2])
    key = mine[12:]  # behind the header of a PLAINTEXTKEYBLOB
    return (a[0] == b[0] and len(theirs) == len(mine) and theirs[:12] == mine[:12]
            and all(x & 0xfe == y & 0xfe and y.bit_count() % 2 for x, y in zip(theirs[12:], key)))


def same_length(wine, ours):
    return wine.rpartition("?")[0] == ours.rpartition("?")[0]


def lengths_of(listed):
    """The lengths of each algorithm in a list: (default,) or (default, shortest, longest)."""
    entries = listed.partition(" ")[2].rstrip(";").split(";")
    return {entry.split(" ")[0]: entry.split(" ")[1:4 if ", " in entry else 2] for entry in entries}


def same_algorithms(wine, ours):
    """The same algorithms with the same lengths, but for those that the row speaks of."""
    theirs, mine = lengths_of(wine), lengths_of(ours)
    longest = {"a400", "4c02", "4c03", "4c07", "800a"}  # Base's RSA, and what has no length
    return (theirs.keys() - mine.keys() <= {"4c04"} and mine.keys() - theirs.keys() <= {"660e", "660f", "6610", "8001", "8002"}
            and all(mine[id][:2 if id in longest else 3] == theirs[id][:2 if id in longest else 3] for id in mine.keys() & theirs.keys()))


DSS = "its DSS provider has no such thing, and fails without saying why"

RULES = [
    # Bytes.
    Rule("odd parity of derived DES keys", "[D] DES keys have parity bits; .NET's tests, run on Windows, have them set",
         "CryptExportKey", "k., 0, 8, .*", "ok/data .*~.*", "ok/data .*~.*", alike=same_but_parity),
    Rule("keys from hashes of derived DES keys", "the same", "CryptExportKey", "k., 0, 8, .*", r"ok/data .*\?.*", r"ok/data .*\?.*", alike=same_length),
    Rule("hashes of what one side did not hash", "the same value, of which one side need not be sure", "CryptGetHashParam", "h., 2, .*", r"ok/.*", r"ok/.*",
         alike=lambda a, b: a.replace("?", "=") == b.replace("?", "=")),
    Rule("hashes of derived DES keys", "they hash the key with its parity bits; and 128 bytes of pads for HMAC with SHA-384 and "
         "SHA-512 (RFC 2104), where Wine takes 64", "Crypt(GetHashParam|SignHash[AW])", "h., .*", r"ok/data .*\?.*", r"ok/data .*\?.*",
         alike=same_length),
    Rule("salt by KP_SALT, CRYPT_NO_SALT", "[T] salt set by KP_SALT is in use, even where KP_SALT reports none; Wine forgets it at the next new "
         "start. [D] CRYPT_NO_SALT; Wine gives an imported key of 40 bits salt all the same",
         "Crypt(Encrypt|Decrypt)", "k., .*", r"ok/.*\?.*", r"ok/.*\?.*", alike=same_length),

    # Contexts and providers.
    Rule("PP_PROVTYPE is the provider's", "[D] PP_PROVTYPE; Wine says 1 of every provider", "CryptGetProvParam", "p, 16, .*",
         "ok/data len=4 =01000000", "ok/data len=4 =(0c|18)000000"),
    Rule("lists of algorithms", "[D] CryptGenKey: RSA keys of the Base provider up to 16384 bits. AES is AES 128 to Windows, and newer versions' Schannel "
         "has it. [D] Enumerating Supported Protocols: which algorithm serves which; PCT is not here",
         "CryptGetProvParam", "p, (1|22), all", "ok/enumerated .*", "ok/enumerated .*", alike=same_algorithms),
    Rule("the first algorithm of a list", "nobody says which is first", "CryptGetProvParam", "p, (1|22), 80000001|p, (1|22), 1, room=.*", "ok/data len=.*", "ok/data len=.*",
         alike=lambda a, b: a.split()[:2] == b.split()[:2]),
    Rule("unknown provider parameters", "[D] NTE_BAD_TYPE; Wine fails without an error", "Crypt(Get|Set)ProvParam", "[pd], 99.*", "deadbeef.*", "8009000a.*"),
    Rule("list of providers", "Wine keeps the Prototype that Windows XP had; all others are the same", "CryptEnumProvidersA", "all", "ok/enumerated .*", "ok/enumerated .*",
         alike=lambda a, b: [entry for entry in a.split(";") if "(Prototype)" not in entry] == b.split(";")),
    Rule("order of providers", "it is that of a registry", "CryptEnumProviders[AW]", r"\d+, 0, 0, .*", "(ok/(data|size)|000000ea).*", "(ok/(data|size)|00000103).*",
         alike=lambda a, b: a.split()[0] == b.split()[0] or b.startswith("00000103")),
    Rule("default provider of PROV_RSA_FULL", "[D] CryptGenKey, CryptDeriveKey: the Strong provider; Wine has the Enhanced one", "CryptGetDefaultProvider[AW]", "1, .*",
         "ok/(size len=(47|94)|data len=(47|94) .* Enhanced .*)", "ok/(size len=(40|80)|data len=(40|80) .* Strong .*)"),

    # DSS.
    Rule("DSS: CRYPT_SILENT", "[D] it goes with every other flag; " + DSS, "CryptAcquireContext[AW]", ".*, (3|13|18), 40", "0000007a", "ok/.*", cut=True),
    Rule("DSS: export", DSS, "CryptExportKey", "k., 0, 7, .*", "deadbeef.*", "ok/.*"),
    Rule("DSS: generated keys", "[D] DSS Provider Key BLOBs; of a key that it made Wine gives CNG's BLOB (BCRYPT_DSA_KEY_BLOB)",
         "CryptExportKey", "(k.|pair), 0, 6, .*", r"ok/(size|data) len=244( \*)?", r"ok/(size|data) len=252( \*)?"),
    Rule("DSS: the pair of a container", "[D] CryptGenKey puts a pair in its place; Wine keeps one that was imported before",
         "CryptExportKey", "(k.|pair), 0, 6, .*", r"ok/(size|data) len=(348|444)( \*)?", r"ok/(size|data) len=252( \*)?", cut=True),
    Rule("DSS: parameters of the provider", DSS, "CryptGetProvParam", "d, .*", "deadbeef.*", "(ok/|00000057|00000103).*"),
    Rule("DSS: stored pairs", "Wine does not read again what it stored", "CryptGetUserKey", "((d|other), ., pair|d, ., k.)", "8009000d", "ok", cut=True),
    Rule("DSS: verification", DSS + ", and leaves the hash unfinished", "CryptVerifySignature[AW]", "h., noise of 40, k., 0, 0|h., (signature|damaged) of 40, k., 0, 0", "deadbeef", "80090006", cut=True),
    Rule("DSS: ciphers", DSS, "Crypt(DeriveKey|ImportKey|GenKey)", "d, .*", "deadbeef", "ok.*", cut=True),
    Rule("DSS: refused with a reason", DSS, "Crypt((Derive|Import|Gen)Key|ExportKey)", "(d|k.), .*", "deadbeef.*",
         "8009000(3|5|7|8|9|a|b|d).*|80090015.*"),
    Rule("DSS: algorithm before length", "[T] PROV_DSS has no AT_KEYEXCHANGE and no RSA: NTE_BAD_ALGID", "CryptGenKey", "d, .*",
         "(c000000d|80090009)", "80090008"),
    Rule("DSS: lengths outside the range", "[T] 448, 1032, 1088 bits: NTE_BAD_FLAGS, odd or not", "CryptGenKey", "d, .*", "c000000d", "80090009"),

    # Keys made and brought in.
    Rule("keys of a master key's kind", "[D] NTE_BAD_ALGID: they come from a master hash", "CryptDeriveKey", "[pd], 4c0., h., .*", "80090020", "80090008"),
    Rule("MD2 and MD4 at the Schannel provider", "they are among what Windows's enumerates", "CryptCreateHash", "p, 800(1|2), .*", "80090008", "ok", cut=True),
    Rule("Schannel's hashes without a key", "the provider has them: NTE_BAD_KEY", "CryptCreateHash", "d, (800a|4c02), 0, .*", "80090008", "80090003"),
    Rule("no hash of a cipher", "[D] CryptCreateHash: NTE_BAD_ALGID; Wine makes one", "CryptCreateHash", "p, 6801, .*", "ok.*", "80090008", cut=True),
    Rule("length of an imported DES key", "[T] NTE_BAD_DATA for every length out of range", "CryptImportKey", "p, plaintext.*", "80090009", "80090005"),
    Rule("imported keys of odd lengths", "[D] PLAINTEXTKEYBLOB: the length is the key's, DES with its parity; Wine fills up with zeros",
         "CryptImportKey", "p, plaintext of (0|7|14|21),.*", "ok/plaintext", "80090005", cut=True),
    Rule("version of a BLOB", "[D] NTE_BAD_VER", "CryptImportKey", "p, spoilt.*", "80090005", "80090007"),
    Rule("PUBLICKEYBLOB for a key", "[D] hPubKey must be zero; Wine looks at the key, which may be too long for it", "CryptImportKey", "p, public, .*, k., .*", "(ok/public|80090005)", "80090015", cut=True),
    Rule("SIMPLEBLOB for no key", "[D] the container's exchange key opens it, NTE_NO_KEY where there is none", "CryptImportKey", "p, simple, .*, 0, .*, k.", "80090015", "8009000d"),
    Rule("SIMPLEBLOB for the container's key", "[D] the sample that decrypts a file imports with hPubKey 0", "CryptImportKey", "p, simple, .*, 0, .*, k.", "80090015", "ok/simple", cut=True),
    Rule("OPAQUEKEYBLOB in", "[D] it is the Schannel provider's; what is none of ours is refused", "CryptImportKey", "p, spoilt.*", "8009000a", "8009000(5|7|8|b)"),
    Rule("SYMMETRICWRAPKEYBLOB", "[D] MSDN 2000; without a key to unwrap it with NTE_NO_KEY", "CryptImportKey", "p, spoilt.*", "8009000a", "(8009000d|80090003)"),
    Rule("long keys at the Base provider", "[D] CryptGenKey: up to 16384 bits", "CryptImportKey", "p, (private|public), .*", "80090005", "ok/.*", cut=True),
    Rule("AES at the Schannel provider", "later versions of Windows have it there, for TLS", "Crypt(ImportKey|GenKey|DeriveKey)", "p, .*", "80090008", "ok.*", cut=True),
    Rule("AES at the Schannel provider, lengths", "the same", "Crypt(GenKey|DeriveKey)", "p, (660e|660f|6610), .*", "80090008", "80090005"),
    Rule("two things wrong with a BLOB", "an algorithm that the provider lacks, and a length or a ciphertext: nobody says which is told",
         "CryptImportKey", "[pd], (plaintext|simple|spoilt).*", "8009000(5|8)", "8009000(5|8)"),
    Rule("SIMPLEBLOB for the container's key, another's", "[D] the container's exchange key opens it, or does not; or it holds a key of an algorithm that the provider lacks",
         "CryptImportKey", "p, simple, .*, 0, .*, k.", "80090015", "8009000(5|8)"),

    # Export.
    Rule("export without CRYPT_EXPORTABLE", "[D] NTE_BAD_KEY_STATE", "CryptExportKey", "k., (0, [78]|k., simple), .*", "(ok/|80090004).*", "8009000b.*"),
    Rule("OPAQUEKEYBLOB out, and the key gone", "[D] Crossing Process Boundaries: CRYPT_DESTROYKEY", "CryptExportKey", "k., 0, 9, 4, .*", "8009000a.*", "ok/.*", cut=True),
    Rule("OPAQUEKEYBLOB out", "[D] it is the Schannel provider's", "CryptExportKey", "k., 0, 9, (0|4), .*", "8009000a.*", "(ok/|8009000b).*"),
    Rule("KEYSTATEBLOB out", "[D] wincrypt.h has it: a key with its state; Wine has not", "CryptExportKey", "k., 0, 12, 0, .*", "8009000a.*", "(ok/|8009000b).*"),
    Rule("BLOBs of other keys", "two things wrong: nobody says which is told", "CryptExportKey", "k., 0, (9|10|12), .*", "8009000a.*", "80090003.*"),
    Rule("SIMPLEBLOB of a pair, or under a signature key", "[D] it holds session keys, under an exchange key", "CryptExportKey", ".*simple.*", "ok/.*", "80090003.*"),
    Rule("SIMPLEBLOB of a pair, too long", "[D] it holds session keys; Wine finds the pair too long", "CryptExportKey", ".*simple.*", "(80090004|000000ea|80090015).*", "80090003.*"),
    Rule("a key too long for SIMPLEBLOB", "two things wrong: nobody says which is told", "CryptExportKey", ".*simple, .*room=short.*", "000000ea.*", "80090004.*"),
    Rule("SIMPLEBLOB under no key", "[D] NTE_NO_KEY; of a master key Wine says NTE_BAD_KEY", "CryptExportKey", ".*, 0, simple.*", "(80090015|80090003).*", "8009000d.*"),
    Rule("PLAINTEXTKEYBLOB of a pair", "[D] PLAINTEXTKEYBLOB: for session keys", "CryptExportKey", "k., 0, 8, .*", "ok/size.*", "8009000a.*"),
    Rule("CRYPT_DESTROYKEY", "[D] it goes with OPAQUEKEYBLOB", "CryptExportKey", ".*, 4, room.*", "(ok/|80090015|80090003|8009000a|8009000b|000000ea|deadbeef).*", "80090009.*"),
    Rule("PUBLICKEYBLOB under a key", "[D] hExpKey must be zero: NTE_BAD_PUBLIC_KEY", "CryptExportKey", "k., k., 6, .*", "80090003.*", "80090015.*"),
    Rule("SYMMETRICWRAPKEYBLOB of a pair, or under no key", "[D] it holds session keys, under a session key", "CryptExportKey", "k., (0|k.), 11, .*", "8009000a.*", "(80090003|8009000d).*"),

    Rule("DSS: export into too little room", "[D] ERROR_MORE_DATA; Wine writes behind the buffer", "CryptExportKey", ".*room=short.*", "ok/data.*", "000000ea.*"),
    Rule("DSS: flags of hash parameters", "[D] NTE_BAD_FLAGS; " + DSS, "CryptGetHashParam", "h., ., 1, .*", "(ok/|8009000a|000000ea).*", "80090009.*", cut=True),
    Rule("DSS: flags of hashes", "[D] NTE_BAD_FLAGS; " + DSS, "Crypt(HashData|SetHashParam|GetHashParam)", "h., .*", "(ok|8009000a|8009000c).*", "80090009.*", cut=True),
    Rule("TLS parameters of other hashes", "NTE_BAD_HASH: they are of TLS1PRF", "CryptSetHashParam", "h., [67], .*", "ok", "80090002"),
    Rule("DSS: TLS parameters of hashes", "NTE_BAD_HASH: not of this hash", "CryptSetHashParam", "h., [567], .*", "8009000a", "80090002"),
    Rule("DSS: HP_ALGID", DSS, "CryptGetHashParam", "h., 1, .*", "8009000a.*", "ok/.*"),
    Rule("DSS: CRYPT_VERIFYCONTEXT with CRYPT_NEWKEYSET", "[T] the two go together, without a name", "CryptAcquireContext[AW]", ".*, (3|13|18), f0000008", "0000007a", "(ok/.*|80090009)", cut=True),
    Rule("DSS: Diffie-Hellman", "[T] AT_KEYEXCHANGE of PROV_DSS_DH; " + DSS, "CryptGenKey", "d, 1, .*", "(80090009|c000000d)", "ok", cut=True),

    # Parameters.
    Rule("KP_MODE_BITS is 8", "[D] KP_MODE_BITS", "CryptGetKeyParam", "k., 5, 0, .*", "ok/data.*", "ok/data.*=0[08]000000"),
    Rule("KP_MODE of a stream cipher", "[T] it reads 0", "CryptGetKeyParam", "k., 4, .*", "ok/data.*", "ok/data.*=00000000"),
    Rule("parameters of other keys", "[D] KP_MODE, KP_MODE_BITS, KP_PADDING: of block ciphers; KP_EFFECTIVE_KEYLEN: of RC2",
         "CryptGetKeyParam", "k., (3|4|5|13), .*", "(ok/|000000ea).*", "8009000a.*"),
    Rule("parameters set on other keys", "the same", "CryptSetKeyParam", "k., (3|4|5|13), .*", "(ok|80090005)", "8009000a"),
    Rule("KP_SALT with CRYPT_NO_SALT", "[D] no salt", "CryptGetKeyParam", "k., 2, .*", "(ok/|000000ea).*len=11.*", "ok/.*len=0.*"),
    Rule("KP_EFFECTIVE_KEYLEN of long IPsec keys", "Wine does not know yet how long they are; at the Base provider 40 bits, [T]", "CryptGetKeyParam", "k., (9|13), .*", "ok/data.*", "ok/data.*=([0-9a-f]{2}0[1-9]0000|28000000)"),
    Rule("KP_SALT of keys without", "[T] an AES key has a salt of no bytes", "CryptGetKeyParam", "k., 2, .*", "80090003.*", "ok/.*len=0.*"),
    Rule("KP_SALT_EX on other keys", "[D] salt is for RC2 and RC4", "CryptSetKeyParam", "k., a, .*", "ok", "80090003", cut=True),
    Rule("modes that are none", "[D] CRYPT_MODE_* are 1 to 5", "CryptSetKeyParam", "k., 4, 99, .*", "ok", "80090005", cut=True),
    Rule("KP_ALGID of an IPsec key", "[D] CRYPT_IPSEC_HMAC_KEY: the BLOB says CALG_RC2, and so does the key", "CryptGetKeyParam", "k., 7, .*", "ok/data.*=09800000", "ok/data.*=02660000"),
    Rule("an IPsec key is an RC2 key", "the same", "CryptExportKey", "k., 0, 8, .*", "ok/data.*=0802000009800000.*", "ok/data.*=0802000002660000.*", alike=lambda a, b: a.replace("=0802000009800000", "=0802000002660000")[:48] == b[:48]),
    Rule("an IPsec key hashed", "the same", "CryptHashSessionKey", "h., k., .*", "80090003", "ok", cut=True),
    Rule("an IPsec key's effective length", "it encrypts nothing: NTE_BAD_KEY", "CryptSetKeyParam", "k., 13, .*", "8009000a", "80090003"),

    # Encryption.
    Rule("too little room for RC4", "[D] CryptEncrypt: ERROR_MORE_DATA; Wine writes behind the buffer", "CryptEncrypt", "k., .*room=short.*", "ok/.*", "000000ea.*", cut=True),
    Rule("room that RSA needs", "[D] pdwDataLen is the size of the buffer that is needed", "CryptEncrypt", "k., .*room=short.*", "000000ea len=.*", "000000ea len=.*"),
    Rule("decryption with a public half", "[D] NTE_BAD_KEY; Wine unpads what it could not decrypt", "CryptDecrypt", "k., 0, 1, .*", "80090005.*", "80090003.*"),
    Rule("ciphertext of another length", "[T] RSA: NTE_BAD_DATA", "CryptDecrypt", "k., 0, 1, .*ciphertext.*", "ok/rsa.*", "80090005.*"),
    Rule("parts of blocks", "[D] CryptDecrypt: NTE_BAD_DATA; Wine reads on behind the data", "CryptDecrypt", "k., .*", "ok/.*", "80090005.*", cut=True),
    Rule("modes there are not, whatever the data", "NTE_BAD_ALGID; Wine answers a question about the length, and takes no data",
         "Crypt(Encrypt|Decrypt)", "k., .*", "(ok/(size|more|hashing) len|000000ea).*", "80090008.*", cut=True),
    Rule("modes there are not", "the length is the caller's after a failure; Wine has padded already", "CryptEncrypt", "k., .*", "80090008 len=.*", "80090008 len=.*"),
    Rule("CRYPT_DECRYPT_RSA_NO_PADDING_CHECK", "[D] the block as it is", "CryptDecrypt", "k., 0, 1, 20, .*", "80090009.*", "(ok/rsa|80090005|80090003).*"),
    Rule("OAEP beside CRYPT_EXPORTABLE", "[D] flags go together; to Wine CRYPT_OAEP is one alone", "CryptImportKey", "p, simple, .*, 41, k.", "(80090005|ok/simple)", "(ok/simple|80090005)", cut=True),
    Rule("permissions", "[D] KP_PERMISSIONS: what a key may be used for; Wine looks at CRYPT_EXPORT only", "Crypt(Encrypt|Decrypt|CreateHash)", "(k.|twin|p, 800[59]), .*", "(ok|000000ea|80090005|8009000c).*", "80090010.*", cut=True),
    Rule("decryption of nothing", "[T] NTE_BAD_LEN for a last piece of no bytes; Wine has it so from version 9 on", "CryptDecrypt", "k., 0, 1, (0|40), 0 bytes", "ok/final len=0 .", "80090004 len=0", cut=True),
    Rule("modes and parts of blocks", "two things wrong: nobody says which is told", "Crypt(Encrypt|Decrypt)", "k., .*", "80090005.*", "80090008.*"),

    # Schannel.
    Rule("Schannel: hashes that take no data", "[D] a master hash and a TLS1PRF hash take none: NTE_BAD_ALGID", "CryptHash(Data|SessionKey)", "h., .*", "(ok|8009000c|80090003)", "(80090008|80090009)"),
    Rule("Schannel: size of a master hash", "it has no value, and no size of one", "CryptGetHashParam", "h., [24], .*", "ok/.*", "8009000a.*"),
    Rule("Schannel: parameters of a master hash", "NTE_BAD_TYPE: it has none", "CryptSetHashParam", "h., [567], .*", "ok", "8009000a", cut=True),
    Rule("Schannel: TLS1PRF without label or seed", "[D] both are set before the value is asked for", "CryptGetHashParam", "h., 2, prf.*", "ok/prf.*", "8009000c.*"),
    Rule("Schannel: TLS1PRF and a random key", "it takes no key, so its value is sure; Wine says that it took it", "CryptGetHashParam", "h., 2, prf.*",
         r"ok/prf len=\d+ \*", "ok/prf len=.*", alike=lambda a, b: a.split()[1] == b.split()[1]),
    Rule("Schannel: SSL 3", "[D] CALG_SSL3_MASTER is another master key; Wine has TLS 1.0 only", "CryptCreateHash", "p, (4c02|800a), k., .*", "80090003", "(ok/.*|00000057|8009000b)", cut=True),
    Rule("Schannel: PCT", "[D] optional, and not here", "Crypt(GenKey|ImportKey)", "p, (4c04|.*), .*", "ok.*", "80090008", cut=True),
    Rule("Schannel: encryption under a master key", "NTE_BAD_TYPE: it encrypts nothing", "Crypt(Encrypt|Decrypt)", "k., .*", "80090005.*", "8009000a.*"),
    Rule("Schannel: an IV of a master key", "NTE_BAD_TYPE; Wine forgets that the master secret is there", "CryptSetKeyParam", "k., 1, .*", "ok", "8009000a", cut=True),
    Rule("Schannel: parameters of master keys", "NTE_BAD_TYPE: it is no cipher's", "Crypt(Get|Set)KeyParam", "k., [12], .*", "(ok|80090003|000000ea).*", "8009000a.*"),
    Rule("Schannel: a master key hashed", "[D] its master secret, once there is one: NTE_BAD_KEY_STATE", "CryptHashSessionKey", "h., k., .*", "80090003", "(ok|8009000b)", cut=True),
    Rule("Schannel: MAC keys leave as OPAQUEKEYBLOB", "[D] RSA/Schannel Key BLOBs", "CryptExportKey", "k., 0, 8, .*", "(ok/|000000ea).*", "80090008.*"),
    Rule("Schannel: both algorithms are told", "[D] Specifying the Algorithms: of the key and of the MAC", "CryptDeriveKey", "p, 4c07, h., .*", "ok/schannel", "80090009", cut=True),
    Rule("Schannel: CRYPT_SSL2_FALLBACK", "[D] it is about SIMPLEBLOB; elsewhere nobody says which comes first", "CryptExportKey", "k., .*, 2, room.*", "80090003.*", "(ok/|8009000a|8009000b).*"),

    # Hashes.
    Rule("a finished hash of the other kind", "two things wrong: nobody says which is told", "CryptHash(Data|SessionKey)", "h., .*", "80090008", "8009000c"),
    # Also after a DSS signature, which leaves Wine's hash unfinished: then the two have hashed different things.
    Rule("HMAC before HP_HMAC_INFO", "[D] it must be set first; Wine forgets the data", "CryptHash(Data|SessionKey)", "h., .*", "(ok|80090003)", "8009000c", cut=True),
    Rule("HMAC before HP_HMAC_INFO, beside encryption", "the same", "Crypt(Encrypt|Decrypt)", "k., h., .*", "ok/hashing.*", "8009000c.*", cut=True),
    Rule("HP_HMAC_INFO of a finished hash", "[D] a finished hash takes nothing more; Wine begins anew, finished", "CryptSetHashParam", "h., 5, .*", "ok", "8009000c", cut=True),
    Rule("HP_HMAC_INFO of another hash", "[D] for HMAC", "CryptSetHashParam", "h., 5, .*", "(80090020|ok)", "(80090002|8009000c)", cut=True),
    Rule("a signature beyond the modulus", "[D] NTE_BAD_SIGNATURE", "CryptVerifySignature[AW]", "h., (beyond|signature|damaged) of .*", "80090020", "80090006"),
    Rule("CRYPT_TYPE2_FORMAT", "[D] it is taken and does nothing", "Crypt(SignHash|VerifySignature)[AW]", "h., .*, 2(, room.*|)", "80090009.*",
         "(ok/|00000057|80090003|80090006|80090008|8009000c|8009000d).*", cut=True),
    Rule("verification of a MAC", "[D] CryptSignHash: NTE_BAD_ALGID, there is no signature of a MAC", "CryptVerifySignature[AW]", "h., .*", "80090006|80090020", "80090008"),
    Rule("verification under a session key", "[D] CryptVerifySignature: NTE_BAD_KEY, hPubKey is no public key; Wine compares lengths",
         "CryptVerifySignature[AW]", "h., (noise|null|beyond) of 128, k., .*", "80090006", "80090003"),
    Rule("MAC in another mode than CBC", "[D] CryptCreateHash: NTE_BAD_KEY", "CryptCreateHash", "p, 8005, k., .*", "ok/keyed", "80090003", cut=True),
    Rule("HMAC of a pair", "[D] hKey is a session key", "CryptCreateHash", "p, 8009, k., .*", "ok/keyed", "80090003", cut=True),
    Rule("X9.31 of other hashes", "X9.31 has trailers for SHA-1, SHA-2 and RIPEMD only; Wine writes that of SHA-1 for all", "CryptSignHash[AW]", ".*, 4, room.*", "ok/.*", "80090008.*", cut=True),
    Rule("X9.31 of SHA-2", "the trailer names the hash; Wine writes that of SHA-1", "CryptSignHash[AW]", "h., .*, 4, room.*", "ok/data.*", "ok/data.*", alike=lambda a, b: a.split()[1] == b.split()[1]),
]

# Outcomes of Wine's that a long run need not reach a hundred times.
RARE = {
    ("CryptSignHashA", "deadbeef"), ("CryptSignHashW", "deadbeef"),  # DSS, with a pair that Wine has lost
}
