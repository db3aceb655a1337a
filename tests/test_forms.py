"""What a browser posts, as a resource."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import UnknownSchema, Validator, validate_resource
from bs_validate._schema.catalog import fields, packaged
from bs_validate.forms import MAX_UNKNOWN, from_form
from bs_validate.strategies import payloads
from support.counted import calls
from support.payloads import anything
from support.profiles import examples

WRITES = [packaged()[name] for name in ("contact.create", "contact.update", "host.create", "host.update")]
SPELLINGS = {
    "dashes": lambda path: "-".join(map(str, path)),
    "brackets": lambda path: str(path[0]) + "".join(f"[{part}]" for part in path[1:]),
    "dots": lambda path: ".".join(map(str, path)),
}
#: How a list of texts is named, instead of by index.
REPEATED = {"dashes": "spoken_languages", "brackets": "spoken_languages[]", "dots": "spoken_languages"}


class GetList:
    """As werkzeug, Django and Starlette have it."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        """Take the pairs."""
        self.pairs = pairs

    def __iter__(self) -> Iterator[str]:
        """Go through the names, repeated ones too."""
        return iter(name for name, _ in self.pairs)

    def getlist(self, name: str) -> list[Any]:
        """Return all values of a name."""
        return [value for one, value in self.pairs if one == name]


class Multi:
    """As werkzeug has it too: pairs when they are asked for."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        """Take the pairs."""
        self.pairs = pairs

    def items(self, *, multi: bool = False) -> Any:
        """Return all pairs, or the last of each name."""
        return iter(self.pairs) if multi else dict(self.pairs).items()


class Text(str):
    """A text that a framework marks as safe, say."""

    __slots__ = ()

    def strip(self, chars: str | None = None, /) -> "Text":
        """Return what is safe too."""
        return Text(super().strip(chars))


def _writable(schema: Any) -> set[str]:
    return {str(place[2]) for place, inner in fields(schema) if len(place) == 3 and not inner[0].get("readOnly")}


def _posted(value: Any, path: tuple[Any, ...], spelling: str) -> Iterator[tuple[str, str]]:
    """Write a value as the fields of a form."""
    if path == ("spoken_languages",) and value:
        yield from ((REPEATED[spelling], text) for text in value)
    elif isinstance(value, dict | list) and value:
        for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _posted(inner, (*path, part), spelling)
    else:
        yield SPELLINGS[spelling](path), "" if value is None or value == [] else str(value)


def _normalised(value: Any) -> Any:
    """Return what a form can say of a value: no white space around a text, and nothing instead of an empty one."""
    if isinstance(value, dict):
        return {name: _normalised(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return list(map(_normalised, value)) or None
    return (value.strip() or None) if isinstance(value, str) else value


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("schema", WRITES, ids=[schema.name for schema in WRITES])
@examples(20)
@given(data=st.data())
def test_a_resource_written_as_a_form_is_read_back(schema: Any, spelling: str, data: st.DataObject) -> None:
    """In each of the spellings, from each kind of container."""
    drawn = data.draw(payloads(schema.name))[schema.envelope][0]
    # An integer may be written 1.0 in JSON, which no form does.
    whole = {name: int(value) if type(value) is float else value for name, value in drawn.items()}
    resource = {name: whole[name] for name in whole.keys() & _writable(schema)}
    pairs = [pair for name, value in resource.items() for pair in _posted(value, (name,), spelling)]
    # Python's white space is a little more than the server's: what it leaves of a required text may be nothing.
    expected = _normalised(resource)
    for container in (pairs, iter(pairs), GetList(pairs), Multi(pairs), parse_qs(urlencode(pairs), keep_blank_values=True)):
        read = from_form(container, schema.name)
        assert _normalised(read) == expected
        assert all(type(read[name]) is type(value) for name, value in expected.items() if value is not None)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("email", "  some@email.com\r\n", "some@email.com"),
        ("email", " ", ""),
        ("website", " ", None),
        ("gender", "", None),
        ("private_notes", "\u00a0", None),
        ("email", Text(" a@b.co"), "a@b.co"),
        ("zip", "01234", "01234"),
        ("zip", 1234, 1234),
        ("email", None, None),
        ("id", "7", "7"),
    ],
)
def test_a_field_of_a_contact(name: str, value: Any, expected: Any) -> None:
    """White space off; empty is null where null may be and stays empty elsewhere, so that it is reported; nothing is guessed."""
    (read,) = from_form({name: value}, "contact.create").values()
    assert (type(read), read) == (type(expected), expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("0", 0),
        ("-3", -3),
        ("", None),
        *((text, text) for text in ("07", "+7", "7.0", "-0", "1e3", "7 8", "٧", "seven", "9" * 301, "9" * 10_000)),
        ("9" * 300, int("9" * 300)),
    ],
)
def test_only_canonical_digits_are_an_integer(text: str, expected: Any) -> None:
    """Where the schema says integer; what is not is left for the validator to refuse."""
    read = from_form({"user_id": text}, "host.update")["user_id"]
    assert (type(read), read) == (type(expected), expected)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("phones-2-number", "2"), ("phones-0-number", "0"), ("phones-10-number", "10")], ["0", "2", "10"]),
        ([("phones[2][number]", "2"), ("phones[2][label]", ""), ("phones[1][label]", " "), ("phones[1][number]", "")], ["2"]),
        ([("phones.999999999999999999.number", "far"), ("phones.3.number", "near")], ["near", "far"]),
        ([("phones-1-number", "a"), ("phones[0][number]", "b"), ("phones.01.label", "c")], ["b", "a"]),
    ],
)
def test_rows_are_in_the_order_of_their_indices(pairs: list[tuple[str, str]], expected: list[str]) -> None:
    """Whatever the gaps between them; those that are wholly empty are left out, a field of the others stays empty."""
    phones = from_form(pairs, "contact.update")["phones"]
    assert [phone["number"] for phone in phones] == expected
    assert all(phone.get("label") in (None, "", "c") for phone in phones)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([("spoken_languages", "en"), ("spoken_languages", "fr")], ["en", "fr"]),
        ([("spoken_languages[]", "en"), ("spoken_languages[]", " fr ")], ["en", "fr"]),
        ([("spoken_languages-1", "en"), ("spoken_languages-0", "fr")], ["fr", "en"]),
        ([("spoken_languages", ""), ("spoken_languages", "en")], ["en"]),
        ({"spoken_languages": ("en", "fr")}, ["en", "fr"]),
        ({"spoken_languages": "en"}, ["en"]),
        ({"spoken_languages": ["", " "]}, None),
        ({"spoken_languages": []}, None),
        ({"spoken_languages": [""]}, None),
    ],
)
def test_a_list_of_texts_is_a_repeated_name(data: Any, expected: Any) -> None:
    """With or without brackets; an empty choice is none, and none at all is null."""
    assert from_form(data, "contact.update") == {"spoken_languages": expected}


def test_what_is_absent_stays_absent() -> None:
    """In the resource and in a row; nothing is made up."""
    assert from_form({}, "contact.create") == {}
    assert from_form({"phones-0-number": "1"}, "contact.create") == {"phones": [{"number": "1"}]}
    assert from_form({"email": []}, "contact.create") == {}


def test_of_a_repeated_name_the_last_counts() -> None:
    """As in Rails, where a hidden field before a check box says what it is when nobody checks it."""
    assert from_form([("city", "a"), ("city", "b")], "contact.update") == {"city": "b"}
    assert from_form(parse_qsl("zipp=1&zipp=2"), "contact.update") == {"zipp": "2"}


@pytest.mark.parametrize(
    "name",
    [
        *("", "-", ".", "[]", "[", "]", "[0]", "phones[", "phones]", "phones[0", "phones[0]number]", "phones[[0]]", "email[]"),
        *("phones--number", "phones..number", "phones[][number]", "phones-0-", "phones-0-number-x", "phones[0][number][]"),
        *("phones--1-number", "phones[-1][number]", "phones.1e3.number", "phones.1234567890123456789.number", "phones-٣-number"),
        *(
            "__proto__",
            "__proto__[x]",
            "constructor.prototype",
            "phones-0-__class__",
            "email.0",
            "phones-number",
            "Email",
            " email",
        ),
        *(
            "contact[email]",
            "contacts.0.email",
            "a[b]" * 1000,
            "a." * 100_000,
            "a-" * 100_000,
            "[" * 100_000,
            "a[" + "]" * 100_000,
        ),
    ],
)
def test_a_name_of_no_field_is_kept_for_the_validator(name: str) -> None:
    """As it is, with its text; the report has it as unknown."""
    read = from_form([(name, " x ")], "contact.update")
    assert read == {name: "x"}
    assert [error.code for error in validate_resource(read, "contact.update").errors] == ["unknown_field"]


def test_a_text_and_an_object_by_one_name_do_not_mix() -> None:
    """A text among rows is an item, to be refused; one in the place of a row is a field that nobody knows."""
    among = from_form([("phones", "x"), ("phones-0-number", "1")], "contact.update")
    assert among == {"phones": [{"number": "1"}, "x"]}
    for pairs in ([("phones-0", "x"), ("phones-0-number", "1")], [("phones-0-number", "1"), ("phones-0", "x")]):
        assert from_form(pairs, "contact.update") == {"phones-0": "x", "phones": [{"number": "1"}]}


@pytest.mark.parametrize(
    "name", ["x{}", "phones-{}-number", "phones[0][x{}]", "phones.{}.x", "phones[{}]", "{}" + "-0" * 50, "phones-0-number"]
)
def test_many_fields_take_work_in_proportion(name: str) -> None:
    """Twice as many, known or not, take twice the work, and there are no more unknown ones than a report needs."""

    def pairs(count: int) -> list[tuple[str, str]]:
        return [(name.format(index * 10**9), "1") for index in range(count)]

    few, many = pairs(10_000), pairs(20_000)
    assert calls(lambda: from_form(many, "contact.update")) < 2.2 * calls(lambda: from_form(few, "contact.update"))
    read = from_form(pairs(100_000), "contact.update")
    assert len(read) <= MAX_UNKNOWN + 1
    assert len(read.get("phones", ())) in (0, 1, 100_000)


_parts = st.sampled_from(["phones", "number", "label", "0", "1", "-1", "99", "email", "spoken_languages", "", "[", "]", "x"])
_names = st.lists(_parts | st.sampled_from(["-", ".", "[", "][", "]"]), max_size=8).map("".join) | st.text(max_size=10)


@examples(150)
@given(
    st.lists(st.tuples(_names, st.text(max_size=5) | anything), max_size=20),
    st.sampled_from([schema.name for schema in packaged()]),
)
def test_no_pairs_raise(pairs: list[tuple[str, Any]], name: str) -> None:
    """Not as pairs, nor in any container, and each is read the same; the validator takes what comes out."""
    read = from_form(pairs, name)
    assert from_form(Multi(pairs), name) == read
    from_form(GetList(pairs), name)
    from_form(dict(pairs), name)
    assert validate_resource(read, name).to_dict()
    assert json.dumps(read)


@pytest.mark.parametrize(
    "data",
    [None, 7, "email=a", b"email=a", [1, "ab", ("a",), (1, 2), (None, "x"), ([], "x"), (b"email", "x")], object(), iter("ab")],
)
def test_what_is_no_form_is_an_empty_one(data: object) -> None:
    """Nothing in it has a name in text."""
    assert from_form(data, "contact.create") == {}


def test_an_unknown_schema_is_the_callers_mistake() -> None:
    """With the choices."""
    with pytest.raises(UnknownSchema, match=r"host\.update"):
        from_form({}, "guest.update")


def test_the_schema_says_what_a_field_is(tmp_path: Path) -> None:
    """A resource of one's own needs no Python: nested objects and lists, names with dashes, null among alternatives."""
    tag = {
        "type": "object",
        "properties": {
            "dash-ed": {"type": ["integer", "null"]},
            "dot.ted-too": {"type": ["integer", "null"]},
            "size": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
            "code": {"type": ["integer", "string"]},
            "rows": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
            "owner": {"type": "object", "properties": {"age": {"type": "integer"}, "name": {"type": "string"}}},
            "either": {"items": {"type": "integer"}, "properties": {"name": {"type": "string"}}},
        },
    }
    document = {"type": "object", "properties": {"tags": {"type": "array", "items": tag}}}
    (tmp_path / "tag.create.json").write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "bare.create.json").write_text(json.dumps(tag), encoding="utf-8")
    own = Validator(schemas=tmp_path)
    posted = {
        "dash-ed": "1",
        "dot.ted-too": "",
        "size": "",
        "code": "5",
        "rows-1-0": "3",
        "rows-0-1": "2",
        "rows-0-0": "1",
        "rows-2-0": "",
        "owner[age]": "4",
        "owner[name]": "",
        "owner": "x",
        "either.0": "1",
        "either.name": "x",
    }
    expected = {
        "dash-ed": 1,
        "dot.ted-too": None,
        "size": None,
        "code": "5",
        "rows": [[1, 2], [3]],
        "owner": {"age": 4, "name": ""},
        "either": {"0": 1, "name": "x"},
    }
    for name in ("tag.create", "bare.create"):
        assert from_form(posted, name, validator=own) == expected
    assert from_form({"rows-0-0": "", "either": ["1", ""]}, "tag.create", validator=own) == {"rows": [], "either": [1]}
