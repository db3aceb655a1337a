#!/bin/sh
# Two daily exports are joined with cat: day1.ndjson.gz and day2.ndjson.gz. RFC 1952 says that a gzip file is a series of
# members, and that its content is the content of all of them. A server sends the file with "Content-Encoding: gzip".
# Guess: Each client and each library for gzip gets the lines of both days, as gunzip does.
# Reality: httpx and httpx2 return only the first day, without an error, with .text and with a stream. So does gunzipSync of
#   fflate. requests, niquests, aiohttp, urllib3, fetch, pako, and gzip and zlib of Python and Node return both days. For two
#   frames of zstd, httpx returns both as well.
# Library: httpx 0.28.1, httpx2 2.16.2, against requests 2.34.2, niquests 3.21.2, aiohttp 3.14.5, urllib3 2.8.0 (PyPI);
#   fflate 0.8.3, against pako 3.0.3 (npm), and zlib and fetch of node 20.20.2.
# Why it matters: Half of the contacts are missing, and every line of the answer is valid JSON. Tools that append to a gzip file, or
#   write it in blocks as bgzip does, make such files too.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check httpx==0.28.1 httpx2==2.16.2 requests==2.34.2 \
  niquests==3.21.2 aiohttp==3.14.5 urllib3==2.8.0 zstandard==0.25.0
cd "$work"
npm install --no-audit --no-fund --silent --ignore-scripts pako@3.0.3 fflate@0.8.3
cat > read.mjs <<'END'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as fflate from 'fflate'
import * as pako from 'pako'

const [url, file] = process.argv.slice(2)
const bytes = readFileSync(file)
const lines = (content) => Buffer.from(content).toString().split('\n').length - 1
console.log('    fetch', lines(await (await fetch(url)).arrayBuffer()))
console.log('    zlib of Node', lines(gunzipSync(bytes)))
console.log('    pako', lines(pako.ungzip(bytes)))
console.log('    fflate', lines(fflate.gunzipSync(bytes)))
END
cat > try.py <<'END'
import asyncio
import gzip
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import aiohttp
import httpx
import httpx2
import niquests
import requests
import urllib3
import zstandard

days = [b'{"id": 1}\n{"id": 2}\n', b'{"id": 3}\n{"id": 4}\n']
sent = {
    "gzip": b"".join(gzip.compress(day) for day in days),
    "zstd": b"".join(zstandard.ZstdCompressor().compress(day) for day in days),
}


class Export(BaseHTTPRequestHandler):
    def do_GET(self):
        encoding = self.path.strip("/")
        self.send_response(200)
        self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(sent[encoding])))
        self.end_headers()
        self.wfile.write(sent[encoding])

    def log_message(self, *args):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Export)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}/"


def by_stream(path):
    with httpx.stream("GET", path) as response:
        return "".join(response.iter_text())


async def get_by_aiohttp(path):
    async with aiohttp.ClientSession() as session, session.get(path) as response:
        return await response.text()


clients = {
    "httpx": lambda path: httpx.get(path).text,
    "httpx, stream": by_stream,
    "httpx2": lambda path: httpx2.get(path).text,
    "requests": lambda path: requests.get(path).text,
    "niquests": lambda path: niquests.get(path).text,
    "aiohttp": lambda path: asyncio.run(get_by_aiohttp(path)),
    "urllib3": lambda path: urllib3.PoolManager().request("GET", path).data.decode(),
}
print("lines of two gzip members with two lines each", flush=True)
for name, get in clients.items():
    print("   ", name, get(url + "gzip").count("\n"))
with open("days.gz", "wb") as file:
    file.write(sent["gzip"])
with gzip.open("days.gz") as file:
    print("    gzip of Python", file.read().count(b"\n"), flush=True)
subprocess.run(["node", "read.mjs", url + "gzip", "days.gz"], check=True)
print("two zstd frames")
print("    httpx", httpx.get(url + "zstd").text.count("\n"))
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
lines of two gzip members with two lines each
    httpx 2
    httpx, stream 2
    httpx2 2
    requests 4
    niquests 4
    aiohttp 4
    urllib3 4
    gzip of Python 4
    fetch 4
    zlib of Node 4
    pako 4
    fflate 2
two zstd frames
    httpx 4
END
diff -u expected seen
