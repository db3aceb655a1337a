#!/bin/sh
# A server answers a PUT with a JSON body with 301 or 302 (a moved host, a slash at the end), and the client
# follows.
# Guess: A client that keeps the method keeps the body, and a client that changes it to GET drops the body and its
#   headers.
# Reality: Each client behaves differently. On a 301, requests and niquests send PUT again without a body, and httpx
#   sends it with the body. On a 302, httpx sends a GET that still says "Content-Type: application/json". aiohttp
#   and urllib3 send the whole PUT again on both, and urllib3 even repeats a POST as a POST.
# Library: requests 2.34.2, niquests 3.21.2, httpx 0.28.1, aiohttp 3.14.5, urllib3 2.8.0.
# Why it matters: One valid update in the code becomes an empty update on the wire, or is sent twice. Only a check
#   of each outgoing request, and of each request in a recording, can see it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check requests==2.34.2 niquests==3.21.2 httpx==0.28.1 \
    aiohttp==3.14.5 urllib3==2.8.0
cd "$work"
cat > try.py <<'END'
import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version

import aiohttp
import httpx
import niquests
import requests
import urllib3


class Moved(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        status = self.path.strip("/")
        if status.isdigit():
            self.send_response(int(status))
            self.send_header("Location", "/moved")
            described = b""
        else:
            self.send_response(200)
            kept = "body" if body == b'{"id":7}' else "no body" if not body else repr(body)
            described = f"{self.command} {kept}, {self.headers['Content-Type']}".encode()
        self.send_header("Content-Length", str(len(described)))
        self.end_headers()
        self.wfile.write(described)

    do_GET = do_POST = do_PUT = answer

    def log_message(self, *args):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Moved)
threading.Thread(target=server.serve_forever, daemon=True).start()
BODY, JSON = b'{"id":7}', {"Content-Type": "application/json"}


async def by_aiohttp(method, url):
    async with aiohttp.ClientSession() as session, session.request(method, url, data=BODY, headers=JSON) as response:
        return await response.text()


clients = {
    "requests": lambda method, url: requests.request(method, url, data=BODY, headers=JSON).text,
    "niquests": lambda method, url: niquests.request(method, url, data=BODY, headers=JSON).text,
    "httpx": lambda method, url: httpx.request(method, url, content=BODY, headers=JSON, follow_redirects=True).text,
    "aiohttp": lambda method, url: asyncio.run(by_aiohttp(method, url)),
    "urllib3": lambda method, url: urllib3.request(method, url, body=BODY, headers=JSON).data.decode(),
}
for name, send in clients.items():
    print(name, version(name))
    for method, status in (("PUT", 301), ("PUT", 302), ("POST", 301), ("PUT", 307)):
        print(f"    {method} {status} ->", send(method, f"http://127.0.0.1:{server.server_port}/{status}"))
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
requests 2.34.2
    PUT 301 -> PUT no body, None
    PUT 302 -> GET no body, None
    POST 301 -> GET no body, None
    PUT 307 -> PUT body, application/json
niquests 3.21.2
    PUT 301 -> PUT no body, None
    PUT 302 -> GET no body, None
    POST 301 -> GET no body, None
    PUT 307 -> PUT body, application/json
httpx 0.28.1
    PUT 301 -> PUT body, application/json
    PUT 302 -> GET no body, application/json
    POST 301 -> GET no body, application/json
    PUT 307 -> PUT body, application/json
aiohttp 3.14.5
    PUT 301 -> PUT body, application/json
    PUT 302 -> PUT body, application/json
    POST 301 -> GET no body, application/json
    PUT 307 -> PUT body, application/json
urllib3 2.8.0
    PUT 301 -> PUT body, application/json
    PUT 302 -> PUT body, application/json
    POST 301 -> POST body, application/json
    PUT 307 -> PUT body, application/json
END
diff -u expected seen
