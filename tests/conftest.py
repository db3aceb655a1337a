"""Load the Hypothesis profile where it is needed, and share a validator of each engine, ajv and a browser with all tests."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bs_validate import Validator
from support import chromium
from support.places import AJV


def pytest_configure() -> None:
    """Let programs that tests start be interrupted, even where a shell runs the tests in the background, without interrupts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Load the Hypothesis profile before a module that draws examples is imported; other modules do not wait for that import."""
    if isinstance(collector, pytest.Module) and "hypothesis" in collector.path.read_text(encoding="utf-8"):
        import support.profiles  # noqa: F401  # registers and loads the profile


def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave out the summary of Hypothesis if no module draws examples; it would import Hypothesis only to print nothing."""
    plugins = session.config.pluginmanager
    if "hypothesis" not in sys.modules and plugins.has_plugin("hypothesispytest"):
        plugins.unregister(name="hypothesispytest")


@pytest.fixture(params=["reference", "rust"], scope="session")
def validator(request: pytest.FixtureRequest) -> Validator:
    """Return a validator of each engine."""
    return Validator(engine=request.param)


@pytest.fixture(scope="session")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Run a browser for the session, since it takes longer to start than a test takes."""
    with chromium.started(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture
def browser(_browser: Any) -> Iterator[Any]:
    """Return the browser of the session, which forgets the page and its cookies after the test."""
    yield _browser
    chromium.forget(_browser)


@pytest.fixture(scope="session")
def ajv_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with our programs for ajv, in which ajv is installed.

    Without node this is skipped, except in continuous integration. The packages that ``npm ci`` has installed in
    ``tests/conformance/ajv`` are used; if there are none, they are installed beside a copy.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        if "CI" in os.environ:
            pytest.fail("continuous integration needs node and npm, for ajv")
        pytest.skip("no node, or no npm: ajv is not asked")
    folder = AJV
    if not (AJV / "node_modules").is_dir():
        folder = tmp_path_factory.mktemp("ajv")
        for path in AJV.iterdir():
            shutil.copy(path, folder)
        install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(install, check=True, capture_output=True, cwd=folder)  # noqa: S603  # as the lock file has it
    return folder
