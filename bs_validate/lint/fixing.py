"""Fix files if the correct content is unambiguous, without changing any other byte.

Three things are fixed in JSON: the letter case of a choice (``fr`` for ``FR``), the name of a field that is one edit away from a
single name that is absent, and ``""`` where null is allowed. In YAML, a text that other readers do not read as text gets quotes.
Only writes are fixed; recordings are left as they are.
"""

import json
import os
import stat
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.decide import decide
from bs_validate.lint.discover import OPEN_FILES, STANDARD_INPUT
from bs_validate.lint.excerpt import changed as changed_line
from bs_validate.lint.excerpt import hidden
from bs_validate.lint.finding import Trouble
from bs_validate.lint.output.escape import path
from bs_validate.lint.place import Locator, value_at
from bs_validate.lint.readers import JSON_TEXT, NDJSON, YAML, Document, documents, form, lines
from bs_validate.lint.run import FileChecker
from bs_validate.lint.tasks import GZIP, LARGEST, read_up_to
from bs_validate.lint.wording import sentence
from bs_validate.lint.yaml_types import yaml_types
from bs_validate.report import FieldError, Report
from bs_validate.validator import Validator

#: How often a document is fixed: a field with a corrected name gets the rules of that name, which may show more to fix.
_ROUNDS = 3


