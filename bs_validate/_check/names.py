"""Look up other names of countries, languages and fields.

The names are data: ``names.json`` is kept by hand, ``names_cldr.json`` is written by ``scripts/update_names.py``. Both say where
each group of names comes from. Folding thousands of names takes longer than validating a document, so the script also writes
``names_folded.json``, in which the names of both files are folded. Only that file is read when a suggestion is asked for.
"""

import json
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from bs_validate._messages import translations

_FOLDED, _KEPT_BY_HAND = "names_folded.json", "names.json"
_WORD = re.compile(r"[^\W_]+")
#: Letters that Unicode does not take apart, as they are written where they are missing.
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_ACCENT = re.compile("[\u0300-\u036f]")
_ENGLISH_WORDS = MappingProxyType({"the": "", "st": "saint"})
#: Texts that are not codes, although they would be without signs and accents: ways to write that there is no country, which would
#: be Namibia, and the Vietnamese names of Belgium and Austria, which would be Burundi and Angola.
_NOT_CODES = frozenset({"n/a", "n.a.", "n.a", "n. a.", "#n/a", "#na", "<na>", "bỉ", "áo"})
#: A language with its script, region or variants, such as ``fr-CA`` or ``zh_Hant_HK``.
#: A system may add its encoding or a variant: ``ru_RU.UTF-8``, ``de_DE@euro``.
_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)(?:[.@][\w.@-]+)?", re.ASCII)
#: The country behind a language: ``Portuguese (Brazil)``.
_IN_BRACKETS = re.compile(r"\(.*", re.DOTALL)
#: The language in a locale, before the code of a country: ``fr-FR``.
_LANGUAGE_OF_LOCALE = re.compile("[a-z]{2}[-_](?=[A-Z]{2}$)")


def folded(text: str) -> str:
    """Return a text without case, accents, punctuation and white space; ``St.`` is ``Saint`` and ``&`` is ``and``.

    Two spellings of one name are equal when they are folded: ``CÔTE D’IVOIRE`` and ``Cote d'Ivoire``. After a change here, run
    ``scripts/update_names.py``, which stores the folded names.
    """
    plain = text.casefold()
    if plain.isascii() and plain.isalnum():  # one word, which is its own folded form
        return plain
    if not plain.isascii():
        # Only the accents of Latin, Greek and Cyrillic letters: the marks of Japanese syllables make other syllables.
        letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
        plain = unicodedata.normalize("NFC", _ACCENT.sub("", letters)).translate(_PLAIN_LETTERS)
    words = _WORD.findall(plain.replace("&", " and "))
    return "".join([_ENGLISH_WORDS.get(word, word) for word in words] if len(words) > 1 else words)


def meant_country(text: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of the country for a name, another code or a locale, or None if it is ambiguous."""
    return None if text.casefold() in _NOT_CODES else countries().get(folded(_LANGUAGE_OF_LOCALE.sub("", text, count=1)))


def meant_language(text: str) -> tuple[str, ...]:
    """Return the codes that a name, another code or a tag of a language may mean, the best first.

    A language has two codes if the API's code is not that of ISO 639-1: Serbian is ``sr`` and ``rs``. The code of a language has
    precedence over the same code of a country: ``se`` is Northern Sami first, and then Swedish.
    """
    known = languages()
    subtags: list[str] = []
    language = folded(text)
    if language not in known:
        before = folded(_IN_BRACKETS.sub("", text))
        language = language if known.get(before) == "zh" else before  # the country may tell the script of Chinese
    tag = _TAG.fullmatch(text) if language not in known else None
    if tag is not None:
        subtags = re.split("[-_]", tag[2].lower())[1:]
        language = tag[1].lower()
    codes = [one[language] for one in (known, languages_of_countries()) if language in one]
    return tuple(dict.fromkeys(one for code in codes for one in _as_the_api_has_it(code, subtags)))


def _as_the_api_has_it(code: str, subtags: Collection[str]) -> tuple[str, ...]:
    ours = translations.code(code, subtags)
    return (ours,) if code == "zh" else (code, ours)  # Chinese in one script is not Chinese in the other


def meant_field(name: str, candidates: Collection[str]) -> str | None:
    """Return the only candidate that is another name of the same field, or None."""
    ideas = field_names().get(folded(name))
    if ideas is None:
        return None
    meant = {one for one in candidates if not ideas.isdisjoint(field_names().get(folded(one), ()))}
    return meant.pop() if len(meant) == 1 else None


@cache
def countries() -> Mapping[str, str]:
    """Return the code of each country by each of its names and codes, folded, without the names that countries share."""
    return MappingProxyType(dict(_folded_names("countries")))


@cache
def languages() -> Mapping[str, str]:
    """Return the code of each language by each of its names and codes, folded, without the names that languages share."""
    return MappingProxyType(dict(_folded_names("languages")))


@cache
def languages_of_countries() -> Mapping[str, str]:
    """Return languages by the codes of countries, in lower case, that people use for them."""
    return MappingProxyType(dict(_folded_names("languages_of_countries")))


@cache
def field_names() -> Mapping[str, frozenset[str]]:
    """Return the fields that a name may stand for, by the folded name."""
    ideas: dict[str, set[str]] = {}
    for name, idea in _folded_names("fields"):
        ideas.setdefault(name, set()).add(idea)
    return MappingProxyType({name: frozenset(them) for name, them in ideas.items()})


def codes(kind: str) -> Iterable[str]:
    """Return the codes of all ``countries``, or of all ``languages``."""
    return _table()[kind]


def kept_by_hand(kind: str) -> Iterable[Mapping[str, Any]]:
    """Return the groups of names of a kind that are kept by hand, each with its ``source`` and its ``names``."""
    found: Iterable[Mapping[str, Any]] = _read(_KEPT_BY_HAND).get(kind, ())
    return found


def _folded_names(kind: str) -> Iterator[tuple[str, str]]:
    """Yield each folded name of a kind with the code or the field that it leads to."""
    for meant, names in _table()[kind].items():
        for name in names.split():
            yield name, meant


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    """Return the folded names of each kind that lead to a code or a field, separated by spaces."""
    return _read(_FOLDED)


def _read(file: str) -> Mapping[str, Any]:
    loader: Any = __spec__.loader  # also reads from a zip file, and needs no import
    read: Mapping[str, Any] = json.loads(loader.get_data(os.path.join(os.path.dirname(__file__), file)))
    return read
