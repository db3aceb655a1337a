"""The documented programs for engines on many machines give the same findings as one machine."""

import json
import os
import re
import runpy
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bs_validate import validate_batch
from bs_validate.adapters.arrow import SCHEMA, table
from bs_validate.batch import Counts
from support.documentation import pages, programs
from support.places import SCRIPTS
from support.samples import CONTACT_CREATE

PAGE = "docs/tables.md"
DASK, SPLIT, RAY, SPARK = programs(PAGE)

FAULTY: Any = {"contacts": [{**CONTACT_CREATE["contacts"][0], "email": "x", "country_code": "UK"}]}
DOCUMENTS: list[Any] = [CONTACT_CREATE, FAULTY, {"contacts": []}, CONTACT_CREATE]
LINES = [*map(json.dumps, DOCUMENTS)] + ["{", json.dumps(FAULTY)] * 10


@pytest.fixture(autouse=True)
def payloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the payloads that the examples read into the current directory, in parts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contacts").mkdir()
    for part in range(3):
        text = "".join(line + "\n" for line in LINES[part * 8 : part * 8 + 8])
        (tmp_path / "contacts" / f"{part}.ndjson").write_text(text, encoding="utf-8")
    rows = pa.table({"id": pa.array(range(len(LINES)), pa.int64()), "body": LINES})
    pq.write_table(rows, tmp_path / "contacts.parquet", row_group_size=8)


def _run(block: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(block, PAGE, "exec"), names)  # noqa: S102  # our own documentation
    return names


def _written() -> list[dict[str, Any]]:
    """Return the findings in the files by index; those of one document are in their order."""
    files = [pq.read_table(file) for file in sorted(Path("findings").glob("*.parquet"))]
    assert all(file.schema.types == SCHEMA.types and file.schema.names == SCHEMA.names for file in files)
    return sorted(pa.concat_tables(files).to_pylist(), key=lambda row: row["index"])


def _expected() -> tuple[list[dict[str, Any]], Counts]:
    batch = validate_batch(LINES, "contact.create")
    return table(batch).to_pylist(), batch.counts


def test_the_example_for_dask_finds_the_same() -> None:
    """It runs on this machine here, and on a cluster in the tests of the adapter."""
    counts = _run(DASK)["counts"]
    assert (_written(), counts) == _expected()


def test_the_example_splits_the_rows() -> None:
    """Every line is unchanged in one of the two folders, and the limit is exceeded."""
    counts = _run(SPLIT)["counts"]
    good, bad = (
        [line for file in sorted(Path("out").glob(f"{name}/*.ndjson")) for line in file.read_text("utf-8").splitlines()]
        for name in ("good", "bad")
    )
    expected = _expected()[1]
    assert (len(good), len(bad)) == (expected.documents - expected.invalid, expected.invalid)
    assert sorted([*good, *bad]) == sorted(LINES)
    assert len(counts.exceeded) == 1


@pytest.fixture
def ray(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Start Ray on two cores, where it is installed, and stop it."""
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    library = pytest.importorskip("ray", reason="ray is not installed: pip install --group ray")
    library.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=200 * 2**20)
    yield
    library.shutdown()


@pytest.mark.filterwarnings("default")
@pytest.mark.nightly
@pytest.mark.usefixtures("ray")
def test_the_example_for_ray() -> None:
    """It runs with two workers."""
    _run(RAY)
    assert _written() == _expected()[0]


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Start Spark on two cores, where it is installed, and stop it."""
    if "JAVA_HOME" not in os.environ and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    for name in ("PYSPARK_PYTHON", "PYSPARK_DRIVER_PYTHON"):
        monkeypatch.setenv(name, sys.executable)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: pip install --group spark")
    session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield
    session.stop()


@pytest.mark.nightly
@pytest.mark.filterwarnings("default")
@pytest.mark.usefixtures("spark")
def test_the_example_for_spark() -> None:
    """It runs with two workers."""
    _run(SPARK)
    assert _written() == _expected()[0]


def test_documented_columns_are_those_of_the_schema() -> None:
    """The columns have the same types and order, and none can be null."""
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \|", pages.text_of(PAGE), re.MULTILINE)
    assert rows == [(field.name, str(field.type)) for field in SCHEMA]
    assert not any(field.nullable for field in SCHEMA)


def test_documented_costs_are_those_of_the_script() -> None:
    """There is a row for each measurement, and the hours and minutes follow from it."""
    shown = pages.text_of("docs/benchmarks.md").partition("<!-- cost -->")[2].partition("<!-- end of cost -->")[0]
    rows = re.findall(r"^\| [\w ,]+ \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", shown, re.MULTILINE)
    assert len(rows) == 5
    for per_million, hours, minutes in (map(float, row) for row in rows):
        assert hours == pytest.approx(per_million / 36, abs=0.01)
        assert minutes == pytest.approx(per_million / 36 * 60 / 32, abs=0.15)
    assert "10⁸, minutes on 32 cores" in shown
    tenth, whole, dask = re.findall(r"^\| ([^|]+) \| ([\d.]+) \| [\d.]+ \| (\d*) ?\|$", shown, re.MULTILINE)
    assert whole[0].startswith("1,000,000 lines")
    assert int(whole[2]) < int(tenth[2]) * 1.2
    assert "two workers of Dask" in dask[0]


def test_measured_contacts_are_those_that_the_page_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contacts are distinct and valid, and one in ten of the mixed ones has faults."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    cost = runpy.run_path(str(SCRIPTS / "batch_cost.py"))
    lines = list(map(cost["line"], cost["contacts"](5)))
    assert len(set(lines)) == 5
    assert list(validate_batch(lines, cost["SCHEMA"])) == []
    mixed = validate_batch(map(cost["line"], cost["mixed"](10)), cost["SCHEMA"])
    assert {one.index for one in mixed} == {9}
