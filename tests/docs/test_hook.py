"""The hook for Schemathesis, on the page about other languages; ``scripts/try_tools.py`` tries it in Schemathesis itself."""

import ast
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate.formats import FORMATS
from support.documentation import pages
from support.profiles import examples

(HOOK,) = (one.text for one in pages.snippets("docs/other-languages.md") if one.kind == "python")
OURS = [name for name in FORMATS if name.startswith("bs-")]


def _formats() -> dict[str, Any]:
    """Return the strategies of the hook, without the lines that need Schemathesis, which is not installed for the tests."""
    scope: dict[str, Any] = {}
    needed = [one for one in ast.parse(HOOK).body if "schemathesis" not in ast.unparse(one)]
    exec(compile(ast.Module(needed, []), "hooks.py", "exec"), scope)  # noqa: S102  # our own page
    formats: dict[str, Any] = scope["formats"]
    return formats


def test_hook_has_each_of_our_formats() -> None:
    """The hook has no others."""
    assert sorted(_formats()) == sorted(OURS)


@pytest.mark.parametrize("name", OURS)
def test_hook_draws_only_texts_that_the_format_takes(name: str) -> None:
    """Otherwise Schemathesis would report our answer as a fault of the server."""
    strategy = _formats()[name]

    @given(st.data())
    @examples(20)
    def check(data: st.DataObject) -> None:
        assert FORMATS[name].reason(data.draw(strategy)) is None

    check()
