/* The rest of the base types, at Windows's widths: long has 32 bits there, so LONG and ULONG are no long here. */
#ifndef KEYBLOB_WINDOWS_TYPES_H
#define KEYBLOB_WINDOWS_TYPES_H

#include <limits.h>
#if defined __cplusplus && __cplusplus >= 201103L
#include <type_traits>
#endif

#ifndef VOID
#define VOID void
#endif
typedef const void *LPCVOID, *PCVOID;
typedef char *PCHAR, *LPCH;
typedef unsigned char UCHAR, *PUCHAR, BOOLEAN, *PBOOLEAN;
typedef int16_t SHORT, *PSHORT;
typedef uint16_t USHORT, *PUSHORT, *PWORD, *LPWORD, ATOM;
typedef int32_t INT, *PINT, *LPINT, LONG, *PLONG, *LPLONG, INT32, LONG32, HRESULT, NTSTATUS;
typedef uint32_t UINT, *PUINT, *LPUINT, ULONG, *PULONG, UINT32, ULONG32, DWORD32;
typedef int64_t LONGLONG, *PLONGLONG, INT64, LONG64;
typedef uint64_t ULONGLONG, *PULONGLONG, UINT64, ULONG64, DWORD64, *PDWORD64, DWORDLONG;
typedef float FLOAT;
typedef BOOL *PBOOL, *LPBOOL;
typedef intptr_t LONG_PTR, INT_PTR, SSIZE_T;
typedef uintptr_t UINT_PTR, SIZE_T, *PSIZE_T, WPARAM;
typedef LONG_PTR LPARAM, LRESULT;
typedef WCHAR *PWCHAR, *LPWCH;
typedef TCHAR _TCHAR, TBYTE;
typedef const CHAR *LPCCH, *PCCH;
typedef CHAR *PSZ;
typedef const WCHAR *LPCWCH, *PCWCH;
typedef ULONG_PTR *PULONG_PTR;
typedef DWORD_PTR *PDWORD_PTR;
typedef int8_t INT8;
typedef uint8_t UINT8;
typedef int16_t INT16;
typedef uint16_t UINT16, LANGID;
typedef DWORD LCID, COLORREF;

typedef void *HANDLE, **PHANDLE, **LPHANDLE, *HWND, *HINSTANCE, *HMODULE, *HLOCAL, *HGLOBAL;
typedef void (*FARPROC)(void), (*PROC)(void);
#define INVALID_HANDLE_VALUE ((HANDLE)(LONG_PTR)-1)

