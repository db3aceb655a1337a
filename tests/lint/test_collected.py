"""The addresses of requests in collections, and which parts of a form count as a body."""

import json
import re
from functools import partial
from typing import Any

import pytest

from bs_validate import Validator
from bs_validate._schema import operations
from bs_validate.lint.check import check
from bs_validate.lint.finding import Wanted
from bs_validate.lint.readers import documents
from bs_validate.lint.readers.recordings import forms
from bs_validate.lint.readers.recordings.body import A_FORM, NO_BODY, NOT_JSON, Body, Stored
from bs_validate.lint.readers.recordings.collected import MAX_ADDRESS, Request, address, nested, variables
from bs_validate.lint.readers.recordings.patterns import MAX_PATTERN
from support.counted import calls

KNOWN = operations.operations(Validator().catalog)
BASE = "https://www.bookingsync.com/api/v3"
CONTENT: Any = {"contacts": []}


@pytest.mark.parametrize(
    ("url", "known", "operation"),
    [
        ("{{baseUrl}}/contacts", {}, "/contacts"),
        ("{{ baseUrl }}contacts", {}, "/contacts"),
        ("{{baseUrl}}/v3/contacts", {}, "/contacts"),
        ("{{baseUrl}}/contact/1", {}, "/contacts/{contact_id}"),
        ("{{baseUrl}}/contacts?fields=id", {}, "/contacts"),
        ("{{baseUrl}}/api/v3/contacts/{{id}}", {}, "/contacts/{contact_id}"),
        ("{{ _.base_url }}/contacts/:id", {}, "/contacts/{contact_id}"),
        ("{{ _.base_url }}/contacts/{% response 'body', 'req_1', 'b64::JC5pZA==::46b' %}", {}, "/contacts/{contact_id}"),
        ("{{ _['base-url'] }}/contacts", {"base-url": BASE}, "/contacts"),
        ("<<baseUrl>>/contacts", {}, "/contacts"),
        ("${BASE}/contacts", {"BASE": BASE}, "/contacts"),
        ("https://{{host}}/api/v3/contacts/{{$guid}}", {}, "/contacts/{contact_id}"),
        ("{{scheme}}://{{host}}:{{port}}/api/v3/contacts", {}, "/contacts"),
        ("{{a}}/contacts", {"a": "{{b}}/api/{{v}}", "b": "https://x", "v": "v3"}, "/contacts"),
        ("{{a}}/contacts", {"a": "{{a}}"}, "/contacts"),
        ("{{a}}/contacts", {"a": "https://crm.example.com/v2"}, None),
        ("{{baseUrl}}/invoices", {}, None),
        ("{{baseUrl}}/contacts/1/notes", {}, None),
        ("{{baseUrl}}", {}, None),
        ("{{baseUrl", {}, None),
        ("", {}, None),
        (f"{{{{a}}}}/api/v3/contacts?{'x' * MAX_ADDRESS}", {}, None),
        ("{{a}}{{a}}/api/v3/contacts", {"a": "{{a}}{{a}}" * 1_000}, None),
    ],
)
def test_variables_do_not_hide_the_operation(url: str, known: dict[str, str], operation: str | None) -> None:
    """A variable with an unknown value is treated as the base of the API if the content has the name of the collection."""
    found = [operations.find(KNOWN, method, address(url, known, CONTENT)) for method in ("GET", "PUT")]
    assert next((call.operation.path for call in found if call is not None), None) == operation


@pytest.mark.parametrize("content", [{"invoices": []}, [], '{"id": 1}', b'{"id": 1}', '"contacts', None, 5])
def test_an_unknown_base_is_not_ours_without_the_name_of_the_collection(content: Any) -> None:
    """Other APIs have similar addresses."""
    assert operations.find(KNOWN, "GET", address("{{baseUrl}}/contacts", {}, content)) is None


