/* Exports a session key for the owner of a public key, and imports it with his private key.
 *   export-session-key export PUBLIC FILE     a new key, in a SIMPLEBLOB; what it makes of a text, behind it
 *   export-session-key import PRIVATE FILE */
#include "sample.h"

static const char text[] = "a text that both sides know";

static void export_key(HCRYPTPROV provider, HCRYPTKEY recipient, const char *name)
{
    BYTE file[4096];
    DWORD size = 0, length = sizeof text;
    HCRYPTKEY key;

    MUST(CryptGenKey(provider, CALG_AES_256, CRYPT_EXPORTABLE, &key));
    MUST(CryptExportKey(key, recipient, SIMPLEBLOB, 0, NULL, &size));
    print_number("size of the BLOB", size);
    MUST(CryptExportKey(key, recipient, SIMPLEBLOB, 0, file, &size));
    print_bytes("its first bytes", file, 12);
    memcpy(file + size, text, length);
    MUST(CryptEncrypt(key, 0, TRUE, 0, file + size, &length, sizeof file - size));
    print_number("length of the ciphertext", length);
    write_file(name, file, size + length);
    MUST(CryptDestroyKey(key));

    MUST(CryptGenKey(provider, CALG_AES_256, 0, &key));
    report("a key that is not exportable, as a PRIVATEKEYBLOB", CryptExportKey(key, 0, PRIVATEKEYBLOB, 0, NULL, &size));
    MUST(CryptDestroyKey(key));
}

static void import_key(HCRYPTPROV provider, HCRYPTKEY pair, const char *name)
{
    BYTE file[4096];
    DWORD count = read_file(name, file, sizeof file), bits, room = sizeof bits, size, length;
    HCRYPTKEY key;

    MUST(CryptGetKeyParam(pair, KP_KEYLEN, (BYTE *)&bits, &room, 0));
    size = 12 + bits / 8;
    length = count - size;
    MUST(CryptImportKey(provider, file, size, pair, 0, &key));
    MUST(CryptDecrypt(key, 0, TRUE, 0, file + size, &length));
    if (length != sizeof text || memcmp(file + size, text, length)) fail("comparing the text");
    printf("%s\n", (const char *)file + size);
    MUST(CryptDestroyKey(key));

    file[40] ^= 1;
    report("with a bit changed", CryptImportKey(provider, file, size, pair, 0, &key));
    file[0] = 0x55;
    report("with a type that is none", CryptImportKey(provider, file, size, pair, 0, &key));
    report("nothing at all", CryptImportKey(provider, NULL, 0, pair, 0, &key));
}

int main(int argc, char *argv[])
{
    HCRYPTPROV provider = open_provider();
    HCRYPTKEY pair;

    if (argc != 4) {
        fprintf(stderr, "usage: export-session-key export|import KEY FILE\n");
        return 2;
    }
    pair = import_file(provider, argv[2]);
    if (!strcmp(argv[1], "export"))
        export_key(provider, pair, argv[3]);
    else
        import_key(provider, pair, argv[3]);
    MUST(CryptDestroyKey(pair));
    MUST(CryptReleaseContext(provider, 0));
    return 0;
}
