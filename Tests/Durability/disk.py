"""A disk that keeps nothing for sure but what was synchronised, and the calls that change it, as strace wrote them."""
import os
import re

#: Calls that change files in ways the disk below does not know: one of them in a trace is an error of this test.
UNKNOWN = {
    "writev", "pwritev", "truncate", "renameat2", "linkat", "symlink", "symlinkat", "copy_file_range", "sendfile",
    "fallocate", "open", "creat", "rmdir",
}
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def bytes_of(text):
    return bytes.fromhex(text.replace("\\x", ""))


class File:
    def __init__(self, contents=b""):
        self.now = self.safe = contents


class Folder:
    def __init__(self):
        self.now, self.safe = {}, {}

    @classmethod
    def of(cls, path):
        """What is on the real disk, all of it safe."""
        folder = cls()
        for entry in os.scandir(path):
            item = cls.of(entry.path) if entry.is_dir() else File(open(entry.path, "rb").read())
            folder.now[entry.name] = folder.safe[entry.name] = item
        return folder

    def write(self, path, names_are_safe, contents_are_safe):
        """Puts onto the real disk what a power failure could leave now."""
        os.mkdir(path, 0o700)
        for name, item in (self.safe if names_are_safe else self.now).items():
            if isinstance(item, Folder):
                item.write(f"{path}/{name}", names_are_safe, contents_are_safe)
            else:
                with open(os.open(f"{path}/{name}", os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                    file.write(item.safe if contents_are_safe else item.now)

    def key(self, names_are_safe, contents_are_safe):
        """The same as a value."""
        entries = self.safe if names_are_safe else self.now
        return tuple(sorted(
            (name, item.key(names_are_safe, contents_are_safe) if isinstance(item, Folder)
             else item.safe if contents_are_safe else item.now)
            for name, item in entries.items()))


class Disk:
    """The folder that a store is in, and the process that changes it."""

    def __init__(self, path):
        self.path, self.root, self.files, self.complaints = os.path.realpath(path), Folder.of(path), {}, []

    def apply(self, call):
        """Does what a call did."""
        assert call.name not in UNKNOWN, call
        if call.result is None or call.result < 0:
            return
        names = [bytes_of(text) for text in STRING.findall(call.arguments)]
        numbers = [None if text == "AT_FDCWD" else int(text)
                   for text in re.findall(r"(?:^|, )(\d+|AT_FDCWD)(?=,|$)", call.arguments)]
        method = getattr(self, call.name, None)
        if method:
            method(call, numbers, [name.decode(errors="replace") for name in names], names)

    def entry(self, number, name):
        """The path of a name relative to an open folder."""
        base = self.path if number is None else self.files.get(number, (None,))[0]
        return None if base is None else os.path.normpath(os.path.join(base, name))

    def find(self, path):
        """The folder of a path within this disk and the last name; None for what is elsewhere."""
        if path is None or not path.startswith(self.path + "/"):
            return None
        folder, (*way, last) = self.root, path[len(self.path) + 1:].split("/")
        for name in way:
            folder = folder.now[name]
        return folder, last

    def openat(self, call, numbers, names, _):
        path = self.entry(numbers[0], names[0])
        place = self.find(path)
        item = self.root if path == self.path else None
        if place:
            folder, last = place
            if last not in folder.now and "O_CREAT" in call.arguments:
                folder.now[last] = File()
            item = folder.now.get(last)
            if "O_TRUNC" in call.arguments:
                item.now = b""
        self.files[call.result] = (path, item)

    def close(self, call, numbers, *_):
        self.files.pop(numbers[0], None)

    def write(self, call, numbers, _, data):
        item = self.files.get(numbers[0], (None, None))[1]
        if isinstance(item, File):
            item.now += data[0][:call.result]

    def pwrite64(self, call, numbers, _, data):
        item = self.files.get(numbers[0], (None, None))[1]
        if isinstance(item, File):
            start, end = numbers[-1], numbers[-1] + call.result
            item.now = item.now[:start].ljust(start, b"\0") + data[0][:call.result] + item.now[end:]

    def ftruncate(self, call, numbers, *_):
        item = self.files[numbers[0]][1]
        if item:
            item.now = item.now[:numbers[1]].ljust(numbers[1], b"\0")

    def fsync(self, call, numbers, *_):
        item = self.files[numbers[0]][1]
        if item:
            item.safe = dict(item.now) if isinstance(item, Folder) else item.now

    fdatasync = fsync

    def mkdirat(self, call, numbers, names, _):
        folder, last = self.find(self.entry(numbers[0], names[0]))
        folder.now[last] = Folder()

    def mkdir(self, call, _, names, __):
        folder, last = self.find(self.entry(None, names[0]))
        folder.now[last] = Folder()

    def unlinkat(self, call, numbers, names, _):
        self.remove(numbers[0], names[0])

    def unlink(self, call, _, names, __):
        self.remove(None, names[0])

    def remove(self, number, name):
        folder, last = self.find(self.entry(number, name))
        del folder.now[last]

    def renameat(self, call, numbers, names, _):
        self.move(call, (numbers[0], names[0]), (numbers[1], names[1]), dict.pop)

    def rename(self, call, _, names, __):
        self.move(call, (None, names[0]), (None, names[1]), dict.pop)

    def link(self, call, _, names, __):
        self.move(call, (None, names[0]), (None, names[1]), dict.get)

    def move(self, call, old, new, take):
        source, name = self.find(self.entry(*old))
        target, new = self.find(self.entry(*new))
        item = take(source.now, name)
        if item.now != item.safe:
            self.complaints.append(f"{call!r}: {name} became {new} before its contents were synchronised")
        target.now[new] = item

    def unsafe_names(self, is_trifle, folder=None, path=""):
        """What is not safe now, but for names of files that may come and go."""
        folder = folder or self.root
        for name in folder.now.keys() | folder.safe.keys():
            item = folder.now.get(name)
            if item is not folder.safe.get(name) and not is_trifle(name):
                yield f"{path}/{name}"
            if isinstance(item, Folder):
                yield from self.unsafe_names(is_trifle, item, f"{path}/{name}")
