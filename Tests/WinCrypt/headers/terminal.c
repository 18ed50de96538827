/* What programs ask at a terminal: lines with and without echo, keys one by one. terminal.py sits in front of it. Each
 * question ends in "> ", unflushed; what came is told in a line of its own. */
#include <stdio.h>
#include <string.h>
#include <windows.h>
#include <conio.h>
#include <tchar.h>

static DWORD last;
DWORD GetLastError(void) { return last; }
void SetLastError(DWORD code) { last = code; }

/* A line of at most `room` characters, in words. */
static void line(const char *question, DWORD room)
{
    TCHAR text[32];
    DWORD count = 0, i;
    BOOL good;

    printf("%s> ", question);
    good = ReadConsole(GetStdHandle(STD_INPUT_HANDLE), text, room, &count, NULL);
    printf("%d %u:", good, (unsigned)count);
    for (i = 0; i < count; i++) printf(" %x", (unsigned)text[i] & (sizeof(TCHAR) == 1 ? 0xff : 0xffff));
    printf("\n");
}

static void key(const char *question, int (*get)(void))
{
    printf("%s> ", question);
    printf("%d\n", get());
}

static int waited(void)
{
    int i;

    for (i = 0; i < 500 && !_kbhit(); i++) Sleep(10);
    return _kbhit() ? _getch() : -1;
}

static int pair(void)
{
    int first = waited(), second = _getch();

    return first << 8 | second;
}

static int again(void)
{
    int first = _getch();

    if (_ungetch(first) != first || !_kbhit()) return -1;
    return _getch() == first ? first : -2;
}

static int edited(void)
{
    char text[2 + 8] = {8};

    _cgets(text);
    return text[1] << 8 | text[2];
}

int _tmain(void)
{
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode = 0, now = 0;

    if (!GetConsoleMode(input, &mode) || !GetConsoleMode(GetStdHandle(STD_OUTPUT_HANDLE), &now)) return 1;
    printf("modes %u %u\n", (unsigned)mode, (unsigned)now);
    printf("nothing waits: %d\n", _kbhit());
    line("line", 32);
    line("few", 4);
    line("rest", 32);
    SetConsoleMode(input, mode & ~(DWORD)ENABLE_ECHO_INPUT);
    line("password", 32);
    SetConsoleMode(input, ENABLE_PROCESSED_INPUT);
    line("one", 1);
    SetConsoleMode(input, mode);
    GetConsoleMode(input, &now);
    printf("as before: %d\n", now == mode);
    key("key", _getch);
    key("enter", _getch);
    key("shown key", _getche);
    key("awaited key", waited);
    key("two keys", pair);
    key("character", _gettch);
    _putwch(0xe9);
    key(", put back", again);
    line("line after keys", 32);
    key("edited line", edited);
    return 0;
}
