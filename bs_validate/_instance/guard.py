"""Turn any Python object into plain JSON values for the engines, and report each part without an equivalent in JSON."""

import math
from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice
from typing import Any

from bs_validate._instance.location import Location

JSON = Any
Problem = tuple[Location, str]

MAX_DEPTH = 64
#: Levels of a document that the fast encoder writes; a deeper document, which no API has, is copied value by value.
MAX_WRITTEN = 32
#: Values in one document, shared ones counted each time they appear, and each hundred characters of a text or key for one.
MAX_VALUES = 20_000_000
MAX_PROBLEMS = 100_000

_FEW = 8
_MANY = 100_000
_LONG = 500_000_000
_LONG_FEW = 1_000_000
_A_VALUE = 100
_LARGEST = 10**300
_NONE = type(None)
_NOT_JSON = (
    (bytes, "bytes"),
    (bytearray, "bytes"),
    (memoryview, "bytes"),
    (set, "set"),
    (frozenset, "set"),
    (complex, "complex"),
)


def snapshot(value: object) -> bytes | None:
    """Return a value as JSON text if it is made of exact JSON types, has up to 32 levels, and is not inflated by sharing.

    None means that ``survey`` must look at the value more closely.
    """
    kind = type(value)
    containers: list[Any] = [value] if kind is dict or kind is list else []
    length = 0 if containers else _LONG_FEW + 1
    for container in islice(containers, MAX_WRITTEN):  # each may add to the list
        for item in container.values() if type(container) is dict else container:
            if type(item) is str:
                length += len(item)
                continue
            if item is None:
                continue
            kind = type(item)
            if kind is dict or kind is list:
                containers.append(item)
            elif kind is not int and kind is not bool:
                length = _LONG_FEW + 1
                break
    # A document with so few containers has no more levels than that, and one with so little text is not inflated.
    if (length > _LONG_FEW or len(containers) > MAX_WRITTEN) and not (is_plain(value) and _is_shallow(value)):
        return None
    dumps, option = _encoder()
    try:
        return dumps(value, None, option)
    except TypeError:  # orjson's JSONEncodeError is one: a key or text that cannot be written, or a number that is too long
        return None


def _is_shallow(value: object) -> bool:
    """Return whether a plain value has few enough levels to be written by orjson."""
    level = [value]
    for _ in range(MAX_WRITTEN + 1):
        level = [item for container in level for item in _items(container)]
        if not level:
            return True
    return False


def _items(value: Any) -> Iterable[Any]:
    return value.values() if type(value) is dict else value if type(value) is list else ()


def is_plain(value: object) -> bool:
    """Return whether a value of any size is made of exact JSON types, has up to 64 levels, and is not inflated by sharing.

    False only means that this is not known. Texts and keys are only measured, not read.
    """
    level: list[Any] = [[value]]
    length = 0
    for _ in range(MAX_DEPTH + 1):
        below: list[Any] = []
        for container in level:
            length += _length_of_keys(container)
            if length > _LONG:
                return False
            for item in container.values() if type(container) is dict else container:
                kind = type(item)
                if kind is str:
                    length += len(item)
                elif kind is dict or kind is list:
                    below.append(item)
                elif kind is float:
                    if not math.isfinite(item):
                        return False
                elif kind is not int and kind is not bool and kind is not _NONE:
                    return False
        if not below:
            return length <= _LONG
        if len(below) > _FEW and sum(map(len, below)) > _MANY and len(set(map(id, below))) < len(below):
            return False  # such as a list that is a million times in a list: written out, it may need more memory than there is
        level = below
    return False


def _length_of_keys(container: Any) -> int:
    """Return the total length of the keys of a dictionary, or a number above the limit if a key is not text."""
    try:
        return len("".join(container)) if type(container) is dict else 0
    except TypeError:
        return _LONG + 1


@cache
def fast_json() -> Any:
    """Import orjson when it is first needed. An interrupt waits until it is ready: its start must not be broken off."""
    import signal

    set_mask = getattr(signal, "pthread_sigmask", None)  # Windows has none
    before = None if set_mask is None else set_mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        import orjson
    finally:
        if set_mask is not None:
            set_mask(signal.SIG_SETMASK, before)
    return orjson


@cache
def _encoder() -> tuple[Callable[..., bytes], int]:
    return fast_json().dumps, fast_json().OPT_PASSTHROUGH_SUBCLASS