@pytest.mark.parametrize("content", [{"contacts": 1}, '{"contacts": []}', b'{"contacts": []}'])
def test_the_name_of_the_collection_is_looked_for_in_any_content(content: Any) -> None:
    """The content may be decoded, a text or bytes."""
    assert operations.find(KNOWN, "GET", address("{{baseUrl}}/contacts", {}, content)) is not None


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ({"a": "b", "c": 1}, {"a": "b"}),
        ([{"key": "a", "value": "b"}, {"key": "c"}, 1, {"value": "d"}], {"a": "b", "None": "d"}),
        (None, {}),
        ("a", {}),
    ],
)
def test_variables_are_a_mapping_or_a_list(pairs: Any, expected: dict[str, str]) -> None:
    """Only variables with a text as their value count."""
    assert variables(pairs) == expected


def test_folders_are_walked_in_document_order_to_any_depth() -> None:
    """A deep collection needs no recursion."""
    tree: list[Any] = [{"name": "last"}]
    for _ in range(2_000):
        tree = [{"item": tree}, {"name": "next"}]
    found = list(nested(tree, (), "item"))
    assert len(found) == 4_001
    assert found[0][0] == (0,)
    assert found[-1][0] == (1,)
    assert found[2_000][1]["name"] == "last"


@pytest.mark.parametrize("content", [None, "", " \n", b""])
def test_an_empty_text_is_not_a_body(content: Any) -> None:
    """An empty text is a body that nobody has filled in."""
    assert list(Request("POST", "/api/v3/contacts").body("request", (), content)) == []


def test_a_form_is_not_json() -> None:
    """The media type shows that a body is a form."""
    media = "application/x-www-form-urlencoded"
    (body,) = Request("POST", "/api/v3/contacts").body("request", (), "a=b", media=media)
    assert body.unreadable == A_FORM


def _found(document: Any) -> list[Body]:
    return [one for one in forms.bodies(document) or () if one.unreadable != NO_BODY]


PACT = {"consumer": {"name": "a"}, "provider": {"name": "b"}}
SENT = {"method": "POST", "path": "/api/v3/contacts"}


@pytest.mark.parametrize(
    ("body", "content", "where"),
    [
        ({"contacts": []}, {"contacts": []}, ()),
        ({"content": {"contacts": []}, "contentType": "application/json", "encoded": False}, {"contacts": []}, ("content",)),
        ({"content": '{"a": 1}', "contentType": "application/json", "encoded": "JSON"}, '{"a": 1}', ("content",)),
        ({"content": "eyJhIjogMX0=", "contentType": "application/json", "encoded": "base64"}, b'{"a": 1}', ("content",)),
        ({"content": "eyJhIjogMX0=", "encoded": True}, b'{"a": 1}', ("content",)),
        ({"content": 1, "contacts": []}, {"content": 1, "contacts": []}, ()),
    ],
)
def test_a_body_of_pact_may_be_wrapped(body: Any, content: Any, where: tuple[str, ...]) -> None:
    """Version 4 writes the media type and the encoding beside it."""
    (found,) = _found({**PACT, "interactions": [{"request": {**SENT, "body": body}, "response": {}}]})
    assert (found.content, found.location) == (content, ("interactions", 0, "request", "body", *where))


@pytest.mark.parametrize("query", ["fields=id", {"fields": ["id"]}, {"fields": "id"}])
def test_the_query_of_pact_is_a_text_or_lists(query: Any) -> None:
    """Version 2 writes it as a text, and later versions as lists."""
    asked = {"method": "get", "path": "/api/v3/contacts", "query": query}
    (found,) = _found({**PACT, "interactions": [{"request": asked, "response": {"status": 200, "body": {}}}]})
    assert (found.method, found.url, found.status) == ("GET", "/api/v3/contacts?fields=id", 200)


def test_messages_of_pact_are_left_out() -> None:
    """Messages are not HTTP."""
    assert (
        _found({**PACT, "messages": [{"contents": {"contacts": []}}], "interactions": [{"type": "Asynchronous/Messages"}]}) == []
    )


STUB: Any = {"request": {"method": "POST", "url": "/api/v3/contacts"}, "response": {"status": 201}}


