"""The formats accept and refuse the right texts, beyond the table of single faults."""

import json
import re
import subprocess
import sys
import unicodedata
from functools import cache
from typing import Any

import jsonschema_rs
import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate._schema.catalog import packaged
from bs_validate._schema.patterns import compiled
from bs_validate.formats import FORMATS, email, integer, phone, printable, time, website
from bs_validate.strategies import texts
from support.places import SCRIPTS
from support.profiles import examples

ALL_CHARACTERS = [chr(codepoint) for codepoint in range(0x110000)]


def test_each_format_has_its_names() -> None:
    """The plain names are for schemas that are written by hand. A format that our own schemas use also has a ``bs-`` name."""
    plain = {"email": "email", "website": "url", "url": "url", "phone": "phone", "time": "time", "printable": "non_printable"}
    plain["integer"] = "type"
    assert {name: format_.code for name, format_ in FORMATS.items() if not name.startswith("bs-")} == plain
    ours = {name for name in FORMATS if name.startswith("bs-")}
    assert ours <= {f"bs-{name}" for name in plain if name != "url"}
    assert ours == set(re.findall(r'"format": "(bs-\w+)"', json.dumps([schema.document for schema in packaged()])))


@pytest.mark.parametrize("name", ["time", "integer"])
@examples(30)
@given(data=st.data())
def test_no_fast_pattern_matches_a_refused_text(name: str, data: st.DataObject) -> None:
    """The fast pattern of a format matches no text that its check refuses."""
    pattern = FORMATS[name].fast_accept.removesuffix("$") + r"\Z"
    assert FORMATS[name].reason(data.draw(st.from_regex(pattern))) is None


def test_the_fast_pattern_of_printable_texts_matches_only_printable_characters() -> None:
    """The pattern repeats a class of characters, and the check accepts each of them, alone and in a text."""
    pattern = FORMATS["printable"].fast_accept
    assert re.fullmatch(r"\^\[\^[^\]]+\]\*\$", pattern)
    taken = "".join(filter(re.compile(pattern.removesuffix("$") + r"\Z").search, ALL_CHARACTERS))
    assert len(taken) > 60_000
    assert printable.reason(taken) is None


@pytest.mark.parametrize("name", ["bs-email", "bs-phone", "bs-website"])
def test_no_fast_pattern_matches_a_refused_text_that_people_write(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The texts are near the limits of the pattern; ``scripts/fuzz_formats.py`` tries a million of them."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import fuzz_formats

    monkeypatch.setattr(fuzz_formats, "CONTACTS", 4)
    monkeypatch.setattr(fuzz_formats, "DRAWN", 100)
    assert fuzz_formats.refused(name, 2_000, seed=1) == []


@pytest.mark.parametrize("name", ["bs-email", "bs-phone", "bs-website"])
def test_a_fast_pattern_runs_in_linear_time(name: str) -> None:
    """It is one anchored expression without lookaround and backreferences, so it needs no backtracking."""
    fast = FORMATS[name].fast
    assert (fast["pattern"][0], fast["pattern"][-1]) == ("^", "$")
    linear = jsonschema_rs.Draft202012Validator(dict(fast), pattern_options=jsonschema_rs.RegexOptions())
    text = {"bs-email": "a@b.c", "bs-phone": "+33 1 83 41 77 76", "bs-website": "http://a"}[name]
    assert linear.is_valid(text)
    assert not linear.is_valid(f"{text}\n<")
    with pytest.raises(ValueError, match='is not a "regex"'):
        jsonschema_rs.Draft202012Validator({"pattern": "(?=a)"}, pattern_options=jsonschema_rs.RegexOptions())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bs-email", "a" * 61 + "@b.c"),
        ("bs-phone", "l" * 247 + "1234"),
        ("bs-website", "http://a/" + "b" * 2040),
    ],
)
def test_a_text_too_long_for_a_fast_pattern_is_left_to_the_check(name: str, text: str) -> None:
    """The check refuses it by its length alone. A text that is one character shorter is accepted."""
    fast = jsonschema_rs.Draft202012Validator(dict(FORMATS[name].fast))
    assert re.search(FORMATS[name].fast_accept, text)
    assert [fast.is_valid(text), fast.is_valid(text.replace("ll", "l", 1).replace("aa", "a", 1).replace("bb", "b", 1))] == [
        False,
        True,
    ]


