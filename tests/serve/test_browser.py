"""A page of another origin calls the mock in a browser, as the page of an application in development does."""

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from support.served import served

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="there is no chromium with its chromedriver")

#: Creates a contact, reads it, and sends a wrong one; with headers that a browser asks about first.
PROGRAM = """
const [url, contact, done] = arguments;
const headers = {"Content-Type": "application/vnd.api+json", "Authorization": "Bearer none"};
const post = one => fetch(`${url}/contacts`, {method: "POST", headers, body: JSON.stringify({contacts: [one]})});
(async () => {
    const made = await post(contact);
    const id = (await made.json()).contacts[0].id;
    const read = await (await fetch(`${url}/contacts/${id}`, {headers})).json();
    const refused = await post({...contact, email: "ana.example.com", zip: null});
    const fields = (await refused.json()).errors.map(error => error.field);
    return [location.origin, made.status, read.contacts[0].firstname, refused.status, fields];
})().then(done, error => done(String(error)));
"""
CONTACT = {
    "email": "ana@example.com",
    "firstname": "Ana",
    "lastname": "Horvat",
    "address1": "Ilica 1",
    "city": "Zagreb",
    "country_code": "HR",
    "zip": "10000",
    "spoken_languages": ["en"],
}


class Handler(SimpleHTTPRequestHandler):
    """Serves the files of a folder."""

    def log_message(self, *_: Any) -> None:
        """Log nothing."""


@pytest.fixture
def origin(tmp_path: Path) -> Iterator[str]:
    """Serve an empty page from an origin that is not the mock's, and return that origin."""
    (tmp_path / "index.html").write_text("<!doctype html><title>page</title>", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(tmp_path))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def browser(tmp_path: Path, origin: str) -> Iterator[Any]:
    """Run Chromium without a window, away from any network except that of its own machine."""
    from selenium import webdriver

    del origin  # it is closed after the browser, which keeps a connection open
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in (
        *("headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking"),
        *("disable-component-update", "disable-sync", "disable-dev-shm-usage", f"user-data-dir={tmp_path / 'profile'}"),
    ):
        options.add_argument(f"--{argument}")
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=str(DRIVER)))
    yield driver
    driver.quit()


def test_page_of_another_origin_creates_and_reads_a_contact_and_sees_what_is_wrong(browser: Any, origin: str) -> None:
    """The browser allows it, because the mock permits every origin."""
    with served() as mock:
        browser.get(f"{origin}/")
        found = browser.execute_async_script(PROGRAM, mock.url, CONTACT)
    assert found == [origin, 201, "Ana", 422, ["email", "zip"]]
    assert any(line.startswith("OPTIONS ") for line in mock.log)
