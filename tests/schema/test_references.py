"""References are resolved, and unusable schema files are refused."""

import json
import math
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate._schema.references import MAX_DEPTH, MAX_SCHEMAS, resolved
from bs_validate.exceptions import InvalidSchema
from bs_validate.formats import FORMATS
from support.profiles import examples


def _resolved(schema: Any, **others: Any) -> Any:
    """Resolve the schema in ``a.json``; the other arguments are files beside it, by name without extension."""
    files = {"a.json": schema, **{f"{name}.json": other for name, other in others.items()}}
    return resolved("a.json", files.__getitem__)


TEXT: dict[str, Any] = {"type": "string", "maxLength": 5}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({}, {}),
        ({"type": "object", "x-other": {"$ref": "#/nowhere"}}, {"type": "object", "x-other": {"$ref": "#/nowhere"}}),
        ({"$schema": "s", "$id": "i", "title": "t"}, {"$schema": "s", "$id": "i", "title": "t"}),
        ({"items": {"$schema": "s", "title": "t"}}, {"items": {"title": "t"}}),
        ({"maxLength": 2.0, "minItems": 1.0, "minimum": 1.0}, {"maxLength": 2, "minItems": 1, "minimum": 1.0}),
        ({"maxLength": 2.5}, {"maxLength": 2.5}),
        ({"$defs": {"a": {}}, "definitions": {"b": {}}, "type": "null"}, {"type": "null"}),
        ({"items": {"$defs": {"a": {}}, "definitions": {}, "type": "null"}}, {"items": {"type": "null"}}),
        ({"enum": [{"$ref": "x"}], "const": {"$ref": "y"}}, {"enum": [{"$ref": "x"}], "const": {"$ref": "y"}}),
        ({"properties": {"$ref": {"type": "null"}}}, {"properties": {"$ref": {"type": "null"}}}),
        ({"format": "bs-email", "pattern": "^a$"}, {"format": "bs-email", "pattern": "^a$"}),
        ({"properties": {"(": TEXT}, "pattern": "a$"}, {"properties": {"(": TEXT}, "pattern": "a$"}),
        ({"patternProperties": {"^a$": TEXT}}, {"patternProperties": {"^a$": TEXT}}),
    ],
)
def test_a_schema_without_references_does_not_change(schema: Any, expected: Any) -> None:
    """Only its definitions and its name are removed, and values that are not schemas are kept."""
    assert _resolved(schema) == expected


@pytest.mark.parametrize("keyword", ["contains", "else", "if", "items", "not", "propertyNames", "then", "unevaluatedItems"])
def test_a_boolean_is_written_as_an_object(keyword: str) -> None:
    """The engines then report its errors at the same location."""
    assert _resolved({keyword: True}) == {keyword: {}}
    assert _resolved({keyword: False}) == {keyword: {"not": {}}}
    assert _resolved({keyword: {"$ref": "#/$defs/t"}, "$defs": {"t": TEXT}}) == {keyword: TEXT}


@pytest.mark.parametrize("keyword", ["additionalProperties", "unevaluatedProperties"])
def test_a_boolean_that_closes_an_object_stays_a_boolean(keyword: str) -> None:
    """Both engines recognise a closed object by it. A schema in its place is resolved."""
    assert _resolved({keyword: True}) == {keyword: True}
    assert _resolved({keyword: False}) == {keyword: False}
    assert _resolved({keyword: {"$ref": "#/$defs/t"}, "$defs": {"t": TEXT}}) == {keyword: TEXT}


@pytest.mark.parametrize("keyword", ["dependentSchemas", "patternProperties", "properties"])
def test_the_schemas_of_names_are_resolved(keyword: str) -> None:
    """Each schema keeps its name."""
    schema = {keyword: {"x": True, "y": {"$ref": "#/$defs/t"}, "z": False}, "$defs": {"t": TEXT}}
    assert _resolved(schema) == {keyword: {"x": {}, "y": TEXT, "z": {"not": {}}}}


