/* CryptImportKey and CryptExportKey.
 *
 * Not asked, because Wine crashes or gives away memory:
 * - RSA BLOBs of symmetric algorithms, and plaintext BLOBs of RSA ones: it frees numbers that were never made;
 * - plaintext BLOBs of Schannel keys other than master keys: their block length is never set;
 * - plaintext BLOBs that say a length near 2^32 (the sum overflows), or of HMAC keys of more than 64 bytes without
 *   CRYPT_IPSEC_HMAC_KEY (they overrun the key);
 * - SIMPLEBLOBs into a public key: it unpads memory that was never written;
 * - a SIMPLEBLOB out under a session key (padding to 8 bytes underflows), or of a pair (it copies a modulus' length out of 64 bytes);
 * - a PLAINTEXTKEYBLOB of a pair or of a long HMAC key, other than its size;
 * - export of a DSS key that came in as a public one: Wine stops at an assertion, one time in a hundred;
 * - DSS BLOBs cut short: its reader goes on behind the end. Damaged numbers of either kind: it imports them, and hangs or
 *   worse when they are used.
 */
#include "driver.h"
#include "blobs.h"
#include <stdio.h>
#include <string.h>

static BYTE work[4096];

BOOL import_blob(const char *label, const BYTE *blob, DWORD length, Handle with, DWORD flags, ALG_ID algorithm, DWORD keylen,
                 Likeness likeness) {
    Key *key;
    Handle in = context_handle(3);
    HCRYPTKEY made = 0;
    int nowhere = percent(1), secret = blob && length && blob[0] == PRIVATEKEYBLOB;
    char text[40] = "";
    BOOL ok;
    key = claim_key();
    if (with.slot >= 0 && !keys[with.slot].live) return FALSE; /* destroyed to make room */
    if (blob && blob[0] == PLAINTEXTKEYBLOB && length >= 12) snprintf(text, sizeof text, " of %u", (unsigned)(length - 12));
    begin("CryptImportKey", "%s, %s%s, %u, %s, %x, %s", in.name, label, text, (unsigned)length, with.name, (unsigned)flags,
          nowhere ? "nowhere" : key_name(key));
    if (blob && likeness == EXACT && length <= 12 + 64 && blob[0] == PLAINTEXTKEYBLOB) bytes(blob, length, EXACT);
    ok = outcome(TRY(CryptImportKey(in.value, blob, length, with.value, flags, nowhere ? NULL : &made)), label);
    end();
    if (!ok || nowhere) return FALSE;
    if (flags & CRYPT_IPSEC_HMAC_KEY) algorithm = CALG_HMAC;
    describe_key(key, made, algorithm, keylen);
    key->exportable = (flags & CRYPT_EXPORTABLE) != 0;
    key->likeness = likeness;
    key->fragile = (key->kind == HMAC_KEY && keylen > 64) || (key->kind == DSS_KEY && !secret);
    key->doubtful = flags & CRYPT_NO_SALT && keylen == 5;
    if (secret) {
        if (key->kind == RSA_PUBLIC) key->kind = RSA_PRIVATE;
        key->spec = algorithm == CALG_RSA_KEYX ? AT_KEYEXCHANGE : AT_SIGNATURE;
        pairs[key->spec] = *key;
    }
    return TRUE;
}

static DWORD fitting_length(ALG_ID algorithm) {
    switch (algorithm) {
    case CALG_DES: return 8;
    case CALG_3DES_112:
    case CALG_AES_128: return 16;
    case CALG_3DES:
    case CALG_AES_192: return 24;
    case CALG_AES_256: return 32;
    default: return percent(25) ? 5 : 5 + below(context.personality == BASE ? 3 : 12);
    }
}

static DWORD plaintext_blob(ALG_ID algorithm, DWORD length) {
    memset(work, 0, 12);
    work[0] = PLAINTEXTKEYBLOB, work[1] = CUR_BLOB_VERSION;
    memcpy(work + 4, &algorithm, 4), memcpy(work + 8, &length, 4);
    fill(work + 12, length);
    return 12 + length;
}

