"""Signatures whose blocks are not laid out as they must be."""
import hashlib

from key import Key, mgf1, noise, text, xor

OIDS = {"md5": "2a864886f70d0205", "sha1": "2b0e03021a", "sha256": "608648016503040201", "sha384": "608648016503040202",
        "sha512": "608648016503040203"}


def der(tag, content, form=0):
    """DER, or with `form` bytes for the length the BER that DER does not allow."""
    length = len(content).to_bytes(max(form, 1), "big")
    return bytes([tag]) + (bytes([0x80 | form]) if form else b"") + length + content


def digest_info(digest, value, parameters=b"\5\0", form=(0, 0, 0, 0), oid=None, tail=b""):
    identifier = der(6, bytes.fromhex(oid or OIDS[digest]), form[0])
    algorithm = der(0x30, identifier + parameters, form[1])
    return der(0x30, algorithm + der(4, value, form[2]) + tail, form[3])


def root(number):
    """The cube root, rounded down."""
    low, high = 0, 1 << number.bit_length() // 3 + 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle ** 3 <= number else (low, middle - 1)
    return low


def pkcs1_forgeries(key, digest, value):
    """(remark, block): what comes out of the public power."""
    k, info = key.size, digest_info(digest, value)

    def block(content, second=1, fill=0xff, cut=0, behind=b""):
        count = k - 3 - len(content) - len(behind) - cut
        return bytes([0, second]) + bytes([fill]) * count + b"\0" + content + behind

    def spread(content, padding=8):
        head = b"\0\1" + b"\xff" * padding + b"\0" + content
        return head + noise(k - len(head))

    yield "the signature itself", block(info)
    yield "no parameters", block(digest_info(digest, value, b""))
    yield "parameters: an empty SEQUENCE", block(digest_info(digest, value, b"\x30\0"))
    yield "parameters: NULL with a content", block(digest_info(digest, value, der(5, b"\0")))
    yield "parameters: two NULLs", block(digest_info(digest, value, b"\5\0\5\0"))
    yield "parameters: garbage in a NULL (Kühn et al. 2008)", block(digest_info(digest, value, der(5, noise(20))))
    for index, what in enumerate(("OBJECT IDENTIFIER", "algorithm", "hash", "DigestInfo")):
        form = tuple(int(place == index) for place in range(4))
        yield "long form: length of the " + what, block(digest_info(digest, value, form=form))
    yield "long form with a zero byte", block(digest_info(digest, value, form=(0, 0, 2, 0)))
    yield "indefinite length", block(b"\x30\x80" + info[2:] + b"\0\0")
    yield "garbage inside the DigestInfo", block(digest_info(digest, value, tail=b"\5\0"))
    yield "garbage behind the DigestInfo", block(info, behind=b"\5\0")
    yield "zeros behind the DigestInfo", block(info, behind=bytes(2))
    yield "garbage up to the end, padding of 8 bytes (Bleichenbacher 2006)", spread(info)
    yield "garbage up to the end, no padding", spread(info, 0)
    yield "hash a byte short", block(digest_info(digest, value[:-1]))
    yield "hash with a zero behind it", block(digest_info(digest, value + b"\0"))
    yield "empty hash", block(digest_info(digest, b""))
    yield "a bit of the hash flipped", block(digest_info(digest, value[:-1] + bytes([value[-1] ^ 1])))
    yield "hash as a BIT STRING", block(info[:-2 - len(value)] + b"\3" + info[-1 - len(value):])
    yield "OBJECT IDENTIFIER with another last arc", block(digest_info(digest, value, oid=OIDS[digest][:-2] + "7f"))
    yield "OBJECT IDENTIFIER cut", block(digest_info(digest, value, oid=OIDS[digest][:-2]))
    yield "OBJECT IDENTIFIER of the signature scheme", block(digest_info(digest, value, oid="2a864886f70d010105"))
    yield "the bare hash", block(value)
    yield "block type 0", block(info, second=0, fill=0)
    yield "block type 2", block(info, second=2)
    yield "padding of 00", block(info, fill=0)
    yield "padding of fe", block(info, fill=0xfe)
    yield "first byte 01", b"\1" + block(info)[1:]
    yield "padding a byte short, zeros in front", b"\0" + block(info)[:2] + block(info)[3:]
    yield "separator ff", block(b"\xff" + info[1:])[:k - len(info) - 1] + b"\xff" + info
    yield "separator 01", block(info)[:k - len(info) - 1] + b"\1" + info
    yield "two separators", block(b"\0" + info)
    yield "nothing but padding", b"\0\1" + b"\xff" * (k - 2)
    yield "PSS", pss(key, digest, value, noise(8)) if k > len(value) + 12 else bytes(k)


