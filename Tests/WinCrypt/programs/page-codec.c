/* The codec of an encrypted database: pages under one RC4 key of the password, each through a duplicate, so that every page
 * begins with the same state. */
#include <windows.h>
#include <wincrypt.h>
#include <stdio.h>
#include <string.h>

#define PAGE_SIZE 1024

typedef struct CODEC {
    HCRYPTPROV hProv;
    HCRYPTKEY hKey;
    LPBYTE pbPage;
} CODEC, *PCODEC;

static BOOL OpenCodec(PCODEC codec, const char *password)
{
    HCRYPTHASH hHash = 0;
    BOOL good;

    ZeroMemory(codec, sizeof(*codec));
    codec->pbPage = (LPBYTE)HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, PAGE_SIZE);
    if (!codec->pbPage || !CryptAcquireContext(&codec->hProv, NULL, MS_ENHANCED_PROV, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT))
        return FALSE;
    good = CryptCreateHash(codec->hProv, CALG_SHA1, 0, 0, &hHash) &&
           CryptHashData(hHash, (const BYTE *)password, (DWORD)strlen(password), 0) &&
           CryptDeriveKey(codec->hProv, CALG_RC4, hHash, 0, &codec->hKey);
    if (hHash) CryptDestroyHash(hHash);
    return good;
}

static BOOL CodePage(PCODEC codec, BYTE *page, BOOL writing)
{
    HCRYPTKEY hKey;
    DWORD count = PAGE_SIZE;
    BOOL good;

    if (!CryptDuplicateKey(codec->hKey, NULL, 0, &hKey)) return FALSE;
    good = writing ? CryptEncrypt(hKey, 0, TRUE, 0, page, &count, PAGE_SIZE) : CryptDecrypt(hKey, 0, TRUE, 0, page, &count);
    CryptDestroyKey(hKey);
    return good && count == PAGE_SIZE;
}

static void CloseCodec(PCODEC codec)
{
    if (codec->hKey) CryptDestroyKey(codec->hKey);
    if (codec->hProv) CryptReleaseContext(codec->hProv, 0);
    HeapFree(GetProcessHeap(), 0, codec->pbPage);
}

int main(void)
{
    CODEC codec;
    BYTE page[PAGE_SIZE];
    DWORD number, i, same;

    if (!OpenCodec(&codec, "password")) {
        printf("error 0x%08lx\n", (unsigned long)GetLastError());
        return 1;
    }
    for (number = 0; number < 4; number++) {
        for (i = 0; i < PAGE_SIZE; i++) page[i] = (BYTE)(i * number);
        if (!CodePage(&codec, page, TRUE)) return 1;
        printf("page %lu:", (unsigned long)number);
        for (i = 0; i < 16; i++) printf(" %02x", page[i]);
        CopyMemory(codec.pbPage, page, PAGE_SIZE);
        if (!CodePage(&codec, codec.pbPage, FALSE)) return 1;
        for (i = same = 0; i < PAGE_SIZE; i++) same += codec.pbPage[i] == (BYTE)(i * number);
        printf(", %lu bytes came back\n", (unsigned long)same);
    }
    CloseCodec(&codec);
    return 0;
}
