"""Run the command ``bs-validate``, or ``python -m bs_validate``, as a process."""

import gc
import os
import sys

from bs_validate.cli.first_look import command as quick

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

#: Allocations before Python looks for cycles: a run of a few files makes fewer, and looking would take a tenth of its time.
_ALLOCATIONS = 50_000
#: The exit status of a command that was interrupted.
_INTERRUPTED = 130


def command() -> "NoReturn":
    """Run the command and end the process with its exit status.

    The process ends without freeing its objects, which would make a short run about 10 % longer.
    """
    gc.set_threshold(_ALLOCATIONS)
    try:
        status = quick.status(sys.argv[1:], os.environ)
        if status is None:
            from bs_validate.cli.main import main  # The first look needs none of it.

            status = main()
    except KeyboardInterrupt:
        status = _INTERRUPTED
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    command()
