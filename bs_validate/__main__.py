"""The process of the command: ``bs-validate``, or ``python -m bs_validate``."""

import gc
import os
import sys
from typing import NoReturn

from bs_validate.cli.main import main

#: Allocations before Python looks for cycles: a run of a few files makes fewer, and looking would take a tenth of its time.
_ALLOCATIONS = 50_000


def command() -> NoReturn:
    """Run the command and end the process with its exit status.

    The process ends at once, without freeing every object first, which would take another tenth of a short run.
    """
    gc.set_threshold(_ALLOCATIONS)
    status = main()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    command()
