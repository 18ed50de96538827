/* What windows.h tells of the computer and of files, files in memory, and the locks of later Windows, line by line, so that
 * the same program can be asked on Windows. */
#define _WIN32_WINNT 0x0601
#include <stdio.h>
#include <string.h>
#include <windows.h>
#include <wincrypt.h>
#include <tchar.h>

#ifndef _WIN32
/* In place of the library's. */
static __thread DWORD last;
DWORD GetLastError(void) { return last; }
void SetLastError(DWORD code) { last = code; }
#endif

typedef struct RECORD {
    LIST_ENTRY link;
    LUID id;
    POINT where;
    DWORD value;
} RECORD, *PRECORD;
typedef NTSTATUS(NTAPI *PFN_STATUS)(ULONG);

static void say(const char *what, unsigned long value) { printf("%s: %lu\n", what, value); }

static DECLSPEC_NOINLINE ULONG turned(ULONG value, int count) { return (ULONG)_rotl(value, count); }
STDAPI_(BOOL) exported(void);
STDAPI_(BOOL) exported(void) { return TRUE; }

static void types(void)
{
    static const GUID one = {0x01020304, 0x0506, 0x0708, {1, 2, 3, 4, 5, 6, 7, 8}};
    GUID other = one;
    RECORD record;
    LPCGUID pointer = &other;
    PFN_STATUS none = NULL;

    say("guid", (unsigned long)(sizeof(GUID) + (memcmp(pointer, &one, sizeof one) == 0)));
    say("record", CONTAINING_RECORD(&record.value, RECORD, value) == &record);
    say("sizes", (unsigned long)(sizeof record.id * 100 + sizeof record.where));
    say("aligned", (unsigned long)TYPE_ALIGNMENT(DWORD) + (none != NULL));
    say("hresult", MAKE_HRESULT(SEVERITY_ERROR, FACILITY_SECURITY, 0x16) == (HRESULT)NTE_BAD_KEYSET);
    say("failed", FAILED(E_ACCESSDENIED) && FAILED(E_NOTIMPL) && HRESULT_SEVERITY(E_POINTER) == 1);
    say("turned", (unsigned long)turned(0x80000001U, 4));
    say("limits", MAXLONG == 2147483647 && UCHAR_MAX == 255);
    say("exported", (unsigned long)exported());
    ZeroMemory(&record, sizeof record);
    FillMemory(&record.value, 2, 1);
    say("filled", (unsigned long)record.value);
    say("equal", RtlEqualMemory(&one, &other, sizeof one));
}

static void computer(void)
{
    OSVERSIONINFO version;
    MEMORYSTATUSEX memory;
    MEMORYSTATUS older;
    SYSTEM_INFO info;
    TCHAR path[MAX_PATH];

    version.dwOSVersionInfoSize = sizeof version;
    say("version", (unsigned long)GetVersionEx(&version));
    say("is NT", version.dwPlatformId == VER_PLATFORM_WIN32_NT && version.dwMajorVersion >= 6);
    version.dwOSVersionInfoSize = 7;
    say("size", (unsigned long)GetVersionEx(&version));
    memory.dwLength = sizeof memory;
    say("memory", (unsigned long)GlobalMemoryStatusEx(&memory));
    say("enough", memory.ullTotalPhys >= memory.ullAvailPhys && memory.dwMemoryLoad <= 100);
    GlobalMemoryStatus(&older);
    say("older", older.dwTotalPhys > 0 && older.dwLength == sizeof older);
    GetSystemInfo(&info);
    say("processors", info.dwNumberOfProcessors > 0 && info.dwPageSize == 4096);
    say("granularity", (unsigned long)info.dwAllocationGranularity);
    say("system directory", GetSystemDirectory(path, MAX_PATH) == (UINT)lstrlen(path));
    say("too short", GetWindowsDirectory(path, 1) > 1);
    say("set", (unsigned long)SetEnvironmentVariable(TEXT("SURROUNDINGS"), TEXT("four")));
    say("get", (unsigned long)GetEnvironmentVariable(TEXT("SURROUNDINGS"), path, MAX_PATH));
    say("unset", (unsigned long)SetEnvironmentVariable(TEXT("SURROUNDINGS"), NULL));
    say("gone", (unsigned long)GetEnvironmentVariable(TEXT("SURROUNDINGS"), path, MAX_PATH));
    say("why", GetLastError() == ERROR_ENVVAR_NOT_FOUND);
}

