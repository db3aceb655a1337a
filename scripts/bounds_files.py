"""Make texts and files of any size for ``scripts/bounds.py``, in the worst shapes for their readers."""

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any

VALID = {
    "email": "ada@example.com",
    "firstname": "Ada",
    "lastname": "Lovelace",
    "address1": "1 Rue de Rivoli",
    "city": "Paris",
    "country_code": "FR",
    "zip": "75001",
}


def repeat(before: str, unit: str, after: str = "") -> Callable[[int], str]:
    """Return a function from a size to a text that repeats one unit as often as fits."""
    return lambda size: before + unit * (size // len(unit)) + after


def contacts(shapes: Iterator[tuple[str, Callable[[int], Any]]]) -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield shapes of documents as JSON text."""
    for name, shape in shapes:
        yield name, lambda size, shape=shape: json.dumps(shape(size), ensure_ascii=False)


def texts() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield shapes of JSON text."""
    fields = json.dumps(VALID)[1:-1]
    yield "resources", repeat('{"contacts": [{}', f", {{{fields}}}", "]}")
    yield "repeated keys", repeat('{"contacts": [{"city": "a"', ', "city": "aaaaaaaaaaaaaaaaaaaaaaaaaaa"', "}]}")
    yield "repeated resources", repeat('{"contacts": []', ', "contacts": [{"firstname": "a", "firstname": "b"}]', "}")
    yield "open lists", repeat("", "[")
    yield "open objects", repeat("", '{"a":')
    yield "deep lists", lambda size: "[" * (size // 2) + "]" * (size // 2)
    yield "deep and wide, repeated", lambda size: '{"a":1,"a":' + "[" * 62 + '"aaaaaaa",' * (size // 10) + "1" + "]" * 62 + "}"
    yield "escapes", repeat('{"contacts": [{"city": "', "\\u00e9", '"}]}')
    yield "half characters", repeat('{"contacts": [{"city": ["', 'aaaaaaaaaaaaaaaaaaaaaaaaaaa\\ud800", "', '"]}]}')
    yield "open text", repeat('{"contacts": ["', "a")
    yield "open text with quotes", repeat('{"contacts": ["', '\\"')
    yield "a long integer", repeat('{"contacts": [{"city": ', "9", "}]}")
    yield "a long fraction", repeat('{"contacts": [{"city": 0.', "1", "}]}")
    yield "halfway between two numbers", repeat('{"contacts": [{"city": 9007199254740993', "0", "}]}")
    yield "a long exponent", repeat('{"contacts": [{"city": 1e', "9", "}]}")
    yield "a small fraction", repeat('{"contacts": [{"city": 0.', "0", "1e9}]}")
    yield "many integers", repeat('{"contacts": [{"city": [1', "," + "9" * 301, "]}]}")
    yield "many fractions", repeat('{"contacts": [{"city": [1', ",1" + "9" * 300 + "e-400", "]}]}")
    yield "white space", repeat('{"contacts": [', " \n", "]}")
    yield "nothing", repeat("", "\n")
    yield "NaN", repeat('{"contacts": [1', ",1", ",NaN]}")


def lines() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield shapes of NDJSON."""
    fields = json.dumps(VALID)
    for name, shape in texts():
        if name in ("resources", "repeated keys", "deep lists", "open text with quotes", "escapes"):
            yield f"one line, {name}", shape
    yield "a resource a line", repeat("", f'{{"contacts": [{fields}]}}\n')
    yield "an error a line", repeat("", '{"contacts": [{"zip": 1, "lastname": "Lovelace"}]}\n')
    yield "no JSON", repeat("", '{"contacts": [{"lastname": "Lovelace"}\n')
    yield "short lines that are not JSON", repeat("", '{"a": 1,\n')
    yield "open lists in lines", repeat("", '{"contacts": [\n')
    yield "empty lines", repeat("", "\n", '{"contacts": 1}')
    yield "long names", repeat("", f'{{"contacts": [{{"{"n" * 60}": 1, "{"m" * 60}": 1}}]}}\n')
    yield "many errors in a line", repeat('{"contacts": [{"phones": [{}', ', {"label": "aaaaaaaaaaaaaaaaaaaaaaaaaaa"}', "]}]}")
    yield (
        "many unknown names in a line",
        lambda size: json.dumps({"contacts": [{f"x{n:07}": 1 for n in range(max(size // 14, 1))}]}),
    )


def yaml() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield shapes of YAML."""
    city = "contacts:\n- city: "
    yield (
        "resources",
        repeat("contacts:\n", "".join(f"{'- ' if n == 0 else '  '}{k}: {v}\n" for n, (k, v) in enumerate(VALID.items()))),
    )
    yield "items that are numbers", repeat("contacts:\n", "- 5\n")
    yield "items with errors", repeat("contacts:\n", "- {zip: 1, x: 2}\n")
    yield "items with aliases", repeat("contacts:\n- zip: &a x\n", "- zip: *a\n")
    yield "items that are not closed", repeat("contacts:\n", "- {\n")
    yield "documents", repeat("", "contacts: [{zip: 1, lastname: Lovelace}]\n---\n")
    yield "documents with an alias", repeat("", "contacts: [{zip: &a 1, city: *a}]\n---\n")
    yield "documents of nothing", repeat("", "---\n", "contacts: 1")
    yield "aliases", repeat("contacts: [&a {city: b}", ", *a", "]")
    yield "anchors", repeat("contacts: [{links: [1", ", &a 1", "]}]")
    yield "aliases of a long text", repeat(f"x: &a {'y' * 5000}\ncontacts: [1", ", *a", "]")
    yield "repeated keys", repeat("contacts:\n- city: b\n", "  city: aaaaaaaaaaaaaaaaaaaaaaaaaaa\n")
    yield "open lists", repeat("contacts: ", "[")
    yield "deep and wide", lambda size: "x: " + "[" * 490 + "1," * (size // 2) + "1" + "]" * 490
    yield "deep and wide contacts", lambda size: "contacts: " + "[" * 60 + "aaaaaaaaa," * (size // 10) + "1" + "]" * 60
    yield "dashes", repeat("", "- ")
    yield "question marks", repeat("", "? ")
    yield "tagged", repeat("contacts: [{links: [", "!!str a, ", "]}]")
    yield "a long tag", repeat("contacts: [!", "a", " a]")
    yield "plain", repeat(city, "a")
    yield "plain, folded", repeat(city, "a\n   ", "a")
    yield "folds in quotes", repeat(f"{city}'", "a \n  ", "'")
    yield "quotes", repeat(f"{city}'", "''", "'")
    yield "escapes", repeat(f'{city}"', "\\u00e9", '"')
    yield "spaces in quotes", repeat(f'{city}"', " ", '"')
    yield "a block", repeat(f"{city}|\n", "   a\n")
    yield "a folded block", repeat(f"{city}>\n", "   a\n\n")
    yield "an indented block", repeat(f"{city}|\n   a\n", "   \t \n")
    yield "comments", repeat("contacts: 1\n", "# a\n")
    yield "an open quote", repeat(f'{city}"', "a")
    yield "a long number", repeat(city, "9")
    yield "a long key", repeat("contacts:\n- ", "k", ": 1")
    yield "flow", repeat("contacts: [{links: [", "{}, ", "]}]")
    yield "errors in flow", repeat('contacts: [{"zip": ""}', ', {"zip": null, "lastname": "Lovelace"}', "]")
    yield "binary", lambda size: f"{city}!!binary {base64.b64encode(b'a' * (size * 3 // 4)).decode()}"


_PUT = '"method": "PUT", "url": "http://x/api/v3/contacts/1"'


def archives() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield shapes of HAR and of nock, in JSON."""

    def of(body: str) -> Callable[[int], str]:
        entry = f'{{"request": {{{_PUT}, "postData": {{"text": {json.dumps(body)}}}}}, "response": {{}}}}'
        return repeat(f'{{"log": {{"entries": [{entry}', f", {entry}", "]}}")

    def one(before: str, unit: str, after: str) -> Callable[[int], str]:
        def whole(size: int) -> str:
            text = before + unit * (size // len(json.dumps(unit))) + after
            entry = f'{{"request": {{{_PUT}, "postData": {{"text": {json.dumps(text)}}}}}, "response": {{}}}}'
            return f'{{"log": {{"entries": [{entry}]}}}}'

        return whole

    yield "valid", of(json.dumps({"contacts": [VALID]}))
    yield "an error in each", of('{"contacts": [{"zip": 1}]}')
    yield "no JSON in each", of("<html>")
    yield "half a character in each", of('{"contacts": [{"zip": "\\ud800"}]}')
    yield "a body of quotes", one('{"contacts": "', '\\"', "")
    yield "a body of open quotes", one("", '"\\', "")
    yield "a body of placeholders", one('{"contacts": [{"links": [', "<ID>, ", "1]}]}")
    yield "a body of resources", one('{"contacts": [', '{"zip": 1, "lastname": "Lovelace"}, ', "{}]}")
    yield "a body of brackets", one("", "<A", "")
    yield "a body of open braces", one("", "{{x", "")
    yield "a body of open templates", one('"', "<%", "")
    yield (
        "headers",
        lambda size: json.dumps(
            {"log": {"entries": [{"request": {"headers": [{"name": "a", "value": "b"}] * (size // 28), "content": "x"}}]}}
        ),
    )
    nock = '{"scope": "http://x", "method": "PUT", "path": "/api/v3/contacts/1", "status": 200, "response": "", "body": %s}'
    for name, body in (
        ("structures", '{"contacts": [{"zip": 1}]}'),
        ("repeated keys in structures", '{"contacts": [{"zip": 1, "zip": 1}]}'),
        ("half characters in structures", '{"contacts": [{"zip": "\\ud800"}]}'),
    ):
        yield name, repeat(f"[{nock % body}", f", {nock % body}", "]")
    last = nock % '{"contacts": [{"zip": "\\ud800"}]}'
    yield "half a character in the last structure", repeat("[", f"{nock % '{}'}, ", f"{last}]")


def cassettes() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield shapes of cassettes in YAML."""
    answer = "- request: {method: put, uri: http://x/api/v3/contacts/1}\n  response: {status: {code: 200}, body: "
    put = "- request:\n    method: put\n    uri: http://x/api/v3/contacts/1\n    body:\n      string: "

    def of(body: str, before: str = "http_interactions:\n") -> Callable[[int], str]:
        return repeat(before, f"{put}{body}\n")

    def one(before: str, unit: str, after: str) -> Callable[[int], str]:
        return repeat(f"http_interactions:\n{put}{before}", unit, after)

    yield "valid", of(f"'{json.dumps({'contacts': [VALID]})}'")
    yield "an error in each", of("""'{"contacts": [{"zip": 1}]}'""")
    yield "no JSON in each", of("'<html>'")
    packed = base64.b64encode(b'{"contacts": [{"zip": 1}]}').decode()
    yield "binary in each", of(f"!binary {packed}")
    yield "an alias in each", of("*a", """http_interactions:\n- &a '{"contacts": [{"zip": 1}]}'\n""")
    yield "responses", repeat("http_interactions:\n", f"""{answer}'{{"contacts": []}}'}}\n""")
    yield "structures", of("{contacts: [{zip: 1}]}")
    yield (
        "repeated keys in structures",
        repeat(
            "interactions:\n",
            "- request: {method: put, uri: http://x/api/v3/contacts/1, body: {contacts: [{zip: 1, zip: 1}]}}\n  response: {}\n",
        ),
    )
    yield "a folded body", one('\'{"contacts":\n', "          [\n", "'\n")
    yield "a body of spaces", one("'{", "  ", '"contacts": [{"zip": 1}]}\'\n')
    yield "a body of folds", one("'{", "\n          ", '"contacts": [{"zip": 1}]}\'\n')
    yield "a body of errors", one('\'{"contacts": [{"phones": [1', ', "aaaaaaaaaaaaaaaaaaaaaaaaaaa"', "]}]}'\n")
    yield "a body of escapes", one('"{\\"contacts\\": [{\\"zip\\": 1, \\"city\\": \\"', "\\u00e9", '\\"}]}"\n')
    yield (
        "a body in a block",
        one('|\n        {"contacts": [{}\n', '        , {"zip": 1, "lastname": "Lovelace"}\n', "        ]}\n"),
    )
    yield "a body of quotes", one("'\"", '\\"', "'\n")
