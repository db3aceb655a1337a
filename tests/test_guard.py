"""The guard: whatever Python object comes, it does not raise, hang or crash, and says where JSON has no place for it."""

import collections
import dataclasses
import datetime as dt
import decimal
import enum
import json
import math
import subprocess
import sys
import types
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import documented

from bs_validate import Validator, guard


class Hostile:
    """Raises whatever is asked of it, and lies about its class."""

    def __repr__(self) -> str:
        """Raise."""
        raise RuntimeError

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        """Raise."""
        raise RuntimeError

    def __hash__(self) -> int:
        """Raise."""
        raise RuntimeError

    def __len__(self) -> int:
        """Raise."""
        raise RuntimeError

    def __iter__(self) -> Any:
        """Raise."""
        raise RuntimeError

    def __bool__(self) -> bool:
        """Raise."""
        raise RuntimeError

    def __getattr__(self, name: str) -> Any:
        """Raise."""
        raise RuntimeError


class Liar:
    """Says that it is text."""

    @property
    def __class__(self) -> type:
        """Lie."""
        return str


class Text(str):
    """A subclass that says nothing it holds."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Raise."""
        raise RuntimeError

    __hash__ = str.__hash__


class Number(int):
    """A subclass."""


class Colour(enum.Enum):
    """Looks like text to some libraries."""

    RED = "male"


class TextColour(enum.StrEnum):
    """Is text to some libraries."""

    RED = "male"


@dataclasses.dataclass
class Record:
    """Is an object to some libraries."""

    a: int = 1


NOT_JSON: list[tuple[Any, str]] = [
    (b"male", "bytes"),
    (bytearray(b"male"), "bytes"),
    (memoryview(b"male"), "bytes"),
    ({"a"}, "set"),
    (frozenset(), "set"),
    (1j, "complex"),
    (math.nan, "not_a_number"),
    (math.inf, "infinite"),
    (-math.inf, "infinite"),
    ("\ud800", "lone_surrogate"),
    ("ok \udfff", "lone_surrogate"),
    (dt.datetime(2020, 1, 1, tzinfo=dt.UTC), "python_type"),
    (dt.date(2020, 1, 1), "python_type"),
    (decimal.Decimal("1.5"), "python_type"),
    (uuid.UUID(int=1), "python_type"),
    (Colour.RED, "python_type"),
    (TextColour.RED, "subclass"),
    (Text("male"), "subclass"),
    (Number(1), "subclass"),
    (collections.OrderedDict(a=1), "subclass"),
    (collections.namedtuple("Pair", "a b")(1, 2), "python_type"),  # noqa: PYI024  # a tuple that is none
    (Record(), "python_type"),
    (Hostile(), "python_type"),
    (Liar(), "python_type"),
    (types.MappingProxyType({}), "python_type"),
    (object, "python_type"),
    (len, "python_type"),
    (iter([]), "python_type"),
    (..., "python_type"),
]


@pytest.mark.parametrize(("value", "reason"), NOT_JSON, ids=[f"{type(value).__name__}-{reason}" for value, reason in NOT_JSON])
@pytest.mark.parametrize("field", ["gender", "created_at", "unheard_of"])
def test_a_python_value_that_json_lacks_is_reported_where_it_is(
    validator: Validator, value: Any, reason: str, field: str
) -> None:
    """In a known field, an ignored one and an unknown one alike; the rest of the document is checked all the same."""
    document = documented("contact.create")
    document["contacts"][0]["email"] = "x"
    document["contacts"][0][field] = value
    found = [
        (error.code, error.field, error.params.get("reason")) for error in validator.validate(document, "contact.create").errors
    ]
    unknown = [("unknown_field", field, None)] if field == "unheard_of" else []
    assert found == [("email", "email", "no_at_sign"), ("not_representable", field, reason), *unknown]


@pytest.mark.parametrize("value", [value for value, _ in NOT_JSON], ids=[type(value).__name__ for value, _ in NOT_JSON])
def test_no_python_object_makes_it_raise(validator: Validator, value: Any) -> None:
    """As a document, a resource, a field, a text, a key, an item."""
    reports = [
        validator.validate(value, "contact.read"),
        validator.validate_resource(value, "contact.create"),
        validator.validate_field(value, "contact.create", "phones.0.number"),
        validator.validate_json(value, "contact.create"),
        validator.validate({"contacts": [{"phones": [value]}]}, "contact.update"),
        validator.validate({"linked": {"a": [[value]]}, "contacts": []}, "contact.read"),
    ]
    assert not any(report.valid for report in reports)
    assert all(error.message() and repr(error) for report in reports for error in (*report.errors, *report.warnings))


