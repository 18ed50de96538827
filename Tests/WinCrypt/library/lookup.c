/* Reads names, and writes those that GetProcAddress finds in advapi32.dll. Each must be the function that the linker finds,
 * from every module that has it; what is not found is ERROR_PROC_NOT_FOUND. */
#define _GNU_SOURCE
#include <windows.h>

#include <dlfcn.h>

int main(void)
{
    HMODULE modules[3];
    char name[1024];
    int wrong = 0;
    size_t i;

    modules[0] = LoadLibrary(TEXT("advapi32.dll"));
    modules[1] = LoadLibrary(TEXT("C:\\Windows\\System32\\ADVAPI32.dll"));
    modules[2] = GetModuleHandle(TEXT("advapi32"));
    if (LoadLibrary(TEXT("user32.dll")) || GetLastError() != ERROR_MOD_NOT_FOUND) wrong = 1;
    if (GetProcAddress(NULL, "CryptGenKey") || GetLastError() != ERROR_PROC_NOT_FOUND) wrong = 1;
    while (fgets(name, sizeof name, stdin)) {
        FARPROC found;

        name[strcspn(name, "\n")] = 0;
        SetLastError(0);
        found = GetProcAddress(modules[0], name);
        for (i = 1; i < 3; i++) wrong |= !modules[i] || GetProcAddress(modules[i], name) != found;
        if (found) wrong |= (void *)found != dlsym(RTLD_DEFAULT, name);
        else wrong |= GetLastError() != ERROR_PROC_NOT_FOUND;
        if (found) puts(name);
    }
    for (i = 0; i < 3; i++) wrong |= !FreeLibrary(modules[i]);
    return wrong;
}
