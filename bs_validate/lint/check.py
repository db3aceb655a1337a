"""Check the documents of a file, and give each finding its place in that file."""

from collections.abc import Callable, Container, Iterable
from functools import lru_cache, partial
from operator import attrgetter

from bs_validate._check import issues
from bs_validate._instance.decode import Decoded, TextProblem
from bs_validate._instance.location import Location
from bs_validate._messages import sentences as messages
from bs_validate._schema import operations
from bs_validate.lint import payloads
from bs_validate.lint.decide import Decision, Named, decide
from bs_validate.lint.finding import FINDINGS, Checked, Explanation, FileFinding, Unlisted, Wanted
from bs_validate.lint.payloads import Bare
from bs_validate.lint.place import AT_KEY, shown, value_at
from bs_validate.lint.placing import Shared, Source, findings_of, placed
from bs_validate.lint.readers import Document
from bs_validate.lint.readers.recordings.body import Exchange
from bs_validate.lint.yaml_types import yaml_types
from bs_validate.report import FieldError, Report
from bs_validate.validator import Validator

#: The number of different reasons for skipping documents of a file that are kept: the others would say little more.
_MAX_REASONS = 3

#: The number of different problems of documents that cannot be read whose errors are remembered.
_MAX_REMEMBERED = 1_000

_LINE_AND_COLUMN = attrgetter("line", "column")

#: Where editors look for the name of a file's schema.
_OF_EDITORS = ("$schema",)


def check(
    file: str,
    found: Iterable[Document],
    validator: Validator,
    named: Named | None = None,
    wanted: Wanted = FINDINGS,
    *,
    is_walked: bool = False,
    data: bytes = b"",
    ignored: Callable[[], Container[str]] = frozenset,
) -> Checked:
    """Check the documents of a file, or of a part of it. ``named`` is the schema named for them, and the place that names it.

    ``is_walked`` means that the file was found in a directory. In such a file, an unreadable document counts only if it looks
    like a payload, or if another document of the file is one. ``data`` is the content, for a document without text. ``ignored``
    returns the codes of findings that do not count; it is not called for a file without findings.
    """
    run = _Run(file, validator, wanted, ignored)
    doubtful: list[tuple[int, Document, Decision]] = []
    for number, document in enumerate(found):
        decision = decide(document, file, validator, named, is_walked=is_walked)
        is_unreadable = not (document.decoded.readable or document.only_if_named or document.body)
        is_certain = decision.schema is not None or not is_unreadable or not is_walked or run.documents > 0
        if not is_certain and not run.looks_like_a_payload(document, data):
            doubtful.append((number, document, decision))
        else:
            run.add(number, document, decision, is_due=decision.schema is not None or is_unreadable)
    has_payload = run.documents > 0
    for number, document, decision in doubtful:
        reason = decision if has_payload else decision._replace(decided_by="it cannot be read, and does not look like a payload")
        run.add(number, document, reason, is_due=has_payload, is_late=True)
    return run.checked(is_mixed=bool(doubtful))