@pytest.mark.parametrize("keyword", ["allOf", "anyOf", "oneOf", "prefixItems"])
def test_the_schemas_of_a_list_are_resolved(keyword: str) -> None:
    """The schemas keep their order."""
    schema = {keyword: [True, {"$ref": "#/$defs/t"}, False], "$defs": {"t": TEXT}}
    assert _resolved(schema) == {keyword: [{}, TEXT, {"not": {}}]}


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("b.json", {"title": "b"}),
        ("./b.json", {"title": "b"}),
        ("b.json#", {"title": "b"}),
        ("b.json#/$defs/c", {"title": "c"}),
        ("./b.json#/$defs/c", {"title": "c"}),
        ("b.json#/$defs/back", TEXT),
        ("#/$defs/t", TEXT),
        ("a.json#/$defs/t", TEXT),
        ("#/$defs/a~1b", {"title": "slash"}),
        ("#/$defs/m~0n", {"title": "tilde"}),
        ("#/$defs/~01", {"title": "tilde one"}),
        ("#/$defs/", {"title": "empty"}),
        ("#/%24defs/caf%C3%A9%20%25", {"title": "percent"}),
        ("#/$defs/one/anyOf/1", TEXT),
        ("#/$defs/deep/items", TEXT),
        ("#/properties/y/items", {"title": "y"}),
        ("#/$defs/chain", TEXT),
    ],
)
def test_a_reference_is_replaced_by_its_target(reference: str, expected: Any) -> None:
    """The target is in the same file or another, behind a JSON Pointer or other references."""
    definitions = {
        "t": TEXT,
        "a/b": {"title": "slash"},
        "m~n": {"title": "tilde"},
        "~1": {"title": "tilde one"},
        "": {"title": "empty"},
        "café %": {"title": "percent"},
        "one": {"anyOf": [{}, TEXT]},
        "deep": {"items": {"$ref": "#/$defs/t"}},
        "chain": {"$ref": "#/$defs/link"},
        "link": {"$ref": "b.json#/$defs/back"},
    }
    beside = {"title": "b", "$defs": {"c": {"title": "c"}, "back": {"$ref": "a.json#/$defs/t"}}}
    schema = {"properties": {"x": {"$ref": reference}, "y": {"items": {"title": "y"}}}, "$defs": definitions}
    assert _resolved(schema, b=beside)["properties"]["x"] == expected


def test_a_file_is_read_once() -> None:
    """Several references to a file read it only once."""
    read: list[str] = []
    files: dict[str, Any] = {
        "a.json": {"items": {"$ref": "b.json#/$defs/c"}, "not": {"$ref": "b.json"}},
        "b.json": {"$defs": {"c": {}}},
    }

    def reader(file: str) -> dict[str, Any]:
        read.append(file)
        return dict(files[file])

    resolved("a.json", reader)
    assert read == ["a.json", "b.json"]


OPEN: dict[str, Any] = {"properties": {"a": {}}}
CLOSED = {"properties": {"a": {}}, "additionalProperties": False}
ITEMS = {"items": {"title": "i"}}
IF = {"if": {"title": "if"}}


