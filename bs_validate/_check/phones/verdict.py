"""Find the reason for which libphonenumber doubts a phone number, without its parser."""

from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Final, Literal

from bs_validate._check.phones import plans
from bs_validate._check.phones.metadata import WORLD
from bs_validate._check.phones.plans import CODE_DIGITS, Plan
from bs_validate._check.phones.reading import plain

#: The digits of the shortest national number that libphonenumber reads.
MIN_DIGITS: Final = 2


class Uncovered(Enum):
    """The answer for a text that has to be left to libphonenumber."""

    UNCOVERED = "uncovered"


UNCOVERED: Final = Uncovered.UNCOVERED
Verdict = str | Literal[Uncovered.UNCOVERED] | None


def verdict(value: str, region: str | None) -> Verdict:
    """Return the reason of a doubt about a phone number in a region, None where there is none, or ``UNCOVERED``.

    The number has at most 250 characters, which is all that libphonenumber looks at.
    """
    number = plain(value)
    if number is not None:
        return _reason(number, region)
    among_words, has_letters = _of_words()
    number = among_words(value)
    if number is None:
        return UNCOVERED
    reason = _reason(number, region) if number else "invalid_number"
    return "letters" if reason in (None, "other_region") and has_letters(value) else reason


@cache
def _of_words() -> tuple[Callable[[str], str | None], Callable[[str], bool]]:
    """Import the reading of words, which few numbers need; an import in ``verdict`` would take its time for each of them."""
    from bs_validate._check.phones.words import among_words, has_letters

    return among_words, has_letters


def _reason(number: str, region: str | None) -> str | None:
    """Return the reason of a doubt about a number of digits, with a plus or without."""
    home = plans.home(region)
    has_plus = number[0] == "+"
    digits = number[1:] if has_plus else number
    if has_plus:
        plan = plans.of_start(digits[:CODE_DIGITS])
        if plan is not None:
            return _abroad(plan, digits, home)
    if home is None:
        return "invalid_country_code"
    called = home.without_international_prefix(digits)
    if called is not None:
        if len(called) <= MIN_DIGITS:
            return "too_short"
        plan = plans.of_start(called[:CODE_DIGITS])
        return "invalid_country_code" if plan is None else _abroad(plan, called, home)
    main = plans.of_code(home.code)
    own = home.without_own_code(digits)
    if own is not None:
        return main.doubt(main.national_number(own))
    # A plus before an unknown code was ignored until here.
    return "invalid_country_code" if has_plus else main.doubt(home.national_number(digits))


def _abroad(plan: Plan, digits: str, home: Plan | None) -> str | None:
    """Return the reason of a doubt about the digits of an international number with the calling code of a plan."""
    reason = plan.doubt(plan.national_number(digits[len(plan.code) :]))
    if reason is not None or home is None or home.code == plan.code or plan.name == WORLD:
        return reason
    return "other_region"
