"""Write the country codes and locales into the shared definitions.

Countries come from pycountry (the officially assigned ISO 3166-1 alpha-2 codes), locales are those that there are messages in,
which are the API's own. Run it when pycountry moves on, ``python scripts/update_enums.py``; with ``--check`` nothing is written
and the exit status is 1 when the file is out of date.
"""

import argparse
import json
from pathlib import Path

import pycountry

from bs_validate._messages.translations import ENGLISH, LOCALES

SHARED = Path(__file__).parent.parent / "schemas" / "common.json"


def updated(text: str) -> str:
    """Return the text of the shared definitions with both enums as they should be."""
    document = json.loads(text)
    document["$defs"]["countryCode"]["enum"] = sorted(country.alpha_2 for country in pycountry.countries)
    document["$defs"]["locale"]["enum"] = sorted({ENGLISH, *LOCALES})
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def main(argv: list[str] | None = None) -> int:
    """Update the file, or with ``--check`` say whether it is up to date."""
    parser = argparse.ArgumentParser(description="Write the enums of countries and locales into schemas/common.json.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when the file is out of date")
    arguments = parser.parse_args(argv)
    current = SHARED.read_text(encoding="utf-8")
    wanted = updated(current)
    if current == wanted:
        print("schemas/common.json is up to date")
        return 0
    if arguments.check:
        print("schemas/common.json is out of date: run python scripts/update_enums.py")
        return 1
    SHARED.write_text(wanted, encoding="utf-8")
    print("schemas/common.json is written anew")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
