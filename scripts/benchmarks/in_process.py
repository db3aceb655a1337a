"""Measure the time for a contact in this process: our functions, the peers, and the theoretical minimum."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

import fastjsonschema
import httpx
import jsonschema_rs
import msgspec
import orjson
import phonenumbers

from benchmarks import peers
from benchmarks.results import (
    FIVE,
    FIVE_FLOOR,
    FLOOR,
    LIBRARIES_WAY,
    OUR_WAY,
    OURS,
    PHONES_ALONE,
    TEXT,
    TEXT_FLOOR,
    WARNED,
)
from benchmarks.rounds import Work, least
from bs_validate import Report, Validator
from bs_validate.adapters.httpx import preflight
from bs_validate.formats import FORMATS
from contacts import contacts, document, with_five_faults, with_one_fault

SCHEMA = "contact.create"
CONTACTS = 2_000
URL = "https://www.bookingsync.com/api/v3/contacts"

WAYS = {OUR_WAY: peers.OURS, LIBRARIES_WAY: peers.LIBRARIES}

#: A contact that every peer accepts, to see that it refuses the same contact with faults.
PLAIN: Mapping[str, Any] = {
    "address1": "1 rue de la Paix",
    "city": "Besançon",
    "country_code": "FR",
    "email": "anna.martin@example.com",
    "firstname": "Anna",
    "gender": "female",
    "lastname": "Martin",
    "phones": [{"label": "phone", "number": "+33 1 83 41 77 76"}],
    "spoken_languages": ["fr"],
    "website": "https://martin.example.com/",
    "zip": "25000",
}


class Group(NamedTuple):
    """Works that do the same task. The first one is the standard of comparison, and the second is ours."""

    title: str
    works: list[Work]


def codes_and_params(report: Report) -> list[tuple[str, dict[str, Any]]]:
    """Return the code and the params of each error of a report."""
    return [(error.code, dict(error.params)) for error in report.errors]


def ask_phonenumbers(given: Mapping[str, Any]) -> None:
    """Parse each phone number of a contact, and check whether it is possible and valid."""
    contact = given["contacts"][0]
    for phone in contact["phones"]:
        try:
            parsed = phonenumbers.parse(phone["number"], contact["country_code"])
        except phonenumbers.NumberParseException:
            continue
        phonenumbers.is_possible_number(parsed)
        phonenumbers.is_valid_number(parsed)


def groups() -> list[Group]:
    """Return the works. Raises SystemExit if one accepts a fault that it should refuse."""
    ours, reference, floor = Validator(), Validator(engine="reference"), peers.floor()
    bare = list(contacts(CONTACTS))
    documents = list(map(document, bare))
    texts = list(map(orjson.dumps, documents))
    one_fault = [document(with_one_fault(one)) for one in bare]
    five_faults = [document(with_five_faults(one)) for one in bare]
    ours_in_rust = peers.rust(peers.OURS)
    plain, models = peers.plain(peers.LIBRARIES), {way: peers.model(checks) for way, checks in WAYS.items()}

    def convert(given: Any) -> peers.Document:
        converted: peers.Document = msgspec.convert(given, peers.Document, strict=True)
        return converted

    decode = msgspec.json.Decoder(peers.Document).decode
    requests = [httpx.Request("POST", URL, headers={"Content-Type": "application/vnd.api+json"}, content=text) for text in texts]
    valid = [
        Work(FLOOR, floor.is_valid, documents),
        Work(OURS, lambda one: ours.validate(one, SCHEMA).valid, documents),
        Work(f"{OURS}, the reference engine", lambda one: reference.validate(one, SCHEMA).valid, documents),
        *(Work(f"jsonschema-rs, {way}", peers.rust(checks).is_valid, documents) for way, checks in WAYS.items()),
        *(Work(f"jsonschema, {way}", peers.plain(checks).is_valid, documents) for way, checks in WAYS.items()),
        *(Work(f"fastjsonschema, {way}", _verdict(peers.compiled(checks)), documents) for way, checks in WAYS.items()),
        *(Work(f"pydantic, {way}", _verdict(made.model_validate), documents) for way, made in models.items()),
        Work("msgspec, no formats", _verdict(peers.struct(None, convert)), documents),
        *(Work(f"msgspec, {way}", _verdict(peers.struct(checks, convert)), documents) for way, checks in WAYS.items()),
    ]
    text = [
        Work(TEXT_FLOOR, lambda one: floor.is_valid(orjson.loads(one)), texts),
        Work(TEXT, lambda one: ours.validate_json(one, SCHEMA).valid, texts),
        Work(f"{OURS}, the hook for httpx", preflight, requests),
        *(Work(f"pydantic, JSON text, {way}", _verdict(made.model_validate_json), texts) for way, made in models.items()),
        Work("msgspec, JSON text, no formats", _verdict(peers.struct(None, decode)), texts),
        *(Work(f"msgspec, JSON text, {way}", _verdict(peers.struct(checks, decode)), texts) for way, checks in WAYS.items()),
    ]
    warned = [
        Work(PHONES_ALONE, ask_phonenumbers, documents),
        Work(WARNED, lambda one: _errors_and_warnings(ours.validate(one, SCHEMA, warnings=True)), documents),
    ]
    faults = [
        Work(FIVE_FLOOR, lambda one: list(ours_in_rust.iter_errors(one)), five_faults),
        Work(FIVE, lambda one: codes_and_params(ours.validate(one, SCHEMA)), five_faults),
        Work(f"{OURS}, one fault, of a format", lambda one: codes_and_params(ours.validate(one, SCHEMA)), one_fault),
        Work(f"jsonschema, five faults, {LIBRARIES_WAY}", lambda one: list(plain.iter_errors(one)), five_faults),
        Work(f"pydantic, five faults, {LIBRARIES_WAY}", _errors_of(models[LIBRARIES_WAY]), five_faults),
    ]
    for peer in valid[1:]:
        _refuses_faults(peer.name, peer.do, formats="no formats" not in peer.name)
    for peer in text[1:]:
        if peer.do is not preflight:
            _refuses_faults(peer.name, partial(_from_text, peer.do), formats="no formats" not in peer.name)
    for peer, count in zip(faults, (5, 5, 1, 5, 5), strict=True):
        found = {len(peer.do(one)) for one in peer.documents}
        more = LIBRARIES_WAY in peer.name  # which also refuse some of the texts that are not at fault
        if min(found) < count or (max(found) > count and not more):
            raise SystemExit(f"{peer.name}: {count} errors were expected of each contact")
    return [
        Group("a valid contact", valid),
        Group("a valid contact as text", text),
        Group("a valid contact, and its phone numbers in doubt", warned),
        Group("a contact with faults", faults),
    ]


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


def _errors_and_warnings(report: Report) -> tuple[Any, Any]:
    return report.errors, report.warnings


def _verdict(do: Callable[[Any], Any]) -> Callable[[Any], bool]:
    """Return a function that returns whether a peer accepts a document, for a peer that may raise."""

    def verdict(given: Any) -> bool:
        try:
            return do(given) is not False
        except (fastjsonschema.JsonSchemaException, ValueError):  # pydantic's and msgspec's errors are ValueErrors
            return False

    return verdict


def _refuses_faults(name: str, do: Callable[[Any], Any], *, formats: bool) -> None:
    """Raise SystemExit if a peer refuses a plain contact, or accepts one with a fault."""
    faults: list[dict[str, Any]] = [{"zip": "1" * 16}, {"city": " "}, {"city": None}, {"country_code": "UK"}, {"other": 1}]
    if formats:
        phones = [{"label": "phone", "number": "x"}]
        faults += [{"email": "x"}, {"website": "x"}, {"phones": phones}, {"zip": "\t1"}]
    if not do(document(dict(PLAIN))):
        raise SystemExit(f"{name} refuses a plain contact")
    for fault in faults:
        if do(document({**PLAIN, **fault})):
            raise SystemExit(f"{name} does not refuse {fault}")


def measure(seconds: float) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Return the microseconds for a contact by title and work, and the share of the valid contacts that each work accepts."""
    found = groups()
    took = least([work for group in found for work in group.works], seconds)
    accepted = {
        work.name: sum(map(bool, map(work.do, work.documents))) / len(work.documents)
        for group in found[:2]
        for work in group.works
        if work.do is not preflight
    }
    return {group.title: {work.name: took[work.name] for work in group.works} for group in found}, accepted


def covered() -> dict[str, float]:
    """Return the share of the texts of each format that its pattern accepts in the engine."""
    made = list(contacts(CONTACTS))
    texts = {
        ("bs-phone", "phone numbers"): [phone["number"] for one in made for phone in one["phones"]],
        ("bs-email", "email addresses"): [one["email"] for one in made],
        ("bs-website", "websites"): [one["website"] for one in made],
    }
    return {
        kind: sum(map(jsonschema_rs.Draft202012Validator({"pattern": FORMATS[name].fast_accept}).is_valid, some)) / len(some)
        for (name, kind), some in texts.items()
    }
