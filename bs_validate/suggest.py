"""Suggestions: which choice or which field was probably meant."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bs_validate import translations

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
_LONGEST = 64
_CLOSE = 0.75


def choice(value: object, choices: Iterable[object]) -> str | None:
    """Return the choice that a text probably means, or None.

    The same text in other case or punctuation; a country by another code or by its name in any of the API's languages; a
    language likewise; one letter more, less or other in a longer choice.
    """
    if type(value) is not str or not 0 < len(value) <= _LONGEST:
        return None
    texts = tuple(one for one in choices if type(one) is str)
    same = _by_folded(texts).get(_folded(value))
    if same is not None:
        return same
    for candidate in _candidates(value.strip(), texts):
        if candidate in texts:
            return candidate
    return _closest(value, [one for one in texts if len(one) > 3])


def field(name: str, names: Iterable[str]) -> str | None:
    """Return the field that an unknown name probably means, or None: other case or punctuation, a slip, a part of the name."""
    if not 0 < len(name) <= _LONGEST:
        return None
    known = tuple(sorted(names))
    wanted = _folded(name)
    same = _by_folded(known).get(wanted)
    if same is not None:
        return same
    close = _closest(name, known)
    if close is not None or len(wanted) < 3:
        return close
    parts = [
        one for one in known if wanted in re.split("[^a-z0-9]", one.lower()) or (_folded(one) and wanted.startswith(_folded(one)))
    ]
    return parts[0] if parts else None


@lru_cache(maxsize=256)  # by the choices of schemas, of which there are few
def _by_folded(texts: tuple[str, ...]) -> dict[str, str]:
    return {_folded(one): one for one in reversed(texts)}


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]", "", text).casefold()


def _closest(text: str, known: Sequence[str]) -> str | None:
    from difflib import SequenceMatcher

    # The second sequence is the one that is prepared, so it stays the same.
    matcher = SequenceMatcher(b=text.lower())

    def likeness(one: str) -> float:
        matcher.set_seq1(one.lower())
        return matcher.ratio() if matcher.quick_ratio() >= _CLOSE else 0.0

    best = max(known, key=likeness, default=None)  # the first of equals
    return best if best is not None and likeness(best) >= _CLOSE else None


def _candidates(value: str, texts: tuple[str, ...]) -> Iterator[str]:
    """Go through the codes that a text may stand for, if the choices look like codes of countries or languages."""
    territories, languages = _kinds(texts)
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


@lru_cache(maxsize=256)
def _kinds(texts: tuple[str, ...]) -> tuple[bool, bool]:
    """Say whether there are codes of countries among the choices, and codes of languages."""
    return any(map(_TERRITORY.fullmatch, texts)), any(map(_LANGUAGE.fullmatch, texts))


def _territory_codes(value: str) -> Iterator[str]:
    from babel.core import get_global

    code = value.upper().replace(".", "")
    yield from get_global("territory_aliases").get(code, ())
    yield _TERRITORIES.get(code, code)


def _language_codes(value: str) -> Iterator[str]:
    """Take ``sr``, ``deu``, ``fr-CA`` and ``zh_Hant_HK`` to ``rs``, ``de``, ``fr`` and ``zh-TW``."""
    from babel.core import get_global

    language, *subtags = re.split("[-_]", value.lower())
    yield translations.code(str(get_global("language_aliases").get(language, language)), subtags)


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
