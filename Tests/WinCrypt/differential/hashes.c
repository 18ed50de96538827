/* Hashes.
 *
 * Not asked, because of Wine:
 * - the value of a MAC whose key has gone, or has changed its mode or salt: it comes from memory that was never written;
 *   the same for an HMAC without HP_HMAC_INFO, or with a hash that the provider does not have;
 * - a MAC under a key in the middle of a message: making it starts that key anew;
 * - a MAC under a key in another mode than CBC (Windows: NTE_BAD_KEY), other than now and then;
 * - data at NULL, other than none; the value of a TLS1PRF hash with a size query: it writes to NULL;
 * - of the DSS provider: the size of a hash with a size query, the same.
 */
#include "driver.h"
#include <stdio.h>
#include <string.h>

static DWORD size_of(ALG_ID algorithm) {
    switch (algorithm) {
    case CALG_MD2:
    case CALG_MD4:
    case CALG_MD5: return 16;
    case CALG_SHA: return 20;
    case CALG_SHA_256: return 32;
    case CALG_SSL3_SHAMD5: return 36;
    case CALG_SHA_384: return 48;
    case CALG_SHA_512: return 64;
    default: return 0;
    }
}

static ALG_ID pick_digest(void) {
    static const ALG_ID all[] = {CALG_MD5, CALG_SHA, CALG_SHA_256, CALG_SHA_384, CALG_SHA_512, CALG_MD2, CALG_MD4, CALG_SHA};
    static const ALG_ID few[] = {CALG_MD5, CALG_SHA, CALG_MD2, CALG_MD4};
    switch (context.personality) {
    case AES: return ONE_OF(all);
    case BASE:
    case STRONG:
    case ENHANCED: return ONE_OF(few);
    default: return few[below(2)];
    }
}

static Likeness likeness_through(const Key *key) {
    return key->likeness == RANDOM ? RANDOM : key->likeness == EXACT ? EXACT : MIXED;
}

static void taint(Hash *hash, Likeness likeness) {
    if (likeness == PARITY) likeness = MIXED;
    if (likeness > hash->likeness) hash->likeness = likeness;
}

static BOOL set_param(Handle of, DWORD parameter, const void *data, DWORD flags, const char *text) {
    BOOL ok;
    begin("CryptSetHashParam", "%s, %x, %s, %x", of.name, (unsigned)parameter, text, (unsigned)flags);
    ok = outcome(TRY(CryptSetHashParam(of.value, parameter, data, flags)), "");
    end();
    return ok;
}

static int set_hmac(Handle of, int null) {
    static BYTE inner[160], outer[160];
    HMAC_INFO info;
    char text[64];
    Hash *hash = of.slot < 0 ? NULL : &hashes[of.slot];
    memset(&info, 0, sizeof info);
    if (hash && hash->algorithm == CALG_HMAC && hash->orphaned) return 0;
    if (hash && hash->algorithm == CALG_HMAC && keys[hash->key].fragile && (hash->ready || keys[hash->key].length <= 64)) return 0;
    info.HashAlgid = pick_digest();
    if (percent(25)) {
        fill(inner, sizeof inner), fill(outer, sizeof outer);
        info.pbInnerString = inner, info.cbInnerString = percent(50) ? 64 : 1 + below(sizeof inner);
        if (percent(80)) info.pbOuterString = outer, info.cbOuterString = percent(50) ? 64 : 1 + below(sizeof outer);
    }
    snprintf(text, sizeof text, "hmac %x %u %u", info.HashAlgid, (unsigned)info.cbInnerString, (unsigned)info.cbOuterString);
    if (set_param(of, HP_HMAC_INFO, null ? NULL : &info, 0, null ? "null" : text) && hash) {
        hash->size = size_of(info.HashAlgid);
        hash->ready = 1;
        if (hash->key >= 0 && keys[hash->key].fragile) keys[hash->key].length = hash->size; /* hashed now, for good, in Wine */
        if (!info.cbInnerString && (info.HashAlgid == CALG_SHA_384 || info.HashAlgid == CALG_SHA_512)) taint(hash, MIXED);
        if (!info.cbOuterString && (info.HashAlgid == CALG_SHA_384 || info.HashAlgid == CALG_SHA_512)) taint(hash, MIXED);
    }
    return 1;
}

