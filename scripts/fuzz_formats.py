"""Draw texts that the fast patterns of the formats accept, and verify that the full check of the format accepts each of them.

The first texts are drawn from the patterns, with a liking for their bounds, and from contacts of every locale. The others come
from those by small changes, again and again. Prints how many texts of each format were tried, and exits with 1 if a check refuses
one.

    python scripts/fuzz_formats.py --texts 1000000 --seed 1
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import islice

from bs_validate.formats import FORMATS
from contacts import contacts
from fuzzing import patterns

#: The numbers of contacts that give the first texts, and of texts that are drawn from the pattern.
CONTACTS, DRAWN = 200, 2_000
KINDS = ("bs-phone", "bs-email", "bs-website")
#: Characters with a meaning in one of the formats, in addition to those of the first texts.
SIGNS = '+#*/;=,.:@x0123456789()[]<>%\\"?-_~ \t\n\u00a0\u0661\uff0b\u2100\u3000'


def accepted(name: str, chance: random.Random) -> Iterator[str]:
    """Yield texts that the fast pattern of a format accepts, without end."""
    format_ = FORMATS[name]
    found = [text for text in _first(name, chance) if patterns.accepted_fast(format_, text)]
    yield from found
    signs = sorted({*SIGNS, *"".join(found)})
    while True:
        at = chance.randrange(len(found))
        text = _changed(found[at], chance.choice(found), signs, chance)
        if patterns.accepted_fast(format_, text):
            found[at] = text
            yield text


def _first(name: str, chance: random.Random) -> Iterator[str]:
    for contact in contacts(CONTACTS):
        if name == "bs-phone":
            yield from (phone["number"] for phone in contact["phones"])
        else:
            yield contact[name.removeprefix("bs-")]
    short = FORMATS[name].fast_accept  # each repetition without a bound would be drawn up to 40 times
    for sign, few in (("]*", "]{0,3}"), ("]+", "]{1,9}"), (")+", "){1,3}")):
        short = short.replace(sign, few)
    for _ in range(DRAWN):
        yield patterns.matching(chance, short)


def _changed(text: str, other: str, signs: Sequence[str], chance: random.Random) -> str:
    """Return a text with a character inserted, replaced or removed, or with the end of another text."""
    at = chance.randrange(len(text) + 1)
    if chance.random() < 0.05:
        return text[:at] + other[chance.randrange(len(other) + 1) :]
    return text[:at] + chance.choice((chance.choice(signs), "")) + text[at + chance.randrange(2) :]


def refused(name: str, count: int, seed: int) -> list[str]:
    """Try this many texts that the fast pattern of a format accepts, and return those that its check refuses."""
    texts = accepted(name, random.Random(f"{seed} {name}"))  # noqa: S311  # no secret
    return [text for text in islice(texts, count) if FORMATS[name].reason(text) is not None]


def main(argv: list[str] | None = None) -> int:
    """Try the formats, and print the numbers of tried and refused texts."""
    parser = argparse.ArgumentParser(description="See that what the fast patterns accept is accepted.")
    parser.add_argument("--texts", type=int, default=10_000, help="how many texts of each format to try (default: 10000)")
    parser.add_argument("--seed", type=int, default=1, help="where to start (default: 1)")
    arguments = parser.parse_args(argv)
    failed = False
    for name in KINDS:
        wrong = refused(name, arguments.texts, arguments.seed)
        failed = failed or bool(wrong)
        print(f"{name}: {arguments.texts:,} texts accepted by the pattern; the check refuses {len(wrong):,} of them")
        for text in wrong[:5]:
            print(f"  {text!a}: {FORMATS[name].reason(text)}", file=sys.stderr)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
