/* gen mode of capi-oracle: vectors freshly made by the provider, one JSON object a line. */
#include "capi.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct { DWORD algorithm, flags; } SessionKey;

static const SessionKey session_keys[] = {
    {CALG_RC2, 40 << 16}, {CALG_RC2, 56 << 16}, {CALG_RC2, 128 << 16}, {CALG_RC4, 40 << 16}, {CALG_RC4, 128 << 16},
    {CALG_DES, 0}, {CALG_3DES_112, 0}, {CALG_3DES, 0}, {CALG_AES_128, 0}, {CALG_AES_192, 0}, {CALG_AES_256, 0},
};
static const DWORD hash_algorithms[] = {
    CALG_MD2, CALG_MD4, CALG_MD5, CALG_SHA1, CALG_SHA_256, CALG_SHA_384, CALG_SHA_512,
};
static const DWORD moduli[] = {384, 512, 768, 1024, 1032, 2040, 2048};

static void begin(const char *format, DWORD algorithm)
{
    printf("{\"source\":\"%s CryptoAPI\",\"format\":\"%s\",\"algid\":\"0x%04lx\"", implementation, format, algorithm);
}

static void put_flags(const char *name, DWORD value) { printf(",\"%s\":\"0x%lx\"", name, value); }
static void put_error(void) { printf(",\"err\":\"0x%08lx\"", GetLastError()); }
static void end(void) { printf("}\n"); }

static void put_export(const char *field, HCRYPTKEY key, HCRYPTKEY with, DWORD type, DWORD flags)
{
    DWORD length = BUFFER_ROOM;
    BYTE *blob = allocate(length);

    if (CALL(CryptExportKey(key, with, type, flags, blob, &length))) put_hex(field, blob, length);
    else printf(",\"%s\":null,\"%s_err\":\"0x%08lx\"", field, field, GetLastError());
    free(blob);
}

static void put_cipher_test(HCRYPTKEY key, DWORD algorithm)
{
    BYTE data[64], vector[16];
    DWORD length = 29, mode = CRYPT_MODE_CBC, block_bits = 0, size = sizeof block_bits;

    for (DWORD i = 0; i < length; i++) data[i] = (BYTE)(i * 7 + 1);
    for (DWORD i = 0; i < sizeof vector; i++) vector[i] = (BYTE)(0xf0 - i);
    if (algorithm != CALG_RC4) {
        CryptGetKeyParam(key, KP_BLOCKLEN, (BYTE *)&block_bits, &size, 0);
        CryptSetKeyParam(key, KP_MODE, (BYTE *)&mode, 0);
        CryptSetKeyParam(key, KP_IV, vector, 0);
        printf(",\"mode\":\"CBC\"");
        put_hex("iv", vector, block_bits / 8);
    }
    put_hex("plaintext", data, length);
    if (CALL(CryptEncrypt(key, 0, TRUE, 0, data, &length, sizeof data))) put_hex("ciphertext", data, length);
    else printf(",\"ciphertext\":null");
}

static void generate_pair(HCRYPTPROV provider, DWORD bits, DWORD spec)
{
    HCRYPTKEY key;

    begin("PRIVATEKEYBLOB", spec == AT_KEYEXCHANGE ? CALG_RSA_KEYX : CALG_RSA_SIGN);
    put_number("bits", bits);
    if (CALL(CryptGenKey(provider, spec, bits << 16 | CRYPT_EXPORTABLE, &key))) {
        put_export("blob", key, 0, PRIVATEKEYBLOB, 0);
        put_export("public_blob", key, 0, PUBLICKEYBLOB, 0);
        CryptDestroyKey(key);
    } else put_error();
    end();
}

static void generate_simple(HCRYPTPROV provider, HCRYPTKEY rsa, const SessionKey *kind, DWORD padding)
{
    DWORD flags = kind->flags | CRYPT_EXPORTABLE | CRYPT_NO_SALT;
    HCRYPTKEY key;

    begin("SIMPLEBLOB", kind->algorithm);
    put_flags("genkey_flags", flags);
    printf(",\"padding\":\"%s\"", padding ? "OAEP-SHA1" : "PKCS1");
    if (CALL(CryptGenKey(provider, kind->algorithm, flags, &key))) {
        put_export("rsa_private_blob", rsa, 0, PRIVATEKEYBLOB, 0);
        put_export("plaintext_blob", key, 0, PLAINTEXTKEYBLOB, 0);
        put_export("blob", key, rsa, SIMPLEBLOB, padding);
        put_cipher_test(key, kind->algorithm);
        CryptDestroyKey(key);
    } else put_error();
    end();
}

