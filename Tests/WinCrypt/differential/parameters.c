/* KP_…: every parameter, on every kind of key.
 *
 * Not asked, because Wine's answer comes from memory it does not own or never wrote:
 * - KP_IV of RSA keys (it copies a block, which for RSA is the modulus, into and out of 24 bytes);
 * - KP_IV, KP_MODE, KP_BLOCKLEN of Schannel MAC keys, which are never set;
 * - salt behind keys that leave no room for it in 64 bytes: RC2 keys of more than 40 bytes, pairs, master and HMAC keys.
 */
#include "driver.h"
#include <stdio.h>
#include <string.h>

typedef struct {
    HCRYPTKEY key;
    DWORD parameter, flags;
} Query;

static BOOL key_parameter(void *arguments, BYTE *data, DWORD *length) {
    Query *query = arguments;
    return CryptGetKeyParam(query->key, query->parameter, data, length, query->flags);
}

static int forbidden(const Key *key, DWORD parameter) {
    if (parameter == KP_IV) return (key->kind & (RSA_PUBLIC | RSA_PRIVATE | MAC_KEY)) != 0;
    if (parameter == KP_MODE || parameter == KP_BLOCKLEN) return key->kind == MAC_KEY;
    return 0;
}

int step_get_key_param(void) {
    static const DWORD parameters[] = {KP_IV,       KP_SALT,     KP_PADDING, KP_MODE,      KP_MODE_BITS, KP_PERMISSIONS,
                                       KP_ALGID,    KP_BLOCKLEN, KP_KEYLEN,  KP_EFFECTIVE_KEYLEN, 99,    KP_IV,
                                       KP_KEYLEN,   KP_ALGID,    KP_MODE,    KP_PERMISSIONS};
    static const DWORD odd[] = {KP_P, KP_G, KP_SCHANNEL_ALG, KP_CLIENT_RANDOM, 0, 0x80000000};
    Handle of = key_handle(ANY_KEY, 6);
    Likeness likeness = EXACT;
    Query query;
    char text[64];
    DWORD length;
    if (of.slot == NONE || (is_dss() && of.slot >= 0)) return 0;
    query.key = of.value;
    query.parameter = percent(95) ? ONE_OF(parameters) : ONE_OF(odd);
    query.flags = percent(4) ? 1 + below(8) : 0;
    if (of.slot >= 0) {
        const Key *key = &keys[of.slot];
        if (forbidden(key, query.parameter)) return 0;
        if (query.parameter == KP_SALT) likeness = key->likeness;
        if (key->schannel && query.parameter == KP_IV) likeness = key->likeness;
    }
    snprintf(text, sizeof text, "%s, %x, %x", of.name, (unsigned)query.parameter, (unsigned)query.flags);
    get("CryptGetKeyParam", text, key_parameter, &query, likeness, 0, NULL, &length);
    return 1;
}

/* Sets, and keeps book. */
static BOOL set(Handle of, DWORD parameter, const void *data, DWORD flags, const char *text) {
    BOOL ok;
    begin("CryptSetKeyParam", "%s, %x, %s, %x", of.name, (unsigned)parameter, text, (unsigned)flags);
    ok = outcome(TRY(CryptSetKeyParam(of.value, parameter, data, flags)), "");
    end();
    return ok;
}

static int set_salt_ex(Handle of, int null) {
    BYTE salt[32];
    CRYPT_DATA_BLOB blob;
    char text[40];
    Key *key = of.slot < 0 ? NULL : &keys[of.slot];
    if (key && (!(key->kind & SESSION) || key->length > 40)) return 0;
    if (key && key->algorithm != CALG_RC2 && key->algorithm != CALG_RC4 && !percent(5)) return 0; /* no salt on Windows */
    fill(salt, sizeof salt);
    blob.cbData = percent(85) ? below(24) : 25 + below(8);
    blob.pbData = salt;
    snprintf(text, sizeof text, "salt of %u", (unsigned)blob.cbData);
    if (set(of, KP_SALT_EX, null ? NULL : &blob, 0, null ? "null" : text) && key) {
        key->running = 0;
        if (key->kind == BLOCK) orphan_hashes_of(of.slot);
    }
    return 1;
}

