"""Suggestions name the choice or the field that was probably meant."""

import random

import babel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate._check import names, suggest
from bs_validate._schema.catalog import packaged

CONTACT = packaged()["contact.create"].document["properties"]["contacts"]["items"]["properties"]
COUNTRIES = CONTACT["country_code"]["enum"]
LOCALES = CONTACT["spoken_languages"]["items"]["enum"]
CLDR = {"rs": "sr", "zh": "zh_Hans", "zh-TW": "zh_Hant"}
WRITABLE = [name for name, one in CONTACT.items() if not one.get("readOnly")]
PHONE = list(CONTACT["phones"]["items"]["properties"])
STATES = ["AL", "AZ", "CA", "CO", "DE", "FL", "GA", "IL", "IN", "MT", "NV", "NY", "OH", "OR", "TX", "WI"]


def _codes_by_name() -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for locale in LOCALES:
        territories = babel.Locale.parse(CLDR.get(locale, locale)).territories
        for code in COUNTRIES:
            codes.setdefault(territories[code].casefold(), set()).add(code)
    return codes


def test_a_country_is_found_by_its_name_in_every_language() -> None:
    """All names of CLDR are found in each of the API's languages, in any case; a newer CLDR may have a few more."""
    codes = _codes_by_name()
    assert len(codes) > 4_000
    wrong = {name: found for name, those in codes.items() if (found := suggest.choice(name, COUNTRIES)) not in those}
    assert set(wrong.values()) <= {None}
    assert len(wrong) < 40, sorted(wrong)
    assert {name for name in wrong if suggest.choice(name.upper(), COUNTRIES) is not None} == set()
    assert "kongo" in wrong  # in Polish one, in Norwegian the other


@pytest.mark.parametrize("locale", LOCALES)
def test_a_language_is_found_by_its_name_in_every_language(locale: str) -> None:
    """All names of CLDR lead to the API's code, which is ``rs`` for Serbian."""
    languages = babel.Locale.parse(CLDR.get(locale, locale)).languages
    for code in LOCALES:
        name = languages[CLDR.get(code, code)]
        assert suggest.choice(name, LOCALES) == code, name


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_country_is_found_by_its_code_in_lower_case(code: str) -> None:
    """The text ``fr`` suggests ``FR``."""
    assert suggest.choice(code.lower(), COUNTRIES) == code
    assert suggest.choice(f" {code} ", COUNTRIES) == code