@pytest.mark.parametrize(
    ("target", "beside", "expected"),
    [
        (TEXT, {}, TEXT),
        (True, {}, {}),
        (False, {}, {"not": {}}),
        (True, {"type": "null"}, {"type": "null"}),
        (False, {"type": "null"}, {"type": "null", "allOf": [{"not": {}}]}),
        (False, {"allOf": [TEXT]}, {"allOf": [TEXT, {"not": {}}]}),
        # Different keywords are merged, and annotations beside the reference replace those of the target.
        (TEXT, {"minLength": 1}, {**TEXT, "minLength": 1}),
        ({"title": "a", "type": "null"}, {"title": "b"}, {"title": "b", "type": "null"}),
        *[({name: 1, "type": "null"}, {name: 2}, {name: 2, "type": "null"}) for name in ("$comment", "default", "examples")],
        *[({name: 1, "type": "null"}, {name: 2}, {name: 2, "type": "null"}) for name in ("deprecated", "description")],
        *[({name: True, "type": "null"}, {name: False}, {name: False, "type": "null"}) for name in ("readOnly", "writeOnly")],
        ({"x-own": 1, "type": "null"}, {"x-own": 2}, {"x-own": 2, "type": "null"}),
        (TEXT, {"anyOf": [{}]}, {**TEXT, "anyOf": [{}]}),
        # If a keyword occurs twice, both apply.
        (TEXT, {"maxLength": 3}, {"maxLength": 3, "allOf": [TEXT]}),
        (TEXT, {"maxLength": 3, "allOf": [IF]}, {"maxLength": 3, "allOf": [IF, TEXT]}),
        # Different properties are merged.
        (OPEN, {"properties": {"b": {}}}, {"properties": {"a": {}, "b": {}}}),
        (OPEN, {"properties": {"b": {}}, "unevaluatedProperties": False}, {**CLOSED, "properties": {"a": {}, "b": {}}}),
        (OPEN, {"properties": {"a": TEXT}}, {"properties": {"a": TEXT}, "allOf": [OPEN]}),
        (
            OPEN,
            {"properties": {"b": {}}, "additionalProperties": {}},
            {"properties": {"b": {}}, "additionalProperties": {}, "allOf": [OPEN]},
        ),
        # Keywords that depend on each other both apply, each with its own neighbours.
        (OPEN, {"patternProperties": {"b": {}}}, {"patternProperties": {"b": {}}, "allOf": [OPEN]}),
        (
            OPEN,
            {"unevaluatedProperties": False, "additionalProperties": {}},
            {"unevaluatedProperties": False, "additionalProperties": {}, "allOf": [OPEN]},
        ),
        (OPEN, {"additionalProperties": False}, {"additionalProperties": False, "allOf": [OPEN]}),
        (CLOSED, {"patternProperties": {"b": {}}}, {"patternProperties": {"b": {}}, "allOf": [CLOSED]}),
        ({"unevaluatedProperties": False}, OPEN, {**OPEN, "allOf": [{"unevaluatedProperties": False}]}),
        (ITEMS, {"contains": {}}, {"contains": {}, "allOf": [ITEMS]}),
        (ITEMS, {"prefixItems": [{}]}, {"prefixItems": [{}], "allOf": [ITEMS]}),
        (ITEMS, {"unevaluatedItems": {}}, {"unevaluatedItems": {}, "allOf": [ITEMS]}),
        ({"contains": {}}, {"minContains": 1}, {"minContains": 1, "allOf": [{"contains": {}}]}),
        ({"contains": {}}, {"maxContains": 1}, {"maxContains": 1, "allOf": [{"contains": {}}]}),
        (IF, {"then": {}}, {"then": {}, "allOf": [IF]}),
        (IF, {"else": {}}, {"else": {}, "allOf": [IF]}),
        (IF, OPEN, {**IF, **OPEN}),
        # A closed target does not see the properties beside the reference.
        *[
            (
                {name: closed},
                {keyword: value},
                {keyword: value, "allOf": [*(value if keyword == "allOf" else ()), {name: closed}]},
            )
            for name, closed in [("unevaluatedProperties", False), ("unevaluatedItems", {"not": {}})]
            for keyword, value in [
                ("allOf", [OPEN]),
                ("anyOf", [OPEN]),
                ("oneOf", [OPEN]),
                ("dependentSchemas", {"a": OPEN}),
                *IF.items(),
            ]
        ],
        (OPEN, {"allOf": [IF], "unevaluatedProperties": False}, {"allOf": [IF, OPEN], "unevaluatedProperties": False}),
        (ITEMS, OPEN, {**ITEMS, **OPEN}),
        # An object with its fields beside the closing keyword stays closed.
        (OPEN, {"unevaluatedProperties": False}, CLOSED),
        (OPEN, {"unevaluatedProperties": False, "title": "x"}, {**CLOSED, "title": "x"}),
        (OPEN, {"unevaluatedProperties": True}, {"unevaluatedProperties": True, "allOf": [OPEN]}),
        (CLOSED, {"unevaluatedProperties": False}, {"unevaluatedProperties": False, "allOf": [CLOSED]}),
        ({"type": "object"}, {"unevaluatedProperties": False}, {"type": "object", "unevaluatedProperties": False}),
        ({**OPEN, **IF}, {"unevaluatedProperties": False}, {"unevaluatedProperties": False, "allOf": [{**OPEN, **IF}]}),
        (OPEN, {"unevaluatedProperties": False, **IF}, {"unevaluatedProperties": False, **IF, "allOf": [OPEN]}),
        *[
            (
                {**OPEN, name: [{}]},
                {"unevaluatedProperties": False},
                {"unevaluatedProperties": False, "allOf": [{**OPEN, name: [{}]}]},
            )
            for name in ("allOf", "anyOf", "oneOf")
        ],
        *[
            (
                {**OPEN, name: {"b": {}}},
                {"unevaluatedProperties": False},
                {"unevaluatedProperties": False, "allOf": [{**OPEN, name: {"b": {}}}]},
            )
            for name in ("dependentSchemas", "patternProperties")
        ],
    ],
)
def test_keywords_beside_a_reference_apply_too(target: Any, beside: Any, expected: Any) -> None:
    """They are merged with the target if that means the same, and kept apart in two schemas otherwise."""
    schema = {"not": {"$ref": "#/$defs/t", **beside}, "$defs": {"t": target}}
    assert _resolved(schema) == {"not": expected}


