"""Where the report of a run goes: in which formats, to which files or standard output."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bs_validate._instance.location import escaped
from bs_validate.exceptions import InvalidSettings
from bs_validate.lint.finding import Checked, Trouble
from bs_validate.lint.output import text
from bs_validate.lint.summary import Summary

#: Formats that can be written while the run goes on.
AS_TEXT = frozenset({"text", "concise"})

_ESCAPED = {"html": "#&#35;[", "json": "#\\u0023[", "junit": "#&#35;[", "sarif": "#\\u0023["}
_ENDINGS = {".html": "html", ".json": "json", ".sarif": "sarif", ".xml": "junit"}


class Target(NamedTuple):
    """A format, and the file that it is written to, or None for standard output."""

    format: str
    file: str | None


def targets(options: Iterable[tuple[str, str]], environment: Mapping[str, str]) -> tuple[Target, ...]:
    """Put formats and files together, from the options ``("format", …)`` and ``("output", …)`` in their order.

    A file belongs to the format before it, or to the one after it when there is none before that has no file yet; a file by
    itself gets the format that its ending tells. Where no format is asked for it is text, or annotations in a run of GitHub
    Actions. Raises ``InvalidSettings`` when two would go to the same place.
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
    places = [None if file is None else os.path.abspath(file) for _, file in found]
    for number, (format_, file) in enumerate(found):
        if places[number] in places[:number]:
            place = "standard output" if file is None else escaped(file)
            raise InvalidSettings(f"{format_} would go where another format goes, to {place}: give each format its own --output")
    return tuple(found)


def rendered(
    format_: str, checked: Sequence[Checked], summary: Summary, troubles: Sequence[Trouble] = (), *, strict: bool = False
) -> str:
    """Return the report of a run in a format, as text that ends with a line end."""
    if format_ in AS_TEXT:
        return _joined([*(line for result in checked for line in text.lines(result)), text.last_line(summary)])
    if format_ == "github":
        from bs_validate.lint.output.github import lines

        return _joined(lines(checked, summary, troubles, strict=strict))
    from importlib import import_module

    module = import_module(f"bs_validate.lint.output.{'json_format' if format_ == 'json' else format_}")
    # Each form has an escape for the sign that begins what some runners of CI take for a command.
    return str(module.document(checked, summary, troubles)).replace("##[", _ESCAPED[format_])


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