@pytest.mark.parametrize(
    ("response", "name"),
    [
        ({"body": "{}", "jsonBody": {}, "base64Body": "e30=", "bodyFileName": "a"}, "body"),
        ({"jsonBody": {}, "base64Body": "e30=", "bodyFileName": "a"}, "jsonBody"),
        ({"base64Body": "e30=", "bodyFileName": "a"}, "base64Body"),
        ({"bodyFileName": "a"}, "bodyFileName"),
    ],
)
def test_the_first_body_of_a_stub_counts(response: Any, name: str) -> None:
    """A stub may name several bodies, but WireMock sends only one."""
    (found,) = _found({**STUB, "response": response})
    assert (found.location, found.status) == (("response", name), 200)


@pytest.mark.parametrize("content", ['{"contacts": []}', {"contacts": []}])
def test_a_stub_that_compares_json_has_a_request(content: Any) -> None:
    """The JSON may be a text or an object; other comparisons are not bodies."""
    patterns = [{"matchesJsonPath": "$.contacts"}, {"equalToJson": content, "ignoreExtraElements": True}, {"contains": "x"}]
    (found,) = _found({"mappings": [{**STUB, "request": {**STUB["request"], "bodyPatterns": patterns}}]})
    assert found.location == ("mappings", 0, "request", "bodyPatterns", 1, "equalToJson")
    assert (found.content, found.is_partial) == (content, True)


@pytest.mark.parametrize(
    ("response", "name", "content", "unreadable"),
    [
        ({"body": "{}"}, "body", "{}", ""),
        ({"body": "{}", "bodyType": "INLINE", "filePath": "a"}, "body", "{}", ""),
        ({"body": "{}", "bodyType": "FILE", "filePath": "a"}, "filePath", Stored("a"), ""),
        ({"body": "{}", "filePath": "a", "sendFileAsBody": True}, "filePath", Stored("a"), ""),
        ({"body": "[{{#repeat 2}}1{{/repeat}}]"}, "body", "[{{#repeat 2}}1{{/repeat}}]", NOT_JSON),
    ],
)
def test_a_response_of_mockoon_is_a_text_or_in_a_file(response: Any, name: str, content: Any, unreadable: str) -> None:
    """Blocks of a template are not JSON. Data that routes share is not a body of this file."""
    shared = {"bodyType": "DATABUCKET", "body": "{}", "statusCode": 200}
    routes = [{"method": "all", "endpoint": "/contacts/:id", "responses": [{"statusCode": "200", **response}, shared]}]
    (found,) = _found({"endpointPrefix": "/api/v3/", "routes": routes})
    assert (found.method, found.url, found.status) == ("GET", "/api/v3/contacts/:id", 200)
    assert (found.location, found.content, found.unreadable) == (("routes", 0, "responses", 0, name), content, unreadable)


_RESPONSE = {"statusCode": "200", "body": "{}", "filePath": ""}
_ROUTE = {"method": "post", "endpoint": "contacts", "responses": [_RESPONSE]}
_FIRST = ("routes", 0, "responses", 0)
_OLD_ROUTE = {"method": "post", "endpoint": "contacts", **_RESPONSE}


@pytest.mark.parametrize(
    ("document", "where"),
    [
        (
            {"source": "mockoon:1.17.0", "data": [{"type": "environment", "item": {"endpointPrefix": "", "routes": [_ROUTE]}}]},
            ("data", 0, "item", *_FIRST),
        ),
        ({"source": "mockoon:1.7.0", "data": [{"type": "route", "item": _ROUTE}]}, ("data", 0, "item", *_FIRST[2:])),
        (
            {"id": "mockoon_export", "appVersion": "1.4.0", "data": {"endpointPrefix": "", "routes": [_OLD_ROUTE]}},
            ("data", *_FIRST[:2]),
        ),
        (
            {"id": "mockoon_export", "appVersion": "1.4.0", "data": [{"endpointPrefix": "", "routes": [_OLD_ROUTE]}]},
            ("data", 0, *_FIRST[:2]),
        ),
    ],
)
def test_old_versions_of_mockoon_exported_in_an_envelope(document: Any, where: tuple[Any, ...]) -> None:
    """It has environments or single routes, and in version 1.4 a route has one response, which is not in a list."""
    (found,) = _found(document)
    assert (found.location, found.method, found.status, found.content) == ((*where, "body"), "POST", 200, "{}")


