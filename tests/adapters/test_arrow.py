"""Tables of findings, and tables that are validated in parts."""

import json
import pickle
import struct
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import UnknownSchema, Validator, validate_batch, validate_resource
from bs_validate.adapters._rows import resource_of
from bs_validate.adapters.arrow import SCHEMA, find, find_in_batches, table
from support.profiles import examples
from support.samples import CONTACT_CREATE, CONTACT_READ, CONTACT_UPDATE, HOST_READ

FAULTY = {"contacts": [{"email": "x", "country_code": "UK", "straße": None}]}
LINES = [json.dumps(CONTACT_UPDATE), json.dumps(FAULTY, ensure_ascii=False), "{", "", json.dumps(FAULTY), None]
ROWS = pa.table({"number": range(100, 100 + len(LINES)), "line": LINES})


def test_findings_come_back_from_a_file(tmp_path: Path) -> None:
    """As they were, under the schema, of which nothing is null; and so do none."""
    findings = list(validate_batch(LINES, "contact.update", warnings=True))
    for found in (findings, []):
        pq.write_table(table(found), tmp_path / "findings.parquet")
        read = pq.read_table(tmp_path / "findings.parquet")
        assert read.schema.equals(SCHEMA)
        assert not any(column.null_count for column in read.columns)
        rows = [{**row, "params": json.loads(row["params"])} for row in read.to_pylist()]
        assert rows == [one._asdict() for one in found]


def test_params_are_the_same_text_each_time() -> None:
    """Sorted, without spaces, in the characters that they have."""
    (found,) = validate_batch([{"contacts": [{"zip": "é" * 16}]}], "contact.update")
    assert table([found])["params"].to_pylist() == ['{"length":16,"max":15}']


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.dictionary(pa.int32(), pa.string())], ids=str)
def test_the_findings_have_the_index_of_the_row(kind: Any) -> None:
    """That of the column which tells rows apart; the text may be of any kind."""
    rows = ROWS.set_column(1, "line", pa.array(LINES).cast(kind))
    found = find(rows, "contact.update", index="number", text="line")
    expected = [one._replace(index=one.index + 100) for one in validate_batch(LINES, "contact.update")]
    assert found.equals(table(expected))
    assert set(found["index"].to_pylist()) == {101, 102, 104, 105}


@examples(30)
@given(size=st.integers(1, len(LINES)), order=st.permutations(range(len(LINES))))
def test_any_parts_in_any_order_have_the_same_findings(size: int, order: list[int]) -> None:
    """Of each row, and in its order."""
    work = pickle.loads(pickle.dumps(partial(find_in_batches, schema="contact.update", index="number", text="line")))  # noqa: S301  # ours
    found = pa.Table.from_batches(work(ROWS.take(order).to_batches(max_chunksize=size)), SCHEMA)
    expected = find(ROWS, "contact.update", index="number", text="line")
    assert sorted(found.to_pylist(), key=lambda row: row["index"]) == expected.to_pylist()


def test_text_that_is_no_utf_8_is_a_finding() -> None:
    """A column of texts may have it all the same; nothing raises."""
    broken = pa.Array.from_buffers(pa.string(), 1, pa.array([b'{"a\xff'], pa.binary()).buffers())
    found = find(pa.table({"n": [7], "text": broken}), "contact.update", index="n", text="text")
    assert [(row["index"], row["code"]) for row in found.to_pylist()] == [(7, "not_json")]


def test_a_mistake_of_the_caller_raises() -> None:
    """A schema or a column that there is not, and rows that nothing tells apart."""
    with pytest.raises(UnknownSchema):
        find(ROWS, "contact", index="number", text="line")
    with pytest.raises(KeyError, match="text"):
        find(ROWS, "contact.update", index="number", text="text")
    with pytest.raises(ValueError, match="1 have none"):
        find(pa.table({"number": [1, None], "line": ["{}", "{}"]}), "contact.update", index="number", text="line")
    with pytest.raises(TypeError, match="is of string") as raised:
        find(pa.table({"number": ["Kanarienvogel"], "line": ["{}"]}), "contact.update", index="number", text="line")
    assert "Kanarien" not in str(raised.value)


def _columns(*resources: dict[str, Any]) -> Any:
    """Return resources as a table that has gone through a file: with a column for each field that any of them has."""
    names = list(dict.fromkeys(name for one in resources for name in one))
    return pa.table({"key": range(len(resources)), **{name: [one.get(name) for one in resources] for name in names}})


