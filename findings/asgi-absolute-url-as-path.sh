#!/bin/sh
# A client that is set up for a proxy sends the whole URL in the request line: "GET http://api.example.com/hosts HTTP/1.1".
#   RFC 9112 (3.2.2) says that every server must accept this form.
# Guess: An ASGI application gets the path "/hosts", whatever server runs it.
# Reality: With uvicorn on h11, hypercorn and daphne, the path is "http://api.example.com/hosts". With granian, and with
#   uvicorn once httptools is installed, it is "/hosts".
# Library: uvicorn 0.54.0, h11 0.16.0, httptools 0.9.0, hypercorn 0.18.0, daphne 4.2.3, granian 2.8.9.
# Why it matters: No route matches such a path, so the application answers 404 to a valid request. The answer depends on
#   httptools, which uvicorn[standard] installs and plain uvicorn does not.
# Needs: curl.
set -eu
command -v curl >/dev/null || { echo "skipped: needs curl"; exit 77; }
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check uvicorn==0.54.0 h11==0.16.0 httptools==0.9.0 \
  hypercorn==0.18.0 daphne==4.2.3 granian==2.8.9
cd "$folder"
cat >app.py <<'PY'
async def app(scope, receive, send):
    if scope["type"] == "http":
        text = scope["path"].encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(len(text)).encode())]})
        await send({"type": "http.response.body", "body": text})
PY
ask() { curl --silent --retry 60 --retry-delay 1 --retry-connrefused --request-target "$1" "http://127.0.0.1:$port/"; }
try() {
  port=$(python3 -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])')
  name=$1
  shift
  "venv/bin/$@$port" >log 2>&1 &
  server=$!
  echo "$name: $(ask /hosts) and $(ask http://api.example.com/hosts)"
  kill "$server"
  wait "$server" || true
  server=
}
echo "uvicorn 0.54.0, h11 0.16.0, httptools 0.9.0, hypercorn 0.18.0, daphne 4.2.3, granian 2.8.9"
{
  try "uvicorn with h11" uvicorn app:app --http h11 --lifespan off --port=
  try "uvicorn with httptools" uvicorn app:app --http httptools --lifespan off --port=
  try hypercorn hypercorn app:app --bind=127.0.0.1:
  try daphne daphne app:app --port=
  try granian granian app:app --interface asginl --port=
} >observed
cat observed
cat >expected <<'TXT'
uvicorn with h11: /hosts and http://api.example.com/hosts
uvicorn with httptools: /hosts and /hosts
hypercorn: /hosts and http://api.example.com/hosts
daphne: /hosts and http://api.example.com/hosts
granian: /hosts and /hosts
TXT
diff expected observed