def test_no_character_of_a_fast_host_becomes_one_that_ends_a_host() -> None:
    """``urllib`` refuses a host with a character that NFKC turns into one; the first character is a letter or a digit."""
    host = re.compile(website.FAST_ACCEPT.removesuffix("$"))
    for char in ALL_CHARACTERS[:0x10000]:  # those above have no place in the pattern
        if host.fullmatch(f"http://{char}"):
            assert char.isalnum(), hex(ord(char))
        if host.fullmatch(f"http://a{char}"):
            assert not set(unicodedata.normalize("NFKC", char)) & set("/?#@:") or char in "/?#", hex(ord(char))


def test_the_fast_pattern_of_phones_takes_digits_of_many_scripts_and_signs_beside_them() -> None:
    """A digit alone is a phone number for the check, and so is a digit after each sign of the documented expression."""
    fast = re.compile(phone.FAST_ACCEPT)
    taken = [char for char in ALL_CHARACTERS[:0x10000] if fast.search(f"{char}1")]  # those above have no place in the pattern
    assert [char for char in taken if phone.reason(f"{char}1") is not None] == []
    assert set(taken).issuperset(" ()+-.EXText")
    digits = [char for char in taken if fast.search(char)]
    assert [char for char in digits if phone.reason(char) is not None] == []
    assert len(digits) == 200


def test_the_fast_pattern_of_phones_knows_the_calling_codes_of_three_digits() -> None:
    """After each code it takes 17 digits and letters, and at most one more: the check refuses the number with 18."""
    fast = re.compile(phone.FAST_ACCEPT)
    for code in map(str, phonenumbers.COUNTRY_CODE_TO_REGION_CODE):
        number = f"+{code}{'2' * 8}{'a' * 9}"
        assert fast.fullmatch(number), code
        assert not fast.fullmatch(f"{number}a"), code
        assert [phone.reason(number), phone.reason(f"{number}a")] == [None, "too_long"], code


def test_phonenumbers_is_not_needed_for_a_number_in_digits_of_another_script() -> None:
    """In ASCII digits, the fast pattern takes it, though no engine does as it is written."""
    program = (
        "import sys; from bs_validate.formats import phone;"
        "print(phone.reason('+\u09ee\u09ee\u09e6-\u09e8-\u09ef-\u09e9\u09ed\u09e7-HOME'), 'phonenumbers' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout == "None False\n"


def test_patterns_and_checks_agree_on_white_space_and_controls() -> None:
    """The class in the patterns has exactly the characters that the checks of addresses refuse."""
    found = re.findall(f"[{printable.SPACES_AND_CONTROLS}]", "".join(ALL_CHARACTERS))
    assert found == [char for char in ALL_CHARACTERS if char.isspace() or unicodedata.category(char) == "Cc"]
    assert {email.reason(f"a{char}b@c.de") for char in found} == {"white_space", "control_character"}
    assert {website.reason(f"http://a{char}b") for char in found} == {"white_space", "control_character"}


@pytest.mark.parametrize("name", sorted(FORMATS))
@given(text=st.text() | st.text(alphabet="a1.@:/+-()\u00e9\u0661[]?#%", max_size=40))
def test_no_text_makes_a_format_raise(name: str, text: str) -> None:
    """Any text gives None or a reason, which is a fixed word."""
    reason = FORMATS[name].reason(text)
    assert reason is None or re.fullmatch("[a-z_]+", reason)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (email.reason, "a@" + "b." * 600_000 + "c"),
        (email.reason, "é" * 1_000_000),
        (website.reason, "http://" + "é" * 1_000_000),
        (phone.reason, "1" * 1_000_000 + "a"),
        (phone.reason, "\u0661" * 1_000_000 + "a"),
        (phone.reason, "+" * 1_000_000),
        (time.reason, "2014-08-21T08:40:44Z" * 50_000),
    ],
)
def test_the_length_is_checked_first(check: object, text: str) -> None:
    """A megabyte of any text is refused by its length alone."""
    assert check(text) in {"too_long", "shape"}  # type: ignore[operator]


