"""Run the examples of the documentation, in Python and in a shell, and write their current output."""

import contextlib
import doctest
import io
import os
import shlex
from collections.abc import Iterator
from typing import Any

from bs_validate.cli.main import main as command
from documentation.pages import ROOT, snippets

#: Environment variables of developers or CI that would change the output.
_UNSET = ("CI", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE")
_SET = {"COLUMNS": "100", "NO_COLOR": "1"}


def renewed(page: str, text: str) -> str:
    """Return the text of a page with what each of its sessions prints today.

    Raises ``ValueError`` for an example that raises where the page shows no traceback: that is a fault, and no output.
    """
    lines = text.splitlines(keepends=True)
    scope: dict[str, Any] = {}
    for snippet in reversed(_run(page, text, scope)):
        start, length, shown = snippet
        lines[start : start + length] = [shown]
    return "".join(lines)


def _run(page: str, text: str, scope: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Run the sessions of a page in order.

    Return for each the place of its output, its number of lines, and its current output.
    """
    found: list[tuple[int, int, str]] = []
    for snippet in snippets(page, text):
        start = snippet.line - 1
        if snippet.kind == "shell session":
            found.append((start, snippet.text.count("\n"), in_shell(snippet.text)))
        elif snippet.kind == "python session":
            try:
                outputs = in_python(snippet.text, scope)
            except Exception as error:
                raise ValueError(f"{page}:{snippet.line}: an example raises {type(error).__name__}: {error}") from error
            found += [(start + at, length, shown) for at, length, shown in outputs]
    return found


def in_shell(session: str) -> str:
    """Return a session of ``$ bs-validate …`` commands with the current output of each, on either stream."""
    shown = ""
    for line in session.splitlines():
        if line.startswith("$ "):
            name, *arguments = shlex.split(line[2:])
            if name != "bs-validate":
                raise ValueError(f"a session can run bs-validate only, not {name}")
            shown += f"{line}\n{printed(arguments)}"
    return shown


def printed(arguments: list[str]) -> str:
    """Return the output of our command on either stream, in the repository and in any environment."""
    stream = io.StringIO()
    with _environment(), contextlib.chdir(ROOT), contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        command(arguments)
    return stream.getvalue()


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    before = dict(os.environ)
    for name in _UNSET:
        os.environ.pop(name, None)
    os.environ.update(_SET)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def in_python(session: str, scope: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Run a session in a scope; return for each example the line and length of its output there, and the output of today.

    Lines count from 0. Where the session shows a traceback, an exception shows as its last line alone; any other is raised.
    """
    found = []
    for example in doctest.DocTestParser().get_examples(session):
        at = example.lineno + example.source.count("\n")
        length = example.want.count("\n") if example.want.strip() else 0
        found.append((at, length, _shown(example.source, scope, may_raise=example.exc_msg is not None)))
    return found


def _shown(source: str, scope: dict[str, Any], *, may_raise: bool) -> str:
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        try:
            exec(compile(source, "<page>", "single"), scope)  # noqa: S102  # an example of our own pages
        except Exception as error:
            if not may_raise:
                raise
            name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
            return f"Traceback (most recent call last):\n{name}: {error}\n"
    return stream.getvalue()
