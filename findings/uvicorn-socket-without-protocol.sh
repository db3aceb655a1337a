#!/bin/sh
# An answer has two parts, its head and its body, and the client keeps its connection open.
# Guess: A server is as fast on a socket from socket.create_server() as on a socket that it opens itself.
# Reality: On the socket from create_server(), each request takes 40 ms or more. asyncio switches Nagle's algorithm off only
#   if the socket names its protocol (IPPROTO_TCP), and create_server() leaves it 0. The second part of the answer then waits
#   until the client has acknowledged the first, and Linux delays this acknowledgement by 40 ms. With the protocol named, the
#   same socket is fast.
# Library: uvicorn 0.54.0 with h11 0.16.0, on the event loop of Python's standard library.
# Why it matters: A program that opens its own socket, to know the port or to start faster, serves 25 requests a second on
#   each connection instead of thousands. A profile does not show why, because the process only waits.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check uvicorn==0.54.0 h11==0.16.0
cat >"$work/try.py" <<'PYTHON'
import http.client, socket, statistics, threading, time
import uvicorn


async def application(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


def median(protocol):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, protocol)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    config = uvicorn.Config(application, http="h11", loop="asyncio", lifespan="off", log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    connection = http.client.HTTPConnection(*listener.getsockname())
    times = []
    for _ in range(15):
        start = time.perf_counter()
        connection.request("GET", "/")
        connection.getresponse().read()
        times.append(time.perf_counter() - start)
    connection.close()
    server.should_exit = True
    thread.join()
    return statistics.median(times)


print("uvicorn", uvicorn.__version__)
for name, protocol in (("protocol 0", 0), ("IPPROTO_TCP", socket.IPPROTO_TCP)):
    print(f"{name}: {'more' if median(protocol) > 0.02 else 'less'} than 20 ms a request")
PYTHON
found=$("$work/env/bin/python" "$work/try.py")
echo "$found"
[ "$found" = "uvicorn 0.54.0
protocol 0: more than 20 ms a request
IPPROTO_TCP: less than 20 ms a request" ]
