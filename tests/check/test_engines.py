"""The engines are chosen by name or availability, give the same results, and never fetch anything."""

import socket
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from referencing.exceptions import Unresolvable

from bs_validate import Validator
from bs_validate._check.engines import reference, rust
from bs_validate._check.engines.interface import Violation, at
from bs_validate._check.engines.select import ENGINES, select
from bs_validate.exceptions import InvalidSchema, UnknownEngine
from bs_validate.formats import FORMATS
from support.samples import documented

_WITHOUT_RUST = """
import sys
sys.modules["jsonschema_rs"] = None
from bs_validate import Validator, validate
report = validate({"hosts": [{"email": "x"}]}, "host.create")
assert [error.code for error in report.errors] == ["email", "required", "required"], report
assert "jsonschema" in sys.modules
assert Validator(engine="reference").validate({"hosts": []}, "host.read").valid
try:
    Validator(engine="rust").validate({}, "host.read")
except ImportError:
    print("as said")
"""


def test_the_reference_engine_is_used_if_the_fast_one_cannot_be_imported() -> None:
    """The automatic choice falls back to the reference engine. Asking for the fast engine by name raises ImportError."""
    run = subprocess.run([sys.executable, "-c", _WITHOUT_RUST], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout == "as said\n"


def test_the_fast_engine_is_used_if_it_can_be_imported() -> None:
    """The reference engine is then not imported."""
    program = (
        "import sys, bs_validate as b; b.validate({}, 'host.read');"
        "print('jsonschema' in sys.modules, 'jsonschema_rs' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout == "False True\n"


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_reports_the_place_and_keyword_of_each_violation(engine: str) -> None:
    """A document without violations is valid, and one with violations is not."""
    compiled = select(engine)({"properties": {"a": {"items": {"minimum": 1}}}, "required": ["b"]})
    assert set(compiled.violations({"a": [1, 0]})) == {
        Violation(("a", 1), ("properties", "a", "items", "minimum")),
        Violation((), ("required",)),
    }
    assert not compiled.is_valid({"a": [1, 0]})
    assert compiled.is_valid({"a": [1], "b": None})
    assert list(compiled.violations({"b": None})) == []


@pytest.mark.parametrize("compile_schema", [rust.compile_schema, reference.compile_schema], ids=["rust", "reference"])
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_asserted(compile_schema: Any, name: str) -> None:
    """Formats are checked for texts only."""
    compiled = compile_schema({"format": name})
    assert not compiled.is_valid("\t")
    assert all(map(compiled.is_valid, [5, None, [], {}, True]))


def test_nothing_is_ever_fetched(validator: Validator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No socket is opened, whatever a document contains and whatever a schema refers to."""

    def refuse(*_: Any, **__: Any) -> Any:
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    for name in validator.catalog.names:
        report = Validator(engine="reference").validate(documented(name), name)
        assert report.warnings is not None
    for reference_ in ("http://localhost:1/a.json", "file:///etc/hostname"):
        (tmp_path / "a.read.json").write_text(f'{{"$ref": "{reference_}"}}')
        with pytest.raises(ValueError, match="cannot be read"):
            Validator(schemas=tmp_path).validate({}, "a.read")


@pytest.mark.parametrize("key", ["", "0", "007", "+1", "-1", "1.5", "a/b", "~", "~1", " ", "\u0661"])
@pytest.mark.parametrize("schema", [{"type": "string"}, {"additionalProperties": {"type": "string"}}])
def test_unusual_property_names_are_kept_in_paths(key: str, schema: dict[str, Any]) -> None:
    """Names may be empty, made of digits, or contain special characters of JSON Pointer.

    They are in the data and in the schema, alone and nested.
    """
    for document in ({key: 1}, {"": {key: 1}}, {key: {"": 1}}, {"a": {key: 1}}, {key: {"a": 1}, "a": 1}):
        for whole in ({"additionalProperties": schema}, {"properties": {key: schema, "a": schema}}):
            found = set(rust.compile_schema(whole).violations(document))
            assert found == set(reference.compile_schema(whole).violations(document))
            for location, _ in found:
                at: Any = document
                for part in location:
                    at = at[part]
                assert not isinstance(at, str)


def test_an_engine_does_not_follow_a_reference_to_a_file(tmp_path: Path) -> None:
    """An engine does not even read an existing file. The catalogue gives it schemas without references."""
    (tmp_path / "other.json").write_text('{"type": "string"}')
    schema = {"$ref": (tmp_path / "other.json").as_uri()}
    with pytest.raises(InvalidSchema):
        rust.compile_schema(schema)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # or the warning of a fetch would pass for a refusal
        with pytest.raises(Unresolvable):
            reference.compile_schema(schema).is_valid(5)


A: dict[str, Any] = {"type": "string", "format": "email"}
FAST: dict[str, Any] = {
    "type": "string",
    "allOf": [{"anyOf": [{"maxLength": 64, "pattern": FORMATS["email"].fast_accept}, {"format": "email"}]}],
}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (True, True),
        ({"type": "null"}, {"type": "null"}),
        (A, FAST),
        ({"allOf": [{"minLength": 1}], **A}, {**FAST, "allOf": [{"minLength": 1}, *FAST["allOf"]]}),
        *[
            ({keyword: A}, {keyword: FAST})
            for keyword in ("items", "not", "if", "then", "else", "contains", "additionalProperties")
        ],
        *[
            ({keyword: {"x": A, "format": True}}, {keyword: {"x": FAST, "format": True}})
            for keyword in ("properties", "patternProperties")
        ],
        *[({keyword: [A, False, A]}, {keyword: [FAST, False, FAST]}) for keyword in ("allOf", "anyOf", "oneOf", "prefixItems")],
        ({"enum": [A], "default": A}, {"enum": [A], "default": A}),
    ],
)
def test_a_format_is_called_only_if_its_pattern_does_not_match(schema: Any, expected: Any) -> None:
    """The patterns are added to schemas at any place, and not to values that look like schemas."""
    assert rust.with_fast_accept(schema) == expected


#: A schema, a value, and the violations that both engines report.
FINDINGS: list[tuple[Any, Any, set[tuple[Any, Any]]]] = [
    ({"minimum": 1}, 0, {((), ("minimum",))}),
    ({"contains": {"type": "null"}, "minContains": 2}, [None], {((), ("contains",))}),
    ({"contains": {"type": "null"}, "maxContains": 1}, [None, None], {((), ("contains",))}),
    ({"contains": {"type": "null"}}, [1], {((), ("contains",))}),
    ({"multipleOf": 0.1}, 0.3, set()),
    ({"multipleOf": 0.1}, 0.35, {((), ("multipleOf",))}),
    ({"items": {"multipleOf": 1e20}}, [1e23, 1e300, 10**40, 1.5], {((3,), ("items", "multipleOf"))}),
    ({"multipleOf": 3}, 1e300, {((), ("multipleOf",))}),
    ({"multipleOf": 2}, True, set()),
    ({"multipleOf": 2}, "3", set()),
    (
        {"patternProperties": {"^\\d+$": {"type": "null"}}},
        {"12": 1, "\u0661": 1},
        {(("12",), ("patternProperties", "^\\d+$", "type"))},
    ),
    (
        {"patternProperties": {"a$": {"patternProperties": {"b$": {"minimum": 1}}}}},
        {"a": {"b": 0}, "a\n": {"b": 0}},
        {(("a", "b"), ("patternProperties", "a$", "patternProperties", "b$", "minimum"))},
    ),
    ({"pattern": "^a$"}, "a\n", {((), ("pattern",))}),
    ({"not": {"pattern": "\\s"}}, "\ufeff", {((), ("not",))}),
    ({"items": {"pattern": "^\\w$"}}, ["é", "e"], {((0,), ("items", "pattern"))}),
    (
        {"properties": {"pattern": {"minimum": 1}, "p": {"enum": ["pattern"]}}},
        {"pattern": 0, "p": "pattern"},
        {(("pattern",), ("properties", "pattern", "minimum"))},
    ),
    (
        {"allOf": [{"pattern": "^\\d$"}, {"pattern": "a$"}]},
        "\u0661",
        {((), ("allOf", 0, "pattern")), ((), ("allOf", 1, "pattern"))},
    ),
    ({"prefixItems": [{}, {"pattern": "^\\d$"}]}, ["x", "y"], {((1,), ("prefixItems", 1, "pattern"))}),
    ({"dependentSchemas": {"a": {"required": ["b"]}}}, {"a": 1}, {((), ("dependentSchemas", "a", "required"))}),
    (
        {"properties": {"patternProperties": {"minimum": 1}}},
        {"patternProperties": 0},
        {(("patternProperties",), ("properties", "patternProperties", "minimum"))},
    ),
    (
        {"allOf": [{"patternProperties": {"a$": {"minimum": 1}}}]},
        {"a": 0},
        {(("a",), ("allOf", 0, "patternProperties", "a$", "minimum"))},
    ),
    ({"dependentSchemas": {"+7": {"required": ["b"]}}}, {"+7": 1}, {((), ("dependentSchemas", "+7", "required"))}),
    ({"properties": {"0": {"minimum": 1}}}, {"0": 0}, {(("0",), ("properties", "0", "minimum"))}),
    ({"properties": {"+7": {"minimum": 1}}}, {"+7": 0}, {(("+7",), ("properties", "+7", "minimum"))}),
    (
        {"properties": {"a": {"properties": {"": {"minimum": 1}}}}},
        {"a": {"": 0}},
        {(("a", ""), ("properties", "a", "properties", "", "minimum"))},
    ),
    ({"additionalProperties": {"minimum": 1}}, {"": 0}, {(("",), ("additionalProperties", "minimum"))}),
    (
        {"additionalProperties": {"additionalProperties": {"minimum": 1}}},
        {"5": {"": 0}},
        {(("5", ""), ("additionalProperties", "additionalProperties", "minimum"))},
    ),
    (
        {"additionalProperties": {"items": {"minimum": 1}}},
        {"5": [1, 0]},
        {(("5", 1), ("additionalProperties", "items", "minimum"))},
    ),
]


@pytest.mark.parametrize("engine", ["rust", "reference"])
@pytest.mark.parametrize(("schema", "value", "expected"), FINDINGS, ids=[ascii(row[:2])[:60] for row in FINDINGS])
def test_both_engines_report_the_same_violations(engine: str, schema: Any, value: Any, expected: set[tuple[Any, Any]]) -> None:
    """The instance locations and keyword locations are equal, also when a compiled schema is used again."""
    compiled = select(engine)(schema)
    for _ in range(2):
        assert {(tuple(place), tuple(keyword)) for place, keyword in compiled.violations(value)} == expected
    assert compiled.is_valid(value) is (expected == set())


@pytest.mark.parametrize("engine", ["rust", "reference"])
@pytest.mark.parametrize(
    ("schema", "place"),
    [
        ({"type": "strnig"}, "/type"),
        ({"items": {"minimum": "1"}}, "/items/minimum"),
        ({"required": "a"}, "/required"),
        ({"properties": {"a/b\x1b": {"minLength": -1}}}, r"/properties/a~1b\\u001b/minLength"),
    ],
)
def test_an_invalid_schema_is_refused_with_its_place(engine: str, schema: Any, place: str) -> None:
    """The message has the place, followed by the words of the engine."""
    with pytest.raises(InvalidSchema, match=rf"^not a JSON Schema at {place}: .*[a-z1]") as refusal:
        select(engine)(schema)
    assert "\n" not in str(refusal.value)


def test_an_invalid_schema_is_named_without_a_place_if_it_is_the_whole() -> None:
    """Any other place follows the words before it."""
    assert (at(()), at(("a", 0))) == ("", " at /a/0")


def test_an_engine_is_chosen_by_name() -> None:
    """The fast engine is the default where it is installed, and each engine declares whether its verdict is quick."""
    assert [type(select(name)({})).__module__.rpartition(".")[2] for name in ENGINES] == ["rust", "rust", "reference"]
    assert [select(name)({}).decides_quickly for name in ENGINES] == [True, True, False]
    for name in ("AUTO", "", None, 5):
        with pytest.raises(UnknownEngine) as refusal:
            select(name)
        assert (refusal.value.name, refusal.value.choices) == (name if isinstance(name, str) else "", ENGINES)
    assert ENGINES == ("auto", "rust", "reference")


def test_the_reference_engine_replaces_a_missing_fast_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference engine replaces it only if the engine is chosen automatically."""
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    monkeypatch.delitem(sys.modules, "bs_validate._check.engines.rust", raising=False)
    monkeypatch.delattr("bs_validate._check.engines.rust", raising=False)
    assert not select("auto")({}).decides_quickly
    with pytest.raises(ImportError):
        select("rust")({})
