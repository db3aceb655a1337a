"""Write phone numbers, email addresses and websites in the ways of people, where Faker has only one way.

Each table has the shares, in per cent. All other texts are as Faker gives them, which itself writes 60 of 100 numbers of the US
with an extension, and most numbers of about 80 locales without a calling code.
"""

import random
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import quote

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from bs_validate.formats import email as email_format
from bs_validate.formats import phone as phone_format
from bs_validate.formats import website as website_format


class Owner(NamedTuple):
    """The owner of a number or an address."""

    first: str
    last: str
    country: str


#: Writes a text of an owner in another way.
Writing = Callable[[str, Owner, random.Random], str]

#: Texts that the rules refuse are rarely drawn, and never this many in a row.
_TRIES = 50
_SYLLABLES = ("an", "bo", "chi", "do", "el", "fu", "ge", "ha", "ki", "lo", "ma", "no", "pa", "ro", "su", "ta", "ve", "zo")


def _with_extension(number: str, _: Owner, chance: random.Random) -> str:
    extension = chance.choice((" ext. {}", " ext {}", " x{}", "x{}", " #{}", ";ext={}", ", Ext. {}"))
    return number + extension.format(chance.randrange(10_000))


def _with_another(number: str, owner: Owner, chance: random.Random) -> str:
    other = _with_calling_code(number, owner, chance) if chance.random() < 0.5 else number[:-2] + f"{chance.randrange(100):02}"
    return number + chance.choice((" / ", "/", ", ", " or ", "; ", " - ", "\n")) + other


def _with_words(number: str, _: Owner, chance: random.Random) -> str:
    before = (
        "Tel. {}",
        "Tel.: {}",
        "tel:{}",
        "Mobile {}",
        "Mob: {}",
        "T {}",
        "Tél. : {}",
        "Handy {}",
        "тел. {}",
        "電話 {}",
        "☎ {}",
    )
    after = ("{} (home)", "{} (mobile)", "{} WhatsApp", "{} (Anna)", "{} after 6 pm", "{} privat", "{} (дом.)")
    return chance.choice(before + after).format(number)


def _with_trunk_zero(number: str, owner: Owner, __: random.Random) -> str:
    parsed = _parsed(number, owner.country)
    if parsed is None:
        return number
    shown = phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
    code, _, rest = shown.partition(" ")
    return f"{code} (0){rest}"


def _national(number: str, owner: Owner, _: random.Random) -> str:
    parsed = _parsed(number, owner.country)
    return number if parsed is None else phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)


def _with_calling_code(number: str, owner: Owner, chance: random.Random) -> str:
    parsed = _parsed(number, owner.country)
    if parsed is None:
        return number
    return phonenumbers.format_number(parsed, chance.choice((PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164)))


def _digits_alone(number: str, owner: Owner, chance: random.Random) -> str:
    parsed = _parsed(number, owner.country)
    if parsed is None:
        return number
    return chance.choice(("", "00")) + phonenumbers.format_number(parsed, PhoneNumberFormat.E164).removeprefix("+")


def _pasted(number: str, _: Owner, chance: random.Random) -> str:
    """Return a number with the characters of word processors and address books: no-break spaces, dashes, direction marks."""
    space, dash = chance.choice(("\u00a0", "\u202f", "\u2009")), chance.choice(("\u2011", "\u2013", "\u2010"))
    typeset = number.replace(" ", space).replace("-", dash)
    return chance.choice(("{}", "{} ", "\u202a{}\u202c", "\t{}", "{}\u200b")).format(typeset)


def _of_letters(number: str, _: Owner, chance: random.Random) -> str:
    return number[:-4] + chance.choice(("STAY", "HOME", "ROOM", "BOOK"))


#: Of 100 phone numbers.
PHONES: Sequence[tuple[float, Writing]] = (
    (4, _with_extension),
    (3, _with_another),
    (3, _with_words),
    (3, _with_trunk_zero),
    (4, _national),
    (4, _with_calling_code),
    (1.5, _digits_alone),
    (2, _pasted),
    (0.5, _of_letters),
)


def _international_address(_: str, owner: Owner, chance: random.Random) -> str:
    first, last = (_label(name) for name in owner[:2])
    return f"{first}@{last}.{chance.choice(('com', 'org', 'example', 'भारत', '中国', 'рф', 'δοκιμή'))}"


def _tagged(address: str, _: Owner, chance: random.Random) -> str:
    return address.replace("@", f"+{chance.choice(('booking', 'travel', 'newsletter'))}@")


