"""Compare the page with the linter on a thousand random texts."""

import random
import re
from typing import Any

import pytest

from bs_validate._schema.catalog import packaged
from bs_validate.lint.readers.files import form
from support.chromium import needs_chromium
from support.drawn import documents as drawn
from support.drawn import layout
from support.page import API, all_shown, har, linted

SCHEMAS = list(packaged())
#: Characters that UTF-8 does not have, or that make the linter read the text as UTF-16.
NOT_TEXT = re.compile("[\ud800-\udfff\0]")
#: The number of random texts that the nightly run compares, and of those that the page gets at a time.
RANDOM_TEXTS = 1000
AT_A_TIME = 100


def random_text(chance: random.Random) -> str:
    """Return a payload with faults in a random layout, several payloads as NDJSON, a recorded one, or a broken text."""
    document = drawn.mangled(chance, drawn.example(chance, chance.choice(SCHEMAS).document))
    kind = chance.choice(["json", "lines", "har", "broken"])
    text = layout.laid_out(chance, document, [" ", "\t"] if kind == "lines" else [" ", "\n", "\t"]).text
    if kind == "lines":
        return f"{text}\n{random_text(chance)}"
    if kind == "har":
        method, path = chance.choice([("POST", "contacts"), ("PUT", "hosts/1"), ("GET", "contacts"), ("GET", "hosts?fields=id")])
        body = {"text": text}
        return har((method, f"{API}/{path}", body, None) if method != "GET" else (method, f"{API}/{path}", None, body))
    if kind == "broken":
        at = chance.randrange(len(text) + 1)
        return text[:at] + chance.choice(["", *drawn.JUNK]) + text[at + chance.randrange(3) :]
    return text


@needs_chromium
@pytest.mark.nightly
def test_the_page_finds_what_the_linter_finds_at_random(opened: Any) -> None:
    """Lines, columns, codes and messages are equal."""
    chance = random.Random(1)  # noqa: S311  # the texts are not secret
    compared = 0
    while compared < RANDOM_TEXTS:
        texts = [random_text(chance).replace("\r", " ") for _ in range(AT_A_TIME)]
        texts = [text for text in texts if not NOT_TEXT.search(text) and form("-", text.encode()) in ("JSON", "NDJSON")]
        for text, found in zip(texts, all_shown(opened, texts), strict=True):
            assert sorted(found) == sorted(linted(text)), text
        compared += len(texts)
