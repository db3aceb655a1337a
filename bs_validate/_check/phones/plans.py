"""Compile the metadata of regions into numbering plans, which take digits apart as libphonenumber does.

A plan is made when a number first needs it, which takes about a millisecond. Plans are not kept on disk: most of that time goes
into compiling expressions, and an expression can be stored only as its text, to be compiled again.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from bs_validate._check.engines.texts import Matches, matches
from bs_validate._check.phones import metadata
from bs_validate._check.phones.metadata import WORLD, NumberKind

#: The digits of the longest national number that libphonenumber reads.
MAX_DIGITS: Final = 17
#: The most digits of a calling code.
CODE_DIGITS: Final = 3

_NOTHING = "(?!)"
_compiled = cache(re.compile)  # many regions have the same expressions
_matches = cache(matches)  # and many lengths of a region


class Directory(NamedTuple):
    """The calling codes by the region, and by the first three digits of an international number."""

    by_region: Mapping[str | None, str]
    by_start: Mapping[str, str]


@cache
def directory() -> Directory:
    """Return the calling codes of all regions; those of no country belong to no region."""
    by_code = metadata.regions_by_code()
    starts = [f"{start:0{CODE_DIGITS}}" for start in range(10**CODE_DIGITS)]
    by_start = {start: start[:length] for start in starts for length in range(1, CODE_DIGITS + 1) if start[:length] in by_code}
    return Directory({name: code for code, names in by_code.items() for name in names if name != WORLD}, by_start)


class Plan:
    """The numbering plan of a region: how its numbers are dialled inside the region, and how long they are."""

    __slots__ = (
        "_general",
        "_international_prefix",
        "_is_shared",
        "_kinds",
        "_national_prefix",
        "_transform",
        "code",
        "length_reasons",
        "name",
    )

    def __init__(self, name: str, code: str) -> None:
        """Take a region, or ``WORLD``, and its calling code."""
        region = metadata.region(name, code)
        self.name = name
        self.code = code
        #: Why a national number of a length is not possible, or None; a length that is not listed is too long.
        self.length_reasons = _length_reasons(region.general)
        self._is_shared = len(metadata.regions_by_code()[code]) > 1
        self._kinds: dict[int, Matches] = {}
        self._general = _general(region.general.pattern)
        self._international_prefix = _compiled(region.international_prefix or _NOTHING).match
        self._national_prefix = _compiled(region.national_prefix or _NOTHING).match
        self._transform = region.transform

    def without_international_prefix(self, digits: str) -> str | None:
        """Return the digits after the prefix of a call to another country, or None; no calling code begins with a zero."""
        found = self._international_prefix(digits)
        return None if found is None or digits.startswith("0", found.end()) else digits[found.end() :]

    def without_own_code(self, digits: str) -> str | None:
        """Return a national number that was dialled with the calling code of the region but without a plus, or None."""
        if not digits.startswith(self.code):
            return None
        number = digits[len(self.code) :]
        prefix = self._national_prefix(number)
        if prefix is not None:
            number = self._after(prefix)
        is_better = self._general(number) and not self._general(digits)
        return number if is_better or self.length_reasons.get(len(digits), "too_long") == "too_long" else None

    def doubt(self, number: str) -> str | None:
        """Return why a national number is not one of any kind in a region with the calling code of this one, or None if it is."""
        length = len(number)
        reason = self.length_reasons.get(length, "too_long")
        if reason is not None:
            return reason
        of_a_kind = self._kinds.get(length)
        if of_a_kind is None:
            of_a_kind = self._kinds[length] = _kinds(self.name, self.code, length)
        if self._general(number) and of_a_kind(number):
            return None
        return None if self._is_shared and _is_valid_elsewhere(self.code, number) else "invalid_number"

    def national_number(self, digits: str) -> str:
        """Return a number without the prefix of a call inside the country, unless it would have an impossible length then."""
        prefix = self._national_prefix(digits)
        if prefix is None:
            return digits
        number = self._after(prefix)
        return number if self.length_reasons.get(len(number), "too_long") in (None, "too_long") else digits

    def _after(self, prefix: re.Match[str]) -> str:
        """Return the digits after a national prefix and the code of a carrier, or all digits if only they are a number."""
        digits = prefix.string
        is_transformed = self._transform and prefix[prefix.re.groups] is not None
        number = (prefix.expand(self._transform) if is_transformed else "") + digits[prefix.end() :]
        return digits if self._general(digits) and not self._general(number) else number


def _length_reasons(general: NumberKind) -> Mapping[int, str | None]:
    shortest, longest = min(general.lengths), max(general.lengths)

    def reason(length: int) -> str | None:
        if length in general.local_lengths:
            return "local_only"
        if length in general.lengths:
            return None
        return "too_short" if length < shortest else "too_long" if length > longest else "invalid_length"

    return {length: reason(length) for length in range(MAX_DIGITS + 1)}


@lru_cache(maxsize=512)  # about 250 regions; a document may name any text as its country
def home(region: str | None) -> Plan | None:
    """Return the plan of the region that a document names, or None if there is no such region."""
    return None if region is None or region not in directory().by_region else of_region(region)


@cache  # one entry for each region: about 250
def of_region(region: str) -> Plan:
    """Return the plan of a region."""
    return Plan(region, directory().by_region[region])


@cache  # at most one entry for each start: a thousand
def of_start(start: str) -> Plan | None:
    """Return the plan of the main region of the calling code with which an international number starts, or None."""
    code = directory().by_start.get(start)
    return None if code is None else of_code(code)


@cache  # one entry for each calling code: about 200
def of_code(code: str) -> Plan:
    """Return the plan of the main region of a calling code."""
    main = metadata.regions_by_code()[code][0]
    return Plan(main, code) if main == WORLD else of_region(main)


def _is_valid_elsewhere(code: str, number: str) -> bool:
    """Return whether a national number is one of any kind in a region with a calling code, except the main region."""
    owner = _owners(code).match(number)
    group = None if owner is None else owner.lastindex
    return any(_valid(region, code, len(number))(number) for region in _candidates(code, group))


@cache  # by calling code
def _owners(code: str) -> re.Pattern[str]:
    """Return an expression with a group for each region of a code: the leading digits that only that region has."""
    regions = [metadata.region(name, code) for name in metadata.regions_by_code()[code]]
    return _compiled("|".join(f"({region.leading_digits or _NOTHING})" for region in regions))


@cache  # by calling code and group
def _candidates(code: str, group: int | None) -> tuple[str, ...]:
    """Return the regions, except the main one, in which a number with the leading digits of a group may be valid.

    libphonenumber asks one region after the other, and the first that has leading digits of the number decides.
    """
    names = metadata.regions_by_code()[code]
    without = [name for name in names[:group] if not metadata.region(name, code).leading_digits]
    owner = [] if group is None else [names[group - 1]]
    return tuple(name for name in (*without, *owner) if name != names[0])


def _general(expression: str) -> Matches:
    """Return the test for all numbers of a region."""
    return _matches(expression) if expression else _no_number


def _no_number(_: str) -> bool:
    return False


@cache  # by region, calling code and length
def _kinds(name: str, code: str, length: int) -> Matches:
    """Return the test for the numbers of a length of any kind in a region, besides the test for all numbers of the region."""
    region = metadata.region(name, code)
    kinds = [kind.pattern for kind in region.kinds if length in (kind.lengths or (length,))]
    if not kinds or length not in (region.general.lengths or (length,)):
        return _no_number
    of_a_kind = _matches("|".join(dict.fromkeys(kinds)))
    if len(metadata.regions_by_code()[code]) == 1 or not region.leading_digits:
        return of_a_kind
    begins = _compiled(region.leading_digits).match
    return lambda number: begins(number) and of_a_kind(number)


@cache  # by region, calling code and length
def _valid(name: str, code: str, length: int) -> Matches:
    """Return the test for the numbers of a length that are of any kind in a region."""
    general, of_a_kind = _general(metadata.region(name, code).general.pattern), _kinds(name, code, length)
    return lambda number: general(number) and of_a_kind(number)
