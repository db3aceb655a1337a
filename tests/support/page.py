"""Give texts to the page in a browser, and to the linter."""

import json
from collections.abc import Sequence
from typing import Any

from bs_validate import Validator
from bs_validate.lint.check import check
from bs_validate.lint.finding import Wanted
from bs_validate.lint.readers import documents

_VALIDATOR = Validator()
API = "https://www.bookingsync.com/api/v3"
#: Gives the page a text, a schema or none, and a language.
CHECK = """
const [text, schema, language] = arguments;
document.getElementById("clear").click();
const [payload, schemas, languages] = ["payload", "schema", "language"].map((id) => document.getElementById(id));
[schemas.value, languages.value, payload.value] = [schema, language, text];
schemas.dispatchEvent(new Event("change"));
"""
#: Returns the findings: line, column, code, subject and message of each.
FOUND = """
return [...document.querySelectorAll("#notes li")].map((note) => [
    ...["line", "column"].map((name) => Number(note.dataset[name])),
    note.dataset.code,
    ...[".subject", ".message"].map((part) => note.querySelector(part).textContent),
]);
"""


def shown(opened: Any, text: str, schema: str = "", language: str = "en") -> list[list[Any]]:
    """Return the findings that the page shows for a text."""
    found: list[list[Any]] = opened.execute_script(CHECK + FOUND, text, schema, language)
    return found


def all_shown(opened: Any, texts: Sequence[str]) -> list[list[list[Any]]]:
    """Return the findings that the page shows for each of several texts, in English; one question is quicker than many."""
    one = f"(text) => {{ (function () {{ {CHECK} }})(text, '', 'en'); return (() => {{ {FOUND} }})(); }}"
    found: list[list[list[Any]]] = opened.execute_script(f"return arguments[0].map({one});", texts)
    return found


def linted(text: str, name: str = "-", schema: str = "", language: str = "en") -> list[list[Any]]:
    """Return the errors that the linter finds in a text, without the hints that are about files."""
    named = (schema, "--as") if schema else None
    checked = check(name, documents(name, text.encode()), _VALIDATOR, named, Wanted(locale=language))
    return [
        [
            one.line,
            one.column,
            one.error.code,
            one.error.field or ".".join(map(str, one.error.location)) or "the document",
            one.message.removesuffix(one.hint),
        ]
        for one in checked.findings
        if one.error.severity == "error"
    ]


def har(*exchanges: tuple[str, str, Any, Any]) -> str:
    """Return a recording of exchanges: method, URL, the content of the request, and that of the response."""
    entries = [
        {
            "request": {"method": method, "url": url, **({"postData": sent} if sent else {})},
            "response": {"status": 200, "content": received or {}},
        }
        for method, url, sent, received in exchanges
    ]
    return json.dumps({"log": {"version": "1.2", "entries": entries}}, indent=1)
