"""Power failures: what an update has synchronised before it reports success, and what is left of it at any moment."""
import concurrent.futures
import itertools
import shutil

from disk import Disk
from store import Copy
from traced import calls, strace

#: Calls that change the disk or keep track of it.
TRACED = "openat,close,write,pwrite64,ftruncate,fsync,fdatasync,mkdirat,unlinkat,unlink,renameat,rename,link,exit_group," + ",".join(
    ["writev", "truncate", "renameat2", "linkat", "symlink", "symlinkat", "copy_file_range", "sendfile", "fallocate",
     "open", "creat", "rmdir", "mkdir"])

numbers = itertools.count()


def run(update, fault=None):
    """Follows one update; returns how many disks were looked at, and the complaints."""
    with Copy(update, f"power-{next(numbers)}") as copy:
        disk = Disk(copy.folder)
        ran, log = strace(update.shop, copy, ["-xx", "-s", "1000000", "-e", f"trace={TRACED}"], fault)
        assert ran.returncode == update.status, ran.stderr.decode()
        return Replay(update, disk).run(calls(log, update))


class Replay:
    def __init__(self, update, disk):
        self.update, self.disk, self.looks, self.disks = update, disk, [], {}

    def run(self, sequence):
        said = False
        for call in sequence:
            if call.name == "exit_group":
                break
            self.disk.apply(call)
            # Success is reported by the exit code, or before that by what is written.
            said |= call.name == "write" and call.arguments.startswith("1,") or self.update.answer in self.disk.root.now
            self.look(f"after {call!r}", self.update.answered if said else None)
        unsafe = [f"success was reported before the name {name} was synchronised"
                  for name in self.disk.unsafe_names(self.update.is_trifle)]
        self.look("after success", {"new"})
        complaints = [*self.disk.complaints, *unsafe, *self.judge()]
        return len(self.disks), [f"{self.update.name}: {complaint}" for complaint in complaints]

    def look(self, when, allowed):
        """Keeps every disk that a power failure could leave now, and what may be on it: anything that is not broken, if
        nothing was said yet."""
        for safe in itertools.product([True, False], repeat=2):
            key = self.disk.root.key(*safe)
            if key not in self.disks:
                self.disks[key] = self.update.shop.folder / f"power-disk-{next(numbers)}"
                self.disk.root.write(str(self.disks[key]), *safe)
            lost = " and ".join(itertools.compress(["names", "contents"], safe)) or "nothing"
            self.looks.append((key, allowed, f"{when}, {lost} not synchronised being lost"))

    def judge(self):
        """Holds the disks against what may be on them."""
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            states = dict(zip(self.disks, pool.map(self.state, self.disks.values())))
        for key, allowed, when in self.looks:
            if states[key] not in allowed if allowed else states[key].startswith("broken"):
                yield f"{when}: {states[key]}"

    def state(self, folder):
        state = self.update.name_of(self.update.state(folder / "store"))
        shutil.rmtree(folder)
        return state
