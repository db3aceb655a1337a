"""Documents drawn from random schemas are valid or faulty as declared, in both engines, or a sentence says why none is drawn."""

import contextlib
import json
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate.strategies import NotDrawable, faults, kinds, payloads
from support.profiles import examples
from support.schemas import TYPES, keywords

NAMES = st.sampled_from(["a", "b", "ab", "", "0", "x/y"])
SCALARS = st.sampled_from([None, True, 0, 1, 1.0, 2.5, "", " ", "a", "ab"])
KEYWORDS = keywords(NAMES, SCALARS)
REFERENCES: dict[str, st.SearchStrategy[Any]] = {"$ref": st.sampled_from(["#/$defs/one", "#/$defs/two"])}


def _applicators(others: dict[str, st.SearchStrategy[Any]], inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    either = inner | st.booleans()
    found: dict[str, st.SearchStrategy[Any]] = {
        **dict.fromkeys(("properties", "dependentSchemas"), st.dictionaries(NAMES, either, max_size=2)),
        **dict.fromkeys(("additionalProperties", "items", "not", "if", "then", "else", "contains"), either),
        **dict.fromkeys(("unevaluatedProperties", "unevaluatedItems", "propertyNames"), either),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), st.lists(either, min_size=1, max_size=2)),
        "patternProperties": st.dictionaries(st.sampled_from(["^a", "b"]), either, max_size=1),
        **others,
    }
    return st.fixed_dictionaries({}, optional=found) | st.fixed_dictionaries({}, optional=KEYWORDS | found)


PLAIN = st.fixed_dictionaries({}, optional=KEYWORDS) | st.builds(lambda kind: {"type": kind}, TYPES)
#: Each schema has few keywords, since most schemas with many accept almost nothing.
SCHEMAS = st.recursive(PLAIN, partial(_applicators, REFERENCES), max_leaves=4)
WITHOUT_REFERENCES = st.recursive(PLAIN, partial(_applicators, {}), max_leaves=4)


@contextlib.contextmanager
def _directory(resource: Any, one: Any, two: Any) -> Any:
    """Put a schema of a list of resources into a directory."""
    schema = {
        "type": "object",
        "properties": {"tags": {"type": "array", "items": resource}},
        "required": ["tags"],
        "$defs": {"one": one, "two": two},
    }
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "tag.create.json").write_text(json.dumps(schema), encoding="utf-8")
        yield folder


def _errors(folder: str, document: Any) -> list[list[tuple[str, str]]]:
    """Return the errors of a document by both engines."""
    validators = [Validator(folder, engine="rust"), Validator(folder, engine="reference")]
    return [[(one.pointer, one.code) for one in using.validate(document, "tag.create").errors] for using in validators]


@examples(15)
@given(resource=SCHEMAS, one=PLAIN, two=WITHOUT_REFERENCES, data=st.data())
def test_documents_drawn_from_any_schema_are_valid_or_faulty_as_declared(
    resource: Any, one: Any, two: Any, data: st.DataObject
) -> None:
    """Payloads are valid, and a faulty document has exactly the declared error."""
    with _directory(resource, one, two) as folder:
        refused = []
        try:
            assert _errors(folder, data.draw(payloads("tag.create", schemas=folder))) == [[], []]
            if kinds("tag.create", schemas=folder):
                document, expected = data.draw(faults("tag.create", schemas=folder))
                assert _errors(folder, document) == [[expected], [expected]]
        except NotDrawable as error:
            refused.append(str(error))
        assert all(one.startswith("tag.create: no document") for one in refused)