def test_a_document_may_be_a_reference() -> None:
    """The result is the target without the definitions of either."""
    assert _resolved({"$ref": "b.json", "$defs": {}}, b={"$defs": {"x": {}}, "type": "null"}) == {"type": "null"}
    named = _resolved({"$ref": "b.json", "$id": "i", "$schema": "s"}, b={"type": "null"})
    assert list(named.items()) == [("$schema", "s"), ("$id", "i"), ("type", "null")]


NAMES_OF_FORMATS = ", ".join(FORMATS)


@pytest.mark.parametrize(
    ("schema", "complaint"),
    [
        ({"$ref": "#/$defs/t", "$defs": {"t": True}}, "a.json: refers to a schema that is not an object"),
        ({"$id": "i", "$ref": "#/$defs/t", "$defs": {"t": True}}, "a.json: refers to a schema that is not an object"),
        ({"items": 5}, "a.json#/items: a schema must be an object, true or false"),
        ({"properties": {"x": None}}, "a.json#/properties/x: a schema must be an object, true or false"),
        ({"allOf": [{}, "x"]}, "a.json#/allOf/1: a schema must be an object, true or false"),
        ({"$ref": "#/$defs/t", "$defs": {"t": {"not": 1}}}, "a.json#/$defs/t/not: a schema must be an object, true or false"),
        ({"$ref": "b.json"}, "b.json#/not: a schema must be an object, true or false"),
        ({"properties": []}, "a.json#/properties: must be an object of schemas"),
        ({"items": {"patternProperties": True}}, "a.json#/items/patternProperties: must be an object of schemas"),
        ({"anyOf": {}}, "a.json#/anyOf: must be an array of schemas"),
        ({"$anchor": "x"}, "a.json#: $anchor is not supported here"),
        ({"items": {"$id": "x"}}, "a.json#/items: $id is not supported here"),
        ({"not": {"$recursiveRef": "x", "$dynamicRef": "y"}}, "a.json#/not: $dynamicRef, $recursiveRef is not supported here"),
        ({"$id": "x", "$dynamicAnchor": "y"}, "a.json#: $dynamicAnchor is not supported here"),
        ({"format": "uuid"}, f"a.json#/format: unknown format 'uuid': choose from {NAMES_OF_FORMATS}"),
        ({"items": {"format": 5}}, f"a.json#/items/format: unknown format: choose from {NAMES_OF_FORMATS}"),
        ({"pattern": "["}, "a.json#/pattern: not a pattern that every engine can read: unterminated class of characters"),
        ({"not": {"pattern": 5}}, "a.json#/not/pattern: not a pattern that every engine can read: "),
        ({"patternProperties": {"^a": {}, "(": {}}}, "a.json#/patternProperties: not a pattern that every engine can read: "),
        ({"$ref": 5}, "a.json#: $ref must be text"),
        ({"items": {"$ref": ["b.json"]}}, "a.json#/items: $ref must be text"),
        ({"$ref": "#"}, "a.json#: # leads back to itself, and recursive schemas are not supported"),
        (
            {"items": {"$ref": "a.json"}},
            "a.json#/items: a.json leads back to itself, and recursive schemas are not supported",
        ),
        (
            {"$ref": "#/$defs/x", "$defs": {"x": {"not": {"$ref": "#/$defs/x"}}}},
            "a.json#/$defs/x/not: #/$defs/x leads back to itself, and recursive schemas are not supported",
        ),
        ({"not": {"$ref": "#/$defs/none"}}, "a.json#/not: #/$defs/none leads nowhere"),
        ({"not": {"$ref": "#/required/0"}, "required": ["a"]}, "a.json#/required/0: a schema must be an object, true or false"),
        *[
            ({"$ref": f"#/anyOf/{index}", "anyOf": [{}]}, f"a.json#: #/anyOf/{index} leads nowhere")
            for index in ("1", "-1", "00", "", "²", "a")
        ],
        ({"$ref": "#/title/a", "title": "a"}, "a.json#: #/title/a leads nowhere"),
        ({"$ref": "b.json#/x"}, "a.json#: b.json#/x leads nowhere"),
        ({"$ref": "#anchor"}, "a.json#: #anchor: only JSON Pointers can follow the #"),
        ({"$ref": "b.json#anchor"}, "a.json#: b.json#anchor: only JSON Pointers can follow the #"),
        ({"items": {"dependencies": {"a": ["b"]}}}, "a.json#/items: dependencies is not supported here"),
        ({"minimum": math.inf}, "a.json#/minimum: must be a finite number"),
        ({"items": {"maximum": math.nan}}, "a.json#/items/maximum: must be a finite number"),
        ({"properties": {"a/b": {"maxLength": -math.inf}}}, "a.json#/properties/a~1b/maxLength: must be a finite number"),
        ({"enum": [1, {"a": [math.inf]}]}, "a.json#/enum/1/a/0: must be a finite number"),
        ({"enum": [[math.inf], {"a": 1}]}, "a.json#/enum/0/0: must be a finite number"),
        ({"properties": {"\x1b[31m": 5}}, "a.json#/properties/\\u001b[31m: a schema must be an object, true or false"),
        ({"$ref": "#/\n::error::"}, "a.json#: #/\\u000a::error:: leads nowhere"),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else "",
)
def test_an_unusable_schema_is_refused_with_its_place(schema: Any, complaint: str) -> None:
    """The message has the file, the place in it, and what is wrong there."""
    with pytest.raises(InvalidSchema) as refusal:
        _resolved(schema, b={"not": 5})
    assert str(refusal.value).startswith(complaint)
    if not complaint.endswith(": "):
        assert str(refusal.value) == complaint


def test_two_references_to_the_same_schema_are_not_a_cycle() -> None:
    """The references are side by side, or inside each other's targets."""
    schema = {
        "items": {"$ref": "#/$defs/t"},
        "not": {"$ref": "#/$defs/u"},
        "$defs": {"t": TEXT, "u": {"not": {"$ref": "#/$defs/t"}}},
    }
    assert _resolved(schema) == {"items": TEXT, "not": {"not": TEXT}}


def _nested(levels: int, inside: Any, keyword: str) -> Any:
    schema = inside
    for _ in range(levels):
        schema = {"properties": {"properties": {"a": schema}}, "items": {"items": schema}, "allOf": {"allOf": [schema]}}[keyword]
    return schema


def _chain(levels: int) -> Any:
    definitions = {f"d{level}": {"items": {"$ref": f"#/$defs/d{level + 1}"}} for level in range(levels)}
    return {"$ref": "#/$defs/d0", "$defs": {**definitions, f"d{levels}": {}}}


def _links(number: int) -> Any:
    definitions = {f"d{index}": {"$ref": f"#/$defs/d{index + 1}"} for index in range(number)}
    return {"$ref": "#/$defs/d0", "$defs": {**definitions, f"d{number}": {}}}


@pytest.mark.parametrize("engine", ["rust", "reference"])
@pytest.mark.parametrize("keyword", ["properties", "items", "allOf"])
def test_a_schema_may_be_as_deep_as_a_document(tmp_path: Any, keyword: str, engine: Any) -> None:
    """Both engines can follow such a schema."""
    inside = {"type": "object", "required": ["tags"], "properties": {"tags": _nested(MAX_DEPTH - 2, {"minimum": 1}, keyword)}}
    (tmp_path / "tag.create.json").write_text(json.dumps(inside))
    value: Any = 0
    for _ in range(0 if keyword == "allOf" else MAX_DEPTH - 2):
        value = {"a": value} if keyword == "properties" else [value]
    [error] = Validator(tmp_path, engine=engine).validate({"tags": value}, "tag.create").errors
    assert error.code == "minimum"


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        (_nested(MAX_DEPTH, {}, "properties"), "/properties/a" * MAX_DEPTH),
        (_nested(200, {}, "items"), "/items" * MAX_DEPTH),
        (_nested(300, {}, "allOf"), "/allOf/0" * MAX_DEPTH),
        (_chain(200), "/$defs/d63/items"),
        (_links(200), "/$defs/d63"),
        ({"const": json.loads("[" * 200 + "]" * 200)}, "/const"),
        ({"x-own": json.loads('{"a":' * 200 + "1" + "}" * 200)}, "/x-own"),
    ],
    ids=["properties", "items", "allOf", "references", "links", "const", "annotation"],
)
def test_a_schema_that_is_too_deep_is_refused_with_its_place(schema: Any, place: str) -> None:
    """The schema is refused before any code walks it by recursion."""
    with pytest.raises(InvalidSchema) as refusal:
        _resolved(schema)
    assert str(refusal.value).startswith(f"a.json#{place}: more than {MAX_DEPTH} ")


