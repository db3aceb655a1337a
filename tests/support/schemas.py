"""Hypothesis strategies of schemas with any of the keywords, and of values for them."""

from typing import Any

from hypothesis import strategies as st

from bs_validate.formats import email, phone, printable

NAMES = st.sampled_from(["a", "b", "", "0", "a/b", "~"])
#: Texts that have a format; most of them get a warning.
TEXTS = st.sampled_from(["x@y.de", "x@y_z.de", "http://a.de", "http://a", "+1 415 555 2671", "1234", "a\u202eb", "a\u200b@y.de"])
VALUES = st.recursive(
    st.sampled_from([None, True, False, 0, 1, 1.0, 2.5, 10**30, "", " ", "a", "\t"]) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
TYPES = st.sampled_from(["null", "boolean", "integer", "number", "string", "array", "object"])


def keywords(names: st.SearchStrategy[str], values: st.SearchStrategy[Any]) -> dict[str, st.SearchStrategy[Any]]:
    """Return strategies for the keywords without schemas inside, for some names of properties and some values."""
    return {
        "type": TYPES | st.lists(TYPES, min_size=1, max_size=3, unique=True),
        "enum": st.lists(values, min_size=1, max_size=3),
        "const": values,
        "minLength": st.integers(0, 2),
        "maxLength": st.integers(0, 2),
        "pattern": st.sampled_from(["^a", "[^ ]", "b$"]),
        "format": st.sampled_from(["email", "printable", "time", "phone", "website"]),
        "minimum": st.integers(-1, 2),
        "exclusiveMaximum": st.integers(-1, 2),
        "multipleOf": st.sampled_from([1, 0.5, 3]),
        "minItems": st.sampled_from([0, 1, 2, 1.0]),
        "maxItems": st.integers(0, 2),
        "uniqueItems": st.booleans(),
        "minProperties": st.integers(0, 2),
        "maxProperties": st.integers(0, 2),
        "required": st.lists(names, max_size=2, unique=True),
        "dependentRequired": st.dictionaries(names, st.lists(names, max_size=2, unique=True), max_size=2),
    }


KEYWORDS: dict[str, st.SearchStrategy[Any]] = keywords(NAMES, VALUES) | {
    "pattern": st.sampled_from(["^a", "[^ ]", email.PATTERN, phone.PATTERN]),
    "readOnly": st.booleans(),
    "x-expected": st.lists(NAMES, max_size=1),
    "x-tolerates": st.dictionaries(TYPES, st.just("coerced"), max_size=2),
}


def _schemas(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    applicators: dict[str, st.SearchStrategy[Any]] = {
        "properties": st.dictionaries(NAMES, inner, max_size=3),
        "additionalProperties": inner | st.just(False),  # noqa: FBT003  # a keyword's value
        "items": inner,
        "allOf": st.lists(inner, min_size=1, max_size=2),
        "anyOf": st.lists(inner, min_size=1, max_size=2),
        "not": inner | st.sampled_from([{"pattern": printable.FORBIDDEN, "type": "string"}, {"pattern": printable.FORBIDDEN}]),
        "if": inner,
        "then": inner,
        "else": inner,
        "contains": inner,
        "patternProperties": st.dictionaries(st.just("^a"), inner, max_size=1),
    }
    return st.fixed_dictionaries({}, optional=KEYWORDS | applicators) | st.fixed_dictionaries({}, optional=applicators)


SCHEMAS = st.recursive(st.fixed_dictionaries({}, optional=KEYWORDS) | st.just({}), _schemas, max_leaves=6)
