/* CryptSignHash, CryptVerifySignature, both letters.
 *
 * Not asked, because of Wine: signatures of a hash that does not fit in the modulus (it pads backwards through memory); of a
 * hash without a value (see hashes.c); a verification under what is no RSA key, with a signature as long as that key; of the
 * DSS provider, a size query with a length of 40 or more (it reverses the bytes at NULL), and a NULL signature.
 */
#include "driver.h"
#include <stdio.h>
#include <string.h>

static BYTE signature[1024];
static DWORD signature_length;
static DWORD signer; /* AT_… of what is in `signature` */

/* The description as the W forms want it. */
static const WCHAR *wide(const char *text) {
    static WCHAR buffer[64];
    DWORD i;
    if (!text) return NULL;
    for (i = 0; text[i]; i++) buffer[i] = (WCHAR)(unsigned char)text[i];
    buffer[i] = 0;
    return buffer;
}

typedef struct {
    HCRYPTHASH hash;
    DWORD spec, flags;
    const char *description;
    int letter_w;
} Signing;

static BOOL sign(void *arguments, BYTE *data, DWORD *length) {
    Signing *signing = arguments;
    if (signing->letter_w)
        return CryptSignHashW(signing->hash, signing->spec, wide(signing->description), signing->flags, data, length);
    return CryptSignHashA(signing->hash, signing->spec, signing->description, signing->flags, data, length);
}

static int signable(const Hash *hash) {
    if (hash->algorithm == CALG_SCHANNEL_MASTER_HASH || hash->algorithm == CALG_TLS1PRF) return 0;
    if (hash->algorithm == CALG_SSL3_SHAMD5) return hash->finished;
    return hash->ready;
}

/* 19 bytes of DigestInfo at most, and three of padding. */
static int fits(const Hash *hash, const Key *key) { return is_dss() || hash->size + 22 <= key->length; }

/* A description goes into the hash, which must take data; and of a MAC there is no signature. */
static int describable(const Hash *hash) { return hash->algorithm != CALG_MAC && hash->algorithm != CALG_SSL3_SHAMD5; }

static BOOL verify(Handle hash, const BYTE *data, DWORD length, Handle key, const char *description, DWORD flags, int letter_w,
                   const char *what) {
    BOOL ok;
    begin(letter_w ? "CryptVerifySignatureW" : "CryptVerifySignatureA", "%s, %s of %u, %s, %s, %x", hash.name, what, (unsigned)length,
          key.name, description ? "described" : "0", (unsigned)flags);
    ok = outcome(letter_w ? TRY(CryptVerifySignatureW(hash.value, data, length, key.value, wide(description), flags))
                          : TRY(CryptVerifySignatureA(hash.value, data, length, key.value, description, flags)),
                 "");
    end();
    return ok;
}

