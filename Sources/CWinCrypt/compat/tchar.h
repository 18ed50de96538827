/* tchar.h for Linux: names that mean 8-bit text, or 16-bit text under UNICODE or _UNICODE. */
#ifndef KEYBLOB_TCHAR_H
#define KEYBLOB_TCHAR_H

#if defined _UNICODE && !defined UNICODE
#define UNICODE
#endif
#include "windows.h"

#include <ctype.h>

#define _T(text) TEXT(text)
#define _TEXT(text) TEXT(text)

#ifdef UNICODE

#include "windows/tmain.h"

#define _tprintf keyblob_wprintf
#define _ftprintf keyblob_fwprintf
#define _stprintf_s keyblob_swprintf
#define _sntprintf keyblob_swprintf
#define _fputts keyblob_fputws
#define _putts keyblob_putws
#define _tfopen keyblob_wfopen
#define _tfopen_s _wfopen_s
#define _tcslen keyblob_wcslen
#define _tcscpy lstrcpyW
#define _tcscat lstrcatW
#define _tcscmp lstrcmpW
#define _tcsicmp lstrcmpiW
#define _tcsncmp keyblob_wcsncmp
#define _tcsncpy keyblob_wcsncpy
#define _tcschr keyblob_wcschr
#define _tcsdup keyblob_wcsdup
#define _tcscpy_s wcscpy_s
#define _tcscat_s wcscat_s
#define _tcstoul keyblob_wcstoul
#define _ttoi _wtoi
#define _gettch _getwch
#define _gettchar getchar
#define _puttchar putchar

/* The old form, without a room: the buffer had better be long enough. */
KEYBLOB_INLINE int keyblob_stprintf(WCHAR *to, const WCHAR *format, ...)
{
    KEYBLOB_VARIADIC(format, keyblob_vsnwprintf(to, 0x3FFFFFFF, format, &arguments));
}
/* Each file of a program keeps its own place. */
KEYBLOB_INLINE WCHAR *keyblob_tcstok(WCHAR *text, const WCHAR *separators)
{
    static WCHAR *rest;

    return wcstok_s(text, separators, &rest);
}
#define keyblob_isascii(question, c) ((WCHAR)(c) < 0x80 && question((int)(c)))
#define keyblob_toascii(change, c) ((WCHAR)((WCHAR)(c) < 0x80 ? change((int)(c)) : (c)))
#define _stprintf keyblob_stprintf
#define _sntprintf_s _snwprintf_s
#define _vtprintf keyblob_vwprintf_list
#define _vftprintf keyblob_vfwprintf_list
#define _vsntprintf keyblob_vswprintf_list
#define _vstprintf_s keyblob_vswprintf_list
#define _vsctprintf keyblob_vscwprintf
#define _tprintf_s keyblob_wprintf
#define _ftprintf_s keyblob_fwprintf
#define _stscanf keyblob_swscanf
#define _stscanf_s keyblob_swscanf_s
#define _fgetts keyblob_fgetws
#define _getts_s keyblob_getws_s
#define _tcsrchr keyblob_wcsrchr
#define _tcsstr keyblob_wcsstr
#define _tcsncat keyblob_wcsncat
#define _tcsnlen keyblob_wcsnlen
#define _tcsspn keyblob_wcsspn
#define _tcscspn keyblob_wcscspn
#define _tcspbrk keyblob_wcspbrk
#define _tcsncpy_s wcsncpy_s
#define _tcsncat_s wcsncat_s
#define _tcsnicmp _wcsnicmp
#define _tcsncicmp _wcsnicmp
#define _tcsnccmp keyblob_wcsncmp
#define _tcsupr _wcsupr
#define _tcslwr _wcslwr
#define _tcsrev _wcsrev
#define _tcstok keyblob_tcstok
#define _tcstok_s wcstok_s
#define _tcstol keyblob_wcstol
#define _tcstod keyblob_wcstod
#define _tcstoui64 _wcstoui64
#define _tstoi _wtoi
#define _tstol _wtol
#define _ttol _wtol
#define _tstof _wtof
#define _itot _itow
#define _itot_s _itow_s
#define _ultot _ultow
#define _tgetenv _wgetenv
#define _tsystem _wsystem
#define _tremove _wremove
#define _tunlink _wunlink
#define _taccess _waccess
#define _tmkdir _wmkdir
#define _istdigit(c) keyblob_isascii(isdigit, c)
#define _istxdigit(c) keyblob_isascii(isxdigit, c)
#define _istalpha(c) keyblob_isascii(isalpha, c)
#define _istalnum(c) keyblob_isascii(isalnum, c)
#define _istspace(c) keyblob_isascii(isspace, c)
#define _totupper(c) keyblob_toascii(toupper, c)
#define _totlower(c) keyblob_toascii(tolower, c)
#define _TEOF EOF
#define _TUCHAR WCHAR

