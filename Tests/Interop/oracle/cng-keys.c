/* Keys of cng-oracle: making, import and export. */
#include "cng.h"

#define STATUS_TOO_SMALL ((NTSTATUS)0xc0000023)

static void generate_symmetric(const Command *c)
{
    DWORD length;
    BYTE *secret = bytes(c, "secret", &length, 0);
    BCRYPT_KEY_HANDLE made = NULL;

    drop(&keys, text(c, "k"));
    if (!secret) { answer_misuse("bad secret="); return; }
    NTSTATUS status =
        BCryptGenerateSymmetricKey(algorithm(c), &made, NULL, 0, secret, length, number(c, "flags", 0));
    keep(&keys, c, "k", status, "BCryptGenerateSymmetricKey", made);
    free(secret);
}

static void generate_pair(const Command *c)
{
    BCRYPT_KEY_HANDLE made = NULL;

    drop(&keys, text(c, "k"));
    NTSTATUS status = BCryptGenerateKeyPair(algorithm(c), &made, number(c, "bits", 0), number(c, "flags", 0));
    if (status) { conclude(status, "BCryptGenerateKeyPair"); return; }
    status = BCryptFinalizeKeyPair(made, 0);
    if (status) BCryptDestroyKey(made);
    keep(&keys, c, "k", status, "BCryptFinalizeKeyPair", made);
}

static void import(const Command *c)
{
    int symmetric = !strcmp(c->verb, "importsym");
    const char *name = text(c, "k"), *with_name = text(c, "with");
    BCRYPT_KEY_HANDLE made = NULL, with = (void *)lookup(&keys, with_name);
    DWORD length, flags = number(c, "flags", 0);
    BYTE *blob = bytes(c, "blob", &length, 0);
    WCHAR *type = wide(text(c, "type"));
    NTSTATUS status;

    if (with_name && !with) answer_misuse("no such key in with=");
    else if (!blob) answer_misuse("bad blob=");
    else {
        if (name && !(with_name && !strcmp(with_name, name))) drop(&keys, name);
        if (symmetric) status = BCryptImportKey(algorithm(c), with, type, &made, NULL, 0, blob, length, flags);
        else status = BCryptImportKeyPair(algorithm(c), with, type, &made, blob, length, flags);
        keep(&keys, c, "k", status, symmetric ? "BCryptImportKey" : "BCryptImportKeyPair", made);
    }
    free(blob);
    free(type);
}

/* A size query, to which some hosts answer "too small", then the export itself. */
static void export(const Command *c)
{
    BCRYPT_KEY_HANDLE with = (void *)lookup(&keys, text(c, "with"));
    ULONG size = 0, length = 0, flags = number(c, "flags", 0), room = min(number(c, "buf", BUFFER_ROOM), BUFFER_ROOM);
    WCHAR *type = wide(text(c, "type"));
    BYTE *blob = allocate(BUFFER_ROOM);
    NTSTATUS status;

    if (!key(c)) answer_misuse("no such key");
    else if (text(c, "with") && !with) answer_misuse("no such key in with=");
    else if ((status = BCryptExportKey(key(c), with, type, NULL, 0, &size, flags)) && status != STATUS_TOO_SMALL)
        answer_failure("BCryptExportKey(size)", (DWORD)status);
    else if ((status = BCryptExportKey(key(c), with, type, blob, room, &length, flags)))
        answer_failure("BCryptExportKey", (DWORD)status);
    else {
        answer_begin();
        put_number("size", size);
        put_hex("blob", blob, min(length, BUFFER_ROOM));
        answer_end();
    }
    free(type);
    free(blob);
}

static void destroy(const Command *c)
{
    drop(&keys, text(c, "k"));
    answer_ok();
}

const Verb key_verbs[] = {
    {"gensym", generate_symmetric}, {"genpair", generate_pair}, {"import", import}, {"importsym", import},
    {"export", export}, {"destroykey", destroy}, {0},
};