def test_a_row_is_a_bare_resource() -> None:
    """With the other columns as its fields; what is valid as a document is valid as a row."""
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
def test_an_empty_cell_is_what_the_schema_takes(name: str, resource: dict[str, Any], codes: list[str]) -> None:
    """Null where it takes null, and else no field: a table cannot tell them apart, and nothing is refused for that."""
    found = find(_columns(resource), name, index="key").to_pylist()
    assert [row["code"] for row in found] == codes


def test_lists_of_numpy_are_lists() -> None:
    """In which data frames hold what was read from a file of columns; deeper than the schema nothing is looked at."""
    phones = np.array([{"label": "a", "number": None}], dtype=object)
    row = {"phones": phones, "zip": np.str_("1"), "city": [None], "links": {"a": [phones]}, "account": np.int64(1)}
    assert resource_of("contact.update")(row) == {
        "phones": [{"label": "a"}],
        "zip": "1",
        "city": [None],
        "links": {"a": [phones]},
        "account": 1,
    }


def test_rows_take_a_validator_of_ones_own(tmp_path: Path) -> None:
    """With its schemas, with an envelope or without."""
    (tmp_path / "tag.create.json").write_text(
        json.dumps({"type": "object", "properties": {"name": {"type": "string"}, "note": {"type": ["string", "null"]}}}),
        encoding="utf-8",
    )
    own = Validator(tmp_path)
    assert resource_of("tag.create", own)({"name": None, "note": None}) == {"note": None}
    found = find(pa.table({"key": [5], "name": [1]}), "tag.create", index="key", validator=own).to_pylist()
    assert [(row["index"], row["pointer"], row["code"]) for row in found] == [(5, "/name", "type")]


def test_tables_are_imported_where_they_are_used() -> None:
    """The package and its batches need neither Arrow nor Dask, nor does what makes rows resources."""
    program = (
        "import sys, bs_validate, bs_validate.adapters._rows;"
        "print(*[name for name in ('pyarrow', 'pandas', 'numpy', 'dask') if name in sys.modules]);"
        "import bs_validate.adapters.arrow;"
        "print(*[name for name in ('pyarrow', 'pandas', 'dask') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert run.stdout == "\npyarrow\n"


def test_a_cell_that_python_cannot_hold_is_told_of_and_keeps_no_other_from_being_checked() -> None:
    """A text that is no UTF-8 and a year of over four digits are not representable; an exception would carry what is in them."""
    secret = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(struct.pack("<3i", 0, 8, 10)), pa.py_buffer(b"private\xffFR")]
    )
    rows = pa.table({"row": [4, 7], "city": secret, "zip": pa.array([2**40, None], pa.timestamp("s"))})
    found = find(rows, "contact.update", index="row").to_pylist()
    assert [(one["index"], one["pointer"], one["code"]) for one in found] == [
        (4, "/contacts/0/city", "not_representable"),
        (4, "/contacts/0/zip", "not_representable"),
    ]


def test_two_columns_of_one_name_are_refused() -> None:
    """Only one of them would be looked at."""
    rows = pa.Table.from_arrays([pa.array([0]), pa.array([1]), pa.array(["FR"])], names=["row", "city", "city"])
    with pytest.raises(ValueError, match="two columns have one name"):
        find(rows, "contact.update", index="row")


def test_an_index_that_is_too_large_is_refused_without_being_told() -> None:
    """Whatever column it was taken from."""
    rows = pa.table({"row": pa.array([2**64 - 1], pa.uint64()), "city": ["x"]})
    with pytest.raises(ValueError, match="the index") as refused:
        find(rows, "contact.update", index="row")
    assert str(2**64 - 1) not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_time_of_numpy_is_no_integer_and_a_cell_that_raises_is_not_representable() -> None:
    """``tolist`` makes an integer of a time in nanoseconds, and that of a class of one's own may do anything."""

    class Raising:
        def tolist(self) -> None:
            raise RuntimeError("private")

    for cell in (np.datetime64("2020-01-01", "ns"), np.timedelta64(1, "ns"), Raising()):
        row = resource_of("host.update")({"user_id": cell})
        found = validate_resource(row, "host.update").errors
        assert [(one.field, one.code) for one in found] == [("user_id", "not_representable")]
