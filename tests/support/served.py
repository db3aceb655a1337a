"""Run the command ``serve`` in its own process, as users do."""

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO


class Served:
    """A running server: its process, its URL, and the lines of its log so far."""

    def __init__(self, *arguments: str, stdin: IO[bytes] | None = None) -> None:
        """Start it on a free port, and wait until it listens."""
        command = [sys.executable, "-m", "bs_validate", "serve", "--port", "0", *arguments]
        self.process = subprocess.Popen(command, stdin=stdin, stderr=subprocess.PIPE, text=True, bufsize=1)  # noqa: S603  # ours
        self.log: list[str] = []
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.log.append(line.rstrip("\n"))
            if found := re.search(r"http://\S+", line):
                self.url = found[0].removesuffix("/")
                break
        else:
            raise AssertionError(f"the server has ended: {self.log}")
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.log.append(line.rstrip("\n"))

    @property
    def origin(self) -> str:
        """Return the URL without the path of the API."""
        return self.url.removesuffix("/api/v3")

    def wait_for(self, line: str) -> None:
        """Wait until the log has a line, which is written after the answer. Raises ``AssertionError``."""
        until = time.monotonic() + 20
        while line not in self.log:
            assert time.monotonic() < until, self.log
            time.sleep(0.01)

    def stop(self) -> int:
        """Stop the server, and return its exit status when the whole log has been read."""
        if self.process.poll() is None:
            self.process.terminate()
        status = self.process.wait(timeout=20)
        self._reader.join(timeout=20)
        assert self.process.stderr is not None
        self.process.stderr.close()
        return status


@contextmanager
def served(*arguments: str, stdin: IO[bytes] | None = None) -> Iterator[Served]:
    """Run the command with these arguments while the context lasts."""
    server = Served(*arguments, stdin=stdin)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
        server.stop()
