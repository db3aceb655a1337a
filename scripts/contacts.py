"""Distinct contacts for the scripts that measure: no two are the same, so that nothing can be remembered by value."""

import json
import random
from collections.abc import Iterator
from typing import Any


def contacts(count: int, *, undoubted: bool = False) -> Iterator[dict[str, Any]]:
    """Go through valid contacts, each with three phones, an email address and a website; bare resources.

    Some phone numbers are doubtful, unless the contacts are to be ``undoubted``: those of France alone, with numbers in use.
    """
    chance = random.Random(1)  # noqa: S311  # no secret
    for number in range(count):
        digits = f"{chance.randrange(10**9):09}"
        if undoubted:
            digits = f"1{digits[1:]}"
        contact = {
            "address1": f"{number} {chance.choice(['Nilsa Crossroad', 'Straße des 17. Juni', 'Rue de la Paix'])}",
            "address2": chance.choice([None, f"floor {number}"]),
            "city": chance.choice(["New Margarettafurt", "Łódź", "Besançon"]),
            "country_code": chance.choice(["US", "PL", "FR", "DE"]),
            "email": f"some.{number}@mail{chance.randrange(1000)}.com",
            "firstname": f"First{number}",
            "gender": chance.choice(["male", "female", None]),
            "lastname": f"Last{number}",
            "phones": [
                {"label": label, "number": f"+33 6 {digits[:2]} {digits[2 + at : 4 + at]} {digits[5:]}"}
                for at, label in enumerate(("phone", "mobile", "fax"))
            ],
            "private_notes": f"Lorem {number}",
            "spoken_languages": ["en", "fr"],
            "state": "Nevada",
            "website": f"http://example{number}.com",
            "zip": digits[:5],
        }
        yield {**contact, "country_code": "FR"} if undoubted else contact


def with_one_fault(contact: dict[str, Any]) -> dict[str, Any]:
    """Return a contact with a fault that no keyword finds but a format."""
    return {**contact, "email": "x"}


def with_three_faults(contact: dict[str, Any]) -> dict[str, Any]:
    """Return a contact with three faults, one of them of a format."""
    return {**contact, "email": "x", "zip": None, "country_code": "UK"}


def with_five_faults(contact: dict[str, Any]) -> dict[str, Any]:
    """Return a contact with five faults that keywords find, so that it has five of them without formats too."""
    return {**contact, "firstname": " ", "zip": "1" * 20, "country_code": "UK", "city": None, "first_name": "a"}


def document(contact: dict[str, Any]) -> dict[str, Any]:
    """Return a contact in its document."""
    return {"contacts": [contact]}


def line(contact: dict[str, Any]) -> str:
    """Return a contact as a line of JSON, in its document."""
    return json.dumps(document(contact), ensure_ascii=False) + "\n"