def test_characters_that_no_version_of_ruby_prints_are_refused() -> None:
    """They are control characters, the two separators and the noncharacters. Unassigned characters may be assigned one day."""
    noncharacters = [char for char in ALL_CHARACTERS if 0xFDD0 <= ord(char) <= 0xFDEF or ord(char) & 0xFFFE == 0xFFFE]
    assert len(noncharacters) == 66
    refused = {char for char in ALL_CHARACTERS if unicodedata.category(char) in {"Cc", "Zl", "Zp"}}.union(noncharacters)
    assert [hex(ord(char)) for char in refused if printable.position(char) != 0] == []
    assert printable.position("".join(char for char in ALL_CHARACTERS if char not in refused)) is None


def test_texts_that_ruby_calls_space_are_blank() -> None:
    """The characters are those of Unicode's White_Space property. Python's own isspace has four control characters more."""
    for char in ALL_CHARACTERS:
        blank = char.isspace() and char not in "\x1c\x1d\x1e\x1f"
        assert printable.is_blank(char) is blank, hex(ord(char))
    assert printable.is_blank("")
    assert not printable.is_blank(" a ")


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_the_example_numbers_of_every_region_are_phone_numbers(region: str) -> None:
    """They are accepted in national, international, E.164 and RFC 3966 form, for fixed lines, mobiles and others."""
    kinds = (phonenumbers.example_number_for_type(region, kind) for kind in range(11))
    examples = [number for number in (phonenumbers.example_number(region), *kinds) if number is not None]
    assert examples
    for number in examples:
        for form in range(4):
            assert phone.reason(phonenumbers.format_number(number, form)) is None


def test_a_time_has_a_day_that_exists_in_the_calendar() -> None:
    """The cases are the last days of all months, in leap years and in others."""
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
        ('"a.b"@c.d', None),
        ('"a b@,;<>()"@c.d', None),
        ('"a\\"b\\\\"@c.d', None),
        ('""@c.d', None),
        ('"a"b@c.d', "forbidden_character"),
        ('"a@c.d', "forbidden_character"),
        ('"a\t"@c.d', "white_space"),
        ('"a"@c', "no_domain_dot"),
        ('"a"@b@c.d', "several_at_signs"),
        ('"a"@b c.d', "white_space"),
        ('"' + "a" * 62 + '"@c.d', None),
        ('"' + "a" * 63 + '"@c.d', "local_part_too_long"),
        ("a@[IPv6:::1]", None),
        ("a@[tag:x]", None),
        ("a@[IPv6:]", "no_domain_dot"),
        ("a@[:x]", "no_domain_dot"),
        ("a@[x]", "no_domain_dot"),
        ("a@[IPv6:::1", "no_domain_dot"),
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
def test_why_an_email_address_is_refused(text: str, expected: str | None) -> None:
    """The first of several reasons is reported. The cases are at each limit and just beyond it."""
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
        ("http\u017f://a.b", "scheme"),
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
def test_why_a_website_address_is_refused(text: str, expected: str | None) -> None:
    """The first of several reasons is reported. The cases are at each limit and just beyond it."""
    assert website.reason(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+14155552671", None),
        ("+14155552671" + " " * 238, None),
        ("+14155552671" + " " * 239, None),
        ("+14155552671" + " " * 237 + "a", None),
        ("+14155552671" + " " * 238 + "a", "too_long"),
        ("", "not_a_number"),
        (" ", "not_a_number"),
        ("+", "not_a_number"),
        ("ext", "not_a_number"),
        ("call me", "not_a_number"),
        ("call me 1", "not_a_number"),
        ("\u00b2\u00b2\u00b2", "not_a_number"),
        ("1", None),
        ("1EXText", None),
        ("1:", "not_a_number"),
        ("1:a", "not_a_number"),
        ("+44 1", None),
        ("+44 1a", "too_short"),
        ("123", None),
        ("123456789", None),
        ("0612312312, 0712312312", None),
        ("+33\u202f6 12 34 56 78", None),
        ("06\t12\u2019", None),
        ("+33\u202f6 12 34 56 78 mobile", None),
        ("+999 123456", None),
        ("+1 2345678901234567890", None),
        ("+1 2345678901234567890a", "too_long"),
        ("1" * 20 + "a", None),
        ("1" * 21 + "a", "too_long"),
        ("1-" * 20 + "1a", "too_long"),
        ("\u0661" * 20, None),
        ("\u0661" * 21, None),
        ("\u0661" * 21 + "a", "too_long"),
        *[("1" * 20 + sign + "123", None) for sign in (" ext. ", "x", ";ext=", "#", "~", "\uff03", "\uff5e")],
        *[("1" * 21 + sign + "123", "too_long") for sign in (" ext; ", ";ext=", "~")],
    ],
)
def test_why_a_phone_number_is_refused(text: str, expected: str | None) -> None:
    """A text is refused if it has no digit, or if neither libphonenumber nor the documented expression accepts it."""
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
def test_why_a_time_is_refused(text: str, expected: str | None) -> None:
    """The form is checked first, then the calendar and the clock."""
    assert time.reason(text) == expected


