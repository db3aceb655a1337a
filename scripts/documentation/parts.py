"""Write the generated parts of the pages as Markdown, from the code and the schema files."""

import argparse
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bs_validate._messages.explanation import context, reason_message
from bs_validate._messages.translations import ENGLISH, LOCALES
from bs_validate._schema.applicators import JsonSchema, subschemas
from bs_validate._schema.catalog import Catalog, packaged
from bs_validate.cli.field_rows import field_rows
from bs_validate.cli.main import parser
from bs_validate.codes import CODES
from documentation.pages import ROOT

#: Schema files that are not documents themselves, but are shared by the six.
_SHARED = ("common", "contact", "host", "unprocessable")
#: Steps in a schema location that do not name a field.
_UNTOLD = ("properties", "items", "else", "then")


def field_tables() -> str:
    """Return a table of the fields and rules of each resource."""
    catalog = packaged()
    resources = dict.fromkeys(name.partition(".")[0] for name in catalog.names)
    head = ["field", "create", "update", "read", "type", "rules"]
    return "\n\n".join(f"### {name.capitalize()}\n\n{table(head, list(_field_rows(catalog, name)))}" for name in resources)


def _field_rows(catalog: Catalog, resource: str) -> Iterator[list[str]]:
    for field in field_rows(catalog, resource):
        presence = [field.presence[kind].replace("absent", "") for kind in ("create", "update", "read")]
        yield [f"`{field.name}`", *presence, field.types, field.rules]


def errata() -> str:
    """Return where the documentation is silent or wrong, and the decision, from the annotations in the schema files."""
    catalog = packaged()
    files = {name: catalog.source(f"{name}.json") for name in (*_SHARED, *catalog.names)}
    return table(["field", "the documentation says", "evidence", "decision"], errata_rows(files))


def errata_rows(files: Mapping[str, JsonSchema]) -> list[list[str]]:
    """Return the rows of the ``x-errata`` annotations; a row that two files repeat is listed once."""
    rows: dict[tuple[str, ...], None] = {}
    for file, schema in files.items():
        for place, inner in _schemas(schema):
            for one in inner.get("x-errata", ()):
                where = one.get("field", f"`{file}{place}`")
                rows[where, _sentence(one["says"]), _sentence(one["evidence"]), _sentence(one["decision"])] = None
    return [list(row) for row in rows]


def _schemas(schema: JsonSchema, place: str = "") -> Iterator[tuple[str, JsonSchema]]:
    """Yield a schema and every one inside it, each with the names that lead to it."""
    yield place, schema
    for name, inner in schema.get("$defs", {}).items():
        yield from _schemas(inner, f"{place}.{name}")
    for path, inner in subschemas(schema):
        yield from _schemas(inner, ".".join([place, *(str(part) for part in path if part not in _UNTOLD)]))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def codes() -> str:
    """Return a section for each code: its occasion, its remedy, its params and reasons, and a wrong and a right example."""
    return "\n\n".join(f"### `{name}`\n\n{_description(name)}" for name in CODES)


def _description(name: str) -> str:
    code = CODES[name]
    lines = [f"*{code.severity.capitalize()}.* {code.when}", "", f"- What to do: {code.remedy}"]
    if code.params:
        lines.append(f"- Params: {_names(code.params)}")
    if code.reasons:
        lines += ["- Reasons:", *(f"  - `{reason}`: {reason_message(name, reason)}" for reason in code.reasons)]
    lines += [f"- Wrong ({context(code.example)}): `{code.example.wrong}`", f"- Right: `{code.example.right}`"]
    return "\n".join(lines)


def _names(names: Any) -> str:
    return ", ".join(f"`{name}`" for name in names)


