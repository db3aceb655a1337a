"""What a contact takes in the process: ours, the peers, and the least that it may take."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, cast

import fastjsonschema
import httpx
import msgspec
import orjson

from benchmarks import peers
from benchmarks.results import FIVE, FIVE_FLOOR, FLOOR, LIBRARIES_WAY, OUR_WAY, OURS, TEXT, TEXT_FLOOR
from benchmarks.rounds import Work, least
from bs_validate import Report, Validator
from bs_validate.adapters.httpx import preflight
from contacts import contacts, document, with_five_faults, with_one_fault

SCHEMA = "contact.create"
CONTACTS = 2_000
URL = "https://www.bookingsync.com/api/v3/contacts"

WAYS = {OUR_WAY: peers.OURS, LIBRARIES_WAY: peers.LIBRARIES}


class Group(NamedTuple):
    """Works that are alike; the first is the floor, the second is ours."""

    title: str
    works: list[Work]


def told(report: Report) -> list[tuple[str, dict[str, Any]]]:
    """Read what a report says: the code and the params of each error."""
    return [(error.code, dict(error.params)) for error in report.errors]


def groups() -> list[Group]:
    """Return the works; raise SystemExit when one does not refuse what it is to refuse."""
    ours, reference, floor = Validator(), Validator(engine="reference"), peers.floor()
    bare = list(contacts(CONTACTS))
    documents = list(map(document, bare))
    texts = list(map(orjson.dumps, documents))
    one_fault = [document(with_one_fault(one)) for one in bare]
    five_faults = [document(with_five_faults(one)) for one in bare]
    plain, models = peers.plain(peers.LIBRARIES), {way: peers.model(checks) for way, checks in WAYS.items()}

    def convert(given: Any) -> peers.Document:
        return cast(peers.Document, msgspec.convert(given, peers.Document, strict=True))

    decode = msgspec.json.Decoder(peers.Document).decode
    requests = [httpx.Request("POST", URL, headers={"Content-Type": "application/vnd.api+json"}, content=text) for text in texts]
    valid = [
        Work(FLOOR, floor.is_valid, documents),
        Work(OURS, lambda one: ours.validate(one, SCHEMA).valid, documents),
        Work(f"{OURS}, the reference engine", lambda one: reference.validate(one, SCHEMA).valid, documents),
        *(Work(f"jsonschema-rs, {way}", peers.rust(checks).is_valid, documents) for way, checks in WAYS.items()),
        *(Work(f"jsonschema, {way}", peers.plain(checks).is_valid, documents) for way, checks in WAYS.items()),
        *(Work(f"fastjsonschema, {way}", peers.compiled(checks), documents) for way, checks in WAYS.items()),
        *(Work(f"pydantic, {way}", made.model_validate, documents) for way, made in models.items()),
        Work("msgspec, no formats", peers.struct(None, convert), documents),
        *(Work(f"msgspec, {way}", peers.struct(checks, convert), documents) for way, checks in WAYS.items()),
    ]
    text = [
        Work(TEXT_FLOOR, lambda one: floor.is_valid(orjson.loads(one)), texts),
        Work(TEXT, lambda one: ours.validate_json(one, SCHEMA).valid, texts),
        Work(f"{OURS}, the hook for httpx", preflight, requests),
        *(Work(f"pydantic, JSON text, {way}", made.model_validate_json, texts) for way, made in models.items()),
        Work("msgspec, JSON text, no formats", peers.struct(None, decode), texts),
        *(Work(f"msgspec, JSON text, {way}", peers.struct(checks, decode), texts) for way, checks in WAYS.items()),
    ]
    faults = [
        Work(FIVE_FLOOR, lambda one: list(floor.iter_errors(one)), five_faults),
        Work(FIVE, lambda one: told(ours.validate(one, SCHEMA)), five_faults),
        Work(f"{OURS}, one fault, of a format", lambda one: told(ours.validate(one, SCHEMA)), one_fault),
        Work(f"jsonschema, five faults, {LIBRARIES_WAY}", lambda one: list(plain.iter_errors(one)), five_faults),
        Work(f"pydantic, five faults, {LIBRARIES_WAY}", _errors_of(models[LIBRARIES_WAY]), five_faults),
    ]
    for peer in valid[1:]:
        _holds(peer.name, peer.do, documents[0], formats="no formats" not in peer.name)
    for peer in text[1:]:
        if peer.do is not preflight:
            _holds(peer.name, partial(_from_text, peer.do), documents[0], formats="no formats" not in peer.name)
    for peer, count in zip(faults, (5, 5, 1, 5, 5), strict=True):
        if {len(peer.do(one)) for one in peer.documents} != {count}:
            raise SystemExit(f"{peer.name}: {count} errors were expected of each contact")
    return [Group("a valid contact", valid), Group("a valid contact as text", text), Group("a contact with faults", faults)]


def _from_text(do: Callable[[Any], Any], one: Any) -> Any:
    return do(orjson.dumps(one))


def _errors_of(model: Any) -> Callable[[Any], list[Any]]:
    def errors(given: Any) -> list[Any]:
        try:
            model.model_validate(given)
        except ValueError as error:
            return list(error.errors())  # type: ignore[attr-defined]  # pydantic's own
        return []

    return errors


def _holds(name: str, do: Callable[[Any], Any], valid: dict[str, Any], *, formats: bool) -> None:
    """Raise SystemExit when a peer refuses what is valid, or takes what is not."""
    contact = valid["contacts"][0]
    faults: list[dict[str, Any]] = [{"zip": "1" * 16}, {"city": " "}, {"city": None}, {"country_code": "UK"}, {"other": 1}]
    if formats:
        phones = [{"label": "phone", "number": "x"}]
        faults += [{"email": "x"}, {"website": "x"}, {"phones": phones}, {"zip": "\t1"}]
    if not _takes(do, valid):
        raise SystemExit(f"{name} refuses a valid contact")
    for fault in faults:
        if _takes(do, document({**contact, **fault})):
            raise SystemExit(f"{name} does not refuse {fault}")


def _takes(do: Callable[[Any], Any], given: Any) -> bool:
    try:
        return do(given) is not False
    except (fastjsonschema.JsonSchemaException, ValueError):  # pydantic's and msgspec's errors are ValueErrors
        return False


def measure(seconds: float) -> dict[str, dict[str, float]]:
    """Return what a contact takes in microseconds, by the title of the group and the name of the work."""
    found = groups()
    took = least([work for group in found for work in group.works], seconds)
    return {group.title: {work.name: took[work.name] for work in group.works} for group in found}
