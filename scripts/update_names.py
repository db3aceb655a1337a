"""Write the files of names: two beside the checks, in which suggestions are looked up, and one beside the messages.

``names_cldr.json`` has the names of countries and languages in the API's languages and in their own. They come from Babel. Names
that are already in the file stay, so that a name which a newer CLDR has replaced is still understood.

``names_folded.json`` has the names of ``names_cldr.json`` and of ``names.json``, which is kept by hand, as
``bs_validate._check.names.folded`` folds them. The names that lead to one code or field are on one line. Names that lead to two
countries or two languages are left out.

``names_en.json`` has the English names of countries, other territories, and the languages of the API.

Run ``python scripts/update_names.py`` after a change of ``names.json`` or of the folding, and when Babel has a newer CLDR. With
``--check`` nothing is written, and the exit status is 1 if a file is out of date.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.localedata import exists

from bs_validate._check.names import folded
from bs_validate._messages.translations import CLDR_CODES, ENGLISH, LOCALES, cldr

FOLDER = Path(__file__).parent.parent / "bs_validate" / "_check"
BY_HAND = FOLDER / "names.json"
FROM_CLDR = FOLDER / "names_cldr.json"
FOLDED = FOLDER / "names_folded.json"
SHOWN = FOLDER.parent / "_messages" / "names_en.json"
CLDR = "Unicode CLDR, through Babel 2.14 to 2.19 (Unicode License v3, © 1991-2026 Unicode, Inc.)"
Names = dict[str, dict[str, list[str]]]

#: Territories of CLDR that are parts of a country, or more than one.
PARTS = {"AC": "SH", "CP": "FR", "CQ": "GG", "DG": "IO", "EA": "ES", "IC": "ES", "TA": "SH"}
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
#: The API's code of each language that has another code in CLDR.
LANGUAGES = {"zh_Hans": "zh", "zh_Hant": "zh-TW", "sh": "sr"}
#: Replacements of German, Danish, Norwegian and Swedish letters that a keyboard may lack.
WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe"}
)


def _names(of_cldr: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    """Yield codes with their names, as text: Babel types both more loosely than they are."""
    yield from ((str(code), str(name)) for code, name in of_cldr.items())


def countries() -> Iterator[tuple[str, str, str]]:
    """Yield a group, the code of a country and a name or code of it."""
    for locale in sorted({ENGLISH, *LOCALES}):
        for territory, name in _names(cldr(locale).territories):
            code = PARTS.get(territory, territory)
            if re.fullmatch("[A-Z]{2}", code) and code not in NOT_COUNTRIES:
                yield "names", code, name
                if locale in ("da", "de", "nb", "sv"):
                    yield "written_out", code, name.translate(WRITTEN_OUT)
    known = {
        territory for territory in map(str, cldr(ENGLISH).territories) if re.fullmatch("[A-Z]{2}", territory)
    } - NOT_COUNTRIES
    for territory in sorted(known):
        for language in get_official_languages(territory, de_facto=True, regional=True):
            if exists(language) and territory in (names := Locale.parse(language).territories):
                yield "own_names", PARTS.get(territory, territory), str(names[territory])
    for alias, replacements in get_global("territory_aliases").items():
        if len(replacements) == 1 and replacements[0] in known and re.fullmatch("[A-Z]{2,3}|[0-9]{3}", alias):
            yield "codes", PARTS.get(replacements[0], replacements[0]), alias


def languages() -> Iterator[tuple[str, str, str]]:
    """Yield a group, the code of a language and a name or code of it."""
    for locale in sorted({ENGLISH, *LOCALES}):
        for language, name in _names(cldr(locale).languages):
            code = LANGUAGES.get(language) or re.sub("_(?:[A-Z]{2}|[0-9]{3})$", "", language)  # en_GB is English
            if re.fullmatch("[a-z]{2}|zh-TW", code):
                yield "names", code, name
    for code in sorted(code for code, _ in _names(cldr(ENGLISH).languages) if len(code) == 2 and exists(code)):
        own = Locale.parse(code).languages.get(code)
        if own is not None:
            yield "own_names", code, own
    yield "own_names", "sr", Locale.parse("sr_Latn").languages["sr"]
    for alias, replacement in get_global("language_aliases").items():
        if re.fullmatch("[a-z]{2,3}", alias) and re.fullmatch("[a-z]{2}", replacement):
            yield "codes", replacement, alias


SOURCES = {
    "codes": "other codes, of ISO 3166-1, ISO 3166-3 and ISO 639",
    "names": "names in the languages of the API",
    "own_names": "names in their own languages",
    "written_out": "names in languages that write ä, ö, ü, å and ø as ae, oe, ue, aa and oe where letters are missing",
}


def updated(text: str) -> str:
    """Return the text of the file with the names of Babel and those that it already has."""
    current = json.loads(text) if text else {}
    return _text(
        {kind: _groups(current.get(kind, []), found()) for kind, found in (("countries", countries), ("languages", languages))}
    )


def _groups(current: list[dict[str, object]], found: Iterable[tuple[str, str, str]]) -> Names:
    by_source = {source: key for key, source in ((key, f"{CLDR}: {said}") for key, said in SOURCES.items())}
    groups: Names = {key: {} for key in SOURCES}
    known: set[tuple[str, str]] = set()
    kept = [
        (by_source[str(group["source"])], code, name)
        for group in current
        for code, names in dict(group["names"]).items()  # type: ignore[call-overload]  # the type of the file's content
        for name in names
    ]
    for key, code, name in sorted([*kept, *found], key=lambda one: list(SOURCES).index(one[0])):
        plain = folded(name)
        looks_like_a_code = key != "codes" and len(plain) <= 2 and plain.isascii()  # Twi is called ci in a language
        if (code, plain) not in known and plain != folded(code) and not looks_like_a_code:
            known.add((code, plain))
            groups[key].setdefault(code, []).append(name)
    return {f"{CLDR}: {SOURCES[key]}": dict(sorted(names.items())) for key, names in groups.items() if names}


def _text(kinds: dict[str, Names]) -> str:
    """Return the groups as JSON with the names of one country or language on one line."""
    lines = ["{"]
    for kind, groups in kinds.items():
        lines.append(f'  "{kind}": [')
        for source, names in groups.items():
            rows = ",\n".join(
                f"        {json.dumps(code)}: {json.dumps(them, ensure_ascii=False)}" for code, them in names.items()
            )
            lines += [
                "    {",
                f'      "source": {json.dumps(source, ensure_ascii=False)},',
                '      "names": {',
                rows,
                "      }",
                "    },",
            ]
        lines[-1] = "    }"
        lines.append("  ],")
    lines[-1] = "  ]"
    return "\n".join([*lines, "}"]) + "\n"


def folded_names(*files: Mapping[str, Any]) -> dict[str, dict[str, list[str]]]:
    """Return the folded names of all files: for each kind, by the code or field that they lead to, in alphabetical order."""
    shared = {folded(name) for group in _read(files, "shared_by_countries") for name in group["names"]}
    country_names = [(name, code) for name, code in _pairs(files, "countries") if name not in shared]
    likewise = {(name, code) for name, code in _pairs(files, "languages_of_countries") if name != code.lower()}
    kinds = {
        "countries": _unambiguous(country_names),
        "languages": _unambiguous(_pairs(files, "languages")),
        "languages_of_countries": likewise,
        "fields": set(_pairs(files, "fields")),
    }
    found: dict[str, dict[str, list[str]]] = {}
    for kind, pairs in kinds.items():
        found[kind] = {}
        for meant, name in sorted((meant, name) for name, meant in pairs):
            found[kind].setdefault(meant, []).append(name)
    return found


def _read(files: Iterable[Mapping[str, Any]], kind: str) -> Iterator[Mapping[str, Any]]:
    """Yield the groups of names of a kind, each with its ``source`` and its ``names``."""
    for file in files:
        yield from file.get(kind, ())


def _pairs(files: Iterable[Mapping[str, Any]], kind: str) -> Iterator[tuple[str, str]]:
    """Yield each name of a kind, folded, with the code or field that it leads to, which is a name of itself, too."""
    for group in _read(files, kind):
        for meant, others in group["names"].items():
            for name in (meant, *others):
                yield folded(name), meant


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the names that lead to one code only. A code always leads to itself, even if another one has it as a name."""
    distinct = set(pairs)
    own = {folded(code): code for _, code in distinct}
    counted = Counter(name for name, _ in distinct)
    return {(name, code) for name, code in distinct if own.get(name, code) == code and (name in own or counted[name] == 1)}


