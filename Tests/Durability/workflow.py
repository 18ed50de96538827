"""Updates of what the workflows keep: rows in SQLite files, and files that have their names when they are whole."""
import contextlib
import itertools
import shutil

from store import Update

numbers = itertools.count()


class Broken(Exception):
    """What never may be."""


class WorkflowUpdate(Update):
    """One call of the tool in a folder, which also has the store, if there is one."""

    #: Calls that change the disk, or wait for it.
    CHANGES = {"write", "pwrite64", "ftruncate", "fsync", "fdatasync", "unlink", "rename", "link", "mkdir"}
    #: How names of files begin that are not whole yet.
    TEMPORARY = ".keyblob-"
    #: The calls that the disk must see, or the update is not what it should be: controls, and each must be caught.
    controls = "no-file-sync", "no-directory-sync", "no-rename"

    def __init__(self, name, stage, command, databases=(), trifles=()):
        super().__init__(name, [], list(map(str, command)))
        self.stage, self.databases = stage, databases
        self.places = self.TEMPORARY, *databases, *trifles
        #: SQLite's files beside a database hold nothing once it is closed.
        self.trifles = {*trifles, *(f"{name}-{end}" for name in databases for end in ("shm", "wal"))}

    def fill(self):
        shutil.copytree(self.stage, self.model)

    def state(self, home):
        try:
            return self.look(home)
        except Broken as error:
            return f"broken: {error}"

    def touches(self, call, arguments):
        text = arguments.replace("\\x", "")
        return call == "mkdir" or call != "execve" and any(name in text or name.encode().hex() in text for name in self.places)

    def under_lock(self, points):
        return [call for call in points if call.name in self.CHANGES]

    def is_trifle(self, name):
        """A name that is left is cleared away, or tells by itself that it is nothing."""
        return super().is_trifle(name) or name in self.trifles or name.startswith(self.TEMPORARY)

    def litter(self, folder):
        return [str(path.relative_to(folder)) for path in folder.rglob(self.TEMPORARY + "*")]

    def ask(self, home, *command):
        """What the tool says, or else what never may be."""
        ran = self.shop.run(*command, home=home)
        if ran.returncode:
            raise Broken(f"{' '.join(command[:2])}: {ran.stderr.decode()}")
        return ran.stdout

    @contextlib.contextmanager
    def scratch(self, home):
        """The folder once more, for questions that change it."""
        folder = self.shop.folder / f"scratch-{next(numbers)}"
        shutil.copytree(home.parent, folder)
        yield folder / "store"
        shutil.rmtree(folder)
