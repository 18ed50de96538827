"""Messages and three-phase exchanges: nothing comes out twice, no state leads to keys twice, no serial is given twice."""
import re
import shutil

from files import stored
from store import Copy
from workflow import Broken, WorkflowUpdate


class SendUpdate(WorkflowUpdate):
    """A message in `out`, and its serial, which no other message has."""

    def look(self, home):
        """The serial of the message, if there is one, and that of the next."""
        with self.scratch(home) as copy:
            self.ask(copy, *self.command[:-1], "next")
            serials = [self.serial(copy, name) for name in ("out", "next")]
        if serials[0] == serials[1]:
            raise Broken("two messages have one serial")
        return tuple(serials)

    def serial(self, home, name):
        if not (home.parent / name).exists():
            return None
        ran = self.shop.run("message", "receive", name, *self.receiver, "--guard", f"reader-of-{name}", home=home)
        if ran.returncode or ran.stdout != self.letter:
            raise Broken(f"{name}: {ran.stderr.decode()}")
        return int(re.search(r"serial (\d+)", ran.stderr.decode()).group(1))

    def between(self, state):
        """A serial is lost."""
        return "spent" if state == (None, self.new[1]) else None

    answered = {"new", "spent"}

    def obstacle(self, copy, state):
        return None  # The next message was made.


class ReceiveUpdate(WorkflowUpdate):
    """A letter in `out`, and the guard, which knows that it was taken."""

    def look(self, home):
        """Whether it was taken, and whether it came out."""
        out = home.parent / "out"
        came = out.exists()
        if came and out.read_bytes() != self.letter:
            raise Broken("out is not the letter")
        with self.scratch(home) as copy:
            taken = self.take(copy, self.message)
        if not taken and (came or any((home.parent / name).stat().st_size for name in self.litter(home.parent))):
            raise Broken("it comes out twice")
        return taken, came

    def take(self, home, message):
        """Takes a message; says whether that has been done before."""
        ran = self.shop.run("message", "receive", message, *self.command[3:-1], "again", home=home)
        if ran.returncode == 0 and (home.parent / "again").read_bytes() == self.letter:
            return False
        if ran.returncode == 0 or b"taken before" not in ran.stderr:
            raise Broken(f"{message}: {ran.stderr.decode()}")
        return True

    def between(self, state):
        """It was taken, and is lost."""
        return "lost" if state == (True, False) else None

    answered = {"new", "lost"}

    def obstacle(self, copy, state):
        if self.take(copy.home, self.message) != (state != "old"):
            return "taken twice, or never"
        (copy.folder / "again").unlink(missing_ok=True)
        return "another message is not taken" if self.take(copy.home, self.another) else None


class WaitUpdate(WorkflowUpdate):
    """A message of an exchange in `out`, and the file `state`, which waits for its answer. `rest` takes the exchange
    to its end, with the message; `stray` answers another one."""

    answered = {"new", "waits"}

    def look(self, home):
        waits, said = ((home.parent / name).exists() for name in ("state", "out"))
        if not waits and not said:
            return "nothing"
        with self.scratch(home) as copy:
            if said:
                for command in self.rest:
                    self.ask(copy, *command)
                return "whole"
            ran = self.shop.run(*self.stray, home=copy)
        if ran.returncode == 0 or b"state" in ran.stderr:
            raise Broken(f"the state is damaged: {ran.stderr.decode()}")
        return "waits"

    def between(self, state):
        """A state whose message was never there."""
        return state if state == "waits" else None

    def obstacle(self, copy, state):
        for name in "state", "out":
            (copy.folder / name).unlink(missing_ok=True)
        ran = self.shop.run(*self.command, home=copy.home)
        state = self.state(copy.home)
        return None if ran.returncode == 0 and state == self.new else f"repeated: {state}: {ran.stderr.decode()}"


