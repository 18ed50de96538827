/* Session keys: random and wrapped for a key pair, or derived from a password. */
#include "capi-file.h"

#define LARGEST_BLOB 16384

static DWORD read_file(const char *name, BYTE *data)
{
    FILE *file = open_file(name, "rb");
    DWORD length = (DWORD)fread(data, 1, LARGEST_BLOB, file);

    if (ferror(file)) fail("cannot read a key or password file");
    fclose(file);
    return length;
}

static HCRYPTKEY import_file(HCRYPTPROV provider, const char *name)
{
    BYTE blob[LARGEST_BLOB];
    HCRYPTKEY key;

    if (!CryptImportKey(provider, blob, read_file(name, blob), 0, 0, &key)) fail_call("CryptImportKey of the key pair");
    return key;
}

/* The file starts with the length of the SIMPLEBLOB, as a DWORD, and the SIMPLEBLOB. */
HCRYPTKEY new_wrapped_key(HCRYPTPROV provider, const Options *options, FILE *output)
{
    HCRYPTKEY recipient = import_file(provider, options->public_file), key;
    BYTE blob[LARGEST_BLOB];
    DWORD length = sizeof blob;

    if (!CryptGenKey(provider, options->algorithm, options->bits << 16 | CRYPT_EXPORTABLE, &key))
        fail_call("CryptGenKey");
    if (!CryptExportKey(key, recipient, SIMPLEBLOB, options->padding, blob, &length)) fail_call("CryptExportKey");
    if (fwrite(&length, sizeof length, 1, output) != 1 || fwrite(blob, length, 1, output) != 1)
        fail("cannot write the output");
    CryptDestroyKey(recipient);
    return key;
}

HCRYPTKEY read_wrapped_key(HCRYPTPROV provider, const Options *options, FILE *input)
{
    HCRYPTKEY own = import_file(provider, options->private_file), key;
    BYTE blob[LARGEST_BLOB];
    DWORD length;

    if (fread(&length, sizeof length, 1, input) != 1 || length > sizeof blob || fread(blob, 1, length, input) != length)
        fail("the input does not start with a blob");
    if (!CryptImportKey(provider, blob, length, own, options->padding, &key)) fail_call("CryptImportKey");
    CryptDestroyKey(own);
    return key;
}

/* With a password the file is ciphertext alone: whoever opens it must know hash and algorithm as well. */
HCRYPTKEY derive_key(HCRYPTPROV provider, const Options *options)
{
    BYTE password[LARGEST_BLOB];
    DWORD length = read_file(options->password_file, password);
    HCRYPTHASH hash;
    HCRYPTKEY key;

    while (length && (password[length - 1] == '\n' || password[length - 1] == '\r')) length--;
    if (!CryptCreateHash(provider, options->hash, 0, 0, &hash)) fail_call("CryptCreateHash");
    if (!CryptHashData(hash, password, length, 0)) fail_call("CryptHashData");
    if (!CryptDeriveKey(provider, options->algorithm, hash, options->bits << 16, &key)) fail_call("CryptDeriveKey");
    CryptDestroyHash(hash);
    return key;
}

static void export_to_file(HCRYPTKEY key, DWORD type, const char *name, const char *extension)
{
    BYTE blob[LARGEST_BLOB];
    DWORD length = sizeof blob;
    char path[1024];

    if (!CryptExportKey(key, 0, type, 0, blob, &length)) fail_call("CryptExportKey of the key pair");
    snprintf(path, sizeof path, "%s%s", name, extension);
    FILE *file = open_file(path, "wb");
    if (fwrite(blob, length, 1, file) != 1 || fclose(file)) fail("cannot write a key file");
}

void export_pair(HCRYPTPROV provider, DWORD bits, const char *name)
{
    HCRYPTKEY key;

    if (!CryptGenKey(provider, AT_KEYEXCHANGE, bits << 16 | CRYPT_EXPORTABLE, &key)) fail_call("CryptGenKey");
    export_to_file(key, PRIVATEKEYBLOB, name, ".private");
    export_to_file(key, PUBLICKEYBLOB, name, ".public");
    CryptDestroyKey(key);
}
