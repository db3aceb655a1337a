"""Measure works in turn, in short rounds, so that other work of the machine affects all of them equally."""

import gc
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

#: The length of a turn in seconds; it is short, so that some turns are not disturbed.
TURN = 0.02
#: The least number of documents in a turn, so that turns are alike.
FEWEST = 50


class Work(NamedTuple):
    """A function that is called for each document, with its name."""

    name: str
    do: Callable[[Any], Any]
    documents: Sequence[Any]


def least(works: Sequence[Work], seconds: float) -> dict[str, float]:
    """Return the least time in microseconds that a document took in a turn, by work; of the time that the core was at work.

    ``seconds`` are for each work, on average. The next turn of a work goes on with the documents that follow.
    """
    gc.collect()
    gc.freeze()  # prepared objects are not searched for garbage during the measurement
    try:
        supplies = [itertools.cycle(work.documents) for work in works]
        sizes = [_size(work) for work in works]
        best = dict.fromkeys((work.name for work in works), float("inf"))
        end = time.perf_counter() + seconds * len(works)
        while True:
            for work, supply, size in zip(works, supplies, sizes, strict=True):
                best[work.name] = min(best[work.name], _turn(work.do, supply, size))
            if time.perf_counter() > end:
                return best
    finally:
        gc.unfreeze()


def _size(work: Work) -> int:
    took = _turn(work.do, iter(work.documents), FEWEST) / 1e6
    return min(max(FEWEST, int(TURN / took)), len(work.documents))


def _turn(do: Callable[[Any], Any], supply: Iterator[Any], size: int) -> float:
    documents = list(itertools.islice(supply, size))
    start = time.process_time()
    for document in documents:
        do(document)
    return (time.process_time() - start) / size * 1e6
