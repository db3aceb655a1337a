"""Decide which schema a document in a file is checked against.

These are tried in order until one gives an answer: the option or setting that names a schema, the recorded method and URL, the
name of the file, the content, the names of the nearest folders.
"""

from functools import lru_cache
from typing import NamedTuple

from bs_validate._check import issues
from bs_validate._schema import hosts
from bs_validate._schema.catalog import Catalog
from bs_validate._schema.identify import Identity, identify
from bs_validate._schema.operations import Call
from bs_validate._schema.representation import name_of, told
from bs_validate._schema.table import Operation
from bs_validate.lint import payloads
from bs_validate.lint.calls import finder
from bs_validate.lint.payloads import Bare
from bs_validate.lint.readers.document import Document
from bs_validate.lint.readers.recordings.body import NO_BODY, REQUEST, TOO_LARGE, Body
from bs_validate.report import FieldError
from bs_validate.validator import Validator

#: A schema that was named, and where: the command's option, or a file of settings.
Named = tuple[str, str]

_FOREIGN = "its fields are not those of the resource"


class Decision(NamedTuple):
    """The schema for a document, or None when it is skipped, and the reason.

    - ``part``: the name of the document in a recording (``"request of POST /contacts"``).
    - ``uncertain``: it may as well be another kind of write.
    - ``asked_for``: the fields that a sparse response was asked for, or None for all of them.
    - ``counts``: whether a document that is skipped counts as one.
    - ``doubts``: the warnings about how the request was called, which belong to its URL.
    - ``bare``: where the resources are in a document that lacks their envelope.
    - ``needs_envelope``: whether the lack is an error, because somebody named the schema of a whole document.
    """

    schema: str | None
    decided_by: str
    part: str = ""
    uncertain: bool = False
    asked_for: frozenset[str] | None = None
    counts: bool = True
    doubts: tuple[FieldError, ...] = ()
    bare: Bare | None = None
    needs_envelope: bool = False


_UNKNOWN = Decision(None, "no known resource in it")

_name_of = lru_cache(maxsize=16)(name_of)  # a file of lines is one name for all its documents


def decide(document: Document, file: str, validator: Validator, named: Named | None, *, is_walked: bool = False) -> Decision:
    """Return the decision for a document of a file.

    ``is_walked`` means that the file was found in a directory, in which documents of other programs are skipped.
    """
    if document.body is not None:
        return _recorded(document.body, document.decoded.value, validator, named, is_walked=is_walked)
    value, catalog = document.decoded.value, validator.catalog
    if named is not None and (not document.at or catalog[named[0]].envelope in value):
        return _named(named, value, file, catalog)
    if value is None:  # such as that of a text that cannot be read
        return _UNKNOWN
    if document.only_if_named and document.decoded.readable:
        return Decision(None, _FOREIGN)
    name = next(filter(None, (told(str(one)) for one in reversed(document.at))), "") or _name_of(file)
    identity = identify(value, name, catalog)
    if identity is not None:
        if is_walked and payloads.is_foreign(value, catalog, identity.schema, evidence=identity.decided_by):
            return Decision(None, _FOREIGN)
        return _identified(identity)
    envelope = None if named is None else catalog[named[0]].envelope
    if named is not None and envelope is not None:  # An object beside the documents of a list may be of the named schema, too.
        bare = payloads.bare(value, name, catalog, is_walked=False, envelope=envelope)
        if bare is not None:
            return Decision(*named, bare=bare)
    bare = payloads.bare(value, name, catalog, is_walked=is_walked)
    identity = None if bare is None else identify(bare.wrapped(value), name, catalog)
    return _UNKNOWN if identity is None else _identified(identity, bare)


def _named(named: Named, value: object, file: str, catalog: Catalog) -> Decision:
    """Return the decision for a schema that was named. The fields of a document without the envelope are checked, too."""
    envelope = catalog[named[0]].envelope
    if envelope is None or (type(value) is dict and envelope in value):
        return Decision(*named)
    bare = payloads.bare(value, _name_of(file), catalog, is_walked=False, envelope=envelope)
    return Decision(*named, bare=bare, needs_envelope=True)


def _identified(identity: Identity, bare: Bare | None = None) -> Decision:
    return Decision(identity.schema, identity.decided_by, uncertain=identity.uncertain, bare=bare)


