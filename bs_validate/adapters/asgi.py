"""Return the mock of the API as an ASGI application, for tests without a server."""

import os

from bs_validate.serve.http import Application
from bs_validate.serve.mock import mock, world
from bs_validate.serve.store import Memory, Store
from bs_validate.validator import DEFAULT, Validator


def app(validator: Validator | None = None, data: str | os.PathLike[str] | None = None) -> Application:
    """Return the mock of ``bs-validate serve`` as an ASGI application.

    ``data`` names a SQLite file in which the records are kept; without it they are kept in memory, each application having its
    own. A ``validator`` with schemas of your own serves the operations of its ``openapi.json``. Raises ``sqlite3.Error`` for a
    file that is not a database.
    """
    return mock(world(validator or DEFAULT, _store(data)), log=_silent)


def _store(data: str | os.PathLike[str] | None) -> Store:
    if data is None:
        return Memory()
    from bs_validate.serve.sqlite import Sqlite  # an application without a file does not need SQLite

    return Sqlite(os.fspath(data))


def _silent(_: str) -> None:
    """Discard a line of the log."""
