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
KEYBLOB_INLINE int _putch(int character) { return putchar(character); }
KEYBLOB_INLINE int _cputs(const char *text) { return fputs(text, stdout) < 0 ? -1 : 0; }
#define _getwch _getch
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
#define _getwche _getche
#define _putwch(character) _putch((int)(character))
#define cprintf printf
#define cputs _cputs

#endif
