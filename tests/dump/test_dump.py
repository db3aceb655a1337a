"""Reports in other shapes are checked by rules written from their standards, and the server's answers are read back."""

import json
import pickle
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bs_validate import InvalidPayload, Report, validate, validate_json, validate_resource
from bs_validate._messages.english import CATALOGUE
from bs_validate._schema.catalog import packaged
from bs_validate.codes import CODES
from bs_validate.dump import basic, jsonapi, parse_422, problem, rails
from bs_validate.strategies import faults
from support.names import shown
from support.payloads import anything, characters
from support.profiles import examples
from support.samples import ABSENT, changed, documented

SCHEMAS = list(packaged())

#: RFC 6901, section 3: every tilde is followed by 0 or 1.
POINTER = r"^(/([^~/]|~[01])*)*$"
#: RFC 6901, section 6, with the characters that RFC 3986 has for a fragment.
FRAGMENT = r"^#(/([A-Za-z0-9._!$&'()*+,;=:@?-]|~[01]|%[0-9A-F]{2})*)*$"

#: RFC 9457, section 3.1, with ``errors`` as in its example of a validation error.
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"const": "about:blank"},
        "title": {"const": "Unprocessable Content"},
        "status": {"const": 422},
        "detail": {"type": "string", "minLength": 1},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail", "field"],
                "properties": {
                    "pointer": {"type": "string", "pattern": FRAGMENT},
                    "code": {"enum": list(CODES)},
                    "detail": {"type": "string", "minLength": 1},
                    "field": {"type": "string"},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}

#: JSON:API 1.1, "Document Structure" and "Error Objects": what a document and an error may have, all members of text.
JSONAPI = {
    "type": "object",
    "required": ["errors"],
    "not": {"required": ["data"]},
    "propertyNames": {"enum": ["errors", "meta", "jsonapi", "links"]},
    "properties": {
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "minProperties": 1,
                "required": ["status", "code", "title", "detail"],
                "properties": {
                    "id": {"type": "string"},
                    "links": {"type": "object"},
                    "status": {"type": "string", "pattern": "^[1-5][0-9][0-9]$"},
                    "code": {"type": "string"},
                    "title": {"type": "string"},
                    "detail": {"type": "string"},
                    "source": {
                        "type": "object",
                        "properties": {"pointer": {"type": "string", "pattern": POINTER}},
                        "propertyNames": {"enum": ["pointer", "parameter", "header"]},
                    },
                    "meta": {"type": "object"},
                },
                "additionalProperties": False,
            },
        }
    },
}

#: JSON Schema 2020-12 core, sections 12.3 and 12.4.2: a flat list of output units.
BASIC = {
    "type": "object",
    "required": ["valid"],
    "properties": {
        "valid": {"type": "boolean"},
        "errors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["keywordLocation", "instanceLocation", "error"],
                "properties": {
                    "keywordLocation": {"type": "string", "pattern": POINTER},
                    "instanceLocation": {"type": "string", "pattern": POINTER},
                    "error": {"type": "string", "minLength": 1},
                },
                "additionalProperties": False,
            },
        },
    },
    "if": {"properties": {"valid": {"const": False}}},
    "then": {"required": ["errors"]},
    "else": {"not": {"required": ["errors"]}},
    "additionalProperties": False,
}

LONG = "a name much longer than the forty characters that are quoted of one"
REPORTS = [
    validate(documented("contact.create"), "contact.create"),
    validate(changed("contact.create", "email", "ana.example.com"), "contact.create"),
    validate(changed("contact.create", "phones.1.number", ABSENT), "contact.create"),
    validate(changed("contact.create", "spoken_languages.0", "EN"), "contact.create"),
    validate({"contacts": [{LONG: 1, "a/b~c %\u00e9": 1, "bell\a": 1, "zip": 7, "city": "\u3000"}]}, "contact.update"),
    validate({"contacts": [{"state": b"x", 5: 1}]}, "contact.update"),
    validate({}, "host.create"),
    validate(None, "host.read"),
    validate_json('{"hosts": [{"firstname": "a", "firstname": ""', "host.update"),
    validate_json('{"hosts": [{"firstname": "a", "firstname": ""}]}', "host.update"),
    parse_422({"errors": {"email": ["is required"], "phones[0].number": ["is wrong"]}}),
]


