#include "machine.h"
#include <string.h>

static const DWORD algorithms[] = {CALG_RC2,     CALG_RC4,     CALG_DES,     CALG_3DES,        CALG_3DES_112,
                                   CALG_AES_128, CALG_AES_192, CALG_AES_256, CALG_RSA_KEYX,    CALG_RSA_SIGN,
                                   CALG_DSS_SIGN, CALG_MD5,    CALG_SHA,     CALG_SHA_256,     CALG_SHA_384,
                                   CALG_SHA_512, CALG_MD2,     CALG_MD4,     CALG_MAC,         CALG_HMAC,
                                   CALG_SSL3_SHAMD5, CALG_TLS1PRF, CALG_SCHANNEL_MASTER_HASH, CALG_SCHANNEL_MAC_KEY,
                                   CALG_SCHANNEL_ENC_KEY, CALG_SSL2_MASTER, CALG_SSL3_MASTER, CALG_TLS1_MASTER,
                                   CALG_PCT1_MASTER, CALG_DH_SF, CALG_DH_EPHEM, CALG_AGREEDKEY_ANY, AT_KEYEXCHANGE, AT_SIGNATURE};
static const DWORD key_flags[] = {CRYPT_EXPORTABLE, 0, CRYPT_EXPORTABLE | CRYPT_CREATE_SALT, CRYPT_NO_SALT, CRYPT_OAEP,
                                  CRYPT_EXPORTABLE | CRYPT_ARCHIVABLE, CRYPT_IPSEC_HMAC_KEY, CRYPT_PREGEN, CRYPT_USER_PROTECTED,
                                  CRYPT_DESTROYKEY, CRYPT_SSL2_FALLBACK, CRYPT_BLOB_VER3, CRYPT_SERVER, CRYPT_EXPORTABLE};
static const DWORD small_flags[] = {0, 0, 0, 0, 1, 2, 4, 0x20, CRYPT_OAEP};
static const DWORD parameters[] = {KP_IV, KP_SALT, KP_PADDING, KP_MODE, KP_MODE_BITS, KP_PERMISSIONS, KP_ALGID, KP_BLOCKLEN,
                                   KP_KEYLEN, KP_SALT_EX, KP_P, KP_G, KP_Q, KP_X, KP_EFFECTIVE_KEYLEN, KP_SCHANNEL_ALG,
                                   KP_CLIENT_RANDOM, KP_SERVER_RANDOM, KP_CERTIFICATE, KP_CLEAR_KEY, KP_PUB_PARAMS, KP_VERIFY_PARAMS};
static const DWORD hash_parameters[] = {HP_HASHVAL, HP_ALGID, HP_HASHSIZE, HP_HMAC_INFO, HP_TLS1PRF_LABEL, HP_TLS1PRF_SEED};
static const DWORD blob_types[] = {SIMPLEBLOB, PUBLICKEYBLOB, PRIVATEKEYBLOB, PLAINTEXTKEYBLOB, OPAQUEKEYBLOB, PUBLICKEYBLOBEX,
                                   SYMMETRICWRAPKEYBLOB};
static const DWORD types[] = {PROV_RSA_AES, PROV_RSA_FULL, PROV_RSA_SCHANNEL, PROV_DSS, PROV_DSS_DH, PROV_DH_SCHANNEL, PROV_RSA_SIG};
static const DWORD context_flags[] = {CRYPT_VERIFYCONTEXT, CRYPT_NEWKEYSET, 0, CRYPT_DELETEKEYSET, CRYPT_VERIFYCONTEXT | CRYPT_SILENT,
                                      CRYPT_NEWKEYSET | CRYPT_SILENT, CRYPT_MACHINE_KEYSET};
static const char *const containers[] = {NULL, "", "a", "A", "b", "../b", "a/b", "\xc3\xa4"};

/* A length that most often is small, and a place for it that now and then is missing. */
static DWORD take_length(void) {
    const uint8_t length = take8();
    return length < 0xf0 ? length : (length & 15u) * 100 + take8();
}

static DWORD *lengths(DWORD value) {
    static DWORD length;
    length = value;
    return take8() == 0xff ? NULL : &length;
}

/* Making long pairs takes minutes, and is the same code. */
static DWORD bounded_bits(ALG_ID algorithm, DWORD flags) {
    DWORD bits = flags >> 16;
    switch (algorithm) {
    case AT_KEYEXCHANGE:
    case AT_SIGNATURE:
    case CALG_RSA_KEYX:
    case CALG_RSA_SIGN:
    case CALG_DSS_SIGN:
    case CALG_DH_SF:
    case CALG_DH_EPHEM:
        if (bits == 0 || bits > 512) bits = 512;
    }
    return (flags & 0xffff) | bits << 16;
}

