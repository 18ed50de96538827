/* Keys made, derived, doubled, fetched and destroyed. */
#include "driver.h"
#include <stdio.h>

static const ALG_ID ciphers[PERSONALITIES][9] = {
    {CALG_RC2, CALG_RC4, CALG_DES},
    {CALG_RC2, CALG_RC4, CALG_DES, CALG_3DES_112, CALG_3DES},
    {CALG_RC2, CALG_RC4, CALG_DES, CALG_3DES_112, CALG_3DES},
    {CALG_RC2, CALG_RC4, CALG_DES, CALG_3DES_112, CALG_3DES},
    {CALG_RC2, CALG_RC4, CALG_DES, CALG_3DES_112, CALG_3DES, CALG_AES_128, CALG_AES_192, CALG_AES_256},
    {CALG_DES},
    {CALG_RC2, CALG_RC4, CALG_DES, CALG_3DES_112, CALG_3DES},
    {CALG_RC2, CALG_RC4, CALG_DES, CALG_3DES_112, CALG_3DES},
};

ALG_ID pick_cipher(void) {
    const ALG_ID *list = ciphers[context.personality];
    uint32_t n = 0;
    while (list[n]) n++;
    return list[below(n)];
}

/* Bits of a key as CryptGenKey and CryptDeriveKey are asked for it, 0 for the default; `bytes` is what comes of it. */
DWORD pick_bits(ALG_ID algorithm, DWORD *length) {
    DWORD most = context.personality == BASE ? 56 : 128, bits = 0;
    int by_default = percent(40), wrong = percent(12);
    switch (algorithm) {
    case CALG_DES: bits = percent(50) ? 56 : 64, *length = 8; break;
    case CALG_3DES_112: bits = percent(50) ? 112 : 128, *length = 16; break;
    case CALG_3DES: bits = percent(50) ? 168 : 192, *length = 24; break;
    case CALG_AES_128: bits = 128, *length = 16; break;
    case CALG_AES_192: bits = 192, *length = 24; break;
    case CALG_AES_256: bits = 256, *length = 32; break;
    default:
        bits = percent(30) ? 40 : 40 + 8 * below((most - 40) / 8 + 1);
        *length = (by_default && !wrong ? (most == 56 ? 40 : 128) : bits) / 8;
    }
    if (wrong) {
        static const DWORD lengths[] = {8, 32, 39, 41, 60, 136, 160, 255, 512, 1024};
        bits = ONE_OF(lengths);
        *length = bits / 8;
        return bits;
    }
    return by_default ? 0 : bits;
}

BOOL destroy_key(Key *key) {
    BOOL ok;
    begin("CryptDestroyKey", "%s", key_name(key));
    ok = outcome(TRY(CryptDestroyKey(key->handle)), "");
    end();
    key->live = 0;
    orphan_hashes_of((int)(key - keys));
    return ok;
}

/* A key that no longer is: in every function that takes one. At once, for a freed address may be given out again. */
static void use_stale_key(HCRYPTKEY stale) {
    BYTE data[64] = {0};
    DWORD length = 16;
    HCRYPTKEY made = 0;
    switch (below(7)) {
    case 0:
        begin("CryptDestroyKey", "stale");
        outcome(TRY(CryptDestroyKey(stale)), "stale");
        break;
    case 1:
        begin("CryptEncrypt", "stale");
        outcome(TRY(CryptEncrypt(stale, 0, TRUE, 0, data, &length, sizeof data)), "stale");
        break;
    case 2:
        begin("CryptDecrypt", "stale");
        outcome(TRY(CryptDecrypt(stale, 0, TRUE, 0, data, &length)), "stale");
        break;
    case 3:
        begin("CryptGetKeyParam", "stale");
        outcome(TRY(CryptGetKeyParam(stale, KP_ALGID, data, &length, 0)), "stale");
        break;
    case 4:
        begin("CryptSetKeyParam", "stale");
        outcome(TRY(CryptSetKeyParam(stale, KP_IV, data, 0)), "stale");
        break;
    case 5:
        begin("CryptExportKey", "stale");
        outcome(TRY(CryptExportKey(stale, 0, PLAINTEXTKEYBLOB, 0, data, &length)), "stale");
        break;
    default:
        begin("CryptDuplicateKey", "stale");
        outcome(TRY(CryptDuplicateKey(stale, NULL, 0, &made)), "stale");
    }
    end();
}

int step_destroy_key(void) {
    Handle handle = key_handle(ANY_KEY, 15);
    if (handle.slot == NONE) return 0;
    if (handle.slot >= 0) {
        HCRYPTKEY stale = keys[handle.slot].handle;
        destroy_key(&keys[handle.slot]);
        if (percent(60)) use_stale_key(stale);
        return 1;
    }
    begin("CryptDestroyKey", "%s", handle.name);
    outcome(TRY(CryptDestroyKey(handle.value)), "");
    end();
    return 1;
}

