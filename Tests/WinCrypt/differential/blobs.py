#!/usr/bin/env python3
"""Writes blobs.h: BLOBs and ciphertexts of fixed keys, from the golden vectors, as C arrays.

usage: blobs.py VECTORS > blobs.h
"""
import json
import os
import sys

folder = sys.argv[1]


def records(name):
    with open(os.path.join(folder, name + ".json")) as file:
        return json.load(file)


def array(hexadecimal):
    data = bytes.fromhex(hexadecimal)
    return "(const BYTE *)\"" + "".join(f"\\x{byte:02x}" for byte in data) + f"\", {len(data)}"


def table(name, fields, rows):
    print(f"static const struct {{ {fields} }} {name}[] = {{")
    for row in rows:
        print("    {" + ", ".join(row) + "},")
    print("};\n")


pairs = {}
for record in records("capi-private"):
    if record["format"] == "PRIVATEKEYBLOB" and record.get("note") == "size" and record["bits"] in (512, 1024, 2048):
        pairs[record["bits"], record["algid"]] = record
table("rsa_pairs", "DWORD bits; ALG_ID algorithm; const BYTE *secret; DWORD secret_length; const BYTE *open; DWORD open_length;",
      [[str(bits), algorithm, array(record["blob"]), array(record["public_blob"])]
       for (bits, algorithm), record in sorted(pairs.items())])

exchange = {record["blob"]: bits for (bits, algorithm), record in pairs.items() if algorithm == "0xa400"}
table("simple_blobs", "DWORD bits; ALG_ID algorithm; DWORD flags, length; const BYTE *blob; DWORD blob_length;",
      [[str(exchange[record["rsa_private_blob"]]), record["algid"], record["flags"], str(len(record["key"]) // 2), array(record["blob"])]
       for record in records("capi-simple")
       if record["format"] == "SIMPLEBLOB" and record.get("blob") and record.get("key") and "quirk" not in record
       and record["rsa_private_blob"] in exchange])

table("rsa_texts", "DWORD bits; DWORD flags; const BYTE *text; DWORD length;",
      [[str(exchange[record["rsa_private_blob"]]), record["flags"], array(record["ciphertext"])]
       for record in records("capi-encrypt")
       if record["format"] == "CryptEncrypt RSA" and record.get("ciphertext") and record["rsa_private_blob"] in exchange])

dss = []
for record in records("capi-private"):
    if record["format"].startswith("PRIVATEKEYBLOB DSS2") and record["algid"] == "0x2200":
        dss.append([str(record["bits"]), "1", array(record["blob"])])
for record in records("capi-public"):
    if record["format"].startswith("PUBLICKEYBLOB DSS") and record.get("bits") in (512, 768, 1024):
        dss.append([str(record["bits"]), "0", array(record["blob"])])
table("dss_blobs", "DWORD bits; int secret; const BYTE *blob; DWORD length;", dss)
