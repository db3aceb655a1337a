"""Turn a code and its params into a sentence.

A sentence is a predicate, as in the server's own answers: it follows the name of the field.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from bs_validate._messages import translations
from bs_validate._messages.english import CATALOGUE

_CODE = re.compile("[A-Z]{2}|[a-z]{2}(?:-[A-Z]{2})?")
#: The param about the value that a sentence shows. An answer of a server may lack it; the sentence is then the ``bare`` variant.
_SHOWN = MappingProxyType({"too_long": "length", "too_short": "length", "non_printable": "codepoint"})


def sentence(code: str, severity: str, params: Mapping[str, Any], locale: str) -> str:
    """Return the message of an error or a warning, in English if the locale has no catalogue."""
    if "line" in params:  # A place in a text hardly ever comes again.
        return _worded(code, severity, params, locale)
    values = [tuple(one) if type(one) is list else one for one in params.values()]
    try:
        return _remembered(code, severity, locale, *params, *values)
    except TypeError:  # A param or the locale cannot be hashed.
        return _worded(code, severity, params, locale)


@lru_cache(maxsize=1024, typed=True)  # 1 and 1.0 are worded differently.
def _remembered(code: str, severity: str, locale: str, *params: Any) -> str:
    """Return the message for the names of params and, after them, their values; many errors have the same message."""
    half = len(params) // 2
    return _worded(code, severity, dict(zip(params[:half], params[half:], strict=True)), locale)


def _worded(code: str, severity: str, params: Mapping[str, Any], locale: str) -> str:
    words: dict[str, Any] = {name: value for name, value in params.items() if isinstance(value, str | int | float)}
    if code == "type":
        kinds = [kind for kind in params["expected"] if kind != "null"] or ["null"]
        words["expected"] = _alternatives([text(f"type.{kind}", {}, locale) for kind in kinds], locale)
        if "actual" not in params:  # an answer of a server does not name it
            return text("type.expected", words, locale)
        words["actual"] = text(f"type.{params['actual']}", {}, locale)
    if code == "choice" and "suggestion" in words:
        words["suggestion"] = _named(words["suggestion"], locale)
    if "position" in words:
        words["ordinal"] = words["position"] + 1
    return text(_key(code, severity, params), words, locale)


def missing_envelope(envelope: str, code: str, severity: str, params: Mapping[str, Any], locale: str) -> str:
    """Return the message of an error about a document that lacks its envelope, which the message names."""
    if code == "required":
        return text("required.envelope", {"envelope": envelope}, locale)
    return sentence(code, severity, params, locale) + envelope_hint(envelope, locale)


def envelope_hint(envelope: str, locale: str) -> str:
    """Return the end of a message about resources that lack their envelope."""
    return text("hint.envelope", {"example": example(envelope)}, locale)


def example(envelope: str) -> str:
    """Return an example of a document with an envelope."""
    return f'{{"{envelope}": [ … ]}}'


def text(key: str, words: Mapping[str, Any], locale: str) -> str:
    """Return a text of the catalogue in a language, with its placeholders filled in."""
    english = CATALOGUE[key]
    code = translations.resolved(locale)
    if code != translations.ENGLISH:
        found = translations.catalogue(code).get(key)
        if isinstance(english, str):
            return str(found).format_map(words) if isinstance(found, str) else english.format_map(words)
        if isinstance(found, Mapping):
            return found[translations.plural(code, words[english[2]])].format_map(words)
    if isinstance(english, str):
        return english.format_map(words)
    singular, plural, counted = english
    return (singular if words[counted] == 1 else plural).format_map(words)


def _key(code: str, severity: str, params: Mapping[str, Any]) -> str:
    """Return the most specific key of the catalogue for a code and its params."""
    return next((f"{code}.{one}" for one in _variants(code, severity, params) if f"{code}.{one}" in CATALOGUE), code)


def _variants(code: str, severity: str, params: Mapping[str, Any]) -> Iterator[object]:
    """Yield the possible suffixes of the key of a code, the most specific first."""
    yield params.get("reason")
    yield params.get("read_as")
    yield severity
    yield from (name for name in ("exclusive", "suggestion") if name in params)
    if code in _SHOWN and _SHOWN[code] not in params:
        yield "bare"


def _alternatives(words: list[str], locale: str) -> str:
    """Return words as alternatives: ``a list, text or null``."""
    return words[0] if len(words) == 1 else text("type.or", {"first": ", ".join(words[:-1]), "last": words[-1]}, locale)


def _named(choice: str, locale: str) -> str:
    """Return a choice with the name of the country or the language whose code it is: ``HR, Croatia``."""
    name = translations.name(choice, locale) if _CODE.fullmatch(choice) else None
    return choice if name is None else text("named", {"choice": choice, "name": name}, locale)
