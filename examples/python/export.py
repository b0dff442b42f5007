#!/usr/bin/env python3
"""Exports a segment by the server's own interface and downloads it: list, export, poll, download, verify.

    export.py PROJECT SEGMENT FILE

MUSTER_URL, MUSTER_CLIENT_ID and MUSTER_CLIENT_SECRET say where the server is and who asks.
"""
import base64
import hashlib
import json
import os
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import quote

URL = os.environ["MUSTER_URL"].rstrip("/")
PAIR = os.environ["MUSTER_CLIENT_ID"] + ":" + os.environ["MUSTER_CLIENT_SECRET"]
HEADERS = {"Authorization": "Basic " + base64.b64encode(PAIR.encode()).decode()}


def send(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = HEADERS if body is None else {**HEADERS, "Content-Type": "application/json"}
    return urllib.request.urlopen(urllib.request.Request(URL + path, data=data, headers=headers), timeout=60)


def ask(path, body=None):
    with send(path, body) as answer:
        return json.load(answer)


def pages(path):
    cursor = ""
    while cursor is not None:
        page = ask(f"{path}?limit=1000" + (f"&cursor={quote(cursor, '')}" if cursor else ""))
        yield from page["items"]
        cursor = page["next_cursor"]


def download(path, file, sha256):
    partial = file + ".part"
    try:
        digest = hashlib.sha256()
        with send(path) as answer, open(partial, "wb") as out:
            while chunk := answer.read(1 << 16):
                digest.update(chunk)
                out.write(chunk)
        if digest.hexdigest() != sha256:
            sys.exit(f"{file} is not what the manifest says")
        os.replace(partial, file)
    finally:
        if os.path.exists(partial):
            os.remove(partial)


def main(project, segment, file):
    root = "/v1/projects/" + quote(project, "")
    for each in pages(root + "/segments"):
        print(each["key"], each["name"])
    export = ask(root + "/exports", {"segment": segment, "format": "csv"})
    path = f"{root}/exports/{export['id']}"
    while export["state"] in ("queued", "running"):
        time.sleep(0.2)
        export = ask(path)
    if export["state"] != "succeeded":
        sys.exit(f"export {export['id']} is {export['state']}")
    download(path + "/file", file, ask(path + "/manifest")["files"][0]["sha256"])
    print(file)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except urllib.error.HTTPError as error:
        sys.exit(f"{error.code}: {error.read().decode()}")
