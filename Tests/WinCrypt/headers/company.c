/* What windows.h and its company do, line by line, so that the same program can be asked on Windows. Texts of errors are
 * not asked: they are each system's own. */
#include <stdio.h>
#include <windows.h>
#include <tchar.h>
#include <strsafe.h>

#ifndef _WIN32
/* In place of the library's: a program's own pair. */
static DWORD last;
DWORD GetLastError(void) { return last; }
void SetLastError(DWORD code) { last = code; }
#endif

static void say(const char *what, long long value) { printf("%s %lld, error %u\n", what, value, (unsigned)GetLastError()); }

/* Opens, says how it went, closes. */
static void opening(const char *what, DWORD access, DWORD disposition)
{
    HANDLE file;

    SetLastError(4711);
    file = CreateFile(TEXT("company.tmp"), access, 0, NULL, disposition, FILE_ATTRIBUTE_NORMAL, NULL);
    say(what, file != INVALID_HANDLE_VALUE);
    if (file != INVALID_HANDLE_VALUE) CloseHandle(file);
}

static void files(void)
{
    HANDLE file;
    char text[32] = "";
    DWORD count = 99;
    LARGE_INTEGER size, to;

    DeleteFile(TEXT("company.tmp"));
    opening("open what is not there", GENERIC_READ, OPEN_EXISTING);
    opening("truncate what is not there", GENERIC_WRITE, TRUNCATE_EXISTING);
    opening("create new", GENERIC_WRITE, CREATE_NEW);
    opening("create new again", GENERIC_WRITE, CREATE_NEW);
    opening("create always", GENERIC_READ | GENERIC_WRITE, CREATE_ALWAYS);
    opening("open always", GENERIC_READ, OPEN_ALWAYS);
    opening("no such disposition", GENERIC_READ, 9);

    file = CreateFile(TEXT("company.tmp"), GENERIC_READ | GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    say("write", WriteFile(file, "0123456789\r\n", 12, &count, NULL));
    say("written", count);
    say("size", GetFileSizeEx(file, &size) ? size.QuadPart : -1);
    say("size again", GetFileSize(file, NULL));
    SetLastError(0);
    say("to 3", SetFilePointer(file, 3, NULL, FILE_BEGIN));
    say("read 4", ReadFile(file, text, 4, &count, NULL));
    say("have read", count);
    puts(text);
    say("back 2", SetFilePointer(file, -2, NULL, FILE_CURRENT));
    to.QuadPart = -1;
    say("to the end", SetFilePointerEx(file, to, &size, FILE_END) ? size.QuadPart : -1);
    say("read beyond", ReadFile(file, text, sizeof text, &count, NULL));
    say("have read", count);
    say("read at the end", ReadFile(file, text, sizeof text, &count, NULL));
    say("have read", count);
    say("close", CloseHandle(file));
    say("attributes", GetFileAttributes(TEXT("company.tmp")) != INVALID_FILE_ATTRIBUTES);
    say("delete", DeleteFile(TEXT("company.tmp")));
    say("delete again", DeleteFile(TEXT("company.tmp")));
    say("attributes", GetFileAttributes(TEXT("company.tmp")) != INVALID_FILE_ATTRIBUTES);
    file = GetStdHandle(STD_OUTPUT_HANDLE);
    say("standard output", file != NULL && file != INVALID_HANDLE_VALUE);
}

static void text(void)
{
    static const char utf8[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x94\x91";
    static const char broken[] = "a\xC3(";
    WCHAR wide[16] = {0};
    char narrow[32] = "";
    int i, count = MultiByteToWideChar(CP_UTF8, 0, utf8, -1, wide, 16);

    SetLastError(0);
    say("to 16 bits", count);
    for (i = 0; i < count; i++) printf("%04x ", wide[i]);
    puts("");
    say("asked for room", MultiByteToWideChar(CP_UTF8, 0, utf8, -1, NULL, 0));
    say("a part", MultiByteToWideChar(CP_UTF8, 0, utf8, 3, wide, 16));
    say("too little room", MultiByteToWideChar(CP_UTF8, 0, utf8, -1, wide, 3));
    say("broken", MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, broken, -1, wide, 16));
    say("nothing", MultiByteToWideChar(CP_UTF8, 0, utf8, 0, wide, 16));
    MultiByteToWideChar(CP_UTF8, 0, utf8, -1, wide, 16);
    say("to 8 bits", WideCharToMultiByte(CP_UTF8, 0, wide, -1, narrow, sizeof narrow, NULL, NULL));
    puts(narrow);
    say("too little room", WideCharToMultiByte(CP_UTF8, 0, wide, -1, narrow, 4, NULL, NULL));
    SetLastError(0);
    say("length", lstrlenA("four") * 100 + lstrlenW(wide) * 10 + lstrlen(TEXT("three")));
    count = lstrlenA(NULL);
    SetLastError(0);
    say("no text", count);
    say("equal", !lstrcmpi(TEXT("Name"), TEXT("nAME")) && lstrcmp(TEXT("a"), TEXT("b")) < 0);
}

static void printing(void)
{
    TCHAR line[32], small[4];
    char narrow[8];
    FILE *file = NULL;
    int count;

    _tprintf(TEXT("[%d] [%5u] [%-6x] [%08X] [%c] [%%] [%ld] [%lu]\n"), -5, 7u, 0xABCu, 0xDEADBEEFu, 'z', -9L, 9UL);
    _tprintf(TEXT("[%s] [%8s] [%-8s] [%.2s] [%*d]\n"), TEXT("text"), TEXT("right"), TEXT("left"), TEXT("cut"), 4, 12);
    _tprintf(TEXT("[%5.2f] [%hu] [%lld]\n"), 3.14159, (unsigned short)65535, 123456789012345LL);
#ifdef UNICODE
    _tprintf(TEXT("[%hs] [%S] [%I64d] [%I32u]\n"), "narrow", "too", -123456789012345LL, 7u);
#endif
    _stprintf_s(line, 32, TEXT("%s-%d"), TEXT("line"), 3);
    _tprintf(TEXT("%s %d\n"), line, (int)_tcslen(line));
    say("cut", StringCchCopy(small, 4, TEXT("abcdef")));
    _tprintf(TEXT("%s\n"), small);
    say("fits", StringCchCopy(line, 32, TEXT("abc")));
    say("more", StringCchCat(line, 32, TEXT("def")));
    say("printed", StringCchPrintf(small, 4, TEXT("%d"), 12345));
    _tprintf(TEXT("%s %s\n"), line, small);
    say("strcpy_s", strcpy_s(narrow, sizeof narrow, "seven77"));
    say("strncpy_s", strncpy_s(narrow, sizeof narrow, "eightlong", _TRUNCATE));
    puts(narrow);
    count = fopen_s(&file, "no such file", "rb");
    SetLastError(0);
    say("fopen_s", count);
    say("words", LOWORD(0x12345678) + HIBYTE(0x1234) + MAKELONG(1, 2) + MAKEWORD(3, 4));
    say("results", SUCCEEDED(S_OK) && FAILED(E_FAIL) && HRESULT_FROM_WIN32(ERROR_MORE_DATA) == (HRESULT)0x800700EA);
    say("widths", (int)(sizeof(LONG) * 1000 + sizeof(ULONGLONG) * 100 + sizeof(TCHAR) * 10 + sizeof(HANDLE)));
}

static void memory(void)
{
    BYTE *block = (BYTE *)LocalAlloc(LPTR, 8);
    DWORD before = GetTickCount(), tries = 0;

    FillMemory(block, 8, 7);
    say("filled", block[0] + block[7]);
    LocalFree(block);
    block = (BYTE *)HeapReAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, 8), 4096);
    say("zeroed", block[0] + block[7] + block[8] + block[4095]);
    HeapFree(GetProcessHeap(), 0, block);
    /* Either system's clock may be late, and the machine busy. */
    while (GetTickCount() - before < 20 && tries < 500) Sleep(10), tries++;
    say("time passes", tries > 0 && tries < 500);
}

int _tmain(int argc, TCHAR *argv[])
{
    SetLastError(0);
    files();
    text();
    SetLastError(0);
    printing();
    memory();
    if (argc > 1) _tprintf(TEXT("%s\n"), argv[1]);
    return argc == 2 ? 5 : 6;
}