static void generate(ALG_ID algorithm, DWORD flags, DWORD length) {
    Key *key = claim_key();
    Handle in = context_handle(4);
    HCRYPTKEY made = 0;
    int nowhere = percent(2);
    const DWORD spec = algorithm == AT_KEYEXCHANGE || algorithm == CALG_RSA_KEYX ? AT_KEYEXCHANGE : AT_SIGNATURE;
    BOOL ok;
    begin("CryptGenKey", "%s, %x, %x, %s", in.name, algorithm, (unsigned)flags, nowhere ? "nowhere" : key_name(key));
    ok = outcome(TRY(CryptGenKey(in.value, algorithm, flags, nowhere ? NULL : &made)), "");
    end();
    if (!ok || nowhere) return;
    if (algorithm <= 2)
        algorithm = is_dss() ? CALG_DSS_SIGN : algorithm == AT_SIGNATURE ? CALG_RSA_SIGN : CALG_RSA_KEYX;
    describe_key(key, made, algorithm, length);
    if (key->kind == RSA_PUBLIC) key->kind = RSA_PRIVATE;
    if (key->kind & (RSA_PRIVATE | DSS_KEY)) key->spec = spec;
    key->exportable = (flags & CRYPT_EXPORTABLE) != 0;
    key->likeness = RANDOM;
    if (key->spec) pairs[key->spec] = *key;
}

int step_genkey(void) {
    static const DWORD salts[] = {0, 0, 0, 0, 0, 0, CRYPT_CREATE_SALT, CRYPT_NO_SALT};
    DWORD length = 0, flags = percent(60) ? CRYPT_EXPORTABLE : 0;
    uint32_t kind = below(100);
    ALG_ID algorithm = 0;
    if (is_dss()) {
        /* Making parameters takes a while: mostly 512 bits. */
        static const DWORD bits[] = {512, 512, 512, 512, 513, 448, 1032, 1088, 1};
        static const ALG_ID pairs[] = {AT_SIGNATURE, CALG_DSS_SIGN, AT_SIGNATURE, AT_KEYEXCHANGE};
        DWORD asked = ONE_OF(bits);
        generate(kind < 85 ? ONE_OF(pairs) : CALG_RSA_SIGN, flags | asked << 16, asked / 8);
        return 1;
    }
    flags |= ONE_OF(salts);
    if (kind < 8) { /* pairs: short ones, they are slow to make */
        static const ALG_ID pairs[] = {AT_KEYEXCHANGE, AT_SIGNATURE, CALG_RSA_KEYX, CALG_RSA_SIGN};
        static const DWORD bits[] = {384, 512, 512, 376, 385, 510};
        DWORD asked = ONE_OF(bits);
        generate(ONE_OF(pairs), (flags & CRYPT_EXPORTABLE) | asked << 16, asked / 8);
        return 1;
    }
    if (kind < 22) { /* what the provider does not have, or what is no key at all */
        static const ALG_ID strange[] = {0,         CALG_MD5,  CALG_HMAC,     CALG_RC5,        0x6611, CALG_AES_256, 0xffff,
                                         CALG_3DES, CALG_DH_EPHEM, CALG_TLS1_MASTER, CALG_DSS_SIGN, 0x6604};
        algorithm = ONE_OF(strange);
        length = algorithm == CALG_AES_256 ? 32 : algorithm == CALG_3DES ? 24 : 48;
        if (percent(20)) flags |= 128 << 16;
        generate(algorithm, flags, length);
        return 1;
    }
    if (context.personality == SCHANNEL && kind < 40) {
        static const ALG_ID masters[] = {CALG_SSL3_MASTER, CALG_TLS1_MASTER, CALG_SSL2_MASTER, CALG_PCT1_MASTER};
        algorithm = ONE_OF(masters);
        generate(algorithm, flags & CRYPT_EXPORTABLE, algorithm == CALG_SSL2_MASTER ? 5 : algorithm == CALG_PCT1_MASTER ? 16 : 48);
        return 1;
    }
    algorithm = pick_cipher();
    flags |= pick_bits(algorithm, &length) << 16;
    generate(algorithm, flags, length);
    return 1;
}

/* Wine reads memory that was never written where a hash has no value yet (HMAC without HP_HMAC_INFO), or none of a data
 * hash (master hash), and expands keyed hashes by running them again, which nobody documents. */
