"""Work over several processes: results come back in order, whatever their size, and a process that dies is replaced."""

import fcntl
import os
import signal
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bs_validate.lint import workers
from bs_validate.lint.workers import spread


@given(st.lists(st.sampled_from([0, 1, 10, 100_000, 300_000]), max_size=12), st.sampled_from([1, 2, 3, 5]))
@settings(max_examples=20, deadline=None)
def test_results_come_in_the_order_of_the_works(sizes: list[int], count: int) -> None:
    """Small and large works and results go both ways."""
    works = [(number, b"x" * size) for number, size in enumerate(sizes)]
    done = list(spread(works, lambda work: (work[0], work[1] * 2, os.getpid()), count))
    assert [work for work, _ in done] == works
    assert [result[:2] for _, result in done if result] == [(number, data * 2) for number, data in works]
    assert len({result[2] for _, result in done if result}) == min(count, len(works))


def test_pipes_that_are_smaller_than_a_work_cause_no_deadlock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parent reads results while it waits for room to send the next work."""
    pipe = os.pipe

    def small() -> tuple[int, int]:
        ends = pipe()
        fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, 4096)
        return ends

    monkeypatch.setattr(os, "pipe", small)
    monkeypatch.setattr(workers, "_PIPE", 4096)
    signal.alarm(30)  # ends tests that would wait for ever
    try:
        for size in (10_000, 100_000):
            done = list(spread([(number, b"x" * size) for number in range(20)], lambda work: (work[0], work[1] * 2), 2))
            assert [result and result[0] for _, result in done] == list(range(20))
    finally:
        signal.alarm(0)


def test_a_process_that_dies_loses_only_its_current_work() -> None:
    """Another process replaces it, and does the works that were waiting."""

    def die(work: int) -> tuple[int, bool]:
        if work == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return work, os.getpid() == here

    here = os.getpid()
    done = dict(spread(range(8), die, 2))
    assert done == {work: None if work == 3 else (work, False) for work in range(8)}


def test_the_calling_process_works_if_no_other_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pipe is left open."""

    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    before = len(os.listdir("/proc/self/fd"))
    assert list(spread(range(5), str, 2)) == [(number, str(number)) for number in range(5)]
    assert len(os.listdir("/proc/self/fd")) == before


def test_no_process_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every process is gone after the last result, and when the caller stops asking for results."""
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


def test_works_are_read_only_when_there_is_room() -> None:
    """At most two works are taken for each process, so that little of a long file is in memory."""
    taken = []

    def works() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number

    for seen, (work, _) in enumerate(spread(works(), abs, 2), start=1):
        assert work == seen - 1
        assert len(taken) <= seen + 4
