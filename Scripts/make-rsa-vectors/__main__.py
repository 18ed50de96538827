"""python3 Scripts/make-rsa-vectors writes rsa-decrypt.json, rsa-forgeries.json and rsa-import.json into the golden vectors.

What an RSA implementation must refuse, and the answers that are easily got wrong: blocks laid out by hand after RFC
8017 and raised to powers by Python's integers, keys whose parts do not belong together. Every run writes the same
bytes.
"""
import json
import pathlib
import sys

sys.dont_write_bytecode = True
from decryption import decryption_records
from forgeries import forgery_records
from imports import import_records

VECTORS = pathlib.Path(__file__).parent.parent.parent / "Tests/GoldenVectors/Vectors"
SOURCE = "constructed after RFC 8017 with Python's integers"


def write(name, records):
    with open(VECTORS / (name + ".json"), "w") as out:
        lines = [json.dumps({"id": "%s-%04d" % (name, number), "source": SOURCE} | record)
                 for number, record in enumerate(records)]
        out.write("[\n" + ",\n".join(lines) + "\n]\n")


write("rsa-decrypt", decryption_records())
write("rsa-forgeries", forgery_records())
write("rsa-import", import_records())
