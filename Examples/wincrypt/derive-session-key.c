/* Derives session keys from a password: with every hash, for every cipher.
 * What the keys encrypt is printed, and the bytes of those keys that have no parity. */
#include "sample.h"

static void derive(HCRYPTPROV provider, const char *hash_name, ALG_ID hash_id, const Cipher *cipher)
{
    static const char password[] = "correct horse battery staple";
    HCRYPTHASH hash;
    HCRYPTKEY key;
    BYTE blob[128], data[64];
    DWORD size = sizeof blob, length = 24;
    char label[64];

    MUST(CryptCreateHash(provider, hash_id, 0, 0, &hash));
    MUST(CryptHashData(hash, (const BYTE *)password, (DWORD)strlen(password), 0));
    MUST(CryptDeriveKey(provider, cipher->id, hash,
                        CRYPT_EXPORTABLE | (GET_ALG_TYPE(cipher->id) == ALG_TYPE_STREAM || cipher->id == CALG_RC2
                                                ? cipher->bits << 16
                                                : 0),
                        &key));
    sprintf(label, "%s %s", hash_name, cipher->name);
    if (cipher->id != CALG_DES && cipher->id != CALG_3DES && cipher->id != CALG_3DES_112) {
        MUST(CryptExportKey(key, 0, PLAINTEXTKEYBLOB, 0, blob, &size));
        print_bytes(label, blob, size);
    }
    memset(data, 'x', length);
    MUST(CryptEncrypt(key, 0, TRUE, 0, data, &length, sizeof data));
    print_bytes(label, data, length);
    MUST(CryptDestroyKey(key));
    MUST(CryptDestroyHash(hash));
}

int main(void)
{
    static const struct {
        const char *name;
        ALG_ID id;
    } hashes[] = {{"MD2", CALG_MD2},        {"MD4", CALG_MD4},         {"MD5", CALG_MD5},        {"SHA-1", CALG_SHA1},
                  {"SHA-256", CALG_SHA_256}, {"SHA-384", CALG_SHA_384}, {"SHA-512", CALG_SHA_512}};
    HCRYPTPROV provider = open_provider();
    const Cipher *cipher;
    size_t i;

    for (i = 0; i < sizeof hashes / sizeof hashes[0]; i++)
        for (cipher = example_ciphers(); cipher->name; cipher++) derive(provider, hashes[i].name, hashes[i].id, cipher);
    MUST(CryptReleaseContext(provider, 0));
    return 0;
}
