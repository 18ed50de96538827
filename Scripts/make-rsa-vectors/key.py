"""Keys of a seeded generator, and what paddings are made of."""
import hashlib
import math
import random

draw = random.Random("RSA")


def is_prime(n):
    if any(n % p == 0 for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29)):
        return False
    r = ((n - 1) & -(n - 1)).bit_length() - 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(base, (n - 1) >> r, n)
        if x not in (1, n - 1) and all((x := x * x % n) != n - 1 for _ in range(r - 1)):
            return False
    return True


def prime(bits, e):
    """A prime of that many bits, the two highest set, of which e is an exponent."""
    while True:
        p = draw.getrandbits(bits) | 3 << (bits - 2) | 1
        if math.gcd(p - 1, e) == 1 and is_prime(p):
            return p


class Key:
    def __init__(self, bits, e=65537):
        self.e, self.p, self.q = e, prime((bits + 1) // 2, e), prime(bits // 2, e)
        self.n, self.phi = self.p * self.q, (self.p - 1) * (self.q - 1)
        self.d = pow(e, -1, self.phi)
        self.size = (bits + 7) // 8
        self.dp, self.dq, self.qinv = self.d % (self.p - 1), self.d % (self.q - 1), pow(self.q, -1, self.p)

    def pair(self):
        return {"p": text(self.p), "q": text(self.q), "e": text(self.e)}

    def block(self, number):
        return number.to_bytes(self.size, "big")


def text(number):
    digits = "%x" % number
    return digits.zfill(len(digits) + len(digits) % 2)


def noise(count):
    """Bytes without a zero."""
    return bytes(draw.randrange(1, 256) for _ in range(count))


def xor(left, right):
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def mgf1(seed, count, name):
    return b"".join(hashlib.new(name, seed + index.to_bytes(4, "big")).digest()
                    for index in range(count // 16 + 1))[:count]
