"""Count errors and warnings by field and code, and the documents that have them, in constant memory."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from bs_validate._instance.location import general
from bs_validate.report import FieldError

if TYPE_CHECKING:
    from bs_validate._tally.limits import Counted, Limits
    from bs_validate.types import Code, Severity

#: The number of rows for names that no schema may have, and of rows for other fields: the schemas need fewer, and made-up names
#: could be without end.
MAX_ROWS = 1_000
#: The field that stands for those that came after the table was full.
OTHERS = "*"
#: Codes of names that no schema may have. Their rows are counted apart, so that they leave room for the fields that exist.
_OF_ANY_NAME = frozenset(("unknown_field", "undocumented_field", "undocumented_parameter", "duplicate_key", "not_representable"))
_NONE: frozenset[str] = frozenset()
#: The number of places that a row keeps, which are the first ones: a person will not look at more.
MAX_FIRST = 3
#: The number of names of fields whose general form is remembered: a list has as many names as it has indexes.
_MAX_REMEMBERED = 10_000


class FieldCount(NamedTuple):
    """A row of the table: how often a field had an error or a warning.

    - ``field``: dotted, with ``*`` for each index (``phones.*.number``); empty for the document itself.
    - ``documents``: the number of documents that have it, and ``percent`` their share of all. In the row ``*`` of the sum of
      several tables, it can be too high, because the names in that row can be in the same documents.
    - ``first``: the places of the first few of these documents, such as their indexes.
    """

    field: str
    code: "Code"
    severity: "Severity"
    count: int  # type: ignore[assignment]  # the number, as in a table; nobody counts in a row as in a tuple
    documents: int
    percent: float
    first: tuple[Any, ...]


class Tally:
    """Add up documents with errors or warnings."""

    __slots__ = ("_counted", "_general", "_limits", "_rows", "_sizes", "documents", "invalid")

    def __init__(self, limits: "Limits | None" = None) -> None:
        """Start at zero.

        ``documents`` is the number of documents that were checked, for the owner to set; ``invalid`` counts those with errors.
        """
        self.documents = self.invalid = 0
        self._limits = limits
        self._rows: dict[tuple[str, Code, Severity], list[Any]] = {}
        self._sizes = [0, 0]  # the rows for fields, and those for names that no schema may have
        self._counted = [0] * (0 if limits is None else len(limits.every))
        self._general: dict[str, str] = {}

    def add(self, places: Iterable[Any], found: Iterable[FieldError]) -> None:
        """Add the errors and the warnings of one document, each with its place. Places must be comparable."""
        rows, seen, errors = self._rows, set(), set()
        limits = self._limits
        warned, warnings = _NONE if limits is None else limits.warned, set()
        for place, one in zip(places, found, strict=False):
            key = (self._name(one.field), one.code, one.severity)
            if one.severity == "error":
                errors.add(key[:2])  # limits count by the name, even if the table is full
            elif one.code in warned:
                warnings.add(key[:2])
            row = rows.get(key)
            if row is None:
                kind = one.code in _OF_ANY_NAME
                if self._sizes[kind] >= MAX_ROWS:
                    key = (OTHERS, one.code, one.severity)
                else:
                    self._sizes[kind] += 1
                row = rows.setdefault(key, [0, 0, []])
            row[0] += 1
            if key not in seen:
                seen.add(key)
                row[1] += 1
                _keep_first(row[2], place)
        self.invalid += bool(errors)
        if limits is not None:
            against = {limits.of(*error) for error in errors} | {limits.of_warning(*warning) for warning in warnings}
            for limit in against - {None}:
                self._counted[limits.every.index(limit)] += 1

    def _name(self, field: str) -> str:
        name = self._general.get(field)
        if name is None:
            if len(self._general) >= _MAX_REMEMBERED:
                self._general.clear()
            name = self._general[field] = general(field)
        return name

    def rows(self) -> tuple[FieldCount, ...]:
        """Return the table so far, errors first, and the rows with many documents first."""
        return table(
            (FieldCount(*key, count, documents, 0.0, tuple(first)) for key, (count, documents, first) in self._rows.items()),
            self.documents,
        )

    def counted(self) -> "Counted":
        """Return the limits, each with the number of documents that have an error that counts against it."""
        return () if self._limits is None else tuple(zip(self._limits.every, self._counted, strict=True))


def table(rows: Iterable[FieldCount], documents: int) -> tuple[FieldCount, ...]:
    """Return the rows of one or several tables as one, which is about so many documents. A full table keeps the first names."""
    sums = _sums(rows)
    if len(sums) > MAX_ROWS:
        sums = _sums(_fitting(sums))
    shares = []
    for row in sums:
        number = min(row.documents, documents)
        shares.append(row._replace(documents=number, percent=number * 100 / documents if documents else 0.0))
    return tuple(sorted(shares, key=lambda row: (row.severity, -row.documents, -row.count, row.field, row.code)))


def _sums(rows: Iterable[FieldCount]) -> list[FieldCount]:
    """Return the rows with those of the same field, code and severity added up."""
    sums: dict[tuple[str, Code, Severity], FieldCount] = {}
    for row in rows:
        before = sums.get(row[:3])
        if before is not None:
            first = tuple(sorted((*before.first, *row.first))[:MAX_FIRST])
            row = row._replace(  # noqa: PLW2901  # the sum of both
                count=before.count + row.count, documents=before.documents + row.documents, first=first
            )
        sums[row[:3]] = row
    return list(sums.values())


def _fitting(rows: Iterable[FieldCount]) -> Iterator[FieldCount]:
    """Yield the rows in the order of their first places, with the field ``*`` where the table is full."""
    sizes = [0, 0]
    for row in sorted(rows, key=lambda row: row.first):
        kind = row.code in _OF_ANY_NAME
        if row.field != OTHERS:
            sizes[kind] += 1
        yield row._replace(field=OTHERS) if sizes[kind] > MAX_ROWS else row


def _keep_first(places: list[Any], place: Any) -> None:
    if len(places) < MAX_FIRST or place < places[-1]:
        places.append(place)
        places.sort()
        del places[MAX_FIRST:]
