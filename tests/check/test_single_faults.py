"""One fault, one error: every field and every rule, in each representation, as a table.

A row is read: with this field so, the report has exactly this error at this field. Rows whose outcome is None are what looks
like a fault and is none. Both engines are asked.
"""

from typing import Any

import pytest

from bs_validate import Validator
from bs_validate._schema.catalog import packaged
from support.names import shown
from support.samples import ABSENT, ENVELOPES, changed, documented

WRITES = ("create", "update")
ALL = ("create", "update", "read")
READ = ("read",)
CREATE = ("create",)
UPDATE = ("update",)

REQUIRED_TEXTS = {
    "contact": ("email", "firstname", "lastname", "address1", "city", "country_code", "zip"),
    "host": ("firstname", "lastname"),
}
OPTIONAL_TEXTS = {
    "contact": ("website", "private_notes", "gender", "address2", "state"),
    "host": ("email",),
}
BLANKS = ["", " ", "\t\n", "\u00a0", "\u3000", "\u2003 \u1680", "\u0085", "\u2028"]
NO_TEXTS: list[tuple[Any, str]] = [
    (5, "integer"),
    (1.5, "number"),
    (True, "boolean"),
    ([], "array"),
    (["a"], "array"),
    ({}, "object"),
    ({"a": 1}, "object"),
]
#: Control characters, two separators, and the noncharacters at the ends of their ranges.
NON_PRINTABLE = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]

Row = tuple[str, str, Any, str | None, dict[str, Any]]


