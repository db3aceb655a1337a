"""The strategies for users' own tests reach the whole space, draw every fault as declared, and shrink."""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, find, given, seed, settings

from bs_validate import UnknownSchema, Validator
from bs_validate.strategies import Fault, Kind, NotDrawable, faults, kinds, payloads, values
from bs_validate.strategies.texts import TAKEN
from support.profiles import scaled, step

VALIDATOR = Validator()
NAMES = VALIDATOR.catalog.names
QUIETLY: dict[str, Any] = {"database": None, "phases": [Phase.generate]}

TAG = {
    "type": "object",
    "required": ["tags"],
    "additionalProperties": False,
    "properties": {
        "tags": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "colour"],
                "properties": {
                    "name": {"type": "string", "minLength": 3, "maxLength": 8, "format": "printable"},
                    "colour": {"enum": ["red", "green", None]},
                    "code": {"type": "string", "pattern": "^[A-Z]{2}[0-9]+$"},
                    "mail": {"type": ["string", "null"], "format": "email", "maxLength": 60},
                    "page": {"type": "string", "format": "url"},
                    "call": {"type": "string", "format": "phone"},
                    "at": {"type": "string", "format": "time"},
                    "rank": {"type": "integer", "minimum": 1, "maximum": 10},
                    "share": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
                    "on": {"type": "boolean"},
                    "fixed": {"const": "x"},
                    "list": {"type": "array", "items": {"type": "integer"}, "uniqueItems": True, "minItems": 2},
                    "either": {"anyOf": [{"type": "integer"}, {"type": "boolean"}]},
                    "some": {"type": "array", "contains": {"type": "integer"}},
                    "words": {"type": "object", "additionalProperties": {"type": "string"}},
                },
            },
        }
    },
}


@pytest.fixture
def tags(tmp_path: Path) -> Path:
    """Return a directory that holds only a schema that was written by hand."""
    (tmp_path / "tag.create.json").write_text(json.dumps(TAG), encoding="utf-8")
    return tmp_path


def _drawn(strategy: Any, number: int) -> list[Any]:
    """Return examples, the same ones each time; the nightly run draws more."""
    drawn = []

    @seed(1)
    @settings(max_examples=scaled(number), **QUIETLY)
    @given(strategy)
    def take(one: Any) -> None:
        drawn.append(one)

    take()
    return drawn


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)


def test_payloads_reach_the_whole_space() -> None:
    """They have every script and kind of character, null, absent fields, both limits of lengths, and many forms of addresses."""
    records = _drawn(payloads("contact.create", resources=True), 120)
    letters = {char for record in records for text in _texts(record) for char in text}
    scripts = {unicodedata.name(char, "").split(" ")[0] for char in letters}
    assert {"LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARABIC", "DEVANAGARI", "THAI", "HANGUL", "GEORGIAN", "CJK"} <= scripts
    assert any(ord(char) > 0xFFFF for char in letters)
    assert {"\u200c", "\u200d", "\u0301", "\ufe0f", "\u202b"} <= letters
    optional = Counter(
        name for record in records for name in ("website", "gender", "address2", "state", "phones") if name in record
    )
    assert all(0 < number < len(records) for number in optional.values())
    assert len(optional) == 5
    assert {len({"website", "gender", "address2", "state", "phones"} & record.keys()) for record in records} == set(range(6))
    for name in ("website", "gender", "address2", "state", "phones"):
        assert any(record.get(name, 0) is None for record in records), name
    lengths = {name: {len(record[name]) for record in records} for name in ("zip", "address1", "city")}
    assert [max(lengths[name]) for name in ("zip", "address1", "city")] == [15, 100, 100]
    assert all(1 in one for one in lengths.values())
    assert any(len(record["zip"]) == 15 and max(record["zip"]) > "\uffff" for record in records)
    assert any(record["website"].isspace() for record in records if record.get("website"))


