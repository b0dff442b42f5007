#!/usr/bin/env python3
"""Exports a segment and downloads it: list, export, poll, download.

    export.py APP SEGMENT FILE

MUSTER_URL, PUBLIC_KEY and SECRET_KEY say where the server is and who asks.
"""
import json
import os
import shutil
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import quote

API = os.environ["MUSTER_URL"].rstrip("/") + "/public/api"
HEADERS = {
    "Authorization": f'Token token="{os.environ["SECRET_KEY"]}"',
    "public-api-key": os.environ["PUBLIC_KEY"],
    "Content-Type": "application/json",
}


def send(path, method="GET"):
    return urllib.request.urlopen(urllib.request.Request(API + path, headers=HEADERS, method=method), timeout=60)


def ask(path, method="GET"):
    with send(path, method) as answer:
        return json.load(answer)


def download(path, file):
    partial = file + ".part"
    try:
        with send(path) as answer, open(partial, "wb") as out:
            shutil.copyfileobj(answer, out)
        os.replace(partial, file)
    finally:
        if os.path.exists(partial):
            os.remove(partial)


def main(app, segment, file):
    for each in ask(f"/apps/{quote(app, '')}/segments/")["segments"]:
        print(each["id"], each["name"])
    job = ask(f"/apps/{quote(app, '')}/segments/{quote(segment, '')}", "POST")["job"]
    while (status := ask(f"/jobs/{job}")["status"]) in ("QUEUED", "RUNNING"):
        time.sleep(0.2)
    if status != "COMPLETE":
        sys.exit(f"job {job} is {status}")
    download(f"/jobs/{job}/download", file)
    print(file)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except urllib.error.HTTPError as error:
        sys.exit(f"{error.code}: {error.read().decode()}")