def field_rows() -> list[Row]:  # noqa: PLR0912, PLR0915  # a table
    """Return the table of fields; the corpus in ``tests/conformance`` is written from it too."""
    rows: list[Row] = []

    def add(resource: str, kinds: tuple[str, ...], field: str, value: Any, code: str | None, **params: Any) -> None:
        rows.extend((f"{resource}.{kind}", field, value, code, params) for kind in kinds)

    for resource in ("contact", "host"):
        for field in REQUIRED_TEXTS[resource]:
            add(resource, (*CREATE, *READ), field, ABSENT, "required")
            add(resource, ALL, field, None, "null")
            for blank in BLANKS:
                add(resource, ALL, field, blank, "blank")
            for value, actual in NO_TEXTS:
                add(resource, ALL, field, value, "type", expected=["string"], actual=actual)
        for field in OPTIONAL_TEXTS[resource]:
            add(resource, CREATE, field, ABSENT, None)
            add(resource, READ, field, ABSENT, "required")
            add(resource, ALL, field, None, None)
            for value, actual in NO_TEXTS:
                add(resource, ALL, field, value, "type", expected=["string", "null"], actual=actual)

    # Texts have a maximum length in code points.
    for field, longest in [("address1", 100), ("address2", 100), ("city", 100), ("state", 100), ("zip", 15)]:
        for char in ("x", "é", "李", "😀", "e\u0301"):
            fitting = (char * longest)[:longest]
            add("contact", ALL, field, fitting, None)
            add("contact", ALL, field, fitting + "x", "too_long", max=longest, length=longest + 1)
    for field in ("email", "firstname", "lastname", "private_notes"):
        long_text = "x" * 60 + "@" + "y" * 100 + ".com" if field == "email" else "x" * 5000
        add("contact", ALL, field, long_text, None)

    # Texts without control characters and separators.
    for field in ("address1", "address2", "state", "zip"):
        for codepoint in NON_PRINTABLE:
            text = f"ab{chr(codepoint)}c"
            add("contact", ALL, field, text, "non_printable", position=2, codepoint=f"U+{codepoint:04X}")
        for printable in (
            "\u00a0",
            "\u200d",
            "\u200b",
            "\u3000",
            "\ufeff",
            "\u00ad",
            "😀",
            "\ue000",
            "\u0378",
            "\ufdcf",
            "\ufffd",
            "\U0010fffd",
        ):
            add("contact", ALL, field, f"a{printable}b", None)
    for field in ("city", "firstname", "lastname", "private_notes"):
        add("contact", ALL, field, "a\tb\u0007", None)  # the page has the rule for only four fields

    # Email addresses.
    for field_resource in ("contact", "host"):
        for value, reason in [
            ("not an email", "no_at_sign"),
            ("a@b", "no_domain_dot"),
            ("a@b.", "empty_domain_label"),
            ("a@.b", "empty_domain_label"),
            ("@b.com", "no_local_part"),
            ("a@", "no_domain"),
            ("a@b@c.com", "several_at_signs"),
            ("a b@c.com", "white_space"),
            (" a@c.com", "white_space"),
            ("a@c.com\n", "white_space"),
            ("a\u0007b@c.com", "control_character"),
            ("a,b@c.com", "forbidden_character"),
            ("A <a@c.com>", "white_space"),
            ('"a"b@c.com', "forbidden_character"),
            ('"a b"@c d.com', "white_space"),
            ("a@[x]", "no_domain_dot"),
            ("a@[IPv6:]", "no_domain_dot"),
            ("nope", "no_at_sign"),
            ("<a@c.com>", "forbidden_character"),
            ("x" * 65 + "@c.com", "local_part_too_long"),
            ("a@" + "x" * 252 + ".c", "domain_too_long"),
            ("x" * 400, "too_long"),
        ]:
            add(field_resource, ALL, "email", value, "email", reason=reason)
        for value in (
            "a@b.c",
            "ж@example.com",
            "李@例子.中国",
            "a@exam_ple.com",
            "o'brien+tag@sub.example.co.uk",
            "a@[127.0.0.1]",
            "user@[IPv6:2001:db8::1]",
            '"a.b"@example.com',
            '"a @,<>\\" b"@example.com',
        ):
            add(field_resource, ALL, "email", value, None)
    for blank in ("", " ", "\u00a0"):
        add("host", ALL, "email", blank, None)
        add("contact", ALL, "website", blank, None)

    # Websites.
    for value, reason in [
        ("example.com", "scheme"),
        ("www.example.com", "scheme"),
        ("ftp://example.com", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("mailto:a@b.com", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("http:/example.com", "scheme"),
        (" http://example.com", "scheme"),
        ("http://exa mple.com", "white_space"),
        ("http://example.com\n", "white_space"),
        ("http://example.com/\u0007", "control_character"),
        ("http://example.com/<b>", "forbidden_character"),
        ('http://example.com/"', "forbidden_character"),
        ("http://example.com\\a", "forbidden_character"),
        ("http://", "no_host"),
        ("http://.", "no_host"),
        ("http:///path", "no_host"),
        ("http://[::1", "host"),
        ("http://a[::1]", "host"),
        ("http://[::1]a:80/", "host"),
        ("http://[::1]@example.com/", "host"),
        ("http://[::1%1@a]/", "host"),
        ("http://[::1]:1]@example.com/", "host"),
        ("http://[v1.]/", "host"),
        ("http://[]/", "host"),
        ("http://[127.0.0.1]/", "host"),
        ("http://[example.com]/", "host"),
        ("http://example.com℀/", "host"),
        ("http://example.com:port", "port"),
        ("http://example.com:65536", "port"),
        ("http://example.com:99999", "port"),
        ("http://[fe80::1%]/", "host"),
        ("http://example.com/" + "x" * 2030, "too_long"),
    ]:
        add("contact", ALL, "website", value, "url", reason=reason)
    for value in (
        "HTTPS://EXAMPLE.COM",
        "http://münchen.de/straße?ä=ö#ü",
        "http://пример.рф",
        "http://localhost:3000",
        "http://example.com:065535",
        "http://127.0.0.1",
        "http://[::1]:80/",
        "http://user@[fe80::1%25eth0]:/",
        "http://[v1.a]/?[",
        "http://example.com?foo",
        "http://example.com/a|b[1]",
        "http://example.com.",
        "http://user:pass@example.com/",
        "http://exam_ple.com",
        "http://example.com/" + "x" * 2029,
    ):
        add("contact", ALL, "website", value, None)

    # Choices.
    for value, suggestion in [
        ("Male", "male"),
        ("FEMALE", "female"),
        ("femal", "female"),
        ("other", None),
        ("", None),
        ("m", None),
    ]:
        add("contact", ALL, "gender", value, "choice", **({} if suggestion is None else {"suggestion": suggestion}))
    for value in ("male", "female"):
        add("contact", ALL, "gender", value, None)
    for value, suggestion in [
        ("UK", "GB"),
        ("USA", "US"),
        ("France", "FR"),
        ("Deutschland", "DE"),
        ("fr", "FR"),
        ("EL", "GR"),
        ("Россия", "RU"),
        ("日本", "JP"),
        ("United States of America", "US"),
        ("826", "GB"),
        ("EU", None),
        ("XK", None),
        ("ZZ", None),
        ("nowhere", None),
    ]:
        add("contact", ALL, "country_code", value, "choice", **({} if suggestion is None else {"suggestion": suggestion}))
    for value in ("FR", "GB", "AQ", "SS", "BQ"):
        add("contact", ALL, "country_code", value, None)
    for value, suggestion in [
        ("EN", "en"),
        ("sr", "rs"),
        ("zh_TW", "zh-TW"),
        ("zh-Hant", "zh-TW"),
        ("fr-CA", "fr"),
        ("pt_BR", "pt"),
        ("deu", "de"),
        ("French", "fr"),
        ("Serbian", "rs"),
        ("polski", "pl"),
        ("no", "nb"),
        ("xx", None),
        ("tlh", None),
        ("", None),
    ]:
        params = {} if suggestion is None else {"suggestion": suggestion}
        add("contact", ALL, "spoken_languages.0", value, "choice", **params)

    # Lists.
    add("contact", ALL, "spoken_languages", [], "too_few", min=1, count=0)
    add("contact", (*CREATE, *READ), "spoken_languages", ABSENT, "required")
    add("contact", UPDATE, "city", ABSENT, None)
    add("contact", ALL, "spoken_languages", None, "null")
    add("contact", CREATE, "phones", ABSENT, None)
    add("contact", READ, "phones", ABSENT, "required")
    add("contact", ALL, "phones", None, None)
    for value, actual in [("en", "string"), (5, "integer"), ({}, "object"), (False, "boolean")]:
        add("contact", ALL, "spoken_languages", value, "type", expected=["array"], actual=actual)
        add("contact", ALL, "phones", value, "type", expected=["array", "null"], actual=actual)
    add("contact", ALL, "phones", [], None)
    add("contact", ALL, "spoken_languages", ["rs", "zh", "zh-TW"], None)
    add("contact", ALL, "spoken_languages", ["en", "en"], None)
    add("contact", ALL, "spoken_languages.0", None, "null")
    add("contact", ALL, "spoken_languages.0", 5, "type", expected=["string"], actual="integer")
    add("contact", ALL, "phones.0", None, "null")
    add("contact", ALL, "phones.0", "+33612312312", "type", expected=["object"], actual="string")

    # Phones.
    for field in ("phones.0.label", "phones.0.number"):
        add("contact", ALL, field, ABSENT, "required")
        add("contact", ALL, field, None, "null")
        for blank in BLANKS:
            add("contact", ALL, field, blank, "blank")
        add("contact", ALL, field, 612312312, "type", expected=["string"], actual="integer")
    for value in ("phone", "mobile", "fax", "default", "Büro", "x" * 300, "a\tb"):
        add("contact", ALL, "phones.0.label", value, None)
    for value, reason in [
        ("call me", "not_a_number"),
        ("+", "not_a_number"),
        ("zz", "not_a_number"),
        ("n/a", "not_a_number"),
        ("n/a 1", "not_a_number"),
        ("日本", "not_a_number"),
        ("+49 1a", "too_short"),
        ("+33 " + "1" * 18 + "a", "too_long"),
        ("1" * 21 + "a", "too_long"),
        ("1" * 250 + "a", "too_long"),
        ("x" * 251, "too_long"),
    ]:
        add("contact", ALL, "phones.0.number", value, "phone", reason=reason)
    for value in (
        "+33 (0)6 123.123.123",
        "123456789",
        "0612312312",
        "00 33 6 12 31 23 12",
        "+1 800-FLOWERS",
        "+44 20 7946 0958 ext. 12",
        "112",
        "＋３３ ６１２ ３１２ ３１２",
        "+999 123 456 789",
        "1" * 20,
        "1" * 21,
        "1" * 251,
        "1",
        "+33",
        "+33 6",
        "+49 1",
        "0612312312, 0712312312",
        "+33\u202f6 12 34 56 78",
        "06\t12 34 56 78",
        "06\u201912\u201934\u201956\u201978",
        "+33 6 12 34 56 78 \u2013 mobile",
    ):
        add("contact", ALL, "phones.0.number", value, None)
    add("contact", WRITES, "phones.0.country", "FR", "unknown_field")
    add("contact", WRITES, "phones.0.Label", "x", "unknown_field", suggestion="label")
    add("contact", READ, "phones.0.country", "FR", None)

    # Identifiers.
    for field in ("user_id", "source_id"):
        for value in (None, 1, 2.0, 2**63, 10**40, "2", "12", "007", "1" * 40):
            add("host", WRITES, field, value, None)
        for value in (0, -1, -(10**40), "0", "000"):
            add("host", WRITES, field, value, "minimum", min=1)
        for value, actual in [(1.5, "number"), (True, "boolean"), ([], "array"), ({}, "object")]:
            add("host", WRITES, field, value, "type", expected=["integer", "null"], actual=actual)
        for value in ("", " ", "12a", "-1", "+1", "1.0", "1 ", "a\tb", "\uff11", "\u0661", "\u00b2", "two"):
            add("host", WRITES, field, value, "type", expected=["integer", "null"], actual="string")
        link = f"links.{field.removesuffix('_id')}"
        add("host", READ, link, ABSENT, "required")
        add("host", READ, link, None, None)
        add("host", READ, link, 0, "minimum", min=1)
        add("host", READ, link, "2", "type", expected=["integer", "null"], actual="string")
    for resource in ("contact", "host"):
        add(resource, READ, "links.account", ABSENT, "required")
        for field in ("id", "links.account"):
            add(resource, READ, field, None, "null")
            add(resource, READ, field, "1", "type", expected=["integer"], actual="string")
            add(resource, READ, field, 1.5, "type", expected=["integer"], actual="number")
        add(resource, READ, "links", ABSENT, "required")
        add(resource, READ, "links", None, "null")
        add(resource, READ, "links", [], "type", expected=["object"], actual="array")
        add(resource, READ, "id", ABSENT, "required")
    add("contact", READ, "account", 1, None)
    add("contact", READ, "account", {"id": 3}, None)
    add("contact", READ, "account", "1", "type", expected=["integer", "object"], actual="string")
    for field in ("account", "source", "user"):
        add("host", READ, field, {"id": 3}, None)
        add("host", READ, field, None, None)
        add("host", READ, field, 3, "type", expected=["object", "null"], actual="integer")
    add("host", READ, "participants", [{"id": 3}], None)
    add("host", READ, "participants", {"id": 3}, "type", expected=["array"], actual="object")
    add("host", READ, "links.participants", ABSENT, "required")
    add("host", READ, "links.participants", None, "null")
    add("host", READ, "links.participants", [1, 2], None)
    identifiers: list[Any] = [("1", "type", {"expected": ["integer"], "actual": "string"}), (None, "null", {}), (5, None, {})]
    for value, code, params in identifiers:
        add("host", READ, "links.participants.0", value, code, **params)
    add("contact", READ, "fullname", ABSENT, "required")
    add("contact", READ, "fullname", None, "null")
    add("contact", READ, "fullname", 5, "type", expected=["string"], actual="integer")
    add("contact", READ, "fullname", "", None)

    # Times.
    times = {
        "contact": ("created_at", "updated_at", "canceled_at", "forget_me_at", "processing_restricted_at"),
        "host": ("created_at", "updated_at", "forget_me_at", "processing_restricted_at"),
    }
    for resource in ("contact", "host"):
        for field in times[resource]:
            expected = ["string"] if field in ("created_at", "updated_at") else ["string", "null"]
            add(resource, READ, field, ABSENT, "required" if len(expected) == 1 else None)
            add(resource, READ, field, None, "null" if len(expected) == 1 else None)
            add(resource, READ, field, 1398070844, "type", expected=expected, actual="integer")
            for value in ("2014-08-21T08:40:44Z", "2000-02-29T23:59:59Z", "1970-01-01T00:00:00Z"):
                add(resource, READ, field, value, None)
            for value in (
                "",
                "yesterday",
                "2014-08-21",
                "2014-08-21T08:40Z",
                "2014-08-21 08:40:44Z",
                "2014-08-21T08:40:44",
                "2014-08-21T08:40:44+00:00",
                "2014-08-21T08:40:44.000Z",
                "2014-08-21t08:40:44z",
                "2014-8-21T8:40:44Z",
                "2014-08-21T08:40:44Z\n",
                "２０１４-08-21T08:40:44Z",
            ):
                add(resource, READ, field, value, "time", reason="shape")
            for value in (
                "2014-02-30T08:40:44Z",
                "2013-02-29T08:40:44Z",
                "1900-02-29T08:40:44Z",
                "2014-13-01T08:40:44Z",
                "2014-00-01T08:40:44Z",
                "2014-04-31T08:40:44Z",
                "2014-08-21T24:00:00Z",
                "2014-08-21T08:60:44Z",
                "2014-08-21T08:40:60Z",
                "0000-01-01T00:00:00Z",
            ):
                add(resource, READ, field, value, "time", reason="no_such_date")

    # Fields that only the server writes are a warning in a write, whatever their value; unknown fields are an error.
    for resource in ("contact", "host"):
        for field in (*times[resource], "id", "links", *(("account", "fullname") if resource == "contact" else ())):
            for value in (None, 1, "x", [], {"a": 1}):
                add(resource, WRITES, field, value, None)
        for field, suggestion in [
            ("first_name", "firstname"),
            ("firstName", "firstname"),
            ("LastName", "lastname"),
            ("e-mail", "email"),
            ("mail", "email"),
            ("colour", None),
            ("x", None),
            ("a/b~c %\u00e9", None),
        ]:
            params = {} if suggestion is None else {"suggestion": suggestion}
            add(resource, WRITES, field, "x", "unknown_field", **params)
            add(resource, READ, field, "x", None)
    for field, suggestion in [
        ("phone", "phones"),
        ("countryCode", "country_code"),
        ("country", "country_code"),
        ("zipcode", "zip"),
        ("adress1", "address1"),
        ("notes", "private_notes"),
        ("languages", "spoken_languages"),
        ("user_id", None),
    ]:
        params = {} if suggestion is None else {"suggestion": suggestion}
        add("contact", WRITES, field, "x", "unknown_field", **params)
    return rows


def _label(row: Row) -> str:
    name, field, value, code, _ = row
    value_shown = "absent" if value is ABSENT else ascii(value)[:40]
    return f"{name}-{field}={value_shown}-{code or 'valid'}"


#: The rows of each schema and field, which are one test: pytest would take three times as long about a row as we do.
ROWS: dict[tuple[str, str], list[Row]] = {}
for _row in field_rows():
    ROWS.setdefault(_row[:2], []).append(_row)


@pytest.mark.parametrize(("name", "field"), ROWS)
def test_a_fault_in_a_field_gives_exactly_one_error(validator: Validator, name: str, field: str) -> None:
    """The error has the code and params of the table and is at the field, and there is no other."""
    at = (ENVELOPES[name], 0, *(int(part) if part.isdigit() else part for part in field.split(".")))
    for row in ROWS[name, field]:
        *_, value, code, params = row
        found = validator.validate(changed(name, field, value), name).errors
        expected = [] if code is None else [(code, at, field, params)]
        assert [(error.code, error.location, error.field, dict(error.params)) for error in found] == expected, _label(row)


#: Values that a write may have in place of the links and the metadata, which the server ignores there.
UNRULED_AROUND: tuple[Any, ...] = (None, 1, {})


def envelope_rows() -> list[tuple[str, Any, list[tuple[str, tuple[Any, ...], dict[str, Any]]]]]:
    """Return the table of faults around the resources: documents, each with its errors."""
    rows: list[tuple[str, Any, list[tuple[str, tuple[Any, ...], dict[str, Any]]]]] = []
    for name, envelope in ENVELOPES.items():
        good = documented(name)
        one = good[envelope]
        write = not name.endswith("read")
        for value, actual in [([], "array"), ("x", "string"), (5, "integer"), (True, "boolean")]:
            rows.append((name, value, [("type", (), {"expected": ["object"], "actual": actual})]))
        rows += [
            (name, None, [("null", (), {})]),
            (name, {}, [("required", (envelope,), {})]),
            (name, {envelope: None}, [("null", (envelope,), {})]),
            (name, {envelope: "x"}, [("type", (envelope,), {"expected": ["array"], "actual": "string"})]),
            (name, {envelope: [None]}, [("null", (envelope, 0), {})]),
            (name, {envelope: ["x"]}, [("type", (envelope, 0), {"expected": ["object"], "actual": "string"})]),
            (name, {envelope: []}, [("too_few", (envelope,), {"min": 1, "count": 0})] if write else []),
            (name, {envelope: one * 2}, []),
            (name, {**good, "other": 1}, []),
            (name, {**good, "linked": {"accounts": [{"id": 1}]}}, []),
            (name, {**good, "meta": {}}, []),
        ]
        if write:
            rows.append((name, {envelope: one[0]}, []))
        else:
            rows.append((name, {envelope: one[0]}, [("type", (envelope,), {"expected": ["array"], "actual": "object"})]))
        if name.endswith("update"):
            rows[-5] = (name, {envelope: one * 2}, [("too_many", (envelope,), {"max": 1, "count": 2})])
            rows += [(name, {envelope: [{}]}, []), (name, {envelope: {}}, [])]
        if write:
            rows += [(name, {**good, key: value}, []) for key in ("links", "meta", "linked") for value in UNRULED_AROUND]
        else:
            rows += [
                (name, {envelope: one}, []),
                (name, {**good, "links": None}, [("null", ("links",), {})]),
                (name, {**good, "links": {"a": "b"}}, [("url", ("links", "a"), {"reason": "scheme"})]),
                (name, {**good, "links": {"a": "http://localhost:3000/{a.b}"}}, []),
                (name, {**good, "linked": []}, [("type", ("linked",), {"expected": ["object"], "actual": "array"})]),
                (name, {**good, "meta": None}, [("null", ("meta",), {})]),
                (
                    name,
                    {**good, "meta": {"X-Total-Count": 1}},
                    [("type", ("meta", "X-Total-Count"), {"expected": ["string", "null"], "actual": "integer"})],
                ),
                (name, {**good, "meta": {"Link": None, "X-Per-Page": None, "X-Total-Pages": None}}, []),
                (name, {**good, "meta": {"deleted_ids": []}}, []),
                (name, {**good, "meta": {"deleted_ids": [2, 17]}}, []),
                (
                    name,
                    {**good, "meta": {"deleted_ids": ["2"]}},
                    [("type", ("meta", "deleted_ids", 0), {"expected": ["integer"], "actual": "string"})],
                ),
                (name, {**good, "meta": {"Link": {"next": None}}}, []),
                (
                    name,
                    {**good, "meta": {"Link": []}},
                    [("type", ("meta", "Link"), {"expected": ["object", "null"], "actual": "array"})],
                ),
            ]
    return rows


@pytest.mark.parametrize(("name", "document", "expected"), envelope_rows())
def test_a_fault_around_the_resources_gives_exactly_one_error(
    validator: Validator, name: str, document: Any, expected: list[tuple[str, tuple[Any, ...], dict[str, Any]]]
) -> None:
    """The faults are in the document, its envelope, its links and its metadata; errors outside a resource have no field."""
    found = validator.validate(document, name).errors
    assert [(error.code, error.location, dict(error.params)) for error in found] == expected
    assert all(error.field == "" for error in found)


#: The personal fields of each resource, as its schema lists them.
PERSONAL = {
    resource: packaged().source(f"{resource}.json")["$defs"][f"{resource}_as_read"]["x-personal"]
    for resource in ("contact", "host")
}


#: Values that a personal field of a forgotten person may have, or ABSENT.
UNRULED = (ABSENT, None, "", " ", "x" * 500, "a\tb")


@pytest.mark.parametrize("value", UNRULED, ids=shown)
@pytest.mark.parametrize(("resource", "field"), [(resource, field) for resource in PERSONAL for field in PERSONAL[resource]])
def test_a_forgotten_person_has_no_rules(validator: Validator, resource: str, field: str, value: Any) -> None:
    """With ``forget_me_at`` set, personal fields may be missing, null or any text in a read."""
    name = f"{resource}.read"
    document = changed(name, field, value)
    document[ENVELOPES[name]][0]["forget_me_at"] = "2021-01-22T08:40:20Z"
    assert validator.validate(document, name).errors == ()


@pytest.mark.parametrize(("resource", "field"), [(resource, field) for resource in PERSONAL for field in PERSONAL[resource]])
def test_a_forgotten_person_still_has_types(validator: Validator, resource: str, field: str) -> None:
    """With ``forget_me_at`` set, a number in place of a personal text is still the wrong type."""
    name = f"{resource}.read"
    document = changed(name, field, 5)
    document[ENVELOPES[name]][0]["forget_me_at"] = "2021-01-22T08:40:20Z"
    assert [(error.code, error.field) for error in validator.validate(document, name).errors] == [("type", field)]


def test_an_update_without_fields_is_valid(validator: Validator) -> None:
    """An update requires no field."""
    for name, envelope in (("contact.update", "contacts"), ("host.update", "hosts")):
        assert validator.validate({envelope: [{}]}, name).valid


def test_independent_faults_are_all_reported_in_document_order(validator: Validator) -> None:
    """One pass reports the faults at all places in document order; missing fields come last in their object."""
    document = documented("contact.create")
    contact = document["contacts"][0]
    contact.update(address1="a\tb" + "x" * 100, country_code="UK", phones=[{"number": "x"}, {"label": " ", "number": 5, "a": 1}])
    del contact["lastname"], contact["city"]
    found = validator.validate(document, "contact.create").errors
    assert [(error.pointer, error.code) for error in found] == [
        ("/contacts/0/address1", "non_printable"),
        ("/contacts/0/address1", "too_long"),
        ("/contacts/0/country_code", "choice"),
        ("/contacts/0/phones/0/number", "phone"),
        ("/contacts/0/phones/0/label", "required"),
        ("/contacts/0/phones/1/label", "blank"),
        ("/contacts/0/phones/1/number", "type"),
        ("/contacts/0/phones/1/a", "unknown_field"),
        ("/contacts/0/lastname", "required"),
        ("/contacts/0/city", "required"),
    ]


def test_one_resource_in_place_of_the_list_is_checked_in_place(validator: Validator) -> None:
    """Its errors have the locations in the document and the field names of the resource, in document order."""
    document = {"hosts": {"email": "nope", "user_id": "12a", "first_name": "A", "lastname": " "}}
    found = validator.validate(document, "host.create").errors
    assert [(error.pointer, error.field, error.code) for error in found] == [
        ("/hosts/email", "email", "email"),
        ("/hosts/user_id", "user_id", "type"),
        ("/hosts/first_name", "first_name", "unknown_field"),
        ("/hosts/lastname", "lastname", "blank"),
        ("/hosts/firstname", "firstname", "required"),
    ]
    phone = validator.validate({"contacts": {"phones": [{"label": "x", "number": "zz"}]}}, "contact.update").errors
    assert [(error.pointer, error.field, error.code) for error in phone] == [
        ("/contacts/phones/0/number", "phones.0.number", "phone")
    ]
