"""Time ``bs-validate drift`` beside the command ``drift`` of Redocly CLI, on the same archive of 3,000 exchanges.

    python scripts/bench_drift.py                        installs Redocly CLI in a temporary folder
    python scripts/bench_drift.py --redocly PATH         uses an installed one

Both run as whole processes, in turn. The best time of each counts. Exits with 1 if ours takes longer than theirs.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bs_validate import Validator, dump
from bs_validate._schema.printing import printed_operations
from bs_validate.samples.payloads import Examples
from contacts import contacts, document, with_one_fault

REDOCLY = "@redocly/cli@2.77.0"
EXCHANGES = 3000
ROUNDS = 3
MOST = 1
API = "https://www.bookingsync.com/api/v3"
MEDIA = "application/vnd.api+json"

#: Environment without the network requests of Redocly CLI.
ENVIRONMENT = {**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}

VALIDATOR = Validator()


def exchanges() -> Iterator[tuple[str, str, int, Any, Any]]:
    """Yield method, path, status and both bodies: three reads, a create and an update that succeed, and one that is refused."""
    samples = Examples(VALIDATOR, "contact.read").valid(0)
    changed, host = Examples(VALIDATOR, "host.update").valid(0), Examples(VALIDATOR, "host.read").valid(0)
    made = contacts(EXCHANGES)

    def read() -> dict[str, Any]:
        """Return a contact as the API answers it; fields that only a read has come from a sample."""
        (resource,) = next(samples)["contacts"]
        return document({**resource, **next(made)})

    while True:
        yield "GET", "/contacts/1", 200, None, read()
        yield "POST", "/contacts", 201, document(next(made)), read()
        yield "GET", "/contacts?page=2", 200, None, read()
        yield "PUT", "/hosts/1", 200, next(changed), next(host)
        yield "GET", "/hosts/1", 200, None, next(host)
        wrong = document(with_one_fault(next(made)))
        yield "POST", "/contacts", 422, wrong, dump.bookingsync(VALIDATOR.validate(wrong, "contact.create"))


def compact(document: Any) -> str:
    """Return a document as JSON without white space, as the API and scripts in browsers send it."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def entry(method: str, path: str, status: int, sent: Any, received: Any) -> dict[str, Any]:
    """Return an entry of an archive (HAR 1.2)."""
    headers = [{"name": "Content-Type", "value": MEDIA}]
    query = [{"name": name, "value": value} for name, _, value in [path.partition("?")[2].partition("=")] if name]
    request: dict[str, Any] = {"method": method, "url": API + path, "httpVersion": "HTTP/1.1", "headers": headers}
    request |= {"queryString": query, "cookies": [], "headersSize": -1, "bodySize": -1}
    if sent is not None:
        request["postData"] = {"mimeType": MEDIA, "text": compact(sent)}
    text = compact(received)
    response = {"status": status, "statusText": "", "httpVersion": "HTTP/1.1", "headers": headers, "cookies": []}
    response |= {
        "content": {"mimeType": MEDIA, "size": len(text), "text": text},
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": -1,
    }
    timings = {"send": 0, "wait": 1, "receive": 0}
    return {
        "startedDateTime": "2026-01-01T00:00:00Z",
        "time": 1,
        "request": request,
        "response": response,
        "cache": {},
        "timings": timings,
    }


def seconds(command: list[str], statuses: tuple[int, ...]) -> float:
    """Return the time that a command takes. Raises ``RuntimeError`` if its exit status is another one."""
    start = time.perf_counter()
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=ENVIRONMENT)  # noqa: S603  # ours
    if run.returncode not in statuses:
        raise RuntimeError(f"{command[0]} ended with {run.returncode}: {run.stderr[-500:]}")
    return time.perf_counter() - start


def main() -> int:
    """Time both, print the times and their ratio, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--redocly", type=Path, help="the command of Redocly CLI")
    given = parser.parse_args().redocly
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        har, api = folder / "traffic.har", folder / "openapi.json"
        entries = [entry(*one) for one in islice(exchanges(), EXCHANGES)]
        creator = {"name": "bs-validate", "version": "1"}
        har.write_text(json.dumps({"log": {"version": "1.2", "creator": creator, "entries": entries}}), encoding="utf-8")
        api.write_text(json.dumps(printed_operations(VALIDATOR.catalog)), encoding="utf-8")
        if given is None:
            subprocess.run(["npm", "install", "--silent", "--prefix", name, REDOCLY], check=True, timeout=300)  # noqa: S603, S607  # ours
        redocly = given or folder / "node_modules" / ".bin" / "redocly"
        theirs = [str(redocly), "drift", str(har), "--api", str(api), "--match-mode", "basepath"]
        theirs += ["--format", "json", "--output", str(folder / "theirs.json")]
        # Not from the folder of the sources, whose modules Python may have to compile at each start.
        ours = [sys.executable, "-P", "-m", "bs_validate", "drift", "--format", "json", "--output", str(folder / "ours.json")]
        ours.append(str(har))
        times = [(seconds(ours, (0, 1)), seconds(theirs, (0, 1))) for _ in range(ROUNDS)]
        summary = json.loads((folder / "ours.json").read_text(encoding="utf-8"))["summary"]
    mine, other = (min(column) for column in zip(*times, strict=True))
    print(f"{EXCHANGES:,} exchanges: bs-validate {mine:.2f} s, Redocly CLI {other:.2f} s, ratio {mine / other:.2f} ({summary})")
    return int(mine / other > MOST)


if __name__ == "__main__":
    sys.exit(main())
