/* Creates a key container and the keys in it, and finds them again in another run.
 *   containers new|list|show|sign|delete NAME */
#include "sample.h"

static void show_pair(HCRYPTPROV provider, const char *what, DWORD which)
{
    HCRYPTKEY key;
    DWORD value, size = sizeof value;

    if (!report(what, CryptGetUserKey(provider, which, &key))) return;
    MUST(CryptGetKeyParam(key, KP_KEYLEN, (BYTE *)&value, &size, 0));
    print_number("  bits", value);
    MUST(CryptGetKeyParam(key, KP_ALGID, (BYTE *)&value, &size, 0));
    printf("  algorithm: 0x%04lX\n", (unsigned long)value);
    report("  its private key leaves", CryptExportKey(key, 0, PRIVATEKEYBLOB, 0, NULL, &size));
    MUST(CryptExportKey(key, 0, PUBLICKEYBLOB, 0, NULL, &size));
    print_number("  size of its PUBLICKEYBLOB", size);
    MUST(CryptDestroyKey(key));
}

static void show(HCRYPTPROV provider)
{
    char text[512];
    DWORD size = sizeof text;

    MUST(CryptGetProvParam(provider, PP_NAME, (BYTE *)text, &size, 0));
    printf("provider: %s\n", text);
    size = sizeof text;
    MUST(CryptGetProvParam(provider, PP_CONTAINER, (BYTE *)text, &size, 0));
    printf("container: %s\n", text);
    show_pair(provider, "exchange pair", AT_KEYEXCHANGE);
    show_pair(provider, "signature pair", AT_SIGNATURE);
}

static void generate(HCRYPTPROV provider, const char *what, DWORD which, DWORD flags)
{
    HCRYPTKEY key;

    if (!CryptGetUserKey(provider, which, &key)) {
        if (GetLastError() != (DWORD)NTE_NO_KEY) fail("CryptGetUserKey");
        printf("%s: there is none yet\n", what);
        MUST(CryptGenKey(provider, which, flags, &key));
    }
    MUST(CryptDestroyKey(key));
}

/* Only whether this container is among them: what else there is, is the machine's. */
static void list(HCRYPTPROV provider, const char *name)
{
    char text[512];
    DWORD size = sizeof text, flags = CRYPT_FIRST;
    BOOL found = FALSE;

    while (CryptGetProvParam(provider, PP_ENUMCONTAINERS, (BYTE *)text, &size, flags)) {
        if (!strcmp(text, name)) found = TRUE;
        flags = CRYPT_NEXT;
        size = sizeof text;
    }
    report("after the last", FALSE);
    printf("%s is %s\n", name, found ? "there" : "not there");
}

static void sign(HCRYPTPROV provider)
{
    BYTE signature[512];
    DWORD size = sizeof signature;
    HCRYPTHASH hash;
    HCRYPTKEY key;

    MUST(CryptCreateHash(provider, CALG_SHA_256, 0, 0, &hash));
    MUST(CryptHashData(hash, (const BYTE *)"signed", 6, 0));
    MUST(CryptSignHash(hash, AT_SIGNATURE, NULL, 0, signature, &size));
    MUST(CryptGetUserKey(provider, AT_SIGNATURE, &key));
    report("verified", CryptVerifySignature(hash, signature, size, key, NULL, 0));
    MUST(CryptDestroyKey(key));
    MUST(CryptDestroyHash(hash));
}

int main(int argc, char *argv[])
{
    const char *job = argc == 3 ? argv[1] : "";
    HCRYPTPROV provider;
    DWORD flags = !strcmp(job, "new") ? CRYPT_NEWKEYSET : !strcmp(job, "delete") ? CRYPT_DELETEKEYSET : 0;

    if (argc != 3) {
        fprintf(stderr, "usage: containers new|list|show|sign|delete NAME\n");
        return 2;
    }
    if (!report("CryptAcquireContext",
                CryptAcquireContextA(&provider, argv[2], MS_ENH_RSA_AES_PROV_A, PROV_RSA_AES, flags)))
        return 1;
    if (!strcmp(job, "delete")) return 0;
    if (!strcmp(job, "new")) {
        generate(provider, "signature pair", AT_SIGNATURE, 1024 << 16);
        generate(provider, "exchange pair", AT_KEYEXCHANGE, 2048 << 16 | CRYPT_EXPORTABLE);
    }
    if (!strcmp(job, "list"))
        list(provider, argv[2]);
    else if (!strcmp(job, "sign"))
        sign(provider);
    else
        show(provider);
    MUST(CryptReleaseContext(provider, 0));
    report("released again", CryptReleaseContext(provider, 0));
    return 0;
}
