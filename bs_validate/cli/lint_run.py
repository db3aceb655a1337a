"""Run the command ``lint``: find the files, fix them if asked to, check and print one after the other, return the status."""

import os
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from bs_validate.cli import console
from bs_validate.cli.interrupts import Interrupts
from bs_validate.cli.progress import Progress
from bs_validate.exceptions import InvalidSettings, UnknownSchema
from bs_validate.lint import baseline
from bs_validate.lint.check import Wanted
from bs_validate.lint.discover import OPEN_FILES, STANDARD_INPUT, discover, sentence
from bs_validate.lint.finding import Checked, Trouble
from bs_validate.lint.output import text
from bs_validate.lint.output.targets import AS_TEXT, DECLARED_UTF_8, Target, rendered, targets
from bs_validate.lint.run import FileChecker, run
from bs_validate.lint.settings import SettingsLookup
from bs_validate.lint.summary import Summary, Totals, counted
from bs_validate.validator import Validator

#: The number of findings of one file that are shown: nobody reads more, and a small file of broken lines has millions.
MAX_FINDINGS = 10_000


def lint(arguments: Any) -> int:
    """Lint as the arguments of the command say, and return the exit status.

    Raises ``UnknownSchema``, ``InvalidSchema`` or ``InvalidSettings`` for arguments and files that cannot be used, and
    ``UnwritableOutput``.
    """
    validator = Validator(arguments.schemas)
    names = validator.catalog.names
    if arguments.schema is not None and arguments.schema not in names:
        raise UnknownSchema(arguments.schema, names)
    settings = SettingsLookup(lambda: names)
    reports = () if arguments.explain_files else targets(arguments.outputs, os.environ)
    wanted = Wanted(
        findings=not arguments.explain_files,
        locale=arguments.lang,
        excerpts=any(_shows_lines(target) for target in reports),
        explanations=arguments.verbose or arguments.explain_files,
    )
    checker = FileChecker(validator, arguments.schema, settings, wanted)
    ratchet = _ratchet(arguments, settings)
    files = list(discover(arguments.paths, lambda file: is_excluded(settings, file)))
    is_all_fixed = True
    if arguments.fix or arguments.diff:
        from bs_validate.cli import lint_fix

        if arguments.diff:
            return lint_fix.show_fixes(arguments, checker, files)
        is_all_fixed = lint_fix.fix(arguments, checker, files)
    outcome = _check(arguments, reports, checker, files, ratchet)
    for target in reports:
        _write(target, outcome, is_live=target == _live(reports), strict=arguments.strict)
    _finish(arguments, reports, outcome)
    return _status(arguments, outcome, is_all_fixed=is_all_fixed)


def is_excluded(settings: SettingsLookup, file: str) -> bool:
    """Return whether the settings leave a file out of a directory that is walked."""
    try:
        return settings(file).excludes(file)
    except InvalidSettings:  # reported when the file is checked
        return False


def _shows_lines(target: Target) -> bool:
    return target.format == "html" or (target == ("text", None) and console.is_terminal(sys.stdout))


def _live(reports: Sequence[Target]) -> Target | None:
    """Return the report that is printed while the run goes on, or None."""
    return next((target for target in reports if target.file is None and target.format in AS_TEXT), None)


def _ratchet(arguments: Any, settings: SettingsLookup) -> baseline.Ratchet | None:
    """Return the baseline that an option or the settings of the current directory name, or None."""
    if arguments.write_baseline or arguments.explain_files:
        return None
    path = arguments.baseline
    if path is None:
        try:
            path = settings(STANDARD_INPUT).baseline
        except InvalidSettings:  # reported for each file that the settings are for
            return None
    if path is None:
        return None
    if os.path.exists(path) and not os.path.isfile(path) and not path.startswith(OPEN_FILES):
        raise InvalidSettings(f"{path}: is not a regular file")
    try:
        with open(path, "rb") as opened:
            return baseline.Ratchet(baseline.parsed(opened.read(), os.path.dirname(path)))
    except OSError as error:
        raise InvalidSettings(f"{path}: cannot be read: {sentence(error)}") from None
    except InvalidSettings as error:
        raise InvalidSettings(f"{path}: {error}") from None


class _Outcome(NamedTuple):
    """What a run came to.

    ``kept`` has the results for reports that are written at the end, ``numbers`` how many findings each file has.
    """

    summary: Summary
    codes: Counter[str]
    kept: list[Checked]
    troubles: list[Trouble]
    numbers: Counter[str]
    recorder: baseline.Recorder
    stale: tuple[baseline.Stale, ...]
    is_interrupted: bool


