/* CryptEncrypt, CryptDecrypt, CryptGenRandom.
 *
 * Not asked, because of Wine:
 * - a hash beside a size query, which it fills from NULL;
 * - a hash beside data it then refuses: the hash would have changed, as that of Windows would not;
 * - anything of the DSS provider's keys: it has no CPEncrypt and CPDecrypt, nor CPGetKeyParam, CPSetKeyParam,
 *   CPHashSessionKey, CPSetProvParam, and Wine ends a program that comes there;
 * - decryption of nothing, with Final, under a block cipher: Wine 8 reads the byte before the buffer, and crashes.
 */
#include "driver.h"
#include "blobs.h"
#include <stdio.h>
#include <string.h>

static BYTE buffer[4096];

static DWORD pick_length(const Key *key, int whole) {
    DWORD length = percent(80) ? below(65) : below(400);
    if (!key) return length;
    if (key->kind & (RSA_PUBLIC | RSA_PRIVATE)) return below(key->length > 11 ? key->length - 10 + below(12) : 1);
    if (key->block && whole) length -= length % key->block;
    return length;
}

static Likeness ciphertext(const Key *key) { return key->likeness >= MIXED ? RANDOM : key->doubtful ? MIXED : EXACT; }

static int hashable(const Hash *hash) {
    return hash->algorithm != CALG_SSL3_SHAMD5 && hash->algorithm != CALG_SCHANNEL_MASTER_HASH &&
           hash->algorithm != CALG_TLS1PRF;
}

int step_encrypt(void) {
    static const char *const rooms[] = {"none", "short", "exact", "ample"};
    static const DWORD odd[] = {CRYPT_OAEP, 1, 0x20, 0x80000000};
    Handle with = key_handle(percent(85) ? SESSION : percent(80) ? RSA_PUBLIC | RSA_PRIVATE : ANY_KEY, 4);
    Handle beside = no_handle();
    Key *key = with.slot < 0 ? NULL : &keys[with.slot];
    int final = percent(55), asymmetric = key && key->kind & (RSA_PUBLIC | RSA_PRIVATE);
    DWORD length = pick_length(key, final ? percent(30) : percent(93)), given = length, room, whole, needed = length;
    DWORD flags = asymmetric && percent(30) ? CRYPT_OAEP : percent(3) ? ONE_OF(odd) : 0;
    unsigned kind = below(10);
    int no_length = percent(1);
    BOOL ok;
    kind = kind == 0 ? 0 : kind == 1 ? 1 : kind < 6 ? 2 : 3;
    if (with.slot == NONE) return 0;
    if (key && key->kind == BLOCK) needed = (length / key->block + (final ? 1 : 0)) * key->block;
    if (asymmetric) needed = key->length;
    whole = key && key->kind == BLOCK && !final ? length % key->block : 0;
    if (key && key->kind == STREAM && kind == 1 && !percent(10)) kind = 2; /* Wine goes on past the end of the buffer */
    if (kind == 1 && !needed) kind = 2;
    room = kind == 1 ? below(needed) : kind == 2 ? needed : sizeof buffer;
    if (kind == 0 && key && key->running) final = 0; /* Wine starts the message anew for a question about its end */
    if (kind == 0) room = key && key->kind == STREAM ? length : below(300);
    if (percent(20) && kind > 1 && !whole && key && key->kind & SESSION && !flags && !key->doubtful &&
        (key->kind == STREAM || key->mode <= 2 || key->mode == 4)) {
        beside = hash_handle(1, 8);
        if (beside.slot >= 0 && (!hashable(&hashes[beside.slot]) || (key->algorithm == CALG_RC2 && key->length > 7))) beside = no_handle();
    }
    if (is_dss() && with.slot >= 0) return 0;
    fill(buffer, length);
    begin("CryptEncrypt", "%s, %s, %d, %x, %u bytes, room=%s %u%s", with.name, beside.name, final, (unsigned)flags, (unsigned)length,
          rooms[kind], (unsigned)room, no_length ? ", no length" : "");
    ok = outcome(TRY(CryptEncrypt(with.value, beside.value, final, flags, kind ? buffer : NULL, no_length ? NULL : &length, room)),
                 asymmetric     ? kind ? "rsa" : "rsa size"
                 : !kind        ? "size"
                 : beside.value ? "hashing"
                 : final        ? "final"
                                : "more");
    also("len=%u", (unsigned)length);
    if (ok && kind && length <= sizeof buffer) bytes(buffer, length, !key || asymmetric ? RANDOM : ciphertext(key));
    end();
    if (!ok || !kind || !key) return 1;
    key->running = !final && !asymmetric;
    if (beside.slot >= 0 && hashes[beside.slot].key == with.slot && hashes[beside.slot].algorithm == CALG_MAC) hashes[beside.slot].orphaned = 1;
    /* RSA: does the other half give it back? */
    if (asymmetric && key->kind == RSA_PRIVATE && given <= sizeof answer && length == key->length) {
        memcpy(answer, buffer, length);
        begin("CryptDecrypt", "%s, 0, 1, %x, what came", with.name, (unsigned)flags);
        ok = outcome(TRY(CryptDecrypt(with.value, 0, TRUE, flags, answer, &length)), "rsa");
        also("len=%u", (unsigned)length);
        if (ok) bytes(answer, length, EXACT);
        end();
    }
    return 1;
}

