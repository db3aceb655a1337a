"""Every kind of recording, contract and collection gives its exchanges, with verdicts and places."""

from pathlib import Path

import pytest

from bs_validate import Validator
from bs_validate.coverage.measure import known, seen
from bs_validate.drift.compare import Drift, Judge, drift
from bs_validate.drift.names import names_of
from bs_validate.lint.beside import beside
from bs_validate.lint.readers import documents
from support.places import TESTS

VALIDATOR = Validator()
JUDGE = Judge(VALIDATOR, names_of(VALIDATOR))
EVERY = {schema.name: known(schema) for schema in VALIDATOR.catalog}
COLLECTIONS = TESTS / "collections"
REFUSED, BOTH = "only_we_refuse", "both_refuse"
#: The verdicts on the writes of each file, and the number of exchanges of documented operations without two verdicts.
KINDS: dict[str, tuple[list[str], int]] = {
    "bruno-collection.yml": ([REFUSED], 3),
    "bruno.bru": ([REFUSED], 1),
    "bruno.yml": ([REFUSED], 1),
    "contacts.hurl": ([REFUSED, REFUSED, BOTH], 2),
    "editor.rest": ([], 3),
    "hoverfly.json": ([BOTH], 1),
    "httpyac.http": ([REFUSED], 2),
    "insomnia-4.json": ([], 1),
    "insomnia-5.yaml": ([], 2),
    "openapi.yaml": ([], 4),
    "pact-2.json": ([REFUSED], 1),
    "pact-3.json": ([REFUSED], 1),
    "pact-4.json": ([REFUSED], 1),
    "postman-2.0.json": ([REFUSED], 3),
    "postman-2.1.json": ([REFUSED], 3),
    "postman-created.example.yaml": ([REFUSED], 0),
    "wiremock-mappings.json": ([REFUSED, REFUSED], 1),
    "wiremock/mappings/created-from-file.json": ([REFUSED], 0),
}
RECORDINGS = sorted(
    path
    for path in (TESTS / "recordings").rglob("*")
    if path.is_file() and path.suffix in (".har", ".json", ".json5", ".yaml", ".yml", "") and path.name != "expected.json"
    if path.parent.name != "playwright-put" or path.suffix == ".har"
)


def _drift(path: Path) -> Drift:
    return drift(path.name, documents(str(path), path.read_bytes(), beside(str(path))), JUDGE)


def _assert_places(path: Path, found: Drift) -> None:
    """Assert that each write is shown at an address in the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for row in found.compared:
        near = " ".join(lines[row.line - 1 : row.line + 1])[row.column - 1 : row.column + 90]  # a path may be a list
        assert any(name in near for name in ("contacts", "hosts")), (row.line, row.column, near)


@pytest.mark.parametrize("name", KINDS)
def test_contracts_and_collections_give_their_exchanges(name: str) -> None:
    """A request and the response that is kept with it are one exchange."""
    path = COLLECTIONS / name
    found = _drift(path)
    assert ([row.verdict for row in found.compared], found.no_verdict) == KINDS[name]
    _assert_places(path, found)


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.name)
def test_recordings_give_their_exchanges(path: Path) -> None:
    """The tool that wrote them does not matter."""
    found = _drift(path)
    assert len(found.compared) + found.no_verdict > 0
    _assert_places(path, found)


@pytest.mark.parametrize("name", KINDS)
def test_contracts_and_collections_count_for_the_coverage(name: str) -> None:
    """They exercise operations, and the fields of their bodies."""
    path = COLLECTIONS / name
    found = seen(path.name, documents(str(path), path.read_bytes(), beside(str(path))), VALIDATOR, None, EVERY)
    assert found.operations
    assert found.documents > 0
    assert found.fields
