#!/bin/sh
# A program updates a contact with a form and passes its fields as a dict, client.put(url, data={"email": None, …}). The clients
# are documented as similar, and programs move from one to another by changing an import.
# Guess: All clients do the same with None, as they do with texts and numbers.
# Reality: There are three results. requests and niquests leave the field out, so the contact keeps its email address. httpx
#   and httpx2 send it empty, so the address is cleared. aiohttp and urllib3 send the text "None". They differ in the same way
#   for None inside a list, except that urllib3 sends Python's spelling of any list. True is "true" for httpx and httpx2,
#   and "True" for the others. Of an object in a field, requests, niquests and aiohttp send only the names:
#   {"phone": {"number": "123"}} becomes phone=number. The other three send Python's spelling of the object.
# Library: requests 2.34.2, niquests 3.21.2, httpx 0.28.1, httpx2 2.16.2, aiohttp 3.14.5, urllib3 2.8.0.
# Why it matters: The same line of code clears a field, keeps it, or stores the text "None", depending on the client. A
#   server rejects "None" as an email address, but not as a name. A test whose fixture has no None passes with every client.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check requests==2.34.2 niquests==3.21.2 httpx==0.28.1 httpx2==2.16.2 \
  aiohttp==3.14.5 urllib3==2.8.0
cat >send.py <<'PY'
import asyncio
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from urllib.parse import unquote_plus

import aiohttp
import httpx
import httpx2
import niquests
import requests
import urllib3


class Echo(BaseHTTPRequestHandler):
    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
threading.Thread(target=server.serve_forever, daemon=True).start()
URL = f"http://127.0.0.1:{server.server_port}/contacts/1"

pool = urllib3.PoolManager()


async def by_aiohttp(**arguments):
    async with aiohttp.ClientSession() as session, session.put(URL, **arguments) as response:
        return await response.text()


CLIENTS = {
    "requests": lambda data: requests.put(URL, data=data).text,
    "niquests": lambda data: niquests.put(URL, data=data).text,
    "httpx": lambda data: httpx.put(URL, data=data).text,
    "httpx2": lambda data: httpx2.put(URL, data=data).text,
    "aiohttp": lambda data: asyncio.run(by_aiohttp(data=data)),
    "urllib3": lambda data: pool.request_encode_body("PUT", URL, data, encode_multipart=False).data.decode(),
}
print(*(f"{name} {version(name)}" for name in CLIENTS))
for data in [
    {"firstname": "Ann", "email": None},
    {"languages": ["en", None]},
    {"smoker": True},
    {"phone": {"number": "123"}},
    {"zip": "00150", "guests": 2, "languages": ["en", "fr"]},
]:
    print(data)
    for name, send in CLIENTS.items():
        print(f"  {name}: {unquote_plus(send(data))}")
PY
venv/bin/python send.py | tee observed
cat >expected <<'TXT'
requests 2.34.2 niquests 3.21.2 httpx 0.28.1 httpx2 2.16.2 aiohttp 3.14.5 urllib3 2.8.0
{'firstname': 'Ann', 'email': None}
  requests: firstname=Ann
  niquests: firstname=Ann
  httpx: firstname=Ann&email=
  httpx2: firstname=Ann&email=
  aiohttp: firstname=Ann&email=None
  urllib3: firstname=Ann&email=None
{'languages': ['en', None]}
  requests: languages=en
  niquests: languages=en
  httpx: languages=en&languages=
  httpx2: languages=en&languages=
  aiohttp: languages=en&languages=None
  urllib3: languages=['en', None]
{'smoker': True}
  requests: smoker=True
  niquests: smoker=True
  httpx: smoker=true
  httpx2: smoker=true
  aiohttp: smoker=True
  urllib3: smoker=True
{'phone': {'number': '123'}}
  requests: phone=number
  niquests: phone=number
  httpx: phone={'number': '123'}
  httpx2: phone={'number': '123'}
  aiohttp: phone=number
  urllib3: phone={'number': '123'}
{'zip': '00150', 'guests': 2, 'languages': ['en', 'fr']}
  requests: zip=00150&guests=2&languages=en&languages=fr
  niquests: zip=00150&guests=2&languages=en&languages=fr
  httpx: zip=00150&guests=2&languages=en&languages=fr
  httpx2: zip=00150&guests=2&languages=en&languages=fr
  aiohttp: zip=00150&guests=2&languages=en&languages=fr
  urllib3: zip=00150&guests=2&languages=['en', 'fr']
TXT
diff expected observed