static int decrypt_rsa(void) {
    Handle with = key_handle(RSA_PRIVATE, 5);
    uint32_t which = below((uint32_t)COUNT(rsa_texts)), i;
    DWORD length, flags;
    BOOL ok;
    if (with.slot < 0) return 0;
    if (percent(90))
        for (i = 0; i < COUNT(rsa_texts) && rsa_texts[which].bits != keys[with.slot].length * 8; i++)
            which = (which + 1) % (uint32_t)COUNT(rsa_texts);
    if (keys[with.slot].likeness != EXACT) return 0;
    length = rsa_texts[which].length, flags = rsa_texts[which].flags;
    memset(buffer, 0, sizeof buffer);
    memcpy(buffer, rsa_texts[which].text, length);
    if (percent(6)) buffer[below(length)] ^= (BYTE)(1 << below(8));
    if (percent(3)) length = percent(50) ? length + 1 : 11;
    if (percent(3)) flags ^= CRYPT_OAEP;
    if (percent(2)) flags |= CRYPT_DECRYPT_RSA_NO_PADDING_CHECK;
    begin("CryptDecrypt", "%s, 0, 1, %x, ciphertext %u of %u", with.name, (unsigned)flags, which, (unsigned)length);
    ok = outcome(TRY(CryptDecrypt(with.value, 0, TRUE, flags, buffer, &length)), "rsa");
    also("len=%u", (unsigned)length);
    if (ok) bytes(buffer, length, EXACT);
    end();
    return 1;
}

/* Beside a hash that takes no more. Wine has decrypted by then, and moved on: it is asked of a double, which goes. */
static int decrypt_beside_finished(void) {
    Handle with = key_handle(SESSION, 0), beside = hash_handle(1, 0);
    Key *key;
    HCRYPTKEY twin = 0;
    DWORD length;
    BOOL ok;
    if (with.slot < 0 || beside.slot < 0 || is_dss() || !hashes[beside.slot].finished || !hashable(&hashes[beside.slot])) return 0;
    key = &keys[with.slot];
    if (key->kind == BLOCK && (key->mode == CRYPT_MODE_OFB || key->mode > CRYPT_MODE_CFB)) return 0;
    begin("CryptDuplicateKey", "%s, 0, 0, twin", with.name);
    ok = outcome(TRY(CryptDuplicateKey(with.value, NULL, 0, &twin)), "");
    end();
    if (!ok) return 1;
    length = 16 * (1 + below(4));
    fill(buffer, length);
    begin("CryptDecrypt", "twin, %s, 0, 0, %u bytes", beside.name, (unsigned)length);
    outcome(TRY(CryptDecrypt(twin, beside.value, FALSE, 0, buffer, &length)), "hashing");
    also("len=%u", (unsigned)length);
    end();
    begin("CryptDestroyKey", "twin");
    outcome(TRY(CryptDestroyKey(twin)), "");
    end();
    return 1;
}

