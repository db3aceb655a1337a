"""Draw wrong values: for each keyword at a place, values that break only this keyword, with the code of the error."""

import math
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bs_validate._schema.applicators import JSON, JsonSchema
from bs_validate._schema.patterns import compiled
from bs_validate.formats import FORMATS
from bs_validate.strategies import texts, values
from bs_validate.strategies.branches import KINDS, Branch, bounds, choices, keeps, kinds, kinds_of, members
from bs_validate.strategies.spots import Planted
from bs_validate.strategies.values import ANY, kind_of

#: Undocumented names. Some are close to a field, and some are quoted only in part.
_NAMES = st.sampled_from(["x", "first_name", "Email", "", "0", "a/b~c", "x" * 50, "\x1b[31m", "__proto__"])


class Wrong(NamedTuple):
    """A way to break a schema: the code, the location of the fault below the place (``*`` for any name), and the values."""

    code: str
    below: tuple[str, ...]
    drawn: Callable[[], SearchStrategy[Planted]]


def wrongs(branch: Branch) -> Iterator[Wrong]:
    """Yield the ways to break the schemas at a place."""
    yield from _types(branch)
    taken = kinds(branch)
    if choices(branch) is not None:
        if _kinds_of_no_choice(branch):
            yield _value("choice", partial(_no_choice, branch), branch)
    elif "string" in taken:
        yield from _texts(branch)
    if "string" in taken and choices(branch) is not None and any(map(values.is_filled, bounds(branch, "pattern"))):
        yield _value("blank", lambda: texts.blanks, branch)
    if taken & {"integer", "fraction"} and choices(branch) is None:
        yield from _numbers(branch)
    if "array" in taken:
        yield from _lists(branch)
    if "object" in taken:
        yield from _objects(branch)
    yield from _python_values(branch)


def _value(code: str, drawn: Callable[[], SearchStrategy[JSON]], branch: Branch) -> Wrong:
    kept = keeps(branch) if branch.assumed or branch.denied else None

    def planted() -> SearchStrategy[Planted]:
        value = drawn()
        return (value if kept is None else value.filter(kept)).map(lambda one: Planted(one, ()))

    return Wrong(code, (), planted)


def _types(branch: Branch) -> Iterator[Wrong]:
    asserted: frozenset[str] = frozenset(KINDS)
    for one in branch.asserted:
        asserted &= kinds_of(one)
    listed = choices(branch)
    if listed is not None and not any("type" in one for one in branch.asserted):
        asserted = frozenset(map(kind_of, listed))
    for either in (one[keyword] for one in branch.asserted for keyword in ("anyOf", "oneOf") if keyword in one):
        taken = frozenset().union(*map(kinds_of, either))
        for kind in KINDS:
            if kind not in taken:
                yield _value("null" if kind == "null" else "type", partial(ANY.__getitem__, kind), Branch())
    possible = kinds(Branch((), branch.assumed, branch.denied))
    for kind in KINDS:
        if kind not in asserted and kind in possible:
            yield _value("null" if kind == "null" else "type", partial(ANY.__getitem__, kind), branch)


def _kinds_of_no_choice(branch: Branch) -> frozenset[str]:
    """Return the kinds of values that are wrong only because they are not a choice: by default, those of the choices."""
    taken = kinds(branch) - {"null"}
    listed = frozenset(map(kind_of, choices(branch) or ()))
    is_typed = any("type" in one for one in branch.asserted if "enum" in one or "const" in one)
    return taken & (listed | {"string"} if is_typed else listed)


def _no_choice(branch: Branch) -> SearchStrategy[JSON]:
    """Draw a value of the right kind that is not a choice, and not blank if a blank text is another fault."""
    listed = choices(branch) or []
    near = [change(one) for one in listed if type(one) is str for change in (str.swapcase, "{} ".format, "x{}".format)]
    found = _kinds_of_no_choice(branch)
    drawn = [ANY[kind] for kind in KINDS if kind in found - {"string"}]
    if "string" in found:
        other = {"asserted": tuple({key: one[key] for key in one if key not in ("enum", "const")} for one in branch.asserted)}
        drawn = [values.text_of(branch._replace(**other)), *([st.sampled_from(near)] if near else []), *drawn]
    return st.one_of(drawn).filter(lambda value: value not in listed)


