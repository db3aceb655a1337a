"""Find the errors and warnings of a document in one walk over it and the places of its schema, in document order.

An engine's own errors carry sentences and copies of values that are not needed, and take longer to make than everything else. So
the engine is only asked whether parts of the document are valid, and the walk goes down where one is not. It also goes down to
each value that may be doubted, if doubts are wanted. ``simple_path`` finds the same errors without any preparation; ``checker``
decides which of the two runs.
"""

from collections.abc import Collection, Iterable
from operator import attrgetter
from typing import Any

from bs_validate._check.advice import Answers
from bs_validate._check.issues import Issue, one_issue_one_error
from bs_validate._check.places import DOCUMENT, ENVELOPE, Place
from bs_validate._instance.location import Location
from bs_validate._schema.applicators import JSON
from bs_validate._schema.catalog import Schema

#: The field that has the country of a record, in which its phone numbers are read.
REGION_FIELD = "country_code"

Issues = list[Issue]
_CONTAINERS = frozenset({dict, list})
#: The errors that the keywords of an object report at its properties, by the names of the properties.
_Inside = dict[str | int, Issues]

_code = attrgetter("code")
# Faster than the constructor of a NamedTuple, which matters here because there are many.
_new: Any = tuple.__new__


class _Walk:
    """The results of a walk: doubts, and errors if they are wanted.

    If they are, ``advising`` is the same walk for a value that is known to be valid. ``answers`` are those of the libraries that
    give second opinions.
    """

    __slots__ = ("advising", "answers", "doubts", "errors", "schema", "wants_errors")

    def __init__(self, schema: Schema, *, wants_errors: bool) -> None:
        self.schema = schema
        self.wants_errors = wants_errors
        self.errors: Issues = []
        self.doubts: Issues = []
        self.answers: Answers = {}
        self.advising: _Walk | None = None  # not the walk itself: a cycle would keep the texts in the answers alive
        if wants_errors:
            self.advising = _Walk(schema, wants_errors=False)
            self.advising.doubts = self.doubts
            self.advising.answers = self.answers


def walk(
    place: Place, schema: Schema, document: JSON, *, wants_errors: bool = True, wants_doubts: bool = False
) -> tuple[Issues, Issues]:
    """Return the wanted errors of a plain document and doubts about it.

    ``place`` is the place of whole documents. A doubt at the location of an error is to be ignored.
    """
    if wants_doubts:
        found = _Walk(schema, wants_errors=wants_errors)
        _visit(found, *place.entered(document), None, [], [])
        return found.errors, found.doubts
    errors: Issues = []
    if wants_errors:
        _find(errors, schema, *place.entered(document), [])
    return errors, []


def _find(errors: Issues, schema: Schema, place: Place, value: JSON, location: Location, here: Issues) -> None:
    """Collect the errors of a value and of the values in it; ``here`` has those that the enclosing value has already found."""
    while place.is_conditional:
        place = place.settled(value)
    inside = _check(errors, place, value, location, here)
    kind = type(value)
    if kind is dict:
        children = place.children
        is_alone = len(value) == 1
        for name, item in value.items():
            child = children[name]
            said = inside.pop(name) if name in inside else None
            if child is not None and (said or is_alone or not child.is_valid(item)):
                if type(item) in _CONTAINERS or child.is_conditional:
                    _find(errors, schema, child, item, (*location, name), said or [])
                else:
                    _check(errors, child, item, (*location, name), said or [])
            elif said:
                errors += one_issue_one_error(said)
        if inside:
            for name in _ranked(schema, map(str, inside)):
                errors += one_issue_one_error(inside[name])
    elif kind is list and (items := place.items) is not None:
        is_alone = len(value) == 1
        for index, item in enumerate(value):
            if is_alone or not items.is_valid(item):
                _find(errors, schema, items, item, (*location, index), [])


def _visit(walk: _Walk, place: Place, value: JSON, location: Location, region: str | None, here: Issues, doubted: Issues) -> None:
    """Collect the doubts about a value and about the values in it, and their errors if they are wanted.

    ``here`` has the errors, and ``doubted`` the doubts, that the enclosing value has already found at this location.
    """
    while place.is_conditional:
        place = place.settled(value)
    kind = type(value)
    inside = _check(walk.errors, place, value, location, here) if walk.wants_errors else {}
    if kind is str or place.advice.tolerates:
        doubted += place.advice.about(value, location, region, walk.answers)
    if place.role:
        doubted += _of_role(walk.schema, place, value, location)
    if doubted:
        walk.doubts += sorted(doubted, key=_code)
    if kind is dict:
        _visit_object(walk, place, value, location, region, inside)
    elif kind is list:
        _visit_list(walk, place, value, location, region)


