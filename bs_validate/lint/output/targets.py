"""Choose the formats and destinations of the reports of a run, and render a report in its format."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bs_validate._instance.location import escaped
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.discover import absolute
from bs_validate.lint.finding import Checked, Trouble
from bs_validate.lint.output import escape, text
from bs_validate.lint.summary import Summary

#: Formats that are written while the run goes on.
AS_TEXT = frozenset({"text", "concise"})

#: Formats whose documents declare that they are UTF-8, and so have to be, whatever the encoding of the terminal.
DECLARED_UTF_8 = frozenset({"html", "junit"})

_NUMBER_SIGNS = {"html": "&#35;", "json": "\\u0023", "junit": "&#35;", "sarif": "\\u0023"}
_ENDINGS = {".html": "html", ".json": "json", ".sarif": "sarif", ".xml": "junit"}


class Target(NamedTuple):
    """A format, and the file that the report is written to, or None for standard output."""

    format: str
    file: str | None


def targets(options: Iterable[tuple[str, str]], environment: Mapping[str, str]) -> tuple[Target, ...]:
    """Match formats with files, from the options ``("format", …)`` and ``("output", …)`` in their order.

    A file belongs to the format before it, or to the one after it if every format before it has a file. A file without a format
    gets the one that its ending suggests. Without any format, it is text, or annotations in GitHub Actions. Raises
    ``InvalidSettings`` when two reports would go to the same place.
    """
    found: list[Target] = []
    waiting: list[str] = []  # files whose format is still to come
    for option, value in options:
        if option == "format":
            found.append(Target(value, waiting.pop(0) if waiting else None))
        elif found and found[-1].file is None:
            found[-1] = found[-1]._replace(file=value)
        else:
            waiting.append(value)
    found += [Target(_ENDINGS.get(os.path.splitext(file)[1].lower(), "text"), file) for file in waiting]
    if not found:
        found.append(Target("github" if environment.get("GITHUB_ACTIONS") == "true" else "text", None))
    places = [None if file is None else absolute(file) for _, file in found]
    for number, (_, file) in enumerate(found):
        if places[number] in places[:number]:
            place = "standard output" if file is None else escaped(file)
            raise InvalidSettings(f"two formats would be written to {place}: give each format its own --output")
    return tuple(found)


def rendered(
    format_: str, checked: Sequence[Checked], summary: Summary, troubles: Sequence[Trouble] = (), *, strict: bool = False
) -> str:
    """Return the report of a run in a format, as text that ends with a newline."""
    if format_ in AS_TEXT:
        return _joined([*(line for result in checked for line in text.lines(result)), text.last_line(summary)])
    if format_ == "github":
        from bs_validate.lint.output.github import lines

        return _joined(lines(checked, summary, troubles, strict=strict))
    return escape.harmless(_document(format_, checked, summary, troubles), _NUMBER_SIGNS[format_])


def _document(format_: str, checked: Sequence[Checked], summary: Summary, troubles: Sequence[Trouble]) -> str:
    """Return the document of a format; only its module is imported."""
    if format_ == "json":
        from bs_validate.lint.output import json_format

        return json_format.document(checked, summary)
    if format_ == "sarif":
        from bs_validate.lint.output import sarif

        return sarif.document(checked, troubles)
    if format_ == "junit":
        from bs_validate.lint.output import junit

        return junit.document(checked, troubles)
    from bs_validate.lint.output import html

    return html.document(checked, summary, troubles)


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
