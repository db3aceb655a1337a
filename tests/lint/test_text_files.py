"""Syntaxes of their own, in which requests are written as text: which bodies are found, and where."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate.lint.check import check
from bs_validate.lint.finding import Wanted
from bs_validate.lint.readers import bru_file, documents, http_file, hurl_file, sniffed
from bs_validate.lint.readers.comments import without_comments
from bs_validate.lint.readers.placeholders import HIDDEN
from bs_validate.lint.readers.recordings.body import A_FORM, NO_BODY, NOT_TEXT, nothing_beside
from support.places import TESTS
from support.profiles import examples

VALIDATOR = Validator()
COLLECTIONS = TESTS / "collections"
READERS = (bru_file, http_file, hurl_file)


def _found(reader: Any, text: str) -> list[tuple[str, str, str, int | None, Any]]:
    found = [one.body for one in reader.documents(text.encode(), lambda stored: (f"in {stored.name}".encode(), ""))]
    return [(one.side, one.method, one.url, one.status, one.content) for one in found if one.unreadable != NO_BODY]


POST = "POST /a\n\n"


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (f"{POST}{{}}", ["{}"]),
        (f"{POST}{{}}\n###\n{POST}[1]\n", ["{}\n", "[1]\n"]),
        (f"### one\n# @name x\n// y\n@a = b\n\n{POST}{{}}", ["{}"]),
        ("POST /a HTTP/1.1\nA: b\n\n{}", ["{}"]),
        ("POST /a HTTP/2 (prior knowledge)\n\n{}", ["{}"]),
        ("post /a\n\n{}", ["{}"]),
        ("POST /a\n  ?b=c\n  &d=e\nA: b\n\n{}", ["{}"]),
        (f"{POST}{{\n# a\n  // b\n}}", ["{\n}"]),
        (f"{POST}{{}}\n> {{%\n x\n%}}\n", ["{}\n"]),
        (f"{POST}{{}}\n>{{% x %}}\n", ["{}\n"]),
        (f"{POST}{{}}\n> check.js\n", ["{}\n"]),
        (f"{POST}{{}}\n>> out.json\n>>! out.json", ["{}\n"]),
        (f"{POST}{{}}\n<> 2026.json\n", ["{}\n"]),
        (f"{POST}{{}}\n?? status == 201\n", ["{}\n"]),
        (f"{POST}{{}}\n{{{{\n  test();\n}}}}\n", ["{}\n"]),
        (f"{{{{\n  exports.a = 1;\n  POST /b\n}}}}\n{POST}{{}}", ["{}"]),
        (f"< {{%\n POST /b\n\n [1]\n%}}\n{POST}{{}}", ["{}"]),
        (f"< ./before.js\n{POST}{{}}", ["{}"]),
        (f"{POST}< ./a.json\n", [b"in ./a.json"]),
        (f"{POST}<@ ./a.json\n", [b"in ./a.json"]),
        (f"{POST}<@latin1 ./a.json", [b"in ./a.json"]),
        (f"{POST}{{}}\nHTTP/1.1 201 Created\nA: b\n\n[1]", ["{}\n", "[1]"]),
        (f"{POST}{{}}\n?? status == 201\nHTTP/1.1 201  - Created\n\n[1]", ["{}\n", "[1]"]),
        ("GET /a\n\nHTTP/1.1 200 OK\n\n[1]", ["[1]"]),
        (f"{POST}{{}}\n## a\n[1]", ["{}\n[1]"]),
        ("GET /a\n\nPOST /b\n\n{}\n\n# c\nPUT https://x\n\n[1]\n", ["{}\n\n", "[1]\n"]),
        ("GET /a\nGET {{b}}/c\nPOST /d\nA: b\n\n{}", ["{}"]),
        (f"{POST}{{}}\n#\nGET www.example.com\n#\nDELETE :host/b\n", ["{}\n"]),
        (f"{POST}{{}}\n> {{%\n PUT /b\n\n [1]\n%}}\n{{{{\n POST /c\n\n [2]\n}}}}\n{{{{@x\n PUT /d", ["{}\n"]),
        (f"{POST}{{}}\n> {{% x\n PUT /b\n\n [1]", ["{}\n"]),
        ("POST /a\nA: b\n{\n}\n> {% x %}\n", ["{\n}\n"]),
        ("POST /a\n[1]\n", ["[1]\n"]),
        ("POST /a\n{{b}}\n", []),
        ("GET /a\n", []),
        ("POST /a\nA: b\n> {% x %}\n", []),
        ("POST /a", []),
        ("Title\n=====\n\nProse (https://x) here\n\n* item", []),
        ("", []),
        ("###", []),
        ("@a = b", []),
    ],
)
def test_the_bodies_of_http_files_are_found(text: str, contents: list[Any]) -> None:
    """A body ends before a script, a file, an assertion or a response. Comment lines are left out."""
    assert [one[4] for one in _found(http_file, text)] == contents


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("POST https://x/a HTTP/2\n\n1", "https://x/a"),
        ("https://x/a\n\n1", "https://x/a"),
        ("{{base}}/a\n\n1", "/a"),
        ("POST /a\n    ?b=c\n    # d=e\n    &f=g\n\n1", "/a?b=c&f=g"),
        ("@host = https://x\nPOST {{host}}/a\n\n1", "https://x/a"),
        ("POST {{host}}/a\n\n1\n###\n@host=https://x\n", "https://x/a"),
        ("@a := https://x\r\nPOST {{a}}/a\r\n\r\n1", "https://x/a"),
    ],
)
def test_the_address_of_an_http_request_is_found(text: str, url: str) -> None:
    """The address may continue in indented lines, and have variables of the file."""
    (found,) = _found(http_file, text)
    assert found[2] == url


def test_a_form_and_a_mixture_of_files_and_text_are_not_read() -> None:
    """A form is not JSON, and the mixture is not completely in the file."""
    form = "POST /a\nContent-Type: application/x-www-form-urlencoded\n\na=b"
    mixed = f"{POST}< ./a.json\n{{}}\n"
    found = [next(http_file.documents(text.encode(), nothing_beside)).body for text in (form, mixed)]
    assert [one.unreadable for one in found if one is not None] == [A_FORM, NOT_TEXT]


BRU = "post {\n  url: /a\n  body: json\n}\n"


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (f"{BRU}body:json {{\n  {{}}\n}}\n", ["  {}\n"]),
        (f"body:json {{\n  {{}}\n}}\n{BRU}", ["  {}\n"]),
        (f"{BRU}body {{\n  {{}}\n}}\n", ["  {}\n"]),
        (f"{BRU}body:json {{\n  {{\n    a\n  }}\n", ["  {\n    a\n  }\n"]),
        (f"{BRU}body:text {{\n  {{}}\n}}\n", []),
        (f"{BRU}body:xml {{\n  <a/>\n}}\n", []),
        (f"{BRU}body:json {{\n\n}}\n", []),
        ("post {\n  url: /a\n  body: text\n}\nbody:text {\n  {}\n}\n", ["  {}\n"]),
        ("post {\n  url: /a\n  body: none\n}\nbody:json {\n  {}\n}\n", []),
        ("http {\n  method: purge\n  url: /a\n}\nbody:json {\n  {}\n}\n", ["  {}\n"]),
        (f"{BRU}script:pre-request {{\n  body:json {{\n    {{}}\n  }}\n}}\n", []),
        ("vars {\n  a: b\n}\n", []),
        ("body:json {\n  {}\n}\n", []),
        ("", []),
        ("post {", []),
    ],
)
def test_the_bodies_of_bru_files_are_found(text: str, contents: list[str]) -> None:
    """A file keeps bodies that it does not send. A block ends with a bracket at the beginning of a line."""
    assert [one[4] for one in _found(bru_file, text)] == contents


def test_the_variables_of_a_bru_file_are_in_the_address() -> None:
    """Variables that are switched off are not used."""
    known = "vars:pre-request {\n  host: https://x\n  id: 5\n  ~off: 6\n}\n"
    text = f"put {{\n  url: {{{{host}}}}/{{{{id}}}}/{{{{off}}}}\n}}\n{known}body:json {{\n  {{}}\n}}\n"
    assert _found(bru_file, text) == [("request", "PUT", f"https://x/5/{HIDDEN}", None, "  {}\n")]


HURL = "POST /a\n"


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (f"{HURL}{{}}", ["{}"]),
        (f"{HURL}A: b\n[Options]\nretry: 1\n\n# c\n{{\n}}\nHTTP 201\n[1]\n", ["{\n}", "[1]"]),
        (f'{HURL}{{"a": "}}"}}\n{HURL}[{{{{a}}}}]', ['{"a": "}"}', "[{{a}}]"]),
        (f"{HURL}  {{}}\n", ["{}"]),
        (f"{HURL}```\n{{}}\n```\n", ["{}\n"]),
        (f"{HURL}```json\n{{}}\n```\n", ["{}\n"]),
        (f"{HURL}```json,escape\n{{\\u{{22}}a\\n\\`\\u{{110000}}}}\n```\n", ['{"a\n`110000}\n']),
        (f"{HURL}```graphql\nquery {{ a }}\n```\n{HURL}{{}}", ["{}"]),
        (f"{HURL}```{{}}```\n", ["{}"]),
        (f"{HURL}`{{}}`\n", ["{}"]),
        (f"{HURL}`{{\\`\\#}}` # c\n", ["{`#}"]),
        (f"{HURL}base64,e30=;\n", [b"{}"]),
        (f"{HURL}file,a b.json;\n", [b"in a b.json"]),
        (f"{HURL}hex,7B7d;\n", [b"{}"]),
        (f"{HURL}hex,7;\n", ["7"]),
        (f"{HURL}<a/>\n", []),
        (f"{HURL}{{{{header}}}}: b\n{{}}", ["{}"]),
        (f"{HURL}[Form]\na: b\n", []),
        (f"{HURL}HTTP 200\n[Asserts]\nbody == ```\nPOST /b\n{{}}\n```\n{HURL}[1]", ["[1]"]),
        (f"# ``` in a comment\n{HURL}{{}}", ["{}"]),
        (f"{HURL}{{}}\n{{}}\n", ["{}"]),
        (f"{HURL}{{", ["{"]),
        (f"{HURL}`{{", ["{"]),
        (f"{HURL}```\n{{", ["{"]),
        ("{}", []),
        ("", []),
    ],
)
def test_the_bodies_of_hurl_files_are_found(text: str, contents: list[Any]) -> None:
    """A message has one body at most, after its headers and sections."""
    assert [one[4] for one in _found(hurl_file, text)] == contents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HURL}HTTP 201\n{{}}", ("response", "POST", "/a", 201, "{}")),
        (f"{HURL}HTTP/1.1 404\n{{}}", ("response", "POST", "/a", 404, "{}")),
        (f"{HURL}HTTP *\n{{}}", ("response", "POST", "/a", None, "{}")),
        ("PUT https://{{host}}/a?b={{ c }} # d\n{}", ("request", "PUT", f"/a?b={HIDDEN}", None, "{}")),
        ("PUT /a\\#b # c\n{}", ("request", "PUT", "/a#b", None, "{}")),
        ("PUT {{host}}/a\n[Options]\nvariable: host=https://x\n{}", ("request", "PUT", "https://x/a", None, "{}")),
    ],
)
def test_a_hurl_body_belongs_to_its_message(text: str, expected: tuple[Any, ...]) -> None:
    """A response belongs to the request before it."""
    assert _found(hurl_file, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meta {\n  name: a\n}\n", "Bruno"),
        ("POST https://x/a\n{}\nHTTP 201\n", "Hurl"),
        ("# a\nGET {{host}}/a\n[Asserts]\n", "Hurl"),
        ("POST https://x/a\n\n{}\n", "HTTP"),
        ("### a\n@b = c\n\n// d\nPOST {{b}}/a HTTP/1.1\n\n[1]\n", "HTTP"),
        ("GET /a\nHTTP/1.1 200 OK\n", "HTTP"),
        ("### a\n< {%\n  x = '%';\n%}\nPOST https://x/a\n\n[1]\n", "HTTP"),
        ("import ./a.http\n\n< ./before.js\nPOST /a\n", "HTTP"),
        ("# a\ncurl -X DELETE https://x/a", "HTTP"),
        ("curl.exe \\\n  https://x/a", "HTTP"),
        ("curl: https://x/a", "YAML"),
        ("curls https://x/a", "JSON"),
        ("{\n  meta: {\n", "JSON5"),
        ("# a\nPOST: https://x\n", "YAML"),
        ("# a\nb: c\n", "YAML"),
        ("$kind: http-request\n", "YAML"),
        ("meta: {\n", "YAML"),
        ("{}", "JSON"),
    ],
)
def test_a_syntax_is_recognised_by_its_beginning(text: str, expected: str) -> None:
    """Standard input, and files without a known extension, are read in this way."""
    assert sniffed(text.encode()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1} // b\n', '{"a": 1}     \n'),
        ('{"a": /* b\n */ 1}', '{"a":     \n    1}'),
        ('{"a": "// b"}', '{"a": "// b"}'),
        ('{"a": "\\"// b"} // c', '{"a": "\\"// b"}     '),
        ("/* a", "    "),
        ("/**/ /*/", "         ".removesuffix(" ")),
        ('"// a', '"// a'),
        ("1 / 2", "1 / 2"),
    ],
)
def test_comments_become_spaces(text: str, expected: str) -> None:
    """All other characters keep their places."""
    assert without_comments(text) == expected


BODY = '{"contacts": [{"country_code": "UK"}]}'


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.http", f"PUT https://x/api/v3/contacts/1\n\n{BODY}"),
        ("a.rest", f"PUT https://x/api/v3/contacts/1\n\n// é\n{BODY}"),
        ("a.bru", f"put {{\n  url: /api/v3/contacts/1\n  body: json\n}}\nbody:json {{\n  {BODY}\n}}\n"),
        ("a.hurl", f"PUT https://x/api/v3/contacts/1\n{BODY}"),
        ("a.hurl", f"PUT https://x/api/v3/contacts/1\n```json,escape\n{BODY}\n```".replace('"', "\\u{22}", 2)),
        ("a.http", "PUT https://x/api/v3/contacts/1\n\n" + BODY.replace("[", "[ // a comment\n")),
        ("a.http", "\ufeffPUT https://x/api/v3/contacts/1\n\n" + BODY),
    ],
)
def test_a_value_is_at_its_line_and_column(file: str, text: str) -> None:
    """Columns count characters; a byte order mark is not one."""
    (found,) = check(file, documents(file, text.encode()), VALIDATOR).findings
    lines = text.removeprefix("\ufeff").splitlines()
    assert lines[found.line - 1][found.column - 1 :].startswith('"UK"')
    assert found.error.pointer == "/contacts/0/country_code"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.http", "PUT {{{{b}}}}/contacts/{{{{id}}}}?{{{{p}}}}=1\n\n{}"),
        ("a.bru", "put {{\n  url: {{{{b}}}}/contacts/:id\n  body: json\n}}\nbody:json {{\n  {}\n}}\n"),
        ("a.hurl", "PUT http://{{{{host}}}}/api/v3/contacts/{{{{id}}}}\n{}"),
        (
            "a.yml",
            "info: {{type: http}}\nhttp:\n  method: put\n  url: '{{{{b}}}}/contacts/:id'\n  body: {{type: json, data: '{}'}}\n",
        ),
    ],
)
def test_a_variable_is_not_reported_as_a_wrong_value(file: str, text: str) -> None:
    """A variable may have quotes or not, and be alone or inside a text. Values beside it are checked."""
    fields = '"phones": {{phones}}, "zip": "{{$guid}}", "email": "{{a}}-{{b}}", "gender": {{g}}, "country_code": "UK"'
    body = f'{{"contacts": [{{{fields}}}]}}'
    found = check(file, documents(file, text.format(body).encode()), VALIDATOR).findings
    assert [one.error.pointer for one in found] == ["/contacts/0/country_code"]


def test_a_broken_body_is_reported_where_it_breaks() -> None:
    """The place is that in the file."""
    text = "PUT https://x/api/v3/contacts/1\n\n" + BODY.replace(" [", " [\n,")
    (found,) = check("a.http", documents("a.http", text.encode()), VALIDATOR).findings
    assert (found.error.code, found.line, found.column) == ("not_json", 4, 1)


@pytest.mark.parametrize("file", ["a.http", "a.bru", "a.hurl"])
def test_a_file_that_is_not_text_counts_only_if_a_schema_is_named(file: str) -> None:
    """A walk may find any file under these names."""
    data = b"POST /a\n\n\xff\xfe"
    assert check(file, documents(file, data), VALIDATOR).findings == ()
    named = check(file, documents(file, data), VALIDATOR, ("contact.create", "--as"))
    assert [one.error.code for one in named.findings] == ["not_json"]


def _pieces() -> Iterator[str]:
    for path in sorted(COLLECTIONS.glob("*.*")):
        if path.suffix in {".http", ".rest", ".bru", ".hurl"}:
            yield from path.read_text(encoding="utf-8").splitlines(keepends=True)
    yield from (
        "###\n",
        "```",
        "`",
        "{{",
        "}}",
        "%}",
        "< {%\n",
        "'''",
        "\n}",
        "\r\n",
        "[",
        '"',
        "\\",
        "file,",
        "HTTP 200\n",
        "\0",
        "é",
    )


@examples(50)
@given(st.lists(st.sampled_from(list(_pieces())), max_size=30).map("".join) | st.text() | st.binary())
def test_no_file_raises(content: str | bytes) -> None:
    """The bytes may be anything, under any extension, and each place exists in the file."""
    data = content if isinstance(content, bytes) else content.encode(errors="surrogatepass")
    count = data.count(b"\n") + 1
    for file in ("a.http", "a.rest", "a.bru", "a.hurl", "a.yaml", "a.json", ""):
        for one in check(file, documents(file, data), VALIDATOR, wanted=Wanted(explanations=True)).findings:
            assert 1 <= one.line <= max(count, len(data.decode(errors="replace").splitlines()) + 1)


@pytest.mark.parametrize("reader", READERS, ids=lambda one: Path(str(one.__file__)).stem)
@pytest.mark.parametrize(
    "text",
    [
        "{{" * 50_000,
        "POST /" + "{{" * 50_000,
        "POST /a" + " " * 100_000 + "b\n\n1",
        "< {%\n" * 25_000,
        "{{\n" * 25_000,
        "POST /a\n\n" + " " * 100_000 + "#",
        "POST /a\n\n" + "// \n" * 25_000,
        "POST /a\n" + "```" * 25_001,
        "POST /a\n" + "`\n" * 25_000,
        "POST /a\n" + '{"' * 25_000,
        "POST /a\n" + "[" * 100_000,
        "POST /a\n{" + '"\\' * 25_000,
        "a {\n" * 25_000,
        "post {\n}\n" + "example {\n" * 10_000,
        "post {\n" + "a:" * 25_000,
        "post {\n" + "  '''" * 25_000,
        "@a=" * 25_000,
        "@a = {{b}}{{b}}\n@b = {{a}}{{a}}\n" * 5_000 + "POST {{a}}\n\n1",
        "HTTP/1.1 200\n" * 10_000,
        "POST /a\nHTTP 200\n" * 10_000,
        "POST /a\n\n" + "{{\n" * 25_000,
        "POST /a\n\n" + "> {%\n" * 25_000,
        "POST /a\n`" + "\\u" * 50_000,
        "POST /a\n```json,escape\n" + "\\n" * 50_000,
    ],
    ids=range(24),
)
def test_a_hostile_file_takes_linear_time(reader: Any, text: str) -> None:
    """Each file takes far less than a second; quadratic time would be minutes."""
    assert len(list(reader.documents(text.encode(), nothing_beside))) < 50_000
    assert sniffed(text.encode())
