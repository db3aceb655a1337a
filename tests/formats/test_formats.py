"""The formats, beyond what the table of single faults asks of them."""

import re
import unicodedata

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate.formats import FORMATS, email, phone, printable, time, website

ALL_CHARACTERS = [chr(codepoint) for codepoint in range(0x110000)]


def test_the_names_of_the_formats() -> None:
    """Our own schemas use the ``bs-`` names; the plain ones are for schemas that are written by hand."""
    plain = {"email": "email", "website": "url", "url": "url", "phone": "phone", "time": "time", "printable": "non_printable"}
    assert {name: format_.code for name, format_ in FORMATS.items() if not name.startswith("bs-")} == plain
    assert {name for name in FORMATS if name.startswith("bs-")} == {f"bs-{name}" for name in plain if name != "url"}


@pytest.mark.parametrize("name", sorted(FORMATS))
@given(data=st.data())
def test_what_is_accepted_fast_is_accepted(name: str, data: st.DataObject) -> None:
    """The fast-accept pattern of a format matches nothing that its check refuses."""
    pattern = FORMATS[name].fast_accept.removesuffix("$") + r"\Z"
    assert FORMATS[name].reason(data.draw(st.from_regex(pattern))) is None


@pytest.mark.parametrize("name", sorted(FORMATS))
@given(text=st.text() | st.text(alphabet="a1.@:/+-()\u00e9\u0661[]?#%", max_size=40))
def test_no_text_makes_a_format_raise(name: str, text: str) -> None:
    """Each gives a reason that is a stable word, or None."""
    reason = FORMATS[name].reason(text)
    assert reason is None or re.fullmatch("[a-z_]+", reason)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (email.reason, "a@" + "b." * 600_000 + "c"),
        (email.reason, "é" * 1_000_000),
        (website.reason, "http://" + "é" * 1_000_000),
        (phone.reason, "1" * 1_000_000),
        (phone.reason, "+" * 1_000_000),
        (time.reason, "2014-08-21T08:40:44Z" * 50_000),
    ],
)
def test_a_length_cap_comes_first(check: object, text: str) -> None:
    """A megabyte of anything is refused by its length alone."""
    assert check(text) in {"too_long", "shape"}  # type: ignore[operator]


def test_non_printable_is_what_ruby_does_not_print_of_what_is_assigned() -> None:
    """Control characters and the two separators; the other categories print, or are not to be refused on a guess."""
    for char in ALL_CHARACTERS:
        refused = unicodedata.category(char) in {"Cc", "Zl", "Zp"}
        assert (printable.position(char) == 0) is refused, hex(ord(char))


def test_blank_is_what_ruby_calls_space() -> None:
    """Unicode's White_Space property: Python's own isspace has four controls more."""
    for char in ALL_CHARACTERS:
        blank = char.isspace() and char not in "\x1c\x1d\x1e\x1f"
        assert printable.is_blank(char) is blank, hex(ord(char))
    assert printable.is_blank("")
    assert not printable.is_blank(" a ")


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_the_example_numbers_of_every_region_are_phone_numbers(region: str) -> None:
    """In every form that people write: national, international, E.164 and RFC 3966; fixed, mobile and the rest."""
    kinds = (phonenumbers.example_number_for_type(region, kind) for kind in range(11))
    examples = [number for number in (phonenumbers.example_number(region), *kinds) if number is not None]
    assert examples
    for number in examples:
        for form in range(4):
            assert phone.reason(phonenumbers.format_number(number, form)) is None