class EndUpdate(WorkflowUpdate):
    """The end of an exchange: a state that was used once, and two stored keys; of the sender, the last message in `out`,
    after them. `other` is the same step of another exchange."""

    answered = {"new", "kept"}

    def look(self, home):
        keys = stored(self, home)
        with self.scratch(home) as copy:
            used = self.is_used(copy)
        said = (home.parent / "out").exists()
        if (keys or said) and not used:
            raise Broken("the state can be used twice")
        if said:
            with self.scratch(home) as copy:
                self.finish(copy)
        return used, keys, said

    def learn(self):
        super().learn()
        if not self.new[2]:
            return
        # Once, that the keys are the other side's as well; every other run has the same or none.
        with Copy(self, "both") as copy:
            self.ask(copy.home, *self.command)
            self.finish(copy.home, "--save", "k", "--folder", "berts")
            both = [{name: key for name, _, key in stored(self, copy.home, folder)} for folder in ("keys", "berts")]
        assert both[0]["k.outgoing"] == both[1]["k.incoming"] and both[0]["k.incoming"] == both[1]["k.outgoing"], both

    def is_used(self, home):
        """Goes on with the state that somebody has kept."""
        shutil.copy(home.parent / "kept", home.parent / "again")
        names = {self.waiting: "again", "k": "k-again", "keys": "again-keys", "out": "again-out"}
        ran = self.shop.run(*(names.get(word, word) for word in self.command), home=home)
        if ran.returncode and b"used before" not in ran.stderr:
            raise Broken(ran.stderr.decode())
        return ran.returncode != 0

    def finish(self, home, *save):
        """The other side has the message."""
        self.ask(home, "handshake", "finish", "out", *side("bert"), "--state", "bert.state", *save)

    def between(self, state):
        """The exchange is lost, or its keys are there and nobody else knows."""
        if state[0] and state[1] == self.new[1]:
            return "kept"
        return "lost" if state[0] and set(state[1]) < set(self.new[1]) else None

    def obstacle(self, copy, state):
        if state == "old":
            self.ask(copy.home, *self.command)
            return None if self.state(copy.home) == self.new else "repeated: not the same"
        if not self.is_used(copy.home):
            return "used twice"
        self.ask(copy.home, *self.other)
        return None


def side(name):
    return ["--quiet", "--container", name, "--guard", f"{name}.guard"]


def message_updates(shop, smoke):
    """The updates of the tests, made ready."""
    folder, bert = shop.folder, shop.pair("bert")
    letter, before, sent = folder / "letter", folder / "no-messages", folder / "messages"
    letter.write_bytes(bytes(range(256)) * 20)
    before.mkdir()
    shop.check("container", "create", "anna", "--generate", "signature", home=before / "store")
    signer = folder / "signer"
    shop.check("container", "export", "anna", "signature", "--public", "-o", signer, home=before / "store")
    sender, receiver = ["--from", "anna", "--to", bert.public], ["--key", bert.private, "--from", signer]

    def send(guard, output):
        return ["message", "send", letter, "--quiet", *sender, "--guard", guard, "-o", output]

    def receive(message):
        return ["message", "receive", message, "--quiet", *receiver, "--guard", "taken", "-o", "out"]

    shutil.copytree(before, sent)
    first, second, third = (folder / f"message-{number}" for number in (1, 2, 3))
    for message in first, second, third:
        shop.check(*send("sent", message), home=sent / "store")
    ready, new = folder / "one-taken", folder / "none-taken"
    ready.mkdir()
    new.mkdir()
    shop.check(*receive(first)[:-1], "first", home=ready / "store")
    every = [ReceiveUpdate("message receive", ready, receive(second), databases=["taken"])]
    if not smoke:
        every += [
            ReceiveUpdate("message receive, the first", new, receive(second), databases=["taken"]),
            SendUpdate("message send", sent, send("sent", "out"), databases=["sent"]),
            SendUpdate("message send, the first", before, send("sent", "out"), databases=["sent"]),
        ]
    for update in every:
        update.letter, update.receiver, update.message, update.another = letter.read_bytes(), receiver, second, third
    return [update.prepare(shop) for update in every]