@pytest.mark.parametrize("sibling", [{}, {"$ref": "#/$defs/t"}, {"$ref": "#/$defs/t", "title": "x"}])
def test_a_schema_beside_another_does_not_change_its_depth(sibling: Any) -> None:
    """A schema at the limit is resolved, and one level more is refused, whatever is before it."""

    def nested(levels: int) -> Any:
        inside = {"properties": {"a": sibling, "b": _nested(levels - 6, {}, "items")}}
        return {**_nested(4, inside, "items"), "$defs": {"t": {}}}

    _resolved(nested(MAX_DEPTH))
    with pytest.raises(InvalidSchema, match=f"more than {MAX_DEPTH} schemas inside one another"):
        _resolved(nested(MAX_DEPTH + 1))


def test_a_value_has_at_most_as_many_levels_as_a_document() -> None:
    """A value at the limit is kept, and one level more is refused."""

    def nested(levels: int) -> Any:
        return {"const": json.loads("[" * levels + "]" * levels)}

    assert _resolved(nested(MAX_DEPTH)) == nested(MAX_DEPTH)
    with pytest.raises(InvalidSchema, match=f"#/const: more than {MAX_DEPTH} levels"):
        _resolved(nested(MAX_DEPTH + 1))


@pytest.mark.parametrize("schema", [{}, {"$ref": "#/$defs/t"}])
def test_schemas_are_counted_where_they_are_used(schema: Any) -> None:
    """A schema with the most schemas is resolved, and one more is refused. A reference counts as its target."""

    def whole(number: int) -> Any:
        return {"allOf": [schema] * (number - 1), "$defs": {"t": {}}}

    assert len(_resolved(whole(MAX_SCHEMAS))["allOf"]) == MAX_SCHEMAS - 1
    with pytest.raises(InvalidSchema, match=f"more than {MAX_SCHEMAS} schemas, once references are resolved"):
        _resolved(whole(MAX_SCHEMAS + 1))


