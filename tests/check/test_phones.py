"""The tables for phone numbers: the metadata that they are made of, the reading of texts, and the verdicts."""

import sys
from importlib.machinery import PathFinder
from typing import Any

import jsonschema_rs
import phonenumbers
import pytest

from bs_validate._check.engines.texts import matches
from bs_validate._check.phones import data, library, metadata, plans, reading, words
from bs_validate._check.phones.metadata import WORLD, NumberKind
from bs_validate._check.phones.verdict import UNCOVERED, verdict

needs_recent_plans = pytest.mark.skipif(
    phonenumbers.__version__.startswith("8."), reason="these numbering plans were different in 2024"
)
REGIONS = [(name, code) for code, names in metadata.regions_by_code().items() for name in names]


def _found_nowhere(*_: Any) -> None:
    return None


def _makes_other_calls(_: str) -> dict[str, Any]:
    return {}


def test_the_metadata_agrees_with_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The metadata that is read without importing the library agrees with it for each region and calling code."""
    codes = {code: tuple(regions) for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()}
    with monkeypatch.context() as without_library:
        without_library.delattr(metadata, "_codes_of_library")
        without_library.delattr(metadata, "_region_of_library")
        assert metadata.regions_by_code.__wrapped__() == {str(code): regions for code, regions in codes.items()}
        read = [metadata.region.__wrapped__(*one) for one in REGIONS]
    monkeypatch.setattr(data, "names", _makes_other_calls)
    assert [metadata.region.__wrapped__(*one) for one in REGIONS] == read
    assert metadata.regions_by_code.__wrapped__() == metadata.regions_by_code()
    owner = plans._owners.__wrapped__("7").match("7710")  # noqa: SLF001
    assert owner is not None
    assert owner.lastindex == metadata.regions_by_code()["7"].index("KZ") + 1
    assert plans._candidates.__wrapped__("212", None) == plans._candidates("212", None)  # noqa: SLF001
    assert len(REGIONS) > 250


@pytest.mark.parametrize("source", ["import nothing_of_this_name; nothing", "import a; a.b.c()", "x = len('')", None])
def test_a_metadata_module_of_an_unexpected_form_is_imported(source: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that is not a file on the path is imported too, as in a program that is frozen into one file."""

    class Loader:
        def get_code(self, _: str) -> Any:
            return compile(source or "", "region_FR.py", "exec")

    class Spec:
        name = "phonenumbers.data.region_FR"
        submodule_search_locations = ("nowhere",)
        loader = Loader() if source else None

    expected = metadata.region("FR", "33")
    monkeypatch.setattr(PathFinder, "find_spec", lambda *_: Spec())
    assert metadata.region.__wrapped__("FR", "33") == expected
    monkeypatch.setattr(PathFinder, "find_spec", _found_nowhere)
    assert metadata.region.__wrapped__("FR", "33") == expected


def test_a_region_has_one_calling_code() -> None:
    """It is the one that phonenumbers gives; calling codes without a country belong to no region."""
    by_region = plans.directory().by_region
    assert by_region == {name: str(phonenumbers.country_code_for_region(name)) for name in phonenumbers.SUPPORTED_REGIONS}
    assert {code for name, code in REGIONS if name == WORLD} == set(map(str, phonenumbers.COUNTRY_CODES_FOR_NON_GEO_REGIONS))


def test_no_calling_code_is_the_beginning_of_another() -> None:
    """The start of a number therefore has at most one calling code."""
    for start in range(1000):
        found = [code for code in metadata.regions_by_code() if f"{start:03}".startswith(code)]
        assert [plans.directory().by_start.get(f"{start:03}", "none")] == (found or ["none"])


def test_expressions_of_the_metadata_have_groups_only_where_they_are_expected() -> None:
    """Only national prefixes have groups, and a prefix without groups has no transformation."""
    for name, code in REGIONS:
        found = metadata.region(name, code)
        groups = [plans._compiled(one).groups for one in (found.leading_digits, found.general.pattern)]  # noqa: SLF001
        assert groups == [0, 0], name
        assert plans._compiled(found.national_prefix).groups > 0 or not found.transform, name  # noqa: SLF001


def test_both_ways_of_matching_digits_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """The expressions of each region match the same numbers in jsonschema-rs and in Python."""
    cases = [
        (kind.pattern, [number, f"{number}0", number[:-1], f"{int(number[0]) % 9 + 1}{number[1:]}"])
        for name, code in REGIONS
        for kind in (metadata.region(name, code).general, *metadata.region(name, code).kinds)
        if kind.pattern and (number := _example(name, code, kind))
    ]
    found = [[bool(matches(expression)(number)) for number in numbers] for expression, numbers in cases]
    assert sum(map(sum, found)) > len(cases) > 1000
    monkeypatch.delitem(sys.modules, jsonschema_rs.__name__)
    assert [[bool(matches(expression)(number)) for number in numbers] for expression, numbers in cases] == found