def test_a_character_that_does_not_print_is_reported_by_place_and_number() -> None:
    """The first such character is reported, with at least four digits."""
    assert printable.position("abc") is None
    assert printable.position("a\u2028b\u0000") == 1
    assert (printable.reason("abc"), printable.reason("\u2029")) == (None, "non_printable")
    assert list(map(printable.codepoint, "\t\u00ab\u2028\U000e0001")) == ["U+0009", "U+00AB", "U+2028", "U+E0001"]


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("email", ["JoHn.doe_+%-9@Mail-1.example.co.UK", "o'neil@a.b.c.d.e.f.example", "josé@garcía.com", "用户@例子.广告"]),
        (
            "website",
            [
                *("http://a", "https://Www.example-1.com/A/b_c~d?e=f&g%20+h.html", "HTTPS://A", "http://a:8080/"),
                *("https://münchen.de?a[1]=2", "https://例え.jp/ä#ö", "https://a.com/maps/@1.5,-2.5,15z", "http://हिन्दी.भारत"),
            ],
        ),
        (
            "phone",
            [
                *("+14155552671", "(0)123-45.67/89", "1234567", "1 -.2/()3 4567", "001-798-224-5651x696", "+49 (0) 30 1234"),
                *("(06)91/417-7763 ext. 12", "569.918.6713x408;ext=238", "+33 1 83 41 77 76;ext=2557", "Tel.: 01 83 41 77 76"),
                *("01 83 41 77 76 / 06 12 34 56 78", "01 83 41 77 76 or 06 12 34 56 78", "+33 1 83 41 77 76 (home)"),
                *("+34 845 18 14 59 after 6 pm", "+995 (344) 672 722 WhatsApp", "+1-248-294-2292x38818;ext=6615"),
                *("+49 (0) 8139 333908 (Anna)", "+359(0)997 298 424 (mobile)"),
                *(
                    "+33\u00a01\u202f83\u201141",
                    "\u202a+33 1 83 41 77 76\u202c",
                    "০১৯১৪১৭৭৭৬৩",
                    "+1 555 246 STAY",
                    "+33 1/83/41/77/76 Ext. 12",
                    "+33 1/83/41/77/76X12",
                    "電話 03-1234-5678",
                ),
            ],
        ),
        ("time", ["2014-08-21T08:40:44Z", "1000-12-28T23:59:59Z", "9999-01-01T19:09:00Z"]),
        ("printable", ["", "Plain text of 1 line, ~100 % ASCII!", "Stra\u00dfe \u674e\ufffd"]),
        ("integer", ["0", "12", "9" * 99]),
    ],
)
def test_plain_texts_are_accepted_fast(name: str, texts: list[str]) -> None:
    """An engine need not call the check for texts of common forms."""
    assert [text for text in texts if not re.search(FORMATS[name].fast_accept, text)] == []
    assert all(FORMATS[name].reason(text) is None for text in texts)


