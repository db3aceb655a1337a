"""The guard does not raise, hang or crash for any Python object, and reports the parts that JSON cannot represent."""

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
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bs_validate import Validator, validate, validate_json
from bs_validate._instance import guard
from bs_validate._instance.guard import survey
from support.samples import documented


class Hostile:
    """Raises for every operation, and lies about its class."""

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

    @property  # type: ignore[misc]  # a property that cannot be set
    def __class__(self) -> type:
        """Lie."""
        return str


class Text(str):
    """A text whose methods do not give its characters."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Raise."""
        raise RuntimeError

    __hash__ = str.__hash__


class Number(int):
    """An integer that gives another number for ``__index__``."""

    def __index__(self) -> int:
        """Return another number."""
        return 5

    __int__ = __index__


class Raising(dict[str, Any]):
    """A dictionary whose items cannot be listed."""

    def items(self) -> Any:
        """Raise."""
        raise RuntimeError


class Halves(dict[str, Any]):
    """A dictionary whose items are not pairs."""

    def items(self) -> Any:
        """Return what json.dumps refuses."""
        return [1]


class Lazy(dict[str, Any]):
    """A dictionary that creates its items when they are requested, as those of some web frameworks do."""

    def items(self) -> Any:
        """Return new values each time."""
        return [(str(number), [number]) for number in range(300)]


class Rows(list[Any]):
    """A list that iterates over something else."""

    def __iter__(self) -> Any:
        """Return another list's elements."""
        return iter([[number] for number in range(300)])


class Closed(list[Any]):
    """A list whose elements cannot be listed."""

    def __iter__(self) -> Any:
        """Raise."""
        raise RuntimeError


class Level(enum.IntEnum):
    """A number with a name."""

    ONE = 1


class Share(float, enum.Enum):
    """A number with a fraction and a name."""

    HALF = 0.5


Pair = collections.namedtuple("Pair", "a b")  # noqa: PYI024  # as it is seen in the wild


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
    (Raising(a=1), "python_type"),
    (Halves(a=1), "python_type"),
    (Closed([1]), "python_type"),
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
@pytest.mark.parametrize("field", ["gender", "unheard_of"])
def test_a_python_value_that_json_lacks_is_reported_at_its_place(
    validator: Validator, value: Any, reason: str, field: str
) -> None:
    """The field may be known or unknown, and the rest of the document is checked as usual."""
    document = documented("contact.create")
    document["contacts"][0]["email"] = "x"
    document["contacts"][0][field] = value
    found = [
        (error.code, error.field, error.params.get("reason")) for error in validator.validate(document, "contact.create").errors
    ]
    unknown = [("unknown_field", field, None)] if field == "unheard_of" else []
    assert found == [("email", "email", "no_at_sign"), ("not_representable", field, reason), *unknown]


@pytest.mark.parametrize("value", [value for value, _ in NOT_JSON], ids=[type(value).__name__ for value, _ in NOT_JSON])
@pytest.mark.parametrize("schema", ["contact.create", "contact.update", "host.create", "host.update"])
def test_the_value_of_an_ignored_field_is_not_checked(validator: Validator, schema: str, value: Any) -> None:
    """Tables have times in fields that the server sets; the warning about the field suffices.

    In a read such a value is an error.
    """
    document = documented(schema)
    (resource,) = next(iter(document.values()))
    resource.pop("created_at", None)
    before = [(one.code, one.field) for one in validator.validate(document, schema).warnings]
    for ignored in (value, [value], {"a": {"b": value}}, {5: 1}):
        report = validator.validate({**document, next(iter(document)): [{**resource, "created_at": ignored}]}, schema)
        assert report.errors == ()
        assert sorted((one.code, one.field) for one in report.warnings) == sorted([*before, ("read_only", "created_at")])
        top = validator.validate({**document, "links": ignored}, schema)
        assert top.errors == ()
    name = f"{schema.partition('.')[0]}.read"
    read = documented(name)
    read[next(iter(document))][0]["created_at"] = value
    assert [one.code for one in validator.validate(read, name).errors] == ["not_representable"]


