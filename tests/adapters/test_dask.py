"""Bags and DataFrames of Dask have the findings of one machine, however they are partitioned."""

import gzip
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import dask
import dask.bag as db
import dask.dataframe as dd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from distributed import Client, LocalCluster
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import UnknownSchema, Validator, validate_batch
from bs_validate.adapters import dask as adapter
from bs_validate.adapters.arrow import SCHEMA, table
from bs_validate.adapters.dask import frame, read_lines, split, validate, write
from bs_validate.batch import Counts
from support.profiles import examples
from support.samples import CONTACT_CREATE, CONTACT_UPDATE

FAULTY: dict[str, Any] = {"contacts": [{"email": "x", "country_code": "UK", "website": ""}]}
LINES = [json.dumps(one) + "\n" for one in (CONTACT_UPDATE, FAULTY, FAULTY, CONTACT_UPDATE)] + ["\n", "{\n", json.dumps(FAULTY)]
NAME = "contact.update"


def _expected(items: Any, name: str = NAME, **options: Any) -> tuple[list[dict[str, Any]], Counts]:
    """Return the findings of one machine."""
    batch = validate_batch(items, name, **options)
    return table(batch).to_pylist(), batch.counts


def _computed(outcome: adapter.Outcome) -> tuple[list[dict[str, Any]], Counts]:
    parts, counts = dask.compute(outcome.parts, outcome.counts, scheduler="sync")
    return pa.concat_tables(parts).to_pylist(), counts


@examples(20)
@given(items=st.lists(st.sampled_from([*LINES, FAULTY, None]), min_size=1, max_size=12), parts=st.integers(1, 6))
def test_a_bag_has_the_findings_of_its_items_in_any_partitioning(items: list[Any], parts: int) -> None:
    """The findings have their positions in the whole bag, and the counts and warnings are the same."""
    bag = db.from_sequence(items, npartitions=parts)
    assert _computed(validate(bag, NAME, warnings=True)) == _expected(items, warnings=True)


def test_a_bag_may_have_bare_resources() -> None:
    """Nothing is reported twice, although the bag computes its items lazily."""
    items = [one["contacts"][0] for one in (CONTACT_UPDATE, FAULTY, FAULTY)]
    bag = db.from_sequence(map(json.dumps, items), npartitions=2).map(json.loads)
    assert _computed(validate(bag, NAME, resources=True)) == _expected(items, resources=True)


@examples(10)
@given(parts=st.integers(1, 7))
def test_a_column_of_texts_has_the_same_findings(parts: int) -> None:
    """It is treated like a bag of its texts, whatever labels the frame has. An empty cell is null, also for bare resources."""
    texts = [*LINES, None]
    frame = dd.from_pandas(pd.DataFrame({"text": texts}, index=[7] * len(texts)), npartitions=parts, sort=False)
    assert _computed(validate(frame, NAME, text="text")) == _expected(texts)
    bare = dd.from_pandas(pd.DataFrame({"text": ['{"zip": null}', "{}"] * 3}), npartitions=parts)
    assert _computed(validate(bare, NAME, text="text", resources=True)) == _expected(['{"zip": null}', "{}"] * 3, resources=True)


@examples(10)
@given(parts=st.integers(1, 4), key=st.booleans())
def test_a_row_is_a_bare_resource(parts: int, key: bool) -> None:  # noqa: FBT001  # drawn
    """The columns are its fields, an empty cell becomes null or absent as the schema accepts, and a column may be the index."""
    good = {**CONTACT_CREATE["contacts"][0], "state": None, "address2": None}
    rows = [good, {**good, "email": "x", "website": None}, {**good, "city": None, "phones": None}, {**good, "zip": "1" * 20}]
    absent = [{name: value for name, value in row.items() if name != "city" or value} for row in rows]
    findings, counts = _expected(absent, "contact.create", resources=True)
    frame = pd.DataFrame(rows)
    if key:
        frame.insert(3, "number", [50, 40, 30, 20])
        findings = [{**one, "index": 50 - 10 * one["index"]} for one in findings]
        counts = counts.numbered(lambda index: 50 - 10 * index)
    with dask.config.set({"dataframe.convert-string": False}):  # which makes texts of lists
        whole = dd.from_pandas(frame, npartitions=parts)
    outcome = validate(whole, "contact.create", index="number" if key else None)
    assert _computed(outcome) == (findings, counts)
    assert [one["code"] for one in findings] == ["email", "required", "too_long"]


