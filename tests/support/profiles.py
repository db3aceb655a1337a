"""The Hypothesis profiles: ``gate`` for each change, and ``nightly``, which draws ten times as many examples."""

import os
from typing import Any

from hypothesis import settings

# Continuous integration draws the same examples each time, other runs new ones. There is no deadline for one example, since a
# machine that is busy with the rest of the suite is slow at times. No health check is suppressed.
settings.register_profile("gate", deadline=None, derandomize="CI" in os.environ)
settings.register_profile("nightly", deadline=None, derandomize=False, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))
