"""A posted form becomes a resource, and each message belongs to a posted name."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import UnknownSchema, Validator, validate_resource
from bs_validate._schema.catalog import fields, packaged
from bs_validate.dump import parse_422
from bs_validate.forms import MAX_UNKNOWN, Posted, from_form
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
    """A MultiDict with ``getlist``, as Werkzeug, Django and Starlette have it."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        """Take the pairs."""
        self.pairs = pairs

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, repeated ones too."""
        return iter(name for name, _ in self.pairs)

    def getlist(self, name: str) -> list[Any]:
        """Return all values of a name."""
        return [value for one, value in self.pairs if one == name]


class Multi:
    """A MultiDict that gives all pairs on demand, as in Werkzeug."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        """Take the pairs."""
        self.pairs = pairs

    def items(self, *, multi: bool = False) -> Any:
        """Return all pairs, or the last of each name."""
        return iter(self.pairs) if multi else dict(self.pairs).items()


class Text(str):
    """A text of a class of its own, as frameworks use it to mark safe texts."""

    __slots__ = ()

    def strip(self, chars: str | None = None, /) -> "Text":
        """Return a text of the same class."""
        return Text(super().strip(chars))


def _writable(schema: Any) -> set[str]:
    return {str(place[2]) for place, inner in fields(schema) if len(place) == 3 and not inner[0].get("readOnly")}


def _posted(value: Any, path: tuple[Any, ...], spelling: str) -> Iterator[tuple[str, str]]:
    """Yield the names and values by which a form posts a value."""
    if path == ("spoken_languages",) and value:
        yield from ((REPEATED[spelling], text) for text in value)
    elif isinstance(value, dict | list) and value:
        for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _posted(inner, (*path, part), spelling)
    else:
        yield SPELLINGS[spelling](path), "" if value is None or value == [] else str(value)


def _normalised(value: Any) -> Any:
    """Return a value as a form can post it: texts are stripped, and empty ones are null."""
    if isinstance(value, dict):
        return {name: _normalised(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return list(map(_normalised, value)) or None
    return (value.strip() or None) if isinstance(value, str) else value


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("schema", WRITES, ids=[schema.name for schema in WRITES])
@examples(10)
@given(data=st.data())
def test_a_resource_written_as_a_form_is_read_back(schema: Any, spelling: str, data: st.DataObject) -> None:
    """The law holds for each spelling of the names and for each kind of container."""
    found = data.draw(payloads(schema.name))[schema.envelope]
    drawn = found[0] if isinstance(found, list) else found
    # An integer may be written 1.0 or as text in JSON; a form has one way to write it.
    numbers = {name: drawn[name] for name in ("user_id", "source_id") if isinstance(drawn.get(name), str | float)}
    canonical = {
        name: int(value)
        for name, value in numbers.items()
        if re.fullmatch("0|-?[1-9][0-9]{0,299}", str(value)) or isinstance(value, float)
    }
    whole = {**drawn, **canonical}
    resource = {name: whole[name] for name in whole.keys() & _writable(schema)}
    pairs = [pair for name, value in resource.items() for pair in _posted(value, (name,), spelling)]
    # Python counts a few more characters as white space than the server, so that a required text may become empty.
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
def test_a_field_of_a_contact_is_read(name: str, value: Any, expected: Any) -> None:
    """White space around it is removed. An empty text becomes null if null is allowed, and else stays, so that it is reported."""
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
    """They become an integer if the schema requires one; other texts are left for the validator to refuse."""
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
    """Gaps do not matter. Rows with only empty fields are left out, and an empty field of another row stays empty."""
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
        ({"spoken_languages": ["", " "]}, []),
        ({"spoken_languages": []}, []),
        ({"spoken_languages": [""]}, []),
    ],
)
def test_a_list_of_texts_is_a_repeated_name(data: Any, expected: Any) -> None:
    """The name may have brackets. An empty choice does not count, and a list without choices is empty if null is refused."""
    assert from_form(data, "contact.update") == {"spoken_languages": expected}


def test_absent_fields_stay_absent() -> None:
    """Nothing is added to the resource or to a row."""
    assert from_form({}, "contact.create") == {}
    assert from_form({"phones-0-number": "1"}, "contact.create") == {"phones": [{"number": "1"}]}
    assert from_form({"email": []}, "contact.create") == {}


def test_the_last_value_of_a_repeated_name_counts() -> None:
    """Rails relies on it: the hidden field before a check box counts if the box is not ticked."""
    assert from_form([("city", "a"), ("city", "b")], "contact.update") == {"city": "b"}
    assert from_form(parse_qsl("zipp=1&zipp=2"), "contact.update") == {"zipp": "2"}


@pytest.mark.parametrize(
    "name",
    [
        *("", "-", ".", "[]", "[", "]", "[0]", "phones[", "phones]", "phones[0", "phones[0]number]", "phones[[0]]", "email[]"),
        *("phones--number", "phones..number", "phones[][numbers]", "phones-0-", "phones-0-number-x", "phones[0][number][]"),
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
            "user[email]-x",
            "contact[emails]",
            "a[b]" * 1000,
            "a." * 100_000,
            "a-" * 100_000,
            "[" * 100_000,
            "a[" + "]" * 100_000,
        ),
    ],
)
def test_an_unknown_name_is_kept_for_the_validator(name: str) -> None:
    """The name and its text stay as they are, and the validator reports an unknown field."""
    posted = Posted([(name, " x ")], "contact.update")
    assert list(posted.resource.values()) == ["x"]
    report = validate_resource(posted.resource, "contact.update")
    assert [error.code for error in report.errors] == ["unknown_field"]
    assert list(posted.by_name(report)) == [name]


def test_a_text_and_an_object_of_the_same_name_are_not_mixed() -> None:
    """A text among rows is an item that the validator refuses; a text in the place of a row is an unknown field."""
    among = from_form([("phones", "x"), ("phones-0-number", "1")], "contact.update")
    assert among == {"phones": [{"number": "1"}, "x"]}
    for pairs in ([("phones-0", "x"), ("phones-0-number", "1")], [("phones-0-number", "1"), ("phones-0", "x")]):
        assert from_form(pairs, "contact.update") == {"phones-0": "x", "phones": [{"number": "1"}]}


@pytest.mark.parametrize(
    "name", ["x{}", "phones-{}-number", "phones[0][x{}]", "phones.{}.x", "phones[{}]", "{}" + "-0" * 50, "phones-0-number"]
)
def test_the_work_grows_linearly_with_the_fields(name: str) -> None:
    """Twice as many names take twice the work, and no more unknown names are kept than a report needs."""

    def pairs(count: int) -> list[tuple[str, str]]:
        return [(name.format(index * 10**9), "1") for index in range(count)]

    few, many = pairs(400), pairs(800)
    assert calls(lambda: from_form(many, "contact.update")) < 2.2 * calls(lambda: from_form(few, "contact.update"))
    read = from_form(pairs(5_000), "contact.update")
    assert len(read) <= MAX_UNKNOWN + 1
    assert len(read.get("phones", ())) in (0, 1, 5_000)


_parts = st.sampled_from(
    [
        *("phones", "phones_attributes", "phones[]", "number", "label", "email", "spoken_languages", "contact", "DELETE", "x"),
        *("0", "1", "-1", "99", "²", "", "[", "]"),
    ]
)
_names = st.lists(_parts | st.sampled_from(["-", ".", "[", "][", "]"]), max_size=8).map("".join) | st.text(max_size=10)


@examples(100)
@given(
    st.lists(st.tuples(_names, st.text(max_size=5) | anything), max_size=20),
    st.sampled_from([schema.name for schema in packaged()]),
)
def test_no_pairs_raise(pairs: list[tuple[str, Any]], name: Any) -> None:
    """Every container is read in the same way, the validator accepts the result as input, and each message has a name or none."""
    posted = Posted(pairs, name)
    assert from_form(Multi(pairs), name) == posted.resource
    from_form(GetList(pairs), name)
    from_form(dict(pairs), name)
    report = validate_resource(posted.resource, name)
    assert report.to_dict()
    assert json.dumps(posted.resource)
    messages = posted.by_name(report, "fr")
    assert set(messages) <= {"", *(one for one, _ in pairs)}
    assert bool(messages) is not report.valid


@pytest.mark.parametrize(
    "data",
    [None, 7, "email=a", b"email=a", [1, "ab", ("a",), (1, 2), (None, "x"), ([], "x"), (b"email", "x")], object(), iter("ab")],
)
def test_an_object_that_is_not_a_form_is_read_as_an_empty_one(data: object) -> None:
    """It has no name that is a text."""
    assert from_form(data, "contact.create") == {}


def test_an_unknown_schema_raises() -> None:
    """The exception names the choices."""
    with pytest.raises(UnknownSchema, match=r"host\.update"):
        from_form({}, "guest.update")


def test_the_schema_decides_how_a_field_is_read(tmp_path: Path) -> None:
    """A new resource needs no Python: nested objects and lists, names with dashes, and null among alternatives all work."""
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


ROW = [{"label": "mobile", "number": "+33 612312312"}]


@pytest.mark.parametrize(
    "names",
    [
        ("email", "phones-1-label", "phones-1-number"),
        ("email", "phones[1][label]", "phones[1][number]"),
        ("email", "phones[1].label", "phones[1].number"),
        ("email", "phones.1.label", "phones.1.number"),
        ("email", "phones_attributes[1][label]", "phones_attributes[1][number]"),
        ("contact[email]", "contact[phones_attributes][1][label]", "contact[phones_attributes][1700000000000][number]"),
        ("contact.email", "contact.phones[1].label", "contact.phones[1].number"),
        ("contact-email", "contact-phones-1-label", "contact-phones-1-number"),
        ("Contact[email]", "Contact[phones][1][label]", "Contact[phones][1][number]"),
        ("new-contact-email", "new-contact-phones-1-label", "new-contact-phones-1-number"),
        ("form[email]", "form[phones][1][label]", "form[phones][1][number]"),
        ("contacts.0.email", "contacts.0.phones.1.label", "contacts.0.phones.1.number"),
        ("contacts[0][email]", "contacts[0][phones][1][label]", "contacts[0][phones][1][number]"),
    ],
)
@pytest.mark.parametrize("token", ["csrfmiddlewaretoken", "authenticity_token"])
def test_a_name_may_be_spelled_as_each_framework_does(names: tuple[str, str, str], token: str) -> None:
    """A prefix that all names share is removed, and messages are under the names with the prefix."""
    email, label, number = names
    rows = {} if "17" in number else {label: " mobile"}
    data = {token: "t", email: "a@b.co ", **rows, number: "+33 612312312"}
    posted = Posted(data, "contact.update")
    phones = ROW if rows else [{"number": ROW[0]["number"]}]
    assert posted.resource == {"email": "a@b.co", "phones": phones}
    faulty = Posted({**data, email: "x", number: "y"}, "contact.update")
    assert {email, number} <= set(faulty.by_name(validate_resource(faulty.resource, "contact.update")))


LABEL, NUMBER = "phones[][label]", "phones[][number]"
TWO_ROWS = [{"label": "a", "number": "1"}, {"label": "b", "number": "2"}]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([(LABEL, "a"), (NUMBER, "1"), (LABEL, "b"), (NUMBER, "2")], TWO_ROWS),
        ({LABEL: ["a", "b"], NUMBER: ["1", "2"]}, TWO_ROWS),
        ([(LABEL, "a"), (LABEL, "b"), (NUMBER, ["1", "2"])], TWO_ROWS),
        ([(LABEL, "a"), (NUMBER, "1")], TWO_ROWS[:1]),
        ([(LABEL, "a"), ("phones[][_destroy]", "1"), (LABEL, "b"), ("phones[][_destroy]", "0")], [{"label": "b"}]),
        ([(LABEL, ""), (NUMBER, ""), (LABEL, "b"), (NUMBER, "2")], TWO_ROWS[1:]),
        ({LABEL: ["", "b"], NUMBER: ["", "2"]}, [{"label": "b", "number": "2"}]),
        ([("contact[phones][][label]", "a"), ("contact[phones][][label]", "b")], [{"label": "a"}, {"label": "b"}]),
        ([("phones[].label", "a"), ("phones[].number", "1")], [{"label": "a", "number": "1"}]),
        ([("new.phones[].label", "a"), ("new.phones[].number", "1")], [{"label": "a", "number": "1"}]),
    ],
)
def test_rows_may_have_brackets_without_an_index(data: Any, expected: list[dict[str, str]]) -> None:
    """The first value of each name is in the first row, and so on, whether the pairs are in order or grouped by name."""
    assert from_form(data, "contact.update") == {"phones": expected}


def test_rows_without_indices_are_not_guessed() -> None:
    """If one name has fewer values than another, it is unclear which row lacks one, and the names are unknown."""
    data = {LABEL: ["a", "b"], NUMBER: ["1"]}
    assert from_form(data, "contact.update") == {LABEL: "b", NUMBER: "1"}


def test_a_message_for_a_row_without_an_index_is_under_the_name_that_was_posted() -> None:
    """All rows have the same names on such a page."""
    posted = Posted([(LABEL, "a"), (NUMBER, "x"), (LABEL, "b"), (NUMBER, "+33 612312312")], "contact.update")
    assert list(posted.by_name(validate_resource(posted.resource, "contact.update"))) == [NUMBER]


@pytest.mark.parametrize(
    ("data", "prefix", "expected"),
    [
        ({"a-email": "1", "b-email": "2"}, None, {"a-email": "1", "b-email": "2"}),
        ({"a-email": "1", "b-email": "2"}, "a", {"email": "1"}),
        ({"a-email": "1", "b-email": "2"}, "b-", {"email": "2"}),
        ({"a[email]": "1", "email": "2"}, "a", {"email": "1"}),
        ({"a-email": "1", "email": "2"}, None, {"a-email": "1", "email": "2"}),
        ({"contact[email]": "1", "locale": "fr"}, None, {"email": "1", "locale": "fr"}),
        ({"Contact[email]": "1", "locale": "fr"}, None, {"email": "1", "locale": "fr"}),
        ({"contact[emial]": "1", "contact[zip]": "2"}, None, {"emial": "1", "zip": "2"}),
        ({"a-email": "1", "ab-zip": "2"}, None, {"a-email": "1", "ab-zip": "2"}),
        ({"phones-0-email": "1"}, None, {"phones-0-email": "1"}),
        ({"email-zip": "1"}, None, {"email-zip": "1"}),
        ({"some-email": "1", "some-submit": "Save", "some-csrf_token": "t"}, None, {"email": "1"}),
        ({"some-csrf_token": "t", "some-x": "1"}, None, {"some-csrf_token": "t", "some-x": "1"}),
    ],
)
def test_a_prefix_is_one_that_all_names_share_or_the_one_that_is_given(
    data: dict[str, str], prefix: str | None, expected: dict[str, str]
) -> None:
    """If there are two prefixes, none is removed, and a part of a field name is never a prefix."""
    assert from_form(data, "contact.update", prefix=prefix) == expected


FIELDS = {"email": "a@b.co", "phones-0-label": "mobile", "phones-0-number": "+33 612312312"}
RESOURCE = {"email": "a@b.co", "phones": ROW}


@pytest.mark.parametrize(
    "beside",
    [
        {"csrfmiddlewaretoken": "t", "submit": "Save"},
        {"csrf_token": "t", "submit": "Save", "phones-0-csrf_token": "t"},
        {"authenticity_token": "t", "utf8": "✓", "_method": "patch", "commit": "Update Contact", "button": ""},
        {"_token": "t", "_method": "PUT"},
        {"_csrf": "t", "_charset_": "UTF-8"},
        {"__RequestVerificationToken": "t"},
        {"submit.x": "3", "submit.y": "4"},
        {f"phones-{name}_FORMS": "1" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")},
        {"phones-0-id": "7", "phones-0-ORDER": "1", "phones-0-DELETE": "", "phones-1-id": "8"},
        {"phones-__prefix__-label": "", "phones-__prefix__-number": ""},
        {"phones_attributes[0][_destroy]": "false", "phones_attributes[0][id]": "7"},
        {"phones_attributes[0][_destroy]": ["0", "0"]},
        {"_save": "Save"},
        {"_addanother": "Save and add another", "_continue": "Save and continue editing"},
        {"_wpnonce": "t", "_wp_http_referer": "/contact/"},
        {"_csrf_token": "t", "g-recaptcha-response": "t", "h-captcha-response": "t"},
        {"cf-turnstile-response": "t"},
        {"_popup": "1", "_to_field": "id", "initial-email": "x", "initial-phones-0-label": "home"},
        {"contact_wizard-current_step": "0"},
        {"_xsrf": "t"},
        {"_formkey": "t", "_formname": "contact"},
        {"_csrfToken": "t", "_Token[fields]": "t", "_Token[unlocked]": ""},
        {"csrfToken": "t"},
        {"__VIEWSTATE": "t", "__EVENTVALIDATION": "t", "__EVENTTARGET": ""},
        {"_spoken_languages": "1", "_phones[0].label": "on", "_contact.zip": "on"},
        {"_csrf_token": "t", "phones[0][_persistent_id]": "0", "_unused_email": "", "phones[0][_unused_label]": ""},
        {"_target[]": ["contact", "email"]},
    ],
)
def test_names_that_frameworks_add_are_left_out(beside: dict[str, str]) -> None:
    """A form with right values is valid, whatever framework made it."""
    assert from_form({**beside, **FIELDS}, "contact.update") == RESOURCE
    assert validate_resource(from_form({**FIELDS, **beside}, "contact.update"), "contact.update").valid


@pytest.mark.parametrize("mark", ["on", "true", "True", "1", "y", ["0", "1"], 1])
@pytest.mark.parametrize("name", ["phones-1-DELETE", "phones_attributes[1][_destroy]", "phones.1.DELETE"])
def test_a_row_that_is_marked_for_deletion_is_left_out(name: str, mark: Any) -> None:
    """Its other fields do not matter. The last value of a repeated mark counts, as for any check box."""
    data = {**FIELDS, "phones-1-number": "x", "phones-2-number": "y", name: mark}
    assert from_form(data, "contact.update") == {**RESOURCE, "phones": [*ROW, {"number": "y"}]}
    assert from_form({"phones-1-number": "x", name: mark}, "contact.update") == {"phones": None}


def test_a_name_of_a_framework_is_left_out_only_where_frameworks_post_it() -> None:
    """In other places it is an ordinary name, and a field of the schema is always a field."""
    names = ["DELETE", "email-submit", "x-commit", "0-id", "phones-id", "phones-0-number-DELETE", "zip.x", "commit.z"]
    names += ["_emial", "_", "initial-", "initial-x", "_unused_", "_phones-0-x", "current_step-x", "phones-_persistent_id"]
    read = from_form({"email": "x", **dict.fromkeys(names, "1")}, "contact.update")
    assert read == {"email": "x", **dict.fromkeys(names, "1")}
    assert from_form({"id": "7", "email": "x"}, "contact.update") == {"id": "7", "email": "x"}


@pytest.mark.parametrize(
    ("name", "ignore", "is_kept"),
    [
        ("save", ["save"], False),
        ("contact[save]", ["save"], False),
        ("contact[save]", ["contact[save]"], False),
        ("phones-0-is_private", ["is_private"], False),
        ("phones[0][is_private]", ("phones[0][is_private]",), False),
        ("phones.0.is_private", {"is_private"}, False),
        ("email", ["email"], False),
        ("saved", ["save"], True),
        ("save-x", ["save"], True),
    ],
)
def test_ignored_names_are_left_out(name: str, ignore: Any, is_kept: bool) -> None:  # noqa: FBT001  # a table
    """The argument has whole names, or the last part of names in rows."""
    assert bool(from_form({name: "x"}, "contact.update", ignore)) is is_kept


def test_a_single_text_of_names_to_ignore_is_refused() -> None:
    """Each of its letters would be ignored, and nobody would notice."""
    with pytest.raises(TypeError, match="a list of names"):
        from_form({"save": "x"}, "contact.update", "save")


def test_a_ticked_box_that_is_ignored_does_not_fill_a_row() -> None:
    """The row counts as empty, and is left out."""
    data = {"phones-0-label": "", "phones-0-is_private": "on", "phones-1-number": "x"}
    assert from_form(data, "contact.update", ["is_private"]) == {"phones": [{"number": "x"}]}


class Incomparable:
    """A value whose comparison and truth raise, as those of arrays and of missing values of data frames do."""

    def __eq__(self, _: object) -> bool:
        """Raise."""
        raise ValueError("the truth of an array is ambiguous")

    __hash__ = None  # type: ignore[assignment]  # as arrays have none

    def __bool__(self) -> bool:
        """Raise."""
        raise TypeError("the truth of a missing value is ambiguous")


@pytest.mark.parametrize("name", ["email", "phones-0-number", "spoken_languages", "phones", "phones-0-DELETE", "x"])
@pytest.mark.parametrize("values", [Incomparable(), [Incomparable()], ["", Incomparable()]], ids=["alone", "one", "two"])
def test_a_value_that_cannot_be_compared_is_reported(name: str, values: Any) -> None:
    """Nothing raises, and the report has it as a value that JSON cannot represent. As a mark for deletion it deletes its row."""
    posted = Posted({name: values, "zip": "1"}, "contact.update")
    report = validate_resource(posted.resource, "contact.update")
    expected = {} if name == "phones-0-DELETE" else {name}
    assert set(posted.by_name(report)) - {""} == set(expected)
    assert all(error.code in ("not_representable", "required") or error.field == "x" for error in report.errors)


@pytest.mark.parametrize(
    ("data", "names"),
    [
        ({"email": "x"}, ["email"]),
        ({"phones-0-number": "", "phones-0-label": " ", "phones-1-label": "a", "phones-1-number": "x"}, ["phones-1-number"]),
        ({"phones[5][label]": "a", "phones[5][number]": "x"}, ["phones[5][number]"]),
        ({"phones-3-number": "x", "phones-3-label": "a", "phones-2-DELETE": "on", "phones-2-number": "y"}, ["phones-3-number"]),
        ({"phones-4-number": "x"}, ["", "phones-4-number"]),
        ({"phones-0": "x"}, ["phones-0"]),
        ({"spoken_languages": ["en", "xx", "yy"]}, ["spoken_languages"]),
        ({"spoken_languages[]": ["xx"]}, ["spoken_languages[]"]),
        ({"spoken_languages-0": "", "spoken_languages-3": "xx"}, ["spoken_languages-3"]),
        ({"phones": [{"label": "a", "number": "x"}]}, ["phones"]),
        ({"y" * 50: "1", "a\tb": "2", "²": "3"}, ["y" * 50, "a\tb", "²"]),
    ],
)
def test_messages_are_under_the_names_that_were_posted(data: dict[str, Any], names: list[str]) -> None:
    """Empty and deleted rows do not matter. A field that was not posted has its message under the empty name."""
    required = {"firstname": "A", "lastname": "B", "email": "a@b.co", "website": "", "spoken_languages": "en"}
    rest = {"address1": "1", "city": "C", "zip": "1", "country_code": "FR"}
    posted = Posted({**required, **rest, **data} if "spoken_languages[]" not in data else data, "contact.update")
    messages = posted.by_name(validate_resource(posted.resource, "contact.update"))
    assert sorted(messages) == sorted(names)
    assert all(len(one) == 1 for one in messages.values())


def test_a_message_of_a_field_that_was_not_posted_names_it_as_the_form_does() -> None:
    """The message has the index of the form, and does not begin with it."""
    posted = Posted({"phones-4-number": "x", "phones-7-number": "1", "phones-5-label": ""}, "contact.update")
    report = validate_resource(posted.resource, "contact.update")
    missing = [error.message("fr") for error in report.errors if error.code == "required"]
    assert posted.by_name(report, "fr")[""] == [f"phones.4.label {missing[0]}", f"phones.7.label {missing[1]}"]
    chosen = Posted({"spoken_languages": ["en", "xx"]}, "contact.update")
    refused = validate_resource(chosen.resource, "contact.update")
    assert chosen.by_name(refused, "fr") == {"spoken_languages": [refused.errors[0].message("fr")]}


def test_messages_of_a_server_answer_are_under_the_posted_names() -> None:
    """The report on the answer has locations of its own."""
    posted = Posted({"phones-0-number": "", "phones-2-number": "+33 612312312", "zip": "1"}, "contact.update")
    answer = parse_422({"errors": {"phones.0.number": ["is invalid"], "zip": ["can't be blank"], "base": ["is closed"]}})
    assert set(posted.by_name(answer)) == {"phones-2-number", "zip", ""}