def test_a_frame_of_many_kinds_of_columns() -> None:
    """Integers with gaps, times and columns named by a number are read as Python has them, and nothing raises."""
    frame = pd.DataFrame({"user_id": [1, None], "email": pd.Timestamp("2020-01-01"), 3: [None, 4], "firstname": ["a", 1]})
    with dask.config.set({"dataframe.convert-string": False}):
        found, counts = _computed(validate(dd.from_pandas(frame, npartitions=1), "host.update"))
    assert {(one["index"], one["pointer"], one["code"]) for one in found} == {
        (0, "/hosts/0/email", "not_representable"),
        (1, "/hosts/0/email", "not_representable"),
        (1, "/hosts/0", "not_representable"),
        (1, "/hosts/0/firstname", "type"),
    }
    assert counts.invalid == 2


def test_each_document_is_validated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Computing the findings and the counts together does not read anything again."""
    calls = []

    def counted(items: Any, *arguments: Any, **options: Any) -> Any:
        items = list(items)
        calls.extend(items)
        return validate_batch(items, *arguments, **options)

    monkeypatch.setattr(adapter, "validate_batch", counted)
    _, counts = _computed(validate(db.from_sequence(LINES, npartitions=3), NAME))
    assert sorted(calls) == sorted(LINES)
    assert counts.documents == len(LINES) - 1


def test_the_findings_can_be_a_data_frame() -> None:
    """It has the columns of the schema, whose types Dask knows before it computes."""
    found = frame(validate(db.from_sequence(LINES, npartitions=3), NAME))
    computed = found.compute(scheduler="sync")
    assert computed.to_dict("records") == _expected(LINES)[0]
    assert dict(found.dtypes) == dict(computed.dtypes)
    assert found.code.value_counts().compute(scheduler="sync").to_dict() == {"email": 3, "choice": 3, "not_json": 1}


def test_findings_of_two_runs_are_not_mixed(tmp_path: Path) -> None:
    """Files that are in the folder already stay as they are."""
    outcome = validate(db.from_sequence(LINES, npartitions=3), NAME)
    write(outcome, str(tmp_path)).compute(scheduler="sync")
    before = {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    assert len(before) == 3
    with pytest.raises(FileExistsError, match="two runs"):
        write(outcome, str(tmp_path))
    assert {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == before


def test_an_unknown_schema_raises_at_the_call() -> None:
    """No worker is needed for it, and the exception for a column shows no value."""
    with pytest.raises(UnknownSchema):
        validate(db.from_sequence(LINES), "contact")
    with pytest.raises(TypeError, match="not one text"):
        validate(db.from_sequence(LINES), NAME, limits="50")
    with pytest.raises(TypeError, match="no column text"):
        validate(db.from_sequence(LINES), NAME, text="text")
    for other in (LINES, pd.DataFrame({"text": LINES})):
        with pytest.raises(TypeError, match=r"of Dask, not (list|pandas\.DataFrame)"):
            validate(other, NAME)
    whole = dd.from_pandas(pd.DataFrame({"text": ["{}"], "key": ["Kanarienvogel"]}), npartitions=1)
    with pytest.raises(KeyError, match="body"):
        validate(whole, NAME, text="body")
    with pytest.raises(TypeError, match="must be integers") as raised:
        validate(whole, NAME, text="text", index="key")
    assert "Kanarien" not in str(raised.value)


@pytest.mark.parametrize("pack", [False, True])
def test_lines_are_read_as_one_machine_reads_them(tmp_path: Path, pack: bool) -> None:  # noqa: FBT001  # both ways
    """Blocks may be small and files compressed. A line that is not UTF-8 is a finding, and only a line end ends a line."""
    data = b"".join(
        [*(line.rstrip().encode() + b"\n" for line in LINES), b'{"contacts":\r [\xe2\x80\xa8\xc2\x85\r\n', b'{"a\xff\n', b"\n{}"]
    )
    files = [tmp_path / f"{number}.ndjson{'.gz' if pack else ''}" for number in range(3)]
    for file in files:
        file.write_bytes(gzip.compress(data) if pack else data)
    bag = read_lines(str(tmp_path / "*"), blocksize=100)
    assert bag.npartitions == 3 if pack else bag.npartitions > 6
    lines = [line for _ in files for line in BytesIO(data)]
    assert len(lines) == 3 * (len(LINES) + 4)
    assert _computed(validate(bag, NAME)) == _expected(lines)


def _bag(folder: Path) -> Any:
    return read_lines(str(folder / "*.ndjson"), blocksize="1KiB")


def _frame(folder: Path) -> Any:
    return db.read_text(str(folder / "*.ndjson"), blocksize="1KiB").to_dataframe(columns=["text"])


@pytest.fixture(scope="module")
def client() -> Any:
    """Return the client of a cluster of two workers, each with its own process."""
    with (
        LocalCluster(  # type: ignore[no-untyped-call]  # distributed has types in part
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", host="127.0.0.1"
        ) as cluster,
        Client(cluster, set_as_default=False) as client,  # type: ignore[no-untyped-call]  # the same
    ):
        yield client


@pytest.mark.parametrize("load", [_bag, _frame])
def test_two_workers_write_what_one_machine_finds(client: Client, tmp_path: Path, load: Callable[[Path], Any]) -> None:
    """Files of lines become Parquet with the documented schema, and the validator is sent along."""
    lines = LINES * 40
    for number, start in enumerate(range(0, len(lines), 70)):
        (tmp_path / f"{number}.ndjson").write_text("".join(line.rstrip("\n") + "\n" for line in lines[start : start + 70]))
    options: dict[str, Any] = {"text": "text"} if load is _frame else {}
    data = load(tmp_path)
    assert data.npartitions > 8
    outcome = validate(data, NAME, validator=Validator(engine="reference"), **options)
    with client.as_current():
        counts = write(outcome, str(tmp_path / "findings")).compute()
    files = sorted((tmp_path / "findings").iterdir())
    assert len(files) == data.npartitions
    assert all(pq.read_schema(file).equals(SCHEMA) for file in files)
    found = pa.concat_tables(map(pq.read_table, files)).to_pylist()
    assert (found, counts) == _expected(lines)
    assert len(client.scheduler_info()["workers"]) == 2


def test_two_columns_of_one_name_are_refused() -> None:
    """Otherwise one of them would be checked and the other lost."""
    rows = dd.from_pandas(pd.DataFrame([["{", "["]], columns=["line", "line"]), npartitions=1)
    for text in ("line", None):
        with pytest.raises(ValueError, match="two columns have the same name"):
            validate(rows, "contact.create", text=text)


FRAME = dd.from_pandas(pd.DataFrame({"email": []}), npartitions=1)


@pytest.mark.parametrize("data", [FRAME, FRAME.partitions[0:0], db.from_sequence([])], ids=["rows", "partitions", "bag"])
def test_an_empty_collection_has_no_findings(data: Any) -> None:
    """The frame of findings is empty, even without partitions, and so are the counts."""
    outcome = validate(data, NAME)
    found = frame(outcome).compute(scheduler="sync")
    assert (list(found.columns), len(found)) == (SCHEMA.names, 0)
    assert outcome.counts.compute(scheduler="sync").documents == 0


@pytest.mark.parametrize("parts", [1, 3])
def test_lines_are_split_in_any_partitioning(tmp_path: Path, parts: int) -> None:
    """The good and the bad lines are unchanged and in order, beside the findings and the counts; blank lines are left out."""
    bag = db.from_sequence([line.encode() for line in LINES], npartitions=parts).map(bytes)
    counts = split(bag, NAME, str(tmp_path), warnings=True, limits=["10%"]).compute(scheduler="sync")
    findings, expected = _expected(LINES, warnings=True, limits=["10%"])
    assert counts == expected
    assert [str(one.limit) for one in counts.exceeded] == ["10%"]
    assert _lines(tmp_path / "good") == LINES[0] + LINES[3]
    assert _lines(tmp_path / "bad") == LINES[1] + LINES[2] + LINES[5] + LINES[6] + "\n"
    assert pq.read_table(tmp_path / "findings").to_pylist() == findings
    with pytest.raises(FileExistsError, match="good is not empty"):
        split(bag, NAME, str(tmp_path))


def test_rows_are_split(tmp_path: Path) -> None:
    """A DataFrame is split into Parquet files. A blank text is not a document, and an item that is not a text cannot be split."""
    with dask.config.set({"dataframe.convert-string": False}):
        whole = dd.from_pandas(pd.DataFrame({"zip": ["44147", "1" * 20, "12345"]}), npartitions=2)
    split(whole, NAME, str(tmp_path)).compute(scheduler="sync")
    assert pq.read_table(tmp_path / "good").column("zip").to_pylist() == ["44147", "12345"]
    assert pq.read_table(tmp_path / "bad").column("zip").to_pylist() == ["1" * 20]
    texts = dd.from_pandas(pd.DataFrame({"text": ["{", " ", LINES[0], None]}), npartitions=1)
    split(texts, NAME, str(tmp_path / "texts"), text="text").compute(scheduler="sync")
    assert pq.read_table(tmp_path / "texts" / "good").column("text").to_pylist() == [LINES[0]]
    assert pq.read_table(tmp_path / "texts" / "bad").column("text").to_pylist() == ["{", " ", None]
    with pytest.raises(TypeError, match="an item is dict"):
        split(db.from_sequence([FAULTY]), NAME, str(tmp_path / "other")).compute(scheduler="sync")


EMPTY: list[dict[str, Any]] = []
PHONES = [{"label": "a", "number": "123456789"}]


@pytest.mark.parametrize(
    "parts",
    [
        [[{"zip": "1", "phones": PHONES}, {"zip": "1" * 20, "phones": PHONES}], EMPTY],
        [EMPTY, [{"zip": "1", "phones": PHONES}, {"zip": "1" * 20, "phones": None}]],
        [[{"zip": "1", "phones": None}, {"zip": None, "phones": None}], [{"zip": "1" * 20, "phones": PHONES}]],
        [[{"zip": "1" * 20, "phones": [{"label": "a", "number": None}]}], [{"zip": "1", "phones": PHONES}]],
    ],
)
def test_a_split_can_be_read_as_one_table(tmp_path: Path, parts: list[list[dict[str, Any]]]) -> None:
    """All files have the same columns, also those of partitions without rows, and without a value in a column."""
    frames = [pd.DataFrame(part, columns=["zip", "phones"], dtype=object) for part in parts]
    with dask.config.set({"dataframe.convert-string": False}):
        whole = dd.from_delayed([dask.delayed(one) for one in frames], meta=frames[0].iloc[:0])
    split(whole, NAME, str(tmp_path)).compute(scheduler="sync")
    sides = [pq.read_table(tmp_path / name) for name in ("good", "bad")]
    assert sides[0].schema.equals(sides[1].schema)
    assert [row["zip"] for side in sides for row in side.to_pylist()] == sorted(
        (row["zip"] for part in parts for row in part), key=lambda one: one == "1" * 20
    )
    assert len(dd.read_parquet(str(tmp_path / "good")).compute(scheduler="sync")) == len(sides[0])


def test_a_column_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The exception has no value, and neither has its cause."""
    with dask.config.set({"dataframe.convert-string": False}):
        whole = dd.from_pandas(pd.DataFrame({"city": ["a", "b"], "zip": [1, "secret"]}), npartitions=1)
    with pytest.raises(TypeError, match="'zip' cannot be written") as raised:
        split(whole, NAME, str(tmp_path)).compute(scheduler="sync")
    assert "secret" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_text_of_several_lines_stays_one_line(tmp_path: Path) -> None:
    """Its line ends become blanks, which JSON allows at the same places."""
    text = json.dumps(CONTACT_UPDATE, indent=1)
    split(db.from_sequence([text, '{"contacts":\n'], npartitions=1), NAME, str(tmp_path)).compute(scheduler="sync")
    assert [json.loads(line) for line in _lines(tmp_path / "good").splitlines()] == [CONTACT_UPDATE]
    assert _lines(tmp_path / "bad") == '{"contacts":\n'


def _lines(folder: Path) -> str:
    return "".join(file.read_text() for file in sorted(folder.iterdir()))
