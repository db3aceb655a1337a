"""Hypothesis strategies over the schemas: valid documents, and documents with one fault and the error that it must give."""

import copy
import re
from functools import cache
from typing import Any, NamedTuple

import phonenumbers
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bs_validate.applicators import Keywords, in_place
from bs_validate.catalog import Schema, fields, packaged
from bs_validate.formats import FORMATS, printable
from bs_validate.location import Location

NON_PRINTABLE = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]))
BLANK = "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u200a\u2028\u2029\u202f\u205f\u3000"

characters = st.characters(exclude_categories=("Cs",))
printables = st.characters(exclude_categories=("Cs",), exclude_characters=NON_PRINTABLE)
blanks = st.text(st.sampled_from(BLANK), max_size=4)

_SPACES = "".join(re.findall(r"\s", "".join(map(chr, range(0x110000)))))
_address_characters = st.characters(exclude_categories=("Cs",), exclude_characters=f'{NON_PRINTABLE}{_SPACES}@,;<>"().')
_labels = st.text(_address_characters, min_size=1, max_size=20)
emails = st.builds(
    "{}@{}".format,
    st.text(_address_characters | st.just("."), min_size=1, max_size=64),
    st.lists(_labels, min_size=2, max_size=4).map(".".join),
)

_url_characters = st.characters(exclude_categories=("Cs",), exclude_characters=f'{NON_PRINTABLE}{_SPACES}<>"\\')
websites = st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP", "Https"]),
    st.lists(
        st.text(st.characters(categories=("Ll", "Lo", "Nd"), max_codepoint=0x2FFF), min_size=1, max_size=12),
        min_size=1,
        max_size=3,
    ).map(".".join),
    st.sampled_from(["", ":80", ":65535", "."]),
    st.text(_url_characters, max_size=30).map("/{}".format) | st.just(""),
).filter(lambda url: FORMATS["url"].reason(url) is None)  # a few hosts fold into what splits a URL

_FORMS = [getattr(phonenumbers.PhoneNumberFormat, form) for form in ("E164", "INTERNATIONAL", "NATIONAL", "RFC3966")]
_EXAMPLES = [number for region in sorted(phonenumbers.SUPPORTED_REGIONS) if (number := phonenumbers.example_number(region))]
phones = st.builds(
    lambda index, form: phonenumbers.format_number(_EXAMPLES[index], form),
    st.integers(0, len(_EXAMPLES) - 1),
    st.sampled_from(_FORMS),
) | st.integers(10**5, 10**14).map(str)

times = st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0"))

FORMAT_STRATEGIES = {"email": emails, "url": websites, "phone": phones, "time": times}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(characters),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(characters, max_size=8), inner, max_size=3),
    max_leaves=5,
)


def documents(schema: Schema) -> SearchStrategy[Any]:
    """Draw valid documents of a schema, over all that its keywords allow."""
    return st.deferred(lambda: _documents(schema.name))


@cache
def _documents(name: str) -> SearchStrategy[Any]:
    return _values(packaged()[name].document)


def _values(schema: Keywords) -> SearchStrategy[Any]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    types = schema.get("type")
    if types is None:
        return anything
    return st.one_of([_DRAW[kind](schema) for kind in ([types] if isinstance(types, str) else types)])


def _texts(schema: Keywords) -> SearchStrategy[str]:
    if "format" in schema:
        return FORMAT_STRATEGIES[FORMATS[schema["format"]].code]
    if "if" in schema:  # a format for what is not blank
        return blanks | FORMAT_STRATEGIES[FORMATS[schema["then"]["format"]].code]
    longest = schema.get("maxLength", 200)
    texts = st.text(printables if "not" in schema else characters, max_size=longest) | st.text(
        st.sampled_from("xé李😀"), min_size=longest, max_size=longest
    )
    return texts.filter(lambda text: not printable.is_blank(text)) if "pattern" in schema else texts


def _lists(schema: Keywords) -> SearchStrategy[list[Any]]:
    if "items" not in schema:
        return st.lists(anything, max_size=3)
    longest = min(schema.get("maxItems", 3), 3)
    return st.lists(_values(schema["items"]), min_size=schema.get("minItems", 0), max_size=longest)


