/* Encryption and signatures of cng-oracle. */
#include "cng.h"

#ifndef BCRYPT_PAD_NONE
#define BCRYPT_PAD_NONE 1
#endif

/* The padding information that pad=, padhash=, salt= and label= ask for; without pad= the flags are flags=. */
typedef struct {
    BCRYPT_PKCS1_PADDING_INFO pkcs1;
    BCRYPT_PSS_PADDING_INFO pss;
    BCRYPT_OAEP_PADDING_INFO oaep;
    void *info;
    ULONG flags;
    WCHAR *hash;
    BYTE *label;
} Padding;

static int read_padding(const Command *c, Padding *p)
{
    const char *kind = text(c, "pad");
    DWORD length;

    memset(p, 0, sizeof *p);
    if (text(c, "padhash")) p->hash = wide(text(c, "padhash"));
    p->label = bytes(c, "label", &length, 0);
    p->pkcs1.pszAlgId = p->pss.pszAlgId = p->oaep.pszAlgId = p->hash;
    p->pss.cbSalt = number(c, "salt", 20);
    p->oaep.pbLabel = p->label;
    p->oaep.cbLabel = length;
    if (!kind) p->flags = number(c, "flags", 0);
    else if (!strcmp(kind, "none")) p->flags = BCRYPT_PAD_NONE;
    else if (!strcmp(kind, "pkcs1")) { p->flags = BCRYPT_PAD_PKCS1; p->info = &p->pkcs1; }
    else if (!strcmp(kind, "pss")) { p->flags = BCRYPT_PAD_PSS; p->info = &p->pss; }
    else if (!strcmp(kind, "oaep")) { p->flags = BCRYPT_PAD_OAEP; p->info = &p->oaep; }
    else return 0;
    return 1;
}

static void free_padding(Padding *p)
{
    free(p->hash);
    free(p->label);
}

/* The bytes of an encryption besides its data. With a nonce it is an authenticated mode, and `tag` goes in or comes out. */
typedef struct { BYTE *iv, *nonce, *additional, *tag; DWORD iv_length, tag_length; } Extras;

static void read_extras(const Command *c, Extras *e, Padding *p, BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO *mode)
{
    DWORD nonce_length, additional_length;

    e->iv = bytes(c, "iv", &e->iv_length, 0);
    e->nonce = bytes(c, "nonce", &nonce_length, 0);
    e->additional = bytes(c, "aad", &additional_length, 0);
    e->tag = bytes(c, "tag", &e->tag_length, 64);
    if (!e->tag) {
        e->tag = allocate(64);
        e->tag_length = min(number(c, "taglen", 16), 64);
    }
    if (!e->nonce) return;
    BCRYPT_INIT_AUTH_MODE_INFO(*mode);
    mode->pbNonce = e->nonce;
    mode->cbNonce = nonce_length;
    mode->pbAuthData = e->additional;
    mode->cbAuthData = additional_length;
    mode->pbTag = e->tag;
    mode->cbTag = e->tag_length;
    p->info = mode;
}

static void free_extras(Extras *e)
{
    free(e->iv);
    free(e->nonce);
    free(e->additional);
    free(e->tag);
}

static void crypt(const Command *c, BYTE *data, DWORD length, Padding *p)
{
    int encrypting = !strcmp(c->verb, "encrypt");
    BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO mode;
    Extras e;
    ULONG room = length + 1024, got = 0;
    BYTE *output = allocate(room);

    read_extras(c, &e, p, &mode);
    NTSTATUS status = (encrypting ? BCryptEncrypt : BCryptDecrypt)(key(c), data, length, p->info, e.iv, e.iv_length,
                                                                   output, room, &got, p->flags);
    if (status) answer_failure(encrypting ? "BCryptEncrypt" : "BCryptDecrypt", (DWORD)status);
    else {
        answer_begin();
        put_hex("data", output, min(got, room));
        if (e.iv) put_hex("iv", e.iv, e.iv_length);
        if (e.nonce && encrypting) put_hex("tag", e.tag, e.tag_length);
        answer_end();
    }
    free_extras(&e);
    free(output);
}

static void crypt_command(const Command *c)
{
    DWORD length;
    BYTE *data = bytes(c, "data", &length, 0);
    Padding p;

    if (!read_padding(c, &p) || !key(c) || !data) answer_misuse("bad k=, data= or pad=");
    else crypt(c, data, length, &p);
    free_padding(&p);
    free(data);
}

static void sign(const Command *c)
{
    DWORD length;
    BYTE *digest = bytes(c, "hash", &length, 0), signature[8192];
    ULONG got = 0;
    Padding p;

    if (!read_padding(c, &p) || !key(c) || !digest) answer_misuse("bad k=, hash= or pad=");
    else {
        NTSTATUS status = BCryptSignHash(key(c), p.info, digest, length, signature, sizeof signature, &got, p.flags);
        conclude_data(status, "BCryptSignHash", "sig", signature, got);
    }
    free_padding(&p);
    free(digest);
}

static void verify(const Command *c)
{
    DWORD length, signature_length;
    BYTE *digest = bytes(c, "hash", &length, 0), *signature = bytes(c, "sig", &signature_length, 0);
    Padding p;

    if (!read_padding(c, &p) || !key(c) || !digest || !signature) answer_misuse("bad k=, hash=, sig= or pad=");
    else {
        NTSTATUS status =
            BCryptVerifySignature(key(c), p.info, digest, length, signature, signature_length, p.flags);
        conclude(status, "BCryptVerifySignature");
    }
    free_padding(&p);
    free(digest);
    free(signature);
}

const Verb crypt_verbs[] = {
    {"encrypt", crypt_command}, {"decrypt", crypt_command}, {"sign", sign}, {"verify", verify}, {0},
};
