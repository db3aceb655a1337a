"""The page that reports share: one HTML file that fetches nothing, and runs only the style and the script that it declares."""

import re
from html import escape

from bs_validate._html.inline import source, styled
from bs_validate._instance.location import escaped


def page(title: str, state: str, body: str, *, with_script: bool = False) -> str:
    """Return the text of a page, to be written in UTF-8.

    The title is HTML; ``state`` is one of ``error``, ``warning``, ``fine`` and ``empty`` and gives the page its colour.
    """
    style, script = styled(_resource("report.css")), _resource("report.js") if with_script else ""
    scripts = f"script-src '{source(script)}'; " if with_script else ""
    policy = f"default-src 'none'; style-src '{source(style)}'; {scripts}base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title} – bs-validate</title>\n<style>{style}</style>\n</head>\n"
        f'<body class="{state}">\n{body}{f"<script>{script}</script>" if with_script else ""}\n</body>\n</html>\n'
    )


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def name(path: str) -> str:
    """Return a path, whatever the direction of its letters."""
    return f'<bdi dir="ltr">{text(path)}</bdi>'


def prose(sentence: str) -> str:
    """Return a sentence with its code as code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", text(sentence))


def text(plain: str) -> str:
    """Return a text from outside as HTML: nothing in it is markup, and every character can be seen."""
    return escape(escaped(plain))


def _resource(file: str) -> str:
    from importlib.resources import files  # slow to import; reads from a zip file as well

    return files("bs_validate.lint.output").joinpath(file).read_text(encoding="utf-8")
