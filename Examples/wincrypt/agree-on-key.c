/* Two sides agree on a session key by Diffie-Hellman: parameters that both know, public keys that they exchange. */
#include "sample.h"

/* A safe prime of 512 bits, the lowest byte first, and 2 for its generator. Far too short for a secret; quick to compute. */
static BYTE prime[64] = {
    0x9F, 0xA7, 0x2C, 0x15, 0xFE, 0x8C, 0x02, 0xB1, 0xCA, 0x8C, 0xA2, 0xCA, 0x0C, 0xF3, 0x23, 0xFF,
    0x2E, 0x5D, 0xE3, 0xBE, 0xF2, 0x6C, 0xCD, 0xD5, 0x70, 0xA9, 0xF0, 0x16, 0xE9, 0x25, 0x63, 0xB8,
    0x11, 0x98, 0x1C, 0x2D, 0x19, 0xFA, 0xFE, 0x48, 0x24, 0x11, 0x23, 0x33, 0x5F, 0xE8, 0x0D, 0xA4,
    0x4C, 0xA7, 0xCA, 0x34, 0x18, 0x30, 0xB2, 0x5D, 0x68, 0x6A, 0x41, 0x37, 0x9B, 0x14, 0x4A, 0xF4};
static BYTE generator[64] = {2};

static HCRYPTKEY make_pair(HCRYPTPROV provider)
{
    CRYPT_DATA_BLOB value;
    HCRYPTKEY pair;

    MUST(CryptGenKey(provider, CALG_DH_EPHEM, 512 << 16 | CRYPT_EXPORTABLE | CRYPT_PREGEN, &pair));
    value.cbData = sizeof prime;
    value.pbData = prime;
    MUST(CryptSetKeyParam(pair, KP_P, (const BYTE *)&value, 0));
    value.pbData = generator;
    MUST(CryptSetKeyParam(pair, KP_G, (const BYTE *)&value, 0));
    MUST(CryptSetKeyParam(pair, KP_X, NULL, 0));
    return pair;
}

static HCRYPTKEY agree(HCRYPTPROV provider, HCRYPTKEY own, HCRYPTKEY other)
{
    BYTE blob[256];
    DWORD size = sizeof blob;
    ALG_ID algorithm = CALG_RC4;
    HCRYPTKEY key;

    MUST(CryptExportKey(other, 0, PUBLICKEYBLOB, 0, blob, &size));
    print_number("size of the PUBLICKEYBLOB", size);
    print_bytes("its first bytes", blob, 16);
    MUST(CryptImportKey(provider, blob, size, own, 0, &key));
    MUST(CryptSetKeyParam(key, KP_ALGID, (const BYTE *)&algorithm, 0));
    return key;
}

int main(void)
{
    HCRYPTPROV provider;
    HCRYPTKEY first, second, ours, theirs;
    BYTE data[16] = "fifteen letters";
    DWORD length = sizeof data;

    MUST(CryptAcquireContext(&provider, NULL, MS_ENH_DSS_DH_PROV, PROV_DSS_DH, CRYPT_VERIFYCONTEXT));
    first = make_pair(provider);
    second = make_pair(provider);
    ours = agree(provider, first, second);
    theirs = agree(provider, second, first);
    MUST(CryptEncrypt(ours, 0, TRUE, 0, data, &length, sizeof data));
    MUST(CryptDecrypt(theirs, 0, TRUE, 0, data, &length));
    printf("%s\n", (const char *)data);
    MUST(CryptDestroyKey(ours));
    MUST(CryptDestroyKey(theirs));
    MUST(CryptDestroyKey(first));
    MUST(CryptDestroyKey(second));
    MUST(CryptReleaseContext(provider, 0));
    return 0;
}
