/* _tmain and wmain of a UNICODE program. */
#ifndef KEYBLOB_WINDOWS_TMAIN_H
#define KEYBLOB_WINDOWS_TMAIN_H

/* The program's _tmain, called by a main that turns its arguments to 16-bit text. */
#ifdef __cplusplus
int keyblob_tmain(int count, WCHAR **arguments) __attribute__((weak));
int keyblob_tmain(void) __attribute__((weak));
#else
int keyblob_call_tmain(int count, WCHAR **arguments) __asm__("keyblob_tmain");
#endif
KEYBLOB_INLINE int keyblob_main(int count, char **arguments)
{
    WCHAR **wide = (WCHAR **)calloc((size_t)count + 1, sizeof *wide);
    int i, result;

    for (i = 0; wide && i < count; i++) {
        int room = MultiByteToWideChar(CP_UTF8, 0, arguments[i], -1, NULL, 0);

        wide[i] = (WCHAR *)malloc((size_t)room * sizeof(WCHAR));
        if (wide[i]) MultiByteToWideChar(CP_UTF8, 0, arguments[i], -1, wide[i], room);
    }
#ifdef __cplusplus
    int (*whole)(int, WCHAR **) = keyblob_tmain;
    int (*bare)(void) = keyblob_tmain;
    result = whole ? whole(count, wide) : bare();
#else
    result = keyblob_call_tmain(count, wide);
#endif
    for (i = 0; wide && i < count; i++) free(wide[i]);
    free(wide);
    return result;
}
#define _tmain                                                                                  \
    main(int count, char **arguments);                                                          \
    int main(int count, char **arguments) { return keyblob_main(count, arguments); }            \
    int keyblob_tmain
#define wmain _tmain

#endif
