"""Suggestions: which choice or which field was probably meant.

A suggestion is one of the texts that are possible there, and there is none where two of them are equally good.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from bs_validate._check import names

_TERRITORY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
_SEPARATOR = re.compile(r"[\s_-]")
_LONGEST = 64  # characters: nobody writes a longer name for a choice, and comparing costs more with each
_SHORTEST = 4  # characters: among shorter texts, one edit away is something else
_LONG = 8  # characters: from here on, two edits leave a text recognisable
_FEW = 250  # texts that are compared one by one; to find two edits among more of them takes milliseconds


class Known:
    """Texts that can be suggested, and what is worked out of them once."""

    __slots__ = ("_one_edit", "are_countries", "are_languages", "folded", "members", "texts")

    def __init__(self, texts: tuple[str, ...]) -> None:
        """Take the texts, in any order."""
        self.texts = texts
        self.members = frozenset(texts)
        self.folded = _by(_folded, self.members)
        self.are_countries = any(map(_TERRITORY.fullmatch, texts))
        self.are_languages = any(map(_LANGUAGE.fullmatch, texts))
        self._one_edit: dict[str, set[str]] | None = None

    @property
    def one_edit(self) -> dict[str, set[str]]:
        """Return the longer texts by what is left of them without one letter, and by themselves, in lower case."""
        if self._one_edit is None:
            self._one_edit = {}
            for text in self.members:
                if len(text) >= _SHORTEST:
                    for key in _shortened(text.lower()):
                        self._one_edit.setdefault(key, set()).add(text)
        return self._one_edit


def known(choices: "Iterable[object] | Known") -> Known:
    """Return the texts among the choices, ready to be asked about."""
    return choices if isinstance(choices, Known) else _known(tuple([one for one in choices if type(one) is str]))


_known = lru_cache(maxsize=256)(Known)  # by the texts of schemas, of which there are few


def choice(value: object, choices: "Iterable[object] | Known") -> str | None:
    """Return the choice that a text probably means, or None.

    The same text in other case or punctuation; a country by another code or by its name in any of the API's languages; a
    language likewise; a slip in a longer choice.
    """
    if type(value) is not str or not 0 < len(value) <= _LONGEST:
        return None
    among = known(choices)
    same = among.folded.get(_folded(value))
    if same is not None:
        return _only(same)
    meant = set(_by_other_names(value.strip(), among))
    return _only(meant) if meant else _closest(value.lower(), among)


def field(name: str, names_of_fields: "Iterable[str] | Known") -> str | None:
    """Return the field that an unknown name probably means, or None.

    The same name in other case or punctuation; another name of the same thing; a slip; a part of the name.
    """
    if not 0 < len(name) <= _LONGEST:
        return None
    among = known(names_of_fields)
    wanted = _folded(name)
    same = among.folded.get(wanted)
    if same is not None:
        return _only(same)
    meant = names.meant_field(name, among.members) or _closest(name.lower(), among)
    if meant is not None or len(wanted) < 3:
        return meant
    return _only(
        {
            one
            for one in among.members
            if wanted in re.split("[^a-z0-9]", one.lower()) or (_folded(one) and wanted.startswith(_folded(one)))
        }
    )


def _by_other_names(value: str, among: Known) -> Iterator[str]:
    """Yield the choices that are codes of the country and of the language that a text names."""
    if among.are_countries:
        code = names.meant_country(value)
        if code in among.members:
            yield code
    if among.are_languages:
        yield from [code for code in names.meant_language(value) if code in among.members][:1]


def _closest(text: str, among: Known) -> str | None:
    """Return the longer text that is one edit away, or two if both are long; None if there are several.

    An edit is a letter more, less or other, or two neighbours that changed places.
    """
    if len(text) < _SHORTEST - 1:
        return None
    near = {one for key in _shortened(text) for one in among.one_edit.get(key, ())}
    one_away = {one for one in near if _edits(text, one.lower()) <= 1}
    if one_away or len(text) < _LONG or len(among.members) > _FEW:
        return _only(one_away)
    return _only({one for one in among.members if len(one) >= _LONG and _edits(text, one.lower()) <= 2})


def _shortened(text: str) -> set[str]:
    """Return a text and what is left of it without each of its letters: texts that are one edit apart have one in common."""
    return {text, *(text[:index] + text[index + 1 :] for index in range(len(text)))}


def _edits(one: str, other: str) -> int:
    """Return how many edits make one text the other, as far as that is two; else a larger number."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row, above = row, [at], before
        for index, wanted in enumerate(other, 1):
            cost = min(before[index] + 1, row[-1] + 1, before[index - 1] + (letter != wanted))
            if at > 1 and index > 1 and (letter, one[at - 2]) == (other[index - 2], wanted):
                cost = min(cost, above[index - 2] + 1)
            row.append(cost)
        if min(row) > 2:
            return 3
    return row[-1]


def _only(texts: Iterable[str]) -> str | None:
    """Return the only one of some texts, or None."""
    found = tuple(texts)
    return found[0] if len(found) == 1 else None


def _by(key: Callable[[str], str], texts: Iterable[str]) -> dict[str, set[str]]:
    by: dict[str, set[str]] = {}
    for text in texts:
        by.setdefault(key(text), set()).add(text)
    return by


def _folded(text: str) -> str:
    return _SEPARATOR.sub("", text).casefold()
