"""Limits on the share of documents with errors are parsed, matched with errors, and compared with the counts."""

from typing import Any

import pytest

from bs_validate import UnknownField, Validator, validate_batch
from bs_validate._schema.catalog import packaged
from bs_validate._tally.limits import Excess, Limit, limits_in
from bs_validate.exceptions import InvalidLimit, UnknownCode

LINES = [
    '{"contacts": [{"zip": "44147"}]}',
    '{"contacts": [{"email": "x"}]}',
    '{"contacts": [{"email": null, "phones": [{"label": "a", "number": "x"}, {"label": "b", "number": "y"}]}]}',
    '{"contacts": [{"city": null}]}',
]


@pytest.mark.parametrize(
    ("text", "limit", "written"),
    [
        ("1%", Limit(1.0), "1%"),
        ("0.5", Limit(0.5), "0.5%"),
        ("0.00001%", Limit(0.00001), "0.00001%"),
        ("99.123456789%", Limit(99.123456789), "99.123456789%"),
        ("100 %", Limit(100.0), "100%"),
        ("email=2%", Limit(2.0, "email"), "email=2%"),
        (":phone=0%", Limit(0.0, None, "phone"), ":phone=0%"),
        ("phones.*.number:phone=2.25%", Limit(2.25, "phones.*.number", "phone"), "phones.*.number:phone=2.25%"),
        ("phones[].number=3", Limit(3.0, "phones.*.number"), "phones.*.number=3%"),
        ("phones.0.number=3", Limit(3.0, "phones.*.number"), "phones.*.number=3%"),
    ],
)
def test_a_limit_is_read_and_written(text: str, limit: Limit, written: str) -> None:
    """Each way to write an index of a list means every index."""
    assert limits_in([text], packaged()).every[0] == limit
    assert str(limit) == written
    assert limits_in([written], packaged()).every[0] == limit


@pytest.mark.parametrize(
    "text", ["", "%", "101%", "100.1", "-1", "1%%", "1e1", "email", "email=", "email=x", "a=b=1", "١%", "1\n"]
)
def test_a_text_that_is_not_a_limit_is_refused(text: str) -> None:
    """The exception says how a limit is written."""
    with pytest.raises(InvalidLimit, match="or email=0"):
        validate_batch([], "contact.update", limits=[text])


def test_fields_and_codes_must_exist() -> None:
    """A misspelt name would otherwise be a limit that nothing counts against."""
    with pytest.raises(UnknownField, match="emial") as unknown:
        validate_batch([], "contact.update", limits=["emial=1%"])
    assert list(unknown.value.choices) == sorted(unknown.value.choices)
    for text in ("email:emial=1%", ":=1%"):
        with pytest.raises(UnknownCode):
            validate_batch([], "contact.update", limits=[text])
    with pytest.raises(UnknownField):
        validate_batch([], "contact.update", limits=["user_id.x=1%"], validator=Validator())


@pytest.mark.parametrize(
    ("limits", "exceeded"),
    [
        ([], {}),
        (["75%"], {}),
        (["74.9%"], {"74.9%": 3}),
        (["email=50%"], {"0%": 2}),
        (["email=49%", "100%"], {"email=49%": 2}),
        (["email=0%", "email:null=25%", "100%"], {"email=0%": 1}),
        ([":phone=24%", "100%"], {":phone=24%": 1}),
        (["phones.*.number=24%", ":phone=0%", "100%"], {"phones.*.number=24%": 1}),
        (["1%", "80%"], {}),
    ],
)
def test_an_error_counts_against_the_most_specific_limit(limits: list[str], exceeded: dict[str, int]) -> None:
    """A document counts once for each limit, and errors without a limit of their own against that for all."""
    batch = validate_batch(LINES, "contact.update", limits=limits)
    assert list(batch)
    assert {str(one.limit): one.documents for one in batch.counts.exceeded} == exceeded


WARNED = [
    '{"contacts": [{"website": "", "id": 2}]}',
    '{"contacts": [{"id": 3, "email": "x"}]}',
    '{"contacts": [{"phones": [{"label": "a", "number": "1"}, {"label": "b", "number": "12"}]}]}',
    '{"contacts": [{"zip": "44147"}]}',
]


