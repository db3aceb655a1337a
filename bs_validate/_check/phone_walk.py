"""Find the warnings about phone numbers in a document that has no other warnings."""

from collections.abc import Iterable
from operator import attrgetter

from bs_validate._check.advice import Answers
from bs_validate._check.issues import Issue
from bs_validate._check.phones.verdict import verdict
from bs_validate._check.places import Place, Way
from bs_validate._check.walk import REGION_FIELD
from bs_validate._instance.location import Location
from bs_validate._schema.applicators import JSON
from bs_validate.formats.phone import MAX_LENGTH


def walk_phones(place: Place, document: JSON) -> list[Issue]:
    """Return what a walk over a plain document would find, in the same order; ``place`` is that of documents of the schema."""
    doubts: list[Issue] = []
    _visit(doubts, {}, place, document, (), None)
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
            if is_number and type(item) is str and item.isascii() and len(item) <= MAX_LENGTH:
                reason = verdict(item, region)
                if reason is None:
                    continue
                if type(reason) is str:
                    doubts.append(Issue("phone_doubtful", (*location, name), {"reason": reason}))
                    continue
            _visit(doubts, answers, child, item, (*location, name), region)
    elif kind is list:
        items = place.items
        if items is not None:
            for index, item in enumerate(value):
                _visit(doubts, answers, items, item, (*location, index), region)
    elif kind is str and place.advice.is_phone:
        doubts += sorted(place.advice.about(value, location, region, answers), key=attrgetter("code"))


def _in_order(ways: Iterable[Way], value: dict[str, JSON]) -> list[Way]:
    """Return the ways in the order of the properties of an object."""
    by_name = {way.name: way for way in ways}
    return [by_name[name] for name in value if name in by_name]
