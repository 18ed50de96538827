/* FindFirstFile: the files of a folder whose names are as a pattern says, in which * is any text and ? any letter. */
#ifndef KEYBLOB_WINDOWS_FIND_H
#define KEYBLOB_WINDOWS_FIND_H

#include <dirent.h>
#include <fnmatch.h>

#define KEYBLOB_FIND_DATA(name, character) \
    typedef struct name {                  \
        DWORD dwFileAttributes;            \
        FILETIME ftCreationTime;           \
        FILETIME ftLastAccessTime;         \
        FILETIME ftLastWriteTime;          \
        DWORD nFileSizeHigh;               \
        DWORD nFileSizeLow;                \
        DWORD dwReserved0;                 \
        DWORD dwReserved1;                 \
        character cFileName[MAX_PATH];     \
        character cAlternateFileName[14];  \
    }
KEYBLOB_FIND_DATA(_WIN32_FIND_DATAA, CHAR) WIN32_FIND_DATAA, *PWIN32_FIND_DATAA, *LPWIN32_FIND_DATAA;
KEYBLOB_FIND_DATA(_WIN32_FIND_DATAW, WCHAR) WIN32_FIND_DATAW, *PWIN32_FIND_DATAW, *LPWIN32_FIND_DATAW;

typedef struct keyblob_search {
    DIR *folder;
    char path[KEYBLOB_LONGEST_PATH]; /* with its slash */
    char pattern[MAX_PATH];
} keyblob_search;

KEYBLOB_INLINE BOOL FindNextFileA(HANDLE handle, LPWIN32_FIND_DATAA found)
{
    keyblob_search *search = (keyblob_search *)handle;
    const struct dirent *entry;
    struct stat status;
    char path[KEYBLOB_LONGEST_PATH + MAX_PATH];
    size_t before = strlen(search->path);

    memcpy(path, search->path, before);
    while ((entry = readdir(search->folder)) != NULL) {
        size_t length = strlen(entry->d_name);
        WIN32_FILE_ATTRIBUTE_DATA facts;

        if (length >= MAX_PATH || fnmatch(search->pattern, entry->d_name, FNM_NOESCAPE)) continue;
        memcpy(path + before, entry->d_name, length + 1);
        if (stat(path, &status)) continue;
        memset(found, 0, sizeof *found);
        facts = keyblob_file_facts(&status);
        memcpy(found, &facts, sizeof facts); /* the same fields, at its beginning */
        memcpy(found->cFileName, entry->d_name, length + 1);
        return TRUE;
    }
    return keyblob_fail(ERROR_NO_MORE_FILES);
}
KEYBLOB_INLINE BOOL FindClose(HANDLE handle)
{
    if (!handle || handle == INVALID_HANDLE_VALUE) return keyblob_fail(ERROR_INVALID_HANDLE);
    closedir(((keyblob_search *)handle)->folder);
    free(handle);
    return TRUE;
}
/* *.* is everything, as on Windows. */
KEYBLOB_INLINE HANDLE FindFirstFileA(LPCSTR name, LPWIN32_FIND_DATAA found)
{
    const char *slash = strrchr(name, '/'), *other = strrchr(name, '\\'), *file;
    keyblob_search *search = (keyblob_search *)calloc(1, sizeof *search);

    if (other > slash) slash = other;
    file = slash ? slash + 1 : name;
    if (!search || strlen(name) >= KEYBLOB_LONGEST_PATH || strlen(file) >= MAX_PATH) {
        free(search);
        keyblob_fail(search ? ERROR_INVALID_NAME : ERROR_NOT_ENOUGH_MEMORY);
        return INVALID_HANDLE_VALUE;
    }
    memcpy(search->path, name, (size_t)(file - name));
    if (slash) search->path[slash - name] = '/';
    strcpy(search->pattern, strcmp(file, "*.*") ? file : "*");
    search->folder = opendir(slash ? search->path : ".");
    if (!search->folder) {
        free(search);
        keyblob_fail(ERROR_PATH_NOT_FOUND);
        return INVALID_HANDLE_VALUE;
    }
    if (FindNextFileA((HANDLE)search, found)) return (HANDLE)search;
    FindClose((HANDLE)search);
    keyblob_fail(ERROR_FILE_NOT_FOUND);
    return INVALID_HANDLE_VALUE;
}

/* The parts before the names are alike. */
KEYBLOB_INLINE void keyblob_widen_found(const WIN32_FIND_DATAA *from, LPWIN32_FIND_DATAW to)
{
    memset(to, 0, sizeof *to);
    memcpy(to, from, offsetof(WIN32_FIND_DATAA, cFileName));
    keyblob_give_wide(from->cFileName, to->cFileName, MAX_PATH);
}
KEYBLOB_INLINE HANDLE FindFirstFileW(LPCWSTR name, LPWIN32_FIND_DATAW found)
{
    char path[KEYBLOB_LONGEST_PATH];
    WIN32_FIND_DATAA narrow;
    HANDLE search = keyblob_path(name, path, sizeof path) ? FindFirstFileA(path, &narrow) : INVALID_HANDLE_VALUE;

    if (search != INVALID_HANDLE_VALUE) keyblob_widen_found(&narrow, found);
    return search;
}
KEYBLOB_INLINE BOOL FindNextFileW(HANDLE search, LPWIN32_FIND_DATAW found)
{
    WIN32_FIND_DATAA narrow;

    if (!FindNextFileA(search, &narrow)) return FALSE;
    keyblob_widen_found(&narrow, found);
    return TRUE;
}
#define WIN32_FIND_DATA WINCRYPT_FORM(WIN32_FIND_DATA)
#define LPWIN32_FIND_DATA WINCRYPT_FORM(LPWIN32_FIND_DATA)
#define FindFirstFile WINCRYPT_FORM(FindFirstFile)
#define FindNextFile WINCRYPT_FORM(FindNextFile)

#endif
