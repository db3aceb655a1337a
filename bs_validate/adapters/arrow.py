"""Validate Arrow tables, or their parts in Spark (``mapInArrow``) and Ray (``map_batches``), and return findings as tables."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
from pyarrow import compute

from bs_validate._instance.location import quoted
from bs_validate.adapters._rows import kind_of, resource_of
from bs_validate.batch import Finding, is_blank, validate_batch
from bs_validate.validator import Validator

#: The columns of findings, in files as well; ``params`` is the text of a JSON object, since each code has its own.
SCHEMA = pa.schema(
    [
        pa.field("index", pa.int64(), nullable=False),
        pa.field("pointer", pa.string(), nullable=False),
        pa.field("code", pa.string(), nullable=False),
        pa.field("params", pa.string(), nullable=False),
        pa.field("severity", pa.string(), nullable=False),
    ]
)

#: The number of rows that are Python values at the same time.
_ROWS = 1_000


def table(findings: Iterable[Finding]) -> Any:
    """Return findings as a table with the columns of ``SCHEMA``."""
    columns = list(zip(*(one._replace(params=_text(one.params)) for one in findings), strict=True)) or [()] * len(SCHEMA)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)


def find(
    rows: Any, schema: str, *, index: str, text: str | None = None, warnings: bool = False, validator: Validator | None = None
) -> Any:
    """Return the findings in a table or a record batch, as a table.

    ``index`` is a column of integers that identifies each row in the whole data. It becomes the ``index`` of the findings.
    ``text`` is the column with the documents as JSON text. Without it, each row is a bare resource, and the other columns are its
    fields (see ``resource_of``).

    Raises ``KeyError`` for a missing column, ``TypeError`` for rows that are neither of the two, for an index that is not of
    integers and for documents that are not text, ``ValueError`` for an index with empty cells or over 63 bits and for two columns
    of the same name, and ``UnknownSchema``.
    """
    _check(rows)
    keys = keys_of(rows.column(index))
    items = _items(rows, schema, index, text, validator)
    found = validate_batch(items, schema, resources=text is None, warnings=warnings, validator=validator)
    return table(one._replace(index=keys[one.index].as_py()) for one in found)


def find_in_batches(
    batches: Iterable[Any],
    schema: str,
    *,
    index: str,
    text: str | None = None,
    warnings: bool = False,
    validator: Validator | None = None,
) -> Iterator[Any]:
    """Yield the findings in record batches, as record batches, in the form that Spark's ``mapInArrow`` requires."""
    for batch in batches:
        yield from find(batch, schema, index=index, text=text, warnings=warnings, validator=validator).to_batches()


def mark(
    rows: Any,
    schema: str,
    *,
    index: str | None = None,
    text: str | None = None,
    column: str = "valid",
    validator: Validator | None = None,
) -> Any:
    """Return a table or a record batch with a new column that tells whether the row is free of errors.

    ``index`` is a column that is not a field of the resource, and the other arguments are those of ``find``. A row with a blank
    text is not valid, because it has no document. Raises the same errors as ``find``, and ``ValueError`` if the new column
    exists.
    """
    _check(rows)
    if column in rows.schema.names:
        raise ValueError(f"there is a column {quoted(column)!r} already")
    if index is not None:
        rows.column(index)  # a missing column raises, although rows with a text do not need it
    blank: list[int] = []
    items = _noted(_items(rows, schema, index, text, validator), blank)
    bad = {one.index for one in validate_batch(items, schema, resources=text is None, validator=validator)}
    bad.update(blank)
    return rows.append_column(column, pa.array([number not in bad for number in range(rows.num_rows)], pa.bool_()))


def mark_in_batches(
    batches: Iterable[Any],
    schema: str,
    *,
    index: str | None = None,
    text: str | None = None,
    column: str = "valid",
    validator: Validator | None = None,
) -> Iterator[Any]:
    """Yield record batches with the column that ``mark`` adds, in the form that Spark's ``mapInArrow`` requires."""
    for batch in batches:
        yield mark(batch, schema, index=index, text=text, column=column, validator=validator)


def _check(rows: Any) -> None:
    if not isinstance(rows, pa.Table | pa.RecordBatch):
        raise TypeError(f"expected a table or a record batch of Arrow, not {kind_of(rows)}")


def _items(rows: Any, schema: str, index: str | None, text: str | None, validator: Validator | None) -> Iterable[object]:
    """Return the items to validate: the texts of a column, or the rows without the index as resources."""
    if text is not None:
        return _texts(rows.column(text), text)
    return map(resource_of(schema, validator), _rows(rows if index is None else rows.drop_columns([index])))


def _noted(items: Iterable[object], blank: list[int]) -> Iterator[object]:
    """Yield items, and note the numbers of those that are blank texts."""
    for number, item in enumerate(items):
        if type(item) is bytes and is_blank(item):
            blank.append(number)
        yield item


def _texts(column: Any, name: str) -> Iterable[bytes | None]:
    """Return a column of texts as bytes, so that the validation can report invalid UTF-8."""
    try:
        return _listed(_plain(column).cast(pa.large_binary()))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise TypeError(f"the column {quoted(name)!r} must hold texts, not {column.type}") from None


def _plain(column: Any) -> Any:
    """Return a column with each value in its row, if it was encoded as runs or with a dictionary."""
    if pa.types.is_run_end_encoded(column.type):
        column = compute.run_end_decode(column)
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


def keys_of(column: Any) -> Any:
    """Return a column of indices with the type of ``SCHEMA``. An exception names the fault without showing a value."""
    column = _plain(column)
    if len(column) and not pa.types.is_integer(column.type):  # an empty column may have any type
        raise TypeError(f"the index must be integers, not {column.type}")
    if column.null_count:
        raise ValueError(f"the index must identify each row, and it is empty in {column.null_count} of {len(column)} rows")
    try:
        return column.cast(SCHEMA.field("index").type) if len(column) else pa.array([], SCHEMA.field("index").type)
    except pa.ArrowInvalid:
        raise ValueError("the index must fit into 64 bits with a sign, and a row has a larger one") from None


def _listed(column: Any) -> Iterator[Any]:
    for start in range(0, len(column), _ROWS):
        yield from column.slice(start, _ROWS).to_pylist()


def _rows(fields: Any) -> Iterator[dict[str, Any]]:
    names = fields.schema.names
    if len(set(names)) < len(names):
        raise ValueError("two columns have the same name")
    for start in range(0, fields.num_rows, _ROWS):
        part = fields.slice(start, _ROWS)
        try:
            rows = part.to_pylist()
        except (ValueError, OverflowError):  # a text that is not UTF-8, or a time that Python cannot hold
            columns = [list(map(_cell, part.column(position))) for position in range(len(names))]
            rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        yield from rows


def _cell(scalar: Any) -> Any:
    """Return the value of a cell, or the cell itself if Python cannot represent its value, so that this is reported."""
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return scalar


def _text(params: dict[str, Any]) -> Any:
    return json.dumps(params, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
