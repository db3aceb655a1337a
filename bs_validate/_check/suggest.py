"""Suggestions: which choice or which field was probably meant.

A suggestion is one of the texts that are possible there, and there is none where two of them are equally good.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from bs_validate._check import names
from bs_validate._messages import translations

_TERRITORY = re.compile("[A-Z]{2}")
_LANGUAGE = re.compile("([a-z]{2})(?:-[A-Z]{2})?")
_MOST = 0.9  # of the texts that look like codes: of the 50 states of the US, half are countries' codes
_SEPARATOR = re.compile(r"[\s_-]")
_LONGEST = 64  # characters: nobody writes a longer name for a choice, and comparing costs more with each
_SHORTEST = 4  # characters: among shorter texts, one edit away is something else
_LONG = 8  # characters: from here on, two edits leave a text recognisable
_FEW = 250  # texts that are compared one by one; to find two edits among more of them takes milliseconds


class Candidates:
    """Texts that can be suggested, and what is worked out of them once."""

    __slots__ = ("_have_countries", "_have_languages", "_one_edit", "folded", "long", "members")

    def __init__(self, texts: tuple[str, ...]) -> None:
        """Take the texts, in any order."""
        self.members = frozenset(texts)
        self.folded = _by(_folded, self.members)
        self._have_countries: bool | None = None
        self._have_languages: bool | None = None
        self._one_edit: dict[str, set[str]] | None = None
        self.long = [(text, set(text.lower())) for text in texts if len(text) >= _LONG] if len(texts) <= _FEW else []

    @property
    def have_countries(self) -> bool:
        """Return whether the texts that look like codes of countries are."""
        if self._have_countries is None:
            codes = [text for text in self.members if _TERRITORY.fullmatch(text)]
            self._have_countries = bool(codes) and _are_most(codes, names.countries().values())
        return self._have_countries

    @property
    def have_languages(self) -> bool:
        """Return whether the texts that look like codes of languages are."""
        if self._have_languages is None:
            codes = [match[1] for match in map(_LANGUAGE.fullmatch, self.members) if match]
            self._have_languages = bool(codes) and _are_most(codes, [*names.languages().values(), *translations.LOCALES])
        return self._have_languages

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


def candidates(choices: Iterable[object] | Candidates) -> Candidates:
    """Return the texts among the choices, prepared for look-ups."""
    return choices if isinstance(choices, Candidates) else _candidates(tuple([one for one in choices if type(one) is str]))


_candidates = lru_cache(maxsize=256)(Candidates)  # keyed on the texts of schemas, of which there are few


def choice(value: object, choices: Iterable[object] | Candidates) -> str | None:
    """Return the choice that a text probably means, or None.

    The same text in other case or punctuation; a country by another code or by its name in any of the API's languages; a
    language likewise; a slip in a longer choice.
    """
    if type(value) is not str or not 0 < len(value) <= _LONGEST:
        return None
    among = candidates(choices)
    same = among.folded.get(_folded(value))
    if same is not None:
        return _only(same)
    meant = set(_by_other_names(value.strip(), among))
    return _only(meant) if meant else _closest(value.lower(), among)


def field(name: str, names_of_fields: Iterable[str] | Candidates) -> str | None:
    """Return the field that an unknown name probably means, or None.

    The same name in other case or punctuation; another name of the same thing; a slip; a part of the name.
    """
    if not 0 < len(name) <= _LONGEST:
        return None
    among = candidates(names_of_fields)
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


def _by_other_names(value: str, among: Candidates) -> Iterator[str]:
    """Yield the choices that are codes of the country and of the language that a text names."""
    if among.have_countries:
        code = names.meant_country(value)
        if code in among.members:
            yield code
    if among.have_languages:
        yield from [code for code in names.meant_language(value) if code in among.members][:1]


def _closest(text: str, among: Candidates) -> str | None:
    """Return the longer text that is one edit away, or two if both are long; None if there are several.

    An edit is a letter more, less or other, or two neighbours that changed places.
    """
    if len(text) < _SHORTEST - 1:
        return None
    near = {one for key in _shortened(text) for one in among.one_edit.get(key, ())}
    one_away = {one for one in near if _within(1, text, one.lower())}
    if one_away or len(text) < _LONG:
        return _only(one_away)
    letters = set(text)
    return _only({one for one, theirs in among.long if len(letters ^ theirs) <= 4 and _within(2, text, one.lower())})


def _shortened(text: str) -> set[str]:
    """Return a text and what is left of it without each of its letters: texts that are one edit apart have one in common."""
    return {text, *(text[:index] + text[index + 1 :] for index in range(len(text)))}


def _within(edits: int, one: str, other: str) -> bool:
    """Return whether a number of edits makes one text the other."""
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
    return len(set(codes).intersection(known)) >= _MOST * len(set(codes))


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