def test_the_depth_of_a_shared_target_counts_at_each_reference_to_it() -> None:
    """The target is resolved once, at a place where it is not too deep, and refused at the other place."""
    shared = {"$defs": {"t": _nested(MAX_DEPTH - 10, {}, "items")}}
    schema = {"properties": {"a": {"$ref": "#/$defs/t"}, "b": _nested(20, {"$ref": "#/$defs/t"}, "items")}, **shared}
    with pytest.raises(InvalidSchema, match=f"{'/items' * 20}: more than {MAX_DEPTH} schemas inside one another"):
        _resolved(schema)


@pytest.mark.parametrize("keyword", ["allOf", "properties"])
def test_a_schema_that_doubles_by_references_is_refused_with_its_place(keyword: str) -> None:
    """Thirty doublings would be a thousand million schemas."""

    def both(pair: list[Any]) -> Any:
        return pair if keyword == "allOf" else dict(zip("ab", pair, strict=True))

    steps = {f"d{level + 1}": {keyword: both([{"$ref": f"#/$defs/d{level}"}] * 2)} for level in range(30)}
    with pytest.raises(InvalidSchema) as refusal:
        _resolved({"$ref": "#/$defs/d30", "$defs": {"d0": {}, **steps}})
    assert f"more than {MAX_SCHEMAS} schemas, once references are resolved" in str(refusal.value)
    assert str(refusal.value).startswith("a.json#/$defs/d")


