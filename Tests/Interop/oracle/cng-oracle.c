/* cng-oracle drives CNG (bcrypt) of its host. */
#include "cng.h"

static void close_algorithm(ULONG_PTR handle) { BCryptCloseAlgorithmProvider((void *)handle, 0); }
static void destroy_key(ULONG_PTR handle) { BCryptDestroyKey((void *)handle); }
static void destroy_secret(ULONG_PTR handle) { BCryptDestroySecret((void *)handle); }

Table algorithms = {.destroy = close_algorithm}, keys = {.destroy = destroy_key}, secrets = {.destroy = destroy_secret};

BCRYPT_ALG_HANDLE algorithm(const Command *c) { return (void *)lookup(&algorithms, text(c, "a")); }
BCRYPT_KEY_HANDLE key(const Command *c) { return (void *)lookup(&keys, text(c, "k")); }

WCHAR *wide(const char *text)
{
    size_t length = text ? strlen(text) : 0;
    WCHAR *result = allocate((length + 1) * sizeof *result);

    for (size_t i = 0; i < length; i++) result[i] = text[i] == '+' ? ' ' : (unsigned char)text[i];
    return result;
}

void conclude(NTSTATUS status, const char *call)
{
    if (status) answer_failure(call, (DWORD)status);
    else answer_ok();
}

void conclude_data(NTSTATUS status, const char *call, const char *field, const BYTE *data, ULONG length)
{
    if (status) { answer_failure(call, (DWORD)status); return; }
    answer_begin();
    put_hex(field, data, length);
    answer_end();
}

void keep(Table *table, const Command *c, const char *argument, NTSTATUS status, const char *call, void *handle)
{
    if (!status) store(table, text(c, argument), (ULONG_PTR)handle);
    conclude(status, call);
}

static void open_algorithm(const Command *c)
{
    WCHAR *name = wide(text(c, "alg"));
    BCRYPT_ALG_HANDLE opened = NULL;

    drop(&algorithms, text(c, "a"));
    NTSTATUS status = BCryptOpenAlgorithmProvider(&opened, name, NULL, number(c, "flags", 0));
    keep(&algorithms, c, "a", status, "BCryptOpenAlgorithmProvider", opened);
    free(name);
}

/* Properties belong to a key or to an algorithm. */
static BCRYPT_HANDLE object(const Command *c) { return text(c, "k") ? key(c) : algorithm(c); }

static void get_property(const Command *c)
{
    WCHAR *name = wide(text(c, "prop"));
    BYTE data[4096];
    ULONG length = 0;
    NTSTATUS status = BCryptGetProperty(object(c), name, data, sizeof data, &length, 0);

    conclude_data(status, "BCryptGetProperty", "data", data, min(length, sizeof data));
    free(name);
}

static void set_property(const Command *c)
{
    WCHAR *name = wide(text(c, "prop")), *string = wide(text(c, "wide"));
    DWORD word = number(c, "dword", 0), length = 0;
    BYTE *data = bytes(c, "data", &length, 0);
    NTSTATUS status;

    if (text(c, "wide"))
        status = BCryptSetProperty(object(c), name, (UCHAR *)string, (ULONG)(wcslen(string) + 1) * sizeof *string, 0);
    else if (text(c, "dword")) status = BCryptSetProperty(object(c), name, (UCHAR *)&word, sizeof word, 0);
    else status = BCryptSetProperty(object(c), name, data, length, 0);
    conclude(status, "BCryptSetProperty");
    free(name);
    free(string);
    free(data);
}

static void reset(void)
{
    drop_all(&secrets);
    drop_all(&keys);
    drop_all(&algorithms);
}

static const Verb algorithm_verbs[] = {
    {"open", open_algorithm}, {"getprop", get_property}, {"setprop", set_property}, {0},
};
static const Verb *const verbs[] = {algorithm_verbs, key_verbs, crypt_verbs, derive_verbs, NULL};
const Oracle oracle = {"cng-oracle", verbs, NULL, reset, generate_vectors};

int main(int argc, char **argv) { return oracle_main(&oracle, argc, argv); }
