/* The console: its modes are those of the terminal, text on it is UTF-8. */
#ifndef KEYBLOB_WINDOWS_CONSOLE_H
#define KEYBLOB_WINDOWS_CONSOLE_H

#ifndef _TERMIOS_H
#define KEYBLOB_HIDES_TERMIOS
#endif
#include <termios.h>

#define ENABLE_PROCESSED_INPUT 0x0001
#define ENABLE_LINE_INPUT 0x0002
#define ENABLE_ECHO_INPUT 0x0004
#define ENABLE_WINDOW_INPUT 0x0008
#define ENABLE_MOUSE_INPUT 0x0010
#define ENABLE_PROCESSED_OUTPUT 0x0001
#define ENABLE_WRAP_AT_EOL_OUTPUT 0x0002
#define ENABLE_VIRTUAL_TERMINAL_PROCESSING 0x0004

#include "keys.h" /* while termios has its names */

/* Of what is no terminal both fail with ERROR_INVALID_HANDLE. */
KEYBLOB_INLINE BOOL GetConsoleMode(HANDLE console, LPDWORD mode)
{
    struct termios now;
    int descriptor = keyblob_descriptor(console);

    if (tcgetattr(descriptor, &now)) return keyblob_fail(ERROR_INVALID_HANDLE);
    if (descriptor != KEYBLOB_STANDARD_INPUT)
        *mode = ENABLE_PROCESSED_OUTPUT | ENABLE_WRAP_AT_EOL_OUTPUT;
    else
        *mode = (now.c_lflag & ISIG ? ENABLE_PROCESSED_INPUT : 0U) | (now.c_lflag & ICANON ? ENABLE_LINE_INPUT : 0U) |
                (now.c_lflag & ECHO ? ENABLE_ECHO_INPUT : 0U);
    return TRUE;
}
KEYBLOB_INLINE BOOL SetConsoleMode(HANDLE console, DWORD mode)
{
    struct termios now;
    int descriptor = keyblob_descriptor(console);

    if (tcgetattr(descriptor, &now)) return keyblob_fail(ERROR_INVALID_HANDLE);
    if (descriptor != KEYBLOB_STANDARD_INPUT) return TRUE;
    now.c_lflag &= ~(tcflag_t)(ISIG | ICANON | ECHO);
    if (mode & ENABLE_PROCESSED_INPUT) now.c_lflag |= ISIG;
    if (mode & ENABLE_LINE_INPUT) now.c_lflag |= ICANON;
    if (mode & ENABLE_ECHO_INPUT) now.c_lflag |= ECHO;
    fflush(stdout);
    return tcsetattr(descriptor, TCSANOW, &now) ? keyblob_fail_errno() : TRUE;
}

#ifdef KEYBLOB_HIDES_TERMIOS /* short names, which are a program's own rather */
#undef B0
#undef B50
#undef B75
#undef BS0
#undef BS1
#undef CR0
#undef CR1
#undef CR2
#undef CR3
#undef FF0
#undef FF1
#undef NL0
#undef NL1
#undef TAB0
#undef TAB1
#undef TAB2
#undef TAB3
#undef VT0
#undef VT1
#undef CS5
#undef CS6
#undef CS7
#undef CS8
#undef ECHO
#endif

/* Unlike Windows's, this writes to a file or a pipe, too. */
KEYBLOB_INLINE BOOL WriteConsoleA(HANDLE console, LPCVOID text, DWORD count, LPDWORD done, LPVOID reserved)
{
    (void)reserved;
    fflush(stdout);
    return WriteFile(console, text, count, done, NULL);
}
KEYBLOB_INLINE BOOL WriteConsoleW(HANDLE console, LPCVOID text, DWORD count, LPDWORD done, LPVOID reserved)
{
    keyblob_text narrow = {NULL, 0, 0};
    BOOL good;

    (void)reserved;
    fflush(stdout);
    if (keyblob_append_wide(&narrow, (LPCWSTR)text, count)) good = keyblob_fail(ERROR_NOT_ENOUGH_MEMORY);
    else good = WriteFile(console, narrow.bytes, (DWORD)narrow.length, NULL, NULL);
    free(narrow.bytes);
    if (done) *done = good ? count : 0;
    return good;
}

/* A line, or as much as there is room for: its end is \r\n, as on Windows. */
KEYBLOB_INLINE BOOL ReadConsoleA(HANDLE console, LPVOID to, DWORD room, LPDWORD done, LPVOID control)
{
    char *bytes = (char *)to;
    DWORD count = 0, got = 1;

    (void)control;
    fflush(stdout);
    while (count < room && got) {
        char byte;

        if (!ReadFile(console, &byte, 1, &got, NULL)) return FALSE;
        if (got && byte == '\n' && count + 1 < room && (!count || bytes[count - 1] != '\r')) bytes[count++] = '\r';
        if (got) bytes[count++] = byte;
        if (got && byte == '\n') break;
    }
    *done = count;
    return TRUE;
}
KEYBLOB_INLINE BOOL ReadConsoleW(HANDLE console, LPVOID to, DWORD room, LPDWORD done, LPVOID control)
{
    char *narrow = (char *)malloc(room ? room : 1);
    DWORD count = 0;
    BOOL good = narrow ? ReadConsoleA(console, narrow, room, &count, control) : keyblob_fail(ERROR_NOT_ENOUGH_MEMORY);

    *done = good && count ? (DWORD)MultiByteToWideChar(CP_UTF8, 0, narrow, (int)count, (LPWSTR)to, (int)room) : 0;
    if (narrow) SecureZeroMemory(narrow, room); /* it may have been a password */
    free(narrow);
    return good;
}
#define WriteConsole WINCRYPT_FORM(WriteConsole)
#define ReadConsole WINCRYPT_FORM(ReadConsole)

KEYBLOB_INLINE UINT GetConsoleOutputCP(void) { return CP_UTF8; }
KEYBLOB_INLINE BOOL SetConsoleOutputCP(UINT page)
{
    return page == CP_UTF8 ? TRUE : keyblob_fail(ERROR_INVALID_PARAMETER);
}
#define GetConsoleCP GetConsoleOutputCP
#define SetConsoleCP SetConsoleOutputCP

#endif
