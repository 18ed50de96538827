/* Two users with containers of their own: public keys in files, messages under session keys, signed over text and key;
 * twice, the second time with the keys that the containers kept. */
#include <windows.h>
#include <wincrypt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct PARTY {
    LPCSTR szName;
    HCRYPTPROV hProv;
    HCRYPTKEY hExchange, hSignature;
} PARTY, *PPARTY;

static void Die(LPCSTR what)
{
    printf("%s: 0x%08lx\n", what, (unsigned long)GetLastError());
    exit(1);
}

static void Open(PPARTY party)
{
    if (!CryptAcquireContextA(&party->hProv, party->szName, NULL, PROV_RSA_AES, 0)) {
        if (GetLastError() != (DWORD)NTE_BAD_KEYSET) Die("open");
        if (!CryptAcquireContextA(&party->hProv, party->szName, NULL, PROV_RSA_AES, CRYPT_NEWKEYSET)) Die("create");
        printf("%s is new\n", party->szName);
    }
    if (!CryptGetUserKey(party->hProv, AT_KEYEXCHANGE, &party->hExchange)) {
        if (GetLastError() != (DWORD)NTE_NO_KEY) Die("exchange key");
        if (!CryptGenKey(party->hProv, AT_KEYEXCHANGE, 1024 << 16, &party->hExchange)) Die("new exchange key");
    }
    if (!CryptGetUserKey(party->hProv, AT_SIGNATURE, &party->hSignature) &&
        !CryptGenKey(party->hProv, AT_SIGNATURE, 1024 << 16, &party->hSignature))
        Die("signature key");
}

static void Close(PPARTY party)
{
    if (!CryptDestroyKey(party->hExchange) || !CryptDestroyKey(party->hSignature) || !CryptReleaseContext(party->hProv, 0))
        Die("close");
}

static void Save(LPCSTR name, const void *bytes, DWORD count)
{
    HANDLE hFile = CreateFileA(name, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    DWORD done;

    if (hFile == INVALID_HANDLE_VALUE || !WriteFile(hFile, bytes, count, &done, NULL) || done != count) Die(name);
    CloseHandle(hFile);
}

static LPBYTE Load(LPCSTR name, LPDWORD count)
{
    HANDLE hFile = CreateFileA(name, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    LPBYTE bytes;

    if (hFile == INVALID_HANDLE_VALUE) Die(name);
    *count = GetFileSize(hFile, NULL);
    bytes = (LPBYTE)VirtualAlloc(NULL, *count, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    if (!bytes || !ReadFile(hFile, bytes, *count, count, NULL)) Die(name);
    CloseHandle(hFile);
    DeleteFileA(name);
    return bytes;
}

/* One's public key, as the other has it. */
static HCRYPTKEY Hand(HCRYPTKEY hKey, PPARTY to)
{
    BYTE blob[600];
    DWORD count = sizeof(blob);
    HCRYPTKEY hPublic;
    char name[64];
    LPBYTE read;

    wsprintfA(name, "for-%s.pub", to->szName);
    if (!CryptExportKey(hKey, 0, PUBLICKEYBLOB, 0, blob, &count)) Die("export");
    Save(name, blob, count);
    read = Load(name, &count);
    if (!CryptImportKey(to->hProv, read, count, 0, 0, &hPublic)) Die("import");
    VirtualFree(read, 0, MEM_RELEASE);
    return hPublic;
}

static void Send(PPARTY from, PPARTY to, LPCSTR text)
{
    HCRYPTKEY hPublic = Hand(to->hExchange, from), hKey;
    HCRYPTHASH hHash;
    BYTE buffer[512];
    DWORD count = sizeof(buffer);

    if (!CryptGenKey(from->hProv, CALG_AES_256, CRYPT_EXPORTABLE, &hKey)) Die("session key");
    if (!CryptExportKey(hKey, hPublic, SIMPLEBLOB, 0, buffer, &count)) Die("wrap");
    Save("message.key", buffer, count);
    if (!CryptCreateHash(from->hProv, CALG_SHA_256, 0, 0, &hHash)) Die("hash");
    count = (DWORD)strlen(text);
    memcpy(buffer, text, count);
    if (!CryptEncrypt(hKey, hHash, TRUE, 0, buffer, &count, sizeof(buffer))) Die("encrypt");
    Save("message.text", buffer, count);
    printf("%s sends %lu bytes", from->szName, (unsigned long)count);
    count = sizeof(buffer);
    if (!CryptHashSessionKey(hHash, hKey, 0) || !CryptSignHash(hHash, AT_SIGNATURE, NULL, 0, buffer, &count)) Die("sign");
    Save("message.signature", buffer, count);
    printf(" and a signature of %lu\n", (unsigned long)count);
    CryptDestroyHash(hHash);
    CryptDestroyKey(hKey);
    CryptDestroyKey(hPublic);
}

static void Receive(PPARTY from, PPARTY to)
{
    DWORD keyCount, textCount, signatureCount;
    LPBYTE key = Load("message.key", &keyCount), text = Load("message.text", &textCount);
    LPBYTE signature = Load("message.signature", &signatureCount);
    HCRYPTKEY hPublic = Hand(from->hSignature, to), hKey;
    HCRYPTHASH hHash;

    if (!CryptImportKey(to->hProv, key, keyCount, to->hExchange, 0, &hKey)) Die("unwrap");
    if (!CryptCreateHash(to->hProv, CALG_SHA_256, 0, 0, &hHash)) Die("hash");
    if (!CryptDecrypt(hKey, hHash, TRUE, 0, text, &textCount)) Die("decrypt");
    printf("%s reads \"%.*s\", ", to->szName, (int)textCount, (const char *)text);
    if (!CryptHashSessionKey(hHash, hKey, 0)) Die("hash of the key");
    printf("signature %s", CryptVerifySignature(hHash, signature, signatureCount, hPublic, NULL, 0) ? "good" : "bad");
    signature[0] ^= 1;
    printf(", changed %s\n", CryptVerifySignature(hHash, signature, signatureCount, hPublic, NULL, 0) ? "good" : "bad");
    CryptDestroyHash(hHash);
    CryptDestroyKey(hKey);
    CryptDestroyKey(hPublic);
    VirtualFree(key, 0, MEM_RELEASE);
    VirtualFree(text, 0, MEM_RELEASE);
    VirtualFree(signature, 0, MEM_RELEASE);
}

int main(void)
{
    PARTY alice = {"alice of exchange", 0, 0, 0}, bob = {"bob of exchange", 0, 0, 0};
    HCRYPTPROV hProv;
    int round;

    for (round = 0; round < 2; round++) {
        Open(&alice);
        Open(&bob);
        Send(&alice, &bob, "the eagle has landed");
        Receive(&alice, &bob);
        Send(&bob, &alice, "");
        Receive(&bob, &alice);
        Close(&alice);
        Close(&bob);
    }
    if (!CryptAcquireContextA(&hProv, alice.szName, NULL, PROV_RSA_AES, CRYPT_DELETEKEYSET)) Die("delete");
    if (!CryptAcquireContextA(&hProv, bob.szName, NULL, PROV_RSA_AES, CRYPT_DELETEKEYSET)) Die("delete");
    return 0;
}
