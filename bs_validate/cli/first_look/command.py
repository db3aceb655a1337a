"""Answer the command ``lint`` for a few small files that have no findings."""

import os
import sys

from bs_validate.cli.first_look.files import are_plain
from bs_validate.cli.terminal import has_colour
from bs_validate.lint.wording import styled, totals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

#: The files that are looked at, at most: with more, the engine makes up for the time that it takes to import.
_MOST = 20
#: Options that have no effect if there are no findings.
_IDLE = frozenset({"--exit-zero", "--strict"})


def status(arguments: "list[str]", environment: "Mapping[str, str]") -> int | None:
    """Run the command if it is to lint a few files and there is nothing to report, and return its exit status.

    None means that nothing was done, and that the command has to be run in the ordinary way.
    """
    files = [one for one in arguments[1:] if one not in _IDLE]
    is_lint = arguments[:1] == ["lint"] and 0 < len(files) <= _MOST and not any(file.startswith("-") for file in files)
    if not is_lint or environment.get("GITHUB_ACTIONS") == "true" or sys.stdout is None:
        return None
    if len({*map(os.path.abspath, files)}) < len(files) or not are_plain(files):
        return None
    try:
        print(styled(totals(len(files)), "fine", colour=has_colour(sys.stdout)), flush=True)
    except OSError:
        return None
    return 0
