"""Find the warnings about phone numbers in a document that has no other warnings."""

from collections.abc import Iterable
from operator import attrgetter

from bs_validate._check.advice import Answers
from bs_validate._check.issues import Issue
from bs_validate._check.phones.verdict import UNCOVERED, Verdict, verdict
from bs_validate._check.places import Place, Way
from bs_validate._check.walk import REGION_FIELD
from bs_validate._instance.location import Location
from bs_validate._schema.applicators import JSON
from bs_validate.formats.phone import MAX_LENGTH


def walk_phones(place: Place, document: JSON) -> list[Issue]:
    """Return what a walk over a plain document would find, in the same order; ``place`` is that of documents of the schema."""
    doubts: list[Issue] = []
    _visit(doubts, {}, *place.entered(document), None)
    return doubts


def _visit(doubts: list[Issue], answers: Answers, place: Place, value: JSON, location: Location, region: str | None) -> None:
    """Visit the properties and items that lead to phone numbers, and judge the numbers among the properties."""
    while place.is_conditional:
        place = place.settled(value)
    kind = type(value)
    if kind is dict:
        named = value.get(REGION_FIELD)
        if type(named) is str:
            region = named
        ways = place.ways
        for name, child, is_number in ways if len(ways) < 2 else _in_order(ways, value):
            item = value.get(name)
            if item is None:
                continue
            # Most texts are judged here, where no other doubt is possible and the library need not be asked.
            reason = _reason(item, region) if is_number else UNCOVERED
            if type(reason) is str:
                doubts.append(Issue("phone_doubtful", (*location, name), {"reason": reason}))
            elif reason is not None:
                _visit(doubts, answers, child, item, (*location, name), region)
    elif kind is list:
        items = place.items
        if items is not None:
            _visit_items(doubts, answers, items, value, location, region)
    elif kind is str and place.advice.is_phone:
        doubts += sorted(place.advice.about(value, location, region, answers), key=attrgetter("code"))


def _visit_items(
    doubts: list[Issue], answers: Answers, place: Place, values: list[JSON], location: Location, region: str | None
) -> None:
    """Visit the items of a list. In the common list of objects that have one number each, the numbers are judged here."""
    name = place.only_number
    for index, item in enumerate(values):
        if name is not None and type(item) is dict:
            number = item.get(name)
            if number is None:
                continue
            named = item.get(REGION_FIELD)
            reason = _reason(number, named if type(named) is str else region)
            if reason is None:
                continue
            if type(reason) is str:
                doubts.append(Issue("phone_doubtful", (*location, index, name), {"reason": reason}))
                continue
        _visit(doubts, answers, place, item, (*location, index), region)


def _reason(number: JSON, region: str | None) -> Verdict:
    """Return the reason of a doubt about a number, or None. ``UNCOVERED`` is for what needs a closer look."""
    return verdict(number, region) if type(number) is str and number.isascii() and len(number) <= MAX_LENGTH else UNCOVERED


def _in_order(ways: Iterable[Way], value: dict[str, JSON]) -> list[Way]:
    """Return the ways in the order of the properties of an object."""
    by_name = {way.name: way for way in ways}
    return [by_name[name] for name in value if name in by_name]
