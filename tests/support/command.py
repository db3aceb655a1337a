"""Find the command ``bs-validate``, and run it in this process, which is faster than starting one."""

import contextlib
import io
import os
import subprocess
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bs_validate.cli.main import main

COMMAND = str(Path(sysconfig.get_path("scripts")) / "bs-validate")


def run(*arguments: str, cwd: Path | None = None, source: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """Run the command in this process, in a directory and with bytes on standard input; exceptions are passed on.

    A process takes twenty times as long to start as most runs. Tests start one only if they test the process itself.
    """
    out, error = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with (
        contextlib.chdir(cwd or Path.cwd()),
        _standard_input(source),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(error),
    ):
        status = main(arguments)
    shown = [stream.buffer.getvalue() for stream in (out, error) if isinstance(stream.buffer, io.BytesIO)]
    return subprocess.CompletedProcess(arguments, status, *shown)


@contextlib.contextmanager
def _standard_input(source: bytes) -> Iterator[None]:
    """Put bytes in the place of standard input, which the command opens by its number."""
    with tempfile.TemporaryFile() as file:
        file.write(source)
        file.seek(0)
        before = os.dup(0)
        os.dup2(file.fileno(), 0)
        try:
            yield
        finally:
            os.dup2(before, 0)
            os.close(before)
