/* wincrypt.h for Linux: the CryptoAPI functions that handle keys, hashes and providers, as programs written for Windows
 * call them.
 *
 * Link with libwincrypt (pkg-config wincrypt). C from C89 on and C++ from C++98 on, gcc and clang. Widths are those of
 * Windows: DWORD has 32 bits and WCHAR 16. The parts stand in wincrypt/ and may not be included alone.
 *
 *   UNICODE                 the names without A or W mean the W forms; needs -fshort-wchar or u"" literals
 *   WINCRYPT_NO_BASE_TYPES  the program brings BOOL, BYTE, CHAR, WORD, DWORD, LPSTR, LPCSTR, LPWSTR and LPCWSTR itself;
 *                           without it a type that is already there as a macro, or that its usual guard says is there
 *                           (_DWORD_DEFINED and the like), is left alone
 *
 * docs/porting.md says what compiles unchanged and what stays out. */
#ifndef KEYBLOB_WINCRYPT_H
#define KEYBLOB_WINCRYPT_H

/* Picks the A or the W form of a name. */
#ifdef UNICODE
#define WINCRYPT_FORM(name) name##W
#else
#define WINCRYPT_FORM(name) name##A
#endif

/* A literal of 16-bit characters: L"" where wchar_t has 16 bits (-fshort-wchar), u"" elsewhere. */
#if defined __SIZEOF_WCHAR_T__ && __SIZEOF_WCHAR_T__ == 2
#define WINCRYPT_WIDE_LITERAL(text) L##text
#else
#define WINCRYPT_WIDE_LITERAL(text) u##text
#endif
#define WINCRYPT_WIDE(text) WINCRYPT_WIDE_LITERAL(text)

#include "wincrypt/types.h"
#include "wincrypt/errors.h"
#include "wincrypt/providers.h"
#include "wincrypt/algorithms.h"
#include "wincrypt/flags.h"
#include "wincrypt/parameters.h"
#include "wincrypt/structures.h"
#include "wincrypt/functions.h"

#endif
