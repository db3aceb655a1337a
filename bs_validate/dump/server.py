"""Write a report as the server's answer to an invalid write (422), and read such an answer as a report."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any, NamedTuple

from bs_validate._instance import guard
from bs_validate._instance.decode import decode
from bs_validate._instance.location import Location, dotted, escaped, quoted
from bs_validate._messages import sentences
from bs_validate._schema import catalog
from bs_validate.dump import phrases
from bs_validate.report import FieldError, Report

JSON = Any

#: The name that Rails gives to the record itself, among the names of its fields.
_BASE = "base"
#: The code that the API gives to every validation error.
_VALIDATION_FAILED = "validation_failed"
#: Levels of an answer that are read; a recorded answer has at most four.
_MAX_LEVELS = 8
_TEXTS = (str, bytes, bytearray, memoryview)
_NAME = re.compile(r"[^.\[\]]+(?:\.[^.\[\]]+|\[[^.\[\]]+\])*")
_PART = re.compile(r"[^.\[\]]+")
_INDEX = re.compile("0|[1-9][0-9]{0,8}")
#: Before the full messages of an invalid record, with commas between them (``model_invalid`` in Rails' locale file).
_VALIDATION_FAILED_WITH = "Validation failed: "
#: Where a full message may end and the next one begin: it begins with the name of a field, as a sentence does.
_NEXT_MESSAGE = re.compile(", (?=[A-Z])")
#: The members of an error in a list that may hold its text, the most telling first.
_TEXT_MEMBERS = ("title", "detail", "message")


def bookingsync(report: Report) -> dict[str, Any]:
    """Return the errors in the form of the server, ``{"errors": [{"code", "field", "title"}]}``, in the words of Rails.

    ``code`` is always ``validation_failed``. ``field`` is dotted (``phones.0.number``), or ``base`` for the document itself.
    """
    return {
        "errors": [
            {"code": _VALIDATION_FAILED, "field": error.field or _BASE, "title": phrases.title(error)} for error in report.errors
        ]
    }


def rails(report: Report, locale: str = "en") -> dict[str, Any]:
    """Return the errors as a map of fields to our messages. Errors of the document itself are under ``base``."""
    return {"errors": {field or _BASE: messages for field, messages in report.by_field(locale).items()}}


def parse_422(body: object, keep_words: bool = False) -> Report:  # noqa: FBT001, FBT002  # the documented signature
    """Return the report that the body of a 422 describes, without raising an exception for any body.

    ``body`` is JSON text, as ``str`` or bytes, or the decoded document, in one of these shapes: a list of errors with ``field``
    and ``title``, a map of fields to messages, Rails' ``errors.details`` (a map of fields to ``{"error": "too_long", "count":
    15}``), or one or several full messages ("Zip is too long …", "Validation failed: Zip is too long …"). Locations are relative
    to the resource: ``("email",)``; an envelope and its index in front are dropped. The report's ``schema`` is ``""``.

    A known phrase gives its code and its params, any other ``refused``. The server's words may hold personal values, so nothing
    of them is repeated except the names of fields; with ``keep_words=True`` the message of a ``refused`` error is the server's
    own text, which then does not belong in a log. A body that is no such answer gives one error, ``not_json`` or ``refused``.
    """
    if issubclass(type(body), _TEXTS):
        decoded = decode(body)
        if not decoded.readable:
            unread = decoded.problems[0]
            return Report("", (_error(_Said((), ""), unread.code, unread.params, keep_words=False),))
        body = decoded.value
    plain: JSON = body if guard.snapshot(body) is not None else guard.survey(body)[0]
    answer = plain.get("errors", plain.get("error")) if type(plain) is dict else None
    said = tuple(_attributed(one) for several in _errors(answer) for one in _each(several))
    return Report("", tuple(_meant(one, keep_words=keep_words) for one in said or (_Said((), ""),)))


class _Said(NamedTuple):
    """One error in an answer: its place, its words, and its entry in ``errors.details`` (or None)."""

    location: Location
    text: str
    details: Mapping[str, JSON] | None = None


def _meant(said: _Said, *, keep_words: bool) -> FieldError:
    meaning = phrases.meaning(said.text) if said.details is None else phrases.meaning_of_details(said.details)
    return _error(said, *meaning, keep_words=keep_words)


def _error(said: _Said, code: str, params: Mapping[str, JSON], *, keep_words: bool) -> FieldError:
    kept = keep_words and code == phrases.REFUSED[0] and said.text
    sentence = partial(phrases.own_words, escaped(said.text)) if kept else sentences.sentence
    return FieldError(code, "error", said.location, dotted(said.location), params, "", sentence)


def _errors(answer: JSON) -> Iterator[_Said]:
    """Yield each error of an answer, in its order."""
    if type(answer) is str:
        yield _Said((), answer)
    elif type(answer) is dict:
        yield from _below(answer, ())
    elif type(answer) is list:
        for one in answer:
            if type(one) is dict:
                text = next((one[name] for name in _TEXT_MEMBERS if type(one.get(name)) is str), "")
                yield _Said(_parts(one["field"]) if type(one.get("field")) is str else _pointed(one), text)
            else:
                yield _Said((), one if type(one) is str else "")


def _below(value: JSON, location: Location) -> Iterator[_Said]:
    """Yield the errors at a place and inside it. A value that is not text gives an error without words."""
    if len(location) > _MAX_LEVELS or type(value) is str:
        yield _Said(location, value if type(value) is str else "")
    elif type(value) is dict and type(value.get("error")) is str and location:
        yield _Said(location, value["error"], value)
    elif type(value) is dict:
        for name, inner in value.items():
            yield from _below(inner, location + _parts(name))
    elif type(value) is list:
        for index, inner in enumerate(value):
            is_record = type(inner) is dict and type(inner.get("error")) is not str
            yield from _below(inner, (*location, index) if is_record else location)
    elif value is not None:
        yield _Said(location, "")


def _each(said: _Said) -> Iterator[_Said]:
    """Yield the errors in a text. That of an exception may have several ("Validation failed: Email is invalid, …")."""
    if said.details is not None or not said.text.startswith(_VALIDATION_FAILED_WITH):
        yield said
        return
    for text in _NEXT_MESSAGE.split(said.text.removeprefix(_VALIDATION_FAILED_WITH)):
        yield said._replace(text=text)


def _attributed(said: _Said) -> _Said:
    """Return an error with its place in the resource, without the field's name in a full message ("Zip is invalid")."""
    location = _relative(said.location)
    if said.details is not None or phrases.meaning(said.text) != phrases.REFUSED:
        return said._replace(location=location)
    names, rest = next(_names_in_front(said.text), ((), ""))
    if not names or (location and location[-1] != names[-1]):
        return said._replace(location=location)
    return _Said(location or names, rest)


