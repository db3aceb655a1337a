"""Suggestions: which choice or which field was probably meant."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Literal

from bs_validate._messages import translations

#: What CLDR's own aliases do not say of this API's codes.
_LANGUAGES = {"sr": "rs", "no": "nb", "nn": "nb", "zh_Hans": "zh", "zh_Hant": "zh-TW"}
_TERRITORIES = {"EL": "GR", "TURKEY": "TR"}

#: In the order in which a name is looked for; ``sr`` is what CLDR calls the API's ``rs``.
_CLDR_LOCALES = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pl",
    "pt",
    "da",
    "sv",
    "nb",
    "fi",
    "cs",
    "el",
    "hu",
    "ro",
    "ru",
    "uk",
    "bg",
    "id",
    "ja",
    "ko",
    "lt",
    "lv",
    "mk",
    "sk",
    "sr",
    "zh_Hans",
    "zh_Hant",
]

_TERRITORY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
_SEPARATOR = re.compile(r"[\s_-]")
_LONGEST = 64
_CLOSE = 0.75


class Known:
    """Texts that can be suggested, with what is worked out of them once: ``folded`` leads from each, folded, to it."""

    __slots__ = ("are_countries", "are_languages", "folded", "long_texts", "members", "texts")

    def __init__(self, texts: tuple[str, ...]) -> None:
        """Take the texts, the first of equals first."""
        self.texts = texts
        self.members = frozenset(texts)
        self.folded = {_folded(one): one for one in reversed(texts)}
        self.long_texts = [one for one in texts if len(one) > 3]
        self.are_countries = any(map(_TERRITORY.fullmatch, texts))
        self.are_languages = any(map(_LANGUAGE.fullmatch, texts))


def known(choices: "Iterable[object] | Known") -> Known:
    """Return the texts among the choices, ready to be asked about."""
    return choices if isinstance(choices, Known) else _known(tuple([one for one in choices if type(one) is str]))


_known = lru_cache(maxsize=256)(Known)  # by the texts of schemas, of which there are few


def choice(value: object, choices: "Iterable[object] | Known") -> str | None:
    """Return the choice that a text probably means, or None.

    The same text in other case or punctuation; a country by another code or by its name in any of the API's languages; a
    language likewise; one letter more, less or other in a longer choice.
    """
    if type(value) is not str or not 0 < len(value) <= _LONGEST:
        return None
    among = known(choices)
    same = among.folded.get(_folded(value))
    if same is not None:
        return same
    for candidate in _candidates(value.strip(), among):
        if candidate in among.members:
            return candidate
    return _closest(value, among.long_texts)


def field(name: str, names: "Iterable[str] | Known") -> str | None:
    """Return the field that an unknown name probably means, or None: other case or punctuation, a slip, a part of the name."""
    if not 0 < len(name) <= _LONGEST:
        return None
    among = names if isinstance(names, Known) else known(sorted(names))
    wanted = _folded(name)
    same = among.folded.get(wanted)
    if same is not None:
        return same
    close = _closest(name, among.texts)
    if close is not None or len(wanted) < 3:
        return close
    parts = [
        one
        for one in among.texts
        if wanted in re.split("[^a-z0-9]", one.lower()) or (_folded(one) and wanted.startswith(_folded(one)))
    ]
    return parts[0] if parts else None


def _folded(text: str) -> str:
    return _SEPARATOR.sub("", text).casefold()


def _closest(text: str, known: Sequence[str]) -> str | None:
    from difflib import SequenceMatcher

    # The second sequence is the one that is prepared, so it stays the same.
    matcher = SequenceMatcher(b=text.lower())

    def likeness(one: str) -> float:
        matcher.set_seq1(one.lower())
        return matcher.ratio() if matcher.quick_ratio() >= _CLOSE else 0.0

    best = max(known, key=likeness, default=None)  # the first of equals
    return best if best is not None and likeness(best) >= _CLOSE else None


def _candidates(value: str, among: Known) -> Iterator[str]:
    """Go through the codes that a text may stand for, if the choices look like codes of countries or languages."""
    territories, languages = among.are_countries, among.are_languages
    if territories:
        yield from _territory_codes(value)
    if languages:
        yield from _language_codes(value)
    if len(value) > 2 or not value.isascii():
        for locale in _CLDR_LOCALES:
            for kind, wanted in (("territories", territories), ("languages", languages)):
                code = _names(locale, kind).get(value.casefold()) if wanted else None
                if code is not None:
                    yield _LANGUAGES.get(code, code) if kind == "languages" else code
        if territories:
            yield from _official_name(value)


def _territory_codes(value: str) -> Iterator[str]:
    code = value.upper().replace(".", "")
    yield from _aliases("territory_aliases").get(code, ())
    yield _TERRITORIES.get(code, code)


def _language_codes(value: str) -> Iterator[str]:
    """Take ``sr``, ``deu``, ``fr-CA`` and ``zh_Hant_HK`` to ``rs``, ``de``, ``fr`` and ``zh-TW``."""
    language, *subtags = re.split("[-_]", value.lower())
    yield translations.code(str(_aliases("language_aliases").get(language, language)), subtags)


@cache
def _aliases(kind: Literal["language_aliases", "territory_aliases"]) -> Mapping[str, Any]:
    from babel.core import get_global

    return get_global(kind)


def _official_name(value: str) -> Iterator[str]:
    import pycountry

    try:
        yield pycountry.countries.lookup(value).alpha_2
    except LookupError:
        return


@lru_cache(maxsize=64)  # two kinds of names in 29 locales
def _names(locale: str, kind: str) -> dict[str, str]:
    from babel import Locale

    names = getattr(Locale.parse(locale), kind)
    return {name.casefold(): code for code, name in reversed(list(names.items()))}
