/* A program's own idea of Windows's types, as ports have it. */
#include <stdint.h>
#include <stddef.h>
typedef int BOOL;
typedef char CHAR;
typedef uint8_t BYTE;
typedef uint16_t WORD;
typedef uint32_t DWORD;
#if defined __SIZEOF_WCHAR_T__ && __SIZEOF_WCHAR_T__ == 2
typedef wchar_t WCHAR;
#elif defined __cplusplus && __cplusplus >= 201103L
typedef char16_t WCHAR;
#else
typedef uint16_t WCHAR;
#endif
typedef CHAR *LPSTR;
typedef const CHAR *LPCSTR;
typedef WCHAR *LPWSTR;
typedef const WCHAR *LPCWSTR;
#define TRUE 1
#define ERROR_MORE_DATA 234L
