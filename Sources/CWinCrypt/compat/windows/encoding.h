/* Bytes as text and back: CryptBinaryToString, CryptStringToBinary. Windows declares them in wincrypt.h, but has them in
 * crypt32.dll; so they are not in the library. Forms with addresses or characters beside the bytes are not written. */
#ifndef KEYBLOB_WINDOWS_ENCODING_H
#define KEYBLOB_WINDOWS_ENCODING_H

#define CRYPT_STRING_BASE64HEADER 0x00000000
#define CRYPT_STRING_BASE64 0x00000001
#define CRYPT_STRING_BINARY 0x00000002
#define CRYPT_STRING_BASE64REQUESTHEADER 0x00000003
#define CRYPT_STRING_HEX 0x00000004
#define CRYPT_STRING_BASE64_ANY 0x00000006
#define CRYPT_STRING_ANY 0x00000007
#define CRYPT_STRING_HEX_ANY 0x00000008
#define CRYPT_STRING_BASE64X509CRLHEADER 0x00000009
#define CRYPT_STRING_HEXRAW 0x0000000C
#define CRYPT_STRING_STRICT 0x20000000
#define CRYPT_STRING_NOCRLF 0x40000000
#define CRYPT_STRING_NOCR 0x80000000U
#define KEYBLOB_STRING_FORM 0x000000FF

/* Where text of either width goes to or comes from; characters are counted without their home, too. */
typedef struct keyblob_characters {
    char *bytes;
    WCHAR *units;
    DWORD count;
} keyblob_characters;

KEYBLOB_INLINE void keyblob_put(keyblob_characters *text, int character)
{
    if (text->bytes) text->bytes[text->count] = (char)character;
    if (text->units) text->units[text->count] = (WCHAR)character;
    text->count++;
}
KEYBLOB_INLINE void keyblob_put_all(keyblob_characters *text, const char *characters)
{
    while (*characters) keyblob_put(text, *characters++);
}
KEYBLOB_INLINE int keyblob_get(const keyblob_characters *text, DWORD at)
{
    return text->bytes ? (unsigned char)text->bytes[at] : text->units[at];
}

/* The words between BEGIN and the dashes; NULL where the form has none. */
KEYBLOB_INLINE const char *keyblob_header(DWORD form)
{
    return form == CRYPT_STRING_BASE64HEADER          ? "CERTIFICATE-----"
           : form == CRYPT_STRING_BASE64REQUESTHEADER ? "NEW CERTIFICATE REQUEST-----"
           : form == CRYPT_STRING_BASE64X509CRLHEADER ? "X509 CRL-----"
                                                      : NULL;
}

KEYBLOB_INLINE void keyblob_put_base64(keyblob_characters *text, const BYTE *data, DWORD count, const char *end)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    DWORD at;

    for (at = 0; at < count; at += 3) {
        DWORD left = count - at, three = (DWORD)data[at] << 16;

        if (at && at % 48 == 0) keyblob_put_all(text, end);
        if (left > 1) three |= (DWORD)data[at + 1] << 8;
        if (left > 2) three |= data[at + 2];
        keyblob_put(text, digits[three >> 18]);
        keyblob_put(text, digits[three >> 12 & 63]);
        keyblob_put(text, left > 1 ? digits[three >> 6 & 63] : '=');
        keyblob_put(text, left > 2 ? digits[three & 63] : '=');
    }
    keyblob_put_all(text, end);
}

/* CRYPT_STRING_HEX has sixteen bytes in a line, with a wider gap in the middle; CRYPT_STRING_HEXRAW has no gaps. */
KEYBLOB_INLINE void keyblob_put_hex(keyblob_characters *text, const BYTE *data, DWORD count, int gaps, const char *end)
{
    static const char digits[] = "0123456789abcdef";
    DWORD at;

    for (at = 0; at < count; at++) {
        if (gaps && at) keyblob_put_all(text, !*end || at % 8 ? " " : at % 16 ? "  " : end);
        keyblob_put(text, digits[data[at] >> 4]);
        keyblob_put(text, digits[data[at] & 15]);
    }
    keyblob_put_all(text, end);
}

/* To nowhere: counts. */
KEYBLOB_INLINE void keyblob_put_string(keyblob_characters *text, const BYTE *data, DWORD count, DWORD flags)
{
    const char *end = flags & CRYPT_STRING_NOCR ? "\n" : flags & CRYPT_STRING_NOCRLF ? "" : "\r\n";
    DWORD form = flags & KEYBLOB_STRING_FORM;
    const char *header = keyblob_header(form);

    if (form == CRYPT_STRING_HEX || form == CRYPT_STRING_HEXRAW) {
        keyblob_put_hex(text, data, count, form == CRYPT_STRING_HEX, end);
        return;
    }
    if (header) {
        keyblob_put_all(text, "-----BEGIN ");
        keyblob_put_all(text, header);
        keyblob_put_all(text, end);
    }
    keyblob_put_base64(text, data, count, end);
    if (header) {
        keyblob_put_all(text, "-----END ");
        keyblob_put_all(text, header);
        keyblob_put_all(text, end);
    }
}

KEYBLOB_INLINE BOOL keyblob_refuse_encoding(DWORD code)
{
    SetLastError(code);
    return FALSE;
}

/* Lengths of text are characters: with the terminator when asked for room, without it when written. */
KEYBLOB_INLINE BOOL keyblob_to_string(const BYTE *data, DWORD count, DWORD flags, keyblob_characters to, DWORD *length)
{
    DWORD form = flags & KEYBLOB_STRING_FORM, room;
    int asks = !to.bytes && !to.units;
    keyblob_characters counted = {NULL, NULL, 0};

    if (!data || !length || count > 0x10000000) return keyblob_refuse_encoding(ERROR_INVALID_PARAMETER);
    if (form == CRYPT_STRING_BINARY) {
        if (!asks && *length < count) return keyblob_refuse_encoding(ERROR_MORE_DATA);
        if (to.bytes) memcpy(to.bytes, data, count);
        if (to.units) memcpy(to.units, data, count);
        *length = count;
        return TRUE;
    }
    if (form != CRYPT_STRING_BASE64 && form != CRYPT_STRING_HEX && form != CRYPT_STRING_HEXRAW && !keyblob_header(form))
        return keyblob_refuse_encoding(ERROR_INVALID_PARAMETER);
    keyblob_put_string(&counted, data, count, flags);
    room = *length;
    *length = counted.count + 1;
    if (asks) return TRUE;
    if (room < counted.count + 1) return keyblob_refuse_encoding(ERROR_MORE_DATA);
    keyblob_put_string(&to, data, count, flags);
    *length = to.count;
    keyblob_put(&to, 0);
    return TRUE;
}

KEYBLOB_INLINE BOOL CryptBinaryToStringA(const BYTE *data, DWORD count, DWORD flags, LPSTR text, DWORD *length)
{
    keyblob_characters to = {NULL, NULL, 0};

    to.bytes = text;
    return keyblob_to_string(data, count, flags, to, length);
}
KEYBLOB_INLINE BOOL CryptBinaryToStringW(const BYTE *data, DWORD count, DWORD flags, LPWSTR text, DWORD *length)
{
    keyblob_characters to = {NULL, NULL, 0};

    to.units = text;
    return keyblob_to_string(data, count, flags, to, length);
}
#define CryptBinaryToString WINCRYPT_FORM(CryptBinaryToString)

#endif