static int derivable(const Hash *hash, DWORD length) {
    switch (hash->algorithm) {
    case CALG_SCHANNEL_MASTER_HASH:
    case CALG_TLS1PRF: return 0;
    case CALG_HMAC:
    case CALG_MAC: return hash->ready && !hash->orphaned && hash->size > length && hash->size > 20;
    case CALG_SSL3_SHAMD5: return hash->finished; /* else its value was never set */
    default: return 1;
    }
}

int step_derive(void) {
    static const DWORD salts[] = {0, 0, 0, 0, 0, 0, CRYPT_CREATE_SALT, CRYPT_NO_SALT};
    static const ALG_ID strange[] = {CALG_RSA_SIGN, CALG_RSA_KEYX, CALG_RC5,  0x6611,           CALG_MD5,
                                     CALG_AES_128,  CALG_3DES,     CALG_HMAC, CALG_SSL3_MASTER, 0};
    Handle in = context_handle(4), from = hash_handle(1, 5);
    DWORD length = 0, flags = percent(70) ? CRYPT_EXPORTABLE : 0;
    ALG_ID algorithm = pick_cipher();
    int nowhere = percent(2), strangely = percent(12);
    HCRYPTKEY made = 0;
    Key *key;
    BOOL ok;
    if (from.slot == NONE) return 0;
    flags |= ONE_OF(salts) | pick_bits(algorithm, &length) << 16;
    if (strangely) {
        algorithm = ONE_OF(strange), flags &= 0xffff;
        length = algorithm == CALG_AES_128 ? 16 : 24;
    }
    if (from.slot >= 0 && !derivable(&hashes[from.slot], length)) return 0;
    key = claim_key();
    if (from.slot >= 0 && hashes[from.slot].orphaned) return 1; /* its key was destroyed to make room */
    begin("CryptDeriveKey", "%s, %x, %s, %x, %s", in.name, algorithm, from.name, (unsigned)flags,
          nowhere ? "nowhere" : key_name(key));
    ok = outcome(TRY(CryptDeriveKey(in.value, algorithm, from.value, flags, nowhere ? NULL : &made)), "");
    end();
    /* The length is looked at first, the hash finished afterwards. */
    if (!ok || nowhere || from.slot < 0) return 1;
    hashes[from.slot].finished = 1;
    describe_key(key, made, algorithm, length);
    key->exportable = (flags & CRYPT_EXPORTABLE) != 0;
    key->likeness = hashes[from.slot].likeness;
    if (key->likeness == EXACT && (algorithm == CALG_DES || algorithm == CALG_3DES || algorithm == CALG_3DES_112))
        key->likeness = PARITY;
    return 1;
}

int step_duplicate_key(void) {
    Handle from = key_handle(ANY_KEY, 8);
    DWORD reserved = 0, flags = percent(4) ? 1 : 0;
    int nowhere = percent(2), with_reserved = percent(2);
    HCRYPTKEY made = 0;
    Key *key, original;
    BOOL ok;
    if (from.slot == NONE) return 0;
    /* Wine copies the pointer to a long HMAC key, and frees it twice. */
    if (from.slot >= 0 && keys[from.slot].fragile) return 0;
    if (is_dss() && (flags || with_reserved || nowhere)) return 0; /* unasked there, or written to */
    if (from.slot >= 0) original = keys[from.slot];
    key = claim_key();
    if (from.slot >= 0 && !keys[from.slot].live) return 1; /* just destroyed to make room */
    begin("CryptDuplicateKey", "%s, %s, %x, %s", from.name, with_reserved ? "reserved" : "0", (unsigned)flags,
          nowhere ? "nowhere" : key_name(key));
    ok = outcome(TRY(CryptDuplicateKey(from.value, with_reserved ? &reserved : NULL, flags, nowhere ? NULL : &made)), "");
    end();
    if (!ok || nowhere || from.slot < 0) return 1;
    *key = original;
    key->handle = made;
    return 1;
}

int step_user_key(void) {
    static const DWORD specs[] = {AT_KEYEXCHANGE, AT_SIGNATURE, AT_KEYEXCHANGE, AT_SIGNATURE, 0, 3, CALG_RSA_KEYX};
    Handle in = context_handle(6);
    DWORD spec = ONE_OF(specs);
    int nowhere = percent(2);
    HCRYPTKEY made = 0;
    Key *key;
    if (spec - 1 < 2 && !pairs[spec].live && percent(70)) return 0;
    key = claim_key();
    BOOL ok;
    begin("CryptGetUserKey", "%s, %x, %s", in.name, (unsigned)spec, nowhere ? "nowhere" : key_name(key));
    ok = outcome(TRY(CryptGetUserKey(in.value, spec, nowhere ? NULL : &made)), "");
    end();
    if (!ok || nowhere) return 1;
    *key = pairs[spec];
    key->handle = made;
    return 1;
}
