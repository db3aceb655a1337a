"""The pages of the documentation, as the scripts read them."""

import sys

from support.places import SCRIPTS

if str(SCRIPTS) not in sys.path:  # where a script finds the modules beside it
    sys.path.append(str(SCRIPTS))

from documentation import pages, parts, sessions  # only now can they be found

__all__ = ["every_snippet", "pages", "parts", "programs", "sessions"]


def every_snippet(kind: str = "") -> list[pages.Snippet]:
    """Return the snippets of all pages, or those of one kind."""
    return [one for page in pages.names() for one in pages.snippets(page) if kind in ("", one.kind)]


def programs(page: str) -> list[str]:
    """Return the Python programs of a page, without the sessions."""
    return [one.text for one in pages.snippets(page) if one.kind == "python"]
