"""The bodies in cassettes, however a tool writes them."""

import base64
import gzip
import json
import struct
import zlib
from typing import Any

import pytest

from bs_validate.lint.readers.recordings import cassettes, exodus_replay, har, nock, talkback, undici
from bs_validate.lint.readers.recordings.body import A_FORM, CUT_OFF, DAMAGED, NO_BODY, NOT_JSON, NOT_TEXT, Body, Stored, status
from bs_validate.lint.readers.recordings.coding import from_base64
from bs_validate.lint.readers.recordings.forms import bodies

TEXT = '{"contacts": []}'
VALUE: Any = {"contacts": []}
PACKED = gzip.compress(TEXT.encode(), mtime=0)
BASE64 = base64.b64encode(PACKED).decode()
PLAIN = base64.b64encode(TEXT.encode()).decode()
ZLIB = base64.b64encode(zlib.compress(TEXT.encode())).decode()
TWICE = base64.b64encode(zlib.compress(PACKED)).decode()
TERM = base64.b64encode(b"\x83m" + struct.pack(">I", len(PACKED)) + PACKED).decode()


def _of_request(message: dict[str, Any]) -> list[Body]:
    request = {"method": "POST", "uri": "/api/v3/contacts", **message}
    found = cassettes.bodies([{"request": request, "response": {}}])
    return [one for one in found or [] if one.side == "request" and one.unreadable != NO_BODY]


@pytest.mark.parametrize(
    ("message", "location", "content"),
    [
        ({"body": TEXT}, ("body",), TEXT),
        ({"Body": TEXT}, ("Body",), TEXT),
        ({"body": VALUE}, ("body",), VALUE),
        ({"body": {"string": TEXT, "encoding": "UTF-8"}}, ("body", "string"), TEXT),
        ({"body": {"String": TEXT}}, ("body", "String"), TEXT),
        ({"body": {"base64_string": BASE64}}, ("body", "base64_string"), TEXT.encode()),
        ({"body": {"raw_gzip": BASE64}}, ("body", "raw_gzip"), TEXT.encode()),
        ({"body": {"raw_gzip": ZLIB}}, ("body", "raw_gzip"), TEXT.encode()),
        ({"body": {"raw_gzip": TWICE}}, ("body", "raw_gzip"), TEXT.encode()),
        ({"body": {"text": BASE64, "encoding": "base64"}}, ("body", "text"), TEXT.encode()),
        ({"body": {"text": TEXT}}, ("body", "text"), TEXT),
        ({"body": {"type": "json", "content": VALUE}}, ("body", "content"), VALUE),
        ({"body": {"type": "text", "content": TEXT}}, ("body", "content"), TEXT),
        ({"body": {"type": "binary", "content": PACKED.hex()}}, ("body", "content"), TEXT.encode()),
        ({"body": TERM, "binary": True}, ("body",), TEXT.encode()),
        ({"body": PLAIN, "headers": {"content-encoding": "gzip"}}, ("body",), TEXT.encode()),
        ({"body": PLAIN}, ("body",), PLAIN),
        ({"body": TEXT, "headers": {"content-encoding": "gzip"}}, ("body",), TEXT),
        ({"body": "1234", "headers": {"content-encoding": "gzip"}}, ("body",), "1234"),
        ({"body": BASE64, "binary": True}, ("body",), TEXT.encode()),
        ({"body": "", "request_body": TEXT}, ("request_body",), TEXT),
        ({"body": "", "parsed_body": VALUE}, ("parsed_body",), VALUE),
        ({"content": TEXT}, ("content",), TEXT),
        ({"body": PACKED.decode("latin-1")}, ("body",), TEXT.encode()),
        ({"body": {"class": "x", "args": [[TEXT]]}}, ("body",), TEXT.encode()),
        ({"body": ""}, ("body",), ""),
    ],
)
def test_a_body_is_found_where_its_tool_writes_it(message: dict[str, Any], location: tuple[Any, ...], content: Any) -> None:
    """The location of the body names the value that findings point at."""
    (body,) = _of_request(message)
    assert (body.location, body.content, body.unreadable) == ((0, "request", *location), content, "")
    assert (body.method, body.url) == ("POST", "/api/v3/contacts")


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"body": None},
        {"body": {"type": "none"}},
        {"body": {"encoding": "UTF-8"}},
        {"body": {"text": ""}},
        {"parsed_body": None},
    ],
)
def test_a_message_without_a_body_has_none(message: dict[str, Any]) -> None:
    """A missing body is not treated as an empty one."""
    assert _of_request(message) == []


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ({"body": "a=b", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, A_FORM),
        ({"body": "a=b", "headers": [{"name": "content-type", "value": "multipart/form-data; boundary=x"}]}, A_FORM),
        ({"body": "a=b", "ContentHeaders": {"Content-Type": "multipart/form-data"}}, A_FORM),
        ({"body": {"string": "path/to/file", "file": True}}, NOT_TEXT),
        ({"body": {"string": "path/to/file", "file": "yes"}}, NOT_TEXT),
        ({"body": {"args": [3]}}, NOT_TEXT),
        ({"body": "\x1f\ufffd\x08"}, DAMAGED),
        (
            {"body": base64.b64encode(b"\xff\xfe").decode(), "binary": True, "headers": {"Content-Encoding": "compress"}},
            "its coding (compress) is not known",
        ),
    ],
)
def test_a_body_that_cannot_be_read_has_a_reason(message: dict[str, Any], reason: str) -> None:
    """Such a body is skipped, and does not count as an error."""
    (body,) = _of_request(message)
    assert body.unreadable == reason


