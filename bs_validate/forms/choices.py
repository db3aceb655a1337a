"""Name the choices of a field, for example in a select of a form."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bs_validate._messages import translations
from bs_validate._schema import catalog
from bs_validate._schema.applicators import in_place
from bs_validate.exceptions import UnknownField

#: The words for male and female in the languages of the catalogues: CLDR has none.
_GENDERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "bg": ("мъж", "жена"),
        "cs": ("muž", "žena"),
        "da": ("mand", "kvinde"),
        "de": ("männlich", "weiblich"),
        "el": ("άνδρας", "γυναίκα"),
        "en": ("male", "female"),
        "es": ("hombre", "mujer"),
        "fi": ("mies", "nainen"),
        "fr": ("homme", "femme"),
        "hu": ("férfi", "nő"),
        "id": ("laki-laki", "perempuan"),
        "it": ("uomo", "donna"),
        "ja": ("男性", "女性"),
        "ko": ("남성", "여성"),
        "lt": ("vyras", "moteris"),
        "lv": ("vīrietis", "sieviete"),
        "mk": ("маж", "жена"),
        "nb": ("mann", "kvinne"),
        "nl": ("man", "vrouw"),
        "pl": ("mężczyzna", "kobieta"),
        "pt": ("homem", "mulher"),
        "ro": ("bărbat", "femeie"),
        "rs": ("мушкарац", "жена"),
        "ru": ("мужчина", "женщина"),
        "sk": ("muž", "žena"),
        "sv": ("man", "kvinna"),
        "uk": ("чоловік", "жінка"),
        "zh": ("男", "女"),
        "zh-TW": ("男", "女"),
    }
)

#: Letters that come after another one as letters of their own (CLDR's collations); elsewhere an accent does not count.
#: Each group begins with the letter that they follow; "<ch>" is one letter, and "(äæ)" are two that have one place.
_LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "bg": "ий",
        "cs": "cč h<ch> rř sš zž",
        "da": "z(æä)(øö)å",
        "es": "nñ",
        "fi": "zå(äæ)(öø)",
        "hu": "c<cs> d<dz><dzs> g<gy> l<ly> n<ny> o(öő) s<sz> t<ty> u(üű) z<zs>",
        "lt": "cč sš zž",
        "lv": "aā cč eē gģ iī kķ lļ nņ sš uū zž",
        "mk": "гѓ зѕ ий иј кќ лљ нњ чџ",
        "nb": "z(æä)(øö)å",
        "pl": "aą cć eę lł nń oó sś zźż",
        "ro": "aăâ iî sș tț",
        "rs": "дђ иј лљ нњ тћ чџ",
        "rs-Latn": "cčć d<dž>đ l<lj> n<nj> sš zž",
        "ru": "ий",
        "sk": "aä cč h<ch> oô rř sš zž",
        "sv": "zå(äæ)(öø)",
        "uk": "гґ еє иіїй",
    }
)
#: Letters that count as others, though Unicode does not decompose them; an apostrophe in Ukrainian does not count.
_AS_OTHERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ʼ": None})
_LONG_VOWEL = re.compile("([ァ-ヴ])ー")
_PLACES = re.compile(r"<(\w+)>|\((\w+)\)|(\w)")


def choices(field: str, locale: str = "en") -> tuple[tuple[str, str], ...]:
    """Return the choices of a field with their names in a language, sorted by name.

    ``field`` is ``country_code``, ``gender`` or ``spoken_languages``. The result is ``(("AF", "Afghanistan"), …)``. The names are
    English if the package has no translation for the locale. Raises ``UnknownField``.
    """
    fields = _fields()
    if field not in fields:
        raise UnknownField(field, fields)
    language = translations.resolved(locale)
    key = _order(language)
    named = ((code, translations.name(code, language) or _gender(code, language)) for code in fields[field])
    return tuple(sorted(named, key=lambda pair: key(pair[1])))


def _fields() -> dict[str, list[str]]:
    """Return the texts that each field of the packaged schemas allows, by field."""
    found: dict[str, list[str]] = {}
    for schema in catalog.packaged():
        for place, schemas in catalog.fields(schema):
            members = [one for outer in schemas for inner in in_place(outer) for one in inner.get("enum", ())]
            field = str(place[2]) if schema.envelope is not None else str(place[0])
            texts = found.setdefault(field, [])
            texts += [one for one in members if type(one) is str and one not in texts]
    return {field: members for field, members in sorted(found.items()) if members}


def _gender(code: str, language: str) -> str:
    if language == translations.SERBIAN_IN_LATIN:
        return translations.in_latin(_gender(code, translations.SERBIAN))
    male, female = _GENDERS[language]
    return {"male": male, "female": female}.get(code, code)


def _order(language: str) -> Callable[[str], tuple[str, str]]:
    """Return the function that gives the sort key of a name in a language.

    An accent matters only between names that are otherwise equal. Chinese characters and kanji are sorted by code point, because
    a better order would need ICU.
    """
    from unicodedata import combining, normalize

    places = {"y": "i"} if language == "lt" else {}
    for group in _LETTERS.get(language, "").split():
        for number, (one, several, single) in enumerate(_PLACES.findall(group[1:])):
            places |= dict.fromkeys([one] if one else several or single, f"{group[0]}\uffff{number}")
    pattern = re.compile("|".join(sorted(places, key=len, reverse=True)) or r"\Z.")

    def key(name: str) -> tuple[str, str]:
        placed = pattern.sub(lambda match: places[match[0]], normalize("NFC", name).casefold()).translate(_AS_OTHERS)
        letters = normalize("NFD", _LONG_VOWEL.sub(_spelled_out, placed))
        return "".join(letter for letter in letters if not combining(letter)), name

    return key


def _spelled_out(match: re.Match[str]) -> str:
    """Return a katakana and the vowel that the long vowel mark after it stands for."""
    from unicodedata import lookup, name, normalize

    kana = normalize("NFD", match[1])[0]
    return match[1] + lookup(f"KATAKANA LETTER {name(kana)[-1]}")
