"""Other processes: what is given to them comes back in order, whatever its size, and one that dies is told of."""

import os
import signal
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bs_validate.lint.workers import spread


@given(st.lists(st.sampled_from([0, 1, 10, 100_000, 300_000]), max_size=12), st.sampled_from([1, 2, 3, 5]))
@settings(max_examples=20, deadline=None)
def test_results_come_in_the_order_of_the_works(sizes: list[int], count: int) -> None:
    """Small and large ones, both ways, without waiting for each other."""
    works = [(number, b"x" * size) for number, size in enumerate(sizes)]
    done = list(spread(works, lambda work: (work[0], work[1] * 2, os.getpid()), count))
    assert [work for work, _ in done] == works
    assert [result[:2] for _, result in done if result] == [(number, data * 2) for number, data in works]
    assert len({result[2] for _, result in done if result}) == min(count, len(works))


def test_a_process_that_dies_is_told_of() -> None:
    """By what it was to do and did not; the others go on."""

    def die(work: int) -> int:
        if work == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return work

    done = dict(spread(range(8), die, 2))
    assert {work for work, result in done.items() if result is None} == {3}
    assert [result for result in done.values() if result is not None] == [0, 1, 2, 4, 5, 6, 7]


def test_no_process_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not after the last result, nor when nobody asks for more."""
    started = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: started.append(fork()) or started[-1])
    assert len(list(spread(range(5), abs, 2))) == 5
    results = spread(range(1000), lambda work: time.sleep(0.01) or work, 2)
    assert next(results) == (0, 0)
    results.close()  # type: ignore[attr-defined]  # a generator
    assert len(started) == 4
    for process in started:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_works_are_not_taken_before_there_is_room() -> None:
    """At most two for each process, so that what is read of a long file stays small."""
    taken = []

    def works() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number

    for seen, (work, _) in enumerate(spread(works(), abs, 2), start=1):
        assert work == seen - 1
        assert len(taken) <= seen + 4