typedef union _LARGE_INTEGER {
    __extension__ struct {
        DWORD LowPart;
        LONG HighPart;
    };
    struct {
        DWORD LowPart;
        LONG HighPart;
    } u;
    LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;
typedef union _ULARGE_INTEGER {
    __extension__ struct {
        DWORD LowPart;
        DWORD HighPart;
    };
    struct {
        DWORD LowPart;
        DWORD HighPart;
    } u;
    ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;
typedef struct _FILETIME {
    DWORD dwLowDateTime;
    DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;
typedef struct _SYSTEMTIME {
    WORD wYear, wMonth, wDayOfWeek, wDay, wHour, wMinute, wSecond, wMilliseconds;
} SYSTEMTIME, *PSYSTEMTIME, *LPSYSTEMTIME;
typedef struct _GUID {
    uint32_t Data1;
    uint16_t Data2;
    uint16_t Data3;
    uint8_t Data4[8];
} GUID, UUID, IID, CLSID, *LPGUID;
typedef const GUID *LPCGUID;
#ifdef __cplusplus
typedef const GUID &REFGUID, &REFIID;
#define IsEqualGUID(a, b) (!memcmp(&(a), &(b), sizeof(GUID)))
#else
typedef const GUID *REFGUID, *REFIID;
#define IsEqualGUID(a, b) (!memcmp((a), (b), sizeof(GUID)))
#endif
typedef struct _LUID {
    DWORD LowPart;
    LONG HighPart;
} LUID, *PLUID;
typedef struct _LIST_ENTRY {
    struct _LIST_ENTRY *Flink, *Blink;
} LIST_ENTRY, *PLIST_ENTRY;
typedef struct tagPOINT {
    LONG x, y;
} POINT, *PPOINT, *LPPOINT;
/* The functions here look at none of it: who may do what is the file system's affair. */
typedef struct _SECURITY_ATTRIBUTES {
    DWORD nLength;
    LPVOID lpSecurityDescriptor;
    BOOL bInheritHandle;
} SECURITY_ATTRIBUTES, *PSECURITY_ATTRIBUTES, *LPSECURITY_ATTRIBUTES;
/* Named by prototypes; the functions here want NULL. */
typedef struct _OVERLAPPED OVERLAPPED, *LPOVERLAPPED;

#define __TEXT(text) TEXT(text)
#ifdef UNICODE
#define TEXT(text) WINCRYPT_WIDE(text)
#else
#define TEXT(text) text
#endif

#define LOBYTE(word) ((BYTE)((DWORD_PTR)(word) & 0xFF))
#define HIBYTE(word) ((BYTE)((DWORD_PTR)(word) >> 8 & 0xFF))
#define LOWORD(dword) ((WORD)((DWORD_PTR)(dword) & 0xFFFF))
#define HIWORD(dword) ((WORD)((DWORD_PTR)(dword) >> 16 & 0xFFFF))
#define MAKEWORD(low, high) ((WORD)(((WORD)(high) & 0xFF) << 8 | ((WORD)(low) & 0xFF)))
#define MAKELONG(low, high) ((LONG)((DWORD)(WORD)(high) << 16 | (WORD)(low)))
#define ARRAYSIZE(array) (sizeof(array) / sizeof((array)[0]))
#define _countof(array) ARRAYSIZE(array)
#ifndef FIELD_OFFSET
#define FIELD_OFFSET(type, field) ((LONG)offsetof(type, field))
#endif
#define CONTAINING_RECORD(address, type, field) ((type *)((char *)(address) - offsetof(type, field)))
#define TYPE_ALIGNMENT(type) __alignof__(type)
#ifndef NOMINMAX
#ifdef __cplusplus /* macros of these names would harm the C++ library, whose own take two of one type only */
extern "C++" {
#if __cplusplus >= 201103L
template <class A, class B, class C = typename std::common_type<A, B>::type> inline C min(const A &a, const B &b)
{
    return static_cast<C>(a) < static_cast<C>(b) ? static_cast<C>(a) : static_cast<C>(b);
}
template <class A, class B, class C = typename std::common_type<A, B>::type> inline C max(const A &a, const B &b)
{
    return static_cast<C>(a) > static_cast<C>(b) ? static_cast<C>(a) : static_cast<C>(b);
}
#else /* the type that the two have together */
template <class A, class B> inline __typeof__(A() + B()) min(const A &a, const B &b) { return a < b ? a : b; }
template <class A, class B> inline __typeof__(A() + B()) max(const A &a, const B &b) { return a > b ? a : b; }
#endif
}
#else
#ifndef min
#define min(a, b) ((a) < (b) ? (a) : (b))
#endif
#ifndef max
#define max(a, b) ((a) > (b) ? (a) : (b))
#endif
#endif
#endif
#define ANYSIZE_ARRAY 1
#define MAXWORD 0xFFFF
#define MAXDWORD 0xFFFFFFFFU
#define MAXULONG 0xFFFFFFFFU
#define MAXUSHORT 0xFFFF
#define MAXLONG 0x7FFFFFFF
#define MAXSHORT 0x7FFF
#define INFINITE 0xFFFFFFFFU

#define S_OK ((HRESULT)0)
#define S_FALSE ((HRESULT)1)
#define E_FAIL ((HRESULT)0x80004005U)
#define E_INVALIDARG ((HRESULT)0x80070057U)
#define E_OUTOFMEMORY ((HRESULT)0x8007000EU)
#define E_UNEXPECTED ((HRESULT)0x8000FFFFU)
#define E_NOTIMPL ((HRESULT)0x80004001U)
#define E_NOINTERFACE ((HRESULT)0x80004002U)
#define E_POINTER ((HRESULT)0x80004003U)
#define E_ABORT ((HRESULT)0x80004004U)
#define E_ACCESSDENIED ((HRESULT)0x80070005U)
#define E_HANDLE ((HRESULT)0x80070006U)
#define SEVERITY_SUCCESS 0
#define SEVERITY_ERROR 1
#define FACILITY_NULL 0
#define FACILITY_WIN32 7
#define FACILITY_SECURITY 9
#define MAKE_HRESULT(severity, facility, code) \
    ((HRESULT)((DWORD)(severity) << 31 | (DWORD)(facility) << 16 | (DWORD)(code)))
#define IS_ERROR(status) ((DWORD)(status) >> 31 == SEVERITY_ERROR)
#define HRESULT_SEVERITY(result) ((result) >> 31 & 1)
#define SUCCEEDED(result) ((HRESULT)(result) >= 0)
#define FAILED(result) ((HRESULT)(result) < 0)
#define HRESULT_FROM_WIN32(code) \
    ((HRESULT)(code) <= 0 ? (HRESULT)(code) : (HRESULT)(((DWORD)(code) & 0xFFFF) | 0x80070000U))
#define HRESULT_FACILITY(result) ((result) >> 16 & 0x1FFF)
#define HRESULT_CODE(result) ((result) & 0xFFFF)

#endif
