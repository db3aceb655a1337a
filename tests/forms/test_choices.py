"""The choices of a field have names in every language, in the order of that language."""

import pytest

import bs_validate
from bs_validate import UnknownField, choices, validate_field
from bs_validate._messages.translations import LOCALES
from bs_validate._schema.catalog import packaged

ALL = sorted([*LOCALES, "en", "rs-Latn"])


@pytest.mark.parametrize("locale", ALL)
@pytest.mark.parametrize(("field", "count"), [("country_code", 249), ("gender", 2), ("spoken_languages", 29)])
def test_every_code_has_its_own_name(field: str, count: int, locale: str) -> None:
    """Each code occurs once, and no name is just the code."""
    found = choices(field, locale)
    assert len(found) == len({code for code, _ in found}) == len({name for _, name in found}) == count
    assert all(name and name != code for code, name in found if (code, locale) not in {("male", "en"), ("female", "en")})
    assert {code for code, _ in found} == {code for code, _ in choices(field, "en")}


@pytest.mark.parametrize("field", ["country_code", "gender", "spoken_languages"])
def test_every_code_is_valid(field: str) -> None:
    """A payload with the code is accepted."""
    place = f"{field}.0" if field == "spoken_languages" else field
    assert all(validate_field(code, "contact.create", place).valid for code, _ in choices(field, "en"))


def test_the_choices_are_pairs_of_code_and_name() -> None:
    """A select of a form accepts them as they are."""
    assert choices("country_code")[:3] == (("AF", "Afghanistan"), ("AX", "Åland Islands"), ("AL", "Albania"))
    assert choices("gender", "fr") == (("female", "femme"), ("male", "homme"))
    assert choices("gender", "sr-Latn") == (("male", "muškarac"), ("female", "žena"))
    assert dict(choices("spoken_languages", "es"))["rs"] == "serbio"
    assert dict(choices("spoken_languages", "en"))["zh-TW"] == "Traditional Chinese"


@pytest.mark.parametrize(
    ("locale", "codes"),
    [
        ("en", "AF AX AL"),
        ("fr", "EG AE EC ER ES"),
        ("de", "EE SZ FK"),
        ("de", "OM AT PK TL"),
        ("sv", "CX AX AT"),
        ("fi", "PT PL GQ"),
        ("da", "ZW AT AX"),
        ("nb", "ZW AX"),
        ("cs", "FR GF PF GA HN HK CL HR IN"),
        ("sk", "CL HR ID HU MK"),
        ("es", "NU NO NC"),
        ("pl", "LU LV MK"),
        ("hu", "TR TV UG NZ UA"),
        ("lt", "IN HK IQ IT IL JM YE JO"),
        ("lv", "ER ET EG"),
        ("ro", "TZ TV NL UG"),
        ("ru", "IS ES IT YE CV KZ"),
        ("uk", "GB VE VN US"),
        ("rs", "ID JP KE"),
        ("it", "IM FO FK"),
        ("ja", "AT AX OM NL"),
        ("ko", "GH GA GY"),
    ],
)
def test_names_are_in_the_order_of_the_language(locale: str, codes: str) -> None:
    """A letter of the language's alphabet has its own place, and other accents do not count."""
    places = {code: place for place, (code, _) in enumerate(choices("country_code", locale))}
    shown = sorted(codes.split(), key=places.__getitem__)
    assert shown == codes.split(), [dict(choices("country_code", locale))[code] for code in shown]


@pytest.mark.parametrize(("locale", "same"), [("fr_CA", "fr"), ("zh-HK", "zh-TW"), ("xx", "en"), ("", "en"), ("pt-BR", "pt")])
def test_names_exist_in_the_locales_of_the_messages(locale: str, same: str) -> None:
    """An unknown locale gives English, as for messages."""
    assert choices("country_code", locale) == choices("country_code", same)


@pytest.mark.parametrize("field", ["email", "phones", "spoken_languages.0", "", "countrycode"])
def test_a_field_without_choices_raises(field: str) -> None:
    """The exception names the fields that have choices."""
    with pytest.raises(UnknownField, match="choose from country_code, gender, spoken_languages"):
        choices(field)


def test_the_choices_are_those_of_the_schemas() -> None:
    """No code of the schemas is missing."""
    resource = packaged()["contact.create"].document["properties"]["contacts"]["items"]["properties"]
    assert {code for code, _ in choices("country_code")} == set(resource["country_code"]["enum"])


def test_the_function_is_at_the_top_of_the_package() -> None:
    """The module of the same name does not hide it."""
    assert bs_validate.choices is choices
    assert callable(bs_validate.choices)
