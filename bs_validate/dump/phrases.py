"""Map a server's message about a field to a code: our own messages, those of the documentation, and those of Rails."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from bs_validate._messages import sentences as messages
from bs_validate._messages.english import CATALOGUE
from bs_validate.codes import CODES
from bs_validate.report import FieldError

JSON = Any
Meaning = tuple[str, Mapping[str, JSON]]

REFUSED: Meaning = ("refused", MappingProxyType({}))
#: Characters of the longest phrase that is looked at: the longest of Rails has 45, the longest of ours under 100.
_LONGEST = 200
#: Limits that a server may name; a number beyond is a value and no limit.
_LARGEST_LIMIT = 10**6

#: Phrases that are not ours, by the key of our catalogue that means the same. The API's documentation has the first five; the
#: rest are those of Rails' locale file for model errors (activemodel and activerecord 8.0, ``en.yml``) and of its common
#: validators of addresses. The sentences of that file that no code of ours means ("has already been taken") are ``refused``.
_SAME = MappingProxyType(
    {
        "cannot contain non-printable characters": "non_printable",
        "must be in email format": "email",
        "must be in phone number format": "phone",
        "must be of email format": "email",
        "must be one of available locales": "choice",
        "can't be blank": "blank",
        "can't be empty": "blank",
        "is invalid": "pattern",
        "is not included in the list": "choice",
        "is too long (maximum is {max} character)": "too_long",
        "is too long (maximum is {max} characters)": "too_long",
        "is too short (minimum is {min} character)": "too_short",
        "is too short (minimum is {min} characters)": "too_short",
        "must be greater than or equal to {min}": "minimum",
        "must be greater than {min}": "minimum.exclusive",
        "must be less than or equal to {max}": "maximum",
        "must be less than {max}": "maximum.exclusive",
        "is not a valid email": "email",
        "is not a valid email address": "email",
        "is not an email": "email",
        "is not a valid URL": "url",
        "is not a valid phone number": "phone",
    }
)
#: Rails' sentences for a wrong type, which do not name the type that came.
_TYPES = MappingProxyType({"is not a number": "number", "must be an integer": "integer"})

#: The errors of Rails' ``errors.details``: our code, the param that their ``count`` is, and further params.
_DETAILS: Mapping[str, tuple[str, str | None, Mapping[str, JSON]]] = MappingProxyType(
    {
        "blank": ("blank", None, {}),
        "empty": ("blank", None, {}),
        "inclusion": ("choice", None, {}),
        "invalid": ("pattern", None, {}),
        "too_long": ("too_long", "max", {}),
        "too_short": ("too_short", "min", {}),
        "greater_than": ("minimum", "min", {"exclusive": True}),
        "greater_than_or_equal_to": ("minimum", "min", {}),
        "less_than": ("maximum", "max", {"exclusive": True}),
        "less_than_or_equal_to": ("maximum", "max", {}),
        "not_a_number": ("type", None, {"expected": ["number"]}),
        "not_an_integer": ("type", None, {"expected": ["integer"]}),
    }
)

#: Rails' words for an error of ours, by its code; any other code is "is invalid".
_TITLES = MappingProxyType(
    {
        "blank": "can't be blank",
        "choice": "is not included in the list",
        "maximum": "must be less than or equal to {max}",
        "maximum.exclusive": "must be less than {max}",
        "minimum": "must be greater than or equal to {min}",
        "minimum.exclusive": "must be greater than {min}",
        "non_printable": "cannot contain non-printable characters",
        "null": "can't be blank",
        "required": "can't be blank",
        "too_few": "can't be blank",
        "too_long": "is too long (maximum is {max} {characters})",
        "too_many": "is too long (maximum is {max} {characters})",
        "too_short": "is too short (minimum is {min} {characters})",
        "type.integer": "must be an integer",
        "type.number": "is not a number",
    }
)
_INVALID = "is invalid"

_WHOLE = "[0-9]{1,9}"
_NUMBER = r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?"  # no longer: it is to be a limit, and nobody's number
#: The text that a placeholder of a param may stand for. Other placeholders may stand for anything and give no param.
_PLACEHOLDERS = MappingProxyType(
    {
        "actual": "[a-z ]{1,40}",
        "codepoint": r"U\+[0-9A-F]{4,6}",
        "column": _WHOLE,
        "count": _WHOLE,
        "expected": "[a-z, ]{1,100}",
        "length": _WHOLE,
        "line": _WHOLE,
        "max": _NUMBER,
        "min": _NUMBER,
        "ordinal": _WHOLE,
    }
)


class _Pattern(NamedTuple):
    """A phrase with placeholders, the text before the first of them, its code, and the params that depend on none of them."""

    text: str
    beginning: str
    code: str
    params: Mapping[str, JSON]


def title(error: FieldError) -> str:
    """Return the message of Rails for an error, which contains no value."""
    params = error.params
    variant = "exclusive" if params.get("exclusive") else next(iter(params.get("expected", ())), "")
    words = _TITLES.get(f"{error.code}.{variant}") or _TITLES.get(error.code, _INVALID)
    counted = params.get("max", params.get("min"))
    return words.format_map({**params, "characters": "character" if counted == 1 else "characters"})


def meaning(phrase: str) -> Meaning:
    """Return the code and the params that a phrase stands for. The code of an unknown phrase is ``refused``."""
    said = _folded(phrase) if len(phrase) <= _LONGEST else ""
    plain, patterns = _known()
    if said in plain:
        return plain[said]
    for text, beginning, code, params in patterns:
        match = _compiled(text).fullmatch(said) if said.startswith(beginning) else None
        if match:
            found = dict(_params(match.groupdict()))
            return REFUSED if None in found.values() else (code, {**params, **found})
    return REFUSED


def meaning_of_details(details: Mapping[str, JSON]) -> Meaning:
    """Return the code and the params of an error of ``errors.details``: ``{"error": "too_long", "count": 15}``."""
    code, counted, params = _DETAILS.get(details["error"], (None, None, {}))
    count = details.get("count")
    if code is None:
        return meaning(details["error"])
    if counted is None:
        return code, params
    is_limit = isinstance(count, int | float) and type(count) is not bool and abs(count) < _LARGEST_LIMIT
    return (code, {counted: count, **params}) if is_limit else REFUSED


def own_words(words: str, code: str, severity: str, params: Mapping[str, Any], locale: str) -> str:  # noqa: ARG001  # a sentence
    """Return the words of the server, in the language of the server."""
    return words


def _folded(phrase: str) -> str:
    return _spaced(phrase.replace("’", "'")).removesuffix(".").casefold()


@cache
def _known() -> tuple[Mapping[str, Meaning], tuple[_Pattern, ...]]:
    """Return the phrases without placeholders, and those with placeholders."""
    plain: dict[str, Meaning] = {}
    patterns = []
    for text, code, params in _phrases():
        if "{" in text:
            patterns.append(_Pattern(text, _spaced(text).partition("{")[0].casefold(), code, params))
        else:
            plain.setdefault(_folded(text), (code, MappingProxyType(dict(params))))
    return plain, tuple(patterns)


def _phrases() -> Iterator[tuple[str, str, Mapping[str, JSON]]]:
    """Yield the phrases: the text, its code, and the params that this phrase implies."""
    errors = [name for name, code in CODES.items() if code.severity == "error" and name != "constraint"]
    for key, found in CATALOGUE.items():
        code, _, variant = key.partition(".")
        if code in errors and (code != "type" or not variant):
            for text in (found,) if isinstance(found, str) else found[:2]:
                yield text, code, _variant(code, variant)
    yield f"{CATALOGUE['type']}{CATALOGUE['hint.envelope']}", "type", {}  # about a list of resources alone
    for text, key in _SAME.items():
        code, _, variant = key.partition(".")
        yield text, code, _variant(code, variant)
    for text, kind in _TYPES.items():
        yield text, "type", {"expected": [kind]}


def _variant(code: str, variant: str) -> Mapping[str, JSON]:
    if variant == "exclusive":
        return {"exclusive": True}
    return {"reason": variant} if variant and "reason" in CODES[code].params else {}


def _spaced(text: str) -> str:
    """Return a text with one space for each run of white space."""
    return " ".join(text.split())


@cache  # by phrase: few of them are ever met
def _compiled(text: str) -> re.Pattern[str]:
    escaped = re.escape(_spaced(text))
    with_groups = re.sub(r"\\\{(\w+)\\\}", _group, escaped)
    with_braces = with_groups.replace(r"\{\{", r"\{").replace(r"\}\}", r"\}")  # a brace of its own is written twice
    return re.compile(with_braces, re.IGNORECASE | re.ASCII)


def _group(placeholder: re.Match[str]) -> str:
    """Return the part of a pattern that matches the text in place of a placeholder."""
    name = placeholder[1]
    return f"(?P<{name}>{_PLACEHOLDERS[name]})" if name in _PLACEHOLDERS else ".*"


def _params(found: Mapping[str, str]) -> Iterator[tuple[str, JSON]]:
    """Yield the texts in place of placeholders as params. The value of an unusable text is None."""
    for name, text in found.items():
        if name == "ordinal":
            yield "position", int(text) - 1
        elif name == "codepoint":
            yield name, text.upper()
        elif name == "actual":
            yield name, _kinds().get(text)
        elif name == "expected":
            kinds = [_kinds()[word] for word in re.findall("|".join(map(re.escape, _kinds())), text)]
            yield name, list(dict.fromkeys(kinds)) or None
        else:
            yield name, float(text) if "." in text else int(text)


@cache
def _kinds() -> Mapping[str, str]:
    """Return the JSON types by their names in messages."""
    kinds = ("array", "boolean", "integer", "null", "number", "object", "string")
    return MappingProxyType({messages.text(f"type.{kind}", {}, "en"): kind for kind in kinds})
