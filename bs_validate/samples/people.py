"""Make up people, each with a name, an address, phone numbers and languages of one country.

``people.json`` has common names, streets and cities of each country, and postal codes with ``#`` for any digit. Email addresses
and websites are at domains that are reserved for examples (RFC 2606).
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any, NamedTuple

JSON = Any

_DOMAINS = ("example.com", "example.org", "example.net")
_NOTES = (
    "Arrives late, after 22:00.",
    "Has a key of the garage.",
    "Prefers email to calls.",
    "Speaks for the owners' association.",
    "Holds the spare keys.",
    "On holiday in August.",
    "Please call before noon.",
)
_SECOND_LINES = ("2nd floor", "Building B", "Flat 12", "c/o Reception", "Apartment 4")
_LABELS = ("mobile", "phone", "fax")
#: How often to vary a phone number before its example number is taken: about half of the variants are valid.
_TRIES = 20


class Person(NamedTuple):
    """A made-up person who lives in a country, by its ISO 3166-1 code."""

    country: str
    gender: str
    first: str
    last: str
    street: str
    city: str
    state: str
    zip: str
    languages: tuple[str, ...]
    phones: tuple[tuple[str, str], ...]


def person(random: Random) -> Person:
    """Make up a person of one of the countries of ``people.json``."""
    countries = people()
    country = random.choice(sorted(countries))
    found = countries[country]
    gender = random.choice(("female", "male"))
    family = found.get("family_female", found["family"]) if gender == "female" else found["family"]
    city, state, code = random.choice(found["cities"])
    # The valid numbers depend on the version of libphonenumber. The rest of a person must not.
    chance = Random(random.getrandbits(64))  # noqa: S311  # examples are not secrets
    street = found["line"].format(street=random.choice(found["streets"]), number=random.randint(1, 180))
    return Person(
        country,
        gender,
        random.choice(found[gender]),
        random.choice(family),
        street,
        city,
        state,
        re.sub("#", lambda _: str(random.randint(1, 9)), code),
        tuple(found["languages"][: random.randint(1, len(found["languages"]))]),
        tuple((label, phone_number(country, label, chance)) for label in _LABELS[: random.randint(1, 2)]),
    )


@cache
def people() -> Mapping[str, Mapping[str, Any]]:
    """Return the names and addresses of each country by its code."""
    from importlib.resources import files

    found: Mapping[str, Mapping[str, Any]] = json.loads(files("bs_validate.samples").joinpath("people.json").read_bytes())
    return found


def phone_number(country: str, label: str, random: Random) -> str:
    """Return a valid phone number of a country: the example number of libphonenumber with other last digits."""
    import phonenumbers
    from phonenumbers import PhoneNumberFormat, PhoneNumberType

    kind = PhoneNumberType.MOBILE if label == "mobile" else PhoneNumberType.FIXED_LINE
    example = phonenumbers.example_number_for_type(country, kind) or phonenumbers.example_number(country)
    if example is None:
        raise LookupError(f"libphonenumber has no example number of {country}")
    start, zeros = (example.national_number or 0) // 10_000 * 10_000, bool(example.italian_leading_zero)
    varied = (
        phonenumbers.PhoneNumber(example.country_code, start + random.randint(0, 9999), italian_leading_zero=zeros)
        for _ in range(_TRIES)
    )
    number = next((one for one in varied if phonenumbers.is_valid_number_for_region(one, country)), example)
    return phonenumbers.format_number(number, random.choice((PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164)))


def facts(who: Person, random: Random, *, complete: bool) -> dict[str, JSON]:
    """Return the facts about a person by field. With ``complete``, no field is left empty."""

    def maybe(value: JSON) -> JSON:
        return value if complete or random.random() < 0.5 else None

    name = _plain(f"{who.first}.{who.last}") or "guest"
    created = _time(random, 2021, 2023)
    identifier = random.randint(1000, 9_999_999)
    return {
        "firstname": who.first,
        "lastname": who.last,
        "fullname": f"{who.first} {who.last}",
        "gender": who.gender,
        "email": f"{name}{random.randint(1, 9999)}@{random.choice(_DOMAINS)}",
        "website": maybe(f"https://{_plain(who.last) or 'home'}{random.randint(1, 99)}.example.com/"),
        "address1": who.street,
        "address2": maybe(random.choice(_SECOND_LINES)),
        "city": who.city,
        "state": who.state,
        "zip": who.zip,
        "country_code": who.country,
        "private_notes": maybe(random.choice(_NOTES)),
        "spoken_languages": list(who.languages),
        "phones": [{"label": label, "number": number} for label, number in who.phones],
        "id": identifier,
        "user_id": random.randint(1, 99_999),
        "source_id": maybe(random.randint(1, 9999)),
        "created_at": created,
        "updated_at": _time(random, 2024, 2025),
        "canceled_at": None,
        "forget_me_at": None,
        "processing_restricted_at": None,
    }


def _plain(name: str) -> str:
    """Return a name in the letters that are usual in email addresses and hosts, or "" if none of its letters is."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("ł", "l").replace("đ", "d"))
    return re.sub("[^a-z.]", "", letters).strip(".")


def _time(random: Random, first: int, last: int) -> str:
    year, month, day = random.randint(first, last), random.randint(1, 12), random.randint(1, 28)
    return f"{year}-{month:02}-{day:02}T{random.randint(0, 23):02}:{random.randint(0, 59):02}:{random.randint(0, 59):02}Z"
