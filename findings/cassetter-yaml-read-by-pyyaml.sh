#!/bin/sh
# cassetter writes the strings of a recorded JSON body as YAML scalars. A test suite reads the file with PyYAML or
#   ruamel.yaml.
# Guess: A writer that quotes NO, 0150 and 1_000 quotes every string that another reader would not read as a string.
# Reality: It quotes those three, but writes 12:30, 2014-08-21T08:40:44Z, 1__0, = and << without quotes. PyYAML reads the
#   first three as 750, a datetime and 10; ruamel.yaml reads only the last two of these as other types. At = and at <<, both
#   PyYAML and ruamel.yaml reject the whole file.
# Library: cassetter 0.16.1 read by PyYAML 6.0.4 and ruamel.yaml 0.19.1.
# Why it matters: The created_at of every recorded response comes back as a datetime, and one city called "=" makes a
#   recording unreadable for the usual readers. A linter has to read an unquoted value as a string wherever the JSON body
#   could have had a string.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check cassetter==0.16.1 requests==2.34.2 \
    PyYAML==6.0.4 ruamel.yaml==0.19.1
cd "$work"
cat > try.py <<'END'
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version

import cassetter
import requests
import yaml
from ruamel.yaml import YAML


class Created(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Created)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("cassetter", version("cassetter"), "PyYAML", version("PyYAML"), "ruamel.yaml", version("ruamel.yaml"))


def read(load, value):
    try:
        content = load(open("recorded.yaml").read())["interactions"][0]["request"]["body"]["content"]
    except Exception as error:
        return type(error).__name__
    return "same" if content["city"] == value else repr(content["city"])


for value in ["NO", "0150", "1_000", "0o17", "12:30", "1__0", "2014-08-21", "2014-08-21T08:40:44Z", "=", "<<"]:
    with cassetter.use_cassette("recorded.yaml", record_mode="rewrite"):
        requests.post(f"http://127.0.0.1:{server.server_port}/", data=json.dumps({"city": value}), headers={"Content-Type": "application/json"})
    (line,) = [line.strip() for line in open("recorded.yaml") if "city" in line]
    print(line.ljust(28), "PyYAML:", read(yaml.safe_load, value), "| ruamel:", read(YAML(typ="safe", pure=True).load, value))
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
cassetter 0.16.1 PyYAML 6.0.4 ruamel.yaml 0.19.1
city: "NO"                   PyYAML: same | ruamel: same
city: "0150"                 PyYAML: same | ruamel: same
city: "1_000"                PyYAML: same | ruamel: same
city: "0o17"                 PyYAML: same | ruamel: same
city: 12:30                  PyYAML: 750 | ruamel: same
city: 1__0                   PyYAML: 10 | ruamel: 10
city: 2014-08-21             PyYAML: datetime.date(2014, 8, 21) | ruamel: datetime.date(2014, 8, 21)
city: 2014-08-21T08:40:44Z   PyYAML: datetime.datetime(2014, 8, 21, 8, 40, 44, tzinfo=datetime.timezone.utc) | ruamel: datetime.datetime(2014, 8, 21, 8, 40, 44, tzinfo=datetime.timezone(datetime.timedelta(0), 'Z'))
city: =                      PyYAML: ConstructorError | ruamel: ConstructorError
city: <<                     PyYAML: ConstructorError | ruamel: ConstructorError
END
diff -u expected seen
