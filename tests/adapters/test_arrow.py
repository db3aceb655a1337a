"""Findings become tables, and tables are validated in parts."""

import json
import pickle
import struct
import subprocess
import sys
import tracemalloc
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import UnknownSchema, Validator, validate_batch, validate_resource
from bs_validate.adapters import arrow as adapter
from bs_validate.adapters._rows import resource_of
from bs_validate.adapters.arrow import SCHEMA, find, find_in_batches, mark, mark_in_batches, table
from support.profiles import examples
from support.samples import CONTACT_CREATE, CONTACT_READ, CONTACT_UPDATE, HOST_READ

FAULTY = {"contacts": [{"email": "x", "country_code": "UK", "straße": None}]}
LINES = [json.dumps(CONTACT_UPDATE), json.dumps(FAULTY, ensure_ascii=False), "{", "", json.dumps(FAULTY), None]
ROWS = pa.table({"number": range(100, 100 + len(LINES)), "line": LINES})


def test_findings_are_read_back_from_a_file_unchanged(tmp_path: Path) -> None:
    """No column of the schema can be null, and no findings give an empty table."""
    findings = list(validate_batch(LINES, "contact.update", warnings=True))
    for found in (findings, []):
        pq.write_table(table(found), tmp_path / "findings.parquet")
        read = pq.read_table(tmp_path / "findings.parquet")
        assert read.schema.equals(SCHEMA)
        assert not any(column.null_count for column in read.columns)
        rows = [{**row, "params": json.loads(row["params"])} for row in read.to_pylist()]
        assert rows == [one._asdict() for one in found]


def test_params_are_the_same_text_each_time() -> None:
    """The text is sorted, without spaces, and its characters are not escaped."""
    (found,) = validate_batch([{"contacts": [{"zip": "é" * 16}]}], "contact.update")
    assert table([found])["params"].to_pylist() == ['{"length":16,"max":15}']


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.dictionary(pa.int32(), pa.string())], ids=str)
def test_the_findings_have_the_index_of_the_row(kind: Any) -> None:
    """The index does not depend on the text type of the other column."""
    rows = ROWS.set_column(1, "line", pa.array(LINES).cast(kind))
    found = find(rows, "contact.update", index="number", text="line")
    expected = [one._replace(index=one.index + 100) for one in validate_batch(LINES, "contact.update")]
    assert found.equals(table(expected))
    assert set(found["index"].to_pylist()) == {101, 102, 104, 105}


def test_columns_may_be_encoded() -> None:
    """Runs and dictionaries have the findings of the values that they stand for, in the index as well as in the texts."""
    expected = find(ROWS, "contact.update", index="number", text="line")
    runs = [pc.run_end_encode(column.combine_chunks()) for column in ROWS.columns]
    for columns in (runs, [column.dictionary_encode() for column in ROWS.columns], [runs[0], ROWS["line"]]):
        rows = pa.table(columns, ROWS.schema.names)
        assert find(rows, "contact.update", index="number", text="line").equals(expected)
        assert mark(rows, "contact.update", text="line")["valid"].to_pylist() == [True] + [False] * 5


@examples(30)
@given(size=st.integers(1, len(LINES)), order=st.permutations(range(len(LINES))))
def test_any_parts_in_any_order_have_the_same_findings(size: int, order: list[int]) -> None:
    """Each row has its own findings, in its order."""
    work = pickle.loads(pickle.dumps(partial(find_in_batches, schema="contact.update", index="number", text="line")))  # noqa: S301  # ours
    found = pa.Table.from_batches(work(ROWS.take(order).to_batches(max_chunksize=size)), SCHEMA)
    expected = find(ROWS, "contact.update", index="number", text="line")
    assert sorted(found.to_pylist(), key=lambda row: row["index"]) == expected.to_pylist()


def test_text_that_is_not_utf_8_is_a_finding() -> None:
    """A column may contain such text, and nothing raises."""
    broken = pa.Array.from_buffers(pa.string(), 1, pa.array([b'{"a\xff'], pa.binary()).buffers())
    found = find(pa.table({"n": [7], "text": broken}), "contact.update", index="n", text="text")
    assert [(row["index"], row["code"]) for row in found.to_pylist()] == [(7, "not_json")]


