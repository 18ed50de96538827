/* Text to bytes: CryptStringToBinary, the way back from encoding.h. */
#ifndef KEYBLOB_WINDOWS_DECODING_H
#define KEYBLOB_WINDOWS_DECODING_H

KEYBLOB_INLINE int keyblob_is_space(int character) { return character == ' ' || (character >= '\t' && character <= '\r'); }

KEYBLOB_INLINE int keyblob_base64_digit(int character)
{
    if (character >= 'A' && character <= 'Z') return character - 'A';
    if (character >= 'a' && character <= 'z') return character - 'a' + 26;
    if (character >= '0' && character <= '9') return character - '0' + 52;
    return character == '+' ? 62 : character == '/' ? 63 : -1;
}
KEYBLOB_INLINE int keyblob_hex_digit(int character)
{
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    return character >= 'A' && character <= 'F' ? character - 'A' + 10 : -1;
}

/* Bytes that are counted, and kept where there is room. */
typedef struct keyblob_bytes {
    BYTE *bytes;
    DWORD room, count;
} keyblob_bytes;

KEYBLOB_INLINE void keyblob_keep(keyblob_bytes *to, DWORD byte)
{
    if (to->bytes && to->count < to->room) to->bytes[to->count] = (BYTE)byte;
    to->count++;
}

/* Digits of `width` bits each until the text or, for Base64, the padding begins; FALSE where something else stands there. */
KEYBLOB_INLINE BOOL keyblob_take_digits(const keyblob_characters *from, DWORD at, DWORD end, int width, keyblob_bytes *to)
{
    DWORD bits = 0, digits = 0, padding = 0;
    int held = 0;

    for (; at < end; at++) {
        int character = keyblob_get(from, at), digit;

        if (keyblob_is_space(character)) continue;
        if (width == 6 && character == '=') {
            padding++;
            continue;
        }
        if (padding) break; /* whatever stands behind the padding is not looked at */
        digit = width == 6 ? keyblob_base64_digit(character) : keyblob_hex_digit(character);
        if (digit < 0) return FALSE;
        bits = bits << width | (DWORD)digit;
        held += width;
        digits++;
        if (held >= 8) {
            held -= 8;
            keyblob_keep(to, bits >> held & 0xFF);
        }
    }
    if (width == 4) return digits % 2 == 0;
    return !padding || digits % 4 == 0 || digits % 4 + padding >= 4;
}

/* The first place from `at` on where `words` stand; the text's end where they do not. */
KEYBLOB_INLINE DWORD keyblob_find(const keyblob_characters *in, DWORD at, const char *words)
{
    DWORD length = (DWORD)strlen(words), i;

    for (; at + length <= in->count; at++) {
        for (i = 0; i < length && keyblob_get(in, at + i) == words[i]; i++) continue;
        if (i == length) return at;
    }
    return in->count;
}

/* What stands between any BEGIN and any END; what is between their dashes is not looked at. */
KEYBLOB_INLINE BOOL keyblob_take_headed(const keyblob_characters *from, keyblob_bytes *to, DWORD *skip)
{
    DWORD begin = keyblob_find(from, 0, "-----BEGIN "), from_here, end;

    from_here = begin == from->count ? begin : keyblob_find(from, begin + 11, "-----");
    if (from_here == from->count) return FALSE;
    end = keyblob_find(from, from_here + 5, "-----END ");
    *skip = begin;
    return end < from->count && keyblob_take_digits(from, from_here + 5, end, 6, to);
}

KEYBLOB_INLINE BOOL keyblob_take_form(DWORD form, const keyblob_characters *from, keyblob_bytes *to, DWORD *skip)
{
    DWORD at;

    to->count = *skip = 0;
    switch (form) {
    case CRYPT_STRING_BASE64: return keyblob_take_digits(from, 0, from->count, 6, to);
    case CRYPT_STRING_HEX:
    case CRYPT_STRING_HEXRAW: return keyblob_take_digits(from, 0, from->count, 4, to);
    case CRYPT_STRING_BINARY:
        for (at = 0; at < from->count; at++) keyblob_keep(to, (DWORD)keyblob_get(from, at));
        return TRUE;
    default: return keyblob_take_headed(from, to, skip);
    }
}

/* Tries the form, or each of those that an ANY stands for. */
KEYBLOB_INLINE BOOL keyblob_to_binary(
    keyblob_characters from, DWORD flags, BYTE *data, DWORD *length, DWORD *skip, DWORD *found)
{
    static const DWORD any[] = {CRYPT_STRING_BASE64HEADER, CRYPT_STRING_BASE64, CRYPT_STRING_BINARY};
    DWORD form = flags & KEYBLOB_STRING_FORM, passed = 0, tries = 1, i;
    const DWORD *forms = &form;
    keyblob_bytes to;

    if ((!from.bytes && !from.units) || !length) return keyblob_refuse_encoding(ERROR_INVALID_PARAMETER);
    if (form == CRYPT_STRING_BASE64_ANY || form == CRYPT_STRING_ANY) {
        forms = any;
        tries = form == CRYPT_STRING_ANY ? 3 : 2;
    } else if (form == CRYPT_STRING_HEX_ANY) {
        form = CRYPT_STRING_HEX;
    } else if (form > CRYPT_STRING_HEX && form != CRYPT_STRING_BASE64X509CRLHEADER && form != CRYPT_STRING_HEXRAW) {
        return keyblob_refuse_encoding(ERROR_INVALID_PARAMETER);
    }
    to.bytes = data;
    to.room = *length;
    for (i = 0; i < tries; i++) {
        if (!keyblob_take_form(forms[i], &from, &to, &passed)) continue;
        *length = to.count;
        if (data && to.count > to.room) return keyblob_refuse_encoding(ERROR_MORE_DATA);
        if (skip) *skip = passed;
        if (found) *found = forms[i];
        return TRUE;
    }
    return keyblob_refuse_encoding(ERROR_INVALID_DATA);
}

/* A count of 0 stands for text that ends with a zero. */
KEYBLOB_INLINE BOOL CryptStringToBinaryA(
    LPCSTR text, DWORD count, DWORD flags, BYTE *data, DWORD *length, DWORD *skip, DWORD *found)
{
    keyblob_characters from = {NULL, NULL, 0};

    from.bytes = (char *)text;
    from.count = count ? count : (DWORD)lstrlenA(text);
    return keyblob_to_binary(from, flags, data, length, skip, found);
}
KEYBLOB_INLINE BOOL CryptStringToBinaryW(
    LPCWSTR text, DWORD count, DWORD flags, BYTE *data, DWORD *length, DWORD *skip, DWORD *found)
{
    keyblob_characters from = {NULL, NULL, 0};

    from.units = (WCHAR *)text;
    from.count = count ? count : (DWORD)lstrlenW(text);
    return keyblob_to_binary(from, flags, data, length, skip, found);
}
#define CryptStringToBinary WINCRYPT_FORM(CryptStringToBinary)

#endif
