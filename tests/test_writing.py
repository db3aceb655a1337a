"""A read becomes a write without the fields that only the server sets."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Forgotten, UnknownSchema, Validator, to_write, validate, validate_resource
from bs_validate._schema.catalog import packaged
from support.payloads import anything
from support.samples import ENVELOPES, HOST_READ, documented

READS = [packaged()[name] for name in ("contact.read", "host.read")]
HOST = HOST_READ["hosts"][0]
NOW = "2021-01-22T08:40:20Z"


@pytest.mark.parametrize("name", ["contact", "host"])
def test_all_writable_fields_are_kept(name: str) -> None:
    """Fields of the example that a write accepts keep their values, and the rest of the document is dropped."""
    read = documented(f"{name}.read")
    envelope = ENVELOPES[f"{name}.read"]
    written = to_write(read, f"{name}.update")
    assert list(written) == [envelope]
    sample = documented(f"{name}.create")[envelope][0]
    assert written[envelope][0].keys() == sample.keys() | ({"source_id"} if name == "host" else set())
    assert all(read[envelope][0].get(field, value) == value for field, value in written[envelope][0].items())
    create: Any = f"{name}.create"
    assert validate(to_write(read, create), create).errors == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"user_id": None, "source_id": None}),
        ({"links": {"account": 1, "participants": [], "source": 3, "user": 7}}, {"user_id": 7, "source_id": 3}),
        ({"links": {"account": 1}}, {}),
        ({"links": None}, {}),
        ({"links": {"user": 7}, "user_id": 8}, {"user_id": 8}),
        ({"links": {"user": 7}, "user_id": None}, {"user_id": None}),
        ({"links": {"user": 7}, "user_id": "no number"}, {"user_id": 7}),
        ({"links": {}, "user_id": 0}, {}),
    ],
)
def test_links_of_a_host_are_written_as_fields(changes: dict[str, Any], expected: dict[str, Any]) -> None:
    """A link is not used if the field itself has a writable value, although a read does not document it."""
    written = to_write({**HOST, **changes}, "host.update")
    assert {name: value for name, value in written.items() if name.endswith("_id")} == expected


def test_undocumented_fields_are_dropped() -> None:
    """Unknown fields of the document, of the resource and of objects inside it are dropped."""
    read = documented("contact.read")
    read["contacts"][0]["vip"] = True
    read["contacts"][0]["phones"][0]["country"] = "FR"
    read["debug"] = 1
    written = to_write(read, "contact.update")
    assert list(written) == ["contacts"]
    assert written["contacts"][0]["phones"][0].keys() == {"label", "number"}
    assert "vip" not in written["contacts"][0]


def test_a_read_with_a_forgotten_person_is_refused() -> None:
    """The whole document is refused with a ValueError that can be pickled and shows no value."""
    read = {**HOST, "forget_me_at": NOW, "firstname": "Kanarienvogel"}
    for given_ in (read, {"hosts": [HOST, read]}):
        with pytest.raises(ValueError, match="nothing may be written back") as caught:
            to_write(given_, "host.update")
        assert type(caught.value) is Forgotten
        assert "Kanarien" not in str(caught.value)
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301  # our own bytes


def test_a_sparse_read_gives_a_partial_update() -> None:
    """The update has only the requested fields."""
    assert to_write({"id": 1, "city": "Split"}, "contact.update") == {"city": "Split"}


def test_a_resource_is_distinguished_from_a_document() -> None:
    """The fields decide, because an attribute of a resource may have the name of the envelope."""
    assert to_write({"id": 1, "city": "Split", "contacts": []}, "contact.update") == {"city": "Split"}
    assert to_write({"contacts": []}, "contact.update") == {"contacts": []}
    assert to_write({"contacts": {"id": 1, "city": "Split"}}, "contact.update") == {"contacts": [{"city": "Split"}]}


def test_a_write_stays_as_it_is() -> None:
    """Converting a write again changes nothing."""
    for name in ("contact.create", "contact.update", "host.create", "host.update"):
        assert to_write(documented(name), name) == documented(name)


@given(anything, st.sampled_from(["contact.update", "host.create"]))
def test_a_value_that_is_not_a_read_is_left_to_the_validator(document: Any, name: str) -> None:
    """Any value in any place is accepted without an exception."""
    for one in (document, {"hosts": document}, {"contacts": [document]}, {"phones": document, "links": document}):
        to_write(one, name)


def test_a_cyclic_value_is_left_to_the_validator() -> None:
    """The conversion goes no deeper than the schema does."""
    circle: list[Any] = []
    circle.append(circle)
    written = to_write({"firstname": circle, "phones": circle, "links": {"user": circle}}, "contact.update")
    assert {error.code for error in validate_resource(written, "contact.update").errors} == {"not_representable", "type"}


def test_an_unknown_schema_raises() -> None:
    """The error lists the choices."""
    with pytest.raises(UnknownSchema, match=r"host\.update"):
        to_write({}, "guest.update")


def test_the_schemas_decide_what_is_written(tmp_path: Path) -> None:
    """A new resource needs no Python: its schema may be closed or open, with patterns, lists and annotations."""
    tag = {
        "type": "object",
        "properties": {
            "id": {"readOnly": True},
            "gone": {"readOnly": True, "x-forgets": True},
            "name": {"type": "string"},
            "owner_id": {"type": "integer", "x-read-from": "links.owner.id"},
            "parts": {"items": {"properties": {"id": {"readOnly": True}}}},
        },
        "patternProperties": {"^x_": {}},
        "additionalProperties": False,
    }
    document = {"type": "object", "properties": {"tags": {"type": "array", "items": tag}}}
    (tmp_path / "tag.update.json").write_text(json.dumps(document), encoding="utf-8")
    own = Validator(schemas=tmp_path)
    read = {
        "id": 1,
        "name": "a",
        "x_a": 1,
        "y_a": 1,
        "links": {"owner": {"id": 5}},
        "parts": [{"id": 1, "b": 2}, 3],
        "gone": None,
    }
    expected = {"name": "a", "x_a": 1, "parts": [{"b": 2}, 3], "owner_id": 5}
    assert to_write(read, "tag.update", validator=own) == expected
    assert to_write({"tags": [read], "meta": 1}, "tag.update", validator=own) == {"tags": [expected]}
    with pytest.raises(Forgotten, match="gone is set"):
        to_write({**read, "gone": 1}, "tag.update", validator=own)


def test_a_forgotten_person_is_noticed_in_any_dictionary() -> None:
    """A subclass counts too, and so does a dictionary in a tuple."""
    from collections import OrderedDict  # only here

    forgotten = OrderedDict(id=1, firstname="a", forget_me_at="2021-01-22T08:40:20Z")
    for read in (forgotten, {"contacts": (forgotten,)}, OrderedDict(contacts=[forgotten])):
        with pytest.raises(Forgotten):
            to_write(read, "contact.update")


class Silent(dict[str, Any]):
    """An object whose items cannot be read."""

    def items(self) -> Any:
        """Raise, as the classes of some database drivers do when the connection is gone."""
        raise RuntimeError("no members")


class SilentList(list[Any]):
    """A list whose items cannot be read."""

    def __iter__(self) -> Any:
        """Raise."""
        raise RuntimeError("no items")


@pytest.mark.parametrize(
    ("read", "schema", "expected"),
    [
        (Silent(city="x"), "contact.update", ["not_representable"]),
        ({"contacts": [Silent(city="x")]}, "contact.update", ["not_representable"]),
        ({"contacts": SilentList([{"city": "x"}])}, "contact.update", ["required"]),
        ({"contacts": [{"phones": [Silent(label="x")]}]}, "contact.update", ["not_representable"]),
        ({"hosts": [{"firstname": "x", "links": Silent(user=1)}]}, "host.update", []),
    ],
)
def test_an_object_whose_items_cannot_be_read_is_left_to_the_validator(read: Any, schema: Any, expected: list[str]) -> None:
    """The object is kept, unless it is only read from, and a list that cannot be read has no resource."""
    written = to_write(read, schema)
    report = (validate if type(read) is dict else validate_resource)(written, schema)
    assert [error.code for error in report.errors] == expected