def _texts(branch: Branch) -> Iterator[Wrong]:
    patterns = bounds(branch._replace(assumed=()), "pattern")
    forbidden = [one["not"]["pattern"] for one in branch.asserted if "pattern" in one.get("not", {})]
    longest = min(bounds(branch, "maxLength"), default=None)
    shortest = max(bounds(branch, "minLength"), default=0)
    formats = values.format_codes(branch._replace(assumed=()))
    beside = {pattern for one in branch.asserted for pattern in _beside_format(one)}
    is_needed = any("minLength" in one and any(_beside_format(one)) for one in branch.asserted)
    if is_needed or any(map(values.is_filled, patterns)):
        yield _value("blank", lambda: texts.blanks, branch)
    elif shortest > 0:
        yield _value("blank", lambda: st.just(""), branch)
    for pattern in patterns:
        if not values.is_filled(pattern) and pattern not in beside:
            yield _value("pattern", partial(_unlike, branch, pattern), branch)
    if formats - {"non_printable"}:
        code = min(formats - {"non_printable"})
        yield _value(code, lambda: texts.REFUSED[code], branch)
    elif shortest > 1:
        yield _value("too_short", lambda: values.text_of(branch, shortest=1, longest=shortest - 1), branch)
    if longest is not None:
        yield from _too_long(branch, longest, formats)
    if "non_printable" in formats or any(map(values.is_of_control, forbidden)):
        yield _value("non_printable", lambda: _with_control(branch, longest), branch)


def _beside_format(schema: JsonSchema) -> Iterator[str]:
    """Yield the pattern of a schema whose errors are reported as those of a format beside it."""
    if "format" in schema and "pattern" in schema:
        format_ = FORMATS[schema["format"]]
        if format_.code == "type" or format_.has_beside("pattern", schema["pattern"]):
            yield schema["pattern"]


def _unlike(branch: Branch, pattern: str) -> SearchStrategy[str]:
    """Draw texts that break only a pattern. They are not blank, because that would be another fault."""
    search = compiled(pattern).search
    return values.text_of(_without(branch, "pattern")).filter(lambda text: bool(text.strip(texts.BLANK)) and not search(text))


def _too_long(branch: Branch, longest: int, formats: set[str]) -> Iterator[Wrong]:
    codes = formats - {"non_printable"}
    if not codes:
        drawn = partial(values.text_of, branch, shortest=longest + 1, longest=longest + 1)
        yield _value("too_long", lambda: drawn() | values.text_of(branch, shortest=longest + 1, longest=longest + 9), branch)
    elif longest < 240 and codes <= texts.LONG.keys():
        make = texts.LONG[min(codes)]
        yield _value("too_long", lambda: st.integers(max(longest + 1, 10), 250).map(make), branch)


def _with_control(branch: Branch, longest: int | None) -> SearchStrategy[str]:
    """Draw a valid text with a character that does not print inserted at any position."""
    shortest = max(bounds(branch, "minLength"), default=0)
    text = values.text_of(branch) if longest is None else values.text_of(branch, shortest=shortest, longest=longest - 1)
    control = st.sampled_from("\t" + texts.NON_PRINTABLE)
    return st.builds(lambda one, char, at: one[:at] + char + one[at:], text, control, st.integers(0, longest or 200))


def _without(branch: Branch, *keywords: str) -> Branch:
    return branch._replace(asserted=tuple({key: one[key] for key in one if key not in keywords} for one in branch.asserted))


