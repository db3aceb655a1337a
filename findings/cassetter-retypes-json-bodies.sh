#!/bin/sh
# cassetter, a recorder released in 2026, writes version 1 cassettes with interactions, as vcrpy does.
# Guess: It keeps a body as the text that went over the wire, like every other recorder with such cassettes.
# Reality: It keeps a JSON body decoded, as body.type and body.content, and decoding changes it. Integers over 64 bits and -0
#   become floats, 1E2 becomes 100.0, and only one of two equal keys remains. Content-Length keeps its old value. A body that
#   it cannot decode (1e400, half of a surrogate pair) is kept as text under the same content type.
# Library: cassetter 0.16.1, with requests 2.34.2.
# Why it matters: A validator that does not know this form looks for the payload one level too high. Repeated keys and the
#   notation of numbers cannot be checked any more, because both are lost.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check cassetter==0.16.1 requests==2.34.2 PyYAML==6.0.4
cd "$work"
cat > try.py <<'END'
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version

import cassetter
import requests
import yaml


class Echo(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Echo)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("cassetter", version("cassetter"))
values = ["7", "9007199254740993", "18446744073709551616", "-0", "1E2", "1.10", "1e400", '"\\ud800"']
sent = [f'{{"hosts":[{{"source_id":{value}}}]}}' for value in values] + ['{"hosts":[{"source_id":1,"source_id":2}]}']
with cassetter.use_cassette("recorded.yaml", record_mode="all"):
    for text in sent:
        requests.post(f"http://127.0.0.1:{server.server_port}/hosts", data=text, headers={"Content-Type": "application/json"})
for text, pair in zip(sent, yaml.safe_load(open("recorded.yaml"))["interactions"]):
    request = pair["request"]
    print(text, "->", request["body"]["type"], request["body"]["content"], request["headers"]["content-length"][0] == str(len(text)))
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
cassetter 0.16.1
{"hosts":[{"source_id":7}]} -> json {'hosts': [{'source_id': 7}]} True
{"hosts":[{"source_id":9007199254740993}]} -> json {'hosts': [{'source_id': 9007199254740993}]} True
{"hosts":[{"source_id":18446744073709551616}]} -> json {'hosts': [{'source_id': 1.8446744073709552e+19}]} True
{"hosts":[{"source_id":-0}]} -> json {'hosts': [{'source_id': -0.0}]} True
{"hosts":[{"source_id":1E2}]} -> json {'hosts': [{'source_id': 100.0}]} True
{"hosts":[{"source_id":1.10}]} -> json {'hosts': [{'source_id': 1.1}]} True
{"hosts":[{"source_id":1e400}]} -> text {"hosts":[{"source_id":1e400}]} True
{"hosts":[{"source_id":"\ud800"}]} -> text {"hosts":[{"source_id":"\ud800"}]} True
{"hosts":[{"source_id":1,"source_id":2}]} -> json {'hosts': [{'source_id': 2}]} True
END
diff -u expected seen
