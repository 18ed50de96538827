/* A program whose functions have names that POSIX has, too, and Windows has not: windows.h and wincrypt.h take none. */
#include <windows.h>
#include <tchar.h>
#include <wincrypt.h>
#include <string.h>

typedef struct {
    HCRYPTPROV provider;
    HCRYPTKEY key;
    BYTE data[64];
    DWORD length;
} channel;

static BOOL open(channel *it)
{
    memset(it, 0, sizeof *it);
    return CryptAcquireContext(&it->provider, NULL, NULL, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT);
}
static BOOL link(channel *it, ALG_ID algorithm) { return CryptGenKey(it->provider, algorithm, 0, &it->key); }
static BOOL write(channel *it, const char *text)
{
    it->length = (DWORD)strlen(text);
    memcpy(it->data, text, it->length);
    return CryptEncrypt(it->key, 0, TRUE, 0, it->data, &it->length, sizeof it->data);
}
static BOOL read(channel *it) { return CryptDecrypt(it->key, 0, TRUE, 0, it->data, &it->length); }
static BOOL crypt(channel *it, const char *text) { return write(it, text) && read(it); }
static BOOL access(const channel *it, const char *text) { return memcmp(it->data, text, strlen(text)) == 0; }
static BOOL close(channel *it) { return CryptDestroyKey(it->key) && CryptReleaseContext(it->provider, 0); }
static void sleep(channel *it) { ZeroMemory(it->data, sizeof it->data); }

static DWORD pipe, dup, poll, pause, sync, alarm, swab, isatty, getopt;

int main(void)
{
    channel it;
    BOOL done = open(&it) && link(&it, CALG_RC4) && crypt(&it, "text") && access(&it, "text");

    sleep(&it);
    pipe = dup = poll = pause = sync = alarm = swab = isatty = getopt = it.length;
    return done && close(&it) && getopt == 4 ? 0 : (int)(pipe + dup + poll + pause + sync + alarm + swab + isatty);
}