def test_each_name_has_its_check() -> None:
    """The code, the reasons and the fast pattern of a format come from one module."""
    modules = {"email": email, "url": website, "phone": phone, "time": time, "non_printable": printable, "type": integer}
    for one in FORMATS.values():
        module = modules[one.code]
        assert (one.reason, one.fast_accept) == (module.reason, module.FAST_ACCEPT)
        assert one.fast_length == getattr(module, "FAST_LENGTH", None)
        assert (one.pattern, one.forbidden) == (getattr(module, "PATTERN", ""), getattr(module, "FORBIDDEN", ""))
    codes = {name.removeprefix("bs-"): one.code for name, one in FORMATS.items() if name.startswith("bs-")}
    assert codes == {
        "email": "email",
        "website": "url",
        "phone": "phone",
        "time": "time",
        "printable": "non_printable",
        "integer": "type",
    }


#: By format: texts that it accepts and a pattern might miss, in addition to the drawn ones.
TAKEN = {
    "email": ["a@b.c", "\u0436@example.com", '"a @,<>"@c.d', "a@[IPv6:::1]", "a:b@c.d", "\U0001f600@b.c"],
    "website": ["http://a", "HTTPS://\u00c4.de", "http://@a", "http://[::1]", "http://{a}.b/"],
    "phone": ["1", "\u0661", "\uff11", "\U0001d7ce", "\U0001fbf0", "+33 6"],
    "time": ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2024-02-29T09:59:59Z"],
    "printable": ["", "\u00a0\u200d\ufffd", "\U0001fffd", "\ufdcf\ufdf0"],
    "integer": ["0", "12"],
}
DRAWN = {"printable": st.text(), **{name: texts.TAKEN[FORMATS[name].code] for name in TAKEN if name != "printable"}}


def _is_let_through(name: str, text: str) -> bool:
    """Return whether the keywords beside a format accept a text."""
    format_ = FORMATS[name]
    forbidden = format_.forbidden and compiled(format_.forbidden).search(text)
    return compiled(format_.pattern).search(text) is not None and not forbidden


@pytest.mark.parametrize("name", sorted(TAKEN))
@given(data=st.data())
def test_the_keywords_beside_a_format_accept_every_text_that_it_accepts(name: str, data: st.DataObject) -> None:
    """The texts have many shapes, and any character may be inserted into them."""
    text = data.draw(DRAWN[name] | st.text())
    at = data.draw(st.integers(0, len(text)))
    changed = text[:at] + data.draw(st.text(max_size=2) | st.sampled_from(["@", ".", '"', " ", "\\", ":"])) + text[at:]
    for one in (text, changed):
        assert FORMATS[name].reason(one) is not None or _is_let_through(name, one)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name in sorted(TAKEN) for text in TAKEN[name]])
def test_the_keywords_accept_rare_texts_that_a_format_accepts(name: str, text: str) -> None:
    """A pattern that is a little too narrow would refuse one of these."""
    assert FORMATS[name].reason(text) is None
    assert _is_let_through(name, text)