def test_hypothesis_discards_few_documents() -> None:
    """A test that draws several documents at once passes the health checks, which run until ten examples are complete."""

    @seed(1)
    @settings(max_examples=10, **QUIETLY)
    @given(payloads("contact.create"), payloads("contact.create"), faults("contact.create"), faults("contact.create"))
    def take(one: Any, two: Any, three: Any, four: Any) -> None:
        assert [one, two, three, four]

    take()


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("phone", ["+", "(0)", "ext", ";ext=", "tel:", "-", ".", "/", "FLOWERS", "\u0661", "\uff11"]),
        ("email", ["\u4f8b", "xn--", "\u7528", "x" * 64, "+", "'"]),
        ("url", ["[::1]", "127.0.0.1", ":65535", "xn--", "?", "#", "\u4f8b", "HTTP", "@", "x" * 2000]),
        ("time", ["02-29", "9999", "0001"]),
    ],
)
def test_texts_of_a_format_have_many_shapes(code: str, parts: list[str]) -> None:
    """Examples are extensions and letters in phone numbers, domains of all scripts, numeric hosts, and ports."""
    drawn = _drawn(TAKEN[code], 400)
    assert len(set(drawn)) > 100
    for part in parts:
        assert any(part in text for text in drawn), part


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_fault_is_drawn_and_reported(name: str) -> None:
    """Documents of each kind have that error at that place and no other; the gate tries every third kind."""
    same = kinds(name.replace("create", "update"), python=True) if name.endswith("create") else ()
    every = list(kinds(name, python=True))
    for kind in every[NAMES.index(name) % 3 % step(3) :: step(3)]:  # other ones of each representation
        if kind not in same or kind.code == "required":  # all others are drawn in an update, which is quicker
            for fault in _drawn(faults(name, among=[kind], python=True), 1):
                report = VALIDATOR.validate(fault.document, name)
                assert [(error.pointer, error.code) for error in report.errors] == [fault.expected], kind
                assert _is_of(fault, kind)


def _is_of(fault: Fault, kind: Kind) -> bool:
    """Return whether an error is of a kind, where ``*`` matches any part of a pointer."""
    parts, wanted = fault.expected.pointer.split("/"), kind.pointer.split("/")
    return (
        fault.expected.code == kind.code
        and len(parts) == len(wanted)
        and all(want in ("*", part) for part, want in zip(parts, wanted, strict=True))
    )


def test_the_kinds_are_all_reasons_to_refuse_a_contact() -> None:
    """They agree field by field with the table of single faults and the README."""
    found = set(kinds("contact.create", python=True))
    field = "/contacts/*/{}".format
    for name in ("email", "firstname", "lastname", "address1", "city", "country_code", "zip"):
        assert {Kind(field(name), code) for code in ("required", "null", "blank", "type", "not_representable")} <= found
    assert {Kind(field("spoken_languages"), code) for code in ("required", "null", "type")} <= found
    for name, code in [
        ("email", "email"),
        ("website", "url"),
        ("gender", "choice"),
        ("address1", "too_long"),
        ("address2", "too_long"),
        ("city", "too_long"),
        ("state", "too_long"),
        ("zip", "too_long"),
        ("address1", "non_printable"),
        ("address2", "non_printable"),
        ("state", "non_printable"),
        ("zip", "non_printable"),
        ("country_code", "choice"),
        ("spoken_languages", "too_few"),
        ("spoken_languages/*", "choice"),
        ("phones/*", "type"),
        ("phones/*/label", "required"),
        ("phones/*/label", "blank"),
        ("phones/*/number", "phone"),
        ("phones/*/*", "unknown_field"),
        ("*", "unknown_field"),
    ]:
        assert Kind(field(name), code) in found, name
    assert {
        Kind("", "type"),
        Kind("", "null"),
        Kind("/contacts", "required"),
        Kind("/contacts", "too_few"),
    } <= found
    assert Kind("/*", "unknown_field") not in found
    assert Kind(field("id"), "not_representable") not in found
    assert Kind(field("city"), "non_printable") not in found
    assert Kind(field("website"), "blank") not in found


def test_a_schema_written_by_hand_is_covered(tags: Path) -> None:
    """Plain keywords and our formats give valid documents and every kind of fault, without any Python code."""
    validator = Validator(schemas=tags)
    for document in _drawn(payloads("tag.create", schemas=tags), 40):
        assert validator.validate(document, "tag.create").errors == (), document
    every = kinds("tag.create", python=True, schemas=tags)
    for kind in sorted(every)[:: step(2)]:
        for fault in _drawn(faults("tag.create", among=[kind], python=True, schemas=tags), 1):
            errors = validator.validate(fault.document, "tag.create").errors
            assert [(error.pointer, error.code) for error in errors] == [fault.expected], kind
    found = {(kind.pointer.removeprefix("/tags/*/"), kind.code) for kind in every}
    assert found >= {
        *(("name", code) for code in ("blank", "too_short", "too_long", "non_printable", "type", "null", "required")),
        *(("colour", "choice"), ("colour", "type"), ("fixed", "choice"), ("fixed", "null"), ("code", "pattern")),
        *(("mail", "email"), ("mail", "too_long"), ("page", "url"), ("call", "phone"), ("at", "time"), ("list", "too_few")),
        *(("rank", "minimum"), ("rank", "maximum"), ("share", "minimum"), ("share", "maximum"), ("on", "type")),
        *(("list", "constraint"), ("list/*", "type"), ("words/*", "type"), ("*", "unknown_field"), ("/tags", "too_many")),
    }


