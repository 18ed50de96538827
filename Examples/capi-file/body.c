/* The body of the file: chunks of 1000 bytes, rounded down to whole blocks, and Final on the last. */
#include "capi-file.h"

#define CHUNK 1000
#define LARGEST_BLOCK 16

static DWORD block_length(HCRYPTKEY key)
{
    DWORD bits = 0, size = sizeof bits;

    if (!CryptGetKeyParam(key, KP_BLOCKLEN, (BYTE *)&bits, &size, 0)) fail_call("CryptGetKeyParam");
    return bits ? bits / 8 : 1;         /* a stream cipher says 0 */
}

/* Looking one byte ahead tells the last chunk, also when the file ends on the edge of one. A reader who takes only a
 * short chunk for the last would decrypt such a file without Final, and leave the padding in. */
static BOOL at_end(FILE *file)
{
    int c = fgetc(file);

    if (ferror(file)) fail("cannot read the input");
    if (c == EOF) return TRUE;
    ungetc(c, file);
    return FALSE;
}

static void write_chunk(const BYTE *data, DWORD length, FILE *output)
{
    if (fwrite(data, 1, length, output) != length) fail("cannot write the output");
}

void encrypt_body(HCRYPTKEY key, FILE *input, FILE *output)
{
    BYTE buffer[CHUNK + LARGEST_BLOCK];         /* encryption pads: one block more */
    DWORD chunk = CHUNK - CHUNK % block_length(key);
    BOOL final;

    do {
        DWORD length = (DWORD)fread(buffer, 1, chunk, input);
        final = at_end(input);
        if (!CryptEncrypt(key, 0, final, 0, buffer, &length, sizeof buffer)) fail_call("CryptEncrypt");
        write_chunk(buffer, length, output);
    } while (!final);
}

void decrypt_body(HCRYPTKEY key, FILE *input, FILE *output)
{
    BYTE buffer[CHUNK];
    DWORD block = block_length(key), chunk = CHUNK - CHUNK % block;
    BOOL final;

    do {
        DWORD length = (DWORD)fread(buffer, 1, chunk, input);
        final = at_end(input);
        if (length == 0 || length % block) fail("the ciphertext is not a whole number of blocks");
        if (!CryptDecrypt(key, 0, final, 0, buffer, &length)) fail_call("CryptDecrypt");
        write_chunk(buffer, length, output);
    } while (!final);
}
