"""A batch checks each document as if it were alone, in any partitioning, and keeps only counts."""

import copy
import json
import pickle
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import InvalidSchema, UnknownSchema, Validator, validate, validate_batch, validate_json, validate_resource
from bs_validate.batch import Batch, Counts, Finding, merged
from support.payloads import anything
from support.profiles import examples
from support.samples import CONTACT_CREATE, CONTACT_UPDATE

NAME = "contact.update"
FAULTY: dict[str, Any] = {"contacts": [{"email": "x", "zip": "1" * 20, "country_code": "UK"}]}
DOUBTFUL: dict[str, Any] = {"contacts": [{"website": "", "spoken_languages": ["en", "en"]}]}
BROKEN = '{"contacts": [{"zip": "1", "zip": "2"}, '
BLANK = ["", "\n", " \t\r\n", b"", b"\x0b\x0c\r\n"]
#: Items of a batch: lines of both kinds, blank lines, documents, and other objects.
ITEMS: list[Any] = [
    CONTACT_UPDATE,
    FAULTY,
    DOUBTFUL,
    BROKEN,
    '{"contacts": [{"zip": "1", "zip": "2"}]}\r\n',
    b"\xff",
    "\u00a0\n",
    None,
    *BLANK,
    *(json.dumps(one) + "\n" for one in (CONTACT_UPDATE, FAULTY, DOUBTFUL)),
    *(json.dumps(one).encode() for one in (CONTACT_UPDATE, FAULTY)),
]
mixed = st.lists(st.sampled_from(ITEMS) | anything | st.text() | st.binary(), max_size=12)


def _alone(item: Any, name: Any, index: int) -> Iterator[Finding]:
    """Yield the findings of the functions for one document."""
    if isinstance(item, str | bytes):
        end, after = ("\n", "\r") if isinstance(item, str) else (b"\n", b"\r")
        report = validate_json(item.removesuffix(end).removesuffix(after), name)  # type: ignore[arg-type]  # of one kind
    else:
        report = validate(item, name)
    for error in (*report.errors, *report.warnings):
        yield Finding(index, error.pointer, error.code, dict(error.params), error.severity)


def _is_blank(item: Any) -> bool:
    return isinstance(item, str | bytes) and (item.encode("utf-8", "replace") if isinstance(item, str) else item).strip() == b""


@examples(75)
@given(items=mixed)
def test_each_document_is_checked_as_if_it_were_alone(items: list[Any]) -> None:
    """Texts, bytes, documents and other objects may be mixed: the findings are the same and in order, and nothing raises."""
    expected = [one for index, item in enumerate(items) if not _is_blank(item) for one in _alone(item, NAME, index)]
    assert list(validate_batch(items, NAME, warnings=True)) == expected
    assert list(validate_batch(items, NAME)) == [one for one in expected if one.severity == "error"]


@examples(75)
@given(items=mixed, data=st.data())
def test_any_partitioning_gives_the_same_findings(items: list[Any], data: st.DataObject) -> None:
    """Parts that are counted from their own start have together the findings and the counts of the whole."""
    whole = validate_batch(items, NAME, warnings=True)
    expected = list(whole)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(items)), max_size=4)))
    parts = [
        validate_batch(items[start:end], NAME, start=start, warnings=True)
        for start, end in zip([0, *cuts], [*cuts, len(items)], strict=True)
    ]
    assert [one for part in parts for one in part] == expected
    assert merged(part.counts for part in reversed(parts)) == whole.counts


def test_the_counts_are_of_documents_and_codes() -> None:
    """They have the numbers of documents, of invalid ones, of blank lines, which are not documents, and of each code."""
    batch = validate_batch(ITEMS, NAME, warnings=True)
    found = list(batch)
    assert batch.counts == Counts(
        documents=13,
        invalid=8,
        blank=len(BLANK),
        errors={"choice": 3, "duplicate_key": 1, "email": 3, "not_json": 3, "null": 1, "too_long": 3},
        warnings={"blank": 2, "duplicate_item": 2},
        fields=batch.counts.fields,
    )
    assert sum(batch.counts.errors.values()) + sum(batch.counts.warnings.values()) == len(found)
    assert list(batch.counts.errors) == sorted(batch.counts.errors)
    assert merged([]) == Counts(0, 0, 0, {}, {})


def test_an_index_is_the_position_of_the_item() -> None:
    """Counting begins with ``start``, and blank lines count, so that the index leads back to the line."""
    lines = ["\n", json.dumps(FAULTY), "", json.dumps(FAULTY)]
    assert Counter(one.index for one in validate_batch(lines, NAME, start=100)) == {101: 3, 103: 3}


@pytest.mark.parametrize("text", ['{"contacts": [', "{} x", '{"contacts": [{"zip": 1}]}', "{"])
def test_the_end_of_a_line_is_not_a_part_of_it(text: str) -> None:
    """Some sources keep it and some do not, but the findings are the same."""
    lines = [text, text + "\n", text + "\r\n", text.encode(), text.encode() + b"\n", text.encode() + b"\r\n"]
    found = [one._replace(index=0) for one in validate_batch(lines, NAME)]
    assert len(found) == len(lines)
    assert found == [found[0]] * len(lines)


def test_a_finding_can_be_written_as_json() -> None:
    """It has index, pointer, code and params, then the severity."""
    (found,) = validate_batch([{"contacts": [{"country_code": "UK"}]}], NAME)
    assert found == (0, "/contacts/0/country_code", "choice", {"suggestion": "GB"}, "error")
    assert json.loads(json.dumps(found)) == list(found)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  # our own bytes


