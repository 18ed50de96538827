#!/usr/bin/env python3
"""Writes the handle machine's seeds: short programs that go right, from the RSA keys of the golden vectors.

usage: seeds.py VECTORS FOLDER
"""
import json
import os
import sys

vectors, folder = sys.argv[1:]
with open(os.path.join(vectors, "capi-private.json")) as file:
    RSA = next(bytes.fromhex(record["blob"]) for record in json.load(file) if record["bits"] == 512 and record["algid"] == "0xa400")

# As calls.c takes them: the numbers of functions, and of entries in its lists.
ACQUIRE, RELEASE, IMPORT, EXPORT, ENCRYPT, DECRYPT, GENERATE, DERIVE, DUPLICATE, DESTROY = 0, 1, 2, 4, 5, 7, 9, 10, 11, 12
USER_KEY, GET, SET, HASH, DESTROY_HASH, DATA, SESSION, VALUE, SET_HASH, SIGN, VERIFY, PARAMETER = 13, 14, 15, 17, 19, 21, 23, 24, 25, 26, 27, 28
AES, FULL, SCHANNEL, DSS = 0, 1, 2, 3
MD5, SHA, MAC, HMAC = 11, 12, 18, 19


def long(n):
    """take_length."""
    return [n] if n < 0xf0 else [0xf0 + n // 100, n % 100]


def context(kind):
    return [ACQUIRE, 0, kind, 0, 0]


def plaintext(cipher, length):
    body = [0x80, cipher, *range(length + 10)]
    return [IMPORT, 0, 0, 0, *long(len(body)), *body, 0]


def rsa():
    return [IMPORT, 0, 0, 0, *long(len(RSA)), *RSA, 0]


def encrypt(final, length):
    return [ENCRYPT, 0, 0, final, 0, length, 32, 0, *range(length), 0, 1]


def digest(algorithm, keyed=False):
    return [HASH, 0, algorithm, *([1, 0] if keyed else [0]), 0, 0, DATA, 0, 20, *range(20), 0, VALUE, 0, 0, 64, 1, 0, 0]


SEEDS = {
    "encrypt": context(AES) + plaintext(5, 16) + encrypt(0, 32) + encrypt(1, 5) + [DECRYPT, 0, 0, 0, 0, 16, 0, 0, *range(16), 0],
    "stream": context(FULL) + plaintext(1, 16) + encrypt(1, 40) + [DUPLICATE, 0, 0, 0, DESTROY, 1],
    "wrap": context(AES) + rsa() + plaintext(5, 16) + [EXPORT, 0, 1, 1, 0, 0, 100, 1, 0, EXPORT, 1, 0, 2, 0, *long(400), 1, 0],
    "derive": context(AES) + digest(SHA) + [DERIVE, 0, 5, 0, 0, 0, 0] + encrypt(1, 9),
    "mac": context(AES) + plaintext(2, 8) + digest(MAC, True),
    "hmac": context(AES) + plaintext(0, 8) + [HASH, 0, HMAC, 1, 0, 0, 0, SET_HASH, 0, 3, 0, 0, MD5, 0, DATA, 0, 3, 1, 2, 3, 0, VALUE, 0, 0, 64, 1, 0, 0],
    "sign": context(AES) + rsa() + digest(SHA) + [SIGN, 0, 1, 0, 64, 0, 1, 0, VERIFY, 0, 0, 64, *range(64), 0],
    "parameters": context(AES) + plaintext(5, 16) + [SET, 0, 0, 0, 0, *range(64), 0, GET, 0, 0, 16, 1, 0, 0, SET, 0, 3, 0, 0, 0, 2, 0] + encrypt(1, 16),
    "container": [ACQUIRE, 2, AES, 1, 0] + rsa() + [USER_KEY, 0, 1, 0, PARAMETER, 0, 6, 64, 1, 1, RELEASE, 0, ACQUIRE, 2, AES, 2, 0, USER_KEY, 0, 1, 0, RELEASE, 0, ACQUIRE, 2, AES, 3, 0],
    "generate": context(AES) + [GENERATE, 0, 7, 0, 0, 0] + encrypt(1, 30) + [SESSION, 0, 0, 0] + digest(MD5) + [SESSION, 0, 0, 0],
    "schannel": context(SCHANNEL) + plaintext(27, 48) + [SET, 0, 16, 32, 0, *range(32), 0, SET, 0, 17, 32, 0, *range(32), 0],
}
os.makedirs(folder, exist_ok=True)
for name, seed in SEEDS.items():
    with open(os.path.join(folder, name), "wb") as file:
        file.write(bytes(seed))
