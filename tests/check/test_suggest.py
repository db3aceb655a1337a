"""Suggestions."""

import babel
import pytest
from babel.core import UnknownLocaleError

from bs_validate._check import suggest
from bs_validate._schema.catalog import packaged

CONTACT = packaged()["contact.create"].document["properties"]["contacts"]["items"]["properties"]
COUNTRIES = CONTACT["country_code"]["enum"]
LOCALES = CONTACT["spoken_languages"]["items"]["enum"]
CLDR = {"rs": "sr", "zh": "zh_Hans", "zh-TW": "zh_Hant"}


def _codes_by_name() -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for locale in LOCALES:
        territories = babel.Locale.parse(CLDR.get(locale, locale)).territories
        for code in COUNTRIES:
            codes.setdefault(territories[code].casefold(), set()).add(code)
    return codes


def test_a_country_is_known_by_its_name_in_every_language() -> None:
    """CLDR's name of each country in each of the API's languages, in any case; of a shared name, one of its countries."""
    codes = _codes_by_name()
    assert len(codes) > 4_000
    for name, expected in codes.items():
        assert suggest.choice(name, COUNTRIES) in expected, name
        assert suggest.choice(name.upper(), COUNTRIES) in expected or name.upper().casefold() != name, name


@pytest.mark.parametrize("locale", LOCALES)
def test_a_language_is_known_by_its_name_in_every_language(locale: str) -> None:
    """CLDR's name of each language; the API's code is suggested, ``rs`` for Serbian."""
    languages = babel.Locale.parse(CLDR.get(locale, locale)).languages
    for code in LOCALES:
        name = languages[CLDR.get(code, code)]
        assert suggest.choice(name, LOCALES) == code, name


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_country_is_known_by_its_code_in_lower_case(code: str) -> None:
    """``fr`` is ``FR``."""
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
        ("Česká republika", COUNTRIES, None),
        ("Czechia", COUNTRIES, "CZ"),
        ("EU", COUNTRIES, None),
        ("N/A", COUNTRIES, None),
        ("U.S.A.", COUNTRIES, "US"),
        ("U.K.", COUNTRIES, "GB"),
        ("Turkey", COUNTRIES, "TR"),
        ("XX", COUNTRIES, None),
        ("", COUNTRIES, None),
        ("Narnia", COUNTRIES, None),
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
        ("Male", ["male", "female"], "male"),
        ("femal", ["male", "female"], "female"),
        ("France", ["male", "female"], None),
        ("x", ["male", "female"], None),
        ("FR", ["DE", "IT"], None),
        ("1", [1, None], None),
        ("U.S.", COUNTRIES, "US"),
        ("Norwegian", LOCALES, "nb"),
        ("norsk nynorsk", LOCALES, "nb"),
        ("zh_Hant", ["zh-TW"], "zh-TW"),
        ("Hawaiian", ["haw", "xyz"], None),
        ("ci", ["tw", "xx"], None),
        ("a b-1", ["ab1"], "ab1"),
        ("abcx", ["abc"], None),
        ("abcx", ["abcd"], "abcd"),
        ("abxx", ["abcd"], None),
        ("X" * 64, ["x" * 64], "x" * 64),
        ("X" * 65, ["x" * 65], None),
        ("", ["", "a"], None),
    ],
)
def test_a_choice_is_suggested(value: object, choices: list[object], expected: str | None) -> None:
    """The one that is meant, or none rather than a guess; only ever one of the choices."""
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
        ("notes", "private_notes"),
        ("spokenLanguages", "spoken_languages"),
        ("id", None),
        ("foo", None),
        ("", None),
        ("x" * 100, None),
    ],
)
def test_a_field_is_suggested(name: str, expected: str | None) -> None:
    """By other writing, by a slip, by a part of its name."""
    assert suggest.field(name, set(CONTACT) - {"id"}) == expected


@pytest.mark.parametrize(
    ("name", "names", "expected"),
    [
        ("a-_-_-b", {"ab"}, "ab"),
        ("x", {"X"}, "X"),
        ("zip", {"zip_code"}, "zip_code"),
        ("co", {"co_de"}, None),
        ("", {"_", "a"}, None),
        ("X" * 64, {"x" * 64}, "x" * 64),
        ("X" * 65, {"x" * 65}, None),
        ("abcx", {"abcd", "abce"}, "abcd"),
        ("code_of_country", {"b_code", "a_code"}, None),
        ("b_code_of_a", {"b_code", "a_code"}, "b_code"),
        ("code", {"z_code", "b_code"}, "b_code"),
        ("a.b", {"ab_"}, None),
    ],
)
def test_a_field_of_any_schema_is_suggested(name: str, names: set[str], expected: str | None) -> None:
    """The first by name of several; whether the names were made ready or not."""
    assert suggest.field(name, names) == expected
    assert suggest.field(name, suggest.candidates(sorted(names))) == expected
    assert suggest.choice("UK", suggest.candidates(COUNTRIES)) == suggest.choice("UK", COUNTRIES) == "GB"


def test_every_locale_that_names_are_looked_up_in_exists() -> None:
    """One for each of the API's."""
    assert len(suggest._CLDR_LOCALES) == len(LOCALES)  # noqa: SLF001  # the list is no part of the interface
    for locale in suggest._CLDR_LOCALES:  # noqa: SLF001
        try:
            babel.Locale.parse(locale)
        except UnknownLocaleError:
            pytest.fail(locale)