def _check(
    arguments: Any,
    reports: Sequence[Target],
    checker: FileChecker,
    files: Sequence[str | Trouble],
    ratchet: baseline.Ratchet | None,
) -> _Outcome:
    """Check the files, and print the result of each as it comes."""
    live = _live(reports)
    keep = any(target != live for target in reports)
    progress = Progress(sys.stderr if console.is_terminal(sys.stderr) else None, len(files))
    recorder = baseline.Recorder(os.path.dirname(arguments.write_baseline or ""))
    totals = Totals()
    numbers: Counter[str] = Counter()
    kept: list[Checked] = []
    troubles: list[Trouble] = []
    with Interrupts() as interrupts:
        for result in interrupts.until(run(files, checker, arguments.jobs or _processors())):
            if isinstance(result, Trouble):
                if troubles[-1:] == [result]:  # from another block of the same file
                    continue
                progress.clear()
                troubles.append(result)
                console.complain(f"{result.path}: {result.message}")
                continue
            new = result.findings if ratchet is None else ratchet.new(result.file, result.findings)
            totals.add(result._replace(findings=new))
            if arguments.write_baseline:
                recorder.add(new)
            checked = result._replace(findings=new[: max(MAX_FINDINGS - numbers[result.file], 0)])
            if new:
                numbers[result.file] += len(new)
            if checked.findings or checked.explanations:
                progress.clear()
                _show(checked, live, explain=arguments.explain_files)
            if keep:
                kept.append(checked)
            progress.advance(checked.file, checked.documents + checked.skipped)
    progress.clear()
    stale = () if ratchet is None or interrupts.came else ratchet.stale()
    return _Outcome(totals.summary, totals.codes, kept, troubles, numbers, recorder, stale, interrupts.came)


def _show(checked: Checked, live: Target | None, *, explain: bool) -> None:
    (console.say if explain else console.remark)(text.explanations(checked))
    if live is not None:
        full = live.format == "text" and console.is_terminal(sys.stdout)
        width = console.width(sys.stdout) if full else 0
        console.say(text.lines(checked, colour=console.has_colour(sys.stdout), width=width))


def _write(target: Target, outcome: _Outcome, *, is_live: bool, strict: bool) -> None:
    """Write a report, or the last line of the one that was printed during the run."""
    if is_live:
        if outcome.summary.files or not outcome.troubles:
            console.say([text.last_line(outcome.summary, colour=console.has_colour(sys.stdout))])
        return
    report = rendered(target.format, outcome.kept, outcome.summary, outcome.troubles, strict=strict)
    if target.file is None:
        console.write(report, "utf-8" if target.format in DECLARED_UTF_8 else None)
    else:
        save(target.file, report)
    if target.format == "github" and os.environ.get("GITHUB_STEP_SUMMARY"):
        from bs_validate.lint.output import github

        summary = github.step_summary(outcome.kept, outcome.summary, outcome.troubles)
        save(os.environ["GITHUB_STEP_SUMMARY"], summary, "a")


def _finish(arguments: Any, reports: Sequence[Target], outcome: _Outcome) -> None:
    """Print what is left to say about the run as a whole, and write the baseline."""
    if outcome.is_interrupted:
        console.complain("interrupted: the report covers only the files that were checked before")
    for file, number in outcome.numbers.items():
        if number > MAX_FINDINGS:
            console.complain(f"{file}: only the first {MAX_FINDINGS:,} of {number:,} findings are shown")
    if arguments.statistics:
        (console.say if _live(reports) else console.remark)(text.statistics(outcome.codes))
    path = arguments.write_baseline
    if path and (outcome.troubles or outcome.is_interrupted):
        console.complain(f"{path}: was not written, because some files were not checked")
    elif path:
        save(path, baseline.text(outcome.recorder.baseline))
        console.complain(f"{path}: written with {counted(sum(outcome.recorder.baseline.values()), 'finding')}")
    for one in outcome.stale:
        times = f" ({one.gone} times)" if one.gone > 1 else ""
        console.complain(f"stale in the baseline{times}: {one.file} {one.code} {one.pointer}")
    if not outcome.summary.files and not outcome.troubles:
        console.complain("there are no files to check in the given paths")
    elif reports and all(target.file is not None for target in reports):
        console.complain(f"{outcome.summary}")


def _status(arguments: Any, outcome: _Outcome, *, is_all_fixed: bool) -> int:
    if outcome.is_interrupted:
        return console.INTERRUPTED
    if outcome.troubles or not is_all_fixed:
        return console.FAILED
    bad = outcome.summary.errors or (arguments.strict and outcome.summary.warnings)
    return console.FOUND if bad and not (arguments.exit_zero or arguments.write_baseline) else 0


def save(path: str, report: str, mode: str = "w") -> None:
    """Write a report to a file. Raises ``InvalidSettings``."""
    try:
        with open(path, mode, encoding="utf-8", errors="backslashreplace", newline="\n") as opened:
            opened.write(report)
    except OSError as error:
        raise InvalidSettings(f"{path}: cannot be written: {sentence(error)}") from None


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
