"""Code and params to a sentence. A message is a predicate, as in the server's own answers: the field's name goes before it.

The catalogue here is English, the language of the sources: key to text, or to singular, plural and the param that counts. A key
is a code, or a code and one of its reasons. The other languages are in ``locale/``.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bs_validate import translations

Plural = tuple[str, str, str]

_CODE = re.compile("[A-Z]{2}|[a-z]{2}(?:-[A-Z]{2})?")

CATALOGUE: Mapping[str, str | Plural] = MappingProxyType(
    {
        "required": "is required",
        "hint.update": "; if this is an update, put `update` into the file's name or use --as {schema}",
        "null": "must not be null",
        "blank": "must not be blank",
        "blank.warning": "is blank; null says that there is none",
        "type": "must be {expected}, not {actual}",
        "type.array": "a list",
        "type.boolean": "true or false",
        "type.integer": "a whole number",
        "type.null": "null",
        "type.number": "a number",
        "type.object": "an object",
        "type.string": "text",
        "type.or": "{first} or {last}",
        "choice": "is not one of the choices",
        "choice.suggestion": "is not one of the choices: did you mean {suggestion}?",
        "too_long": (
            "must have at most {max} character, not {length}",
            "must have at most {max} characters, not {length}",
            "max",
        ),
        "too_short": (
            "must have at least {min} character, not {length}",
            "must have at least {min} characters, not {length}",
            "min",
        ),
        "too_few": ("must have at least {min} item, not {count}", "must have at least {min} items, not {count}", "min"),
        "too_many": ("must have at most {max} item, not {count}", "must have at most {max} items, not {count}", "max"),
        "minimum": "must be at least {min}",
        "minimum.exclusive": "must be more than {min}",
        "maximum": "must be at most {max}",
        "maximum.exclusive": "must be less than {max}",
        "non_printable": "must have only printable characters, not {codepoint} (character {ordinal})",
        "email": "must be an email address",
        "email.control_character": "must be an email address: a control character is in it",
        "email.domain_too_long": "must be an email address: what follows the @ is longer than 253 characters",
        "email.empty_domain_label": "must be an email address: a dot stands at an end of the domain or beside another dot",
        "email.forbidden_character": 'must be an email address: it has one of , ; < > " ( )',
        "email.local_part_too_long": "must be an email address: what precedes the @ is longer than 64 characters",
        "email.no_at_sign": "must be an email address: it has no @",
        "email.no_domain": "must be an email address: nothing follows the @",
        "email.no_domain_dot": "must be an email address: what follows the @ has no dot",
        "email.no_local_part": "must be an email address: nothing precedes the @",
        "email.several_at_signs": "must be an email address: it has more than one @",
        "email.too_long": "must be an email address: it is longer than 318 characters",
        "email.white_space": "must be an email address: it has white space",
        "url": "must be a URL",
        "url.control_character": "must be a URL: it has a control character",
        "url.forbidden_character": 'must be a URL: it has one of < > " \\',
        "url.host": "must be a URL: the host is malformed",
        "url.no_host": "must be a URL: it has no host",
        "url.port": "must be a URL: the port is not a number from 0 to 65535",
        "url.scheme": "must be a URL: it does not start with http:// or https://",
        "url.too_long": "must be a URL: it is longer than 2048 characters",
        "url.white_space": "must be a URL: it has white space",
        "phone": "must be a phone number",
        "phone.not_a_number": "must be a phone number: it has too few digits, or signs that no number has",
        "phone.too_long": "must be a phone number: it is too long",
        "phone.too_short": "must be a phone number: it is too short",
        "time": "must be a time in UTC",
        "time.no_such_date": "must be a time in UTC: there is no such date or time of day",
        "time.shape": "must be a time in UTC, written like 2014-08-21T08:40:44Z",
        "pattern": "does not have the right form",
        "constraint": "breaks the rule {keyword}",
        "unknown_field": "is not a field that can be written",
        "unknown_field.suggestion": "is not a field that can be written: did you mean {suggestion}?",
        "not_json": "is not JSON (line {line}, column {column})",
        "not_json.empty": "is empty, and so not JSON",
        "not_json.encoding": "is not JSON: not UTF-8 (line {line}, column {column})",
        "not_json.nan": "is not JSON: NaN and Infinity are no JSON numbers (line {line}, column {column})",
        "not_json.yaml": "is neither JSON nor YAML (line {line}, column {column})",
        "not_json.yaml_alias": "has an alias of YAML, which JSON has no place for (line {line}, column {column})",
        "not_json.yaml_key": "has a key that is no text, which JSON has no place for (line {line}, column {column})",
        "not_json.not_text": "is not JSON: neither text nor bytes",
        "duplicate_key": "stands here a second time",
        "not_representable": "has no place in JSON",
        "not_representable.bytes": "has no place in JSON: bytes",
        "not_representable.complex": "has no place in JSON: a complex number",
        "not_representable.cycle": "has no place in JSON: it contains itself",
        "not_representable.infinite": "has no place in JSON: an infinite number",
        "not_representable.key_lone_surrogate": "has no place in JSON: a key with half a surrogate pair",
        "not_representable.key_not_text": "has no place in JSON: a key that is not text",
        "not_representable.lone_surrogate": "has no place in JSON: text with half a surrogate pair",
        "not_representable.not_a_number": "has no place in JSON: NaN",
        "not_representable.python_type": "has no place in JSON: a Python object",
        "not_representable.set": "has no place in JSON: a set",
        "not_representable.subclass": "has no place in JSON: an instance of a subclass; convert it to the plain type",
        "not_representable.too_deep": "has no place in JSON: more than 64 levels deep",
        "not_representable.too_large": "has no place in JSON: too many values",
        "refused": "was refused by the server",
        "read_only": "is set by the server, which ignores it in a write",
        "undocumented_field": "is not documented",
        "undocumented_field.suggestion": "is not documented: did you mean {suggestion}?",
        "duplicate_item": "stands in the list before",
        "empty_update": "changes nothing: no field that can be written is in it",
        "many_resources": "holds {count} resources, where one is documented",
        "singular_path": "goes to a path in the singular, where the documented one is in the plural",
        "phone_doubtful": "may be no phone number that can be called",
        "phone_doubtful.invalid_country_code": "may be no phone number that can be called: no known country code",
        "phone_doubtful.invalid_length": "may be no phone number that can be called: no number there has this length",
        "phone_doubtful.invalid_number": "may be no phone number that can be called: no such number is in use there",
        "phone_doubtful.letters": "may be no phone number that can be called: it has letters",
        "phone_doubtful.local_only": "may be no phone number that can be called: the area code is missing",
        "phone_doubtful.other_region": "is a phone number of another country than the address",
        "phone_doubtful.too_long": "may be no phone number that can be called: too long for its country",
        "phone_doubtful.too_short": "may be no phone number that can be called: too short for its country",
        "email_doubtful": "is an unusual email address",
        "url_doubtful": "is an unusual URL",
        "bidi_control": "has a character that changes the direction of text, {codepoint} (character {ordinal})",
    }
)


def sentence(code: str, severity: str, params: Mapping[str, Any], locale: str) -> str:
    """Return the message of an error or a warning; a locale that there is no catalogue for gets English."""
    words: dict[str, Any] = {name: value for name, value in params.items() if isinstance(value, str | int | float)}
    if code == "type":
        kinds = [kind for kind in params["expected"] if kind != "null" or len(params["expected"]) == 1]
        words["expected"] = _alternatives([text(f"type.{kind}", {}, locale) for kind in kinds], locale)
        words["actual"] = text(f"type.{params['actual']}", {}, locale)
    if code == "choice" and "suggestion" in words:
        words["suggestion"] = _named(words["suggestion"], locale)
    if "position" in words:
        words["ordinal"] = words["position"] + 1
    return text(_key(code, severity, params), words, locale)


def text(key: str, words: Mapping[str, Any], locale: str) -> str:
    """Return a text of the catalogue in a language, with its words in place."""
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
    """Return the most specific key that the catalogue has."""
    for variant in (params.get("reason"), severity, *(name for name in ("suggestion", "exclusive") if name in params)):
        if f"{code}.{variant}" in CATALOGUE:
            return f"{code}.{variant}"
    return code


def _alternatives(words: list[str], locale: str) -> str:
    return words[0] if len(words) == 1 else text("type.or", {"first": ", ".join(words[:-1]), "last": words[-1]}, locale)


def _named(choice: str, locale: str) -> str:
    """Return a choice with the name of the country or language that it is the code of."""
    name = translations.name(choice, locale) if _CODE.fullmatch(choice) else None
    return choice if name is None else f"{choice} ({name})"
