"""Turn a Dask bag of lines or documents, or a DataFrame, into findings and counts, and read each partition only once."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
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
from fsspec.core import get_fs_token_paths, url_to_fs
from fsspec.utils import infer_compression
from pyarrow import compute, parquet

from bs_validate._instance.location import quoted
from bs_validate._tally.limits import limits_in
from bs_validate.adapters._rows import kind_of, resource_of
from bs_validate.adapters.arrow import SCHEMA, keys_of, table
from bs_validate.batch import Counts, is_blank, listed, merged, validate_batch
from bs_validate.validator import DEFAULT, Validator

#: The folders of a split.
_SIDES = ("good", "bad")


class Outcome(NamedTuple):
    """Findings and ``Counts`` that are not computed yet. Each partition of the findings is a table of ``arrow.SCHEMA``."""

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
    limits: Iterable[str] = (),
    validator: Validator | None = None,
    rows: str | None = None,
) -> Outcome:
    """Validate a bag of JSON texts or documents (of bare resources, with ``resources``), or a DataFrame.

    In a DataFrame the column ``text`` holds the documents; without it each row is a bare resource with the columns as its
    fields (see ``resource_of``). If it has lists, switch Dask's ``dataframe.convert-string`` off before you make it, which would
    turn them into texts.

    The ``index`` of a finding is the position in the whole, however it is partitioned: each partition counts from 0, and the
    sizes of those before it are added once they are done, so that nothing is read twice. With ``index`` it is the integer in
    that column, and no partition waits for another. ``limits`` are those of ``validate_batch``. With ``rows``, a folder, each
    partition is also split there, as ``split`` says. Raises ``UnknownSchema``, ``KeyError`` for a missing column, ``ValueError``
    for two columns of one name, and ``TypeError`` for columns of a bag, for an index without integers and for any other data.
    """
    using = validator or DEFAULT
    using.catalog[schema]  # reports a wrong name here, and not in a worker
    limits = listed(limits)
    limits_in(limits, using.catalog, warnings=warnings)
    _check_columns(data, text, index)
    options = {"resources": resources, "warnings": warnings, "limits": limits, "validator": validator}
    work = partial(_judged, schema=schema, text=text, index=index, options=options, rows=rows)
    judge, number, renumber, plus, merge, last = (delayed(one) for one in (work, _numbered, _renumbered, add, merged, _last))
    partitions: Any = data
    judged = [judge(part, at) for at, part in enumerate(partitions.to_delayed())]
    start: Any = 0
    parts, counts = [], []
    for one in judged:
        parts.append(number(one.findings, start))
        counts.append(renumber(one.counts, start))
        start = 0 if index is not None else plus(start, one.items)
    whole = merge(counts)
    if rows is not None and isinstance(data, dd.DataFrame):
        columns = delayed(_common)([one.columns for one in judged])
        whole = last([delayed(_align)(rows, at, one.columns, columns) for at, one in enumerate(judged)], whole)
    return Outcome(tuple(parts), whole)


def split(data: Bag | dd.DataFrame, schema: str, folder: str, **options: Any) -> Delayed:
    """Split lines or rows into those without errors and the others; the counts that it returns are ready when all is written.

    Below ``folder``, a path or a URL that ``fsspec`` knows, ``good`` and ``bad`` have a file for each partition: unchanged lines
    for a bag of texts, and Parquet for a DataFrame. ``findings`` has what ``write`` writes. Blank lines are left out. A row with
    a blank text is bad, because it has no document. The options are those of ``validate``. Raises what ``validate`` raises,
    ``FileExistsError`` when something is in a folder, and in a worker ``TypeError`` for an item of a bag that is not a text and
    for a column with values of several types, which Parquet does not have.
    """
    for name in _SIDES:
        _require_empty(f"{folder}/{name}")
    return write(validate(data, schema, rows=folder, **options), f"{folder}/findings")


def frame(outcome: Outcome) -> dd.DataFrame:
    """Return a DataFrame of the findings."""
    parts = list(map(delayed(_frame), outcome.parts or [delayed(SCHEMA.empty_table())]))  # Dask makes no frame of no parts
    found: dd.DataFrame = dd.from_delayed(parts, meta=_frame(SCHEMA.empty_table()))
    return found


def write(outcome: Outcome, folder: str) -> Delayed:
    """Write the findings into Parquet files, one for each partition, and return the counts, which are ready when all is written.

    ``folder`` is a path or a URL that ``fsspec`` knows, for all workers. Raises ``FileExistsError`` when something is in it.
    """
    _require_empty(folder)
    put = delayed(_put)
    written = [put(part, folder, number) for number, part in enumerate(outcome.parts)]
    counts: Delayed = delayed(_last)(written, outcome.counts)
    return counts


def _require_empty(folder: str) -> None:
    files, path = url_to_fs(folder)
    if files.exists(path) and files.ls(path):
        raise FileExistsError(f"{folder} is not empty: the results of two runs would be mixed")


def read_lines(files: str | list[str], *, blocksize: str | int | None = "64MiB") -> Bag:
    """Return the lines of files as a bag of bytes, so that ``validate`` can report those that are not UTF-8.

    ``files`` are paths or URLs that ``fsspec`` knows, with ``*``. A partition is about as large as ``blocksize``. It is a whole
    file if that is None or if one of the files is compressed, because nobody can start to read in the middle of such a file.
    """
    if any(map(infer_compression, get_fs_token_paths(files)[2])):
        blocksize = None
    _, blocks = read_bytes(files, delimiter=b"\n", blocksize=blocksize, sample=False, compression="infer")
    lines: Bag = from_delayed([delayed(_lines)(block) for one in blocks for block in one])
    return lines


def _lines(block: bytes) -> list[bytes]:
    return list(BytesIO(block))


def _check_columns(data: Bag | dd.DataFrame, text: str | None, index: str | None) -> None:
    if not isinstance(data, Bag | dd.DataFrame):
        raise TypeError(f"expected a bag or a DataFrame of Dask, not {kind_of(data)}")
    names = [name for name in (text, index) if name is not None]
    if names and isinstance(data, Bag):
        raise TypeError(f"a bag has no column {names[0]}")
    if isinstance(data, dd.DataFrame) and not data.columns.is_unique:
        raise ValueError("two columns have the same name")
    for name in names:
        if name not in data.columns:
            raise KeyError(name)
    if index is not None and not pd.api.types.is_integer_dtype(data.dtypes[index]):
        raise TypeError(f"the index must be integers, not {data.dtypes[index]}")


class _Judged(NamedTuple):
    """Outcome of a partition: findings as a table, counted from 0 where rows have no index, counts, and the number of items.

    ``columns`` is the Arrow schema of the rows of a DataFrame that were written.
    """

    findings: Any
    counts: Counts
    items: int
    columns: Any = None


def _judged(
    part: Any, at: int, *, schema: str, text: str | None, index: str | None, options: Mapping[str, Any], rows: str | None
) -> _Judged:
    if rows is not None and not isinstance(part, pd.DataFrame):
        part = list(part)  # it is read twice
    items: Iterable[Any] = part
    if isinstance(part, pd.DataFrame):
        items = _rows(part, schema, index, options["validator"]) if text is None else _cells(part[text])
        options = {**options, "resources": options["resources"] or text is None}
    batch = validate_batch(items, schema, **options)
    found = table(batch)
    counts = batch.counts
    columns = None
    if rows is not None:
        errors = found.filter(compute.equal(found["severity"], "error"))
        bad = set(errors["index"].to_pylist())
        if isinstance(part, pd.DataFrame) and text is not None:
            bad.update(at for at, item in enumerate(items) if isinstance(item, str | bytes) and is_blank(item))
        columns = _put_rows(part, bad, rows, at)
    if index is not None:
        keys = keys_of(pa.array(part[index]))
        found = found.set_column(0, SCHEMA.field("index"), keys.take(found["index"]))
        counts = counts.numbered(lambda position: int(keys[position].as_py()))
    return _Judged(found, counts, counts.documents + counts.blank, columns)


def _put_rows(part: Any, bad: AbstractSet[int], folder: str, number: int) -> Any:
    """Write the good and the bad rows of a partition, and return the Arrow schema of those of a DataFrame."""
    table_of_part = _as_table(part) if isinstance(part, pd.DataFrame) else None
    for name in _SIDES:
        wanted = [(at in bad) == (name == "bad") for at in range(len(part))]
        ending = "ndjson" if table_of_part is None else "parquet"
        with _opened(folder, name, number, ending, "wb") as file:
            if table_of_part is not None:
                parquet.write_table(table_of_part.filter(pa.array(wanted, pa.bool_())), file)
                continue
            lines = (item for item, is_wanted in zip(part, wanted, strict=True) if is_wanted)
            file.writelines(_as_row(item) for item in lines if not (isinstance(item, str | bytes) and is_blank(item)))
    return None if table_of_part is None else table_of_part.schema.remove_metadata()


def _as_table(part: pd.DataFrame) -> Any:
    """Return a partition with its index as an Arrow table. An exception names the column and shows no value."""
    try:
        return pa.Table.from_pandas(part, preserve_index=True)
    except (pa.ArrowException, OverflowError):
        wrong = next((name for position, name in enumerate(part.columns) if not _has_type(part.iloc[:, position])), "")
        raise TypeError(f"the column {quoted(wrong)!r} cannot be written, because it has values of several types") from None


def _has_type(column: Any) -> bool:
    try:
        pa.array(column, from_pandas=True)
    except (pa.ArrowException, OverflowError):
        return False
    return True


def _opened(folder: str, name: str, number: int, ending: str, mode: str) -> Any:
    """Open the file of a partition in a folder, which is made if it is missing."""
    files, path = url_to_fs(f"{folder}/{name}")
    files.makedirs(path, exist_ok=True)
    return files.open(f"{path}/part.{number:06d}.{ending}", mode)


def _common(schemas: list[Any]) -> Any:
    """Return the Arrow schema that all partitions fit into, or None. A column without a value has no type in its partition."""
    try:
        return pa.unify_schemas(schemas, promote_options="permissive")
    except pa.ArrowException:  # values of several kinds in one column, so that each file has its own types
        return None


def _align(folder: str, number: int, columns: Any, common: Any) -> None:
    """Write the rows of a partition again if its columns have other types than those of the whole, as readers need them."""
    if common is None or columns.equals(common):
        return
    for name in _SIDES:
        with _opened(folder, name, number, "parquet", "rb") as file:
            rows = parquet.read_table(file)
        with _opened(folder, name, number, "parquet", "wb") as file:
            parquet.write_table(rows.cast(common.with_metadata(rows.schema.metadata)), file)


def _as_row(item: Any) -> bytes:
    if not isinstance(item, str | bytes):
        raise TypeError(f"only lines can be split, and an item is {type(item).__name__}")
    line = item.encode("utf-8", "surrogatepass") if isinstance(item, str) else item
    line = line.removeprefix(b"\xef\xbb\xbf")  # a byte order mark, of the first line of a file
    return line.removesuffix(b"\n").replace(b"\n", b" ") + b"\n"  # JSON has line ends only where it may have blanks


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


def _renumbered(counts: Counts, start: int) -> Counts:
    return counts.numbered(lambda index: index + start) if start else counts


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
