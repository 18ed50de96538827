/* What the programs here share: how they fail, how they print, how they read files. */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>
#include <wincrypt.h>

#if defined __GNUC__
#define SAMPLE static __attribute__((unused))
#else
#define SAMPLE static
#endif

/* Ends the program: `call` failed and nothing sensible can follow. */
SAMPLE void fail(const char *call)
{
    fprintf(stderr, "%s failed with 0x%08lX\n", call, (unsigned long)GetLastError());
    exit(1);
}

#define MUST(call)               \
    do {                         \
        if (!(call)) fail(#call); \
    } while (0)

/* One line: what was done and how it went. */
SAMPLE BOOL report(const char *what, BOOL success)
{
    if (success)
        printf("%s: ok\n", what);
    else
        printf("%s: 0x%08lX\n", what, (unsigned long)GetLastError());
    return success;
}

SAMPLE void print_bytes(const char *what, const BYTE *bytes, DWORD count)
{
    DWORD i;

    printf("%s: ", what);
    for (i = 0; i < count; i++) printf("%02x", bytes[i]);
    printf("\n");
}

SAMPLE void print_number(const char *what, DWORD value) { printf("%s: %lu\n", what, (unsigned long)value); }

/* The whole of a file of at most `room` bytes. */
SAMPLE DWORD read_file(const char *name, BYTE *bytes, DWORD room)
{
    FILE *file = fopen(name, "rb");
    size_t count;

    if (!file) {
        fprintf(stderr, "cannot open %s\n", name);
        exit(1);
    }
    count = fread(bytes, 1, room, file);
    fclose(file);
    return (DWORD)count;
}

SAMPLE void write_file(const char *name, const BYTE *bytes, DWORD count)
{
    FILE *file = fopen(name, "wb");

    if (!file || fwrite(bytes, 1, count, file) != count || fclose(file)) {
        fprintf(stderr, "cannot write %s\n", name);
        exit(1);
    }
}

/* A context that keeps nothing, and the key pair of a PRIVATEKEYBLOB or the key of a PUBLICKEYBLOB in it. */
SAMPLE HCRYPTPROV open_provider(void)
{
    HCRYPTPROV provider;

    MUST(CryptAcquireContext(&provider, NULL, MS_ENH_RSA_AES_PROV, PROV_RSA_AES, CRYPT_VERIFYCONTEXT));
    return provider;
}

SAMPLE HCRYPTKEY import_file(HCRYPTPROV provider, const char *name)
{
    BYTE blob[8192];
    HCRYPTKEY key;

    MUST(CryptImportKey(provider, blob, read_file(name, blob, sizeof blob), 0, 0, &key));
    return key;
}

/* A session key of given bytes: PLAINTEXTKEYBLOB is a header, a length and the key. */
SAMPLE HCRYPTKEY import_plaintext(HCRYPTPROV provider, ALG_ID algorithm, const BYTE *bytes, DWORD count, DWORD flags)
{
    struct {
        BLOBHEADER header;
        DWORD size;
        BYTE key[64];
    } blob;
    HCRYPTKEY key;

    blob.header.bType = PLAINTEXTKEYBLOB;
    blob.header.bVersion = CUR_BLOB_VERSION;
    blob.header.reserved = 0;
    blob.header.aiKeyAlg = algorithm;
    blob.size = count;
    memcpy(blob.key, bytes, count);
    MUST(CryptImportKey(provider, (const BYTE *)&blob, (DWORD)(sizeof blob.header + sizeof blob.size) + count, 0, flags,
                        &key));
    return key;
}

/* The bytes of the session keys here. */
SAMPLE const BYTE *example_key(void)
{
    static BYTE bytes[64];
    BYTE i;

    for (i = 0; i < sizeof bytes; i++) bytes[i] = (BYTE)(i * 7 + 1);
    return bytes;
}

/* The algorithms that the programs go through; `bits` is the length a key has when its bytes are imported. */
typedef struct {
    const char *name;
    ALG_ID id;
    DWORD bits;
} Cipher;

SAMPLE const Cipher *example_ciphers(void)
{
    static const Cipher ciphers[] = {
        {"RC2-56", CALG_RC2, 56},         {"RC2-128", CALG_RC2, 128},       {"RC4-56", CALG_RC4, 56},
        {"RC4-128", CALG_RC4, 128},       {"DES", CALG_DES, 64},            {"3DES-112", CALG_3DES_112, 128},
        {"3DES", CALG_3DES, 192},         {"AES-128", CALG_AES_128, 128},   {"AES-192", CALG_AES_192, 192},
        {"AES-256", CALG_AES_256, 256},   {NULL, 0, 0},
    };

    return ciphers;
}

#endif
