// Key containers, by functions looked up at run time: list-containers NAME... makes each, lists them, deletes them.
#include "StdAfx.h"
#include <Windows.h>
#include <WinCrypt.h>
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

typedef BOOL(WINAPI *PFN_ACQUIRE)(HCRYPTPROV *, LPCSTR, LPCSTR, DWORD, DWORD);
typedef BOOL(WINAPI *PFN_PROVPARAM)(HCRYPTPROV, DWORD, BYTE *, DWORD *, DWORD);
typedef BOOL(WINAPI *PFN_RELEASE)(HCRYPTPROV, DWORD);

class CAdvApi
{
public:
    CAdvApi() : m_hModule(LoadLibraryA("advapi32.dll")) { Load("CryptAcquireContextA", Acquire), Load("CryptGetProvParam", Param), Load("CryptReleaseContext", Release); }
    ~CAdvApi()
    {
        if (m_hModule) FreeLibrary(m_hModule);
    }
    bool Complete() const { return Acquire && Param && Release; }
    bool Has(LPCSTR lpszName) const { return GetProcAddress(m_hModule, lpszName) != nullptr; }

    PFN_ACQUIRE Acquire;
    PFN_PROVPARAM Param;
    PFN_RELEASE Release;

private:
    template <class T> void Load(const char *name, T &function) { function = reinterpret_cast<T>(reinterpret_cast<void (*)()>(GetProcAddress(m_hModule, name))); }
    HMODULE m_hModule;
};

static std::vector<std::string> Containers(const CAdvApi &api, HCRYPTPROV hProv)
{
    std::vector<std::string> names;
    DWORD cbMax = 0;
    DWORD dwFlags = CRYPT_FIRST;

    if (!api.Param(hProv, PP_ENUMCONTAINERS, NULL, &cbMax, CRYPT_FIRST)) return names;
    std::vector<CHAR> buffer(max(cbMax, static_cast<DWORD>(MAX_PATH)) + 1);
    for (;;) {
        DWORD cb = static_cast<DWORD>(buffer.size());
        if (!api.Param(hProv, PP_ENUMCONTAINERS, reinterpret_cast<LPBYTE>(&buffer[0]), &cb, dwFlags)) break;
        names.push_back(&buffer[0]);
        dwFlags = CRYPT_NEXT;
    }
    if (GetLastError() != static_cast<DWORD>(ERROR_NO_MORE_ITEMS)) printf("PP_ENUMCONTAINERS ends with %u\n", GetLastError());
    std::sort(names.begin(), names.end());
    return names;
}

static const char *Describe(DWORD dwErr)
{
    static std::map<DWORD, const char *> texts;
    if (texts.empty()) {
        texts[ERROR_SUCCESS] = "done";
        texts[static_cast<DWORD>(NTE_EXISTS)] = "NTE_EXISTS";
        texts[static_cast<DWORD>(NTE_BAD_KEYSET)] = "NTE_BAD_KEYSET";
        texts[static_cast<DWORD>(NTE_BAD_FLAGS)] = "NTE_BAD_FLAGS";
    }
    std::map<DWORD, const char *>::const_iterator it = texts.find(dwErr);
    return it == texts.end() ? "?" : it->second;
}

static void Try(const CAdvApi &api, LPCSTR name, DWORD dwFlags, const char *what)
{
    HCRYPTPROV hProv = 0;
    BOOL bRet = api.Acquire(&hProv, name, MS_ENHANCED_PROV_A, PROV_RSA_FULL, dwFlags);
    DWORD dwErr = bRet ? ERROR_SUCCESS : GetLastError();

    printf("%-7s %-12s %s", what, name, Describe(dwErr));
    if (bRet && dwFlags != CRYPT_DELETEKEYSET) {
        CHAR szName[MAX_PATH];
        DWORD cb = sizeof(szName);
        if (api.Param(hProv, PP_CONTAINER, (BYTE *)szName, &cb, 0)) printf(" [%s, %u]", szName, cb);
        HCRYPTKEY hKey = 0;
        if (!CryptGetUserKey(hProv, AT_SIGNATURE, &hKey)) printf(" %s", GetLastError() == (DWORD)NTE_NO_KEY ? "no key" : "?");
        if (hKey) CryptDestroyKey(hKey);
        api.Release(hProv, 0);
    }
    printf("\n");
}

int main(int argc, char **argv)
{
    CAdvApi api;
    if (!api.Complete()) {
        printf("advapi32 is incomplete\n");
        return 1;
    }
    printf("encrypts: %d, does nothing: %d\n", api.Has("CryptEncrypt"), api.Has("CryptDoNothing"));
    SetLastError(0);
    HMODULE hOther = LoadLibraryA("there-is-no-such-library.dll");
    printf("other library: %d, %u\n", hOther != NULL, GetLastError());

    std::set<std::string> wanted(argv + 1, argv + argc);
    for (const auto &name : wanted) {
        Try(api, name.c_str(), 0, "open");
        Try(api, name.c_str(), CRYPT_NEWKEYSET, "make");
        Try(api, name.c_str(), CRYPT_NEWKEYSET, "again");
    }
    HCRYPTPROV hProv = 0;
    if (api.Acquire(&hProv, NULL, MS_ENHANCED_PROV_A, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT)) {
        int number = 0;
        for (const std::string &name : Containers(api, hProv))
            if (wanted.count(name)) printf("%2d. %s\n", ++number, name.c_str());
        api.Release(hProv, 0);
    }
    for (auto name = wanted.begin(); name != wanted.end(); ++name) {
        Try(api, name->c_str(), CRYPT_DELETEKEYSET, "delete");
        Try(api, name->c_str(), CRYPT_DELETEKEYSET, "again");
    }
    return 0;
}
