#!/usr/bin/env python3
"""Runs the differential driver under Wine and natively, batch by batch, and holds the transcripts against each other.

usage: compare.py [--seed N] [--first N] [--episodes N] [--batch N] [--floor N] --wine COMMAND --native COMMAND --scratch FOLDER

Every line must be the same, or different in a way that the table in accepted.py explains. After a difference that leaves
the two sides with different states the rest of that episode is not compared; how many were cut short is told at the end.
Status 1: an unexplained difference, a side that stopped, fewer than half of the calls succeeding; and with --floor an
outcome of Wine's that was reached less often than that, or a row of the table for which nothing happened.
"""
import argparse
import collections
import itertools
import os
import re
import shlex
import subprocess
import sys

from accepted import RULES, RARE

LINE = re.compile(r"\d+\.\d+ (\w+)\((.*?)\)(?: [=~?*]\S*)? -> (\S+)(.*)")
HANDLE = re.compile(r"\b[kh]\d\b")
QUERIES = ("GetKeyParam", "GetHashParam", "GetProvParam", "ExportKey", "ProvidersA", "ProvidersW", "TypesA", "TypesW", "ProviderA", "ProviderW")  # change no state
SHOWN, CONTEXT = 2, 10  # unexplained differences of a kind that are printed, and lines before each


def episodes(path):
    """Yields (number, lines) for each episode, and at the end (None, counts)."""
    counts = collections.Counter()
    with open(path, encoding="latin-1") as file:
        for number, lines in itertools.groupby(file, lambda line: line.partition(".")[0] if line[0].isdigit() else None):
            if number is not None:
                yield int(number), list(lines)
            else:
                for line in lines:
                    words = line.split()  # an outcome's form may be two
                    counts[words[1], " ".join(words[2:-1])] += int(words[-1])
    yield None, counts


def steps(lines):
    for number, group in itertools.groupby(lines, lambda line: line.partition(" ")[0]):
        yield number, list(group)


def succeeds(line):
    return " -> ok" in line


def function(line):
    return line.partition("(")[0]


class Comparison:
    def __init__(self, brief):
        self.brief = brief
        self.rules = collections.Counter()
        self.unexplained = collections.Counter()
        self.cut = self.episodes = self.lines = self.compared = 0
        self.counts = {"wine": collections.Counter(), "ours": collections.Counter()}

    def rule_for(self, wine, ours):
        a, b = LINE.fullmatch(wine.rstrip("\n")), LINE.fullmatch(ours.rstrip("\n"))
        if not a or not b or a.group(1, 2) != b.group(1, 2):
            return None
        for rule in RULES:
            if rule.explains(*a.group(1, 2), a.group(3) + a.group(4), b.group(3) + b.group(4)):
                return rule
        return None

    def episode(self, wine, ours):
        self.episodes += 1
        self.lines += len(wine)
        seen = []
        for (step, theirs), (other, mine) in zip(steps(wine), steps(ours)):
            if step == other and self.step(seen, theirs, mine):
                seen += theirs
                continue
            if step != other:
                self.report(seen, theirs[0], mine[0])
            break
        self.compared += len(seen)

    def step(self, seen, wine, ours):
        """Whether to go on with the next step: both sides are in the same state."""
        for index, (a, b) in enumerate(itertools.zip_longest(wine, ours, fillvalue="(nothing)\n")):
            if a == b:
                continue
            rule = self.rule_for(a, b)
            if rule:
                self.rules[rule.name] += 1
            else:
                self.report(seen + wine[:index], a, b)
            if rule and rule.cut:
                self.cut += 1
                return False
            if succeeds(a) == succeeds(b):
                continue
            # One goes on with this step, the other not. A second call for the same, with another buffer, changes nothing.
            if (rule or function(a).endswith(QUERIES)) and all(function(line) == function(a) for line in wine[index:] + ours[index:]):
                return True
            if rule:
                self.cut += 1
            return False
        return True

    def report(self, before, a, b):
        match = LINE.match(a), LINE.match(b)
        kind = " | ".join(f"{m.group(1)} {m.group(3)}" if m else "other question" for m in match)
        self.unexplained[kind] += 1
        if self.unexplained[kind] > SHOWN or (self.brief and self.unexplained[kind] > 3):
            return
        if self.brief:
            print(f"{a[:150].rstrip()}\n{'':8}ours {b[:150].rstrip().partition(' -> ')[2]}")
            return
        names = set(HANDLE.findall(a))
        print(f"-- {kind}")
        about = [line for line in before[1:] if not names or names & set(HANDLE.findall(line))]
        for line in before[:1] + about[-CONTEXT:]:
            print("       " + line[:190].rstrip())
        print("  wine " + a[:260].rstrip())
        print("  ours " + b[:260].rstrip())


