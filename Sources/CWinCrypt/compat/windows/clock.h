/* Clocks and the calendar. */
#ifndef KEYBLOB_WINDOWS_CLOCK_H
#define KEYBLOB_WINDOWS_CLOCK_H

#include <sys/times.h>

KEYBLOB_INLINE void Sleep(DWORD milliseconds)
{
    /* poll counts in int. */
    while (milliseconds == INFINITE || milliseconds > 0x7FFFFFFF) {
        keyblob_poll(NULL, 0, 0x7FFFFFFF);
        if (milliseconds != INFINITE) milliseconds -= 0x7FFFFFFF;
    }
    keyblob_poll(NULL, 0, (int)milliseconds);
}

/* Milliseconds since the system started, in steps of its clock tick (ten of them). */
KEYBLOB_INLINE ULONGLONG GetTickCount64(void)
{
    struct tms unused;

    return (ULONGLONG)times(&unused) * 1000 / (ULONGLONG)keyblob_sysconf(KEYBLOB_SC_CLK_TCK);
}
KEYBLOB_INLINE DWORD GetTickCount(void) { return (DWORD)GetTickCount64(); }

KEYBLOB_INLINE BOOL QueryPerformanceFrequency(PLARGE_INTEGER perSecond)
{
    perSecond->QuadPart = 1000000;
    return TRUE;
}
KEYBLOB_INLINE BOOL QueryPerformanceCounter(PLARGE_INTEGER count)
{
    struct timeval now;

    gettimeofday(&now, NULL);
    count->QuadPart = (LONGLONG)now.tv_sec * 1000000 + now.tv_usec;
    return TRUE;
}

/* Tenths of microseconds since 1601. */
KEYBLOB_INLINE void GetSystemTimeAsFileTime(LPFILETIME time)
{
    struct timeval now;
    ULONGLONG ticks;

    gettimeofday(&now, NULL);
    ticks = ((ULONGLONG)now.tv_sec + 11644473600U) * 10000000 + (ULONGLONG)now.tv_usec * 10;
    time->dwLowDateTime = (DWORD)ticks;
    time->dwHighDateTime = (DWORD)(ticks >> 32);
}

/* The parts of a moment; FALSE where the calendar has none. */
KEYBLOB_INLINE BOOL keyblob_calendar(LPSYSTEMTIME to, time_t seconds, WORD milliseconds,
                                     struct tm *(*convert)(const time_t *, struct tm *))
{
    struct tm whole, *parts = convert(&seconds, &whole);

    memset(to, 0, sizeof *to);
    if (!parts) return keyblob_fail(ERROR_INVALID_PARAMETER);
    to->wYear = (WORD)(parts->tm_year + 1900);
    to->wMonth = (WORD)(parts->tm_mon + 1);
    to->wDayOfWeek = (WORD)parts->tm_wday;
    to->wDay = (WORD)parts->tm_mday;
    to->wHour = (WORD)parts->tm_hour;
    to->wMinute = (WORD)parts->tm_min;
    to->wSecond = (WORD)parts->tm_sec;
    to->wMilliseconds = milliseconds;
    return TRUE;
}
KEYBLOB_INLINE void keyblob_now(LPSYSTEMTIME to, struct tm *(*convert)(const time_t *, struct tm *))
{
    struct timeval now;

    gettimeofday(&now, NULL);
    keyblob_calendar(to, now.tv_sec, (WORD)(now.tv_usec / 1000), convert);
}
KEYBLOB_INLINE void GetSystemTime(LPSYSTEMTIME time) { keyblob_now(time, gmtime_r); }
KEYBLOB_INLINE void GetLocalTime(LPSYSTEMTIME time) { keyblob_now(time, localtime_r); }
KEYBLOB_INLINE BOOL FileTimeToSystemTime(const FILETIME *from, LPSYSTEMTIME to)
{
    ULONGLONG ticks = (ULONGLONG)from->dwHighDateTime << 32 | from->dwLowDateTime;

    return keyblob_calendar(to, (time_t)(ticks / 10000000) - (time_t)11644473600, (WORD)(ticks / 10000 % 1000), gmtime_r);
}
/* Days since 1601 by the rule of the Gregorian calendar. */
KEYBLOB_INLINE BOOL SystemTimeToFileTime(const SYSTEMTIME *from, LPFILETIME to)
{
    static const WORD before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    ULONGLONG years, days, ticks;
    int leap = from->wYear % 4 == 0 && (from->wYear % 100 != 0 || from->wYear % 400 == 0);

    if (from->wYear < 1601 || from->wMonth < 1 || from->wMonth > 12 || from->wDay < 1 || from->wDay > 31 ||
        from->wHour > 23 || from->wMinute > 59 || from->wSecond > 59 || from->wMilliseconds > 999)
        return keyblob_fail(ERROR_INVALID_PARAMETER);
    years = from->wYear - 1601U;
    days = years * 365 + years / 4 - years / 100 + years / 400 + before[from->wMonth - 1] + (leap && from->wMonth > 2) +
           from->wDay - 1U;
    ticks = (((days * 24 + from->wHour) * 60 + from->wMinute) * 60 + from->wSecond) * 10000000 + from->wMilliseconds * 10000U;
    to->dwLowDateTime = (DWORD)ticks;
    to->dwHighDateTime = (DWORD)(ticks >> 32);
    return TRUE;
}
KEYBLOB_INLINE LONG CompareFileTime(const FILETIME *a, const FILETIME *b)
{
    ULONGLONG x = (ULONGLONG)a->dwHighDateTime << 32 | a->dwLowDateTime;
    ULONGLONG y = (ULONGLONG)b->dwHighDateTime << 32 | b->dwLowDateTime;

    return x < y ? -1 : x > y;
}

#endif
