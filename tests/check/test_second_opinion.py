"""Warnings about valid values are those of the libraries, even if the libraries are not imported."""

import subprocess
import sys

import pytest
import validators
from hypothesis import given
from hypothesis import strategies as st

from bs_validate._check.phones import library
from bs_validate._check.phones.verdict import UNCOVERED, verdict
from bs_validate._check.second_opinion import DOUBTS, email, phone, url, usual_url
from bs_validate.formats import email as email_format
from bs_validate.formats import phone as phone_format
from bs_validate.formats import website
from support.profiles import examples


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
        ("O'Neil/a&b=c@EXAMPLE.museum", False),
        ("a" * 64 + "@example.com", False),
        ("a@" + ("b" * 62 + ".") * 4 + "c", True),
        ("a@" + ("b" * 61 + ".") * 4 + "co", False),
        ("é@example.com", False),
        ("a@иванов.укр", False),
        ("a@b--c.xn--p1ai", False),
        ("a@b__c.com", True),
        ('"a"@example.com', False),
        ("x", False),
        ("a@b", False),
        ("", False),
    ],
)
def test_an_email_address_that_validators_refuses_gets_a_warning(address: str, doubted: bool) -> None:  # noqa: FBT001  # of a row
    """An address with an error gets no warning as well."""
    assert email(address, None) == ({} if doubted else None)


@pytest.mark.parametrize(
    ("address", "doubted"),
    [
        ("http://example.com", False),
        ("https://a-b.c.co/d_e-f/1", False),
        ("HTTP://EXAMPLE.COM/A?b=c#d", False),
        ("http://" + "a" * 52 + ".co", False),
        ("http://" + "a" * 64 + ".co", True),
        ("http://" + ("b" * 62 + ".") * 4 + "co", True),
        ("http://nodots", True),
        ("http://example.com?a=1&b", False),
        ("http://example.com/?ref", False),
        ("http://example.com/a[1]|b#é", False),
        ("http://nodots/?a=example.com", True),
        ("http://example.com./", False),
        ("http://example.com.:80", False),
        ("http://example.com..", True),
        ("http://nodots.", True),
        ("http://a_b.co", True),
        ("http://-a.co", True),
        ("http://example.com:8080/", False),
        ("http://example.com:65535/", False),
        ("http://example.com:0/", True),
        ("http://example.com/a@b:c;d=e,f/é/中文", False),
        ("http://example.com/a^b", True),
        ("http://example.com/`", True),
        ("http://иванов.укр/", False),
        ("http://1.2.3.4/", False),
        ("ftp://example.com", False),
        ("http://", False),
        ("x", False),
    ],
)
def test_a_url_that_validators_refuses_gets_a_warning(address: str, doubted: bool) -> None:  # noqa: FBT001  # of a row
    """A URL with an error gets no warning as well."""
    assert url(address, None) == ({} if doubted else None)


LABELS = st.text("aZ0-", min_size=1, max_size=4) | st.sampled_from(["com", "a" * 63, "a" * 64, "xn--p1ai", "a_b", "é", ""])
HOSTS = st.lists(LABELS, min_size=1, max_size=5).map(".".join)


@examples(60)
@given(st.text("aZ0.-+'/!é\"", min_size=1, max_size=6) | st.sampled_from(["a" * 64, "a" * 65]), HOSTS)
def test_an_email_address_without_a_warning_is_accepted_by_validators(local: str, host: str) -> None:
    """Plain addresses are not passed to the library, which would accept them."""
    address = f"{local}@{host}"
    assert email(address, None) is not None or email_format.reason(address) is not None or validators.email(address)


@examples(60)
@given(
    st.tuples(
        st.sampled_from(["http://", "HTTPS://"]),
        HOSTS,
        st.sampled_from(["", "", ":80", ":0", ":08", ":59999", ":65536"]),
        st.sampled_from(["", "/"]),
        st.text("aZ0/?#[]|@:;=%é中\u3000\u00a0 ^`\\", max_size=5),
    ).map("".join)
)
def test_a_url_without_a_warning_is_accepted_by_validators(address: str) -> None:
    """Its query and its fragment do not count, and a bracket in its path counts as a hyphen."""
    assert url(address, None) is not None or website.reason(address) is not None or validators.url(usual_url(address))


def test_validators_may_raise_its_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library raises instead of returning a refusal if its environment variable is set."""
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
    ],
)
def test_a_phone_number_is_judged_in_a_region(number: str, region: str | None, reason: str | None) -> None:
    """The reason is that of libphonenumber for the region. An unknown region is ignored."""
    assert phone(number, region) == (None if reason is None else {"reason": reason})


def test_a_number_that_is_too_long_for_libphonenumber_gets_a_warning() -> None:
    """The expression of the documentation accepts it, so it is not an error."""
    assert phone("+" + "1" * 250, "US") == {"reason": "too_long"}


@pytest.mark.parametrize("number", ["+33 1 23 45 67 89\\x1", "01 23 45 67 89;isub=1", "*12", "12"])
@pytest.mark.parametrize("region", ["FR", "US", None])
def test_numbers_that_the_tables_do_not_cover_are_passed_to_the_library(number: str, region: str | None) -> None:
    """The answer of the library counts for them."""
    assert verdict(number, region) is UNCOVERED
    reason = library.reason(number, region)
    assert phone(number, region) == (None if reason is None else {"reason": reason})


def test_usual_values_are_judged_without_the_libraries() -> None:
    """Neither phonenumbers nor validators is imported for them, because importing either takes longer than starting Python."""
    program = (
        "import sys; from bs_validate._check.second_opinion import email, phone, url;"
        "numbers = ['+33 6 12 31 23 12', '06 12 31 23 12', '(415) 555-2671x123', '+999 1234', '+1 246 243 1234'];"
        "doubts = [phone(number, region) for number in numbers for region in ('FR', 'US', 'UK', None)];"
        "doubts += [email('A.b+c@mail.example.co.uk', None), url('HTTPS://example.museum:8080/é/[1]?x#y', None)];"
        "assert None in doubts and {'reason': 'other_region'} in doubts;"
        "print([name for name in ('phonenumbers', 'validators') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout == "[]\n"


def test_each_format_with_a_second_opinion_has_its_own_code() -> None:
    """The second opinions are listed by the code of their format."""
    assert dict(DOUBTS) == {"email": ("email_doubtful", email), "url": ("url_doubtful", url), "phone": ("phone_doubtful", phone)}


@pytest.mark.parametrize(
    ("address", "usual"),
    [
        ("http://a.com?b#c", "http://a.com"),
        ("http://a.com/b#c?d", "http://a.com/b"),
        ("http://a.com./b//c[1]", "http://a.com/b//c-1-"),
        ("http://a.com.:80", "http://a.com:80"),
        ("http://a..", "http://a.."),
    ],
)
def test_a_url_is_asked_about_in_its_usual_form(address: str, usual: str) -> None:
    """The library is asked about the rest of the URL."""
    assert usual_url(address) == usual


def test_a_phone_number_of_the_greatest_length_is_still_read() -> None:
    """Spaces count too."""
    number = "+33 6 12 31 23 12"
    assert phone(number.ljust(phone_format.MAX_LENGTH), None) is None
    assert phone(number.ljust(phone_format.MAX_LENGTH + 1), None) == {"reason": "too_long"}