class _Run:
    """Collect the results for the documents of a file."""

    __slots__ = (
        "_any_schema",
        "_doubted",
        "_envelope",
        "_explanations",
        "_file",
        "_findings",
        "_ignored",
        "_ignored_codes",
        "_looks_as_a_whole",
        "_reasons",
        "_shared",
        "_skipped",
        "_unchecked",
        "_unlisted",
        "_unreadable",
        "_validator",
        "_wanted",
        "documents",
    )

    def __init__(self, file: str, validator: Validator, wanted: Wanted, ignored: Callable[[], Container[str]]) -> None:
        """Start without documents. ``documents`` counts those that were checked."""
        self.documents = 0
        self._file = file
        self._validator = validator
        self._wanted = wanted
        self._ignored = ignored
        self._ignored_codes: Container[str] | None = None
        self._skipped = 0
        self._unchecked: list[int] = []
        self._findings: list[FileFinding] = []
        self._unlisted: dict[tuple[str, str], int] = {}
        self._explanations: list[Explanation] = []
        self._reasons: dict[str, None] = {}
        self._envelope = ""
        self._doubted: set[Exchange] = set()
        self._shared: Shared | None = None
        self._unreadable: dict[tuple[object, ...], list[FieldError]] = {}
        self._any_schema: str | None = None
        self._looks_as_a_whole: bool | None = None

    def looks_like_a_payload(self, document: Document, data: bytes) -> bool:
        """Return whether an unreadable document looks like a payload. For UTF-16 there is no text, so the file is examined."""
        text = document.places([()]).page.text
        if text:
            return payloads.may_hold(text, self._validator.catalog)
        if self._looks_as_a_whole is None:
            self._looks_as_a_whole = payloads.may_hold(data.decode("latin-1").replace("\0", ""), self._validator.catalog)
        return self._looks_as_a_whole

    def add(self, number: int, document: Document, decision: Decision, *, is_due: bool, is_late: bool = False) -> None:
        """Check a document if ``is_due``, and count it. ``number`` is its position among the documents.

        One that ``is_late`` comes before others that were added already, so that all of its findings are listed.
        """
        self.documents += is_due
        if not is_due and decision.counts:
            self._skipped += 1
        if not is_due:
            self._unchecked.append(number)
        if not is_due and len(self._reasons) < _MAX_REASONS:
            self._reasons[decision.decided_by] = None
        if self._wanted.explanations:
            self._explanations.append(_explanation(document, decision, is_due=is_due))
        if not self._wanted.findings:
            return
        room = self._room(None if is_late else self._wanted.most)
        if room == 0 and is_due and document.body is None and not document.decoded.readable:
            self._count(document.decoded.problems)
            return
        calls = list(self._new_doubts(document, decision)) if decision.doubts else []
        problems, schema, hint = self._judged(document, decision) if is_due else ([], "", "")
        if not (problems or calls):
            return
        ignored = self._codes_to_ignore()
        if ignored:
            problems, calls = ([one for one in found if one.code not in ignored] for found in (problems, calls))
        if room == 0:
            self._add_unlisted((one.code, one.severity) for one in (*problems, *calls))
            return
        if self._shared is None:  # Most files have no finding.
            self._shared = Shared(partial(_names, self._validator))
        places = document.places([error.location for error in problems])
        found = placed(document, places, problems, calls, self._shared)
        if document.at:
            at = shown(document.at)
            found = [(issues.relocated(error, (*at, *error.location)), first, last) for error, first, last in found]
        words = self._room(None if is_late else self._wanted.most_worded)
        source = Source(self._file, number, schema, places, is_uncertain=decision.uncertain)
        findings = findings_of(source, found[:room], self._wanted, self._shared, words)
        if hint and findings:
            findings[0] = findings[0]._replace(message=findings[0].message + hint, hint=findings[0].hint + hint)
        self._findings += findings
        self._add_unlisted((error.code, error.severity) for error, _, _ in found[len(findings) :])

    def _codes_to_ignore(self) -> Container[str]:
        """Return the codes of findings that do not count. They are looked up at the first finding."""
        if self._ignored_codes is None:
            self._ignored_codes = self._ignored()
        return self._ignored_codes

    def _add_unlisted(self, found: Iterable[tuple[str, str]]) -> None:
        """Count findings that are not listed, by their code and severity."""
        for one in found:
            self._unlisted[one] = self._unlisted.get(one, 0) + 1

    def _room(self, most: int | None) -> int | None:
        """Return how many findings may still be added to those that were found, or None if there is no limit."""
        return None if most is None else max(most - len(self._findings), 0)

    def _count(self, problems: Iterable[TextProblem]) -> None:
        """Count the problems of an unreadable document. Each of them is an error."""
        ignored = self._codes_to_ignore()
        self._add_unlisted((problem.code, "error") for problem in problems if problem.code not in ignored)

    def _judged(self, document: Document, decision: Decision) -> tuple[list[FieldError], str, str]:
        """Return the problems of a document, the schema that its findings name, and the hint of its first finding."""
        if decision.schema is None and self._any_schema is None:
            self._any_schema = self._validator.catalog.names[0]
        schema = decision.schema or str(self._any_schema)
        decoded = document.decoded
        if not decoded.readable and document.body is None:  # The broken lines of a file are often broken in the same way.
            key = tuple((one.code, one.location, *one.params.values()) for one in decoded.problems)
            if key not in self._unreadable:
                if len(self._unreadable) >= _MAX_REMEMBERED:
                    self._unreadable.clear()
                self._unreadable[key] = judged(document, decision, self._validator, schema)[1]
            return self._unreadable[key], "", ""
        report, problems = judged(document, decision, self._validator, schema)
        hint = ""
        if decision.bare is not None and not decision.needs_envelope and not self._envelope:
            self._envelope = decision.bare.envelope
            hint = messages.envelope_hint(self._envelope, self._wanted.locale)
        return problems, report.schema if decoded.readable else "", hint

    def _new_doubts(self, document: Document, decision: Decision) -> tuple[FieldError, ...]:
        """Return the doubts about a call, unless they came with another body of the same exchange."""
        if document.body is None or document.body.exchange in self._doubted:
            return ()
        self._doubted.add(document.body.exchange)
        return decision.doubts

    def checked(self, *, is_mixed: bool) -> Checked:
        """Return the result. ``is_mixed`` means that the documents did not come in the order of the file."""
        if self._doubted and not self.documents:  # A file is not skipped if there is something to say about its requests.
            self._reasons = {}
        elif not self.documents and not self._skipped:  # A file without any document counts as skipped.
            self._skipped = 1
            self._reasons = self._reasons or {_EMPTY: None}
            if self._wanted.explanations and not self._explanations:
                self._explanations.append(Explanation(1, "", None, _EMPTY))
        if is_mixed:
            self._findings.sort(key=_LINE_AND_COLUMN)
            self._explanations.sort(key=lambda one: one.line)
        return Checked(
            self._file,
            self.documents,
            self._skipped,
            tuple(self._findings),
            tuple(self._explanations),
            tuple(self._reasons),
            self._envelope,
            tuple(self._unchecked),
            tuple(Unlisted(*one, number) for one, number in self._unlisted.items()),
        )