def _relayed(_: str, __: Owner, chance: random.Random) -> str:
    """Return an address as booking sites give it, in place of the guest's own."""
    return f"{chance.getrandbits(40):010x}-{chance.randrange(10**6)}@guest.relay.example.com"


def _in_capitals(address: str, _: Owner, chance: random.Random) -> str:
    return chance.choice((address.upper(), address.title()))


def _with_signs(address: str, _: Owner, chance: random.Random) -> str:
    return chance.choice(("o'", "a&b.", "_", "d/", "-", "info=")) + address


def _of_a_department(address: str, _: Owner, __: random.Random) -> str:
    return address.replace("@", "@mail.reservations.north.example-hotels.")


#: Of 100 email addresses.
EMAILS: Sequence[tuple[float, Writing]] = (
    (3, _international_address),
    (3, _tagged),
    (3, _relayed),
    (2, _in_capitals),
    (1, _with_signs),
    (1, _of_a_department),
)


def _with_path(url: str, _: Owner, chance: random.Random) -> str:
    return url + "/".join(_word(chance) for _ in range(chance.randint(1, 3))) + chance.choice(("", "/", ".html", "_1.php"))


def _with_query(url: str, _: Owner, chance: random.Random) -> str:
    query = chance.choice(
        ("?lang=fr&id={}", "?id={}&utm_source=mail#contact", "?q=a,b;c&page={}", "#rooms-{}", "?ref={}&list[]=1")
    )
    return url + query.format(chance.randrange(1000))


def _of_a_platform(_: str, owner: Owner, chance: random.Random) -> str:
    return chance.choice(
        (
            f"https://www.facebook.com/{quote(owner.last)}.{chance.randrange(100)}/",
            f"https://www.instagram.com/{_word(chance)}_{_word(chance)}",
            f"https://www.airbnb.com/rooms/{chance.getrandbits(60)}?adults=2&check_in=2026-07-01",
            f"https://www.google.com/maps/@{chance.uniform(-60, 60):.7f},{chance.uniform(-180, 180):.7f},15z",
            f"https://{_word(chance)}.example.org/~{_word(chance)}/(home)",
        )
    )


def _with_port(url: str, _: Owner, chance: random.Random) -> str:
    return f"{url.removesuffix('/')}:{chance.choice((8080, 8443, 443, 3000))}/"


def _international_host(_: str, owner: Owner, chance: random.Random) -> str:
    return f"https://{_label(owner.last)}.{chance.choice(('com', 'example', 'भारत', '中国', 'рф'))}{chance.choice(('', '/'))}"


def _international_path(url: str, owner: Owner, chance: random.Random) -> str:
    name = _label(owner.last)
    return f"{url}{chance.choice((name, quote(name)))}"


def _website_in_capitals(url: str, _: Owner, chance: random.Random) -> str:
    return chance.choice((url.upper(), url.title()))


#: Of 100 websites.
WEBSITES: Sequence[tuple[float, Writing]] = (
    (15, _with_path),
    (6, _with_query),
    (6, _of_a_platform),
    (1, _with_port),
    (3, _international_host),
    (3, _international_path),
    (2, _website_in_capitals),
)


def phone(draw: Callable[[], str], owner: Owner, chance: random.Random) -> str:
    """Return one of the drawn phone numbers, possibly written in another way that the rules accept."""
    return _taken(lambda: _written(PHONES, draw(), owner, chance), phone_format.reason)


def email(draw: Callable[[], str], owner: Owner, chance: random.Random) -> str:
    """Return one of the drawn email addresses, possibly written in another way that the rules accept."""
    return _taken(lambda: _written(EMAILS, draw(), owner, chance), email_format.reason)


def website(draw: Callable[[], str], owner: Owner, chance: random.Random) -> str:
    """Return one of the drawn websites, possibly written in another way that the rules accept."""
    return _taken(lambda: _written(WEBSITES, draw(), owner, chance), website_format.reason)


def _written(shares: Sequence[tuple[float, Writing]], text: str, owner: Owner, chance: random.Random) -> str:
    at = chance.random() * 100
    for share, write in shares:
        if at < share:
            return write(text, owner, chance)
        at -= share
    return text


def _taken(draw: Callable[[], str], reason: Callable[[str], str | None]) -> str:
    for _ in range(_TRIES):
        text = draw()
        if reason(text) is None:
            return text
    raise RuntimeError(f"{_TRIES} texts in a row were refused")


def _parsed(number: str, country: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number, country)
    except NumberParseException:
        return None


def _label(name: str) -> str:
    """Return a name as a label of a domain: letters, marks and digits of its script, and hyphens."""
    return "-".join("".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in name).lower().split()) or "a"


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))
