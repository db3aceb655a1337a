#!/bin/sh
# mitmproxy exports a recorded request as a curl command, to repeat it or to put it into a bug report.
# Guess: The command sends the body that was recorded, whatever its layout.
# Reality: A body in one line is right. If the body has a line break, as JSON with an indent has, the command passes it through
#   the shell's printf, but escapes only the control characters. printf then reads the escapes of the JSON as its own: \n in a
#   string becomes a line break, \" becomes ", and \\ becomes \. A per cent sign starts a format: "100% sure" arrives as
#   "100ure". The line breaks are written as \x0a, which the printf of bash reads, and the one of dash (Debian's sh) does not.
# Library: mitmproxy 12.3.1, curl of any version.
# Why it matters: The repeated request is not JSON any more, or it is valid with another text, so that one searches for a fault
#   of the server that nobody has seen. Export such a request as raw_request.
# Needs: Python 3.12 or newer, bash, dash, curl.
set -eu
for program in bash dash curl; do
  command -v "$program" >/dev/null || { echo "skipped: needs $program"; exit 77; }
done
python=
for one in python3 python3.14 python3.13 python3.12 "$HOME"/.pyenv/versions/3.1[2-9]*/bin/python3; do
  if "$one" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then python=$one && break; fi
done
[ -n "$python" ] || { echo "skipped: needs Python 3.12 or newer"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-compile mitmproxy==12.3.1
cat >try.py <<'PY'
import json
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from threading import Thread

from mitmproxy.addons.export import Export, curl_command
from mitmproxy.http import Headers, Request
from mitmproxy.test import taddons, tflow

received = []


class Recorder(BaseHTTPRequestHandler):
    def do_PUT(self):
        received.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Recorder)
Thread(target=server.serve_forever, daemon=True).start()
headers = Headers([(b"content-type", b"application/json")])
print("mitmproxy", version("mitmproxy"))
with taddons.context(Export()):
    for note in ("plain", "two\nlines", 'say "hi"', "100% sure", "C:\\temp"):
        for indent in (None, 2):
            body = json.dumps({"note": note}, indent=indent).encode()
            flow = tflow.tflow()
            flow.request = Request.make("PUT", f"http://127.0.0.1:{server.server_port}/hosts/1", body, headers)
            for shell in ("bash", "dash"):
                subprocess.run([shell, "-c", curl_command(flow)], check=True, capture_output=True)
                sent = received.pop()
                print(json.dumps(note), "indented," if indent else "one line,", f"{shell}:", "same" if sent == body else sent)
PY
venv/bin/python try.py >observed
cat observed
cat >expected <<'TXT'
mitmproxy 12.3.1
"plain" one line, bash: same
"plain" one line, dash: same
"plain" indented, bash: same
"plain" indented, dash: b'{\\x0a  "note": "plain"\\x0a}'
"two\nlines" one line, bash: same
"two\nlines" one line, dash: same
"two\nlines" indented, bash: b'{\n  "note": "two\nlines"\n}'
"two\nlines" indented, dash: b'{\\x0a  "note": "two\nlines"\\x0a}'
"say \"hi\"" one line, bash: same
"say \"hi\"" one line, dash: same
"say \"hi\"" indented, bash: b'{\n  "note": "say "hi""\n}'
"say \"hi\"" indented, dash: b'{\\x0a  "note": "say \\"hi\\""\\x0a}'
"100% sure" one line, bash: same
"100% sure" one line, dash: same
"100% sure" indented, bash: b'{\n  "note": "100ure"\n}'
"100% sure" indented, dash: b'{\\x0a  "note": "100ure"\\x0a}'
"C:\\temp" one line, bash: same
"C:\\temp" one line, dash: same
"C:\\temp" indented, bash: b'{\n  "note": "C:\\temp"\n}'
"C:\\temp" indented, dash: b'{\\x0a  "note": "C:\\temp"\\x0a}'
TXT
diff expected observed
