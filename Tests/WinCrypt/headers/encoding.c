/* Bytes as text and back, line by line, so that the same program can be asked on Windows. Not asked is what Wine does
 * otherwise than documented: the code of a short buffer of CryptStringToBinary (ERROR_INSUFFICIENT_BUFFER), a last line of
 * one or two bytes (it has no line of its own), hexadecimal text with gaps (unknown). roundTrip looks after these. */
#include <stdio.h>
#include <string.h>
#include <windows.h>
#include <wincrypt.h>
#include <tchar.h>

#ifndef _WIN32
/* In place of the library's: a program's own pair. */
static DWORD last;
DWORD GetLastError(void) { return last; }
void SetLastError(DWORD code) { last = code; }
#endif

static const DWORD endings[] = {0, CRYPT_STRING_NOCRLF, CRYPT_STRING_NOCR};

static void show(const TCHAR *text, DWORD count)
{
    DWORD i;

    for (i = 0; i < count; i++) {
        if (text[i] < ' ') printf("<%u>", (unsigned)text[i]);
        else putchar((int)text[i]);
    }
    putchar('\n');
}

static void encode(const BYTE *data, DWORD count, DWORD flags)
{
    TCHAR text[400];
    DWORD asked = 0, length = ARRAYSIZE(text), shorter;
    BOOL done;

    SetLastError(0);
    done = CryptBinaryToString(data, count, flags, NULL, &asked);
    printf("%08x of %u: %d, error %u, %u;", (unsigned)flags, (unsigned)count, done, (unsigned)GetLastError(), (unsigned)asked);
    done = CryptBinaryToString(data, count, flags, text, &length);
    printf(" %d, %u; ", done, (unsigned)length);
    show(text, done ? length + 1 : 0);
    shorter = asked ? asked - 1 : 0;
    SetLastError(0);
    done = CryptBinaryToString(data, count, flags, text, &shorter);
    if (asked) printf("short: %d, error %u\n", done, (unsigned)GetLastError());
}

static void decode(const TCHAR *text, DWORD flags)
{
    BYTE data[200];
    DWORD asked = 0, length = sizeof data, skip = 77, found = 77, i;
    BOOL done;

    SetLastError(0);
    done = CryptStringToBinary(text, 0, flags, NULL, &asked, NULL, NULL);
    printf("%u: %d, error %u, %u;", (unsigned)flags, done, (unsigned)GetLastError(), done ? (unsigned)asked : 0);
    done = CryptStringToBinary(text, (DWORD)_tcslen(text), flags, data, &length, &skip, &found);
    printf(" %d", done);
    if (done) printf(", skips %u, form %u: ", (unsigned)skip, (unsigned)found);
    for (i = 0; done && i < length; i++) printf("%02x", data[i]);
    putchar('\n');
}

#ifndef _WIN32
/* Forms that Wine lacks come back as they went, and a short buffer is told. */
static int roundTrip(const BYTE *data, DWORD count, DWORD flags)
{
    TCHAR text[400];
    BYTE back[100];
    DWORD length = ARRAYSIZE(text), room = sizeof back, less = count - 1;

    return CryptBinaryToString(data, count, flags, text, &length) && length == _tcslen(text) &&
           CryptStringToBinary(text, length, flags & 0xFF, back, &room, NULL, NULL) && room == count &&
           memcmp(back, data, count) == 0 &&
           !CryptStringToBinary(text, length, flags & 0xFF, back, &less, NULL, NULL) && GetLastError() == ERROR_MORE_DATA &&
           less == count;
}
#endif

int _tmain(void)
{
    static const DWORD forms[] = {CRYPT_STRING_BASE64HEADER, CRYPT_STRING_BASE64, CRYPT_STRING_BASE64REQUESTHEADER,
                                  CRYPT_STRING_BASE64X509CRLHEADER, CRYPT_STRING_ANY};
    static const DWORD counts[] = {1, 2, 3, 47, 48, 51, 96, 100};
    static const TCHAR *const texts[] = {
        TEXT("BSpP"), TEXT("BSo="), TEXT("BQ=="), TEXT("BQ="), TEXT("BQ"), TEXT("BSp"), TEXT(" BS\r\npP\t"), TEXT("BS-P"),
        TEXT("BSpP="), TEXT("BR=="), TEXT("BSpPBQ==BSpP"), TEXT("BSpPBQ==\r\n"),
        TEXT("-----BEGIN CERTIFICATE-----\r\nBSpP\r\n-----END CERTIFICATE-----\r\n"),
        TEXT("before\n-----BEGIN X-----\nBSpP\n-----END Y-----\nbehind"), TEXT("-----BEGIN X-----BSpP-----END X-----"),
        TEXT("-----BEGIN X-----\nBSpP\n"), TEXT("-----BEGIN X509 CRL-----\nBS-P\n-----END X509 CRL-----")};
    static const DWORD ways[] = {CRYPT_STRING_BASE64HEADER, CRYPT_STRING_BASE64, CRYPT_STRING_BASE64REQUESTHEADER,
                                 CRYPT_STRING_BASE64_ANY, CRYPT_STRING_BASE64X509CRLHEADER};
    BYTE data[100];
    unsigned i, j, k, wrong = 0;

    for (i = 0; i < sizeof data; i++) data[i] = (BYTE)(i * 37 + 5);
    for (i = 0; i < ARRAYSIZE(forms); i++)
        for (j = 0; j < ARRAYSIZE(endings); j++)
            for (k = 0; k < ARRAYSIZE(counts); k++) encode(data, counts[k], forms[i] | endings[j]);
    encode(data, 100, CRYPT_STRING_BASE64 | CRYPT_STRING_NOCR | CRYPT_STRING_NOCRLF);
    encode(NULL, 1, CRYPT_STRING_BASE64);
    for (i = 0; i < ARRAYSIZE(texts); i++)
        for (j = 0; j < ARRAYSIZE(ways); j++) decode(texts[i], ways[j]);
#ifndef _WIN32
    for (i = 1; i < sizeof data; i++) {
        static const DWORD hex[] = {CRYPT_STRING_HEX, CRYPT_STRING_HEXRAW, CRYPT_STRING_BASE64};

        for (j = 0; j < ARRAYSIZE(hex); j++)
            for (k = 0; k < ARRAYSIZE(endings); k++) wrong += !roundTrip(data, i, hex[j] | endings[k]);
    }
#endif
    printf("wrong: %u\n", wrong);
    return 0;
}