def cube_forgeries(key, digest, value):
    """Signatures that anybody can make under e = 3, if a verifier looks only at the front, or only at the back."""
    k, info = key.size, digest_info(digest, value)
    head = b"\0\1" + b"\xff" * 8 + b"\0" + info
    limit = int.from_bytes(head + b"\xff" * (k - len(head)), "big")
    yield "a cube root of padding, DigestInfo and garbage", root(limit)
    if info[-1] & 1:
        suffix, bits = int.from_bytes(b"\0" + info, "big"), 8 * len(info) + 8
        cube = next_suffix_root(suffix, bits)
        if cube ** 3 < key.n:
            yield "a cube root whose cube ends with the DigestInfo", cube


def next_suffix_root(suffix, bits):
    """s with s³ ≡ suffix modulo 2^bits, of an odd suffix: bit by bit."""
    s = 1
    for bit in range(1, bits):
        if (s ** 3 - suffix) >> bit & 1:
            s |= 1 << bit
    return s


def pss(key, digest, value, salt, zeros=8, trailer=0xbc, separator=1, fill=0, mask_name=None, top=0, hash_name=None):
    """EMSA-PSS (RFC 8017 section 9.1.1), as long as the modulus; each part may be spoiled."""
    size, bits = len(value), key.n.bit_length() - 1
    count = (bits + 7) // 8
    seed = hashlib.new(hash_name or digest, bytes(zeros) + value + salt).digest()
    data = bytes([fill]) * (count - len(salt) - size - 2) + bytes([separator]) + salt
    masked = bytearray(xor(data, mgf1(seed, len(data), mask_name or digest)))
    masked[0] &= 0xff >> 8 * count - bits
    masked[0] |= top
    return bytes(key.size - count) + bytes(masked) + seed[:size] + bytes([trailer])


def pss_forgeries(key, digest, value, salt_length):
    salt = noise(salt_length)
    other = "sha256" if digest == "sha1" else "sha1"
    longest = (key.n.bit_length() + 6) // 8 - len(value) - 2
    yield "the signature itself", pss(key, digest, value, salt)
    for count in sorted({0, max(salt_length - 1, 0), salt_length + 1, longest} - {salt_length}):
        if count <= longest:
            yield "salt of %d bytes" % count, pss(key, digest, value, noise(count))
    for trailer in (0, 0xbd, 0xcc):
        yield "trailer %02x" % trailer, pss(key, digest, value, salt, trailer=trailer)
    for separator in (0, 2, 0x81):
        yield "%02x before the salt" % separator, pss(key, digest, value, salt, separator=separator)
    if salt_length < longest - 1:
        yield "01 in place of the zeros", pss(key, digest, value, salt, fill=1)
    unused = (1 - key.n.bit_length()) % 8
    for bit in range(1, unused + 1):
        yield "unused bit %d set" % bit, pss(key, digest, value, salt, top=1 << 8 - bit)
    yield "masked with " + other, pss(key, digest, value, salt, mask_name=other)
    for zeros in (0, 7, 9):
        yield "%d zeros before the hash" % zeros, pss(key, digest, value, salt, zeros=zeros)
    yield "another hash", pss(key, digest, bytes(len(value)), salt)
    yield "PKCS #1 v1.5", b"\0\1" + b"\xff" * (key.size - 3 - len(digest_info(digest, value))) + b"\0" + digest_info(
        digest, value)


