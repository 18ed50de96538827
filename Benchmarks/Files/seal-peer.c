/* What a C program would do in place of `keyblob seal` and `keyblob open`: the same reads, libgcrypt's AES-256-GCM over the
 * same chunks on as many threads, the same writes. Each thread reads the next batch, works on it, and writes it when its
 * turn comes. The key is fixed, and there is no header: both cost nothing beside gigabytes.
 *
 * usage: seal-peer seal|open IN OUT */
#define _GNU_SOURCE
#include <errno.h>
#include <error.h>
#include <fcntl.h>
#include <gcrypt.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { chunk = 65536, tag = 16, sealed = chunk + tag, batch = 4 };

static int opens, in, out;
static pthread_mutex_t taking = PTHREAD_MUTEX_INITIALIZER, turns = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t passed = PTHREAD_COND_INITIALIZER;
static size_t taken, turn;
static int over, ahead = -1; /* the byte that was read ahead */

static void check(gcry_error_t code)
{
    if (code) error(1, 0, "%s", gcry_strerror(code));
}

static size_t fill(unsigned char *to, size_t room)
{
    size_t count = 0;

    while (count < room) {
        ssize_t got = read(in, to + count, room - count);

        if (got < 0 && errno != EINTR) error(1, errno, "read");
        if (got == 0) break;
        if (got > 0) count += (size_t)got;
    }
    return count;
}

static void put(const unsigned char *from, size_t count)
{
    while (count) {
        ssize_t done = write(out, from, count);

        if (done < 0 && errno != EINTR) error(1, errno, "write");
        if (done > 0) from += done, count -= (size_t)done;
    }
}

/* Seals or opens one chunk; returns how long it has become. */
static size_t one(gcry_cipher_hd_t cipher, size_t number, int last, const unsigned char *from, size_t count, unsigned char *to)
{
    unsigned char nonce[12] = {0};

    nonce[7] = (unsigned char)(number >> 24), nonce[8] = (unsigned char)(number >> 16);
    nonce[9] = (unsigned char)(number >> 8), nonce[10] = (unsigned char)number, nonce[11] = (unsigned char)last;
    check(gcry_cipher_reset(cipher));
    check(gcry_cipher_setiv(cipher, nonce, sizeof nonce));
    if (opens) {
        if (count < tag) error(1, 0, "truncated");
        check(gcry_cipher_decrypt(cipher, to, count - tag, from, count - tag));
        check(gcry_cipher_checktag(cipher, from + count - tag, tag));
        return count - tag;
    }
    check(gcry_cipher_encrypt(cipher, to, count, from, count));
    check(gcry_cipher_gettag(cipher, to + count, tag));
    return count + tag;
}

static void *work(void *nothing)
{
    const size_t size = opens ? sealed : chunk, whole = batch * size;
    unsigned char *from = malloc(whole + 1), *to = malloc(batch * sealed), key[32] = "fixed";
    gcry_cipher_hd_t cipher;

    check(gcry_cipher_open(&cipher, GCRY_CIPHER_AES256, GCRY_CIPHER_MODE_GCM, 0));
    check(gcry_cipher_setkey(cipher, key, sizeof key));
    for (;;) {
        size_t number, count, at, made = 0, i = 0;
        int last;

        pthread_mutex_lock(&taking);
        if (over) {
            pthread_mutex_unlock(&taking);
            break;
        }
        from[0] = (unsigned char)ahead;
        count = (ahead >= 0) + fill(from + (ahead >= 0), whole + (ahead < 0));
        last = over = count <= whole;
        ahead = over ? -1 : from[whole];
        number = taken++;
        pthread_mutex_unlock(&taking);
        if (count > whole) count = whole;
        for (at = 0; at < count || (last && i == 0); at += size, i++) {
            size_t rest = count - at;

            made += one(cipher, number * batch + i, last && rest <= size, from + at, rest < size ? rest : size, to + made);
        }
        pthread_mutex_lock(&turns);
        while (turn != number) pthread_cond_wait(&passed, &turns);
        pthread_mutex_unlock(&turns);
        put(to, made);
        pthread_mutex_lock(&turns);
        turn++;
        pthread_cond_broadcast(&passed);
        pthread_mutex_unlock(&turns);
    }
    gcry_cipher_close(cipher);
    return nothing;
}

int main(int argc, char **argv)
{
    pthread_t threads[8];
    cpu_set_t cores;
    int count, i;

    if (argc != 4) error(64, 0, "usage: seal-peer seal|open IN OUT");
    opens = strcmp(argv[1], "open") == 0;
    if ((in = open(argv[2], O_RDONLY)) < 0) error(1, errno, "%s", argv[2]);
    if ((out = open(argv[3], O_WRONLY | O_CREAT | O_TRUNC, 0600)) < 0) error(1, errno, "%s", argv[3]);
    gcry_check_version(NULL);
    gcry_control(GCRYCTL_DISABLE_SECMEM);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED);
    sched_getaffinity(0, sizeof cores, &cores);
    count = CPU_COUNT(&cores) < 8 ? CPU_COUNT(&cores) : 8;
    for (i = 0; i < count; i++)
        if (pthread_create(&threads[i], NULL, work, NULL)) error(1, 0, "pthread_create");
    for (i = 0; i < count; i++) pthread_join(threads[i], NULL);
    if (fsync(out) && errno != EINVAL) error(1, errno, "fsync");
    return close(out) ? 1 : 0;
}