@pytest.mark.parametrize(
    ("limits", "exceeded"),
    [
        (["25%"], {}),
        (["25%", ":read_only=50%"], {}),
        (["25%", ":read_only=49%"], {":read_only=49%": 2}),
        (["25%", "id:read_only=49%", ":read_only=0%"], {"id:read_only=49%": 2}),
        (["25%", "zip:read_only=0%", "id=0%"], {}),
        (["0%", ":phone_doubtful=24%"], {"0%": 1, ":phone_doubtful=24%": 1}),
        (["25%", "phones.*.number=0%", "phones.*.number:phone_doubtful=25%"], {}),
        (["25%", ":blank=0%"], {}),
    ],
)
def test_a_warning_counts_against_a_limit_that_names_it(limits: list[str], exceeded: dict[str, int]) -> None:
    """It counts against no other, and ``blank`` is the name of an error."""
    batch = validate_batch(WARNED, "contact.update", limits=limits, warnings=True)
    assert list(batch)
    assert {str(one.limit): one.documents for one in batch.counts.exceeded} == exceeded
    assert batch.counts.invalid == 1


def test_a_limit_on_a_warning_needs_warnings() -> None:
    """Otherwise, nothing would ever count against it."""
    with pytest.raises(InvalidLimit, match="a limit on read_only needs warnings=True"):
        validate_batch(WARNED, "contact.update", limits=["1%", "id:read_only=1%"])


@pytest.mark.parametrize(("percent", "documents", "of"), [(0.57, 57, 10_000), (0.29, 29, 10_000), (7.0, 7, 100), (0.0, 0, 0)])
def test_a_share_that_is_the_limit_does_not_exceed_it(percent: float, documents: int, of: int) -> None:
    """Binary fractions would exceed it, because 0.57 times 100 is less than 57."""
    limit = Limit(percent)
    assert not limit.is_exceeded(documents, of)
    assert limit.is_exceeded(documents + 1, of)


def test_one_text_in_place_of_limits_is_refused() -> None:
    """Its characters would be limits: those of ``50`` are 5% and 0%."""
    with pytest.raises(TypeError, match="not one text"):
        validate_batch([], "contact.update", limits="50")


@pytest.mark.parametrize("limit", [5, 0.5, None, b"1%", ("email", 1)])
def test_a_limit_that_is_not_a_text_is_refused(limit: Any) -> None:
    """The exception says how a limit is written."""
    with pytest.raises(TypeError, match="a limit is a text, such as '1%', and not"):
        validate_batch([], "contact.update", limits=["1%", limit])


def test_limits_may_come_from_a_generator() -> None:
    """One without any limit is the same as an empty list."""
    for limits, exceeded in ((iter([]), []), (iter(["60%"]), ["60%"])):
        batch = validate_batch(LINES, "contact.update", limits=limits)
        assert list(batch)
        assert [str(one.limit) for one in batch.counts.exceeded] == exceeded


@pytest.mark.parametrize(
    ("percent", "documents", "of", "share"),
    [(1.0, 1_001, 100_000, "1.001%"), (33.3, 1, 3, "33.33%"), (0.0, 1, 10_000_000, "0.00001%"), (0.0, 1, 3, "33.3%")],
)
def test_the_share_of_an_excess_is_above_its_limit_as_written(percent: float, documents: int, of: int, share: str) -> None:
    """It has as many digits as that takes, and no exponent."""
    assert str(Excess(Limit(percent), documents, of)).startswith(f"{share} of the documents")


def test_an_excess_is_one_sentence() -> None:
    """It has the share, the numbers that it is made of, and the limit."""
    batch = validate_batch(LINES, "contact.update", limits=["70%", "email:null=0%"])
    assert list(batch)
    assert [str(one) for one in batch.counts.exceeded] == [
        "75% of the documents (3 of 4) have an error; the limit is 70%",
        "25% of the documents (1 of 4) have the error null in email; the limit is 0%",
    ]
