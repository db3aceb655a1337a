"""Run the command ``lint``: find the files, fix them on request, check each and print its findings."""

import os
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple

from bs_validate._messages.sentences import example
from bs_validate.cli import console
from bs_validate.cli.gather import is_excluded, require_inputs_kept
from bs_validate.cli.interrupts import Interrupts
from bs_validate.cli.parsing import codes_in, require_language
from bs_validate.cli.progress import Progress
from bs_validate.cli.terminal import has_colour, is_terminal
from bs_validate.exceptions import InvalidSettings, UnknownSchema
from bs_validate.lint import baseline
from bs_validate.lint.discover import absolute, discover
from bs_validate.lint.finding import STDIN, Checked, Trouble, Wanted
from bs_validate.lint.output import text
from bs_validate.lint.output.targets import AS_TEXT, DECLARED_UTF_8, WITH_FIXES, Target, rendered, targets
from bs_validate.lint.output.text_report import TextReport
from bs_validate.lint.run import FileChecker, paired, processors
from bs_validate.lint.settings import Settings, SettingsLookup, excluding, without_files
from bs_validate.lint.summary import Summary, Totals
from bs_validate.lint.wording import counted
from bs_validate.validator import Validator

if TYPE_CHECKING:
    from bs_validate.cli.lint_split import Split
    from bs_validate.lint.baselines import Baselines
    from bs_validate.lint.counts import FieldTotals

#: The number of findings of one file that are shown: a person reads no more, and a small file of broken lines has millions.
MAX_FINDINGS = 10_000
#: The same where ``--split`` writes all of them into a file.
MAX_BESIDE_SPLIT = 1_000


def lint(arguments: Any) -> int:
    """Lint as the arguments of the command say, and return the exit status.

    Raises ``UnknownName``, ``InvalidSchema`` or ``InvalidSettings`` for arguments and files that cannot be used, and
    ``UnwritableOutput``.
    """
    validator = Validator(arguments.schemas)
    names = validator.catalog.names
    if arguments.schema is not None and arguments.schema not in names:
        raise UnknownSchema(arguments.schema, names)
    require_language(arguments.lang)
    settings = SettingsLookup(lambda: names, arguments.config, codes_in(arguments.ignore))
    reports = () if arguments.explain_files else targets(arguments.outputs, os.environ)
    require_inputs_kept(arguments.paths, (arguments.write_baseline, *(target.file for target in reports)))
    wanted = Wanted(
        findings=not arguments.explain_files,
        locale=arguments.lang,
        excerpts=any(_shows_lines(target) for target in reports),
        explanations=arguments.verbose or arguments.explain_files,
        byte_columns=any(target.format == "rdjson" for target in reports),
    )
    checker = FileChecker(validator, arguments.schema, settings, wanted, frozenset(arguments.paths))
    files, excluded = _files(arguments, settings)
    found = _settings_of(files, settings)
    baselines = None
    if (arguments.baseline or any(one.baseline for one in found)) and not (arguments.write_baseline or arguments.explain_files):
        from bs_validate.lint.baselines import Baselines

        baselines = Baselines(settings, arguments.baseline, files)
    fields = _field_totals(arguments, reports, found, settings, validator)
    is_all_fixed = True
    if arguments.fix or arguments.diff:
        from bs_validate.cli import lint_fix

        if arguments.diff:
            return lint_fix.show_fixes(arguments, checker, files)
        is_all_fixed = lint_fix.fix(arguments, checker, files)
    with _split(arguments, files, reports) as split:
        outcome = _check(arguments, reports, checker, files, baselines, fields, split)
        if split is not None:
            split.finish(outcome.troubles, is_interrupted=outcome.is_interrupted)
    if any(target.format in WITH_FIXES for target in reports):
        from bs_validate.lint.suggested import with_fixes

        outcome = outcome._replace(kept=with_fixes(outcome.kept, checker))
    for target in reports:
        _write(target, outcome, arguments.lang, is_live=target == _live(reports), with_statistics=arguments.statistics)
    _remark(arguments, settings, files, excluded, outcome)
    _finish(arguments, reports, outcome)
    return _status(arguments, outcome, is_all_fixed=is_all_fixed)


