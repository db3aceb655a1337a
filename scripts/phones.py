"""Compare the tables for phone numbers with phonenumbers, on numbers of every region in every writing.

Prints how many of them the tables covered, how many of the numbers that Faker draws in all its locales, and how long a verdict
takes beside phonenumbers. The exit status is 1 if a verdict differs from that of phonenumbers, or if the tables cover less than
99 of 100 numbers of Faker.

    python scripts/phones.py --numbers 2000000 --seed 1
"""

import argparse
import itertools
import random
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import phonenumbers

from bs_validate._check.phones import library
from bs_validate._check.phones.verdict import UNCOVERED, verdict
from bs_validate.formats.phone import MAX_LENGTH
from fuzzing.numbers import Numbered, all_written, numbers

#: The share of Faker's numbers that the tables must cover. Many of the other numbers are in notations that nobody uses.
LEAST_OF_FAKER = 0.99
#: The greatest number of disagreements that are shown.
SHOWN = 20
#: The numbers of each locale of Faker.
OF_LOCALE = 100


def disagreements(found: Iterable[Numbered], covered: Counter[bool]) -> Iterable[str]:
    """Yield a line for each number on which the tables and phonenumbers disagree, and count the covered numbers."""
    for text, region in found:
        if len(text) > MAX_LENGTH:
            continue
        said = verdict(text, region)
        covered[said is not UNCOVERED] += 1
        if said is not UNCOVERED and said != (right := library.reason(text, region)):
            yield f"{text!a} in {region}: the tables say {said}, phonenumbers says {right}"


def of_faker(seed: int) -> Sequence[Numbered]:
    """Return numbers of all locales of Faker, each with the country of its locale."""
    from faker import Faker  # a second and more
    from faker.config import AVAILABLE_LOCALES

    drawn: list[Numbered] = []
    for locale in sorted(AVAILABLE_LOCALES):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # a locale has a newer name; both are drawn from
            fake = Faker(locale, providers=["faker.providers.address", "faker.providers.phone_number"])
        fake.seed_instance(seed)
        number = fake.phone_number if hasattr(fake, "phone_number") else fake.mobile_number  # the Philippines have no other
        drawn += [(number(), fake.current_country_code()) for _ in range(OF_LOCALE)]
    return drawn


def seconds(ask: Callable[[str, str | None], object], found: Sequence[Numbered]) -> float:
    """Return the least processor time of three rounds over all numbers."""
    times = []
    for _ in range(3):
        start = time.process_time()
        for text, region in found:
            ask(text, region)
        times.append(time.process_time() - start)
    return min(times)


def parse_and_ask(text: str, region: str | None) -> None:
    """Parse and check each number as a program without the tables does."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return
    phonenumbers.is_possible_number_with_reason(number)
    phonenumbers.is_valid_number(number)


def main(argv: list[str] | None = None) -> int:
    """Compare, and print the result."""
    parser = argparse.ArgumentParser(description="Compare the tables for phone numbers with phonenumbers.")
    parser.add_argument("--numbers", type=int, default=2_000_000, help="how many numbers (default: 2000000)")
    parser.add_argument("--seed", type=int, default=1, help="where to start (default: 1)")
    arguments = parser.parse_args(argv)
    faked = of_faker(arguments.seed)
    table, asked = seconds(verdict, faked), seconds(parse_and_ask, faked)
    if hasattr(phonenumbers, "enable_pattern_cache"):  # otherwise the numbers of all regions compile expressions again and again
        phonenumbers.enable_pattern_cache()
    of_faked: Counter[bool] = Counter()
    wrong = list(disagreements(faked, of_faked))
    covered: Counter[bool] = Counter()
    drawn = itertools.islice(numbers(random.Random(arguments.seed)), arguments.numbers)  # noqa: S311  # no secret
    wrong += disagreements(drawn, covered)
    print("\n".join(wrong[:SHOWN]), file=sys.stderr)
    print(f"{len(faked)} numbers of Faker in all locales: {share(of_faked):.2%} covered by the tables")
    print(f"a verdict takes {table / len(faked) * 1e6:.2f} µs, {table / asked:.3f} of parsing, possible and valid")
    print(f"{covered.total()} numbers, of {all_written()} different examples: {share(covered):.1%} covered")
    print(f"{len(wrong)} disagreements")
    return 1 if wrong or share(of_faked) < LEAST_OF_FAKER else 0


def share(covered: Counter[bool]) -> float:
    """Return the share of covered numbers."""
    return covered[True] / covered.total()


if __name__ == "__main__":
    raise SystemExit(main())
