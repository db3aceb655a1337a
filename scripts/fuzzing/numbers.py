"""Draw phone numbers of every region in every notation, for the comparison of the tables with phonenumbers."""

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberFormat

from bs_validate._check.phones import metadata
from bs_validate._check.phones.metadata import WORLD

#: Regions that phonenumbers does not know, and no region.
UNKNOWN_REGIONS = (None, "", "UK", "ZZ", "fr", "001", "XX")
_REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
_KINDS = (
    *("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan", "voicemail"),
    *("no_international_dialling", "general_desc"),
)
_CARRIERS = ("12", "015", "31", "90", "99", "1521")
_SIGNS = " -./()[]{}x#~,;:+*_&'\"\u00a0\u00ad\u200b\u2010\u2011\u2013\u202f\u2060\u3000\u30fc\uff0b\uff08\uff0d\uff5e\t\n\\"
_LETTERS = "abnotxXéдоб電"
_DIGITS = "0123456789\u0665\u06f5\u096b\u09eb\u0e55\uff15\u00b2\U0001d7d9"


class Example(NamedTuple):
    """A national number that the metadata has as an example, its region (or None) and its calling code."""

    region: str | None
    code: int
    national: str

    @property
    def parsed(self) -> phonenumbers.PhoneNumber:
        """Return the number as phonenumbers parses it."""
        return phonenumbers.parse(f"+{self.code}{self.national}")


Writing = Callable[[Example, random.Random], str]
Numbered = tuple[str, str | None]


@cache
def examples() -> Sequence[Example]:
    """Return all examples of all regions and calling codes."""
    found = []
    for code, regions in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()):
        for region in regions:
            described = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
            kinds = [getattr(described, kind) for kind in _KINDS]
            numbers = dict.fromkeys(kind.example_number for kind in kinds if kind is not None and kind.example_number)
            found += [Example(None if region == WORLD else region, code, number) for number in numbers]
    return tuple(found)


def _international(example: Example, _: random.Random) -> str:
    return phonenumbers.format_number(example.parsed, PhoneNumberFormat.INTERNATIONAL)


def _e164(example: Example, _: random.Random) -> str:
    return f"+{example.code}{example.national}"


def _national(example: Example, _: random.Random) -> str:
    return phonenumbers.format_number(example.parsed, PhoneNumberFormat.NATIONAL)


def _national_digits(example: Example, _: random.Random) -> str:
    return example.national


def _from_abroad(example: Example, chance: random.Random) -> str:
    return phonenumbers.format_out_of_country_calling_number(example.parsed, chance.choice(_REGIONS))


def _with_carrier(example: Example, chance: random.Random) -> str:
    return phonenumbers.format_national_number_with_carrier_code(example.parsed, chance.choice(_CARRIERS))


def _rfc3966(example: Example, _: random.Random) -> str:
    return phonenumbers.format_number(example.parsed, PhoneNumberFormat.RFC3966)


def _written(template: str, write: Writing = _e164) -> Writing:
    return lambda example, chance: template.format(write(example, chance))


def _joined(template: str) -> Writing:
    return lambda example, _: template.format(code=example.code, number=example.national)


def _spread(example: Example, chance: random.Random) -> str:
    """Return a number with separators at random places."""
    text = chance.choice((_e164, _international, _national))(example, chance)
    return "".join(digit + chance.choice(("", "", " ", "-", ".", "/", " (", ") ", "\u2011", "\u00a0")) for digit in text)


def _in_another_script(example: Example, chance: random.Random) -> str:
    zero = ord(chance.choice("\u0660\u06f0\u0966\u09e6\u0e50\uff10\u0f20"))
    text = chance.choice((_e164, _international, _national))(example, chance)
    return "".join(chr(zero + int(sign)) if "0" <= sign <= "9" else sign for sign in text)


