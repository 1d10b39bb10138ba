/* Let the Nth call by which this process changes a file below a folder fail, or be its last.
 *
 * Loaded before the C library (LD_PRELOAD); nothing happens until it is armed. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { ONCE = 1, FULL = 2, KILL = 3 };
enum { GROWS, OTHER };

static char below[4096];
static size_t below_length;
static long strikes_at, seen;
static int mode;

/* Count the calls, and fail the `nth`: 0 only counts. */
void failing_arm(const char *folder, long nth, int how)
{
    snprintf(below, sizeof below, "%s", folder);
    below_length = strlen(below);
    seen = 0;
    strikes_at = nth;
    mode = how;
}

long failing_disarm(void)
{
    below_length = 0;
    return seen;
}

static int is_below(const char *path)
{
    if (!below_length || !path)
        return 0;
    if (path[0] == '/')
        return !strncmp(path, below, below_length);
    char here[4096];
    return getcwd(here, sizeof here) && !strncmp(here, below, below_length);
}

static int is_open_below(int file)
{
    char link[64], path[4096];
    if (!below_length)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return !strncmp(path, below, below_length);
}

/* Say whether this call fails; `*is_first` when it is the one that was asked for. */
static int strikes(int kind, int *is_first)
{
    seen++;
    *is_first = seen == strikes_at;
    if (!strikes_at || seen < strikes_at)
        return 0;
    if (mode == FULL) {
        errno = ENOSPC;
        return kind == GROWS; /* what needs no room goes on */
    }
    if (mode == ONCE)
        errno = EIO;
    return *is_first;
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) \
        real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* What is written when it strikes is cut in the middle, unless it strikes only once. */
#define WRITE(call, half) \
    int first; \
    if (!is_open_below(file) || !strikes(GROWS, &first)) \
        return call; \
    if (mode != ONCE && first && count > 1) { \
        ssize_t written = half; \
        if (mode == FULL) \
            return written; \
    } \
    if (mode == KILL) \
        die(); \
    errno = mode == FULL ? ENOSPC : EIO; \
    return -1

ssize_t write(int file, const void *bytes, size_t count)
{
    REAL(write);
    WRITE(real(file, bytes, count), real(file, bytes, count / 2));
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at)
{
    REAL(pwrite);
    WRITE(real(file, bytes, count, at), real(file, bytes, count / 2, at));
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at)
{
    REAL(pwrite64);
    WRITE(real(file, bytes, count, at), real(file, bytes, count / 2, at));
}

#define CALL(is_ours, kind, call) \
    int first; \
    if (!(is_ours) || !strikes(kind, &first)) \
        return call; \
    if (mode == KILL) \
        die(); \
    return -1

int fsync(int file)
{
    REAL(fsync);
    CALL(is_open_below(file), OTHER, real(file));
}

int fdatasync(int file)
{
    REAL(fdatasync);
    CALL(is_open_below(file), OTHER, real(file));
}

int ftruncate(int file, off_t length)
{
    REAL(ftruncate);
    struct stat now;
    int kind = fstat(file, &now) == 0 && length > now.st_size ? GROWS : OTHER;
    CALL(is_open_below(file), kind, real(file, length));
}

int ftruncate64(int file, off64_t length)
{
    REAL(ftruncate64);
    struct stat now;
    int kind = fstat(file, &now) == 0 && length > now.st_size ? GROWS : OTHER;
    CALL(is_open_below(file), kind, real(file, length));
}

int rename(const char *from, const char *to)
{
    REAL(rename);
    CALL(is_below(from) || is_below(to), OTHER, real(from, to));
}

int unlink(const char *path)
{
    REAL(unlink);
    CALL(is_below(path), OTHER, real(path));
}

int mkdir(const char *path, mode_t mode_of_it)
{
    REAL(mkdir);
    CALL(is_below(path), GROWS, real(path, mode_of_it));
}

/* Opening counts where it makes a file. */
#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        REAL(name); \
        mode_t rights = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list more; \
            va_start(more, flags); \
            rights = va_arg(more, mode_t); \
            va_end(more); \
        } \
        int makes = (flags & O_CREAT) && is_below(path) && access(path, F_OK) != 0; \
        CALL(makes, GROWS, real(path, flags, rights)); \
    }

OPEN(open)
OPEN(open64)
