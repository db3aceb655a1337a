"""Time ``bs-validate serve`` beside Prism on the same OpenAPI file, and the proxy beside the server behind it.

    python scripts/bench_serve.py                     installs Prism in a temporary folder
    python scripts/bench_serve.py --prism PATH        uses an installed one
    python scripts/bench_serve.py --write             puts the table into docs/benchmarks.md

Mocks run on one core, the same for all, and this script on another one; the proxy and its server run where the system puts them.
Compared values are measured alternately in one run. Exits with 1 if a target is missed.
"""

import argparse
import contextlib
import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bs_validate import Validator
from bs_validate._schema.printing import printed_operations
from documentation import pages

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
PRISM = "@stoplight/prism-cli@5.14.2"
#: Numbers of alternating rounds: starts, seconds of writes, and blocks of writes to the server and through the proxy.
STARTS, SECONDS, BLOCKS = 5, 5, 40
#: Writes of one block, and connections that write at the same time.
WRITES, CONNECTIONS = 50, 8

VALID: dict[str, Any] = {
    "email": "some@email.com",
    "firstname": "FirstName1",
    "lastname": "LastName1",
    "gender": "male",
    "address1": "Nilsa Crossroad",
    "address2": None,
    "city": "New Margarettafurt",
    "state": "Nevada",
    "zip": "44147",
    "country_code": "US",
    "phones": [{"label": "phone", "number": "+33 6 12 31 23 12"}],
    "private_notes": "Lorem",
    "spoken_languages": ["en", "fr"],
    "website": "http://example.com",
}
#: One fault in each of nine fields, which the keywords of JSON Schema can express: the first one has a name that does not exist.
FAULTS: dict[str, Any] = {
    "first_name": "Ana",
    "firstname": None,
    "lastname": 5,
    "address1": "x" * 101,
    "city": "",
    "country_code": "UK",
    "zip": "1" * 20,
    "gender": "x",
    "spoken_languages": [],
}
FAULTS_OF_FORMATS: dict[str, Any] = {"email": "ana.example.com", "phones": [{"label": "phone", "number": "tomorrow"}]}
HEADERS = {"Content-Type": "application/json", "Authorization": "Bearer none"}


class Row(NamedTuple):
    """A line of the table: the measured thing, our value, their value, and a ratio or a difference with its limit."""

    name: str
    ours: str
    theirs: str
    compared: str
    target: str
    is_met: bool


def message(contact: Any, path: str) -> bytes:
    """Return a request that creates a contact."""
    body = json.dumps({"contacts": [contact]}).encode()
    named = {**HEADERS, "Host": "127.0.0.1", "Content-Length": str(len(body))}
    head = f"POST {path}/contacts HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in named.items()) + "\r\n"
    return head.encode() + body


def answered(connection: socket.socket) -> bytes:
    """Return the head of the next answer after its body has arrived too."""
    data = b""
    while True:
        head, is_whole, body = data.partition(b"\r\n\r\n")
        if is_whole:
            length = re.search(rb"(?i)\r\ncontent-length: *([0-9]+)", head)
            if len(body) >= int(length[1]) if length else body.endswith(b"0\r\n\r\n"):
                return head
        part = connection.recv(65536)
        if not part:
            raise RuntimeError(f"the server has closed the connection: {head[:100]!r}")
        data += part


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], port: int, *, on_one_core: bool = True) -> Iterator[float]:
    """Run a server, on the first core or on any, and yield the seconds until it has answered a request."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)} if on_one_core else cores)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  # ours, or Prism
    os.sched_setaffinity(0, (cores - {min(cores)} or cores) if on_one_core else cores)
    try:
        yield _until_ready(process, port, start)
    finally:
        os.sched_setaffinity(0, cores)
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _until_ready(process: subprocess.Popen[bytes], port: int, start: float) -> float:
    while process.poll() is None and time.perf_counter() - start < 120:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            if connection.recv(1):
                return time.perf_counter() - start
        time.sleep(0.002)
    raise RuntimeError(f"the server on port {port} has not started")


def ours(port: int, *arguments: str) -> list[str]:
    """Return the command of our server."""
    return [sys.executable, "-P", "-m", "bs_validate", "serve", "--port", str(port), *arguments]


def starts(prism: list[str]) -> Row:
    """Compare the times until a request is answered."""
    times: list[tuple[float, float]] = []
    for _ in range(STARTS):
        port = free_port()
        with running(ours(port), port) as mine:
            pass
        port = free_port()
        with running([*prism, "--port", str(port)], port) as other:
            times.append((mine, other))
    mine, other = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = mine / other
    return Row("ready (s)", f"{mine:.2f}", f"{other:.2f}", f"{ratio:.3f}", "≤ 0.1", ratio <= 0.1)


def rate(port: int, request: bytes, seconds: float) -> float:
    """Return the valid writes that a server answers in a second, on several connections."""
    with contextlib.ExitStack() as stack:
        connections = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(CONNECTIONS)]
        count, start = 0, time.perf_counter()
        for connection in connections:
            connection.sendall(request)
        while time.perf_counter() - start < seconds:
            for connection in connections:
                if not answered(connection).startswith(b"HTTP/1.1 201"):
                    raise RuntimeError("a valid contact was refused")
                connection.sendall(request)
                count += 1
        return count / (time.perf_counter() - start)


def refusals(port: int, path: str) -> tuple[int, int]:
    """Return how many of nine faults a server names, and the status for a contact with a wrong email and a wrong phone."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", f"{path}/contacts", json.dumps({"contacts": [VALID | FAULTS]}), HEADERS)
    response = connection.getresponse()
    body = response.read().decode()
    if violations := response.getheader("sl-violations"):  # of Prism, which answers with an example
        named = {str(part) for one in json.loads(violations) for part in one["location"]}
        found = sum(name in named or f"'{name}'" in violations for name in FAULTS)
    else:
        found = len({one["field"] for one in json.loads(body)["errors"]} & set(FAULTS))
    connection.request("POST", f"{path}/contacts", json.dumps({"contacts": [VALID | FAULTS_OF_FORMATS]}), HEADERS)
    response = connection.getresponse()
    response.read()
    connection.close()
    return found, response.status