def _files(arguments: Any, settings: SettingsLookup) -> tuple[list[str | Trouble], list[str]]:
    """Return the files to check, and the files that a glob excludes."""
    also = excluding(arguments.exclude)
    excluded: list[str] = []

    def is_left_out(file: str) -> bool:
        is_out = also.excludes(file) or is_excluded(settings, file)
        if is_out:
            excluded.append(file)
        return is_out

    files = list(discover(arguments.paths, is_left_out))
    if arguments.force_exclude:
        named = frozenset(arguments.paths)
        for file in [one for one in files if one in named and is_left_out(str(one))]:
            files.remove(file)
            console.complain(f"{file}: skipped: it is excluded")
    return files, excluded


def _shows_lines(target: Target) -> bool:
    return target.format == "html" or (target == ("text", None) and is_terminal(sys.stdout))


def _live(reports: Sequence[Target]) -> Target | None:
    """Return the format that is printed during the run, or None."""
    return next((target for target in reports if target.file is None and target.format in AS_TEXT), None)


def _field_totals(
    arguments: Any, reports: Sequence[Target], found: Sequence[Settings], settings: SettingsLookup, validator: Validator
) -> "FieldTotals | None":
    """Return the counter of findings by field, or None if no option, setting or report needs it."""
    has_limits = arguments.fail_over or any(one.fail_over for one in found)
    if not (has_limits or arguments.statistics or any(target.format == "html" for target in reports)):
        return None
    from bs_validate.lint.counts import FieldTotals
    from bs_validate.lint.thresholds import limits_lookup

    return FieldTotals(limits_lookup(arguments.fail_over, found, settings, validator.catalog))


def _split(arguments: Any, files: Sequence[str | Trouble], reports: Sequence[Target]) -> AbstractContextManager["Split | None"]:
    """Return the context of the split that the arguments request, or an empty context."""
    if arguments.split is None or arguments.explain_files:
        return nullcontext()
    from bs_validate.cli.lint_split import Split

    return Split(arguments.split, files, (arguments.write_baseline, *(target.file for target in reports)))


class _Outcome(NamedTuple):
    """The results of a run.

    ``kept`` has the results for reports that are written at the end, ``numbers`` how many findings each file has, ``remarks``
    what is to be said about files that were named.
    """

    summary: Summary
    codes: Counter[tuple[str, str]]
    fields: "FieldTotals | None"
    kept: list[Checked]
    troubles: list[Trouble]
    numbers: Counter[str]
    recorder: baseline.Recorder
    stale: tuple[baseline.Stale, ...]
    remarks: Sequence[str]
    is_interrupted: bool


class _Remarks:
    """Collect remarks about the files named on the command line: why a file was skipped, or which envelope it lacks."""

    __slots__ = ("_named", "_skipped", "_without_envelope")

    def __init__(self, paths: Sequence[str]) -> None:
        """Take the paths that the command names."""
        self._named = {STDIN if path == "-" else path for path in paths}
        self._skipped: dict[str, dict[str, None] | None] = {}
        self._without_envelope: dict[str, str] = {}

    def add(self, checked: Checked) -> None:
        """Add the result of a file, or of a part of a file."""
        if checked.file not in self._named:
            return
        if checked.documents or not checked.reasons:
            self._skipped[checked.file] = None
        reasons = self._skipped.setdefault(checked.file, {})
        if reasons is not None:
            reasons.update(dict.fromkeys(checked.reasons))
        if checked.envelope:
            self._without_envelope.setdefault(checked.file, checked.envelope)

    def lines(self) -> list[str]:
        """Return the lines, one for each file."""
        skipped = [f"{file}: skipped: {', '.join(reasons)}" for file, reasons in self._skipped.items() if reasons is not None]
        return skipped + [
            f"{file}: the envelope is missing: the API takes {example(envelope)}"
            for file, envelope in self._without_envelope.items()
        ]


