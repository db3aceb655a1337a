"""The errors of a document are found by a walk over the places of its schema."""

from typing import Any

import pytest

from bs_validate._check.checks import is_known
from bs_validate._check.engines.interface import Compiled
from bs_validate._check.engines.select import select
from bs_validate._check.issues import Issue, elsewhere
from bs_validate._check.places import Place, root
from bs_validate._check.walk import walk
from bs_validate._instance.location import pointer
from bs_validate._schema.catalog import Schema
from bs_validate.formats import email, printable

COMPILE = select("rust")
RANKS = {"r1": 1, "r2": 2}
TEXT: dict[str, Any] = {"type": "string"}
NONE: dict[str, Any] = {"not": {}}
EMAIL: dict[str, Any] = {"format": "email", "pattern": email.PATTERN, "minLength": 1}
PRINTABLE: dict[str, Any] = {"format": "printable", "not": {"pattern": printable.FORBIDDEN, "type": "string"}}


def _schema(document: dict[str, Any]) -> Schema:
    return Schema("a.read", "a", "read", None, document, RANKS)


def _errors(place: Place, document: Any) -> list[Issue]:
    found, doubts = walk(place, _schema({}), document)
    assert doubts == []
    return found


@pytest.mark.parametrize(
    "keyword",
    [
        *(
            "$comment",
            "$id",
            "$schema",
            "default",
            "deprecated",
            "description",
            "examples",
            "readOnly",
            "title",
            "writeOnly",
            "x-y",
        ),
        *("type", "enum", "const", "not", "anyOf", "oneOf", "format", "pattern", "minLength", "maxLength", "minimum", "maximum"),
        *("exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "required"),
        *("dependentRequired", "minProperties", "maxProperties"),
    ],
)
def test_a_keyword_without_subschemas_can_be_planned(keyword: str) -> None:
    """The value of the keyword does not matter."""
    assert is_known({keyword: {"contains": {}}, "type": "string"})


@pytest.mark.parametrize("keyword", ["additionalProperties", "else", "if", "items", "then"])
def test_a_keyword_with_a_subschema_can_be_planned_if_the_subschema_can(keyword: str) -> None:
    """A boolean that accepts everything can be planned too."""
    assert is_known({keyword: {"title": "x"}})
    assert is_known({keyword: True})
    assert not is_known({keyword: {"contains": {}}})
    assert is_known({keyword: False}) is (keyword == "additionalProperties")


def test_keywords_with_several_subschemas_can_be_planned_if_all_can() -> None:
    """A keyword that no plan supports cannot be planned."""
    assert is_known({"properties": {"contains": {}, "a": TEXT}, "allOf": [TEXT, {}]})
    assert not is_known({"properties": {"a": TEXT, "b": {"contains": {}}}})
    assert not is_known({"allOf": [TEXT, {"x": 1}]})
    assert not is_known({"title": "x", "contains": {}})
    for keyword in (
        "contains",
        "patternProperties",
        "prefixItems",
        "propertyNames",
        "unevaluatedItems",
        "dependentSchemas",
        "X-y",
    ):
        assert not is_known({keyword: {}, "type": "string"})


@pytest.mark.parametrize(
    ("schema", "document", "expected"),
    [
        ({}, {"a": 1}, []),
        (TEXT, 5, [("type", "", "/type")]),
        (TEXT, "x", []),
        ({"type": ["integer", "null"]}, "x", [("type", "", "/type")]),
        ({"type": "number"}, 1, []),
        ({"type": "integer"}, 1.5, [("type", "", "/type")]),
        ({"type": "integer"}, 1.0, []),
        ({"type": "integer", "minimum": 5}, 1.5, [("type", "", "/type")]),
        ({"type": "number", "minimum": 5}, 1.5, [("minimum", "", "/minimum")]),
        (
            {"type": "string", "maxLength": 1, "pattern": "^a"},
            "bc",
            [("pattern", "", "/pattern"), ("too_long", "", "/maxLength")],
        ),
        ({"type": "string", "format": "email", "minLength": 9}, "x", [("email", "", "/format"), ("too_short", "", "/minLength")]),
        ({"format": "email"}, 5, []),
        ({"format": "email"}, "a@b.co", []),
        ({"minItems": 1, "maxItems": 2}, [], [("too_few", "", "/minItems")]),
        ({"minItems": 1, "maxItems": 2}, [1], []),
        ({"minItems": 1, "maxItems": 2}, [1, 2], []),
        ({"minItems": 1, "maxItems": 2}, [1, 2, 3], [("too_many", "", "/maxItems")]),
        ({"minItems": 1, "maxItems": 0}, "", []),
        ({"minItems": 1, "maxItems": 0}, {"a": 1}, []),
        ({"required": ["a", "b"]}, {"b": 1}, [("required", "/a", "/required")]),
        ({"required": ["a"]}, [], []),
        ({"additionalProperties": False}, [1], []),
        ({"properties": {"a": {}}, "additionalProperties": False}, {"a": 1}, []),
        ({"properties": {"a": {}}, "additionalProperties": False}, {"b": 1}, [("unknown_field", "/b", "/additionalProperties")]),
        (
            {"properties": {"a": TEXT, "b": TEXT}, "additionalProperties": False, "required": ["b"]},
            {"c": 1, "a": 2},
            [
                ("unknown_field", "/c", "/additionalProperties"),
                ("type", "/a", "/properties/a/type"),
                ("required", "/b", "/required"),
            ],
        ),
        (
            {"additionalProperties": TEXT, "properties": {"a": {}}},
            {"b": 1, "a": 1},
            [("type", "/b", "/additionalProperties/type")],
        ),
        ({"additionalProperties": True, "properties": {"a": TEXT}}, {"b": 1}, []),
        ({"items": TEXT}, ["x", 1, "y", None], [("type", "/1", "/items/type"), ("null", "/3", "/items/type")]),
        ({"items": TEXT}, [5], [("type", "/0", "/items/type")]),
        ({"items": TEXT}, {"a": 1}, []),
        (
            {"items": {"required": ["r2", "r1"]}},
            [{}, {"r1": 1}],
            [("required", f"/{place}", "/items/required") for place in ("0/r1", "0/r2", "1/r2")],
        ),
        (
            {"items": {"items": {"properties": {"a/b": TEXT}}}},
            [[], [{"a/b": 1}]],
            [("type", "/1/0/a~1b", "/items/items/properties/a~1b/type")],
        ),
        ({"properties": {"-1": TEXT, "a": {}}}, {"-1": 5, "a": [5]}, [("type", "/-1", "/properties/-1/type")]),
        # Subschemas under ``allOf`` apply too; of two equal violations, the first is reported.
        ({"allOf": [TEXT, {"maxLength": 1}]}, "ab", [("too_long", "", "/allOf/1/maxLength")]),
        ({"allOf": [TEXT, TEXT], "type": "string"}, 5, [("type", "", "/allOf/0/type")]),
        ({"allOf": [{"allOf": [{"properties": {"a": TEXT}}]}]}, {"a": 5}, [("type", "/a", "/allOf/0/allOf/0/properties/a/type")]),
        (
            {"properties": {"a": {"maxLength": 1}}, "allOf": [{"properties": {"a": {"pattern": "^b"}}}]},
            {"a": "cc"},
            [("pattern", "/a", "/allOf/0/properties/a/pattern"), ("too_long", "/a", "/properties/a/maxLength")],
        ),
        ({"type": "string", "allOf": [{"type": ["string", "integer"], "maxLength": 1}]}, 5, [("type", "", "/type")]),
        # One fault gives one error, even if several keywords refuse it.
        ({"required": ["a"], "dependentRequired": {"b": ["a"]}}, {"b": 1}, [("required", "/a", "/dependentRequired")]),
        ({"properties": {"a": {"minLength": 1, "pattern": "x"}}}, {"a": ""}, [("blank", "/a", "/properties/a/minLength")]),
        ({"uniqueItems": True, "not": {"minItems": 2}}, [1, 1], [("constraint", "", "/not"), ("constraint", "", "/uniqueItems")]),
        (
            {"additionalProperties": False, "allOf": [{"properties": {"a": TEXT}}]},
            {"a": 5, "b": 5},
            [("type", "/a", "/allOf/0/properties/a/type"), ("unknown_field", "/b", "/additionalProperties")],
        ),
        # Missing fields come last, by the rank of the field and then by name.
        (
            {"required": ["z", "r2", "r1", "y"]},
            {"x": 1},
            [("required", f"/{name}", "/required") for name in ("y", "z", "r1", "r2")],
        ),
        (
            {"properties": {"o": {"required": ["a"]}, "b": TEXT}},
            {"o": {}, "b": 1},
            [("required", "/o/a", "/properties/o/required"), ("type", "/b", "/properties/b/type")],
        ),
        # Conditions are decided by the value itself.
        ({"if": {"minimum": 5}, "then": {"maximum": 6}, "else": {"minimum": 1}}, 7, [("maximum", "", "/then/maximum")]),
        ({"if": {"minimum": 5}, "then": {"maximum": 6}, "else": {"minimum": 1}}, 0, [("minimum", "", "/else/minimum")]),
        ({"if": {"minimum": 5}, "then": {"maximum": 6}, "else": {"minimum": 1}}, 2, []),
        ({"if": {"minimum": 5}, "then": {"maximum": 6}, "type": "integer"}, "x", [("type", "", "/type")]),
        ({"if": {"minimum": 5}, "else": {"type": "null"}}, 7, []),
        (
            {"items": {"if": {"minimum": 5}, "then": {"maximum": 6}}},
            [7, 0, 8],
            [("maximum", f"/{index}", "/items/then/maximum") for index in (0, 2)],
        ),
        (
            {
                "if": {"required": ["a"]},
                "then": {"required": ["b"]},
                "allOf": [{"if": {"required": ["c"]}, "then": {"required": ["d"]}, "else": {"required": ["e"]}}],
            },
            {"a": 1, "c": 1},
            [("required", "/b", "/then/required"), ("required", "/d", "/allOf/0/then/required")],
        ),
        (
            {
                "if": {"required": ["a"]},
                "then": {"required": ["b"]},
                "allOf": [{"if": {"required": ["c"]}, "then": {"required": ["d"]}, "else": {"required": ["e"]}}],
            },
            {"a": 1},
            [("required", "/b", "/then/required"), ("required", "/e", "/allOf/0/else/required")],
        ),
        (
            {"if": {}, "then": {"if": {"required": ["a"]}, "then": {"properties": {"a": {"if": {}, "then": TEXT}}}}},
            {"a": 5},
            [("type", "/a", "/then/then/properties/a/then/type")],
        ),
        (
            {"properties": {"a": TEXT}, "if": {"required": ["b"]}, "then": {"properties": {"a": {"maxLength": 1}}}},
            {"a": "xx", "b": 1},
            [("too_long", "/a", "/then/properties/a/maxLength")],
        ),
        (
            {"if": {"required": ["b"]}, "then": {"additionalProperties": TEXT}},
            {"a": 5, "b": "x"},
            [("type", "/a", "/then/additionalProperties/type")],
        ),
        # These keywords are checked as a whole.
        ({"enum": ["a", "b"]}, "A", [("choice", "", "/enum")]),
        ({"const": 1}, 2, [("choice", "", "/const")]),
        ({"anyOf": [TEXT, {"type": "null"}]}, 5, [("type", "", "/anyOf")]),
        ({"oneOf": [{}, {}]}, 5, [("constraint", "", "/oneOf")]),
        (
            {"multipleOf": 2, "exclusiveMinimum": 9, "exclusiveMaximum": 3},
            3,
            [("constraint", "", "/multipleOf"), ("maximum", "", "/exclusiveMaximum"), ("minimum", "", "/exclusiveMinimum")],
        ),
        # A violation that the format beside a keyword already reports is not repeated; any other is.
        (EMAIL, "x", [("email", "", "/format")]),
        (EMAIL, " ", [("blank", "", "/pattern")]),
        (EMAIL, "", [("blank", "", "/minLength")]),
        ({**EMAIL, "pattern": "^b"}, "a@b.co", [("pattern", "", "/pattern")]),
        (PRINTABLE, "\t", [("non_printable", "", "/format")]),
        (PRINTABLE, 5, []),
        ({**PRINTABLE, "not": {"pattern": printable.FORBIDDEN}}, 5, [("constraint", "", "/not")]),
        ({**PRINTABLE, "not": {"pattern": "b", "type": "string"}}, "b", [("pattern", "", "/not")]),
        ({"minProperties": 1, "maxProperties": 0}, {}, [("constraint", "", "/minProperties")]),
        ({"properties": {"a": NONE}}, {"a": 1}, [("unknown_field", "/a", "/properties/a/not")]),
    ],
)
def test_each_violation_is_found_with_its_keyword(schema: Any, document: Any, expected: list[tuple[str, str, str]]) -> None:
    """Violations come in document order, and a second walk over the kept nodes finds the same."""
    assert is_known(schema)
    place = root(_schema(schema), COMPILE)
    for _ in range(2):
        found = _errors(place, document)
        assert [(one.code, pointer(one.location), one.schema_location) for one in found] == expected
    assert place.is_valid(document) is (expected == [])


def test_each_violation_has_its_params() -> None:
    """The keyword determines the params."""
    schema = {"properties": {"a": {"maxLength": 1}, "name": {}}, "additionalProperties": False}
    found = _errors(root(_schema(schema), COMPILE), {"a": "xx", "nam": 1})
    assert [dict(one.params) for one in found] == [{"max": 1, "length": 2}, {"suggestion": "name"}]


def test_checks_are_compiled_when_they_are_first_needed() -> None:
    """Making a plan compiles nothing.

    A fault compiles the checks on the way to it once, and runs only those with unknown results.
    """
    compiled = []

    def counted(schema: dict[str, Any]) -> Compiled:
        compiled.append(schema)
        return COMPILE(schema)

    schema = {"properties": {"a": {"pattern": "^.$"}, "b": {"items": {"minimum": 1}}}}
    place = root(_schema(schema), counted)
    assert compiled == []
    for _ in range(2):
        assert len(_errors(place, {"a": "xx", "b": [1, 2]})) == 1
        assert compiled == [schema["properties"]["a"], {"pattern": "^.$"}, schema["properties"]["b"]]
    assert len(_errors(place, {"a": "x", "b": [1, 0]})) == 1
    assert compiled[3:] == [{"minimum": 1}, {"minimum": 1}]
    assert _errors(place, {"a": "x"}) == []


READ_ONLY: dict[str, Any] = {"readOnly": True}
MAIL: dict[str, Any] = {"type": ["string", "null"], "format": "email"}
DOUBTFUL = "a@exam_ple.com"
RECORD: dict[str, Any] = {
    "properties": {
        "id": {"type": "integer", **READ_ONLY},
        "owner": {"properties": {"mail": MAIL, "age": {"type": "integer"}}, "required": ["age"], **READ_ONLY},
        "kept": {"properties": {"at": {}}, "x-expected": ["at"]},
        "country_code": TEXT,
        "name": {"type": "string", "maxLength": 3},
        "email": MAIL,
        "emails": {"items": MAIL},
        "phones": {"items": {"properties": {"number": {"type": "string", "format": "phone"}}}},
        "inner": {"additionalProperties": False, "allOf": [{"properties": {"a": MAIL, "b": MAIL}}]},
    },
    "required": ["name"],
    "x-expected": ["r2", "r1"],
}


@pytest.mark.parametrize(
    ("record", "errors", "doubts"),
    [
        ({"name": "abcd"}, [("too_long", "/name")], []),
        ({"x": 1, "name": "abc", "email": DOUBTFUL}, [], [("undocumented_field", "/x"), ("email_doubtful", "/email")]),
        ({"email": DOUBTFUL, "name": "abcd"}, [("too_long", "/name")], [("email_doubtful", "/email")]),
        ({"email": None, "name": 5, "x": 1}, [("type", "/name")], [("undocumented_field", "/x")]),
        ({"id": 1, "email": DOUBTFUL, "name": "a"}, [], [("read_only", "/id"), ("email_doubtful", "/email")]),
        ({"id": "x", "name": "a", "email": 5}, [("type", "/id"), ("type", "/email")], [("read_only", "/id")]),
        ({"owner": {"mail": DOUBTFUL, "age": "x", "x": 1}, "name": ""}, [("type", "/owner/age")], [("read_only", "/owner")]),
        ({"owner": {}, "name": "a"}, [("required", "/owner/age")], [("read_only", "/owner")]),
        ({"kept": {}, "name": "a"}, [], [("absent", "/kept/at")]),
        ({"email": DOUBTFUL}, [("required", "/name")], [("email_doubtful", "/email")]),
        ({"email": 5}, [("type", "/email"), ("required", "/name")], []),
        ({"name": "a", "emails": [DOUBTFUL]}, [], [("email_doubtful", "/emails/0")]),
        (
            {"name": "a", "emails": ["a@b.co", DOUBTFUL, 5, "a@b.co"]},
            [("type", "/emails/2")],
            [("email_doubtful", "/emails/1"), ("duplicate_item", "/emails/3")],
        ),
        (
            {"name": "a", "emails": ["x", "x"]},
            [("email", "/emails/0"), ("email", "/emails/1")],
            [("duplicate_item", "/emails/1")],
        ),
        ({"country_code": "FR", "name": "a", "phones": [{"number": "06 12 31 23 12"}]}, [], []),
        (
            {"country_code": 5, "name": "a", "phones": [{"number": "06 12 31 23 12"}]},
            [("type", "/country_code")],
            [("phone_doubtful", "/phones/0/number")],
        ),
        ({"country_code": "FR", "name": "a", "phones": [{"number": "06 12"}]}, [], [("phone_doubtful", "/phones/0/number")]),
        (
            {"name": "a", "inner": {"a": DOUBTFUL, "c": 1, "b": 5, "d": 1}},
            [("unknown_field", "/inner/a"), ("unknown_field", "/inner/c"), ("type", "/inner/b"), ("unknown_field", "/inner/d")],
            [("email_doubtful", "/inner/a")],
        ),
    ],
)
def test_errors_and_warnings_are_found_in_one_walk(record: Any, errors: list[Any], doubts: list[Any]) -> None:
    """A walk for both finds the same as a walk for each. Nothing inside a read-only value is doubted."""
    schema = Schema("a.update", "a", "update", None, RECORD, RANKS)
    place = root(schema, COMPILE)
    found, doubted = walk(place, schema, record, wants_doubts=True)
    assert [(one.code, pointer(one.location)) for one in found] == errors
    absent = [("absent", "/r1"), ("absent", "/r2")]
    assert [(one.code, pointer(one.location)) for one in doubted] == [*doubts, *absent]
    assert {len(one.params) for one in doubted if one.code in ("absent", "read_only")} == {0}
    assert walk(place, schema, record) == (found, [])
    alone = walk(place, schema, record, wants_errors=False, wants_doubts=True)
    assert (alone[0], list(elsewhere(alone[1], found))) == ([], list(elsewhere(doubted, found)))


_RECORD: dict[str, Any] = {"type": "object", "properties": {"a": TEXT}, "required": ["a"], "additionalProperties": False}
_LIST: dict[str, Any] = {"type": "array", "items": _RECORD}


@pytest.mark.parametrize(
    ("document", "is_entered"),
    [
        ({"properties": {"r": _LIST}}, True),
        ({"type": "object", "properties": {"r": _LIST}, "required": ["r"], "additionalProperties": False}, True),
        ({"properties": {"r": {**_LIST, "minItems": 1, "maxItems": 1}}, "minProperties": 1, "maxProperties": 1}, True),
        ({"properties": {"r": _LIST}, "dependentRequired": {"s": ["t"]}}, True),
        ({"properties": {"r": {**_LIST, "type": ["array", "object"], "x-tolerates": {"object": "not_a_list"}}}}, True),
        ({"properties": {"r": {"if": {"type": "array"}, "then": _LIST, "else": _RECORD}}}, True),
        ({"properties": {"r": {"type": "array"}}}, True),
        ({"properties": {"r": {**_LIST, "x-tolerates": {"array": "not_a_list"}}}}, False),
        ({"properties": {"r": {**_LIST, "minItems": 2}}}, False),
        ({"properties": {"r": {**_LIST, "maxItems": 0}}}, False),
        ({"properties": {"r": {**_LIST, "uniqueItems": True}}}, False),
        ({"properties": {"r": {**_LIST, "enum": [[{"a": "x"}]]}}}, False),
        ({"properties": {"r": {"if": {"minItems": 2}, "then": _LIST, "else": {"items": _RECORD}}}}, False),
        ({"properties": {"r": {**_LIST, "type": "object"}}}, False),
        ({"properties": {"r": TEXT}}, False),
        ({"properties": {"r": _LIST}, "x-expected": ["s"]}, False),
        ({"properties": {"r": {**_LIST, "readOnly": True}}}, False),
        ({"properties": {"r": _LIST}, "required": ["s"]}, False),
        ({"properties": {"r": _LIST}, "minProperties": 2}, False),
        ({"properties": {"r": _LIST}, "dependentRequired": {"r": ["s"]}}, False),
        ({"properties": {"r": _LIST}, "not": {"required": ["s"]}}, False),
        ({"properties": {"r": _LIST}, "if": {"required": ["r"]}, "then": {"maxProperties": 0}}, False),
        ({"properties": {"s": _LIST}, "additionalProperties": False}, False),
    ],
)
def test_a_walk_begins_at_the_only_resource_unless_its_envelope_matters(document: dict[str, Any], is_entered: bool) -> None:  # noqa: FBT001  # of a row
    """It finds the same errors and warnings as a walk that begins at the document."""
    schema, whole_schema = (Schema("a.create", "a", "create", envelope, document, RANKS) for envelope in ("r", None))
    place, whole = root(schema, COMPILE), root(whole_schema, COMPILE)
    assert place.entered({"r": [{}]})[2] == (("r", 0) if is_entered else ())
    payloads: list[Any] = [{"r": [{"a": "x"}]}, {"r": [{"a": 1, "b": 2}]}, {"r": [{}]}, {"r": [1]}]
    others: list[Any] = [{"r": [{}, {}]}, {"r": {}}, {"r": [{}], "s": 1}, {"s": [{}]}, [{}], {}, None]
    for payload in (*payloads, *others):
        for wants in ({}, {"wants_doubts": True}, {"wants_errors": False, "wants_doubts": True}):
            found, expected = walk(place, schema, payload, **wants), walk(whole, whole_schema, payload, **wants)
            assert [one for one in found[1] if one.code != "many_resources"] == expected[1]
            assert {one.params["count"] for one in found[1] if one.code == "many_resources"} <= {2}
            assert found[0] == expected[0]
    for payload in others:
        assert place.entered(payload)[1:] == (payload, ())