@pytest.mark.parametrize("inside", [{"requests": [{"url": "/a"}]}, {"folders": {}, "requests": []}, {"requests": {}}])
def test_not_everything_with_requests_is_of_hoppscotch(inside: Any) -> None:
    """A collection without folders is recognised by the addresses of its requests."""
    sent = {"method": "POST", "endpoint": "/a", "body": {"contentType": "application/json", "body": "{}"}}
    assert len(_found({"v": 1, "requests": [sent]})) == 1
    assert forms.bodies({"v": 1, **inside}) is None


def test_a_saved_response_of_hoppscotch_may_lack_its_request() -> None:
    """It then belongs to the request that it is saved in. A current value of a variable counts before the initial one."""
    sent = {"method": "POST", "endpoint": "<<a>>/b", "body": {"contentType": "application/json", "body": "{}"}}
    known = [{"key": "a", "initialValue": "x", "currentValue": "https://x"}]
    collection = {
        "v": 2,
        "folders": [],
        "variables": known,
        "requests": [{**sent, "responses": {"c": {"code": 201, "body": "[]"}}}],
    }
    found = _found([collection])
    assert [(one.side, one.url, one.status, one.location[-2:]) for one in found] == [
        ("request", "https://x/b", None, ("body", "body")),
        ("response", "https://x/b", 201, ("c", "body")),
    ]
    form = {**sent, "body": {"contentType": "multipart/form-data", "body": []}}
    assert _found({"v": 2, "folders": [{"requests": [form]}], "requests": []}) == []


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ({"clientName": "Thunder Client"}, ("requests", 0)),
        ({"client": "Thunder Client"}, ("requests", 0)),
        ({"colName": "a"}, ("requests", 0)),
        (None, (0,)),
    ],
)
def test_thunder_client_keeps_requests_in_several_places(document: Any, where: tuple[Any, ...]) -> None:
    """They are in an export, in a collection of its own, or in a list."""
    one = {"colId": "a", "method": "POST", "url": "/a", "body": {"type": "json", "raw": "{}"}}
    other = {**one, "body": {"type": "graphql", "raw": "", "graphql": {}}}
    (found,) = _found([one, other] if document is None else {**document, "folders": [], "requests": [one, other]})
    assert (found.location, found.content) == ((*where, "body", "raw"), "{}")


@pytest.mark.parametrize(
    ("patterns", "where"),
    [
        ([{"equalTo": "{}"}], (0, "equalTo")),
        ([{"equalTo": "a=b"}, {"and": [{"contains": "x"}, {"equalToJson": {}}]}], (1, "and", 1, "equalToJson")),
    ],
)
def test_a_stub_may_compare_a_whole_text_or_several_things(patterns: Any, where: tuple[Any, ...]) -> None:
    """A text that is not JSON is not a body of the API."""
    (found,) = _found({**STUB, "request": {**STUB["request"], "bodyPatterns": patterns}})
    assert found.location == ("request", "bodyPatterns", *where)


@pytest.mark.parametrize(
    ("asked", "method"),
    [
        ({}, "GET"),
        ({"method": "ANY"}, "GET"),
        ({"method": "ANY", "bodyPatterns": [{"equalToJson": "{}"}]}, "POST"),
        ({"method": "put"}, "PUT"),
    ],
)
def test_a_stub_for_any_method_reads_or_creates(asked: Any, method: str) -> None:
    """Its response is checked as that of a ``GET``, and the body that it compares as that of a ``POST``."""
    found = _found({"request": {"url": "/a", **asked}, "response": {"jsonBody": {}}})
    assert {one.method for one in found} == {method}


