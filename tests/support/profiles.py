"""The Hypothesis profiles: ``gate`` for each change, and ``nightly``, which draws twenty times as many examples."""

import os

from hypothesis import settings

#: Examples of a law in the gate, where the law does not ask for another number.
EXAMPLES = 50
_FACTOR = {"gate": 1, "nightly": 20}
_PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "gate")

# The gate draws the same examples each time in continuous integration, and new ones elsewhere. One example has no deadline, since
# a machine that is busy with the rest of the suite is slow at times. No health check is suppressed.
for _name, _factor in _FACTOR.items():
    settings.register_profile(
        _name, deadline=None, derandomize="CI" in os.environ and _name == "gate", max_examples=EXAMPLES * _factor, print_blob=True
    )
settings.load_profile(_PROFILE)


def examples(gate: int) -> settings:
    """Return the settings of a law that the gate tries on this many examples, as a decorator."""
    return settings(max_examples=scaled(gate))


def scaled(gate: int) -> int:
    """Return how many times to do under this profile what the gate does this many times."""
    return gate * _FACTOR[_PROFILE]


def step(gate: int) -> int:
    """Return the step through a list of examples of which the gate takes only some; the nightly run takes all."""
    return gate if _PROFILE == "gate" else 1