def test_a_closed_object_without_properties_has_unknown_fields(tmp_path: Path) -> None:
    """Such an object has no field to which a misspelled name could be near."""
    items = {"type": "array", "items": {"type": "object", "additionalProperties": False}}
    schema = {"type": "object", "properties": {"tags": items}, "required": ["tags"]}
    (tmp_path / "tag.create.json").write_text(json.dumps(schema))
    validator = Validator(schemas=tmp_path)
    unknown = [kind for kind in kinds("tag.create", schemas=tmp_path) if kind.code == "unknown_field"]
    drawn = _drawn(faults("tag.create", among=unknown, schemas=tmp_path), 5)
    assert {code for _, (_, code) in drawn} == {"unknown_field"}
    for document, expected in _drawn(faults("tag.create", schemas=tmp_path), 50):
        assert [(one.pointer, one.code) for one in validator.validate(document, "tag.create").errors] == [tuple(expected)]


def test_a_new_field_is_covered(tags: Path) -> None:
    """Adding the field to the schema file is enough."""
    with_field = json.loads(json.dumps(TAG))
    with_field["properties"]["tags"]["items"]["properties"]["new"] = {"type": "string", "maxLength": 2}
    before = set(kinds("tag.create", python=True, schemas=tags))
    (tags / "tag.create.json").write_text(json.dumps(with_field), encoding="utf-8")
    new = set(kinds("tag.create", python=True, schemas=tags)) - before
    assert new == {Kind("/tags/*/new", code) for code in ("type", "null", "too_long", "not_representable")}


@pytest.mark.nightly
def test_a_payload_shrinks_to_the_smallest_contact() -> None:
    """It has only the required fields, each as short as possible. The search is for one that is not the simplest payload."""
    is_wrong = lambda drawn: bool(drawn["contacts"]) and drawn["contacts"][0]["zip"] > "5"  # noqa: E731  # reads best here
    found = find(payloads("contact.create"), is_wrong, settings=settings(database=None, max_examples=100))
    (record,) = found["contacts"]
    assert set(found) == {"contacts"}
    assert set(record) == {"email", "firstname", "lastname", "address1", "city", "country_code", "zip", "spoken_languages"}
    assert all(len(record[name]) == 1 for name in ("firstname", "lastname", "address1", "city", "zip"))
    assert len(record["email"]) <= len("first+last@example.com")


@pytest.mark.nightly
def test_a_fault_shrinks_to_one_simple_document() -> None:
    """An update shrinks to the field with the fault."""
    among = [Kind("/contacts/*/zip", "null")]
    found = find(faults("contact.update", among=among), lambda _: True, settings=settings(database=None, max_examples=10))
    assert found == ({"contacts": [{"zip": None}]}, ("/contacts/0/zip", "null"))


@pytest.mark.parametrize("make", [payloads, faults, kinds])
def test_an_unknown_schema_is_refused(make: Callable[..., Any], tags: Path) -> None:
    """The call raises at once, with the names of the schemas."""
    with pytest.raises(UnknownSchema, match=r"contact\.create"):
        make("contact.destroy")
    with pytest.raises(UnknownSchema, match=r"tag\.create"):
        make("contact.create", schemas=tags)


def test_unknown_kinds_of_faults_are_refused() -> None:
    """An error is raised instead of returning a strategy that draws nothing."""
    for among in ([Kind("/hosts/*/city", "too_long")], "email"):
        with pytest.raises(ValueError, match=r"takes members of kinds\('host.create'\)"):
            faults("host.create", among=among)  # type: ignore[arg-type]  # a text is a mistake too


@pytest.mark.parametrize("name", NAMES)
def test_faults_can_be_written_as_json_unless_python_values_are_requested(name: str) -> None:
    """A user's test may write each document to a file."""
    assert "not_representable" not in {kind.code for kind in kinds(name)}
    assert set(kinds(name, python=True)) - set(kinds(name)) == {
        kind for kind in kinds(name, python=True) if kind.code == "not_representable"
    }
    for document, _ in _drawn(faults(name), 15):
        assert json.loads(json.dumps(document, allow_nan=False)) == document
        json.dumps(document, ensure_ascii=False).encode()


@pytest.mark.parametrize("name", NAMES)
def test_bare_resources_are_drawn_on_request(name: str) -> None:
    """They are valid or have a fault that ``validate_resource`` reports."""
    envelope = f"{name.partition('.')[0]}s"
    for resource in _drawn(payloads(name, resources=True), 10):
        assert envelope not in resource
        assert VALIDATOR.validate_resource(resource, name).errors == ()
    for resource, expected in _drawn(faults(name, resources=True, python=True), 15):
        errors = VALIDATOR.validate_resource(resource, name).errors
        assert [(error.pointer, error.code) for error in errors] == [expected]
    every = kinds(name, resources=True)
    assert Kind(f"/{envelope}/*", "type") in every
    assert all(kind.pointer.startswith(f"/{envelope}/*") for kind in every)
    assert set(every) < set(kinds(name))


