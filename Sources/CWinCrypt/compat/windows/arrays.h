/* In C++ an array brings its own size: the _s functions without it. */
#ifndef KEYBLOB_WINDOWS_ARRAYS_H
#define KEYBLOB_WINDOWS_ARRAYS_H

#ifdef __cplusplus
extern "C++" {

#define KEYBLOB_ARRAY_FORM(function, character)                                             \
    template <size_t room> inline errno_t function(character (&to)[room], const character *from) \
    {                                                                                       \
        return function(to, room, from);                                                    \
    }
#define KEYBLOB_COUNTED_ARRAY_FORM(function, character)                                                   \
    template <size_t room> inline errno_t function(character (&to)[room], const character *from, size_t count) \
    {                                                                                                     \
        return function(to, room, from, count);                                                           \
    }
KEYBLOB_ARRAY_FORM(strcpy_s, char)
KEYBLOB_ARRAY_FORM(strcat_s, char)
KEYBLOB_ARRAY_FORM(wcscpy_s, WCHAR)
KEYBLOB_ARRAY_FORM(wcscat_s, WCHAR)
KEYBLOB_COUNTED_ARRAY_FORM(strncpy_s, char)
KEYBLOB_COUNTED_ARRAY_FORM(strncat_s, char)
KEYBLOB_COUNTED_ARRAY_FORM(wcsncpy_s, WCHAR)
KEYBLOB_COUNTED_ARRAY_FORM(wcsncat_s, WCHAR)

template <size_t room> inline int sprintf_s(char (&to)[room], const char *format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_vsprintf(to, room, format, arguments));
}
template <size_t room> inline int _snprintf_s(char (&to)[room], size_t count, const char *format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_vsprintf(to, count < room ? count + 1 : room, format, arguments));
}
/* swprintf_s and _stprintf_s are this name. */
template <size_t room> inline int keyblob_swprintf(WCHAR (&to)[room], const WCHAR *format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_vsnwprintf(to, room, format, &arguments));
}
template <size_t room> inline errno_t _itoa_s(int value, char (&to)[room], int base) { return _itoa_s(value, to, room, base); }
template <size_t room> inline errno_t _itow_s(int value, WCHAR (&to)[room], int base) { return _itow_s(value, to, room, base); }
template <size_t room> inline char *gets_s(char (&line)[room]) { return gets_s(line, room); }
}
#endif

#endif
