"""The library validators accepts all plain email addresses and URLs."""

import re

import pytest
import validators
from hypothesis import given
from hypothesis import strategies as st

from bs_validate._check.advice import Advice
from bs_validate._check.engines.select import select
from bs_validate._check.plain_texts import LEFTWARD_LETTERS, LETTERS, SCHEMAS, begins_beyond_latin, is_plain_email, is_plain_url
from bs_validate._check.second_opinion import usual_url
from bs_validate._schema.tree import root
from bs_validate.formats import email as email_format
from bs_validate.formats import website
from support.profiles import examples, step

ENGINE = {code: select("rust")(schema).is_valid for code, schema in SCHEMAS.items()}
LETTERS_OF = {
    letters: [chr(code) for code in range(0x80, 0xD800) if re.match(f"[{letters}]", chr(code))]
    for letters in (LETTERS, LEFTWARD_LETTERS)
}
#: Letters that IDNA writes with other letters, and letters at the ends of the ranges.
ODD = st.sampled_from("ßŀŉǆǉİıſẞẘΐਃ\u034f\u0e33\u064b\u0660ⅷ\uac00\ud7a3\u4e00az09-_")
LABELS = (
    st.text(st.sampled_from(LETTERS_OF[LETTERS]) | ODD, max_size=13)
    | st.text(st.sampled_from(LETTERS_OF[LEFTWARD_LETTERS]) | ODD, max_size=13)
    | st.lists(st.text("aZ0-", max_size=17), max_size=4).flatmap(
        lambda parts: st.sampled_from(LETTERS_OF[LETTERS]).map(lambda letter: letter.join(parts))
    )
    | st.sampled_from(["com", "www", "a" * 63, "xn--", "1", "xn--ü", "XN--a\ud7a3"])
)
HOSTS = st.lists(LABELS, min_size=1, max_size=5).map(".".join)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("anna@example.com", True),
        ("luísa@müller.भारत", True),
        ("a@例え.中国", True),
        ("a@خوري.example", True),
        ("a@بيت.موقع", True),
        ("a@aخ.com", False),
        ("a@müller-meier.de", True),
        ("a@ferienhaus-müller.example", True),
        ("a@ferienwohnungen-am-müggelsee.example", False),
        ("a@ü-é-ø.de", False),
        ("a@-ü.de", False),
        ("a@ü-.de", False),
        ("a@-\u0132.de", False),
        ("a@xn--müller.de", False),
        ("a@xn--müller.de.xn--mller-kva.de", False),
        ("a@xn--mller-kva.müller.de", True),
        ("a@සේනානායක.example", True),
        ("a@" + "a" * 18 + "\u4e00" + "a" * 12 + "\ud7a3" + "a" * 11 + ".de", True),
        ("a@" + "a" * 19 + "\u4e00" + "a" * 12 + "\ud7a3" + "a" * 11 + ".de", False),
        ("a@" + "a" * 18 + "\u4e00" + "a" * 13 + "\ud7a3" + "a" * 11 + ".de", False),
        ("a@" + "a" * 18 + "\u4e00" + "a" * 12 + "\ud7a3" + "a" * 12 + ".de", False),
        ("a@ſ", False),
        ("a@ß1", False),
        ("ж@example.com", False),
        ("a" * 65 + "@example.com", False),
        ("a@" + "ü" * 12 + ".de", True),
        ("a@" + "\u0ddf" * 12 + ".de", True),
        ("a@" + "ü" * 13 + ".de", False),
        ("a@" + "b." * 40 + "müller.de", True),
        ("a@" + "b." * 45 + "müller.de", False),
    ],
)
def test_an_email_address_is_plain(address: str, expected: bool) -> None:  # noqa: FBT001  # of a row
    """A host with letters that have an ASCII form is plain. The engine and Python agree."""
    assert (is_plain_email(address), ENGINE["email"](address)) == (expected, expected)
    assert validators.email(address) or not expected


def test_a_host_may_have_each_of_the_letters() -> None:
    """Each letter may occur alone, twice, and beside ASCII. The gate tries some of the letters."""
    tried = 0
    for letters, every in LETTERS_OF.items():
        for letter in every[:: step(400 if letters == LETTERS else 4)]:
            for host in (f"{letter}.{letter * 2}", f"a{letter}.{letter}a"):
                if is_plain_email(f"a@{host}"):
                    tried += 1
                    assert validators.email(f"a@{host}"), ascii(host)
    assert tried >= 180


@examples(50)
@given(st.sampled_from(["a", "é.ǅ", "a..b", "ж", "a" * 64, "a" * 65]), HOSTS)
def test_a_plain_email_address_is_accepted_by_the_library(local: str, host: str) -> None:
    """The library accepts every address that the engine calls plain, whatever its host."""
    address = f"{local}@{host}"
    assert is_plain_email(address) or not ENGINE["email"](address)
    assert not is_plain_email(address) or email_format.reason(address) is not None or validators.email(address)


@examples(50)
@given(HOSTS, st.sampled_from(["", ":80", ":0"]), st.text("aé中/?#^ \u0300\u200b\u202e\u20ac", max_size=5))
def test_a_plain_url_is_accepted_by_the_library(host: str, port: str, rest: str) -> None:
    """The library accepts every URL that the engine calls plain, and none of those has invisible characters."""
    url = f"https://{host}{port}/{rest}"
    if ENGINE["url"](url):
        assert is_plain_url(url)
        advice = Advice(root({"format": "url"}), is_read_only=False)
        assert website.reason(url) is not None or advice.about(url, (), None, {}) == []
    assert not is_plain_url(url) or website.reason(url) is not None or validators.url(usual_url(url))


def test_the_library_refuses_an_address_that_begins_beyond_latin() -> None:
    """The gate tries some of the characters that may begin an address, and more of those whose other case is a Latin letter."""
    every = [chr(code) for code in (*range(0x80, 0xD800), *range(0xE000, 0x11000), *range(0x1D400, 0x1D800))]
    cased = [char for char in every if char > "\u024f" and min(char.lower(), char.upper()) < char]
    tried = 0
    for char in {*every[:: step(150)], *cased[:: step(3)], *"\u00b5\u039c\u03bc\u0181\u0253\u1e9e\u212a\u212bжΩ中خא\u0250"}:
        if begins_beyond_latin(f"{char}@example.com"):
            tried += 1
            assert not validators.email(f"{char}@example.com"), ascii(char)
    assert tried > 300
    assert not any(map(begins_beyond_latin, ("é@example.com", "a@example.com", '"ж"@example.com', "")))


def test_no_letter_of_an_international_host_gets_a_warning() -> None:
    """These letters may also be in the paths and queries that the engine accepts."""
    advice = Advice(root({"format": "url"}), is_read_only=False)
    every = "".join(letter for letters in LETTERS_OF.values() for letter in letters)
    assert advice.about(f"https://example.com/{every}", (), None, {}) == []
    assert max(every) <= "\ud7ff"