def _recorded(body: Body, content: object, validator: Validator, named: Named | None, *, is_walked: bool) -> Decision:
    """Return the decision by method and URL: requests are writes, and successful responses are reads."""
    from bs_validate.lint.readers.placeholders import url_without_placeholders  # of no use to a file of fixtures

    url = url_without_placeholders(body.url)
    call, doubts = finder(validator)(body.method, url)
    decision = _by_call(body, call, url, content, validator, named, is_walked=is_walked)
    # A request without a body is often not recorded as one, but its response is.
    if call is None or not (body.side == REQUEST or call.operation.request is None):
        return decision
    if is_walked and decision.schema is None and not hosts.is_among(url, _known_hosts()):
        return decision
    kept = [one for one in doubts if not _is_about_placeholder(one, call, url)]
    return decision._replace(doubts=tuple(map(issues.doubt, kept))) if kept else decision


def _by_call(
    body: Body,
    call: Call | None,
    url: str,
    content: object,
    validator: Validator,
    named: Named | None,
    *,
    is_walked: bool,
) -> Decision:
    is_request = body.side == REQUEST
    part = f"{body.side} of {'no documented operation' if call is None else call.operation}"
    if body.unreadable == NO_BODY:
        return Decision(None, "no body is due", part, counts=False)
    if not is_request and (body.status is None or not 200 <= body.status < 300 or body.status == 206):
        return Decision(None, "the status is not known" if body.status is None else f"status {body.status}", part)
    if body.status == 204 or (is_request and body.method in _WITHOUT_BODY and _is_empty(body.content)):
        return Decision(None, "no body is due", part, counts=False)
    if body.unreadable and body.unreadable != TOO_LARGE:
        return Decision(None, body.unreadable, part)
    asked_for = frozenset[str]() if body.is_partial else None if is_request or call is None else call.fields
    if named is not None and _is_named(named[0], call, content, validator, is_request=is_request):
        return Decision(*named, part, asked_for=asked_for)
    if call is None:
        return Decision(None, "another resource or operation", part)
    name = call.operation.request if is_request else call.operation.responses.get(body.status or 0)
    if name is None:
        return Decision(None, "the operation has no such body", part)
    if is_walked and _is_of_others(body, url, content, validator.catalog, name):
        return Decision(None, _FOREIGN, part)
    return Decision(name, f"the recorded {body.side}", part, asked_for=asked_for)


def _is_of_others(body: Body, url: str, content: object, catalog: Catalog, name: str) -> bool:
    """Return whether a body of another company's host, whose addresses may look like those of the API, has other fields.

    An address that is only a guess may be one of another company, too.
    """
    if type(content) is not dict or (hosts.is_among(url, _known_hosts()) and not body.exchange.is_guessed):
        return False
    return payloads.is_foreign(content, catalog, name, evidence="default")


def _known_hosts() -> tuple[str, ...]:
    """Return the patterns of the API's hosts, and of a host that is a placeholder."""
    from bs_validate.lint.readers.placeholders import HIDDEN

    return (*hosts.HOSTS, f"*{HIDDEN}*")


def _is_about_placeholder(doubt: issues.Issue, call: Call, url: str) -> bool:
    """Return whether a doubt is about an unknown part of a URL: the host, or the name or value of a parameter."""
    from bs_validate.lint.readers.placeholders import HIDDEN

    if doubt.code == "plain_http":
        return HIDDEN in url.split("/", 3)[2]
    if doubt.code == "undocumented_parameter":
        return HIDDEN in str(doubt.location[0])
    values = [*call.path.items(), *call.query]
    return any(HIDDEN in value for name, value in values if doubt.location and name.partition("[")[0] == doubt.location[0])


_WITHOUT_BODY = ("DELETE", "GET", "HEAD", "OPTIONS")


def _is_named(name: str, call: Call | None, content: object, validator: Validator, *, is_request: bool) -> bool:
    """Return whether a named schema fits a body: it has the same direction and the same resource."""
    schema = validator.catalog[name]
    own = call is not None and name.partition(".")[0] in {str(one).partition(".")[0] for one in _bodies(call.operation)}
    has = type(content) is dict and schema.envelope in content
    return (own or has) and is_request != (schema.representation == "read")


def _bodies(operation: Operation) -> tuple[str | None, ...]:
    return (operation.request, *operation.responses.values())


def _is_empty(content: object) -> bool:
    text = content.decode(errors="replace") if isinstance(content, bytes) else content
    return text == {} or (isinstance(text, str) and text.strip() in ("", "{}", "null"))
