"""Laws that hold for every payload, on payloads made from the schemas."""

import copy
import json
import pickle
import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Forgotten, InvalidPayload, Report, UnknownName, UnknownOperation, Validator, dump, to_write
from bs_validate._schema.catalog import Schema, packaged
from bs_validate.forms import from_form
from bs_validate.strategies import faults, payloads
from support.drawn import chances, documents, mangled_examples
from support.payloads import anything, characters
from support.profiles import examples

SCHEMAS = list(packaged())
NAMES = [schema.name for schema in SCHEMAS]
READS = [schema for schema in SCHEMAS if schema.representation == "read"]
WRITES = [schema for schema in SCHEMAS if schema.representation != "read"]
RUST = Validator(engine="rust")
REFERENCE = Validator(engine="reference")
URL = "https://www.bookingsync.com/api/v3"


def _content(report: Report) -> list[Any]:
    return [(error.code, error.location, dict(error.params), error.schema_location) for error in report.errors]


@pytest.mark.parametrize("schema", SCHEMAS, ids=NAMES)
@examples(12)
@given(data=st.data())
def test_a_payload_made_from_the_schema_is_valid(schema: Schema, data: st.DataObject) -> None:
    """Neither engine finds an error in a payload that the schema allows, as a document or as text."""
    document = data.draw(payloads(schema.name))
    assert _content(RUST.validate(document, schema.name)) == []
    assert _content(REFERENCE.validate(document, schema.name)) == []
    assert _content(RUST.validate_json(json.dumps(document), schema.name)) == []


@pytest.mark.parametrize("schema", SCHEMAS, ids=NAMES)
@examples(12)
@given(data=st.data())
def test_one_fault_gives_exactly_that_error_at_that_place(schema: Schema, data: st.DataObject) -> None:
    """A valid document with one fault has one error, with the code and the location of the fault."""
    fault = data.draw(faults(schema.name, python=True))
    report = RUST.validate(fault.document, schema.name)
    assert [(error.pointer, error.code) for error in report.errors] == [fault.expected]


def _places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield place
    for part, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _places(inner, (*place, part))


@st.composite
def mangled(draw: st.DrawFn, schema: Schema) -> Any:
    """Draw a valid document with a few places replaced, removed or added to."""
    document = copy.deepcopy(draw(payloads(schema.name)))
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(document))
        *above, last = ("", *places[draw(st.integers(0, len(places) - 1))])
        holder = {"": document}
        for part in above:
            holder = holder[part]
        value = copy.deepcopy(draw(_replacements))  # a sampled value is shared, and might be put into itself
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
def test_the_engines_report_the_same_errors(schema: Schema, data: st.DataObject) -> None:
    """The codes, locations, params and schema locations are equal, in the same order, for a document and its JSON text."""
    document = data.draw(mangled_examples(schema) | mangled(schema) | anything)
    expected = _content(REFERENCE.validate(document, schema.name))
    assert _content(RUST.validate(document, schema.name)) == expected
    assert _content(RUST.validate_json(json.dumps(document), schema.name)) == expected
    assert _content(REFERENCE.validate_json(json.dumps(document, ensure_ascii=False).encode(), schema.name)) == expected


@pytest.mark.parametrize("schema", SCHEMAS, ids=NAMES)
@examples(12)
@given(data=st.data())
def test_a_text_and_its_document_have_the_same_report(schema: Schema, data: st.DataObject) -> None:
    """A document and its JSON text have the same errors and warnings, and a pickled report is equal to its original."""
    document = data.draw(mangled_examples(schema) | mangled(schema))
    report = RUST.validate(document, schema.name)
    assert report == RUST.validate_json(json.dumps(document), schema.name)
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301  # our own bytes


@pytest.mark.parametrize("schema", SCHEMAS, ids=NAMES)
@examples(12)
@given(data=st.data())
def test_warnings_that_are_wanted_at_once_change_no_error(schema: Schema, data: st.DataObject) -> None:
    """One walk finds the errors and the warnings that two walks find one after the other."""
    document = data.draw(mangled_examples(schema) | mangled(schema))
    at_once, later = RUST.validate(document, schema.name, warnings=True), RUST.validate(document, schema.name)
    assert _content(at_once) == _content(later)
    assert at_once.warnings == later.warnings


@examples(150)
@given(chance=chances, schema=st.sampled_from(SCHEMAS))
def test_a_text_is_invalid_json_if_the_standard_library_refuses_it(chance: random.Random, schema: Schema) -> None:
    """Any other text is reported like its document, and repeated keys are found."""
    text = documents.json_text(chance, schema.document)
    report = RUST.validate_json(text, schema.name)
    codes = {error.code for error in report.errors}
    repeated: list[bool] = []

    def pairs(given: list[tuple[str, Any]]) -> dict[str, Any]:
        repeated.append(len(dict(given)) != len(given))
        return dict(given)

    try:
        plain = (text if isinstance(text, str) else bytes(text).decode()).removeprefix("\ufeff")
        document = json.loads(plain, object_pairs_hook=pairs, parse_constant=_refuse, parse_float=_finite)
    except ValueError:
        assert codes == {"not_json"}, text
        return
    assert "not_json" not in codes, text
    assert ("duplicate_key" in codes) is any(repeated), text
    assert any(repeated) or _content(RUST.validate(document, schema.name)) == _content(report), text


