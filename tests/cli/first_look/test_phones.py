"""Each plain phone number that is recognised is valid for phonenumbers, and belongs to its region."""

import os
import sys
from pathlib import Path
from random import Random

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from bs_validate._check import second_opinion
from bs_validate.cli.first_look import phones
from bs_validate.formats import phone

#: The numbers that are made from those of each region; a nightly run sets more.
NUMBERS = int(os.environ.get("QUICK_PHONES", "2"))
_FORMATS = (PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.NATIONAL)


def mangled(number: str, random: Random) -> str:
    """Return a number as somebody may write it, or with a typing error."""
    at = random.randrange(len(number))
    return random.choice(
        [
            number,
            number[:-3] + f"{random.randrange(1000):03}",
            number[:at] + random.choice("0123456789 -.()+/x") + number[at:],
            number[:at] + number[at + 1 :],
            number[:at] + random.choice("0123456789") + number[at + 1 :],
            "00" + number.lstrip("+"),
            "0" + number,
            number.lstrip("+"),
            number.replace(" ", " (0)", 1),
            number.replace("+", "(+", 1).replace(" ", ") ", 1),
            number + random.choice([" x", "x", " ext. ", "#"]) + str(random.randrange(10 ** random.randrange(1, 7))),
        ]
    )


def test_a_plain_number_gets_no_warning() -> None:
    """Mangled example numbers of every region and kind are valid if they are recognised, and most valid ones are recognised."""
    random = Random(1)  # noqa: S311  # no secret
    recognised = valid = 0
    for region in sorted(phonenumbers.SUPPORTED_REGIONS) * NUMBERS:
        of_kind = phonenumbers.example_number_for_type(region, random.choice(PhoneNumberType.values()))
        example = of_kind or phonenumbers.example_number(region)
        assert example is not None
        text = mangled(phonenumbers.format_number(example, random.choice(_FORMATS)), random)
        is_valid = phone.reason(text) is None and second_opinion.phone(text, region) is None
        is_plain = phones.is_phone(text, region)
        assert is_valid or not is_plain, (text, region)
        recognised += is_plain
        valid += is_valid
    assert recognised > 0.6 * valid


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        ("+33 6 12 34 56 78", "FR", True),
        ("06 12 34 56 78", "FR", True),
        ("0033 612345678", "FR", True),
        ("+49 (0) 30 901820", "DE", True),
        ("(650) 253-0000 x12", "US", True),
        ("+39 02 3456 7890", "IT", True),
        ("+33 6 12 34 56 78", "DE", False),  # of another region
        ("+1 506-234-5678", "CA", False),  # the code belongs to the US first
        ("+33 6 12 34 56", "FR", False),
        ("+33 6 12 34 56 7٨", "FR", False),
        ("06 12 34 56 78", None, False),
        ("06 12 34 56 78", "XX", False),
        ("06 12 34 56 78", "fr", False),
        ("06 12 34 56 78", "../FR", False),
        ("+", "FR", False),
        ("", "FR", False),
    ],
)
def test_a_number_is_recognised_in_its_region(text: str, region: str | None, *, expected: bool) -> None:
    """The number may be national or international, with an extension or a trunk zero."""
    assert phones.is_phone(text, region) is expected


def test_without_the_library_no_number_is_recognised(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No number is recognised either if the data files do not name the code of the region."""
    phones._metadata.cache_clear()  # noqa: SLF001  # forget the data that was read before
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert not phones.is_phone("06 12 34 56 78", "FR")
    phones._metadata.cache_clear()  # noqa: SLF001  # forget the files that were not found


@pytest.mark.parametrize(("leading", "expected"), [(None, True), ("6", True), ("7", False)])
def test_a_number_that_begins_like_those_of_another_region_is_left_to_the_library(
    leading: str | None, monkeypatch: pytest.MonkeyPatch, *, expected: bool
) -> None:
    """The first digits may distinguish regions that share a calling code."""
    line = {"national_number_pattern": "[67][0-9]{8}", "possible_length": (9,)}
    known = {"country_code": 33, "general_desc": line, "mobile": line, "leading_digits": leading}
    monkeypatch.setattr(phones, "_metadata", lambda _: known)
    assert phones.is_phone("+33 6 12 34 56 78", "FR") is expected
