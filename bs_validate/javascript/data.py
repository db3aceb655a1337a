"""Collect the data of the JavaScript module: schemas, calling codes, names of choices, and the sentences of each language.

The data come from the same sources as the reports of this package: the schema files, the catalogues of messages, CLDR through
Babel, and the metadata of phonenumbers. Reports therefore do not depend on the programming language.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bs_validate._check import names
from bs_validate._check.names import folded
from bs_validate._messages import translations
from bs_validate._messages.english import CATALOGUE
from bs_validate._messages.translations import ENGLISH
from bs_validate._schema.applicators import ANNOTATIONS, JSON, NAMED_SCHEMAS, JsonSchema
from bs_validate._schema.catalog import Catalog, Schema
from bs_validate.formats import FORMATS

#: The keywords that the module supports. It reports their errors in the same order as ``_check.walk``.
_KEYWORDS = frozenset(
    {
        "additionalProperties",
        "else",
        "enum",
        "format",
        "if",
        "items",
        "maxItems",
        "maxLength",
        "minItems",
        "minLength",
        "minimum",
        "pattern",
        "properties",
        "readOnly",
        "required",
        "then",
        "type",
        "x-tolerates",
    }
)
#: The codes that a decoded document can have under our schemas. Codes of texts and of warnings are left out.
CODES = frozenset(
    {
        "blank",
        "choice",
        "email",
        "minimum",
        "non_printable",
        "not_representable",
        "null",
        "pattern",
        "phone",
        "required",
        "time",
        "too_few",
        "too_long",
        "too_many",
        "too_short",
        "type",
        "unknown_field",
        "url",
    }
)
#: Variants that only the command, an answer of a server, bytes or a Python value can lead to.
_NOT_HERE = frozenset(
    {
        *("bare", "bytes", "complex", "exclusive", "expected", "key_not_text", "python_type", "set", "too_large"),
        *("update", "warning"),
        *("byte_order_mark", "not_text", "yaml", "yaml_alias", "yaml_key"),
    }
)
#: The pattern of texts that are not blank, for which the module has a function.
_NOT_BLANK = r"[^\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
#: The least characters of a part of a schema for which a reference saves space.
_WORTH_SHARING = 30
#: The most characters of the code of a country or a language.
_LENGTH_OF_CODES = 3
_COUNTRY = re.compile("[A-Z]{2}")
_LANGUAGE = re.compile("[a-z]{2}(?:-[A-Z]{2})?")


def data(catalog: Catalog, locales: Collection[str], worded: Collection[str] = CODES) -> dict[str, JSON]:
    """Return the data of the module as JSON values, for English and the languages of ``translations``.

    ``worded`` are the codes whose sentences are needed.
    """
    every = [ENGLISH, *sorted(set(locales) - {ENGLISH})]
    schemas = {schema.name: _schema(schema) for schema in catalog}
    codes = _choices(schemas)
    of_locales = {locale: _locale(locale, codes, worded) for locale in every}
    return {
        "schemas": schemas,
        "calling": _calling_codes(),
        "countries": _other_names("countries", names.countries(), "territories", of_locales),
        "languages": _other_names("languages", names.languages(), "languages", of_locales),
        "languagesOfCountries": _by_meaning(names.languages_of_countries()),
        "fieldNames": _by_meaning({name: "+".join(sorted(ideas)) for name, ideas in names.field_names().items()}),
        "locales": of_locales,
    }


def plural_rule(locale: str) -> str:
    """Return the JavaScript function that gives the plural category of a number in a language."""
    from babel.plural import to_javascript

    if locale == ENGLISH:
        return '(n) => (n === 1 ? "one" : "other")'
    # Babel leaves the operands of compact numbers, such as 1c6, undefined; in other numbers they are 0.
    rule = to_javascript(translations.cldr(locale).plural_form).replace("'", '"')
    return rule.replace("function(n)", "function(n, e = 0, c = 0)")


def _schema(schema: Schema) -> dict[str, JSON]:
    return {"schema": _stripped(schema.document), "envelope": schema.envelope}


def _stripped(schema: JSON) -> JSON:
    """Return a schema with only the keywords that refuse values or that messages and suggestions need.

    A pattern that the format beside it implies is written as true, and one that refuses only blank texts as false. Raises
    ``ValueError`` for a keyword that the module does not support, and for a name that a JSON Pointer would have to escape.
    """
    if type(schema) is not dict:
        return schema
    found: JsonSchema = {}
    for keyword, value in schema.items():
        if keyword == "not" and "format" in schema and FORMATS[schema["format"]].has_beside(keyword, value):
            continue
        if keyword == "pattern" and "format" in schema and FORMATS[schema["format"]].has_beside(keyword, value):
            found["pattern"] = True
        elif keyword == "pattern" and value == _NOT_BLANK:
            found["pattern"] = False
        elif keyword in NAMED_SCHEMAS & _KEYWORDS:
            if escaped := [name for name in value if "~" in name or "/" in name]:
                raise ValueError(f"the JavaScript module does not escape the name {escaped[0]}")
            found[keyword] = {name: _stripped(inner) for name, inner in value.items()}
        elif keyword in _KEYWORDS:
            found[keyword] = _stripped(value) if type(value) is dict and keyword != "x-tolerates" else value
        elif keyword not in ANNOTATIONS and not keyword.startswith(("$", "x-")):
            raise ValueError(f"the JavaScript module does not know the keyword {keyword}")
    return found


def _choices(schemas: JSON) -> list[str]:
    """Return the choices of the schemas that are codes of countries or of languages, sorted."""
    texts = {one for one in _texts(schemas) if _COUNTRY.fullmatch(one) or _LANGUAGE.fullmatch(one)}
    return sorted(texts)


def _texts(value: JSON) -> Iterator[str]:
    """Yield the texts in the enumerations of a schema."""
    if type(value) is dict:
        for keyword, inner in value.items():
            if keyword == "enum" and type(inner) is list:
                yield from (one for one in inner if type(one) is str)
            else:
                yield from _texts(inner)


def _locale(locale: str, codes: Collection[str], worded: Collection[str]) -> dict[str, JSON]:
    """Return the sentences of some codes in a language, and the names of the choices in it."""
    named = {code: name for code in codes if (name := translations.name(code, locale)) is not None}
    return {"texts": dict(_sentences(locale, worded)), "names": named}


def _sentences(locale: str, worded: Collection[str]) -> Iterator[tuple[str, JSON]]:
    """Yield the sentences that errors of some codes can have in the module, by key. Counted sentences are by plural category."""
    translated = {} if locale == ENGLISH else translations.catalogue(locale)
    for key, english in CATALOGUE.items():
        code, _, variant = key.partition(".")
        if (code not in worded and code not in ("named", "hint")) or variant in _NOT_HERE:
            continue
        if isinstance(english, str):
            yield key, translated.get(key, english)
        else:
            singular, plural, counted = english
            forms = translated.get(key, {"one": singular, "other": plural})
            yield key, {**forms, "of": counted} if isinstance(forms, Mapping) else forms


def _other_names(kind: str, table: Mapping[str, str], attribute: str, locales: Mapping[str, JSON]) -> str:
    """Return other names of countries or languages by code: English ones, and those of the languages of the module.

    The codes themselves and the names in messages are left out, because the module looks those up too. Names that are ambiguous
    but would be found there are listed under ``-``. A module with English alone has no names that only CLDR has in other
    languages.
    """
    wanted = frozenset().union(*(_names_in(locale, attribute) for locale in {ENGLISH, *locales}))
    elsewhere = frozenset().union(*(_names_in(locale, attribute) for locale in translations.LOCALES))
    in_english = _names_by_hand(kind)
    shown = {folded(name): code for one in locales.values() for code, name in one["names"].items() if _is_of_kind(code, kind)}
    found = {
        name: code
        for name, code in table.items()
        if shown.get(name) != code
        and name != folded(code)
        and (
            name in wanted
            or (len(name) <= _LENGTH_OF_CODES and name.isascii())
            or name in in_english
            or (len(locales) > 1 and name not in elsewhere)
        )
    }
    ambiguous = {name: "-" for name in shown if name not in table}
    return _by_meaning(found | ambiguous, table.values())


def _names_by_hand(kind: str) -> frozenset[str]:
    """Return the names of a kind that are kept by hand and are in ASCII, folded. Nearly all of them are English."""
    groups = names.kept_by_hand(kind)
    return frozenset(
        name for group in groups for others in group["names"].values() for name in map(folded, others) if name.isascii()
    )


def _is_of_kind(code: str, kind: str) -> bool:
    return (_COUNTRY if kind == "countries" else _LANGUAGE).fullmatch(code) is not None


def _names_in(locale: str, attribute: str) -> frozenset[str]:
    """Return the names that CLDR has in a language, folded."""
    return frozenset(folded(str(name)) for name in getattr(translations.cldr(locale), attribute).values())


def _by_meaning(table: Mapping[str, str], meanings: Iterable[str] = ()) -> str:
    """Return a table as lines, each with a code and its names, separated by spaces, which folded names do not contain."""
    lines: dict[str, list[str]] = {meaning: [] for meaning in meanings}
    for name, meaning in table.items():
        if name:
            lines.setdefault(meaning, []).append(name)
    return "\n".join(" ".join([meaning, *sorted(lines[meaning])]) for meaning in sorted(lines))


def _calling_codes() -> list[JSON]:
    """Return the calling codes by national prefix: the pattern of the prefix, its replacement, and the codes."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    found: dict[tuple[str, str], list[int]] = {}
    for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
        metadata: Any = PhoneMetadata.metadata_for_region_or_calling_code(code, regions[0])
        rule = re.sub(r"\\g?<?(\d)>?", r"$\1", metadata.national_prefix_transform_rule or "")
        found.setdefault((metadata.national_prefix_for_parsing or "(?!)", rule), []).append(code)
    return [[prefix, rule, " ".join(map(str, codes))] for (prefix, rule), codes in found.items()]


