"""Messages in every one of the API's languages."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

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
    """As the schema lists them; English is the language of the sources."""
    listed = json.loads((ROOT / "schemas" / "common.json").read_text(encoding="utf-8"))["$defs"]["locale"]["enum"]
    assert sorted([*LOCALES, "en"]) == listed


def test_nothing_is_stale(capsys: pytest.CaptureFixture[str]) -> None:
    """Each catalogue has every message of the sources as it is worded there, translated."""
    assert _script().main(["--check"]) == 0, capsys.readouterr().out


def test_the_script_tells_what_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A message that was reworded loses its translation; what is gone goes; and that is told."""
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
    """Differently from English, with the same placeholders, and with a form for each plural category of the language."""
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
    """By some number, by the rules of CLDR; a form that there is no whole number for is not asked for."""
    used = {translations.plural(locale, number) for number in [*range(200), 1_000_000, 0.5]}
    assert used == set(translations.categories(locale))
    for number in (0, 1, 2, 5, 11, 21, 100):
        shown = sentence("too_long", "error", {"max": number, "length": 1000}, locale)
        assert str(number) in shown
        assert "1000" in shown


@pytest.mark.parametrize("locale", ["en", *LOCALES])
def test_every_code_is_worded_in_every_language(locale: str) -> None:
    """With each of its reasons, and nothing left to fill in."""
    words = {
        "max": 2,
        "min": 2,
        "length": 3,
        "count": 3,
        "suggestion": "GB",
        "codepoint": "U+0009",
        "position": 1,
        "keyword": "a",
    }
    for code, entry in CODES.items():
        reasons = [key.partition(".")[2] for key in CATALOGUE if key.startswith(f"{code}.") and code != "type"]
        for reason in ("", *reasons):
            params = {**words, "reason": reason, "expected": ["string", "null"], "actual": "array", "line": 1, "column": 2}
            shown = sentence(code, entry.severity, params, locale)
            assert shown
            assert "{" not in shown


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("en", "en"),
        ("fr", "fr"),
        ("fr_CA", "fr"),
        ("pt-BR", "pt"),
        ("PT_br.UTF-8", "pt"),
        ("de@euro", "de"),
        ("rs", "rs"),
        ("sr", "rs"),
        ("sr_Latn_RS", "rs"),
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("zh_HK", "zh-TW"),
        ("zh-Hans-HK", "zh"),
        ("zh-TW", "zh-TW"),
        ("zh_Hant", "zh-TW"),
        ("no", "nb"),
        ("nn_NO", "nb"),
        ("en-GB", "en"),
        ("xx", "en"),
        ("", "en"),
        ("../../pl", "en"),
        (None, "en"),
        (5, "en"),
    ],
)
def test_a_locale_falls_back_sensibly(asked: object, given: str) -> None:
    """To its language, to the one that the API means, or to English."""
    assert translations.resolved(asked) == given


def test_countries_and_languages_are_named() -> None:
    """By CLDR, in the language of the message; what is neither stays as it is."""
    report = validate(
        {"contacts": [{"country_code": "UK", "spoken_languages": ["sr", "zh_Hant"], "gender": "Male"}]}, "contact.update"
    )
    shown = {locale: list(report.by_field(locale).values()) for locale in ("en", "fr", "rs")}
    assert [one[0].rpartition("mean ")[2] for one in shown["en"]] == [
        "GB (United Kingdom)?",
        "rs (Serbian)?",
        "zh-TW (Traditional Chinese)?",
        "male?",
    ]
    assert "GB (Royaume-Uni)" in shown["fr"][0][0]
    assert "rs (серб" not in shown["fr"][1][0]
    assert "rs (српски)" in shown["rs"][1][0]


def test_the_same_error_speaks_every_language() -> None:
    """A report is worded when it is asked, and keeps nothing of a language."""
    report = Validator().validate({"hosts": [{"email": "x", "firstname": None}]}, "host.update")
    every = {locale: json.dumps(report.by_field(locale)) for locale in ("en", *LOCALES)}
    assert len(set(every.values())) == len(every)
    assert report.to_dict("fr")["errors"][0]["message"] == report.errors[0].message("fr")
    assert report.errors[0].message() == "must be an email address: the @ is missing"


def test_what_is_appended_fits() -> None:
    """The hint of the linter goes right after the message."""
    for locale in ("en", *LOCALES):
        hint = text("hint.update", {"schema": "contact.update"}, locale)
        assert "contact.update" in hint
        assert not hint[0].isalnum()