def folded_text(*files: Mapping[str, Any]) -> str:
    """Return the folded names as JSON, with the names that lead to one code or field on one line."""
    return "{\n" + ",\n".join(_kind(kind, names) for kind, names in folded_names(*files).items()) + "\n}\n"


def shown_text() -> str:
    """Return the English names that messages show as JSON, by code."""
    english = cldr(ENGLISH)
    found, languages = dict(_names(english.territories)), dict(_names(english.languages))
    known = {code: CLDR_CODES.get(code, code) for code in (ENGLISH, *LOCALES)}
    found |= {code: languages[of_cldr] for code, of_cldr in known.items() if of_cldr in languages}
    return json.dumps(dict(sorted(found.items())), ensure_ascii=False, indent=0) + "\n"


def _kind(kind: str, names: Mapping[str, list[str]]) -> str:
    lines = (f"    {json.dumps(meant)}: {json.dumps(' '.join(them), ensure_ascii=False)}" for meant, them in names.items())
    return f"  {json.dumps(kind)}: {{\n" + ",\n".join(lines) + "\n  }"


def main(argv: list[str] | None = None) -> int:
    """Update the files, or with ``--check`` report whether they are up to date."""
    parser = argparse.ArgumentParser(description="Write the names of countries, languages and fields that suggestions use.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when a file is out of date")
    arguments = parser.parse_args(argv)
    from_cldr = updated(_text_of(FROM_CLDR))
    folded_anew = folded_text(json.loads(_text_of(BY_HAND)), json.loads(from_cldr))
    wanted = {FROM_CLDR: from_cldr, FOLDED: folded_anew, SHOWN: shown_text()}
    stale = [file for file, text in wanted.items() if _text_of(file) != text]
    for file in wanted:
        print(f"{file.name} is {'out of date' if file in stale else 'up to date'}")
    if stale and arguments.check:
        print("run python scripts/update_names.py")
        return 1
    for file in stale:
        file.write_text(wanted[file], encoding="utf-8")
        print(f"{file.name} is written")
    return 0


def _text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


if __name__ == "__main__":
    raise SystemExit(main())