static void files(void)
{
    LPCTSTR name = TEXT("surroundings.tmp");
    HANDLE file = CreateFile(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL), mapping;
    WIN32_FILE_ATTRIBUTE_DATA facts;
    BY_HANDLE_FILE_INFORMATION more;
    FILETIME created, accessed, written;
    BYTE *view, bytes[4];
    DWORD count;

    say("empty mapping", CreateFileMapping(file, NULL, PAGE_READWRITE, 0, 0, NULL) != NULL);
    say("why", (unsigned long)GetLastError());
    mapping = CreateFileMapping(file, NULL, PAGE_READWRITE, 0, 10000, NULL);
    say("grown", (unsigned long)GetFileSize(file, NULL));
    say("type", (unsigned long)GetFileType(file));
    view = (BYTE *)MapViewOfFile(mapping, FILE_MAP_ALL_ACCESS, 0, 0, 0);
    memset(view, 0x41, 10000);
    say("flush", (unsigned long)FlushViewOfFile(view, 0));
    say("read", (unsigned long)ReadFile(file, bytes, 4, &count, NULL) + bytes[3]);
    say("too much", MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 1 << 20) != NULL);
    say("unmap", (unsigned long)UnmapViewOfFile(view));
    say("again", (unsigned long)UnmapViewOfFile(view));
    say("close", (unsigned long)CloseHandle(mapping));
    say("facts", (unsigned long)GetFileInformationByHandle(file, &more));
    say("size", (unsigned long)more.nFileSizeLow + more.nFileSizeHigh);
    say("links", (unsigned long)more.nNumberOfLinks);
    say("times", (unsigned long)GetFileTime(file, &created, &accessed, &written));
    say("lately", CompareFileTime(&written, &more.ftLastWriteTime) == 0 && written.dwHighDateTime > 0x1D00000);
    CloseHandle(file);
    say("by name", (unsigned long)GetFileAttributesEx(name, GetFileExInfoStandard, &facts));
    say("size", (unsigned long)facts.nFileSizeLow);
    say("read-only", (unsigned long)SetFileAttributes(name, FILE_ATTRIBUTE_READONLY));
    say("so", (unsigned long)(GetFileAttributes(name) & FILE_ATTRIBUTE_READONLY));
    say("writable", (unsigned long)SetFileAttributes(name, FILE_ATTRIBUTE_NORMAL));
    say("deleted", (unsigned long)DeleteFile(name));
    say("none", (unsigned long)GetFileAttributesEx(name, GetFileExInfoStandard, &facts));
    mapping = CreateFileMapping(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, 4096, NULL);
    view = (BYTE *)MapViewOfFile(mapping, FILE_MAP_WRITE, 0, 0, 0);
    say("memory", view != NULL && view[4095] == 0);
    say("unmap", UnmapViewOfFile(view) && CloseHandle(mapping));
}

static CRITICAL_SECTION section;
static CONDITION_VARIABLE change;
static SRWLOCK slim = SRWLOCK_INIT;
static INIT_ONCE once = INIT_ONCE_STATIC_INIT;
static DWORD slot;
static int made, turn, sum;

static BOOL CALLBACK make(PINIT_ONCE it, PVOID parameter, PVOID *context)
{
    (void)it;
    made++;
    *context = parameter;
    return made > 1; /* the first attempt fails */
}
static DWORD WINAPI work(LPVOID argument)
{
    int self = (int)(INT_PTR)argument, i;
    PVOID context = NULL;

    while (!InitOnceExecuteOnce(&once, make, &made, &context)) continue;
    TlsSetValue(slot, argument);
    for (i = 0; i < 3; i++) {
        EnterCriticalSection(&section);
        while (turn % 4 != self) SleepConditionVariableCS(&change, &section, INFINITE);
        turn++;
        WakeAllConditionVariable(&change);
        LeaveCriticalSection(&section);
        AcquireSRWLockExclusive(&slim);
        sum += (int)(INT_PTR)TlsGetValue(slot);
        ReleaseSRWLockExclusive(&slim);
    }
    return context == &made;
}
static void locks(void)
{
    HANDLE threads[4];
    DWORD code, i, good = 0;

    InitializeCriticalSection(&section);
    InitializeConditionVariable(&change);
    slot = TlsAlloc();
    for (i = 0; i < 4; i++) threads[i] = CreateThread(NULL, 0, work, (LPVOID)(INT_PTR)i, 0, NULL);
    WaitForMultipleObjects(4, threads, TRUE, INFINITE);
    for (i = 0; i < 4; i++) {
        GetExitCodeThread(threads[i], &code);
        good += code;
        CloseHandle(threads[i]);
    }
    say("threads", (unsigned long)good);
    say("once, after a failure", (unsigned long)made);
    say("turns", (unsigned long)turn);
    say("sum", (unsigned long)sum);
    EnterCriticalSection(&section);
    say("nobody", (unsigned long)SleepConditionVariableCS(&change, &section, 10));
    say("why", GetLastError() == ERROR_TIMEOUT);
    LeaveCriticalSection(&section);
    AcquireSRWLockShared(&slim);
    ReleaseSRWLockShared(&slim);
    say("tried", (unsigned long)TryAcquireSRWLockExclusive(&slim));
    ReleaseSRWLockExclusive(&slim);
    say("slot", (unsigned long)TlsFree(slot));
    DeleteCriticalSection(&section);
}

int _tmain(int argc, TCHAR *argv[])
{
    (void)argv;
    say("arguments", (unsigned long)argc);
    types();
    computer();
    files();
    locks();
    return 0;
}