def _at(document: Any, pointer: str) -> Any:
    """Follow a JSON Pointer. Raises KeyError or IndexError if it leads nowhere."""
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document


@pytest.mark.parametrize(("dump", "rules"), [(problem, PROBLEM), (jsonapi, JSONAPI), (basic, BASIC)])
@pytest.mark.parametrize("report", REPORTS, ids=shown)
def test_a_dump_conforms_to_its_standard(dump: Any, rules: dict[str, Any], report: Report) -> None:
    """A schema written from the rules of the standard accepts it, and it survives a round trip through JSON."""
    dumped = dump(report)
    Draft202012Validator(rules).validate(dumped)
    assert json.loads(json.dumps(dumped)) == dumped
    assert len(dumped.get("errors", ())) == len(report.errors)


@pytest.mark.parametrize(
    ("rules", "example"),
    [
        (FRAGMENT, ["#", "#/age", "#/profile/color", "#/a~1b", "#/c%25d", "#/m~0n", "#/%20"]),
        (POINTER, ["", "/foo", "/foo/0", "/", "/a~1b", "/c%d", "/m~0n", "/ "]),
    ],
)
def test_the_rules_accept_the_examples_of_the_standards(rules: str, example: list[str]) -> None:
    """The examples are those of RFC 9457 and RFC 6901, and the rules refuse other objects."""
    checked = Draft202012Validator({"items": {"pattern": rules}})
    assert checked.is_valid(example)
    assert not any(checked.is_valid([wrong]) for wrong in ("a", "#/~2", "/~", "#a"))


def test_rails_has_the_shape_of_the_server() -> None:
    """It maps fields to messages; errors without a field are under ``base``, as in Rails."""
    faulty = changed("contact.create", "email", ABSENT)
    faulty["contacts"][0]["phones"][1]["number"] = "x"
    assert rails(validate(faulty, "contact.create")) == {
        "errors": {
            "phones.1.number": ["must be a phone number: it has too few digits, or characters that no phone number has"],
            "email": ["is required"],
        }
    }
    assert rails(validate({}, "host.create")) == {
        "errors": {"base": ['is required; the envelope is missing: wrap the fields in {"hosts": [ … ]}']}
    }
    assert rails(REPORTS[0]) == {"errors": {}}


def test_a_problem_has_pointers_as_fragments() -> None:
    """The pointers are percent-encoded, and lead to the same places as those of the errors."""
    report = validate({"contacts": [{"a/b~c %\u00e9": 1, "email": None}]}, "contact.update")
    dumped = problem(report)
    assert [error["pointer"] for error in dumped["errors"]] == ["#/contacts/0/a~1b~0c%20%25%C3%A9", "#/contacts/0/email"]
    assert [unquote(error["pointer"])[1:] for error in dumped["errors"]] == [error.pointer for error in report.errors]
    assert dumped["errors"][1] == {
        "pointer": "#/contacts/0/email",
        "code": "null",
        "detail": "must not be null",
        "field": "email",
    }
    assert dumped["detail"].startswith("contact.update: 2 errors")
    assert problem(parse_422({"errors": {"email": ["is required"]}}))["detail"] == "1 error: /email (required)"
    assert problem(validate_resource({"zip": "1"}, "contact.update"))["detail"] == "contact.update: no errors"