@pytest.mark.parametrize(
    ("asked", "url"),
    [
        ({"urlPath": "/api/v3/contacts", "queryParameters": {"fields": {"equalTo": "id"}}}, "/api/v3/contacts?fields=id"),
        ({"urlPath": "/a", "queryParameters": {"b": {"hasExactly": [{"equalTo": "c"}, {"equalTo": "d"}]}}}, "/a?b=c&b=d"),
        ({"urlPathTemplate": "/api/v3/contacts/{id}"}, "/api/v3/contacts/{id}"),
        ({"urlPathPattern": "/api/v3/contacts/[0-9]+"}, "/api/v3/contacts/1"),
        ({"urlPathPattern": r"^/api/v3/contacts/(\d+)$"}, "/api/v3/contacts/1"),
        ({"urlPattern": r"/api/v3/contacts(\?.*)?"}, "/api/v3/contacts"),
        ({"urlPattern": r"/api/v3/contacts\?page=\d"}, "/api/v3/contacts?page=1"),
        ({"urlPattern": "/api/v3/contacts/.*"}, "/api/v3/contacts/1"),
        ({"urlPattern": r"/api/v3/contacts\.json"}, "/api/v3/contacts.json"),
        ({"urlPathPattern": "/api/v3/contacts/?"}, "/api/v3/contacts"),
        ({"urlPathPattern": "/api/v3/[^/]{1,9}"}, "/api/v3/1"),
        ({"urlPattern": "/api/v3/(contacts|hosts)"}, "/api/v3/1"),
        ({"urlPattern": "/a|/b"}, ""),
        ({"urlPattern": "/a("}, ""),
        ({"urlPattern": "/" + "a" * MAX_PATTERN}, ""),
        ({"url": 1, "urlPath": "/a"}, "/a"),
    ],
)
def test_a_stub_has_an_address_or_a_plain_pattern(asked: Any, url: str) -> None:
    """A pattern that is not plain does not lead to an operation."""
    (found,) = _found({"request": {"method": "GET", **asked}, "response": {"body": "{}"}})
    assert found.url == url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x/api/v3/contacts", "https://x/api/v3/contacts"),
        ({"raw": "https://x/a", "path": ["b"]}, "https://x/a"),
        ({"host": ["x", "y"], "path": ["api", "v3"], "query": [{"key": "a", "value": "b"}]}, "x.y/api/v3?a=b"),
        ({"host": "x.y", "path": "/api/v3", "query": [{"key": "a", "value": "b", "disabled": True}]}, "x.y/api/v3"),
        ({"host": ["x"], "path": ["api", {"type": "string", "value": "v3"}]}, "x/api/v3"),
        (None, "/"),
    ],
)
def test_an_address_of_postman_is_a_text_or_parts(url: Any, expected: str) -> None:
    """The SDK of Postman writes only the parts."""
    item = {"request": {"method": "POST", "url": url, "body": {"mode": "raw", "raw": "{}"}}}
    assert [one.url for one in _found({"info": {}, "item": [item]})] == [expected.removeprefix("/") if url is None else expected]


@pytest.mark.parametrize(
    "headers",
    [
        [{"key": "Content-Type", "value": "application/x-www-form-urlencoded"}],
        "Accept: */*\nContent-Type: application/x-www-form-urlencoded",
    ],
)
def test_headers_of_postman_have_two_shapes(headers: Any) -> None:
    """Headers are a list or a text."""
    request = {"method": "POST", "url": "/a", "header": headers, "body": {"mode": "raw", "raw": "a=b"}}
    (found,) = _found({"info": {}, "item": [{"request": request}]})
    assert found.unreadable == A_FORM


def test_other_bodies_of_postman_are_left_out() -> None:
    """A form, a file, and a body that is switched off are not sent as JSON; an address alone is a request without a body."""
    bodies = [
        {"mode": "formdata", "raw": "{}"},
        {"mode": "file", "file": {"src": "a"}},
        {"mode": "raw", "raw": "{}", "disabled": True},
    ]
    items = [{"request": {"method": "POST", "url": "/a", "body": body}} for body in bodies]
    assert _found({"info": {}, "item": [*items, {"request": "https://x"}, {"request": None}, 1]}) == []