def _check(
    arguments: Any,
    reports: Sequence[Target],
    checker: FileChecker,
    files: Sequence[str | Trouble],
    baselines: "Baselines | None",
    fields: "FieldTotals | None",
    split: "Split | None",
) -> _Outcome:
    """Check the files, and print the result of each as it comes."""
    live = _live(reports)
    keep = any(target != live for target in reports)
    progress = Progress(sys.stderr if is_terminal(sys.stderr) else None, len(files))
    recorder = baseline.Recorder(os.path.dirname(arguments.write_baseline or ""))
    remarks, complaints = _Remarks(arguments.paths), console.Complaints()
    totals = Totals()
    numbers: Counter[str] = Counter()
    kept: list[Checked] = []
    jobs, most = arguments.jobs or processors(), _most(arguments)
    needs_words = baselines is not None or split is not None
    needs_all = needs_words or fields is not None or bool(arguments.write_baseline)

    def is_full(file: str) -> bool:
        return not needs_words and numbers[file] >= most

    report = _text_report(arguments, live, most)
    is_text_enough = live is not None and not keep and not needs_all
    checker = checker._replace(
        wanted=checker.wanted._replace(most=None if needs_all else most, most_worded=None if needs_words else most),
        write=report.with_text if is_text_enough else None,
    )
    with Interrupts() as interrupts:
        for task, result in interrupts.until(paired(files, checker, jobs, as_lines=split is not None, is_full=is_full)):
            if isinstance(result, Trouble):
                progress.clear()
                complaints.add(result)
                continue
            remarks.add(result)
            whole = result if baselines is None else result._replace(findings=baselines.new(result.file, result.findings))
            if arguments.strict and (whole.findings or whole.unlisted):
                from bs_validate.lint.output.presented import as_errors

                whole = as_errors(whole)
            totals.add(whole)
            if fields is not None:
                fields.add(whole)
            if split is not None and (unsplit := split.add(task, whole)) is not None:
                complaints.add(unsplit)
            if arguments.write_baseline:
                recorder.add(whole.findings)
            room = max(most - numbers[result.file], 0)
            checked = whole if len(whole.findings) <= room else whole._replace(findings=whole.findings[:room])
            if whole.findings or whole.unlisted:
                numbers[result.file] += len(whole.findings) + sum(one.number for one in whole.unlisted)
            if checked.findings or checked.text or checked.explanations:
                progress.clear()
                (console.say if arguments.explain_files else console.remark)(text.explanations(checked))
                console.say_text(checked.text if live is None or checked.text else report.written(checked))
            if keep:
                kept.append(checked)
            progress.advance(checked.file, checked.documents + checked.skipped)
    progress.clear()
    complaints.finish()
    stale = () if baselines is None or interrupts.came else baselines.stale()
    return _Outcome(
        totals.summary,
        totals.codes,
        fields,
        kept,
        complaints.troubles,
        numbers,
        recorder,
        stale,
        remarks.lines(),
        interrupts.came,
    )


def _text_report(arguments: Any, live: Target | None, most: int) -> TextReport:
    """Return the form of the report that is printed while the run goes on."""
    width = console.width(sys.stdout) if live is not None and live.format == "text" and is_terminal(sys.stdout) else 0
    return TextReport(arguments.lang, has_colour(sys.stdout), width, most, is_strict=arguments.strict)


def _write(target: Target, outcome: _Outcome, locale: str, *, is_live: bool, with_statistics: bool) -> None:
    """Write a report, or the last line of the one that was printed during the run."""
    if is_live:
        if outcome.summary.files or not outcome.troubles:
            console.say([text.last_line(outcome.summary, colour=has_colour(sys.stdout))])
        return
    from bs_validate.lint.output.paths import checkout  # not for a report that is printed during the run

    root = checkout(os.environ, [*(one.file for one in outcome.kept), *(one.path for one in outcome.troubles)])
    report = rendered(
        target.format,
        outcome.kept,
        outcome.summary,
        outcome.troubles,
        root=root,
        locale=locale,
        fields=() if outcome.fields is None else outcome.fields.rows,
        limits=() if outcome.fields is None else outcome.fields.verdict,
        statistics=with_statistics,
    )
    if target.file is None:
        console.write(report, "utf-8" if target.format in DECLARED_UTF_8 else None)
    else:
        console.save(target.file, report)
    if target.format == "github" and os.environ.get("GITHUB_STEP_SUMMARY"):
        summary = rendered("step summary", outcome.kept, outcome.summary, outcome.troubles, root=root, locale=locale)
        console.save(os.environ["GITHUB_STEP_SUMMARY"], summary, "a")