def test_a_time_has_a_day_that_the_calendar_has() -> None:
    """Every month's last day, in leap years and in others."""
    days = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
    for year, leap in ((2023, 0), (2024, 1), (1900, 0), (2000, 1), (2100, 0)):
        for month, days_of_month in days.items():
            last = days_of_month + (leap if month == 2 else 0)
            assert time.reason(f"{year}-{month:02}-{last:02}T00:00:00Z") is None
            assert time.reason(f"{year}-{month:02}-{last + 1:02}T00:00:00Z") == "no_such_date"
            assert time.reason(f"{year}-{month:02}-00T00:00:00Z") == "no_such_date"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a@b.c", None),
        ("ж@пример.рф", None),
        ("!#$%&'*+-/=?^_`{|}~.@-b_.c-", None),
        ("", "no_at_sign"),
        ("a", "no_at_sign"),
        ("a b", "no_at_sign"),
        ("a@b@c.d", "several_at_signs"),
        ("@@", "several_at_signs"),
        *[(f"a{char}b@c.d", "white_space") for char in " \t\n\r\x0b\x0c\x1c\x1f\x85\xa0\u2003\u2028\u3000"],
        *[(f"a@b.c{char}", "white_space") for char in " \n\u3000"],
        *[(f"a{char}b@c.d", "control_character") for char in "\x00\x08\x0e\x1b\x7f\x80\x9f"],
        *[(f"a{char}b@c.d", "forbidden_character") for char in ',;<>"()'],
        ("@ ,", "white_space"),
        ("\x00@,", "control_character"),
        ("@,", "forbidden_character"),
        ("@", "no_local_part"),
        ("@b.c", "no_local_part"),
        ("a" * 64 + "@b.c", None),
        ("a" * 65 + "@b.c", "local_part_too_long"),
        ("a" * 65 + "@", "local_part_too_long"),
        ("a@", "no_domain"),
        ("a@" + "b." * 126 + "b", None),
        ("a@" + "b." * 126 + "bb", "domain_too_long"),
        ("a@" + "b" * 254, "domain_too_long"),
        ("a" * 64 + "@" + "b." * 126 + "b", None),
        ("a" * 64 + "@" + "b." * 126 + "bb", "too_long"),
        ("@" * 319, "too_long"),
        ("@" * 318, "several_at_signs"),
        ("a@b", "no_domain_dot"),
        ("a@.", "empty_domain_label"),
        ("a@.b", "empty_domain_label"),
        ("a@b.", "empty_domain_label"),
        ("a@b..c", "empty_domain_label"),
    ],
)
def test_why_an_email_address_is_none(text: str, expected: str | None) -> None:
    """The first reason of several, at each bound and one beyond."""
    assert email.reason(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://a", None),
        ("https://a", None),
        ("HTTP://A", None),
        ("hTTpS://Ä.de:0/#?[|]", None),
        ("http://u:p@1:65535", None),
        ("http://a:", None),
        ("http://[::1]:80/", None),
        ("http://" + "a" * 2041, None),
        ("http://" + "a" * 2042, "too_long"),
        (" " * 2049, "too_long"),
        (" " * 2048, "scheme"),
        ("", "scheme"),
        ("http", "scheme"),
        ("http:/a", "scheme"),
        ("httpss://a", "scheme"),
        ("ftp://a", "scheme"),
        (" http://a", "scheme"),
        ("//a", "scheme"),
        *[(f"http://a{char}b", "white_space") for char in " \t\n\r\x0b\x0c\x1c\x1f\x85\xa0\u2003\u2028\u3000"],
        *[(f"http://a{char}b", "control_character") for char in "\x00\x08\x0e\x1b\x7f\x80\x9f"],
        *[(f"http://a{char}b", "forbidden_character") for char in '<>"\\'],
        ("http://\x00 <", "white_space"),
        ("http://<\x00", "control_character"),
        ("http://[<", "forbidden_character"),
        ("http://[::1", "host"),
        ("http://a]", "host"),
        ("http://a[::1]", "host"),
        ("http://[::1]b", "host"),
        ("http://[1.2.3.4]", "host"),
        ("http://[vaF09.a]:80", None),
        ("http://[V1.a]", "host"),
        ("http://[v1.]", "host"),
        ("http://:x", "port"),
        ("http://a:x", "port"),
        ("http://a:65536", "port"),
        ("http://a:-1", "port"),
        ("http://", "no_host"),
        ("http:///a", "no_host"),
        ("http://?a", "no_host"),
        ("http://#a", "no_host"),
        ("http://-.-", "no_host"),
        ("http://a@", "no_host"),
        ("http://:80", "no_host"),
    ],
)
def test_why_a_website_address_is_none(text: str, expected: str | None) -> None:
    """The first reason of several, at each bound and one beyond."""
    assert website.reason(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+14155552671", None),
        ("+14155552671" + " " * 238, None),
        ("+14155552671" + " " * 239, "too_long"),
        ("", "not_a_number"),
        ("1", "not_a_number"),
        ("call me", "not_a_number"),
        ("+44 1", "too_short"),
        ("123", None),
        ("123456789", None),
        ("+999 123456", None),
        ("+1 2345678901234567890", "too_long"),
        ("1" * 20, None),
        ("1" * 21, "too_long"),
        ("1-" * 20 + "1", "too_long"),
        ("\u0661" * 20, None),
        ("\u0661" * 21, "too_long"),
        *[("1" * 20 + sign + "123", None) for sign in (" ext. ", "x", ";ext=", "#", "~", "\uff03", "\uff5e")],
        *[("1" * 21 + sign + "123", "too_long") for sign in (" ext. ", "x", ";ext=", "#", "~", "\uff03", "\uff5e")],
    ],
)
def test_why_a_phone_number_is_none(text: str, expected: str | None) -> None:
    """What libphonenumber refuses, but for a missing country code, unless more than 20 digits come before the extension."""
    assert phone.reason(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014-08-21T08:40:44Z", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59Z", None),
        ("0000-01-01T00:00:00Z", "no_such_date"),
        ("2014-00-21T08:40:44Z", "no_such_date"),
        ("2014-13-21T08:40:44Z", "no_such_date"),
        ("2014-08-21T24:00:00Z", "no_such_date"),
        ("2014-08-21T08:60:44Z", "no_such_date"),
        ("2014-08-21T08:40:60Z", "no_such_date"),
        ("", "shape"),
        ("2014-08-21T08:40:44", "shape"),
        ("2014-08-21t08:40:44z", "shape"),
        ("2014-08-21 08:40:44Z", "shape"),
        ("2014-08-21T08:40:44Z\n", "shape"),
        ("12014-08-21T08:40:44Z", "shape"),
        ("2014-8-21T08:40:44Z", "shape"),
        ("2014-08-21T08:40:44.0Z", "shape"),
        ("2014-08-21T08:40:44+00:00", "shape"),
        ("\uff12014-08-21T08:40:44Z", "shape"),
    ],
)
def test_why_a_time_is_none(text: str, expected: str | None) -> None:
    """First the shape, then the calendar and the clock."""
    assert time.reason(text) == expected


