r"""Text as it may leave the program: no control character reaches a terminal, and no command reaches a CI runner.

Names of files, fields and schemas come from strangers. A runner takes ``##[error]`` (GitHub), ``##vso[…]`` (Azure Pipelines) and
``##teamcity[…]`` for commands anywhere in a line, and GitHub takes ``::error::`` for one where a line begins with it.
"""

import re

from bs_validate._instance.location import escaped

_ANYWHERE = re.compile(r"##(?=\w*\[)")


def shown(text: str) -> str:
    r"""Return a text that may stand inside a line: what does not print and what begins a command are escaped (``\u0023``)."""
    return harmless(escaped(text))


def harmless(text: str, number_sign: str = "\\u0023") -> str:
    """Return a text in which no runner finds a command that may begin anywhere; ``number_sign`` is the escape to use."""
    return _ANYWHERE.sub(lambda _: f"#{number_sign}", text) if "##" in text else text


def line(text: str) -> str:
    r"""Return a line in which no runner finds a command; colours of our own in it are kept.

    The blanks at the start do not count: a runner takes them off before it looks.
    """
    start = len(text) - len(text.lstrip())
    if text.startswith("::", start):
        text = f"{text[:start]}:\\u003a{text[start + 2 :]}"
    return harmless(text)


def path(file: str) -> str:
    """Return a path as it may be shown at the start of a line; ``./`` before it keeps it a path and no command."""
    return shown(f"./{file}" if file.lstrip().startswith("::") else file)


def json_text(text: str) -> str:
    """Return a text for a JSON document that every reader takes: a file name that is not UTF-8 has lone surrogates."""
    return text.encode(errors="backslashreplace").decode()
