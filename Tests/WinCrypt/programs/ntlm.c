/* What a client answers to LAN Manager's challenge: DES keys of seven bytes as PLAINTEXTKEYBLOBs, MD4. The password and the
 * challenge are those of [MS-NLMP] 4.2. */
#include <windows.h>
#include <wincrypt.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static BOOL EncryptDES(const BYTE *in, BYTE *out, const BYTE *key)
{
    struct {
        BLOBHEADER header;
        DWORD length;
        BYTE key[8];
    } blob;
    HCRYPTPROV hProv;
    HCRYPTKEY hKey;
    DWORD i, count = 8;
    BOOL good = FALSE;

    if (!CryptAcquireContext(&hProv, NULL, NULL, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT | CRYPT_SILENT)) return FALSE;
    memset(&blob, 0, sizeof(blob));
    blob.header.bType = PLAINTEXTKEYBLOB;
    blob.header.bVersion = 2;
    blob.header.aiKeyAlg = CALG_DES;
    blob.length = sizeof(blob.key);
    /* Seven bits a byte; parity is left alone. */
    for (i = 0; i < 8; i++) blob.key[i] = (BYTE)((i ? key[i - 1] << (8 - i) : 0) | (i < 7 ? key[i] >> i : 0));
    if (CryptImportKey(hProv, (BYTE *)&blob, sizeof(blob), 0, 0, &hKey)) {
        memcpy(out, in, 8);
        good = CryptEncrypt(hKey, 0, FALSE, 0, out, &count, count);
        CryptDestroyKey(hKey);
    }
    CryptReleaseContext(hProv, 0);
    return good;
}

static BOOL HashMD4(const BYTE *in, DWORD length, BYTE *out)
{
    HCRYPTPROV hProv;
    HCRYPTHASH hHash;
    DWORD count = 16;
    BOOL good = FALSE;

    if (!CryptAcquireContext(&hProv, NULL, NULL, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT)) return FALSE;
    if (CryptCreateHash(hProv, CALG_MD4, 0, 0, &hHash)) {
        good = CryptHashData(hHash, in, length, 0) && CryptGetHashParam(hHash, HP_HASHVAL, out, &count, 0);
        CryptDestroyHash(hHash);
    }
    CryptReleaseContext(hProv, 0);
    return good;
}

static void show(const char *what, const BYTE *bytes, int count)
{
    printf("%-12s", what);
    while (count--) printf("%02x", *bytes++);
    printf("\n");
}

static BOOL Respond(const BYTE *hash, const BYTE *challenge, BYTE *response)
{
    return EncryptDES(challenge, response, hash) && EncryptDES(challenge, response + 8, hash + 7) &&
           EncryptDES(challenge, response + 16, hash + 14);
}

int main(void)
{
    static const BYTE magic[] = {'K', 'G', 'S', '!', '@', '#', '$', '%'};
    static const BYTE challenge[] = {0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF};
    static const char password[] = "Password";
    BYTE lm[21] = {0}, nt[21] = {0}, upper[14] = {0}, wide[2 * sizeof(password)], response[24];
    DWORD i, length = sizeof(password) - 1;

    for (i = 0; i < length; i++) {
        upper[i] = (BYTE)toupper((unsigned char)password[i]);
        wide[2 * i] = (BYTE)password[i];
        wide[2 * i + 1] = 0;
    }
    if (!EncryptDES(magic, lm, upper) || !EncryptDES(magic, lm + 8, upper + 7) || !HashMD4(wide, 2 * length, nt)) {
        printf("error 0x%08lx\n", (unsigned long)GetLastError());
        return 1;
    }
    show("LM hash", lm, 16);
    show("NT hash", nt, 16);
    if (Respond(lm, challenge, response)) show("LM response", response, 24);
    if (Respond(nt, challenge, response)) show("NT response", response, 24);
    return 0;
}
