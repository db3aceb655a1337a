"""What all tests share: the Hypothesis profile and the two engines."""

import os

import pytest
from hypothesis import HealthCheck, settings

from bs_validate import Validator

# In continuous integration the same examples each time; elsewhere new ones.
settings.register_profile("suite", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

_VALIDATORS = {"rust": Validator(engine="rust"), "reference": Validator(engine="reference")}


@pytest.fixture(params=sorted(_VALIDATORS), scope="session")
def validator(request: pytest.FixtureRequest) -> Validator:
    """Return a validator of each engine."""
    return _VALIDATORS[request.param]
