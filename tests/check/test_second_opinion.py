"""What libraries doubt that is no error."""

import phonenumbers
import pytest

from bs_validate._check.second_opinion import DOUBTS, email, phone, surely_valid, url


@pytest.mark.parametrize(
    ("address", "doubted"),
    [
        ("a@b.co", False),
        ("A.b_c-d+e@B-1.example.CO", False),
        ("a" * 20 + "@" + "b" * 39 + ".co", False),
        ("a@exam_ple.com", True),
        ("ж@example.com", True),
        ("a..b@example.com", True),
        ("a@-b.co", True),
        ("a@b.c1", True),
        ("a@" + "b" * 64 + ".co", True),
        ("x", False),
        ("a@b", False),
        ("", False),
    ],
)
def test_an_email_address_that_validators_refuses_is_doubted(address: str, doubted: bool) -> None:  # noqa: FBT001  # of a row
    """What is an error is not doubted too."""
    assert email(address, None) == ({} if doubted else None)


@pytest.mark.parametrize(
    ("address", "doubted"),
    [
        ("http://example.com", False),
        ("https://a-b.c.co/d_e-f/1", False),
        ("HTTP://EXAMPLE.COM/A?b=c#d", False),
        ("http://" + "a" * 52 + ".co", False),
        ("http://" + "a" * 64 + ".co", True),
        ("http://nodots", True),
        ("http://example.com?a=1&b", False),
        ("http://example.com/?ref", False),
        ("http://example.com/a[1]|b#é", False),
        ("http://nodots/?a=example.com", True),
        ("http://a_b.co", True),
        ("http://-a.co", True),
        ("ftp://example.com", False),
        ("http://", False),
        ("x", False),
    ],
)
def test_a_url_that_validators_refuses_is_doubted(address: str, doubted: bool) -> None:  # noqa: FBT001  # of a row
    """What is an error is not doubted too."""
    assert url(address, None) == ({} if doubted else None)


def test_validators_may_raise_what_it_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its environment says so."""
    monkeypatch.setenv("RAISE_VALIDATION_ERROR", "True")
    assert (email("a@exam_ple.com", None), url("http://nodots", None)) == ({}, {})
    assert (email("a+b@example.com", None), url("http://example.com?a", None)) == (None, None)


@pytest.mark.parametrize(
    ("number", "region", "reason"),
    [
        ("+14155552671", None, None),
        ("+14155552671", "US", None),
        ("+14155552671", "CA", None),
        ("+14155552671", "FR", "other_region"),
        ("+14155552671", "XX", None),
        ("+14155552671", "UK", None),
        ("+33 6 12 31 23 12", "US", "other_region"),
        ("+33 6 12 31 23 12", "FR", None),
        ("+33 (0)6 12 31 23 12", "FR", None),
        ("+33 (0)6 12 31 23 12", "US", "other_region"),
        ("06 12 31 23 12", "FR", None),
        ("06 12 31 23 12", None, "invalid_country_code"),
        ("06 12 31 23 12", "ZZ", "invalid_country_code"),
        ("+44 7781 123456", "GG", None),
        ("+44 7781 123456", "GB", None),
        ("+44 7781 123456", "FR", "other_region"),
        ("+800 1234 5678", "FR", None),
        ("+800 1234 5678", None, None),
        ("+999 123 456 789", "US", "invalid_country_code"),
        ("+1 111 111 1111", "US", "invalid_number"),
        ("+1 111 111 1111", "FR", "invalid_number"),
        ("123456789", "US", "too_short"),
        ("+1 555 555 5555 5", "US", "too_long"),
        ("555 2671", "US", "local_only"),
        ("+1 415 CALL NOW", "US", "letters"),
        ("+1 415 CALL NOW", "FR", "letters"),
        ("+1 415 555 2671 ext. 12", "US", None),
        ("+1 415 555 2671 ext12", "US", None),
        ("+1 415 555 2671 EXTN. 12", "US", None),
        ("+1 415 555 2671x1234567", "US", None),
        ("+1 415 555 2671 # 1 ", "US", None),
        ("+1 415 555 2671 ext 12", "FR", "other_region"),
        ("+49 30 1234567", "DE", None),
        ("+49 30 12345678901", "DE", None),
        ("+39 06 12345678", "IT", None),
        ("+40 2222222", None, "invalid_length"),
        ("0033", "FR", "too_short"),
        ("00 44 1", "FR", "too_short"),
        ("0", "US", "invalid_number"),
        ("0612312312, 0712312312", "FR", "invalid_number"),
        ("+33 6", "FR", "too_short"),
        ("x", None, None),
        ("", "FR", None),
    ],
)
def test_a_phone_number_is_doubted_in_a_region(number: str, region: str | None, reason: str | None) -> None:
    """For what libphonenumber says of it there; a region that is none is left out, and so is what is an error."""
    assert phone(number, region) == (None if reason is None else {"reason": reason})


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("+14155552671", 1),
        ("+1 415-555.2671", 1),
        ("+33.6-12 31.23-12", 33),
        ("+33 1 23 45 67 89", 33),
        ("+44 20 7946 0958", 44),
        ("+44 7400 123456", 44),
        ("+353 85 012 3456", 353),
        ("+55 11 96123-4567", 55),
        ("+12", None),
        ("+999 123 456", None),
        ("+800 1234 5678", None),  # of no country
        ("+1 246 243 1234", None),  # not the main country of its code
        ("+44 7781 123456", None),
        ("+39 06 12345678", None),  # a zero that stays
        ("+49 030 123456", None),  # a zero that does not belong there
        ("+7 912 345 67 89", None),  # a code whose main country shares it by the first digits
        ("+55 0 11 96123-4567", None),
        ("+1 1 415 555 2671", None),  # the prefix within a country
        ("+33 6 12 31 23 1", None),
        ("+33 6 12 31 23 12 3", None),
        ("+33 8 00 00 00 00", None),  # neither fixed nor mobile
        ("+1 111 111 1111", None),
    ],
)
def test_a_number_that_is_plainly_valid_need_not_be_parsed(number: str, code: int | None) -> None:
    """Fixed and mobile lines of the main country of a calling code."""
    assert surely_valid(number) == code


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_what_is_plainly_valid_is_valid(region: str) -> None:
    """For the examples of every region and their neighbours, libphonenumber says the same."""
    for kind in (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE):
        example = phonenumbers.example_number_for_type(region, kind)
        if example is None:
            continue
        text = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
        for near in (text, text[:-1], text + "0", text[:-1] + str((int(text[-1]) + 1) % 10)):
            code = surely_valid(near)
            if code is not None:
                number = phonenumbers.parse(near, None)
                assert (number.country_code, phonenumbers.is_valid_number(number)) == (code, True), near


def test_each_format_with_a_doubt_has_its_own() -> None:
    """By the code of the format."""
    assert dict(DOUBTS) == {"email": ("email_doubtful", email), "url": ("url_doubtful", url), "phone": ("phone_doubtful", phone)}
