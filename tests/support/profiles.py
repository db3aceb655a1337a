"""The Hypothesis profiles, which decide how many examples each law is tried on.

``gate`` is for each change, and ``nightly`` draws twenty times as many examples. ``fuzz`` draws as many as the environment
variable ``FUZZ_EXAMPLES`` says.
"""

import os
from typing import Any

from hypothesis import settings

#: Examples of a law in the gate, unless the law sets another number.
EXAMPLES = 40
_FACTOR = {"gate": 1, "nightly": 20}
_PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "gate")


def scaled(gate: int) -> int:
    """Return how often this profile repeats something that the gate does this many times."""
    return int(os.environ["FUZZ_EXAMPLES"]) if _PROFILE == "fuzz" else gate * _FACTOR[_PROFILE]


def step(gate: int) -> int:
    """Return the step through a list of examples, of which the gate takes only some and other runs take all."""
    return gate if _PROFILE == "gate" else 1


def examples(gate: int) -> settings:
    """Return the settings of a law that the gate tries on this many examples, as a decorator."""
    return settings(max_examples=scaled(gate))


# The gate draws the same examples each time in continuous integration, and new ones elsewhere. The others always draw new ones:
# without their setting, Hypothesis would ignore seeds in continuous integration. The fuzz does not remember counterexamples, so
# that its seed alone decides what it draws. An example has no deadline, since a machine that is busy with the
# rest of the suite is slow at times. No health check is suppressed.
_PROFILES: dict[str, dict[str, Any]] = {
    "gate": {"derandomize": "CI" in os.environ, "print_blob": True},
    "nightly": {"derandomize": False, "print_blob": True},
    "fuzz": {"derandomize": False, "database": None, "print_blob": False},
}
settings.register_profile(_PROFILE, deadline=None, max_examples=scaled(EXAMPLES), **_PROFILES[_PROFILE])
settings.load_profile(_PROFILE)
