"""A guard that fails when a ratio is grossly worse than recorded, on machines that have other work too."""

from collections.abc import Mapping

from benchmarks.ratios import RATIOS, worked
from benchmarks.results import Results

#: A ratio that is worse than the recorded one by this factor is a gross loss.
GROSS = 2.0


def ratios(results: Results) -> dict[str, float]:
    """Return the ratios of a run by name, of the seconds during which cores worked."""
    return {ratio.what: ratio.of(results, worked) for ratio in RATIOS}


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