int step_set_key_param(void) {
    static const DWORD modes[] = {CRYPT_MODE_CBC, CRYPT_MODE_ECB, CRYPT_MODE_CFB, CRYPT_MODE_CBC, CRYPT_MODE_ECB,
                                  CRYPT_MODE_CFB, CRYPT_MODE_CBC, CRYPT_MODE_ECB, CRYPT_MODE_CFB, CRYPT_MODE_OFB};
    static const DWORD permissions[] = {0x3b, 0x3b, 0x3f, 0x1b, 0x33, 0x0b, 0x3b, 0x23b, 0x39, 0x3a};
    static const DWORD effective[] = {40, 40, 40, 56, 64, 128, 1, 8, 33, 1024, 0, 1025, 63};
    Handle of = key_handle(percent(80) ? SESSION : ANY_KEY, 6);
    Key *key = of.slot < 0 ? NULL : &keys[of.slot];
    int null = percent(4);
    DWORD value = 0, flags = percent(4) ? 1 + below(4) : 0;
    BYTE iv[24];
    char text[80];
    if (of.slot == NONE || (is_dss() && key)) return 0;
    switch (below(16)) {
    case 0:
    case 1:
    case 2:
    case 3:
        if (key && forbidden(key, KP_IV)) return 0;
        fill(iv, sizeof iv);
        if (set(of, KP_IV, null ? NULL : iv, flags, null ? "null" : "random") && key) key->running = 0;
        return 1;
    case 4:
    case 5:
    case 6:
        value = percent(97) ? ONE_OF(modes) : percent(50) ? CRYPT_MODE_CTS : 99;
        snprintf(text, sizeof text, "%u", (unsigned)value);
        if (key && key->kind != BLOCK && percent(80)) return 0;
        if (set(of, KP_MODE, null ? NULL : (BYTE *)&value, flags, null ? "null" : text) && key && key->kind == BLOCK) {
            if (key->mode != value) orphan_hashes_of(of.slot);
            key->mode = value;
        }
        return 1;
    case 7:
        value = percent(70) ? 8 : below(65);
        snprintf(text, sizeof text, "%u", (unsigned)value);
        set(of, KP_MODE_BITS, null ? NULL : (BYTE *)&value, flags, null ? "null" : text);
        return 1;
    case 8:
        value = percent(60) ? PKCS5_PADDING : below(5);
        snprintf(text, sizeof text, "%u", (unsigned)value);
        set(of, KP_PADDING, null ? NULL : (BYTE *)&value, flags, null ? "null" : text);
        return 1;
    case 9:
        /* The container's pair is one object to Wine: what one handle changes, all see. */
        value = percent(85) ? permissions[below(4)] : ONE_OF(permissions);
        if (key && key->kind & (RSA_PRIVATE | DSS_KEY)) value = 0x3f;
        snprintf(text, sizeof text, "%x", (unsigned)value);
        set(of, KP_PERMISSIONS, null ? NULL : (BYTE *)&value, flags, null ? "null" : text);
        return 1;
    case 10:
    case 11:
        if (key && key->kind & SESSION && key->length > 40) return 0;
        fill(iv, 11);
        if (set(of, KP_SALT, null ? NULL : iv, flags, null ? "null" : "random") && key) {
            key->running = 0;
            key->doubtful = context.personality != BASE && context.personality != STRONG;
            orphan_hashes_of(of.slot);
        }
        return 1;
    case 12: return set_salt_ex(of, null);
    case 13:
    case 14:
        value = ONE_OF(effective);
        snprintf(text, sizeof text, "%u", (unsigned)value);
        if (key && key->algorithm != CALG_RC2 && percent(85)) return 0;
        if (!set(of, KP_EFFECTIVE_KEYLEN, null ? NULL : (BYTE *)&value, flags, null ? "null" : text)) {
            /* The Base provider refuses it, and has 40 bits from now on. */
            if (context.personality != BASE || null || flags || value - 1 > 1023) return 1;
        }
        if (key && key->algorithm == CALG_RC2) {
            key->running = 0;
            orphan_hashes_of(of.slot);
        }
        return 1;
    default:
        value = percent(50) ? 99 : KP_BLOCKLEN;
        set(of, value, null ? NULL : iv, flags, null ? "null" : "bytes");
        return 1;
    }
}

