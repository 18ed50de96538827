/* Contexts and key containers.
 *
 * A named container is used by one context at a time: Wine writes the pairs back when a context is released, over what
 * another has stored meanwhile, and brings a container back that was deleted.
 */
#include "driver.h"
#include <stdio.h>
#include <string.h>

static HCRYPTPROV anchors[PERSONALITIES];

static const WCHAR *wide(const char *text) {
    static WCHAR buffers[2][320];
    static unsigned turn;
    WCHAR *buffer = buffers[turn++ % 2];
    DWORD i;
    if (!text) return NULL;
    for (i = 0; text[i] && i < 319; i++) buffer[i] = (WCHAR)(unsigned char)text[i];
    buffer[i] = 0;
    return buffer;
}

static BOOL acquire(HCRYPTPROV *handle, const char *shown, const char *container, const char *provider, DWORD type, DWORD flags,
                    int letter_w, const char *form) {
    BOOL ok;
    begin(letter_w ? "CryptAcquireContextW" : "CryptAcquireContextA", "%s, %s, %s, %u, %x", handle ? "p" : "nowhere", shown,
          provider ? provider : "0", (unsigned)type, (unsigned)flags);
    ok = outcome(letter_w ? TRY(CryptAcquireContextW(handle, wide(container), wide(provider), type, flags))
                          : TRY(CryptAcquireContextA(handle, container, provider, type, flags)),
                 form);
    end();
    return ok;
}

static BOOL release(HCRYPTPROV handle, const char *name, DWORD flags) {
    BOOL ok;
    begin("CryptReleaseContext", "%s, %x", name, (unsigned)flags);
    ok = outcome(TRY(CryptReleaseContext(handle, flags)), "");
    end();
    return ok;
}

/* A context of each provider, kept open, so that Wine does not load its module anew for every episode. */
void open_anchors(void) {
    int i;
    for (i = 0; i < PERSONALITIES; i++)
        if (!CryptAcquireContextA(&anchors[i], NULL, providers[i].name, providers[i].type, CRYPT_VERIFYCONTEXT)) anchors[i] = 0;
}

void close_anchors(void) {
    int i;
    for (i = 0; i < PERSONALITIES; i++)
        if (anchors[i]) CryptReleaseContext(anchors[i], 0);
}

void open_context(void) {
    static const Personality weights[] = {AES,    AES,    AES,      AES,      AES,      AES,      BASE,   BASE,     BASE,  STRONG,
                                          STRONG, STRONG, ENHANCED, ENHANCED, ENHANCED, SCHANNEL, SCHANNEL, SCHANNEL, DSS, DSS_DH};
    const Provider *provider;
    memset(keys, 0, sizeof keys), memset(hashes, 0, sizeof hashes), memset(pairs, 0, sizeof pairs);
    memset(&context, 0, sizeof context);
    context.personality = percent(97) ? ONE_OF(weights) : DH_SCHANNEL;
    provider = &providers[context.personality];
    if (percent(35)) {
        snprintf(context.container, sizeof context.container, "differential %u", (unsigned)below(1000));
        /* A run that was broken off may have left it. */
        CryptAcquireContextA(&context.handle, context.container, provider->name, provider->type, CRYPT_DELETEKEYSET);
        context.handle = 0;
        acquire(&context.handle, context.container, context.container, provider->name, provider->type, CRYPT_NEWKEYSET, percent(30), "new");
        return;
    }
    acquire(&context.handle, "0", NULL, provider->name, provider->type, CRYPT_VERIFYCONTEXT, percent(30), "verify");
}

static void use_dead_handles(HCRYPTPROV dead) {
    BYTE data[16] = {0};
    DWORD length = sizeof data;
    HCRYPTHASH made = 0;
    int i;
    begin("CryptCreateHash", "dead");
    outcome(TRY(CryptCreateHash(dead, CALG_MD5, 0, 0, &made)), "dead");
    end();
    begin("CryptReleaseContext", "dead");
    outcome(TRY(CryptReleaseContext(dead, 0)), "dead");
    end();
    for (i = 0; i < KEYS; i++)
        if (keys[i].live) {
            begin("CryptGetKeyParam", "dead");
            outcome(TRY(CryptGetKeyParam(keys[i].handle, KP_KEYLEN, data, &length, 0)), "dead");
            end();
            break;
        }
    for (i = 0; i < HASHES; i++)
        if (hashes[i].live) {
            begin("CryptHashData", "dead");
            outcome(TRY(CryptHashData(hashes[i].handle, data, 3, 0)), "dead");
            end();
            break;
        }
}

void close_context(void) {
    const Provider *provider = &providers[context.personality];
    HCRYPTPROV none = 0;
    int i;
    if (percent(60)) {
        for (i = 0; i < HASHES; i++)
            if (hashes[i].live) destroy_hash(&hashes[i]);
        for (i = 0; i < KEYS; i++)
            if (keys[i].live) destroy_key(&keys[i]);
    }
    if (context.handle) {
        release(context.handle, context_name(), !is_dss() && percent(10) ? 1 + below(8) : 0);
        if (percent(50)) use_dead_handles(context.handle);
    }
    if (*context.container)
        acquire(&none, context.container, context.container, provider->name, provider->type, CRYPT_DELETEKEYSET, percent(30), "deleted");
    context.handle = 0;
}