static void acquire(void) {
    const char *container = containers[take8() % (sizeof containers / sizeof *containers)];
    const DWORD type = ONE_OF(types), flags = ONE_OF(context_flags);
    ULONG_PTR *made = place();
    const BOOL ok = CALL(CryptAcquireContextA, (made, container, NULL, type, flags));
    if (ok && !(flags & CRYPT_DELETEKEYSET)) keep(CONTEXT, made != NULL);
}

static void import(void) {
    const ULONG_PTR in = take_handle(CONTEXT), with = take_optional(KEY);
    const DWORD flags = ONE_OF(key_flags), length = take_length();
    BYTE *blob = take_bytes(length, length);
    ULONG_PTR *made;
    if (length >= 12 && blob[0] & 0x80) { /* a header that fits, more often than chance would have it */
        const DWORD rest = length - 12;
        const ALG_ID algorithm = algorithms[blob[1] % (sizeof algorithms / sizeof *algorithms)];
        blob[0] = PLAINTEXTKEYBLOB, blob[1] = CUR_BLOB_VERSION, blob[2] = blob[3] = 0;
        memcpy(blob + 4, &algorithm, 4), memcpy(blob + 8, &rest, 4);
    }
    made = place();
    keep(KEY, CALL(CryptImportKey, (in, blob, length, with, flags, made)) && made);
}

static void export(void) {
    const ULONG_PTR key = take_handle(KEY), under = take_optional(KEY);
    const DWORD type = ONE_OF(blob_types), flags = take8() & 1 ? ONE_OF(key_flags) : 0, room = take_length();
    BYTE *data = take8() & 1 ? take_bytes(0, room) : NULL;
    const BOOL ok = CALL(CryptExportKey, (key, under, type, flags, data, lengths(room)));
    if (ok && data && flags & CRYPT_DESTROYKEY && type == OPAQUEKEYBLOB) gone(key);
}

static void crypt(int decrypting) {
    const ULONG_PTR key = take_handle(KEY), hash = take_optional(HASH);
    const BOOL final = take8() & 1;
    const DWORD flags = ONE_OF(small_flags), length = take_length(), room = length + take8() % 40;
    BYTE *data = take8() == 0xff ? NULL : take_bytes(length, room);
    if (decrypting)
        CALL(CryptDecrypt, (key, hash, final, flags, data, lengths(length)));
    else
        CALL(CryptEncrypt, (key, hash, final, flags, data, lengths(length), take8() & 7 ? room : take_length() % (room + 1)));
}

static const void *parameter_value(DWORD parameter) {
    static CRYPT_DATA_BLOB blob;
    static SCHANNEL_ALG algorithm;
    static DWORD number;
    const DWORD length = take8();
    if (take8() == 0xff) return NULL;
    switch (parameter) {
    case KP_SALT_EX:
    case KP_CLIENT_RANDOM:
    case KP_SERVER_RANDOM:
    case KP_P:
    case KP_G:
    case KP_Q:
    case KP_CERTIFICATE:
    case KP_CLEAR_KEY:
    case KP_OAEP_PARAMS:
    case KP_PUB_PARAMS:
        blob.cbData = length, blob.pbData = length ? take_bytes(length, length) : NULL;
        return &blob;
    case KP_SCHANNEL_ALG:
        memset(&algorithm, 0, sizeof algorithm);
        algorithm.dwUse = take8() % 3, algorithm.Algid = ONE_OF(algorithms), algorithm.cBits = take8() & 1 ? 128 : take32() & 0x3ff;
        return &algorithm;
    case KP_IV:
    case KP_SALT: return take_bytes(64, 64); /* no length is passed: as long as the longest block */
    default: number = take8() & 1 ? take32() : take8(); return &number;
    }
}

static const void *hash_value(DWORD parameter) {
    static CRYPT_DATA_BLOB blob;
    static HMAC_INFO info;
    const DWORD length = take8();
    if (take8() == 0xff) return NULL;
    if (parameter == HP_HMAC_INFO) {
        memset(&info, 0, sizeof info);
        info.HashAlgid = ONE_OF(algorithms);
        info.cbInnerString = length, info.pbInnerString = length ? take_bytes(length, length) : NULL;
        return &info;
    }
    if (parameter == HP_HASHVAL) return take_bytes(64, 64);
    blob.cbData = length, blob.pbData = length ? take_bytes(length, length) : NULL;
    return &blob;
}

