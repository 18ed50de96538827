/* Hashes and signatures of capi-oracle. */
#include "capi.h"

static HCRYPTHASH hash(const Command *c) { return lookup(&hashes, text(c, "h")); }
static DWORD flags(const Command *c) { return number(c, "flags", 0); }

static void create(const Command *c)
{
    HCRYPTHASH made = 0;
    HCRYPTPROV provider = lookup(&providers, text(c, "p"));
    BOOL done = CALL(CryptCreateHash(provider, number(c, "alg", 0), lookup(&keys, text(c, "key")), flags(c), &made));
    keep(&hashes, c, "h", done, "CryptCreateHash", &made);
}

static void duplicate(const Command *c)
{
    HCRYPTHASH made = 0;
    BOOL done = CALL(CryptDuplicateHash(lookup(&hashes, text(c, "from")), NULL, 0, &made));
    keep(&hashes, c, "h", done, "CryptDuplicateHash", &made);
}

static void destroy(const Command *c)
{
    drop(&hashes, text(c, "h"));
    answer_ok();
}

static void add_data(const Command *c)
{
    DWORD length;
    BYTE *data = bytes(c, "data", &length, 0);

    if (!data) { answer_misuse("bad data="); return; }
    conclude(CALL(CryptHashData(hash(c), data, length, flags(c))), "CryptHashData");
    free(data);
}

static void add_key(const Command *c)
{
    conclude(CALL(CryptHashSessionKey(hash(c), lookup(&keys, text(c, "k")), flags(c))), "CryptHashSessionKey");
}

static void set_hmac(const Command *c)
{
    DWORD inner_length, outer_length;
    BYTE *inner = bytes(c, "inner", &inner_length, 0), *outer = bytes(c, "outer", &outer_length, 0);
    HMAC_INFO info = {number(c, "hmacalg", 0), inner, inner_length, outer, outer_length};

    conclude(CALL(CryptSetHashParam(hash(c), HP_HMAC_INFO, (BYTE *)&info, flags(c))), "CryptSetHashParam");
    free(inner);
    free(outer);
}

/* The value as bytes, as a CRYPT_DATA_BLOB, or as an HMAC_INFO. */
static void set_parameter(const Command *c)
{
    const char *field = text(c, "blob") ? "blob" : "data";
    DWORD length;

    if (text(c, "hmacalg")) { set_hmac(c); return; }
    BYTE *data = bytes(c, field, &length, 128);
    CRYPT_DATA_BLOB blob = {length, data};
    const BYTE *value = text(c, "blob") ? (BYTE *)&blob : data;
    if (!data) { answer_misuse("bad data= or blob="); return; }
    conclude(CALL(CryptSetHashParam(hash(c), number(c, "param", 0), value, flags(c))), "CryptSetHashParam");
    free(data);
}

static void get_value(const Command *c)
{
    BYTE data[4096];
    DWORD length = min(number(c, "buf", sizeof data), sizeof data);
    BOOL done = CALL(CryptGetHashParam(hash(c), number(c, "param", HP_HASHVAL), data, &length, flags(c)));
    conclude_data(done, "CryptGetHashParam", "data", data, length);
}

static void sign(const Command *c)
{
    BYTE signature[8192];
    DWORD length = sizeof signature;
    BOOL done = CALL(CryptSignHashA(hash(c), number(c, "spec", AT_SIGNATURE), NULL, flags(c), signature, &length));
    conclude_data(done, "CryptSignHash", "sig", signature, length);
}

static void verify(const Command *c)
{
    HCRYPTKEY key = lookup(&keys, text(c, "k"));
    DWORD length;
    BYTE *signature = bytes(c, "sig", &length, 0);

    if (!signature) { answer_misuse("bad sig="); return; }
    conclude(CALL(CryptVerifySignatureA(hash(c), signature, length, key, NULL, flags(c))), "CryptVerifySignature");
    free(signature);
}

const Verb hash_verbs[] = {
    {"hash", create}, {"duphash", duplicate}, {"destroyhash", destroy}, {"hashdata", add_data}, {"hashkey", add_key},
    {"sethashparam", set_parameter}, {"hashval", get_value}, {"sign", sign}, {"verify", verify}, {0},
};
