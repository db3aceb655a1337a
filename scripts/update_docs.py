"""Write everything in the documentation that can be generated.

These are the parts between two comments that name them, which come from the schemas, the codes and the command; and the output
below every example, in Python and in a shell. Run it after a change, and read the difference: ``python scripts/update_docs.py``.
With ``--check`` it writes nothing and exits with 1 if a page is out of date.
"""

import argparse
import contextlib

from hypothesis import HealthCheck, settings

from documentation import pages, parts, sessions


def updated(page: str, text: str) -> str:
    """Return the text of a page with the current state of each generated part and each output."""
    for (where, mark), part in parts.PARTS.items():
        if where == page:
            text = pages.refilled(page, text, mark, part())
    return sessions.renewed(page, text)


def main(argv: list[str] | None = None) -> int:
    """Update the pages, or with ``--check`` report those that are out of date."""
    parser = argparse.ArgumentParser(description="Write everything in the documentation that can be generated.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when a page is out of date")
    arguments = parser.parse_args(argv)
    # An example with Hypothesis does the same each time, leaves no files, and is not judged by how busy the machine is.
    slow = [HealthCheck.too_slow]
    settings.register_profile(
        "pages", database=None, deadline=None, derandomize=True, max_examples=20, suppress_health_check=slow
    )
    settings.load_profile("pages")
    stale = []
    for page in pages.names():
        text = pages.text_of(page)
        with contextlib.chdir(pages.ROOT):  # where the examples find the files of the repository
            wanted = updated(page, text)
        if wanted != text:
            stale.append(page)
            if not arguments.check:
                (pages.ROOT / page).write_text(wanted, encoding="utf-8")
    for page in stale:
        print(f"{page}: {'is out of date: run python scripts/update_docs.py' if arguments.check else 'written'}")
    if not stale:
        print("the documentation is up to date")
    return 1 if stale and arguments.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