@pytest.mark.parametrize(
    ("value", "choices", "expected"),
    [
        ("UK", COUNTRIES, "GB"),
        ("USA", COUNTRIES, "US"),
        ("usa", COUNTRIES, "US"),
        ("DEU", COUNTRIES, "DE"),
        ("276", COUNTRIES, "DE"),
        ("EL", COUNTRIES, "GR"),
        ("United Kingdom", COUNTRIES, "GB"),
        ("Russian Federation", COUNTRIES, "RU"),
        ("Česká republika", COUNTRIES, "CZ"),
        ("Czechia", COUNTRIES, "CZ"),
        ("EU", COUNTRIES, None),
        ("N/A", COUNTRIES, None),
        ("Bỉ", COUNTRIES, None),
        ("ÁO", COUNTRIES, None),
        ("U.S.A.", COUNTRIES, "US"),
        ("U.K.", COUNTRIES, "GB"),
        ("Turkey", COUNTRIES, "TR"),
        ("XX", COUNTRIES, None),
        ("", COUNTRIES, None),
        ("Narnia", COUNTRIES, None),
        ("Congo", COUNTRIES, None),
        ("x" * 10_000, COUNTRIES, None),
        (5, COUNTRIES, None),
        (None, COUNTRIES, None),
        ("EN", LOCALES, "en"),
        ("en-US", LOCALES, "en"),
        ("en_GB", LOCALES, "en"),
        ("iw", LOCALES, None),
        ("nn", LOCALES, "nb"),
        ("zh-CN", LOCALES, "zh"),
        ("zh_Hant_HK", LOCALES, "zh-TW"),
        ("zh-Hans-HK", LOCALES, "zh"),
        ("zh-tw", LOCALES, "zh-TW"),
        ("ger", LOCALES, "de"),
        ("sr-Latn-RS", LOCALES, "rs"),
        ("srp", LOCALES, "rs"),
        ("日本語", LOCALES, "ja"),
        ("cz", LOCALES, "cs"),
        ("ua", LOCALES, "uk"),
        ("ua", COUNTRIES, "UA"),
        ("cz", ["cs", "cz"], "cz"),
        ("Serbian", ["sr", "hr"], "sr"),
        ("Serbian", ["sr", "rs", "hr"], "sr"),
        ("rs", ["sr", "hr"], "sr"),
        ("se", ["sv", "se-NO", "fi"], "sv"),
        ("se_SE", ["sv", "se", "fi"], "se"),
        ("Deutschland", ["DE", "de"], "DE"),
        ("Deutsch", ["DE", "de"], "de"),
        ("Canada", STATES, None),
        ("Canada", ["CA", "US", "other"], "CA"),
        ("English", ["en", "other", "none"], "en"),
        ("English", ["en", "on", "up", "go"], None),
        ("Male", ["male", "female"], "male"),
        ("femal", ["male", "female"], "female"),
        ("emale", ["male", "female"], None),
        ("France", ["male", "female"], None),
        ("x", ["male", "female"], None),
        ("FR", ["DE", "IT"], None),
        ("1", [1, None], None),
        ("U.S.", COUNTRIES, "US"),
        ("fr-FR", COUNTRIES, "FR"),
        ("en_US", COUNTRIES, "US"),
        ("en-gb", COUNTRIES, None),
        ("US-CA", COUNTRIES, None),
        ("fr-XX", COUNTRIES, None),
        ("xfr-FR", COUNTRIES, None),
        ("ru_RU.UTF-8", LOCALES, "ru"),
        ("de_DE@euro", LOCALES, "de"),
        ("zh_TW.Big5", LOCALES, "zh-TW"),
        ("de.!", LOCALES, "de"),
        ("S. Korea", COUNTRIES, "KR"),
        ("Portuguese (Brazil)", LOCALES, "pt"),
        ("English (UK)", LOCALES, "en"),
        ("Chinese (Traditional)", LOCALES, "zh-TW"),
        ("Chinese (Hong Kong)", LOCALES, None),
        ("(English)", LOCALES, "en"),
        ("Klingon (English)", LOCALES, None),
        ("Virgin Islands (x)", COUNTRIES, None),
        ("Bosnia-Herzegovina", COUNTRIES, "BA"),
        ("Norwegian", LOCALES, "nb"),
        ("norsk nynorsk", LOCALES, "nb"),
        ("zh_Hant", ["zh-TW"], "zh-TW"),
        ("Hawaiian", ["haw", "xyz"], None),
        ("ci", ["tw", "xx"], None),
        ("či", ["tw"], None),
        ("a b-1", ["ab1"], "ab1"),
        ("MALE", ["Male", "male"], None),
        ("abcx", ["abc"], None),
        ("abcx", ["abcd"], "abcd"),
        ("abdc", ["abcd"], "abcd"),
        ("abc", ["abcd"], "abcd"),
        ("ab", ["abcd"], None),
        ("abcde", ["abcd"], "abcd"),
        ("abxx", ["abcd"], None),
        ("abcdefxx", ["abcdefgh"], "abcdefgh"),
        ("abcdefx", ["abcdefgh"], None),
        ("abcdefgxy", ["abcdefg"], None),
        ("badcefgh", ["abcdefgh"], "abcdefgh"),
        ("axcdefgh", ["abcdefgh", "abcdxfgh"], "abcdefgh"),
        ("axcdefgh", ["abcdefgh", "aycdefgh"], None),
        ("xbcxefgh", ["abcdefgh", "abcdefghi"], "abcdefgh"),
        ("xbcxefgh", ["abcdefgh", "xbcdefgx"], None),
        ("abxxxfgh", ["abcdefgh"], None),
        ("abcdefxy", ["abcdefgh"], "abcdefgh"),
        ("bacdefxx", ["abcdefgh"], None),
        ("abdcefg", ["abcdefg"], "abcdefg"),
        ("bcdef", ["abcde"], None),
        ("Germany", [*("AT", "CZ", "DE", "ES", "FR", "GB", "IT", "PL", "US"), "QQ"], "DE"),
        ("X" * 64, ["x" * 64], "x" * 64),
        ("X" * 65, ["x" * 65], None),
        ("", ["", "a"], None),
    ],
)
def test_a_choice_is_suggested(value: object, choices: list[object], expected: str | None) -> None:
    """The intended choice is suggested, or none if it is not clear; every suggestion is one of the choices."""
    assert suggest.choice(value, choices) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("first_name", "firstname"),
        ("First-Name", "firstname"),
        ("FIRSTNAME", "firstname"),
        ("fistname", "firstname"),
        ("e_mail", "email"),
        ("phone", "phones"),
        ("zip_code", "zip"),
        ("countrycode", "country_code"),
        ("country", "country_code"),
        ("address", "address1"),
        ("adress2", "address2"),
        ("adresse_1", "address1"),
        ("notes", "private_notes"),
        ("spokenLanguages", "spoken_languages"),
        ("postcode", "zip"),
        ("surname", "lastname"),
        ("phone_numbers", "phones"),
        ("x.email", "email"),
        ("guestEmail", "email"),
        ("billing_first_name", "firstname"),
        ("billingZip", None),
        ("velocity", None),
        ("email_city", None),
        ("sexe", "gender"),
        ("name", None),
        ("full_name", None),
        ("created_at", None),
        ("id", None),
        ("foo", None),
        ("", None),
        ("x" * 100, None),
    ],
)
def test_a_field_is_suggested(name: str, expected: str | None) -> None:
    """The name may be misspelled, spelled in another style, another word for the field, or a part of its name."""
    assert suggest.field(name, WRITABLE) == expected


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("a-_-_-b", {"ab"}, "ab"),
        ("x", {"X"}, "X"),
        ("zip", {"zip_code"}, "zip_code"),
        ("zip", {"postal_code"}, "postal_code"),
        ("zip", {"postal_code", "zip_code"}, "zip_code"),
        ("zip", {"postal_code", "postcode"}, None),
        ("postcode", {"name"}, None),
        ("co", {"co_de"}, None),
        ("abc", {"a", "bc"}, "a"),
        ("abc", {"_"}, None),
        ("", {"_", "a"}, None),
        ("X" * 64, {"x" * 64}, "x" * 64),
        ("X" * 65, {"x" * 65}, None),
        ("abcx", {"abcd", "abce"}, None),
        ("code_of_country", {"b_code", "a_code"}, None),
        ("b_code_of_a", {"b_code", "a_code"}, "b_code"),
        ("code", {"z_code", "b_code"}, None),
        ("code", {"z_code", "b_cod"}, "z_code"),
        ("a.b", {"ab_"}, None),
        ("telephone", set(PHONE), "number"),
        ("phone_number", {"phones", "number"}, None),
    ],
)
def test_a_field_of_any_schema_is_suggested(name: str, fields: set[str], expected: str | None) -> None:
    """Of several equally good candidates none is suggested, whether or not the names were prepared in advance."""
    assert suggest.field(name, fields) == expected
    assert suggest.field(name, suggest.candidates(sorted(fields))) == expected
    assert suggest.choice("UK", suggest.candidates(COUNTRIES)) == suggest.choice("UK", COUNTRIES) == "GB"


