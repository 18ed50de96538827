"""The store of one test: what is in it before an update, the update, and what the tool then says of it."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import types

#: What the tool may end with; anything else is a crash.
EXIT_CODES = {0, 1, 2, 3, 4, 5, 6, 64}


class Workshop:
    """The tool, a work folder, and key pairs to put into containers."""

    def __init__(self, tool, folder):
        self.tool, self.folder = tool, pathlib.Path(folder)
        for name in "old", "new":
            self.pair(name)
        (self.folder / "word").write_text("correct horse\n")

    def pair(self, name):
        """The files of somebody's key pair, which are made when they are first asked for."""
        pair = types.SimpleNamespace(private=self.folder / f"{name}.private", public=self.folder / f"{name}.public")
        if not pair.private.exists():
            self.check("generate", "exchange", "-o", self.folder / name)
        return pair

    def environment(self, home, fault=None):
        variables = {"PATH": os.environ["PATH"], "KEYBLOB_HOME": str(home), "LC_ALL": "C"}
        if fault:
            variables |= {"FAULT": fault, "LD_PRELOAD": str(self.folder / "faults.so")}
        return variables

    def run(self, *arguments, home="/nowhere", fault=None):
        """Runs the tool, without a terminal."""
        return subprocess.run(
            [self.tool, *map(str, arguments)], env=self.environment(home, fault), stdin=subprocess.DEVNULL, capture_output=True,
            start_new_session=True, cwd=pathlib.Path(home).parent)

    def check(self, *arguments, home="/nowhere", fault=None):
        ran = self.run(*arguments, home=home, fault=fault)
        assert ran.returncode == 0, (arguments, ran.stderr.decode())
        return ran.stdout

    def state(self, home):
        """All that can be seen of a store but revisions; `broken: …` for what never may be seen."""
        listed = self.run("container", "list", "--json", home=home)
        if listed.returncode:
            return f"broken: list: {listed.stderr.decode()}"
        # Listing leaves out what is no container, and takes no key.
        if len(list(home.glob("*.container"))) != len(listed.stdout.splitlines()):
            return "broken: a file that is no container"
        if (home / "store.key").exists() and self.run("container", "show", "none", home=home).returncode == 1:
            return "broken: store.key"
        seen = []
        for name in [json.loads(line)["name"] for line in listed.stdout.splitlines()]:
            for passphrase in [], ["--passphrase-file", str(self.folder / "word")]:
                shown = self.run("container", "show", name, "--json", *passphrase, home=home)
                if b"no terminal to ask for a passphrase" not in shown.stderr:
                    break
            if shown.returncode:
                return f"broken: {name}: {shown.stderr.decode()}"
            facts = json.loads(shown.stdout)
            pair = None
            if facts["exchange"]:
                pair = self.check("container", "export", name, "exchange", *passphrase, home=home).hex()
            seen.append((name, pair, bool(passphrase)))
        return repr(seen)


class Update:
    """An update: `before` are calls of the tool that fill the store, `command` is the one that is tested."""

    #: What the tool ends with when nothing goes wrong.
    status = 0
    #: The output by which it answers; None where that is what is updated.
    answer = "out"
    #: Whether a short run has all checks of it, or only lets its calls fail.
    in_smoke = True
    #: What the store may be, by its name, once an answer can be seen: also if the answer itself is lost.
    answered = {"new"}

    def __init__(self, name, before, command):
        self.name, self.before, self.command = name, before, command

    def prepare(self, shop):
        """Makes the store before the update, and learns what it looks like then and afterwards."""
        self.shop = shop
        self.model = shop.folder / f"{self.name}-before"
        self.fill()
        self.learn()
        return self

    def learn(self):
        self.old = self.state(self.model / "store")
        with Copy(self, "after") as copy:
            self.shop.check(*self.command, home=copy.home)
            self.new = self.state(copy.home)
        assert self.old != self.new and "broken" not in f"{self.old}{self.new}", (self.name, self.old, self.new)

    def fill(self):
        self.model.mkdir()
        for command in self.before:
            self.shop.check(*command, home=self.model / "store")

    def state(self, home):
        return self.shop.state(home)

    def touches(self, call, arguments):
        """Whether a call is the first that goes for the store: the walk to it begins at the root."""
        return call == "openat" and re.match(r'AT_FDCWD, "(/|\\x2f)", [^,]*O_PATH', arguments)

    def under_lock(self, points):
        """The calls that matter most."""
        return points[[call.name for call in points].index("flock"):]

    def is_trifle(self, name):
        """Whether it is all the same if a file is there or not: one that holds nothing."""
        return name in ("lock", "pending")

    def obstacle(self, copy, state):
        """What was left must not stand in anybody's way: says what does."""
        options = ["--passphrase-file", str(self.shop.folder / "word")] if self.name == "passphrase" else []
        after = self.shop.run("container", "create", "afterwards", *options, home=copy.home)
        if after.returncode or (copy.home / "pending").exists():
            return f"nothing can be written any more: {after.stderr.decode()}"
        return None

    def told(self, ran, kind):
        """What is wrong with what a run said in which a call failed."""
        return None

    def litter(self, folder):
        """Files that only a process that was killed may leave."""
        return []

    def between(self, state):
        """What a state on the way is called, if it may be there; nothing acknowledged is."""
        return None

    def name_of(self, state):
        """`old`, `new`, or what a state between them is called; what never may be begins with `broken`."""
        if isinstance(state, str) and state.startswith("broken"):
            return state
        name = "old" if state == self.old else "new" if state == self.new else self.between(state)
        return name or f"broken: {state}"


class Copy:
    """The store before an update, copied for one run."""

    def __init__(self, update, name):
        self.update = update
        self.folder = update.shop.folder / f"{update.name}-{name}"
        self.home = self.folder / "store"

    def __enter__(self):
        shutil.copytree(self.update.model, self.folder)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)


def updates(shop, smoke):
    """The updates of the tests, made ready."""
    old, new, word = (str(shop.folder / name) for name in ("old.private", "new.private", "word"))
    create = ["container", "create", "a"]
    filled = [create, ["container", "import", "a", old]]
    every = [
        Update("install", filled, ["container", "import", "a", new, "--force"]),
        Update("first", [], create),
        Update("create", filled, ["container", "create", "b"]),
        Update("delete", filled, ["container", "delete", "a"]),
        Update("passphrase", filled, ["container", "passphrase", "--new-passphrase-file", word]),
    ]
    return [update.prepare(shop) for update in (every[:2] if smoke else every)]
