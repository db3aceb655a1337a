"""Answer requests as the API does, with a function that is pure except for the records that it reads and writes."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from math import ceil
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from bs_validate._check import parameters
from bs_validate._instance.decode import Decoded, decode, starts_with_mark
from bs_validate._schema import operations
from bs_validate._schema.operations import BASE, Call
from bs_validate.serve.resources import ID, LINKS, Record, Resource, create, update
from bs_validate.serve.store import RecordPage, Store
from bs_validate.validator import Validator

JSON = Any

#: The number of records on a page without ``per_page``, and the largest ``per_page``.
PER_PAGE, MOST_PER_PAGE = 100, 1000
#: The most digits of a number that are read: no store has as many records.
_DIGITS = 18
#: The methods that a path may allow, in the order of the header ``Allow``.
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
#: A media type of JSON, with or without parameters. It may be empty: a body without a media type counts as JSON.
_JSON_TYPE = re.compile(r"\s*(?:application/(?:[\w.!#$&^+-]+\+)?json\s*(?:;.*)?)?", re.IGNORECASE)
#: Texts and comments in JSON. Rails' parser allows comments.
_TEXT_OR_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*+"|/\*.*?\*/|//[^\n\r]*', re.DOTALL)


class MockRequest(NamedTuple):
    """A request to the mock.

    The path and the query are escaped, and the names of headers are in lower case. ``origin`` has the scheme and the host that
    the client has used, and the path at which the mock is mounted.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    origin: str


class Answer(NamedTuple):
    """An answer: its status, its JSON document or None, further headers, and the codes of the errors for the log."""

    status: int
    document: JSON = None
    headers: tuple[tuple[str, str], ...] = ()
    codes: tuple[str, ...] = ()


class World(NamedTuple):
    """The schemas, the records and the clock, on which answers depend as well as on the request."""

    validator: Validator
    resources: Mapping[str, Resource]
    store: Store
    now: Callable[[], str]


def answer(request: MockRequest, world: World) -> Answer:
    """Return the answer to a request, and make the change that it requests."""
    if not request.path.startswith(f"{BASE}/"):
        return _failed(404, "not_found", f"The API begins at {urlsplit(request.origin).path}{BASE}/")
    method = request.method.upper()
    url = f"{request.path}?{request.query}"
    call = _call("GET" if method == "HEAD" else method, url, world)
    if call is None or method == "OPTIONS":
        allowed = [one for one in _METHODS if _call("GET" if one == "HEAD" else one, url, world) is not None]
        if not allowed:
            return _failed(404, "not_found", "There is no such path")
        allow = (("allow", ", ".join([*allowed, "OPTIONS"])),)
        return Answer(204, headers=allow) if method == "OPTIONS" else _failed(405, "method_not_allowed", "Not allowed", allow)
    resource = world.resources[call.operation.path.split("/")[1]]
    identifiers = _identifiers(next(iter(call.path.values()))) if call.path else None
    if identifiers == [] or (identifiers and len(identifiers) > 1 and call.operation.method != "GET"):
        return _failed(404, "not_found", "There is no such record")
    if wrong := [doubt for doubt in parameters.doubts(call, url, world.validator.catalog) if doubt.code in _WRONG_VALUES]:
        return _failed(400, "bad_request", f"The parameter {wrong[0].location[0]} has a wrong value")
    if call.operation.request is not None:
        return _write(request, call, resource, identifiers, world)
    if call.operation.method == "DELETE":
        return _delete(resource, identifiers or [], world)
    return _read(request, call, resource, identifiers, world)


_WRONG_VALUES = ("type", "minimum", "time")


def _call(method: str, url: str, world: World) -> Call | None:
    return operations.find(world.validator.operations, method, url)


