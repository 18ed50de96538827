"""What strace says of a run: every system call from the first that touches the store."""
import itertools
import os
import re
import subprocess

#: On one core the tool has one thread, whose calls are all that are.
cores = itertools.cycle(os.sched_getaffinity(0))

CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\)\s*= (-?\d+|\?)")


class Call:
    def __init__(self, name, arguments, result, use):
        self.name, self.arguments, self.result = name, arguments, result
        #: Which call of this name it is in the whole run, from 1.
        self.use = use

    def __repr__(self):
        return f"{self.name} no. {self.use}"


def strace(shop, copy, options, fault=None):
    """Runs an update under strace; returns how it ended and what strace wrote."""
    log = copy.folder / "trace"
    environment = [f"-E{name}={value}" for name, value in shop.environment(copy.home, fault).items()]
    ran = subprocess.run(
        ["taskset", "--cpu-list", str(next(cores)), "strace", "-o", str(log), "-qq", *options, *environment, shop.tool, *copy.update.command],
        stdin=subprocess.DEVNULL, capture_output=True, start_new_session=True, cwd=copy.folder)
    return ran, log.read_text(errors="replace")


def calls(text, update):
    """The calls from the first one that goes for the store, or for what it is in, to the end."""
    uses, found = {}, []
    for line in text.splitlines():
        match = CALL.match(line)
        if not match:
            continue
        name, arguments, result = match.groups()
        uses[name] = uses.get(name, 0) + 1
        if found or update.touches(name, arguments):
            found.append(Call(name, arguments, None if result == "?" else int(result), uses[name]))
    assert found, "the store was not touched"
    return found
