/* The rest of what windows.h and its company do, line by line, so that the same program can be asked on Windows: folders,
 * threads, clocks, the C library's own names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>
#include <wincrypt.h>
#include <process.h>
#include <tchar.h>
#include <conio.h>

#pragma comment(lib, "advapi32.lib")
#pragma warning(disable : 4996)

#ifdef _WIN32
#define WIDE(text) L##text
#else
#define WIDE(text) WINCRYPT_WIDE(text)
/* In place of the library's: a program's own pair, each thread's own. */
static __thread DWORD last;
DWORD GetLastError(void) { return last; }
void SetLastError(DWORD code) { last = code; }
#endif

C_ASSERT(sizeof(DWORD) == 4);
C_ASSERT(sizeof(SECURITY_ATTRIBUTES) == 24);
C_ASSERT(sizeof(CRYPT_ALGORITHM_IDENTIFIER) == 8 + sizeof(CRYPT_OBJID_BLOB));

static void say(const char *what, int value)
{
    printf("%s %d, error %u\n", what, value, (unsigned)GetLastError());
    SetLastError(0);
}

_Success_(return != 0) static BOOL WINAPI annotated(
    _In_ LPCTSTR text, _In_opt_ LPVOID nothing, _Out_writes_bytes_(room) LPBYTE to, _In_ DWORD room, _Inout_ LPDWORD made)
{
    C_ASSERT(TRUE);
    UNREFERENCED_PARAMETER(nothing);
    *made = (DWORD)_tcslen(text);
    if (*made > room) return FALSE;
    to[0] = (BYTE)text[0];
    return TRUE;
}

static void folders(void)
{
    TCHAR path[MAX_PATH], name[MAX_PATH], before[MAX_PATH];
    SECURITY_ATTRIBUTES security = {sizeof security, NULL, FALSE};
    HANDLE file;
    DWORD count;

    say("folder", CreateDirectory(TEXT("system.dir"), &security));
    say("again", CreateDirectory(TEXT("system.dir"), NULL));
    say("in none", CreateDirectory(TEXT("nowhere/system.dir"), NULL));
    file = CreateFile(TEXT("system.dir/a"), GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);
    say("write", WriteFile(file, "0123456789", 10, &count, NULL));
    say("to 4", (int)SetFilePointer(file, 4, NULL, FILE_BEGIN));
    say("ends", SetEndOfFile(file));
    say("flush", FlushFileBuffers(file));
    say("size", (int)GetFileSize(file, NULL));
    CloseHandle(file);
    SetLastError(0);
    say("copy", CopyFile(TEXT("system.dir/a"), TEXT("system.dir/b"), TRUE));
    say("copy again", CopyFile(TEXT("system.dir/a"), TEXT("system.dir/b"), TRUE));
    say("copy of nothing", CopyFile(TEXT("system.dir/x"), TEXT("system.dir/y"), FALSE));
    say("move onto", MoveFile(TEXT("system.dir/a"), TEXT("system.dir/b")));
    say("move", MoveFile(TEXT("system.dir/a"), TEXT("system.dir/c")));
    say("move of nothing", MoveFile(TEXT("system.dir/a"), TEXT("system.dir/d")));
    say("replace", MoveFileEx(TEXT("system.dir/c"), TEXT("system.dir/b"), MOVEFILE_REPLACE_EXISTING));
    say("a folder", (int)GetFileAttributes(TEXT("system.dir")) & FILE_ATTRIBUTE_DIRECTORY);
    say("not empty", RemoveDirectory(TEXT("system.dir")));
    say("delete", DeleteFile(TEXT("system.dir/b")));
    say("remove", RemoveDirectory(TEXT("system.dir")));
    say("remove again", RemoveDirectory(TEXT("system.dir")));

    count = GetTempPath(MAX_PATH, path);
    say("temporary", count == (DWORD)lstrlen(path) && count > 1);
    say("too short", GetTempPath(2, before) == count + 1);
    SetLastError(0);
    say("a file", GetTempFileName(path, TEXT("keyblob"), 0, name) != 0);
    say("is there", GetFileAttributes(name) != INVALID_FILE_ATTRIBUTES && _tcsstr(name, TEXT("key")) != NULL);
    say("deleted", DeleteFile(name));
    say("named", (int)GetTempFileName(TEXT("."), TEXT("abc"), 0x1F, name));
    say("as asked", !_tcsicmp(name + _tcslen(name) - 9, TEXT("abc1F.tmp")));
    count = GetCurrentDirectory(MAX_PATH, path);
    say("here", count == (DWORD)lstrlen(path) && GetCurrentDirectory(count, before) == count + 1);
    count = GetModuleFileName(NULL, path, MAX_PATH);
    say("program", count == (DWORD)lstrlen(path) && _tcsstr(path, TEXT("system")) != NULL);
}

