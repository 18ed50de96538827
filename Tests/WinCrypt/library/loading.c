/* Loads a library again and again, uses it from threads that end after it was closed, and prints how many microseconds the
 * first dlopen took.
 * usage: loading LIBRARY */
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <wincrypt.h>

typedef BOOL (*Acquire)(HCRYPTPROV *, LPCSTR, LPCSTR, DWORD, DWORD);
typedef BOOL (*Random)(HCRYPTPROV, DWORD, BYTE *);
typedef BOOL (*Release)(HCRYPTPROV, DWORD);

static pthread_barrier_t closed;

static double microseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void *use(void *library)
{
    Acquire acquire = (Acquire)dlsym(library, "CryptAcquireContextA");
    Random random = (Random)dlsym(library, "CryptGenRandom");
    Release release = (Release)dlsym(library, "CryptReleaseContext");
    HCRYPTPROV provider;
    BYTE bytes[64];
    BOOL good = acquire && random && release && acquire(&provider, NULL, NULL, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT) &&
                random(provider, sizeof bytes, bytes) && release(provider, 0);

    pthread_barrier_wait(&closed); /* every thread has used it */
    pthread_barrier_wait(&closed); /* it is closed */
    return good ? library : NULL;
}

int main(int argc, char *argv[])
{
    enum { THREADS = 8, ROUNDS = 20 };
    double before, first = 0;
    int round, i;

    if (argc != 2) return 64;
    pthread_barrier_init(&closed, NULL, THREADS + 1);
    for (round = 0; round < ROUNDS; round++) {
        pthread_t threads[THREADS];
        void *library, *result;

        before = microseconds();
        library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
        if (!round) first = microseconds() - before;
        if (!library) {
            fprintf(stderr, "%s\n", dlerror());
            return 1;
        }
        for (i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, use, library);
        pthread_barrier_wait(&closed);
        if (dlclose(library)) return 2;
        pthread_barrier_wait(&closed);
        for (i = 0; i < THREADS; i++) {
            pthread_join(threads[i], &result);
            if (!result) return 3;
        }
    }
    printf("%.0f\n", first);
    return 0;
}
