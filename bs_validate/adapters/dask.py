"""Dask: turn a bag of lines or documents, or a DataFrame, into findings and counts, reading each partition once."""

from collections.abc import Iterable
from functools import partial
from io import BytesIO
from operator import add
from typing import Any, NamedTuple

import dask.dataframe as dd
import pandas as pd
import pyarrow as pa
from dask.bag import Bag, from_delayed
from dask.bytes import read_bytes
from dask.delayed import Delayed, delayed
from fsspec.core import url_to_fs
from pyarrow import compute, parquet

from bs_validate.adapters._rows import resource_of
from bs_validate.adapters.arrow import SCHEMA, keys_of, table
from bs_validate.batch import Counts, merged, validate_batch
from bs_validate.validator import DEFAULT, Validator


class Outcome(NamedTuple):
    """Findings, a table of ``bs_validate.adapters.arrow.SCHEMA`` for each partition, and the ``Counts``, all still to compute."""

    parts: tuple[Delayed, ...]
    counts: Delayed


def validate(
    data: Bag | dd.DataFrame,
    schema: str,
    *,
    text: str | None = None,
    index: str | None = None,
    resources: bool = False,
    warnings: bool = False,
    validator: Validator | None = None,
) -> Outcome:
    """Validate a bag of JSON texts or documents (of bare resources, with ``resources``), or a DataFrame.

    In a DataFrame the column ``text`` holds the documents; without it each row is a bare resource with the columns as its
    fields (see ``resource_of``). If it has lists, switch Dask's ``dataframe.convert-string`` off before you make it, which would
    turn them into texts.

    The ``index`` of a finding is the position in the whole, however it is partitioned: each partition counts from 0, and the
    sizes of those before it are added once they are done, so that nothing is read twice. With ``index`` it is the integer in
    that column, and no partition waits for another. Raises ``UnknownSchema``, ``KeyError`` for a missing column, ``ValueError``
    for two columns of one name, and ``TypeError`` for columns of a bag and for an index without integers.
    """
    (validator or DEFAULT).catalog[schema]  # reports a wrong name here, and not in a worker
    _check_columns(data, text, index)
    work = partial(_judged, schema=schema, text=text, index=index, resources=resources, warnings=warnings, validator=validator)
    judge, number, plus, merge = (delayed(one) for one in (work, _numbered, add, merged))
    partitions: Any = data
    judged = [judge(part) for part in partitions.to_delayed()]
    start: Any = 0
    parts = []
    for one in judged:
        parts.append(number(one.findings, start))
        start = 0 if index is not None else plus(start, one.items)
    return Outcome(tuple(parts), merge([one.counts for one in judged]))


def frame(outcome: Outcome) -> dd.DataFrame:
    """Return the findings as a DataFrame."""
    parts = list(map(delayed(_frame), outcome.parts or [delayed(SCHEMA.empty_table())]))  # Dask makes no frame of no parts
    found: dd.DataFrame = dd.from_delayed(parts, meta=_frame(SCHEMA.empty_table()))
    return found


def write(outcome: Outcome, folder: str) -> Delayed:
    """Write the findings into Parquet files, one for each partition, and return the counts, which are ready when all is written.

    ``folder`` is a path or a URL that ``fsspec`` knows, for all workers. Raises ``FileExistsError`` when something is in it.
    """
    files, path = url_to_fs(folder)
    if files.exists(path) and files.ls(path):
        raise FileExistsError(f"{folder} is not empty: findings of another run would be among these")
    put = delayed(_put)
    written = [put(part, folder, number) for number, part in enumerate(outcome.parts)]
    counts: Delayed = delayed(_last)(written, outcome.counts)
    return counts


def read_lines(files: str | list[str], *, blocksize: str | int | None = "64MiB") -> Bag:
    """Return the lines of files as a bag of bytes, so that ``validate`` can report those that are not UTF-8.

    ``files`` are paths or URLs that ``fsspec`` knows, with ``*``; a partition is about as large as ``blocksize``, or a whole file
    where it is None, as it must be for compressed ones.
    """
    _, blocks = read_bytes(files, delimiter=b"\n", blocksize=blocksize, sample=False, compression="infer")
    lines: Bag = from_delayed([delayed(_lines)(block) for one in blocks for block in one])
    return lines


def _lines(block: bytes) -> list[bytes]:
    return list(BytesIO(block))


def _check_columns(data: Bag | dd.DataFrame, text: str | None, index: str | None) -> None:
    names = [name for name in (text, index) if name is not None]
    if names and isinstance(data, Bag):
        raise TypeError(f"a bag has no column {names[0]}")
    if isinstance(data, dd.DataFrame) and not data.columns.is_unique:
        raise ValueError("two columns have one name")
    for name in names:
        if name not in data.columns:
            raise KeyError(name)
    if index is not None and not pd.api.types.is_integer_dtype(data.dtypes[index]):
        raise TypeError(f"the index must be integers, not {data.dtypes[index]}")


class _Judged(NamedTuple):
    """Outcome of a partition: findings as a table, counted from 0 where rows have no index, counts, and the number of items."""

    findings: Any
    counts: Counts
    items: int


def _judged(
    part: Any,
    *,
    schema: str,
    text: str | None,
    index: str | None,
    resources: bool,
    warnings: bool,
    validator: Validator | None,
) -> _Judged:
    items: Iterable[Any] = part
    if isinstance(part, pd.DataFrame):
        items = _rows(part, schema, index, validator) if text is None else _cells(part[text])
        resources = resources or text is None
    batch = validate_batch(items, schema, resources=resources, warnings=warnings, validator=validator)
    found = table(batch)
    counts = batch.counts
    if index is not None:
        keys = keys_of(pa.array(part[index]))
        found = found.set_column(0, SCHEMA.field("index"), keys.take(found["index"]))
    return _Judged(found, counts, counts.documents + counts.blank)


def _rows(part: pd.DataFrame, schema: str, index: str | None, validator: Validator | None) -> Iterable[Any]:
    fields = part if index is None else part.drop(columns=[index])
    names = list(fields.columns)
    columns = [_cells(fields.iloc[:, position]) for position in range(len(names))]
    rows = zip(*columns, strict=True) if names else ((),) * len(fields)
    return map(resource_of(schema, validator), (dict(zip(names, row, strict=True)) for row in rows))


def _cells(column: Any) -> list[Any]:
    """Return the cells of a column, with None for an empty one."""
    return list(column.astype(object).where(column.notna(), None))


def _numbered(findings: Any, start: int) -> Any:
    return findings.set_column(0, SCHEMA.field("index"), compute.add(findings["index"], start))


def _frame(findings: Any) -> pd.DataFrame:
    found: pd.DataFrame = findings.to_pandas(types_mapper={pa.string(): pd.StringDtype("pyarrow")}.get)
    return found


def _put(findings: Any, folder: str, number: int) -> None:
    files, path = url_to_fs(folder)
    files.makedirs(path, exist_ok=True)
    with files.open(f"{path}/part.{number:06d}.parquet", "wb") as file:
        parquet.write_table(findings, file)


def _last(_: list[None], counts: Counts) -> Counts:
    return counts
