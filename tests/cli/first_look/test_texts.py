"""Each plain text that is recognised has its format, and no warning is about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate._check import second_opinion
from bs_validate.cli.first_look import texts
from bs_validate.formats import email, printable, time, website
from support.profiles import examples

_EMAIL = ["anna", "Bo", "x1", "_", "-", "+", ".", " ", "@", "example", "com", "CO", "museum", "--", "é", "9", "a" * 30]
_URL = ["a", "B", "_", "-", "~", "@", ",", ":", "+", "?", "#", "=", "&", "%20", "!", "80", "//", "[", "é", "..", ".com", "www."]


def joined(parts: list[str], most: int = 5) -> st.SearchStrategy[str]:
    """Draw texts that are joined from parts."""
    return st.lists(st.sampled_from(parts), min_size=1, max_size=most).map("".join)


EMAILS = st.tuples(joined(_EMAIL), joined(_EMAIL, 3), st.sampled_from([".com", ".co.uk", "."])).map(
    lambda drawn: f"{drawn[0]}@{drawn[1]}{drawn[2]}"
)
URLS = st.tuples(st.sampled_from(["http://", "HTTPS://", "ftp://"]), joined(_URL[:4] + _URL[-2:], 3), joined(_URL)).map(
    lambda drawn: f"{drawn[0]}{drawn[1]}.com/{drawn[2]}"
)
DIGITS = st.sampled_from(["00", "01", "12", "13", "24", "28", "29", "30", "31", "59", "60", "1²", "٣٣"])
TIMES = st.tuples(
    st.sampled_from(["2021", "2020", "0000", "0001", "20²1"]), *[DIGITS] * 5, st.sampled_from(["Z", "z", "", "Z\n"])
).map(lambda drawn: "{}-{}-{}T{}:{}:{}{}".format(*drawn))


@given(EMAILS)
@examples(150)
def test_a_plain_email_address_gets_no_warning(text: str) -> None:
    """The format and the library of second opinions both accept it."""
    assert not texts.is_email(text) or (email.reason(text) is None and second_opinion.email(text, None) is None)


@given(URLS)
@examples(150)
def test_a_plain_website_gets_no_warning(text: str) -> None:
    """The format and the library both accept it. For a link, only the format counts."""
    assert not texts.is_website(text) or (website.reason(text) is None and second_opinion.url(text, None) is None)
    assert not texts.is_link(text) or website.reason(text) is None


@given(TIMES)
@examples(150)
def test_a_plain_time_has_the_format(text: str) -> None:
    """The time exists in the calendar."""
    assert not texts.is_time(text) or time.reason(text) is None


@given(st.text(st.sampled_from("aé \t\n\x1f\x85\u00a0\u1680\u2003\u200b\u2028\u3000\ufdd0\ufffe\U0001fffe\U0001f600")))
def test_other_texts_are_judged_as_the_ordinary_way_judges_them(text: str) -> None:
    """A text is blank in the first look exactly if it is blank in the ordinary way."""
    assert texts.is_filled(text) is not printable.is_blank(text)
    assert not texts.is_printable(text) or printable.reason(text) is None


@pytest.mark.parametrize("text", ["anna.b@example.com", "A+b_c@Mail.Example.co.uk"])
def test_usual_email_addresses_are_plain(text: str) -> None:
    """Most email addresses are plain."""
    assert texts.is_email(text)


@pytest.mark.parametrize("text", ["http://example.com", "https://www.example.com/a/~b?c=d&e=%20#f"])
def test_usual_websites_are_plain(text: str) -> None:
    """A plain website may have a query."""
    assert texts.is_website(text)


@pytest.mark.parametrize("text", ["https://www.bookingsync.com/api/v3/accounts/{contacts.account}"])
def test_templates_of_the_server_are_plain_links(text: str) -> None:
    """Responses contain such templates."""
    assert texts.is_link(text)
    assert not texts.is_website(text)


@pytest.mark.parametrize("text", ["2014-08-21T08:40:44Z", "2021-12-31T23:59:59Z"])
def test_usual_times_are_plain(text: str) -> None:
    """The server writes such times."""
    assert texts.is_time(text)


@pytest.mark.parametrize(
    "text",
    [
        *("2021-02-29T00:00:00Z", "2021-04-31T00:00:00Z", "2021-13-01T00:00:00Z", "2021-00-01T00:00:00Z", "0000-01-01T00:00:00Z"),
        *("2021-01-01T24:00:00Z", "2021-01-01T00:60:00Z", "2021-01-01T00:00:60Z", "2021-01-01 00:00:00Z", "2021-01-01T00:00:00"),
    ],
)
def test_a_moment_that_the_calendar_does_not_have_is_not_plain(text: str) -> None:
    """A time in another form is not plain either."""
    assert not texts.is_time(text)
    assert time.reason(text) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Łódź", True), ("a\nb\u00a0c", True), ("क\u094d\u200dष", True), ("a\u200eb", False), ("\u2067é", False), ("\ud800", False)],
)
def test_characters_that_get_a_warning_are_noticed(text: str, *, expected: bool) -> None:
    """They change the direction of a text, or are half of a surrogate pair."""
    assert texts.is_harmless(text) is expected
