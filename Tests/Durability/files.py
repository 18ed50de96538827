"""Files that the tool makes: sealed, opened and rewrapped ones, and stored keys."""
import json
import shutil

from workflow import Broken, WorkflowUpdate

FORMER = b"what had the name before\n"


class OutputUpdate(WorkflowUpdate):
    """A file `out`, which is there whole or not at all. `reader` is the call that has `contents` of it; without one it
    has them itself, and what is on the way to it is a beginning of them."""

    answer = None

    def __init__(self, name, stage, command, contents, *reader):
        super().__init__(name, stage, command)
        self.contents, self.reader = contents, reader

    def look(self, home):
        for name in self.litter(home.parent):
            if not self.reader and not self.contents.startswith((home.parent / name).read_bytes()):
                raise Broken(f"{name} has what was not sealed")
        out = home.parent / "out"
        if not out.exists():
            return "nothing"
        if out.read_bytes() == FORMER:
            return "former"
        if (self.ask(home, *self.reader) if self.reader else out.read_bytes()) != self.contents:
            raise Broken("out is not whole")
        return "whole"

    def obstacle(self, copy, state):
        ran = self.shop.run(*self.command, *([] if "--force" in self.command else ["--force"]), home=copy.home)
        state = self.state(copy.home)
        return None if ran.returncode == 0 and state == self.new else f"repeated: {state}: {ran.stderr.decode()}"


class RefusedUpdate(OutputUpdate):
    """A file that does not open: there is never an output, and on the way to it nothing that was not sealed."""

    controls = ()
    status = 2

    def learn(self):
        self.old, self.new = None, "nothing"

    def obstacle(self, copy, state):
        return None


class KeysUpdate(WorkflowUpdate):
    """Stored keys in the folder `keys`; each is the old one or the new one."""

    def look(self, home):
        return stored(self, home)

    def between(self, state):
        """Some are old, some are new."""
        return "between" if len(state) > 1 and set(state) <= {*self.old, *self.new} else None

    def obstacle(self, copy, state):
        if self.command[1] == "remove" and state == "new":
            return None
        force = ["--force"] if self.command[1] == "save" and "--force" not in self.command else []
        ran = self.shop.run(*self.command, *force, home=copy.home)
        state = self.state(copy.home)
        return None if ran.returncode == 0 and state == self.new else f"repeated: {state}: {ran.stderr.decode()}"


def stored(update, home, folder="keys"):
    """The stored keys: name, whose it is, and the key itself."""
    if not (home.parent / folder).exists():
        return ()
    listed = update.ask(home, "keys", "list", "--json", "--folder", folder).splitlines()
    names = [json.loads(line)["name"] for line in listed]
    if len(list((home.parent / folder).glob("*.key"))) != len(names):
        raise Broken("a file that is no key")
    found = []
    for name in names:
        for owner in "anna", "bert":
            ran = update.shop.run("keys", "load", name, "--container", owner, "--folder", folder, home=home)
            if ran.returncode == 0:
                found.append((name, owner, ran.stdout.hex()))
                break
        else:
            raise Broken(f"{name}: {ran.stderr.decode()}")
    return tuple(found)


def file_updates(shop, smoke):
    """The updates of the tests, made ready."""
    folder = shop.folder
    anna, bert = shop.pair("anna"), shop.pair("bert")
    plaintext = folder / "plaintext"
    plaintext.write_bytes(bytes(number * number // 251 % 256 for number in range(150_000)))
    contents = plaintext.read_bytes()
    sealed, damaged = folder / "sealed", folder / "damaged"
    shop.check("seal", plaintext, "--to", anna.public, "-o", sealed)
    whole = bytearray(sealed.read_bytes())
    whole[-100] ^= 1
    damaged.write_bytes(whole)
    empty, former, keys, full = (folder / name for name in ("no-output", "former-output", "no-keys", "two-keys"))
    empty.mkdir()
    former.mkdir()
    (former / "out").write_bytes(FORMER)
    keys.mkdir()
    for owner in "anna", "bert":
        shop.check("container", "create", owner, "--generate", "exchange", home=keys / "store")
    for name in "one", "two":
        shop.check("generate", "session", "--algorithm", "aes-256", "-o", folder / name)
    shutil.copytree(keys, full)
    owned = ["--container", "anna", "--folder", "keys"]
    for name in "one", "two":
        shop.check("keys", "save", name, "--key", folder / name, *owned, home=full / "store")

    with_anna, with_bert = (["open", "out", "--quiet", "--key", side.private] for side in (anna, bert))
    opening = ["open", sealed, "--quiet", "--key", anna.private, "-o", "out"]
    every = [
        OutputUpdate("open", empty, opening, contents),
        KeysUpdate("keys save", keys, ["keys", "save", "one", "--key", folder / "one", *owned]),
    ]
    if not smoke:
        removed = KeysUpdate("keys remove", full, ["keys", "remove", "one", "--folder", "keys"], trifles=["one.key"])
        removed.controls = "no-directory-sync",
        every += [
            OutputUpdate("open --force", former, [*opening, "--force"], contents),
            RefusedUpdate("open what is damaged", empty, ["open", damaged, *opening[2:]], contents),
            OutputUpdate("seal", empty, ["seal", plaintext, "--quiet", "--to", anna.public, "-o", "out"], contents, *with_anna),
            OutputUpdate("rewrap", former, ["rewrap", sealed, "--quiet", "--key", anna.private, "--to", bert.public,
                                            "-o", "out", "--force"], contents, *with_bert),
            KeysUpdate("keys save --force", full,
                       ["keys", "save", "one", "--key", folder / "two", *owned, "--force"]),
            KeysUpdate("keys rewrap", full, ["keys", "rewrap", *owned, "--to", "bert"]),
            removed,
        ]
    return [update.prepare(shop) for update in every]