def test_an_error_of_jsonapi_points_at_an_existing_place() -> None:
    """A missing field or a shortened name points at its object and is named in words. A text that is not JSON has no pointer."""
    (missing,) = jsonapi(validate(changed("contact.create", "phones.1.number", ABSENT), "contact.create"))["errors"]
    assert missing == {
        "status": "422",
        "code": "required",
        "title": "A required field is missing.",
        "detail": "number is required",
        "source": {"pointer": "/contacts/0/phones/1"},
    }
    (long,) = jsonapi(validate({"contacts": [{LONG: 1}]}, "contact.update"))["errors"]
    assert long["source"] == {"pointer": "/contacts/0"}
    assert long["detail"].startswith(LONG[:39])
    (escaped,) = jsonapi(validate({"contacts": [{"bell\a": 1}]}, "contact.update"))["errors"]
    assert escaped["source"] == {"pointer": "/contacts/0"}
    (unread,) = jsonapi(validate_json("{", "host.update"))["errors"]
    assert "source" not in unread


@pytest.mark.parametrize("schema", SCHEMAS, ids=[schema.name for schema in SCHEMAS])
@examples(10)
@given(data=st.data())
def test_locations_lead_somewhere(schema: Any, data: st.DataObject) -> None:
    """Instance locations lead into the document.

    Keyword locations lead to the keyword of the printed schema that refuses the value.
    """
    document = data.draw(faults(schema.name)).document
    report = validate(document, schema.name)
    for error in jsonapi(report)["errors"]:
        _at(document, error["source"]["pointer"])
    for error in basic(report)["errors"]:
        value = _at(document, error["instanceLocation"])
        keyword = error["keywordLocation"].rpartition("/")[2]
        # The keyword that closes an object is a schema itself, and refuses the value of the additional name.
        refused = _at(schema.document, error["keywordLocation"])
        refusing = refused if keyword == "additionalProperties" else {keyword: refused}
        if keyword != "format":  # another validator knows none of ours
            assert not Draft202012Validator(refusing).is_valid(value)


def test_basic_output_of_a_valid_document_says_that_it_is_valid() -> None:
    """The output has nothing else."""
    assert basic(REPORTS[0]) == {"valid": True}
    (missing,) = basic(validate({"hosts": [{"lastname": "a"}]}, "host.create"))["errors"]
    assert missing == {
        "keywordLocation": "/properties/hosts/items/required",
        "instanceLocation": "/hosts/0",
        "error": "firstname is required",
    }


@pytest.mark.parametrize(
    ("phrase", "code", "params", "message"),
    [
        ("is required", "required", {}, "is required"),
        ("Is required.", "required", {}, "is required"),
        ("can't be blank", "blank", {}, "must not be blank"),
        ("can\u2019t be blank", "blank", {}, "must not be blank"),
        ("can't be empty", "blank", {}, "must not be blank"),
        ("is invalid", "pattern", {}, "is not in the required format"),
        ("is not included in the list", "choice", {}, "is not one of the allowed values"),
        ("is not one of the allowed values (did you mean Ana?)", "choice", {}, "is not one of the allowed values"),
        ("is too long (maximum is 100 characters)", "too_long", {"max": 100}, "must have at most 100 characters"),
        ("is too long (maximum is 1 character)", "too_long", {"max": 1}, "must have at most 1 character"),
        ("is too short (minimum is 2 characters)", "too_short", {"min": 2}, "must have at least 2 characters"),
        ("must be greater than or equal to 1", "minimum", {"min": 1}, "must be at least 1"),
        ("must be greater than 0", "minimum", {"min": 0, "exclusive": True}, "must be more than 0"),
        ("must be less than or equal to 1.5", "maximum", {"max": 1.5}, "must be at most 1.5"),
        ("must be less than 9", "maximum", {"max": 9, "exclusive": True}, "must be less than 9"),
        ("must be a URL", "url", {}, "must be a URL"),
        ("must be in email format", "email", {}, "must be an email address"),
        ("must be of email format", "email", {}, "must be an email address"),
        ("is not a valid email address", "email", {}, "must be an email address"),
        ("must be one of available locales", "choice", {}, "is not one of the allowed values"),
        ("must be in phone number format", "phone", {}, "must be a phone number"),
        (
            "cannot contain non-printable characters",
            "non_printable",
            {},
            "must have only printable characters",
        ),
        (
            "must be text, not a whole number",
            "type",
            {"expected": ["string"], "actual": "integer"},
            "must be text, not a whole number",
        ),
        ("must be ana, not bob", "refused", {}, "was refused by the server"),
        ("has already been taken by ana@example.com", "refused", {}, "was refused by the server"),
        ("", "refused", {}, "was refused by the server"),
        (f"is required{' ' * 200}", "refused", {}, "was refused by the server"),
    ],
)
def test_a_phrase_of_the_server_becomes_a_code(phrase: str, code: str, params: Mapping[str, Any], message: str) -> None:
    """The code has its params. The phrases are ours, those of the documentation and those of Rails."""
    report = parse_422({"errors": {"email": [phrase]}})
    (error,) = report.errors
    assert (error.code, dict(error.params), error.message()) == (code, dict(params), message)
    assert (error.severity, error.location, error.field, error.schema_location) == ("error", ("email",), "email", "")
    assert (report.schema, report.valid, report.warnings) == ("", False, ())
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301  # our own bytes
    assert pickle.loads(pickle.dumps(error)).message() == message  # noqa: S301  # our own bytes


