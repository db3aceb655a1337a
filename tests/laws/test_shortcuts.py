"""A shortcut accepts a text only if the full check accepts it too.

Shortcuts are the patterns that the engines try before a format, the patterns that a format tries first, and the quick answers of
the second opinion. The texts are made from those patterns, with a liking for their bounds, and then changed a little.
"""

import random
from collections.abc import Mapping
from typing import Any

import phonenumbers
import pytest
import validators
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Report, Validator
from bs_validate._check import plain_texts, second_opinion
from bs_validate.formats import FORMATS, email, phone, printable, time, website
from support.drawn import chances, patterns
from support.profiles import examples

RUST = Validator(engine="rust")
REFERENCE = Validator(engine="reference")
#: Every pattern in a module where a shortcut may be, and those that the engines try first.
PATTERNS: Mapping[str, str] = {
    **{
        name: pattern.pattern
        for name, pattern in patterns.in_modules(email, phone, printable, time, website, plain_texts, second_opinion).items()
    },
    **{one.__name__: one().pattern for one in (plain_texts.international_email, plain_texts.international_url)},
    **{f"fast accept of {name}": format_.fast_accept for name, format_ in FORMATS.items()},
}


@st.composite
def near_patterns(draw: st.DrawFn) -> str:
    """Draw a text that one of the patterns matches, with up to two characters changed."""
    chance: random.Random = draw(chances)
    return patterns.near(chance, patterns.matching(chance, PATTERNS[chance.choice(list(PATTERNS))]))


@examples(60)
@given(near_patterns())
def test_a_fast_pattern_accepts_only_texts_that_its_format_accepts(text: str) -> None:
    """No format refuses a text that its pattern for the engines accepts."""
    for name, format_ in FORMATS.items():
        if patterns.accepted_fast(format_, text):
            assert format_.reason(text) is None, name


@examples(60)
@given(near_patterns())
def test_a_phone_number_that_phonenumbers_parses_is_accepted(text: str) -> None:
    """The format refuses no text that phonenumbers can parse."""
    assert FORMATS["phone"].reason(text) is None or _is_refused("phone", text)


def _content(report: Report) -> list[Any]:
    return [(error.code, error.location, dict(error.params), error.schema_location) for error in report.errors]


@pytest.mark.parametrize("field", ["email", "website", "phones.0.number", "zip", "address1"])
@examples(25)
@given(text=near_patterns())
def test_the_engines_agree_about_a_text(field: str, text: str) -> None:
    """The fast engine tries patterns first, and the reference engine does not."""
    fast, reference = (engine.validate_field(text, "contact.create", field) for engine in (RUST, REFERENCE))
    assert _content(fast) == _content(reference)


@pytest.mark.parametrize("code", list(second_opinion.DOUBTS))
@examples(25)
@given(text=near_patterns(), region=st.sampled_from([None, "FR", "US", "GB", "IT", "AQ", "nonsense"]))
def test_a_text_without_a_warning_is_accepted_by_the_library(code: str, text: str, region: str | None) -> None:
    """The format accepts the text, and the second opinion gives no warning about it."""
    _, doubt = second_opinion.DOUBTS[code]
    assert _is_refused(code, text) or doubt(text, region) is not None or _is_accepted_by_library(code, text, region)


def _is_refused(code: str, text: str) -> bool:
    """Return whether a format refuses a text; for a phone number, whether phonenumbers does."""
    if FORMATS[code].code != "phone":
        return FORMATS[code].reason(text) is not None
    refusal = phonenumbers.NumberParseException
    if len(text) > phone.MAX_LENGTH:
        return True
    try:
        phonenumbers.parse(text, None)
    except refusal as error:
        if error.error_type in (refusal.NOT_A_NUMBER, refusal.TOO_SHORT_NSN, refusal.TOO_LONG):
            return True
        return FORMATS["phone"].reason(text) == "too_long"
    return False


def _is_accepted_by_library(code: str, text: str, region: str | None) -> bool:
    """Return whether the library behind a second opinion accepts a text."""
    if code == "email":
        return bool(validators.email(text))
    if code == "url":
        return bool(validators.url(second_opinion.usual_url(text)))
    known = region if region in phonenumbers.SUPPORTED_REGIONS else None
    number = phonenumbers.parse(text, known)
    own = phonenumbers.country_code_for_region(known) if known else 0
    has_no_region = phonenumbers.region_code_for_number(number) in {None, "001"}
    return phonenumbers.is_valid_number(number) and (own in (0, number.country_code) or has_no_region)
