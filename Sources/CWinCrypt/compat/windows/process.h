/* The process and its surroundings. */
#ifndef KEYBLOB_WINDOWS_PROCESS_H
#define KEYBLOB_WINDOWS_PROCESS_H

#include <pwd.h>

KEYBLOB_INLINE DWORD GetCurrentProcessId(void) { return (DWORD)keyblob_getpid(); }
KEYBLOB_INLINE VOID ExitProcess(UINT code) { exit((int)code); }

/* Of the whole of a variable: its length without the terminator, or the room it needs where there is too little. */
KEYBLOB_INLINE const char *keyblob_variable(LPCSTR name)
{
    const char *value = name ? getenv(name) : NULL;

    if (!value) keyblob_fail(ERROR_ENVVAR_NOT_FOUND);
    return value;
}
KEYBLOB_INLINE DWORD GetEnvironmentVariableA(LPCSTR name, LPSTR to, DWORD room)
{
    const char *value = keyblob_variable(name);

    return value ? keyblob_give(value, to, room) : 0;
}
KEYBLOB_INLINE DWORD GetEnvironmentVariableW(LPCWSTR name, LPWSTR to, DWORD room)
{
    char narrow[KEYBLOB_LONGEST_PATH];
    const char *value = keyblob_variable(keyblob_path(name, narrow, sizeof narrow));

    return value ? keyblob_give_wide(value, to, room) : 0;
}

/* No value takes the variable away. */
KEYBLOB_INLINE BOOL SetEnvironmentVariableA(LPCSTR name, LPCSTR value)
{
    return (value ? keyblob_setenv(name, value, 1) : keyblob_unsetenv(name)) ? keyblob_fail_errno() : TRUE;
}
KEYBLOB_INLINE BOOL SetEnvironmentVariableW(LPCWSTR name, LPCWSTR value)
{
    char narrow[KEYBLOB_LONGEST_PATH], text[KEYBLOB_LONGEST_PATH];

    if (!keyblob_path(name, narrow, sizeof narrow) || (value && !keyblob_path(value, text, sizeof text))) return FALSE;
    return SetEnvironmentVariableA(narrow, value ? text : NULL);
}

/* Names of the user, the computer and the program. `length` is in characters, that of a user's name with its
 * terminator. */
KEYBLOB_INLINE const char *keyblob_user(void)
{
    const struct passwd *entry = getpwuid(keyblob_geteuid());
    const char *name = entry ? entry->pw_name : getenv("USER");

    return name ? name : "nobody";
}
KEYBLOB_INLINE BOOL keyblob_named(DWORD given, LPDWORD length, DWORD refusal)
{
    BOOL fits = given < *length;

    *length = given;
    return fits ? TRUE : keyblob_fail(refusal);
}
KEYBLOB_INLINE BOOL GetUserNameA(LPSTR to, LPDWORD length)
{
    BOOL fits = keyblob_named(keyblob_give(keyblob_user(), to, *length), length, ERROR_INSUFFICIENT_BUFFER);

    if (fits) ++*length;
    return fits;
}
KEYBLOB_INLINE BOOL GetUserNameW(LPWSTR to, LPDWORD length)
{
    BOOL fits = keyblob_named(keyblob_give_wide(keyblob_user(), to, *length), length, ERROR_INSUFFICIENT_BUFFER);

    if (fits) ++*length;
    return fits;
}
KEYBLOB_INLINE const char *keyblob_computer(char *name, size_t room)
{
    if (keyblob_gethostname(name, room)) return "localhost";
    name[room - 1] = 0;
    name[strcspn(name, ".")] = 0;
    return name;
}
KEYBLOB_INLINE BOOL GetComputerNameA(LPSTR to, LPDWORD length)
{
    char name[256];

    return keyblob_named(keyblob_give(keyblob_computer(name, sizeof name), to, *length), length, ERROR_BUFFER_OVERFLOW);
}
KEYBLOB_INLINE BOOL GetComputerNameW(LPWSTR to, LPDWORD length)
{
    char name[256];

    return keyblob_named(keyblob_give_wide(keyblob_computer(name, sizeof name), to, *length), length, ERROR_BUFFER_OVERFLOW);
}

/* The program's own file; a module is the program, or the library in it. */
KEYBLOB_INLINE const char *keyblob_program(char *path)
{
    ssize_t length = keyblob_readlink("/proc/self/exe", path, KEYBLOB_LONGEST_PATH - 1);

    path[length < 0 ? 0 : length] = 0;
    return path;
}
KEYBLOB_INLINE DWORD GetModuleFileNameA(HMODULE module, LPSTR to, DWORD room)
{
    char path[KEYBLOB_LONGEST_PATH];
    DWORD length = keyblob_give(keyblob_program(path), to, room);

    (void)module;
    return length < room ? length : (keyblob_fail(ERROR_INSUFFICIENT_BUFFER), room);
}
KEYBLOB_INLINE DWORD GetModuleFileNameW(HMODULE module, LPWSTR to, DWORD room)
{
    char path[KEYBLOB_LONGEST_PATH];
    DWORD length = keyblob_give_wide(keyblob_program(path), to, room);

    (void)module;
    return length < room ? length : (keyblob_fail(ERROR_INSUFFICIENT_BUFFER), room);
}
#define SetEnvironmentVariable WINCRYPT_FORM(SetEnvironmentVariable)
#define GetEnvironmentVariable WINCRYPT_FORM(GetEnvironmentVariable)
#define GetUserName WINCRYPT_FORM(GetUserName)
#define GetComputerName WINCRYPT_FORM(GetComputerName)
#define GetModuleFileName WINCRYPT_FORM(GetModuleFileName)
#define UNLEN 256
#define MAX_COMPUTERNAME_LENGTH 15

/* A debugger's line; here nobody listens unless KEYBLOB_DEBUG_STRINGS says so. */
KEYBLOB_INLINE void OutputDebugStringA(LPCSTR text)
{
    if (getenv("KEYBLOB_DEBUG_STRINGS") && text) fputs(text, stderr);
}
KEYBLOB_INLINE void OutputDebugStringW(LPCWSTR text)
{
    if (getenv("KEYBLOB_DEBUG_STRINGS") && text) keyblob_fputws(text, stderr);
}
#define OutputDebugString WINCRYPT_FORM(OutputDebugString)
KEYBLOB_INLINE BOOL IsDebuggerPresent(void) { return FALSE; }

#endif
