#!/usr/bin/env python3
"""Holds the codec against other readers of the same bytes; docs/differences.md explains each place where they differ.

Fails where they disagree and no row of the tables says so, and where a row says what never happened.
usage: differential.py VERDICT OPENSSL-PEER
"""
import collections
import multiprocessing
import os
import pathlib
import re
import sys

import corpus
import ours
import peers

TABLES = pathlib.Path(__file__).parent.parent.parent / "docs/differences.md"
FAMILIES = {"pvk": "OpenSSL, PVK", "pkcs8Key": "OpenSSL, DER", "pkcs7Envelope": "OpenSSL, DER"}


def disagreements(verdict, blob, answer):
    """What differs: (what the peer does, where we say otherwise)."""
    if answer.refuses is not None:
        return {("refuses", answer.refuses)} if verdict.verdict == "strict" else set()
    found = {("takes", name) for name in verdict.names}
    for name, value in answer.takes.items():
        if name in verdict.rows:
            begin, end = verdict.rows[name]
            field = blob[begin:end]
            if (field if isinstance(value, bytes) else int.from_bytes(field, "little")) != value:
                found.add(("reads otherwise", name))
    return found


class Worker:
    """One process of several; each has programs of its own."""

    def __init__(self, verdict, openssl):
        self.codec = ours.Codec(verdict)
        self.openssl = peers.OpenSSL(openssl)
        self.impacket, self.cryptography = peers.Impacket(), peers.Cryptography()

    def ask(self, golden, is_first_of_its_shape):
        """(peer, what differs) and an example of each, and how often the peer was asked."""
        form, password = golden.format, bytes.fromhex(golden.record.get("password_utf8") or "")
        (verdict, _), = self.codec.verdicts(form, [golden.blob])
        blobs = [golden.blob]
        if is_first_of_its_shape:
            blobs = list(dict.fromkeys(corpus.damaged(golden.blob, verdict.rows.values())))
        ours_of = self.codec.verdicts_on_files(blobs, password) if form == "pvk" else self.codec.verdicts(form, blobs)
        found, asked = {}, collections.Counter()
        for peer, answers in self.answers(golden, blobs, password):
            for (verdict, bytes_read), blob, answer in zip(ours_of, blobs, answers, strict=True):
                asked[peer, form] += 1
                for difference in disagreements(verdict, bytes_read, answer):
                    found.setdefault((peer, *difference), (golden.id, form, blob.hex()))
        return found, asked

    def answers(self, golden, blobs, password):
        form = golden.format
        for reader in peers.OpenSSL.READERS.get(form, ()):
            yield FAMILIES.get(form, "OpenSSL, MSBLOB"), self.openssl.answers(reader, blobs, password)
        if form in peers.Impacket.READERS:
            yield "impacket", [self.impacket.answer(form, blob) for blob in blobs]
        if form in peers.Cryptography.READERS:
            yield "cryptography", [self.cryptography.answer(golden, blob) for blob in blobs]

    def compare_recorded(self, peer):
        found, asked = {}, collections.Counter()
        for golden, answer in peers.recorded(peer):
            (verdict, blob), = self.codec.verdicts(golden.format, [golden.blob])
            if exported := golden.record.get(peers.EXPORTED.get(golden.format)):
                answer.takes.update(self.numbers(golden.format, bytes.fromhex(exported)))
            asked[peer, golden.format] += 1
            for difference in disagreements(verdict, blob, answer):
                found.setdefault((peer, *difference), (golden.id, golden.format, golden.record["what"]))
        return found, asked


    def numbers(self, form, exported):
        """The numbers of a key that a peer gave back."""
        (verdict, blob), = self.codec.verdicts(form, [exported])
        places = {name: verdict.rows[name] for name in peers.NUMBERS if name in verdict.rows}
        return {name: int.from_bytes(blob[begin:end], "little") for name, (begin, end) in places.items()}


def start(*programs):
    global worker
    worker = Worker(*programs)


def work(job):
    return worker.compare_recorded(job) if isinstance(job, str) else worker.ask(*job)


def jobs():
    """Of golden BLOBs that are as long as one before, from the same file, only the whole is asked."""
    shapes = set()
    for golden in corpus.golden(*corpus.SOURCES):
        shape = golden.format, len(golden.blob), golden.id.rsplit("-", 1)[0], golden.record.get("encryption")
        yield golden, shape not in shapes
        shapes.add(shape)
    yield from peers.RECORDED


def explained():
    """What the tables explain: (peer, what it does, where we say otherwise); `*` stands for any word there."""
    rows, peer = set(), None
    for line in TABLES.read_text().splitlines():
        if line.startswith("## "):
            peer = line[3:]
        elif row := re.match(r"\| (takes|refuses|reads otherwise) \| (.+?) \| (.+?) \| .+ \|$", line):
            rows |= {(peer, row[1], where) for where in re.findall(r"`([^`]+)`", row[2])}
    return rows


def row_of(difference, rows):
    """The row that explains it: of its own words, or with a `*` for the last of them."""
    *about, where = difference
    for words in (where, where.rpartition(" ")[0] + " *"):
        if (*about, words) in rows:
            return *about, words
    return None


def main():
    rows, found, asked = explained(), {}, collections.Counter()
    longest_first = sorted(jobs(), key=lambda job: len(job[0].blob) if not isinstance(job, str) else 0, reverse=True)
    with multiprocessing.Pool(os.cpu_count(), start, sys.argv[1:3]) as pool:
        for some, counts in pool.imap_unordered(work, longest_first):
            asked += counts
            for difference, example in some.items():
                found.setdefault(difference, example)
    for (peer, form), count in sorted(asked.items()):
        print("%-16s %-24s %7d" % (peer, form, count))
    used = {difference: row_of(difference, rows) for difference in found}
    unexplained = sorted(difference for difference, row in used.items() if row is None)
    idle = sorted(rows - set(used.values()))
    for difference in unexplained:
        print("differential: no row explains: %s: %s: %s; such as %s %s %.100s" % (*difference, *found[difference]))
    for difference in idle:
        print("differential: never happened: %s: %s: %s" % difference)
    print("%d comparisons, %d kinds of disagreement, %d of them explained" % (
        asked.total(), len(found), len(found) - len(unexplained)))
    sys.exit(bool(unexplained or idle))


if __name__ == "__main__":
    main()
