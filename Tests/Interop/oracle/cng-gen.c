/* gen mode of cng-oracle: a new key of every kind the host can make, in every blob type it can export. */
#include "cng.h"
#include <stdarg.h>

#define RSA_TYPES {"RSAPUBLICBLOB", "RSAPRIVATEBLOB", "RSAFULLPRIVATEBLOB"}
#define DSA_TYPES {"DSAPUBLICBLOB", "DSAPRIVATEBLOB", "V2CAPIDSAPUBLICBLOB", "V2CAPIDSAPRIVATEBLOB"}
#define ECC_TYPES {"ECCPUBLICBLOB", "ECCPRIVATEBLOB"}
#define DH_TYPES {"DHPUBLICBLOB", "DHPRIVATEBLOB"}

typedef struct { const char *theme, *algorithm; int bits; const char *types[5]; } Pair;

static const Pair pairs[] = {
    {"rsa", "RSA", 1024, RSA_TYPES}, {"rsa", "RSA", 2048, RSA_TYPES}, {"dsa", "DSA", 1024, DSA_TYPES},
    {"ecc", "ECDSA_P256", 256, ECC_TYPES}, {"ecc", "ECDSA_P384", 384, ECC_TYPES}, {"ecc", "ECDSA_P521", 521, ECC_TYPES},
    {"ecc", "ECDH_P256", 256, ECC_TYPES}, {"ecc", "ECDH_P384", 384, ECC_TYPES}, {"ecc", "ECDH_P521", 521, ECC_TYPES},
    {"dh", "DH", 1024, DH_TYPES},
};

/* Runs one command; its answer is the record's result. */
__attribute__((format(printf, 4, 5)))
static void step(const char *algorithm, int bits, const char *what, const char *format, ...)
{
    char line[256];
    Command command;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    printf("{\"source\":\"%s bcrypt\",\"alg\":\"%s\",\"bits\":%d,\"step\":\"%s\",\"result\":", implementation, algorithm,
           bits, what);
    parse_command(line, &command);
    run_command(&oracle, &command);
}

static void generate_pair(const Pair *pair)
{
    step(pair->algorithm, pair->bits, "open", "open a=g alg=%s", pair->algorithm);
    step(pair->algorithm, pair->bits, "generate", "genpair a=g k=g bits=%d", pair->bits);
    if (lookup(&keys, "g"))
        for (int i = 0; pair->types[i]; i++)
            step(pair->algorithm, pair->bits, pair->types[i], "export k=g type=%s", pair->types[i]);
    drop(&keys, "g");
}

static void generate_symmetric(int bits)
{
    static const char secret[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    step("AES", bits, "open", "open a=g alg=AES");
    step("AES", bits, "generate", "gensym a=g k=g secret=%.*s", bits / 4, secret);
    step("AES", bits, "KeyDataBlob", "export k=g type=KeyDataBlob");
    step("AES", bits, "OpaqueKeyBlob", "export k=g type=OpaqueKeyBlob");
    step("AES", bits, "Rfc3565KeyWrapBlob", "export k=g with=g type=Rfc3565KeyWrapBlob");
}

int generate_vectors(const char *theme)
{
    answer_suffix = "}";
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (!theme || !strcmp(theme, pairs[i].theme)) generate_pair(&pairs[i]);
    if (!theme || !strcmp(theme, "symmetric"))
        for (int bits = 128; bits <= 256; bits += 64) generate_symmetric(bits);
    return 0;
}