static BOOL set_random(Handle of, DWORD parameter, DWORD length) {
    BYTE random[40];
    CRYPT_DATA_BLOB blob;
    char text[24];
    fill(random, sizeof random);
    blob.cbData = length, blob.pbData = random;
    snprintf(text, sizeof text, "random of %u", (unsigned)length);
    return set(of, parameter, &blob, 0, text);
}

static BOOL set_algorithm(Handle of, DWORD use, ALG_ID algorithm, DWORD bits) {
    SCHANNEL_ALG value;
    char text[48];
    memset(&value, 0, sizeof value);
    value.dwUse = use, value.Algid = algorithm, value.cBits = bits;
    snprintf(text, sizeof text, "use %u, %x, %u bits", (unsigned)use, algorithm, (unsigned)bits);
    return set(of, KP_SCHANNEL_ALG, &value, 0, text);
}

static Key *derive_schannel(const Hash *from, ALG_ID algorithm, DWORD flags, ALG_ID cipher, DWORD length) {
    Key *key = claim_key();
    HCRYPTKEY made = 0;
    BOOL ok;
    if (!from->live || from->orphaned) return NULL; /* its master was destroyed to make room */
    begin("CryptDeriveKey", "p, %x, %s, %x, %s", algorithm, hash_name(from), (unsigned)flags, key_name(key));
    ok = outcome(TRY(CryptDeriveKey(context.handle, algorithm, from->handle, flags, &made)), "schannel");
    end();
    if (!ok) return NULL;
    describe_key(key, made, algorithm == CALG_SCHANNEL_ENC_KEY ? cipher : algorithm, length);
    key->exportable = (flags & CRYPT_EXPORTABLE) != 0;
    key->schannel = 1;
    key->likeness = from->likeness;
    if (key->likeness == EXACT && (cipher == CALG_DES || cipher == CALG_3DES)) key->likeness = PARITY;
    return key;
}

/* The pseudo-random function over a master secret that is there. */
static void derive_prf(Handle master) {
    static BYTE data[64];
    Hash *hash = claim_hash();
    HCRYPTHASH made = 0;
    DWORD length = below(120);
    CRYPT_DATA_BLOB blob;
    int i;
    BOOL ok;
    begin("CryptCreateHash", "p, %x, %s, 0, %s", CALG_TLS1PRF, master.name, hash_name(hash));
    ok = outcome(TRY(CryptCreateHash(context.handle, CALG_TLS1PRF, master.value, 0, &made)), "prf");
    end();
    if (!ok) return;
    memset(hash, 0, sizeof *hash);
    hash->live = 1, hash->handle = made, hash->algorithm = CALG_TLS1PRF, hash->key = master.slot, hash->ready = 1;
    hash->likeness = keys[master.slot].likeness;
    for (i = 0; i < 2; i++) {
        const DWORD parameter = i ? HP_TLS1PRF_SEED : HP_TLS1PRF_LABEL;
        if (percent(10)) continue;
        fill(data, sizeof data);
        blob.cbData = below(sizeof data), blob.pbData = data;
        begin("CryptSetHashParam", "%s, %x, blob of %u, 0", hash_name(hash), (unsigned)parameter, (unsigned)blob.cbData);
        outcome(TRY(CryptSetHashParam(made, parameter, (BYTE *)&blob, 0)), "prf");
        end();
    }
    begin("CryptGetHashParam", "%s, %x, prf of %u", hash_name(hash), HP_HASHVAL, (unsigned)length);
    ok = outcome(TRY(CryptGetHashParam(made, HP_HASHVAL, answer, &length, 0)), "prf");
    also("len=%u", (unsigned)length);
    if (ok) bytes(answer, length, hash->likeness);
    end();
}

