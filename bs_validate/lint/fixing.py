"""Mending files where it is certain what was meant and nothing is lost, without touching any other byte.

Three things are: a choice in other case than its own (``fr`` for ``FR``), the name of a field that is one edit away from one that
is not there, and ``""`` where a write may be null. Recordings and YAML are left as they are.
"""

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from bs_validate import console
from bs_validate.lint.decide import decide
from bs_validate.lint.discover import STANDARD_INPUT, reason
from bs_validate.lint.excerpt import changed as changed_line
from bs_validate.lint.output.text import harmless, path
from bs_validate.lint.place import Finder, value_at
from bs_validate.lint.readers import JSON_TEXT, NDJSON, Document, documents, form, lines
from bs_validate.lint.run import Checker
from bs_validate.lint.summary import counted
from bs_validate.report import FieldError, Report
from bs_validate.validator import Validator

#: What is mended in one round may show what can be mended in the next: a name gives its value rules.
_ROUNDS = 3
_MARK = b"\xef\xbb\xbf"


class Edit(NamedTuple):
    """A replacement: from where to where in a text, and by what."""

    start: int
    end: int
    text: str


def fix(files: Iterable[str], checker: Checker, *, only_show: bool) -> int:
    """Mend files in place, or only show how on standard output; return how many changed.

    What cannot be read or written is left for the run that follows to tell, or complained of.
    """
    number = 0
    for file in files:
        if file == STANDARD_INPUT:
            console.complain("standard input cannot be fixed")
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
                _replace(file, new)
        except OSError as error:
            console.complain(f"{path(file)}: {reason(error)}")
    console.complain(f"{'would fix' if only_show else 'fixed'} {counted(number, 'file')}")
    return number


def mended(file: str, data: bytes, checker: Checker) -> bytes:
    """Return the content of a file with everything mended that is certain."""
    kind = form(file, data)
    if kind == NDJSON:
        return b"\n".join(_mended(file, line, checker, is_line=True) for line in data.split(b"\n"))
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
                f"{sign}{harmless(line)}" for sign, line in zip("-+", changed_line(before.rstrip(), after.rstrip()), strict=True)
            )


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
    choice = decide(document, file, validator.catalog, checker.named(file))
    if choice.schema is None:
        return
    report = validator.validate_decoded(document.decoded, choice.schema)
    ignored = checker.settings(file).ignored(file)
    problems = [one for one in (*report.errors, *report.warnings) if one.code not in ignored]
    if not problems:
        return
    find = Finder(document.places([one.location for one in problems]).map)
    renamed = Counter((one.location[:-1], one.params.get("suggestion")) for one in problems if one.code == "unknown_field")
    repeated = {one.location for one in problems if one.code == "duplicate_key"}
    for error in problems:
        start, end = find(error)
        if error.location in repeated or error.code in ("read_only", "undocumented_field"):
            continue
        if error.code == "unknown_field":
            name = _name(document.decoded.value, error)
            if name is not None and renamed[(error.location[:-1], name)] == 1:
                yield Edit(start, end, json.dumps(name))
            continue
        value = value_at(document.decoded.value, error.location)
        new = _value(value, error, report, validator)
        if new is not error:
            yield Edit(start, end, json.dumps(new))


def _name(document: Any, error: FieldError) -> str | None:
    """Return the name that an unknown one surely stands for, or None."""
    meant = error.params.get("suggestion")
    name = error.location[-1]
    holder = value_at(document, error.location[:-1])
    if meant is None or type(holder) is not dict or name not in holder or meant in holder:
        return None
    return str(meant) if _is_one_edit(str(name), str(meant)) else None


def _value(value: Any, error: FieldError, report: Report, validator: Validator) -> Any:
    """Return the value that one surely stands for, or the error itself when nobody can tell."""
    suggestion = error.params.get("suggestion")
    if error.code == "choice" and type(value) is str and type(suggestion) is str and value.casefold() == suggestion.casefold():
        return suggestion
    may_be_null = error.field and not validator.validate_field(None, report.schema, error.field).errors
    is_truth = error.severity == "warning" and report.schema.endswith(".read")  # of what the server sent
    return None if value == "" and may_be_null and not is_truth else error


def _is_one_edit(one: str, other: str) -> bool:
    """Say whether a letter more, less or other, or two that changed places, make one name the other."""
    start = _alike(one, other)
    ends = _alike(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - ends], other[start : len(other) - ends]
    return max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1])


def _alike(one: str, other: str) -> int:
    """Return how many characters at the start are the same."""
    return next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))


def _replace(file: str, data: bytes) -> None:
    """Put a new content in the place of a file at once, with its mode; of a link, in the place of what it leads to."""
    target = os.path.realpath(file)
    mode = os.stat(target).st_mode
    with tempfile.NamedTemporaryFile(dir=os.path.dirname(target), prefix=".bs-validate-", delete=False) as opened:
        opened.write(data)
    try:
        os.chmod(opened.name, mode)
        os.replace(opened.name, target)
    except OSError:
        os.unlink(opened.name)
        raise