@pytest.mark.parametrize("value", [value for value, _ in NOT_JSON], ids=[type(value).__name__ for value, _ in NOT_JSON])
def test_no_python_object_makes_it_raise(validator: Validator, value: Any) -> None:
    """The object may be a document, a resource, a field, a text, a key or an item."""
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


@pytest.mark.parametrize("key", [1, None, True, 1.5, b"a", ("a",), Number(1), Level.ONE])
def test_a_key_that_is_not_text_is_reported_at_its_object(validator: Validator, key: Any) -> None:
    """JSON allows only texts as keys."""
    document = documented("contact.create")
    document["contacts"][0][key] = "x"
    found = [(error.code, error.pointer, dict(error.params)) for error in validator.validate(document, "contact.create").errors]
    assert found == [("not_representable", "/contacts/0", {"reason": "key_not_text"})]


def test_a_key_with_half_a_surrogate_pair_is_reported_at_its_object(validator: Validator) -> None:
    """Such a key cannot be written as UTF-8."""
    found = validator.validate({"contacts": [{"\ud800": 1}]}, "contact.update").errors
    assert [(error.pointer, error.params["reason"]) for error in found] == [("/contacts/0", "key_lone_surrogate")]


def test_faults_beside_a_bad_key_are_reported(validator: Validator) -> None:
    """The engine gets the object without the bad key."""
    found = validator.validate({"contacts": [{1: 2, "zip": 5, "\ud800": 3}]}, "contact.update").errors
    assert [(error.code, error.pointer) for error in found] == [
        ("not_representable", "/contacts/0"),
        ("not_representable", "/contacts/0"),
        ("type", "/contacts/0/zip"),
    ]


def test_an_object_with_bad_keys_is_reported_once(validator: Validator) -> None:
    """The number of bad keys does not matter, and the object has no other error."""
    for keys in ({1: 2}, {1: 2, None: 3, (1, 2): 4}):
        found = validator.validate({"contacts": [{"email": keys}]}, "contact.update").errors
        assert [(error.code, error.pointer) for error in found] == [("not_representable", "/contacts/0/email")]


def test_a_tuple_is_a_list() -> None:
    """Every JSON encoder writes a tuple as a list."""
    report = Validator().validate({"contacts": ({"spoken_languages": ("en", "fr")},)}, "contact.update")
    assert report.valid


def _nested(levels: int, *, tail: Any = None) -> Any:
    value = tail
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("levels", [64, 65, 1_000, 100_000])
def test_over_64_levels_are_too_deep(validator: Validator, levels: int) -> None:
    """The error is at the 65th level; the limits of Python and of the engine are never reached."""
    found = validator.validate(_nested(levels), "contact.read").errors
    if levels == 64:
        assert [error.code for error in found] == ["type"]
    else:
        deep = [error for error in found if error.code == "not_representable"]
        assert [(len(error.location), dict(error.params)) for error in deep] == [(64, {"reason": "too_deep"})]


def test_depth_also_counts_in_parts_without_rules(validator: Validator) -> None:
    """The schema does not check side-loaded records, but they may have no more than 64 levels either."""
    fine = {"contacts": [], "linked": {"a": _nested(62)}}
    deep = {"contacts": [], "linked": {"a": _nested(63)}}
    assert validator.validate(fine, "contact.read").valid
    found = validator.validate(deep, "contact.read").errors
    assert [(error.code, len(error.location)) for error in found] == [("not_representable", 64)]


def test_a_cycle_is_reported_where_it_closes(validator: Validator) -> None:
    """The cycle may be a list, a dictionary or longer; in a field that the server ignores it is not reported."""
    contact: dict[str, Any] = {}
    contact["phones"] = [{"label": contact}]
    document: dict[str, Any] = {"contacts": [contact]}
    document["other"] = document
    loop: list[Any] = []
    loop.append(loop)
    document["more"] = document["links"] = loop
    found = validator.validate(document, "contact.update").errors
    assert [(error.pointer, error.params["reason"]) for error in found if error.code == "not_representable"] == [
        ("/contacts/0/phones/0/label", "cycle"),
        ("/other", "cycle"),
        ("/more/0", "cycle"),
    ]