def test_bare_resources_are_drawn_from_a_schema_written_by_hand(tags: Path) -> None:
    """They are drawn without the list that contains them."""
    validator = Validator(schemas=tags)
    for resource in _drawn(payloads("tag.create", resources=True, schemas=tags), 30):
        assert validator.validate_resource(resource, "tag.create").errors == ()
    for resource, expected in _drawn(faults("tag.create", resources=True, schemas=tags), 60):
        errors = validator.validate_resource(resource, "tag.create").errors
        assert [(error.pointer, error.code) for error in errors] == [expected]


def test_items_that_are_equal_in_json_are_not_distinct() -> None:
    """Numbers such as 1 and 1.0 are equal at any depth."""
    same = values._same  # noqa: SLF001  # it occurs by chance once in a thousand times
    assert same([{"a": 1.0}, 2]) == same([{"a": 1}, 2.0])
    assert len({same(one) for one in (1, 1.5, "1", True, None, [1], {"a": 1}, {"a": [1]})}) == 8


@pytest.mark.parametrize("choices", [{"const": None}, {"const": 5}, {"enum": [None, "a"]}, {"enum": [1, 2], "type": "integer"}])
def test_a_choice_without_a_type_has_the_type_of_its_choices(tmp_path: Path, choices: dict[str, Any]) -> None:
    """A value of another type is a wrong type and not a wrong choice, as in the validator."""
    items = {"type": "object", "properties": {"one": choices}, "required": ["one"], "additionalProperties": False}
    schema = {"type": "object", "properties": {"tags": {"type": "array", "items": items}}, "required": ["tags"]}
    (tmp_path / "tag.create.json").write_text(json.dumps(schema), encoding="utf-8")
    validator = Validator(tmp_path)
    for fault in _drawn(faults("tag.create", schemas=tmp_path), 60):
        [error] = validator.validate(fault.document, "tag.create").errors
        assert (error.pointer, error.code) == fault.expected


def _own(directory: Path, resource: Any) -> Path:
    """Return a directory with a schema of a list of these resources."""
    schema = {"type": "object", "properties": {"tags": {"type": "array", "items": resource}}, "required": ["tags"]}
    (directory / "tag.create.json").write_text(json.dumps(schema), encoding="utf-8")
    return directory


@pytest.mark.parametrize(
    "resource",
    [
        {"type": "object", "properties": {"a": {"type": "integer"}, "b": False}},
        {"properties": {"a": {"not": {"type": "string"}}}, "required": ["a"], "type": "object"},
        {"not": {"type": "string"}},
        {"not": {"type": ["string", "null", "object"]}},
        {"not": {"required": ["a"]}, "type": "object"},
        {"oneOf": [{"type": "integer"}, {"minimum": 1, "type": "number"}]},
        {"type": "object", "patternProperties": {"^a": {"type": "integer"}}, "properties": {"ab": {"maximum": 5}}},
        {"type": "object", "propertyNames": {"maxLength": 3}, "maxProperties": 2},
        {"type": "array", "prefixItems": [{"type": "string"}], "contains": {"type": "string"}},
    ],
    ids=json.dumps,
)
def test_payloads_of_own_schemas_are_valid_in_both_engines(tmp_path: Path, resource: Any) -> None:
    """Some of these schemas forbid something, or make an engine filter drawn values."""
    own = _own(tmp_path, resource)
    validators = Validator(own, engine="rust"), Validator(own, engine="reference")
    drawn = _drawn(payloads("tag.create", schemas=own), 30)
    assert any(document["tags"] for document in drawn)
    for document in drawn:
        assert [validator.validate(document, "tag.create").errors for validator in validators] == [(), ()], document


@pytest.mark.parametrize(
    "resource",
    [
        False,
        {"type": "integer", "minimum": 5, "maximum": 4},
        {"enum": []},
        {"allOf": [{"type": "null"}, {"type": "string"}]},
        {"type": "string", "minLength": 1, "maxLength": 0},
    ],
)
def test_a_schema_that_accepts_no_document_is_refused(tmp_path: Path, resource: Any) -> None:
    """The error names the schema, and is raised before anything is drawn."""
    schema = {"type": "object", "properties": {"tag": resource}, "required": ["tag"]}
    (tmp_path / "tag.create.json").write_text(json.dumps(schema), encoding="utf-8")
    with pytest.raises(NotDrawable, match=r"tag\.create: no valid document of this schema can be drawn"):
        payloads("tag.create", schemas=tmp_path)