def _names_in_front(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each field whose human name in Rails begins a text, with the rest of the text."""
    for shown, names in _people_names():
        if text[: len(shown)].casefold() == shown and text[len(shown) : len(shown) + 1] == " ":
            yield names, text[len(shown) + 1 :]


@cache
def _people_names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the human names of fields in Rails, in lower case, with their fields, the longest first.

    The human name of a field in a list has that of the list in front ("Phones number").
    """
    names: set[tuple[str, ...]] = {(name,) for schema in catalog.packaged() for name in schema.fields}
    for schema in catalog.packaged():
        start = 0 if schema.envelope is None else 2
        names |= {tuple(part for part in place[start:] if type(part) is str) for place, _ in catalog.fields(schema)}
    shown = ((" ".join(parts).replace("_", " ").casefold(), parts) for parts in names if parts)
    return tuple(sorted(shown, key=lambda pair: (-len(pair[0]), pair)))


@cache
def _containers() -> frozenset[str]:
    """Return the names that may precede the fields of a resource: envelopes and resources."""
    schemas = list(catalog.packaged())
    return frozenset({schema.resource for schema in schemas} | {schema.envelope for schema in schemas if schema.envelope})


def _relative(location: Location) -> Location:
    """Return a location without a leading envelope or name of a resource, and without the index after it."""
    if not location or location[0] not in _containers():
        return location
    return location[2:] if len(location) > 1 and type(location[1]) is int else location[1:]


def _pointed(error: Mapping[str, JSON]) -> Location:
    """Return the place of an error in JSON:API (``source.pointer``), or the document if it has none."""
    source = error.get("source")
    pointer = source.get("pointer") if type(source) is dict else None
    return _of_pointer(pointer) if type(pointer) is str and pointer.startswith("/") else ()


def _of_pointer(pointer: str) -> Location:
    """Return the location of a JSON Pointer."""
    parts = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1 : _MAX_LEVELS + 1])
    return tuple(int(part) if _INDEX.fullmatch(part) else quoted(part) for part in parts)


def _parts(name: str) -> Location:
    """Return the parts of ``phones.0.number``, ``phones[0].number`` or ``/phones/0/number``.

    Any other name is one part, quoted.
    """
    if name in ("", _BASE):
        return ()
    if name.startswith("/"):
        return _of_pointer(name)
    if quoted(name) != name or not _NAME.fullmatch(name):
        return (quoted(name),)
    return tuple(int(part) if _INDEX.fullmatch(part) else part for part in _PART.findall(name))
