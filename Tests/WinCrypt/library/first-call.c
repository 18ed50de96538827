/* Opens a context that keeps nothing, and uses it; prints how many microseconds the first call took. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <wincrypt.h>

static double microseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

int main(void)
{
    HCRYPTPROV provider;
    HCRYPTHASH hash;
    BYTE value[20];
    DWORD size = sizeof value;
    double before = microseconds(), after;

    if (!CryptAcquireContextA(&provider, NULL, NULL, PROV_RSA_AES, CRYPT_VERIFYCONTEXT)) return 1;
    after = microseconds();
    if (!CryptCreateHash(provider, CALG_SHA1, 0, 0, &hash) || !CryptHashData(hash, (const BYTE *)"abc", 3, 0)) return 2;
    if (!CryptGetHashParam(hash, HP_HASHVAL, value, &size, 0) || size != 20) return 3;
    if (value[0] != 0xA9 || value[19] != 0x9D) return 4;
    if (!CryptDestroyHash(hash) || !CryptReleaseContext(provider, 0)) return 5;
    if (CryptReleaseContext(provider, 0) || GetLastError() != ERROR_INVALID_PARAMETER) return 6;
    printf("%.0f\n", after - before);
    return 0;
}
