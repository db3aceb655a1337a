"""Spread work over forked processes, and return the results in the order of the work.

This is for short runs, in which a pool of the standard library would take longer to start than it saves. The two sides never wait
for each other: the parent writes only as much as a pipe accepts at once, and reads from all workers while it waits for one.
"""

import os
import pickle
import select
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")

#: How much work a worker holds: one that it does, and one that it can go on with at once.
_AHEAD = 2
#: The room for work on its way to a worker, in bytes, where the system grants it: a block of lines goes out in one piece.
_PIPE = 1024 * 1024
_READ = 1024 * 1024  # bytes
_LENGTH = 8  # bytes that tell the length of a result


def spread(works: Iterable[Work], do: Callable[[Work], Result], count: int) -> Iterator[tuple[Work, Result | None]]:
    """Do each work in one of several processes, and yield it with its result in order, or with None if its process died.

    Works and results are pickled, and ``do`` is not. A process has at most two works at a time. If fewer processes can be
    started, those do all works; if none can be started, this process does.
    """
    workers: list[_Worker | None] = []
    waiting: deque[tuple[int, Work]] = deque()
    try:
        for _ in range(count):
            workers.append(_started(do, workers))
        for number, work in enumerate(works):
            at = number % count
            while sum(one == at for one, _ in waiting) >= _AHEAD:
                yield _next(workers, waiting, do)
            waiting.append((at, work))
            _send(workers[at], work)
        while waiting:
            yield _next(workers, waiting, do)
    finally:
        _stop(filter(None, workers))


def _next(
    workers: list["_Worker | None"], waiting: deque[tuple[int, Work]], do: Callable[[Work], Result]
) -> tuple[Work, Result | None]:
    """Return the next work in order with its result, and replace a worker that died during the work."""
    at, work = waiting.popleft()
    worker = workers[at]
    if worker is None:
        return work, do(work)
    while (data := worker.received()) is None and not worker.is_dead:
        _exchange([one for one in workers if one is not None])
    if data is not None:
        return work, pickle.loads(data)  # noqa: S301  # of our own process
    _stop([worker])
    workers[at] = None
    workers[at] = _started(do, workers)
    for one, left in waiting:
        if one == at:
            _send(workers[at], left)
    return work, None


def _send(worker: "_Worker | None", work: object) -> None:
    if worker is not None:
        worker.send(pickle.dumps(work, protocol=pickle.HIGHEST_PROTOCOL))


class _Worker:
    """A process, the ends of the pipes to it and from it, and the bytes that are on their way."""

    __slots__ = ("_incoming", "_outgoing", "_process", "is_dead", "results", "work")

    def __init__(self, process: int, work: int, results: int) -> None:
        self._process = process
        self._outgoing = bytearray()
        self._incoming = bytearray()
        self.is_dead = False
        self.work = work
        self.results = results

    @property
    def has_outgoing(self) -> bool:
        return bool(self._outgoing)

    def send(self, data: bytes) -> None:
        self._outgoing += data
        self.write()

    def write(self) -> None:
        """Write as much as the pipe accepts without waiting."""
        try:
            while self._outgoing:
                del self._outgoing[: os.write(self.work, self._outgoing)]
        except BlockingIOError:
            return
        except BrokenPipeError:  # It died, which the end of its results tells.
            self._outgoing.clear()

    def read(self) -> None:
        """Read the available bytes. The end of the stream means that the worker is dead."""
        data = os.read(self.results, _READ)
        self._incoming += data
        self.is_dead = self.is_dead or not data

    def received(self) -> bytes | None:
        """Return the next complete result, or None if it has not arrived yet."""
        if len(self._incoming) < _LENGTH:
            return None
        end = _LENGTH + int.from_bytes(self._incoming[:_LENGTH])
        if len(self._incoming) < end:
            return None
        data = bytes(self._incoming[_LENGTH:end])
        del self._incoming[:end]
        return data

    def kill(self) -> None:
        os.kill(self._process, signal.SIGKILL)

    def wait(self) -> None:
        """Wait until the process has ended, and close the pipes."""
        os.waitpid(self._process, 0)
        os.close(self.work)
        os.close(self.results)


def _stop(workers: Iterable[_Worker]) -> None:
    """Kill processes, and wait for them. They free their memory side by side, which takes longer than all else."""
    some = list(workers)
    for worker in some:
        worker.kill()
    for worker in some:
        worker.wait()


def _exchange(workers: Iterable[_Worker]) -> None:
    """Wait until a worker can be read from or written to, and do so with each that can."""
    poll = select.poll()
    readable, writable = {}, {}
    for worker in workers:
        if not worker.is_dead:
            readable[worker.results] = worker
            poll.register(worker.results, select.POLLIN)
        if worker.has_outgoing:
            writable[worker.work] = worker
            poll.register(worker.work, select.POLLOUT)
    for descriptor, _ in poll.poll():
        if descriptor in readable:
            readable[descriptor].read()
        else:
            writable[descriptor].write()


def _started(do: Callable[[Any], object], others: Sequence[_Worker | None]) -> _Worker | None:
    """Start a worker, or return None if the system has no more processes or files for it."""
    ends: list[int] = []
    try:
        ends += os.pipe()
        ends += os.pipe()
        process = os.fork()
    except OSError:
        for descriptor in ends:
            os.close(descriptor)
        return None
    work_end, work_start, result_end, result_start = ends
    if process:
        os.close(work_end)
        os.close(result_start)
        os.set_blocking(work_start, False)
        _enlarge(work_start)
        return _Worker(process, work_start, result_end)
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # An interrupt ends the worker without a traceback.
        for worker in filter(None, others):
            os.close(worker.work)
            os.close(worker.results)
        os.close(work_start)
        os.close(result_end)
        _work(os.fdopen(work_end, "rb"), os.fdopen(result_start, "wb"), do)
    finally:
        os._exit(0)  # The parent's exit handlers are not for a worker.


def _enlarge(pipe: int) -> None:
    import fcntl

    if hasattr(fcntl, "F_SETPIPE_SZ"):
        try:
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
        except OSError:  # The user has used up the room for pipes: a smaller one is only slower.
            return


def _work(works: IO[bytes], results: IO[bytes], do: Callable[[Any], object]) -> None:
    while True:
        try:
            work = pickle.load(works)  # noqa: S301  # of our own process
        except EOFError:
            return
        data = pickle.dumps(do(work), protocol=pickle.HIGHEST_PROTOCOL)
        results.write(len(data).to_bytes(_LENGTH))
        results.write(data)
        results.flush()
