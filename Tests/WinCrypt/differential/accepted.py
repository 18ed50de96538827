"""What may differ between Wine's answer and ours, and by which rule.

A row says which calls it speaks of (function and arguments, as regular expressions), what Wine answers and what we answer,
and why ours is right. `cut` rows leave the two sides with different states: the rest of the episode is not compared.
Sources: [D] Microsoft's documentation of the function, [T] Wine's own conformance tests, which pass on Windows.
"""
import re
from typing import Callable, NamedTuple


class Rule(NamedTuple):
    name: str
    why: str
    function: str
    question: str
    wine: str
    ours: str
    cut: bool = False
    alike: Callable = lambda wine, ours: True

    def explains(self, function, question, wine, ours):
        return bool(re.fullmatch(self.function, function) and re.fullmatch(self.question, question)
                    and re.fullmatch(self.wine, wine) and re.fullmatch(self.ours, ours) and self.alike(wine, ours))


ANY = ".*"


def same_but_parity(wine, ours):
    """Ours is Wine's with odd parity in each byte."""
    a, b = wine.rpartition("~"), ours.rpartition("~")
    theirs, mine = bytes.fromhex(a[2]), bytes.fromhex(b[2])
    key = mine[12:]  # behind the header of a PLAINTEXTKEYBLOB
    return (a[0] == b[0] and len(theirs) == len(mine) and theirs[:12] == mine[:12]
            and all(x & 0xfe == y & 0xfe and y.bit_count() % 2 for x, y in zip(theirs[12:], key)))


def same_length(wine, ours):
    return wine.rpartition("?")[0] == ours.rpartition("?")[0]


RULES = [
    Rule("odd parity of derived DES keys", "[D] keys of DES have parity bits; Windows sets them (recorded by .NET's tests on Windows)",
         "CryptExportKey", ANY, "ok/data .*~.*", "ok/data .*~.*", alike=same_but_parity),
    Rule("hashes of derived DES keys", "they hash the key with its parity bits", "Crypt(Get|Set)HashParam", ANY,
         r"ok/data .*\?.*", r"ok/data .*\?.*", alike=same_length),
]

# Outcomes of Wine's that a long run need not reach a hundred times.
RARE = set()