static void sign(void) {
    const ULONG_PTR hash = take_handle(HASH);
    const DWORD spec = take8() & 3, flags = ONE_OF(small_flags), room = take_length();
    const char *description = take8() == 0xff ? "description" : NULL;
    BYTE *data = take8() & 1 ? take_bytes(0, room) : NULL;
    CALL(CryptSignHashA, (hash, spec, description, flags, data, lengths(room)));
}

void call_something(void) {
    const uint8_t function = take8();
    ULONG_PTR a, b, *made;
    DWORD x, y, n;
    switch (function % 32) {
    case 0: acquire(); break;
    case 1: a = take_handle(CONTEXT); if (CALL(CryptReleaseContext, (a, 0))) { gone(a); destroy_all(); } break;
    case 2: case 3: import(); break;
    case 4: export(); break;
    case 5: case 6: crypt(0); break;
    case 7: case 8: crypt(1); break;
    case 9:
        a = take_handle(CONTEXT), x = ONE_OF(algorithms), y = ONE_OF(key_flags) | (DWORD)(take8() * 8u) << 16, made = place();
        keep(KEY, CALL(CryptGenKey, (a, x, bounded_bits(x, y), made)) && made);
        break;
    case 10:
        a = take_handle(CONTEXT), b = take_handle(HASH), x = ONE_OF(algorithms), y = ONE_OF(key_flags), made = place();
        keep(KEY, CALL(CryptDeriveKey, (a, x, b, y, made)) && made);
        break;
    case 11: a = take_handle(KEY), made = place(); keep(KEY, CALL(CryptDuplicateKey, (a, NULL, take8() >> 7, made)) && made); break;
    case 12: a = take_handle(KEY); if (CALL(CryptDestroyKey, (a))) gone(a); break;
    case 13: a = take_handle(CONTEXT), x = take8() & 3, made = place(); keep(KEY, CALL(CryptGetUserKey, (a, x, made)) && made); break;
    case 14:
        a = take_handle(KEY), x = ONE_OF(parameters), n = take_length();
        CALL(CryptGetKeyParam, (a, x, take8() & 1 ? take_bytes(0, n) : NULL, lengths(n), take8() >> 7));
        break;
    case 15: case 16: a = take_handle(KEY), x = ONE_OF(parameters); CALL(CryptSetKeyParam, (a, x, parameter_value(x), take8() >> 7)); break;
    case 17: case 18:
        a = take_handle(CONTEXT), x = ONE_OF(algorithms), b = take_optional(KEY), made = place();
        keep(HASH, CALL(CryptCreateHash, (a, x, b, take8() >> 7, made)) && made);
        break;
    case 19: a = take_handle(HASH); if (CALL(CryptDestroyHash, (a))) gone(a); break;
    case 20: a = take_handle(HASH), made = place(); keep(HASH, CALL(CryptDuplicateHash, (a, NULL, take8() >> 7, made)) && made); break;
    case 21: case 22: a = take_handle(HASH), n = take_length(); CALL(CryptHashData, (a, take_bytes(n, n), n, ONE_OF(small_flags))); break;
    case 23: a = take_handle(HASH), b = take_handle(KEY); CALL(CryptHashSessionKey, (a, b, ONE_OF(small_flags))); break;
    case 24:
        a = take_handle(HASH), x = ONE_OF(hash_parameters), n = take_length();
        CALL(CryptGetHashParam, (a, x, take8() & 1 ? take_bytes(0, n) : NULL, lengths(n), take8() >> 7));
        break;
    case 25: a = take_handle(HASH), x = ONE_OF(hash_parameters); CALL(CryptSetHashParam, (a, x, hash_value(x), take8() >> 7)); break;
    case 26: sign(); break;
    case 27:
        a = take_handle(HASH), b = take_handle(KEY), n = take_length();
        CALL(CryptVerifySignatureA, (a, take_bytes(n, n), n, b, NULL, ONE_OF(small_flags)));
        break;
    case 28:
        a = take_handle(CONTEXT), x = take8(), n = take_length();
        CALL(CryptGetProvParam, (a, x, take8() & 1 ? take_bytes(0, n) : NULL, lengths(n), take8() & 1 ? CRYPT_FIRST : 0));
        break;
    case 29: a = take_handle(CONTEXT), n = take_length(); CALL(CryptGenRandom, (a, n, take_bytes(0, n))); break;
    case 30: a = take_handle(CONTEXT); CALL(CryptContextAddRef, (a, NULL, take8() >> 7)); break;
    default: a = take_handle(CONTEXT), x = take8(); /* the window of the process needs no context */
        if (a || x != PP_CLIENT_HWND) CALL(CryptSetProvParam, (a, x, take_bytes(64, 64), take8()));
        break;
    }
}
