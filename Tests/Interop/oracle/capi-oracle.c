/* capi-oracle drives the CryptoAPI (advapi32) of its host; under Wine the providers are rsaenh and dssenh. */
#include "capi.h"

static void release_provider(ULONG_PTR handle) { CryptReleaseContext(handle, 0); }
static void destroy_key(ULONG_PTR handle) { CryptDestroyKey(handle); }
static void destroy_hash(ULONG_PTR handle) { CryptDestroyHash(handle); }

Table providers = {.destroy = release_provider}, keys = {.destroy = destroy_key}, hashes = {.destroy = destroy_hash};

void conclude(BOOL done, const char *call)
{
    if (done) answer_ok();
    else answer_failure(call, GetLastError());
}

void keep(Table *table, const Command *c, const char *argument, BOOL done, const char *call, const ULONG_PTR *handle)
{
    DWORD error = GetLastError();

    if (!done) { answer_failure(call, error); return; }
    store(table, text(c, argument), *handle);
    answer_ok();
}

void conclude_data(BOOL done, const char *call, const char *field, const BYTE *data, DWORD length)
{
    if (!done) { answer_failure(call, GetLastError()); return; }
    answer_begin();
    put_hex(field, data, length);
    answer_end();
}

static void acquire(const Command *c)
{
    HCRYPTPROV provider = 0;
    char name[128] = "";

    if (!text(c, "p")) { answer_misuse("acquire needs p="); return; }
    if (text(c, "name")) snprintf(name, sizeof name, "%s", text(c, "name"));
    for (char *p = name; *p; p++) if (*p == '+') *p = ' ';
    BOOL done = CALL(CryptAcquireContextA(&provider, text(c, "container"), name[0] ? name : NULL,
                                          number(c, "type", PROV_RSA_AES), number(c, "flags", CRYPT_VERIFYCONTEXT)));
    keep(&providers, c, "p", done, "CryptAcquireContext", &provider);
}

static void provider_parameter(const Command *c)
{
    DWORD length = BUFFER_ROOM;
    BYTE *data = allocate(length);
    BOOL done = CALL(CryptGetProvParam(lookup(&providers, text(c, "p")), number(c, "param", 0), data, &length,
                                       number(c, "flags", 0)));
    conclude_data(done, "CryptGetProvParam", "data", data, length);
    free(data);
}

static void random_bytes(const Command *c)
{
    DWORD length = min(number(c, "n", 16), BUFFER_ROOM);
    BYTE *data = allocate(BUFFER_ROOM);
    BOOL done = CALL(CryptGenRandom(lookup(&providers, text(c, "p")), length, data));
    conclude_data(done, "CryptGenRandom", "data", data, length);
    free(data);
}

static const Verb provider_verbs[] = {
    {"acquire", acquire}, {"provparam", provider_parameter}, {"random", random_bytes}, {0},
};

/* A command that makes a key drops the key that had the name, also when it then fails: no stale key answers for it. */
static void drop_named_key(const Command *c)
{
    static const char *const makers[] = {"genkey", "import", "userkey", "derive", "dupkey"};
    const char *name = text(c, "k"), *with = text(c, "with"), *from = text(c, "from");

    if (!name || (with && !strcmp(with, name)) || (from && !strcmp(from, name))) return;
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (!strcmp(c->verb, makers[i])) drop(&keys, name);
}

static void reset(void)
{
    drop_all(&hashes);
    drop_all(&keys);
    drop_all(&providers);
}

int main(int argc, char **argv)
{
    static const Verb *const verbs[] = {provider_verbs, key_verbs, hash_verbs, NULL};
    static const Oracle oracle = {"capi-oracle", verbs, drop_named_key, reset, generate_vectors};

    return oracle_main(&oracle, argc, argv);
}
