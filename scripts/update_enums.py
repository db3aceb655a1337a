"""Write the lists in the schema files that follow from another list.

- Country codes come from pycountry (the officially assigned ISO 3166-1 alpha-2 codes).
- Locales are those of the message catalogues, which are the API's own.
- The personal fields of a resource are listed once, as ``x-personal``. They may be anonymised in the read of a person who has
  asked to be forgotten. Any other read must have them, except for those in ``x-expected``, whose absence is a warning.

Run it after a change of one of these: ``python scripts/update_enums.py``. With ``--check`` it writes nothing and exits with 1
if a file is out of date.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import pycountry

from bs_validate._messages.translations import ENGLISH, LOCALES
from bs_validate._schema.catalog import packaged
from bs_validate.cli.field_rows import field_rows

SCHEMAS = Path(__file__).parent.parent / "schemas"
RESOURCES = ("contact", "host")


def updated(file: str, text: str) -> str:
    """Return the text of a schema file with its lists as they should be."""
    document = json.loads(text)
    if file == "common.json":
        document["$defs"]["country_code"]["enum"] = sorted(country.alpha_2 for country in pycountry.countries)
        document["$defs"]["locale"]["enum"] = sorted({ENGLISH, *LOCALES})
    else:
        resource = file.removesuffix(".json")
        _forget(document["$defs"][f"{resource}_as_read"], _lists(resource))
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def _forget(read: dict[str, Any], lists: frozenset[str]) -> None:
    """Let every personal field be anonymised after its owner has asked to be forgotten, and require it until then.

    A field in ``x-expected`` is not required.
    """
    kinds = {name: "anonymised_list" if name in lists else "anonymised_text" for name in read["x-personal"]}
    read["then"]["properties"] = {name: {"$ref": f"common.json#/$defs/{kind}"} for name, kind in kinds.items()}
    read["else"]["required"] = [name for name in read["x-personal"] if name not in read["x-expected"]]


def _lists(resource: str) -> frozenset[str]:
    """Return the fields of a resource that are lists."""
    return frozenset(field.name for field in field_rows(packaged(), resource) if "array" in field.types.split(" or "))


def main(argv: list[str] | None = None) -> int:
    """Update the files, or with ``--check`` report whether they are up to date."""
    parser = argparse.ArgumentParser(description="Write the lists in the schema files that follow from another list.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file is out of date")
    arguments = parser.parse_args(argv)
    status = 0
    for file in ("common.json", *(f"{resource}.json" for resource in RESOURCES)):
        path = SCHEMAS / file
        current = path.read_text(encoding="utf-8")
        wanted = updated(file, current)
        if current == wanted:
            print(f"schemas/{file} is up to date")
        elif arguments.check:
            print(f"schemas/{file} is out of date: run python scripts/update_enums.py")
            status = 1
        else:
            path.write_text(wanted, encoding="utf-8")
            print(f"schemas/{file} is written anew")
    return status


if __name__ == "__main__":
    raise SystemExit(main())
