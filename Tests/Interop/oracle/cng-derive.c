/* Hashes, key agreement and derivation of cng-oracle. */
#include "cng.h"

static void hash(const Command *c)
{
    DWORD length, secret_length;
    BYTE *data = bytes(c, "data", &length, 0), *secret = bytes(c, "key", &secret_length, 0), digest[128];
    BCRYPT_HASH_HANDLE made = NULL;
    ULONG digest_length = 0, got;

    if (!data) { answer_misuse("bad data="); free(secret); return; }
    NTSTATUS status = BCryptGetProperty(algorithm(c), BCRYPT_HASH_LENGTH, (UCHAR *)&digest_length,
                                        sizeof digest_length, &got, 0);
    if (!status) status = BCryptCreateHash(algorithm(c), &made, NULL, 0, secret, secret_length, 0);
    if (!status) status = BCryptHashData(made, data, length, 0);
    if (!status) status = BCryptFinishHash(made, digest, digest_length, 0);
    if (made) BCryptDestroyHash(made);
    conclude_data(status, "BCryptHash", "data", digest, digest_length);
    free(data);
    free(secret);
}

static void pbkdf2(const Command *c)
{
    DWORD length, salt_length, wanted = min(number(c, "n", 32), 1024);
    BYTE *password = bytes(c, "password", &length, 0), *salt = bytes(c, "salt", &salt_length, 0), derived[1024];
    NTSTATUS status = BCryptDeriveKeyPBKDF2(algorithm(c), password, length, salt, salt_length,
                                            number(c, "iterations", 1), derived, wanted, 0);

    conclude_data(status, "BCryptDeriveKeyPBKDF2", "data", derived, wanted);
    free(password);
    free(salt);
}

static void agree(const Command *c)
{
    BCRYPT_KEY_HANDLE own = (void *)lookup(&keys, text(c, "priv")), other = (void *)lookup(&keys, text(c, "pub"));
    BCRYPT_SECRET_HANDLE made = NULL;

    drop(&secrets, text(c, "s"));
    keep(&secrets, c, "s", BCryptSecretAgreement(own, other, &made, 0), "BCryptSecretAgreement", made);
}

/* The arguments of a derivation become the buffers of its parameter list. */
static void derive(const Command *c)
{
    static const struct { const char *name; ULONG type; } kinds[] = {
        {"prepend", KDF_SECRET_PREPEND}, {"append", KDF_SECRET_APPEND}, {"hmackey", KDF_HMAC_KEY},
        {"label", KDF_TLS_PRF_LABEL}, {"seed", KDF_TLS_PRF_SEED},
    };
    BCryptBuffer buffers[COUNT(kinds) + 1];
    BCryptBufferDesc parameters = {BCRYPTBUFFER_VERSION, 0, buffers};
    WCHAR *function = wide(text(c, "kdf")), *digest = wide(text(c, "hash"));
    BYTE *values[COUNT(kinds)], derived[1024];
    DWORD length, wanted = min(number(c, "n", sizeof derived), sizeof derived), got = 0;

    if (text(c, "hash")) {
        ULONG size = (ULONG)(wcslen(digest) + 1) * sizeof *digest;
        buffers[parameters.cBuffers++] = (BCryptBuffer){size, KDF_HASH_ALGORITHM, digest};
    }
    for (size_t i = 0; i < COUNT(kinds); i++)
        if ((values[i] = bytes(c, kinds[i].name, &length, 0)))
            buffers[parameters.cBuffers++] = (BCryptBuffer){length, kinds[i].type, values[i]};
    NTSTATUS status = BCryptDeriveKey((void *)lookup(&secrets, text(c, "s")), function,
                                      parameters.cBuffers ? &parameters : NULL, derived, wanted, &got,
                                      number(c, "flags", 0));
    conclude_data(status, "BCryptDeriveKey", "data", derived, min(got, sizeof derived));
    for (size_t i = 0; i < COUNT(kinds); i++) free(values[i]);
    free(function);
    free(digest);
}

const Verb derive_verbs[] = {
    {"hash", hash}, {"pbkdf2", pbkdf2}, {"secret", agree}, {"derivekey", derive}, {0},
};