int step_create_hash(void) {
    static const ALG_ID strange[] = {0, CALG_RC4, CALG_SSL3_SHAMD5, CALG_SHA_256, CALG_HASH_REPLACE_OWF, 0x8099, CALG_TLS1PRF,
                                     CALG_SCHANNEL_MASTER_HASH, CALG_MD2};
    Handle in = context_handle(3), with = no_handle();
    uint32_t kind = below(100);
    DWORD flags = percent(2) ? 1 + below(8) : 0;
    ALG_ID algorithm = pick_digest();
    int nowhere = percent(1);
    HCRYPTHASH made = 0;
    Hash *hash;
    BOOL ok;
    if (kind < 22 && !is_dss()) algorithm = CALG_HMAC, with = key_handle(percent(97) ? SESSION | HMAC_KEY | MAC_KEY : ANY_KEY, 6);
    else if (kind < 38 && !is_dss()) algorithm = CALG_MAC, with = key_handle(percent(93) ? BLOCK : ANY_KEY, 6);
    else if (kind < 48) algorithm = ONE_OF(strange);
    else if (kind < 54 && context.personality == SCHANNEL) algorithm = CALG_TLS1PRF, with = key_handle(MASTER, 6);
    if (with.slot == NONE) return 0;
    if (with.slot >= 0 && algorithm == CALG_MAC) {
        const Key *key = &keys[with.slot];
        if (key->running || key->doubtful || (key->kind == BLOCK && key->mode != CRYPT_MODE_CBC && !percent(4))) return 0;
    }
    hash = claim_hash();
    begin("CryptCreateHash", "%s, %x, %s, %x, %s", in.name, algorithm, with.name, (unsigned)flags, nowhere ? "nowhere" : hash_name(hash));
    ok = outcome(TRY(CryptCreateHash(in.value, algorithm, with.value, flags, nowhere ? NULL : &made)), with.slot >= 0 ? "keyed" : "");
    end();
    if (!ok || nowhere) return 1;
    memset(hash, 0, sizeof *hash);
    hash->live = 1, hash->handle = made, hash->algorithm = algorithm, hash->key = with.slot;
    hash->orphaned = GET_ALG_CLASS(algorithm) != ALG_CLASS_HASH; /* Wine makes a hash of any algorithm */
    hash->size = size_of(algorithm), hash->ready = algorithm != CALG_HMAC;
    if (algorithm == CALG_MAC) hash->size = keys[with.slot].block, hash->orphaned |= keys[with.slot].mode != CRYPT_MODE_CBC;
    if (with.slot >= 0) hash->likeness = algorithm == CALG_MAC && keys[with.slot].likeness == PARITY ? EXACT : likeness_through(&keys[with.slot]);
    if (algorithm == CALG_HMAC && percent(85)) {
        Handle of = {0, "", 0};
        of.value = made, of.slot = (int)(hash - hashes);
        snprintf(of.name, sizeof of.name, "h%d", of.slot);
        set_hmac(of, 0);
    }
    return 1;
}

BOOL destroy_hash(Hash *hash) {
    BOOL ok;
    begin("CryptDestroyHash", "%s", hash_name(hash));
    ok = outcome(TRY(CryptDestroyHash(hash->handle)), "");
    end();
    hash->live = 0;
    return ok;
}

static void use_stale_hash(HCRYPTHASH stale) {
    BYTE data[64] = {0};
    DWORD length = sizeof data;
    HCRYPTHASH made = 0;
    switch (below(6)) {
    case 0:
        begin("CryptDestroyHash", "stale");
        outcome(TRY(CryptDestroyHash(stale)), "stale");
        break;
    case 1:
        begin("CryptHashData", "stale");
        outcome(TRY(CryptHashData(stale, data, 10, 0)), "stale");
        break;
    case 2:
        begin("CryptGetHashParam", "stale");
        outcome(TRY(CryptGetHashParam(stale, HP_HASHVAL, data, &length, 0)), "stale");
        break;
    case 3:
        begin("CryptSetHashParam", "stale");
        outcome(TRY(CryptSetHashParam(stale, HP_HASHVAL, data, 0)), "stale");
        break;
    case 4:
        begin("CryptSignHashA", "stale");
        outcome(TRY(CryptSignHashA(stale, AT_SIGNATURE, NULL, 0, NULL, &length)), "stale");
        break;
    default:
        begin("CryptDuplicateHash", "stale");
        outcome(TRY(CryptDuplicateHash(stale, NULL, 0, &made)), "stale");
    }
    end();
}

