"""Validate many lines or documents, and return compact findings and counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from bs_validate._instance.decode import decode
from bs_validate._schema.catalog import Schema
from bs_validate.report import Report
from bs_validate.validator import DEFAULT, Validator

if TYPE_CHECKING:
    from bs_validate._tally.limits import Counted, Excess, Limit, Limits
    from bs_validate._tally.tally import FieldCount
    from bs_validate.types import Code, Severity

JSON = Any


class Finding(NamedTuple):
    """An error or a warning with the position of its document, in plain types and without any value of the payload."""

    index: int  # type: ignore[assignment]  # the position, as in a table; nobody searches a finding as a tuple
    pointer: str
    code: "Code"
    params: dict[str, JSON]
    severity: "Severity"


class Counts(NamedTuple):
    """The numbers of documents, of documents with an error and of blank lines, and the numbers of findings by code.

    - ``fields``: a table of the findings by field and code; ``first`` in a row has the indexes of the first few documents.
    - ``limits``: the limits that were given, each with the number of documents that have an error that counts against it.
    """

    documents: int
    invalid: int
    blank: int
    errors: dict[str, int]
    warnings: dict[str, int]
    fields: "tuple[FieldCount, ...]" = ()
    limits: "Counted" = ()

    @property
    def exceeded(self) -> tuple["Excess", ...]:
        """The limits that are exceeded, in the given order."""
        from bs_validate._tally.limits import exceeded  # few set limits

        return exceeded(self.limits, self.documents)

    def numbered(self, renumber: Callable[[int], int]) -> "Counts":
        """Return the counts with each index in the table replaced by the result of a function."""
        return self._replace(fields=tuple(row._replace(first=tuple(sorted(map(renumber, row.first)))) for row in self.fields))


class Batch:
    """An iterator over findings in the order of the documents. It keeps only counts."""

    __slots__ = ("_blank", "_found", "_tally")

    def __init__(
        self, items: Iterable[object], start: int, judge: "_Judge", *, warnings: bool, limits: "Limits | None" = None
    ) -> None:
        """Take the documents and the functions that validate one. Nothing is read before the first finding is requested."""
        from bs_validate._tally.tally import Tally  # the functions for one document do not need it

        self._blank = 0
        self._tally = Tally(limits)
        self._found = self._go(enumerate(items, start), judge, warnings=warnings)

    def __iter__(self) -> "Batch":
        """Return the batch itself, which can be iterated once."""
        return self

    def __next__(self) -> Finding:
        """Return the next finding."""
        return next(self._found)

    @property
    def counts(self) -> Counts:
        """The counts so far, which are final when the iteration has ended."""
        tally = self._tally
        rows = tally.rows()
        errors, warnings = _by_code(rows, "error"), _by_code(rows, "warning")
        return Counts(tally.documents, tally.invalid, self._blank, errors, warnings, rows, tally.counted())

    def _go(self, items: Iterable[tuple[int, object]], judge: "_Judge", *, warnings: bool) -> Iterator[Finding]:
        of_text, of_value = judge
        for index, item in items:
            kind = type(item)
            if kind is str or kind is bytes:
                text = _line(item)
                if text is None:
                    self._blank += 1
                    continue
                report = of_text(text)
            else:
                report = of_text(item) if issubclass(kind, _TEXTS) else of_value(item)
            self._tally.documents += 1
            found = (*report.errors, *report.warnings) if warnings else report.errors
            if found:
                self._tally.add(repeat(index), found)
                for one in found:
                    yield Finding(index, one.pointer, one.code, dict(one.params), one.severity)


def listed(limits: Iterable[str]) -> tuple[str, ...]:
    """Return limits as a tuple. Raises ``TypeError`` for one text, whose characters would be limits, and for other values."""
    if isinstance(limits, str):
        raise TypeError("limits= takes a list of limits, not one text")
    texts = tuple(limits)
    for one in texts:
        if not isinstance(one, str):
            raise TypeError(f"a limit is a text, such as '1%', and not {type(one).__name__}")
    return texts


def validate_batch(
    documents: Iterable[object],
    schema: str,
    *,
    start: int = 0,
    resources: bool = False,
    warnings: bool = False,
    limits: Iterable[str] = (),
    validator: Validator | None = None,
) -> Batch:
    """Validate many documents, and return an iterator over their findings, which has ``counts``.

    Each item is JSON text (``str`` or UTF-8 bytes, such as a line of NDJSON with or without its line end) or a decoded document;
    an empty line is counted as blank and is not a document. The ``index`` of a finding is the position of its item, counted from
    ``start``. With ``resources``, each item is one bare resource or its text, and pointers are those in the document that would
    hold it. With ``warnings``, findings include warnings, which takes several times as long. ``limits`` are shares of the
    documents that may have errors (``"1%"``, ``"email=0.5%"``) or a warning that they name (``":phone_doubtful=5%"``);
    ``counts.exceeded`` has those that are exceeded.

    Memory does not grow with the number of documents. The function can be pickled; schemas are compiled once in a process, or
    once for each copy of a ``validator`` of your own. Never raises on invalid data; the call itself raises ``UnknownSchema``,
    ``InvalidSchema``, ``TypeError`` for anything but many documents, and ``InvalidLimit`` or ``UnknownName`` for limits.
    """
    if isinstance(documents, str | bytes | bytearray | memoryview | Mapping):
        raise TypeError(f"expected many documents, such as a list or an open file, not one {type(documents).__name__}")
    using = validator or DEFAULT
    found = using.catalog[schema]
    using.validate(None, schema)  # compiles the schema, so that an invalid one is raised here
    parsed = None
    texts = listed(limits)
    if texts:
        from bs_validate._tally.limits import limits_in  # few set limits

        parsed = limits_in(texts, using.catalog, warnings=warnings)
    judge = _judge(using, found, resources=resources, warnings=warnings)
    return Batch(documents, start, judge, warnings=warnings, limits=parsed)


def merged(counts: Iterable[Counts]) -> Counts:
    """Return the sum of the counts of several batches, in any order."""
    from bs_validate._tally.tally import table  # the functions for one document do not need it

    documents = invalid = blank = 0
    errors: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    rows: list[FieldCount] = []
    limits: Counter[Limit] = Counter()
    for one in counts:
        documents += one.documents
        invalid += one.invalid
        blank += one.blank
        errors.update(one.errors)
        warnings.update(one.warnings)
        rows += one.fields
        limits.update(dict(one.limits))
    fields = table(rows, documents)
    return Counts(documents, invalid, blank, _sorted(errors), _sorted(warnings), fields, tuple(limits.items()))


_TEXTS = (str, bytes, bytearray, memoryview)

#: The function that reports on a text, and the one that reports on a value.
_Judge = tuple[Callable[[object], Report], Callable[[object], Report]]


def _judge(validator: Validator, schema: Schema, *, resources: bool, warnings: bool) -> _Judge:
    name, envelope = schema.name, schema.envelope
    if not resources or envelope is None:
        of_text = partial(validator.validate_json, schema=name, warnings=warnings)
        return of_text, partial(validator.validate, schema=name, warnings=warnings)

    def resource(text: object) -> Report:
        decoded = decode(text, often=True)
        problems = tuple(
            one if one.code == "not_json" else one._replace(location=(envelope, 0, *one.location)) for one in decoded.problems
        )
        inside = decoded._replace(value={envelope: [decoded.value]}, problems=problems, is_plain=False)
        return validator.validate_decoded(inside, name, warnings=warnings)

    return resource, partial(validator.validate_resource, schema=name, warnings=warnings)


def is_blank(line: str | bytes) -> bool:
    """Return whether a line is not a document because it is empty or has only ASCII white space."""
    return _line(line) is None


def _line(item: Any) -> str | bytes | None:
    """Return a line of text or bytes without its line end, or None if it is empty."""
    end, after, blanks = (b"\n", b"\r", b" \t\n\r\v\f") if type(item) is bytes else ("\n", "\r", " \t\n\r\v\f")
    if not item or (item.isspace() and not item.strip(blanks)):  # white space beyond ASCII is content
        return None
    line: str | bytes = item.removesuffix(end).removesuffix(after)
    return line


def _by_code(rows: Iterable["FieldCount"], severity: "Severity") -> dict[str, int]:
    """Return the numbers of findings of a severity, by code."""
    counted: Counter[str] = Counter()
    for row in rows:
        if row.severity == severity:
            counted[row.code] += row.count
    return _sorted(counted)


def _sorted(counter: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counter.items()))