def _identifiers(text: str) -> list[int]:
    """Return the identifiers in a path, or nothing if one of them is not a positive number."""
    parts = [part.strip() for part in text.split(",")]
    is_sound = all(part.isascii() and part.isdigit() and part.strip("0") for part in parts)
    return list(dict.fromkeys(map(_number, parts))) if is_sound else []


def _number(digits: str) -> int:
    """Return a number from text. A number with too many digits becomes a smaller one that no record has either."""
    return int(digits.strip()[:_DIGITS])


def _failed(status: int, code: str, title: str, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    return Answer(status, {"errors": [{"code": code, "title": title}]}, headers, (code,))


def _write(request: MockRequest, call: Call, resource: Resource, identifiers: list[int] | None, world: World) -> Answer:
    """Create or update a record if the body is valid, and return the answer."""
    decoded = body_of(request.headers, request.body)
    if isinstance(decoded, Answer):
        return decoded
    refused = refusal(decoded, str(call.operation.request), world.validator)
    if refused is not None:
        is_missing = identifiers is not None and not world.store.find(resource.collection, identifiers)
        return _failed(404, "not_found", "There is no such record") if is_missing else refused
    sent = decoded.value[resource.collection]
    fields = sent if type(sent) is list else [sent]
    now = world.now()
    if identifiers is None:
        makers = [partial(create, resource, one, now) for one in fields]
        made = world.store.insert(resource.collection, makers)
        location = f"{request.origin}{BASE}/{resource.collection}/{','.join(str(record[ID]) for record in made)}"
        return _shown(201, made, request, call, resource)._replace(headers=(("location", location),))
    changed = world.store.change(resource.collection, identifiers[0], partial(update, resource, fields[0], now))
    return _shown(200, [changed], request, call, resource) if changed else _failed(404, "not_found", "There is no such record")


def body_of(headers: Mapping[str, str], body: bytes) -> Decoded | Answer:
    """Return the JSON document of a write as Rails reads it, or the answer to a body that Rails cannot read.

    The last one of a repeated key counts, and comments are allowed.
    """
    if not is_json(headers):
        return _failed(415, "unsupported_media_type", "The body must be JSON: application/vnd.api+json or application/json")
    if headers.get("content-encoding", "identity").lower() != "identity":
        return _failed(415, "unsupported_media_type", "The body must not be compressed")
    decoded = decode(body, often=True)
    if not decoded.readable and b"/" in body:
        text = body.decode(errors="surrogateescape")
        decoded = decode(_TEXT_OR_COMMENT.sub(lambda match: match[0] if match[0].startswith('"') else " ", text))
    if not decoded.readable or starts_with_mark(body):
        return _failed(400, "bad_request", "The body is not JSON")
    return decoded._replace(problems=tuple(one for one in decoded.problems if one.code != "duplicate_key"))


def is_json(headers: Mapping[str, str]) -> bool:
    """Return whether the headers of a request allow for a JSON body."""
    return _JSON_TYPE.fullmatch(headers.get("content-type", "application/json")) is not None


def refusal(decoded: Decoded, schema: str, validator: Validator) -> Answer | None:
    """Return the answer to an invalid document, or None for a valid one."""
    report = validator.validate_decoded(decoded, schema)
    if report.valid:
        return None
    codes = tuple(dict.fromkeys(error.code for error in report.errors))
    if "not_representable" in codes:
        return Answer(400, {"errors": [{"code": "bad_request", "title": "The body is not JSON that the API reads"}]}, codes=codes)
    from bs_validate.dump import bookingsync  # with all its words it takes a twentieth of the time that the server takes to start

    return Answer(422, bookingsync(report), codes=codes)


def _delete(resource: Resource, identifiers: list[int], world: World) -> Answer:
    if world.store.delete(resource.collection, identifiers[0], world.now()):
        return Answer(204)
    return _failed(404, "not_found", "There is no such record")


def _read(request: MockRequest, call: Call, resource: Resource, identifiers: list[int] | None, world: World) -> Answer:
    """Return the records of a path, all on one page, or a page of all records."""
    now = world.now()
    if identifiers is None:
        query = dict(call.query)
        number, size = _number(query.get("page", "1")), min(_number(query.get("per_page", str(PER_PAGE))), MOST_PER_PAGE)
        moment = parameters.moment(query["updated_since"]) if "updated_since" in query else None
        since = "" if moment is None else _in_utc(moment)
        asked = [value for name, value in call.query if name in operations.spellings("id", call.operation)]
        wanted = _identifiers(",".join(asked)) if asked else None
        page = world.store.page(resource.collection, since, wanted, (number - 1) * size, size)
    else:
        found = world.store.find(resource.collection, identifiers)
        if not found:
            return _failed(404, "not_found", "There is no such record")
        number, size, since, page = 1, max(PER_PAGE, len(found)), "", RecordPage(found, len(found))
    pages = max(1, ceil(page.total / size))
    meta: dict[str, JSON] = {
        "Link": _neighbours(request, call, number, pages),
        "X-Per-Page": str(size),
        "X-Total-Count": str(page.total),
        "X-Total-Pages": str(pages),
    }
    if since:
        meta["deleted_ids"] = world.store.deleted(resource.collection, since)
    shown = _shown(200, page.records, request, call, resource, meta)
    return shown._replace(headers=tuple(_page_headers(meta, now)))


def _page_headers(meta: Mapping[str, JSON], now: str) -> Iterator[tuple[str, str]]:
    """Yield the headers that repeat the meta of a page. The official client finds the next page in them."""
    yield "link", ", ".join(f'<{url}>; rel="{name}"' for name, url in meta["Link"].items())
    for name, value in meta.items():
        if name.startswith("X-"):
            yield name.lower(), value
    yield "x-updated-since-request-synced-at", f"{now[:10]} {now[11:19]} UTC"


def _in_utc(time: datetime) -> str:
    """Return a time in the form of the times in records. A time without a zone is in UTC."""
    try:
        utc = time if time.tzinfo is None else time.astimezone(UTC)
    except OverflowError:  # before year 1 or after year 9999 in UTC
        utc = time
    return utc.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _neighbours(request: MockRequest, call: Call, number: int, pages: int) -> dict[str, str]:
    """Return the URLs of the first, previous, next and last pages."""
    others = urlencode([(name, value) for name, value in call.query if name != "page"])
    url = f"{request.origin}{request.path}?{others}{'&' if others else ''}page="
    found = {"first": 1, "last": pages, **({"next": number + 1} if number < pages else {})}
    if number > 1:
        found["prev"] = min(number - 1, pages)
    return {name: f"{url}{one}" for name, one in found.items()}


def _shown(
    status: int,
    records: Iterable[Record],
    request: MockRequest,
    call: Call,
    resource: Resource,
    meta: Mapping[str, JSON] | None = None,
) -> Answer:
    """Return an answer with records, limited to the fields and related records that the call asks for."""
    included = _included(call)
    links = {name: f"{request.origin}{BASE}{template}" for name, template in resource.templates.items()}
    shown = [_record(record, call.fields, included) for record in records]
    return Answer(status, {LINKS: links, resource.collection: shown, "meta": dict(meta or {})})


def _included(call: Call) -> list[str]:
    names = operations.spellings("include", call.operation)
    return [one.strip() for name, value in call.query if name in names for one in value.split(",")]


def _record(record: Record, fields: frozenset[str] | None, included: Iterable[str]) -> Record:
    related = {name: _related(record[LINKS][name]) for name in included if name in record.get(LINKS, {})}
    shown = record if fields is None else {name: value for name, value in record.items() if name in fields}
    return {**shown, **related}


def _related(link: JSON) -> JSON:
    """Return the records that a link leads to. Only their identifiers are known here."""
    if type(link) is list:
        return [{ID: one} for one in link]
    return None if link is None else {ID: link}
