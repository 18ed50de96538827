/* Blocks of one size class are carved from 64 KiB regions and go round in free lists: one per thread, so that threads
 * do not meet, with a shared one behind them. Blocks over the largest class are mapped on their own. */
#define _GNU_SOURCE
#include "arena.h"

#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { SMALLEST_SHIFT = 5, CLASS_COUNT = 9, REGION_SIZE = 64 * 1024, THREAD_CACHE_LIMIT = 64, LARGE_HEADER = 64 };

struct block { struct block *next; };
struct region { struct region *next; char *base; size_t size; bool locked; };

static struct block *shared_blocks[CLASS_COUNT];
static struct region *regions;
static char *carve_next, *carve_end;
static pthread_mutex_t arena_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t arena_once = PTHREAD_ONCE_INIT;
static pthread_key_t thread_exit_key;

static _Thread_local struct block *thread_blocks[CLASS_COUNT];
static _Thread_local unsigned thread_counts[CLASS_COUNT];
static _Thread_local bool thread_registered;

void kb_wipe(void *bytes, size_t size) { explicit_bzero(bytes, size); }

static size_t page_size(void) { return (size_t)sysconf(_SC_PAGESIZE); }

static size_t page_round(size_t size) { return (size + page_size() - 1) & ~(page_size() - 1); }

/* The class that holds `size`, or CLASS_COUNT when it needs a mapping of its own. */
static unsigned class_of(size_t size) {
    unsigned class = 0;
    while (class < CLASS_COUNT && size > (size_t)1 << (SMALLEST_SHIFT + class)) class++;
    return class;
}

static void push(struct block **list, struct block *block) { block->next = *list; *list = block; }

static struct block *pop(struct block **list) {
    struct block *block = *list;
    if (block) *list = block->next;
    return block;
}

static void return_thread_blocks(void *unused) {
    (void)unused;
    pthread_mutex_lock(&arena_lock);
    for (unsigned class = 0; class < CLASS_COUNT; class++) {
        struct block *block;
        while ((block = pop(&thread_blocks[class]))) push(&shared_blocks[class], block);
        thread_counts[class] = 0;
    }
    pthread_mutex_unlock(&arena_lock);
    thread_registered = false;
}

static void before_fork(void) { pthread_mutex_lock(&arena_lock); }
static void after_fork_parent(void) { pthread_mutex_unlock(&arena_lock); }

/* Locks are not inherited: the child locks its copy anew, or learns that it may not. */
static void after_fork_child(void) {
    for (struct region *region = regions; region; region = region->next)
        region->locked = mlock(region->base, region->size) == 0;
    pthread_mutex_unlock(&arena_lock);
}

static void start(void) {
    pthread_key_create(&thread_exit_key, return_thread_blocks);
    pthread_atfork(before_fork, after_fork_parent, after_fork_child);
}

/* `size` bytes between two pages that nobody may touch: what runs over another buffer does not get here, nor out. */
static char *map_guarded(size_t size) {
    size_t page = page_size();
    char *guard = mmap(NULL, size + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (guard == MAP_FAILED) return NULL;
    if (mprotect(guard + page, size, PROT_READ | PROT_WRITE) == 0) return guard + page;
    munmap(guard, size + 2 * page);
    return NULL;
}

static void unmap_guarded(char *base, size_t size) { munmap(base - page_size(), size + 2 * page_size()); }

/* A new region, its descriptor at its own start. Called with the lock held.
 *
 * A child gets a copy of it at fork: with MADV_WIPEONFORK it would go on with keys of zeros, and without the pages
 * (MADV_DONTFORK) crash. */
static struct region *map_region(size_t size) {
    char *base = map_guarded(size);
    if (!base) return NULL;
    madvise(base, size, MADV_DONTDUMP);
    struct region *region = (struct region *)base;
    *region = (struct region){ .next = regions, .base = base, .size = size, .locked = mlock(base, size) == 0 };
    return regions = region;
}

/* Called with the lock held. */
static struct block *carve(unsigned class) {
    size_t size = (size_t)1 << (SMALLEST_SHIFT + class);
    if ((size_t)(carve_end - carve_next) < size) {
        struct region *region = map_region(REGION_SIZE);
        if (!region) return NULL;
        carve_next = region->base + ((sizeof *region + 31) & ~(size_t)31);
        carve_end = region->base + region->size;
    }
    struct block *block = (struct block *)carve_next;
    carve_next += size;
    return block;
}

static void *allocate_large(size_t size) {
    if (size > SIZE_MAX - REGION_SIZE) return NULL;
    pthread_mutex_lock(&arena_lock);
    struct region *region = map_region(page_round(size + LARGE_HEADER));
    pthread_mutex_unlock(&arena_lock);
    return region ? region->base + LARGE_HEADER : NULL;
}

static void release_large(void *block) {
    struct region *region = (struct region *)((char *)block - LARGE_HEADER);
    size_t size = region->size;
    pthread_mutex_lock(&arena_lock);
    for (struct region **link = &regions; *link; link = &(*link)->next)
        if (*link == region) { *link = region->next; break; }
    pthread_mutex_unlock(&arena_lock);
    unmap_guarded((char *)region, size);
}

void *kb_arena_allocate(size_t size) {
    if (size == 0) return NULL;
    pthread_once(&arena_once, start);
    unsigned class = class_of(size);
    if (class == CLASS_COUNT) return allocate_large(size);
    struct block *block = pop(&thread_blocks[class]);
    if (block) {
        thread_counts[class]--;
    } else {
        pthread_mutex_lock(&arena_lock);
        block = pop(&shared_blocks[class]);
        if (!block) block = carve(class);
        pthread_mutex_unlock(&arena_lock);
    }
    if (block) block->next = NULL;
    return block;
}

void kb_arena_release(void *bytes, size_t size) {
    if (!bytes) return;
    kb_wipe(bytes, size);
    unsigned class = class_of(size);
    if (class == CLASS_COUNT) { release_large(bytes); return; }
    if (!thread_registered) {
        thread_registered = true;
        pthread_setspecific(thread_exit_key, &thread_registered);
    }
    if (thread_counts[class] < THREAD_CACHE_LIMIT) {
        push(&thread_blocks[class], bytes);
        thread_counts[class]++;
    } else {
        pthread_mutex_lock(&arena_lock);
        push(&shared_blocks[class], bytes);
        pthread_mutex_unlock(&arena_lock);
    }
}

bool kb_arena_is_locked(const void *block) {
    bool locked = false;
    pthread_mutex_lock(&arena_lock);
    for (struct region *region = regions; region; region = region->next)
        if ((const char *)block >= region->base && (const char *)block < region->base + region->size)
            locked = region->locked;
    pthread_mutex_unlock(&arena_lock);
    return locked;
}
