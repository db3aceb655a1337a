"""Define the command ``serve``."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bs_validate.cli import console
from bs_validate.cli.parsing import add_schemas

if TYPE_CHECKING:
    from bs_validate.serve.answers import World
    from bs_validate.validator import Validator

#: Free on most machines, and easy to remember: it begins like the status of an invalid payload.
_PORT = 4220
_DESCRIPTION = """\
Serve the API on this machine: a mock that stores the records it is sent, or with
--to a proxy that answers invalid writes itself and passes on everything else. The
log, on standard error, contains no values of payloads."""
_EPILOG = """\
examples:
  bs-validate serve                                        a mock that starts empty
  bs-validate serve --data mock.sqlite --seed tests/cassettes/contacts.yml
  bs-validate serve --to https://www.bookingsync.com       a proxy: invalid writes never leave
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "serve",
        help="serve a mock of the API, or a proxy that stops invalid writes",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", type=_host, default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument(
        "--port", type=_port, default=_PORT, metavar="N", help=f"the port; 0 takes any free one (default: {_PORT})"
    )
    mock = parser.add_argument_group("mock")
    mock.add_argument("--data", type=_file, metavar="FILE", help="keep the records in a SQLite file instead of in memory")
    mock.add_argument(
        "--seed",
        metavar="FILE",
        action="append",
        default=[],
        help="start with the records in a file, or in standard input (-): a recording or payloads",
    )
    proxy = parser.add_argument_group("proxy")
    proxy.add_argument("--to", metavar="URL", help="pass requests on to the server at this URL")
    proxy.add_argument("--responses", action="store_true", help="check the server's responses too, and log their faults")
    add_schemas(parser)
    parser.set_defaults(run=_run)


def _host(text: str) -> str:
    """Return the address without the brackets that an IPv6 address has in a URL."""
    if not text:  # the operating system would take it for all addresses
        raise argparse.ArgumentTypeError("must be an address, such as 127.0.0.1, or 0.0.0.0 for all of them")
    return text[1:-1] if text.startswith("[") and text.endswith("]") else text


def _file(text: str) -> str:
    if not text:  # such as that of an unset variable, for which SQLite would make a temporary file
        raise argparse.ArgumentTypeError("must be the name of a file")
    return text


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise argparse.ArgumentTypeError("must be a number from 0 to 65535")
    return int(text)


def _sentence(error: OSError) -> str:
    from bs_validate.lint.wording import sentence  # a server that starts does not need the reader of files

    return sentence(error)


def _run(arguments: argparse.Namespace) -> int:
    try:
        from bs_validate.serve import run
    except ModuleNotFoundError as missing:
        console.complain(f"serve needs {missing.name}", 'Install it with: pip install "bs-validate[serve]"')
        return console.FAILED
    if arguments.to is not None and (arguments.data is not None or arguments.seed):
        console.complain("--to cannot be used with --data or --seed: a proxy keeps no records")
        return console.FAILED
    if arguments.responses and arguments.to is None:
        console.complain("--responses needs --to: the mock checks its own responses")
        return console.FAILED
    from bs_validate.validator import Validator  # the other commands have their own ways to it

    validator = Validator(arguments.schemas)
    if not validator.operations:  # the mock would answer everything with 404, and the proxy would check nothing
        console.complain(f"{arguments.schemas}: there are no operations to serve; they are read from its openapi.json")
        return console.FAILED
    try:
        application = _mock(arguments, validator) if arguments.to is None else _proxy(arguments, validator)
        listener = run.listening(arguments.host, arguments.port)
    except _Unusable as unusable:
        console.complain(str(unusable))
        return console.FAILED
    except OSError as error:
        console.complain(f"cannot listen on {arguments.host}, port {arguments.port}: {_sentence(error)}")
        return console.FAILED
    _log(f"listening on {run.address(listener)}/api/v3/ (Ctrl-C to stop)")
    run.run(application, listener, _log, adds_date=arguments.to is None)
    _log("stopped")
    return 0


def _log(line: str) -> None:
    console.remark([line])


