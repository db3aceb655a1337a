"""Tests and examples of the standards: JSON Schema's suite, Unicode, RFC 6901, RFC 9457, and the calendar.

The table in ``tests/json-schema-test-suite/README.md`` has each verdict that differs from the suite, with the reason.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from bs_validate import InvalidSchema, Validator
from bs_validate._check.engines import reference, rust
from bs_validate._instance.location import pointer
from bs_validate._schema.catalog import packaged
from bs_validate.dump import basic, jsonapi, problem
from bs_validate.formats import FORMATS, printable, time
from support.places import TESTS

SUITE = TESTS / "json-schema-test-suite"
FORMAT_OF = {"email": "bs-email", "idn-email": "bs-email", "uri": "bs-website", "iri": "bs-website", "date-time": "bs-time"}
ENGINES = {"rust": rust, "reference": reference}

#: A difference: the file, the suite's words, the suite's verdict, and ours.
Difference = tuple[str, str, str, str]


def _groups(file: str) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = json.loads((SUITE / f"{file}.json").read_text(encoding="utf-8"))
    return groups


def _table() -> list[Difference]:
    rows = []
    for line in (SUITE / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.removeprefix(" ").removesuffix(" ") for cell in line.split("|")[1:-1]]
        if len(cells) == 5 and cells[0] != "file" and not cells[0].startswith("---"):
            assert cells.pop().strip(), line
            rows.append((cells[0], cells[1], cells[2], cells[3]))
    return rows


def _of_formats() -> Iterator[Difference]:
    for file, name in FORMAT_OF.items():
        for group in _groups(file):
            assert group["schema"]["format"] == file
            schema = {**group["schema"], "format": name}
            for test in group["tests"]:
                valid = {engine.compile_schema(schema).is_valid(test["data"]) for engine in ENGINES.values()}
                assert len(valid) == 1
                if valid != {test["valid"]}:
                    reason = FORMATS[name].reason(test["data"])
                    yield file, test["description"], "valid" if test["valid"] else "invalid", reason or "valid"


def _of_patterns() -> Iterator[Difference]:
    for group in _groups("ecmascript-regex"):
        for name, engine in ENGINES.items():
            try:
                compiled = engine.compile_schema(group["schema"])
            except InvalidSchema:
                yield "ecmascript-regex", group["description"], "a pattern", f"no schema in the {name} engine"
                continue
            for test in group["tests"]:
                if compiled.is_valid(test["data"]) is not test["valid"]:
                    yield "ecmascript-regex", test["description"], str(test["valid"]), f"otherwise in the {name} engine"


def test_the_suite_of_json_schema_passes_except_for_listed_cases() -> None:
    """Both engines pass the tests of patterns and of the formats that mean the same as ours."""
    assert sum(len(group["tests"]) for file in FORMAT_OF for group in _groups(file)) > 90
    assert [*_of_formats(), *_of_patterns()] == _table()


def test_valid_pointers_of_the_suite_are_written_unchanged() -> None:
    """Each pointer is written from the names that it consists of."""
    (group,) = _groups("json-pointer")
    valid = [test["data"] for test in group["tests"] if test["valid"] and isinstance(test["data"], str)]
    assert len(valid) > 15
    for written in valid:
        names = [part.replace("~1", "/").replace("~0", "~") for part in written.split("/")[1:]]
        assert pointer(tuple(names)) == written


#: RFC 6901, section 5: the document, and the pointers to its values; section 6: the same pointers as fragments of a URI.
RFC_6901 = {
    "foo": ["bar", "baz"],
    "": 0,
    "a/b": 1,
    "c%d": 2,
    "e^f": 3,
    "g|h": 4,
    "i\\j": 5,
    'k"l': 6,
    " ": 7,
    "m~n": 8,
}
POINTERS = ["/foo/0", "/", "/a~1b", "/c%d", "/e^f", "/g|h", "/i\\j", '/k"l', "/ ", "/m~0n"]
FRAGMENTS = ["#/foo/0", "#/", "#/a~1b", "#/c%25d", "#/e%5Ef", "#/g%7Ch", "#/i%5Cj", "#/k%22l", "#/%20", "#/m~0n"]


def _validators(folder: Path, schema: dict[str, Any]) -> list[Validator]:
    """Return a validator of each engine for a schema of the name ``example.read``."""
    text = json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", **schema})
    (folder / "example.read.json").write_text(text, encoding="utf-8")
    return [Validator(schemas=folder, engine="rust"), Validator(schemas=folder, engine="reference")]


def test_errors_are_at_the_pointers_of_rfc_6901(tmp_path: Path) -> None:
    """In the example of the standard every value is wrong, and gives each pointer of section 5 and each fragment of section 6."""
    schema = {
        "properties": {name: {"type": "null"} for name in RFC_6901}
        | {"foo": {"type": "array", "prefixItems": [{"type": "null"}], "items": {"type": "string"}}}
    }
    for validator in _validators(tmp_path, schema):
        report = validator.validate(RFC_6901, "example.read")
        assert [error.pointer for error in report.errors] == POINTERS
        assert [error["pointer"] for error in problem(report)["errors"]] == FRAGMENTS
        # The pointer with a backslash may be an escaped name; only the document itself is certain.
        sure = [one if "\\" not in one else "" for one in POINTERS]
        assert [error["source"]["pointer"] for error in jsonapi(report)["errors"]] == sure
        assert [error["instanceLocation"] for error in basic(report)["errors"]] == sure
    for validator in _validators(tmp_path, {"properties": {"foo": {"type": "null"}}}):
        assert [error.pointer for error in validator.validate(RFC_6901, "example.read").errors] == ["/foo"]
        (whole,) = validator.validate([], "example.read").errors
        assert (whole.pointer, problem(validator.validate([], "example.read"))["errors"][0]["pointer"]) == ("", "#")


def test_a_problem_equals_the_validation_error_of_rfc_9457(tmp_path: Path) -> None:
    """The example of its section 3 has an age that is not a positive integer, and a colour that is not one of three."""
    schema = {
        "properties": {
            "age": {"type": "integer", "minimum": 1},
            "profile": {"type": "object", "properties": {"color": {"type": "string", "enum": ["green", "red", "blue"]}}},
        }
    }
    for validator in _validators(tmp_path, schema):
        dumped = problem(validator.validate({"age": 42.3, "profile": {"color": "yellow"}}, "example.read"))
        assert [error["pointer"] for error in dumped["errors"]] == ["#/age", "#/profile/color"]
        assert all(isinstance(error["detail"], str) and error["detail"] for error in dumped["errors"])


def test_the_members_of_a_problem_are_those_of_rfc_9457() -> None:
    """Section 3.1 gives their types, section 3.2 the names of ours, and section 4.2.1 the title of ``about:blank``."""
    dumped = problem(Validator().validate({}, "host.create"))
    assert (type(dumped["type"]), type(dumped["title"]), type(dumped["status"]), type(dumped["detail"])) == (str, str, int, str)
    assert dumped["type"] == "about:blank"
    assert 400 <= dumped["status"] < 600
    phrases = {HTTPStatus(dumped["status"]).phrase, "Unprocessable Content"}  # RFC 9110; older Pythons have that of RFC 4918
    assert dumped["title"] in phrases
    extensions = set(dumped) - {"type", "title", "status", "detail", "instance"}
    assert extensions == {"errors"}
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]{2,}", name) for name in extensions)


def test_blank_and_non_printable_are_general_categories_of_unicode() -> None:
    """Over all code points, in the formats and in the patterns of the schemas.

    Blank are the separators and the white space among the controls, which is Unicode's White_Space. Controls, the separators of
    lines and paragraphs, and noncharacters are not printable; no portable pattern can name the noncharacters above U+FFFF.
    """
    shared = packaged().source("common.json")["$defs"]
    filled, refused = re.compile(shared["filled_text"]["pattern"]), re.compile(shared["non_printable_character"]["pattern"])
    printing = []
    for char in map(chr, range(0x110000)):
        category = unicodedata.category(char)
        blank = category in {"Zs", "Zl", "Zp"} or char in "\t\n\v\f\r\x85"
        is_noncharacter = 0xFDD0 <= ord(char) <= 0xFDEF or ord(char) & 0xFFFE == 0xFFFE
        prints = category not in {"Cc", "Zl", "Zp"} and not is_noncharacter
        assert printable.is_blank(char) is blank, hex(ord(char))
        assert (filled.search(char) is None) is blank, hex(ord(char))
        if prints:
            printing.append(char)
        else:
            assert printable.reason(char) is not None, hex(ord(char))
            assert (refused.search(char) is None) is (is_noncharacter and char > "\uffff"), hex(ord(char))
    assert printable.reason("".join(printing)) is None
    assert refused.search("".join(printing)) is None


def _days(year: int, month: int) -> int:
    """Return how many days a month has in the Gregorian calendar."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@pytest.mark.parametrize("year", [1, 4, 100, 400, 1582, 1600, 1900, 1970, 1999, 2000, 2004, 2023, 2024, 2038, 2100, 2400, 9999])