#else

#define _tmain main
#define _tprintf printf
#define _ftprintf fprintf
#define _stprintf sprintf
#define _stprintf_s sprintf_s
#define _sntprintf _snprintf
#define _fputts fputs
#define _putts puts
#define _tscanf scanf
#define _tscanf_s scanf_s
#define _fgetts fgets
#define _getts_s gets_s
#define _tfopen fopen
#define _tfopen_s fopen_s
#define _tcslen strlen
#define _tcscpy strcpy
#define _tcscat strcat
#define _tcscmp strcmp
#define _tcsicmp _stricmp
#define _tcsncmp strncmp
#define _tcsncpy strncpy
#define _tcschr strchr
#define _tcsdup _strdup
#define _tcscpy_s strcpy_s
#define _tcscat_s strcat_s
#define _tcstoul strtoul
#define _ttoi atoi
#define _gettch _getch
#define _gettchar getchar
#define _puttchar putchar
#define _sntprintf_s _snprintf_s
#define _vtprintf vprintf
#define _vftprintf vfprintf
#define _vsntprintf _vsnprintf
#define _vstprintf_s vsprintf_s
#define _vsctprintf _vscprintf
#define _tprintf_s printf
#define _ftprintf_s fprintf
#define _stscanf sscanf
#define _stscanf_s sscanf_s
#define _tcsrchr strrchr
#define _tcsstr strstr
#define _tcsncat strncat
#define _tcsnlen strnlen_s
#define _tcsspn strspn
#define _tcscspn strcspn
#define _tcspbrk strpbrk
#define _tcsncpy_s strncpy_s
#define _tcsncat_s strncat_s
#define _tcsnicmp _strnicmp
#define _tcsncicmp _strnicmp
#define _tcsnccmp strncmp
#define _tcsupr _strupr
#define _tcslwr _strlwr
#define _tcsrev _strrev
#define _tcstok strtok
#define _tcstok_s strtok_s
#define _tcstol strtol
#define _tcstod strtod
#define _tcstoui64 _strtoui64
#define _tstoi atoi
#define _tstol atol
#define _ttol atol
#define _tstof atof
#define _itot _itoa
#define _itot_s _itoa_s
#define _ultot _ultoa
#define _tgetenv getenv
#define _tsystem system
#define _tremove remove
#define _tunlink keyblob_unlink
#define _taccess keyblob_access
#define _tmkdir _mkdir
#define _istdigit(c) isdigit((unsigned char)(c))
#define _istxdigit(c) isxdigit((unsigned char)(c))
#define _istalpha(c) isalpha((unsigned char)(c))
#define _istalnum(c) isalnum((unsigned char)(c))
#define _istspace(c) isspace((unsigned char)(c))
#define _totupper(c) toupper((unsigned char)(c))
#define _totlower(c) tolower((unsigned char)(c))
#define _TEOF EOF
#define _TUCHAR UCHAR

#endif
#endif
