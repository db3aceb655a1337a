"""Make inputs of any size for ``scripts/bounds.py``, in the worst shapes for the functions that read them."""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from bounds_files import VALID, archives, cassettes, lines, repeat, texts, yaml
from bs_validate import Report, Validator, dump, to_write
from bs_validate._messages.translations import LOCALES
from bs_validate.cli.main import main as command
from bs_validate.forms import from_form

ALL_LOCALES = ("en", *sorted(LOCALES))

#: Units that are repeated to make a text of any size.
UNITS = (
    *("a", "1", "@", ".", " ", "/", "[", '"', "\\", "\t", "\0", "a.", "a-", "1-", "+1 ", "%C3%A9", "xn--"),
    *("é", "é.", "e\u0301", "李.", "İ", "\u200d", "\u202e", "\u3000", "\U0001f468", "１"),
)
#: The beginning of such a text in each format, so that its check gets as far as possible.
STARTS: Mapping[str, tuple[str, ...]] = {
    "email": ("", "a@", "a@b."),
    "website": ("", "http://", "http://a/", "http://a?"),
    "phone": ("", "+", "+33 1 23 45 67 89", "a"),
    "time": ("", "2014-08-21T08:40:44"),
    "printable": ("",),
    "country": ("", "FR"),
    "locale": ("", "zh-"),
}
#: The place of a text of each format, and its schema.
FIELDS: Mapping[str, tuple[str, str]] = {
    "email": ("contact.update", "email"),
    "website": ("contact.update", "website"),
    "phone": ("contact.update", "phones.0.number"),
    "time": ("contact.read", "created_at"),
    "printable": ("contact.update", "address2"),
    "country": ("contact.update", "country_code"),
    "locale": ("contact.update", "spoken_languages.0"),
}


class Row(NamedTuple):
    """A measured function: its name, its inputs by shape, each made for a size in bytes, and the function itself."""

    kind: str
    name: str
    shapes: Mapping[str, Callable[[int], Any]]
    work: Callable[[Any], object]


def rows(folder: Path) -> Iterator[Row]:
    """Yield all rows to measure; their files are written into a folder."""
    validator = Validator()
    for name, (schema, field) in FIELDS.items():
        of_format = {f"{start}{unit}…": partial(_text, start, unit) for start in STARTS[name] for unit in UNITS}
        yield Row("format", name, of_format, partial(_field, validator, schema, field))
    whole = partial(_document, validator)
    yield Row("container", "list of resources", dict(_resources()), whole)
    yield Row("container", "list of phones", dict(_phones()), whole)
    yield Row("container", "object with many fields", dict(_objects()), whole)
    yield Row("container", "nested lists", dict(_nested()), whole)
    yield Row("container", "JSON text", dict(texts()), partial(_json, validator))
    yield Row("container", "read", dict(_reads()), partial(_read, validator))
    for name, file, shapes in (
        ("NDJSON file", "update.ndjson", lines()),
        ("YAML file", "update.yaml", yaml()),
        ("HAR file", "a.har", archives()),
        ("VCR cassette", "a.yml", cassettes()),
    ):
        yield Row("container", name, dict(shapes), partial(_lint, folder / file))
    yield Row("entry", "from_form", dict(_forms()), _form)
    yield Row("entry", "parse_422", dict(_refusals()), lambda body: dump.parse_422(body).to_dict("de"))
    yield Row("entry", "URL of a request", dict(_urls()), partial(_request, validator))


# The work on an input: computing errors, warnings and messages.


def _asked(report: Report, locales: tuple[str, ...] = ("de",)) -> None:
    warnings = report.warnings
    for locale in locales:
        dump.problem(report, locale)
        for warning in warnings:
            warning.message(locale)


def _field(validator: Validator, schema: str, field: str, value: str) -> None:
    _asked(validator.validate_field(value, schema, field), ALL_LOCALES)


def _document(validator: Validator, document: Any) -> None:
    _asked(validator.validate(document, "contact.update"))
    to_write(document, "contact.update", validator=validator)


def _json(validator: Validator, text: str) -> None:
    _asked(validator.validate_json(text, "contact.update"))


def _read(validator: Validator, document: Any) -> None:
    _asked(validator.validate(document, "contact.read"))