def test_a_bomb_of_shared_lists_does_not_hang(validator: Validator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of sixty lists contains the next one twice, which makes more values than memory holds."""
    bomb: Any = [1, 2]
    for _ in range(60):
        bomb = [bomb, bomb]
    wide = [[list(range(1000))] * 1000] * 1000
    assert "too_large" in {error.params.get("reason") for error in validator.validate(bomb, "contact.read").errors}
    monkeypatch.setattr(guard, "MAX_VALUES", 20_000)
    for value in (bomb, wide, {"a": bomb}):
        for document in (value, {"contacts": value}, {"contacts": [], "linked": {"a": value}}, {"contacts": [{"phones": value}]}):
            found = validator.validate(document, "contact.read").errors
            assert "too_large" in {error.params.get("reason") for error in found}


def test_the_same_object_may_occur_twice(validator: Validator) -> None:
    """Shared objects are common in Python and mean nothing in JSON."""
    phone = {"label": "phone", "number": "123456789"}
    contact = {"phones": [phone] * 20}
    assert validator.validate({"contacts": [contact]}, "contact.update").valid


def test_every_bad_value_or_its_container_is_reported(validator: Validator) -> None:
    """A thousand bad values are reported one by one, and more than a hundred thousand as one."""
    found = validator.validate({"contacts": [{"email": b"x", "state": b"y"} for _ in range(500)]}, "contact.read").errors
    assert sum(error.code == "not_representable" for error in found) == 1_000
    assert not any(error.code == "null" for error in found)
    copy, problems = guard.survey([[set()] * 100_001, 1])
    assert (copy, problems) == ([None, 1], (((0,), "too_large"),))


def test_a_long_text_that_is_shared_is_counted_each_time(validator: Validator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each hundred characters count as a value, so that sharing cannot make more text than memory holds."""
    monkeypatch.setattr(guard, "MAX_VALUES", 20_000)
    monkeypatch.setattr(guard, "_LONG", 500_000)
    monkeypatch.setattr(guard, "_LONG_FEW", 100_000)
    text = "x" * 10_000
    many = [{"private_notes": text} for _ in range(300)]
    for document in ({"contacts": many}, {"contacts": [], "linked": {"a": [text] * 300}}, {"contacts": [{text: None}] * 300}):
        assert guard.snapshot(document) is None
        found = validator.validate(document, "contact.read").errors
        assert "too_large" in {error.params.get("reason") for error in found}
    assert guard.snapshot({"contacts": [text]}) is not None


def test_an_object_of_an_unhashable_class_is_reported(validator: Validator) -> None:
    """The metaclass raises when the class is hashed or compared."""

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
    """Their length does not matter: no rule depends on it, and Python's limit on writing integers is not reached."""
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
    """Values that JSON can write are plain, and a survey copies them without a problem."""
    text = guard.snapshot(value)
    assert text is not None
    assert json.loads(text) == value
    copy, problems = guard.survey(value)
    assert copy == value
    assert problems == ()


def test_a_document_that_is_changed_after_validation_keeps_its_report() -> None:
    """Warnings are computed later, from the document as it was."""
    document = documented("contact.create")
    report = Validator().validate(document, "contact.create")
    document["contacts"].append(document)
    document["contacts"][0]["phones"].clear()
    assert [warning.code for warning in report.warnings] == ["phone_doubtful"] * 3


def test_a_deep_document_is_left_to_the_slower_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document with more levels than the limit never reaches the fast encoder, and its verdict is the same."""
    monkeypatch.setattr(guard, "MAX_WRITTEN", 4)
    for width in (0, 1, 50):
        shallow, deep = _deep(3, beside=[None] * width), _deep(6, beside=[None] * width)
        assert guard.snapshot(shallow) is not None
        assert guard.snapshot(deep) is None
        for document in (shallow, deep):
            assert not validate(document, "contact.read").valid
            assert not validate_json(json.dumps(document), "contact.read").valid
            assert validate({"contacts": [], "links": {"contacts.x": document}}, "contact.read").errors


def _deep(levels: int, inner: Any = None, *, beside: Any = ()) -> Any:
    """Return nested lists, with a value in the innermost one and the same siblings at each level."""
    value = [inner]
    for _ in range(levels - 1):
        value = [value, *beside]
    return value


MANY = [None] * 300
SHARED: list[int] = [0] * 1_000


@pytest.mark.parametrize(
    "around", [lambda one: one, lambda one: [one, MANY], lambda one: {"a": {"b": one}}, lambda one: [*MANY, one]]
)
@pytest.mark.parametrize(
    ("value", "is_plain"),
    [
        (None, True),
        (True, True),
        (0, True),
        (1.5, True),
        ("", True),
        ([], True),
        ({}, True),
        ([1, "a", None, True, [2.5, {"b": []}]], True),
        (2**64 - 1, True),
        (-(2**63), True),
        (2**64, False),
        (-(2**63) - 1, False),
        (math.nan, False),
        ([math.inf], False),
        ({"a": -math.inf}, False),
        ("\ud800", False),
        ({"\ud800": 1}, False),
        ({1: 1}, False),
        ({Text("a"): 1}, False),
        ((1,), False),
        ({"a": ()}, False),
        (Text("a"), False),
        (Number(1), False),
        (collections.OrderedDict(), False),
        ([b"a"], False),
        (Colour.RED, False),
        (dt.date(2020, 1, 1), False),
        (Record(), False),
        ([0.5] * 300, True),
        ([[0.5, math.nan]] * 300, False),
        ({str(number): [number] for number in range(300)}, True),
        ([[]] * 300, True),
    ],
)
def test_a_value_is_plain_or_needs_a_survey(around: Any, value: Any, *, is_plain: bool) -> None:
    """A plain value gives its JSON text, and any other value gives None, whether it has few parts or many."""
    document = around(value)
    assert guard.snapshot(document) == (json.dumps(document, separators=(",", ":")).encode() if is_plain else None)


@pytest.mark.parametrize("beside", [(), (1,), (0.5,), (1, 2, 3, 4)], ids=["nothing", "integer", "float", "many"])
def test_sixty_four_levels_are_plain(beside: Any) -> None:
    """A 65th level is too deep, whatever its siblings are. The fast encoder writes at most 32 levels."""
    assert guard.snapshot(_deep(32, beside=beside)) is not None
    assert guard.snapshot(_deep(33, beside=beside)) is None
    objects: Any = {"a": None}
    for _ in range(32):
        objects = {"a": objects, **dict.fromkeys("bcd", beside[0] if beside else None)}
    assert guard.snapshot(objects["a"]) is not None
    assert guard.snapshot(objects) is None
    assert guard.is_plain(_deep(64, beside=beside))
    assert guard.is_plain(_deep(64, "x", beside=beside))
    assert not guard.is_plain(_deep(65, beside=beside))
    assert not guard.is_plain({"a": _deep(63, {}, beside=beside)})
    assert guard.is_plain({"a": _deep(63, "x", beside=beside)})
    copy, problems = guard.survey(_deep(64, {}, beside=beside))
    assert [(len(place), reason) for place, reason in problems] == [(64, "too_deep")]
    assert copy == _deep(64, beside=beside)
    assert guard.survey(_deep(64, "x", beside=beside)) == (_deep(64, "x", beside=beside), ())


def test_a_list_that_is_shared_a_few_times_is_plain() -> None:
    """Beyond a hundred thousand values that are reached through a few shared lists, the fast encoder is not used."""
    assert guard.snapshot([SHARED] * 100) is not None
    assert guard.snapshot([SHARED] * 101) is None
    assert guard.snapshot([*[SHARED] * 100, [0]]) is None
    assert guard.snapshot([list(SHARED) for _ in range(101)]) is not None
    assert guard.snapshot([[0] * 20_000] * 31) is not None


LOOP: list[Any] = [1]
LOOP.append({"a": LOOP})


@pytest.mark.parametrize(
    ("value", "copy", "problems"),
    [
        (5, 5, []),
        (None, None, []),
        (math.nan, None, [((), "not_a_number")]),
        ((1, (2.5, "a")), [1, [2.5, "a"]], []),
        (
            {"a": {1}, "b": [b"", "x"], "c": 1j},
            {"a": None, "b": [None, "x"], "c": None},
            [(("a",), "set"), (("b", 0), "bytes"), (("c",), "complex")],
        ),
        (
            {1: "a", "b": 2, "\ud800": 3, None: 4},
            {"b": 2},
            [((), "key_not_text"), ((), "key_lone_surrogate"), ((), "key_not_text")],
        ),
        (
            [{5: math.inf}, {Text("x"): 1, "y": "\udfff"}],
            [{}, {"x": 1, "y": None}],
            [((0,), "key_not_text"), ((1, "y"), "lone_surrogate")],
        ),
        (10**300, 10**300, []),
        (10**300 + 1, 10**300, []),
        (-(10**301), -(10**300), []),
        (LOOP, [1, {"a": None}], [((1, "a"), "cycle")]),
        ([LOOP, LOOP], [[1, {"a": None}]] * 2, [((0, 1, "a"), "cycle"), ((1, 1, "a"), "cycle")]),
        (
            [set(), Number(1), Hostile(), True],
            [None, 1, None, True],
            [((0,), "set"), ((2,), "python_type")],
        ),
    ],
)
def test_a_survey_copies_what_it_can(value: Any, copy: Any, problems: Any) -> None:
    """All other parts are reported, each with its place."""
    assert guard.survey(value) == (copy, tuple(problems))


@pytest.mark.parametrize(
    "value",
    [
        TextColour.RED,
        Level.ONE,
        Share.HALF,
        Text("male"),
        Number(1),
        np.float64(0.5),
        np.str_("male"),
        Markup("<b>"),
        Pair(1, "x"),
        Rows([1, 2]),
        collections.OrderedDict(a=1, b=TextColour.RED),
        collections.defaultdict(list, a=[1]),
        collections.Counter(a=2),
        {TextColour.RED: 1},
        Lazy(a=1),
        [Lazy(a=1), Lazy(a=1)],
        [Pair(Level.ONE, collections.OrderedDict(x=Pair(1, 2)))],
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_subclass_is_copied_as_json_writes_it(value: Any) -> None:
    """The copy equals the output of ``json.dumps``, which writes each of these without complaint."""
    copy, problems = guard.survey(value)
    assert problems == ()
    assert copy == json.loads(json.dumps(value))
    plain = guard.survey(copy)[0]
    assert repr(plain) == repr(copy)  # of JSON's own types throughout


def test_a_payload_of_subclasses_is_validated_as_it_is_sent(validator: Validator) -> None:
    """Its errors have their places, and its warnings are found."""
    host = collections.OrderedDict(firstname=Markup("Ana"), lastname=Text("B"), email=Markup("nope"), user_id=Level.ONE)
    report = validator.validate(collections.defaultdict(list, {"hosts": [host]}), "host.create")
    assert [(error.code, error.pointer) for error in report.errors] == [("email", "/hosts/0/email")]
    host["email"] = Markup("")
    report = validator.validate({"hosts": (host,)}, "host.create")
    assert [(one.code, one.pointer) for one in (*report.errors, *report.warnings)] == [("blank", "/hosts/0/email")]


def test_a_survey_reports_up_to_a_hundred_thousand_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond that number, the container of the places is reported. The test lowers the limit to a hundred."""
    assert guard.MAX_PROBLEMS == 100_000
    monkeypatch.setattr(guard, "MAX_PROBLEMS", 100)
    assert guard.survey([[set()] * 100, 1]) == ([[None] * 100, 1], tuple(((0, index), "set") for index in range(100)))
    assert guard.survey([[set()] * 101, 1]) == ([None, 1], (((0,), "too_large"),))
    assert guard.survey([[set()] * 60, [set()] * 60]) == (None, (((), "too_large"),))
    keys: dict[Any, int] = dict.fromkeys(range(100), 1)
    assert guard.survey({**keys, "a": 1}) == ({"a": 1}, (((), "key_not_text"),) * 100)
    assert guard.survey({**keys, -1: 1, "a": 1}) == (None, (((), "too_large"),))


def test_values_are_counted_as_often_as_they_appear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty million are too many.

    A container counts as one, and so do each hundred characters of a text or key. The test lowers the limit.
    """
    assert guard.MAX_VALUES == 20_000_000
    monkeypatch.setattr(guard, "MAX_VALUES", 2_000)
    hundred = [0] * 99  # and itself
    rest = [hundred] * 19
    assert guard.survey([*rest, [0] * 98])[1] == ()
    assert guard.survey([*rest, [0] * 99])[1] == (((), "too_large"),)
    text = "x" * 9_999  # counts as 99 for its characters and one for itself
    assert guard.survey([[text] * 19])[1] == ()
    assert guard.survey([[text] * 20])[1] == (((0,), "too_large"),)
    assert guard.survey([[text + "x"] * 19, [0] * 78])[1] == ()
    assert guard.survey([[text + "x"] * 19, [0] * 79])[1] == (((), "too_large"),)
    assert guard.survey([{text: None} for _ in range(19)])[1] == ()
    assert guard.survey([{text: None} for _ in range(20)])[1] == (((), "too_large"),)
    assert guard.survey({f"{text}{number}": None for number in range(10, 30)})[1] == (((), "too_large"),)
    assert guard.survey({f"{number:099}": None for number in range(1_500)})[1] == ()
    monkeypatch.setattr(guard, "MAX_VALUES", 100)
    leaves: list[Any] = [None, True, 5, 0.5, "x" * 99, set()]
    for one in leaves:
        assert guard.survey([one] * 99)[0] is not None
        assert guard.survey([one] * 100) == (None, (((), "too_large"),))


def test_many_characters_of_long_texts_are_looked_at_closely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shared texts may have more characters than memory holds. Keys count too, and the test lowers the limit to a thousand."""
    assert (guard._LONG, guard._LONG_FEW) == (500_000_000, 1_000_000)  # noqa: SLF001  # no interface
    monkeypatch.setattr(guard, "_LONG", 1_000)
    many = ["x" * 4] * 250
    assert guard.snapshot([many, ["y"]]) is not None
    assert guard.snapshot(["x" * 5_000]) is not None
    monkeypatch.setattr(guard, "_LONG_FEW", 999)
    assert guard.snapshot([many]) is not None
    assert guard.snapshot([many, [1, None, True, {}]]) is not None
    assert guard.snapshot([many, ["y"]]) is None
    assert guard.snapshot([many, {"y": None}]) is None
    assert guard.snapshot(["x" * 1_000]) is not None
    assert guard.snapshot(["x" * 1_001]) is None
    assert guard.snapshot(["x" * 998, {"y" * 50: 1}]) is not None


def test_a_shared_value_is_visited_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty levels of pairs are twenty containers, not a million."""
    visited = []
    visit = guard._container  # noqa: SLF001  # how much is looked at cannot be seen from outside
    monkeypatch.setattr(guard, "_container", lambda *arguments: visited.append(1) or visit(*arguments))
    pairs: Any = []
    for _ in range(19):
        pairs = [pairs, pairs]
    assert guard.survey(pairs) == (pairs, ())
    assert len(visited) == 20


class _Fresh(list[int]):
    """A list whose items are made anew each time."""

    def __iter__(self) -> Any:
        return iter([[number] for number in list.__iter__(self)])


def test_items_that_exist_only_while_they_are_copied_are_not_confused() -> None:
    """Values are remembered by identity, which a new value may have after another is gone."""
    assert survey([_Fresh([number]) for number in range(50)]) == ([[[number]] for number in range(50)], ())


def test_a_cycle_that_closes_below_64_levels_is_reported_as_a_cycle() -> None:
    """The reason is the cycle, and not the depth."""
    first: list[Any] = []
    last = first
    for _ in range(63):
        last.append([])
        last = last[0]
    last.append(first)
    assert guard.survey(first)[1] == (((0,) * 64, "cycle"),)


def test_an_interrupt_waits_until_the_library_for_json_is_ready(tmp_path: Path) -> None:
    """An extension whose start is broken off may leave Python in any state. The interrupt comes when its module is complete."""
    (tmp_path / "orjson.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nis_ready = True\n")
    program = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
from bs_validate._instance.guard import fast_json
try:
    fast_json()
except KeyboardInterrupt:
    print(sys.modules["orjson"].is_ready)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)  # noqa: S603  # ours
    assert run.stdout == "True\n"
