"""Tables of errors and warnings by field and code."""

from collections import Counter
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import validate_json
from bs_validate._instance.location import general
from bs_validate._tally import tally
from bs_validate._tally.tally import FieldCount, Tally
from bs_validate.batch import Counts, merged, validate_batch
from support.profiles import examples
from test_limits import LINES


def test_a_table_has_fields_codes_and_documents() -> None:
    """Errors come first, then rows with many documents. Two wrong phones of one document are two findings in one document."""
    batch = validate_batch([*LINES, LINES[1], "{"], "contact.update", start=10)
    assert len(list(batch)) == 7
    assert batch.counts.fields == (
        FieldCount("email", "email", "error", 2, 2, 200 / 6, (11, 14)),
        FieldCount("phones.*.number", "phone", "error", 2, 1, 100 / 6, (12,)),
        FieldCount("", "not_json", "error", 1, 1, 100 / 6, (15,)),
        FieldCount("city", "null", "error", 1, 1, 100 / 6, (13,)),
        FieldCount("email", "null", "error", 1, 1, 100 / 6, (12,)),
    )


@examples(30)
@given(items=st.lists(st.sampled_from([*LINES, "{", "", '{"contacts": [{"spoken_languages": ["en", "en"]}]}'])), data=st.data())
def test_parts_have_the_table_of_the_whole(items: list[str], data: st.DataObject) -> None:
    """The numbers of any two parts add up, with the first places and the documents that count against each limit."""

    def counts(part: list[str], start: int) -> Counts:
        batch = validate_batch(part, "contact.update", start=start, warnings=True, limits=["1%", "email=2%"])
        assert Counter(one.code for one in batch) == Counter(batch.counts.errors) + Counter(batch.counts.warnings)
        return batch.counts

    cut = data.draw(st.integers(0, len(items)))
    whole = counts(items, 0)
    assert merged([counts(items[cut:], cut), counts(items[:cut], 0)]) == whole
    assert sum(row.count for row in whole.fields) == sum(whole.errors.values()) + sum(whole.warnings.values())


def test_any_number_of_names_takes_limited_memory() -> None:
    """When a table is full, further names share a row, and a document counts in it once."""
    counted = Tally()
    for number in range(tally.MAX_ROWS + 10):
        text = f'{{"contacts": [{{"a{number}": 1, "b{number}": 1}}]}}'
        counted.documents += 1
        counted.add(repeat(number), validate_json(text, "contact.update").errors)
    rows = counted.rows()
    others = next(row for row in rows if row.field == tally.OTHERS)
    assert len(rows) == tally.MAX_ROWS + 1
    assert (others.count, others.documents) == (2 * (tally.MAX_ROWS + 10) - tally.MAX_ROWS, tally.MAX_ROWS // 2 + 10)


def test_a_full_table_has_room_for_the_fields_that_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits and counts of a field are the same whether made-up names come before it or after it, or in another part."""
    monkeypatch.setattr(tally, "MAX_ROWS", 20)

    def counts(lines: list[str], start: int = 0) -> Counts:
        batch = validate_batch(lines, "contact.update", start=start, limits=["email=0%", ":unknown_field=100%"])
        assert list(batch)
        return batch.counts

    made_up = [f'{{"contacts": [{{"a{number}": 1}}]}}' for number in range(30)]
    wrong = [LINES[1], '{"contacts": [{"email": "a@b.co", "email": "a@b.co"}]}']
    before, after = counts([*made_up, *wrong]), counts([*wrong, *made_up])
    assert merged([counts(made_up[-15:], 17), counts([*wrong, *made_up[:-15]])]) == after
    assert [str(one) for one in before.exceeded] == [str(one) for one in after.exceeded]
    assert [one.documents for one in after.exceeded] == [2]
    assert {("email", "email", "error", 1, 1), ("*", "unknown_field", "error", 10, 10)} <= {row[:5] for row in before.fields}


def test_an_index_in_a_name_becomes_a_star() -> None:
    """Digits inside a name are a part of it."""
    names = {
        "": "",
        "email": "email",
        "address1": "address1",
        "phones.0.number": "phones.*.number",
        "a.10": "a.*",
        "0": "*",
        "a.²": "a.²",
    }
    assert {name: general(name) for name in names} == names