int step_decrypt(void) {
    Handle with = key_handle(percent(92) ? SESSION : ANY_KEY, 5), beside = no_handle();
    Key *key = with.slot < 0 ? NULL : &keys[with.slot];
    int final = percent(25), null = percent(2), no_length = percent(1);
    DWORD length = pick_length(key, percent(98)), flags = percent(4) ? percent(50) ? CRYPT_OAEP : 1 + below(16) : 0;
    BOOL ok;
    if (percent(15)) return decrypt_rsa();
    if (percent(6)) return decrypt_beside_finished();
    if (with.slot == NONE) return 0;
    if (key && key->kind & (RSA_PUBLIC | RSA_PRIVATE | DSS_KEY) && percent(50)) return 0;
    if (key && key->kind == BLOCK && length % key->block) final = 0; /* Wine unpads it, and starts anew */
    if (key && key->kind == BLOCK && !length && final) length = key->block;
    /* Whether what an unknown key decrypts has a padding is chance. */
    if (key && key->likeness >= MIXED && key->kind & (RSA_PUBLIC | RSA_PRIVATE)) return 0;
    if (key && (key->likeness >= MIXED || key->doubtful) && key->kind == BLOCK) final = 0;
    if (key && key->kind & (RSA_PUBLIC | RSA_PRIVATE)) length = key->length, final = 1;
    if (key && key->kind == STREAM && percent(2)) length = 0, final = 1;
    if (!final && key && key->kind & SESSION && key->likeness <= PARITY && !key->doubtful && percent(30) && !flags && !null &&
        (!key->block || length % key->block == 0) && (key->kind == STREAM || key->mode <= 2 || key->mode == 4)) {
        beside = hash_handle(1, 8);
        if (beside.slot >= 0 && (!hashable(&hashes[beside.slot]) || hashes[beside.slot].finished)) beside = no_handle();
    }
    if (is_dss() && with.slot >= 0) return 0;
    memset(buffer, 0, sizeof buffer);
    fill(buffer, length);
    begin("CryptDecrypt", "%s, %s, %d, %x, %u bytes%s%s", with.name, beside.name, final, (unsigned)flags, (unsigned)length,
          null ? ", null" : "", no_length ? ", no length" : "");
    ok = outcome(TRY(CryptDecrypt(with.value, beside.value, final, flags, null ? NULL : buffer, no_length ? NULL : &length)),
                 key && key->kind & (RSA_PUBLIC | RSA_PRIVATE) ? "rsa" : beside.value ? "hashing" : final ? "final" : "more");
    also("len=%u", (unsigned)length);
    if (ok) bytes(buffer, length, !key ? RANDOM : ciphertext(key));
    end();
    if (!key || !(key->kind & SESSION)) return 1;
    if (ok) key->running = !final;
    if (ok && beside.slot >= 0 && hashes[beside.slot].key == with.slot && hashes[beside.slot].algorithm == CALG_MAC) hashes[beside.slot].orphaned = 1;
    return 1;
}

static BOOL crypt(int decrypting, HCRYPTKEY key, const char *name, int final, DWORD *length, Likeness shown) {
    BOOL ok;
    begin(decrypting ? "CryptDecrypt" : "CryptEncrypt", "%s, 0, %d, 0, %u bytes in turn", name, final, (unsigned)*length);
    ok = outcome(decrypting ? TRY(CryptDecrypt(key, 0, final, 0, buffer, length))
                            : TRY(CryptEncrypt(key, 0, final, 0, buffer, length, sizeof buffer)),
                 final ? "final" : "more");
    also("len=%u", (unsigned)*length);
    if (ok) bytes(buffer, *length, shown);
    end();
    return ok;
}

/* A message in pieces: encrypted by a key, decrypted by its double, which was made before. */
int step_round_trip(void) {
    Handle with = key_handle(SESSION, 0);
    Key *key;
    HCRYPTKEY twin = 0;
    BYTE message[200];
    int pieces = 1 + (int)below(3);
    Likeness shown;
    BOOL ok = TRUE;
    if (with.slot < 0 || is_dss()) return 0;
    key = &keys[with.slot];
    if (key->fragile) return 0;
    shown = ciphertext(key);
    begin("CryptDuplicateKey", "%s, 0, 0, twin", with.name);
    ok = outcome(TRY(CryptDuplicateKey(with.value, NULL, 0, &twin)), "");
    end();
    if (!ok) return 1;
    while (ok && pieces--) {
        DWORD length = pieces ? 16 * below(6) : 1 + below(100);
        const DWORD given = length;
        fill(message, given);
        memcpy(buffer, message, given);
        ok = crypt(0, key->handle, with.name, !pieces, &length, shown);
        key->running = pieces != 0;
        if (!ok) break;
        ok = crypt(1, twin, "twin", !pieces, &length, EXACT);
        if (ok) remark("same: %s", length == given && !memcmp(buffer, message, given) ? "yes" : "no");
    }
    begin("CryptDestroyKey", "twin");
    outcome(TRY(CryptDestroyKey(twin)), "");
    end();
    return 1;
}

int step_random(void) {
    Handle in = context_handle(10);
    DWORD length = below(100), i;
    int any = 0;
    BOOL ok;
    memset(buffer, 0, sizeof buffer);
    begin("CryptGenRandom", "%s, %u", in.name, (unsigned)length);
    ok = outcome(TRY(CryptGenRandom(in.value, length, buffer)), "");
    for (i = 0; i < length; i++) any |= buffer[i];
    if (ok && length >= 16) also("%s", any ? "something" : "nothing");
    if (buffer[length]) also("and more");
    end();
    return 1;
}
