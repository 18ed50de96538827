/* Hashes a file, signs it, verifies the signature.
 *   hash-and-sign sign KEY FILE SIGNATURES     KEY: a PRIVATEKEYBLOB. SIGNATURES: one after another, of each hash
 *   hash-and-sign verify KEY FILE SIGNATURES   KEY: a PUBLICKEYBLOB */
#include "sample.h"

static const struct {
    const char *name;
    ALG_ID id;
} hashes[] = {{"MD5", CALG_MD5}, {"SHA-1", CALG_SHA1}, {"SHA-256", CALG_SHA_256}, {"SHA-384", CALG_SHA_384},
              {"SHA-512", CALG_SHA_512}};
enum { HASHES = sizeof hashes / sizeof hashes[0] };

/* The file, in parts, as a program does whose file does not fit. */
static HCRYPTHASH hash_file(HCRYPTPROV provider, ALG_ID id, HCRYPTKEY key, const BYTE *bytes, DWORD count)
{
    HCRYPTHASH hash;
    DWORD at, part;

    MUST(CryptCreateHash(provider, id, key, 0, &hash));
    if (id == CALG_HMAC) {
        HMAC_INFO info;

        memset(&info, 0, sizeof info);
        info.HashAlgid = CALG_SHA_256;
        MUST(CryptSetHashParam(hash, HP_HMAC_INFO, (const BYTE *)&info, 0));
    }
    for (at = 0; at < count; at += part) {
        part = count - at < 100 ? count - at : 100;
        MUST(CryptHashData(hash, bytes + at, part, 0));
    }
    return hash;
}

static void print_hash(HCRYPTHASH hash, const char *name)
{
    BYTE value[64];
    DWORD size = sizeof value, length, room = sizeof length;

    MUST(CryptGetHashParam(hash, HP_HASHSIZE, (BYTE *)&length, &room, 0));
    MUST(CryptGetHashParam(hash, HP_HASHVAL, value, &size, 0));
    if (size != length) fail("the hash's size");
    print_bytes(name, value, size);
}

static void keyed(HCRYPTPROV provider, ALG_ID id, ALG_ID cipher, const char *name, const BYTE *bytes, DWORD count)
{
    HCRYPTKEY key = import_plaintext(provider, cipher, example_key(), 16, 0);
    HCRYPTHASH hash = hash_file(provider, id, key, bytes, count);

    print_hash(hash, name);
    MUST(CryptDestroyHash(hash));
    MUST(CryptDestroyKey(key));
}

int main(int argc, char *argv[])
{
    static BYTE bytes[65536], signatures[HASHES * 2048];
    BOOL signing = argc == 5 && !strcmp(argv[1], "sign");
    HCRYPTPROV provider = open_provider();
    HCRYPTKEY key;
    DWORD count, at = 0, size, i, room;

    if (argc != 5) {
        fprintf(stderr, "usage: hash-and-sign sign|verify KEY FILE SIGNATURES\n");
        return 2;
    }
    key = import_file(provider, argv[2]);
    count = read_file(argv[3], bytes, sizeof bytes);
    room = sizeof size;
    MUST(CryptGetKeyParam(key, KP_KEYLEN, (BYTE *)&size, &room, 0));
    size /= 8;
    if (!signing && read_file(argv[4], signatures, sizeof signatures) != HASHES * size) fail("reading the signatures");

    for (i = 0; i < HASHES; i++, at += size) {
        HCRYPTHASH hash = hash_file(provider, hashes[i].id, 0, bytes, count);

        if (signing) {
            MUST(CryptSignHash(hash, AT_KEYEXCHANGE, NULL, 0, NULL, &room) && room == size);
            MUST(CryptSignHash(hash, AT_KEYEXCHANGE, NULL, 0, signatures + at, &room));
            print_bytes("signature", signatures + at, room);
        } else {
            report(hashes[i].name, CryptVerifySignature(hash, signatures + at, size, key, NULL, 0));
            signatures[at + 7] ^= 1;
            report("  with a bit changed", CryptVerifySignature(hash, signatures + at, size, key, NULL, 0));
            report("  one byte short", CryptVerifySignature(hash, signatures + at, size - 1, key, NULL, 0));
        }
        print_hash(hash, hashes[i].name);
        MUST(CryptDestroyHash(hash));
    }
    if (signing) write_file(argv[4], signatures, HASHES * size);
    keyed(provider, CALG_HMAC, CALG_RC2, "HMAC of SHA-256", bytes, count);
    keyed(provider, CALG_MAC, CALG_RC2, "MAC of RC2", bytes, count);
    keyed(provider, CALG_MAC, CALG_AES_128, "MAC of AES-128", bytes, count);
    MUST(CryptDestroyKey(key));
    MUST(CryptReleaseContext(provider, 0));
    return 0;
}