def test_the_keywords_accept_every_digit_and_printable_character() -> None:
    """Over all of Unicode, the patterns exclude no character that the formats accept."""
    for char in ALL_CHARACTERS:
        assert _is_let_through("phone", char) or phone.reason(char) is not None, hex(ord(char))
        assert _is_let_through("printable", char) or printable.reason(char) is not None, hex(ord(char))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *[("email", text) for text in ("nope", "", " ", "a@b", "@b.c", "a@", "a@b.", "a@.b", "a b@c.d", "a@b@c.d", "A <a@b.c>")],
        *[("website", text) for text in ("www.x", "", " ", "ftp://a", "http:/a", "http://", "http:///a", " http://a")],
        *[("phone", text) for text in ("zz", "", " ", "\u3000", "+", "call me", "n/a", "\u00b2")],
        *[("time", text) for text in ("", "yesterday", "2014-08-21", "2014-08-21 08:40:44Z", "2014-8-21T08:40:44Z")],
        *[("printable", text) for text in ("\t", "a\u0085", "\u2028", "\ufdd0", "\uffff")],
        *[("integer", text) for text in ("12a", "-1", "1.0", " 1", "\uff11")],
    ],
)
def test_the_keywords_beside_a_format_refuse_gross_faults(name: str, text: str) -> None:
    """A validator that ignores the formats still refuses these texts."""
    assert FORMATS[name].reason(text) is not None
    assert not _is_let_through(name, text)


@cache
def _blank_characters() -> list[str]:
    return [char for char in ALL_CHARACTERS if printable.is_blank(char)]


@pytest.mark.parametrize("name", sorted(name for name in FORMATS if FORMATS[name].pattern))
def test_the_pattern_of_a_format_refuses_every_blank_text(name: str) -> None:
    """The fast path relies on it: when such a pattern fails, it only checks whether the text is blank."""
    blank = _blank_characters()
    assert len(blank) > 20
    for text in ("", *blank, "".join(blank)):
        assert compiled(FORMATS[name].pattern).search(text) is None, ascii(text)


@pytest.mark.parametrize(
    ("forbids", "expected"),
    [
        ({"type": "string", "pattern": printable.FORBIDDEN}, True),
        ({"type": "string", "pattern": printable.FORBIDDEN, "title": "a character that does not print"}, True),
        ({"pattern": printable.FORBIDDEN}, False),
        ({"type": "string", "pattern": "b"}, False),
        ({}, False),
    ],
)
def test_a_forbidden_pattern_has_the_type_string(forbids: dict[str, Any], *, expected: bool) -> None:
    """Without the type, values that are not texts would match the pattern, and be forbidden."""
    assert FORMATS["printable"].has_beside("not", forbids) is expected
    assert not FORMATS["email"].has_beside("not", forbids)


@pytest.mark.parametrize(
    ("name", "pattern", "expected"),
    [
        ("email", email.PATTERN, True),
        ("email", time.PATTERN, False),
        ("printable", "", False),
    ],
)
def test_only_its_own_pattern_repeats_a_format(name: str, pattern: str, *, expected: bool) -> None:
    """A format without a pattern has none to repeat."""
    assert FORMATS[name].has_beside("pattern", pattern) is expected


def test_a_fast_schema_has_a_length_only_where_the_format_has_one() -> None:
    """The keyword ``maxLength`` needs a number."""
    assert FORMATS["time"].fast == {"pattern": time.FAST_ACCEPT}
    assert FORMATS["website"].fast == {"maxLength": website.FAST_LENGTH, "pattern": website.FAST_ACCEPT}


def test_the_schemas_have_the_keywords_beside_every_format() -> None:
    """A packaged schema with a format repeats the pattern and the forbidden characters of the format."""
    found = set()

    def visit(value: object) -> None:
        if isinstance(value, list):
            for one in value:
                visit(one)
        elif isinstance(value, dict):
            if "format" in value:
                format_ = FORMATS[value["format"]]
                found.add(value["format"])
                assert not format_.pattern or value["pattern"] == format_.pattern
                assert not format_.forbidden or value["not"] == {**value["not"], "type": "string", "pattern": format_.forbidden}
            for one in value.values():
                visit(one)

    for schema in packaged():
        visit(schema.document)
    assert found == {name for name in FORMATS if name.startswith("bs-")}
