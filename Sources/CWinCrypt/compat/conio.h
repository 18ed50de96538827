/* conio.h for Linux: keys one by one, where standard input is a terminal; else the bytes that it has. */
#ifndef KEYBLOB_CONIO_H
#define KEYBLOB_CONIO_H

#include "windows.h"

KEYBLOB_INLINE int _getch(void) { return keyblob_key(0); }
KEYBLOB_INLINE int _getche(void) { return keyblob_key(1); }
KEYBLOB_INLINE int _kbhit(void) { return keyblob_key_waits(); }
/* One key can be put back. */
KEYBLOB_INLINE int _ungetch(int key)
{
    if (*keyblob_pushed_key() != EOF) return EOF;
    return *keyblob_pushed_key() = key;
}
/* A key in 16 bits: the bytes of its UTF-8. The second half of a pair is put back. */
KEYBLOB_INLINE int keyblob_wide_key(int echoed)
{
    int waiting = *keyblob_pushed_key() != EOF, key = keyblob_key(echoed);
    int i, length = key < 0xc0 ? 1 : key < 0xe0 ? 2 : key < 0xf0 ? 3 : 4;
    char bytes[4];
    WCHAR units[2];

    if (waiting || length == 1) return key;
    for (i = 0; i < length; i++) {
        if (i) key = keyblob_key(echoed);
        if (i && (key & 0xc0) != 0x80) {
            _ungetch(key);
            break;
        }
        bytes[i] = (char)key;
    }
    if (MultiByteToWideChar(CP_UTF8, 0, bytes, i, units, 2) == 2 && i == length) _ungetch(units[1]);
    return units[0];
}
KEYBLOB_INLINE int _getwch(void) { return keyblob_wide_key(0); }
KEYBLOB_INLINE int _getwche(void) { return keyblob_wide_key(1); }
KEYBLOB_INLINE int _putch(int character) { return putchar(character); }
KEYBLOB_INLINE int _putwch(WCHAR character)
{
    static const WCHAR as_it_is[] = {'%', 'c', 0};

    return keyblob_wprintf(as_it_is, character) < 0 ? EOF : character;
}
KEYBLOB_INLINE int _cputs(const char *text) { return fputs(text, stdout) < 0 ? -1 : 0; }
#define getch _getch
#define getche _getche
#define kbhit _kbhit
#define putch _putch
/* Lines without the echo of Windows's own editor; the length and the text go behind the first two bytes. */
KEYBLOB_INLINE char *_cgets(char *line)
{
    unsigned char room = (unsigned char)line[0];

    line[1] = 0;
    line[2] = 0;
    if (room && fgets(line + 2, room, stdin)) {
        line[2 + strcspn(line + 2, "\n")] = 0;
        line[1] = (char)strlen(line + 2);
    }
    return line + 2;
}
#define _cprintf printf
#define cprintf printf
#define cputs _cputs

#endif
