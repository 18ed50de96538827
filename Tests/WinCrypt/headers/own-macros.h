/* The same as macros. */
#include <stdint.h>
#define BOOL int
#define CHAR char
#define BYTE uint8_t
#define WORD uint16_t
#define DWORD uint32_t
#define LPSTR char *
#define LPCSTR const char *
#define ULONG_PTR unsigned long
#define ERROR_INVALID_PARAMETER 87L