def survey(value: object) -> tuple[JSON, tuple[Problem, ...]]:
    """Return a plain copy of a value, with null for each part that has no equivalent in JSON, and their places with reasons.

    Tuples become lists, and instances of subclasses of JSON's types (``StrEnum``, ``IntEnum``, ``OrderedDict``, ``Markup``) what
    ``json.dumps`` writes for them. Integers are held to 300 digits, which no rule can tell apart. The work is linear in the
    number of distinct containers. Reasons: ``bytes``, ``set``, ``complex``, ``python_type``, ``not_a_number``, ``infinite``,
    ``lone_surrogate``, ``key_not_text``, ``key_lone_surrogate`` (both at the object that has the key, which is left out of the
    copy), ``cycle``, ``too_deep`` (over 64 levels) and ``too_large`` (more values than memory would hold as text, or more than
    100,000 such places).
    """
    outcome = _visit(value, 0, {}, set())
    return outcome.copy, tuple(outcome.problems)


class _Outcome:
    """The copy of a value, the problems in it, how many values it counts for, and the items that it was made of.

    The items are kept so that no other value gets their identity as long as outcomes are remembered by identity.
    """

    __slots__ = ("copy", "items", "problems", "values")

    def __init__(self, copy: JSON, problems: list[Problem], values: int, items: object = None) -> None:
        self.copy = copy
        self.problems = problems
        self.values = values
        self.items = items


def _bad(reason: str) -> _Outcome:
    return _Outcome(None, [((), reason)], 1)


def _visit(value: object, depth: int, known: dict[tuple[int, int], _Outcome], above: set[int]) -> _Outcome:
    if not issubclass(type(value), (dict, list, tuple)):  # the type is asked, since an instance may lie about its class
        return _scalar(value)
    if depth == MAX_DEPTH:
        return _bad("too_deep" if id(value) not in above else "cycle")
    if id(value) in above:
        return _bad("cycle")
    seen = known.get((id(value), depth))
    if seen is None:
        above.add(id(value))
        seen = known[id(value), depth] = _container(value, depth, known, above)
        above.discard(id(value))
    return seen


def _container(value: Any, depth: int, known: dict[tuple[int, int], _Outcome], above: set[int]) -> _Outcome:
    is_object = issubclass(type(value), dict)
    found = _pairs(value) if is_object else _elements(value)
    if found is None:
        return _bad("python_type")
    problems: list[Problem] = []
    values = 1
    items = []
    for key, item in found:
        if not is_object:
            items.append((key, item))
        elif not issubclass(type(key), str):
            problems.append(((), "key_not_text"))
        elif not _encodable(name := str.__str__(key)):
            problems.append(((), "key_lone_surrogate"))
        else:
            items.append((name, item))
            values += len(name) // _A_VALUE
    copies = []
    for key, item in items:
        outcome = _visit(item, depth + 1, known, above)
        values += outcome.values
        if values > MAX_VALUES or len(problems) + len(outcome.problems) > MAX_PROBLEMS:
            return _bad("too_large")
        problems.extend(((key, *location), reason) for location, reason in outcome.problems)
        copies.append((key, outcome.copy))
    copy = dict(copies) if is_object else [item for _, item in copies]
    return _Outcome(copy, problems, values, found)


def _pairs(value: Any) -> Iterable[tuple[Any, Any]] | None:
    """Return the keys and values that ``json.dumps`` writes for a dictionary, or None if a subclass raises an exception."""
    if type(value) is dict:
        return value.items()
    try:
        return [(key, item) for key, item in value.items()]
    except Exception:  # noqa: BLE001  # a method of somebody's class may raise anything
        return None


def _elements(value: Any) -> Iterable[tuple[int, Any]] | None:
    """Return the elements that ``json.dumps`` writes for a list or a tuple, or None if a subclass raises an exception."""
    if type(value) is list or type(value) is tuple:
        return enumerate(value)
    try:
        return list(enumerate(value))
    except Exception:  # noqa: BLE001  # a method of somebody's class may raise anything
        return None


def _scalar(value: Any) -> _Outcome:
    kind = type(value)
    if value is None or kind is bool:
        return _Outcome(value, [], 1)
    # The methods are those of the built-in types, since those of a subclass may return anything.
    if issubclass(kind, str):
        text = str.__str__(value)
        return _Outcome(text, [], 1 + len(text) // _A_VALUE) if _encodable(text) else _bad("lone_surrogate")
    if issubclass(kind, int):
        return _Outcome(max(-_LARGEST, min(int.__index__(value), _LARGEST)), [], 1)
    if issubclass(kind, float):
        number = float.__float__(value)
        if math.isfinite(number):
            return _Outcome(number, [], 1)
        return _bad("not_a_number" if math.isnan(number) else "infinite")
    # Types are compared by identity, since a class may lie or raise, and so may its metaclass.
    for not_json, reason in _NOT_JSON:
        if kind is not_json:
            return _bad(reason)
    return _bad("python_type")


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
