"""Kills an update at each of its system calls, and lets each of them fail: the store is the old one or the new one."""
import concurrent.futures
import itertools

from store import EXIT_CODES, Copy
from traced import calls, strace

#: What goes wrong, by strace's words for it.
KINDS = {"kill": "signal=KILL", "ENOSPC": "error=ENOSPC", "EIO": "error=EIO", "EINTR": "error=EINTR"}
#: Those that the program is told of.
ERRORS = tuple(KINDS)[1:]
#: How the program asks the kernel for memory: without it Swift ends the process, which is a crash like being killed.
MEMORY = {"mmap", "munmap", "mprotect", "brk", "madvise", "mremap", "mlock", "futex"}

numbers = itertools.count()


def may_die(call, kind):
    """Where the process may end without a word: killed, without memory, or by libgcrypt, which must know of FIPS mode and
    of the user."""
    return kind == "kill" or call.name in MEMORY | {"getuid"} or '"/proc/sys/crypto/fips_enabled"' in call.arguments


def trial(update, call, kind, fault=None):
    """One run with one thing wrong; returns a complaint, or None."""
    shop = update.shop
    with Copy(update, f"crash-{next(numbers)}") as copy:
        ran, log = strace(shop, copy, ["-e", f"inject={call.name}:{KINDS[kind]}:when={call.use}"], fault)
        where = f"{update.name}: {kind} at {call!r}"
        if "INJECTED" not in log and "SIGKILL" not in log:
            return f"{where}: did not happen"
        dies = may_die(call, kind)
        complaint = verdict(update, copy, ran, where, dies)
        if not complaint and not dies and (told := update.told(ran, kind)):
            complaint = f"{where}: {told}"
        if not complaint and not dies and call.name != "unlink" and (litter := update.litter(copy.folder)):
            complaint = f"{where}: left {', '.join(litter)}"
        return complaint


def verdict(update, copy, ran, where, dies=False):
    """What is wrong with how a run ended and what it left."""
    if ran.returncode not in EXIT_CODES and not dies:
        return f"{where}: ended with {ran.returncode}"
    state = update.name_of(update.state(copy.home))
    if state.startswith("broken"):
        return f"{where}: {state}"
    has_answered = ran.returncode == update.status or ran.stdout or update.answer and (copy.folder / update.answer).exists()
    if state != "new" and has_answered:
        return f"{where}: success was reported and is not there"
    obstacle = update.obstacle(copy, state)
    return obstacle and f"{where}: {obstacle}"


def short_write(update, number):
    with Copy(update, f"crash-{next(numbers)}") as copy:
        ran = update.shop.run(*update.command, home=copy.home, fault=f"short-write:{number}")
        where = f"{update.name}: short write {number}"
        return verdict(update, copy, ran, where) or (
            None if ran.returncode == update.status else f"{where}: {ran.stderr.decode()}")


def run(update, kinds=tuple(KINDS), fault=None, under_lock=False, every=None):
    """All trials of an update, or those while it holds the lock; returns how many there were and the complaints.

    `every`: one call out of so many fails, in one way after the other, and no write comes up short.
    """
    with Copy(update, f"crash-{next(numbers)}") as copy:
        ran, log = strace(update.shop, copy, [], fault)
        assert ran.returncode == update.status, ran.stderr.decode()
        points = [call for call in calls(log, update) if call.name != "exit_group"]
        if under_lock:
            points = update.under_lock(points)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        pairs = zip(itertools.cycle(kinds), points[::every]) if every else itertools.product(kinds, points)
        trials = [pool.submit(trial, update, call, kind, fault) for kind, call in pairs]
        if not fault and not every:
            writes = sum(call.name == "write" for call in points)
            trials += [pool.submit(short_write, update, number) for number in range(writes + 1)]
        complaints = [complaint for each in trials if (complaint := each.result())]
    return len(trials), complaints
