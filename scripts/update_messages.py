"""Bring the gettext catalogues in line with the English messages.

A message that is new in ``bs_validate/_messages/english.py`` gets an empty translation. A message that no longer exists is
removed. A message that was reworded loses its translation, since it may no longer fit. With ``--check`` nothing is written, and
the exit status is 1 if a catalogue is out of date or a translation is missing.

The plural rule in the header of a catalogue comes from the installed CLDR, and its versions word it differently. The rule is
updated with the rest, but a difference in the rule alone does not make a catalogue out of date.

    python scripts/update_messages.py [--check]
"""

import argparse
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext

from bs_validate._messages.english import CATALOGUE
from bs_validate._messages.translations import LOCALES, categories, cldr

FOLDER = Path(__file__).parent.parent / "bs_validate" / "_messages" / "locale"
HEADER = """\
# Messages of bs-validate. Context: the key, as in bs_validate/_messages/english.py.
msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {forms}\\n"

"""


def header(locale: str) -> str:
    """Return the header of a catalogue."""
    return HEADER.format(locale=locale, forms=forms(locale))


def forms(locale: str) -> str:
    """Return the plural rule of CLDR in the form of gettext; its exponent is always 0 here."""
    return re.sub(r"\be\b", "0", to_gettext(cldr(locale).plural_form))


def without_plural_rule(text: str) -> str:
    """Return a catalogue without the rule in its header. The number of plural forms is kept, as the translations depend on it."""
    return re.sub(r"(?<=; )plural=.*", "", text, count=1)


def updated(locale: str, text: str) -> str:
    """Return a catalogue as it should be, with the translations that still fit."""
    old = read_po(BytesIO(text.encode()))
    new = Catalog(locale=None, header_comment="")
    new.mime_headers = [("Plural-Forms", forms(locale))]
    known = {message.context: message for message in old if message.context is not None}
    for key, english in CATALOGUE.items():
        source = english if isinstance(english, str) else english[:2]
        message = known.get(key)
        kept = message.string if message is not None and message.id == source else ""
        empty = "" if isinstance(english, str) else ("",) * len(categories(locale))
        flags = ["python-brace-format"] if "{" in "".join(source) else []  # as Babel does it from 2.17 on
        new.add(source, kept or empty, context=key, flags=flags)
    written = BytesIO()
    write_po(written, new, width=120, omit_header=True)
    return header(locale) + written.getvalue().decode()


def missing(text: str) -> Iterator[str]:
    """Yield the keys of a catalogue that have no translation."""
    for message in read_po(BytesIO(text.encode())):
        texts = (message.string,) if isinstance(message.string, str) else message.string
        if message.context is not None and not all(texts or ()):
            yield str(message.context)


def main(argv: list[str] | None = None) -> int:
    """Update the catalogues, or with ``--check`` report those that are out of date."""
    parser = argparse.ArgumentParser(description="Bring the gettext catalogues in line with the English messages.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when there is anything to do")
    arguments = parser.parse_args(argv)
    status = 0
    for locale in sorted(LOCALES):
        path = FOLDER / f"{locale}.po"
        current = path.read_text(encoding="utf-8") if path.exists() else header(locale)
        wanted = updated(locale, current)
        left = list(missing(wanted))
        stale = without_plural_rule(wanted) != without_plural_rule(current)
        if stale or left:
            status = 1
            state = "out of date" if stale else "up to date"
            print(f"{locale}: {state}, without translation: {', '.join(left) or 'nothing'}")
        if not arguments.check:
            path.write_text(wanted, encoding="utf-8")
    return status if arguments.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
