/* capi-file encrypts and decrypts files as CryptoAPI programs have done since the documentation showed how.
 * README.md describes the two layouts. */
#include "capi-file.h"
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: capi-file keys BITS NAME\n"
    "       capi-file encrypt --to PUBLIC [--oaep] --algorithm NAME INPUT OUTPUT\n"
    "       capi-file decrypt --key PRIVATE [--oaep] INPUT OUTPUT\n"
    "       capi-file encrypt|decrypt --password-file FILE --hash NAME --algorithm NAME INPUT OUTPUT\n";

typedef struct { const char *name; ALG_ID id; DWORD bits; } Algorithm;

static const Algorithm ciphers[] = {
    {"rc2-40", CALG_RC2, 40}, {"rc2-56", CALG_RC2, 56}, {"rc2-128", CALG_RC2, 128},
    {"rc4-40", CALG_RC4, 40}, {"rc4-56", CALG_RC4, 56}, {"rc4-128", CALG_RC4, 128},
    {"des", CALG_DES, 0}, {"3des-112", CALG_3DES_112, 0}, {"3des", CALG_3DES, 0},
    {"aes-128", CALG_AES_128, 0}, {"aes-192", CALG_AES_192, 0}, {"aes-256", CALG_AES_256, 0}, {0},
};
static const Algorithm hashes[] = {
    {"md2", CALG_MD2, 0}, {"md4", CALG_MD4, 0}, {"md5", CALG_MD5, 0}, {"sha1", CALG_SHA1, 0},
    {"sha256", CALG_SHA_256, 0}, {"sha384", CALG_SHA_384, 0}, {"sha512", CALG_SHA_512, 0}, {0},
};

static FILE *unfinished;
static const char *unfinished_name;

static void abandon_output(void)
{
    if (!unfinished) return;
    fclose(unfinished);
    remove(unfinished_name);
}

void fail(const char *what)
{
    fprintf(stderr, "capi-file: %s\n", what);
    abandon_output();
    exit(1);
}

void fail_call(const char *call)
{
    fprintf(stderr, "capi-file: %s failed with 0x%08lx\n", call, (unsigned long)GetLastError());
    abandon_output();
    exit(1);
}

FILE *open_file(const char *name, const char *mode)
{
    FILE *file = fopen(name, mode);

    if (file) return file;
    fprintf(stderr, "capi-file: cannot open %s\n", name);
    abandon_output();
    exit(1);
}

static void fail_usage(void)
{
    fputs(usage, stderr);
    abandon_output();
    exit(2);
}

static const Algorithm *find(const Algorithm *table, const char *name)
{
    for (; table->name; table++)
        if (!strcmp(table->name, name)) return table;
    fprintf(stderr, "capi-file: unknown algorithm %s\n", name);
    exit(2);
}

static void set_option(Options *o, const char *name, const char *value)
{
    if (!strcmp(name, "--to")) o->public_file = value;
    else if (!strcmp(name, "--key")) o->private_file = value;
    else if (!strcmp(name, "--password-file")) o->password_file = value;
    else if (!strcmp(name, "--hash")) o->hash = find(hashes, value)->id;
    else if (!strcmp(name, "--algorithm")) {
        o->algorithm = find(ciphers, value)->id;
        o->bits = find(ciphers, value)->bits;
    } else fail_usage();
}

static Options parse(int argc, char **argv)
{
    Options o = {0};

    while (argc > 2) {
        if (!strcmp(*argv, "--oaep")) { o.padding = CRYPT_OAEP; argv++; argc--; continue; }
        set_option(&o, argv[0], argv[1]);
        argv += 2;
        argc -= 2;
    }
    if (argc != 2) fail_usage();
    o.input = argv[0];
    o.output = argv[1];
    return o;
}

static void encrypt_file(HCRYPTPROV provider, const Options *o, FILE *input, FILE *output)
{
    if (!o->algorithm || !(o->public_file || (o->password_file && o->hash))) fail_usage();
    encrypt_body(o->public_file ? new_wrapped_key(provider, o, output) : derive_key(provider, o), input, output);
}

static void decrypt_file(HCRYPTPROV provider, const Options *o, FILE *input, FILE *output)
{
    if (!(o->private_file || (o->password_file && o->hash && o->algorithm))) fail_usage();
    decrypt_body(o->private_file ? read_wrapped_key(provider, o, input) : derive_key(provider, o), input, output);
}

int main(int argc, char **argv)
{
    HCRYPTPROV provider;

    if (argc < 2) fail_usage();
    /* Keys come from files, so no container is needed. */
    if (!CryptAcquireContextA(&provider, NULL, NULL, PROV_RSA_AES, CRYPT_VERIFYCONTEXT))
        fail_call("CryptAcquireContext");
    if (!strcmp(argv[1], "keys") && argc == 4) {
        export_pair(provider, strtoul(argv[2], NULL, 10), argv[3]);
        return 0;
    }
    Options o = parse(argc - 2, argv + 2);
    FILE *input = open_file(o.input, "rb");
    FILE *output = open_file(o.output, "wb");
    unfinished = output;
    unfinished_name = o.output;
    if (!strcmp(argv[1], "encrypt")) encrypt_file(provider, &o, input, output);
    else if (!strcmp(argv[1], "decrypt")) decrypt_file(provider, &o, input, output);
    else fail_usage();
    unfinished = NULL;
    if (fclose(output)) fail("cannot write the output");
    return 0;
}
