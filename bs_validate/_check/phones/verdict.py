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
    home_code = plans.directory().by_region.get(region)
    plan = plans.of_start(number[1 : CODE_DIGITS + 1]) if number[0] == "+" else None
    if plan is not None:
        digits = plan.national_number(number[len(plan.code) + 1 :])
    elif home_code is None or region is None:
        return "invalid_country_code"
    else:
        dialled = _dialled(number, plans.of_region(region))
        if isinstance(dialled, str):
            return dialled
        plan, digits = dialled
    reason = plan.length_reasons.get(len(digits), "too_long")
    if reason is not None:
        return reason
    if not plan.is_valid(digits):
        return "invalid_number"
    return None if home_code is None or home_code == plan.code or plan.name == WORLD else "other_region"


def _dialled(number: str, home: Plan) -> tuple[Plan, str] | str:
    """Return the plan and the national number that a call from a region reaches, or the reason why it reaches none.

    A plus is ignored here: it was followed by an unknown code.
    """
    digits = number.removeprefix("+")
    called = home.without_international_prefix(digits)
    if called is not None:
        if len(called) <= MIN_DIGITS:
            return "too_short"
        plan = plans.of_start(called[:CODE_DIGITS])
        return "invalid_country_code" if plan is None else (plan, plan.national_number(called[len(plan.code) :]))
    own = home.without_own_code(digits)
    main = plans.of_code(home.code)
    if own is not None:
        return main, main.national_number(own)
    return "invalid_country_code" if number[0] == "+" else (main, home.national_number(digits))