def _remark(
    arguments: Any, settings: SettingsLookup, files: Sequence[str | Trouble], excluded: Sequence[str], outcome: _Outcome
) -> None:
    """Print remarks about files that were named, and about globs that match nothing."""
    if not (arguments.verbose or arguments.explain_files):  # which have said it already
        for line in outcome.remarks:
            console.complain(line)
    found = [file for file in files if isinstance(file, str)]
    for line in excluding(arguments.exclude).unmatched(found, excluded):
        console.complain(line)
    tops = [os.path.join(absolute(path), "") for path in arguments.paths]
    for one in _settings_of([*found, *excluded], settings):
        if any(os.path.join(one.root, "").startswith(top) for top in tops):  # or else only a part of its files was searched
            for line in one.unmatched(found, excluded):
                console.complain(line)
    for path in without_files(arguments.paths, found, excluded):
        console.complain(f"{path}: skipped: all of its files are excluded")


def _settings_of(files: Sequence[str | Trouble], settings: SettingsLookup) -> list[Settings]:
    """Return the settings that apply to some files, each once."""
    known: dict[str, Settings] = {}
    for file in files:
        if isinstance(file, Trouble):
            continue
        try:
            found = settings(file)
        except InvalidSettings:  # reported when the file was checked
            continue
        if found.path:
            known[found.path] = found
    return list(known.values())


def _finish(arguments: Any, reports: Sequence[Target], outcome: _Outcome) -> None:
    """Print the remarks about the whole run, and write the baseline."""
    if outcome.is_interrupted:
        console.complain("interrupted: the report covers only the files that were checked before")
    for file, number in outcome.numbers.items():
        if number > _most(arguments):
            console.complain(f"{file}: only the first {_most(arguments):,} of {number:,} findings are shown")
    fields = outcome.fields
    if arguments.statistics and fields is not None:
        lines = (*text.statistics(outcome.codes), *text.table(fields.rows))
        (console.say if _live(reports) else console.remark)(lines)
    if fields is not None and (outcome.summary.errors or fields.fails):
        for sentence in fields.verdict:
            console.complain(sentence)
    path = arguments.write_baseline
    if path and (outcome.troubles or outcome.is_interrupted):
        console.complain(f"{path}: was not written, because some files were not checked")
    elif path:
        console.save(path, baseline.text(outcome.recorder.baseline))
        console.complain(f"{path}: written with {counted(sum(outcome.recorder.baseline.values()), 'finding')}")
    for one in outcome.stale:
        times = f" ({one.gone} times)" if one.gone > 1 else ""
        console.complain(f"stale in the baseline{times}: {one.file} {one.code} {one.pointer}")
    if not outcome.summary.files and not outcome.troubles and not outcome.is_interrupted:
        console.complain("there are no files to check in the given paths")
    elif reports and all(target.file is not None for target in reports):
        console.complain(f"{outcome.summary}")


def _status(arguments: Any, outcome: _Outcome, *, is_all_fixed: bool) -> int:
    if outcome.is_interrupted:
        return console.INTERRUPTED
    if outcome.troubles or not is_all_fixed:
        return console.FAILED
    fails = outcome.summary.errors if outcome.fields is None else outcome.fields.fails
    return console.FOUND if fails and not (arguments.exit_zero or arguments.write_baseline) else 0


def _most(arguments: Any) -> int:
    """Return the largest number of findings that are shown for one file."""
    return MAX_FINDINGS if arguments.split is None else MAX_BESIDE_SPLIT