def _example(name: str, code: str, kind: NumberKind) -> str | None:
    """Return the example number of the library for a kind of numbers, or None."""
    every = vars(phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(int(code), name)).values()
    same = (one for one in every if getattr(one, "national_number_pattern", None) == kind.pattern)
    return next((one.example_number for one in same if one.example_number), None)


@pytest.mark.parametrize("engine", ["jsonschema-rs", "none"])
def test_an_expression_that_looks_ahead_is_left_to_python(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No expression of the metadata looks ahead today. All of a number has to match, whichever engine is in use."""
    if engine == "none":
        monkeypatch.delitem(sys.modules, jsonschema_rs.__name__)
    for expression in ("(?=.2)1|12", "1.|1", "1|1."):
        found = matches(expression)
        assert [bool(found(digits)) for digits in ("12", "2", "123", "")] == [True, False, False, False], expression


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+33 (0)6.12-31/23[12]", "+330612312312"),
        ("(+33) 6 12", "+33612"),
        ("+٣٣ ۶ १ ২ ๓ １", "+3361231"),
        ("\u200b06\u00a012\u201131\u206012\u3000", "06123112"),
        ("415 555 2671x12", "4155552671"),
        ("415 555 2671 Ext. 1234567", "4155552671"),
        ("415 555 2671 EXTN12", "4155552671"),
        ("415 555 2671 #12", "4155552671"),
        ("415 555 2671, ext: 123456789", "4155552671"),
        ("415 555 2671 / x12", "4155552671"),
        ("\t415\u00a0555\u20102671x12\u202c", "4155552671"),
        ("06 12x1234567890", "06121234567890"),
        ("415 555 2671x12#", "4155552671"),
        ("415 555 2671 ext.: 12", None),
        ("415 555 2671 extensión 12", "4155552671"),
        ("415 555 2671 доб. 12", "4155552671"),
        ("415 555 2671;ext=12345678901234567890", "4155552671"),
        ("415 555 2671,,123456789012345", "4155552671"),
        ("415 555 2671, 1234567890", ""),
        ("415 555 2671, 41 55", ""),
        ("415 555 2671; 12", "4155552671"),
        ("++33 612,,1234567890", None),
        ("tel:+33-6-12", "+33612"),
        ("電話 06 12 (office)", "0612633423"),
        ("06 12 Fax", "0612329"),
        ("06 12 a", "0612"),
        ("06 12 A", "0612"),
        ("06 12 FLAT EXT. 3", "06123528"),
        ("06 12 a 1 b 2", "061212"),
        ("06 12 after 6 pm", "061223837676"),
        ("06 12 fax 1", "0612"),
        ("06 12 int", "0612468"),
        ("06 12 дом", ""),
        ("06 12\n06 12", ""),
        ("06 12 +33 1", ""),
        ("06\u202f12", ""),
        ("no number", ""),
        ("06 12;isub=1", None),
        ("1;phone-context=+33", None),
        ("06 12~1", "0612"),
        ("415 555 2671x12 ext. 3", "415555267112"),
        ("415 555 2671x1x2x3 #4", "4155552671919293"),
        ("06 12x12 WhatsApp", "061291294287277"),
        ("415 555 2671x7ROOM, 5#", "4155552671977666"),
        ("06 12x12 after 6, ext. 3", "0612912238376"),
        ("415 555 2671x12, 415 555 2671X34", ""),
        ("415 555 2671; 415 555 2671x34", ""),
        ("415 555 2671x12, 34", "415555267112"),
        ("8x8708;123", None),
        ("5x1123, 581123", None),
        ("06 12; 06 12, 3", ""),
        ("06 12 -3#", "0612"),
        ("06 12 3#", "0612"),
        ("06ー12", None),
        ("12", None),
        ("+1", None),
        ("+;+", None),
        ("٣٣١", "331"),
        ("٣٣١٪", "331"),
        ("06\u00a012X12", "0612"),
        ("²²²", ""),
    ],
)
def test_a_number_is_read_as_libphonenumber_reads_it(text: str, number: str | None) -> None:
    """Reading returns the digits, or an empty text if libphonenumber cannot parse the number."""
    found = reading.plain(text)
    assert (words.among_words(text) if found is None else found) == number
    if number is not None:
        assert verdict(text, "FR") == library.reason(text, "FR")
        if number:
            numbers = [phonenumbers.parse(one, "FR") for one in (text, number)]
            assert numbers[0].national_number == numbers[1].national_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("331", "331"),
        ("+331", "+331"),
        ("0612X12", "0612"),
        ("0612 Ext. 12", "0612"),
        ("33", None),
        ("+33", None),
        ("0612 a", None),
    ],
)
def test_a_plain_number_is_read_without_the_reading_of_words(text: str, number: str | None) -> None:
    """Most numbers are plain, and reading words takes longer."""
    assert reading.plain(text) == number


@pytest.mark.parametrize(
    ("number", "region", "reason"),
    [
        ("0057 321 1234567", "CO", "invalid_number"),  # through carrier 5 to Russia
        ("00 57 321 1234567", "FR", "other_region"),
        ("0062 21 8350123", "ID", "invalid_number"),
        ("0033 1 23 45 67 89", "FR", None),
        ("0033 1", "FR", "too_short"),
        ("0033", "FR", "too_short"),
        ("00999 123456", "FR", "invalid_country_code"),
        ("00999", "FR", "invalid_country_code"),
        ("+00331 23 45 67 89", "FR", None),
        ("+0033 1 23 45 67 89", None, "invalid_country_code"),
        ("+999 123 456", "FR", "invalid_country_code"),
        ("33 1 23 45 67 89", "FR", None),
        ("33 01 23 45 67 89", "FR", None),
        ("331", "FR", "too_short"),
        ("268576123456", "SZ", "invalid_number"),
        ("0006775191239", "SB", "too_long"),  # no calling code begins with a zero
        ("+44 55 1234 5678", "GB", None),  # the number of a company
        ("49 30 123456789012", "DE", None),
        ("+33 0", "FR", "too_short"),
        ("+330", "FR", "too_short"),
        ("0 11 15 2345 6789", "AR", None),  # a mobile number as it is dialled inside
        ("0 15 11 2345 6789", "AR", "too_long"),
        ("011 15 2345 6789", "AR", None),
        ("0 15 11 96123 4567", "BR", None),  # through a carrier
        ("+39 06 12345678", "VA", None),
        ("+39 06 698 12345", "IT", None),
        ("+39 06 698 12345", "VA", None),
        ("+7 7710 12345", "RU", "too_short"),
        ("+7 771 000 9998", "RU", None),
        ("+1 268 460 1234", "US", None),
        ("+1 268 111 1234", "US", "invalid_number"),
        ("+1 204 234 5678", "US", None),
        ("+44 7781 123456", "GB", None),
        ("07781 123456", "GG", None),
        ("781123456", "GG", "invalid_number"),
        ("+800 1234 5678", "FR", None),
        ("+883 5100 1234 5678", "FR", None),
        ("+883 1234 5678", None, "invalid_number"),
        ("+3581822314", "AX", None),
        ("2432912349", "CD", None),  # with its calling code, but without a plus
        ("6206000503", "ID", None),
        ("78001234567", "RU", None),
        ("4607943316212", "SE", "invalid_number"),
        pytest.param("570646495442", "CO", "invalid_length", marks=needs_recent_plans),
        ("1464757", "KY", "local_only"),
        ("+169868", "GD", "too_short"),
        pytest.param("0042002693096823", "ID", "invalid_number", marks=needs_recent_plans),
        ("81" + "1" * 16, "JP", "invalid_number"),
        ("+43 43510946", "AT", "invalid_number"),  # one of a kind, but not one of the country
        ("+49 4930896", "DE", "invalid_number"),
        ("+49" + "1" * 17, "DE", "too_long"),
        ("+49" + "1" * 100, "DE", "too_long"),
        ("1" * 250, "DE", "too_long"),
        ("Tel. 06 12 31 23 12", "FR", "letters"),
        ("Tel. +33 6 12 31 23 12", "US", "letters"),
        ("Tel. 06 12", "FR", "too_short"),
        ("06 12 31 23 12 extension 4", "FR", "letters"),
        ("06 12 31 23 12 extn. 4", "FR", None),
        ("06\u00a012 31 23 12 EXT 4", "FR", None),
        ("06 12 31 23 12 extn. 12345678", "FR", "letters"),
    ],
)
def test_a_verdict_agrees_with_the_library(number: str, region: str | None, reason: str | None) -> None:
    """The numbers have dialling prefixes, shared calling codes, unusual lengths and words."""
    assert (verdict(number, region), library.reason(number, region)) == (reason, reason)


def test_an_unknown_region_counts_as_no_region() -> None:
    """Regions are written in capitals, so lower case is unknown."""
    for region in (None, "", "UK", "fr", "001"):
        for reason in (verdict, library.reason):
            assert reason("06 12 31 23 12", region) == "invalid_country_code"
            assert reason("+33 6 12 31 23 12", region) is None


def test_not_covered_differs_from_every_verdict() -> None:
    """The value is neither a reason for a warning nor the absence of one."""
    assert verdict("06 12 31 23 12;isub=3", "FR") is UNCOVERED
    assert UNCOVERED is not None
    assert not isinstance(UNCOVERED, str)
