"""Write the parts of the README that are read off the schemas, the codes and the command.

Each stands between two comments that name it. Run it after a change: ``python scripts/update_readme.py``; with ``--check`` it
writes nothing and exits with 1 when the README is out of date.
"""

import argparse
import contextlib
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bs_validate._schema.applicators import JsonSchema, subschemas
from bs_validate._schema.catalog import Catalog, packaged
from bs_validate.cli.fields import fields
from bs_validate.cli.main import main as command
from bs_validate.codes import CODES

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SHARED = ("common", "contact", "host")


def output() -> str:
    """Return what the command says of the shipped examples."""
    shown = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(shown):
        command(["lint", "tests/examples"])
    return f"```text\n$ bs-validate lint tests/examples\n{shown.getvalue()}```"


def field_tables() -> str:
    """Return the table of fields and rules of each resource."""
    catalog = packaged()
    return "\n\n".join(
        f"**{resource}**\n\n"
        + _table(["field", "create", "update", "read", "type", "rules"], list(_field_rows(catalog, resource)))
        for resource in ("contact", "host")
    )


def _field_rows(catalog: Catalog, resource: str) -> Iterator[list[str]]:
    for field in fields(catalog, resource):
        presence = [field.presence[kind].replace("absent", "") for kind in ("create", "update", "read")]
        yield [f"`{field.name}`", *presence, field.types, field.rules]


def errata() -> str:
    """Return the table of what the documentation leaves open or gets wrong, and of the decisions, from the schema files."""
    catalog = packaged()
    rows = {tuple(one.values()): one for file in (*SHARED, *catalog.names) for one in _errata(catalog.source(f"{file}.json"))}
    keys = ("field", "says", "evidence", "decision")
    return _table(["about", "the page says", "evidence", "decision"], [[one[key] for key in keys] for one in rows.values()])


def _errata(schema: JsonSchema) -> Iterator[Mapping[str, str]]:
    yield from schema.get("x-errata", ())
    for inner in schema.get("$defs", {}).values():
        yield from _errata(inner)
    for _, inner in subschemas(schema):
        yield from _errata(inner)


def codes() -> str:
    """Return the table of codes."""
    rows = [
        [f"`{name}`", code.severity, code.when, ", ".join(f"`{param}`" for param in code.params), code.remedy]
        for name, code in CODES.items()
    ]
    return _table(["code", "", "when", "params", "what to do"], rows)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


PARTS: Mapping[str, Callable[[], str]] = {"output": output, "fields": field_tables, "errata": errata, "codes": codes}


def updated(text: str) -> str:
    """Return the README with every generated part as it should be."""
    for name, part in PARTS.items():
        pattern = re.compile(f"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
        text, found = pattern.subn(lambda match, part=part: f"{match[1]}{part()}\n{match[2]}", text)
        if found != 1:
            raise SystemExit(f"the README has the part {name!r} {found} times")
    return text


def main(argv: list[str] | None = None) -> int:
    """Update the README, or with ``--check`` say whether it is up to date."""
    parser = argparse.ArgumentParser(description="Write the generated parts of the README.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when the README is out of date")
    arguments = parser.parse_args(argv)
    os.environ["NO_COLOR"] = "1"
    current = README.read_text(encoding="utf-8")
    wanted = updated(current)
    if current == wanted:
        print("README.md is up to date")
        return 0
    if arguments.check:
        print("README.md is out of date: run python scripts/update_readme.py")
        return 1
    README.write_text(wanted, encoding="utf-8")
    print("README.md is written anew")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
