"""Load the Hypothesis profile where it is needed, and share a validator of each engine with all tests."""

import sys

import pytest

from bs_validate import Validator


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Load the Hypothesis profile before a module that draws examples is imported; other modules do not wait for that import."""
    if isinstance(collector, pytest.Module) and "hypothesis" in collector.path.read_text(encoding="utf-8"):
        import support.profiles  # noqa: F401  # registers and loads the profile


def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave the summary of Hypothesis out where no module draws examples: it would import Hypothesis just to say nothing."""
    plugins = session.config.pluginmanager
    if "hypothesis" not in sys.modules and plugins.has_plugin("hypothesispytest"):
        plugins.unregister(name="hypothesispytest")


@pytest.fixture(params=["reference", "rust"], scope="session")
def validator(request: pytest.FixtureRequest) -> Validator:
    """Return a validator of each engine."""
    return Validator(engine=request.param)
