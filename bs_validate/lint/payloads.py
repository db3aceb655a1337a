"""Recognise payloads without their envelope, and documents of other programs that use the same names.

Three shapes without an envelope are payloads: one bare resource, a list of resources, and a resource under its own name
(``{"contact": {…}}``). In a file that is named, a resource is an object of which at least one key is a field that a write may
have, and at least half of the keys are fields. In a directory that is searched, it must be sure: every key is a field, every
field that a create needs is there, and there are at least four.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from bs_validate._instance.location import Location
from bs_validate._schema import catalog as schemas
from bs_validate._schema import operations
from bs_validate._schema.applicators import in_place
from bs_validate._schema.catalog import Catalog

JSON = Any

#: Keys of a bare resource that is found without being named, at least: fewer are easily those of another program.
_MIN_KEYS_IN_A_WALK = 4
#: Keys of an object in an envelope that is found without being named, at least, that are those of the resource: a name or an
#: email address alone is in the address books of other programs.
_MIN_OWN_KEYS = 2
#: Keys that the API and editors put beside the list of resources.
_BESIDE = ("$schema", "links", "meta")
#: Fields that the resources of every API have.
_EVERYWHERE = frozenset({"account", "created_at", "id", "links", "updated_at"})
#: Characters that are searched for the names of resources in a text that is not JSON: payloads have them at the start.
_MAX_SEARCHED = 1_000_000
#: The addresses in such a text that are looked at.
_MAX_ADDRESSES = 100
#: What template languages put into a text: Jinja, Liquid, Helm, Go, Mustache, ERB and EJS.
_TEMPLATE = re.compile(r"\{\{|\{%|<%")

#: The beginning of a JSON text, behind a byte order mark (or the bytes of one), comments, the mark of a merge conflict, and the
#: prefix against cross-site inclusion: none of these is JSON, and people and programs put each before a payload.
_JSON_BEGINNING = re.compile(r"(?:[\ufeffÿþ\s]++|(?://|#|<{7} )[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/|\)\]\}',?)*+[{\[]")


class KnownResource(NamedTuple):
    """A resource: its name and envelope, its fields, those that a write may have, and those that a create needs."""

    name: str
    envelope: str
    fields: frozenset[str]
    writable: frozenset[str]
    required: frozenset[str]


class Bare(NamedTuple):
    """Resources without their envelope: the envelope that they lack, and where each of them is in the document."""

    envelope: str
    locations: tuple[Location, ...]

    def wrapped(self, document: JSON) -> JSON:
        """Return the first of the resources in its envelope."""
        return {self.envelope: [value for location in self.locations[:1] for value in [_at(document, location)]]}


def bare(document: JSON, file_name: str, catalog: Catalog, *, is_walked: bool, envelope: str | None = None) -> Bare | None:
    """Return the resources that a document holds without an envelope, or None. ``envelope`` is the only one that it may lack."""
    known = {name: one for name, one in resources(catalog).items() if envelope in (None, one.envelope)}
    if type(document) is list:
        items = [one for one in document if type(one) is dict]
        if not items or len(items) < len(document):
            return None
        found = _resource(items, known.values(), file_name, is_walked=is_walked)
        return None if found is None else Bare(found.envelope, tuple((index,) for index in range(len(items))))
    if type(document) is not dict:
        return None
    names = [name for name in document if name != "$schema"]
    if len(names) == 1 and names[0] in known and type(document[names[0]]) is dict:
        found = _resource([document[names[0]]], [known[names[0]]], file_name, is_walked=is_walked)
        return None if found is None else Bare(found.envelope, ((names[0],),))
    found = _resource([document], known.values(), file_name, is_walked=is_walked)
    return None if found is None else Bare(found.envelope, ((),))


def _resource(
    items: list[dict[str, JSON]], candidates: Iterable[KnownResource], file_name: str, *, is_walked: bool
) -> KnownResource | None:
    """Return the resource that all items are, or None; where there are several, the one that they fit best."""
    fits = _surely_fits if is_walked else _fits
    found = [one for one in candidates if all(fits(item, one) for item in items)]
    if not found:
        return None
    keys = {_folded(key) for item in items for key in item}

    def badness(resource: KnownResource) -> tuple[int, bool, int]:
        unknown = len(keys - _all_folded(resource.fields))
        return unknown, resource.name not in file_name.lower(), len(_all_folded(resource.required) - keys)

    return min(found, key=badness)


def _surely_fits(item: dict[str, JSON], resource: KnownResource) -> bool:
    return len(item) >= _MIN_KEYS_IN_A_WALK and resource.required <= item.keys() <= resource.fields


def _fits(item: dict[str, JSON], resource: KnownResource) -> bool:
    names = {_folded(name) for name in item}
    return shares(item, resource.writable) and 2 * len(names & _all_folded(resource.fields)) >= len(names)


def shares(item: JSON, fields: frozenset[str]) -> bool:
    """Return whether an object has at least one of these fields, in any letter case and punctuation."""
    return type(item) is dict and not _all_folded(fields).isdisjoint(map(_folded, item))


def is_foreign(document: dict[str, JSON], catalog: Catalog, name: str, *, evidence: str) -> bool:
    """Return whether a document with an envelope belongs to another program, such as ``{"hosts": ["localhost"]}``.

    It does if nothing in the envelope looks like the resource. Address books of other programs have names and email addresses,
    too, and often more beside their list; translations have texts by the names of fields. ``evidence`` is what decided on the
    schema: any but ``"default"`` decides for an empty envelope, and for texts. If it is in a name, such as ``update.json``, one
    field is enough, because an update often has no more, and the other one may be misspelt.
    """
    has_evidence = evidence != "default"
    envelope, fields = _envelope_and_fields(catalog, name)
    held = document.get(envelope)
    items = held if type(held) is list else [held]
    if any(type(one) in (dict, list, str) for one in items):
        if type(held) is dict and not has_evidence and all(type(one) is str and "@" not in one for one in held.values()):
            return True
        is_alone = document.keys() <= {envelope, *_BESIDE}
        least = 1 if is_alone and evidence in ("folder", "name") else _MIN_OWN_KEYS
        return not any(_looks_like(one, fields, is_alone=is_alone, least=least) for one in items)
    return not has_evidence


@lru_cache(maxsize=16)
def _envelope_and_fields(catalog: Catalog, name: str) -> tuple[str, frozenset[str]]:
    """Return the envelope of a schema, and the fields of its resource."""
    schema = catalog[name]
    return str(schema.envelope), frozenset(schemas.resource(schema).possible().names)


def _looks_like(item: JSON, fields: frozenset[str], *, is_alone: bool, least: int = _MIN_OWN_KEYS) -> bool:
    """Return whether an object has only fields of a resource, or at least as many of them as other keys.

    Fields that every API has do not count then, there must be ``least`` others, and one must be spelled as the field is. In a
    document with other things beside the list, two must be spelled so.
    """
    if type(item) is not dict:
        return False
    if _has_only(item, fields):
        return True
    exact = len(item.keys() & fields - _EVERYWHERE)
    names = {_folded(name) for name in item}
    known = names & _all_folded(fields)
    own = known - _all_folded(_EVERYWHERE)
    if not own or (not is_alone and exact < _MIN_OWN_KEYS):
        return False
    return known == names or (len(own) >= max(least, len(names - known)) and exact > 0)


def _has_only(item: JSON, fields: frozenset[str]) -> bool:
    """Return whether an object has only fields of a resource, and two or more that not every API has."""
    return type(item) is dict and item.keys() <= fields and len(item.keys() - _EVERYWHERE) >= _MIN_OWN_KEYS


def has_envelope(document: JSON, catalog: Catalog) -> bool:
    """Return whether a document has an envelope of a resource, or is a single value that has no room for one."""
    if type(document) is dict:
        return any(envelope in document for envelope in catalog.envelopes.values())
    return type(document) is not list


def is_certain(document: dict[str, JSON], resource: KnownResource, *, is_walked: bool) -> bool:
    """Return whether a document inside another one has a list of objects of a resource in its envelope.

    In a directory that is searched, one of the objects must have only fields of the resource.
    """
    held = document.get(resource.envelope)
    if type(held) is not list:
        return False
    if is_walked:
        return any(_has_only(one, resource.fields) for one in held)
    is_alone = document.keys() <= {resource.envelope, *_BESIDE}
    return any(_looks_like(one, resource.fields, is_alone=is_alone) for one in held)


def may_hold(text: str, catalog: Catalog) -> bool:
    """Return whether a text that is not JSON looks like a damaged payload or recording.

    A payload has a resource's key where a payload has it, and a recording has it in a text, or an address of the API. A template
    of any kind does not, nor a list of plain texts under that key.
    """
    start = text[:_MAX_SEARCHED]
    if _TEMPLATE.search(start):
        return False
    known = resources(catalog).values()
    names = "|".join(re.escape(name) for one in known for name in (one.envelope, one.name))
    envelopes = "|".join(re.escape(one.envelope) for one in known)
    space = r"(?:\s|\\+[nrt])*+"  # a recording has the line ends of a body as escapes
    key = rf'"(?:{envelopes})\\*+"{space}:{space}(?:\[{space})?\{{'
    if re.search(key, start) or _has_address(start, envelopes):
        return True
    if _JSON_BEGINNING.match(start):
        return re.search(rf'"(?:{names})"\s*:(?!\s*(?:\[\s*)?(?:"|//|/\*))', start) is not None
    return re.search(rf"""(?m)^["']?(?:{names})["']?[ \t]*:""", start) is not None


def _has_address(text: str, envelopes: str) -> bool:
    """Return whether a text has an address of a collection of the API, such as a recording has. Few are looked at."""
    from bs_validate._schema import hosts
    from bs_validate.lint.readers.placeholders import HIDDEN, url_without_placeholders

    base = re.escape(operations.BASE).replace("/", r"\\?/")  # some programs write a slash with a backslash in JSON
    found = re.finditer(rf"""https?:\\?/\\?/([^\s/"'\\]{{1,100}}){base}\\?/(?:{envelopes})\b""", text)
    servers = dict.fromkeys(url_without_placeholders(f"https://{match[1]}/") for match in islice(found, _MAX_ADDRESSES))
    return any(hosts.is_among(server, (*hosts.HOSTS, f"*{HIDDEN}*")) for server in servers)


@lru_cache(maxsize=4)
def resources(catalog: Catalog) -> Mapping[str, KnownResource]:
    """Return the resources of a catalogue that have an envelope, by name."""
    found: dict[str, KnownResource] = {}
    for name, envelope in catalog.envelopes.items():
        if envelope is None:
            continue
        resource, _, representation = name.partition(".")
        node = schemas.resource(catalog[name]).possible()
        fields = frozenset(node.names)
        is_write = representation != "read"
        ignored = {one for one in fields if is_write and any(part.get("readOnly") for part in node.property(one).schemas)}
        required = _required(catalog, name) if representation == "create" else frozenset()
        before = found.get(resource, KnownResource(resource, envelope, frozenset(), frozenset(), frozenset()))
        writable = before.writable | (fields - ignored) if is_write else before.writable
        found[resource] = KnownResource(resource, envelope, before.fields | fields, writable, before.required | required)
    return {name: one if one.writable else one._replace(writable=one.fields) for name, one in found.items()}


def _required(catalog: Catalog, name: str) -> frozenset[str]:
    parts = schemas.resource_schemas(catalog[name])
    return frozenset(field for part in parts for one in in_place(part) for field in one.get("required", ()))


def _at(document: JSON, location: Location) -> JSON:
    for part in location:
        document = document[part]
    return document


@lru_cache(maxsize=16)
def _all_folded(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_folded, names))


def _folded(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
