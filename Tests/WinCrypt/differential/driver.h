/* The differential driver: a seeded sequence of CryptoAPI calls, and a line for each.
 *
 * Built for Windows it runs under Wine, built natively it runs on libwincrypt; compare.py holds the two transcripts
 * against each other. Which call comes next depends on the seed and on which earlier calls succeeded, so that the two go
 * the same way until one of them answers differently. A run is many short episodes, each with a context of its own.
 */
#ifndef DRIVER_H
#define DRIVER_H
#ifdef _WIN32
#include <windows.h>
#endif
#include <wincrypt.h>
#include <stdint.h>

/* What a program might be compiled without: not every header has them. */
#ifndef CRYPT_NOHASHOID
#define CRYPT_NOHASHOID 1
#endif
#ifndef CRYPT_X931_FORMAT
#define CRYPT_X931_FORMAT 4
#endif
#ifndef CRYPT_IPSEC_HMAC_KEY
#define CRYPT_IPSEC_HMAC_KEY 0x100
#endif
#ifndef CRYPT_DECRYPT_RSA_NO_PADDING_CHECK
#define CRYPT_DECRYPT_RSA_NO_PADDING_CHECK 0x20
#endif
#ifndef CRYPT_SERVER
#define CRYPT_SERVER 0x400
#endif

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define ONE_OF(array) ((array)[below(COUNT(array))])

/* random.c: the generator of the sequence. It starts anew at every step, so that a step which draws once more on one side
 * does not shift all that follows. */
void draw_for(uint64_t seed, uint64_t episode, uint64_t step);
uint32_t below(uint32_t bound);
int percent(uint32_t probability);
void fill(BYTE *bytes, DWORD length);

/* transcript.c: one line a call: name, arguments in words, ` -> `, result, and what the call gave. */
#define UNTOUCHED 0xdeadbeef /* the last error before every call */
#define TRY(call) (SetLastError(UNTOUCHED), attempted(call))
void open_transcript(const char *path, int flushing);
void close_transcript(void); /* with the counts of outcomes */
void at(uint32_t episode, uint32_t step);
void begin(const char *function, const char *format, ...);
BOOL attempted(BOOL result);
/* `form` says which kind of success it was; counts go by function and form, or by function and error. */
BOOL outcome(BOOL result, const char *form);
void also(const char *format, ...);
void end(void);
void remark(const char *format, ...); /* a line of its own: a property that was looked at */

/* How much of some bytes both sides must agree on. */
typedef enum {
    EXACT,  /* all */
    PARITY, /* all but the lowest bit of each byte: a derived DES key, whose parity Wine leaves as it came */
    MIXED,  /* the length: hashed from the former */
    RANDOM  /* the length: drawn at random, or from something that was */
} Likeness;
void bytes(const BYTE *data, DWORD length, Likeness likeness);

/* slots.c: what is open. */
typedef enum { BASE, STRONG, ENHANCED, SCHANNEL, AES, DSS, DSS_DH, DH_SCHANNEL, PERSONALITIES } Personality;
typedef struct {
    const char *label, *name;
    DWORD type;
} Provider;
extern const Provider providers[PERSONALITIES];

typedef struct {
    HCRYPTPROV handle;
    Personality personality;
    char container[24]; /* empty: CRYPT_VERIFYCONTEXT */
} Context;
extern Context context;
int is_dss(void);
const char *context_name(void); /* "p", and "d" at a DSS provider, for the table of accepted differences */

enum { BLOCK = 1, STREAM = 2, RSA_PUBLIC = 4, RSA_PRIVATE = 8, MASTER = 16, MAC_KEY = 32, HMAC_KEY = 64, DSS_KEY = 128 };
#define SESSION (BLOCK | STREAM)
#define ANY_KEY 255

typedef struct {
    int live;
    HCRYPTKEY handle;
    ALG_ID algorithm;
    unsigned kind;
    DWORD length, block; /* bytes */
    DWORD mode, spec;
    int exportable, running, fragile, randoms, schannel;
    int doubtful; /* salt that Wine forgets at the next new start (KP_SALT), or has against CRYPT_NO_SALT */
    Likeness likeness; /* of the key's bytes */
} Key;

typedef struct {
    int live;
    HCRYPTHASH handle;
    ALG_ID algorithm;
    DWORD size;
    int key;      /* slot of the key it was made with, or -1 */
    int orphaned; /* that key has gone or has changed: only to be destroyed */
    int ready, finished;
    Likeness likeness;
} Hash;

#define KEYS 8
#define HASHES 5
extern Key keys[KEYS];
extern Key pairs[3]; /* the container's, by AT_KEYEXCHANGE and AT_SIGNATURE; their handles mean nothing */
extern Hash hashes[HASHES];

typedef struct {
    ULONG_PTR value;
    char name[16];
    int slot; /* below 0: no live object */
} Handle;
#define NONE (-2) /* the slot of a handle that was to be live: nothing fits */
Handle key_handle(unsigned kinds, uint32_t invalid);   /* `invalid`: percent of NULL, garbage and foreign handles */
Handle hash_handle(int usable, uint32_t invalid);      /* `usable`: not an orphaned one */
Handle context_handle(uint32_t invalid);
Handle no_handle(void);
int any_key(unsigned kinds);                           /* a live slot, or -1 */
int any_hash(int usable);
Key *claim_key(void);                                  /* a free slot; something is destroyed where there is none */
Hash *claim_hash(void);
void describe_key(Key *key, HCRYPTKEY handle, ALG_ID algorithm, DWORD length);
void orphan_hashes_of(int key);
const char *key_name(const Key *key);
const char *hash_name(const Hash *hash);

/* buffers.c: a call that fills a buffer, with a buffer of every kind: none, too short, exact, ample. */
typedef BOOL (*Getter)(void *arguments, BYTE *data, DWORD *length);
typedef void (*Printer)(const BYTE *data, DWORD length, Likeness likeness);
enum { NO_SIZE_QUERY = 1, ONLY_SIZE_QUERY = 2, NO_SHORT = 4 };
extern BYTE answer[8192];
/* TRUE when data came, which is then in `answer`, `*length` bytes. */
BOOL get(const char *function, const char *text, Getter getter, void *arguments, Likeness likeness, int restrictions,
         Printer printer, DWORD *length);

/* The steps. Each makes a call or a few, and returns 0 when nothing that is open suits it. */
int step_genkey(void), step_derive(void), step_destroy_key(void), step_duplicate_key(void), step_user_key(void);
int step_get_key_param(void), step_set_key_param(void);
int step_import(void), step_export(void);
void import_pairs(void);
int step_encrypt(void), step_decrypt(void), step_round_trip(void), step_random(void);
int step_create_hash(void), step_destroy_hash(void), step_duplicate_hash(void), step_hash_data(void);
int step_hash_session_key(void), step_get_hash_param(void), step_set_hash_param(void);
int step_sign(void), step_verify(void);
int step_context(void), step_container(void), step_provider_param(void), step_providers(void);
int step_schannel(void);

ALG_ID pick_cipher(void);
DWORD pick_bits(ALG_ID algorithm, DWORD *length);
BOOL import_blob(const char *label, const BYTE *blob, DWORD length, Handle with, DWORD flags, ALG_ID algorithm, DWORD keylen,
                 Likeness likeness);
BOOL destroy_key(Key *key);
BOOL destroy_hash(Hash *hash);
void open_context(void);  /* begins an episode */
void close_context(void); /* ends it */
void open_anchors(void), close_anchors(void);
#endif