int step_destroy_hash(void) {
    Handle of = hash_handle(0, 15);
    if (of.slot == NONE) return 0;
    if (of.slot >= 0) {
        HCRYPTHASH stale = hashes[of.slot].handle;
        destroy_hash(&hashes[of.slot]);
        if (percent(60)) use_stale_hash(stale);
        return 1;
    }
    begin("CryptDestroyHash", "%s", of.name);
    outcome(TRY(CryptDestroyHash(of.value)), "");
    end();
    return 1;
}

int step_duplicate_hash(void) {
    Handle from = hash_handle(1, 8);
    DWORD reserved = 0, flags = percent(3) ? 1 : 0;
    int nowhere = percent(2), with_reserved = percent(2);
    HCRYPTHASH made = 0;
    Hash *hash, original;
    BOOL ok;
    if (from.slot == NONE || (is_dss() && (flags || with_reserved))) return 0;
    if (from.slot >= 0) original = hashes[from.slot];
    hash = claim_hash();
    if (from.slot >= 0 && !hashes[from.slot].live) return 1;
    begin("CryptDuplicateHash", "%s, %s, %x, %s", from.name, with_reserved ? "reserved" : "0", (unsigned)flags,
          nowhere ? "nowhere" : hash_name(hash));
    ok = outcome(TRY(CryptDuplicateHash(from.value, with_reserved ? &reserved : NULL, flags, nowhere ? NULL : &made)), "");
    end();
    if (!ok || nowhere || from.slot < 0) return 1;
    *hash = original;
    hash->handle = made;
    return 1;
}

int step_hash_data(void) {
    static BYTE data[2000];
    Handle of = hash_handle(1, 5);
    DWORD length = percent(70) ? below(80) : percent(80) ? below(400) : below(sizeof data), flags = 0;
    if (of.slot == NONE) return 0;
    if (of.slot >= 0 && hashes[of.slot].finished && percent(70)) return 0;
    if (percent(6)) flags = percent(60) ? CRYPT_USERDATA : 2 + below(20);
    if (percent(4)) length = 0;
    fill(data, length);
    begin("CryptHashData", "%s, %u bytes, %x", of.name, (unsigned)length, (unsigned)flags);
    outcome(TRY(CryptHashData(of.value, length || percent(50) ? data : NULL, length, flags)), "");
    end();
    return 1;
}

int step_hash_session_key(void) {
    Handle of = hash_handle(1, 5), with = key_handle(percent(85) ? SESSION : ANY_KEY, 5);
    DWORD flags = percent(45) ? CRYPT_LITTLE_ENDIAN : percent(5) ? 2 + below(20) : 0;
    BOOL ok;
    if (with.slot >= 0 && keys[with.slot].kind & HMAC_KEY && keys[with.slot].fragile) return 0;
    if (of.slot == NONE || with.slot == NONE || (is_dss() && with.slot >= 0 && of.slot >= 0)) return 0;
    if (of.slot >= 0 && hashes[of.slot].finished && percent(60)) return 0;
    begin("CryptHashSessionKey", "%s, %s, %x", of.name, with.name, (unsigned)flags);
    ok = outcome(TRY(CryptHashSessionKey(of.value, with.value, flags)), "");
    end();
    if (ok && of.slot >= 0 && with.slot >= 0) taint(&hashes[of.slot], keys[with.slot].likeness);
    return 1;
}

typedef struct {
    HCRYPTHASH hash;
    DWORD parameter, flags;
} Query;

