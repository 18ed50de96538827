/* conio.h for Linux: keys one by one, where standard input is a terminal; else the bytes that it has. */
#ifndef KEYBLOB_CONIO_H
#define KEYBLOB_CONIO_H

#include "windows.h"

#include <poll.h>
#include <termios.h>

KEYBLOB_INLINE int keyblob_key(int echoed)
{
    struct termios before, now;
    int terminal, key;

    fflush(stdout);
    terminal = !tcgetattr(STDIN_FILENO, &before);
    if (terminal) {
        now = before;
        now.c_lflag &= ~(tcflag_t)(ICANON | (echoed ? 0 : ECHO));
        now.c_cc[VMIN] = 1;
        now.c_cc[VTIME] = 0;
        tcsetattr(STDIN_FILENO, TCSANOW, &now);
    }
    key = getchar();
    if (terminal) tcsetattr(STDIN_FILENO, TCSANOW, &before);
    return terminal && key == '\n' ? '\r' : key; /* what Windows's Enter key gives */
}
KEYBLOB_INLINE int _getch(void) { return keyblob_key(0); }
KEYBLOB_INLINE int _getche(void) { return keyblob_key(1); }
KEYBLOB_INLINE int _kbhit(void)
{
    struct pollfd input = {STDIN_FILENO, POLLIN, 0};

    return poll(&input, 1, 0) > 0;
}
KEYBLOB_INLINE int _putch(int character) { return putchar(character); }
KEYBLOB_INLINE int _cputs(const char *text) { return fputs(text, stdout) < 0 ? -1 : 0; }
#define _getwch _getch
#define getch _getch
#define getche _getche
#define kbhit _kbhit
#define putch _putch
#define _cprintf printf

#endif
