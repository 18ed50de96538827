"""Kills an update at each of its system calls, and lets each of them fail: the store is the old one or the new one."""
import concurrent.futures
import itertools

from store import EXIT_CODES, Copy
from traced import calls, strace

#: What goes wrong, by strace's words for it.
KINDS = {"kill": "signal=KILL", "ENOSPC": "error=ENOSPC", "EIO": "error=EIO", "EINTR": "error=EINTR"}
#: How the program asks the kernel for memory: without it Swift ends the process, which is a crash like being killed.
MEMORY = {"mmap", "munmap", "mprotect", "brk", "madvise", "mremap", "mlock", "futex"}

numbers = itertools.count()


def may_die(call, kind):
    """Where the process may end without a word: killed, without memory, or by libgcrypt, which must know of FIPS mode."""
    return kind == "kill" or call.name in MEMORY or '"/proc/sys/crypto/fips_enabled"' in call.arguments


def trial(update, call, kind, fault=None):
    """One run with one thing wrong; returns a complaint, or None."""
    shop = update.shop
    with Copy(update, f"crash-{next(numbers)}") as copy:
        ran, log = strace(shop, copy, ["-e", f"inject={call.name}:{KINDS[kind]}:when={call.use}"], fault)
        where = f"{update.name}: {kind} at {call!r}"
        if "INJECTED" not in log and "SIGKILL" not in log:
            return f"{where}: did not happen"
        return verdict(update, copy, ran.returncode, where, may_die(call, kind))


def verdict(update, copy, code, where, dies=False):
    """What is wrong with how a run ended and what it left."""
    shop = update.shop
    if code not in EXIT_CODES and not dies:
        return f"{where}: ended with {code}"
    state = update.name_of(shop.state(copy.home))
    if state not in ("old", "new"):
        return f"{where}: {state}"
    if code == 0 and state == "old":
        return f"{where}: success was reported and is not there"
    # What was left must not stand in anybody's way.
    options = ["--passphrase-file", str(shop.folder / "word")] if update.name == "passphrase" else []
    after = shop.run("container", "create", "afterwards", *options, home=copy.home)
    if after.returncode or (copy.home / "pending").exists():
        return f"{where}: nothing can be written any more: {after.stderr.decode()}"
    return None


def short_write(update, number):
    with Copy(update, f"crash-{next(numbers)}") as copy:
        ran = update.shop.run(*update.command, home=copy.home, fault=f"short-write:{number}")
        where = f"{update.name}: short write {number}"
        return verdict(update, copy, ran.returncode, where) or (
            None if ran.returncode == 0 else f"{where}: {ran.stderr.decode()}")


def run(update, kinds=tuple(KINDS), fault=None, under_lock=False):
    """All trials of an update, or those while it holds the lock; returns how many there were and the complaints."""
    with Copy(update, f"crash-{next(numbers)}") as copy:
        ran, log = strace(update.shop, copy, [], fault)
        assert ran.returncode == 0, ran.stderr.decode()
        points = [call for call in calls(log, copy.home) if call.name != "exit_group"]
        if under_lock:
            points = points[[call.name for call in points].index("flock"):]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        trials = [pool.submit(trial, update, call, kind, fault) for kind in kinds for call in points]
        if not fault:
            writes = sum(call.name == "write" for call in points)
            trials += [pool.submit(short_write, update, number) for number in range(writes + 1)]
        complaints = [complaint for each in trials if (complaint := each.result())]
    return len(trials), complaints
