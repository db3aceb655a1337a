"""Make distinct contacts of every locale of Faker, for the scripts that measure.

Names, addresses and most contact data are as Faker draws them. It writes all email addresses in ASCII, never puts two numbers or
a word into a phone field, and draws websites without a path, so ``writings`` replaces a documented share of those. A contact that
the rules refuse would not be a valid contact: if Faker or a writing gives such a text, it is drawn again.
"""

import json
import random
import re
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any

from faker import Faker
from faker.config import AVAILABLE_LOCALES

import writings
from bs_validate import choices

#: The number of contacts drawn from Faker, which takes about 1 ms for each. Later ones have other digits in their numbers
#: and addresses.
DRAWN = 3_000
#: One in this many contacts of a mixed stream has faults.
MIXED = 10


def contacts(count: int) -> Iterator[dict[str, Any]]:
    """Yield valid contacts as bare resources, each with three phones, an email address and a website.

    They come from all locales in turn, in an order that does not depend on ``count``. Most have a doubtful number.
    """
    chance = _chance(0)
    for number in range(count):
        contact = _drawn(number % DRAWN)
        yield contact if number < DRAWN else _with_other_digits(contact, number, chance)


def mixed(count: int) -> Iterator[dict[str, Any]]:
    """Yield contacts of which one in ten has one, three or five faults, in turn."""
    kinds = (with_one_fault, with_three_faults, with_five_faults)
    for number, contact in enumerate(contacts(count)):
        turn, rest = divmod(number, MIXED)
        yield contact if rest < MIXED - 1 else kinds[turn % len(kinds)](contact)


def with_one_fault(contact: dict[str, Any]) -> dict[str, Any]:
    """Return a contact with a fault that only a format finds."""
    return {**contact, "email": "x"}


def with_three_faults(contact: dict[str, Any]) -> dict[str, Any]:
    """Return a contact with three faults, one of which only a format finds."""
    return {**contact, "email": "x", "zip": None, "country_code": "UK"}


def with_five_faults(contact: dict[str, Any]) -> dict[str, Any]:
    """Return a contact with five faults that keywords find, so that a validator without formats finds as many."""
    return {**contact, "firstname": " ", "zip": "1" * 20, "country_code": "UK", "city": None, "first_name": "a"}


def document(contact: dict[str, Any]) -> dict[str, Any]:
    """Return the document of a contact."""
    return {"contacts": [contact]}


def line(contact: dict[str, Any]) -> str:
    """Return the document of a contact as a line of JSON."""
    return json.dumps(document(contact), ensure_ascii=False) + "\n"


@cache
def _drawn(number: int) -> dict[str, Any]:
    chance = _chance(number)
    locale = _locales()[number % len(_locales())]
    fake = _faker(locale)
    fake.seed_instance(chance.getrandbits(64))
    owner = writings.Owner(fake.first_name(), fake.last_name(), fake.current_country_code())
    draw_phone = fake.phone_number if hasattr(fake, "phone_number") else fake.mobile_number  # the Philippines have no other
    language = locale.partition("_")[0]
    return {
        "address1": _one_line(fake.street_address()),
        "address2": _one_line(fake.secondary_address()) if hasattr(fake, "secondary_address") else None,
        "city": fake.city(),
        "country_code": owner.country,
        "email": writings.email(fake.email, owner, chance),
        "firstname": owner.first,
        "gender": chance.choice(["male", "female", None]),
        "lastname": owner.last,
        "phones": [{"label": label, "number": writings.phone(draw_phone, owner, chance)} for label in ("phone", "mobile", "fax")],
        "private_notes": fake.sentence(),
        "spoken_languages": sorted({"en", language} & _spoken()),
        "state": fake.administrative_unit() if hasattr(fake, "administrative_unit") else None,
        "website": writings.website(fake.url, owner, chance),
        "zip": fake.postcode(),
    }


def _chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  # no secret


@cache
def _locales() -> tuple[str, ...]:
    """Return the locales in an order that separates neighbours of the alphabet."""
    return tuple(_chance(0).sample(sorted(AVAILABLE_LOCALES), len(AVAILABLE_LOCALES)))


@cache
def _spoken() -> frozenset[str]:
    return frozenset(code for code, _ in choices("spoken_languages"))


@cache
def _faker(locale: str) -> Faker:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a locale has a newer name; both are drawn from
        return Faker(locale, use_weighting=False)  # weighing names takes longer than all else


def _one_line(address: str) -> str:
    return ", ".join(address.splitlines())


def _with_other_digits(contact: dict[str, Any], number: int, chance: random.Random) -> dict[str, Any]:
    """Return a contact with other last digits in its phone numbers, and with a number in its email and web addresses."""
    return {
        **contact,
        "email": f"{number}.{contact['email']}",
        "phones": [{**phone, "number": _with_other_end(phone["number"], chance)} for phone in contact["phones"]],
        "website": _HOST.sub(rf"\g<0>{number}-", contact["website"], count=1),
    }


_HOST = re.compile(r"//(?:www\.)?", re.IGNORECASE)
_LAST_DIGITS = re.compile(r"\d(?=(?:\D*\d){0,3}\D*\Z)")


def _with_other_end(number: str, chance: random.Random) -> str:
    """Return a phone number with other digits, of the same script, in place of its last four."""
    return _LAST_DIGITS.sub(lambda digit: chr(ord(digit[0]) - int(digit[0]) + chance.randrange(10)), number)