static int import_plaintext(void) {
    static const ALG_ID strange[] = {CALG_RC5, 0x6611, 0x66ff, CALG_AES_256, CALG_3DES, 0x660c, CALG_RC2};
    static const DWORD lengths[] = {1, 4, 7, 9, 15, 17, 20, 23, 25, 33, 40};
    static const DWORD flags[] = {CRYPT_EXPORTABLE, CRYPT_EXPORTABLE, CRYPT_EXPORTABLE, CRYPT_EXPORTABLE, 0, CRYPT_EXPORTABLE};
    ALG_ID algorithm = percent(92) ? pick_cipher() : ONE_OF(strange);
    DWORD length = percent(90) ? fitting_length(algorithm) : ONE_OF(lengths), flag = ONE_OF(flags), total;
    if (percent(12) && !is_dss()) {
        algorithm = CALG_RC2, length = percent(70) ? 1 + below(64) : 65 + below(60);
        total = plaintext_blob(algorithm, length);
        import_blob("ipsec", work, total, no_handle(), flag | CRYPT_IPSEC_HMAC_KEY, algorithm, length, EXACT);
        return 1;
    }
    if (percent(2)) flag |= CRYPT_NO_SALT;
    if (percent(1)) length = 0;
    total = plaintext_blob(algorithm, length);
    if (percent(3)) total -= 1 + below(length ? length : 1); /* says more than there is */
    import_blob("plaintext", work, total, no_handle(), flag, algorithm, length, EXACT);
    return 1;
}

static int import_pair(int secret) {
    uint32_t which = below(100) < 90 ? below(4) : below((uint32_t)COUNT(rsa_pairs));
    const ALG_ID algorithm = rsa_pairs[which].algorithm;
    DWORD flags = percent(75) ? CRYPT_EXPORTABLE : 0, length = rsa_pairs[which].bits / 8;
    Handle with = percent(97) ? no_handle() : key_handle(SESSION, 40);
    if (percent(3)) flags |= CRYPT_IPSEC_HMAC_KEY;
    if (!secret) {
        import_blob("public", rsa_pairs[which].open, rsa_pairs[which].open_length, with, flags, algorithm, length, EXACT);
        return 1;
    }
    if (with.slot >= 0) with = no_handle(); /* Wine takes the BLOB for plain */
    import_blob("private", rsa_pairs[which].secret, rsa_pairs[which].secret_length, with, flags, algorithm, length, EXACT);
    return 1;
}

/* What most episodes begin with. */
void import_pairs(void) {
    if (is_dss()) return;
    if (percent(70)) import_pair(1);
    if (percent(40)) import_pair(1);
}

static int import_simple(void) {
    Handle with = key_handle(RSA_PRIVATE, 5);
    uint32_t which = below((uint32_t)COUNT(simple_blobs)), i;
    DWORD flags = percent(60) ? CRYPT_EXPORTABLE : 0;
    if (with.slot == NONE) return 0;
    if (with.slot >= 0 && percent(90)) /* one that was made for this key */
        for (i = 0; i < COUNT(simple_blobs) && simple_blobs[which].bits != keys[with.slot].length * 8; i++)
            which = (which + 1) % (uint32_t)COUNT(simple_blobs);
    if (with.slot >= 0 && keys[with.slot].likeness == RANDOM) return 0;
    if (with.value == 0 && percent(70)) return 0; /* Windows takes the container's pair then, Wine none */
    /* OAEP to Wine is CRYPT_OAEP and nothing beside it. */
    flags = simple_blobs[which].flags | (simple_blobs[which].flags ? percent(4) ? flags : 0 : flags);
    memcpy(work, simple_blobs[which].blob, simple_blobs[which].blob_length);
    if (percent(4)) work[12 + below(simple_blobs[which].blob_length - 12)] ^= (BYTE)(1 << below(8));
    if (percent(2)) flags ^= CRYPT_OAEP;
    if (percent(2)) flags |= CRYPT_IPSEC_HMAC_KEY;
    import_blob("simple", work, simple_blobs[which].blob_length, with, flags, simple_blobs[which].algorithm,
                simple_blobs[which].length, EXACT);
    return 1;
}

