"""The backup authority: what is in one before an update, the update, and what the tool then says of it."""
import json
import shutil

from workflow import WorkflowUpdate


class AuthorityUpdate(WorkflowUpdate):
    """An update of the authority in the folder `store`. `again` is what whoever got no answer does if it was done."""

    def __init__(self, name, stage, command, again):
        super().__init__(name, stage, ["authority", *command], databases=["authority.sqlite"], trifles=["checkpoint.lock"])
        self.again = ["authority", *again]

    def look(self, home):
        """What was done, as the log has it, to which the rows were held."""
        self.ask(home, "authority", "verify", "store")
        # A refusal is on record, but nothing has come of it.
        entries = [json.loads(line) for line in self.ask(home, "authority", "audit", "store", "--json").splitlines()]
        return [(entry["action"], entry["object"]) for entry in entries if entry["outcome"] == "done"]

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
        return None if state == self.new else f"repeated: {state}"


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
    shop.check("authority", "deposit", "--offline", str(empty / "store/exchange.public"), "--session",
               str(folder / "session"), "--subject", str(folder / "word"), "--owner", f"olga={public['olga']}",
               *signed("olga"), "-o", record)
    deposit = ["deposit", "store", "--record", record, "-o", "out"]
    every = [AuthorityUpdate("authority deposit", empty, deposit, deposit)]
    if not smoke:
        full, _ = stage("full", empty, *deposit[:-2], "-o", "receipt")
        listed = shop.check("authority", "list", "store", "--json", home=full / "store")
        asked, request = stage("asked", full, "request", "store", json.loads(listed)["record"], "--reason", "lost", "--to",
                               public["olga"], *signed("olga"))
        half, _ = stage("half", asked, "approve", "store", request, *signed("anna"))
        approved, _ = stage("approved", half, "approve", "store", request, *signed("bert"))
        every += [
            AuthorityUpdate("authority approve", half, ["approve", "store", request, *signed("bert")],
                            ["show", "store", request]),
            AuthorityUpdate("authority recover", approved, ["recover", "store", request, "-o", "out"],
                            ["recover", "store", request, "--again", "-o", "out"]),
            AuthorityUpdate("authority rotate", full, ["rotate", "store"], ["verify", "store"]),
        ]
    return [update.prepare(shop) for update in every]