def _objects(schema: Keywords) -> SearchStrategy[dict[str, Any]]:
    if "if" not in schema:
        return _plain_objects(schema)
    forgotten = _joined(schema, schema["then"], forget_me_at=times)
    remembered = _joined(schema, schema["else"], forget_me_at=st.none())
    return forgotten | remembered


def _joined(schema: Keywords, branch: Keywords, **given: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    joined = {
        "required": [*schema.get("required", ()), *branch.get("required", ())],
        "properties": {**schema.get("properties", {}), **branch.get("properties", {})},
    }
    return _plain_objects(joined, **given)


def _plain_objects(schema: Keywords, **given: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    named = {name: _values(inner) for name, inner in schema.get("properties", {}).items()} | given
    required = {name: named[name] for name in schema.get("required", ())}
    optional = {name: values for name, values in named.items() if name not in required}
    known = st.fixed_dictionaries(required, optional=optional)
    more = schema.get("additionalProperties", {})
    if more is False:
        return known
    others = st.dictionaries(st.text(characters, max_size=8).filter(lambda name: name not in named), _values(more), max_size=1)
    return st.builds(lambda one, other: {**one, **other}, known, others)


_DRAW = {
    "array": _lists,
    "boolean": lambda _: st.booleans(),
    "integer": lambda schema: st.integers(min_value=schema.get("minimum")),
    "null": lambda _: st.none(),
    "object": _objects,
    "string": _texts,
}


class Faulty(NamedTuple):
    """A document with one fault: what it must be reported as, and where."""

    document: Any
    code: str
    location: Location


@st.composite
def faults(draw: st.DrawFn, schema: Schema) -> Faulty:
    """Draw a valid document and put one fault into one of its fields."""
    document = draw(documents(schema).filter(lambda one: _is_remembered(schema, one)))
    present = [(place, inner) for place, inner in fields(schema) if _holds(document, place)]
    place, schemas = draw(st.sampled_from([((schema.envelope,), [_envelope(schema)]), *present]))
    rules = {keyword: value for one in schemas[-1:] for inner in in_place(one) for keyword, value in inner.items()}
    document = copy.deepcopy(document)
    at = document
    for part in place[:-1]:
        at = at[part]
    code, value = draw(st.sampled_from(list(_wrong_values(rules))) if rules.get("type") else st.just(("", None)))
    if code == "":  # an ignored field takes anything: something else is wrong
        return Faulty({**document, schema.envelope: None}, "null", (str(schema.envelope),))
    at[place[-1]] = value
    return Faulty(document, code, place)


def _is_remembered(schema: Schema, document: Any) -> bool:
    records = document[schema.envelope]
    return bool(records) and (schema.representation != "read" or records[0]["forget_me_at"] is None)


def _envelope(schema: Schema) -> Keywords:
    inner: Keywords = schema.document["properties"][schema.envelope]
    return inner


def _holds(document: Any, place: Location) -> bool:
    at = document
    for part in place:
        if isinstance(part, int):
            if not isinstance(at, list) or not at:
                return False
        elif not isinstance(at, dict) or part not in at:
            return False
        at = at[part]
    return True


def _wrong_values(rules: Keywords) -> Any:
    types = [rules["type"]] if isinstance(rules["type"], str) else rules["type"]
    for kind, value in [("string", "x"), ("integer", 7), ("number", 1.5), ("boolean", True), ("array", []), ("object", {})]:
        if kind not in types:
            yield "type", value
    if "null" not in types:
        yield "null", None
    if "pattern" in rules:
        yield from (("blank", blank) for blank in ("", " \t", "\u3000"))
    if "enum" in rules:
        yield "choice", "no such choice"
    if "maxLength" in rules:
        yield "too_long", "x" * (rules["maxLength"] + 1)
    if "not" in rules:
        yield from (("non_printable", f"a{char}") for char in "\0\t\u007f\u2028")
    if "minimum" in rules:
        yield "minimum", rules["minimum"] - 1
    if rules.get("minItems"):
        yield "too_few", []
    if "format" in rules:
        yield FORMATS[rules["format"]].code, "*"
