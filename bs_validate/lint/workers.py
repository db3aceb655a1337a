"""Other processes that check files: forked, given work in turn, and asked for the results in that order.

Made for short runs, in which a pool of the standard library would take longer to start than it saves.
"""

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import IO, NamedTuple, TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")

#: What fits into a pipe twice, in bytes: so much can be sent to a process that is at work, without waiting for it.
_SMALL = 16 * 1024


class _Worker(NamedTuple):
    """A process, and the ends of the pipes to it and from it."""

    process: int
    work: IO[bytes]
    results: IO[bytes]


def spread(works: Iterable[Work], do: Callable[[Work], Result], count: int) -> Iterator[tuple[Work, Result | None]]:
    """Do works in so many processes, and go through them in their order with their results; None when its process has died.

    Works and results are pickled; ``do`` is not. At most two works are with a process at a time.
    """
    workers: list[_Worker] = []
    waiting: deque[tuple[int, Work]] = deque()
    try:
        for _ in range(count):
            workers.append(_started(do, workers))
        for number, work in enumerate(works):
            data = pickle.dumps(work, protocol=pickle.HIGHEST_PROTOCOL)
            at = number % count
            # A large one only when the process waits for it: both might wait for the other to read.
            while sum(one == at for one, _ in waiting) >= (2 if len(data) <= _SMALL else 1):
                yield _result(workers, *waiting.popleft())
            _send(workers[at], data)
            waiting.append((at, work))
        while waiting:
            yield _result(workers, *waiting.popleft())
    finally:
        for worker in workers:
            _stop(worker)


def _result(workers: list[_Worker], at: int, work: Work) -> tuple[Work, Result | None]:
    try:
        return work, pickle.load(workers[at].results)  # noqa: S301  # of our own process
    except (EOFError, pickle.UnpicklingError):
        return work, None


def _send(worker: _Worker, data: bytes) -> None:
    try:
        worker.work.write(data)
        worker.work.flush()
    except BrokenPipeError:  # told when its result is asked for
        return


def _started(do: Callable[[Work], Result], others: Iterable[_Worker]) -> _Worker:
    work_end, work_start = os.pipe()
    result_end, result_start = os.pipe()
    process = os.fork()
    if process:
        os.close(work_end)
        os.close(result_start)
        return _Worker(process, os.fdopen(work_start, "wb"), os.fdopen(result_end, "rb"))
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupt ends it without a word
        for descriptor in (work_start, result_end, *(end.fileno() for one in others for end in (one.work, one.results))):
            os.close(descriptor)
        _work(os.fdopen(work_end, "rb"), os.fdopen(result_start, "wb"), do)
    finally:
        os._exit(0)  # without what the parent would do at its end


def _work(works: IO[bytes], results: IO[bytes], do: Callable[[Work], Result]) -> None:
    while True:
        try:
            work = pickle.load(works)  # noqa: S301  # of our own process
        except EOFError:
            return
        pickle.dump(do(work), results, protocol=pickle.HIGHEST_PROTOCOL)
        results.flush()


def _stop(worker: _Worker) -> None:
    os.kill(worker.process, signal.SIGKILL)
    os.waitpid(worker.process, 0)
    worker.results.close()
    try:
        worker.work.close()
    except BrokenPipeError:  # what was not sent is lost with it
        return