@pytest.mark.parametrize("report", [*REPORTS[1:7], *REPORTS[9:]], ids=shown)
def test_our_own_answer_is_read_back(report: Report) -> None:
    """An answer in the ``rails`` shape gives the same codes at the same fields.

    Only suggestions and envelopes are missing from the words.
    """
    read = parse_422(json.dumps(rails(report)))

    def content(errors: Any) -> list[Any]:
        return sorted(
            (error.field, error.code, re.split(r" \(did you mean|; the envelope", error.message())[0]) for error in errors
        )

    assert content(read.errors) == content(report.errors)


@pytest.mark.parametrize("schema", SCHEMAS, ids=[schema.name for schema in SCHEMAS])
@examples(10)
@given(data=st.data())
def test_every_fault_is_read_back(schema: Any, data: st.DataObject) -> None:
    """Code, field and params are the same, except for suggestions and null among expected types."""
    # An undocumented name may be shortened twice, and therefore cannot be split again.
    drawn = faults(schema.name).filter(lambda fault: fault.expected.code != "unknown_field")
    (error,) = validate(data.draw(drawn).document, schema.name).errors
    (read,) = parse_422(rails(Report("", (error,)))).errors
    params = {name: value for name, value in error.params.items() if name != "suggestion"}
    if "expected" in params:
        params["expected"] = [kind for kind in params["expected"] if kind != "null"] or ["null"]
    assert (read.code, read.field, dict(read.params)) == (error.code, error.field, params)


def test_every_message_of_an_error_is_known() -> None:
    """The reader recognises every message in the catalogue, except those of rules without a code."""
    for key, text in CATALOGUE.items():
        code, _, variant = key.partition(".")
        if code in CODES and CODES[code].severity == "error" and code not in ("constraint", "type") and variant != "warning":
            for form in (text,) if isinstance(text, str) else text[:2]:
                said = form.replace("{codepoint}", "U+0009").replace("{suggestion}", "x").replace("{{", "{").replace("}}", "}")
                for name in ("min", "max", "count", "length", "line", "column", "ordinal"):
                    said = said.replace(f"{{{name}}}", "3")
                (error,) = parse_422({"errors": {"a": [said]}}).errors
                assert error.code == code, key


@pytest.mark.parametrize(
    ("name", "location"),
    [
        ("email", ("email",)),
        ("phones", ("phones",)),
        ("phones.number", ("phones", "number")),
        ("phones.0.number", ("phones", 0, "number")),
        ("phones[0].number", ("phones", 0, "number")),
        ("phones[10][number]", ("phones", 10, "number")),
        ("base", ()),
        ("", ()),
        ("phones..number", ("phones..number",)),
        ("phones[", ("phones[",)),
        ("phones.00", ("phones", "00")),
        ("x" * 50, ("x" * 39 + "…",)),
        ("a." * 30 + "b", (("a." * 30)[:39] + "…",)),
        ("bell\a", ("bell\\u0007",)),
    ],
)
def test_a_name_of_the_server_becomes_a_location(name: str, location: tuple[Any, ...]) -> None:
    """Names are split as forms and Rails write them, and an unknown name is cut and escaped as usual."""
    (error,) = parse_422({"errors": {name: ["is required"]}}).errors
    assert error.location == location
    assert error.field == ".".join(map(str, location))


