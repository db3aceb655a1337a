"""The form of the documentation, in a browser under a strict policy: each field is checked in French when the user leaves it."""

from collections.abc import Iterator
from typing import Any

import pytest

from bs_validate import validate_field
from bs_validate._schema.catalog import packaged
from bs_validate.javascript.module import module
from support.chromium import needs_chromium
from support.documentation import pages
from support.threads import serving_folder

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the page of the documentation with its script and the module."""
    folder = tmp_path_factory.mktemp("form")
    written = {one.language: one.text for one in pages.snippets("docs/javascript.md")}
    (folder / "index.html").write_text(written["html"], encoding="utf-8")
    (folder / "form.js").write_text(written["js"], encoding="utf-8")
    (folder / "bs-validate.js").write_text(module(packaged(), ["fr"]), encoding="utf-8")
    with serving_folder(folder) as origin:
        yield f"{origin}/"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("firstname", ""),
        ("firstname", " "),
        ("firstname", "Zoé"),
        ("email", "zoe.example.com"),
        ("country_code", "Allemagne"),
        ("phones.0.number", ""),
        ("phones.0.number", "appelez-moi"),
        ("phones.0.number", "+33 6 12 34 56 78"),
    ],
)
def test_a_field_is_marked_in_french_when_it_is_left(browser: Any, address: str, field: str, value: str) -> None:
    """The message is that of this package, and there is none for a correct value or an empty phone number, which is optional.

    The content policy is not violated.
    """
    browser.get(address)
    box = browser.find_element("name", field)
    box.clear()
    box.send_keys(value)
    browser.execute_script("document.activeElement.blur()")
    shown = box.find_element("xpath", "ancestor::p").find_element("tag name", "output").get_property("textContent")
    errors = () if (field, value) == ("phones.0.number", "") else validate_field(value, "contact.create", field).errors
    messages = [error.message("fr") for error in errors]
    assert shown == ", ".join(messages)
    assert box.get_attribute("aria-invalid") == str(bool(messages)).lower()
    said = [entry["message"] for entry in browser.get_log("browser") if "favicon" not in entry["message"]]
    assert said == []