def _check(errors: Issues, place: Place, value: JSON, location: Location, here: Issues) -> _Inside:
    """Collect the errors of a value itself, and return the errors that its keywords explain at its properties."""
    inside: _Inside = {}
    if not place.is_made:
        place.make()
    for holds, explain, keyword, schema_location in place.checks[type(value)]:
        if holds(value):
            continue
        for code, path, params in explain(keyword, value):
            if path:
                inside.setdefault(path[0], []).append(_new(Issue, (code, location + path, params, schema_location)))
            else:
                here.append(_new(Issue, (code, location, params, schema_location)))
    if here:
        errors += here if len(here) == 1 else one_issue_one_error(here)
    return inside


def _of_role(schema: Schema, place: Place, value: JSON, location: Location) -> Issues:
    """Return the doubts about several resources in one create, and about a resource that changes nothing."""
    kind = type(value)
    if kind is list and place.role == ENVELOPE and schema.representation == "create":
        if len(value) > 1 and not place.advice.is_limited:
            return [Issue("many_resources", location, {"count": len(value)})]
    elif kind is dict and place.role != DOCUMENT and schema.representation == "update":
        children = [place.children[name] for name in value]
        if all(child is not None and child.is_ignored for child in children):
            return [Issue("empty_update", location, {})]
    return []


def _visit_object(
    walk: _Walk, place: Place, value: dict[str, JSON], location: Location, region: str | None, inside: _Inside
) -> None:
    """Visit the properties of an object, then the missing ones. ``inside`` has the errors that are known already, by name."""
    named = value.get(REGION_FIELD)
    region = named if type(named) is str else region
    if walk.wants_errors:
        _judge_properties(walk, place, value, location, region, inside)
    else:
        _doubt_properties(walk, place, value, location, region)
    if inside:
        for name in _ranked(walk.schema, map(str, inside)):
            walk.errors += one_issue_one_error(inside[name])
    if place.advice.expected:
        absent = (name for name in place.advice.expected if name not in value)
        walk.doubts += [Issue("absent", (*location, name), {}) for name in _ranked(walk.schema, absent)]


def _ranked(schema: Schema, names: Iterable[str]) -> list[str]:
    """Return names of properties in the order of the schema."""
    return sorted(names, key=lambda name: (schema.fields.get(name, 0), name))


def _doubt_properties(walk: _Walk, place: Place, value: dict[str, JSON], location: Location, region: str | None) -> None:
    """Visit the properties that may be doubted, and doubt those that the server ignores or that are undocumented."""
    children = place.children
    for name, item in value.items():
        child = children[name]
        if child is None:
            walk.doubts += place.advice.undocumented(name, (*location, name))
        elif child.is_ignored:
            walk.doubts.append(Issue("read_only", (*location, name), {}))
        elif item is not None and not child.is_quiet(item):
            _visit(walk, child, item, (*location, name), region, [], [])


def _judge_properties(
    walk: _Walk, place: Place, value: dict[str, JSON], location: Location, region: str | None, inside: _Inside
) -> None:
    """Visit the properties that may have errors or be doubted, and doubt those that ``_doubt_properties`` doubts."""
    children = place.children
    is_alone = len(value) == 1
    for name, item in value.items():
        child = children[name]
        said = inside.pop(name) if name in inside else None
        below = walk
        if child is None:
            walk.doubts += place.advice.undocumented(name, (*location, name))
            if said:
                walk.errors += one_issue_one_error(said)
            continue
        is_suspect = said or is_alone or not child.is_valid(item)
        if child.is_ignored:
            walk.doubts.append(Issue("read_only", (*location, name), {}))
            if is_suspect:
                _find(walk.errors, walk.schema, child, item, (*location, name), said or [])
            continue
        if not is_suspect:
            if child.is_quiet(item):
                continue
            below = walk.advising or walk
        _visit(below, child, item, (*location, name), region, said or [], [])


def _visit_list(walk: _Walk, place: Place, value: list[JSON], location: Location, region: str | None) -> None:
    """Visit the items that may have errors or doubts, and doubt repeated texts and numbers."""
    items = place.items
    if items is None:
        return
    is_checked = walk.wants_errors
    is_alone = len(value) == 1
    repeated = _repeated(value) if place.advice.has_items and len(value) > 1 else ()
    for index, item in enumerate(value):
        below = walk
        if not (is_checked and (is_alone or not items.is_valid(item))):
            if items.is_quiet(item) and index not in repeated:
                continue
            below = walk.advising or walk
        at = (*location, index)
        _visit(below, items, item, at, region, [], [Issue("duplicate_item", at, {})] if index in repeated else [])


def _repeated(value: list[JSON]) -> Collection[int]:
    """Return the indices of the texts and numbers that repeat an earlier item of a list."""
    kinds = {*map(type, value)}
    if kinds == {dict} or (kinds == {str} and len(set(value)) == len(value)):  # as nearly all lists are
        return ()
    found: dict[tuple[type, JSON], int] = {}
    return {
        index
        for index, item in enumerate(value)
        if type(item) in (str, int, float) and found.setdefault((type(item), item), index) != index
    }
