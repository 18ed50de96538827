/* Strings of both widths. The 8-bit ones hold UTF-8, whatever code page a program names. */
#ifndef KEYBLOB_WINDOWS_TEXT_H
#define KEYBLOB_WINDOWS_TEXT_H

#include <string.h>
#include <strings.h>

#define CP_ACP 0
#define CP_OEMCP 1
#define CP_UTF8 65001
#define MB_PRECOMPOSED 0x00000001
#define MB_ERR_INVALID_CHARS 0x00000008
#define WC_ERR_INVALID_CHARS 0x00000080

#define KEYBLOB_NOT_A_CHARACTER 0xFFFFFFFFU

/* The next character of UTF-8, and how many bytes it took; KEYBLOB_NOT_A_CHARACTER where there is none. */
KEYBLOB_INLINE uint32_t keyblob_next_of_utf8(const unsigned char *bytes, size_t count, size_t *taken)
{
    static const uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
    size_t more = bytes[0] < 0x80 ? 0 : bytes[0] >= 0xF0 ? 3 : bytes[0] >= 0xE0 ? 2 : 1, i;
    uint32_t character = more ? bytes[0] & (0x3FU >> more) : bytes[0];

    *taken = 1;
    if ((bytes[0] >= 0x80 && bytes[0] < 0xC0) || bytes[0] >= 0xF8 || more >= count) return KEYBLOB_NOT_A_CHARACTER;
    for (i = 1; i <= more; i++) {
        if ((bytes[i] & 0xC0) != 0x80) return KEYBLOB_NOT_A_CHARACTER;
        character = character << 6 | (bytes[i] & 0x3FU);
    }
    if (character < smallest[more] || character > 0x10FFFF || (character >= 0xD800 && character < 0xE000))
        return KEYBLOB_NOT_A_CHARACTER;
    *taken = more + 1;
    return character;
}

KEYBLOB_INLINE uint32_t keyblob_next_of_utf16(const WCHAR *units, size_t count, size_t *taken)
{
    uint32_t unit = units[0];

    *taken = 1;
    if (unit < 0xD800 || unit >= 0xE000) return unit;
    if (unit >= 0xDC00 || count < 2 || units[1] < 0xDC00 || units[1] >= 0xE000) return KEYBLOB_NOT_A_CHARACTER;
    *taken = 2;
    return 0x10000 + ((unit - 0xD800) << 10) + (units[1] - 0xDC00U);
}

KEYBLOB_INLINE int lstrlenA(LPCSTR text) { return text ? (int)strlen(text) : 0; }
KEYBLOB_INLINE int lstrlenW(LPCWSTR text)
{
    int length = 0;

    /* The empty instruction keeps clang from making a call of the C library's wcslen of this, which counts 32 bits. */
    while (text && text[length]) {
        length++;
        __asm__("" : "+r"(length));
    }
    return length;
}

KEYBLOB_INLINE int keyblob_refuse_text(DWORD code)
{
    SetLastError(code);
    return 0;
}

KEYBLOB_INLINE int MultiByteToWideChar(UINT page, DWORD flags, LPCSTR bytes, int count, LPWSTR units, int room)
{
    size_t length, at, taken;
    int made = 0;

    (void)page;
    if (!bytes || !count || (room && !units)) return keyblob_refuse_text(ERROR_INVALID_PARAMETER);
    length = count < 0 ? strlen(bytes) + 1 : (size_t)count;
    for (at = 0; at < length; at += taken) {
        uint32_t character = keyblob_next_of_utf8((const unsigned char *)bytes + at, length - at, &taken);
        int width;

        if (character == KEYBLOB_NOT_A_CHARACTER) {
            if (flags & MB_ERR_INVALID_CHARS) return keyblob_refuse_text(ERROR_NO_UNICODE_TRANSLATION);
            character = 0xFFFD;
        }
        width = character >= 0x10000 ? 2 : 1;
        if (room) {
            if (made + width > room) return keyblob_refuse_text(ERROR_INSUFFICIENT_BUFFER);
            if (width == 2) {
                units[made] = (WCHAR)(0xD800 + ((character - 0x10000) >> 10));
                units[made + 1] = (WCHAR)(0xDC00 + (character & 0x3FF));
            } else
                units[made] = (WCHAR)character;
        }
        made += width;
    }
    return made;
}