@pytest.mark.parametrize(
    ("headers", "is_cut_off"),
    [
        ({"Content-Length": "17"}, True),
        ({"Content-Length": ["17"]}, True),
        ({"Content-Length": 17}, True),
        ({"Content-Length": "16"}, False),
        ({"Content-Length": "x"}, False),
        ({"Content-Length": "17", "Content-Encoding": "gzip"}, False),
        ({}, False),
    ],
)
def test_a_body_that_is_shorter_than_its_length_counts_as_cut_off(headers: dict[str, Any], is_cut_off: bool) -> None:  # noqa: FBT001  # a row
    """The length of a compressed body says nothing about its text."""
    (body,) = _of_request({"body": TEXT, "headers": headers})
    assert body.is_cut_off is is_cut_off


@pytest.mark.parametrize(
    ("response", "number"),
    [
        ({"status": 201}, 201),
        ({"status": "201 Created"}, 201),
        ({"status": {"code": "201", "message": "Created"}}, 201),
        ({"status": {"status_code": "201"}}, 201),
        ({"Status": {"Code": 201}}, 201),
        ({"status_code": 201}, 201),
        ({"statusCode": 201}, 201),
        ({"status": "", "code": 201}, 201),
        ({"status": None}, None),
        ({}, None),
    ],
)
def test_the_status_is_found(response: dict[str, Any], number: int | None) -> None:
    """A status is a number, a text or an object, under one of a few names in any case."""
    pair = {"request": {"method": "GET", "url": "/"}, "response": {"body": "{}", **response}}
    (body,) = cassettes.bodies([pair]) or []
    assert body.status == number


def test_a_status_is_a_number_of_three_digits() -> None:
    """A number with more or fewer digits is not a status."""
    assert [status(one) for one in ("HTTP/1.1 204 No Content", 12345, "x", None, 99)] == [204, None, None, None, None]


def test_an_archive_names_the_files_of_its_bodies() -> None:
    """A body that is not JSON is not read, and neither is one whose name is not a text."""
    seen = [
        [(one.content, one.unreadable) for one in har.bodies({"log": {"entries": [{"request": {"postData": content}}]}}) or ()]
        for content in ({"_file": "a.dat"}, {"_file": "a.png", "mimeType": "image/png"}, {"_file": 5}, {"text": ""})
    ]
    assert seen == [[(Stored("a.dat"), "")], [(Stored("a.png"), NOT_JSON)], [(Stored("5"), NOT_TEXT)], [(None, NO_BODY)]]


def test_a_text_that_is_not_base64_is_read_unchanged() -> None:
    """Scripts that decode the bodies of a recording leave the name of the coding behind."""
    for text in (TEXT, "[1]", "é", BASE64[:-1]):
        (body,) = (
            har.bodies({"log": {"entries": [{"request": {}, "response": {"content": {"encoding": "base64", "text": text}}}]}})
            or []
        )
        assert body.content == text
    folded = "\n".join((BASE64[:20], BASE64[20:], ""))
    assert from_base64(folded) == PACKED


def test_polly_writes_compressed_bodies_in_two_ways() -> None:
    """A body is a list of base64 texts, or in older versions a list of hexadecimal digits."""
    for content in (
        {"encoding": "base64", "text": json.dumps([BASE64[:40], BASE64[40:]])},
        {"_isBinary": True, "text": json.dumps([PACKED.hex()[:40], PACKED.hex()[40:]])},
    ):
        entry = {"request": {}, "response": {"content": content}}
        (body,) = har.bodies({"log": {"entries": [entry]}}) or []
        assert body.content == TEXT.encode()


