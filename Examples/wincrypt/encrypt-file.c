/* Encrypts a file and decrypts it, chunk by chunk, with Windows's file functions; also as a UNICODE program.
 *   encrypt-file encrypt|decrypt SOURCE DESTINATION password TEXT
 *   encrypt-file encrypt|decrypt SOURCE DESTINATION key KEY        KEY: a PUBLICKEYBLOB, or a PRIVATEKEYBLOB
 * With a key the file begins with the length of a SIMPLEBLOB, a DWORD, and the SIMPLEBLOB. */
#include <tchar.h>
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>
#include <wincrypt.h>

#define ALGORITHM CALG_RC4
#define KEY_LENGTH 0x00800000 /* 128 bits */
#define CHUNK 992             /* a number of whole blocks of any cipher */
#define BLOCK 32              /* room for the padding of any cipher */

static HANDLE source = INVALID_HANDLE_VALUE, destination = INVALID_HANDLE_VALUE;

static void fail(LPCTSTR what)
{
    _ftprintf(stderr, TEXT("%s: error 0x%08X\n"), what, (unsigned)GetLastError());
    exit(1);
}

static DWORD read_some(HANDLE file, BYTE *bytes, DWORD room)
{
    DWORD count;

    if (!ReadFile(file, bytes, room, &count, NULL)) fail(TEXT("reading"));
    return count;
}

static void write_all(const BYTE *bytes, DWORD count)
{
    DWORD written;

    if (!WriteFile(destination, bytes, count, &written, NULL) || written != count) fail(TEXT("writing"));
}

static HANDLE open_to_read(LPCTSTR name)
{
    HANDLE file = CreateFile(name, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);

    if (file == INVALID_HANDLE_VALUE) fail(name);
    return file;
}

static HCRYPTKEY key_of_password(HCRYPTPROV provider, LPCTSTR password)
{
    HCRYPTHASH hash;
    HCRYPTKEY key;
    BYTE bytes[256];
    DWORD count;

    /* One byte a character, so that both kinds of program derive the same key. */
    for (count = 0; count < sizeof bytes && password[count]; count++) bytes[count] = (BYTE)password[count];
    if (!CryptCreateHash(provider, CALG_MD5, 0, 0, &hash)) fail(TEXT("CryptCreateHash"));
    if (!CryptHashData(hash, bytes, count, 0)) fail(TEXT("CryptHashData"));
    if (!CryptDeriveKey(provider, ALGORITHM, hash, KEY_LENGTH, &key)) fail(TEXT("CryptDeriveKey"));
    CryptDestroyHash(hash);
    return key;
}

static HCRYPTKEY key_of_file(HCRYPTPROV provider, LPCTSTR name, BOOL encrypting)
{
    BYTE blob[8192];
    HANDLE file = open_to_read(name);
    DWORD size = read_some(file, blob, sizeof blob);
    HCRYPTKEY pair, key;

    CloseHandle(file);
    if (!CryptImportKey(provider, blob, size, 0, 0, &pair)) fail(TEXT("CryptImportKey"));
    if (encrypting) {
        if (!CryptGenKey(provider, ALGORITHM, KEY_LENGTH | CRYPT_EXPORTABLE, &key)) fail(TEXT("CryptGenKey"));
        size = sizeof blob;
        if (!CryptExportKey(key, pair, SIMPLEBLOB, 0, blob, &size)) fail(TEXT("CryptExportKey"));
        write_all((const BYTE *)&size, sizeof size);
        write_all(blob, size);
    } else {
        if (read_some(source, (BYTE *)&size, sizeof size) != sizeof size || size > sizeof blob) fail(TEXT("the length"));
        if (read_some(source, blob, size) != size) fail(TEXT("the BLOB"));
        if (!CryptImportKey(provider, blob, size, pair, 0, &key)) fail(TEXT("CryptImportKey"));
    }
    CryptDestroyKey(pair);
    return key;
}

int _tmain(int argc, _TCHAR *argv[])
{
    BYTE chunk[CHUNK + BLOCK];
    DWORD count, total = 0;
    BOOL encrypting, last = FALSE;
    HCRYPTPROV provider;
    HCRYPTKEY key;

    if (argc != 6) {
        _tprintf(TEXT("usage: encrypt-file encrypt|decrypt SOURCE DESTINATION password TEXT|key KEY\n"));
        return 2;
    }
    encrypting = !lstrcmp(argv[1], TEXT("encrypt"));
    source = open_to_read(argv[2]);
    destination = CreateFile(argv[3], GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    if (destination == INVALID_HANDLE_VALUE) fail(argv[3]);
    if (!CryptAcquireContext(&provider, NULL, MS_ENH_RSA_AES_PROV, PROV_RSA_AES, CRYPT_VERIFYCONTEXT))
        fail(TEXT("CryptAcquireContext"));
    key = lstrcmp(argv[4], TEXT("key")) ? key_of_password(provider, argv[5]) : key_of_file(provider, argv[5], encrypting);

    /* A stream cipher makes as many bytes as it takes, so a short chunk is the last one. */
    while (!last) {
        count = read_some(source, chunk, CHUNK);
        last = count < CHUNK;
        if (!encrypting && last && !count) break; /* CryptDecrypt refuses nothing at all */
        if (encrypting ? !CryptEncrypt(key, 0, last, 0, chunk, &count, sizeof chunk)
                       : !CryptDecrypt(key, 0, last, 0, chunk, &count))
            fail(encrypting ? TEXT("CryptEncrypt") : TEXT("CryptDecrypt"));
        write_all(chunk, count);
        total += count;
    }
    _tprintf(TEXT("%s: %u bytes\n"), argv[1], (unsigned)total);
    CryptDestroyKey(key);
    CryptReleaseContext(provider, 0);
    CloseHandle(source);
    CloseHandle(destination);
    return 0;
}