def test_an_answer_may_be_nested() -> None:
    """It may also have one message instead of a list. Null is ignored, and any other value is refused at its place."""
    answer = {
        "errors": {"phones": [{"number": ["is invalid"]}, {"label": "is required"}], "zip": None, "city": [7], "email": "x"}
    }
    assert [(error.code, error.location) for error in parse_422(answer).errors] == [
        ("pattern", ("phones", 0, "number")),
        ("required", ("phones", 1, "label")),
        ("refused", ("city",)),
        ("refused", ("email",)),
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "not_json"),
        (b"", "not_json"),
        ("<html>Bad Gateway</html>", "not_json"),
        (b"\xff\xfe{", "not_json"),
        (memoryview(b'{"errors"'), "not_json"),
        ("[" * 100_000, "not_json"),
        ("null", "refused"),
        ("{}", "refused"),
        (b'{"errors": {}}', "refused"),
        (b'{"errors": {"email": []}}', "refused"),
        ('{"errors": ["Ana is no email address"]}', "refused"),
        ({"errors": "ana@example.com"}, "refused"),
        ({"errors": {1: ["is required"]}}, "refused"),
        (None, "refused"),
        (7, "refused"),
        (object(), "refused"),
    ],
)
def test_a_body_of_another_form_is_one_error(body: object, code: str) -> None:
    """The error is about the document itself. An answer without errors is of another form too, since something was refused."""
    report = parse_422(body)
    assert [(error.code, error.location) for error in report.errors] == [(code, ())]
    assert report.errors[0].message()


@given(st.one_of(anything, st.builds(lambda inner: {"errors": inner}, anything), st.text(characters), st.binary()))
def test_no_body_raises(body: Any) -> None:
    """Any object or text gives an error with a message, and all dumps of the report are JSON."""
    for one in (body, json.dumps(body) if not isinstance(body, bytes) else body):
        report = parse_422(one)
        assert report.errors
        for dumped in (rails(report), problem(report), jsonapi(report), basic(report), report.to_dict()):
            assert json.dumps(dumped)


def test_a_deep_or_circular_body_is_one_error() -> None:
    """The body is cut off at the depth that nobody would read."""
    deep: Any = "is required"
    for _ in range(500):
        deep = {"a": deep}
    assert [error.code for error in parse_422({"errors": deep}).errors] == ["refused"]
    less: Any = "is required"
    for _ in range(20):
        less = {"a": less}
    (error,) = parse_422({"errors": less}).errors
    assert (error.code, error.field) == ("refused", ".".join("a" * 9))
    circle: dict[str, Any] = {}
    circle["errors"] = circle
    assert [error.code for error in parse_422(circle).errors] == ["refused"]


def test_values_in_a_server_answer_are_not_repeated() -> None:
    """No message, repr, dump or exception has a personal value from it, and a name has at most forty characters."""
    canary = "Kanarienvogel <zwitschert@k\u00e4fig.example>"
    said = [canary, f"is not one of the allowed values (did you mean {canary}?)", {"value": canary}, [canary]]
    report = parse_422({"errors": {"email": said, "zip": canary, "x" * 40 + canary: [canary]}, "message": canary})
    assert len(report.errors) == 6
    shown = [repr(report), str(InvalidPayload(report)), repr(pickle.dumps(report))]
    shown += [json.dumps(dumped) for dumped in (rails(report), problem(report), jsonapi(report), basic(report), report.to_dict())]
    assert not any(part in text for text in shown for part in ("Kanarien", "zwitschert"))