def test_a_year_has_the_days_of_its_months(year: int) -> None:
    """All pairs of two digits are tried as month and day, or only those near the bounds for most years."""
    is_whole = year == 2024
    for month in range(100) if is_whole else (*range(14), 99):
        for day in range(100) if is_whole else (*range(33), 99):
            there = 1 <= month <= 12 and 1 <= day <= _days(year, month)
            assert time.reason(f"{year:04}-{month:02}-{day:02}T12:00:00Z") == (None if there else "no_such_date")


def test_a_day_has_24_hours_of_60_minutes_of_60_seconds() -> None:
    """Hour 24 and second 60, which ISO 8601 allows, are refused, since the API does not write them."""
    for two in range(100):
        assert time.reason(f"2024-02-29T{two:02}:00:00Z") == (None if two < 24 else "no_such_date")
        assert time.reason(f"2024-02-29T00:{two:02}:00Z") == (None if two < 60 else "no_such_date")
        assert time.reason(f"2024-02-29T00:00:{two:02}Z") == (None if two < 60 else "no_such_date")
    assert time.reason("2016-12-31T23:59:60Z") == "no_such_date"  # a leap second that there was


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2014-08-21T08:40:44Z", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59Z", None),
        ("0000-01-01T00:00:00Z", "no_such_date"),
        ("0000-02-29T00:00:00Z", "no_such_date"),
        ("2000-02-29T00:00:00Z", None),
        ("1900-02-29T00:00:00Z", "no_such_date"),
        ("2100-02-29T00:00:00Z", "no_such_date"),
        ("2004-02-29T00:00:00Z", None),
        ("2014-08-21T24:00:00Z", "no_such_date"),
        ("2014-08-21T08:60:44Z", "no_such_date"),
        ("10000-01-01T00:00:00Z", "shape"),
        ("-0001-01-01T00:00:00Z", "shape"),
        ("+2014-08-21T08:40:44Z", "shape"),
        ("14-08-21T08:40:44Z", "shape"),
        ("2014-W34-4T08:40:44Z", "shape"),
        ("2014-233T08:40:44Z", "shape"),
        ("20140821T084044Z", "shape"),
        ("2014-08-21", "shape"),
        ("08:40:44Z", "shape"),
        ("2014-08-21T08Z", "shape"),
        ("2014-08-21T08:40Z", "shape"),
        ("2014-08-21T08:40:44", "shape"),
        ("2014-08-21 08:40:44Z", "shape"),
        ("2014-08-21t08:40:44Z", "shape"),
        ("2014-08-21T08:40:44z", "shape"),
        ("2014-08-21T08:40:44.0Z", "shape"),
        ("2014-08-21T08:40:44,5Z", "shape"),
        ("2014-08-21T08:40:44.123456Z", "shape"),
        ("2014-08-21T08:40:44+00:00", "shape"),
        ("2014-08-21T08:40:44-00:00", "shape"),
        ("2014-08-21T08:40:44+02:00", "shape"),
        ("2014-08-21T08:40:44+0200", "shape"),
        ("2014-08-21T08:40:44 UTC", "shape"),
        ("2014-08-21T08:40:44ZZ", "shape"),
        (" 2014-08-21T08:40:44Z", "shape"),
        ("2014-08-21T08:40:44Z\n", "shape"),
        ("2014/08/21T08:40:44Z", "shape"),
        ("2014\u201008\u201021T08:40:44Z", "shape"),
        ("\u0662\u0660\u0661\u0664-08-21T08:40:44Z", "shape"),
        ("1408610444", "shape"),
        ("", "shape"),
    ],
)
def test_a_time_has_the_form_that_the_api_writes(text: str, reason: str | None) -> None:
    """It has the form ``%Y-%m-%dT%H:%M:%SZ`` and exists in the calendar. Other forms of ISO 8601 and RFC 3339 are refused."""
    assert time.reason(text) == reason
