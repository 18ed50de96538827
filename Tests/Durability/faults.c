/* Goes between a program and the C library, and lets FAULT decide what goes wrong:
 *
 *   short-write:N       the N-th write to a file writes half of what it should; 0: every write writes 7 bytes at most
 *   no-rename           rename, renameat and link copy into the target in place
 *   no-file-sync        fsync and fdatasync of a file do nothing
 *   no-directory-sync   fsync and fdatasync of a directory do nothing
 *
 * The last three are what the checks must catch: a store that is written without the care that they check. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int fault_is(const char *name) {
    const char *fault = getenv("FAULT");
    return fault && strcmp(fault, name) == 0;
}

static int is_directory(int file) {
    struct stat status;
    return fstat(file, &status) == 0 && S_ISDIR(status.st_mode);
}

ssize_t write(int file, const void *bytes, size_t count) {
    static long calls;
    const char *fault = getenv("FAULT");
    if (file > STDERR_FILENO && fault && strncmp(fault, "short-write:", 12) == 0) {
        long which = atol(fault + 12);
        if (which == 0 && count > 7) count = 7;
        if (which != 0 && ++calls == which) count = (count + 1) / 2;
    }
    return syscall(SYS_write, file, bytes, count);
}

int fsync(int file) {
    if (fault_is(is_directory(file) ? "no-directory-sync" : "no-file-sync")) return 0;
    return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
    if (fault_is(is_directory(file) ? "no-directory-sync" : "no-file-sync")) return 0;
    return (int)syscall(SYS_fdatasync, file);
}

int renameat(int old_folder, const char *old_name, int new_folder, const char *new_name) {
    if (!fault_is("no-rename")) return (int)syscall(SYS_renameat, old_folder, old_name, new_folder, new_name);
    char buffer[1 << 16];
    int source = openat(old_folder, old_name, O_RDONLY | O_CLOEXEC);
    int target = openat(new_folder, new_name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ssize_t count = read(source, buffer, sizeof buffer);
    if (count < 0 || write(target, buffer, (size_t)count) != count || fsync(target) != 0) return -1;
    close(source);
    close(target);
    return unlinkat(old_folder, old_name, 0);
}

int link(const char *old_name, const char *new_name) {
    if (!fault_is("no-rename")) return (int)syscall(SYS_link, old_name, new_name);
    return renameat(AT_FDCWD, old_name, AT_FDCWD, new_name);
}

int rename(const char *old_name, const char *new_name) { return renameat(AT_FDCWD, old_name, AT_FDCWD, new_name); }