def test_a_body_of_bruno_may_have_variants() -> None:
    """A user chooses one of them; forms are not JSON."""
    variants = [
        {"title": "a", "body": {"type": "json", "data": "{}"}},
        {"title": "b", "body": {"type": "form-urlencoded", "data": []}},
    ]
    (found,) = _found({"info": {"type": "http"}, "http": {"method": "POST", "url": "/a", "body": variants}})
    assert found.location == ("http", "body", 0, "body", "data")


def _opencollection(**parts: Any) -> dict[str, Any]:
    item = {"info": {"type": "http"}, "http": {"method": "POST", "url": "{{a}}/b", "body": {"type": "json", "data": "{}"}}}
    return {"opencollection": "1.0.0", **parts, "items": [{"items": [item]}]}


def _insomnia(**environments: Any) -> dict[str, Any]:
    one = {"url": "{{ _.a }}/b", "method": "POST", "body": {"text": "{}"}}
    return {"type": "collection.insomnia.rest/5.0", "collection": [{"children": [one]}], "environments": environments}


NAMED = [{"name": "a", "value": "https://x"}]


@pytest.mark.parametrize(
    "document",
    [
        _opencollection(request={"variables": NAMED}),
        _opencollection(config={"environments": [{"variables": NAMED}]}),
        _insomnia(data={"a": "https://x"}),
        _insomnia(subEnvironments=[{"data": {"a": "https://x"}}]),
        _insomnia(data={"a": "https://x"}, subEnvironments=[{"data": {"a": "https://y"}}]),
        {
            "_type": "export",
            "resources": [
                {"_type": "request", "url": "{{ _.a }}/b", "method": "POST", "body": {"text": "{}"}},
                {"_type": "environment", "data": {"a": "https://x"}},
            ],
        },
        {
            "info": {},
            "variable": [{"key": "a", "value": "https://x"}],
            "item": [{"request": {"method": "POST", "url": "{{a}}/b", "body": {"raw": "{}"}}}],
        },
    ],
)
def test_a_collection_sets_variables(document: Any) -> None:
    """Variables apply to all requests of the collection. Those of the base come before those of an environment below it."""
    assert [(one.method, one.url) for one in _found(document)] == [("POST", "https://x/b")]


@pytest.mark.parametrize(
    ("request_part", "location"),
    [
        ({"body": [{"matcher": "json", "value": "{}"}]}, ("body", 0, "value")),
        ({"body": {"jsonMatch": "{}"}}, ("body", "jsonMatch")),
        ({"body": "{}"}, ("body",)),
        ({"body": [{"matcher": "glob", "value": "{}*"}, {"matcher": "jsonPartial", "value": "{}"}]}, ("body", 1, "value")),
    ],
)
def test_a_body_of_hoverfly_is_beside_its_matcher(request_part: Any, location: tuple[Any, ...]) -> None:
    """Before version 5, the name of the matcher was the key of the body."""
    pair = {"request": {"method": [{"matcher": "exact", "value": "POST"}], **request_part}, "response": {"status": 204}}
    (found,) = _found({"data": {"pairs": [pair]}})
    assert found.location == ("data", "pairs", 0, "request", *location)
    assert found.is_partial == (location[1:2] == (1,))


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ([{"matcher": "exact", "value": "/a"}], "/a"),
        ([{"matcher": "glob", "value": "/api/v3/contacts/*"}], "/api/v3/contacts/1"),
        ([{"matcher": "regex", "value": "^/api/v3/contacts/[0-9]+$"}], "/api/v3/contacts/1"),
        ({"globMatch": "/api/*/contacts"}, "/api/1/contacts"),
        ({"regexMatch": "/a(b"}, ""),
        ([{"matcher": "array", "value": ["/a"]}], ""),
        (None, ""),
    ],
)
def test_a_path_of_hoverfly_may_be_a_pattern(path: Any, url: str) -> None:
    """A pair without a method matches all methods."""
    (found,) = _found({"data": {"pairs": [{"request": {"path": path}, "response": {"status": 200, "body": "{}"}}]}})
    assert (found.method, found.url) == ("GET", url)


