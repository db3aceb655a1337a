"""Run ``lint --fix`` and ``lint --diff``, which change files or show how they would change."""

from collections.abc import Sequence
from typing import Any

from bs_validate.cli import console
from bs_validate.lint.finding import Trouble
from bs_validate.lint.fixing import difference, fixes
from bs_validate.lint.replace import NotReplacedError, replace
from bs_validate.lint.run import FileChecker
from bs_validate.lint.wording import counted, sentence


def show_fixes(arguments: Any, checker: FileChecker, files: Sequence[str | Trouble]) -> int:
    """Print the changes that ``--fix`` would make, and return the exit status."""
    number = 0
    complaints = console.Complaints()
    for fix in fixes(files, checker, arguments.paths):
        if isinstance(fix, Trouble):
            complaints.add(fix)
            continue
        if fix.before != fix.after:
            number += 1
            console.say(difference(fix))
        for line in fix.unreadable:
            console.complain(f"{fix.file}:{line}: cannot be fixed: it is not JSON")
    complaints.finish()
    console.complain(f"would fix {counted(number, 'file')}")
    return console.FAILED if complaints.troubles else console.FOUND if number and not arguments.exit_zero else 0


def fix(arguments: Any, checker: FileChecker, files: Sequence[str | Trouble]) -> bool:
    """Fix files in place, and return whether that worked for all of them."""
    number = 0
    is_all_fixed = True
    try:
        for found in fixes(files, checker, arguments.paths):
            if isinstance(found, Trouble):
                is_all_fixed = False
                if found not in files and not found.is_shared:  # The others are reported when they are checked.
                    console.complain(f"{found.path}: {found.message}")
            elif found.before != found.after:
                try:
                    replace(found.file, found.before, found.after)
                    number += 1
                except (NotReplacedError, OSError) as error:
                    is_all_fixed = False
                    why = sentence(error) if isinstance(error, OSError) else error
                    console.complain(f"{found.file}: was not fixed: {why}")
    finally:
        console.complain(f"fixed {counted(number, 'file')}")
    return is_all_fixed
