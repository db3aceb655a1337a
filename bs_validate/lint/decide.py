"""Which schema a document in a file is checked against: what is named, where it was recorded, its file's name, its content."""

import os
from typing import NamedTuple

from bs_validate._schema import operations
from bs_validate._schema.identify import identify
from bs_validate.lint.readers.document import Document
from bs_validate.lint.readers.recorded import REQUEST, TOO_LARGE, Body
from bs_validate.validator import Validator

#: Names a schema, and what named it: the command's option, or a glob in a pyproject.toml.
Named = tuple[str, str]


class Choice(NamedTuple):
    """A schema for a document, or None when it is not looked at, and why; ``what`` names the document in a recording.

    ``uncertain``: it might as well be another write. ``fields``: what a sparse response was asked for, or None for everything.
    ``counts``: whether a document that is not looked at is one at all. ``is_singular``: a request went to a path in the singular.
    """

    schema: str | None
    decided_by: str
    what: str = ""
    uncertain: bool = False
    fields: frozenset[str] | None = None
    counts: bool = True
    is_singular: bool = False


def decide(document: Document, file: str, validator: Validator, named: Named | None) -> Choice:
    """Decide what a document is checked against."""
    if document.body is not None:
        return _recorded(document.body, document.decoded.value, validator, named)
    if named is not None:
        return Choice(*named)
    identity = identify(document.decoded.value, os.path.basename(file), validator.catalog)
    if identity is None:
        return Choice(None, "no known resource in it")
    return Choice(identity.schema, identity.decided_by, uncertain=identity.uncertain)


def _recorded(body: Body, content: object, validator: Validator, named: Named | None) -> Choice:
    """Decide by method and URL: requests are writes, successful responses are reads."""
    call = operations.find(validator.operations, body.method, body.url)
    is_request = body.side == REQUEST
    what = f"{body.side} of {'no documented operation' if call is None else call.operation}"
    if not is_request and (body.status is None or not 200 <= body.status < 300 or body.status == 206):
        return Choice(None, f"status {body.status}", what)
    if body.status == 204 or (is_request and body.method in _WITHOUT_BODY and _is_empty(body.content)):
        return Choice(None, "no body is due", what, counts=False)
    if body.unreadable and body.unreadable != TOO_LARGE:
        return Choice(None, body.unreadable, what)
    fields = None if is_request or call is None else call.fields
    if named is not None and _is_named(named[0], call, content, validator, is_request=is_request):
        return Choice(*named, what, fields=fields)
    if call is None:
        return Choice(None, "another resource or operation", what)
    name = call.operation.request if is_request else call.operation.responses.get(body.status or 0)
    if name is None:
        return Choice(None, "the operation has no such body", what)
    return Choice(name, f"the recorded {body.side}", what, fields=fields, is_singular=is_request and call.is_singular)


_WITHOUT_BODY = ("DELETE", "GET", "HEAD", "OPTIONS")


def _is_named(name: str, call: operations.Call | None, content: object, validator: Validator, *, is_request: bool) -> bool:
    """Say whether a body is one that a schema was named for: of its direction, and of its resource."""
    schema = validator.catalog[name]
    own = call is not None and name.partition(".")[0] in {str(one).partition(".")[0] for one in _bodies(call.operation)}
    has = type(content) is dict and schema.envelope in content
    return (own or has) and is_request != (schema.representation == "read")


def _bodies(operation: operations.Operation) -> tuple[str | None, ...]:
    return (operation.request, *operation.responses.values())


def _is_empty(content: object) -> bool:
    text = content.decode(errors="replace") if isinstance(content, bytes) else content
    return text == {} or (isinstance(text, str) and text.strip() in ("", "{}", "null"))