/* A good BLOB with its header spoilt, or cut before its numbers. */
static int import_spoilt(void) {
    static const BYTE types[] = {0, 2, 5, OPAQUEKEYBLOB, PUBLICKEYBLOBEX, SYMMETRICWRAPKEYBLOB, 0x0c, 0x99, 0xff};
    static const BYTE versions[] = {0, 1, 3, 4, 0xff};
    static const DWORD lengths[] = {0, 1, 4, 7, 8, 9, 11, 12, 16, 19, 20, 60};
    uint32_t which = below(4);
    DWORD length;
    int secret = percent(50);
    Handle with = no_handle();
    switch (below(3)) {
    case 0:
        length = secret ? rsa_pairs[which].secret_length : rsa_pairs[which].open_length;
        memcpy(work, secret ? rsa_pairs[which].secret : rsa_pairs[which].open, length);
        break;
    case 1: length = plaintext_blob(pick_cipher(), 16); break;
    default:
        with = key_handle(RSA_PRIVATE, 10);
        if (with.slot < 0) return 0;
        length = simple_blobs[0].blob_length;
        memcpy(work, simple_blobs[0].blob, length);
    }
    switch (below(6)) {
    case 0: work[0] = ONE_OF(types); break;
    case 1: work[1] = ONE_OF(versions); break;
    case 2: work[8] ^= 1; if (work[0] == PLAINTEXTKEYBLOB) work[8] = 200; break; /* magic, or a length of 200 */
    case 3: {
        const ALG_ID strange = percent(50) ? 0x66fe : 0;
        if (work[0] != PLAINTEXTKEYBLOB) return 0;
        memcpy(work + 4, &strange, 4);
        break;
    }
    default: {
        const DWORD shorter = ONE_OF(lengths);
        if (shorter >= length) return 0;
        length = shorter;
    }
    }
    if (work[0] == SIMPLEBLOB && work[1] == CUR_BLOB_VERSION && length > 60 && work[8] == 1) return 0;
    import_blob("spoilt", percent(97) ? work : NULL, length, with, percent(50) ? CRYPT_EXPORTABLE : 0, CALG_RC4, 16, RANDOM);
    return 1;
}

static int import_dss(void) {
    uint32_t which = below((uint32_t)COUNT(dss_blobs));
    DWORD length = dss_blobs[which].length;
    memcpy(work, dss_blobs[which].blob, length);
    if (percent(6)) work[percent(50) ? 0 : 8] ^= 0x40; /* type or magic */
    import_blob(dss_blobs[which].secret ? "dss private" : "dss public", work, length, no_handle(),
                percent(90) ? CRYPT_EXPORTABLE : 0, CALG_DSS_SIGN, dss_blobs[which].bits / 8, EXACT);
    return 1;
}

int step_import(void) {
    uint32_t kind = below(100);
    if (is_dss()) return kind < 85 ? import_dss() : kind < 92 ? import_plaintext() : import_spoilt();
    if (kind < 50) return import_plaintext();
    if (kind < 70) return import_simple();
    if (kind < 80) return import_pair(1);
    if (kind < 90) return import_pair(0);
    return import_spoilt();
}

typedef struct {
    HCRYPTKEY key, under;
    DWORD type, flags;
} Export;

static BOOL export_key(void *arguments, BYTE *data, DWORD *length) {
    Export *export = arguments;
    return CryptExportKey(export->key, export->under, export->type, export->flags, data, length);
}

/* The same key again, by the way it was wrapped: is it the same? */
static void import_again(Key *key, int from, DWORD flags, DWORD length) {
    Handle with = {0, "", -1};
    const Key original = *key;
    memcpy(work, answer, length);
    with.slot = from, with.value = keys[from].handle;
    snprintf(with.name, sizeof with.name, "k%d", from);
    if (import_blob("wrapped", work, length, with, flags & CRYPT_OAEP ? CRYPT_OAEP : CRYPT_EXPORTABLE, original.algorithm,
                    original.length, original.likeness))
        return;
}

