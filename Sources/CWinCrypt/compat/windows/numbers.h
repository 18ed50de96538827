/* Numbers to text in any base, and printing into buffers of both widths. */
#ifndef KEYBLOB_WINDOWS_NUMBERS_H
#define KEYBLOB_WINDOWS_NUMBERS_H

KEYBLOB_INLINE char *_ui64toa(ULONGLONG value, char *to, int base)
{
    char digits[65];
    int count = 0, i;

    do digits[count++] = "0123456789abcdefghijklmnopqrstuvwxyz"[value % (unsigned)base];
    while (value /= (unsigned)base);
    for (i = 0; i < count; i++) to[i] = digits[count - 1 - i];
    to[count] = 0;
    return to;
}
/* Only decimal numbers have a sign. */
KEYBLOB_INLINE char *_i64toa(LONGLONG value, char *to, int base)
{
    if (base != 10 || value >= 0) return _ui64toa((ULONGLONG)value, to, base);
    *to = '-';
    _ui64toa(0 - (ULONGLONG)value, to + 1, base);
    return to;
}
KEYBLOB_INLINE char *_ultoa(DWORD value, char *to, int base) { return _ui64toa(value, to, base); }
KEYBLOB_INLINE char *_itoa(int value, char *to, int base)
{
    return base == 10 ? _i64toa(value, to, base) : _ui64toa((unsigned)value, to, base);
}
KEYBLOB_INLINE char *_ltoa(LONG value, char *to, int base) { return _itoa(value, to, base); }
#define itoa _itoa
#define ltoa _ltoa
#define ultoa _ultoa

KEYBLOB_INLINE errno_t keyblob_number_s(const char *digits, char *to, size_t room) { return strcpy_s(to, room, digits); }
KEYBLOB_INLINE errno_t _itoa_s(int value, char *to, size_t room, int base)
{
    char digits[68];

    return keyblob_number_s(_itoa(value, digits, base), to, room);
}
KEYBLOB_INLINE errno_t _ultoa_s(DWORD value, char *to, size_t room, int base)
{
    char digits[68];

    return keyblob_number_s(_ultoa(value, digits, base), to, room);
}
#define _ltoa_s _itoa_s

KEYBLOB_INLINE WCHAR *keyblob_widen(const char *digits, WCHAR *to)
{
    size_t i = 0;

    do to[i] = (WCHAR)(unsigned char)digits[i];
    while (digits[i++]);
    return to;
}
KEYBLOB_INLINE WCHAR *_itow(int value, WCHAR *to, int base)
{
    char digits[68];

    return keyblob_widen(_itoa(value, digits, base), to);
}
KEYBLOB_INLINE WCHAR *_ultow(DWORD value, WCHAR *to, int base)
{
    char digits[68];

    return keyblob_widen(_ultoa(value, digits, base), to);
}
KEYBLOB_INLINE errno_t _itow_s(int value, WCHAR *to, size_t room, int base)
{
    WCHAR digits[68];

    return wcscpy_s(to, room, _itow(value, digits, base));
}
#define _ltow _itow

/* user32's: at most 1024 characters, and the length of what was written. */
KEYBLOB_INLINE int wvsprintfA(LPSTR to, LPCSTR format, va_list arguments)
{
    int length = vsnprintf(to, 1024, format, arguments);

    return length < 1024 ? length : 1023;
}
KEYBLOB_INLINE int keyblob_wvsprintf(LPWSTR to, LPCWSTR format, va_list *arguments)
{
    keyblob_vsnwprintf(to, 1024, format, arguments);
    return lstrlenW(to);
}
__attribute__((format(printf, 2, 3))) KEYBLOB_INLINE int wsprintfA(LPSTR to, LPCSTR format, ...)
{
    KEYBLOB_VARIADIC(format, wvsprintfA(to, format, arguments));
}
KEYBLOB_INLINE int wsprintfW(LPWSTR to, LPCWSTR format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_wvsprintf(to, format, &arguments));
}
#define wsprintf WINCRYPT_FORM(wsprintf)

/* A va_list as a parameter is a pointer already, so its address is taken of a copy. */
#define KEYBLOB_COPIED(call)      \
    va_list copy;                 \
    int result;                   \
    va_copy(copy, arguments);     \
    result = call;                \
    va_end(copy);                 \
    return result
KEYBLOB_INLINE int wvsprintfW(LPWSTR to, LPCWSTR format, va_list arguments)
{
    KEYBLOB_COPIED(keyblob_wvsprintf(to, format, &copy));
}
#define wvsprintf WINCRYPT_FORM(wvsprintf)
KEYBLOB_INLINE int keyblob_vswprintf_list(WCHAR *to, size_t room, const WCHAR *format, va_list arguments)
{
    KEYBLOB_COPIED(keyblob_vsnwprintf(to, room, format, &copy));
}
KEYBLOB_INLINE int keyblob_vfwprintf_list(FILE *file, const WCHAR *format, va_list arguments)
{
    KEYBLOB_COPIED(keyblob_vfwprintf(file, format, &copy));
}
KEYBLOB_INLINE int keyblob_vwprintf_list(const WCHAR *format, va_list arguments)
{
    return keyblob_vfwprintf_list(stdout, format, arguments);
}
/* How many characters it would take. */
KEYBLOB_INLINE int keyblob_vscwprintf(const WCHAR *format, va_list arguments)
{
    keyblob_text text;
    int length;
    va_list copy;

    va_copy(copy, arguments);
    length = keyblob_format(&text, format, &copy) ? 0 : MultiByteToWideChar(CP_UTF8, 0, text.bytes, -1, NULL, 0);
    va_end(copy);
    free(text.bytes);
    return length - 1;
}
KEYBLOB_INLINE int _vscprintf(const char *format, va_list arguments) { return vsnprintf(NULL, 0, format, arguments); }
KEYBLOB_INLINE int _scprintf(const char *format, ...) { KEYBLOB_VARIADIC(format, vsnprintf(NULL, 0, format, arguments)); }
#define _vsnprintf keyblob_vsprintf
#define vsprintf_s keyblob_vsprintf
KEYBLOB_INLINE int _vsnprintf_s(char *to, size_t room, size_t count, const char *format, va_list arguments)
{
    return keyblob_vsprintf(to, count < room ? count + 1 : room, format, arguments);
}

#endif
