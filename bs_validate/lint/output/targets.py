"""Choose the formats and destinations of the reports of a run, and render a report in its format."""

import os
from collections.abc import Container, Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from bs_validate._instance.location import escaped
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.discover import absolute
from bs_validate.lint.finding import Checked, Trouble
from bs_validate.lint.output import OUTPUT_FORMATS, escape, text
from bs_validate.lint.summary import Summary

if TYPE_CHECKING:
    from bs_validate._tally.tally import FieldCount

#: Formats that are written while the run goes on.
AS_TEXT = frozenset({"text", "concise"})

#: Formats whose documents declare that they are UTF-8, and so have to be, whatever the encoding of the terminal.
DECLARED_UTF_8 = frozenset({"html", "junit"})

#: Formats that carry the text of a fix.
WITH_FIXES = frozenset({"rdjson", "sarif"})

#: Formats for services that look files up in the repository.
_OF_THE_REPOSITORY = frozenset({"github", "gitlab", "junit", "rdjson", "sarif", "step summary"})

_NUMBER_SIGNS = dict.fromkeys(("gitlab", "json", "rdjson", "sarif"), "\\u0023") | {"html": "&#35;", "junit": "&#35;"}
_ENDINGS = {".html": "html", ".json": "json", ".sarif": "sarif", ".xml": "junit"}


class Target(NamedTuple):
    """A format, and the file that the report is written to, or None for standard output."""

    format: str
    file: str | None


def targets(options: Iterable[tuple[str, str]], environment: Mapping[str, str]) -> tuple[Target, ...]:
    """Match formats with files, from the options ``("format", …)`` and ``("output", …)`` in their order.

    A file belongs to the format before it, or to the one after it if every format before it has a file. A file without a format
    gets the one that its ending suggests. ``-`` is standard output, where a format without a file goes. Without any format, it is
    text, or annotations in GitHub Actions. Raises ``InvalidSettings`` when two reports would go to the same place.
    """
    found: list[Target] = []
    waiting: list[str] = []  # files whose format is still to come
    for option, value in options:
        if option == "format":
            found.append(Target(value, waiting.pop(0) if waiting else None))
        elif value == "-":
            continue
        elif found and found[-1].file is None:
            found[-1] = found[-1]._replace(file=value)
        else:
            waiting.append(value)
    found += [Target(suggested(file), file) for file in waiting]
    if not found:
        found.append(Target("github" if environment.get("GITHUB_ACTIONS") == "true" else "text", None))
    places = [None if file is None else absolute(file) for _, file in found]
    for number, (_, file) in enumerate(found):
        if places[number] in places[:number]:
            place = "standard output" if file is None else escaped(file)
            raise InvalidSettings(f"two formats would be written to {place}: give each format its own --output")
    return tuple(found)


def suggested(file: str, formats: Container[str] = OUTPUT_FORMATS) -> str:
    """Return the one of some formats that the ending of a file suggests, or text."""
    found = _ENDINGS.get(os.path.splitext(file)[1].lower(), "text")
    return found if found in formats else "text"


def rendered(
    format_: str,
    checked: Sequence[Checked],
    summary: Summary,
    troubles: Sequence[Trouble] = (),
    *,
    root: str | None = None,
    locale: str = "en",
    fields: "Sequence[FieldCount]" = (),
    limits: Sequence[str] = (),
    statistics: bool = False,
) -> str:
    """Return the report of a run in a format, as text that ends with a newline.

    ``root`` is the directory of the repository, to which the paths are relative in the formats of CI servers; the step summary of
    GitHub is one more of these. ``fields`` is the table of findings by field and code, for ``html``, and with ``statistics`` for
    ``json``; ``limits`` are sentences about the limits, for ``html``.
    """
    from bs_validate.lint.output import presented  # not while there is nothing to report

    results = list(checked) if format_ == "json" else [presented.grouped(one, locale) for one in checked]
    if format_ in _OF_THE_REPOSITORY:
        from bs_validate.lint.output import paths

        results, troubles = paths.relative(results, root), paths.relative_troubles(troubles, root)
    if format_ in AS_TEXT:
        return _joined([*(line for result in results for line in text.lines(result)), text.last_line(summary)])
    if format_ in ("github", "step summary"):
        from bs_validate.lint.output import github

        is_summary = format_ != "github"
        return (
            github.step_summary(results, summary, troubles) if is_summary else _joined(github.lines(results, summary, troubles))
        )
    return escape.harmless(
        _document(format_, results, summary, troubles, fields, limits, statistics=statistics), _NUMBER_SIGNS[format_]
    )


def _document(
    format_: str,
    checked: Sequence[Checked],
    summary: Summary,
    troubles: Sequence[Trouble],
    fields: "Sequence[FieldCount]",
    limits: Sequence[str],
    *,
    statistics: bool,
) -> str:
    """Return the document of a format; only its module is imported."""
    if format_ == "json":
        from bs_validate.lint.output import json_format

        return json_format.document(checked, summary, fields if statistics else None)
    if format_ == "html":
        from bs_validate.lint.output import html

        return html.document(checked, summary, troubles, fields, limits)
    module = import_module(f"bs_validate.lint.output.{format_}")
    document: str = module.document(checked, troubles)
    return document


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
