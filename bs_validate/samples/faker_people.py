"""Make up people with Faker, which has many more names and streets than ``people.json``.

City, state and postal code still come from that file, because Faker draws them independently of each other.
"""

from collections.abc import Callable, Mapping
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from bs_validate.samples.people import Person, people, person

if TYPE_CHECKING:
    from faker import Faker

#: The countries whose locale in Faker does not follow from the first language of ``people.json``.
_LOCALES: Mapping[str, str] = {"NO": "no_NO", "RS": "", "CA": "en_CA", "BE": "nl_BE"}


def faker_person() -> Callable[[Random], Person]:
    """Return a function that makes up people of the same countries as ``person``.

    Raises ``ModuleNotFoundError`` if Faker is not installed.
    """
    from faker import Faker
    from faker.config import AVAILABLE_LOCALES

    @cache
    def generator(country: str) -> "Faker | None":
        locale = _LOCALES.get(country, f"{people()[country]['languages'][0]}_{country}")
        return Faker(locale, use_weighting=False) if locale in AVAILABLE_LOCALES else None

    def made_up(random: Random) -> Person:
        who = person(random)
        fake = generator(who.country)
        if fake is None:
            return who
        fake.seed_instance(random.getrandbits(64))
        return who._replace(
            first=fake.first_name_female() if who.gender == "female" else fake.first_name_male(),
            last=fake.last_name_female() if who.gender == "female" else fake.last_name_male(),
            street=fake.street_address().replace("\n", ", "),
        )

    return made_up