def test_a_request_of_insomnia_has_a_file_of_its_own_in_git() -> None:
    """Files of other things are left alone."""
    one = {"_id": "req_1", "type": "Request", "method": "POST", "url": "/api/v3/contacts", "body": {"text": "{}"}}
    (found,) = _found(one)
    assert (found.method, found.url, found.location) == ("POST", "/api/v3/contacts", ("body", "text"))
    assert forms.bodies({**one, "type": "RequestGroup"}) is forms.bodies({**one, "_id": "x"}) is None


def test_bruno_exports_a_collection() -> None:
    """The export has folders, variables and examples."""
    json_body = {"mode": "json", "json": "{}", "formUrlEncoded": []}
    sent = {"method": "POST", "url": "{{a}}/b", "body": json_body}
    example = {"request": {"body": json_body}, "response": {"status": "201", "body": {"type": "json", "content": "{}"}}}
    item = {"type": "http", "request": sent, "examples": [example]}
    other = {"type": "http", "request": {**sent, "body": {"mode": "xml", "xml": "<a/>"}}}
    environments = [{"variables": [{"name": "a", "value": "https://x"}]}]
    document = {
        "version": "1",
        "items": [{"type": "folder", "items": [item, other]}, {"type": "http"}],
        "environments": environments,
    }
    at = ("items", 0, "items", 0)
    assert [(found.url, found.status, found.location) for found in _found(document)] == [
        ("https://x/b", None, (*at, "request", "body", "json")),
        ("https://x/b", None, (*at, "examples", 0, "request", "body", "json")),
        ("https://x/b", 201, (*at, "examples", 0, "response", "body", "content")),
    ]
    assert forms.bodies({**document, "items": [{"type": "Pod"}]}) is None


def _openapi(**parts: Any) -> dict[str, Any]:
    content = {"application/json": {"example": {}}, "text/plain": {"example": "x"}}
    return {"openapi": "3.0.3", "paths": {"/contacts": {"get": {"responses": {"200": {"content": content}}, **parts}}}}


@pytest.mark.parametrize(
    ("servers", "url"),
    [
        ([{"url": "https://x/api/v3/"}], "https://x/api/v3/contacts"),
        ([{"url": "/"}, {"url": "/api/v3"}], "/api/v3/contacts"),
        ([{"url": "https://{h}/api/v3", "variables": {"h": {"default": "x"}}}], "https://x/api/v3/contacts"),
        (None, "/contacts"),
        ({"url": "x"}, "/contacts"),
    ],
)
def test_the_address_of_an_example_is_that_of_a_server_and_the_path(servers: Any, url: str) -> None:
    """Variables have their default values. Examples of other media types are left out."""
    (found,) = _found(_openapi(servers=servers))
    assert (found.url, found.status) == (url, 200)


@pytest.mark.parametrize(("code", "status"), [("200", 200), ("2XX", 200), ("default", None), ("2x", None), (201, 201)])
def test_a_response_is_described_for_a_status_or_several(code: Any, status: int | None) -> None:
    """The default response is for failures."""
    (found,) = _found(_openapi(responses={code: {"content": {"application/json": {"example": {}}}}}))
    assert found.status == status


@pytest.mark.parametrize("reference", ["#/paths", "#/x~1y/z", "other.yaml#/a", "#/a/b", 5, "#/components/responses/loop"])
def test_a_reference_that_leads_nowhere_is_ignored(reference: Any) -> None:
    """A reference that leads to itself is ignored too."""
    loop = {"responses": {"loop": {"$ref": "#/components/responses/loop"}}}
    assert _found({**_openapi(responses={"200": {"$ref": reference}}), "components": loop}) == []


