"""Ratios within a run that are not to get grossly worse: a guard for machines that have other work too.

Each is of seconds that cores were at work, ours over what stands beside it in the same run, so that less is better.
"""

from collections.abc import Mapping

from benchmarks.results import (
    CHECK_JSONSCHEMA,
    FILE,
    FIVE,
    FIVE_FLOOR,
    FLOOR,
    JSONSCHEMA,
    LINT,
    LINT_HOST,
    MANY,
    ONE,
    OURS,
    PACKAGE,
    TEXT,
    TEXT_FLOOR,
    Results,
)

#: So many times what is recorded is a gross loss.
GROSS = 2.0

#: What each ratio was when it was last looked at; to be lowered when it is better for good.
RECORDED: Mapping[str, float] = {
    "a valid contact, to the floor": 2.0,
    "its JSON text, to orjson and the floor": 1.85,
    "five faults, to iter_errors": 1.4,
    "a host's file, to check-jsonschema": 0.27,
    "a contact's file, to check-jsonschema": 0.34,
    "1,000 files, to check-jsonschema": 0.35,
    "a line in the command, to one in the process": 1.15,
    "the import, to that of jsonschema": 0.27,
}


def ratios(results: Results) -> dict[str, float]:
    """Return the ratios of a run, by what they are."""
    took, one, many, lines = results.took, results.files[ONE], results.files[MANY], results.lines
    values = (
        took[OURS] / took[FLOOR],
        took[TEXT] / took[TEXT_FLOOR],
        took[FIVE] / took[FIVE_FLOOR],
        one[LINT_HOST].worked / one[CHECK_JSONSCHEMA].worked,
        one[LINT].worked / one[CHECK_JSONSCHEMA].worked,
        many[LINT].worked / many[CHECK_JSONSCHEMA].worked,
        lines.runs[FILE].worked / lines.count / lines.all,
        results.imports[PACKAGE].run.worked / results.imports[JSONSCHEMA].run.worked,
    )
    return dict(zip(RECORDED, values, strict=True))


def least(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Return the lesser of each ratio of two runs: what disturbs a run makes a ratio worse, and seldom twice the same."""
    return {name: min(value, other[name]) for name, value in one.items()}


def losses(found: Mapping[str, float]) -> list[str]:
    """Return a sentence for each ratio that is more than ``GROSS`` times the recorded one."""
    return [
        f"{name}: {value:.2f}, and not more than {GROSS * RECORDED[name]:.2f}"
        for name, value in found.items()
        if value > GROSS * RECORDED[name]
    ]
