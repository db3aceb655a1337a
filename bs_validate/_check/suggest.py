"""Suggestions: which choice or which field was probably meant."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Literal

from bs_validate._messages import translations

#: The codes of this API that CLDR's own aliases do not lead to.
_LANGUAGES = {"sr": "rs", "no": "nb", "nn": "nb", "zh_Hans": "zh", "zh_Hant": "zh-TW"}
_TERRITORIES = {"EL": "GR", "TURKEY": "TR"}

#: In the order in which a name is looked up; ``sr`` is CLDR's name for the API's ``rs``.
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
#: Characters of a text that is compared with the candidates, at most: the time that it takes grows with the length, and what is
#: much longer than every candidate is not a slip of one.
_MAX_LENGTH_IN_CHARACTERS = 64
#: Likeness from which on a text is a slip of another, from 0 to 1, as difflib measures it.
_CLOSE = 0.75


class Candidates:
    """Texts that can be suggested, prepared for look-ups: ``folded`` leads from each text, folded, to the text."""

    __slots__ = ("are_countries", "are_languages", "folded", "long_texts", "members", "texts")

    def __init__(self, texts: tuple[str, ...]) -> None:
        """Take the texts; of two that fold alike, the first is suggested."""
        self.texts = texts
        self.members = frozenset(texts)
        self.folded = {_folded(one): one for one in reversed(texts)}
        self.long_texts = [one for one in texts if len(one) > 3]
        self.are_countries = any(map(_TERRITORY.fullmatch, texts))
        self.are_languages = any(map(_LANGUAGE.fullmatch, texts))


def candidates(choices: Iterable[object] | Candidates) -> Candidates:
    """Return the texts among the choices, prepared for look-ups."""
    return choices if isinstance(choices, Candidates) else _candidates(tuple([one for one in choices if type(one) is str]))


_candidates = lru_cache(maxsize=256)(Candidates)  # keyed on the texts of schemas, of which there are few


def choice(value: object, choices: Iterable[object] | Candidates) -> str | None:
    """Return the choice that a text probably means, or None.

    It may be the choice in other case or punctuation; a country or language by another code, or by its name in any of the API's
    languages; or a longer choice with a letter too many, too few or wrong.
    """
    if type(value) is not str or not 0 < len(value) <= _MAX_LENGTH_IN_CHARACTERS:
        return None
    among = candidates(choices)
    same = among.folded.get(_folded(value))
    if same is not None:
        return same
    for candidate in _codes(value.strip(), among):
        if candidate in among.members:
            return candidate
    return _closest(value, among.long_texts)


def field(name: str, names: Iterable[str] | Candidates) -> str | None:
    """Return the field that an unknown name probably means: in other case, with a slip, or only a part; or None."""
    if not 0 < len(name) <= _MAX_LENGTH_IN_CHARACTERS:
        return None
    among = names if isinstance(names, Candidates) else candidates(sorted(names))
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


def _closest(text: str, among: Sequence[str]) -> str | None:
    from difflib import SequenceMatcher

    # The matcher prepares its second sequence, so that one stays the same.
    matcher = SequenceMatcher(b=text.lower())

    def likeness(one: str) -> float:
        matcher.set_seq1(one.lower())
        return matcher.ratio() if matcher.quick_ratio() >= _CLOSE else 0.0

    best = max(among, key=likeness, default=None)  # the first of equals
    return best if best is not None and likeness(best) >= _CLOSE else None


def _codes(value: str, among: Candidates) -> Iterator[str]:
    """Yield the codes that a text may stand for, if the candidates look like codes of countries or languages."""
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
    """Yield ``rs`` for ``sr``, ``de`` for ``deu``, ``fr`` for ``fr-CA`` and ``zh-TW`` for ``zh_Hant_HK``."""
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