static void finding(void)
{
    WIN32_FIND_DATA found;
    HANDLE search, file;
    ULARGE_INTEGER size;
    int files = 0, bytes = 0;
    DWORD count;

    CreateDirectory(TEXT("system.dir"), NULL);
    file = CreateFile(TEXT("system.dir/one.key"), GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);
    WriteFile(file, "12345", 5, &count, NULL);
    CloseHandle(file);
    CloseHandle(CreateFile(TEXT("system.dir/two.key"), GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL));
    CloseHandle(CreateFile(TEXT("system.dir/three.txt"), GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL));
    SetLastError(0);
    search = FindFirstFile(TEXT("system.dir/*.key"), &found);
    say("found", search != INVALID_HANDLE_VALUE);
    do {
        size.LowPart = found.nFileSizeLow;
        size.HighPart = found.nFileSizeHigh;
        files += !_tcscmp(found.cFileName, TEXT("one.key")) || !_tcscmp(found.cFileName, TEXT("two.key"));
        bytes += (int)size.QuadPart;
    } while (FindNextFile(search, &found));
    say("all", files * 100 + bytes);
    say("closed", FindClose(search));
    say("none", FindFirstFile(TEXT("system.dir/*.none"), &found) != INVALID_HANDLE_VALUE);
    say("no folder", FindFirstFile(TEXT("nowhere/*"), &found) != INVALID_HANDLE_VALUE);
    files = 0;
    search = FindFirstFile(TEXT("system.dir\\*.*"), &found);
    do files += !(found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY);
    while (FindNextFile(search, &found));
    FindClose(search);
    SetLastError(0);
    say("files", files);
    DeleteFile(TEXT("system.dir/one.key"));
    DeleteFile(TEXT("system.dir/two.key"));
    DeleteFile(TEXT("system.dir/three.txt"));
    say("gone", RemoveDirectory(TEXT("system.dir")));
}

static void names(void)
{
    TCHAR name[256];
    DWORD length = 256, needed = 1;

    say("user", GetUserName(name, &length) && length == (DWORD)lstrlen(name) + 1);
    say("user, too short", GetUserName(name, &needed));
    say("needs", needed == length);
    length = 256;
    say("computer", GetComputerName(name, &length) && length == (DWORD)lstrlen(name));
    length = 1;
    say("computer, too short", GetComputerName(name, &length));
    say("variable", GetEnvironmentVariable(TEXT("SYSTEM_TEST_NOT_SET"), name, 256) == 0);
    say("none", _tgetenv(_T("SYSTEM_TEST_NOT_SET")) == NULL);
    SetLastError(0);
    OutputDebugString(TEXT("nobody hears this\n"));
    SetLastError(0);
    say("process", GetCurrentProcessId() != 0 && GetCurrentThreadId() != 0);
}

typedef struct Work {
    CRITICAL_SECTION section;
    HANDLE mutex, go, gate;
    LONG volatile turns;
    int guarded, owned;
} Work;

static DWORD WINAPI count_up(LPVOID argument)
{
    Work *work = (Work *)argument;
    int i;

    WaitForSingleObject(work->go, INFINITE);
    for (i = 0; i < 1000; i++) {
        InterlockedIncrement(&work->turns);
        EnterCriticalSection(&work->section);
        EnterCriticalSection(&work->section);
        work->guarded++;
        LeaveCriticalSection(&work->section);
        LeaveCriticalSection(&work->section);
        if (i % 10 == 0 && WaitForSingleObject(work->mutex, INFINITE) == WAIT_OBJECT_0) {
            work->owned++;
            ReleaseMutex(work->mutex);
        }
    }
    return 77;
}
static unsigned __stdcall one_more(void *argument)
{
    ReleaseSemaphore(((Work *)argument)->gate, 1, NULL);
    return 5;
}

