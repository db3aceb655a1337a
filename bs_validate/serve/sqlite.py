"""Keep the records of the mock in one SQLite file."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable

from bs_validate.serve.store import Record, RecordPage

#: How long a write waits for another process that writes to the same file, in seconds.
_BUSY_SECONDS = 10.0
#: The largest identifier that SQLite stores.
_LARGEST_ID = 2**63 - 1

_TABLES = """
CREATE TABLE IF NOT EXISTS records (
    collection TEXT NOT NULL, id INTEGER NOT NULL, updated_at TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (collection, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS deleted (
    collection TEXT NOT NULL, id INTEGER NOT NULL, deleted_at TEXT NOT NULL, PRIMARY KEY (collection, id)
) WITHOUT ROWID;
"""
_OTHER_TABLES = """
SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('records', 'deleted') AND substr(name, 1, 7) <> 'sqlite_'
"""


class Sqlite:
    """Keep records in one SQLite file. Other servers may share the file. Threads may share this object, one at a time.

    The file is in WAL mode: an answered write survives the end of the process. A write just before a power cut may be lost,
    because nothing waits for the disk.
    """

    __slots__ = ("_file", "_opened")

    def __init__(self, file: str) -> None:
        """Open the file, which is created if necessary. Raises ``sqlite3.Error``."""
        self._file = file
        self._opened: sqlite3.Connection | None = _open(file)

    @property
    def _database(self) -> sqlite3.Connection:
        """The open file. An application that was shut down can be started again, so the file may have to be opened again."""
        if self._opened is None:
            self._opened = _open(self._file)
        return self._opened

    def insert(self, collection: str, makers: Iterable[Callable[[int], Record]]) -> list[Record]:
        """See ``Store.insert``."""
        with _Write(self._database):
            first = 1 + max(self._largest("records", collection), self._largest("deleted", collection))
            records = [make(first + index) for index, make in enumerate(makers)]
            for record in records:
                self._put(collection, record)
        return records

    def _largest(self, table: str, collection: str) -> int:
        query = f"SELECT max(id) FROM {table} WHERE collection = ?"  # noqa: S608  # a name of our own
        return int(self._database.execute(query, (collection,)).fetchone()[0] or 0)

    def put(self, collection: str, record: Record) -> None:
        """See ``Store.put``."""
        with _Write(self._database):
            self._put(collection, record)

    def _put(self, collection: str, record: Record) -> None:
        values = (collection, record["id"], str(record.get("updated_at", "")), json.dumps(record))
        self._database.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)", values)
        self._database.execute("DELETE FROM deleted WHERE collection = ? AND id = ?", values[:2])

    def change(self, collection: str, identifier: int, changed: Callable[[Record], Record]) -> Record | None:
        """See ``Store.change``."""
        with _Write(self._database):
            found = self.find(collection, [identifier])
            if not found:
                return None
            record = changed(found[0])
            self._put(collection, record)
            return record

    def find(self, collection: str, identifiers: Collection[int]) -> list[Record]:
        """See ``Store.find``."""
        query = "SELECT record FROM records WHERE collection = ? AND id = ?"
        stored = [one for one in identifiers if one <= _LARGEST_ID]
        rows = [self._database.execute(query, (collection, one)).fetchone() for one in stored]
        return [json.loads(row[0]) for row in rows if row is not None]

    def page(self, collection: str, since: str, identifiers: Collection[int] | None, start: int, size: int) -> RecordPage:
        """See ``Store.page``."""
        where, values = "collection = ? AND updated_at >= ?", [collection, since]
        if identifiers is not None:
            where += " AND id IN (SELECT value FROM json_each(?))"
            values.append(json.dumps([one for one in identifiers if one <= _LARGEST_ID]))
        total = self._database.execute(f"SELECT count(*) FROM records WHERE {where}", values).fetchone()[0]  # noqa: S608  # ours
        query = f"SELECT record FROM records WHERE {where} ORDER BY id LIMIT ? OFFSET ?"  # noqa: S608  # the values are apart
        rows = self._database.execute(query, (*values, size, min(start, _LARGEST_ID)))
        return RecordPage([json.loads(row[0]) for row in rows], total)

    def delete(self, collection: str, identifier: int, now: str) -> bool:
        """See ``Store.delete``."""
        if identifier > _LARGEST_ID:
            return False
        key = (collection, identifier)
        with _Write(self._database):
            found = self._database.execute("DELETE FROM records WHERE collection = ? AND id = ?", key).rowcount
            if found:
                self._database.execute("INSERT OR REPLACE INTO deleted VALUES (?, ?, ?)", (*key, now))
        return bool(found)

    def deleted(self, collection: str, since: str) -> list[int]:
        """See ``Store.deleted``."""
        query = "SELECT id FROM deleted WHERE collection = ? AND deleted_at >= ? ORDER BY id"
        return [row[0] for row in self._database.execute(query, (collection, since))]

    def close(self) -> None:
        """See ``Store.close``."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def _open(file: str) -> sqlite3.Connection:
    # Clients for tests, such as Starlette's, call an application from one thread after another.
    database = sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    if database.execute(_OTHER_TABLES).fetchone():
        database.close()
        raise sqlite3.DatabaseError("file is the database of another program")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.executescript(_TABLES)
    return database


class _Write:
    """A transaction that no other connection can write during."""

    __slots__ = ("_database",)

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._database.execute("COMMIT" if kind is None else "ROLLBACK")