def exchange_updates(shop):
    """The updates of the tests, made ready."""
    met = shop.folder / "met"
    home = met / "store"
    met.mkdir()
    for name in "anna", "bert":
        shop.check("container", "create", name, "--generate", "exchange", home=home)
        shop.check("container", "export", name, "exchange", "--public", "-o", f"{name}.public", home=home)

    def begin(state, output):
        return ["handshake", "begin", *side("anna"), "--peer", "bert.public", "--state", state, "-o", output]

    def answer(offer, state, output):
        return ["handshake", "answer", offer, *side("bert"), "--peer", "anna.public", "--state", state, "-o", output]

    def confirm(message, state, output, name="k"):
        return ["handshake", "confirm", message, *side("anna"), "--state", state, "--save", name, "--folder", "keys",
                "-o", output]

    def finish(message, state, name="k"):
        return ["handshake", "finish", message, *side("bert"), "--state", state, "--save", name, "--folder", "keys"]

    def stage(name, before, *commands):
        folder = shop.folder / name
        shutil.copytree(before, folder)
        for command in commands:
            shop.check(*command, home=folder / "store")
        return folder

    def exchange(number):
        return [begin(f"anna.{number}", f"offer.{number}"), answer(f"offer.{number}", f"bert.{number}", f"answer.{number}")]

    # One exchange has been, another is on its way.
    met = stage("met-before", met, *exchange(1), confirm("answer.1", "anna.1", "confirmation.1", "first"),
                finish("confirmation.1", "bert.1", "berts"), ["keys", "remove", "first.outgoing", "--folder", "keys"],
                *exchange(2))
    shutil.rmtree(met / "keys")
    answered = stage("answered", met, begin("anna.state", "offer"), answer("offer", "bert.state", "answer"))
    shutil.copy(answered / "anna.state", answered / "kept")
    confirming = EndUpdate("handshake confirm", answered, confirm("answer", "anna.state", "out"),
                           databases=["anna.guard"], trifles=["anna.state"])
    confirming.waiting, confirming.other = "anna.state", confirm("answer.2", "anna.2", "confirmation.2", "other")
    saying = EndUpdate("handshake confirm, to standard output", answered, confirming.command[:-2],
                       databases=["anna.guard"], trifles=["anna.state"])
    saying.waiting, saying.other = confirming.waiting, confirming.other
    offered = stage("offered", met, begin("anna.state", "offer"))
    confirmed = stage("confirmed", answered, confirm("answer", "anna.state", "confirmation"),
                      confirm("answer.2", "anna.2", "confirmation.2", "other"))
    shutil.rmtree(confirmed / "keys")
    shutil.copy(confirmed / "bert.state", confirmed / "kept")
    beginning = WaitUpdate("handshake begin", met, begin("state", "out"), databases=["anna.guard"])
    beginning.rest = [answer("out", "bert.state", "answer"), confirm("answer", "state", "confirmation"),
                      finish("confirmation", "bert.state", "berts")]
    beginning.stray = confirm("answer.2", "state", "confirmation")
    answering = WaitUpdate("handshake answer", offered, answer("offer", "state", "out"), databases=["bert.guard"])
    answering.rest = [confirm("out", "anna.state", "confirmation"), finish("confirmation", "state", "berts")]
    answering.stray = finish("confirmation.1", "state")
    finishing = EndUpdate("handshake finish", confirmed, finish("confirmation", "bert.state"),
                          databases=["bert.guard"], trifles=["bert.state"])
    finishing.waiting, finishing.other = "bert.state", finish("confirmation.2", "bert.2", "other")
    every = [confirming, saying, beginning, answering, finishing]
    return [update.prepare(shop) for update in every]