_names = st.sampled_from(["a", "b"])
_simple = st.sampled_from(
    [
        True,
        {},
        {"type": "integer"},
        {"properties": {"a": {}}},
        {"properties": {"b": {}}, "required": ["b"]},
        {"properties": {"a": {}}, "unevaluatedProperties": False},
        {"properties": {"b": {}}, "additionalProperties": False},
        *[{"unevaluatedProperties": False}] * 4,
        {"patternProperties": {"b": {"type": "integer"}}},
        {"prefixItems": [{}], "unevaluatedItems": False},
        {"contains": {"type": "null"}},
        {"items": {"type": "integer"}},
        {"minContains": 2},
        {"if": {"required": ["a"]}},
        {"then": {"properties": {"b": {}}}, "else": {"properties": {"a": {}}}},
    ]
)


@st.composite
def _with_references(draw: st.DrawFn) -> Any:
    """Draw a schema in which references have keywords beside them, in one of a few definitions that lead to each other."""

    def one(further: list[str], levels: int) -> Any:
        schema: Any = draw(_simple)
        schema = {} if schema is True else dict(schema)
        if levels and draw(st.integers(0, 2)):
            schema[draw(st.sampled_from(["allOf", "allOf", "anyOf", "oneOf"]))] = [
                one(further, levels - 1),
                one(further, levels - 1),
            ]
        if levels and not draw(st.integers(0, 4)):
            schema[draw(st.sampled_from(["not", "if", "then", "unevaluatedProperties"]))] = one(further, levels - 1)
        if bool(further) and draw(st.integers(0, 3)):
            name: str = draw(st.sampled_from(further))
            schema["$ref"] = f"#/$defs/{name}"
        return schema

    names = ["t", "u", "v"]
    definitions = {name: one(names[index + 1 :], 1) for index, name in enumerate(names)}
    return {**one(names, 2), "$defs": definitions}


_instances = st.dictionaries(_names | st.just("c"), st.sampled_from([1, None]), min_size=1, max_size=2) | st.lists(
    st.sampled_from([1, None]), max_size=3
)


@examples(150)
@given(_with_references(), _instances)
def test_resolving_references_does_not_change_verdicts(schema: Any, instance: Any) -> None:
    """Both engines agree, whatever keywords are beside a reference."""
    written = _resolved(schema)
    for validator in (jsonschema.Draft202012Validator, jsonschema_rs.Draft202012Validator):
        assert validator(written).is_valid(instance) == validator(schema).is_valid(instance)


def test_a_count_is_shown_as_a_whole_number(tmp_path: Path) -> None:
    """The message and the params have a whole number, even if the schema writes 2.0."""
    (tmp_path / "tag.create.json").write_text('{"properties": {"tags": {"maxLength": 2.0}}}')
    for engine in ("rust", "reference"):
        (error,) = Validator(tmp_path, engine=engine).validate({"tags": "abc"}, "tag.create").errors
        assert (error.message(), repr(error.params["max"])) == ("must have at most 2 characters (has 3)", "2")
