"""Write the corpus of documents and their errors with which a port to any language can be compared.

It is made from the tables of the tests, not from the output of this package; ``tests/conformance/README.md`` has its format. Run
it when they change, ``python scripts/update_conformance.py``; with ``--check`` nothing is written and the exit status is 1 if the
corpus is out of date.
"""

import argparse
import copy
import itertools
import json
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

TESTS = Path(__file__).parent.parent / "tests"
CORPUS = TESTS / "conformance"

sys.path.insert(0, str(TESTS))

from bs_validate._instance.location import pointer  # noqa: E402  # found by the line above
from bs_validate.formats import FORMATS  # noqa: E402  # the same
from check.test_single_faults import PERSONAL, UNRULED, Row, envelope_rows, field_rows  # noqa: E402  # the same
from support.samples import ABSENT, DOCUMENTED, ENVELOPES, changed, documented  # noqa: E402  # the same

Errors = Iterable[tuple[str, str]]

#: Unprintable characters at the ends of their ranges; an update has them all.
_EDGES = {f"U+{codepoint:04X}" for codepoint in (0, 0x1F, 0x7F, 0x9F, 0x2028, 0x2029, 0xFDD0, 0xFDEF, 0xFFFF, 0x1FFFE, 0x10FFFF)}
_FORGOTTEN = "2021-01-22T08:40:20Z"


class Case(NamedTuple):
    """A document of a schema, its description, and its errors as (pointer, code)."""

    schema: str
    description: str
    document: Any
    errors: Errors


def cases() -> Iterator[Case]:
    """Yield the cases of the corpus, in an order that is the same each time."""
    for name in sorted(DOCUMENTED):
        yield Case(name, "the documented example", documented(name), ())
    rows = [row for row in field_rows() if _is_kept(row)]
    yield from map(_of_field, rows)
    for name in sorted(DOCUMENTED):
        yield from _of_many_faults(name, [row for row in rows if row[0] == name])
    for name, document, expected in envelope_rows():
        errors = [(pointer(location), code) for code, location, _ in expected]
        yield Case(name, f"around the resources: {_outcome(errors)}", document, errors)
    for resource, fields in PERSONAL.items():
        name = f"{resource}.read"
        for field, value in itertools.product(fields, (*UNRULED, 5)):
            document = changed(name, field, value)
            document[ENVELOPES[name]][0]["forget_me_at"] = _FORGOTTEN
            errors = [(_pointer(name, field), "type")] if value == 5 else []
            yield Case(name, f"of a forgotten person, {field} {_shown(value)}: {_outcome(errors)}", document, errors)


def _is_kept(row: Row) -> bool:
    name, _, _, code, params = row
    return code != "non_printable" or name.endswith("update") or params["codepoint"] in _EDGES


def _of_field(row: Row) -> Case:
    name, field, value, code, _ = row
    errors = [] if code is None else [(_pointer(name, field), code)]
    return Case(name, f"{field} {_shown(value)}: {_outcome(errors)}", _smallest(name, field, value), errors)


def _smallest(name: str, field: str, value: Any) -> Any:
    """Return the documented example with a field set and without optional fields, so that it has only the fault of that field."""
    top, *inside = field.split(".")
    document = changed(name, field, value)
    (resource,) = document[ENVELOPES[name]]
    if top == "phones" and inside:
        resource["phones"] = resource["phones"][:1]
    elif name == "contact.read" and top != "phones":
        resource["phones"] = []
    needed = {"create": _required(name), "update": set(), "read": set(resource)}[name.partition(".")[2]]
    return {ENVELOPES[name]: [{key: inner for key, inner in resource.items() if key in needed or key == top}]}


@cache
def _required(name: str) -> set[str]:
    return {field for row_name, field, value, code, _ in field_rows() if (row_name, value, code) == (name, ABSENT, "required")}


def _of_many_faults(name: str, rows: list[Row]) -> Iterator[Case]:
    """Put the faults of many fields into one document, in which each is reported and none hides another."""
    envelope = ENVELOPES[name]
    before = documented(name)[envelope] if name.endswith("create") else []
    by_field: dict[str, dict[str, Row]] = {}
    for row in rows:
        _, field, value, code, _ = row
        if code is not None and value is not ABSENT and "." not in field and field not in ("forget_me_at", "links"):
            by_field.setdefault(field, {}).setdefault(code, row)
    for turn in range(max(map(len, by_field.values()))):
        document = documented(name)
        errors = []
        for field, by_code in by_field.items():
            _, _, value, code, _ = list(by_code.values())[turn % len(by_code)]
            document[envelope][0][field] = copy.deepcopy(value)
            errors.append((pointer((envelope, len(before), field)), str(code)))
        document[envelope][:0] = before
        yield Case(name, "many faults at once", document, errors)
    absent = [(f"/{envelope}/0/{field}", "required") for field in sorted(_required(name)) if "." not in field]
    yield Case(name, f"nothing in it: {_outcome(absent)}", {envelope: [{}]}, absent)


def _is_of_format_alone(document: Any, place: str, code: str) -> bool:
    """Return whether only a format finds an error, and no keyword does."""
    formats = [one for one in FORMATS.values() if one.code == code != "type"]
    if not formats:
        return False
    value = document
    for part in place.split("/")[1:]:
        value = value[int(part) if isinstance(value, list) else part.replace("~1", "/").replace("~0", "~")]
    forbidden = formats[0].forbidden
    return re.search(formats[0].pattern, value) is not None and not (forbidden and re.search(forbidden, value))


def _pointer(name: str, field: str) -> str:
    return pointer((ENVELOPES[name], 0, *field.split(".")))


def _shown(value: Any) -> str:
    if value is ABSENT:
        return "absent"
    shown = json.dumps(value)
    return shown if len(shown) <= 40 else f"{shown[:39]}\u2026"


def _outcome(errors: Errors) -> str:
    return " ".join(sorted({code for _, code in errors})) or "valid"


def written() -> dict[Path, str]:
    """Return the text of each file."""
    lines: dict[str, list[str]] = {name: [] for name in sorted(DOCUMENTED)}
    for case in cases():
        line = {
            "description": case.description,
            "schema": case.schema,
            "document": case.document,
            "errors": sorted(map(list, case.errors)),
            "formats": sorted(list(error) for error in case.errors if _is_of_format_alone(case.document, *error)),
        }
        lines[case.schema].append(json.dumps(line, ensure_ascii=True, allow_nan=False, separators=(",", ":")))
    return {CORPUS / f"{name}.json": "[\n" + ",\n".join(dict.fromkeys(of_name)) + "\n]\n" for name, of_name in lines.items()}


def main(argv: list[str] | None = None) -> int:
    """Update the corpus, or with ``--check`` report whether it is up to date."""
    parser = argparse.ArgumentParser(description="Write tests/conformance/*.json.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when the corpus is out of date")
    arguments = parser.parse_args(argv)
    old = [path for path, text in written().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if not old:
        print("tests/conformance is up to date")
        return 0
    if arguments.check:
        print("tests/conformance is out of date: run python scripts/update_conformance.py")
        return 1
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")
    print("tests/conformance is written anew")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
