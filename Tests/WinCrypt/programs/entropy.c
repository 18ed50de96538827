/* Where portable libraries take their random bytes on Windows: functions looked up in advapi32.dll, RtlGenRandom under its
 * own name, CryptGenRandom, and clocks to stir in. */
#include <windows.h>
#include <wincrypt.h>
#include <stdio.h>
#include <string.h>
#define RtlGenRandom SystemFunction036
#ifdef __cplusplus
extern "C"
#endif
BOOLEAN NTAPI RtlGenRandom(PVOID RandomBuffer, ULONG RandomBufferLength);

typedef BOOL(WINAPI *CRYPTACQUIRECONTEXTA)(HCRYPTPROV *, LPCSTR, LPCSTR, DWORD, DWORD);
typedef BOOL(WINAPI *CRYPTGENRANDOM)(HCRYPTPROV, DWORD, BYTE *);
typedef BOOL(WINAPI *CRYPTRELEASECONTEXT)(HCRYPTPROV, DWORD);
typedef BOOLEAN(APIENTRY *RTLGENRANDOM)(void *, ULONG);

#define COUNT 4096
static BYTE pools[5][COUNT];

static BOOL Poll(BYTE *to, DWORD count)
{
    HCRYPTPROV hProv;
    BOOL good;

    if (!CryptAcquireContext(&hProv, NULL, NULL, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT)) return FALSE;
    good = CryptGenRandom(hProv, count, to);
    CryptReleaseContext(hProv, 0);
    return good;
}

static BOOL LookUp(BYTE *to, DWORD count)
{
    HMODULE module = GetModuleHandleA("advapi32.dll");
    CRYPTACQUIRECONTEXTA acquire;
    CRYPTGENRANDOM generate;
    CRYPTRELEASECONTEXT release;
    HCRYPTPROV hProv;
    BOOL good;

    if (!module) module = LoadLibraryA("ADVAPI32.DLL");
    if (!module) return FALSE;
    acquire = (CRYPTACQUIRECONTEXTA)GetProcAddress(module, "CryptAcquireContextA");
    generate = (CRYPTGENRANDOM)GetProcAddress(module, "CryptGenRandom");
    release = (CRYPTRELEASECONTEXT)GetProcAddress(module, "CryptReleaseContext");
    if (!acquire || !generate || !release || !acquire(&hProv, NULL, NULL, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT)) return FALSE;
    good = generate(hProv, count, to);
    return release(hProv, 0) && good;
}

static BOOL LookUpRtl(BYTE *to, ULONG count)
{
    HMODULE module = LoadLibraryExA("advapi32.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
    RTLGENRANDOM generate = module ? (RTLGENRANDOM)GetProcAddress(module, "SystemFunction036") : NULL;
    BOOL good = generate && generate(to, count);

    return module && FreeLibrary(module) && good;
}

/* Half of the bits are set, by and large, and no two sources gave the same. */
static void Judge(const char *name, BOOL good, const BYTE *pool)
{
    DWORD i, k, set = 0, same = 0;

    for (i = 0; i < COUNT; i++)
        for (k = 0; k < 8; k++) set += pool[i] >> k & 1;
    for (i = 0; i < 5; i++) same += pools[i] != pool && !memcmp(pools[i], pool, COUNT);
    printf("%s: %d, balanced %d, like another %lu\n", name, good, set > COUNT * 4 - 600 && set < COUNT * 4 + 600,
           (unsigned long)same);
}

int main(void)
{
    LARGE_INTEGER counter, frequency;
    MEMORYSTATUS memory;
    FILETIME time;
    HMODULE module;
    BOOL good[5];
    DWORD i;

    good[0] = Poll(pools[0], COUNT);
    good[1] = LookUp(pools[1], COUNT);
    good[2] = RtlGenRandom(pools[2], COUNT);
    good[3] = LookUpRtl(pools[3], COUNT);
    good[4] = TRUE;
    for (i = 0; i < COUNT && good[4]; i += 256) good[4] = RtlGenRandom(pools[4] + i, 256);
    Judge("CryptGenRandom", good[0], pools[0]);
    Judge("looked up", good[1], pools[1]);
    Judge("RtlGenRandom", good[2], pools[2]);
    Judge("looked up", good[3], pools[3]);
    Judge("in pieces", good[4], pools[4]);

    GlobalMemoryStatus(&memory);
    GetSystemTimeAsFileTime(&time);
    printf("clocks %d %d, memory %d, time %d, ticks %d\n", QueryPerformanceFrequency(&frequency) && frequency.QuadPart > 0,
           QueryPerformanceCounter(&counter) && counter.QuadPart > 0, memory.dwTotalPhys > 0, time.dwHighDateTime > 0x1D00000,
           GetTickCount() != 0 && GetCurrentProcessId() != 0);
    module = LoadLibraryA("none of this name.dll");
    printf("no such library %lu\n", module ? 0UL : (unsigned long)GetLastError());
    module = GetModuleHandleA("advapi32");
    good[0] = module && GetProcAddress(module, "CryptNoSuchFunction") == NULL;
    printf("no such function %lu\n", good[0] ? (unsigned long)GetLastError() : 0UL);
    return 0;
}