def test_an_example_that_two_operations_share_is_checked_once() -> None:
    """Its errors would be reported twice."""
    shared = {"content": {"application/json": {"examples": {"a": {"$ref": "#/components/examples/a~1b"}}}}}
    document = _openapi(responses={"200": shared, "201": shared})
    (found,) = _found({**document, "components": {"examples": {"a/b": {"value": {}}}}})
    assert found.location == ("components", "examples", "a/b", "value")


def _shared(count: int) -> dict[str, Any]:
    examples: dict[str, Any] = {str(one): {"value": {}} for one in range(count)}
    response = {"content": {"application/json": {"examples": examples}}}
    answers = {"200": {"$ref": "#/components/responses/a"}}
    paths = {f"/api/v3/contacts/{one}": {"get": {"responses": answers}} for one in range(count)}
    servers = [{"url": "/"}] * count
    return {"openapi": "3.1.0", "servers": servers, "paths": paths, "components": {"responses": {"a": response}}}


def test_a_response_that_many_operations_share_is_read_once() -> None:
    """A description with many operations, examples and servers takes linear time."""
    few, many = calls(partial(_found, _shared(100))), calls(partial(_found, _shared(400)))
    assert few < many < 5 * few


@pytest.mark.parametrize("version", ["2.0", "30", 3, None])
def test_other_versions_of_openapi_are_not_read(version: Any) -> None:
    """Version 2 has its examples in other places."""
    assert forms.bodies({**_openapi(), "openapi": version}) is None


@pytest.mark.parametrize(
    "key",
    [
        "$kind",
        "collection",
        "data",
        "http",
        "interactions",
        "item",
        "mappings",
        "openapi",
        "opencollection",
        "request",
        "resources",
    ],
)
@pytest.mark.parametrize("value", [None, 1, "", [], {}, [1], [{}], {"a": 1}, [{"request": 1, "response": {}}]])
def test_a_document_is_not_recognised_by_a_single_name(key: str, value: Any) -> None:
    """Payloads and the files of other tools have such names, too."""
    assert not _found({key: value})
    assert not _found([{key: value}])


def test_a_partial_body_has_no_missing_fields() -> None:
    """A contract names only those response fields that its consumer reads. A request is always complete."""
    bodies = {"request": {**SENT, "body": {"contacts": [{}]}}, "response": {"status": 201, "body": {"contacts": [{}]}}}
    text = json.dumps({**PACT, "interactions": [bodies]}).encode()
    checked = check("a.json", documents("a.json", text), Validator(), wanted=Wanted(explanations=True))
    assert checked.documents == 2
    assert {one.line for one in checked.findings} == {1}
    first, _ = (one.start() for one in re.finditer(rb"\[\{\}\]", text))
    assert {one.column for one in checked.findings if one.error.code in ("required", "absent")} == {first + 2}


@pytest.mark.parametrize(
    ("media", "example", "count"),
    [
        ("application/vnd.api+json", {}, 1),
        ("*/*", {}, 1),
        ("*/*", "x", 0),
        ("application/*", {}, 1),
        ("application/xml", {}, 0),
    ],
)
def test_an_example_is_json_if_its_media_type_is(media: str, example: Any, count: int) -> None:
    """Generators without a given media type write a range that includes all types."""
    assert len(_found(_openapi(responses={"200": {"content": {media: {"example": example}}}}))) == count


def test_a_schema_of_a_whole_body_has_examples() -> None:
    """These examples are checked once, wherever the schema is referred to."""
    schemas = {"Contacts": {"type": "object", "example": {"contacts": []}, "examples": [{"contacts": 1}, {}]}}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Contacts"}}}
    operation = {"requestBody": {"content": content}, "responses": {"200": {"content": content}}}
    document = {**_openapi(**operation), "components": {"schemas": schemas}}
    at = ("components", "schemas", "Contacts")
    assert [(one.side, one.location) for one in _found(document)] == [
        (side, (*at, *where)) for side in ("request", "response") for where in (("example",), ("examples", 0), ("examples", 1))
    ]
