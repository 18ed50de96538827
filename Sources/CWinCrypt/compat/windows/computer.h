/* The computer and the system on it, for programs that gather entropy or ask where they are. */
#ifndef KEYBLOB_WINDOWS_COMPUTER_H
#define KEYBLOB_WINDOWS_COMPUTER_H

#include <sys/sysinfo.h>

/* Windows 10, as it tells programs that do not say they know a later one: 6.2. */
#define VER_PLATFORM_WIN32_NT 2
typedef struct _OSVERSIONINFOA {
    DWORD dwOSVersionInfoSize, dwMajorVersion, dwMinorVersion, dwBuildNumber, dwPlatformId;
    CHAR szCSDVersion[128];
} OSVERSIONINFOA, *POSVERSIONINFOA, *LPOSVERSIONINFOA;
typedef struct _OSVERSIONINFOW {
    DWORD dwOSVersionInfoSize, dwMajorVersion, dwMinorVersion, dwBuildNumber, dwPlatformId;
    WCHAR szCSDVersion[128];
} OSVERSIONINFOW, *POSVERSIONINFOW, *LPOSVERSIONINFOW;
typedef struct _OSVERSIONINFOEXA {
    DWORD dwOSVersionInfoSize, dwMajorVersion, dwMinorVersion, dwBuildNumber, dwPlatformId;
    CHAR szCSDVersion[128];
    WORD wServicePackMajor, wServicePackMinor, wSuiteMask;
    BYTE wProductType, wReserved;
} OSVERSIONINFOEXA, *POSVERSIONINFOEXA, *LPOSVERSIONINFOEXA;
typedef struct _OSVERSIONINFOEXW {
    DWORD dwOSVersionInfoSize, dwMajorVersion, dwMinorVersion, dwBuildNumber, dwPlatformId;
    WCHAR szCSDVersion[128];
    WORD wServicePackMajor, wServicePackMinor, wSuiteMask;
    BYTE wProductType, wReserved;
} OSVERSIONINFOEXW, *POSVERSIONINFOEXW, *LPOSVERSIONINFOEXW;
#ifdef UNICODE
typedef OSVERSIONINFOW OSVERSIONINFO, *POSVERSIONINFO, *LPOSVERSIONINFO;
typedef OSVERSIONINFOEXW OSVERSIONINFOEX, *POSVERSIONINFOEX, *LPOSVERSIONINFOEX;
#else
typedef OSVERSIONINFOA OSVERSIONINFO, *POSVERSIONINFO, *LPOSVERSIONINFO;
typedef OSVERSIONINFOEXA OSVERSIONINFOEX, *POSVERSIONINFOEX, *LPOSVERSIONINFOEX;
#endif

KEYBLOB_INLINE DWORD GetVersion(void) { return 9200U << 16 | 2 << 8 | 6; }
/* The size says which structure it is; all of it but the size is cleared first. */
KEYBLOB_INLINE BOOL keyblob_version(void *to, DWORD size, DWORD plain, DWORD extended)
{
    DWORD numbers[5];

    if (size != plain && size != extended) return keyblob_fail(ERROR_INSUFFICIENT_BUFFER);
    numbers[0] = size, numbers[1] = 6, numbers[2] = 2, numbers[3] = 9200, numbers[4] = VER_PLATFORM_WIN32_NT;
    memset(to, 0, size);
    memcpy(to, numbers, sizeof numbers);
    if (size == extended) ((BYTE *)to)[extended - 2] = 1; /* wProductType: a workstation */
    return TRUE;
}
KEYBLOB_INLINE BOOL GetVersionExA(LPOSVERSIONINFOA to)
{
    return keyblob_version(to, to->dwOSVersionInfoSize, sizeof(OSVERSIONINFOA), sizeof(OSVERSIONINFOEXA));
}
KEYBLOB_INLINE BOOL GetVersionExW(LPOSVERSIONINFOW to)
{
    return keyblob_version(to, to->dwOSVersionInfoSize, sizeof(OSVERSIONINFOW), sizeof(OSVERSIONINFOEXW));
}
#define GetVersionEx WINCRYPT_FORM(GetVersionEx)

typedef struct _MEMORYSTATUSEX {
    DWORD dwLength, dwMemoryLoad;
    DWORDLONG ullTotalPhys, ullAvailPhys, ullTotalPageFile, ullAvailPageFile, ullTotalVirtual, ullAvailVirtual,
        ullAvailExtendedVirtual;
} MEMORYSTATUSEX, *LPMEMORYSTATUSEX;
typedef struct _MEMORYSTATUS {
    DWORD dwLength, dwMemoryLoad;
    SIZE_T dwTotalPhys, dwAvailPhys, dwTotalPageFile, dwAvailPageFile, dwTotalVirtual, dwAvailVirtual;
} MEMORYSTATUS, *LPMEMORYSTATUS;