def as_script(found: Mapping[str, JSON]) -> Iterator[str]:
    """Yield statements of JavaScript that declare ``DATA``.

    A repeated part of a schema is written once, and the codes of countries and languages only with their English names.
    """
    others = {name: value for name, value in found.items() if name != "schemas"}
    rest = ",".join(f"{_key(name)}:{_shared(value, Counter(), {}, ())}" for name, value in others.items())
    yield f"let DATA={{{rest}}};\n"
    for locale in found["locales"]:
        yield f"DATA.locales[{as_text(locale)}].plural={plural_rule(locale)};\n"
    yield f"let codes=Object.keys(DATA.locales.{ENGLISH}.names);\n"
    codes = tuple(found["locales"][ENGLISH]["names"])
    texts: Counter[str] = Counter()
    for one in found["schemas"].values():
        _count(one, texts)
    shared: dict[str, int] = {}
    schemas = {name: _shared(one, texts, shared, codes) for name, one in found["schemas"].items()}
    for written, index in shared.items():
        yield f"let ref{index}={written};\n"
    written = ",".join(f"{as_text(name)}:{one}" for name, one in schemas.items())
    yield f"DATA.schemas={{{written}}};\n"


def _count(value: JSON, texts: "Counter[str]") -> None:
    """Count the occurrences of each object and list, looking into each of them only once."""
    if type(value) not in (dict, list):
        return
    text = as_text(value)
    texts[text] += 1
    if texts[text] == 1:
        for inner in value.values() if type(value) is dict else value:
            _count(inner, texts)


