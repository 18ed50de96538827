/* Keys of capi-oracle: making, import and export, parameters, encryption. */
#include "capi.h"

static HCRYPTPROV provider(const Command *c) { return lookup(&providers, text(c, "p")); }
static HCRYPTKEY key(const Command *c) { return lookup(&keys, text(c, "k")); }
static DWORD flags(const Command *c) { return number(c, "flags", 0); }

static void generate(const Command *c)
{
    HCRYPTKEY made = 0;
    BOOL done = CALL(CryptGenKey(provider(c), number(c, "alg", 0), flags(c), &made));
    keep(&keys, c, "k", done, "CryptGenKey", &made);
}

static void get_user_key(const Command *c)
{
    HCRYPTKEY made = 0;
    BOOL done = CALL(CryptGetUserKey(provider(c), number(c, "spec", AT_KEYEXCHANGE), &made));
    keep(&keys, c, "k", done, "CryptGetUserKey", &made);
}

static void derive(const Command *c)
{
    HCRYPTKEY made = 0;
    HCRYPTHASH hash = lookup(&hashes, text(c, "h"));
    BOOL done = CALL(CryptDeriveKey(provider(c), number(c, "alg", 0), hash, flags(c), &made));
    keep(&keys, c, "k", done, "CryptDeriveKey", &made);
}

static void duplicate(const Command *c)
{
    HCRYPTKEY made = 0;
    BOOL done = CALL(CryptDuplicateKey(lookup(&keys, text(c, "from")), NULL, 0, &made));
    keep(&keys, c, "k", done, "CryptDuplicateKey", &made);
}

static void destroy(const Command *c)
{
    drop(&keys, text(c, "k"));
    answer_ok();
}

static void import(const Command *c)
{
    HCRYPTKEY made = 0, with = lookup(&keys, text(c, "with"));
    DWORD length;
    BYTE *blob = bytes(c, "blob", &length, 0);

    if (text(c, "with") && !with) answer_misuse("no such key in with=");
    else if (!blob) answer_misuse("bad blob=");
    else {
        BOOL done = CALL(CryptImportKey(provider(c), blob, length, with, flags(c), &made));
        keep(&keys, c, "k", done, "CryptImportKey", &made);
    }
    free(blob);
}

/* A size query, then the export itself; `buf` pretends a buffer size. */
static void export(const Command *c)
{
    HCRYPTKEY with = lookup(&keys, text(c, "with"));
    DWORD type = number(c, "type", 0), size = 0, length = min(number(c, "buf", BUFFER_ROOM), BUFFER_ROOM);
    BYTE *blob = allocate(BUFFER_ROOM);

    if (text(c, "k") && !key(c)) answer_misuse("no such key");
    else if (!CALL(CryptExportKey(key(c), with, type, flags(c), NULL, &size)))
        answer_failure("CryptExportKey(size)", GetLastError());
    else if (!CALL(CryptExportKey(key(c), with, type, flags(c), blob, &length)))
        answer_failure_size("CryptExportKey", GetLastError(), length);
    else {
        answer_begin();
        put_number("size", size);
        put_hex("blob", blob, length);
        answer_end();
    }
    free(blob);
}

static void get_parameter(const Command *c)
{
    DWORD length = min(number(c, "buf", BUFFER_ROOM), BUFFER_ROOM);
    BYTE *data = allocate(BUFFER_ROOM);
    BOOL done = CALL(CryptGetKeyParam(key(c), number(c, "param", 0), data, &length, flags(c)));
    conclude_data(done, "CryptGetKeyParam", "data", data, length);
    free(data);
}

/* The value as a DWORD, as bytes, as a CRYPT_DATA_BLOB, as a SCHANNEL_ALG, or none. */
static void set_parameter(const Command *c)
{
    const char *field = text(c, "data") ? "data" : text(c, "blob") ? "blob" : NULL;
    DWORD length = 0, word = number(c, "dword", 0);
    BYTE *data = field ? bytes(c, field, &length, 64) : NULL;
    CRYPT_DATA_BLOB blob = {length, data};
    SCHANNEL_ALG algorithm = {
        .dwUse = number(c, "use", 0), .Algid = number(c, "alg", 0), .cBits = number(c, "bits", 0),
        .dwFlags = number(c, "saflags", 0),
    };
    BYTE *value = NULL;

    if (field && !data) { answer_misuse("bad data= or blob="); return; }
    if (text(c, "dword")) value = (BYTE *)&word;
    else if (text(c, "data")) value = data;
    else if (text(c, "blob")) value = (BYTE *)&blob;
    else if (text(c, "use")) value = (BYTE *)&algorithm;
    conclude(CALL(CryptSetKeyParam(key(c), number(c, "param", 0), value, flags(c))), "CryptSetKeyParam");
    free(data);
}

/* `room` is what the provider was told of the buffer: some claim more output than that. */
static void answer_crypt(BOOL done, const char *call, const BYTE *data, DWORD length, DWORD room)
{
    if (!done) { answer_failure_size(call, GetLastError(), length); return; }
    answer_begin();
    if (length > room) put_number("overrun", length);
    put_hex("data", data, length > room ? 0 : length);
    answer_end();
}

static void encrypt(const Command *c)
{
    HCRYPTHASH hash = lookup(&hashes, text(c, "h"));
    DWORD length, most = (DWORD)(text(c, "data") ? strlen(text(c, "data")) / 2 : 0) + 1024;
    DWORD room = min(number(c, "buf", most), most);
    BYTE *data = bytes(c, "data", &length, most);

    if (!data) { answer_misuse("bad data="); return; }
    BOOL done = CALL(CryptEncrypt(key(c), hash, (BOOL)number(c, "final", 1), flags(c), data, &length, room));
    answer_crypt(done, "CryptEncrypt", data, length, room);
    free(data);
}

static void decrypt(const Command *c)
{
    HCRYPTHASH hash = lookup(&hashes, text(c, "h"));
    DWORD length;
    BYTE *data = bytes(c, "data", &length, 1024);       /* room to spare: some providers read past the end */

    if (!data) { answer_misuse("bad data="); return; }
    DWORD room = length;
    BOOL done = CALL(CryptDecrypt(key(c), hash, (BOOL)number(c, "final", 1), flags(c), data, &length));
    answer_crypt(done, "CryptDecrypt", data, length, room);
    free(data);
}

const Verb key_verbs[] = {
    {"genkey", generate}, {"userkey", get_user_key}, {"derive", derive}, {"dupkey", duplicate}, {"destroykey", destroy},
    {"import", import}, {"export", export}, {"getkeyparam", get_parameter}, {"setkeyparam", set_parameter},
    {"encrypt", encrypt}, {"decrypt", decrypt}, {0},
};