def _form(pairs: list[tuple[str, str]]) -> None:
    from_form(pairs, "contact.create")


def _request(validator: Validator, url: str) -> None:
    try:
        validator.validate_response("GET", url, 200, b"{}")
    except ValueError as error:
        str(error)


def _lint(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8", errors="surrogatepass")
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        command(["lint", "--jobs", "1", "--format", "html", "--output", str(file.with_name("report.html")), str(file)])


# Inputs. Each is of about so many bytes.


def _text(start: str, unit: str, size: int) -> str:
    """Return a text of about this many bytes."""
    return start + unit * (max(size - len(start), 0) // len(unit.encode()))


def _many(one: Callable[[int], Any], size: int) -> list[Any]:
    """Return so many different values that they have the requested length as JSON."""
    each = len(json.dumps(one(10**6), ensure_ascii=False)) + 2
    return [one(number) for number in range(10**6, 10**6 + max(size // each, 1))]


def _resources() -> Iterator[tuple[str, Callable[[int], Any]]]:
    def of(change: Callable[[int], Any]) -> Callable[[int], Any]:
        return lambda size: {"contacts": _many(lambda number: {**VALID, **change(number)}, size)}

    yield "valid", of(lambda _: {})
    yield "null", of(lambda _: dict.fromkeys(VALID))
    yield "countries that are not", of(lambda number: {"country_code": f"Frankreich{number}"})
    for field, start, unit, length in (
        *(("email", "a@", unit, 200) for unit in ("a-", "é", "é.")),
        *(("website", "http://", unit, 2048) for unit in ("a.", "é", "李.", "_")),
        *(("website", "http://a/", unit, 2048) for unit in ("é", "%41")),
    ):
        yield (
            f"{field} {start}{unit}…",
            of(lambda number, f=field, s=start, u=unit, n=length: {f: _text(f"{s}{number}", u, n)}),
        )


def _phones() -> Iterator[tuple[str, Callable[[int], Any]]]:
    def of(one: Callable[[int], Any]) -> Callable[[int], Any]:
        return lambda size: {"contacts": [{"phones": _many(one, size)}]}

    yield "plain", of(lambda number: {"label": "a", "number": f"+33 {number}12"})
    yield "the same", of(lambda _: {"label": "a", "number": "+33 (0)6 123.123.123"})
    yield "no numbers", of(lambda _: {"label": "a" * 30})
    for start in ("+", "+33 "):
        for unit in ("1-", "ext. 1", "a", "１"):
            for length in (24, 250):
                yield (
                    f"{length} of {start}{unit}…",
                    of(lambda number, s=start, u=unit, n=length: {"label": "a", "number": _text(f"{s}{number}", u, n)}),
                )


def _objects() -> Iterator[tuple[str, Callable[[int], Any]]]:
    def of(name: Callable[[int], str]) -> Callable[[int], Any]:
        return lambda size: {"contacts": [{name(number): 1 for number in range(max(size // (len(name(10**6)) + 6), 1))}]}

    yield "names like known ones", of(lambda number: f"first{number}name{'s' * 20}")
    yield "long names", of(lambda number: f"{'countrycode' * 5}{number:07}")
    yield "names of over 64 characters", of(lambda number: f"{'x' * 90}{number:07}")
    yield "one name", lambda size: {"contacts": [{"n" * size: 1}]}
    yield "many in the envelope", lambda size: {f"contacts of {n:028}": 1 for n in range(max(size // 48, 1))}
    yield "ignored ones", lambda size: {"contacts": [{"links": {f"n{n:07}": 1 for n in range(size // 14)}}]}
    yield "names that are no text", lambda size: {"contacts": [dict.fromkeys(range(10**6, 10**6 + size // 14))]}


def _deep(levels: int, inner: Any) -> Any:
    for _ in range(levels):
        inner = [inner]
    return inner


def _nested() -> Iterator[tuple[str, Callable[[int], Any]]]:
    yield "deep", lambda size: {"contacts": [{"address1": _deep(min(size // 2, 10**6), 1)}]}
    yield "deep and wide", lambda size: {"contacts": [{"links": _deep(60, [1] * (size // 3))}]}
    yield "too deep and wide", lambda size: {"contacts": [{"links": [_deep(70, 1) for _ in range(size // 142)]}]}
    yield "wide", lambda size: {"contacts": [{"spoken_languages": [["a" * 36] for _ in range(size // 42)]}]}
    yield "languages that are not", lambda size: {"contacts": [{"spoken_languages": [f"x{n:035}" for n in range(size // 40)]}]}
    yield "names of languages", lambda size: {"contacts": [{"spoken_languages": ["Französisch" + " " * 26] * (size // 41)}]}


def _reads() -> Iterator[tuple[str, Callable[[int], Any]]]:
    def of(link: Any) -> Callable[[int], Any]:
        each = len(json.dumps(link)) + 24
        return lambda size: {"links": {f"contacts.name{n:07}": link for n in range(size // each)}, "contacts": []}

    yield "links that are numbers", of(5)
    yield "links without an address", of({})
    yield "links to nowhere", of({"href": "x", "type": 1})
    yield "links of a resource", lambda size: {"contacts": [{"links": {f"n{n:07}": "x" for n in range(size // 17)}}]}
    yield "deleted ids", lambda size: {"contacts": [], "meta": {"deleted_ids": ["x"] * (size // 5)}}


def _forms() -> Iterator[tuple[str, Callable[[int], list[tuple[str, str]]]]]:
    def of(one: Callable[[int], tuple[str, str]]) -> Callable[[int], list[tuple[str, str]]]:
        return lambda size: [one(number) for number in range(max(size // (sum(map(len, one(10**6))) + 2), 1))]

    yield "one text", lambda size: [("email", "a" * size)]
    yield "white space", lambda size: [("email", " " * size)]
    yield "an integer", lambda size: [("user_id", "9" * size)]
    yield "phones", of(lambda number: (f"phones-{number}-number", "+33 1"))
    yield "phones backwards", of(lambda number: (f"phones[{10**7 - number}][label]", "a"))
    yield "empty phones", of(lambda number: (f"phones.{number}.number", ""))
    yield "languages", of(lambda _: ("spoken_languages[]", "fr"))
    yield "the same name", of(lambda _: ("email", "a"))
    yield "unknown names", of(lambda number: (f"x{number}", "a"))
    yield "texts and objects by one name", of(lambda number: (f"phones-{number // 2}{'-number' if number % 2 else ''}", "a"))
    for name in ("[", "a[", "a[]", "a.", "a-", "phones-0-", "phones[0]", "phones.0.", "-", "[0]"):
        yield f"a name of {name}", lambda size, name=name: [(name * (size // len(name)), "a")]
        yield f"phones with {name}", lambda size, name=name: [("phones" + name * (size // len(name)), "a")]


def _refusals() -> Iterator[tuple[str, Callable[[int], Any]]]:
    yield "messages", lambda size: {"errors": {"email": ["is required"] * (size // 16)}}
    yield "unknown messages", lambda size: {"errors": {"email": ["x" * 199] * (size // 203)}}
    yield "messages that are nearly known", lambda size: {"errors": {"email": ["must be " + ", or " * 38] * (size // 203)}}
    yield "a long message", lambda size: {"errors": {"email": ["is " * (size // 3)]}}
    yield "fields", lambda size: {"errors": {f"phones.{number}.number": ["is invalid"] for number in range(size // 37)}}
    yield "a long field", lambda size: {"errors": {"a." * (size // 2): ["is invalid"]}}
    yield "deep", lambda size: {"errors": {"a": _deep(min(size // 2, 10**6), "x")}}
    yield "text", lambda size: json.dumps({"errors": {"email": ["is required"] * (size // 16)}})
    yield "no JSON", lambda size: "<p>" * (size // 3)


def _urls() -> Iterator[tuple[str, Callable[[int], str]]]:
    base = "https://www.bookingsync.com/api/v3/contacts"
    for unit in ("a", "/", "1,", "%41", "%C3%A9", "é", ".json", "/api/v3/", "?", "&a=b", ";", "[", "..", "contacts/"):
        yield f"path of {unit}", repeat(f"{base}/", unit)
        yield f"query of {unit}", repeat(f"{base}?fields=id,", unit)
        yield f"host of {unit}", repeat("https://", unit, "/api/v3/contacts")
    yield "fields", repeat(f"{base}?fields=id", ",firstname")
    yield "many fields", repeat(f"{base}?fields=id", "&fields=firstname")
