"""The example form, in a browser: wrong values are typed, each message is seen under its field, they are corrected, and sent."""

import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import make_server

from bs_validate import validate_json

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="there is no chromium with its chromedriver")


class Api(ThreadingHTTPServer):
    """An imitation of the API: it keeps what it is sent, and refuses a contact of one country."""

    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a port that is free."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.received: list[tuple[str, bytes]] = []


class Handler(BaseHTTPRequestHandler):
    """Answers as the API does."""

    server: Api

    def do_POST(self) -> None:
        """Keep a contact, and make or refuse it."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, body))
        refused = json.loads(body)["contacts"][0]["country_code"] == "AQ"
        answer = json.dumps({"errors": {"country_code": ["is required"]}} if refused else {"contacts": []}).encode()
        self.send_response(422 if refused else 201)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def api() -> Iterator[Api]:
    """Run the imitation."""
    server = Api()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(api: Api) -> Iterator[str]:
    """Run the application, and return its address."""
    from support.example_form import application

    server = make_server("127.0.0.1", 0, application(f"http://127.0.0.1:{api.server_port}/api/v3/"))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def browser(tmp_path: Path, page: str) -> Iterator[Any]:
    """Run Chromium without a window, in French, away from any network but its own machine."""
    from selenium import webdriver

    del page  # is closed after the browser, which keeps a connection open
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in (
        *("headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking"),
        *("disable-component-update", "disable-sync", "accept-lang=fr", "lang=fr", f"user-data-dir={tmp_path / 'profile'}"),
    ):
        options.add_argument(f"--{argument}")
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=str(DRIVER)))
    yield driver
    driver.quit()


WRONG = {
    "firstname": " ",
    "email": "ana.example.com",
    "website": "example",
    "address1": "x" * 101,
    "zip": "12345",
    "city": "Zagreb",
    "country_code": "Croatie",
    "phones-0-label": "mobile",
    "phones-0-number": "demain",
}
MESSAGES = {
    "firstname": "ne doit pas être vide",
    "lastname": "ne doit pas être vide",
    "email": "n’est pas une adresse e-mail valide : il manque le signe @",
    "website": "n’est pas une URL valide",
    "address1": "100 caractères (101 actuellement)",
    "country_code": "vouliez-vous dire HR (Croatie) ?",
    "spoken_languages": None,
    "phones-0-number": "n’est pas un numéro de téléphone valide",
}
RIGHT = {
    "firstname": "Ana",
    "lastname": "Horvat",
    "email": "ana@example.com",
    "website": "",
    "address1": "Ilica 1",
    "country_code": "AQ",
    "phones-0-number": "+385 1 2345 678",
}


def _fill(browser: Any, values: dict[str, str]) -> None:
    for name, value in values.items():
        field = browser.find_element("name", name)
        field.clear()
        field.send_keys(value)


def _submit(browser: Any) -> dict[str, str]:
    """Send the form, and return the messages by the field that each is under."""
    body = browser.find_element("tag name", "body")
    browser.find_element("tag name", "button").click()
    from selenium.webdriver.support.expected_conditions import staleness_of
    from selenium.webdriver.support.wait import WebDriverWait

    WebDriverWait(browser, 10).until(staleness_of(body))
    found = {}
    for field in browser.find_elements("css selector", "[aria-invalid]"):
        message = browser.find_element("id", field.get_attribute("aria-describedby"))
        assert message.is_displayed()
        assert message.location["y"] > field.location["y"]
        found[field.get_attribute("name")] = message.text
    return found


def test_a_contact_is_typed_in_corrected_and_sent(browser: Any, page: str, api: Api) -> None:
    """In French: what is found here and what the server finds, each under its field; what goes out is valid, and goes once."""
    browser.get(page)
    assert browser.find_element("tag name", "html").get_attribute("lang").startswith("fr")
    _fill(browser, WRONG)
    browser.find_element("css selector", "option[value=xx]").click()
    shown = _submit(browser)
    assert set(shown) == set(MESSAGES)
    for name, message in MESSAGES.items():
        assert message is None or message in shown[name], (name, shown[name])
    assert api.received == []

    browser.find_element("css selector", "option[value=xx]").click()
    _fill(browser, RIGHT)
    assert _submit(browser) == {"country_code": "est obligatoire"}
    _fill(browser, {"country_code": "HR"})
    assert _submit(browser) == {}
    assert browser.find_element("id", "saved").text == "Enregistré"

    assert [path for path, _ in api.received] == ["/api/v3/contacts"] * 2
    sent = api.received[-1][1]
    assert validate_json(sent, "contact.create").valid
    assert json.loads(sent)["contacts"][0] == {
        "firstname": "Ana",
        "lastname": "Horvat",
        "email": "ana@example.com",
        "website": None,
        "address1": "Ilica 1",
        "zip": "12345",
        "city": "Zagreb",
        "country_code": "HR",
        "private_notes": None,
        "phones": [{"label": "mobile", "number": "+385 1 2345 678"}],
    }