class _Unusable(ValueError):
    """Raised for an argument that the server cannot use, with the reason."""


def _proxy(arguments: argparse.Namespace, validator: "Validator") -> Any:
    from bs_validate.serve import proxy

    try:
        target = proxy.upstream(arguments.to)
    except ValueError as error:
        raise _Unusable(f"--to {error}") from None
    return proxy.proxy(target, validator, _log, checks_answers=arguments.responses)


def _mock(arguments: argparse.Namespace, validator: "Validator") -> Any:
    from bs_validate.serve import mock
    from bs_validate.serve.store import Memory, Store

    store: Store = Memory()
    if arguments.data is not None:
        import sqlite3

        from bs_validate.serve.sqlite import Sqlite

        try:
            store = Sqlite(arguments.data)
        except sqlite3.Error as error:
            raise _Unusable(f"{arguments.data}: {error}") from None
    known = mock.world(validator, store)
    for file in arguments.seed:
        _seed(file, known)
    return mock.mock(known, _log)


def _seed(file: str, known: "World") -> None:
    """Store the valid records of a file, and log how many there are. Raises ``_Unusable``."""
    from bs_validate.serve import mock

    stored = invalid = 0
    for schema, document in _documents(file, known):
        if not _is_complete(schema, document, known):
            invalid += 1
            continue
        try:
            stored += mock.seed(known, schema, document)
        except OverflowError:
            raise _Unusable(f"{file}: an identifier is larger than SQLite can store") from None
    left_out = f" ({invalid} left out: incomplete or invalid)" if invalid else ""
    _log(f"{file}: {stored} {'record' if stored == 1 else 'records'}{left_out}")
    if not stored:
        raise _Unusable(f"{file}: there are no complete and valid records in it (bs-validate lint shows what is invalid)")


def _is_complete(schema: str, document: Any, known: "World") -> bool:
    """Return whether the resource in a document is valid, and a write has all that a new record needs."""
    checks = known.validator
    if not checks.validate(document, schema).valid:
        return False
    (collection,) = document
    if collection not in known.resources or schema == known.resources[collection].read:
        return True
    paths = [one for one in checks.operations if one.path == f"/{collection}"]
    return all(checks.validate(document, one.request).valid for one in paths if one.request)


def _documents(file: str, known: "World") -> Iterator[tuple[str, Any]]:
    """Yield a document for each resource in a file, with its schema. Only responses of a recording are taken."""
    from bs_validate.lint.decide import decide
    from bs_validate.lint.discover import STANDARD_INPUT
    from bs_validate.lint.finding import Trouble
    from bs_validate.lint.place import value_at
    from bs_validate.lint.readers import Unreadable, documents
    from bs_validate.lint.readers.recordings.body import REQUEST
    from bs_validate.lint.run import separated
    from bs_validate.lint.tasks import LARGEST, read_up_to, unpacked

    try:
        is_input = file == STANDARD_INPUT
        with open(0 if is_input else file, "rb", buffering=0, closefd=not is_input) as opened:
            data = unpacked(file, read_up_to(opened, LARGEST))
        if isinstance(data, Trouble):
            raise _Unusable(f"{file}: {data.message}")
        found = documents(file, data)
    except OSError as error:
        raise _Unusable(f"{file}: {_sentence(error)}") from None
    except Unreadable as reason:
        raise _Unusable(f"{file}: {reason}") from None
    for document in separated(found, known.validator.catalog, file):
        decision = decide(document, file, known.validator, None)
        schema, bare, value = decision.schema, decision.bare, document.decoded.value
        if schema is None or (document.body is not None and document.body.side == REQUEST):
            continue
        if bare is not None:
            yield from ((schema, {bare.envelope: [value_at(value, location)]}) for location in bare.locations)
        else:
            yield from ((schema, {name: [one]}) for name in known.resources for one in _listed(value, name))


def _listed(document: Any, name: str) -> list[Any]:
    """Return the resources under a name in a document, which has them in a list or has a single one."""
    found = document.get(name, []) if type(document) is dict else []
    return found if type(found) is list else [found]