def run(command, scratch, name, seed, first, episodes, flush=()):
    environment = dict(os.environ, KEYBLOB_HOME=os.path.join(scratch, "store"))
    process = subprocess.Popen([*shlex.split(command), name, str(seed), str(first), str(episodes), *flush],
                               cwd=scratch, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return process


def both(options, first, episodes):
    running = {name: run(command, options.scratch, name, options.seed, first, episodes)
               for name, command in (("wine", options.wine), ("ours", options.native))}
    for name, process in running.items():
        errors = process.communicate()[1]
        if process.returncode:
            again = run(options.wine if name == "wine" else options.native, options.scratch, name, options.seed, first, episodes, ["flush"])
            again.communicate()
            with open(os.path.join(options.scratch, name), encoding="latin-1") as file:
                last = collections.deque(file, maxlen=1)
            print(f"compare.py: {name} stopped with {process.returncode}, at: {''.join(last)[:300]}\n{errors[-3000:]}", file=sys.stderr)
            sys.exit(1)


def compare(options, comparison):
    streams = [episodes(os.path.join(options.scratch, name)) for name in ("wine", "ours")]
    for (number, wine), (other, ours) in zip(*streams):
        if number != other:
            sys.exit(f"compare.py: episode {number} of Wine's stands against {other}")
        if number is None:
            comparison.counts["wine"].update(wine)
            comparison.counts["ours"].update(ours)
        else:
            comparison.episode(wine, ours)


def main():
    parser = argparse.ArgumentParser()
    for name, default in (("seed", 1), ("first", 0), ("episodes", 1000), ("batch", 2000), ("floor", 0)):
        parser.add_argument("--" + name, type=int, default=default)
    for name in ("wine", "native", "scratch"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--counts", action="store_true", help="print how often each outcome was reached")
    parser.add_argument("--brief", action="store_true", help="print unexplained differences without what came before")
    options = parser.parse_args()
    os.makedirs(options.scratch, exist_ok=True)
    comparison = Comparison(options.brief)
    for first in range(options.first, options.first + options.episodes, options.batch):
        count = min(options.batch, options.first + options.episodes - first)
        both(options, first, count)
        compare(options, comparison)
    sys.exit(conclude(options, comparison))


def conclude(options, comparison):
    status = 0
    wine, ours = comparison.counts["wine"], comparison.counts["ours"]
    if options.counts:
        print(f"{'function':28} {'outcome':18} {'Wine':>9} {'ours':>9}")
        for function, outcome in sorted(wine | ours):
            print(f"{function:28} {outcome:18} {wine[function, outcome]:9} {ours[function, outcome]:9}")
    calls, good = sum(wine.values()), sum(n for (_, outcome), n in wine.items() if outcome.startswith("ok"))
    print(f"{comparison.episodes} episodes, {calls} calls, {100 * good // max(calls, 1)} % of them successful; "
          f"{comparison.compared} of {comparison.lines} lines compared, {comparison.cut} episodes cut short by an accepted difference")
    for name, times in comparison.rules.most_common():
        print(f"  accepted {times:8}  {name}")
    if comparison.unexplained:
        for kind, times in comparison.unexplained.most_common():
            print(f"  UNEXPLAINED {times:6}  {kind}")
        status = 1
    if 2 * good < calls:
        print("compare.py: less than half of the calls succeed", file=sys.stderr)
        status = 1
    if options.floor:
        for (function, outcome), times in sorted(wine.items()):
            if times < options.floor and (function, outcome) not in RARE:
                print(f"compare.py: {function} {outcome} only {times} times", file=sys.stderr)
                status = 1
        for rule in RULES:
            if not comparison.rules[rule.name]:
                print(f"compare.py: nothing happens for the row '{rule.name}'", file=sys.stderr)
                status = 1
    return status


if __name__ == "__main__":
    main()
