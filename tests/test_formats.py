"""The formats, beyond what the table of single faults asks of them."""

import re
import unicodedata

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate.formats import FORMATS, email, phone, printable, time, website

ALL_CHARACTERS = [chr(codepoint) for codepoint in range(0x110000)]


def test_the_names_of_the_formats() -> None:
    """Our own schemas use the ``bs-`` names; the plain ones are for schemas that are written by hand."""
    plain = {"email": "email", "website": "url", "url": "url", "phone": "phone", "time": "time", "printable": "non_printable"}
    assert {name: format_.code for name, format_ in FORMATS.items() if not name.startswith("bs-")} == plain
    assert {name for name in FORMATS if name.startswith("bs-")} == {f"bs-{name}" for name in plain if name != "url"}


@pytest.mark.parametrize("name", sorted(FORMATS))
@given(data=st.data())
def test_what_is_accepted_fast_is_accepted(name: str, data: st.DataObject) -> None:
    """The fast-accept pattern of a format matches nothing that its check refuses."""
    pattern = FORMATS[name].fast_accept.removesuffix("$") + r"\Z"
    assert FORMATS[name].reason(data.draw(st.from_regex(pattern))) is None


@pytest.mark.parametrize("name", sorted(FORMATS))
@given(text=st.text() | st.text(alphabet="a1.@:/+-()\u00e9\u0661[]?#%", max_size=40))
def test_no_text_makes_a_format_raise(name: str, text: str) -> None:
    """Each gives a reason that is a stable word, or None."""
    reason = FORMATS[name].reason(text)
    assert reason is None or re.fullmatch("[a-z_]+", reason)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (email.reason, "a@" + "b." * 600_000 + "c"),
        (email.reason, "é" * 1_000_000),
        (website.reason, "http://" + "é" * 1_000_000),
        (phone.reason, "1" * 1_000_000),
        (phone.reason, "+" * 1_000_000),
        (time.reason, "2014-08-21T08:40:44Z" * 50_000),
    ],
)
def test_a_length_cap_comes_first(check: object, text: str) -> None:
    """A megabyte of anything is refused by its length alone."""
    assert check(text) in {"too_long", "shape"}  # type: ignore[operator]


def test_non_printable_is_what_ruby_does_not_print_of_what_is_assigned() -> None:
    """Control characters and the two separators; the other categories print, or are not to be refused on a guess."""
    for char in ALL_CHARACTERS:
        refused = unicodedata.category(char) in {"Cc", "Zl", "Zp"}
        assert (printable.position(char) == 0) is refused, hex(ord(char))


def test_blank_is_what_ruby_calls_space() -> None:
    """Unicode's White_Space property: Python's own isspace has four controls more."""
    for char in ALL_CHARACTERS:
        blank = char.isspace() and char not in "\x1c\x1d\x1e\x1f"
        assert printable.is_blank(char) is blank, hex(ord(char))
    assert printable.is_blank("")
    assert not printable.is_blank(" a ")


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_the_example_numbers_of_every_region_are_phone_numbers(region: str) -> None:
    """In every form that people write: national, international, E.164 and RFC 3966; fixed, mobile and the rest."""
    kinds = (phonenumbers.example_number_for_type(region, kind) for kind in range(11))
    examples = [number for number in (phonenumbers.example_number(region), *kinds) if number is not None]
    assert examples
    for number in examples:
        for form in range(4):
            assert phone.reason(phonenumbers.format_number(number, form)) is None


def test_a_time_has_a_day_that_the_calendar_has() -> None:
    """Every month's last day, in leap years and in others."""
    days = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
    for year, leap in ((2023, 0), (2024, 1), (1900, 0), (2000, 1), (2100, 0)):
        for month, days_of_month in days.items():
            last = days_of_month + (leap if month == 2 else 0)
            assert time.reason(f"{year}-{month:02}-{last:02}T00:00:00Z") is None
            assert time.reason(f"{year}-{month:02}-{last + 1:02}T00:00:00Z") == "no_such_date"
            assert time.reason(f"{year}-{month:02}-00T00:00:00Z") == "no_such_date"
