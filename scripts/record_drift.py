"""Record the exchanges of ``tests/drift/recordings`` with real recorders, against a server that disagrees with the schemas.

    python -m pip install vcrpy betamax requests playwright
    python scripts/record_drift.py

The disagreements are known, and ``tests/drift/test_recordings.py`` lists them. Chromium must be installed for the archive.
"""

import json
import shutil
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

RECORDINGS = Path(__file__).parent.parent / "tests" / "drift" / "recordings"
PORT = 8931
API = f"http://127.0.0.1:{PORT}/api/v3"
LONGEST_ZIP = 20

CONTACT = {
    "email": "greta.weber@example.com",
    "firstname": "Greta",
    "lastname": "Weber",
    "address1": "Gartenstraße 12",
    "city": "Leipzig",
    "country_code": "DE",
    "zip": "04109",
    "spoken_languages": ["de", "en"],
    "phones": [{"label": "mobile", "number": "+49 1512 3456789"}],
}
OPTIONAL = {"website": None, "private_notes": None, "gender": "female", "address2": None, "state": None}
TIMES = {
    "created_at": "2024-03-01T09:30:00Z",
    "updated_at": "2024-03-02T10:00:00Z",
    "canceled_at": None,
    "forget_me_at": None,
    "processing_restricted_at": None,
}
HOST = {
    "id": 2,
    "firstname": "Jan",
    "lastname": "Kowalski",
    "email": "jan@example.org",
    **{name: TIMES[name] for name in TIMES if name != "canceled_at"},
    "links": {"account": 1, "participants": [3], "source": None, "user": 4},
}

#: Method, path and payload of each call of the client, in this order.
CALLS: list[tuple[str, str, Any]] = [
    ("POST", "/contacts", {"contacts": [CONTACT]}),
    ("POST", "/contacts", {"contacts": [{name: CONTACT[name] for name in CONTACT if name != "email"}]}),
    ("POST", "/contacts", {"contacts": [{**CONTACT, "zip": "04109 (Zentrum-Ost)"}]}),
    ("POST", "/contacts", {"contacts": [{**CONTACT, "email": "taken@example.com"}]}),
    ("PUT", "/contacts/1", {"contacts": [{"city": "Dresden", "frist_name": "Greta"}]}),
    ("GET", "/contacts/1", None),
    ("GET", "/contacts/3", None),
    ("GET", "/contacts?updated_sinc=2024-01-01T00:00:00Z&page=1", None),
    ("GET", "/contacts/999", None),
    ("PUT", "/hosts/2", {"hosts": [{"firstname": "Jan"}]}),
    ("GET", "/hosts/2?fields=id,email", None),
    ("DELETE", "/hosts/2", None),
    ("POST", "/contacts/1/merge", {"with": 3}),
    ("GET", "/rentals?per_page=1", None),
    ("DELETE", "/contacts/1", None),
]


def contact(identifier: int, **fields: Any) -> dict[str, Any]:
    """Return a contact as the server shows it."""
    fullname = f"{CONTACT['firstname']} {CONTACT['lastname']}"
    known = {"id": identifier, **CONTACT, **OPTIONAL, "fullname": fullname, **TIMES, "links": {"account": 1}}
    return {**known, **fields}


def answer(method: str, path: str, body: bytes) -> tuple[int, Any]:
    """Return the status and the body of the server's answer, with None for no body."""
    route, _, query = path.removeprefix("/api/v3").partition("?")
    if (method, route) == ("POST", "/contacts"):
        sent = json.loads(body)["contacts"][0]
        if "email" not in sent:
            return refusal("email", "can't be blank")
        if sent["email"].startswith("taken"):
            return refusal("email", "has already been taken")
        if len(sent["zip"]) > LONGEST_ZIP:
            return refusal("zip", f"is too long (maximum is {LONGEST_ZIP} characters)")
        return 201, {"contacts": [contact(5, **{**sent, "zip": sent["zip"][:5]})]}
    if route == "/contacts/1" and method in ("GET", "PUT"):
        return 200, {"contacts": [contact(1, loyalty_tier="gold")]}
    if route == "/contacts/3":
        return 200, {"contacts": [contact(3, gender="diverse")]}
    if route == "/contacts":
        return 200, {"contacts": [contact(1)], "meta": {}}
    if route == "/hosts/2" and method == "PUT":
        return 202, {"hosts": [HOST]}
    if route == "/hosts/2" and method == "GET":
        return 200, {"hosts": [{"id": HOST["id"], "email": HOST["email"]} if query else HOST]}
    if method == "DELETE":
        return 204, None
    if route == "/contacts/1/merge":
        return 200, {"contacts": [contact(1)]}
    if route == "/rentals":
        return 200, {"rentals": [{"id": 7, "nickname": "Seaside"}]}
    return 404, {"errors": [{"code": "not_found"}]}


def refusal(field: str, title: str) -> tuple[int, Any]:
    """Return the answer to a payload that the server refuses."""
    return 422, {"errors": [{"code": "validation_failed", "field": field, "title": title}]}


class Server(BaseHTTPRequestHandler):
    """A server that imitates the API of the recordings."""

    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        """Answer a request."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, document = answer(self.command, self.path, body)
        content = b"" if document is None else json.dumps(document, ensure_ascii=False).encode()
        self.send_response(status)
        if document is not None:
            self.send_header("Content-Type", "application/vnd.api+json")
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815  # the names that http.server looks for

    def log_message(self, *_: Any) -> None:
        """Log nothing."""


def call_all(send: Callable[[str, str, bytes | None], Any]) -> None:
    """Make all calls, each with its payload as JSON."""
    for method, path, payload in CALLS:
        send(method, API + path, None if payload is None else json.dumps(payload, ensure_ascii=False).encode())


_FETCH = "([method, url, body, headers]) => fetch(url, {method, body, headers}).then((answer) => answer.text())"
HEADERS = {"Content-Type": "application/vnd.api+json"}


def record_vcrpy() -> None:
    """Record with vcrpy, in YAML."""
    import requests
    import vcr

    with vcr.use_cassette(str(RECORDINGS / "vcrpy.yaml"), decode_compressed_response=True):
        call_all(lambda method, url, body: requests.request(method, url, data=body, headers=HEADERS, timeout=5))


def record_betamax() -> None:
    """Record with betamax, in JSON."""
    import requests
    from betamax import Betamax

    session = requests.Session()
    options = {"match_requests_on": ["method", "uri", "body"], "record_mode": "all"}
    with Betamax(session, str(RECORDINGS), default_cassette_options=options).use_cassette("betamax"):
        call_all(lambda method, url, body: session.request(method, url, data=body, headers=HEADERS, timeout=5))


def record_playwright() -> None:
    """Record with Playwright, as an HTTP archive."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(record_har_path=str(RECORDINGS / "playwright.har"), record_har_content="embed")
        page = context.new_page()
        page.goto(f"{API}/rentals")  # from where a script may call the server
        call_all(lambda method, url, body: page.evaluate(_FETCH, [method, url, body and body.decode(), HEADERS]))
        context.close()
        browser.close()


def main() -> None:
    """Record with each recorder."""
    shutil.rmtree(RECORDINGS, ignore_errors=True)
    RECORDINGS.mkdir(parents=True)
    server = ThreadingHTTPServer(("127.0.0.1", PORT), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for record in (record_vcrpy, record_betamax, record_playwright):
            record()
    finally:
        server.shutdown()


if __name__ == "__main__":
    main()
