"""The command ``lint``: what is asked for is run, and written where it is wanted."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from bs_validate import _console as console
from bs_validate._instance.location import escaped
from bs_validate.exceptions import InvalidSettings, UnknownSchema
from bs_validate.lint import baseline
from bs_validate.lint.check import Wanted
from bs_validate.lint.discover import STANDARD_INPUT, discover
from bs_validate.lint.finding import Checked, Trouble
from bs_validate.lint.output import text
from bs_validate.lint.output.targets import AS_TEXT, Target, rendered, targets
from bs_validate.lint.progress import Progress
from bs_validate.lint.run import Checker, run
from bs_validate.lint.settings import Finder
from bs_validate.lint.summary import Summary, counted, summarised
from bs_validate.validator import Validator


def lint(arguments: Any) -> int:
    """Lint as the arguments of the command say, and return the exit status.

    Raises ``UnknownSchema``, ``InvalidSchema`` or ``InvalidSettings`` for what cannot be used or written, and ``OSError`` when
    standard output cannot be.
    """
    validator = Validator(arguments.schemas)
    names = validator.catalog.names
    if arguments.schema is not None and arguments.schema not in names:
        raise UnknownSchema(arguments.schema, names)
    settings = Finder(lambda: names)
    wanted_targets = () if arguments.explain_files else targets(arguments.outputs, os.environ)
    wanted = Wanted(
        findings=not arguments.explain_files,
        locale=arguments.lang,
        excerpts=any(_shows_lines(target) for target in wanted_targets),
        decisions=arguments.verbose or arguments.explain_files,
    )
    checker = Checker(validator, arguments.schema, settings, wanted)
    settings(STANDARD_INPUT)  # what is wrong where the command runs is told once
    files = list(discover(arguments.paths, lambda file: _is_excluded(settings, file)))
    one_run = _Run(arguments, wanted_targets, checker, files)
    if arguments.fix or arguments.diff:
        from bs_validate.lint import fixing

        changed, troubles = fixing.fix(files, checker, only_show=arguments.diff)
        for trouble in troubles if arguments.diff else set(troubles).difference(files):
            console.complain(f"{escaped(trouble.path)}: {trouble.reason}")
        if arguments.diff:
            return console.FAILED if troubles else console.FOUND if changed and not arguments.exit_zero else 0
        status = one_run.status()
        return console.FAILED if troubles and status in (0, console.FOUND) else status
    return one_run.status()


def _is_excluded(settings: Finder, file: str) -> bool:
    try:
        return settings(file).excludes(file)
    except InvalidSettings:  # told when the file is checked
        return False


def _shows_lines(target: Target) -> bool:
    return target.format == "html" or (target == ("text", None) and console.is_terminal(sys.stdout))


class _Run:
    """One run: results are shown as they come, and kept where something needs them all at the end."""

    def __init__(self, arguments: Any, wanted: Sequence[Target], checker: Checker, files: Sequence[str | Trouble]) -> None:
        self._arguments = arguments
        self._targets = wanted
        self._checker = checker
        self._files = files
        self._live = next((target for target in wanted if target.file is None and target.format in AS_TEXT), None)
        self._known = self._baseline()
        self._kept: list[Checked] = []
        self._troubles: list[Trouble] = []
        self._progress = Progress(sys.stderr if console.is_terminal(sys.stderr) else None, len(files))
        self._is_busy = False
        self._is_interrupted = False

    def status(self) -> int:
        """Run, and return the exit status."""
        asked = self._arguments
        summary = summarised(self._uninterrupted())
        self._progress.clear()
        if self._is_interrupted:
            console.complain("interrupted: the report is of what was checked until then")
        for target in self._targets:
            self._write(target, summary)
        self._end(summary)
        if self._is_interrupted:
            return console.INTERRUPTED
        if self._troubles:
            return console.FAILED
        bad = summary.errors or (asked.strict and summary.warnings)
        return console.FOUND if bad and not (asked.exit_zero or asked.write_baseline) else 0

    def _baseline(self) -> baseline.Ratchet | None:
        path = self._arguments.baseline or self._checker.settings(STANDARD_INPUT).baseline
        if path is None or self._arguments.write_baseline or self._arguments.explain_files:
            return None
        try:
            with open(path, "rb") as opened:
                return baseline.Ratchet(baseline.parsed(opened.read(), os.path.dirname(path)))
        except OSError as error:
            raise InvalidSettings(f"{escaped(path)}: cannot be read: {error.strerror}") from None
        except InvalidSettings as error:
            raise InvalidSettings(f"{escaped(path)}: {error}") from None

    def _uninterrupted(self) -> Iterator[Checked]:
        """Go through the results until an interrupt; what is being shown then is shown whole, unless there is another."""
        before: Any = None
        with contextlib.suppress(ValueError):  # only the main thread of a program is interrupted
            before = signal.signal(signal.SIGINT, self._interrupt)
        try:
            for checked in self._results():
                yield checked
                if self._is_interrupted:
                    break
        except KeyboardInterrupt:
            self._is_interrupted = True
        finally:
            if before is not None:
                signal.signal(signal.SIGINT, before)

    def _interrupt(self, *_: object) -> None:
        if self._is_interrupted or not self._is_busy:
            raise KeyboardInterrupt
        self._is_interrupted = True

    def _results(self) -> Iterator[Checked]:
        """Go through the results, and show each as it comes."""
        asked = self._arguments
        keep = asked.statistics or asked.write_baseline or any(target != self._live for target in self._targets)
        for result in run(self._files, self._checker, asked.jobs or _processors()):
            self._is_busy = True
            if isinstance(result, Trouble):
                self._progress.clear()
                self._troubles.append(result)
                console.complain(f"{escaped(result.path)}: {result.reason}")
                self._is_busy = False
                continue
            new = result.findings if self._known is None else self._known.new(result.file, result.findings)
            checked = result._replace(findings=new)
            if checked.findings or checked.decisions:
                self._progress.clear()
                self._show(checked)
            if keep:
                self._kept.append(checked)
            self._progress.advance(checked.file, checked.documents + checked.skipped)
            yield checked
            self._is_busy = False

    def _show(self, checked: Checked) -> None:
        (console.say if self._arguments.explain_files else console.remark)(text.decisions(checked))
        if self._live is not None:
            full = self._live.format == "text" and console.is_terminal(sys.stdout)
            width = console.width(sys.stdout) if full else 0
            console.say(text.lines(checked, colour=console.has_colour(sys.stdout), width=width))

    def _write(self, target: Target, summary: Summary) -> None:
        """Write the report in a format that was not written on the way."""
        if target == self._live:
            if summary.files or not self._troubles:
                console.say([text.last_line(summary, colour=console.has_colour(sys.stdout))])
            return
        report = rendered(target.format, self._kept, summary, self._troubles, strict=self._arguments.strict)
        if target.file is None:
            sys.stdout.write(report)
        else:
            _save(target.file, report)
        if target.format == "github" and os.environ.get("GITHUB_STEP_SUMMARY"):
            from bs_validate.lint.output import github

            _save(os.environ["GITHUB_STEP_SUMMARY"], github.step_summary(self._kept, summary, self._troubles), "a")

    def _end(self, summary: Summary) -> None:
        """Say what is to be said of the run as a whole."""
        asked = self._arguments
        if asked.statistics:
            (console.say if self._live else console.remark)(text.statistics(self._kept))
        if asked.write_baseline and (self._troubles or self._is_interrupted):
            console.complain(f"{escaped(asked.write_baseline)}: not written, since not everything was checked")
        elif asked.write_baseline:
            found = [finding for checked in self._kept for finding in checked.findings]
            _save(asked.write_baseline, baseline.text(found, os.path.dirname(asked.write_baseline)))
            console.complain(f"{escaped(asked.write_baseline)}: written with {counted(len(found), 'finding')}")
        for one in () if self._known is None or self._is_interrupted else self._known.stale():
            times = f" ({one.gone} times)" if one.gone > 1 else ""
            console.complain(escaped(f"stale in the baseline{times}: {one.file} {one.code} {one.pointer}"))
        if not summary.files and not self._troubles:
            console.complain("there is no file to check in what was named")
        elif self._targets and all(target.file is not None for target in self._targets):
            console.complain(f"{summary}")


def _save(path: str, report: str, mode: str = "w") -> None:
    try:
        with open(path, mode, encoding="utf-8", errors="backslashreplace", newline="\n") as opened:
            opened.write(report)
    except OSError as error:
        raise InvalidSettings(f"{escaped(path)}: cannot be written: {error.strerror}") from None


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
