/* Lists what there is.
 *   enumerate-providers                  provider types, providers, and the default of each type
 *   enumerate-providers TYPE PROVIDER    its algorithms */
#include "sample.h"

static void list_types(void)
{
    DWORD i, type, size;
    LPTSTR name;

    for (i = 0; CryptEnumProviderTypes(i, NULL, 0, &type, NULL, &size); i++) {
        name = (LPTSTR)LocalAlloc(LMEM_ZEROINIT, size);
        if (!name) fail("LocalAlloc");
        MUST(CryptEnumProviderTypes(i, NULL, 0, &type, name, &size));
        printf("type %lu\n", (unsigned long)type);
        LocalFree(name);
    }
    report("after the last type", FALSE);
}

static void list_providers(void)
{
    DWORD i, type, size;
    LPTSTR name;

    for (i = 0; CryptEnumProviders(i, NULL, 0, &type, NULL, &size); i++) {
        name = (LPTSTR)LocalAlloc(LMEM_ZEROINIT, size);
        if (!name) fail("LocalAlloc");
        MUST(CryptEnumProviders(i, NULL, 0, &type, name, &size));
        printf("provider of type %lu: %s\n", (unsigned long)type, name);
        LocalFree(name);
    }
    report("after the last provider", FALSE);
}

static void list_defaults(void)
{
    DWORD type, size;
    char name[256];

    for (type = 1; type <= 24; type++) {
        size = sizeof name;
        if (CryptGetDefaultProvider(type, NULL, CRYPT_MACHINE_DEFAULT, name, &size))
            printf("default of type %lu: %s\n", (unsigned long)type, name);
        else
            printf("default of type %lu: 0x%08lX\n", (unsigned long)type, (unsigned long)GetLastError());
    }
}

static void list_algorithms(DWORD type, const char *name)
{
    HCRYPTPROV provider;
    PROV_ENUMALGS algorithm;
    PROV_ENUMALGS_EX more;
    DWORD size = sizeof algorithm, flags = CRYPT_FIRST;

    MUST(CryptAcquireContext(&provider, NULL, name, type, CRYPT_VERIFYCONTEXT));
    while (CryptGetProvParam(provider, PP_ENUMALGS, (BYTE *)&algorithm, &size, flags)) {
        printf("0x%04X %s (%lu): %lu bits\n", algorithm.aiAlgid, algorithm.szName, (unsigned long)algorithm.dwNameLen,
               (unsigned long)algorithm.dwBitLen);
        flags = CRYPT_NEXT;
        size = sizeof algorithm;
    }
    report("after the last", FALSE);
    flags = CRYPT_FIRST;
    size = sizeof more;
    while (CryptGetProvParam(provider, PP_ENUMALGS_EX, (BYTE *)&more, &size, flags)) {
        printf("0x%04X %s, %s: %lu bits, %lu to %lu, protocols 0x%lX\n", more.aiAlgid, more.szName, more.szLongName,
               (unsigned long)more.dwDefaultLen, (unsigned long)more.dwMinLen, (unsigned long)more.dwMaxLen,
               (unsigned long)more.dwProtocols);
        flags = CRYPT_NEXT;
        size = sizeof more;
    }
    report("after the last", FALSE);
    MUST(CryptReleaseContext(provider, 0));
}

int main(int argc, char *argv[])
{
    if (argc == 3)
        list_algorithms((DWORD)atoi(argv[1]), argv[2]);
    else {
        list_types();
        list_providers();
        list_defaults();
    }
    return 0;
}
