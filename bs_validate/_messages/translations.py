"""Translations: the gettext catalogues in ``locale/``, read through Babel, and the names of countries and languages in CLDR.

Babel is imported only where another language than English is asked for, or a country or a language is named.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

ENGLISH = "en"
#: The API's locales, but for English, which needs no catalogue.
LOCALES = frozenset(
    {
        *("bg", "cs", "da", "de", "el", "es", "fi", "fr", "hu", "id", "it", "ja", "ko", "lt", "lv", "mk", "nb", "nl", "pl", "pt"),
        *("ro", "rs", "ru", "sk", "sv", "uk", "zh", "zh-TW"),
    }
)
#: The order of plural forms in a catalogue, as far as a language has them.
CATEGORIES = ("zero", "one", "two", "few", "many", "other")

#: Languages that are others' to this API, or are read by those who ask for them.
_LANGUAGES = MappingProxyType({"no": "nb", "nn": "nb", "sr": "rs", "sh": "rs"})
_TRADITIONAL = frozenset({"hant", "hk", "mo", "tw"})
#: What CLDR calls the API's locales, where it has another name for them.
_CLDR = MappingProxyType({"rs": "sr", "zh": "zh_Hans", "zh-TW": "zh_Hant"})


def resolved(locale: object) -> str:
    """Return the API's locale that is meant by one, or English: ``fr_CA`` is ``fr``, ``sr`` is ``rs``, ``zh-HK`` is ``zh-TW``."""
    if locale == ENGLISH or not isinstance(locale, str):
        return ENGLISH
    language, *subtags = re.split("[-_.@]", locale.lower())
    found = code(language, subtags)
    return found if found in LOCALES else ENGLISH


def code(language: str, subtags: Collection[str]) -> str:
    """Return the API's code for a language, in lower case, with its script, region or variant: its own where it has one."""
    if language == "zh" and "hans" not in subtags and _TRADITIONAL.intersection(subtags):
        return "zh-TW"
    return _LANGUAGES.get(language, language)


@cache  # by the API's locales
def catalogue(locale: str) -> Mapping[str, str | Mapping[str, str]]:
    """Return the texts of a locale by key; one that counts has a text for each of its plural categories."""
    from io import BytesIO

    from babel.messages.pofile import read_po

    found: dict[str, str | Mapping[str, str]] = {}
    forms = categories(locale)
    for message in read_po(BytesIO(_source(locale))):
        if message.context is not None:
            texts = message.string or ""
            found[message.context] = texts if isinstance(texts, str) else dict(zip(forms, texts, strict=True))
    return MappingProxyType(found)


def categories(locale: str) -> tuple[str, ...]:
    """Return the plural categories of a locale, in the order of its catalogue."""
    tags = cldr(locale).plural_form.tags | {"other"}
    return tuple(one for one in CATEGORIES if one in tags)


def plural(locale: str, number: float) -> str:
    """Return the plural category of a number in a locale."""
    return str(cldr(locale).plural_form(number))


def name(code: str, locale: str) -> str | None:
    """Return the name of a country, or of one of the API's languages, in a language; None when the code is of neither."""
    names = cldr(resolved(locale))
    found = names.territories.get(code)
    if found is None and (code in LOCALES or code == ENGLISH):
        found = names.languages.get(_CLDR.get(code, code))
    return None if found is None else str(found)


@cache  # by the API's locales
def cldr(locale: str) -> "Locale":
    """Return what Babel knows of one of the API's locales."""
    from babel import Locale

    return Locale.parse(_CLDR.get(locale, locale))


def _source(locale: str) -> bytes:
    from importlib.resources import files

    return files("bs_validate._messages").joinpath("locale", f"{locale}.po").read_bytes()
