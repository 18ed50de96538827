"""The codec's verdict, and pipes to programs that answer a line with a line."""
import collections
import functools
import subprocess
import threading

from Cryptodome.Cipher import ARC4
from Cryptodome.Hash import SHA1

# `verdict` is "strict", "tolerant" or "refused"; `names` the deviations forgiven, or the reason and field of the refusal;
# `rows` where the fields lie: (offset, end) by name.
Verdict = collections.namedtuple("Verdict", "verdict names rows")


class Program:
    """A program behind a pipe: it is asked many lines at once, and answers each."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1 << 16)

    def ask(self, lines):
        writer = threading.Thread(target=self._write, args=("\n".join(lines) + "\n",))
        writer.start()
        answers = []
        for _ in lines:
            answer = self.process.stdout.readline()
            if not answer:
                raise SystemExit("%s: ended, or died" % self.process.args[0])
            answers.append(answer.rstrip("\n"))
        writer.join()
        return answers

    def _write(self, text):
        self.process.stdin.write(text)
        self.process.stdin.flush()


class Codec(Program):
    def verdicts(self, form, blobs):
        """The verdict on each, and the bytes that its rows are places in."""
        verdicts = [parsed(line) for line in self.ask(["%s %s" % (form, blob.hex() or "-") for blob in blobs])]
        return list(zip(verdicts, blobs))

    def verdicts_on_files(self, files, password):
        """A PVK file is good if it and the PRIVATEKEYBLOB within are; the rows are those of the BLOB."""
        whole = self.verdicts("pvk", files)
        within = [private_key_blob(verdict, file, password) for verdict, file in whole]
        pairs = self.verdicts("rsaPrivateKey", within)
        signing = self.verdicts("dssPrivateKey", within)
        combined = []
        for (file, _), pair, other in zip(whole, pairs, signing):
            verdict, blob = other if other[1][8:12] == b"DSS2" else pair
            if file.verdict == "refused" or verdict.verdict == "refused":
                combined.append((file if file.verdict == "refused" else verdict, blob))
            else:
                names = file.names + verdict.names
                combined.append((Verdict("tolerant" if names else "strict", names, verdict.rows), blob))
        return combined


def private_key_blob(verdict, file, password):
    """The PRIVATEKEYBLOB of a PVK file, in the clear: SHA-1 of salt and password makes the key, all of it or 40 bits."""
    if verdict.verdict == "refused":
        return b""
    (salt, header), (body, end) = verdict.rows["salt"], verdict.rows["body"]
    if salt == header:
        return file[header:end]
    digest = SHA1.new(file[salt:header] + password).digest()
    for key in (digest[:16], digest[:5] + bytes(11)):
        blob = file[header:body] + ARC4.new(key).decrypt(file[body:end])
        if blob[8:12] in (b"RSA2", b"DSS2"):
            break
    return blob


@functools.lru_cache(1 << 16)
def parsed(line):
    verdict, *words = line.split(" ")
    if verdict == "refused":
        return Verdict(verdict, (" ".join(words),), {})
    rows = {}
    for row in words[-1].split(","):
        name, offset, size = row.split(":")
        rows[name] = (int(offset), int(offset) + int(size))
    return Verdict(verdict, tuple(words[0].split(",")) if verdict == "tolerant" else (), rows)
