/* Time, the process and its surroundings. */
#ifndef KEYBLOB_WINDOWS_PROCESS_H
#define KEYBLOB_WINDOWS_PROCESS_H

#include <poll.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>

KEYBLOB_INLINE void Sleep(DWORD milliseconds)
{
    /* poll counts in int. */
    while (milliseconds == INFINITE || milliseconds > 0x7FFFFFFF) {
        poll(NULL, 0, 0x7FFFFFFF);
        if (milliseconds != INFINITE) milliseconds -= 0x7FFFFFFF;
    }
    poll(NULL, 0, (int)milliseconds);
}

/* Milliseconds since the system started, in steps of its clock tick (ten of them). */
KEYBLOB_INLINE ULONGLONG GetTickCount64(void)
{
    struct tms unused;

    return (ULONGLONG)times(&unused) * 1000 / (ULONGLONG)sysconf(_SC_CLK_TCK);
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

KEYBLOB_INLINE void keyblob_system_time(LPSYSTEMTIME to, struct tm *(*convert)(const time_t *))
{
    struct timeval now;
    time_t seconds;
    const struct tm *parts;

    gettimeofday(&now, NULL);
    seconds = now.tv_sec;
    parts = convert(&seconds);
    to->wYear = (WORD)(parts->tm_year + 1900);
    to->wMonth = (WORD)(parts->tm_mon + 1);
    to->wDayOfWeek = (WORD)parts->tm_wday;
    to->wDay = (WORD)parts->tm_mday;
    to->wHour = (WORD)parts->tm_hour;
    to->wMinute = (WORD)parts->tm_min;
    to->wSecond = (WORD)parts->tm_sec;
    to->wMilliseconds = (WORD)(now.tv_usec / 1000);
}
KEYBLOB_INLINE void GetSystemTime(LPSYSTEMTIME time) { keyblob_system_time(time, gmtime); }
KEYBLOB_INLINE void GetLocalTime(LPSYSTEMTIME time) { keyblob_system_time(time, localtime); }

KEYBLOB_INLINE DWORD GetCurrentProcessId(void) { return (DWORD)getpid(); }
KEYBLOB_INLINE VOID ExitProcess(UINT code) { exit((int)code); }

/* Of the whole of a variable: its length without the terminator, or the room it needs where there is too little. */
KEYBLOB_INLINE DWORD GetEnvironmentVariableA(LPCSTR name, LPSTR buffer, DWORD room)
{
    const char *value = getenv(name);
    size_t length;

    if (!value) {
        SetLastError(203); /* ERROR_ENVVAR_NOT_FOUND */
        return 0;
    }
    length = strlen(value);
    if (length >= room) return (DWORD)length + 1;
    memcpy(buffer, value, length + 1);
    return (DWORD)length;
}

#define InterlockedIncrement(value) __sync_add_and_fetch((value), 1)
#define InterlockedDecrement(value) __sync_sub_and_fetch((value), 1)
#define InterlockedExchangeAdd(value, more) __sync_fetch_and_add((value), (more))

#endif