def _shared(value: JSON, texts: "Counter[str]", shared: dict[str, int], codes: Sequence[str]) -> str:
    """Return a value as JavaScript, with references for repeated parts. The parts themselves are earlier in ``shared``.

    A list that is a part of ``codes`` is written as a slice of them.
    """
    if type(value) not in (dict, list):
        return as_text(value)
    if type(value) is dict:
        written = ",".join(f"{_key(name)}:{_shared(inner, texts, shared, codes)}" for name, inner in value.items())
        written = f"{{{written}}}"
    elif (start := _start(value, codes)) is not None:
        written = f"codes.slice({start},{start + len(value)})"
    else:
        written = f"[{','.join(_shared(inner, texts, shared, codes) for inner in value)}]"
    if texts[as_text(value)] <= 1 or len(written) < _WORTH_SHARING:
        return written
    return f"ref{shared.setdefault(written, len(shared))}"


def _start(part: Sequence[JSON], whole: Sequence[str]) -> int | None:
    """Return the index at which a sequence without repetition has a part, or ``None`` if it does not have it."""
    start = whole.index(part[0]) if part and part[0] in whole else None
    return start if start is not None and list(whole[start : start + len(part)]) == part else None


def _key(name: str) -> str:
    """Return the name of a property as JavaScript, without quotes if it has only ASCII letters and no special meaning."""
    return name if name.isascii() and name.isidentifier() and name != "__proto__" else as_text(name)


def as_text(value: JSON) -> str:
    """Return JSON values as compact JavaScript that is safe inside a ``script`` element of a page."""
    return (
        json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        .replace("</", "<\\/")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
