"""Blocks for decryption: just right and just wrong."""
import hashlib
import hmac

from key import Key, draw, mgf1, noise, xor

SESSION_KEYS = range(5, 17)
EVERY_LENGTH = range(0, 65536)


def rejection(key, ciphertext, legal):
    """The message in place of one that is not there, after draft-irtf-cfrg-rsa-guidance; its length is our own rule."""
    secret = hmac.digest(hashlib.sha256(key.block(key.d)).digest(), ciphertext, "sha256")

    def pseudorandom(count, label):
        parts = [hmac.digest(secret, index.to_bytes(2, "big") + label + (8 * count).to_bytes(2, "big"), "sha256")
                 for index in range((count + 31) // 32)]
        return b"".join(parts)[:count]

    choice = int.from_bytes(pseudorandom(8, b"length"), "big")
    fitting = range(legal.start, min(legal.stop, key.size - 10))
    count = fitting[choice * len(fitting) >> 64]
    return pseudorandom(key.size, b"message")[key.size - count:]


def pkcs1_blocks(k):
    """(remark, block, message or None) against messages of 5 to 16 bytes, such as session keys."""
    message = bytes(range(1, 9))
    padding = noise(k - 3 - len(message))
    good = b"\0\2" + padding + b"\0" + message

    def framed(message, first=0, second=2):
        return bytes([first, second]) + noise(k - 3 - len(message)) + b"\0" + message

    def changed(index, value):
        return good[:index] + bytes([value]) + good[index + 1:]

    for count in (5, 16):
        yield "shortest message" if count == 5 else "longest message", framed(bytes(count)), bytes(count)
    yield "all of the message 00", framed(bytes(8)), bytes(8)
    yield "all of the message ff", framed(b"\xff" * 8), b"\xff" * 8
    yield "padding of ff", b"\0\2" + b"\xff" * (k - 11) + b"\0" + message, message
    yield "empty message", framed(b""), None
    yield "message a byte too short", framed(bytes(4)), None
    yield "message a byte too long", framed(bytes(17)), None
    for second in (0, 1, 3, 0x82, 0xff):
        yield "block type %02x" % second, framed(message, second=second), None
    yield "first byte 01", framed(message, first=1), None
    yield "signature padding", b"\0\1" + b"\xff" * (k - 11) + b"\0" + message, None
    yield "no separator", b"\0\2" + noise(k - 2), None
    yield "separator 01", changed(k - 9, 1), None
    yield "the last byte is the separator", b"\0\2" + noise(k - 3) + b"\0", None
    yield "header alone", b"\0\2" + bytes(k - 2), None
    yield "header a byte late", b"\0\0\2" + noise(k - 12) + b"\0" + message, None
    yield "nothing but zeros", bytes(k), None
    yield "one", bytes(k - 1) + b"\1", None


def short_paddings(k):
    """The same against messages of any length: only the padding's own length is to blame."""
    yield "longest message under this modulus", b"\0\2" + noise(8) + b"\0" + bytes(k - 11), bytes(k - 11)
    yield "empty message", b"\0\2" + noise(k - 3) + b"\0", b""
    for count in range(8):
        yield "%d bytes of padding" % count, b"\0\2" + noise(count) + b"\0" + noise(k - 3 - count), None
        yield "a zero after %d bytes, and another" % count, (
            b"\0\2" + noise(count) + b"\0" + noise(k - 12 - count) + b"\0" + noise(8)), None


def oaep_blocks(k, digest, label):
    """(remark, block, message or None) against that label and hash."""
    size = hashlib.new(digest).digest_size
    room = k - 2 * size - 2

    def masked(first=0, separator=1, label=label, zeros=None, message=b"key", hash_name=digest, mask_name=digest):
        label_hash = hashlib.new(hash_name, label).digest()
        zeros = bytes(k - 1 - size - len(label_hash) - 1 - len(message)) if zeros is None else zeros
        data, seed = label_hash + zeros + bytes([separator]) + message, noise(size)
        data = xor(data, mgf1(seed, len(data), mask_name))
        return bytes([first]) + xor(seed, mgf1(data, size, mask_name)) + data

    for message in (b"", b"\0", b"\1", b"\1\1\0\0", bytes(room), b"\xff" * room):
        if len(message) <= room:
            yield "message of %d bytes" % len(message), masked(message=message), message
    message = b"key"
    yield "first byte 01", masked(first=1), None
    yield "no separator", masked(separator=0, message=bytes(3)), None
    for separator in (2, 0xff):
        yield "separator %02x" % separator, masked(separator=separator), None
    zeros = bytearray(room - len(message))
    if len(zeros) > 1:
        zeros[0] = 2
        yield "02 before the zeros", masked(zeros=bytes(zeros)), None
        zeros[0], zeros[-1] = 0, 0x80
        yield "80 behind the zeros", masked(zeros=bytes(zeros)), None
    yield "no label where there is one, or one where there is none", masked(label=b"" if label else b"label"), None
    yield "label with a byte more", masked(label=label + b"\0"), None
    other = "sha256" if digest == "sha1" else "sha1"
    if k - 1 - size - hashlib.new(other).digest_size - 1 - len(message) >= 0:
        yield "label hashed with " + other, masked(hash_name=other), None
    yield "masks made with " + other, masked(mask_name=other), None
    block = bytearray(masked())
    for index in (1, size, 1 + size, 2 * size, k - 1):
        block[index] ^= 1
        yield "a bit of byte %d flipped" % index, bytes(block), None
        block[index] ^= 1
    yield "nothing but zeros", bytes(k), None
    yield "PKCS #1 v1.5", b"\0\2" + noise(k - 6) + b"\0" + message, None


def impossible(key):
    """(remark, ciphertext) that no padding is to blame for."""
    yield "the modulus", key.block(key.n)
    yield "the modulus and 1", key.block(key.n + 1)
    yield "all ff", b"\xff" * key.size
    yield "a byte short", key.block(2)[1:]
    yield "a zero byte in front", b"\0" + key.block(2)
    yield "empty", b""


def decryption_records():
    for bits in (384, 512, 1023, 1024, 1025, 1032, 2048):
        key = Key(bits)
        for remark, ciphertext in impossible(key):
            error = "unwrapFailed" if len(ciphertext) == key.size else "illegalDataLength"
            record = {"format": "RSAES", "remark": remark, "ciphertext": ciphertext.hex()}
            yield record | key.pair() | {"error": error}
        for blocks, legal in ((pkcs1_blocks, SESSION_KEYS), (short_paddings, EVERY_LENGTH)):
            for remark, block, message in blocks(key.size):
                if int.from_bytes(block, "big") < key.n:
                    ciphertext = key.block(pow(int.from_bytes(block, "big"), key.e, key.n))
                    yield pkcs1_record(key, remark, ciphertext, message, legal)
        yield pkcs1_record(key, "n - 1", key.block(key.n - 1), None, EVERY_LENGTH)
        for digest, label in (("md5", b""), ("sha1", b""), ("sha1", b"label"), ("sha256", b""), ("sha384", bytes(200)),
                              ("sha512", b"")):
            if key.size < 2 * hashlib.new(digest).digest_size + 5 or (bits > 1032 and label == b"label"):
                continue
            for remark, block, message in oaep_blocks(key.size, digest, label):
                if int.from_bytes(block, "big") >= key.n:
                    continue
                ciphertext = key.block(pow(int.from_bytes(block, "big"), key.e, key.n))
                record = {"format": "RSAES-OAEP", "remark": remark, "hash_algorithm": digest.upper(),
                          "label": label.hex(), "ciphertext": ciphertext.hex()}
                yield record | key.pair() | ({} if message is None else {"message": message.hex()})


def pkcs1_record(key, remark, ciphertext, message, legal):
    record = {"format": "RSAES-PKCS1-v1_5", "remark": remark, "shortest": legal.start, "longest": legal.stop - 1}
    answer = {"rejection": rejection(key, ciphertext, legal).hex()} if message is None else {"message": message.hex()}
    return record | {"ciphertext": ciphertext.hex()} | key.pair() | answer
