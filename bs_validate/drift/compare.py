"""Compare the exchanges of a file with the schemas, to find both verdicts on each write and all undocumented parts."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bs_validate._check.issues import Issue
from bs_validate._instance.location import Location, dotted, quoted
from bs_validate._schema import operations
from bs_validate._schema.operations import Call
from bs_validate._schema.table import Operation
from bs_validate.drift.names import DocumentedNames, has_unknown
from bs_validate.dump import parse_422
from bs_validate.lint.calls import finder
from bs_validate.lint.check import judged
from bs_validate.lint.decide import Decision
from bs_validate.lint.place import Locator
from bs_validate.lint.readers import Document
from bs_validate.lint.readers.placeholders import HIDDEN, url_without_placeholders
from bs_validate.lint.readers.recordings.body import REQUEST, TOO_LARGE, Exchange
from bs_validate.report import FieldError
from bs_validate.validator import Validator

BOTH_ACCEPT = "both_accept"
BOTH_REFUSE = "both_refuse"
ONLY_SERVER_REFUSES = "only_server_refuses"
ONLY_WE_REFUSE = "only_we_refuse"
VERDICTS = (BOTH_ACCEPT, BOTH_REFUSE, ONLY_SERVER_REFUSES, ONLY_WE_REFUSE)
#: By whether the server accepts a write, and whether we do.
_VERDICT_OF = {
    (True, True): BOTH_ACCEPT,
    (True, False): ONLY_WE_REFUSE,
    (False, True): ONLY_SERVER_REFUSES,
    (False, False): BOTH_REFUSE,
}

_REFUSED = 422
#: The URLs of a file that are remembered without their placeholders: most recordings have few, each many times.
_MAX_URLS = 1_000
#: Statuses that any operation may answer with, whatever was sent: the API's own, of which the pages on other things tell (no
#: access, no such record, bad syntax, too many requests, to HTTPS), and 304, with which HTTP says that nothing has changed.
_OF_ANY_OPERATION = frozenset({302, 304, 400, 401, 404, 429})


class Compared(NamedTuple):
    """A write with both verdicts.

    ``ours`` has the field and the code of each of our errors, ``server`` the fields that the server named. The place is that of
    the URL in the file.
    """

    file: str
    line: int
    column: int
    operation: str
    status: int
    verdict: str
    ours: tuple[tuple[str, str], ...]
    server: tuple[str, ...]


class Undocumented(NamedTuple):
    """A thing in an exchange that is not documented, at its first place in a file.

    ``kind`` is ``operation``, ``parameter``, ``field``, ``status`` or ``value``; ``name`` is that of the operation, the parameter
    or the field, the number of the status, or the field whose value is not a documented one; ``suggestion`` may be None.
    ``operation`` is the one that it was found in.
    """

    file: str
    line: int
    column: int
    kind: str
    name: str
    suggestion: str | None
    operation: str


class Drift(NamedTuple):
    """The result for one or more files: the writes with two verdicts, the undocumented parts, and the other exchanges.

    ``no_verdict`` counts the exchanges of documented operations on which one side has no verdict.
    """

    compared: tuple[Compared, ...] = ()
    undocumented: tuple[Undocumented, ...] = ()
    no_verdict: int = 0

    @property
    def differs(self) -> bool:
        """Whether verdicts differ or something is undocumented."""
        return bool(self.undocumented) or any(one.verdict not in (BOTH_ACCEPT, BOTH_REFUSE) for one in self.compared)


class Judge(NamedTuple):
    """Judge the bodies of exchanges. ``names`` returns the documented names of a schema."""

    validator: Validator
    names: Callable[[str], DocumentedNames]

    def __call__(self, document: Document | None, schema: str, fields: frozenset[str] | None) -> list[FieldError] | None:
        """Return our errors about a body, with warnings if it may have an undocumented field, or None if it is unreadable.

        ``fields`` are those that a response was asked for, or None for all.
        """
        if document is None or document.body is None or (document.body.unreadable and document.body.unreadable != TOO_LARGE):
            return None
        doubtful = has_unknown(self.names(schema), document.decoded.value)
        if not doubtful and self.validator.is_valid_decoded(document.decoded, schema):
            return []
        fields = frozenset() if document.body.is_partial else fields
        return judged(document, Decision(schema, "", asked_for=fields), self.validator, schema, warnings=doubtful)[1]


class _Pair(NamedTuple):
    """An exchange, its URL without placeholders, and the documents of its bodies. At least one of the two documents exists."""

    exchange: Exchange
    url: str
    request: Document | None
    response: Document | None

    def place(self, location: Location) -> tuple[int, int]:
        """Return the line and column of the location of the URL or the status in the recording."""
        document = self.request or self.response
        if document is None or document.outer is None:
            return 1, 1
        page, offset = document.outer(location)
        return page.place(offset)


def drift(file: str, documents: Iterable[Document], judge: Judge) -> Drift:
    """Compare the recorded exchanges among the documents of a file."""
    validator = judge.validator
    compared: list[Compared] = []
    undocumented: dict[tuple[str, str, str], Undocumented] = {}
    no_verdict = 0
    find = finder(validator)
    for pair in _pairs(documents):
        call, doubts = find(pair.exchange.method, pair.url)
        found: Iterator[Undocumented]
        if call is None or (operations.names_another(call) and _accepts(pair.exchange.status or 0)):
            found = _operation(file, pair, validator)
        else:
            sent = _judged_request(pair, call.operation, judge)
            found = _of_call(file, pair, call, doubts, sent, judge)
            row = _compared(file, pair, call.operation, sent)
            if row is None:
                no_verdict += 1
            else:
                compared.append(row)
        for one in found:
            undocumented.setdefault((one.kind, one.name, one.operation), one)
    return Drift(tuple(compared), tuple(undocumented.values()), no_verdict)


def total(parts: Iterable[Drift]) -> Drift:
    """Return the results of several files, or of consecutive parts of one, as one."""
    every = tuple(parts)
    undocumented: dict[tuple[str, str, str, str], Undocumented] = {}
    for part in every:
        for one in part.undocumented:
            undocumented.setdefault((one.file, one.kind, one.name, one.operation), one)
    return Drift(
        tuple(one for part in every for one in part.compared),
        tuple(undocumented.values()),
        sum(part.no_verdict for part in every),
    )


def _pairs(documents: Iterable[Document]) -> Iterator[_Pair]:
    """Yield the exchanges in which documents were recorded. The two bodies of an exchange are adjacent.

    An exchange with several bodies on one side, of which a user chooses one, is several exchanges.
    """
    pair: _Pair | None = None
    url_of = lru_cache(maxsize=_MAX_URLS)(url_without_placeholders)
    for document in documents:
        body = document.body
        if body is None:
            continue
        is_request = body.side == REQUEST
        is_other = pair is None or body.exchange is not pair.exchange
        if pair is None or is_other or (pair.request if is_request else pair.response) is not None:
            if pair is not None:
                yield pair
            exchange, url, request, response = body.exchange, url_of(body.exchange.url), None, None
        else:
            exchange, url, request, response = pair
        pair = _Pair(exchange, url, document, response) if is_request else _Pair(exchange, url, request, document)
    if pair is not None:
        yield pair


def _judged_request(pair: _Pair, operation: Operation, judge: Judge) -> list[FieldError] | None:
    """Return our errors and warnings about a request, or None if it has no body or an unreadable one.

    An empty text counts as no body, because many recorders leave bodies out.
    """
    sent = pair.request
    is_empty = sent is None or sent.body is None or sent.body.content in ("", b"")
    return None if operation.request is None or is_empty else judge(sent, operation.request, None)


def _accepts(status: int) -> bool:
    return 200 <= status < 300


def _compared(file: str, pair: _Pair, operation: Operation, sent: list[FieldError] | None) -> Compared | None:
    """Return both verdicts on a write, or None if one side has no verdict."""
    status = pair.exchange.status
    if sent is None or status is None or not (_accepts(status) or status == _REFUSED):
        return None
    errors = tuple((_field(one), one.code) for one in sent if one.severity == "error")
    verdict = _VERDICT_OF[_accepts(status), not errors]
    named = () if _accepts(status) else _refused(pair.response)
    return Compared(file, *pair.place(pair.exchange.url_at), str(operation), status, verdict, errors, named)


def _refused(answer: Document | None) -> tuple[str, ...]:
    """Return the fields that the server names in a refusal, each once. The name of the record itself is empty."""
    if answer is None or not answer.decoded.readable:
        return ()
    return tuple(dict.fromkeys(quoted(one.field) for one in parse_422(answer.decoded.value).errors))


def _operation(file: str, pair: _Pair, validator: Validator) -> Iterator[Undocumented]:
    """Yield the operation of an exchange, if it is on a documented collection."""
    name = operations.undocumented(validator.operations, pair.exchange.method, pair.url)
    if name is not None:
        yield Undocumented(file, *pair.place(pair.exchange.url_at), "operation", name, None, name)


def _of_call(
    file: str, pair: _Pair, call: Call, doubts: Iterable[Issue], sent: list[FieldError] | None, judge: Judge
) -> Iterator[Undocumented]:
    """Yield the undocumented parts of an exchange: its method, parameters, status, and parts of its bodies."""
    operation, exchange = call.operation, pair.exchange
    if call.is_undocumented:
        name = f"{exchange.method.upper()} {operation.path}"
        yield Undocumented(file, *pair.place(exchange.url_at), "operation", name, str(operation), name)
    for doubt in doubts:
        if doubt.code == "undocumented_parameter" and HIDDEN not in str(doubt.location[0]):
            name = quoted(str(doubt.location[0]))
            suggestion = doubt.params.get("suggestion")
            yield Undocumented(file, *pair.place(exchange.url_at), "parameter", name, suggestion, str(operation))
    status = exchange.status
    if status is None:
        return
    success = next(one for one in operation.responses if _accepts(one))
    if status not in operation.responses and status not in _OF_ANY_OPERATION:
        suggestion = str(success) if _accepts(status) else None
        yield Undocumented(file, *pair.place(exchange.status_at), "status", str(status), suggestion, str(operation))
    if not _accepts(status):
        return
    if pair.request is not None:
        yield from _in_body(file, pair.request, sent or [], operation)
    read = operation.responses.get(status, operation.responses[success])
    if pair.response is not None and read is not None:
        yield from _in_body(file, pair.response, judge(pair.response, read, call.fields) or [], operation)


#: The kinds of things in a body, by the code of the error or warning about them.
_KINDS = {"undocumented_field": "field", "unknown_field": "field", "choice": "value"}


def _in_body(file: str, document: Document, problems: Iterable[FieldError], operation: Operation) -> Iterator[Undocumented]:
    """Yield the fields and values of a body that the server accepted or sent and that the schemas do not have."""
    found = [one for one in problems if one.code in _KINDS]
    if not found:
        return
    places = document.places([one.location for one in found])
    locate = Locator(places.map)
    for one in found:
        place = places.page.place(places.start(locate(one)[0]))
        suggestion = one.params.get("suggestion")
        yield Undocumented(file, *place, _KINDS[one.code], _field(one), suggestion, str(operation))


def _field(error: FieldError) -> str:
    """Return the name of a field with ``*`` for any index. The name of the document itself is empty."""
    name = error.field or dotted(error.location)
    return ".".join("*" if part.isascii() and part.isdigit() else part for part in name.split(".")) if name else ""
