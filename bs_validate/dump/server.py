"""The server's own refusal, ``{"errors": {"email": ["is required"]}}``: reports written as one, and read from one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bs_validate._instance import guard
from bs_validate._instance.decode import decode
from bs_validate._instance.location import Location, dotted, quoted
from bs_validate._messages import sentences as messages
from bs_validate.dump import phrases
from bs_validate.report import FieldError, Report

JSON = Any

#: What Rails calls the record itself, among its fields.
_BASE = "base"
_DEEPEST = 8
_TEXTS = (str, bytes, bytearray, memoryview)
_NAME = re.compile(r"[^.\[\]]+(?:\.[^.\[\]]+|\[[^.\[\]]+\])*")
_PART = re.compile(r"[^.\[\]]+")
_INDEX = re.compile("0|[1-9][0-9]{0,8}")


def rails(report: Report, locale: str = "en") -> dict[str, Any]:
    """Return the errors as the server words a 422: the messages of each field, those of the document under ``base``."""
    return {"errors": {field or _BASE: messages for field, messages in report.by_field(locale).items()}}


def parse_422(body: object) -> Report:
    """Return the report that a server's 422 stands for; never raises, whatever the body is.

    ``body`` is JSON text, as ``str`` or bytes, or the decoded document. Locations are relative to the resource, as the server
    knows no other: ``("email",)``; the report's ``schema`` is ``""``. A phrase that is known gives its code, with the params that
    it has, and any other ``refused``: what a server writes may have personal values, so nothing of it is repeated but the names
    of fields. What is no such answer gives one error, ``not_json`` or ``refused``.
    """
    if issubclass(type(body), _TEXTS):
        decoded = decode(body)
        if not decoded.readable:
            unread = decoded.problems[0]
            return Report("", (_error((), unread.code, unread.params),))
        body = decoded.value
    plain, _ = guard.survey(body)
    said = plain.get("errors") if type(plain) is dict else None
    found = tuple(_error(location, *phrases.meaning(text)) for location, text in _said(said, ())) if type(said) is dict else ()
    return Report("", found or (_error((), *phrases.meaning("")),))


def _error(location: Location, code: str, params: Mapping[str, JSON]) -> FieldError:
    return FieldError(code, "error", location, dotted(location), params, "", messages.sentence)


def _said(value: JSON, location: Location) -> Iterator[tuple[Location, str]]:
    """Go through what is said, each with where; what is no text is said with none."""
    if len(location) > _DEEPEST or type(value) is str:
        yield location, value if type(value) is str else ""
    elif type(value) is dict:
        for name, inner in value.items():
            yield from _said(inner, location + _parts(name))
    elif type(value) is list:
        for index, inner in enumerate(value):
            yield from _said(inner, (*location, index) if type(inner) is dict else location)
    elif value is not None:
        yield location, ""


def _parts(name: str) -> Location:
    """Take ``phones.0.number`` and ``phones[0].number`` apart; what is no such name is one part, as it may be shown."""
    if name in ("", _BASE):
        return ()
    if quoted(name) != name or not _NAME.fullmatch(name):
        return (quoted(name),)
    return tuple(int(part) if _INDEX.fullmatch(part) else part for part in _PART.findall(name))
