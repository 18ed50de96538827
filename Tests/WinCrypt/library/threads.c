/* Calls from many threads: each result is held against what one thread gets, and how many there are in a second is
 * printed for 1, 2, 8 and 64 threads.
 * usage: threads [MILLISECONDS A ROW]     status 1 where a result is wrong */
#include <wincrypt.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static HCRYPTPROV context;
static HCRYPTKEY shared_key;
static BYTE expected[1040];
static atomic_int stop, wrong;

static HCRYPTKEY new_key(void) {
    static const BYTE blob[12 + 16] = {8, 2, 0, 0, 0x0E, 0x66, 0, 0, 16, 0, 0, 0, 1, 2, 3, 4, 5};
    HCRYPTKEY key = 0;
    if (!CryptImportKey(context, blob, sizeof blob, 0, 0, &key)) atomic_store(&wrong, 1);
    return key;
}

static void encrypt(HCRYPTKEY key) {
    BYTE data[1040];
    DWORD length = 1024;
    memset(data, 7, sizeof data);
    if (!CryptEncrypt(key, 0, TRUE, 0, data, &length, sizeof data) || length != sizeof data
        || memcmp(data, expected, sizeof data) != 0)
        atomic_store(&wrong, 1);
}

static void with_own_key(HCRYPTKEY own) { encrypt(own); }
static void with_shared_key(HCRYPTKEY own) { (void)own; encrypt(shared_key); }

static void generate(HCRYPTKEY own) {
    HCRYPTKEY key = 0;
    (void)own;
    if (!CryptGenKey(context, CALG_AES_128, 0, &key) || !CryptDestroyKey(key)) atomic_store(&wrong, 1);
}

typedef struct { void (*work)(HCRYPTKEY); unsigned long turns; } Job;

static void *run(void *argument) {
    Job *job = argument;
    HCRYPTKEY own = new_key();
    while (!atomic_load_explicit(&stop, memory_order_relaxed)) {
        job->work(own);
        job->turns++;
    }
    CryptDestroyKey(own);
    return NULL;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double rate(void (*work)(HCRYPTKEY), int threads, long milliseconds) {
    pthread_t handles[64];
    Job jobs[64];
    struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    double begin, turns = 0;
    int index;
    atomic_store(&stop, 0);
    begin = seconds();
    for (index = 0; index < threads; index++) {
        jobs[index].work = work;
        jobs[index].turns = 0;
        pthread_create(&handles[index], NULL, run, &jobs[index]);
    }
    nanosleep(&pause, NULL);
    atomic_store(&stop, 1);
    for (index = 0; index < threads; index++) {
        pthread_join(handles[index], NULL);
        turns += (double)jobs[index].turns;
    }
    return turns / (seconds() - begin);
}

int main(int count, char **arguments) {
    static const struct { const char *name; void (*work)(HCRYPTKEY); } rows[] = {
        {"CryptEncrypt, 1 KiB, a key each", with_own_key},
        {"CryptEncrypt, 1 KiB, one key", with_shared_key},
        {"CryptGenKey, CryptDestroyKey", generate},
    };
    static const int threads[] = {1, 2, 8, 64};
    long milliseconds = count > 1 ? atol(arguments[1]) : 300;
    DWORD length = 1024;
    size_t row, column;
    if (!CryptAcquireContextA(&context, NULL, NULL, PROV_RSA_AES, CRYPT_VERIFYCONTEXT)) return 1;
    shared_key = new_key();
    memset(expected, 7, sizeof expected);
    if (!CryptEncrypt(shared_key, 0, TRUE, 0, expected, &length, sizeof expected)) return 1;
    printf("%-34s %10s %10s %10s %10s   8 and 64 over 2\n", "calls a second, threads:", "1", "2", "8", "64");
    for (row = 0; row < sizeof rows / sizeof *rows; row++) {
        double rates[4];
        for (column = 0; column < 4; column++) rates[column] = rate(rows[row].work, threads[column], milliseconds);
        printf("%-34s %10.0f %10.0f %10.0f %10.0f   %.2f %.2f\n", rows[row].name, rates[0], rates[1], rates[2], rates[3],
               rates[2] / rates[1], rates[3] / rates[1]);
    }
    CryptReleaseContext(context, 0);
    if (atomic_load(&wrong)) fprintf(stderr, "threads: a result is wrong\n");
    return atomic_load(&wrong);
}