/* A hash of a random message, which is put into the record. */
static HCRYPTHASH hash_message(HCRYPTPROV provider, DWORD algorithm)
{
    BYTE message[37];
    HCRYPTHASH hash = 0;

    CryptGenRandom(provider, sizeof message, message);
    put_hex("message", message, sizeof message);
    if (CALL(CryptCreateHash(provider, algorithm, 0, 0, &hash))) CryptHashData(hash, message, sizeof message, 0);
    return hash;
}

static void generate_derived(HCRYPTPROV provider, DWORD hash_algorithm, const SessionKey *kind)
{
    DWORD flags = kind->flags | CRYPT_EXPORTABLE | CRYPT_NO_SALT;
    HCRYPTKEY key;

    begin("CryptDeriveKey", kind->algorithm);
    put_flags("hash_algid", hash_algorithm);
    put_flags("flags", flags);
    HCRYPTHASH hash = hash_message(provider, hash_algorithm);
    if (hash && CALL(CryptDeriveKey(provider, kind->algorithm, hash, flags, &key))) {
        put_export("plaintext_blob", key, 0, PLAINTEXTKEYBLOB, 0);
        CryptDestroyKey(key);
    } else put_error();
    end();
    if (hash) CryptDestroyHash(hash);
}

static void generate_signature(HCRYPTPROV provider, HCRYPTKEY rsa, DWORD hash_algorithm, DWORD flags)
{
    BYTE digest[64], signature[512];
    DWORD digest_length = sizeof digest, length = sizeof signature;

    begin("CryptSignHash", CALG_RSA_KEYX);
    put_flags("hash_algid", hash_algorithm);
    put_flags("flags", flags);
    put_export("rsa_private_blob", rsa, 0, PRIVATEKEYBLOB, 0);
    HCRYPTHASH hash = hash_message(provider, hash_algorithm);
    if (hash && CALL(CryptGetHashParam(hash, HP_HASHVAL, digest, &digest_length, 0))) {
        put_hex("digest", digest, digest_length);
        if (CALL(CryptSignHashA(hash, AT_KEYEXCHANGE, NULL, flags, signature, &length)))
            put_hex("signature", signature, length);
        else put_error();
    } else put_error();
    end();
    if (hash) CryptDestroyHash(hash);
}

static int wanted(const char *theme, const char *name) { return !theme || !strcmp(theme, name); }

static void generate_themes(const char *theme, HCRYPTPROV provider, HCRYPTKEY rsa)
{
    if (wanted(theme, "simple"))
        for (size_t i = 0; i < COUNT(session_keys); i++)
            for (DWORD padding = 0; padding <= CRYPT_OAEP; padding += CRYPT_OAEP)
                generate_simple(provider, rsa, &session_keys[i], padding);
    for (size_t j = 0; j < COUNT(hash_algorithms); j++) {
        if (wanted(theme, "derive"))
            for (size_t i = 0; i < COUNT(session_keys); i++)
                generate_derived(provider, hash_algorithms[j], &session_keys[i]);
        if (wanted(theme, "sign"))
            for (DWORD flags = 0; flags <= CRYPT_NOHASHOID; flags++)
                generate_signature(provider, rsa, hash_algorithms[j], flags);
    }
}

int generate_vectors(const char *theme)
{
    HCRYPTPROV provider;
    HCRYPTKEY rsa;

    if (!CALL(CryptAcquireContextA(&provider, NULL, NULL, PROV_RSA_AES, CRYPT_VERIFYCONTEXT))) {
        answer_failure("CryptAcquireContext", GetLastError());
        return 1;
    }
    if (wanted(theme, "rsa"))
        for (size_t i = 0; i < COUNT(moduli); i++)
            for (DWORD spec = AT_KEYEXCHANGE; spec <= AT_SIGNATURE; spec++) generate_pair(provider, moduli[i], spec);
    if (!CALL(CryptGenKey(provider, AT_KEYEXCHANGE, 1024 << 16 | CRYPT_EXPORTABLE, &rsa))) {
        answer_failure("CryptGenKey", GetLastError());
        return 1;
    }
    generate_themes(theme, provider, rsa);
    CryptDestroyKey(rsa);
    CryptReleaseContext(provider, 0);
    return 0;
}
