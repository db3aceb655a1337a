"""Laws that hold for every payload, on payloads made from the schemas."""

import copy
import json
import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Report, UnknownOperation, Validator
from bs_validate._schema.catalog import packaged
from bs_validate.strategies import faults, payloads
from support.payloads import anything, characters
from support.profiles import examples

SCHEMAS = list(packaged())
NAMES = [schema.name for schema in SCHEMAS]
RUST = Validator(engine="rust")
REFERENCE = Validator(engine="reference")


def _content(report: Report) -> list[Any]:
    return [(error.code, error.location, dict(error.params), error.schema_location) for error in report.errors]


@pytest.mark.parametrize("schema", SCHEMAS, ids=NAMES)
@examples(12)
@given(data=st.data())
def test_a_payload_made_from_the_schema_is_valid(schema: Any, data: st.DataObject) -> None:
    """What the schema allows has no error, from either engine, as a document and as text."""
    document = data.draw(payloads(schema.name))
    assert _content(RUST.validate(document, schema.name)) == []
    assert _content(REFERENCE.validate(document, schema.name)) == []
    assert _content(RUST.validate_json(json.dumps(document), schema.name)) == []


@pytest.mark.parametrize("schema", SCHEMAS, ids=NAMES)
@examples(12)
@given(data=st.data())
def test_one_fault_gives_exactly_that_error_at_that_place(schema: Any, data: st.DataObject) -> None:
    """A valid document with one fault has one error: its code, its location."""
    fault = data.draw(faults(schema.name, python=True))
    report = RUST.validate(fault.document, schema.name)
    assert [(error.pointer, error.code) for error in report.errors] == [fault.expected]


def _places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield place
    for part, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _places(inner, (*place, part))


@st.composite
def mangled(draw: st.DrawFn, schema: Any) -> Any:
    """Draw a valid document with a few places replaced, removed or added to."""
    document = copy.deepcopy(draw(payloads(schema.name)))
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(document))
        *above, last = ("", *places[draw(st.integers(0, len(places) - 1))])
        holder = {"": document}
        for part in above:
            holder = holder[part]
        value = copy.deepcopy(draw(_replacements))  # what is sampled is shared, and may be put into itself
        action = draw(st.sampled_from(["replace", "replace", "remove", "add"]))
        if action == "add" and isinstance(holder[last], dict):
            holder[last][draw(st.text(characters, max_size=50))] = value
        elif action == "remove" and isinstance(holder, dict) and last != "":
            del holder[last]
        elif last != "":
            holder[last] = value
        else:
            document = value
    return document


_replacements = st.sampled_from(["", " ", "UK", "x" * 101, "a\tb", [], {}, None, 0, -1, 1.5, True, [None], {"": 1}]) | anything


@pytest.mark.parametrize("schema", SCHEMAS, ids=NAMES)
@examples(25)
@given(data=st.data())
def test_the_engines_report_the_same(schema: Any, data: st.DataObject) -> None:
    """Whatever the document, both engines give the same codes, locations, params and schema locations, in the same order."""
    document = data.draw(mangled(schema) | anything)
    assert _content(RUST.validate(document, schema.name)) == _content(REFERENCE.validate(document, schema.name))


@pytest.mark.parametrize("schema", SCHEMAS, ids=NAMES)
@examples(12)
@given(data=st.data())
def test_text_and_document_are_reported_the_same(schema: Any, data: st.DataObject) -> None:
    """A document and its JSON text have the same errors and warnings, and a pickled report is equal to its original."""
    document = data.draw(mangled(schema))
    report = RUST.validate(document, schema.name)
    assert report == RUST.validate_json(json.dumps(document), schema.name)
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301  # our own bytes


@examples(75)
@given(document=anything, name=st.sampled_from(NAMES))
def test_every_report_can_be_shown(document: Any, name: str) -> None:
    """Whatever the document, each error and warning has a message, and the report goes into JSON."""
    report = RUST.validate(document, name)
    shown = json.loads(json.dumps(report.to_dict()))
    assert shown["valid"] is report.valid is (report.errors == ())
    assert all(error.message() for error in (*report.errors, *report.warnings))
    assert {message for messages in report.by_field().values() for message in messages} == {
        error["message"] for error in shown["errors"]
    }


@examples(100)
@given(text=st.text() | st.binary(), name=st.sampled_from(NAMES))
def test_no_text_makes_it_raise(text: str | bytes, name: str) -> None:
    """Any text and any bytes give a report."""
    report = RUST.validate_json(text, name)
    assert report.errors


@given(st.text(), st.text(), anything | st.binary() | st.text())
def test_a_request_raises_for_nothing_but_the_operation(method: str, url: str, body: Any) -> None:
    """Whatever is given."""
    with pytest.raises(UnknownOperation):
        RUST.validate_request(method, url, body)
    with pytest.raises(UnknownOperation):
        RUST.validate_response(method, url, 200, body)
    RUST.validate_request("PUT", "/api/v3/contacts/1", body).to_dict()
    RUST.validate_response("PUT", "/api/v3/contacts/1", 422, body).to_dict()