@pytest.mark.parametrize("key", [1, None, True, 1.5, b"a", ("a",), Text("town"), Number(1), TextColour.RED])
def test_a_key_that_is_not_text_is_reported_at_its_object(validator: Validator, key: Any) -> None:
    """JSON has only text for keys."""
    document = documented("contact.create")
    document["contacts"][0][key] = "x"
    found = [(error.code, error.pointer, dict(error.params)) for error in validator.validate(document, "contact.create").errors]
    assert found == [("not_representable", "/contacts/0", {"reason": "key_not_text"})]


def test_a_key_with_half_a_surrogate_pair_is_reported_at_its_object(validator: Validator) -> None:
    """It could not be written as UTF-8."""
    found = validator.validate({"contacts": [{"\ud800": 1}]}, "contact.update").errors
    assert [(error.pointer, error.params["reason"]) for error in found] == [("/contacts/0", "key_lone_surrogate")]


def test_faults_beside_a_bad_key_are_reported(validator: Validator) -> None:
    """Only the key is left out of what the engine sees."""
    found = validator.validate({"contacts": [{1: 2, "zip": 5, "\ud800": 3}]}, "contact.update").errors
    assert [(error.code, error.pointer) for error in found] == [
        ("not_representable", "/contacts/0"),
        ("not_representable", "/contacts/0"),
        ("type", "/contacts/0/zip"),
    ]


def test_an_object_with_bad_keys_is_reported_once(validator: Validator) -> None:
    """However many it has, and nothing else is said of it there."""
    for keys in ({1: 2}, {1: 2, None: 3, (1, 2): 4}):
        found = validator.validate({"contacts": [{"email": keys}]}, "contact.update").errors
        assert [(error.code, error.pointer) for error in found] == [("not_representable", "/contacts/0/email")]


def test_a_tuple_is_a_list() -> None:
    """Every encoder writes it as one."""
    report = Validator().validate({"contacts": ({"spoken_languages": ("en", "fr")},)}, "contact.update")
    assert report.valid


def _nested(levels: int, *, tail: Any = None) -> Any:
    value = tail
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("levels", [64, 65, 1_000, 100_000])
def test_over_64_levels_are_too_deep(validator: Validator, levels: int) -> None:
    """The 65th level is where it is reported; Python's and the engine's own limits are never reached."""
    found = validator.validate(_nested(levels), "contact.read").errors
    if levels == 64:
        assert [error.code for error in found] == ["type"]
    else:
        deep = [error for error in found if error.code == "not_representable"]
        assert [(len(error.location), dict(error.params)) for error in deep] == [(64, {"reason": "too_deep"})]


def test_depth_counts_below_what_the_schema_looks_at(validator: Validator) -> None:
    """Side-loaded records are not looked at by the schema, and still may have 64 levels only."""
    fine = {"contacts": [], "linked": {"a": _nested(62)}}
    deep = {"contacts": [], "linked": {"a": _nested(63)}}
    assert validator.validate(fine, "contact.read").valid
    found = validator.validate(deep, "contact.read").errors
    assert [(error.code, len(error.location)) for error in found] == [("not_representable", 64)]


def test_a_cycle_is_reported_where_it_closes(validator: Validator) -> None:
    """A list, a dictionary and a longer way around."""
    contact: dict[str, Any] = {}
    contact["phones"] = [{"label": contact}]
    document: dict[str, Any] = {"contacts": [contact]}
    document["meta"] = document
    loop: list[Any] = []
    loop.append(loop)
    document["links"] = loop
    found = validator.validate(document, "contact.update").errors
    assert [(error.pointer, error.params["reason"]) for error in found if error.code == "not_representable"] == [
        ("/contacts/0/phones/0/label", "cycle"),
        ("/meta", "cycle"),
        ("/links/0", "cycle"),
    ]


def test_a_bomb_of_shared_lists_does_not_hang(validator: Validator) -> None:
    """Sixty lists of two times the next stand for more values than memory holds."""
    bomb: Any = [1, 2]
    for _ in range(60):
        bomb = [bomb, bomb]
    wide = [[list(range(1000))] * 1000] * 1000
    for value in (bomb, wide, {"a": bomb}):
        for document in (value, {"contacts": value}, {"contacts": [], "linked": {"a": value}}, {"contacts": [{"phones": value}]}):
            found = validator.validate(document, "contact.read").errors
            assert "too_large" in {error.params.get("reason") for error in found}