def _numbers(branch: Branch) -> Iterator[Wrong]:
    held = branch._replace(assumed=())
    fraction = "fraction" in kinds(branch)
    for keyword, code, sign in (
        ("minimum", "minimum", -1),
        ("exclusiveMinimum", "minimum", -1),
        ("maximum", "maximum", 1),
        ("exclusiveMaximum", "maximum", 1),
    ):
        for bound in bounds(held, keyword):
            if type(bound) is int and not bounds(held, "multipleOf"):
                least = 0 if keyword.startswith("exclusive") else 1
                yield _value(code, partial(_beyond, bound, sign, least, fraction=fraction), branch)


def _beyond(bound: int, sign: int, least: int, *, fraction: bool) -> SearchStrategy[JSON]:
    """Draw numbers on the wrong side of a bound."""
    whole: SearchStrategy[JSON] = st.integers(least).map(lambda by: bound + sign * by)
    return whole | st.floats(0.125, 1e9).map(lambda by: bound + sign * by) if fraction else whole


def _lists(branch: Branch) -> Iterator[Wrong]:
    fewest = max(bounds(branch, "minItems"), default=0)
    most = min(bounds(branch, "maxItems"), default=None)
    if fewest:
        fewer = values.list_of(_bounded(branch, 0, fewest - 1))
        yield _value("too_few", lambda: fewer, branch)
    if most is not None:
        more = values.list_of(_bounded(branch, most + 1, most + 2))
        yield _value("too_many", lambda: more, branch)
    if any(bounds(branch, "uniqueItems")) and (most is None or most > 1):
        some = values.list_of(_bounded(branch, max(fewest - 1, 1), most - 1 if most else max(fewest, 3)))
        yield _value("constraint", lambda: some.map(lambda items: [*items, items[0]]), branch)


def _bounded(branch: Branch, fewest: int, most: int) -> Branch:
    other = _without(branch, "minItems", "maxItems")
    return other._replace(asserted=(*other.asserted, {"minItems": fewest, "maxItems": most}))


def _objects(branch: Branch) -> Iterator[Wrong]:
    found = members(branch)
    named = {name: values.parts(part) for name, part in found.named.items()}
    needed = {name for one in branch.asserted for name in one.get("required", ())}
    needed -= {name for one in branch.assumed for name in one.get("required", ())}
    for name in sorted(needed):
        rest = partial(values.members_of, found, named, name)
        yield Wrong("required", (name,), lambda name=name, rest=rest: rest().map(lambda one: Planted(one, (name,))))  # type: ignore[misc]  # fmt: skip  # their defaults
    if found.others is None:
        patterns = [compiled(one) for some in bounds(branch, "patternProperties") for one in some]

        def unknown() -> SearchStrategy[Planted]:
            every = _NAMES | st.text(texts.characters, max_size=50) | st.one_of([st.just(f"{name}s") for name in sorted(named)])
            names = every.filter(lambda name: name not in named and not any(one.search(name) for one in patterns))
            whole = values.members_of(found, named)
            return st.builds(lambda others, name, value: Planted({**others, name: value}, (name,)), whole, names, values.anything)

        yield Wrong("unknown_field", ("*",), unknown)
    whole = partial(values.members_of, found, named)
    bad = _KEYS
    yield Wrong(
        "not_representable", (), lambda: st.builds(lambda one, key: Planted({**one, key: 1}, ()), whole(), st.sampled_from(bad))
    )


_KEYS: list[JSON] = [1, None, b"x", "\ud800", (1, 2), 1.5]
_PYTHON: list[JSON] = [
    b"x",
    math.nan,
    math.inf,
    -math.inf,
    "\ud800",
    "x\udfff",
    {1},
    frozenset("x"),
    1j,
    bytearray(b"x"),
    memoryview(b"x"),
    datetime(2014, 8, 21, tzinfo=UTC),
    date(2014, 8, 21),
    Decimal("1.5"),
    object,
    range(3),
    Ellipsis,
]


def _python_values(branch: Branch) -> Iterator[Wrong]:
    """Yield Python values without an equivalent in JSON, if the branch accepts null, which replaces them."""
    if "null" in kinds(Branch((), branch.assumed, branch.denied)):
        yield Wrong("not_representable", (), lambda: st.sampled_from(_PYTHON).map(lambda value: Planted(value, ())))