def test_only_suggestions_that_were_found_are_kept() -> None:
    """A text that leads nowhere may be personal. A choice and a field have their own suggestions, and only some are kept."""
    among = suggest.Candidates(("email", "GB"))
    for _ in range(2):
        assert suggest.choice("E-Mail", among) == suggest.field("E-Mail", among) == "email"
        assert (suggest.choice("UK", among), suggest.field("UK", among)) == ("GB", None)
        assert suggest.field("e_mail_address", among) == "email"
        assert suggest.choice("e_mail_address", among) is None
        assert suggest.field("ana@example.com", among) is None
    assert among.as_choices == {"E-Mail": "email", "UK": "GB"}
    assert among.as_fields == {"E-Mail": "email", "e_mail_address": "email"}
    for number in range(600):
        assert suggest.choice(f"em{'_' * (number % 30)}{'-' * (number // 30)}ail", among) == "email"
    assert len(among.as_choices) == 64


def test_two_edits_are_considered_only_among_few_candidates() -> None:
    """Among many candidates only one edit is considered, which takes the same time for any number of them."""
    others = [f"candidate-{number:03}" for number in range(249)]
    assert suggest.choice("abxxefgh", [*others, "abcdefgh"]) == "abcdefgh"
    assert suggest.choice("abxxefgh", [*others, "abcdefgh", "another"]) is None
    assert suggest.choice("abxdefgh", [*others, "abcdefgh", "another"]) == "abcdefgh"


WORDS = st.sampled_from(
    [*names.field_names(), *WRITABLE, *COUNTRIES[:40], *LOCALES, *list(names.countries())[::40], *list(names.languages())[::40]]
) | st.text("abcdAB_-", min_size=1, max_size=10)


@given(st.lists(WORDS, max_size=12), WORDS, st.randoms(use_true_random=False))
def test_the_order_of_the_choices_changes_no_suggestion(choices: list[str], value: str, order: random.Random) -> None:
    """A suggestion is one of the choices and never one of two equally good ones."""
    other = order.sample(choices, len(choices))
    meant, field = suggest.choice(value, choices), suggest.field(value, choices)
    assert meant == suggest.choice(value, other)
    assert field == suggest.field(value, other)
    assert {meant, field} <= {*choices, None}


SHORT = st.text("abcd", max_size=10)


def _edits(one: str, other: str) -> int:
    """Count the edits by the textbook's table for optimal string alignment."""
    table = [[row + column if 0 in {row, column} else 0 for column in range(len(other) + 1)] for row in range(len(one) + 1)]
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            replaced = table[row - 1][column - 1] + (one[row - 1] != other[column - 1])
            found = min(table[row - 1][column] + 1, table[row][column - 1] + 1, replaced)
            if row > 1 and column > 1 and one[row - 2 : row] == other[column - 2 : column][::-1]:
                found = min(found, table[row - 2][column - 2] + 1)
            table[row][column] = found
    return table[-1][-1]


@given(SHORT, SHORT)
def test_a_slip_is_at_most_two_edits(one: str, other: str) -> None:
    """A text of at least four letters may have one edit, and two texts of at least eight may have two.

    The textbook's table counts them.
    """
    edits = _edits(one, other)
    close = len(other) >= 4 and len(one) >= 3 and (edits <= 1 or (edits == 2 and min(len(one), len(other)) >= 8))
    assert suggest.choice(one, [other, "zzzzzzzzzzzzzzzz"]) == (other if close or one == other != "" else None)