def test_the_same_object_twice_is_no_fault(validator: Validator) -> None:
    """Sharing alone is common in Python and means nothing in JSON."""
    phone = {"label": "phone", "number": "123456789"}
    contact = {"phones": [phone] * 20}
    assert validator.validate({"contacts": [contact]}, "contact.update").valid


def test_every_bad_value_is_reported_or_what_holds_them(validator: Validator) -> None:
    """Five thousand of them each where it is; more than a hundred thousand as one."""
    found = validator.validate({"contacts": [{"email": b"x", "state": b"y"} for _ in range(2_500)]}, "contact.read").errors
    assert sum(error.code == "not_representable" for error in found) == 5_000
    assert not any(error.code == "null" for error in found)
    copy, problems = guard.survey([[set()] * 100_001, 1])
    assert (copy, problems) == ([None, 1], (((0,), "too_large"),))


def test_a_long_text_that_is_shared_does_not_fill_the_memory(validator: Validator) -> None:
    """Two thousand times ten megabytes are twenty gigabytes of JSON."""
    text = "x" * 10_000_000
    many = [{"private_notes": text} for _ in range(2_000)]
    for document in ({"contacts": many}, {"contacts": [], "linked": {"a": [text] * 3_000}}):
        found = validator.validate(document, "contact.read").errors
        assert "too_large" in {error.params.get("reason") for error in found}


def test_a_long_key_or_few_long_texts_that_are_shared_do_not_fill_the_memory(validator: Validator) -> None:
    """A key counts like a text, and two hundred times ten megabytes are two gigabytes: what writes them ends the process."""
    text = "x" * 10_100_000
    for document in ({"contacts": [{text: None}] * 1_000}, {"contacts": [], "linked": {"a": [text] * 199}}):
        assert guard.snapshot(document) is None
        found = validator.validate(document, "contact.read").errors
        assert "too_large" in {error.params.get("reason") for error in found}
    assert guard.snapshot({"contacts": [text]}) is not None


def test_a_class_may_not_even_be_hashable(validator: Validator) -> None:
    """Its metaclass may say so, or raise."""

    class Unhashable(type):
        def __eq__(cls, other: object) -> bool:
            raise RuntimeError

        def __hash__(cls) -> int:
            raise RuntimeError

    class Odd(metaclass=Unhashable):
        pass

    found = validator.validate({"contacts": [{"zip": Odd()}]}, "contact.update").errors
    assert [(error.pointer, error.params["reason"]) for error in found] == [("/contacts/0/zip", "python_type")]


def test_large_integers_are_integers(validator: Validator) -> None:
    """However long: no rule tells them apart, and Python's limit on writing them out is not reached."""
    for value in (2**63, 2**64, 10**400, 10**5000):
        assert validator.validate({"hosts": [{"user_id": value}]}, "host.update").valid
        found = validator.validate({"hosts": [{"user_id": -value}]}, "host.update").errors
        assert [error.code for error in found] == ["minimum"]


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**63), 2**64 - 1)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(st.characters(exclude_categories=["Cs"])),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    )
)
def test_json_values_pass_unchanged(value: Any) -> None:
    """What JSON can write is plain at first sight, and a survey copies it with nothing to report."""
    text = guard.snapshot(value)
    assert text is not None
    assert json.loads(text) == value
    copy, problems = guard.survey(value)
    assert copy == value
    assert problems == ()


def test_a_document_that_is_changed_after_validation_keeps_its_report() -> None:
    """Warnings are worked out later, from the document as it was."""
    document = documented("contact.create")
    report = Validator().validate(document, "contact.create")
    document["contacts"].append(document)
    document["contacts"][0]["phones"].clear()
    assert [warning.code for warning in report.warnings] == ["phone_doubtful"] * 3


def test_no_depth_ends_the_process() -> None:
    """Some releases of orjson write beyond their memory on lists of 34 levels, so it is not given them."""
    program = """
import json
from bs_validate import validate, validate_json
for levels in (32, 33, 34, 40, 63):
    for width in (1, 10, 300, 5000):
        document = [None]
        for _ in range(levels):
            document = [document, *[None] * width]
        text = json.dumps(document, separators=(",", ":"))
        assert not validate(document, "contact.read").valid
        assert not validate_json(text, "contact.read").valid
        assert not validate({"contacts": [], "linked": {"a": document}}, "contact.read").warnings
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603  # ours
    assert (run.returncode, run.stderr) == (0, "")