class Edit(NamedTuple):
    """A replacement of the characters from ``start`` to ``end`` by a text."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """The content of a file before and after it is fixed, and the lines that cannot be read and stay as they are.

    ``names`` has the names that may be shown of a file that is not JSON; it is None for JSON.
    """

    file: str
    before: bytes
    after: bytes
    unreadable: tuple[int, ...] = ()
    names: frozenset[str] | None = None


def fixes(files: Iterable[str | Trouble], checker: FileChecker, named: Collection[str]) -> Iterator[Fix | Trouble]:
    """Yield the fix of each file that can be fixed, or the reason why it cannot be, without changing the file.

    ``named`` has the paths that the command names: a link inside one of those directories that leads out of all of them is not
    followed.
    """
    for file in files:
        if isinstance(file, Trouble):
            yield file
            continue
        try:
            found = _fix(file, checker)
        except OSError as error:
            yield Trouble(file, sentence(error))
        except InvalidSettings as error:
            yield Trouble(file, str(error), is_shared=True)
        except MemoryError:
            yield Trouble(file, "cannot be fixed: it is too large for the memory")
        else:
            if isinstance(found, Fix) and found.before != found.after and _leads_out(file, named):
                yield Trouble(file, "cannot be fixed: it is a link to a file outside the named directories")
            elif isinstance(found, Trouble) or found.before != found.after or found.unreadable:
                yield found


def _fix(file: str, checker: FileChecker) -> Fix | Trouble:
    if file == STANDARD_INPUT or file.startswith(OPEN_FILES):
        return Trouble(file, "cannot be fixed: it is not a regular file")
    with open(file, "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            return Trouble(file, "cannot be fixed: it is not a regular file")
        data = read_up_to(opened, LARGEST + 1)
    if len(data) > LARGEST:
        return Trouble(file, f"cannot be fixed: it is larger than {LARGEST >> 20} MB")
    if data.startswith(GZIP) or file.lower().endswith(".gz"):
        return Trouble(file, "cannot be fixed: only uncompressed files can be changed")
    return fixed(file, data, checker)


def _leads_out(file: str, named: Collection[str]) -> bool:
    if file in named:
        return False
    real = os.path.realpath(file)
    return not any(real.startswith(os.path.join(os.path.realpath(one), "")) for one in named)


def fixed(file: str, data: bytes, checker: FileChecker) -> Fix:
    """Return the content of a file with all unambiguous fixes."""
    kind = form(file, data)
    if kind == NDJSON:
        done = [_fixed_line(file, line, checker) for line in data.split(b"\n")]
        unreadable = tuple(number for number, (_, is_readable) in enumerate(done, start=1) if not is_readable)
        return Fix(file, data, b"\n".join(line for line, _ in done), unreadable)
    if kind == YAML:
        names = frozenset(name for schema in checker.validator.catalog for name in schema.fields)
        return Fix(file, data, _with_quotes(file, data, checker), names=names)
    after, is_readable = _fixed(file, data, checker, is_line=False) if kind == JSON_TEXT else (data, True)
    return Fix(file, data, after, () if is_readable else (1,))


def difference(fix: Fix) -> Iterator[str]:
    """Yield the lines that show a fix like ``diff``. All values except new ones are masked."""
    yield f"--- {path(fix.file)}"
    yield f"+++ {path(fix.file)}"
    pairs = zip(fix.before.split(b"\n"), fix.after.split(b"\n"), strict=True)
    for number, (before, after) in enumerate(pairs, start=1):
        if before != after:
            yield f"@@ line {number} @@"
            yield from (f"{sign}{line}" for sign, line in zip("-+", _shown(fix, before, after), strict=True))


def _shown(fix: Fix, before: bytes, after: bytes) -> tuple[str, str]:
    """Return a line before and after a fix, in the form in which it may be shown. In YAML only punctuation is new."""
    old, new = before.decode().rstrip(), after.decode().rstrip()
    return changed_line(old, new) if fix.names is None else (hidden(old, fix.names), hidden(new, fix.names))


def _fixed_line(file: str, line: bytes, checker: FileChecker) -> tuple[bytes, bool]:
    text = line.removesuffix(b"\r")
    after, is_readable = _fixed(file, text, checker, is_line=True)
    return after + line[len(text) :], is_readable


def _fixed(file: str, data: bytes, checker: FileChecker, *, is_line: bool) -> tuple[bytes, bool]:
    """Return the fixed document, and whether it can be read."""
    for _ in range(_ROUNDS):
        found = list(lines(data) if is_line else documents(file, data))
        if len(found) > 1 or any(document.body is not None for document in found):
            return data, True  # a recording is left as it is, whatever its bodies are
        if not all(document.decoded.readable for document in found):
            return data, False
        if not found:
            return data, True
        text = found[0].decoded.text
        edits = sorted(edits_of(file, found[0], checker))
        if not edits:
            return data, True
        data = _edited(data, text, edits)
    return data, True


def _edited(data: bytes, text: str, edits: Iterable[Edit]) -> bytes:
    """Return the content of a file after edits of its text, in their order. The text may follow a byte order mark."""
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return data[: len(data) - len(text.encode())] + "".join((*parts, text[at:])).encode()


def _with_quotes(file: str, data: bytes, checker: FileChecker) -> bytes:
    """Return a YAML file in which the texts that other readers do not read as text are in quotes."""
    found = list(documents(file, data))
    if not all(document.decoded.readable for document in found):
        return data
    edits = sorted(edit for document in found if document.body is None for edit in _quotes(file, document, checker))
    return _edited(data, found[0].places(()).page.text, edits) if edits else data


def _quotes(file: str, document: Document, checker: FileChecker) -> Iterator[Edit]:
    """Yield the edits that put texts in quotes.

    A text in place of another type is not changed, because the reading of the other readers was probably intended.
    """
    report = _report(file, document, checker) if document.misread else None
    if report is None or "yaml_type" in checker.settings(file).ignored(file):
        return
    problems = (*report.errors, *report.warnings)
    unwanted = {one.location for one in problems if one.code in ("coerced", "type")}
    places = document.places(())
    locate = Locator(places.map)
    for warning in yaml_types(document, problems, checker.validator.catalog[report.schema]):
        start, end = locate(warning)
        if warning.location not in unwanted:
            yield Edit(start, end, _quoted(places.page.text[start:end]))


def _quoted(plain: str) -> str:
    """Return a plain scalar of YAML in quotes, in which its lines are folded in the same way."""
    if "'" in plain and '"' not in plain and "\\" not in plain:
        return f'"{plain}"'
    return "'" + plain.replace("'", "''") + "'"


def _report(file: str, document: Document, checker: FileChecker) -> Report | None:
    """Return the report of a write, or None for other documents: a response must stay as the server sent it."""
    validator = checker.validator
    decision = decide(document, file, validator, checker.named(file), is_walked=checker.is_walked(file))
    if decision.schema is None or decision.bare is not None:
        return None
    if validator.catalog[decision.schema].representation == "read":
        return None
    return validator.validate_decoded(document.decoded, decision.schema)


def edits_of(file: str, document: Document, checker: FileChecker) -> Iterator[Edit]:
    """Yield the replacements that fix a document, in the text of its decoded form."""
    validator = checker.validator
    report = _report(file, document, checker)
    if report is None:
        return
    schema = validator.catalog[report.schema]
    ignored = checker.settings(file).ignored(file)
    problems = [one for one in (*report.errors, *report.warnings) if one.code not in ignored and one.code != "read_only"]
    if not problems:
        return
    locate = Locator(document.places([one.location for one in problems]).map)
    renamed = Counter((one.location[:-1], one.params.get("suggestion")) for one in problems if one.code == "unknown_field")
    repeated = {one.location for one in problems if one.code == "duplicate_key"}
    for error in problems:
        start, end = locate(error)
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
    """Return the only absent name that is one edit away from an unknown name, or None."""
    name = error.location[-1]
    holder = value_at(document, error.location[:-1])
    if type(holder) is not dict or name not in holder:
        return None
    close = [field for field in fields if _is_one_edit(str(name), field)]
    meant = error.params.get("suggestion")
    return str(meant) if close == [meant] and meant not in holder else None


def _value(value: Any, error: FieldError, report: Report, validator: Validator) -> Any:
    """Return the only value that a wrong value can stand for, or the error itself if there is no such value."""
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
    """Return whether adding, removing or replacing one letter, or swapping two, turns one name into the other.

    A digit is not a letter: ``address1`` and ``address2`` are different fields.
    """
    start = _alike(one, other)
    ends = _alike(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - ends], other[start : len(other) - ends]
    changed = left + right
    return not any(map(str.isdigit, changed)) and (max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1]))


def _alike(one: str, other: str) -> int:
    """Return the number of equal characters at the start."""
    return next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))
