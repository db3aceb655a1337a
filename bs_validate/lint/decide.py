"""Which schema a document in a file is checked against: what is named, where it was recorded, its file's name, its content."""

import os
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from bs_validate.catalog import Catalog, Schema
from bs_validate.identify import identify
from bs_validate.lint.readers.document import Document
from bs_validate.lint.readers.recorded import REQUEST, TOO_LARGE, Body

#: Names a schema, and what named it: the command's option, or a glob in a pyproject.toml.
Named = tuple[str, str]


class Choice(NamedTuple):
    """A schema for a document, or None when it is not looked at, and why; ``what`` names the document in a recording.

    ``uncertain``: it might as well be another write. ``fields``: what a sparse response was asked for, or None for everything.
    ``counts``: whether a document that is not looked at is one at all.
    """

    schema: str | None
    decided_by: str
    what: str = ""
    uncertain: bool = False
    fields: frozenset[str] | None = None
    counts: bool = True


def decide(document: Document, file: str, catalog: Catalog, named: Named | None) -> Choice:
    """Decide what a document is checked against."""
    if document.body is not None:
        return _recorded(document.body, document.decoded.value, catalog, named)
    if named is not None:
        return Choice(*named)
    identity = identify(document.decoded.value, os.path.basename(file), catalog)
    if identity is None:
        return Choice(None, "no known resource in it")
    return Choice(identity.schema, identity.decided_by, uncertain=identity.uncertain)


def _recorded(body: Body, content: object, catalog: Catalog, named: Named | None) -> Choice:
    """Decide by method and URL: requests are writes, successful responses are reads."""
    envelope, is_one, query = _target(body.url, catalog)
    method = body.method if body.method in _METHODS else "another method"
    shown = f"{method} /{envelope}{'/:id' if is_one else ''}" if envelope else "another resource"
    what = f"{body.side} of {shown}"
    is_request = body.side == REQUEST
    if not is_request and (body.status is None or not 200 <= body.status < 300 or body.status == 206):
        return Choice(None, f"status {body.status}", what)
    if body.status == 204 or (is_request and body.method in ("GET", "HEAD", "DELETE", "OPTIONS") and _is_empty(body.content)):
        return Choice(None, "no body is due", what, counts=False)
    if body.unreadable and body.unreadable != TOO_LARGE:
        return Choice(None, body.unreadable, what)
    if named is not None:
        schema = catalog[named[0]]
        mine = envelope == schema.envelope or (type(content) is dict and schema.envelope in content)
        if mine and is_request != (schema.representation == "read"):
            return Choice(*named, what, fields=None if is_request else query)
    representation = _REPRESENTATIONS.get((body.side, body.method, is_one))
    name = next((one.name for one in _of(catalog, envelope) if one.representation == representation), None)
    if name is None:
        return Choice(None, "no documented operation" if envelope else "no known resource in it", what)
    return Choice(name, f"the recorded {body.side}", what, fields=None if is_request else query)


#: Others are not shown: a recording may hold anything.
_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})

#: What is sent and answered, by side, method and whether the URL names one resource or several.
_REPRESENTATIONS = {
    ("request", "POST", False): "create",
    ("request", "PUT", True): "update",
    ("response", "GET", False): "read",
    ("response", "GET", True): "read",
    ("response", "POST", False): "read",
    ("response", "PUT", True): "read",
}


def _target(url: str, catalog: Catalog) -> tuple[str | None, bool, frozenset[str] | None]:
    """Return the envelope of the resource that a URL is of, whether it names some by id, and the fields that it asks for."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None, False, None
    _, found, rest = parts.path.rpartition("/api/v3/")
    collection, _, identifier = rest.removesuffix(".json").strip("/").partition("/")
    singular = {one.resource: one.envelope for one in catalog}
    envelope = collection if collection in singular.values() else singular.get(collection) if identifier else None
    if not found or envelope is None or "/" in identifier:
        return None, False, None
    asked = [value for name, value in parse_qsl(parts.query) if name in ("fields", "fields[]", f"fields[{envelope}]")]
    fields = frozenset(field.strip() for value in asked for field in value.split(","))
    return envelope, bool(identifier), fields or None


def _of(catalog: Catalog, envelope: str | None) -> Iterable[Schema]:
    return (one for one in catalog if envelope is not None and one.envelope == envelope)


def _is_empty(content: object) -> bool:
    text = content.decode(errors="replace") if isinstance(content, bytes) else content
    return text == {} or (isinstance(text, str) and text.strip() in ("", "{}", "null"))
