"""Mending files where it is certain what was meant and nothing is lost, without touching any other byte.

Three things are: a choice in other case than its own (``fr`` for ``FR``), the name of a field that is one edit away from one that
is not there, and ``""`` where null may stand. Only writes are mended; recordings and YAML are left as they are.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from bs_validate import _console as console
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.decide import decide
from bs_validate.lint.discover import STANDARD_INPUT, reason
from bs_validate.lint.excerpt import changed as changed_line
from bs_validate.lint.finding import Trouble
from bs_validate.lint.output.text import path
from bs_validate.lint.place import Finder, value_at
from bs_validate.lint.readers import JSON_TEXT, NDJSON, Document, documents, form, lines
from bs_validate.lint.run import Checker
from bs_validate.lint.summary import counted
from bs_validate.report import FieldError, Report
from bs_validate.validator import Validator

#: What is mended in one round may show what can be mended in the next: a name gives its value rules.
_ROUNDS = 3


class Edit(NamedTuple):
    """A replacement: from where to where in a text, and by what."""

    start: int
    end: int
    text: str


def fix(files: Iterable[str | Trouble], checker: Checker, *, only_show: bool) -> tuple[int, list[Trouble]]:
    """Mend files in place, or only show how on standard output; return how many changed, and what could not be."""
    number = 0
    troubles = []
    for file in files:
        if isinstance(file, Trouble) or file == STANDARD_INPUT or file.lower().endswith(".gz"):
            troubles.append(Trouble(file, "cannot be fixed") if isinstance(file, str) else file)
            continue
        try:
            with open(file, "rb") as opened:
                data = opened.read()
            new = mended(file, data, checker)
            if new == data:
                continue
            number += 1
            if only_show:
                console.say(difference(file, data, new))
            else:
                with open(file, "r+b") as opened:  # the same file, with its owner, mode and other names
                    opened.write(new)
                    opened.truncate()
        except OSError as error:
            troubles.append(Trouble(file, reason(error)))
        except InvalidSettings as error:
            troubles.append(Trouble(file, str(error)))
    console.complain(f"{'would fix' if only_show else 'fixed'} {counted(number, 'file')}")
    return number, troubles


def mended(file: str, data: bytes, checker: Checker) -> bytes:
    """Return the content of a file with everything mended that is certain."""
    kind = form(file, data)
    if kind == NDJSON:
        return b"\n".join(_mended_line(file, line, checker) for line in data.split(b"\n"))
    return _mended(file, data, checker, is_line=False) if kind == JSON_TEXT else data


def difference(file: str, old: bytes, new: bytes) -> Iterator[str]:
    """Go through the lines that show what changes, in the manner of ``diff``, with every value masked but what is put in."""
    yield f"--- {path(file)}"
    yield f"+++ {path(file)}"
    pairs = zip(old.decode().split("\n"), new.decode().split("\n"), strict=True)
    for number, (before, after) in enumerate(pairs, start=1):
        if before != after:
            yield f"@@ line {number} @@"
            yield from (
                f"{sign}{console.harmless(line)}"
                for sign, line in zip("-+", changed_line(before.rstrip(), after.rstrip()), strict=True)
            )


def _mended_line(file: str, line: bytes, checker: Checker) -> bytes:
    text = line.removesuffix(b"\r")
    return _mended(file, text, checker, is_line=True) + line[len(text) :]


def _mended(file: str, data: bytes, checker: Checker, *, is_line: bool) -> bytes:
    for _ in range(_ROUNDS):
        found = list(lines(data) if is_line else documents(file, data))
        if len(found) != 1 or found[0].body is not None or not found[0].decoded.readable:
            return data
        text = found[0].decoded.text
        edits = sorted(_edits(file, found[0], checker))
        if not edits:
            return data
        parts, at = [], 0
        for edit in edits:
            parts += [text[at : edit.start], edit.text]
            at = edit.end
        data = data[: len(data) - len(text.encode())] + "".join((*parts, text[at:])).encode()
    return data


def _edits(file: str, document: Document, checker: Checker) -> Iterator[Edit]:
    validator = checker.validator
    choice = decide(document, file, validator, checker.named(file))
    if choice.schema is None:
        return
    schema = validator.catalog[choice.schema]
    if schema.representation == "read":  # what the server sent is what it sent
        return
    report = validator.validate_decoded(document.decoded, schema.name)
    ignored = checker.settings(file).ignored(file)
    problems = [one for one in (*report.errors, *report.warnings) if one.code not in ignored and one.code != "read_only"]
    if not problems:
        return
    find = Finder(document.places([one.location for one in problems]).map)
    renamed = Counter((one.location[:-1], one.params.get("suggestion")) for one in problems if one.code == "unknown_field")
    repeated = {one.location for one in problems if one.code == "duplicate_key"}
    for error in problems:
        start, end = find(error)
        if error.location in repeated:
            continue
        if error.code == "unknown_field":
            name = _name(document.decoded.value, error, schema.fields)
            if name is not None and renamed[(error.location[:-1], name)] == 1:
                yield Edit(start, end, json.dumps(name))
            continue
        value = value_at(document.decoded.value, error.location)
        new = _value(value, error, report, validator)
        if new is not error:
            yield Edit(start, end, json.dumps(new))


def _name(document: Any, error: FieldError, fields: Iterable[str]) -> str | None:
    """Return the name that an unknown one surely stands for: the only one that is an edit away, and not there; or None."""
    name = error.location[-1]
    holder = value_at(document, error.location[:-1])
    if type(holder) is not dict or name not in holder:
        return None
    close = [field for field in fields if _is_one_edit(str(name), field)]
    meant = error.params.get("suggestion")
    return str(meant) if close == [meant] and meant not in holder else None


def _value(value: Any, error: FieldError, report: Report, validator: Validator) -> Any:
    """Return the value that one surely stands for, or the error itself when nobody can tell."""
    suggestion = error.params.get("suggestion")
    if (
        error.code == "choice"
        and type(value) is type(suggestion) is str
        and value.isascii()
        and value.lower() == suggestion.lower()
    ):
        return suggestion
    may_be_null = value == "" and error.field and not validator.validate_field(None, report.schema, error.field).errors
    return None if may_be_null else error


def _is_one_edit(one: str, other: str) -> bool:
    """Say whether a letter (a digit is none) more, less or other, or two that changed places, make one name the other."""
    start = _alike(one, other)
    ends = _alike(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - ends], other[start : len(other) - ends]
    changed = left + right
    return not any(map(str.isdigit, changed)) and (max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1]))


def _alike(one: str, other: str) -> int:
    """Return how many characters at the start are the same."""
    return next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))