static void threads(void)
{
    Work work;
    HANDLE all[4], either[2], other;
    DWORD number, code = 0;
    int i, good = 1;
    LONG before = -1;

    memset(&work, 0, sizeof work);
    InitializeCriticalSection(&work.section);
    work.mutex = CreateMutex(NULL, FALSE, NULL);
    work.go = CreateEvent(NULL, TRUE, FALSE, NULL);
    work.gate = CreateSemaphore(NULL, 0, 2, NULL);
    for (i = 0; i < 4; i++) all[i] = CreateThread(NULL, 0, count_up, &work, 0, &number);
    SetLastError(0);
    say("still waiting", (int)WaitForMultipleObjects(4, all, TRUE, 20));
    say("active", GetExitCodeThread(all[0], &code) && code == STILL_ACTIVE);
    say("go", SetEvent(work.go));
    say("all ended", (int)WaitForMultipleObjects(4, all, TRUE, 60000));
    say("counted", (int)work.turns);
    say("guarded", work.guarded);
    say("owned", work.owned);
    say("code", GetExitCodeThread(all[3], &code) ? (int)code : -1);
    for (i = 0; i < 4; i++) good = good && CloseHandle(all[i]);
    say("closed", good);
    say("not ours", ReleaseMutex(work.mutex));
    say("taken twice", (int)(WaitForSingleObject(work.mutex, 0) + WaitForSingleObject(work.mutex, 0)));
    say("and back", ReleaseMutex(work.mutex) && ReleaseMutex(work.mutex));
    say("once too often", ReleaseMutex(work.mutex));
    say("reset", ResetEvent(work.go));
    either[0] = work.go;
    either[1] = work.gate;
    say("neither", (int)WaitForMultipleObjects(2, either, FALSE, 0));
    other = (HANDLE)_beginthreadex(NULL, 0, one_more, &work, CREATE_SUSPENDED, NULL);
    SetLastError(0);
    say("suspended", (int)WaitForSingleObject(work.gate, 20));
    say("resumed", (int)ResumeThread(other));
    say("the second", (int)WaitForMultipleObjects(2, either, FALSE, 60000));
    say("ended", (int)WaitForSingleObject(other, 60000));
    say("post", ReleaseSemaphore(work.gate, 2, &before));
    say("there were", (int)before);
    say("too many", ReleaseSemaphore(work.gate, 1, NULL));
    say("entered", TryEnterCriticalSection(&work.section) != 0);
    LeaveCriticalSection(&work.section);
    DeleteCriticalSection(&work.section);
    say("closed", CloseHandle(other) && CloseHandle(work.mutex) && CloseHandle(work.go) && CloseHandle(work.gate));
    other = CreateEvent(NULL, FALSE, TRUE, NULL);
    SetLastError(0);
    say("set", (int)WaitForSingleObject(other, 0));
    say("once", (int)WaitForSingleObject(other, 0));
    CloseHandle(other);
    say("no handle", WaitForSingleObject(NULL, 0) == WAIT_FAILED);
    before = 5;
    say("exchanged", (int)InterlockedExchange(&before, 6) * 10 + (int)before);
    say("compared", (int)InterlockedCompareExchange(&before, 9, 6) * 10 + (int)before);
    say("not equal", (int)InterlockedCompareExchange(&before, 1, 6) * 10 + (int)before);
    say("added", (int)InterlockedExchangeAdd(&before, 3) * 10 + (int)InterlockedDecrement(&before));
}

static void clocks(void)
{
    SYSTEMTIME moment = {2024, 2, 0, 29, 12, 34, 56, 789}, back;
    FILETIME file, later;
    LARGE_INTEGER frequency, count;

    say("file time", SystemTimeToFileTime(&moment, &file));
    printf("%08x %08x\n", (unsigned)file.dwHighDateTime, (unsigned)file.dwLowDateTime);
    say("and back", FileTimeToSystemTime(&file, &back));
    printf("%u-%u-%u %u %u:%u:%u.%u\n", back.wYear, back.wMonth, back.wDay, back.wDayOfWeek, back.wHour, back.wMinute,
           back.wSecond, back.wMilliseconds);
    GetSystemTimeAsFileTime(&later);
    say("later", (int)CompareFileTime(&later, &file));
    moment.wMonth = 13;
    say("no month", SystemTimeToFileTime(&moment, &file));
    GetLocalTime(&back);
    say("a year", back.wYear >= 2024);
    say("ticks", QueryPerformanceFrequency(&frequency) && QueryPerformanceCounter(&count) && frequency.QuadPart >= 1000000);
}