int step_sign(void) {
    static const DWORD odd[] = {2, 8, 0x40, 0x80000000};
    static const DWORD specs[] = {0, 3, CALG_RSA_SIGN};
    Handle of = hash_handle(1, 5), with = no_handle();
    Hash *hash = of.slot < 0 ? NULL : &hashes[of.slot];
    Signing signing;
    Likeness likeness = hash ? hash->likeness : EXACT;
    const Key *pair;
    int restrictions = 0, i;
    char text[64];
    DWORD length;
    if (of.slot == NONE || (hash && !signable(hash))) return 0;
    signing.hash = of.value;
    signing.spec = percent(96) ? percent(50) ? AT_KEYEXCHANGE : AT_SIGNATURE : ONE_OF(specs);
    signing.flags = is_dss() || percent(75) ? 0 : percent(50) ? CRYPT_NOHASHOID : percent(80) ? CRYPT_X931_FORMAT : ONE_OF(odd);
    signing.description = percent(hash && hash->finished ? 14 : 8) && hash && describable(hash) ? "Test signature" : NULL;
    signing.letter_w = percent(40);
    pair = signing.spec <= 2 ? &pairs[signing.spec] : &pairs[0];
    if (is_dss()) {
        if (!pairs[AT_SIGNATURE].live || signing.spec != AT_SIGNATURE) return 0; /* it signs with that, whatever is asked */
        restrictions |= NO_SIZE_QUERY | NO_SHORT;
        likeness = RANDOM;
        if (hash && hash->algorithm != CALG_SHA) return 0;
        signing.description = NULL;
    }
    if (!pair->live && !percent(10)) return 0;
    if (pair->live && hash && !fits(hash, pair)) return 0;
    if (pair->likeness == RANDOM) likeness = RANDOM;
    snprintf(text, sizeof text, "%s, %x, %s, %x", of.name, (unsigned)signing.spec, signing.description ? "described" : "0",
             (unsigned)signing.flags);
    if (!get(signing.letter_w ? "CryptSignHashW" : "CryptSignHashA", text, sign, &signing, likeness, restrictions, NULL, &length)) {
        /* To Wine a hash is finished by an attempt that got as far as its value. */
        if (hash && (hash->algorithm == CALG_MAC || hash->algorithm == CALG_HMAC)) hash->orphaned = 1;
        return 1;
    }
    if (!hash) return 1;
    hash->finished = 1;
    if (length > sizeof signature) return 1;
    memcpy(signature, answer, length);
    signature_length = length, signer = signing.spec;
    for (i = 0; i < KEYS; i++)
        if (keys[i].live && keys[i].spec == signing.spec) {
            with.slot = i, with.value = keys[i].handle;
            snprintf(with.name, sizeof with.name, "k%d", i);
            verify(of, signature, length, with, NULL, signing.flags, percent(40), "signature");
            if (percent(30)) {
                signature[below(length - 1)] ^= (BYTE)(1 << below(8)); /* but not to a number beyond the modulus */
                verify(of, signature, length, with, NULL, signing.flags, percent(40), "damaged");
            }
            break;
        }
    return 1;
}

int step_verify(void) {
    static const DWORD odd[] = {2, 8, 0x40};
    Handle of = hash_handle(1, 6), with = key_handle(percent(93) ? RSA_PUBLIC | RSA_PRIVATE | DSS_KEY : SESSION, 6);
    Hash *hash = of.slot < 0 ? NULL : &hashes[of.slot];
    Key *key = with.slot < 0 ? NULL : &keys[with.slot];
    DWORD length = key ? key->length : 64, flags = is_dss() || percent(85) ? 0 : percent(60) ? CRYPT_NOHASHOID : ONE_OF(odd);
    int null = !is_dss() && percent(5), beyond = !is_dss() && percent(6);
    const char *description = !is_dss() && percent(hash && hash->finished ? 20 : 5) && hash && describable(hash)
                                  ? "Test signature" : NULL;
    if (of.slot == NONE || with.slot == NONE || (hash && !signable(hash))) return 0;
    if (is_dss() && hash && hash->algorithm != CALG_SHA) return 0;
    if (key && key->kind & SESSION && key->length == 128) return 0;
    if (key && !(key->kind & SESSION) && hash && !fits(hash, key)) return 0;
    if (is_dss()) length = 40;
    if (key && key->kind & SESSION) length = 128;
    else if (percent(15)) length = is_dss() ? 40 : percent(50) ? length + 1 : below(length ? length : 1);
    if (length > sizeof signature) return 0;
    fill(signature, length);
    if (beyond) memset(signature, 0xff, length);
    else if (length) signature[length - 1] = 0; /* below the modulus */
    if (verify(of, null ? NULL : signature, length, with, description, flags, percent(40), null ? "null" : beyond ? "beyond" : "noise"))
        return 1;
    if (hash && (hash->algorithm == CALG_MAC || hash->algorithm == CALG_HMAC)) hash->orphaned = 1;
    if (hash && key && !null && (!flags || flags == CRYPT_NOHASHOID) && length == (is_dss() ? 40 : key->length)) hash->finished = 1;
    return 1;
}