@pytest.mark.parametrize(
    ("definition", "content"),
    [
        ({"response": [PACKED.hex()[:20], PACKED.hex()[20:]]}, TEXT.encode()),
        ({"response": PACKED.hex()}, TEXT.encode()),
        ({"response": TEXT.encode().hex(), "responseIsBinary": True}, TEXT.encode()),
        ({"response": TEXT.encode().hex(), "responseIsBinary": False}, TEXT.encode().hex()),
        ({"response": VALUE}, VALUE),
    ],
)
def test_nock_writes_compressed_bodies_in_hexadecimal_digits(definition: dict[str, Any], content: Any) -> None:
    """The digits are in chunks or in one piece."""
    one = {"scope": "http://x", "method": "GET", "path": "/", "status": 200, **definition}
    (body,) = nock.bodies([one]) or []
    assert body.content == content


@pytest.mark.parametrize("headers", [{"content-encoding": "compress"}, ["Server", "x", "Content-Encoding", "compress"]])
def test_the_coding_of_a_response_in_nock_is_in_its_raw_headers(headers: Any) -> None:
    """Older versions write them as a list of names and values."""
    one = {"scope": "http://x", "method": "GET", "path": "/", "status": 200, "response": ["ff00"], "rawHeaders": headers}
    (body,) = nock.bodies([one]) or []
    assert body.unreadable == "its coding (compress) is not known"


@pytest.mark.parametrize(
    ("request_part", "url", "at"),
    [
        ({"uri": "/a"}, "/a", "uri"),
        ({"url": "/a"}, "/a", "url"),
        ({"protocol": "http", "host": "x", "port": 80, "path": "/a"}, "http://x:80/a", "path"),
        ({}, "", ""),
    ],
)
def test_a_request_has_its_address_in_one_of_a_few_shapes(request_part: dict[str, Any], url: str, at: str) -> None:
    """A request without a method, as stubs of ExVCR are, is a ``GET``."""
    (body,) = cassettes.bodies([{"request": request_part, "response": {"body": "{}"}}]) or []
    assert (body.method, body.url, body.exchange.url_at) == ("GET", url, (0, "request", at))


def test_a_request_without_a_response_does_not_hide_the_others() -> None:
    """A request without a response failed or was cut off."""
    request = {"method": "PUT", "uri": "/api/v3/contacts/1", "body": TEXT}
    pairs = [{"request": request, "response": None}, {"request": request}, {"request": request, "response": {"status": 200}}]
    for document in (pairs, {"interactions": pairs}):
        assert [(one.status, one.content) for one in bodies(document) or ()] == [(None, TEXT)] * 3


def test_a_tape_has_its_host_in_its_meta() -> None:
    """Bodies that people cannot read are in base64."""
    tape = {
        "meta": {"host": "http://x", "reqHumanReadable": True},
        "req": {"url": "/a", "method": "put", "body": TEXT},
        "res": {"status": 200, "body": BASE64},
    }
    request, response = talkback.bodies(tape) or []
    assert (request.method, request.url, request.content) == ("PUT", "http://x/a", TEXT)
    assert (response.status, response.content) == (200, TEXT.encode())


@pytest.mark.parametrize(
    "document",
    [
        {"meta": {}, "contacts": []},
        {"request": {"method": "GET"}, "response": {}},
        {"interactions": [{"request": {}}]},
        {"log": []},
        [{"scope": 1}],
        [{"request": 1, "response": {}}],
        [],
        [[]],
        "log",
        None,
    ],
)
def test_other_documents_are_not_recordings(document: Any) -> None:
    """Names that also occur in recordings do not make a document a recording."""
    assert bodies(document) is None


def test_a_body_that_was_cut_off_is_checked_if_it_is_json() -> None:
    """A reason for skipping is given only if the body is not JSON, whatever its recorded length is."""
    from bs_validate import Validator
    from bs_validate.lint.check import check
    from bs_validate.lint.finding import Wanted
    from bs_validate.lint.readers import documents

    def reasons(text: str, length: str) -> list[str]:
        request = {"method": "PUT", "uri": "/api/v3/contacts/1", "body": text, "headers": {"Content-Length": length}}
        data = json.dumps([{"request": request, "response": {"status": 422}}]).encode()
        return [
            one.decided_by
            for one in check("a.json", documents("a.json", data), Validator(), None, Wanted(explanations=True)).explanations
        ]

    assert reasons('{"contacts": [{"city"', "99") == [CUT_OFF]
    assert reasons('{"contacts": [{"city"', "5") == ["cannot be read"]
    assert reasons('{"contacts": [{}]}', "99") == ["the recorded request"]
    assert reasons('{"contacts": [{"city": "\ufffd', "5") == [DAMAGED]
    assert reasons('{"contacts": [{"city": "\ufffd"}]}', "5") == ["the recorded request"]


