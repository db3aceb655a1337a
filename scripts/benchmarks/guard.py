"""Fail if a ratio is much worse than the recorded one, even on a machine with other work."""

from collections.abc import Mapping

from benchmarks.ratios import RATIOS, worked
from benchmarks.results import Results

#: A ratio that is worse than the recorded one by this factor is a gross loss.
GROSS = 2.0
#: The share of the texts of each format that the engine should accept without calling Python.
LEAST_COVERED = 0.99


def ratios(results: Results) -> dict[str, float]:
    """Return the ratios of a run by name, of the seconds during which cores worked."""
    return {ratio.what: ratio.of(results, worked) for ratio in RATIOS}


def uncovered(results: Results) -> list[str]:
    """Return a sentence for each kind of text, if the engine accepts too few such texts without calling Python."""
    return [
        f"{share:.1%} of the {kind} are accepted by a pattern, which should be ≥ {LEAST_COVERED:.0%}"
        for kind, share in results.covered.items()
        if share < LEAST_COVERED
    ]


def better(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Return the better of each ratio of two runs, since a disturbance makes a ratio worse, and seldom the same one twice."""
    return {ratio.what: (min if ratio.at_most else max)(one[ratio.what], other[ratio.what]) for ratio in RATIOS}


def losses(found: Mapping[str, float]) -> list[str]:
    """Return a sentence for each ratio that is grossly worse than the recorded one."""
    lost = []
    for ratio in RATIOS:
        bound = ratio.recorded * GROSS if ratio.at_most else ratio.recorded / GROSS
        if not ratio.meets(found[ratio.what], bound):
            lost.append(f"{ratio.what}: {found[ratio.what]:.2f}, which should be {'≤' if ratio.at_most else '≥'} {bound:.2f}")
    return lost