/* From a TLS 1.0 master key to its keys, now and then with a call left out. */
int step_schannel(void) {
    static const ALG_ID enciphering[] = {CALG_RC4, CALG_DES, CALG_3DES, CALG_RC2};
    static const DWORD enciphering_bits[] = {128, 64, 192, 128};
    uint32_t which = below(4), skipped = below(10);
    DWORD mac_bits = percent(50) ? 128 : 160;
    BYTE blob[12 + 48] = {PLAINTEXTKEYBLOB, CUR_BLOB_VERSION};
    ALG_ID algorithm = percent(85) ? CALG_TLS1_MASTER : CALG_SSL3_MASTER;
    Handle master = {0, "", -1};
    Hash *hash;
    HCRYPTHASH made = 0;
    BOOL ok;
    if (context.personality != SCHANNEL) return 0;
    master.slot = percent(30) ? any_key(MASTER) : -1;
    if (master.slot >= 0) skipped = 9; /* what was set before would still be there */
    if (master.slot < 0) {
        const DWORD length = 48;
        memcpy(blob + 4, &algorithm, 4), memcpy(blob + 8, &length, 4);
        fill(blob + 12, 48);
        if (!import_blob("master", blob, sizeof blob, no_handle(), CRYPT_EXPORTABLE, algorithm, 48, EXACT)) return 1;
        for (master.slot = 0; !(keys[master.slot].live && keys[master.slot].kind == MASTER); master.slot++)
            if (master.slot == KEYS - 1) return 1;
    }
    if (keys[master.slot].randoms) skipped = 9; /* the same: the one found may be an older one */
    master.value = keys[master.slot].handle;
    snprintf(master.name, sizeof master.name, "k%d", master.slot);
    if (skipped != 0) set_algorithm(master, SCHANNEL_MAC_KEY, mac_bits == 128 ? CALG_MD5 : CALG_SHA, mac_bits);
    if (skipped != 1) set_algorithm(master, SCHANNEL_ENC_KEY, enciphering[which], enciphering_bits[which]);
    if (percent(5)) set_algorithm(master, 7, CALG_RC4, 128);
    if (skipped != 2) set_random(master, KP_CLIENT_RANDOM, percent(80) ? 32 : 33);
    if (skipped != 3) set_random(master, KP_SERVER_RANDOM, 32);
    keys[master.slot].randoms = 1;
    if (percent(10)) derive_prf(master); /* before there is a master secret */
    hash = claim_hash();
    begin("CryptCreateHash", "p, %x, %s, 0, %s", CALG_SCHANNEL_MASTER_HASH, master.name, hash_name(hash));
    ok = outcome(TRY(CryptCreateHash(context.handle, CALG_SCHANNEL_MASTER_HASH, master.value, 0, &made)), "master");
    end();
    if (!ok) return 1;
    memset(hash, 0, sizeof *hash);
    hash->live = 1, hash->handle = made, hash->algorithm = CALG_SCHANNEL_MASTER_HASH, hash->key = master.slot;
    hash->likeness = keys[master.slot].likeness;
    if (hash->likeness == EXACT && skipped != 0) {
        derive_schannel(hash, CALG_SCHANNEL_MAC_KEY, percent(50) ? CRYPT_EXPORTABLE : CRYPT_SERVER | CRYPT_EXPORTABLE, 0, mac_bits / 8);
    }
    derive_schannel(hash, CALG_SCHANNEL_ENC_KEY, percent(50) ? CRYPT_EXPORTABLE : CRYPT_SERVER | CRYPT_EXPORTABLE,
                    enciphering[which], enciphering_bits[which] / 8);
    if (percent(60) && keys[master.slot].live && keys[master.slot].handle == master.value) derive_prf(master);
    return 1;
}
