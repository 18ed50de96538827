/* Base types at Windows's widths, and the handles. */
#ifndef KEYBLOB_WINCRYPT_TYPES_H
#define KEYBLOB_WINCRYPT_TYPES_H

#include <stddef.h>
#include <stdint.h>

#ifndef WINCRYPT_NO_BASE_TYPES

#if !defined BOOL && !defined _BOOL_DEFINED
#define _BOOL_DEFINED
typedef int BOOL;
#endif
#if !defined CHAR && !defined _CHAR_DEFINED
#define _CHAR_DEFINED
typedef char CHAR;
#endif
#if !defined BYTE && !defined _BYTE_DEFINED
#define _BYTE_DEFINED
typedef uint8_t BYTE;
#endif
#if !defined WORD && !defined _WORD_DEFINED
#define _WORD_DEFINED
typedef uint16_t WORD;
#endif
#if !defined DWORD && !defined _DWORD_DEFINED
#define _DWORD_DEFINED
typedef uint32_t DWORD;
#endif
#if !defined ULONG_PTR && !defined _ULONG_PTR_DEFINED
#define _ULONG_PTR_DEFINED
typedef uintptr_t ULONG_PTR, DWORD_PTR;
#endif
/* A UTF-16 code unit, of the type that WINCRYPT_WIDE's literals have; in C++98 without -fshort-wchar there are none. */
#if !defined WCHAR && !defined _WCHAR_DEFINED
#define _WCHAR_DEFINED
#if defined __SIZEOF_WCHAR_T__ && __SIZEOF_WCHAR_T__ == 2
typedef wchar_t WCHAR;
#elif defined __cplusplus && __cplusplus >= 201103L
typedef char16_t WCHAR;
#else
typedef uint16_t WCHAR;
#endif
#endif

#if !defined LPVOID && !defined _LPVOID_DEFINED
#define _LPVOID_DEFINED
typedef void *LPVOID, *PVOID;
#endif
#if !defined LPBYTE && !defined _LPBYTE_DEFINED
#define _LPBYTE_DEFINED
typedef BYTE *LPBYTE, *PBYTE;
#endif
#if !defined LPDWORD && !defined _LPDWORD_DEFINED
#define _LPDWORD_DEFINED
typedef DWORD *LPDWORD, *PDWORD;
#endif
#if !defined LPSTR && !defined _LPSTR_DEFINED
#define _LPSTR_DEFINED
typedef CHAR *LPSTR, *PSTR;
#endif
#if !defined LPCSTR && !defined _LPCSTR_DEFINED
#define _LPCSTR_DEFINED
typedef const CHAR *LPCSTR, *PCSTR;
#endif
#if !defined LPWSTR && !defined _LPWSTR_DEFINED
#define _LPWSTR_DEFINED
typedef WCHAR *LPWSTR, *PWSTR;
#endif
#if !defined LPCWSTR && !defined _LPCWSTR_DEFINED
#define _LPCWSTR_DEFINED
typedef const WCHAR *LPCWSTR, *PCWSTR;
#endif
#if !defined TCHAR && !defined _TCHAR_DEFINED
#define _TCHAR_DEFINED
#ifdef UNICODE
typedef WCHAR TCHAR;
#else
typedef CHAR TCHAR;
#endif
typedef TCHAR *LPTSTR, *PTSTR;
typedef const TCHAR *LPCTSTR, *PCTSTR;
#endif

#endif /* WINCRYPT_NO_BASE_TYPES */

#ifndef TRUE
#define TRUE 1
#endif
#ifndef FALSE
#define FALSE 0
#endif
#ifndef MAX_PATH
#define MAX_PATH 260
#endif
#ifndef WINAPI /* Windows's calling conventions, of which there is one here */
#define WINAPI
#endif
#ifndef CONST
#define CONST const
#endif

/* Handles are entries of a table, not pointers: one that is closed, foreign or made up is refused. 0 is none. */
typedef uintptr_t HCRYPTPROV;
typedef uintptr_t HCRYPTKEY;
typedef uintptr_t HCRYPTHASH;

/* Class, type and number of an algorithm: wincrypt/algorithms.h. */
typedef unsigned int ALG_ID;

#endif
