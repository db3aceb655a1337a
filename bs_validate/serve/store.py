"""Define the store of the mock's records, and a store that keeps them in memory."""

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple, Protocol

JSON = Any
Record = dict[str, JSON]


class RecordPage(NamedTuple):
    """One page of the requested records, and the number of records on all pages."""

    records: list[Record]
    total: int


class Store(Protocol):
    """A store of records by collection and identifier. Times are texts in a form that sorts by time."""

    def insert(self, collection: str, makers: Iterable[Callable[[int], Record]]) -> list[Record]:
        """Store new records with the next free identifiers, either all of them or none."""

    def put(self, collection: str, record: Record) -> None:
        """Store a record under its own identifier, in place of an existing one."""

    def change(self, collection: str, identifier: int, changed: Callable[[Record], Record]) -> Record | None:
        """Replace a record by the result of a function, and return the result, or None if there is no such record."""

    def find(self, collection: str, identifiers: Collection[int]) -> list[Record]:
        """Return the records with these identifiers that exist, in the order of the identifiers."""

    def page(self, collection: str, since: str, identifiers: Collection[int] | None, start: int, size: int) -> RecordPage:
        """Return a page of the records that were changed at a time or later, optionally only some identifiers, in order."""

    def delete(self, collection: str, identifier: int, now: str) -> bool:
        """Remove a record, and return whether it was there."""

    def deleted(self, collection: str, since: str) -> list[int]:
        """Return the identifiers of the records that were removed at a time or later, in order."""

    def close(self) -> None:
        """Release the resources of the store."""


class Memory:
    """Keep records in memory. Threads may share a store, one at a time."""

    __slots__ = ("_deleted", "_order", "_records")

    def __init__(self) -> None:
        """Start without records."""
        self._records: dict[str, dict[int, Record]] = {}
        self._order: dict[str, list[int]] = {}
        self._deleted: dict[str, dict[int, str]] = {}

    def insert(self, collection: str, makers: Iterable[Callable[[int], Record]]) -> list[Record]:
        """See ``Store.insert``."""
        order, gone = self._order.get(collection, []), self._deleted.get(collection, {})
        first = max(order[-1] if order else 0, max(gone, default=0)) + 1
        records = [make(first + index) for index, make in enumerate(makers)]
        for record in records:
            self.put(collection, record)
        return records

    def put(self, collection: str, record: Record) -> None:
        """See ``Store.put``."""
        known = self._records.setdefault(collection, {})
        if record["id"] not in known:
            insort(self._order.setdefault(collection, []), record["id"])
        known[record["id"]] = record
        self._deleted.get(collection, {}).pop(record["id"], None)

    def change(self, collection: str, identifier: int, changed: Callable[[Record], Record]) -> Record | None:
        """See ``Store.change``."""
        known = self._records.get(collection, {})
        if identifier not in known:
            return None
        known[identifier] = changed(known[identifier])
        return known[identifier]

    def find(self, collection: str, identifiers: Collection[int]) -> list[Record]:
        """See ``Store.find``."""
        known = self._records.get(collection, {})
        return [known[one] for one in identifiers if one in known]

    def page(self, collection: str, since: str, identifiers: Collection[int] | None, start: int, size: int) -> RecordPage:
        """See ``Store.page``."""
        known, order = self._records.get(collection, {}), self._order.get(collection, [])
        if not since and identifiers is None:
            return RecordPage([known[one] for one in order[start : start + size]], len(order))
        wanted = order if identifiers is None else sorted({one for one in identifiers if one in known})
        found = [one for one in wanted if str(known[one].get("updated_at", "")) >= since]
        return RecordPage([known[one] for one in found[start : start + size]], len(found))

    def delete(self, collection: str, identifier: int, now: str) -> bool:
        """See ``Store.delete``."""
        if self._records.get(collection, {}).pop(identifier, None) is None:
            return False
        order = self._order[collection]
        del order[bisect_left(order, identifier)]
        self._deleted.setdefault(collection, {})[identifier] = now
        return True

    def deleted(self, collection: str, since: str) -> list[int]:
        """See ``Store.deleted``."""
        return sorted(one for one, time in self._deleted.get(collection, {}).items() if time >= since)

    def close(self) -> None:
        """See ``Store.close``."""
