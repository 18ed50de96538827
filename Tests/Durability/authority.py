"""The backup authority: what is in one before an update, the update, and what the tool then says of it."""
import errno
import json
import os
import shutil

from workflow import WorkflowUpdate


class AuthorityUpdate(WorkflowUpdate):
    """An update of the authority in the folder `store`. `again` is what whoever got no answer does if it was done."""

    def __init__(self, name, stage, contents, command, again):
        super().__init__(name, stage, ["authority", *command], databases=["authority.sqlite"], trifles=["checkpoint.lock"])
        self.contents, self.again = contents, ["authority", *again]

    def look(self, home):
        """What was done, as the log has it, to which the rows were held."""
        self.ask(home, "authority", "verify", "store")
        # A refusal is on record, but nothing has come of it.
        entries = [json.loads(line) for line in self.ask(home, "authority", "audit", "store", "--json").splitlines()]
        return [(entry["action"], entry["object"]) for entry in entries if entry["outcome"] == "done"]

    def told(self, ran, kind):
        """Whatever fails is named, in one line, with what the system said; SQLite does not always keep that."""
        lines = [line for line in ran.stderr.decode().splitlines() if line.startswith("keyblob: error: ")]
        reasons = {os.strerror(getattr(errno, name)).lower() for name in (kind, "EIO")}
        if ran.returncode and (len(lines) != 1 or not any(f": {reason}" in lines[0].lower() for reason in reasons)):
            return f"ended with {ran.returncode}, and said: {ran.stderr.decode()}"
        return None

    def obstacle(self, copy, state):
        """Whoever got no answer asks again, and gets the one that was on its way."""
        command = self.command if state == "old" else self.again
        output = copy.folder / "out"
        first = output.read_bytes() if output.exists() else None
        output.unlink(missing_ok=True)
        after = self.shop.run(*command, home=copy.home)
        if after.returncode:
            return f"{' '.join(command[:2])} cannot be repeated: {after.stderr.decode()}"
        if first is not None and first != output.read_bytes():
            return f"{' '.join(command[:2])} gives another answer than the one that was there"
        state = self.state(copy.home)
        return self.unpublished(copy) if state == self.new else f"repeated: {state}"

    def unpublished(self, copy):
        """Deposits are made for the published key: the authority must take them."""
        for command in ["--offline", "store/exchange.public", *self.contents, "-o", "made"], [
                "store", "--record", "made", "-o", "taken"]:
            ran = self.shop.run("authority", "deposit", *command, home=copy.home)
            if ran.returncode:
                return f"the published key is not the authority's: {ran.stderr.decode()}"
        return None


def authority_updates(shop, smoke):
    """The updates of the tests, made ready."""
    folder = shop.folder
    public = {name: str(shop.pair(name).public) for name in ("anna", "bert", "olga")}
    shop.check("generate", "session", "--algorithm", "aes-256", "-o", str(folder / "session"))

    def signed(name):
        return ["--name", name, "--key", str(folder / f"{name}.private")]

    def stage(name, before, *command):
        """The authority after one step more, and what the tool said."""
        model = folder / name
        if before:
            shutil.copytree(before, model)
        else:
            model.mkdir()
        return model, shop.check("authority", *command, home=model / "store").decode().strip()

    approvers = [word for name in ("anna", "bert") for word in ("--approver", f"{name}={public[name]}")]
    empty, _ = stage("empty", None, "init", "store", "--quorum", "2", *approvers)
    record = str(folder / "deposit")
    contents = ["--session", str(folder / "session"), "--subject", str(folder / "word"), "--owner",
                f"olga={public['olga']}", *signed("olga")]
    shop.check("authority", "deposit", "--offline", str(empty / "store/exchange.public"), *contents, "-o", record)
    deposit = ["deposit", "store", "--record", record, "-o", "out"]
    full, _ = stage("full", empty, *deposit[:-2], "-o", "receipt")
    listed = shop.check("authority", "list", "store", "--json", home=full / "store")
    asked, request = stage("asked", full, "request", "store", json.loads(listed)["record"], "--reason", "lost", "--to",
                           public["olga"], *signed("olga"))
    half, _ = stage("half", asked, "approve", "store", request, *signed("anna"))
    approved, _ = stage("approved", half, "approve", "store", request, *signed("bert"))
    every = [
        AuthorityUpdate("authority deposit", empty, contents, deposit, deposit),
        AuthorityUpdate("authority approve", half, contents, ["approve", "store", request, *signed("bert")],
                        ["show", "store", request]),
        AuthorityUpdate("authority recover", approved, contents, ["recover", "store", request, "-o", "out"],
                        ["recover", "store", request, "--again", "-o", "out"]),
        AuthorityUpdate("authority rotate", full, contents, ["rotate", "store"], ["verify", "store"]),
    ]
    for update in every[1:]:
        update.in_smoke = False
    return [update.prepare(shop) for update in every]
