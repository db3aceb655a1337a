#!/bin/sh
# A test states the JSON body that it expects. The mock answers only a request with that body.
# Guess: {"source_id": true} is not the body {"source_id": 1}, and a mock for JSON distinguishes the two.
# Reality: Four of six mocks compare the decoded values as Python does, where True == 1 == 1.0 and False == 0:
#   responses, vcrpy's body matcher, pytest-httpx and pytest-httpserver. Only respx and pook compare types as well.
#   For application/vnd.api+json, vcrpy does the opposite: even the order of the keys counts.
# Library: responses 0.26.3, vcrpy 9.4.2, pytest-httpx 0.36.2, pytest-httpserver 1.2.0, respx 0.23.1, pook 2.1.6.
# Why it matters: A client that sends true as an id passes its tests with most mocks, and the server rejects it.
#   Only a check of the payload itself finds it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check responses==0.26.3 vcrpy==9.4.2 pytest-httpx==0.36.2 \
    pytest-httpserver==1.2.0 respx==0.23.1 pook==2.1.6 requests==2.34.2 httpx==0.28.1
cd "$work"
cat > try.py <<'END'
import json
import logging
from importlib.metadata import version

import httpx
import pook
import requests
import respx
import responses
import vcr.matchers
from pytest_httpserver import HTTPServer
from pytest_httpx._options import _HTTPXMockOptions
from pytest_httpx._request_matcher import _RequestMatcher
from vcr.request import Request

logging.disable(logging.CRITICAL)
logging.getLogger("werkzeug").disabled = True
URL = "http://api.example.com/hosts"
EXPECTED = {"source_id": 1, "user_id": 0}
SENT = ['{"source_id":1,"user_id":0}', '{"source_id":true,"user_id":0}', '{"source_id":1,"user_id":false}',
        '{"source_id":1.0,"user_id":-0.0}', '{"user_id":0,"source_id":1}', '{"source_id":"1","user_id":0}']
JSON = {"Content-Type": "application/json"}
server = HTTPServer()
server.start()


def by_responses(text):
    with responses.RequestsMock() as mock:
        mock.post(URL, match=[responses.matchers.json_params_matcher(EXPECTED)])
        requests.post(URL, data=text, headers=JSON)


def by_respx(text):
    with respx.mock() as mock:
        mock.post(URL, json=EXPECTED).respond(201)
        httpx.post(URL, content=text, headers=JSON)


def by_pook(text):
    with pook.use():
        pook.post(URL).json(EXPECTED).reply(201)
        requests.post(URL, data=text, headers=JSON)


def by_vcrpy(text, media="application/json"):
    recorded = Request("POST", URL, json.dumps(EXPECTED, separators=(",", ":")), {"Content-Type": media})
    vcr.matchers.body(recorded, Request("POST", URL, text, {"Content-Type": media}))


def by_vcrpy_for_vnd(text):
    by_vcrpy(text, "application/vnd.api+json")


def by_pytest_httpx(text):
    matcher = _RequestMatcher(_HTTPXMockOptions(), match_json=EXPECTED)
    assert matcher.match(httpx.HTTPTransport(), httpx.Request("POST", URL, content=text))


def by_pytest_httpserver(text):
    server.clear()
    server.expect_request("/hosts", json=EXPECTED).respond_with_data("")
    assert requests.post(server.url_for("/hosts"), data=text, headers=JSON).status_code == 200


def verdict(mock, text):
    try:
        mock(text)
    except Exception:
        return "-"
    return "matches"


print(" ".join(f"{name} {version(name)}" for name in ("responses", "vcrpy", "pytest-httpx", "pytest-httpserver", "respx", "pook")))
for mock in (by_responses, by_vcrpy, by_vcrpy_for_vnd, by_pytest_httpx, by_pytest_httpserver, by_respx, by_pook):
    print(mock.__name__, *(f"{text} {verdict(mock, text)}" for text in SENT), sep="\n    ")
server.stop()
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
responses 0.26.3 vcrpy 9.4.2 pytest-httpx 0.36.2 pytest-httpserver 1.2.0 respx 0.23.1 pook 2.1.6
by_responses
    {"source_id":1,"user_id":0} matches
    {"source_id":true,"user_id":0} matches
    {"source_id":1,"user_id":false} matches
    {"source_id":1.0,"user_id":-0.0} matches
    {"user_id":0,"source_id":1} matches
    {"source_id":"1","user_id":0} -
by_vcrpy
    {"source_id":1,"user_id":0} matches
    {"source_id":true,"user_id":0} matches
    {"source_id":1,"user_id":false} matches
    {"source_id":1.0,"user_id":-0.0} matches
    {"user_id":0,"source_id":1} matches
    {"source_id":"1","user_id":0} -
by_vcrpy_for_vnd
    {"source_id":1,"user_id":0} matches
    {"source_id":true,"user_id":0} -
    {"source_id":1,"user_id":false} -
    {"source_id":1.0,"user_id":-0.0} -
    {"user_id":0,"source_id":1} -
    {"source_id":"1","user_id":0} -
by_pytest_httpx
    {"source_id":1,"user_id":0} matches
    {"source_id":true,"user_id":0} matches
    {"source_id":1,"user_id":false} matches
    {"source_id":1.0,"user_id":-0.0} matches
    {"user_id":0,"source_id":1} matches
    {"source_id":"1","user_id":0} -
by_pytest_httpserver
    {"source_id":1,"user_id":0} matches
    {"source_id":true,"user_id":0} matches
    {"source_id":1,"user_id":false} matches
    {"source_id":1.0,"user_id":-0.0} matches
    {"user_id":0,"source_id":1} matches
    {"source_id":"1","user_id":0} -
by_respx
    {"source_id":1,"user_id":0} matches
    {"source_id":true,"user_id":0} -
    {"source_id":1,"user_id":false} -
    {"source_id":1.0,"user_id":-0.0} -
    {"user_id":0,"source_id":1} matches
    {"source_id":"1","user_id":0} -
by_pook
    {"source_id":1,"user_id":0} matches
    {"source_id":true,"user_id":0} -
    {"source_id":1,"user_id":false} -
    {"source_id":1.0,"user_id":-0.0} -
    {"user_id":0,"source_id":1} matches
    {"source_id":"1","user_id":0} -
END
diff -u expected seen