def mocks(prism: list[str]) -> list[Row]:
    """Compare the rates of valid writes, and the answers to invalid ones."""
    first, second = free_port(), free_port()
    with running(ours(first), first), running([*prism, "--port", str(second)], second):
        rates = [(rate(first, message(VALID, "/api/v3"), 1), rate(second, message(VALID, ""), 1)) for _ in range(SECONDS)]
        (named, status), (other_named, other_status) = refusals(first, "/api/v3"), refusals(second, "")
    mine, other = (statistics.median(column) for column in zip(*rates, strict=True))
    return [
        Row(
            "valid `POST`s a second, on one core",
            f"{mine:,.0f}",
            f"{other:,.0f}",
            f"{mine / other:.1f}",
            "≥ 3",
            mine / other >= 3,
        ),
        Row("of nine faults in one contact, those named", str(named), str(other_named), "", "9", named == len(FAULTS)),
        Row("status for a wrong email and phone", str(status), str(other_status), "", "422", status == 422),
    ]


def proxy() -> Row:
    """Compare the times of valid writes to a server and through the proxy, in blocks by turns on one connection each."""
    first, second = free_port(), free_port()
    request = message(VALID, "/api/v3")
    with (
        running(ours(first), first, on_one_core=False),
        running(ours(second, "--to", f"http://127.0.0.1:{first}"), second, on_one_core=False),
        contextlib.ExitStack() as stack,
    ):
        connections = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for port in (first, second)]
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(BLOCKS):
            for connection, spent in zip(connections, times, strict=True):
                for _ in range(WRITES):
                    start = time.perf_counter()
                    connection.sendall(request)
                    if not answered(connection).startswith(b"HTTP/1.1 201"):
                        raise RuntimeError("a valid contact was refused")
                    spent.append((time.perf_counter() - start) * 1000)
    direct, through = (statistics.median(spent) for spent in times)
    slow, slow_through = (statistics.quantiles(spent, n=20)[-1] for spent in times)
    added = through - direct
    shown = f"{through:.2f} ({slow_through:.2f})", f"{direct:.2f} ({slow:.2f})"
    name = "a valid `POST` through the proxy, and to the server itself: median and 95th percentile (ms)"
    return Row(name, *shown, f"+{added:.2f}", "≤ +0.5", added <= 0.5)


def table(rows: list[Row]) -> str:
    """Return the table in Markdown."""
    head = ["", "bs-validate", "Prism, or the server itself", "ratio or difference", "target", ""]
    lines = [[*row[:5], "met" if row.is_met else "**missed**"] for row in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---", *["---:"] * 4, "---"], *lines))


def main() -> int:
    """Measure everything, print the table, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prism", type=Path, help="the command of Prism")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        api = Path(name, "openapi.json")
        api.write_text(json.dumps(printed_operations(Validator().catalog)), encoding="utf-8")
        if arguments.prism is None:
            subprocess.run(["npm", "install", "--silent", "--prefix", name, PRISM], check=True, timeout=600)  # noqa: S603, S607  # ours
        prism = [str(arguments.prism or Path(name, "node_modules", ".bin", "prism")), "mock", str(api)]
        rows = [starts(prism), *mocks(prism), proxy()]
    shown = table(rows)
    print(shown)
    if arguments.write:
        pages.fill(PAGE, "serve", shown)
    return int(not all(row.is_met for row in rows))


if __name__ == "__main__":
    sys.exit(main())