static void memory(void)
{
    BYTE *block = (BYTE *)VirtualAlloc(NULL, 5000, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    HGLOBAL global = GlobalAlloc(GPTR, 16);

    say("pages", block && (ULONG_PTR)block % 4096 == 0 && !block[0] && !block[8191]);
    RtlSecureZeroMemory(block, 5000);
    say("with a size", VirtualFree(block, 5000, MEM_RELEASE));
    say("released", VirtualFree(block, 0, MEM_RELEASE));
    say("global", global != NULL && !((BYTE *)GlobalLock(global))[15]);
    GlobalUnlock(global);
    GlobalFree(global);
}

static void text(void)
{
    TCHAR line[64], part[16], *rest = NULL, *token;
    TCHAR list[] = TEXT("alpha,beta;;gamma");
    char narrow[80], small[8];
    WCHAR wide[64];
    BYTE first[4];
    DWORD made = 0, number = 0;
    int value = 0;

    say("annotated", annotated(TEXT("four"), NULL, first, sizeof first, &made) && made == 4 && first[0] == 'f');
    say("wsprintf", wsprintf(line, TEXT("%s=%d %08X %c"), TEXT("name"), -5, 0xBEEF, 'x'));
    _tprintf(_T("%s\n"), line);
    lstrcpyn(part, TEXT("0123456789"), 4);
    _tprintf(_T("%s\n"), part);
    say("wsprintfA", wsprintfA(narrow, "%s-%u", "a", 7u));
    say("wsprintfW", wsprintfW(wide, WIDE("%d:%s"), 3, WIDE("w")));
    puts(narrow);
    printf("%s %s %s\n", _itoa(-255, narrow, 16), _ultoa(4000000000u, narrow + 20, 10), _itoa(-12, narrow + 40, 10));
    _tprintf(_T("%s\n"), _itot(5, line, 2));
    lstrcpy(line, TEXT("C:\\keys\\mine.key"));
    _tprintf(_T("%s %s %s\n"), _tcsrchr(line, '\\'), _tcsstr(line, TEXT("mine")), _tcschr(line, '.'));
    say("tcsnicmp", _tcsnicmp(TEXT("ABCx"), TEXT("abcY"), 3));
    _tprintf(_T("%s "), _tcsupr(line));
    _tprintf(_T("%s\n"), _tcslwr(line));
    say("tcsncpy_s", _tcsncpy_s(part, 16, TEXT("0123456789"), 4));
    _tcsncat(part, TEXT("abcdef"), 3);
    _tprintf_s(_T("%s\n"), part);
    for (token = _tcstok_s(list, TEXT(",;"), &rest); token; token = _tcstok_s(NULL, TEXT(",;"), &rest))
        _tprintf(_T("[%s]"), token);
    puts("");
    say("tcstol", (int)_tcstol(TEXT(" -42xyz"), &rest, 10));
    _tprintf(_T("%s\n"), rest);
    say("hexadecimal", (int)_tcstoul(TEXT("ff"), NULL, 16) + _ttoi(TEXT("19")));
    say("sscanf", _stscanf(TEXT("12 0x1f word"), TEXT("%d %x"), &value, &number));
    printf("%d %u\n", value, (unsigned)number);
    say("_wtoi", _wtoi(WIDE("123")));
    say("_wcsnicmp", _wcsnicmp(WIDE("Key"), WIDE("kEx"), 2));
    say("_snprintf", _snprintf(small, sizeof small, "%s", "123456789"));
    say("strcpy_s", strcpy_s(small, sizeof small, "seven77"));
    say("memcpy_s", memcpy_s(first, sizeof first, "abc", 3));
    say("_countof", (int)_countof(first));
    say("_memicmp", _memicmp("a\0B", "A\0b", 3));
    say("compare", _stricmp("Abc", "aBC") + _strnicmp("abX", "ABy", 2));
}

static void lines(void)
{
    FILE *file = NULL;
    TCHAR line[32];
    DWORD mode;

    say("open", _tfopen_s(&file, TEXT("system.txt"), TEXT("w")));
    _ftprintf(file, TEXT("%s\n%s\n"), TEXT("first line"), TEXT("second"));
    fclose(file);
    say("open", _tfopen_s(&file, TEXT("system.txt"), TEXT("r")));
    while (_fgetts(line, 8, file)) _tprintf(TEXT("<%s>"), line);
    puts("");
    fclose(file);
    say("remove", _tremove(TEXT("system.txt")));
    file = NULL;
    say("no console", GetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), &mode));
    say("none to set", SetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), ENABLE_LINE_INPUT | ENABLE_ECHO_INPUT));
}

int _tmain(int argc, TCHAR *argv[])
{
    (void)argc, (void)argv;
    SetLastError(0);
    folders();
    finding();
    names();
    threads();
    clocks();
    memory();
    text();
    lines();
    return 3;
}