def test_documents_are_read_one_by_one() -> None:
    """A document is read only when it is needed, and none is kept, so a source may be endless."""
    read = 0

    def endless() -> Iterator[Any]:
        nonlocal read
        while True:
            read += 1
            yield copy.deepcopy(FAULTY)

    batch = validate_batch(endless(), NAME)
    assert (read, batch.counts.documents) == (0, 0)
    assert [next(batch).index for _ in range(7)] == [0, 0, 0, 1, 1, 1, 2]
    assert read == batch.counts.documents == batch.counts.invalid == 3


RESOURCES = [
    CONTACT_CREATE["contacts"][0],
    {"email": "x", "first_name": "a"},
    {},
    None,
    [],
    {"phones": [{"label": " ", "number": "1"}]},
    json.loads("[" * 62 + "]" * 62),
    json.loads("[" * 63 + "]" * 63),
]


@pytest.mark.parametrize("resource", RESOURCES, ids=range(len(RESOURCES)))
def test_an_item_may_be_a_bare_resource(resource: Any) -> None:
    """A text and a decoded item are both checked as ``validate_resource`` does."""
    report = validate_resource(resource, "contact.create")
    expected = [(one.pointer, one.code, dict(one.params)) for one in report.errors]
    batch = validate_batch([resource, json.dumps(resource), json.dumps(resource).encode()], "contact.create", resources=True)
    assert [one[1:4] for one in batch] == expected * 3


@pytest.mark.parametrize("levels", [60, 61, 62, 63, 64, 65])
def test_the_depth_of_a_bare_resource_includes_its_document(levels: int) -> None:
    """The two levels around it count, as text and decoded, in a field that the server does not ignore."""
    text = '{"zip": ' + "[" * levels + "]" * levels + "}"
    expected = [(one.pointer, one.code) for one in validate_resource(json.loads(text), "contact.create").errors]
    assert ("not_representable" in {code for _, code in expected}) is (levels > 61)
    assert [one[1:3] for one in validate_batch([text], "contact.create", resources=True)] == expected


@pytest.mark.parametrize(
    ("text", "pointer", "code", "params"),
    [
        ('{"zip": "1", "zip": "2"}', "/contacts/0/zip", "duplicate_key", {}),
        ('{"zip": }', "", "not_json", {"reason": "syntax", "line": 1, "column": 9}),
        ('{}], "contacts": [{}', "", "not_json", {"reason": "syntax", "line": 1, "column": 3}),
        ('{"contacts": [{}]}', "/contacts/0/contacts", "unknown_field", {}),
    ],
)
def test_the_text_of_a_bare_resource_has_its_own_places(text: str, pointer: str, code: Any, params: dict[str, Any]) -> None:
    """Columns are those of the text, and pointers those of the document. The text cannot end the document around it."""
    assert list(validate_batch([text], NAME, resources=True)) == [Finding(0, pointer, code, params, "error")]


def test_resources_makes_no_difference_for_a_schema_without_an_envelope(tmp_path: Path) -> None:
    """The documents of such a schema are already bare resources."""
    (tmp_path / "tag.create.json").write_text(json.dumps({"type": "object", "required": ["name"]}), encoding="utf-8")
    own = Validator(tmp_path)
    for resources in (False, True):
        found = validate_batch([{}, "{}"], "tag.create", resources=resources, validator=own)
        assert [(one.index, one.pointer) for one in found] == [(0, "/name"), (1, "/name")]


def test_a_mistake_of_the_caller_raises_at_the_call(tmp_path: Path) -> None:
    """It is not raised later, when the first finding is requested elsewhere."""
    with pytest.raises(UnknownSchema, match=r"contact\.create"):
        validate_batch([], "contact.creat")
    (tmp_path / "tag.create.json").write_text('{"type": "nothing"}', encoding="utf-8")
    with pytest.raises(InvalidSchema, match=r"tag\.create"):
        validate_batch([], "tag.create", validator=Validator(tmp_path))


@pytest.mark.parametrize("one", [json.dumps(FAULTY), b"{}", bytearray(b"{}"), FAULTY, 3])
def test_a_single_document_is_refused(one: Any) -> None:
    """Its characters or its keys are not treated as documents, and the call itself raises."""
    with pytest.raises(TypeError, match=r"many documents|not iterable"):
        validate_batch(one, NAME)


@pytest.mark.parametrize("own", [None, Validator(engine="reference")], ids=["default", "own"])
def test_a_batch_function_can_be_sent_to_another_process(own: Validator | None) -> None:
    """It keeps its bound arguments and does the same there."""
    work = partial(validate_batch, schema=NAME, validator=own)
    sent = pickle.loads(pickle.dumps(work))  # noqa: S301  # our own bytes
    assert list(sent(ITEMS)) == list(work(ITEMS)) != []


def test_no_value_leaves_through_a_batch() -> None:
    """Neither a finding nor the batch shows a value, or more than forty characters of an unknown name."""
    canary = "Kanarienvogel\ud800"
    fields: list[dict[str, Any]] = [{name: canary} for name in ("email", "zip", "website", "gender", "phones", "country_code")]
    fields += [{"x" * 40 + canary: canary}, {"email": [canary]}, {"zip": {b"Kanarienvogel": canary}}]
    items = [one for field in fields for one in ({"contacts": [field]}, repr(field))]
    batch = validate_batch(items, NAME, warnings=True)
    shown = [*map(repr, batch), repr(batch), repr(batch.counts)]
    assert len(shown) > len(items)
    assert not any("Kanarienvogel" in one for one in shown)


def test_a_batch_is_an_iterator() -> None:
    """Python's own ``Iterator`` recognises it."""
    batch = validate_batch([], NAME)
    assert isinstance(batch, Iterator)
    assert isinstance(batch, Batch)
    assert iter(batch) is batch
