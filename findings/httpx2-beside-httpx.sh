#!/bin/sh
# httpx2 has continued httpx under the same names since 2026. Its import is a drop-in replacement, and both can be
# installed together.
# Guess: Duck-typed code for httpx works with both, mixing the two fails loudly, and starlette's TestClient uses
#   httpx while httpx is installed.
# Reality: Once httpx2 is installed, TestClient derives from httpx2.Client. No httpx2 object is an instance of an
#   httpx class. An isinstance test in an event hook is simply false, so the hook skips every request without a
#   message. "except httpx.HTTPError" does not catch httpx2's errors, and respx.mock() lets httpx2's requests out to
#   the network. An httpx2 client that is given an httpx request calls it "an async request".
# Library: httpx2 2.16.2 beside httpx 0.28.1, starlette 1.10.0, respx 0.23.1.
# Why it matters: A check before sending that depends on httpx's classes silently stops working for users who
#   migrate.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
for name in httpx both; do python3 -m venv "$work/$name"; done
"$work/httpx/bin/python" -m pip install --quiet --disable-pip-version-check starlette==1.10.0 httpx==0.28.1
"$work/both/bin/python" -m pip install --quiet --disable-pip-version-check starlette==1.10.0 httpx==0.28.1 httpx2==2.16.2 respx==0.23.1
cd "$work"
cat > client.py <<'END'
import warnings

warnings.simplefilter("ignore")

from starlette.testclient import TestClient

print("TestClient is a", ", ".join(f"{base.__module__}.{base.__name__}" for base in TestClient.__bases__))
END
cat > try.py <<'END'
import socket
from importlib.metadata import version

import httpx
import httpx2
import respx

print("httpx2", version("httpx2"), "httpx", version("httpx"))
seen = []


def hook(request):
    seen.append("judged" if isinstance(request.stream, httpx.ByteStream) else "skipped")


for module in (httpx, httpx2):
    transport = module.MockTransport(lambda request, module=module: module.Response(201))
    module.Client(transport=transport, event_hooks={"request": [hook]}).post("http://example.com/hosts", json={"hosts": []})
print("the hook:", *seen)
print("httpx.HTTPError catches httpx2.ConnectError:", issubclass(httpx2.ConnectError, httpx.HTTPError))
with socket.socket() as closed:
    closed.bind(("127.0.0.1", 0))  # an address where nobody listens
    url = f"http://127.0.0.1:{closed.getsockname()[1]}/hosts"
    with respx.mock() as mock:
        mock.post(url).respond(201)
        for module in (httpx, httpx2):
            try:
                print("under respx.mock", module.__name__, module.post(url).status_code)
            except Exception as error:
                print("under respx.mock", module.__name__, type(error).__name__)
try:
    httpx2.Client(transport=httpx2.MockTransport(lambda request: httpx2.Response(201))).send(httpx.Request("GET", url))
except RuntimeError as error:
    print(error)
END
{ httpx/bin/python client.py && both/bin/python client.py && both/bin/python try.py; } > seen
cat seen
cat > expected <<'END'
TestClient is a httpx.Client
TestClient is a httpx2.Client
httpx2 2.16.2 httpx 0.28.1
the hook: judged skipped
httpx.HTTPError catches httpx2.ConnectError: False
under respx.mock httpx 201
under respx.mock httpx2 ConnectError
Attempted to send an async request with a sync Client instance.
END
diff -u expected seen
