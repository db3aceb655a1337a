"""Placeholders in recordings and collections: their forms, in values, in URLs, and without quotes in JSON."""

import json
from typing import Any

import pytest

from bs_validate import Validator
from bs_validate.lint.check import check
from bs_validate.lint.readers import documents
from bs_validate.lint.readers.placeholders import FORMS, HIDDEN, IN_PATH, url_without_placeholders, without_placeholders

VALIDATOR = Validator()
EXAMPLES = [
    *(form.example for form in FORMS),
    *("<email>", "<Email address>", "<string>", "<<x>>", "<<<email>>>", "{{baseUrl}}", "{{$randomEmail}}", "{{ user['email'] }}"),
    *('<%= ENV["EMAIL"] %>', "<%= x %>", "${json-unit.ignore}", "[REDACTED]", "[filtered]", "***", "{% now 'iso-8601' %}"),
]


def _found(body: Any, url: str = "https://www.bookingsync.com/api/v3/contacts/1", *, text: str | None = None) -> list[Any]:
    """Return the codes and fields of the findings in a recorded request, whose body may be given as text."""
    request = {"method": "PUT", "uri": url, "body": json.dumps(body) if text is None else text}
    cassette = {"interactions": [{"request": request, "response": {"status": {"code": 500}, "body": {}}}], "version": 1}
    found = check("a.json", documents("a.json", json.dumps(cassette).encode()), VALIDATOR).findings
    return [(one.error.code, one.error.field) for one in found]


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_placeholder_is_not_reported_as_a_wrong_value(example: str) -> None:
    """A placeholder alone may replace a value of any type; inside a text, it hides the format, the length and the choice."""
    alone = {"email": example, "country_code": example, "website": example, "phones": example, "spoken_languages": [example]}
    assert _found({"contacts": [alone]}) == []
    inside = {
        "email": f"ada{example}",
        "country_code": f"F{example}",
        "website": f"{example}/home",
        "zip": f"75001{example}{'0' * 20}",
        "phones": [{"label": "home", "number": f"+33 {example}"}],
    }
    assert _found({"contacts": [inside]}) == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_placeholder_in_a_payload_is_a_value(example: str) -> None:
    """A fixture that is sent as it is would be refused."""
    text = json.dumps({"contacts": [{"email": example, "country_code": example}]})
    found = check("update.json", documents("update.json", text.encode()), VALIDATOR).findings
    assert {one.error.code for one in found} >= {"choice"}


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ({"emial": "<EMAIL>"}, [("unknown_field", "emial")]),
        ({"id": "<ID>", "zip": "1"}, [("read_only", "id")]),
        ({"email": "<EMAIL>", "city": None}, [("null", "city")]),
        ({"address1": "<STREET>\t1"}, [("non_printable", "address1")]),
        ({"phones": ["{{x}} and more"]}, [("type", "phones.0")]),
        ({"zip": 5, "city": "<CITY>"}, [("type", "zip")]),
        ({"email": "x<b>y"}, [("email", "email")]),
        ({"email": "<html>"}, [("email", "email")]),
        ({"email": "a <i>"}, [("email", "email")]),
        ({"email": "a**b"}, [("email", "email")]),
        ({"email": "{x}"}, [("email", "email")]),
        ({"email": "AC/DC :id"}, [("email", "email")]),
        ({"email": "[x]"}, [("email", "email")]),
        ({"zip": "<" + "a" * 70 + ">"}, [("too_long", "zip")]),
    ],
)
def test_other_faults_are_found_beside_placeholders(contact: Any, expected: list[Any]) -> None:
    """Only checks whose outcome a placeholder hides are left out, and a text that only resembles one is a value."""
    assert _found({"contacts": [contact]}) == expected


@pytest.mark.parametrize("example", [*EXAMPLES, '{{ x["a"] }}', "<ID>", "{{id}}"])
def test_a_placeholder_without_quotes_does_not_end_the_reading(example: str) -> None:
    """The rest of the body is checked, and errors have their own places."""
    text = f'{{"contacts": [{{"phones": {example}, "city": null, "zip":{example}}}]}}'
    assert _found(None, text=text) == [("null", "city")]
    assert len(without_placeholders(text)) == len(text)
    assert json.loads(without_placeholders(text))["contacts"][0]["zip"].strip(HIDDEN) == ""


