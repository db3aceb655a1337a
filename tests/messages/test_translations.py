"""Messages in every one of the API's languages."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bs_validate import Validator, validate
from bs_validate._messages import translations
from bs_validate._messages.english import CATALOGUE
from bs_validate._messages.sentences import sentence, text
from bs_validate.codes import CODES
from support.places import ROOT

LOCALES = sorted(translations.LOCALES)


def _placeholders(message: str) -> list[str]:
    return sorted(re.findall(r"{[a-z_]*}", message))


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_messages", ROOT / "scripts" / "update_messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_is_a_catalogue_for_each_of_the_api_s_locales() -> None:
    """The schema lists the locales; English is the language of the sources."""
    listed = json.loads((ROOT / "schemas" / "common.json").read_text(encoding="utf-8"))["$defs"]["locale"]["enum"]
    assert sorted([*LOCALES, "en"]) == listed


def test_nothing_is_stale(capsys: pytest.CaptureFixture[str]) -> None:
    """Each catalogue has every message as the sources word it, with a translation."""
    assert _script().main(["--check"]) == 0, capsys.readouterr().out


def test_the_script_reports_stale_catalogues(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A message that was reworded loses its translation, and the report names it."""
    script = _script()
    for path in script.FOLDER.glob("*.po"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8").replace('msgid "is required"', 'msgid "was required"'))
    monkeypatch.setattr(script, "FOLDER", tmp_path)
    assert script.main(["--check"]) == 1
    assert "pl: out of date, without translation: required\n" in capsys.readouterr().out
    assert script.main([]) == 0
    assert 'msgctxt "required"\nmsgid "is required"\nmsgstr ""\n' in (tmp_path / "pl.po").read_text(encoding="utf-8")


def test_a_plural_rule_of_another_cldr_is_not_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule in a catalogue's head may be worded as any version of CLDR words it; the number of forms may not differ."""
    script = _script()
    for path in script.FOLDER.glob("*.po"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(re.sub(r"plural=.*", r"plural=(n == 1 ? 0 : 1);\\n\"", text, count=1), encoding="utf-8")
    monkeypatch.setattr(script, "FOLDER", tmp_path)
    assert script.main(["--check"]) == 0
    french = tmp_path / "fr.po"
    french.write_text(french.read_text(encoding="utf-8").replace("nplurals=3", "nplurals=2"), encoding="utf-8")
    assert script.main(["--check"]) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_is_translated(locale: str) -> None:
    """A translation differs from English, and has the same placeholders and a form for each plural category."""
    found = translations.catalogue(locale)
    assert list(found) == list(CATALOGUE)
    for key, english in CATALOGUE.items():
        translated = found[key]
        if isinstance(english, str):
            assert isinstance(translated, str), key
            forms = [translated]
        else:
            assert not isinstance(translated, str), key
            assert tuple(translated) == translations.categories(locale), key
            forms = list(translated.values())
        source = english if isinstance(english, str) else english[1]
        for form in forms:
            assert form.strip(), key
            assert form != source, key
            assert _placeholders(form) == _placeholders(source), key


@pytest.mark.parametrize("locale", LOCALES)
def test_every_plural_form_is_used(locale: str) -> None:
    """Some number has each category of the language, by the rules of CLDR."""
    used = {translations.plural(locale, number) for number in [*range(200), 1_000_000, 0.5]}
    assert used == set(translations.categories(locale))
    for number in (0, 1, 2, 5, 11, 21, 100):
        shown = sentence("too_long", "error", {"max": number, "length": 1000}, locale)
        assert str(number) in shown
        assert "1000" in shown


@pytest.mark.parametrize("locale", ["en", *LOCALES])
def test_every_code_is_worded_in_every_language(locale: str) -> None:
    """The message of each reason has every placeholder filled in."""
    words = {
        "max": 2,
        "min": 2,
        "length": 3,
        "count": 3,
        "suggestion": "GB",
        "codepoint": "U+0009",
        "position": 1,
        "keyword": "a",
        "line": 1,
        "column": 2,
        "expected": ["string", "null"],
        "actual": "array",
    }
    for code, entry in CODES.items():
        for reason in ("", *entry.reasons):
            shown = sentence(code, entry.severity, {**words, "reason": reason, "read_as": reason}, locale)
            assert shown
            assert "{" not in shown


@pytest.mark.parametrize("locale", ["en", *LOCALES])
@pytest.mark.parametrize(
    ("code", "limit", "came"),
    [
        ("too_long", {"max": 15}, {"length": 27}),
        ("too_short", {"min": 15}, {"length": 7}),
        ("non_printable", {}, {"codepoint": "U+0009", "position": 3}),
    ],
)
def test_a_message_leaves_out_values_that_a_server_did_not_give(code: str, limit: object, came: object, locale: str) -> None:
    """The limit is named, and nothing replaces the missing value."""
    assert isinstance(limit, dict)
    assert isinstance(came, dict)
    bare = sentence(code, "error", limit, locale)
    assert re.findall("[0-9]+", bare) == [str(bound) for bound in limit.values()]
    assert not re.search(r"[(（]|[…<>]", bare)
    assert len(bare) < len(sentence(code, "error", {**limit, **came}, locale))


#: Locales as browsers, Java, .NET, Django, POSIX and CLDR write them, and the catalogue that each gets.
FALLBACKS = [
    ("en", "en"),
    ("en-GB", "en"),
    ("fr", "fr"),
    ("fr_CA", "fr"),
    ("pt-BR", "pt"),
    ("PT_br.UTF-8", "pt"),
    ("de@euro", "de"),
    ("id", "id"),
    ("in", "id"),
    ("in_ID", "id"),
    ("mo_MD", "ro"),
    ("rs", "rs"),
    ("sr", "rs"),
    ("sr_RS", "rs"),
    ("sr-Cyrl-RS", "rs"),
    ("sr-Cyrl-ME", "rs"),
    ("sr-Latn", "rs-Latn"),
    ("sr_Latn_RS", "rs-Latn"),
    ("sr_RS@latin", "rs-Latn"),
    ("sr_RS_#Latn", "rs-Latn"),
    ("sr-ME", "rs-Latn"),
    ("sh", "rs-Latn"),
    ("sh-Cyrl", "rs"),
    ("rs-Latn", "rs-Latn"),
    ("zh", "zh"),
    ("zh-CN", "zh"),
    ("zh-SG", "zh"),
    ("zh-CHS", "zh"),
    ("zh-Hans-HK", "zh"),
    ("zh_HK", "zh-TW"),
    ("zh-MO", "zh-TW"),
    ("zh-TW", "zh-TW"),
    ("zh_Hant", "zh-TW"),
    ("zh-CHT", "zh-TW"),
    ("zh_TW_#Hant", "zh-TW"),
    ("no", "nb"),
    ("nn_NO", "nb"),
    ("nb-NO", "nb"),
    ("de-Latn", "de"),
    ("hr", "en"),
    ("xx", "en"),
    ("xx-Latn", "en"),
    ("", "en"),
    ("../../pl", "en"),
    (None, "en"),
    (5, "en"),
]


@pytest.mark.parametrize(("asked", "given"), FALLBACKS)
def test_a_locale_falls_back_to_a_related_one_or_english(asked: object, given: str) -> None:
    """It gets the catalogue of its language, or of the one that the API means by it, or English."""
    assert translations.resolved(asked) == given
    assert translations.resolved(given) == given


@pytest.mark.parametrize("key", CATALOGUE)
def test_serbian_in_latin_script_is_the_same_text(key: str) -> None:
    """No Cyrillic letter is left, placeholders stay, and each text can be read back as Cyrillic."""
    cyrillic, latin = translations.catalogue("rs")[key], translations.catalogue("rs-Latn")[key]
    pairs: list[Any] = [(cyrillic, latin)]
    if not isinstance(cyrillic, str):
        assert not isinstance(latin, str)
        pairs = [(cyrillic[one], latin[one]) for one in cyrillic]
    for before, after in pairs:
        assert re.search("[а-яА-Яђјљњћџ]", after) is None
        assert _placeholders(after) == _placeholders(before)
        assert len(after) >= len(before)


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Љубав, њива и џеп", "Ljubav, njiva i džep"),
        ("Ђорђе Ћирић", "Đorđe Ćirić"),
        ("није JSON: {line}. ред", "nije JSON: {line}. red"),
        ("АБВГДЕЖЗИЈКЛМНОПРСТУФХЦЧШ", "ABVGDEŽZIJKLMNOPRSTUFHCČŠ"),
        ("абвгдежзијклмнопрстуфхцчш", "abvgdežzijklmnoprstufhcčš"),
        ("", ""),
    ],
)
def test_each_cyrillic_letter_has_its_latin_counterpart(cyrillic: str, latin: str) -> None:
    """Characters that are not Serbian Cyrillic are not changed."""
    assert translations.in_latin(cyrillic) == latin
    assert translations.in_latin(latin) == latin


