"""Share the page, and the browser that has opened it, among the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bs_validate._schema.catalog import packaged
from bs_validate.cli.javascript import reference
from bs_validate.javascript.page import page
from support import chromium


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of the page in English, French and Japanese."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(page(packaged(), ["fr", "ja"], reference()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def opened(_browser: Any, page_file: Path) -> Iterator[Any]:
    """Return the browser with the page, which it has opened from the disk once for all tests of a module."""
    _browser.get(page_file.as_uri())
    yield _browser
    chromium.forget(_browser)