def test_a_placeholder_with_quotes_of_its_own_does_not_end_a_text() -> None:
    """Templates are filled in before the text is read as JSON."""
    assert _found(None, text='{"contacts": [{"email": "<%= ENV["EMAIL"] %>", "city": null}]}') == [("null", "city")]
    assert _found(None, text='{"contacts": [{"email": "{{ x["a"] }}.org", "zip": "1"}]}') == []
    assert _found(None, text='{"contacts": [{"email": "<%= "}]}') == [("email", "email")]
    assert _found(None, text="{{body}}") == []
    assert _found(None, text='{"contacts": [{{#if x}}]}') == []
    assert _found(None, text='{"contacts": [{{x}} {{y}}]}') == [("not_json", "")]


@pytest.mark.parametrize("before", ["{{x}}", "1 // a"])
def test_a_fault_behind_a_placeholder_is_found_at_its_own_place(before: str) -> None:
    """The error is neither at the placeholder without quotes before it, nor at a comment."""
    request = f'PUT https://www.bookingsync.com/api/v3/contacts/1\n\n{{"id": {before}\n, "a" 1}}\n'
    (finding,) = check("a.http", documents("a.http", request.encode()), VALIDATOR).findings
    assert (finding.error.code, finding.line, finding.column) == ("not_json", 4, 7)


@pytest.mark.parametrize(
    ("url", "is_known"),
    [
        ("{{baseUrl}}/api/v3/contacts/1", True),
        ("<HOST>/api/v3/contacts/:id", True),
        ("<HOST>/api/v3/contacts/:contact_id?fields=id", True),
        ("/api/v3/contacts/{contact-id}?fields=id", True),
        ("{{ _.base_url }}/api/v3/contacts/{{ _.id }}", True),
        ("<<host>>/api/v3/contacts/<<id>>", True),
        ("<%= url + '/?' %>/api/v3/contacts/<%= a / b %>", True),
        ("{{base}}/api/v3/contacts/{% response 'body', 'req?', '#/id' %}", True),
        ("http://[FILTERED]/api/v3/contacts/[FILTERED]", True),
        ("http://{{host}}:{{port}}/api/v3/contacts/********", True),
        ("https://www.bookingsync.com/api/v3/contacts/{{id}}?fields={{fields}}&{{name}}=1", True),
        ("{{baseUrl}}/api/v3/rentals/1", False),
        ("{{baseUrl}}", False),
        ("{{url}}/api/v3/contacts/1/:notes", False),
    ],
)
def test_the_url_of_an_operation_may_have_placeholders(url: str, *, is_known: bool) -> None:
    """They replace the host, the whole beginning, an identifier or the value of a parameter, and give no warning."""
    assert _found({"contacts": [{"city": None}]}, url) == ([("null", "city")] if is_known else [])


def test_a_url_with_placeholders_gets_warnings_about_its_known_parts() -> None:
    """A parameter with an unknown value may still have a wrong name."""
    found = _found({"contacts": [{}]}, "http://www.bookingsync.com/api/v3/contact/:id?feilds={{x}}&fields=emial,{{y}}")
    assert {code for code, _ in found} == {"empty_update", "singular_path", "plain_http", "undocumented_parameter"}


def test_only_whole_parts_of_a_path_are_variables() -> None:
    """A port, a time and an IPv6 address have colons, and a list of ids may be in braces, too."""
    assert url_without_placeholders("http://a:80/b/:id/c:d/x:1") == f"http://a:80/b/{HIDDEN * 3}/c:d/x:1"
    assert url_without_placeholders("/a{b}/{id}/{1,2}/{c}d") == f"/a{{b}}/{HIDDEN * 4}/{{1,2}}/{{c}}d"
    assert url_without_placeholders(f"/{IN_PATH.example}?x=:id") == f"/{HIDDEN * 3}?x=:id"
    assert url_without_placeholders("http://[::1]/api") == "http://[::1]/api"