KEYBLOB_INLINE BOOL GlobalMemoryStatusEx(LPMEMORYSTATUSEX to)
{
    struct sysinfo info;

    if (to->dwLength != sizeof *to) return keyblob_fail(ERROR_INVALID_PARAMETER);
    if (sysinfo(&info)) return keyblob_fail_errno();
    to->ullTotalPhys = (DWORDLONG)info.totalram * info.mem_unit;
    to->ullAvailPhys = (DWORDLONG)info.freeram * info.mem_unit;
    to->ullTotalPageFile = to->ullTotalPhys + (DWORDLONG)info.totalswap * info.mem_unit;
    to->ullAvailPageFile = to->ullAvailPhys + (DWORDLONG)info.freeswap * info.mem_unit;
    to->ullTotalVirtual = to->ullAvailVirtual = (DWORDLONG)1 << 47;
    to->ullAvailExtendedVirtual = 0;
    to->dwMemoryLoad = (DWORD)(100 - to->ullAvailPhys * 100 / (to->ullTotalPhys ? to->ullTotalPhys : 1));
    return TRUE;
}
KEYBLOB_INLINE VOID GlobalMemoryStatus(LPMEMORYSTATUS to)
{
    MEMORYSTATUSEX all;

    memset(&all, 0, sizeof all);
    all.dwLength = sizeof all;
    GlobalMemoryStatusEx(&all);
    to->dwLength = sizeof *to;
    to->dwMemoryLoad = all.dwMemoryLoad;
    to->dwTotalPhys = (SIZE_T)all.ullTotalPhys;
    to->dwAvailPhys = (SIZE_T)all.ullAvailPhys;
    to->dwTotalPageFile = (SIZE_T)all.ullTotalPageFile;
    to->dwAvailPageFile = (SIZE_T)all.ullAvailPageFile;
    to->dwTotalVirtual = (SIZE_T)all.ullTotalVirtual;
    to->dwAvailVirtual = (SIZE_T)all.ullAvailVirtual;
}

#define PROCESSOR_ARCHITECTURE_AMD64 9
#define PROCESSOR_ARCHITECTURE_ARM64 12
typedef struct _SYSTEM_INFO {
    WORD wProcessorArchitecture, wReserved;
    DWORD dwPageSize;
    LPVOID lpMinimumApplicationAddress, lpMaximumApplicationAddress;
    DWORD_PTR dwActiveProcessorMask;
    DWORD dwNumberOfProcessors, dwProcessorType, dwAllocationGranularity;
    WORD wProcessorLevel, wProcessorRevision;
} SYSTEM_INFO, *LPSYSTEM_INFO;

KEYBLOB_INLINE VOID GetSystemInfo(LPSYSTEM_INFO to)
{
    int count = get_nprocs();

    memset(to, 0, sizeof *to);
#ifdef __aarch64__
    to->wProcessorArchitecture = PROCESSOR_ARCHITECTURE_ARM64;
#else
    to->wProcessorArchitecture = PROCESSOR_ARCHITECTURE_AMD64;
#endif
    to->dwPageSize = (DWORD)keyblob_sysconf(KEYBLOB_SC_PAGESIZE);
    to->lpMinimumApplicationAddress = (LPVOID)(UINT_PTR)0x10000;
    to->lpMaximumApplicationAddress = (LPVOID)(((UINT_PTR)1 << 47) - 0x10001);
    to->dwActiveProcessorMask = count < 64 ? ((DWORD_PTR)1 << count) - 1 : ~(DWORD_PTR)0;
    to->dwNumberOfProcessors = (DWORD)count;
    to->dwAllocationGranularity = 65536;
}
#define GetNativeSystemInfo GetSystemInfo

/* Programs put a DLL's name behind it for LoadLibrary, which looks at nothing else. */
KEYBLOB_INLINE UINT GetSystemDirectoryA(LPSTR to, UINT room) { return keyblob_give("/usr/lib", to, room); }
KEYBLOB_INLINE UINT GetSystemDirectoryW(LPWSTR to, UINT room) { return keyblob_give_wide("/usr/lib", to, room); }
KEYBLOB_INLINE UINT GetWindowsDirectoryA(LPSTR to, UINT room) { return keyblob_give("/usr", to, room); }
KEYBLOB_INLINE UINT GetWindowsDirectoryW(LPWSTR to, UINT room) { return keyblob_give_wide("/usr", to, room); }
#define GetSystemDirectory WINCRYPT_FORM(GetSystemDirectory)
#define GetWindowsDirectory WINCRYPT_FORM(GetWindowsDirectory)

#endif
