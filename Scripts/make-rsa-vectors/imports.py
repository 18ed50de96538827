"""Private keys whose parts do not belong together."""
import math

from key import Key, prime, text


def import_records():
    for bits in (512, 1025, 1032):
        key = Key(bits)
        parts = {name: getattr(key, name) for name in ("n", "e", "d", "p", "q", "dp", "dq", "qinv")}
        least = pow(key.e, -1, math.lcm(key.p - 1, key.q - 1))
        halves = ("p", "q", "dp", "dq", "qinv")
        p1, q1, order = key.p - 1, key.q - 1, math.lcm(key.p - 1, key.q - 1)

        def record(remark, error=None, **changes):
            given = parts | changes
            sizes = {"n": key.size, "d": key.size, "e": 3} | dict.fromkeys(halves, (key.size + 1) // 2)
            fields = {name: text(value).zfill(2 * sizes[name]) for name, value in given.items() if value is not None}
            if error:
                fields["error"] = error
            else:
                fields |= {"computed_" + name: text(parts[name]).zfill(2 * sizes[name]) for name in halves[2:]}
            return {"format": "RSA private key", "remark": remark} | fields

        wrong = "inconsistentKey"
        yield record("all parts")
        for name in ("dp", "dq", "qinv", "d"):
            yield record("without " + name, **{name: None})
        yield record("primes alone", dp=None, dq=None, qinv=None, d=None)
        yield record("d modulo lcm(p - 1, q - 1)", d=least)
        if least + order < key.n:
            yield record("the next d", d=least + order)
        yield record("d above the modulus", wrong, d=key.d + key.phi * (key.n // key.phi + 1))
        for name, modulus in (("dp", p1), ("dq", q1), ("qinv", key.p)):
            value = parts[name]
            yield record(name + " and 1", wrong, **{name: value + 1})
            yield record(name + " with its lowest bit flipped", wrong, **{name: value ^ 1})
            yield record(name + " zero", wrong, **{name: 0})
            yield record(name + " not reduced", wrong, **{name: value + modulus})
            yield record(name + " negated", wrong, **{name: modulus - value})
        yield record("dp and dq exchanged", wrong, dp=key.dq, dq=key.dp)
        yield record("qinv of p modulo q", wrong, qinv=pow(key.p, -1, key.q))
        yield record("primes exchanged", wrong, p=key.q, q=key.p)
        yield record("d and 2", wrong, d=key.d + 2)
        yield record("d is good for p only", wrong, d=key.d + p1, dp=None, dq=None)
        yield record("d is good for q only", wrong, d=key.d + q1, dp=None, dq=None)
        yield record("d zero", wrong, d=0, dp=None, dq=None)
        yield record("d negated", wrong, d=key.phi - key.d)
        yield record("e of another key", wrong, e=3)
        yield record("e even", "illegalParameter", e=65536)
        yield record("e zero", "illegalParameter", e=0)
        yield record("e one", "exponentOne", e=1, d=1, dp=1, dq=1)
        yield record("modulus and 2", wrong, n=key.n + 2)
        yield record("modulus even", "evenModulus", n=key.n - 1)
        yield record("p and 2", wrong, p=key.p + 2)
        yield record("p even", wrong, p=key.p - 1)
        yield record("q even", wrong, q=key.q + 1)
        yield record("p is 1, q the modulus", wrong, p=1, q=key.n)
        yield record("p zero", wrong, p=0)
        yield record("q twice", wrong, p=key.q)
        alone = dict(d=None, dp=None, dq=None, qinv=None)
        yield record("equal primes", "equalPrimes", p=key.p, q=key.p, n=key.p ** 2, **alone)
        even = key.p - 1
        yield record("an even prime and its product", "evenModulus", p=even, n=even * key.q, **alone)
        third = prime(bits // 2, 65537)
        while third % 3 != 1:
            third = prime(bits // 2, 65537)
        yield record("e not invertible modulo p - 1", wrong, p=third, n=third * key.q, e=3, **alone)
        small = prime(24, 65537)
        large = prime(bits - 24, 65537)
        yield record("primes of very different lengths", "illegalParameter", p=small, q=large, n=small * large, **alone)