static BOOL hash_parameter(void *arguments, BYTE *data, DWORD *length) {
    Query *query = arguments;
    return CryptGetHashParam(query->hash, query->parameter, data, length, query->flags);
}

static void prf_value(Handle of, const Hash *hash) {
    DWORD length = below(120);
    BOOL ok;
    begin("CryptGetHashParam", "%s, %x, prf of %u", of.name, HP_HASHVAL, (unsigned)length);
    ok = outcome(TRY(CryptGetHashParam(of.value, HP_HASHVAL, answer, &length, 0)), "prf");
    also("len=%u", (unsigned)length);
    if (ok) bytes(answer, length, hash->likeness);
    end();
}

int step_get_hash_param(void) {
    static const DWORD parameters[] = {HP_HASHVAL, HP_HASHVAL, HP_HASHVAL, HP_HASHSIZE, HP_ALGID};
    static const DWORD odd[] = {HP_HMAC_INFO, 0, 3, 99};
    Handle of = hash_handle(1, 5);
    Hash *hash = of.slot < 0 ? NULL : &hashes[of.slot];
    int restrictions = is_dss() ? NO_SIZE_QUERY : 0;
    Likeness likeness = EXACT;
    char text[40];
    DWORD length;
    Query query;
    if (of.slot == NONE) return 0;
    query.hash = of.value;
    query.parameter = percent(95) ? ONE_OF(parameters) : ONE_OF(odd);
    query.flags = percent(3) ? 1 : 0;
    if (hash && query.parameter == HP_HASHVAL) {
        likeness = hash->likeness;
        if (hash->algorithm == CALG_SCHANNEL_MASTER_HASH || (hash->algorithm == CALG_SSL3_SHAMD5 && !hash->finished)) return 0;
        if (!hash->ready) return 0;
        if (hash->algorithm == CALG_TLS1PRF) {
            prf_value(of, hash);
            return 1;
        }
        if (!query.flags) hash->finished = 1;
    }
    snprintf(text, sizeof text, "%s, %x, %x", of.name, (unsigned)query.parameter, (unsigned)query.flags);
    get("CryptGetHashParam", text, hash_parameter, &query, likeness, restrictions, NULL, &length);
    return 1;
}

int step_set_hash_param(void) {
    static BYTE data[128];
    Handle of = hash_handle(1, 6);
    Hash *hash = of.slot < 0 ? NULL : &hashes[of.slot];
    int null = percent(4);
    DWORD flags = percent(3) ? 1 : 0;
    CRYPT_DATA_BLOB blob;
    char text[32];
    uint32_t kind = below(10);
    if (of.slot == NONE) return 0;
    if (hash && hash->algorithm == CALG_TLS1PRF && kind < 8) kind = 8 + below(2);
    if (hash && hash->algorithm == CALG_HMAC && kind >= 4 && !percent(20)) kind = 3;
    fill(data, sizeof data);
    if (kind < 3) {
        if (is_dss() || (hash && hash->algorithm != CALG_HMAC && !percent(2))) kind = 3;
        else return set_hmac(of, null);
    }
    if (kind < 6) {
        if (is_dss()) return 0; /* it takes the value, and computes another over it */
        if (hash && (hash->algorithm == CALG_SCHANNEL_MASTER_HASH || hash->algorithm == CALG_TLS1PRF || !hash->ready)) return 0;
        if (set_param(of, HP_HASHVAL, null ? NULL : data, flags, null ? "null" : "value") && hash) {
            hash->finished = 1;
            hash->likeness = EXACT;
        }
        return 1;
    }
    if (kind < 8) {
        set_param(of, percent(50) ? 99 : HP_ALGID, data, flags, "bytes");
        return 1;
    }
    if (hash && hash->algorithm != CALG_TLS1PRF && !percent(4)) return 0;
    blob.cbData = below(64), blob.pbData = data;
    snprintf(text, sizeof text, "blob of %u", (unsigned)blob.cbData);
    set_param(of, kind == 8 ? HP_TLS1PRF_LABEL : HP_TLS1PRF_SEED, null ? NULL : &blob, flags, null ? "null" : text);
    return 1;
}
