"""A page of another origin calls the mock in a browser, as the page of an application in development does."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.chromium import needs_chromium
from support.served import served
from support.threads import serving_folder

pytestmark = needs_chromium

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


@pytest.fixture
def origin(tmp_path: Path) -> Iterator[str]:
    """Serve an empty page from an origin that is not the mock's, and return that origin."""
    (tmp_path / "index.html").write_text("<!doctype html><title>page</title>", encoding="utf-8")
    with serving_folder(tmp_path) as served_from:
        yield served_from


def test_page_of_another_origin_creates_and_reads_a_contact_and_shows_errors(browser: Any, origin: str) -> None:
    """The browser allows it, because the mock permits every origin."""
    with served() as mock:
        browser.get(f"{origin}/")
        found = browser.execute_async_script(PROGRAM, mock.url, CONTACT)
    assert found == [origin, 201, "Ana", 422, ["email", "zip"]]
    assert any(line.startswith("OPTIONS ") for line in mock.log)