_EXTENSIONS = (
    *("{}x12", "{} x 12", "{} X1234567", "{} x12345678", "{}x1234567890", "{} ext. 12", "{} ext12", "{} EXT 12", "{} extn. 12"),
    *(
        "{} extn 12",
        "{} Ext: 12",
        "{}, ext. 12",
        "{} extension 12",
        "{} extensión 12",
        "{} xtn 12",
        "{}#12",
        "{} # 12",
        "{} - 12#",
    ),
    *(
        "{} 123#",
        "{};ext=12",
        "{} ;ext=123456789012345",
        "{},12",
        "{},,12#",
        "{};12",
        "{} ,, 1234567890",
        "{} int 12",
        "{} anexo 12",
    ),
    *(
        "{} доб. 12",
        "{}~12",
        "{} ｅｘｔ 12",
        "{} x-12",
        "{} x. 12",
        "{} ext.: 12",
        "{} x12 x34",
        "{} x12/x34",
        "{} / x12",
        "{}\\x12",
    ),
    *("{} ext 1 2", "{} x12 ", "{} x12.", "{} x٣", "{}\u00a0x\u00a012"),
)
_WORDS = (
    *("Tel. {}", "Tel.: {}", "tel:{}", "T/F: {}", "Tél. : {}", "тел. {}", "電話 {}", "☎ {}", "({})", "x{}", "ext 1 {}", "1. {}"),
    *("{} (home)", "{} (office)", "{} fax", "{} Fax.", "{} WhatsApp", "{} after 6 pm", "{} (дом.)", "{} a", "{} ab", "{} ABC"),
    *(
        "{} or 555",
        "{} mint",
        "{} int",
        "{} / x",
        "\t{}",
        "\u202a{}\u202c",
        "{}\u200b",
        "{}\n",
        "{};isub=12",
        "{};phone-context=+33",
    ),
    *(
        "12;phone-context=+33{}",
        "{0} / {0}",
        "{0}, {0}",
        "{0} or {0}",
        "{0}; {0}",
        "{0}\n{0}",
        "{} 'home'",
        "{}_",
        "{}ｘ",
        "{}ー",
    ),
)
WRITINGS: Sequence[Writing] = (
    *(_international, _e164, _national, _national_digits, _from_abroad, _with_carrier, _rfc3966, _spread, _in_another_script),
    *map(
        _joined,
        (
            *("+{code} (0){number}", "+{code}0{number}", "+{code}1{number}", "+{code}8{number}", "+{code}{code}{number}"),
            *("0{number}", "1{number}", "8{number}", "06{number}", "(0){number}", "00{number}", "015{number}", "90{number}"),
            *("00{code}{number}", "00 {code} (0){number}", "011{code}{number}", "0011{code}{number}", "8~10{code}{number}"),
            *(
                "810{code}{number}",
                "001{code}{number}",
                "000{code}{number}",
                "{code}{number}",
                "{code}0{number}",
                "0{code}{number}",
            ),
            *(
                "+0{code}{number}",
                "+00{code}{number}",
                "+011{code}{number}",
                "++{code}{number}",
                "+ {code}-{number}",
                "+999{number}",
            ),
            *(
                "＋{code}{number}",
                "({code}){number}",
                "+({code}) {number}",
                "+{code}.{number}.",
                "[{code}] {number}",
                "+{number}",
            ),
            *("{number}{number}", "+{code}{number}{number}", "*{number}", "{number}*", "-{number}", "+{code}"),
        ),
    ),
    *(_written(template, write) for template in _EXTENSIONS for write in (_e164, _national)),
    *(_written(template, write) for template in _WORDS for write in (_international, _national)),
)
#: Each notation is tried with the region of its number, with none or an unknown one, and with any other.
_WITH_REGIONS = 3
#: The step through all examples in all notations. It reaches each of them, since a larger prime does not divide their number.
_STEP = 15_485_863


def numbers(chance: random.Random) -> Iterator[Numbered]:
    """Yield numbers with a region each, without end; half of them are examples in known notations."""
    written = _written_examples(chance)
    while True:
        yield next(written)
        yield _near_a_bound(chance)
        yield next(written)
        yield _mangled(chance)


def all_written() -> int:
    """Return the number of examples in their notations and regions, which come in turn."""
    return len(examples()) * len(WRITINGS) * _WITH_REGIONS


def _written_examples(chance: random.Random) -> Iterator[Numbered]:
    total = all_written()
    for turn in itertools.count(chance.randrange(total)):
        rest, with_region = divmod(turn * _STEP % total, _WITH_REGIONS)
        number, writing = divmod(rest, len(WRITINGS))
        example = examples()[number]
        region = (example.region, chance.choice(UNKNOWN_REGIONS), chance.choice(_REGIONS))[with_region]
        yield WRITINGS[writing](example, chance), region


def _near_a_bound(chance: random.Random) -> Numbered:
    """Return a number of a possible length of its region or one digit off, which begins like an example or at random."""
    example = chance.choice(examples())
    general = metadata.region(example.region or WORLD, str(example.code)).general
    bounds = (*general.lengths, *general.local_lengths, 2, 17)
    length = max(1, chance.choice(bounds) + chance.choice((-1, 0, 0, 1)))
    start = example.national[: chance.randrange(len(example.national))]
    digits = (start + "".join(chance.choices(_DIGITS[:10], k=length)))[:length]
    before = chance.choice(("", "", "0", f"+{example.code}", f"+{example.code}", f"00{example.code}", f"011{example.code}", "+"))
    return before + digits, _any_region(example, chance)


def _mangled(chance: random.Random) -> Numbered:
    """Return an example in any notation with one to three characters added, removed or changed."""
    example = chance.choice(examples())
    text = chance.choice(WRITINGS)(example, chance)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text) + 1)
        sign = chance.choice(chance.choice((_SIGNS, _LETTERS, _DIGITS, _DIGITS[:10])))
        text = text[:at] + chance.choice((sign, sign, "")) + text[at + chance.randrange(2) :]
    return text, _any_region(example, chance)


def _any_region(example: Example, chance: random.Random) -> str | None:
    return chance.choice((example.region, example.region, chance.choice(UNKNOWN_REGIONS), chance.choice(_REGIONS)))
