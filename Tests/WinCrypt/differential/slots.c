#include "driver.h"
#include <stdio.h>
#include <string.h>

const Provider providers[PERSONALITIES] = {
    {"base", "Microsoft Base Cryptographic Provider v1.0", PROV_RSA_FULL},
    {"strong", "Microsoft Strong Cryptographic Provider", PROV_RSA_FULL},
    {"enhanced", "Microsoft Enhanced Cryptographic Provider v1.0", PROV_RSA_FULL},
    {"schannel", "Microsoft RSA SChannel Cryptographic Provider", PROV_RSA_SCHANNEL},
    {"aes", "Microsoft Enhanced RSA and AES Cryptographic Provider", PROV_RSA_AES},
    {"dss", "Microsoft Base DSS Cryptographic Provider", PROV_DSS},
    {"dss-dh", "Microsoft Enhanced DSS and Diffie-Hellman Cryptographic Provider", PROV_DSS_DH},
    {"dh-schannel", "Microsoft DH SChannel Cryptographic Provider", PROV_DH_SCHANNEL},
};

Context context;
Key keys[KEYS], pairs[3];
Hash hashes[HASHES];

int is_dss(void) { return context.personality >= DSS; }

const char *context_name(void) { return is_dss() ? "d" : "p"; }

const char *key_name(const Key *key) {
    static char names[4][8];
    static unsigned turn;
    char *name = names[turn++ % 4];
    snprintf(name, sizeof names[0], "k%d", (int)(key - keys));
    return name;
}

const char *hash_name(const Hash *hash) {
    static char names[4][8];
    static unsigned turn;
    char *name = names[turn++ % 4];
    snprintf(name, sizeof names[0], "h%d", (int)(hash - hashes));
    return name;
}

int any_key(unsigned kinds) {
    int fitting[KEYS], n = 0, i;
    for (i = 0; i < KEYS; i++)
        if (keys[i].live && (keys[i].kind & kinds)) fitting[n++] = i;
    return n ? fitting[below((uint32_t)n)] : -1;
}

int any_hash(int usable) {
    int fitting[HASHES], n = 0, i;
    for (i = 0; i < HASHES; i++)
        if (hashes[i].live && !(usable && hashes[i].orphaned)) fitting[n++] = i;
    return n ? fitting[below((uint32_t)n)] : -1;
}

Handle no_handle(void) {
    Handle handle = {0, "0", -1};
    return handle;
}

/* A handle that was never one, or one of another kind. Memory of our own is among them: what looks into it must find
 * nothing there. */
static Handle bad_handle(HCRYPTPROV foreign, const char *foreign_name) {
    static const BYTE nothing[256];
    Handle handle = {0, "0", -1};
    switch (below(5)) {
    case 0: break;
    case 1: handle.value = foreign, snprintf(handle.name, sizeof handle.name, "%s", foreign_name); break;
    case 2: handle.value = (ULONG_PTR)nothing, strcpy(handle.name, "memory"); break;
    case 3: handle.value = ~(ULONG_PTR)0, strcpy(handle.name, "-1"); break;
    default: handle.value = 1 + below(0xfffe), strcpy(handle.name, "small");
    }
    return handle;
}

Handle key_handle(unsigned kinds, uint32_t invalid) {
    Handle handle = {0, "0", -1};
    if (percent(invalid)) return bad_handle(context.handle, "context");
    handle.slot = any_key(kinds);
    if (handle.slot < 0) {
        handle.slot = NONE;
        return handle;
    }
    handle.value = keys[handle.slot].handle;
    snprintf(handle.name, sizeof handle.name, "k%d", handle.slot);
    return handle;
}

Handle hash_handle(int usable, uint32_t invalid) {
    Handle handle = {0, "0", -1};
    if (percent(invalid)) {
        int key = any_key(ANY_KEY);
        if (key >= 0) return bad_handle(keys[key].handle, "key");
        return bad_handle(context.handle, "context");
    }
    handle.slot = any_hash(usable);
    if (handle.slot < 0) {
        handle.slot = NONE;
        return handle;
    }
    handle.value = hashes[handle.slot].handle;
    snprintf(handle.name, sizeof handle.name, "h%d", handle.slot);
    return handle;
}

Handle context_handle(uint32_t invalid) {
    Handle handle = {0, "p", 0};
    strcpy(handle.name, context_name());
    if (percent(invalid)) {
        int key = any_key(ANY_KEY);
        if (key >= 0) return bad_handle(keys[key].handle, "key");
        return bad_handle(0, "0");
    }
    handle.value = context.handle;
    return handle;
}

Key *claim_key(void) {
    int i;
    for (i = 0; i < KEYS; i++)
        if (!keys[i].live) return &keys[i];
    i = (int)below(KEYS);
    destroy_key(&keys[i]);
    return &keys[i];
}

Hash *claim_hash(void) {
    int i;
    for (i = 0; i < HASHES; i++)
        if (!hashes[i].live) return &hashes[i];
    i = (int)below(HASHES);
    destroy_hash(&hashes[i]);
    return &hashes[i];
}

void orphan_hashes_of(int key) {
    int i;
    for (i = 0; i < HASHES; i++)
        if (hashes[i].live && hashes[i].key == key) hashes[i].orphaned = 1;
}

static unsigned kind_of(ALG_ID algorithm) {
    switch (algorithm) {
    case CALG_RC4: return STREAM;
    case CALG_RSA_KEYX:
    case CALG_RSA_SIGN: return RSA_PUBLIC;
    case CALG_DSS_SIGN: return DSS_KEY;
    case CALG_HMAC: return HMAC_KEY;
    case CALG_SCHANNEL_MAC_KEY: return MAC_KEY;
    case CALG_SSL2_MASTER:
    case CALG_SSL3_MASTER:
    case CALG_PCT1_MASTER:
    case CALG_TLS1_MASTER: return MASTER;
    default: return BLOCK;
    }
}

void describe_key(Key *key, HCRYPTKEY handle, ALG_ID algorithm, DWORD length) {
    memset(key, 0, sizeof *key);
    key->live = 1;
    key->handle = handle;
    key->algorithm = algorithm;
    key->kind = kind_of(algorithm);
    key->length = length;
    key->mode = CRYPT_MODE_CBC;
    if (key->kind == BLOCK)
        key->block = algorithm == CALG_AES_128 || algorithm == CALG_AES_192 || algorithm == CALG_AES_256 ? 16 : 8;
    if (key->kind & (RSA_PUBLIC | DSS_KEY)) key->block = length;
}
