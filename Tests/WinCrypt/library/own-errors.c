/* A program with GetLastError and SetLastError of its own: the library's errors arrive there. */
#include <stdio.h>
#include <wincrypt.h>

static __thread DWORD last = 1;
static int set;

DWORD GetLastError(void) { return last; }
void SetLastError(DWORD code)
{
    last = code;
    set++;
}

int main(void)
{
    HCRYPTPROV provider;

    if (CryptAcquireContextA(&provider, "no such container", NULL, PROV_RSA_AES, 0)) return 1;
    if (last != NTE_BAD_KEYSET) return 2;
    if (CryptReleaseContext(12345, 0) || last != ERROR_INVALID_PARAMETER) return 3;
    return set >= 2 ? 0 : 4;
}