def test_a_mistake_of_the_caller_raises() -> None:
    """The schema or the column does not exist, or no column identifies the rows."""
    with pytest.raises(UnknownSchema):
        find(ROWS, "contact", index="number", text="line")
    with pytest.raises(KeyError, match="text"):
        find(ROWS, "contact.update", index="number", text="text")
    with pytest.raises(ValueError, match="empty in 1 of 2 rows"):
        find(pa.table({"number": [1, None], "line": ["{}", "{}"]}), "contact.update", index="number", text="line")
    for frame in (ROWS.to_pandas(), ROWS.to_pydict()):
        with pytest.raises(TypeError, match=r"of Arrow, not (pandas\.DataFrame|dict)"):
            find(frame, "contact.update", index="number", text="line")
        with pytest.raises(TypeError, match="of Arrow, not"):
            mark(frame, "contact.update", text="line")
    with pytest.raises(TypeError, match="not string") as raised:
        find(pa.table({"number": ["Kanarienvogel"], "line": ["{}"]}), "contact.update", index="number", text="line")
    assert "Kanarien" not in str(raised.value)


@pytest.mark.parametrize("kind", [pa.null(), pa.string(), pa.int64(), pa.float64()], ids=str)
def test_an_empty_table_has_no_findings(kind: Any) -> None:
    """Its columns may have any type, as libraries leave them that have read nothing."""
    rows = pa.table({"number": pa.array([], kind), "line": pa.array([], pa.null())})
    assert find(rows, "contact.update", index="number", text="line").equals(SCHEMA.empty_table())


@pytest.mark.parametrize("column", [[7305], [True], [[1]], [{"a": "Kanarienvogel"}], [datetime(2020, 1, 1)]], ids=str)
def test_a_column_of_documents_that_is_not_text_is_named(column: list[Any]) -> None:
    """One documented exception names it, whatever Arrow makes of the type, and shows no value."""
    rows = pa.table({"number": [1], "line": column})
    with pytest.raises(TypeError, match="the column 'line' must hold texts, not ") as raised:
        find(rows, "contact.update", index="number", text="line")
    assert "Kanarien" not in str(raised.value)
    assert raised.value.__cause__ is None


def _columns(*resources: dict[str, Any]) -> Any:
    """Return resources as a table that was in a file, with a column for each field that any of them has."""
    names = list(dict.fromkeys(name for one in resources for name in one))
    return pa.table({"key": range(len(resources)), **{name: [one.get(name) for one in resources] for name in names}})


def test_a_row_is_a_bare_resource() -> None:
    """All columns except the index are its fields, and a resource that is valid in a document is valid as a row."""
    good = CONTACT_CREATE["contacts"][0]
    bad = {**good, "email": "x", "phones": [{"label": "a", "number": "1"}], "first_name": "Ana"}
    found = find(_columns(good, bad), "contact.create", index="key").to_pylist()
    report = validate_resource(bad, "contact.create")
    (batch,) = find_in_batches(_columns(good, bad).to_batches(), "contact.create", index="key")
    assert batch.to_pylist() == found
    assert [(row["index"], row["pointer"], row["code"]) for row in found] == [(1, one.pointer, one.code) for one in report.errors]


@pytest.mark.parametrize(
    ("name", "resource", "codes"),
    [
        ("contact.update", {"email": None, "city": None, "website": None}, []),
        ("contact.update", {"phones": [{"label": "a", "number": "123456789"}, {"label": "b", "number": None}]}, ["required"]),
        ("contact.create", {**CONTACT_CREATE["contacts"][0], "city": None, "state": None, "phones": None}, ["required"]),
        ("contact.create", {**CONTACT_CREATE["contacts"][0], "first_name": None}, []),
        ("contact.read", CONTACT_READ["contacts"][0], []),
        ("contact.read", {**CONTACT_READ["contacts"][0], "website": None, "phones": None}, []),
        ("contact.read", {**CONTACT_READ["contacts"][0], "id": None}, ["required"]),
        ("host.read", HOST_READ["hosts"][0], []),
        ("host.update", {"user_id": None, "email": None, "firstname": None}, []),
    ],
)
def test_an_empty_cell_is_what_the_schema_accepts(name: str, resource: dict[str, Any], codes: list[str]) -> None:
    """It is null or absent, whichever the schema accepts, since a table cannot distinguish them."""
    found = find(_columns(resource), name, index="key").to_pylist()
    assert [row["code"] for row in found] == codes