def commands() -> str:
    """Return a section for each command: its usage, and a table of its arguments."""
    (choices,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001  # argparse has no other way
    return "\n\n".join(f"### `bs-validate {name}`\n\n{_command(one)}" for name, one in choices.choices.items())


def _command(one: argparse.ArgumentParser) -> str:
    rows = [
        [" or ".join(f"`{shown}`" for shown in _argument(action)), (action.help or "").replace("%%", "%")]
        for action in one._actions  # noqa: SLF001  # argparse has no other way
        if action.help != argparse.SUPPRESS and action.dest != "help"
    ]
    return f"{one.description}\n\n{table(['argument', ''], rows)}" if rows else str(one.description)


def _argument(action: argparse.Action) -> list[str]:
    value = str(action.metavar or action.dest.upper()) if action.nargs != 0 else ""
    return [f"{option} {value}".rstrip() for option in action.option_strings] or [value]


def operations() -> str:
    """Return a table of the documented operations and the schemas of their bodies."""
    rows = []
    document = packaged().source("openapi.json")
    responses = document["components"]["responses"]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if isinstance(operation, dict) and "responses" in operation:
                sent = _body(operation.get("requestBody", {}))
                given = {status: one for status, one in operation["responses"].items() if status.startswith("2")}
                answers = {
                    status: _body(responses.get(one.get("$ref", "").rpartition("/")[2], one)) for status, one in given.items()
                }
                answer = ", ".join(f"{status} {name}".strip() for status, name in answers.items())
                rows.append([f"`{method.upper()} {path}`", sent, answer])
    return table(["operation", "request", "response"], rows)


def _body(described: Mapping[str, Any]) -> str:
    """Return the name of the schema that a request or a response refers to, or nothing."""
    found = re.search(r'"\$ref": "[^"]*?([a-z_]+\.(?:create|update|read))(?:\.json)?"', json.dumps(described))
    return f"`{found[1]}`" if found else ""


def locales() -> str:
    """Return the locales that have messages."""
    return _names(sorted({ENGLISH, *LOCALES}, key=str.lower))


#: A part of a finding's header: a line that begins with its name, and the indented lines below it.
_PART = re.compile(r"(?m)^# (Guess|Reality|Library|Why it matters|Needs): (.*(?:\n#  .*)*)")


def findings() -> str:
    """Return a table of the findings, from the comments that their files begin with."""
    rows = []
    for path in sorted((ROOT / "findings").glob("*.sh")):
        header = finding(path.read_text(encoding="utf-8"))
        said = [header[part].replace("<", "\\<") for part in ("Library", "Guess", "Reality")]  # a "<" is not HTML
        rows.append([f"[{path.stem}]({path.name})", *said])
    return table(["finding", "versions", "guess", "reality"], rows)


def finding(script: str) -> dict[str, str]:
    """Return the parts of a finding's header, in their order: Guess, Reality, Library, Why it matters and, if present, Needs."""
    comment = re.match(r"#!.*\n(?:#.*\n)*", script)
    parts = _PART.findall(comment[0] if comment else "")
    return {name: " ".join(line.strip("# ") for line in text.splitlines()) for name, text in parts}


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


#: Each generated part: its page, its mark, and the function that writes it.
PARTS: Mapping[tuple[str, str], Callable[[], str]] = {
    ("docs/clients.md", "operations"): operations,
    ("docs/codes.md", "codes"): codes,
    ("docs/commands.md", "commands"): commands,
    ("docs/errata.md", "errata"): errata,
    ("docs/fields.md", "fields"): field_tables,
    ("docs/messages.md", "locales"): locales,
    ("findings/README.md", "findings"): findings,
}

#: Each measured part: its page, its mark, and the script that writes it with ``--write``.
MEASURED: Mapping[tuple[str, str], Path] = {
    ("docs/benchmarks.md", "bench"): ROOT / "scripts" / "bench.py",
    ("docs/benchmarks.md", "bounds"): ROOT / "scripts" / "bounds.py",
    ("docs/benchmarks.md", "cost"): ROOT / "scripts" / "batch_cost.py",
    ("docs/benchmarks.md", "serve"): ROOT / "scripts" / "bench_serve.py",
    ("docs/benchmarks.md", "startup"): ROOT / "scripts" / "startup_cost.py",
    ("docs/javascript.md", "speed"): ROOT / "scripts" / "bench_javascript.py",
    ("docs/trust.md", "mutation"): ROOT / "scripts" / "mutate.py",
}