static int export_simple(void) {
    Handle of = key_handle(percent(90) ? SESSION | MASTER : ANY_KEY & ~HMAC_KEY, 4);
    Handle under = key_handle(percent(95) ? RSA_PRIVATE | RSA_PUBLIC : ANY_KEY, 5);
    static const DWORD flags[] = {0, 0, 0, 0, CRYPT_OAEP, CRYPT_OAEP, CRYPT_SSL2_FALLBACK, CRYPT_DESTROYKEY};
    Export export;
    char text[64];
    DWORD length;
    int restrictions = 0;
    export.key = of.value, export.under = under.value, export.type = SIMPLEBLOB, export.flags = ONE_OF(flags);
    if (of.slot == NONE || under.slot == NONE) return 0;
    if (under.slot < 0 && !percent(60)) return 0;
    if (under.slot >= 0 && !(keys[under.slot].kind & (RSA_PRIVATE | RSA_PUBLIC))) restrictions |= ONLY_SIZE_QUERY;
    if (of.slot >= 0 && keys[of.slot].kind & (RSA_PRIVATE | RSA_PUBLIC | DSS_KEY)) restrictions |= ONLY_SIZE_QUERY;
    snprintf(text, sizeof text, "%s, %s, simple, %x", of.name, under.name, (unsigned)export.flags);
    if (get("CryptExportKey", text, export_key, &export, RANDOM, restrictions, NULL, &length) && of.slot >= 0 && under.slot >= 0 &&
        keys[under.slot].kind == RSA_PRIVATE && keys[under.slot].algorithm == CALG_RSA_KEYX && percent(70) &&
        keys[of.slot].kind & SESSION)
        import_again(&keys[of.slot], under.slot, export.flags, length);
    return 1;
}

int step_export(void) {
    static const DWORD types[] = {PLAINTEXTKEYBLOB, PLAINTEXTKEYBLOB, PLAINTEXTKEYBLOB, PUBLICKEYBLOB, PUBLICKEYBLOB,
                                  PRIVATEKEYBLOB,   PRIVATEKEYBLOB};
    static const DWORD odd[] = {0, OPAQUEKEYBLOB, PUBLICKEYBLOBEX, SYMMETRICWRAPKEYBLOB, 0x0c, 99};
    Export export;
    Handle of, under = no_handle();
    Likeness likeness = EXACT;
    int restrictions = 0;
    char text[64];
    DWORD length;
    if (percent(35) && !is_dss()) return export_simple();
    export.type = percent(93) ? ONE_OF(types) : ONE_OF(odd);
    if (context.personality == SCHANNEL && percent(8)) export.type = OPAQUEKEYBLOB;
    of = key_handle(percent(92) ? export.type == PLAINTEXTKEYBLOB ? SESSION | MASTER | MAC_KEY
                                  : export.type == PUBLICKEYBLOB  ? RSA_PUBLIC | RSA_PRIVATE | DSS_KEY
                                                                  : RSA_PRIVATE | DSS_KEY
                                : ANY_KEY,
                    4);
    if (of.slot == NONE) return 0;
    export.flags = percent(97) ? 0 : percent(50) ? CRYPT_DESTROYKEY : CRYPT_SSL2_FALLBACK;
    if (export.type == OPAQUEKEYBLOB) { /* of what the Schannel provider has it for */
        if (context.personality == SCHANNEL && percent(70)) of = key_handle(SESSION | MAC_KEY | MASTER, 4);
        if (of.slot == NONE) return 0;
        if (percent(40)) export.flags = CRYPT_DESTROYKEY;
    }
    if (percent(4)) under = key_handle(ANY_KEY, 40);
    if (under.slot >= 0 && export.type != PUBLICKEYBLOB) under = no_handle(); /* Wine does not look at it */
    export.key = of.value, export.under = under.value;
    if (of.slot >= 0) {
        const Key *key = &keys[of.slot];
        likeness = export.type == PLAINTEXTKEYBLOB || key->likeness == RANDOM ? key->likeness : EXACT;
        if (export.type == PLAINTEXTKEYBLOB && key->kind & (RSA_PRIVATE | RSA_PUBLIC | DSS_KEY)) restrictions |= ONLY_SIZE_QUERY;
        if (key->fragile) return 0;
        if (export.type == PRIVATEKEYBLOB && key->kind == RSA_PUBLIC && key->exportable) restrictions |= ONLY_SIZE_QUERY;
    }
    if (export.type == OPAQUEKEYBLOB || export.type == SYMMETRICWRAPKEYBLOB) likeness = RANDOM; /* salt and IV are drawn */
    snprintf(text, sizeof text, "%s, %s, %u, %x", of.name, under.name, (unsigned)export.type, (unsigned)export.flags);
    if (get("CryptExportKey", text, export_key, &export, likeness, restrictions, NULL, &length) && export.type == OPAQUEKEYBLOB &&
        export.flags == CRYPT_DESTROYKEY && of.slot >= 0) {
        keys[of.slot].live = 0;
        orphan_hashes_of(of.slot);
    }
    return 1;
}