def test_serbian_in_latin_script_names_countries_and_counts_in_it() -> None:
    """The names come from CLDR's own Latin data, and the plural rules are those of Serbian."""
    report = validate({"contacts": [{"country_code": "UK", "zip": "1" * 16}]}, "contact.update")
    assert report.by_field("sr-Latn") == {
        "country_code": ["nije među ponuđenim vrednostima – da li ste mislili na GB (Ujedinjeno Kraljevstvo)?"],
        "zip": ["može imati najviše 15 znakova (trenutno: 16)"],
    }


def test_countries_and_languages_are_named() -> None:
    """Their names are CLDR's in the language of the message; any other choice stays as it is."""
    report = validate(
        {"contacts": [{"country_code": "UK", "spoken_languages": ["sr", "zh_Hant"], "gender": "Male"}]}, "contact.update"
    )
    shown = {locale: list(report.by_field(locale).values()) for locale in ("en", "fr", "rs")}
    assert [one[0].rpartition("mean ")[2] for one in shown["en"]] == [
        "GB, United Kingdom?)",
        "rs, Serbian?)",
        "zh-TW, Traditional Chinese?)",
        "male?)",
    ]
    assert "GB (Royaume-Uni)" in shown["fr"][0][0]
    assert "rs (серб" not in shown["fr"][1][0]
    assert "rs (српски)" in shown["rs"][1][0]


