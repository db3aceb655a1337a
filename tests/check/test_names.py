"""Names that people use for countries, languages and fields."""

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bs_validate
from bs_validate import Validator
from bs_validate._check import names
from bs_validate._messages.translations import ENGLISH, LOCALES
from bs_validate._schema.catalog import packaged

CONTACT = packaged()["contact.create"].document["properties"]["contacts"]["items"]["properties"]
COUNTRIES = CONTACT["country_code"]["enum"]
FILES = [Path(bs_validate.__file__).parent / "_check" / name for name in ("names.json", "names_cldr.json")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ivory Coast", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("CÔTE D’IVOIRE", "CI"),
        ("Elfenbeinküste", "CI"),
        ("Great Britain", "GB"),
        ("Britain", "GB"),
        ("UK", "GB"),
        ("u.k.", "GB"),
        ("England", "GB"),
        ("Scotland", "GB"),
        ("Wales", "GB"),
        ("Northern Ireland", "GB"),
        ("GB-ENG", "GB"),
        ("Angleterre", "GB"),
        ("Grande-Bretagne", "GB"),
        ("Holland", "NL"),
        ("The Netherlands", "NL"),
        ("Nederland", "NL"),
        ("Turkiye", "TR"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Tuerkei", "TR"),
        ("UAE", "AE"),
        ("USA", "US"),
        ("U.S.", "US"),
        ("United States of America", "US"),
        ("États-Unis", "US"),
        ("etats unis", "US"),
        ("EE. UU.", "US"),
        ("South Korea", "KR"),
        ("Republic of Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("North Korea", "KP"),
        ("DR Congo", "CD"),
        ("Congo-Brazzaville", "CG"),
        ("Republic of the Congo", "CG"),
        ("Guinea", "GN"),
        ("Equatorial Guinea", "GQ"),
        ("Micronesia", "FM"),
        ("Dominica", "DM"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Samoa", "WS"),
        ("Czech Republic", "CZ"),
        ("Swaziland", "SZ"),
        ("Cape Verde", "CV"),
        ("Cabo Verde", "CV"),
        ("Burma", "MM"),
        ("Zaire", "CD"),
        ("East Germany", "DE"),
        ("DDR", "DE"),
        ("St. Lucia", "LC"),
        ("Saint Lucia", "LC"),
        ("Trinidad and Tobago", "TT"),
        ("Trinidad & Tobago", "TT"),
        ("Osterreich", "AT"),
        ("Oesterreich", "AT"),
        ("Danmark", "DK"),
        ("Hrvatska", "HR"),
        ("Reunion", "RE"),
        ("Aland", "AX"),
        ("Canary Islands", "ES"),
        ("Hong Kong", "HK"),
        ("Macau", "MO"),
        ("Palestine", "PS"),
        ("Vatican", "VA"),
        ("GER", "DE"),
        ("SUI", "CH"),
        ("FRA", "FR"),
        ("250", "FR"),
        ("Namibia", "NA"),
        ("NA", "NA"),
        # These names have several countries, or none.
        ("N/A", None),
        ("n.a.", None),
        ("Congo", None),
        ("Kongo", None),
        ("Korea", None),
        ("Corée", None),
        ("Virgin Islands", None),
        ("Yugoslavia", None),
        ("Czechoslovakia", None),
        ("CS", None),
        ("AN", None),
        ("USSR", None),
        ("Europe", None),
        ("EU", None),
        ("America", None),
        ("ガーナ", "GH"),
        ("カーナ", None),
        ("Saint", None),
        ("st", "ST"),
        ("St.", "ST"),
        ("fr_CA", "CA"),
        ("The", None),
        ("", None),
        (".", None),
    ],
)
def test_a_country_is_found_by_the_names_that_people_use(text: str, code: str | None) -> None:
    """A name that two countries share, or that no country has, gives nothing."""
    assert names.meant_country(text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("cz", ("cs",)),
        ("dk", ("da",)),
        ("jp", ("ja",)),
        ("gr", ("el",)),
        ("ua", ("uk",)),
        ("cz-CZ", ("cs",)),
        ("jp_JP", ("ja",)),
        ("se", ("se", "sv")),
        ("kr", ("kr", "ko")),
        ("rs", ("sr", "rs")),
        ("sr", ("sr", "rs")),
        ("cn", ("zh",)),
        ("tw", ("tw", "zh-TW")),
        ("gb", ("en",)),
        ("uk", ("uk",)),
        ("eng", ("en",)),
        ("fra", ("fr",)),
        ("fre", ("fr",)),
        ("deu", ("de",)),
        ("ger", ("de",)),
        ("GER", ("de",)),
        ("dut", ("nl",)),
        ("cmn", ("zh",)),
        ("nob", ("nb",)),
        ("iw", ("he",)),
        ("mo", ("ro",)),
        ("fr-CA", ("fr",)),
        ("zh-HK", ("zh-TW",)),
        ("English", ("en",)),
        ("anglais", ("en",)),
        ("Englisch", ("en",)),
        ("Deutsch", ("de",)),
        ("francais", ("fr",)),
        ("Français", ("fr",)),
        ("español", ("es",)),
        ("Castilian", ("es",)),
        ("Flemish", ("nl",)),
        ("Norwegian", ("no", "nb")),
        ("Nynorsk", ("nn", "nb")),
        ("Bokmål", ("nb",)),
        ("Brazilian Portuguese", ("pt",)),
        ("British English", ("en",)),
        ("Mandarin", ("zh",)),
        ("Traditional Chinese", ("zh-TW",)),
        ("简体中文", ("zh",)),
        ("繁體中文", ("zh-TW",)),
        ("Serbian", ("sr", "rs")),
        ("srpski", ("sr", "rs")),
        ("Slovene", ("sl",)),
        ("hrvatski", ("hr",)),
        ("日本語", ("ja",)),
        ("English (UK)", ("en",)),
        ("Chinese (Traditional)", ("zh-TW",)),
        ("Chinese (Taiwan)", ()),
        ("Klingon (Qo'noS)", ()),
        ("isi-Zulu", ("zu",)),
        ("be", ("be",)),
        ("ch", ("ch",)),
        ("xx", ()),
        ("xx-YY", ()),
        ("Klingonese", ()),
        ("isiNdebele", ()),
        ("", ()),
        ("e-", ()),
    ],
)
def test_a_language_is_found_by_the_names_that_people_use(text: str, codes: tuple[str, ...]) -> None:
    """Country codes that are mistaken for language codes are found too, unless a language has the code."""
    assert names.meant_language(text) == codes


WRITABLE = [name for name, one in CONTACT.items() if not one.get("readOnly")]
HOST = ["email", "firstname", "lastname", "source_id", "user_id"]
PHONE = ["label", "number"]


@pytest.mark.parametrize(
    ("name", "candidates", "field"),
    [
        *((name, WRITABLE, "zip") for name in ("postcode", "postal_code", "zip_code", "PostalCode", "plz", "code_postal")),
        *(
            (name, WRITABLE, "lastname")
            for name in ("surname", "last_name", "family_name", "familyName", "Nachname", "apellidos")
        ),
        *((name, WRITABLE, "firstname") for name in ("firstName", "given-name", "forename", "prénom", "prenom", "vorname")),
        *((name, WRITABLE, "phones") for name in ("phone_numbers", "telephone", "tel", "phone", "phoneNumber", "téléphone")),
        *((name, WRITABLE, "country_code") for name in ("country", "countryCode", "country_iso", "pays", "pais")),
        *((name, WRITABLE, "spoken_languages") for name in ("languages", "language", "locale", "langues", "Sprachen")),
        *((name, WRITABLE, "email") for name in ("mail", "e-mail", "email_address", "emailAddress", "courriel")),
        *((name, WRITABLE, "address1") for name in ("street", "address", "address_line_1", "streetAddress", "adresse")),
        *((name, WRITABLE, "address2") for name in ("address_line_2", "addressLine2", "street2", "adresszusatz")),
        *((name, WRITABLE, "state") for name in ("province", "region", "county", "Bundesland")),
        *((name, WRITABLE, "city") for name in ("town", "locality", "ville", "stadt", "ciudad", "città")),
        *((name, WRITABLE, "website") for name in ("url", "homepage", "home_page", "web_site", "www")),
        *((name, WRITABLE, "private_notes") for name in ("notes", "comment", "remarks")),
        *((name, WRITABLE, "gender") for name in ("sex",)),
        *((name, HOST, meant) for name, meant in (("user", "user_id"), ("source", "source_id"), ("surname", "lastname"))),
        *((name, PHONE, "number") for name in ("phone", "tel", "phone_number", "value")),
        *((name, PHONE, "label") for name in ("type", "kind")),
        # A field that the object does not have is not suggested.
        ("postcode", HOST, None),
        ("number", WRITABLE, None),
        ("postcode", [], None),
        # A name with two possible meanings gives nothing.
        *((name, WRITABLE, None) for name in ("name", "nom", "nombre", "land", "title", "id", "fax", "company", "")),
        # These fields are in the schemas of users.
        ("zip", ["postcode", "name"], "postcode"),
        ("zip", ["postcode", "postal_code"], None),
        ("last_name", ["surname", "firstname"], "surname"),
    ],
)
def test_a_field_is_found_by_the_names_that_people_use(name: str, candidates: list[str], field: str | None) -> None:
    """A field is suggested if it is the only candidate with that meaning."""
    assert names.meant_field(name, candidates) == field


def test_each_country_of_the_standard_is_found_by_its_names_and_codes() -> None:
    """All ISO 3166-1 names and codes of pycountry are found, except the name that two countries share."""
    for country in pycountry.countries:
        for kind in ("alpha_2", "alpha_3", "numeric", "name", "official_name", "common_name"):
            text = getattr(country, kind, None)
            if text not in {None, "Congo"}:
                assert names.meant_country(text) == country.alpha_2, text


def test_a_former_country_leads_to_its_only_successor() -> None:
    """The four-letter codes of ISO 3166-3 end with the code of the successor, or with two letters for none."""
    known = {country.alpha_2 for country in pycountry.countries}
    renamed = {"AIDJ", "BYAA", "BQAQ"}  # renamed; their successors are listed below
    for country in pycountry.historic_countries:
        former, successor = country.alpha_4[:2], country.alpha_4[2:]
        if country.alpha_4 in renamed:
            successor = {"AIDJ": "DJ", "BYAA": "BY", "BQAQ": "AQ"}[country.alpha_4]
        expected = successor if successor in known else None
        assert names.meant_country(country.name) == expected, country.name
        if country.alpha_3 not in {one.alpha_3 for one in pycountry.countries}:
            assert names.meant_country(country.alpha_3) == expected, country.alpha_3
        if former not in known:
            assert names.meant_country(former) == expected, former


def test_each_language_of_the_standard_is_found_by_its_codes() -> None:
    """All ISO 639 codes of pycountry are found: those of two and of three letters, and the second codes of twenty languages."""
    for language in pycountry.languages:
        code = getattr(language, "alpha_2", None)
        if code not in {None, "sh"}:  # Serbo-Croatian was withdrawn: CLDR reads it as Serbian
            assert names.meant_language(code)[0] == code
            assert language.alpha_3 == "twi" or names.meant_language(language.alpha_3)[0] == code, language  # or Akan
            assert names.meant_language(getattr(language, "bibliographic", code))[0] == code, language


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_group_of_names_has_its_source(file: Path) -> None:
    """No name is listed twice for the same meaning, and each leads to a code or a field."""
    for kind, groups in json.loads(file.read_text(encoding="utf-8")).items():
        for group in groups:
            assert set(group) == {"source", "names"}
            assert len(group["source"]) > 20
            if kind == "shared_by_countries":
                continue
            for meant, others in group["names"].items():
                assert len({name.casefold() for name in others}) == len(others) > 0, (kind, meant)
                if kind == "fields":
                    assert meant in {*WRITABLE, *HOST, *PHONE}
                elif kind == "countries":
                    assert meant in {*COUNTRIES, "XK"}
                else:
                    assert meant == "zh-TW" or (len(meant) == 2 and meant.islower())


def test_no_handwritten_name_has_two_meanings() -> None:
    """Names of CLDR may have two meanings in different languages, and are then left out; names that we add must have only one."""
    (ours,) = [json.loads(file.read_text(encoding="utf-8")) for file in FILES if file.name == "names.json"]
    for kind, found in (("countries", names.countries()), ("languages", names.languages())):
        meant = defaultdict(set)
        for group in ours[kind]:
            for code, others in group["names"].items():
                for name in others:
                    meant[names.folded(name)].add(code)
        assert {name: codes for name, codes in meant.items() if codes != {found.get(name)}} == {}
    assert not {names.folded(name) for group in ours["shared_by_countries"] for name in group["names"]} & set(names.countries())


def test_all_names_of_cldr_are_stored() -> None:
    """The names are those of the installed Babel; a few may be missing if its CLDR is newer."""
    (file,) = [file for file in FILES if file.name == "names_cldr.json"]
    before = file.read_text(encoding="utf-8")
    after = _program().updated(before)
    assert json.loads(after).keys() == json.loads(before).keys()
    assert len(set(after.splitlines()) ^ set(before.splitlines())) < 200


def test_the_stored_names_are_up_to_date() -> None:
    """The stored file is compared with a new one, so a changed name fails until ``scripts/update_names.py`` has run."""
    stored = FILES[0].with_name("names_folded.json").read_text(encoding="utf-8")
    assert stored == _program().folded_text(*(json.loads(file.read_text(encoding="utf-8")) for file in FILES))


def test_each_stored_name_is_found_by_its_folded_form() -> None:
    """Folding changes none of the stored names, so each of them is found as it is written in the file."""
    kinds = (names.countries(), names.languages(), names.languages_of_countries(), names.field_names())
    stored = {name for kind in kinds for name in kind}
    assert {name for name in stored if names.folded(name) != name} == set()
    assert len(stored) > 9_000


def test_a_folded_text_has_plain_letters() -> None:
    """Letters that Unicode does not take apart are folded too."""
    assert names.folded("Þórður Ødegård, Łódź & Æon: œuvre ı ħ đ") == "thordurodegardlodzandaeonoeuvreihd"


def test_names_that_are_kept_by_hand_have_their_source() -> None:
    """A kind without such names has none."""
    groups = list(names.kept_by_hand("countries"))
    assert groups
    assert all(group["source"] and group["names"] for group in groups)
    assert list(names.kept_by_hand("planets")) == []


def test_a_name_of_two_countries_is_stored_for_neither() -> None:
    """The exceptions are names that are also the code of one of the two, and two names of the same country."""
    groups = {
        "countries": [{"names": {"NA": ["Namibia", "Shared", "DE"], "DE": ["Shared", "Germany", "germany"]}}],
        "shared_by_countries": [{"names": ["Namibia"]}],
    }
    assert _program().folded_names(groups)["countries"] == {"DE": ["de", "germany"], "NA": ["na"]}


def _program() -> ModuleType:
    """Return ``scripts/update_names.py`` as a module."""
    folder = str(Path(__file__).parents[2] / "scripts")
    sys.path.insert(0, folder)
    try:
        return import_module("update_names")
    finally:
        sys.path.remove(folder)


@given(st.text())
def test_any_text_can_be_looked_up(text: str) -> None:
    """The folded form of a text consists of letters and digits, and every result is a code."""
    assert all(letter == "\u3099" or letter.isalnum() for letter in names.folded(text))
    assert names.meant_country(text) in {None, *names.countries().values()}
    assert all(2 <= len(code) <= 5 for code in names.meant_language(text))
    assert names.meant_field(text, WRITABLE) in {None, *WRITABLE}


def test_names_are_read_only_when_they_are_needed() -> None:
    """Neither importing the package nor checking a document without a wrong choice reads them."""
    program = (
        "import bs_validate as b; b.validate({'hosts': [{'firstname': 'a', 'lastname': 'b', 'email': 'x'}]}, 'host.create');"
        "from bs_validate._check import names; print(names._table.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout == "0\n"


@pytest.mark.parametrize("engine", ["rust", "reference"])
@pytest.mark.parametrize(
    ("field", "value", "suggestion"),
    [
        ("country_code", "Ivory Coast", "CI"),
        ("country_code", "Great Britain", "GB"),
        ("country_code", "Holland", "NL"),
        ("country_code", "Turkiye", "TR"),
        ("country_code", "UAE", "AE"),
        ("country_code", "Korea", None),
        ("spoken_languages", ["cz"], "cs"),
        ("spoken_languages", ["dk"], "da"),
        ("spoken_languages", ["jp"], "ja"),
        ("postcode", "1", "zip"),
        ("surname", "1", "lastname"),
        ("phone_numbers", [], "phones"),
        ("phones", [{"label": "a", "number": "+33 612312312", "tel": "1"}], None),
        ("phones", [{"label": "a", "telephone": "+33 612312312"}], "number"),
    ],
)
def test_both_engines_suggest_the_intended_choice(engine: Any, field: str, value: object, suggestion: str | None) -> None:
    """The suggestions are in the report on a whole document."""
    report = Validator(engine=engine).validate_resource({field: value}, "contact.update")
    found = [error.params.get("suggestion") for error in report.errors if error.code in {"choice", "unknown_field"}]
    assert found == ["number" if field == "phones" else suggestion]


@pytest.mark.parametrize("locale", sorted({ENGLISH, *LOCALES}))
def test_the_suggested_country_is_named_in_every_language(locale: str) -> None:
    """``Holland`` leads to NL with its name in the language of the message."""
    from bs_validate._messages import translations

    report = Validator().validate_resource({"country_code": "Holland", "spoken_languages": ["cz"]}, "contact.update")
    messages = report.by_field(locale)
    country, language = translations.name("NL", locale), translations.name("cs", locale)
    assert re.search(rf"\bNL\W{{1,2}}{re.escape(str(country))}\W", messages["country_code"][0])
    assert re.search(rf"\bcs\W{{1,2}}{re.escape(str(language))}\W", messages["spoken_languages.0"][0])
    assert "Holland" not in messages["country_code"][0].replace(str(country), "")


@pytest.mark.parametrize(("kind", "by_name"), [("countries", names.countries), ("languages", names.languages)])
def test_every_code_has_a_name_that_leads_to_it(kind: str, by_name: Callable[[], Mapping[str, str]]) -> None:
    """Codes alone decide whether choices are countries or languages, without the names."""
    assert set(names.codes(kind)) == set(by_name().values())
