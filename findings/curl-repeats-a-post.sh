#!/bin/sh
# A client creates two contacts over one connection. The server stores the second contact, and closes the connection before it
# answers, as it does when a worker is stopped.
# Guess: The client reports an error. It does not send the POST again, because it cannot know whether the contact exists.
#   RFC 9110 advises against an automatic repetition of such requests.
# Reality: libcurl sends the POST again on a new connection, and returns its 201. The contact exists twice, and the program sees
#   one success. libcurl does so for each request on a connection that it has used before, if no byte of the answer has arrived.
#   On a fresh connection, the same event is an error. requests, niquests, httpx, aiohttp and urllib3 report an error in both
#   cases.
# Library: pycurl 7.49.0 with libcurl 8.23.0, against requests 2.34.2, niquests 3.21.2, httpx 0.28.1, aiohttp 3.14.5,
#   urllib3 2.8.0. The program curl 7.88.1 and PHP 8.2 with its curl extension do the same.
# Why it matters: The usual clients in PHP, such as Guzzle, use libcurl. Their log shows one request, and the server has two records.
#   With CURLOPT_FORBID_REUSE, each request has a connection of its own, and the program gets the error.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check pycurl==7.49.0 requests==2.34.2 niquests==3.21.2 \
  httpx==0.28.1 aiohttp==3.14.5 urllib3==2.8.0
cd "$work"
cat > try.py <<'END'
import asyncio
import socket
import threading
from importlib.metadata import version

import aiohttp
import httpx
import niquests
import pycurl
import requests
import urllib3

stored = []


def read_request(file):
    """Return the body of the next request, or None at the end of the connection."""
    if not file.readline():
        return None
    length = 0
    while (line := file.readline().strip()):
        name, _, value = line.decode().partition(":")
        length = int(value) if name.lower() == "content-length" else length
    return file.read(length).decode()


def serve(connection):
    with connection, connection.makefile("rb") as file:
        while (name := read_request(file)) is not None:
            stored.append(name)
            if stored.count("Ben") == 1 and name == "Ben":
                connection.shutdown(socket.SHUT_RDWR)
                return
            connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")


def accept(listener):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


listener = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=accept, args=(listener,), daemon=True).start()
url = f"http://127.0.0.1:{listener.getsockname()[1]}/contacts"


def by_curl(names, reuse=True):
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, url)
    curl.setopt(pycurl.FORBID_REUSE, not reuse)
    for name in names:
        curl.setopt(pycurl.POSTFIELDS, name)
        curl.perform()
    return curl.getinfo(pycurl.RESPONSE_CODE)


def by_curl_without_reuse(names):
    return by_curl(names, reuse=False)


def by_session(module):
    def post(names):
        with module.Session() as session:
            return [session.post(url, data=name).status_code for name in names][-1]

    return post


def by_httpx(names):
    with httpx.Client() as client:
        return [client.post(url, content=name).status_code for name in names][-1]


def by_urllib3(names):
    with urllib3.PoolManager() as pool:
        return [pool.request("POST", url, body=name).status for name in names][-1]


async def post_by_aiohttp(names):
    async with aiohttp.ClientSession() as session:
        for name in names:
            async with session.post(url, data=name) as response:
                await response.read()
        return response.status


def by_aiohttp(names):
    return asyncio.run(post_by_aiohttp(names))


clients = {
    "pycurl": by_curl,
    "pycurl, FORBID_REUSE": by_curl_without_reuse,
    "requests": by_session(requests),
    "niquests": by_session(niquests),
    "httpx": by_httpx,
    "aiohttp": by_aiohttp,
    "urllib3": by_urllib3,
}
print("pycurl", version("pycurl"), *pycurl.version.split()[1:2])
for title, names in {"a used connection": ["Ana", "Ben"], "a fresh connection": ["Ben"]}.items():
    print(title)
    for name, post in clients.items():
        stored.clear()
        try:
            result = post(names)
        except Exception as error:
            result = type(error).__name__
        print(f"    {name:21}", str(result).ljust(20), "stored:", *stored)
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
pycurl 7.49.0 libcurl/8.23.0
a used connection
    pycurl                201                  stored: Ana Ben Ben
    pycurl, FORBID_REUSE  error                stored: Ana Ben
    requests              ConnectionError      stored: Ana Ben
    niquests              ConnectionError      stored: Ana Ben
    httpx                 RemoteProtocolError  stored: Ana Ben
    aiohttp               ServerDisconnectedError stored: Ana Ben
    urllib3               ProtocolError        stored: Ana Ben
a fresh connection
    pycurl                error                stored: Ben
    pycurl, FORBID_REUSE  error                stored: Ben
    requests              ConnectionError      stored: Ben
    niquests              ConnectionError      stored: Ben
    httpx                 RemoteProtocolError  stored: Ben
    aiohttp               ServerDisconnectedError stored: Ben
    urllib3               ProtocolError        stored: Ben
END
diff -u expected seen