def test_the_same_error_has_messages_in_every_language() -> None:
    """A report is worded when its messages are read, and stores no language."""
    report = Validator().validate({"hosts": [{"email": "x", "firstname": None}]}, "host.update")
    every = {locale: json.dumps(report.by_field(locale)) for locale in ("en", *LOCALES)}
    assert len(set(every.values())) == len(every)
    assert report.to_dict("fr")["errors"][0]["message"] == report.errors[0].message("fr")
    assert report.errors[0].message() == "must be an email address: the @ is missing"


@pytest.mark.parametrize(
    ("key", "words"),
    [("hint.update", {"schema": "contact.update"}), ("hint.envelope", {"example": '{"contacts": [ … ]}'})],
)
@pytest.mark.parametrize("locale", ["en", *LOCALES])
def test_a_hint_fits_after_a_message(key: str, words: dict[str, str], locale: str) -> None:
    """The hint begins with the punctuation that separates the two, and has its example."""
    hint = text(key, words, locale)
    assert all(example in hint for example in words.values())
    assert not hint[0].isalnum()


def test_similar_messages_have_different_translations() -> None:
    """No two messages of a language are equal, so a translation that was copied to the wrong entry is noticed."""
    for locale in LOCALES:
        found = translations.catalogue(locale)
        texts = [one if isinstance(one, str) else one["other"] for one in found.values()]
        doubled = {one for one in texts if texts.count(one) > 1}
        assert not doubled, locale


def test_the_english_names_are_those_of_cldr() -> None:
    """``scripts/update_names.py`` has stored them; another release of CLDR may have renamed a few."""
    english = translations.cldr("en")
    languages = {code: english.languages[translations.CLDR_CODES.get(code, code)] for code in ("en", "rs", "zh", "zh-TW", "nb")}
    every = {**english.territories, **languages}
    named = {code: translations.name(code, "en") for code in every}
    assert len({code for code in every if named[code] != every[code]}) < 10
    assert (named["GB"], named["rs"], translations.name("ab", "en")) == ("United Kingdom", "Serbian", None)


def test_english_is_worded_without_babel() -> None:
    """Importing it would take longer than checking a file, even if a country is named."""
    program = "import sys; from bs_validate._messages import sentences as s; "
    program += "print(s.sentence('choice', 'error', {'suggestion': 'GB'}, 'en'), 'babel' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)  # noqa: S603  # ours
    assert run.stdout.endswith("(did you mean GB, United Kingdom?) False\n")
