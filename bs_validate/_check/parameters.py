"""Warn about the call of an operation: its method, its path, its parameters, and an unencrypted connection."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from bs_validate._check import suggest
from bs_validate._check.issues import Issue
from bs_validate._instance.location import Location
from bs_validate._schema.applicators import JSON
from bs_validate._schema.catalog import Catalog, resource
from bs_validate._schema.operations import Call, spellings
from bs_validate._schema.table import Operation
from bs_validate.formats import time

_ZONE_OF_RUBY = re.compile(" (?:UTC|([-+][0-9]{4}))$")
_INTEGER = re.compile("-?[0-9]+")
#: A number with more characters is far above or below every minimum, and Python cannot read one with thousands of digits.
_FEW_CHARACTERS = 18
#: The parameters whose values are names: of the fields of the resource, and of the records that it is linked to.
_FIELDS, _INCLUDE = "fields", "include"
#: Hosts that are reserved for this machine or for examples (RFC 6761, RFC 2606), to which plain HTTP may be meant.
_RESERVED = re.compile(
    r"(?:.*\.)?(?:localhost|test|example|invalid|local|example\.(?:com|net|org))\.?|127(?:\.[0-9]{1,3}){3}|::1|0\.0\.0\.0|[^.]*"
)


def doubts(call: Call, url: str, catalog: Catalog) -> Iterator[Issue]:
    """Yield the warnings about a call: first those about the whole call, then those about each parameter, in their order.

    The location of a parameter is its name. Values of parameters are never shown.
    """
    if call.is_singular:
        yield Issue("singular_path", (), {})
    if call.is_undocumented:
        yield Issue("undocumented_method", (), {})
    if is_plain_http(url):
        yield Issue("plain_http", (), {})
    names = {place: schema for (where, place), schema in call.operation.parameters.items() if where == "path"}
    for name, text in call.path.items():
        yield from _value((name,), text, names.get(name, {}))
    documented = {name: schema for (where, name), schema in call.operation.parameters.items() if where == "query"}
    written = {spelling: name for name in documented for spelling in spellings(name, call.operation)}
    among = suggest.candidates(sorted(documented))
    for given, text in call.query:
        if given not in written:
            meant = suggest.field(given, among)
            yield Issue("undocumented_parameter", (given,), {} if meant is None else {"suggestion": meant})
        elif written[given] in (_FIELDS, _INCLUDE):
            yield from _names(written[given], text, _known_names(written[given], call.operation, catalog))
        else:
            yield from _value((written[given],), text, documented[written[given]])


def is_plain_http(url: str) -> bool:
    """Return whether a URL leads to another machine over HTTP without encryption."""
    if url[:5].casefold() != "http:":
        return False
    from urllib.parse import urlsplit  # slow to import, and of no use to a file of fixtures

    host = urlsplit(url).hostname or ""
    return _RESERVED.fullmatch(host) is None


def _value(location: Location, text: str, schema: Mapping[str, Any]) -> Iterator[Issue]:
    """Yield a warning about the text of a parameter. Only the first wrong item of a list is reported."""
    is_list = schema.get("type") == "array"
    rules = schema.get("items", {}) if is_list else schema
    if is_list and not text.strip():
        return  # an empty list is written so in a query
    for one in text.split(",") if is_list else [text]:
        found = _doubt(one.strip(), rules)
        if found is not None:
            yield Issue(found[0], location, found[1])
            return


def _doubt(text: str, rules: Mapping[str, Any]) -> tuple[str, Mapping[str, JSON]] | None:
    if rules.get("type") == "integer":
        if not _INTEGER.fullmatch(text):
            return "type", {"expected": ["integer"], "actual": "string"}
        least = rules.get("minimum")
        if least is None:
            return None
        is_below = int(text) < least if len(text) <= _FEW_CHARACTERS else text.startswith("-")
        return ("minimum", {"min": least}) if is_below else None
    if rules.get("format") == "date-time" and moment(text) is None:
        return "time", {"reason": time.reason(text) or "shape"}
    return None


def moment(text: str) -> datetime | None:
    """Return the time in a parameter, or None. Clients send more forms than ISO 8601 in UTC.

    Ruby writes ``2014-01-01 15:43:06 UTC``, as the README of the official client does and the API in a header.
    """
    plain = _ZONE_OF_RUBY.sub(lambda match: match[1] or "Z", text.strip())
    try:
        return datetime.fromisoformat(plain.replace(" ", "+"))  # a plus that was not escaped
    except ValueError:
        return None


def _names(parameter: str, text: str, known: Collection[str]) -> Iterator[Issue]:
    among = suggest.candidates(sorted(known))
    for name in filter(None, map(str.strip, text.split(","))):
        if known and name not in known:
            meant = suggest.field(name, among)
            yield Issue("undocumented_field", (parameter,), {} if meant is None else {"suggestion": meant})


def _known_names(parameter: str, operation: Operation, catalog: Catalog) -> frozenset[str]:
    """Return the names that a parameter may list, from the schema of the answer."""
    answers = [name for name in operation.responses.values() if name in catalog.names]
    resources = [resource(catalog[name]).possible() for name in answers]
    found = resources if parameter == _FIELDS else [one.property("links").possible() for one in resources]
    return frozenset(name for node in found for name in node.names)
