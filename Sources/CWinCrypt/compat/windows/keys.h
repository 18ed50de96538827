/* Keys one by one, of standard input where it is a terminal: past the lines that it edits, and past what stdio has read. */
#ifndef KEYBLOB_WINDOWS_KEYS_H
#define KEYBLOB_WINDOWS_KEYS_H


KEYBLOB_INLINE int keyblob_begin_keys(struct termios *before, int echoed)
{
    struct termios now;

    if (tcgetattr(KEYBLOB_STANDARD_INPUT, before)) {
        fflush(stdout);
        return FALSE;
    }
    now = *before;
    now.c_lflag &= ~(tcflag_t)(ICANON | (echoed ? 0 : ECHO));
    now.c_cc[VMIN] = 1;
    now.c_cc[VTIME] = 0;
    tcsetattr(KEYBLOB_STANDARD_INPUT, TCSANOW, &now);
    fflush(stdout); /* now: who sees the question may answer it */
    return TRUE;
}
KEYBLOB_INLINE void keyblob_end_keys(const struct termios *before) { tcsetattr(KEYBLOB_STANDARD_INPUT, TCSANOW, before); }

/* The key that was put back; EOF for none. */
KEYBLOB_INLINE int *keyblob_pushed_key(void)
{
    static int pushed = EOF;

    return &pushed;
}

/* One key, or one byte of what is no terminal. */
KEYBLOB_INLINE int keyblob_key(int echoed)
{
    struct termios before;
    unsigned char byte;
    ssize_t got;
    int key = *keyblob_pushed_key();

    *keyblob_pushed_key() = EOF;
    if (key != EOF) return key;
    if (!keyblob_begin_keys(&before, echoed)) return getchar();
    do got = keyblob_read(KEYBLOB_STANDARD_INPUT, &byte, 1);
    while (got < 0 && errno == EINTR);
    keyblob_end_keys(&before);
    if (got != 1) return EOF;
    return byte == '\n' ? '\r' : byte; /* what Windows's Enter key gives */
}

/* Whether a key waits. */
KEYBLOB_INLINE int keyblob_key_waits(void)
{
    struct keyblob_pollfd input = {KEYBLOB_STANDARD_INPUT, KEYBLOB_POLLIN, 0};
    struct termios before;
    int terminal, waits;

    if (*keyblob_pushed_key() != EOF) return TRUE;
    terminal = keyblob_begin_keys(&before, TRUE);
    waits = keyblob_poll(&input, 1, 0) > 0;
    if (terminal) keyblob_end_keys(&before);
    return waits;
}

#endif
