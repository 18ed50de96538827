"""Power failures: what an update has synchronised before it reports success, and what is left of it at any moment."""
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
        assert ran.returncode == 0, ran.stderr.decode()
        return Replay(update, disk).run(calls(log, update))


class Replay:
    def __init__(self, update, disk):
        self.update, self.disk, self.states, self.complaints = update, disk, {}, []

    def run(self, sequence):
        said = False
        for call in sequence:
            if call.name == "exit_group":
                break
            self.disk.apply(call)
            # Success is reported by the exit code, or before that by what is written.
            said |= call.name == "write" and call.arguments.startswith("1,") or "out" in self.disk.root.now
            self.look(f"after {call!r}", {"new"} if said else {"old", "new"})
        self.complaints += self.disk.complaints + [
            f"success was reported before the name {name} was synchronised" for name 
            in self.disk.unsafe_names(self.update.is_trifle)]
        self.look("after success", {"new"})
        return len(self.states), [f"{self.update.name}: {complaint}" for complaint in self.complaints]

    def look(self, when, allowed):
        """Holds every disk that a power failure could leave now against what may be."""
        for safe in itertools.product([True, False], repeat=2):
            state = self.state(*safe)
            if state not in allowed:
                lost = " and ".join(itertools.compress(["names", "contents"], safe)) or "nothing"
                self.complaints.append(f"{when}, {lost} not synchronised being lost: {state}")

    def state(self, *safe):
        key = self.disk.root.key(*safe)
        if key not in self.states:
            path = self.update.shop.folder / f"power-disk-{next(numbers)}"
            self.disk.root.write(str(path), *safe)
            self.states[key] = self.update.name_of(self.update.state(path / "store"))
            shutil.rmtree(path)
        return self.states[key]
