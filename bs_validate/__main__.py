"""The process of the command: ``bs-validate``, or ``python -m bs_validate``."""

import gc
import os
import sys
from typing import NoReturn

from bs_validate.cli.main import main


def command() -> NoReturn:
    """Run the command and end the process with its exit status.

    It ends at once, without taking everything apart first, and looks for garbage seldom: of a short run both are a tenth.
    """
    gc.set_threshold(50_000)
    status = main()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    command()
