/* Forks while threads work: in every child handles work or fail, nothing hangs, and random numbers are its own.
 * Status 1 where that does not hold. */
#include <wincrypt.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static HCRYPTPROV context;
static HCRYPTKEY busy_key;
static atomic_int stop;

static void *work(void *unused) {
    BYTE data[65536 + 16];
    (void)unused;
    while (!atomic_load(&stop)) {
        HCRYPTKEY key;
        DWORD length = 65536;
        CryptEncrypt(busy_key, 0, TRUE, 0, data, &length, sizeof data);
        if (CryptGenKey(context, CALG_RC4, 0, &key)) CryptDestroyKey(key);
    }
    return NULL;
}

/* What a child does: the shared key may be lost to a thread that is not here, all else must work. */
static int child(int answer) {
    HCRYPTKEY key = 0;
    HCRYPTHASH hash = 0;
    BYTE data[64] = {0}, random[16];
    DWORD length = 16;
    alarm(20);
    if (!CryptEncrypt(busy_key, 0, TRUE, 0, data, &length, sizeof data) && GetLastError() != ERROR_BUSY) return 2;
    length = 16;
    if (!CryptGenKey(context, CALG_AES_256, CRYPT_EXPORTABLE, &key)) return 3;
    if (!CryptEncrypt(key, 0, TRUE, 0, data, &length, sizeof data) || length != 32) return 4;
    if (!CryptCreateHash(context, CALG_SHA_256, 0, 0, &hash) || !CryptHashData(hash, data, length, 0)) return 5;
    if (!CryptDestroyHash(hash) || !CryptDestroyKey(key)) return 6;
    if (!CryptGenRandom(context, sizeof random, random)) return 7;
    return write(answer, random, sizeof random) == sizeof random ? 0 : 8;
}

int main(void) {
    enum { children = 20 };
    BYTE randoms[children][16];
    pthread_t threads[4];
    int index, other, failures = 0;
    if (!CryptAcquireContextA(&context, NULL, NULL, PROV_RSA_AES, CRYPT_VERIFYCONTEXT)
        || !CryptGenKey(context, CALG_AES_128, 0, &busy_key))
        return 1;
    for (index = 0; index < 4; index++) pthread_create(&threads[index], NULL, work, NULL);
    for (index = 0; index < children; index++) {
        int ends[2], status = 0;
        pid_t process;
        if (pipe(ends) != 0) return 1;
        usleep(1000);
        process = fork();
        if (process == 0) _exit(child(ends[1]));
        if (waitpid(process, &status, 0) != process || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
            fprintf(stderr, "forks: child %d: status %x\n", index, (unsigned)status);
            failures = 1;
        } else if (read(ends[0], randoms[index], 16) != 16) {
            failures = 1;
        }
        close(ends[0]);
        close(ends[1]);
        for (other = 0; other < index; other++)
            if (memcmp(randoms[other], randoms[index], 16) == 0) failures = 1;
    }
    atomic_store(&stop, 1);
    for (index = 0; index < 4; index++) pthread_join(threads[index], NULL);
    CryptReleaseContext(context, 0);
    return failures;
}
