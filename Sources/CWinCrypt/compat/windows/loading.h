/* LoadLibrary and GetProcAddress, for the library that is there: programs look up CryptoAPI's functions by name. A DLL of
 * anybody else's is not found. */
#ifndef KEYBLOB_WINDOWS_LOADING_H
#define KEYBLOB_WINDOWS_LOADING_H

#define DONT_RESOLVE_DLL_REFERENCES 0x00000001
#define LOAD_LIBRARY_AS_DATAFILE 0x00000002
#define LOAD_WITH_ALTERED_SEARCH_PATH 0x00000008
#define LOAD_LIBRARY_SEARCH_APPLICATION_DIR 0x00000200
#define LOAD_LIBRARY_SEARCH_SYSTEM32 0x00000800
#define LOAD_LIBRARY_SEARCH_DEFAULT_DIRS 0x00001000

KEYBLOB_INLINE HMODULE LoadLibraryA(LPCSTR name)
{
    static const char *const ours[] = {"advapi32", "kernel32", "cryptsp", "crypt32", "advapi32.dll", "kernel32.dll",
                                       "cryptsp.dll", "crypt32.dll"};
    const char *at, *file = name;
    size_t i;

    for (at = name; *at; at++)
        if (*at == '/' || *at == '\\') file = at + 1;
    for (i = 0; i < sizeof ours / sizeof *ours; i++)
        if (!strcasecmp(file, ours[i])) return (HMODULE)(UINT_PTR)(i % 4 + 1);
    keyblob_fail(ERROR_MOD_NOT_FOUND);
    return NULL;
}
KEYBLOB_INLINE HMODULE LoadLibraryW(LPCWSTR name)
{
    char path[KEYBLOB_LONGEST_PATH];

    return keyblob_path(name, path, sizeof path) ? LoadLibraryA(path) : NULL;
}
KEYBLOB_INLINE BOOL FreeLibrary(HMODULE module) { return module ? TRUE : keyblob_fail(ERROR_INVALID_HANDLE); }

/* NULL is the program itself. */
KEYBLOB_INLINE HMODULE GetModuleHandleA(LPCSTR name) { return name ? LoadLibraryA(name) : (HMODULE)(UINT_PTR)0x400000; }
KEYBLOB_INLINE HMODULE GetModuleHandleW(LPCWSTR name) { return name ? LoadLibraryW(name) : GetModuleHandleA(NULL); }
#define LoadLibraryExA(name, file, flags) LoadLibraryA(name)
#define LoadLibraryExW(name, file, flags) LoadLibraryW(name)
#define LoadLibrary WINCRYPT_FORM(LoadLibrary)
#define LoadLibraryEx(name, file, flags) LoadLibrary(name)
#define GetModuleHandle WINCRYPT_FORM(GetModuleHandle)

/* RtlGenRandom, which advapi32.dll has under this name and no header of wincrypt's tells of: programs declare it, or have
 * it from ntsecapi.h. */
#ifdef __cplusplus
extern "C" {
#endif
KEYBLOB_INLINE BOOLEAN SystemFunction036(PVOID to, ULONG count)
{
    HCRYPTPROV provider;
    BOOL good;

    if (!CryptAcquireContextA(&provider, NULL, NULL, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT)) return FALSE;
    good = CryptGenRandom(provider, count, (BYTE *)to);
    CryptReleaseContext(provider, 0);
    return (BOOLEAN)good;
}
#ifdef __cplusplus
}
#endif

/* The functions of wincrypt/functions.h, those for bytes as text, and what gatherers of entropy look for. */
KEYBLOB_INLINE FARPROC GetProcAddress(HMODULE module, LPCSTR name)
{
#define KEYBLOB_ENTRY(function) {#function, (FARPROC)function}
    static const struct {
        const char *name;
        FARPROC function;
    } functions[] = {
        KEYBLOB_ENTRY(CryptAcquireContextA),
        KEYBLOB_ENTRY(CryptBinaryToStringA),
        KEYBLOB_ENTRY(CryptBinaryToStringW),
        KEYBLOB_ENTRY(CryptStringToBinaryA),
        KEYBLOB_ENTRY(CryptStringToBinaryW),
        KEYBLOB_ENTRY(SystemFunction036),
        KEYBLOB_ENTRY(CryptAcquireContextW),
        KEYBLOB_ENTRY(CryptContextAddRef),
        KEYBLOB_ENTRY(CryptCreateHash),
        KEYBLOB_ENTRY(CryptDecrypt),
        KEYBLOB_ENTRY(CryptDeriveKey),
        KEYBLOB_ENTRY(CryptDestroyHash),
        KEYBLOB_ENTRY(CryptDestroyKey),
        KEYBLOB_ENTRY(CryptDuplicateHash),
        KEYBLOB_ENTRY(CryptDuplicateKey),
        KEYBLOB_ENTRY(CryptEncrypt),
        KEYBLOB_ENTRY(CryptEnumProviderTypesA),
        KEYBLOB_ENTRY(CryptEnumProviderTypesW),
        KEYBLOB_ENTRY(CryptEnumProvidersA),
        KEYBLOB_ENTRY(CryptEnumProvidersW),
        KEYBLOB_ENTRY(CryptExportKey),
        KEYBLOB_ENTRY(CryptGenKey),
        KEYBLOB_ENTRY(CryptGenRandom),
        KEYBLOB_ENTRY(CryptGetDefaultProviderA),
        KEYBLOB_ENTRY(CryptGetDefaultProviderW),
        KEYBLOB_ENTRY(CryptGetHashParam),
        KEYBLOB_ENTRY(CryptGetKeyParam),
        KEYBLOB_ENTRY(CryptGetProvParam),
        KEYBLOB_ENTRY(CryptGetUserKey),
        KEYBLOB_ENTRY(CryptHashData),
        KEYBLOB_ENTRY(CryptHashSessionKey),
        KEYBLOB_ENTRY(CryptImportKey),
        KEYBLOB_ENTRY(CryptReleaseContext),
        KEYBLOB_ENTRY(CryptSetHashParam),
        KEYBLOB_ENTRY(CryptSetKeyParam),
        KEYBLOB_ENTRY(CryptSetProvParam),
        KEYBLOB_ENTRY(CryptSetProviderA),
        KEYBLOB_ENTRY(CryptSetProviderExA),
        KEYBLOB_ENTRY(CryptSetProviderExW),
        KEYBLOB_ENTRY(CryptSetProviderW),
        KEYBLOB_ENTRY(CryptSignHashA),
        KEYBLOB_ENTRY(CryptSignHashW),
        KEYBLOB_ENTRY(CryptVerifySignatureA),
        KEYBLOB_ENTRY(CryptVerifySignatureW),
        KEYBLOB_ENTRY(GetLastError),
        KEYBLOB_ENTRY(GetSystemTimeAsFileTime),
        KEYBLOB_ENTRY(GetTickCount),
        KEYBLOB_ENTRY(GetTickCount64),
        KEYBLOB_ENTRY(QueryPerformanceCounter),
        KEYBLOB_ENTRY(SetLastError),
    };
#undef KEYBLOB_ENTRY
    size_t i;

    for (i = 0; module && (UINT_PTR)name >> 16 /* no number */ && i < sizeof functions / sizeof *functions; i++)
        if (!strcmp(functions[i].name, name)) return functions[i].function;
    keyblob_fail(ERROR_PROC_NOT_FOUND);
    return NULL;
}

#endif
