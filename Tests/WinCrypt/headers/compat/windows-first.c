/* Only what windows.h brings. */
#include <windows.h>
#include <wincrypt.h>
#pragma comment(lib, "advapi32.lib")

int main(void)
{
    HCRYPTPROV provider = 0;
    HANDLE file = CreateFile(TEXT("data.bin"), GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING,
                             FILE_ATTRIBUTE_NORMAL | FILE_FLAG_SEQUENTIAL_SCAN, NULL);
    BYTE buffer[16];
    DWORD count = 0;
    LPTSTR message = NULL;
    PBYTE block = (PBYTE)LocalAlloc(LMEM_ZEROINIT, 32);
    LPVOID other = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, 32);

    if (file == INVALID_HANDLE_VALUE) {
        FormatMessage(FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL,
                      GetLastError(), MAKELANGID(LANG_NEUTRAL, SUBLANG_DEFAULT), (LPTSTR)(void *)&message, 0, NULL);
        LocalFree(message);
        return 1;
    }
    if (!ReadFile(file, buffer, sizeof buffer, &count, NULL) || lstrlen(TEXT("four")) != 4) return 2;
    CloseHandle(file);
    ZeroMemory(buffer, sizeof buffer);
    SecureZeroMemory(buffer, sizeof buffer);
    if (!CryptAcquireContext(&provider, NULL, MS_ENHANCED_PROV, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT)) {
        if (GetLastError() == (DWORD)NTE_BAD_KEYSET) Sleep(1);
        return (int)(GetTickCount() & 1);
    }
    LocalFree(block);
    HeapFree(GetProcessHeap(), 0, other);
    return MAKEWORD(1, 0) == 1;
}
