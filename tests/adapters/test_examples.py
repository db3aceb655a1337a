"""The example applications of the documentation, in a browser: each message is under the input with the value."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bs_validate import validate_field, validate_json
from bs_validate.dump import parse_422
from support.chromium import needs_chromium, speaks
from support.places import ROOT
from support.threads import running

EXAMPLES = ROOT / "docs" / "examples"

pytestmark = needs_chromium

#: The command of each application's docstring, with a port.
COMMANDS = {
    "flask_wtf": ["-m", "flask", "--app", str(EXAMPLES / "flask_wtf" / "app.py"), "run", "--port", "{port}"],
    "django_app": [str(EXAMPLES / "django_app" / "app.py"), "runserver", "--noreload", "{port}"],
    "fastapi_plain": ["-m", "uvicorn", "--app-dir", str(EXAMPLES / "fastapi_plain"), "--port", "{port}", "app:app"],
}


class Api(ThreadingHTTPServer):
    """An imitation of the API that stores the requests, and refuses a contact of Antarctica."""

    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.received: list[tuple[str, bytes]] = []


class Handler(BaseHTTPRequestHandler):
    """Answers as the API does."""

    server: Api

    def do_POST(self) -> None:
        """Keep a contact, and create or refuse it."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, body))
        is_refused = json.loads(body)["contacts"][0]["country_code"] == "AQ"
        answer = json.dumps({"errors": {"country_code": ["is required"]}} if is_refused else {"contacts": []}).encode()
        self.send_response(422 if is_refused else 201)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Log nothing."""


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    """Run the imitation of the API."""
    server = Api()
    with running(server):
        yield server


@pytest.fixture(scope="module", params=COMMANDS)
def page(request: pytest.FixtureRequest, api: Api, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run an application by its command, and return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, *(part.format(port=port) for part in COMMANDS[request.param])]
    names = {"BOOKINGSYNC_API": f"http://127.0.0.1:{api.server_port}/api/v3/", "BOOKINGSYNC_TOKEN": "none", "NO_PROXY": "*"}
    log = tmp_path_factory.mktemp(request.param) / "log"
    with (
        log.open("wb") as output,
        subprocess.Popen(command, cwd=log.parent, env={**os.environ, **names}, stdout=output, stderr=output) as process,  # noqa: S603  # ours
    ):
        try:
            _wait(port, process, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the application listens; fail with its output when it ends instead."""
    for _ in range(600):
        assert process.poll() is None, log.read_text(encoding="utf-8")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(log.read_text(encoding="utf-8"))


RIGHT = {
    "firstname": "Ana",
    "lastname": "Horvat",
    "email": " ana@example.com ",
    "address1": "Ilica 1",
    "city": "Zagreb",
    "zip": "12345",
}
#: Each message of the page: the name of the input that is above it in the same box, its text, and whether it is below the input.
MESSAGES = """
return [...document.querySelectorAll(".error, .errorlist li")].map(message => {
    const input = message.closest("div")?.querySelector("input, select")
    const isBelow = input && message.getBoundingClientRect().top >= input.getBoundingClientRect().bottom
    return [input?.name ?? "", message.textContent.trim(), Boolean(isBelow)]
})
"""


#: Set inputs and selects by their names, and tell the scripts of the page. To type each key takes a hundred times as long.
FILL = """
for (const [name, value] of Object.entries(arguments[0])) {
    const field = document.querySelector(`[name="${name}"]`)
    field.value = value
    if (field.value !== value) throw new Error(`${name} cannot be ${value}`)
    for (const kind of ["input", "change", "blur"]) field.dispatchEvent(new Event(kind, {bubbles: true}))
}
"""


def _fill(browser: Any, **values: str) -> None:
    browser.execute_script(FILL, values)


def _rows(browser: Any) -> list[Any]:
    return list(browser.find_elements("css selector", "#phones fieldset"))


def _phone(row: Any, label: str, number: str) -> Any:
    """Fill in a row, and return the input of its number."""
    for part, value in (("label", label), ("number", number)):
        field = row.find_element("css selector", f'input[name*="{part}"]')
        field.clear()
        field.send_keys(value)
    return field


