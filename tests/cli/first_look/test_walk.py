"""A document that the first look calls plain has no errors and no warnings, under any schema."""

import copy
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate.cli.first_look import walk
from bs_validate.samples.payloads import Examples
from bs_validate.strategies import payloads
from support.payloads import anything
from support.profiles import examples

ROOT = Path(__file__).parents[3]
SCRIPTS = str(ROOT / "scripts")
PLANS: dict[str, Any] = json.loads((Path(walk.__file__).parent / "plans.json").read_text(encoding="utf-8"))
VALIDATOR = Validator()
NAMES = VALIDATOR.catalog.names
#: Documents that people write, a few for each schema.
WRITTEN = {name: list(islice(Examples(VALIDATOR, name).valid(1), 5)) for name in NAMES}
#: Texts that are close to plain ones.
TEXTS = st.sampled_from(
    [
        *("", " ", "\u00a0", "a", "é", "a\nb", "a\u200eb", "a\u200db", "\ud800", "\x7f", "x" * 101, "null"),
        *(
            "a@b.co",
            "A@B.CO",
            "a@b",
            "a@b.co ",
            "é@b.co",
            "a..b@c.de",
            "http://b.co",
            "https://b.co/a b",
            "ftp://b.co",
            "http://b",
        ),
        *("2021-02-28T00:00:00Z", "2021-02-29T00:00:00Z", "2021-13-01T00:00:00Z", "2021-01-01T24:00:00Z", "2021-01-01 00:00:00Z"),
        *("+33 6 12 34 56 78", "06 12 34 56 78", "+33 6 12", "+1 650 253 0000", "12", "male", "FR", "fr", "UK"),
    ]
)
VALUES: st.SearchStrategy[Any] = (
    TEXTS | anything | st.sampled_from([0, 1, -1, 1.0, True, None, [], {}, ["en", "en"], [{}], {"a": 1}, 10**400])
)
NAMES_OF_FIELDS = st.sampled_from(
    [*sorted({name for schema in VALIDATOR.catalog for name in schema.fields}), "unknown", "$schema"]
)


def is_plain(document: Any, name: str) -> bool:
    """Look at a document along the plan of a schema."""
    return walk.is_plain(document, PLANS[name]["plan"])


def has_findings(document: Any, name: str) -> bool:
    """Check a document in the ordinary way."""
    report = VALIDATOR.validate(document, name)
    return bool(report.errors or report.warnings)


def test_the_plans_and_the_resolved_schemas_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """``scripts/update_resolved.py`` writes them."""
    monkeypatch.syspath_prepend(SCRIPTS)
    from update_resolved import files

    stale = [path.name for path, wanted in files().items() if path.read_text(encoding="utf-8") != wanted]
    assert stale == [], "run python scripts/update_resolved.py"


@pytest.mark.parametrize("name", NAMES)
def test_most_realistic_documents_are_plain(name: str) -> None:
    """Documents of made-up people are plain, except for some numbers in countries that share a calling code."""
    recognised = [is_plain(document, name) for document in WRITTEN[name]]
    assert sum(recognised) >= 4


@pytest.mark.parametrize("name", NAMES)
def test_no_document_of_the_corpus_with_an_error_is_plain(name: str) -> None:
    """A plain document has no warning either."""
    cases = json.loads((ROOT / "tests" / "conformance" / f"{name}.json").read_text(encoding="utf-8"))
    plain = [case for case in cases if is_plain(case["document"], name)]
    assert plain != []
    assert [case["description"] for case in plain if case["errors"] or has_findings(case["document"], name)] == []


@given(st.data(), st.sampled_from(NAMES))
@examples(60)
def test_a_plain_document_has_nothing_to_report(data: st.DataObject, name: str) -> None:
    """One or two values of the document are replaced, or a field is added or removed.

    Drawn values are copied, because the second change may be made inside the first one.
    """
    document: Any = copy.deepcopy(data.draw(st.sampled_from(WRITTEN[name])))
    for _ in range(data.draw(st.integers(1, 2))):
        containers = list(_containers(document))
        container = data.draw(st.sampled_from(containers))
        if type(container) is list:
            container[data.draw(st.integers(0, len(container))) :] = copy.deepcopy(data.draw(st.lists(VALUES, max_size=2)))
        elif data.draw(st.booleans()) and container:
            container[data.draw(st.sampled_from(sorted(container)))] = copy.deepcopy(data.draw(VALUES))
        else:
            container[data.draw(NAMES_OF_FIELDS)] = copy.deepcopy(data.draw(VALUES))
    assert not (is_plain(document, name) and has_findings(document, name))


@given(st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), payloads(name))))
@examples(20)
def test_a_valid_document_that_is_plain_has_no_warning(drawn: tuple[str, Any]) -> None:
    """The documents are drawn from the whole space that a schema allows."""
    name, document = drawn
    assert not (is_plain(document, name) and has_findings(document, name))


@pytest.mark.parametrize("notes", ["a\u200eb", "\u2067é", "\ud800"])
def test_a_text_with_a_character_that_changes_its_direction_is_not_plain(notes: str) -> None:
    """The position does not matter. Half of a surrogate pair is not plain either."""
    document = copy.deepcopy(WRITTEN["contact.update"][0])
    document["contacts"][0]["private_notes"] = notes
    assert has_findings(document, "contact.update")
    assert not is_plain(document, "contact.update")


def _containers(value: Any) -> Iterator[Any]:
    if type(value) in (dict, list):
        yield value
        for item in value.values() if type(value) is dict else value:
            yield from _containers(item)


@pytest.mark.parametrize(
    ("schema", "why"),
    [
        ({"oneOf": [{}]}, "oneOf"),
        ({"format": "bs-integer"}, "format"),
        ({"pattern": "a"}, "pattern"),
        ({"enum": [1]}, "enum"),
        ({"if": {"minLength": 1}, "then": {}}, "minLength in a condition"),
        ({"additionalProperties": {}, "properties": {"a": {}}}, "additionalProperties beside other properties"),
        (
            {"properties": {"a": {}}, "additionalProperties": False, "if": {}, "then": {"properties": {"b": {}}}},
            "additionalProperties",
        ),
    ],
)
def test_a_schema_without_a_plan_is_refused(schema: dict[str, Any], why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown keyword must not be ignored."""
    monkeypatch.syspath_prepend(SCRIPTS)
    update = __import__("update_resolved")
    with pytest.raises(update.UnknownKeyword, match=why):
        update.planned(schema, update.Side(is_write=True))