def _snapshot(body: Any, responses: list[Any]) -> Any:
    request = {"method": "post", "url": "https://www.bookingsync.com/api/v3/hosts", "headers": {}, "body": body}
    return [{"hash": "x", "snapshot": {"request": request, "responses": responses}}]


@pytest.mark.parametrize(
    ("body", "content", "is_readable"),
    [
        ('{"hosts": []}', '{"hosts": []}', True),
        ("123,34,125", b'{"}', True),
        ("123,256", "123,256", True),
        ("123", b"{", True),
        ("[object Blob]", "[object Blob]", False),
        ("[object ReadableStream]", "[object ReadableStream]", False),
    ],
)
def test_undici_writes_the_text_that_javascript_makes_of_a_body(
    body: str,
    content: Any,
    is_readable: bool,  # noqa: FBT001  # a parameter of the table
) -> None:
    """Bytes are written as numbers; for a blob or a stream only its type is written."""
    (found,) = undici.bodies(_snapshot(body, [])) or []
    assert (found.side, found.method, found.status, found.content) == ("request", "POST", None, content)
    assert (found.unreadable == "") is is_readable


def test_a_request_that_undici_recorded_twice_has_two_responses() -> None:
    """The request is read once, with the first of them."""
    answers = [{"statusCode": 201, "body": "e30=", "headers": {}}, {"statusCode": 422, "body": "", "headers": {}}, None]
    request, response = undici.bodies(_snapshot("{}", answers)) or []
    assert (request.side, request.exchange.status) == ("request", 201)
    assert (response.content, response.status, response.location) == (b"{}", 201, (0, "snapshot", "responses", 0, "body"))
    (alone,) = undici.bodies(_snapshot("", [])) or []
    assert alone.unreadable == NO_BODY


@pytest.mark.parametrize("document", [[], [1], [{"snapshot": {}}], [{"snapshot": {"request": {}, "responses": {}}}], {}])
def test_a_list_of_other_snapshots_is_not_one_of_undici(document: Any) -> None:
    """A snapshot of undici is a list of requests with their responses."""
    assert undici.bodies(document) is None


@pytest.mark.parametrize(
    ("body", "content", "unreadable"),
    [
        (TEXT, TEXT, ""),
        ({"type": "Uint8Array", "data.hex": TEXT.encode().hex()}, TEXT.encode(), ""),
        ({"type": "Buffer", "data.base64": PLAIN}, TEXT.encode(), ""),
        ({"type": "Blob", "data.hex": PACKED.hex(), "meta": {"size": len(PACKED), "type": ""}}, TEXT.encode(), ""),
        ({"type": "URLSearchParams", "data": "a=1"}, {"type": "URLSearchParams", "data": "a=1"}, A_FORM),
        ({"type": "Other"}, {"type": "Other"}, NOT_TEXT),
        (None, None, NO_BODY),
    ],
)
def test_the_log_of_a_call_that_failed_has_the_request(body: Any, content: Any, unreadable: str) -> None:
    """``fetch`` takes texts, bytes and forms; a failed call has an error in place of the response."""
    options = {"method": "post", "headers": [["accept", "*/*"]], **({} if body is None else {"body": body})}
    call = {"request": {"resource": "http://x/api/v3/contacts", "options": options}, "error": {"message": "fetch failed"}}
    (found,) = bodies([call]) or []
    assert (found.side, found.method, found.status, found.content, found.unreadable) == (
        "request",
        "POST",
        None,
        content,
        unreadable,
    )
    assert found.exchange.url_at == (0, "request", "resource")


@pytest.mark.parametrize("document", [[], [1], [{"request": {}}], [{"request": {"resource": 1, "options": {}}}], {"request": {}}])
def test_a_list_of_other_calls_is_not_such_a_log(document: Any) -> None:
    """Each call has the arguments of ``fetch``."""
    assert exodus_replay.bodies(document) is None


@pytest.mark.parametrize(
    ("content", "location", "expected"),
    [
        ({"_content": BASE64}, "_content", TEXT.encode()),
        ({"_content": PACKED, "_decoded_content": None}, "_content", TEXT.encode()),
        ({"_content": "", "_decoded_content": VALUE}, "_decoded_content", VALUE),
        ({"_decoded_content": "e30="}, "_decoded_content", "e30="),
    ],
)
def test_requests_cache_keeps_a_response_decoded_or_as_bytes(content: dict[str, Any], location: str, expected: Any) -> None:
    """Bytes are base64 in JSON. A text is one that it has decoded."""
    request = {"method": "GET", "url": "/api/v3/contacts", "body": None}
    (body,) = bodies({"request": request, "status_code": 200, **content}) or []
    assert (body.side, body.status, body.location, body.content) == ("response", 200, (location,), expected)