/* Contexts that do not come to be, and such that are gone at once. */
int step_context(void) {
    static const DWORD flags[] = {CRYPT_NEWKEYSET | CRYPT_DELETEKEYSET, CRYPT_VERIFYCONTEXT | CRYPT_DELETEKEYSET, CRYPT_VERIFYCONTEXT};
    static const struct {
        const char *provider;
        DWORD type;
    } wrong[] = {{NULL, 0},
                 {NULL, 1000},
                 {NULL, 999},
                 {NULL, 2},
                 {NULL, 4},
                 {"No Such Provider", 1},
                 {"No Such Provider", 24},
                 {"Microsoft Base DSS Cryptographic Provider", 1},
                 {"Microsoft Enhanced RSA and AES Cryptographic Provider", 1},
                 {"Microsoft Strong Cryptographic Provider", 24},
                 {"Microsoft Strong Cryptographic Provider", 0},
                 {"Microsoft Base Cryptographic Provider v1.0", 0xffffffff}};
    static const DWORD types[] = {PROV_RSA_AES, PROV_RSA_SCHANNEL, PROV_DSS, PROV_DSS_DH, PROV_DH_SCHANNEL};
    HCRYPTPROV other = 0;
    const Provider *provider = &providers[ONE_OF(((const Personality[]){BASE, STRONG, ENHANCED, SCHANNEL, AES}))];
    int letter_w = percent(40);
    uint32_t which;
    char name[32];
    switch (below(7)) {
    case 0:
        which = below(COUNT(wrong));
        acquire(&other, "0", NULL, wrong[which].provider, wrong[which].type, CRYPT_VERIFYCONTEXT, letter_w, "odd");
        break;
    case 1: acquire(NULL, "0", NULL, provider->name, percent(70) ? provider->type : 0, CRYPT_VERIFYCONTEXT, letter_w, "nowhere"); break;
    case 2: /* no such container, or flags that do not go together */
        snprintf(name, sizeof name, "missing %u", (unsigned)below(1000));
        acquire(&other, name, name, provider->name, provider->type, percent(50) ? 0 : percent(30) ? CRYPT_DELETEKEYSET : ONE_OF(flags),
                letter_w, "odd");
        break;
    case 3: /* by type alone; of PROV_RSA_FULL Wine's default is another than that of Windows */
        if (!acquire(&other, "0", NULL, percent(50) ? "" : NULL, ONE_OF(types), CRYPT_VERIFYCONTEXT | (percent(10) ? CRYPT_NEWKEYSET : 0),
                     letter_w, "verify"))
            break;
        release(other, "other", 0);
        break;
    case 4:
        begin("CryptContextAddRef", "%s", context_name());
        if (outcome(TRY(CryptContextAddRef(context.handle, NULL, 0)), "")) {
            end();
            release(context.handle, context_name(), 0);
        } else
            end();
        break;
    case 5: {
        Handle bad = context_handle(100);
        DWORD reserved = 0;
        if (percent(50)) {
            begin("CryptContextAddRef", "%s", bad.name);
            outcome(TRY(CryptContextAddRef(bad.value, percent(10) ? &reserved : NULL, 0)), "");
            end();
        } else
            release(bad.value, bad.name, percent(20) ? 1 : 0);
        break;
    }
    default: /* the container that is open exists */
        if (!*context.container) return 0;
        provider = &providers[context.personality];
        acquire(&other, context.container, context.container, provider->name, provider->type,
                percent(70) ? CRYPT_NEWKEYSET : CRYPT_NEWKEYSET | CRYPT_VERIFYCONTEXT, letter_w, "odd");
    }
    return 1;
}

static void public_half(HCRYPTPROV in, const char *name, DWORD spec, Likeness likeness) {
    HCRYPTKEY pair = 0;
    DWORD length = sizeof answer;
    BOOL ok;
    begin("CryptGetUserKey", "%s, %u, pair", name, (unsigned)spec);
    ok = outcome(TRY(CryptGetUserKey(in, spec, &pair)), "");
    end();
    if (!ok) return;
    begin("CryptExportKey", "pair, 0, %u, 0, room=ample", PUBLICKEYBLOB);
    ok = outcome(TRY(CryptExportKey(pair, 0, PUBLICKEYBLOB, 0, answer, &length)), "data");
    also("len=%u", (unsigned)length);
    if (ok) bytes(answer, length, likeness);
    end();
    begin("CryptDestroyKey", "pair");
    outcome(TRY(CryptDestroyKey(pair)), "");
    end();
}

/* The container from outside: a second context finds the pairs the first has put there. And the first, released and opened
 * again, finds them too. */
int step_container(void) {
    const Provider *provider = &providers[context.personality];
    HCRYPTPROV other = 0;
    DWORD spec = percent(50) ? AT_KEYEXCHANGE : AT_SIGNATURE;
    int i, letter_w = percent(40);
    if (!*context.container || !context.handle) return 0;
    if (is_dss()) spec = AT_SIGNATURE; /* the pair it may have: Wine loses it, and is to be caught at once */
    if (percent(50)) {
        /* What was generated, Wine stores only at the end. */
        if (pairs[spec].likeness == RANDOM) return 0;
        if (!acquire(&other, context.container, context.container, provider->name, provider->type, percent(90) ? 0 : CRYPT_SILENT, letter_w, "open"))
            return 1;
        public_half(other, "other", spec, pairs[spec].likeness);
        release(other, "other", 0);
        return 1;
    }
    for (i = 0; i < HASHES; i++)
        if (hashes[i].live) destroy_hash(&hashes[i]);
    for (i = 0; i < KEYS; i++)
        if (keys[i].live) destroy_key(&keys[i]);
    release(context.handle, context_name(), 0);
    context.handle = 0;
    if (!acquire(&context.handle, context.container, context.container, provider->name, provider->type, 0, letter_w, "open")) return 1;
    public_half(context.handle, context_name(), spec, pairs[spec].likeness);
    return 1;
}
