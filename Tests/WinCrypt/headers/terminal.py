#!/usr/bin/env python3
"""Sits in front of terminal.c: answers its questions on a terminal, and looks at what the terminal shows.

usage: terminal.py PROGRAM WIDTH     of its characters, in bytes
"""
import os
import pty
import select
import sys
import termios

# Question; what is typed; whether the terminal shows it while it is typed; what the program makes of it. By the width of its
# characters, where that matters.
ANSWERS = [
    ("line", "hé\n", True, {1: "1 5: 68 c3 a9 d a", 2: "1 4: 68 e9 d a"}),
    ("few", "abcdef\n", True, "1 4: 61 62 63 64"),
    ("rest", "", False, "1 4: 65 66 d a"),
    ("password", "geheim\n", False, "1 8: 67 65 68 65 69 6d d a"),
    ("one", "z", False, "1 1: 7a"),
    ("key", "x", False, str(ord("x"))),
    ("enter", "\r", False, "13"),
    ("shown key", "y", True, str(ord("y"))),
    ("awaited key", "k", None, str(ord("k"))),
    ("two keys", "ab", None, str(ord("a") << 8 | ord("b"))),
    ("character", {1: "c", 2: "€"}, False, {1: str(ord("c")), 2: str(0x20ac)}),
    ("é, put back", "p", False, str(ord("p"))),
    ("line after keys", "end\n", True, "1 5: 65 6e 64 d a"),
    ("edited line", "cg\n", True, str(2 << 8 | ord("c"))),
]


class Terminal:
    def __init__(self, program):
        self.process, self.master = pty.fork()
        if not self.process:
            os.execv(program, [program])
        self.screen = ""
        self.before = termios.tcgetattr(self.master)

    def shown(self, until):
        """What is shown from here on, to the end of `until`."""
        while until not in self.screen:
            ready, _, _ = select.select([self.master], [], [], 10)
            data = os.read(self.master, 4096) if ready else b""
            if not data:
                sys.exit(f"terminal.py: waited for {until!r}, and saw {self.screen!r}")
            self.screen += data.decode()
        text, _, self.screen = self.screen.partition(until)
        return text


def main():
    terminal = Terminal(sys.argv[1])
    width = int(sys.argv[2])
    told = []
    terminal.shown("modes 7 3\r\n")
    terminal.shown("nothing waits: 0\r\n")
    for question, typed, echoed, wanted in ANSWERS:
        typed, wanted = (text[width] if isinstance(text, dict) else text for text in (typed, wanted))
        if question == "key":
            terminal.shown("as before: 1\r\n")
        terminal.shown(question + "> ")
        os.write(terminal.master, typed.encode())
        shown = terminal.shown(wanted + "\r\n")
        typed = typed.replace("\n", "\r\n")
        if echoed is not None and shown != (typed if echoed else ""):
            told.append(f"{question}: the terminal shows {shown!r}")
    _, status = os.waitpid(terminal.process, 0)
    if status or termios.tcgetattr(terminal.master)[3] != terminal.before[3]:
        told.append(f"status {status}, or another mode than before")
    print("\n".join(told) or f"{len(ANSWERS)} answers at a terminal")
    sys.exit(bool(told))


main()
