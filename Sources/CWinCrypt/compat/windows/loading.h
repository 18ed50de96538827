/* LoadLibrary and GetProcAddress, for the library that is there: programs look up CryptoAPI's functions by name. A DLL of
 * anybody else's is not found. */
#ifndef KEYBLOB_WINDOWS_LOADING_H
#define KEYBLOB_WINDOWS_LOADING_H

KEYBLOB_INLINE HMODULE LoadLibraryA(LPCSTR name)
{
    static const char *const ours[] = {"advapi32", "kernel32", "cryptsp", "advapi32.dll", "kernel32.dll", "cryptsp.dll"};
    const char *at, *file = name;
    size_t i;

    for (at = name; *at; at++)
        if (*at == '/' || *at == '\\') file = at + 1;
    for (i = 0; i < sizeof ours / sizeof *ours; i++)
        if (!strcasecmp(file, ours[i])) return (HMODULE)(UINT_PTR)(i % 3 + 1);
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

/* The functions of wincrypt/functions.h. */
KEYBLOB_INLINE FARPROC GetProcAddress(HMODULE module, LPCSTR name)
{
#define KEYBLOB_ENTRY(function) {#function, (FARPROC)function}
    static const struct {
        const char *name;
        FARPROC function;
    } functions[] = {
        KEYBLOB_ENTRY(CryptAcquireContextA),
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
        KEYBLOB_ENTRY(SetLastError),
    };
#undef KEYBLOB_ENTRY
    size_t i;

    for (i = 0; module && i < sizeof functions / sizeof *functions; i++)
        if (!strcmp(functions[i].name, name)) return functions[i].function;
    keyblob_fail(ERROR_PROC_NOT_FOUND);
    return NULL;
}

#endif