@pytest.mark.parametrize(
    ("phone", "found"),
    [
        ([("label", "a"), ("number", "123456789")], []),
        ([("label", "a"), ("number", None)], [("/contacts/0/phones/0/number", "required")]),
        ([("label", "a"), ("number", "x")], [("/contacts/0/phones/0/number", "phone")]),
        ([("label", "a"), ("label", "b")], [("/contacts/0/phones/0", "type")]),
        ([], [("/contacts/0/phones/0", "type")]),
    ],
)
def test_a_map_is_an_object(phone: list[tuple[str, str | None]], found: list[tuple[str, str]]) -> None:
    """Spark and DuckDB write objects so, and Python reads them as pairs. A key that comes twice leaves the pairs."""
    kind = pa.list_(pa.map_(pa.string(), pa.string()))
    rows = pa.table({"key": [1], "phones": pa.array([[phone]], kind)})
    findings = find(rows, "contact.update", index="key").to_pylist()
    assert [(one["pointer"], one["code"]) for one in findings] == found


def test_pairs_are_a_list_where_the_schema_has_a_list() -> None:
    """A list of tuples is an object nowhere else."""
    as_resource = resource_of("contact.update")
    assert as_resource({"phones": [("label", "a")], "zip": [("a", "b")]}) == {"phones": [("label", "a")], "zip": [("a", "b")]}


def test_lists_of_numpy_are_lists() -> None:
    """Data frames have such lists after reading a file. Values deeper than the schema are not converted."""
    phones = np.array([{"label": "a", "number": None}], dtype=object)
    row = {"phones": phones, "zip": np.str_("1"), "city": [None], "links": {"a": [phones]}, "account": np.int64(1)}
    assert resource_of("contact.update")(row) == {
        "phones": [{"label": "a"}],
        "zip": "1",
        "city": [None],
        "links": {"a": [phones]},
        "account": 1,
    }


def test_rows_accept_a_validator_of_the_users_own(tmp_path: Path) -> None:
    """Its schemas are used, with or without an envelope."""
    (tmp_path / "tag.create.json").write_text(
        json.dumps({"type": "object", "properties": {"name": {"type": "string"}, "note": {"type": ["string", "null"]}}}),
        encoding="utf-8",
    )
    own = Validator(tmp_path)
    assert resource_of("tag.create", own)({"name": None, "note": None}) == {"note": None}
    found = find(pa.table({"key": [5], "name": [1]}), "tag.create", index="key", validator=own).to_pylist()
    assert [(row["index"], row["pointer"], row["code"]) for row in found] == [(5, "/name", "type")]


def test_tables_are_imported_where_they_are_used() -> None:
    """The package, its batches and the reading of rows do not import Arrow or Dask."""
    program = (
        "import sys, bs_validate, bs_validate.adapters._rows;"
        "print(*[name for name in ('pyarrow', 'pandas', 'numpy', 'dask') if name in sys.modules]);"
        "import bs_validate.adapters.arrow;"
        "print(*[name for name in ('pyarrow', 'pandas', 'dask') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout == "\npyarrow\n"


def test_a_cell_that_python_cannot_hold_is_a_finding_and_the_rest_is_checked() -> None:
    """A text that is not UTF-8 and a year of more than four digits are findings, since an exception would carry the value."""
    secret = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(struct.pack("<3i", 0, 8, 10)), pa.py_buffer(b"private\xffFR")]
    )
    rows = pa.table({"row": [4, 7], "city": secret, "zip": pa.array([2**40, None], pa.timestamp("s"))})
    found = find(rows, "contact.update", index="row").to_pylist()
    assert [(one["index"], one["pointer"], one["code"]) for one in found] == [
        (4, "/contacts/0/city", "not_representable"),
        (4, "/contacts/0/zip", "not_representable"),
    ]


