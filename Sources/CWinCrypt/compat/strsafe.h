/* strsafe.h for Linux: strings that always end, and an HRESULT that says whether they were cut. */
#ifndef KEYBLOB_STRSAFE_H
#define KEYBLOB_STRSAFE_H

#include "windows.h"

#define STRSAFE_MAX_CCH 2147483647
#define STRSAFE_E_INSUFFICIENT_BUFFER ((HRESULT)0x8007007AU)
#define STRSAFE_E_INVALID_PARAMETER ((HRESULT)0x80070057U)

KEYBLOB_INLINE HRESULT StringCchLengthA(LPCSTR text, size_t most, size_t *length)
{
    size_t count = 0;

    if (length) *length = 0;
    if (!text || most > STRSAFE_MAX_CCH) return STRSAFE_E_INVALID_PARAMETER;
    while (count < most && text[count]) count++;
    if (count == most) return STRSAFE_E_INVALID_PARAMETER;
    if (length) *length = count;
    return S_OK;
}
KEYBLOB_INLINE HRESULT StringCchLengthW(LPCWSTR text, size_t most, size_t *length)
{
    size_t count = 0;

    if (length) *length = 0;
    if (!text || most > STRSAFE_MAX_CCH) return STRSAFE_E_INVALID_PARAMETER;
    while (count < most && text[count]) count++;
    if (count == most) return STRSAFE_E_INVALID_PARAMETER;
    if (length) *length = count;
    return S_OK;
}

KEYBLOB_INLINE HRESULT StringCchCopyA(LPSTR to, size_t room, LPCSTR from)
{
    if (!room || room > STRSAFE_MAX_CCH) return STRSAFE_E_INVALID_PARAMETER;
    while (room > 1 && *from) *to++ = *from++, room--;
    *to = 0;
    return *from ? STRSAFE_E_INSUFFICIENT_BUFFER : S_OK;
}
KEYBLOB_INLINE HRESULT StringCchCopyW(LPWSTR to, size_t room, LPCWSTR from)
{
    if (!room || room > STRSAFE_MAX_CCH) return STRSAFE_E_INVALID_PARAMETER;
    while (room > 1 && *from) *to++ = *from++, room--;
    *to = 0;
    return *from ? STRSAFE_E_INSUFFICIENT_BUFFER : S_OK;
}
KEYBLOB_INLINE HRESULT StringCchCatA(LPSTR to, size_t room, LPCSTR from)
{
    size_t length;
    HRESULT result = StringCchLengthA(to, room, &length);

    return FAILED(result) ? result : StringCchCopyA(to + length, room - length, from);
}
KEYBLOB_INLINE HRESULT StringCchCatW(LPWSTR to, size_t room, LPCWSTR from)
{
    size_t length;
    HRESULT result = StringCchLengthW(to, room, &length);

    return FAILED(result) ? result : StringCchCopyW(to + length, room - length, from);
}
__attribute__((format(printf, 3, 4))) KEYBLOB_INLINE HRESULT StringCchPrintfA(
    LPSTR to, size_t room, LPCSTR format, ...)
{
    KEYBLOB_VARIADIC(format, !room                                           ? STRSAFE_E_INVALID_PARAMETER
                             : keyblob_vsprintf(to, room, format, arguments) < 0 ? STRSAFE_E_INSUFFICIENT_BUFFER
                                                                             : S_OK);
}
KEYBLOB_INLINE HRESULT StringCchPrintfW(LPWSTR to, size_t room, LPCWSTR format, ...)
{
    KEYBLOB_VARIADIC(format, !room                                              ? STRSAFE_E_INVALID_PARAMETER
                             : keyblob_vsnwprintf(to, room, format, &arguments) < 0 ? STRSAFE_E_INSUFFICIENT_BUFFER
                                                                                : S_OK);
}

/* The same with the room in bytes. */
#define StringCbCopyA StringCchCopyA
#define StringCbCatA StringCchCatA
#define StringCbLengthA StringCchLengthA
#define StringCbPrintfA StringCchPrintfA
#define StringCbCopyW(to, size, from) StringCchCopyW((to), (size) / sizeof(WCHAR), (from))
#define StringCbCatW(to, size, from) StringCchCatW((to), (size) / sizeof(WCHAR), (from))

#define StringCchLength WINCRYPT_FORM(StringCchLength)
#define StringCchCopy WINCRYPT_FORM(StringCchCopy)
#define StringCchCat WINCRYPT_FORM(StringCchCat)
#define StringCchPrintf WINCRYPT_FORM(StringCchPrintf)
#define StringCbCopy WINCRYPT_FORM(StringCbCopy)
#define StringCbCat WINCRYPT_FORM(StringCbCat)

#endif
