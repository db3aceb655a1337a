"""Draw questions about payloads, and answer them with this package, to compare a port to another language."""

import json
import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from bs_validate import validate, validate_field, validate_resource
from bs_validate._check import names
from bs_validate._schema.catalog import packaged
from bs_validate.formats import FORMATS
from bs_validate.report import Report
from fuzzing.documents import TEXTS, example, mangled
from fuzzing.patterns import matching, near

#: Characters that formats look at, of every kind, in Unicode 14.
_SIGNS = [
    *" \t\n\x1c\x7f\x85\xa0\u1680\u200b\u2028\u202f\u3000\ufeff@.,;:<>()[]\"\\/?#%+-~*&=_'vx019aZéß",
    *"ж李\u0661\u06f3\uff11²½Ⅷ①\uff0b\uff0d\uff0e\uff0f\uff1a\uff20\uff1f\uff03\uff5e\u2100\u2048\u2047\u00ad\u2010\U0001f600",
    *"\u30fc\u0e50\u017f\u0130\u0131\u212a\U0001d7ce\U00020bb7\U0010ffff\ufdd0\u03c2\u1e9e",
]
_PHONES = [
    *("+33 (0)6 123.123.123", "+1 650 253 0000 ext. 4567", "+1 (650) 253-0000 x302/x2303", "tel:863-1234;phone-context=+1-914"),
    *(
        "tel:7042;phone-context=example.com",
        "+33 612312312;isub=5",
        "*67",
        "+371 63 123 45 доб 5",
        "+1 800 FLOWERS",
        "1-800-CALL-ME",
    ),
    *("+३३ ६१२ ३१२", "Tel. 0043 1 234", "1" * 20 + "#" + "1" * 20, "+33" + "0" + "6" * 17 + " a", "+x", "+33 6", "+999 123456"),
]
_ADDRESSES = [
    *(
        "http://user:pass@example.com:8080/p?q#f",
        "https://[2001:db8::1]:443/",
        "http://[::ffff:1.2.3.4]",
        "http://[fe80::1%eth0]/",
    ),
    *(
        "http://[v1.a]/",
        "HTTPS://ЖЖ.рф",
        "http://a:99999",
        "http://a:b@c:d",
        "http://[::1",
        "http://ex\u2100mple.com",
        "http://?",
        "http://.",
    ),
    *(
        "some@email.com",
        '"a b"@example.com',
        "user@[IPv6:2001:db8::1]",
        "a@b",
        "a@b..c",
        "@b.c",
        "a@",
        "x" * 65 + "@b.c",
        "a@" + "b." * 130 + "c",
    ),
]


_SCHEMAS = list(packaged())


@cache
def _names() -> list[str]:
    """Return names that lead to suggestions of countries, languages and fields, as they are written and folded."""
    written = [
        name
        for kind in ("countries", "languages", "languages_of_countries", "fields")
        for group in names.kept_by_hand(kind)
        for meant, others in group["names"].items()
        for name in (meant, *others)
    ]
    return sorted({*written, *names.countries(), *names.languages()})


def _text(chance: random.Random) -> str:
    """Return a text that is near the limits of a format, a choice or a field name."""
    kind = chance.random()
    if kind < 0.3:
        text = chance.choice(_names())
        text = chance.choice([text, text.upper(), text.lower(), text.title()])
    elif kind < 0.5:
        text = chance.choice(_PHONES)
    elif kind < 0.7:
        text = chance.choice(_ADDRESSES)
    elif kind < 0.8:
        chosen = chance.choice(list(FORMATS.values()))
        text = matching(chance, chance.choice([chosen.fast_accept, chosen.pattern or chosen.fast_accept]))
    elif kind < 0.85:
        text = (
            "+"
            + str(chance.randrange(1, 1000))
            + "".join(chance.choices("0123456789", k=chance.randrange(24)))
            + chance.choice(["", "a"])
        )
    else:
        text = chance.choice(TEXTS)
    for _ in range(chance.choice((0, 0, 1, 2, 3))):
        signs = list(text)
        at = chance.randrange(len(signs) + 1)
        signs[at : at + chance.choice((0, 0, 1, 2))] = chance.choice([[], [chance.choice(_SIGNS)], signs[max(at - 3, 0) : at]])
        text = "".join(signs)
    return near(chance, text) if chance.random() < 0.1 else text


def question(chance: random.Random) -> list[Any]:
    """Return a function of the module, the name of a schema, a value, and the name of a field or None."""
    schema = chance.choice(_SCHEMAS)
    kind = chance.random()
    if kind < 0.4:
        fields = ["email", "website", "country_code", "phones.2.number", "spoken_languages.1", "zip", "city", "gender"]
        known = fields if schema.resource == "contact" else ["email", "user_id"] if schema.representation != "read" else ["email"]
        return ["validateField", schema.name, _text(chance), chance.choice(known)]
    document = example(chance, schema.document)
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        document = mangled(chance, document)
    envelope = str(schema.envelope)
    resources = document.get(envelope) if isinstance(document, dict) else None
    first = resources[0] if isinstance(resources, list) and resources else None
    if isinstance(first, dict) and chance.random() < 0.5:
        first[chance.choice(list(first) or ["a"]) if chance.random() < 0.6 else _text(chance)] = _text(chance)
    if kind < 0.6 and first is not None:
        return ["validateResource", schema.name, first, None]
    return ["validate", schema.name, document, None]


def answer(asked: Sequence[Any], locales: Sequence[str]) -> list[Any]:
    """Return the answer of this package as JSON values."""
    name, schema, value, field = asked
    report: Report
    if name == "validateField":
        report = validate_field(value, schema, field)
    else:
        report = (validate if name == "validate" else validate_resource)(value, schema)
    found = [
        [one.code, list(one.location), one.pointer, one.field, dict(one.params), [one.message(locale) for locale in locales]]
        for one in report.errors
    ]
    answered: list[Any] = json.loads(json.dumps(found))
    return answered


def can_be_asked(asked: Sequence[Any]) -> str | None:
    """Return a question as a line of JSON, or None if its value is not JSON."""
    try:
        return json.dumps(asked, allow_nan=False)
    except (RecursionError, TypeError, ValueError):
        return None


def has_numeric_name(value: Any) -> bool:
    """Return whether an object has a name that looks like an index, which JavaScript moves to the front."""
    if isinstance(value, dict):
        return any(re.fullmatch("0|[1-9][0-9]{0,9}", name) or has_numeric_name(inner) for name, inner in value.items())
    return isinstance(value, list) and any(map(has_numeric_name, value))


def questions(seed: int, examples: int) -> Iterator[tuple[list[Any], str]]:
    """Yield questions with their lines of JSON."""
    for number in range(examples):
        asked = question(random.Random(f"{seed} javascript {number}"))  # noqa: S311  # no secret
        line = can_be_asked(asked)
        if line is not None:
            yield asked, line