KEYBLOB_INLINE int WideCharToMultiByte(UINT page, DWORD flags, LPCWSTR units, int count, LPSTR bytes, int room,
                                       LPCSTR fallback, BOOL *fell_back)
{
    size_t length, at, taken;
    int made = 0;

    (void)page;
    (void)fallback;
    if (!units || !count || (room && !bytes)) return keyblob_refuse_text(ERROR_INVALID_PARAMETER);
    if (fell_back) *fell_back = FALSE;
    length = count < 0 ? (size_t)lstrlenW(units) + 1 : (size_t)count;
    for (at = 0; at < length; at += taken) {
        uint32_t character = keyblob_next_of_utf16(units + at, length - at, &taken);
        int width, i;

        if (character == KEYBLOB_NOT_A_CHARACTER) {
            if (flags & WC_ERR_INVALID_CHARS) return keyblob_refuse_text(ERROR_NO_UNICODE_TRANSLATION);
            character = 0xFFFD;
        }
        width = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
        if (room) {
            if (made + width > room) return keyblob_refuse_text(ERROR_INSUFFICIENT_BUFFER);
            for (i = width - 1; i > 0; i--, character >>= 6) bytes[made + i] = (char)(0x80 | (character & 0x3F));
            bytes[made] = (char)(width == 1 ? character : (0xF00U >> width & 0xFF) | character);
        }
        made += width;
    }
    return made;
}

KEYBLOB_INLINE LPSTR lstrcpyA(LPSTR to, LPCSTR from) { return strcpy(to, from); }
KEYBLOB_INLINE LPSTR lstrcatA(LPSTR to, LPCSTR from) { return strcat(to, from); }
KEYBLOB_INLINE int lstrcmpA(LPCSTR a, LPCSTR b) { return strcmp(a, b); }
KEYBLOB_INLINE int lstrcmpiA(LPCSTR a, LPCSTR b) { return strcasecmp(a, b); }
KEYBLOB_INLINE LPWSTR lstrcpyW(LPWSTR to, LPCWSTR from)
{
    memcpy(to, from, ((size_t)lstrlenW(from) + 1) * sizeof(WCHAR));
    return to;
}
KEYBLOB_INLINE LPWSTR lstrcatW(LPWSTR to, LPCWSTR from)
{
    lstrcpyW(to + lstrlenW(to), from);
    return to;
}
KEYBLOB_INLINE int keyblob_compare_wide(LPCWSTR a, LPCWSTR b, int ignoring_case)
{
    for (;; a++, b++) {
        int x = *a, y = *b;

        if (ignoring_case && x >= 'A' && x <= 'Z') x += 'a' - 'A';
        if (ignoring_case && y >= 'A' && y <= 'Z') y += 'a' - 'A';
        if (x != y || !x) return x - y;
    }
}
KEYBLOB_INLINE int lstrcmpW(LPCWSTR a, LPCWSTR b) { return keyblob_compare_wide(a, b, 0); }
KEYBLOB_INLINE int lstrcmpiW(LPCWSTR a, LPCWSTR b) { return keyblob_compare_wide(a, b, 1); }

/* At most `room` characters with the terminator. */
KEYBLOB_INLINE LPSTR lstrcpynA(LPSTR to, LPCSTR from, int room)
{
    int i = 0;

    for (; i < room - 1 && from[i]; i++) to[i] = from[i];
    if (room > 0) to[i] = 0;
    return to;
}
KEYBLOB_INLINE LPWSTR lstrcpynW(LPWSTR to, LPCWSTR from, int room)
{
    int i = 0;

    for (; i < room - 1 && from[i]; i++) to[i] = from[i];
    if (room > 0) to[i] = 0;
    return to;
}

#define lstrcpyn WINCRYPT_FORM(lstrcpyn)
#define lstrlen WINCRYPT_FORM(lstrlen)
#define lstrcpy WINCRYPT_FORM(lstrcpy)
#define lstrcat WINCRYPT_FORM(lstrcat)
#define lstrcmp WINCRYPT_FORM(lstrcmp)
#define lstrcmpi WINCRYPT_FORM(lstrcmpi)

#endif
