/* Duplicates session keys in the middle of their work: the copy goes on from there, on its own. */
#include "sample.h"

static void encrypt(HCRYPTKEY key, const char *what, BOOL final)
{
    BYTE data[48];
    DWORD length = 16;

    memset(data, 'a', length);
    MUST(CryptEncrypt(key, 0, final, 0, data, &length, sizeof data));
    print_bytes(what, data, length);
}

static void duplicate(HCRYPTPROV provider, const Cipher *cipher)
{
    HCRYPTKEY original = import_plaintext(provider, cipher->id, example_key(), cipher->bits / 8, CRYPT_EXPORTABLE), copy;

    printf("%s\n", cipher->name);
    encrypt(original, "  original, first part", FALSE);
    MUST(CryptDuplicateKey(original, NULL, 0, &copy));
    encrypt(original, "  original, second part", FALSE);
    encrypt(copy, "  copy, second part", FALSE);
    encrypt(original, "  original, last part", TRUE);
    MUST(CryptDestroyKey(original));
    encrypt(copy, "  copy, last part", TRUE);
    encrypt(copy, "  copy, anew", TRUE);
    report("  the original, destroyed", CryptDestroyKey(original));
    MUST(CryptDestroyKey(copy));
}

static void duplicate_hash(HCRYPTPROV provider)
{
    HCRYPTHASH original, copy;
    BYTE value[32];
    DWORD size = sizeof value;

    MUST(CryptCreateHash(provider, CALG_SHA_256, 0, 0, &original));
    MUST(CryptHashData(original, (const BYTE *)"abc", 3, 0));
    MUST(CryptDuplicateHash(original, NULL, 0, &copy));
    MUST(CryptHashData(copy, (const BYTE *)"def", 3, 0));
    MUST(CryptGetHashParam(original, HP_HASHVAL, value, &size, 0));
    print_bytes("SHA-256 of abc", value, size);
    MUST(CryptGetHashParam(copy, HP_HASHVAL, value, &size, 0));
    print_bytes("SHA-256 of abcdef", value, size);
    report("more after the value", CryptHashData(original, (const BYTE *)"ghi", 3, 0));
    MUST(CryptDestroyHash(original));
    MUST(CryptDestroyHash(copy));
}

int main(void)
{
    HCRYPTPROV provider = open_provider();
    const Cipher *cipher;

    for (cipher = example_ciphers(); cipher->name; cipher++) duplicate(provider, cipher);
    duplicate_hash(provider);
    MUST(CryptReleaseContext(provider, 0));
    return 0;
}
