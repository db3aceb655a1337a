#!/bin/sh
# vcrpy's filter_post_data_parameters removes fields from recorded POST bodies, in JSON and in forms.
# Guess: A body whose media type is JSON is filtered as JSON, with or without "; charset=utf-8".
# Reality: Only a Content-Type of exactly "application/json" counts as JSON. Any other body is split at each "&" as
#   a form, including application/json; charset=utf-8 and application/vnd.api+json. A URL with "&email=" in any
#   field removes the rest of the document.
# Library: vcrpy 9.4.2, with requests 2.34.2.
# Why it matters: A linter of recordings reports that such a body is not JSON, although the client sent valid JSON,
#   and vcrpy replays half a document without a message.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check vcrpy==9.4.2 requests==2.34.2 urllib3==2.8.0 PyYAML==6.0.4
cd "$work"
cat > try.py <<'END'
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version

import requests
import vcr
import yaml


class Created(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Created)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("vcrpy", version("vcrpy"))
body = '{"website": "http://example.com/?a=1&email=ana", "city": "Split"}'
types = ["application/json", "application/json; charset=utf-8", "application/vnd.api+json"]
with vcr.VCR(filter_post_data_parameters=["email"]).use_cassette("recorded.yaml"):
    for media in types:
        requests.post(f"http://127.0.0.1:{server.server_port}/", data=body, headers={"Content-Type": media})
recorded = [pair["request"] for pair in yaml.safe_load(open("recorded.yaml"))["interactions"]]
for request in recorded:
    print(request["headers"]["Content-Type"][0].ljust(32), request["body"])
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
vcrpy 9.4.2
application/json                 {"website": "http://example.com/?a=1&email=ana", "city": "Split"}
application/json; charset=utf-8  {"website": "http://example.com/?a=1
application/vnd.api+json         {"website": "http://example.com/?a=1
END
diff -u expected seen