X931_NUMBERS = {"sha1": 0x33, "sha256": 0x34, "sha384": 0x36, "sha512": 0x35}


def x931_forgeries(key, digest, value):
    def block(first=0x6b, fill=0xbb, last=0xba, number=X931_NUMBERS[digest], trailer=0xcc, behind=b"", value=value):
        count = key.size - 4 - len(value) - len(behind)
        return bytes([first]) + bytes([fill]) * count + bytes([last]) + value + behind + bytes([number, trailer])

    yield "the signature itself", block()
    for first in (0x4b, 0x60, 0x6a, 0x7b):
        yield "header %02x" % first, block(first=first)
    yield "fill aa", block(fill=0xaa)
    yield "fill 00", block(fill=0)
    yield "bb before the hash", block(last=0xbb)
    yield "aa before the hash", block(last=0xaa)
    yield "number of another hash", block(number=0x31)
    yield "implicit trailer bc", block()[:-2] + b"\xbb\xbc"
    yield "trailer dc", block(trailer=0xdc)
    yield "garbage behind the hash", block(behind=noise(3))
    yield "hash a byte short", block(value=value[:-1])
    yield "short fill, zeros in front", bytes(4) + block()[:1] + block()[5:]


def forgery_records():
    keys = {bits: Key(bits) for bits in (1024, 1025, 1031)}
    cubic = Key(2048, 3)
    schemes = [("RSASSA-PKCS1-v1_5", digest, None, keys[1024]) for digest in OIDS]
    schemes += [("RSASSA-PKCS1-v1_5", "sha256", None, keys[1031]), ("RSASSA-PKCS1-v1_5", "sha1", None, cubic),
                ("RSASSA-PKCS1-v1_5", "sha256", None, cubic)]
    schemes += [("RSASSA-PSS", digest, salt, key) for key in keys.values()
                for digest, salt in (("sha1", 20), ("sha256", 32), ("sha256", 0), ("sha512", 30))]
    schemes += [("X9.31", digest, None, keys[1024]) for digest in X931_NUMBERS]
    for scheme, digest, salt, key in schemes:
        value = hashlib.new(digest, b"message").digest()
        base = {"format": scheme, "n": text(key.n), "e": text(key.e), "hash_algorithm": digest.upper(),
                "hash": value.hex()}
        if salt is not None:
            base["salt_length"] = salt
        blocks = {"RSASSA-PKCS1-v1_5": lambda: pkcs1_forgeries(key, digest, value),
                  "RSASSA-PSS": lambda: pss_forgeries(key, digest, value, salt),
                  "X9.31": lambda: x931_forgeries(key, digest, value)}[scheme]
        for index, (remark, block) in enumerate(blocks()):
            number = int.from_bytes(block, "big")
            assert len(block) == key.size, (scheme, remark)
            if number >= key.n:
                continue
            signature = pow(number, key.d, key.n)
            yield base | {"remark": remark, "signature": key.block(signature).hex(), "valid": index == 0}
            if index == 0:
                yield from disguises(base, key, signature)
        if key.e == 3:
            for remark, signature in cube_forgeries(key, digest, value):
                yield base | {"remark": remark, "signature": key.block(signature).hex(), "valid": False}


def disguises(base, key, signature):
    """A good signature as another number, or with another length."""
    good = key.block(signature)
    forms = [
        ("n - s", key.block(key.n - signature)),
        ("a zero byte in front", b"\0" + good),
        ("cut at the end", good[:-1]),
        ("a zero byte behind", good + b"\0"),
        ("bytes reversed", good[::-1]),
        ("zero", bytes(key.size)),
        ("one", key.block(1)),
        ("n - 1", key.block(key.n - 1)),
        ("n", key.block(key.n)),
        ("empty", b""),
    ]
    if signature + key.n < 1 << 8 * key.size:
        forms.append(("s + n", key.block(signature + key.n)))
    for remark, form in forms:
        # Under X9.31 the smaller of s and n - s is the signature; who knows one knows the other.
        valid = remark == "n - s" and base["format"] == "X9.31"
        yield base | {"remark": remark, "signature": form.hex(), "valid": valid}
