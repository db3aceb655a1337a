"""Many documents in one go: lines or documents in, compact findings and counts out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from bs_validate._instance.decode import decode
from bs_validate._schema.catalog import Schema
from bs_validate.report import FieldError, Report, Severity
from bs_validate.validator import DEFAULT, Validator

JSON = Any


class Finding(NamedTuple):
    """An error or a warning, and the position of its document; plain values, and none of the payload."""

    index: int  # type: ignore[assignment]  # the position, as in a table; a finding is not searched as the tuple that it is
    pointer: str
    code: str
    params: dict[str, JSON]
    severity: Severity


class Counts(NamedTuple):
    """How many documents there were, how many of them have an error, how many blank lines, and the findings by code."""

    documents: int
    invalid: int
    blank: int
    errors: dict[str, int]
    warnings: dict[str, int]


class Batch:
    """An iterator over findings, in the order of the documents; it holds nothing but counts of what it has gone through."""

    __slots__ = ("_blank", "_documents", "_errors", "_found", "_invalid", "_warnings")

    def __init__(self, items: Iterable[object], start: int, judge: "_Judge", *, warnings: bool) -> None:
        """Take the documents and what judges one; nothing is read before it is asked for."""
        self._documents = self._invalid = self._blank = 0
        self._errors: Counter[str] = Counter()
        self._warnings: Counter[str] = Counter()
        self._found = self._go(items, start, judge, warnings=warnings)

    def __iter__(self) -> "Batch":
        """Return itself: a batch can be gone through once."""
        return self

    def __next__(self) -> Finding:
        """Return the next finding."""
        return next(self._found)

    @property
    def counts(self) -> Counts:
        """What was gone through so far: all of it once the iteration has ended."""
        errors, warnings = _sorted(self._errors), _sorted(self._warnings)
        return Counts(self._documents, self._invalid, self._blank, errors, warnings)

    def _go(self, items: Iterable[object], start: int, judge: "_Judge", *, warnings: bool) -> Iterator[Finding]:
        of_text, of_value = judge
        for index, item in enumerate(items, start):
            kind = type(item)
            if kind is str or kind is bytes:
                text = _line(item)
                if text is None:
                    self._blank += 1
                    continue
                report = of_text(text)
            else:
                report = of_text(item) if issubclass(kind, _TEXTS) else of_value(item)
            self._documents += 1
            if report.errors:
                self._invalid += 1
                yield from self._told(index, report.errors, self._errors)
            if warnings:
                yield from self._told(index, report.warnings, self._warnings)

    def _told(self, index: int, found: Iterable[FieldError], counter: Counter[str]) -> Iterator[Finding]:
        for one in found:
            counter[one.code] += 1
            yield Finding(index, one.pointer, one.code, dict(one.params), one.severity)


def validate_batch(
    documents: Iterable[object],
    schema: str,
    *,
    start: int = 0,
    resources: bool = False,
    warnings: bool = False,
    validator: Validator | None = None,
) -> Batch:
    """Validate many documents: an iterator over their findings, with ``counts`` of what it has gone through.

    Each item is JSON text (``str`` or UTF-8 bytes, such as a line of NDJSON, whose end is no part of it) or a decoded document; a
    line with nothing on it is counted as blank and is no document. A finding's ``index`` is the item's position, counted from
    ``start``. With ``resources`` an item is, or its text holds, one bare resource; pointers are those of the document that would
    hold it. ``warnings`` asks for them too, at many times the cost.

    Memory does not grow with the number of documents. The function can be pickled, and what it needs is compiled once in a
    process; a ``validator`` of your own, once for each copy of it. Never raises on invalid data; raises, when it is called,
    ``UnknownSchema``, ``InvalidSchema``, and ``TypeError`` for one document in place of many.
    """
    if isinstance(documents, str | bytes | bytearray | memoryview | Mapping):
        raise TypeError(f"many documents are expected, and this is one: {type(documents).__name__}")
    using = validator or DEFAULT
    found = using.catalog[schema]
    using.validate(None, schema)  # compiles it, so that what cannot be is raised here
    return Batch(documents, start, _judge(using, found, resources=resources), warnings=warnings)


def merged(counts: Iterable[Counts]) -> Counts:
    """Return the counts of parts as those of the whole; the order of the parts makes no difference."""
    documents = invalid = blank = 0
    errors: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    for one in counts:
        documents += one.documents
        invalid += one.invalid
        blank += one.blank
        errors.update(one.errors)
        warnings.update(one.warnings)
    return Counts(documents, invalid, blank, _sorted(errors), _sorted(warnings))


_TEXTS = (str, bytes, bytearray, memoryview)

#: What reports on a text, and what on a value.
_Judge = tuple[Callable[[object], Report], Callable[[object], Report]]


def _judge(validator: Validator, schema: Schema, *, resources: bool) -> _Judge:
    name, envelope = schema.name, schema.envelope
    if not resources or envelope is None:
        return (lambda text: validator.validate_json(text, name)), (lambda value: validator.validate(value, name))

    def resource(text: object) -> Report:
        decoded = decode(text, often=True)
        problems = tuple(
            one if one.code == "not_json" else one._replace(location=(envelope, 0, *one.location)) for one in decoded.problems
        )
        return validator.validate_decoded(
            decoded._replace(value={envelope: [decoded.value]}, problems=problems, is_plain=False), name
        )

    return resource, (lambda value: validator.validate_resource(value, name))


def _line(item: Any) -> str | bytes | None:
    """Return a line without its end, or None when nothing is on it, whether it is text or bytes."""
    end, after, blanks = (b"\n", b"\r", b" \t\n\r\v\f") if type(item) is bytes else ("\n", "\r", " \t\n\r\v\f")
    if not item or (item.isspace() and not item.strip(blanks)):  # what is no white space of ASCII is something
        return None
    line: str | bytes = item.removesuffix(end).removesuffix(after)
    return line


def _sorted(counter: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counter.items()))
