"""Read translations from the gettext catalogues in ``locale/``, and names of countries and languages from CLDR.

Both are read through Babel, which is imported only for a language other than English. The English names are in a file.
"""

import os
import re
from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel import Locale

ENGLISH = "en"
#: The API's locales that have a catalogue: all except English, the language of the sources.
LOCALES = frozenset(
    {
        *("bg", "cs", "da", "de", "el", "es", "fi", "fr", "hu", "id", "it", "ja", "ko", "lt", "lv", "mk", "nb", "nl", "pl", "pt"),
        *("ro", "rs", "ru", "sk", "sv", "uk", "zh", "zh-TW"),
    }
)
#: The order of plural forms in a catalogue. Most languages have only some of them.
CATEGORIES = ("zero", "one", "two", "few", "many", "other")

SERBIAN = "rs"
#: Serbian in Latin script is not a locale of the API. It is transliterated from the catalogue in Cyrillic.
SERBIAN_IN_LATIN = "rs-Latn"
#: The API's code for languages that have another code elsewhere, or none here. ``in`` and ``mo`` are old codes, which Java uses.
_LANGUAGES = MappingProxyType({"in": "id", "mo": "ro", "nn": "nb", "no": "nb", "sh": "rs", "sr": "rs"})
_TRADITIONAL = frozenset({"cht", "hant", "hk", "mo", "tw"})
#: Subtags that CLDR's likely subtags read as Serbian in Latin script: that script, and Montenegro.
_LATIN = frozenset({"latin", "latn", "me"})
#: CLDR's names of the API's locales, where they differ.
CLDR_CODES = MappingProxyType({"rs": "sr", "rs-Latn": "sr_Latn", "zh": "zh_Hans", "zh-TW": "zh_Hant"})

_TO_LATIN = str.maketrans(
    dict(
        zip(
            "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШабвгдђежзијклљмнњопрстћуфхцчџш",
            [
                *"ABVGDĐEŽZIJKL",
                "Lj",
                *"MN",
                "Nj",
                *"OPRSTĆUFHCČ",
                "Dž",
                *"Šabvgdđežzijkl",
                "lj",
                *"mn",
                "nj",
                *"oprstćufhcč",
                "dž",
                "š",
            ],
            strict=True,
        )
    )
)


def resolved(locale: object) -> str:
    """Return the locale of the catalogue that fits a locale best, or English.

    ``fr_CA`` is ``fr``, ``sr`` is ``rs``, ``sr-Latn`` is ``rs-Latn``, ``in_ID`` is ``id`` and ``zh-HK`` is ``zh-TW``.
    """
    if locale == ENGLISH or not isinstance(locale, str):
        return ENGLISH
    language, *subtags = re.split("[-_.@#]+", locale.lower())
    found = code(language, subtags)
    if found == SERBIAN and "cyrl" not in subtags and (language == "sh" or _LATIN.intersection(subtags)):
        return SERBIAN_IN_LATIN
    return found if found in LOCALES else ENGLISH


def code(language: str, subtags: Collection[str]) -> str:
    """Return the API's code for a language, given in lower case, and its subtags, or the code itself if there is none."""
    if language == "zh" and "hans" not in subtags and _TRADITIONAL.intersection(subtags):
        return "zh-TW"
    return _LANGUAGES.get(language, language)


def in_latin(text: str) -> str:
    """Return Serbian text in Latin script. Each Cyrillic letter has one counterpart, and other characters stay."""
    return text.translate(_TO_LATIN)


@cache  # by the locales of catalogues
def catalogue(locale: str) -> Mapping[str, str | Mapping[str, str]]:
    """Return the texts of a locale by key; a text with a count is a mapping by the plural categories of the language."""
    if locale == SERBIAN_IN_LATIN:
        cyrillic = catalogue(SERBIAN).items()
        return MappingProxyType({key: _each_in_latin(texts) for key, texts in cyrillic})
    from io import BytesIO

    from babel.messages.pofile import read_po

    found: dict[str, str | Mapping[str, str]] = {}
    forms = categories(locale)
    for message in read_po(BytesIO(_source(locale))):
        if message.context is not None:
            texts = message.string or ""
            found[message.context] = texts if isinstance(texts, str) else dict(zip(forms, texts, strict=True))
    return MappingProxyType(found)


def _each_in_latin(texts: str | Mapping[str, str]) -> str | Mapping[str, str]:
    return in_latin(texts) if isinstance(texts, str) else {category: in_latin(text) for category, text in texts.items()}


def categories(locale: str) -> tuple[str, ...]:
    """Return the plural categories of a locale, in the order of its catalogue."""
    tags = cldr(locale).plural_form.tags | {"other"}
    return tuple(one for one in CATEGORIES if one in tags)


def plural(locale: str, number: float) -> str:
    """Return the plural category of a number in a locale."""
    return str(cldr(locale).plural_form(number))


def name(code: str, locale: str) -> str | None:
    """Return the name of a country or of one of the API's languages in a language, or None for any other code."""
    language = resolved(locale)
    if language == ENGLISH:
        return _english_names().get(code)
    names = cldr(language)
    found = names.territories.get(code)
    if found is None and (code in LOCALES or code == ENGLISH):
        found = names.languages.get(CLDR_CODES.get(code, code))
    return None if found is None else str(found)


@cache
def _english_names() -> Mapping[str, str]:
    """Return the English names. Importing Babel and reading its names would take longer than checking a file."""
    from json import loads

    found: dict[str, str] = loads(_content("names_en.json"))
    return MappingProxyType(found)


@cache  # by the locales of catalogues
def cldr(locale: str) -> "Locale":
    """Return Babel's locale for one of the API's locales."""
    from babel import Locale

    return Locale.parse(CLDR_CODES.get(locale, locale))


def _source(locale: str) -> bytes:
    """Return the catalogue of a locale as the package holds it."""
    return _content("locale", f"{locale}.po")


def _content(*path: str) -> bytes:
    """Return the content of a file of this package."""
    loader: Any = __spec__.loader  # also reads from a zip file, and needs no import
    content: bytes = loader.get_data(os.path.join(os.path.dirname(__file__), *path))
    return content