def test_a_missing_index_is_told_even_where_it_is_not_needed() -> None:
    """``mark`` reads no index of a table with texts, and yet a misspelled name raises as it does in ``find``."""
    for call in (find, mark):
        with pytest.raises(KeyError, match="nunber"):
            call(ROWS, "contact.update", index="nunber", text="line")


@pytest.mark.parametrize("size", [1, 2, 100])
def test_rows_are_read_in_parts(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Any size gives the same findings, also around a cell that Python cannot hold."""
    monkeypatch.setattr(adapter, "_ROWS", size)
    texts = pa.Array.from_buffers(pa.string(), 3, [None, pa.py_buffer(struct.pack("<4i", 0, 1, 2, 4)), pa.py_buffer(b"1\xff22")])
    rows = pa.concat_tables([pa.table({"key": [1, 2, 3], "zip": texts}), pa.table({"key": [4, 5], "zip": ["1" * 20, None]})])
    found = find(rows, "contact.update", index="key").to_pylist()
    assert [(one["index"], one["code"]) for one in found] == [(2, "not_representable"), (4, "too_long")]
    assert mark(rows, "contact.update", index="key")["valid"].to_pylist() == [True, False, True, False, True]
    assert find(ROWS, "contact.update", index="number", text="line").num_rows == 8
    assert mark(ROWS, "contact.update", text="line")["valid"].to_pylist() == [True] + [False] * 5


@pytest.mark.parametrize("text", [None, "line"])
def test_only_a_part_of_a_table_is_in_memory(text: str | None) -> None:
    """The memory that a large table takes is that of Arrow alone."""
    number = 6_000
    rows = _columns(*[CONTACT_CREATE["contacts"][0]] * number) if text is None else None
    if rows is None:
        rows = pa.table({"key": range(number), "line": [json.dumps(CONTACT_CREATE)] * number})
    find(rows.slice(0, 1), "contact.create", index="key", text=text)
    tracemalloc.start()
    try:
        assert find(rows, "contact.create", index="key", text=text).num_rows == 0
        assert all(mark(rows, "contact.create", index="key", text=text)["valid"].to_pylist())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000


def test_two_columns_of_one_name_are_refused() -> None:
    """Otherwise one of them would be checked and the other lost."""
    rows = pa.Table.from_arrays([pa.array([0]), pa.array([1]), pa.array(["FR"])], names=["row", "city", "city"])
    with pytest.raises(ValueError, match="two columns have the same name"):
        find(rows, "contact.update", index="row")


def test_an_index_that_is_too_large_is_refused_without_being_shown() -> None:
    """The index may be taken from any column."""
    rows = pa.table({"row": pa.array([2**64 - 1], pa.uint64()), "city": ["x"]})
    with pytest.raises(ValueError, match="the index") as refused:
        find(rows, "contact.update", index="row")
    assert str(2**64 - 1) not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_numpy_time_is_not_an_integer_and_a_cell_that_raises_is_not_representable() -> None:
    """``tolist`` would turn a time in nanoseconds into an integer, and a class may do anything in it."""

    class Raising:
        def tolist(self) -> None:
            raise RuntimeError("private")

    for cell in (np.datetime64("2020-01-01", "ns"), np.timedelta64(1, "ns"), Raising()):
        row = resource_of("host.update")({"user_id": cell})
        found = validate_resource(row, "host.update").errors
        assert [(one.field, one.code) for one in found] == [("user_id", "not_representable")]


def test_rows_are_marked_as_valid_or_invalid_for_splitting() -> None:
    """A row is invalid with an error, a blank text or a missing text; a warning changes nothing."""
    marked = mark(ROWS, "contact.update", text="line")
    assert marked.column("valid").to_pylist() == [True, False, False, False, False, False]
    assert marked.drop_columns(["valid"]).equals(ROWS)
    assert pa.Table.from_batches(mark_in_batches(ROWS.to_batches(max_chunksize=2), "contact.update", text="line")).equals(marked)
    rows = pa.table({"key": [1, 2, 3], "zip": ["44147", "1" * 20, None], "website": ["", "", ""]})
    named = mark(rows, "contact.update", index="key", column="fine")
    assert named.filter(pc.field("fine")).column("key").to_pylist() == [1, 3]
    with pytest.raises(ValueError, match="there is a column 'zip' already"):
        mark(rows, "contact.update", index="key", column="zip")