def _finite(digits: str) -> float:
    """Return a number, or the largest float in place of a larger number; no rule distinguishes them."""
    return max(-sys.float_info.max, min(float(digits), sys.float_info.max))


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


@examples(75)
@given(document=anything, name=st.sampled_from(NAMES))
def test_every_report_can_be_shown(document: Any, name: str) -> None:
    """Each error and warning of any document has a message, and the report can be written as JSON."""
    report = RUST.validate(document, name)
    shown = json.loads(json.dumps(report.to_dict()))
    assert shown["valid"] is report.valid is (report.errors == ())
    assert all(error.message() for error in (*report.errors, *report.warnings))
    assert {message for messages in report.by_field().values() for message in messages} == {
        error["message"] for error in shown["errors"]
    }


@examples(150)
@given(chance=chances, schema=st.sampled_from(SCHEMAS))
def test_no_object_makes_a_public_function_raise(chance: random.Random, schema: Schema) -> None:
    """Every public function returns a report for any Python object. The report can be shown and dumped in any language."""
    given = documents.python_object(chance, schema.document)
    validator = chance.choice([RUST, REFERENCE])
    field = chance.choice(["email", "phones.0.number", "phones", "links", "id", "firstname", "nonsense"])
    collection = f"{URL}/{schema.envelope}"
    status: Any = chance.choice([200, "422", 404, None])
    functions: list[Callable[[], Report]] = [
        lambda: validator.validate(given, schema.name),
        lambda: validator.validate_json(given, schema.name),
        lambda: validator.validate_resource(given, schema.name),
        lambda: validator.validate_field(given, schema.name, field),
        lambda: validator.validate_request(chance.choice(["POST", "put", "GET", "nonsense"]), collection, given),
        lambda: validator.validate_response("GET", f"{collection}?fields=id", status, given),
        lambda: dump.parse_422(given),
        lambda: dump.parse_422({"errors": given}),
    ]
    try:
        report = chance.choice(functions)()
    except UnknownName as error:  # the schema has no such field, or the API no such operation
        str(error)
        return
    locale = chance.choice(["en", "fr", "rs", "zh-TW", "pl", "nonsense", ""])
    json.dumps([report.to_dict(locale), report.by_field(locale)])
    for dumped in (dump.rails, dump.problem, dump.jsonapi, dump.basic):
        json.dumps(dumped(report, locale))
    if not report.valid:
        with pytest.raises(InvalidPayload) as caught:
            report.raise_for_errors()
        assert str(caught.value)


@examples(100)
@given(text=st.text() | st.binary(), name=st.sampled_from(NAMES))
def test_no_text_makes_a_validation_raise(text: str | bytes, name: str) -> None:
    """Any text and any bytes give a report."""
    report = RUST.validate_json(text, name)
    assert report.errors


@given(st.text(), st.text(), anything | st.binary() | st.text())
def test_a_request_raises_only_for_an_unknown_operation(method: str, url: str, body: Any) -> None:
    """The operation is one that the API does not have; no body raises."""
    with pytest.raises(UnknownOperation):
        RUST.validate_request(method, url, body)
    with pytest.raises(UnknownOperation):
        RUST.validate_response(method, url, 200, body)
    RUST.validate_request("PUT", "/api/v3/contacts/1", body).to_dict()
    RUST.validate_response("PUT", "/api/v3/contacts/1", 422, body).to_dict()


@examples(75)
@given(chance=chances, schema=st.sampled_from(WRITES))
def test_any_posted_form_becomes_a_resource(chance: random.Random, schema: Schema) -> None:
    """The resource is a dictionary, which the validator can check."""
    names = [*schema.fields, "phones-0-number", "phones[1][label]", "spoken_languages[]"]
    resource = from_form(documents.form(chance, names), schema.name)
    assert type(resource) is dict
    assert RUST.validate_resource(resource, schema.name).to_dict()


@st.composite
def read_examples(draw: st.DrawFn, schema: Schema) -> Any:
    """Draw a read of one resource, made from the examples in its schema; in most of them one value is replaced."""
    chance = draw(chances)
    document = documents.example(chance, schema.document)
    document[schema.envelope] = [documents.example(chance, schema.document["properties"][schema.envelope]["items"])]
    holder, part, _ = chance.choice(list(documents.places(document)))
    if holder is not None and chance.random() < 0.7:
        holder[part] = documents.values(chance)
    return document


@pytest.mark.parametrize("schema", READS, ids=["contact", "host"])
@examples(40)
@given(data=st.data())
def test_a_valid_read_can_be_written_back(schema: Schema, data: st.DataObject) -> None:
    """Each resource of a valid read is a valid update without ignored fields. A forgotten person is refused."""
    document = data.draw(read_examples(schema) | payloads(schema.name))
    if not RUST.validate(document, schema.name).valid:
        return
    before = copy.deepcopy(document)
    update: Any = f"{schema.resource}.update"
    for resource in document[schema.envelope]:
        if resource.get("forget_me_at") is not None:
            with pytest.raises(Forgotten):
                to_write(resource, update)
            continue
        report = RUST.validate_resource(to_write(resource, update), update)
        assert report.errors == ()
        assert not {warning.code for warning in report.warnings} & {"read_only", "empty_update"}
        whole = {**document, schema.envelope: [resource]}
        assert RUST.validate(to_write(whole, update), update).errors == ()
    assert document == before
