/* FormatMessage, for the codes of wincrypt/errors.h. */
#ifndef KEYBLOB_WINDOWS_MESSAGES_H
#define KEYBLOB_WINDOWS_MESSAGES_H

#include <stdarg.h>

#define FORMAT_MESSAGE_ALLOCATE_BUFFER 0x00000100
#define FORMAT_MESSAGE_IGNORE_INSERTS 0x00000200
#define FORMAT_MESSAGE_FROM_STRING 0x00000400
#define FORMAT_MESSAGE_FROM_HMODULE 0x00000800
#define FORMAT_MESSAGE_FROM_SYSTEM 0x00001000
#define FORMAT_MESSAGE_ARGUMENT_ARRAY 0x00002000
#define FORMAT_MESSAGE_MAX_WIDTH_MASK 0x000000FF
#define LANG_NEUTRAL 0x00
#define LANG_ENGLISH 0x09
#define SUBLANG_DEFAULT 0x01
#define SUBLANG_ENGLISH_US 0x01
#define MAKELANGID(language, dialect) ((WORD)((dialect) << 10 | (language)))
#define ERROR_MR_MID_NOT_FOUND 317

KEYBLOB_INLINE const char *keyblob_message(DWORD code)
{
    switch (code) {
    case ERROR_SUCCESS: return "Nothing went wrong.";
    case ERROR_FILE_NOT_FOUND: return "There is no such file.";
    case ERROR_PATH_NOT_FOUND: return "There is no such folder.";
    case ERROR_TOO_MANY_OPEN_FILES: return "Too many files are open.";
    case ERROR_ACCESS_DENIED: return "Access is denied.";
    case ERROR_INVALID_HANDLE: return "The handle is not valid.";
    case ERROR_NOT_ENOUGH_MEMORY:
    case ERROR_OUTOFMEMORY:
    case NTE_NO_MEMORY: return "Memory has run out.";
    case ERROR_INVALID_DATA: return "The data is not valid.";
    case ERROR_WRITE_FAULT: return "Writing failed.";
    case ERROR_READ_FAULT: return "Reading failed.";
    case ERROR_GEN_FAILURE: return "The system refused.";
    case ERROR_HANDLE_EOF: return "The end of the file was reached.";
    case ERROR_NOT_SUPPORTED:
    case NTE_NOT_SUPPORTED: return "This is not supported.";
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS: return "The file exists.";
    case ERROR_INVALID_PARAMETER: return "A parameter is not valid.";
    case ERROR_DISK_FULL: return "The disk is full.";
    case ERROR_CALL_NOT_IMPLEMENTED: return "The provider lacks this function.";
    case ERROR_INSUFFICIENT_BUFFER:
    case ERROR_MORE_DATA: return "The buffer is too small.";
    case ERROR_INVALID_NAME: return "The name is not valid.";
    case ERROR_BUSY: return "It is in use.";
    case ERROR_NO_MORE_ITEMS: return "There are no more.";
    case ERROR_NO_UNICODE_TRANSLATION: return "The text has no such form.";
    case ERROR_INTERNAL_ERROR: return "An internal error occurred.";
    case NTE_BAD_UID: return "The provider handle is not valid.";
    case NTE_BAD_HASH: return "The hash is not valid.";
    case NTE_BAD_KEY: return "The key is not valid, or not for this.";
    case NTE_BAD_LEN: return "The length is not valid.";
    case NTE_BAD_DATA: return "The data is not valid, or not for this key.";
    case NTE_BAD_SIGNATURE: return "The signature is not valid.";
    case NTE_BAD_VER: return "The version of the BLOB is unknown.";
    case NTE_BAD_ALGID: return "The algorithm is not valid here.";
    case NTE_BAD_FLAGS: return "The flags are not valid.";
    case NTE_BAD_TYPE: return "The type is not valid.";
    case NTE_BAD_KEY_STATE: return "The key is not in a state for this, or not exportable.";
    case NTE_BAD_HASH_STATE: return "The hash is finished.";
    case NTE_NO_KEY: return "There is no such key.";
    case NTE_EXISTS: return "The key container exists.";
    case NTE_PERM: return "The key's permissions do not allow this.";
    case NTE_NOT_FOUND: return "It was not found.";
    case NTE_BAD_PROVIDER: return "The provider is not valid.";
    case NTE_BAD_PROV_TYPE: return "The provider type is not valid.";
    case NTE_BAD_PUBLIC_KEY: return "The public key is not valid.";
    case NTE_BAD_KEYSET: return "There is no such key container.";
    case NTE_PROV_TYPE_NOT_DEF: return "There is no provider of this type.";
    case NTE_KEYSET_NOT_DEF: return "There is no such provider.";
    case NTE_KEYSET_ENTRY_BAD: return "The key container is damaged.";
    case NTE_PROV_TYPE_NO_MATCH: return "The provider is of another type.";
    case NTE_BAD_KEYSET_PARAM: return "A name is not valid.";
    case NTE_FAIL: return "An unexpected failure occurred.";
    case NTE_SYS_ERR: return "The system failed.";
    case NTE_SILENT_CONTEXT: return "The user would have to be asked, and the context is silent.";
    case NTE_FIXEDPARAMETER: return "The parameters of the key are fixed.";
    default: return NULL;
    }
}

/* The buffer that FORMAT_MESSAGE_ALLOCATE_BUFFER asks for is LocalFree's. */
KEYBLOB_INLINE DWORD FormatMessageA(DWORD flags, LPCVOID source, DWORD code, DWORD language, LPSTR buffer, DWORD room,
                                    va_list *arguments)
{
    const char *message = flags & FORMAT_MESSAGE_FROM_SYSTEM ? keyblob_message(code) : NULL;
    size_t length;

    (void)source, (void)language, (void)arguments;
    if (!message) return (DWORD)keyblob_fail(ERROR_MR_MID_NOT_FOUND);
    length = strlen(message) + 2;
    if (flags & FORMAT_MESSAGE_ALLOCATE_BUFFER) {
        char *made = (char *)LocalAlloc(LPTR, length + 1 > room ? length + 1 : room);

        if (!made) return 0;
        *(LPSTR *)(void *)buffer = made;
        buffer = made;
    } else if (length >= room)
        return (DWORD)keyblob_fail(ERROR_INSUFFICIENT_BUFFER);
    strcpy(buffer, message);
    strcat(buffer, "\r\n");
    return (DWORD)length;
}

KEYBLOB_INLINE DWORD FormatMessageW(DWORD flags, LPCVOID source, DWORD code, DWORD language, LPWSTR buffer, DWORD room,
                                    va_list *arguments)
{
    char narrow[128];
    DWORD i, length = FormatMessageA(flags & ~(DWORD)FORMAT_MESSAGE_ALLOCATE_BUFFER, source, code, language, narrow,
                                     sizeof narrow, arguments);

    if (!length) return 0;
    if (flags & FORMAT_MESSAGE_ALLOCATE_BUFFER) {
        LPWSTR made = (LPWSTR)LocalAlloc(LPTR, (length + 1 > room ? length + 1 : room) * sizeof(WCHAR));

        if (!made) return 0;
        *(LPWSTR *)(void *)buffer = made;
        buffer = made;
    } else if (length >= room)
        return (DWORD)keyblob_fail(ERROR_INSUFFICIENT_BUFFER);
    for (i = 0; i <= length; i++) buffer[i] = (WCHAR)(unsigned char)narrow[i];
    return length;
}
#define FormatMessage WINCRYPT_FORM(FormatMessage)

#endif
