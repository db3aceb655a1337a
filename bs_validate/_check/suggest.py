"""Suggest the choice or the field that was probably meant.

A suggestion is one of the possible texts. If two of them are equally good, there is no suggestion.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from bs_validate._check import names
from bs_validate._messages import translations

_TERRITORY = re.compile("[A-Z]{2}")
_LANGUAGE = re.compile("([a-z]{2})(?:-[A-Z]{2})?")
#: Share of the candidates that look like codes and must be codes of countries, or of languages, to be read as such: of the states
#: of the US, half have the code of a country.
_MOST = 0.9
_SEPARATOR = re.compile(r"[\s_-]")
#: Where a word of a name begins, other than the first.
_BEGINNING = re.compile(r"(?<=[^A-Za-z0-9])(?=[A-Za-z0-9])|(?<=[a-z0-9])(?=[A-Z])")
#: Characters of a text that is compared with the candidates, at most: the time that it takes grows with the length, and what is
#: much longer than every candidate is not a slip of one.
_MAX_LENGTH_IN_CHARACTERS = 64
#: Characters of a candidate that a slip may lead to, at least: a shorter text that is one edit away is usually another word.
_MIN_LENGTH_IN_CHARACTERS = 4
#: Characters from which on a text with two edits is still recognisable.
_MIN_LENGTH_FOR_TWO_EDITS = 8
#: Texts whose suggestion is remembered, for each set of candidates and each kind of question, at most. A client sends the same
#: wrong name in each of its payloads, and looking for the right one takes as long as all else that is said about a document.
_MAX_REMEMBERED = 64
#: Candidates that are compared one by one: among more of them, looking for two edits would take longer than all the rest.
_MAX_CANDIDATES_COMPARED = 250


class Candidates:
    """Texts that can be suggested, and tables for looking them up. Each table is made when it is first needed.

    ``as_choices`` and ``as_fields`` have the suggestions that were found. Texts without one are not kept: they may be personal.
    """

    def __init__(self, texts: tuple[str, ...]) -> None:
        """Take the texts, in any order."""
        self.members = frozenset(texts)
        self.as_choices: dict[str, str] = {}
        self.as_fields: dict[str, str] = {}
        self.folded: dict[str, set[str]] = {}
        for text in self.members:
            self.folded.setdefault(_folded(text), set()).add(text)

    @cached_property
    def have_countries(self) -> bool:
        """Return whether most texts that look like country codes are country codes."""
        codes = [text for text in self.members if _TERRITORY.fullmatch(text)]
        return _are_most(codes, names.codes("countries"))

    @cached_property
    def have_languages(self) -> bool:
        """Return whether most texts that look like language codes are language codes."""
        codes = [match[1] for match in map(_LANGUAGE.fullmatch, self.members) if match]
        return _are_most(codes, [*names.codes("languages"), *translations.LOCALES])

    @cached_property
    def by_part(self) -> dict[str, set[str]]:
        """Return the texts by each of the words that they are made of, in lower case."""
        found: dict[str, set[str]] = {}
        for text in self.members:
            for part in re.split("[^a-z0-9]", text.lower()):
                found.setdefault(part, set()).add(text)
        return found

    @cached_property
    def one_edit(self) -> dict[str, set[str]]:
        """Return the longer texts by each of their forms with at most one letter left out, in lower case."""
        found: dict[str, set[str]] = {}
        for text in self.members:
            if len(text) >= _MIN_LENGTH_IN_CHARACTERS:
                for key in _shortened(text.lower()):
                    found.setdefault(key, set()).add(text)
        return found

    @cached_property
    def long(self) -> list[tuple[str, set[str]]]:
        """Return the texts that may be two edits away, each with its letters, or nothing if there are too many to compare."""
        texts = self.members if len(self.members) <= _MAX_CANDIDATES_COMPARED else ()
        return [(text, set(text.lower())) for text in texts if len(text) >= _MIN_LENGTH_FOR_TWO_EDITS]


def candidates(choices: Iterable[object] | Candidates) -> Candidates:
    """Return the texts among the choices, prepared for look-ups."""
    return choices if isinstance(choices, Candidates) else _candidates(tuple([one for one in choices if type(one) is str]))


_candidates = lru_cache(maxsize=256)(Candidates)  # keyed on the texts of schemas, of which there are few


def choice(value: object, choices: Iterable[object] | Candidates) -> str | None:
    """Return the choice that a text probably means, or None.

    The text may be the choice in different case or punctuation, another code or a common name of a country or language, or a
    longer choice with a typing error.
    """
    if type(value) is not str or not 0 < len(value) <= _MAX_LENGTH_IN_CHARACTERS:
        return None
    among = candidates(choices)
    return among.as_choices.get(value) or _remembered(among.as_choices, value, _choice(value, among))


def _remembered(found: dict[str, str], text: str, meant: str | None) -> str | None:
    if meant is not None and len(found) < _MAX_REMEMBERED:
        found[text] = meant
    return meant


def _choice(value: str, among: Candidates) -> str | None:
    same = among.folded.get(_folded(value))
    if same is not None:
        return _only(same)
    meant = _by_other_names(value.strip(), among)
    return _only(meant) if meant else _closest(value.lower(), among)


def field(name: str, names_of_fields: Iterable[str] | Candidates) -> str | None:
    """Return the field that an unknown name probably means, or None.

    It may be the field in other case or punctuation, by another name that people use, with a slip, only a part of its name, or
    with something before or behind it.
    """
    if not 0 < len(name) <= _MAX_LENGTH_IN_CHARACTERS:
        return None
    among = candidates(names_of_fields)
    return among.as_fields.get(name) or _remembered(among.as_fields, name, _field(name, among))


def _field(name: str, among: Candidates) -> str | None:
    wanted = _folded(name)
    same = among.folded.get(wanted)
    if same is not None:
        return _only(same)
    meant = names.meant_field(name, among.members) or _closest(name.lower(), among)
    if meant is not None or len(wanted) < 3:
        return meant
    beginnings = [among.folded.get(wanted[:length], ()) for length in range(1, len(wanted))]
    return _only(set().union(among.by_part.get(wanted, ()), *beginnings, _at_end(name, among)))


def _at_end(name: str, among: Candidates) -> Iterable[str]:
    """Return the longer fields that a name ends with, from a separator or a capital letter on: ``x.email``, ``guestEmail``.

    There is none for a name that people use for several fields.
    """
    if names.folded(name) in names.field_names():
        return ()
    for start in _BEGINNING.finditer(name):
        found = among.folded.get(_folded(name[start.start() :]), set())
        if any(len(one) >= _MIN_LENGTH_IN_CHARACTERS for one in found):
            return found
    return ()


def _by_other_names(value: str, among: Candidates) -> set[str]:
    """Return the choices that are the codes of the country or language named by a text."""
    found = set()
    if among.have_countries:
        code = names.meant_country(value)
        if code in among.members:
            found.add(code)
    if among.have_languages:
        found.update([code for code in names.meant_language(value) if code in among.members][:1])
    return found


def _closest(text: str, among: Candidates) -> str | None:
    """Return the only longer text that is one edit away, or two if both are long, or None.

    An edit adds, removes or replaces a letter, or swaps two neighbours.
    """
    if len(text) < _MIN_LENGTH_IN_CHARACTERS - 1:
        return None
    near = {one for key in _shortened(text) for one in among.one_edit.get(key, ())}
    one_away = {one for one in near if _within(1, text, one.lower())}
    if one_away or len(text) < _MIN_LENGTH_FOR_TWO_EDITS:
        return _only(one_away)
    letters = set(text)
    return _only({one for one, theirs in among.long if len(letters ^ theirs) <= 4 and _within(2, text, one.lower())})


def _shortened(text: str) -> set[str]:
    """Return a text and each form of it without one letter. Texts that are one edit apart share one of these forms."""
    return {text, *(text[:index] + text[index + 1 :] for index in range(len(text)))}


def _within(edits: int, one: str, other: str) -> bool:
    """Return whether one text becomes the other by at most so many edits."""
    if abs(len(one) - len(other)) > edits:
        return False
    start = next(
        (index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    one, other = one[start:], other[start:]
    if one == other or edits == 0:
        return one == other
    return (
        _within(edits - 1, one[1:], other[1:])
        or _within(edits - 1, one[1:], other)
        or _within(edits - 1, one, other[1:])
        or (one[:2] == other[1::-1] and _within(edits - 1, one[2:], other[2:]))
    )


def _are_most(codes: Sequence[str], known: Iterable[str]) -> bool:
    return bool(codes) and len(set(codes).intersection(known)) >= _MOST * len(set(codes))


def _only(texts: set[str]) -> str | None:
    """Return the only text, or None if there is not exactly one."""
    return next(iter(texts)) if len(texts) == 1 else None


def _folded(text: str) -> str:
    return text.casefold() if text.isalnum() else _SEPARATOR.sub("", text).casefold()
