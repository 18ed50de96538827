/* What a TLS 1.0 server makes of a client's master key: keys for both directions, record MACs, the finished message:
 * schannel-keys PRIVATEKEYBLOB-FILE. */
#include <windows.h>
#include <wincrypt.h>
#include <stdio.h>
#include <string.h>

#define CHECK(call)                                                        \
    do {                                                                   \
        if (!(call)) {                                                     \
            printf("%s: 0x%08lx\n", #call, (unsigned long)GetLastError()); \
            return 1;                                                      \
        }                                                                  \
    } while (0)

static void dump(const char *what, const BYTE *bytes, DWORD count)
{
    printf("%s ", what);
    while (count--) printf("%02x", *bytes++);
    printf("\n");
}

static HCRYPTKEY derive(HCRYPTPROV hProv, HCRYPTKEY hMaster, ALG_ID use, DWORD side)
{
    HCRYPTHASH hHash = 0;
    HCRYPTKEY hKey = 0;

    if (!CryptCreateHash(hProv, CALG_SCHANNEL_MASTER_HASH, hMaster, 0, &hHash) || !CryptDeriveKey(hProv, use, hHash, side, &hKey))
        printf("derive: 0x%08lx\n", (unsigned long)GetLastError());
    if (hHash) CryptDestroyHash(hHash);
    return hKey;
}

int main(int argc, char *argv[])
{
    static BYTE client[32] = {0x11}, server[32] = {0x22};
    BYTE blob[4096], block[16], value[20], digests[36], finished[12];
    SCHANNEL_ALG encryption = {SCHANNEL_ENC_KEY, CALG_RC4, 128, 0, 0}, mac = {SCHANNEL_MAC_KEY, CALG_SHA1, 160, 0, 0};
    CRYPT_DATA_BLOB clientRandom = {sizeof(client), client}, serverRandom = {sizeof(server), server};
    CRYPT_DATA_BLOB label = {15, (BYTE *)"client finished"}, seed = {sizeof(digests), digests};
    HMAC_INFO info;
    HCRYPTPROV hProv;
    HCRYPTKEY hPair, hMaster, hKey;
    HCRYPTHASH hHash;
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    DWORD count, modulus = sizeof(modulus), side, i;

    if (!file) return 2;
    count = (DWORD)fread(blob, 1, sizeof(blob), file);
    fclose(file);
    CHECK(CryptAcquireContext(&hProv, NULL, NULL, PROV_RSA_SCHANNEL, CRYPT_VERIFYCONTEXT));
    CHECK(CryptImportKey(hProv, blob, count, 0, 0, &hPair));
    CHECK(CryptGetKeyParam(hPair, KP_BLOCKLEN, (BYTE *)&count, &modulus, 0));
    modulus = count / 8;

    /* The client's envelope, as it comes over the wire but for its byte order. */
    for (i = 0; i < 48; i++) blob[12 + i] = (BYTE)(3 * i);
    blob[12] = 3;
    blob[13] = 1;
    count = 48;
    CHECK(CryptEncrypt(hPair, 0, TRUE, 0, blob + 12, &count, sizeof(blob) - 12));
    memset(blob, 0, 12);
    ((BLOBHEADER *)blob)->bType = SIMPLEBLOB;
    ((BLOBHEADER *)blob)->bVersion = CUR_BLOB_VERSION;
    ((BLOBHEADER *)blob)->aiKeyAlg = CALG_TLS1_MASTER;
    *(ALG_ID *)(blob + 8) = CALG_RSA_KEYX;
    CHECK(CryptImportKey(hProv, blob, 12 + modulus, hPair, 0, &hMaster));
    CHECK(CryptSetKeyParam(hMaster, KP_SCHANNEL_ALG, (BYTE *)&encryption, 0));
    CHECK(CryptSetKeyParam(hMaster, KP_SCHANNEL_ALG, (BYTE *)&mac, 0));
    CHECK(CryptSetKeyParam(hMaster, KP_CLIENT_RANDOM, (BYTE *)&clientRandom, 0));
    CHECK(CryptSetKeyParam(hMaster, KP_SERVER_RANDOM, (BYTE *)&serverRandom, 0));

    memset(&info, 0, sizeof(info));
    info.HashAlgid = CALG_SHA1;
    for (side = 0; side < 2; side++) {
        hKey = derive(hProv, hMaster, CALG_SCHANNEL_ENC_KEY, side ? CRYPT_SERVER : 0);
        memset(block, 0, sizeof(block));
        count = sizeof(block);
        CHECK(CryptEncrypt(hKey, 0, FALSE, 0, block, &count, sizeof(block)));
        dump(side ? "server's stream" : "client's stream", block, count);
        CHECK(CryptDestroyKey(hKey));
        hKey = derive(hProv, hMaster, CALG_SCHANNEL_MAC_KEY, side ? CRYPT_SERVER : 0);
        count = sizeof(value);
        CHECK(CryptCreateHash(hProv, CALG_HMAC, hKey, 0, &hHash));
        CHECK(CryptSetHashParam(hHash, HP_HMAC_INFO, (BYTE *)&info, 0) && CryptHashData(hHash, (const BYTE *)"record", 6, 0));
        CHECK(CryptGetHashParam(hHash, HP_HASHVAL, value, &count, 0));
        dump(side ? "server's MAC" : "client's MAC", value, count);
        CHECK(CryptDestroyHash(hHash) && CryptDestroyKey(hKey));
    }

    for (i = 0; i < 2; i++) {
        CHECK(CryptCreateHash(hProv, i ? CALG_SHA1 : CALG_MD5, 0, 0, &hHash));
        CHECK(CryptHashData(hHash, (const BYTE *)"handshake", 9, 0));
        count = i ? 20 : 16;
        CHECK(CryptGetHashParam(hHash, HP_HASHVAL, digests + 16 * i, &count, 0) && CryptDestroyHash(hHash));
    }
    CHECK(CryptCreateHash(hProv, CALG_TLS1PRF, hMaster, 0, &hHash));
    CHECK(CryptSetHashParam(hHash, HP_TLS1PRF_LABEL, (BYTE *)&label, 0));
    CHECK(CryptSetHashParam(hHash, HP_TLS1PRF_SEED, (BYTE *)&seed, 0));
    count = sizeof(finished);
    CHECK(CryptGetHashParam(hHash, HP_HASHVAL, finished, &count, 0));
    dump("finished", finished, count);
    CHECK(CryptDestroyHash(hHash) && CryptDestroyKey(hMaster) && CryptDestroyKey(hPair) && CryptReleaseContext(hProv, 0));
    return 0;
}