def test_a_character_that_does_not_print_is_told_by_place_and_number() -> None:
    """The first of them; four digits at least."""
    assert printable.position("abc") is None
    assert printable.position("a\u2028b\u0000") == 1
    assert (printable.reason("abc"), printable.reason("\u2029")) == (None, "non_printable")
    assert list(map(printable.codepoint, "\t\u00ab\u2028\U000e0001")) == ["U+0009", "U+00AB", "U+2028", "U+E0001"]


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("email", ["JoHn.doe_+%-9@Mail-1.example.co.UK", "a" * 64 + "@" + ".".join(["b" * 60] * 4)]),
        ("website", ["http://a", "https://Www.example-1.com/A/b_c~d?e=f&g%20+h.html", "https://A/"]),
        ("phone", ["+14155552671", "(0)123-45.67/89", "1234567", "1 -.2/()3 4567"]),
        ("time", ["2014-08-21T08:40:44Z", "1000-12-28T23:59:59Z", "9999-01-01T19:09:00Z"]),
        ("printable", ["", "Plain text of 1 line, ~100 % ASCII!"]),
    ],
)
def test_what_is_plain_is_accepted_fast(name: str, texts: list[str]) -> None:
    """So that an engine need not ask for what most values look like."""
    assert [text for text in texts if not re.search(FORMATS[name].fast_accept, text)] == []


def test_each_name_has_its_check() -> None:
    """The code, the reason and what may be accepted fast are those of one module."""
    modules = {"email": email, "url": website, "phone": phone, "time": time, "non_printable": printable}
    for one in FORMATS.values():
        assert (one.reason, one.fast_accept) == (modules[one.code].reason, modules[one.code].FAST_ACCEPT)
    codes = {name.removeprefix("bs-"): one.code for name, one in FORMATS.items() if name.startswith("bs-")}
    assert codes == {"email": "email", "website": "url", "phone": "phone", "time": "time", "printable": "non_printable"}