_EMPTY = "there is nothing in it to check"


@lru_cache(maxsize=4)  # by validator: a command has one
def _names(validator: Validator) -> frozenset[str]:
    return frozenset(name for schema in validator.catalog for name in schema.fields)


def judged(
    document: Document, decision: Decision, validator: Validator, schema: str, *, warnings: bool = True
) -> tuple[Report, list[FieldError]]:
    """Return the report of a document, and its errors (and wanted warnings) that count in a file.

    An unreadable document has the same error under every schema. For several bare resources, the report is that of the last one.
    """
    decoded = document.decoded
    if decision.bare is not None and decoded.readable:
        report, problems = _judged_bare(document, decision.bare, validator, schema, warnings=warnings)
        if decision.needs_envelope:
            whole = validator.validate_decoded(decoded, schema, warnings=False)
            problems = [*(one for one in whole.errors if one.location in ((), (decision.bare.envelope,))), *problems]
        return report, problems
    report = validator.validate_decoded(decoded, schema, warnings=warnings)
    found = (*report.errors, *report.warnings) if warnings else report.errors
    problems = list(operations.asked_for(found, decision.asked_for))
    if document.body is None:
        problems = [one for one in problems if one.location != _OF_EDITORS or one.code not in AT_KEY]
    else:
        from bs_validate.lint.readers.placeholders import is_held_by_placeholder

        problems = [
            one
            for one in problems
            if one.code in AT_KEY or not is_held_by_placeholder(one.code, value_at(decoded.value, one.location))
        ]
    if warnings:
        problems += yaml_types(document, problems, validator.catalog[schema])
    return report, problems


def _judged_bare(
    document: Document, bare: Bare, validator: Validator, schema: str, *, warnings: bool
) -> tuple[Report, list[FieldError]]:
    """Check each resource in an envelope of its own, and return its problems at their places in the file."""
    decoded = document.decoded
    depth = len(bare.locations[0])
    ours: dict[Location, list[TextProblem]] = {}
    for problem in decoded.problems:
        ours.setdefault(problem.location[:depth], []).append(problem)
    mark = "\ud800" if decoded.has_surrogates else ""
    problems: list[FieldError] = []
    report = Report(schema, ())
    for location in bare.locations:
        inside = tuple(one._replace(location=(bare.envelope, 0, *one.location[depth:])) for one in ours.get(location, ()))
        value = {bare.envelope: [value_at(decoded.value, location)]}
        report = validator.validate_decoded(Decoded(mark, value, inside), schema, warnings=warnings)
        found = (*report.errors, *report.warnings) if warnings else report.errors
        moved = (issues.relocated(one, (*location, *one.location[2:])) for one in found)
        problems += [one for one in moved if one.location != _OF_EDITORS or one.code not in AT_KEY]
    if warnings:
        problems += yaml_types(document, problems, validator.catalog[schema], bare)
    return report, problems


def _explanation(document: Document, decision: Decision, *, is_due: bool) -> Explanation:
    places = document.places([()])
    whole = places.map.spans.get(())
    line = places.page.place(places.start(0 if whole is None else whole.start))[0]
    if is_due and not document.decoded.readable:
        return Explanation(line, decision.part, "", "cannot be read")
    return Explanation(line, decision.part, decision.schema, decision.decided_by)
