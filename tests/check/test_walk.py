"""The walk: it finds what the reference engine finds, whatever a schema is made of."""

import gc
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate._check.plan import MAX_VARIANTS, is_plannable
from bs_validate._schema.catalog import packaged
from support.profiles import examples
from support.samples import documented

NAMES = st.sampled_from(["a", "b", "", "0", "a/b", "~"])
VALUES = st.recursive(
    st.sampled_from([None, True, False, 0, 1, 1.0, 2.5, 10**30, "", " ", "a", "x@y.de", "\t"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
TYPES = st.sampled_from(["null", "boolean", "integer", "number", "string", "array", "object"])
KEYWORDS: dict[str, st.SearchStrategy[Any]] = {
    "type": TYPES | st.lists(TYPES, min_size=1, max_size=3, unique=True),
    "enum": st.lists(VALUES, min_size=1, max_size=3),
    "const": VALUES,
    "minLength": st.integers(0, 2),
    "maxLength": st.integers(0, 2),
    "pattern": st.sampled_from(["^a", "[^ ]"]),
    "format": st.sampled_from(["email", "printable", "time", "phone", "website"]),
    "minimum": st.integers(-1, 2),
    "exclusiveMaximum": st.integers(-1, 2),
    "multipleOf": st.sampled_from([1, 0.5]),
    "minItems": st.integers(0, 2),
    "maxItems": st.integers(0, 2),
    "uniqueItems": st.booleans(),
    "minProperties": st.integers(0, 2),
    "maxProperties": st.integers(0, 2),
    "required": st.lists(NAMES, max_size=2, unique=True),
    "dependentRequired": st.dictionaries(NAMES, st.lists(NAMES, max_size=2, unique=True), max_size=2),
}


def _schemas(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    applicators: dict[str, st.SearchStrategy[Any]] = {
        "properties": st.dictionaries(NAMES, inner, max_size=3),
        "additionalProperties": inner | st.just(False),  # noqa: FBT003  # a keyword's value
        "items": inner,
        "allOf": st.lists(inner, min_size=1, max_size=2),
        "anyOf": st.lists(inner, min_size=1, max_size=2),
        "not": inner,
        "if": inner,
        "then": inner,
        "else": inner,
        "contains": inner,
        "patternProperties": st.dictionaries(st.just("^a"), inner, max_size=1),
    }
    return st.fixed_dictionaries({}, optional=KEYWORDS | applicators) | st.fixed_dictionaries({}, optional=applicators)


SCHEMAS = st.recursive(st.fixed_dictionaries({}, optional=KEYWORDS) | st.just({}), _schemas, max_leaves=6)


def _content(validator: Validator, document: Any) -> list[Any]:
    errors = validator.validate(document, "a.read").errors
    return [(error.code, error.location, dict(error.params), error.schema_location) for error in errors]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for one schema at a time."""
    return tmp_path_factory.mktemp("schemas")


@examples(150)
@given(schema=SCHEMAS.filter(lambda one: type(one) is dict), documents=st.lists(VALUES, min_size=1, max_size=4))
def test_any_schema_is_walked_as_the_reference_engine_reads_it(folder: Path, schema: Any, documents: list[Any]) -> None:
    """The same codes, places, params and schema locations, in the same order; nested conditions, closed objects and all."""
    (folder / "a.read.json").write_text(json.dumps(schema))
    fast, reference = Validator(folder, engine="rust"), Validator(folder, engine="reference")
    for document in documents:
        assert _content(fast, document) == _content(reference, document)


@pytest.mark.parametrize("schema", list(packaged()), ids=lambda schema: schema.name)
def test_our_schemas_are_walked(schema: Any) -> None:
    """None of them is left to the engine's own errors, which take several times as long."""
    assert is_plannable(schema.document)


@pytest.mark.parametrize(
    "schema", [{"contains": {}}, {"allOf": [{"$ref": "#"}]}, {"properties": {"a": False}}, {"items": {"unknown": 1}}, False, 5]
)
def test_what_a_plan_does_not_know_is_not_planned(schema: Any) -> None:
    """A keyword that is not among those of a plan, however deep."""
    assert not is_plannable(schema)


def test_only_what_is_broken_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a thousand contacts with one fault, one is gone into."""
    from bs_validate._check import walk

    visited = []
    visit = walk._visit_object  # noqa: SLF001  # how much is looked at cannot be seen from outside

    def counted(*arguments: Any) -> None:
        visited.append(arguments)
        visit(*arguments)

    monkeypatch.setattr(walk, "_visit_object", counted)
    [contact] = documented("contact.create")["contacts"]
    document = {"contacts": [*[contact] * 999, {**contact, "email": "x"}]}
    [error] = Validator(engine="rust").validate(document, "contact.create").errors
    assert error.location == ("contacts", 999, "email")
    assert len(visited) == 2


def test_memory_does_not_grow_with_the_ways_in_which_conditions_fall_out(tmp_path: Path) -> None:
    """Nine conditions do in 512 ways, of which some are kept; what is said is the same of all."""
    rules = [{"if": {"required": [f"a{bit}"]}, "then": {"required": [f"b{bit}"], "x-note": bit}} for bit in range(9)]
    item = {"type": "object", "properties": {"email": {"format": "email"}}, "allOf": rules}
    schema = {"type": "object", "properties": {"tags": {"type": "array", "items": item}}}
    (tmp_path / "tag.create.json").write_text(json.dumps(schema))
    validators = [Validator(tmp_path, engine=engine) for engine in ("rust", "reference")]
    for ways in range(1, 512):
        document = {"tags": [{f"a{bit}": 1 for bit in range(9) if ways >> bit & 1}]}
        fast, reference = [one.validate(document, "tag.create") for one in validators]
        assert list(fast.errors) == list(reference.errors)
        assert list(fast.warnings) == list(reference.warnings)
    for kind, name in (("Node", "_variants"), ("_Node", "variants")):
        kept = [getattr(one, name) for one in gc.get_objects() if type(one).__name__ == kind and hasattr(one, name)]
        assert max(map(len, kept)) == MAX_VARIANTS
