/* What the headers here call of POSIX, under names of their own: a program for Windows may well have an open, a read, a
 * link or a crypt of its own, which <unistd.h>, <fcntl.h> and <poll.h> would take. Where -std=c99 hides POSIX, these are
 * there all the same. */
#ifndef KEYBLOB_WINDOWS_POSIX_H
#define KEYBLOB_WINDOWS_POSIX_H

#include <sys/types.h>

#define KEYBLOB_STANDARD_INPUT 0

/* Flags of open and what poll waits for, as Linux has them on x86 and ARM. */
#define KEYBLOB_O_RDONLY 0
#define KEYBLOB_O_WRONLY 1
#define KEYBLOB_O_RDWR 2
#define KEYBLOB_O_CREAT 0100
#define KEYBLOB_O_EXCL 0200
#define KEYBLOB_O_TRUNC 01000
#define KEYBLOB_O_APPEND 02000
#define KEYBLOB_O_CLOEXEC 02000000
#define KEYBLOB_POLLIN 1
#define KEYBLOB_SC_CLK_TCK 2
#define KEYBLOB_SC_PAGESIZE 30

struct keyblob_pollfd {
    int fd;
    short events, revents;
};

#ifdef __cplusplus
extern "C" {
#endif
extern int keyblob_open(const char *path, int flags, ...) __asm__("open");
extern int keyblob_close(int file) __asm__("close");
extern int keyblob_dup(int file) __asm__("dup");
extern int keyblob_memfd_create(const char *name, unsigned flags) __asm__("memfd_create");
extern int keyblob_setenv(const char *name, const char *value, int replacing) __asm__("setenv");
extern int keyblob_unsetenv(const char *name) __asm__("unsetenv");
extern ssize_t keyblob_read(int file, void *to, size_t count) __asm__("read");
extern ssize_t keyblob_write(int file, const void *from, size_t count) __asm__("write");
extern off_t keyblob_lseek(int file, off_t offset, int whence) __asm__("lseek");
extern int keyblob_ftruncate(int file, off_t length) __asm__("ftruncate");
extern int keyblob_fsync(int file) __asm__("fsync");
extern int keyblob_isatty(int file) __asm__("isatty");
extern int keyblob_access(const char *path, int mode) __asm__("access");
extern int keyblob_link(const char *from, const char *to) __asm__("link");
extern int keyblob_unlink(const char *path) __asm__("unlink");
extern int keyblob_rmdir(const char *path) __asm__("rmdir");
extern int keyblob_chdir(const char *path) __asm__("chdir");
extern char *keyblob_getcwd(char *to, size_t room) __asm__("getcwd");
extern ssize_t keyblob_readlink(const char *path, char *to, size_t room) __asm__("readlink");
extern int keyblob_gethostname(char *to, size_t room) __asm__("gethostname");
extern int keyblob_getpid(void) __asm__("getpid");
extern uid_t keyblob_geteuid(void) __asm__("geteuid");
extern long keyblob_sysconf(int name) __asm__("sysconf");
extern long keyblob_syscall(long number, ...) __asm__("syscall");
extern int keyblob_poll(struct keyblob_pollfd *files, unsigned long count, int milliseconds) __asm__("poll");
#ifdef __cplusplus
}
#endif

#endif