def _submit(browser: Any) -> list[tuple[str, str]]:
    """Send the form, and return the messages, each with the name of the input that it is under."""
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.support.wait import WebDriverWait

    browser.execute_script("window.isOld = true")
    browser.find_element("css selector", "form [name=submit]").click()
    # While one page takes the place of the other, the browser refuses to run anything.
    waiting = WebDriverWait(browser, 20, poll_frequency=0.05, ignored_exceptions=[WebDriverException])
    waiting.until(lambda _: browser.execute_script("return !window.isOld && document.readyState === 'complete'"))
    assert browser.find_elements("tag name", "form"), browser.page_source
    found = browser.execute_script(MESSAGES)
    assert all(is_below for name, _, is_below in found if name), found
    return [(name, message) for name, message, _ in found]


def _said(value: object, field: str, locale: str) -> str:
    (error,) = validate_field(value, "contact.create", field).errors
    return error.message(locale)


@pytest.mark.parametrize("locale", ["fr", pytest.param("ja", marks=pytest.mark.nightly)])
def test_every_message_is_under_its_own_input(browser: Any, page: str, api: Api, locale: str) -> None:
    """A contact is typed with faults, corrected, refused by the server, corrected and saved, in the user's language."""
    api.received.clear()
    speaks(browser, locale)
    browser.get(page)
    assert browser.execute_script("return navigator.language").startswith(locale)
    wrong = {**RIGHT, "email": "ana.example.com", "address1": "x" * 101, "firstname": " "}
    _fill(browser, **wrong, country_code="HR", spoken_languages="ja")
    assert dict(_submit(browser)) == {
        "firstname": _said("", "firstname", locale),
        "email": _said("ana.example.com", "email", locale),
        "address1": _said("x" * 101, "address1", locale),
    }
    assert api.received == []

    _fill(browser, **RIGHT, country_code="AQ")
    (refused,) = parse_422({"errors": {"country_code": ["is required"]}}).errors
    assert _submit(browser) == [("country_code", refused.message(locale))]
    assert len(api.received) == 1

    _fill(browser, country_code="HR")
    assert _submit(browser) == []
    assert browser.find_element("id", "saved").is_displayed()
    path, sent = api.received[-1]
    assert (path, len(api.received)) == ("/api/v3/contacts", 2)
    assert validate_json(sent, "contact.create").valid
    (contact,) = json.loads(sent)["contacts"]
    assert {name: contact[name] for name in RIGHT} == {**RIGHT, "email": "ana@example.com"}
    assert (contact["country_code"], contact["spoken_languages"]) == ("HR", ["ja"])
    assert not contact.get("phones")


@pytest.mark.parametrize("locale", ["ja"])
def test_an_error_stays_in_the_row_where_it_was_typed(browser: Any, page: str, api: Api, locale: str) -> None:
    """Empty rows in the middle and a deleted row do not move the message of the last one."""
    api.received.clear()
    speaks(browser, locale)
    browser.get(page)
    _fill(browser, **RIGHT, country_code="HR", spoken_languages="fr")
    for _ in range(4):
        browser.find_element("id", "add").click()
    first, _, deleted, _, last = _rows(browser)
    _phone(first, "home", "+385 1 2345 678")
    _phone(deleted, "", "tomorrow")
    _phone(last, "work", "demain")
    deleted.find_element("css selector", "button, input[name*=DELETE]").click()

    ((name, message),) = _submit(browser)
    *before, last = _rows(browser)
    number = last.find_element("css selector", 'input[name*="number"]')
    assert (number.get_attribute("name"), number.get_attribute("value")) == (name, "demain")
    assert message == _said("demain", "phones.0.number", locale)
    assert [row.find_elements("css selector", ".error, .errorlist") for row in before] == [[]] * len(before)
    assert api.received == []

    _phone(last, "work", "+385 91 2345 678")
    assert _submit(browser) == []
    (contact,) = json.loads(api.received[-1][1])["contacts"]
    assert contact["phones"] == [
        {"label": "home", "number": "+385 1 2345 678"},
        {"label": "work", "number": "+385 91 2345 678"},
    ]
