#!/bin/sh
# An event hook of httpx reads request.content before each request is sent. The body is always bytes.
# Guess: request.content is also available for the redirected request of a 307 or 308, since httpx sends the same
#   bytes again.
# Reality: httpx builds a new request around the old stream, and its content has not been read. A hook that has
#   worked for years raises RequestNotRead at the first redirect that keeps the body. request.read() works for both
#   requests. After a Digest challenge, content is available, because httpx sends the same request object again.
# Library: httpx 0.28.1, and httpx2 2.16.2 likewise.
# Why it matters: A hook that checks bodies either breaks the call or, if it catches the exception, lets the
#   redirected request pass unchecked. Testing the first request does not reveal this.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check httpx==0.28.1 httpx2==2.16.2
cd "$work"
cat > try.py <<'END'
import httpx
import httpx2

for module in (httpx, httpx2):
    print(module.__name__, module.__version__)

    def answer(request, module=module):
        if request.url.path == "/locked" and "Authorization" not in request.headers:
            return module.Response(401, headers={"WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5'})
        status = int(request.url.path.strip("/")) if request.url.path.strip("/").isdigit() else 200
        return module.Response(status, headers={"Location": "/end"} if status > 300 else {})

    for path in ("/end", "/301", "/307", "/308", "/locked"):
        requests = []

        def hook(request, module=module, requests=requests):
            try:
                content = request.content
            except module.RequestNotRead:
                content = f"not read, but {request.read()}"
            requests.append(f"{request.method} {content}")

        client = module.Client(transport=module.MockTransport(answer), follow_redirects=True, event_hooks={"request": [hook]})
        client.put(f"http://example.com{path}", json={"id": 7}, auth=module.DigestAuth("user", "word") if path == "/locked" else None)
        print("   ", path, " | ".join(requests))
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
httpx 0.28.1
    /end PUT b'{"id":7}'
    /301 PUT b'{"id":7}' | PUT not read, but b'{"id":7}'
    /307 PUT b'{"id":7}' | PUT not read, but b'{"id":7}'
    /308 PUT b'{"id":7}' | PUT not read, but b'{"id":7}'
    /locked PUT b'{"id":7}' | PUT b'{"id":7}'
httpx2 2.16.2
    /end PUT b'{"id":7}'
    /301 PUT b'{"id":7}' | PUT not read, but b'{"id":7}'
    /307 PUT b'{"id":7}' | PUT not read, but b'{"id":7}'
    /308 PUT b'{"id":7}' | PUT not read, but b'{"id":7}'
    /locked PUT b'{"id":7}' | PUT b'{"id":7}'
END
diff -u expected seen
