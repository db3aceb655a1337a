"""Write the schema of the documents that leave nothing to doubt except phone numbers, so that an engine can find them.

Most documents are such ones. One question to the engine takes a fraction of the time of a walk over all values. The schema is
written from the same nodes of the tree and the same ``Advice`` as the places that the walk goes over. It is narrower in some
respects, since it need not match every document without doubts: the walk looks at all that it does not match.
"""

from collections.abc import Callable
from functools import partial

from bs_validate._check.advice import Advice
from bs_validate._check.places import DOCUMENT, ENVELOPE, RESOURCE, has_phones, is_marked
from bs_validate._schema import tree
from bs_validate._schema.applicators import JSON, JsonSchema
from bs_validate._schema.catalog import Schema
from bs_validate._schema.tree import Node, Option

#: Conditions at one location, at most: each doubles the schema. An object with more of them is left to the walk.
MAX_CONDITIONS = 4

_ANYTHING: JsonSchema = {}
_NOTHING: JsonSchema = {"not": {}}


def plain(schema: Schema) -> JsonSchema:
    """Return a schema that no valid document matches that has a value to doubt, unless it is doubted as a phone number."""
    return _plain(tree.root(schema.document), schema, DOCUMENT, is_read_only=False)


def _plain(node: Node, schema: Schema, role: str, *, is_read_only: bool) -> JsonSchema:
    """Return the schema of plain values at the place of a node; ``Place`` has the same three things besides."""
    is_read_only = is_read_only or is_marked(node)
    options = node.options()
    if options:
        return _settled(node, options, (), partial(_plain, schema=schema, role=role, is_read_only=is_read_only))
    advice = Advice(node, is_read_only=is_read_only)
    rules = [
        {"not": {"type": list(advice.tolerates)}} if advice.tolerates else _ANYTHING,
        advice.plain_text,
        _object(node, advice, schema, role, is_read_only=is_read_only),
        _array(node, advice, schema, role, is_read_only=is_read_only),
    ]
    found = [rule for rule in rules if rule]
    return {"allOf": found} if len(found) > 1 else found[0] if found else _ANYTHING


def _settled(
    node: Node, options: tuple[Option, ...], outcome: tuple[bool, ...], plain: Callable[[Node], JsonSchema]
) -> JsonSchema:
    """Return a schema that decides the options as a place does, given how the first of them were decided."""
    if len(options) > MAX_CONDITIONS:
        return _NOTHING
    if len(outcome) == len(options):
        return plain(node.settled(zip(options, outcome, strict=True)))
    held, failed = (_settled(node, options, (*outcome, is_held), plain) for is_held in (True, False))
    return held if held == failed else {"if": options[len(outcome)].condition, "then": held, "else": failed}


def _object(node: Node, advice: Advice, schema: Schema, role: str, *, is_read_only: bool) -> JsonSchema:
    """Return the schema of plain objects, which have all expected properties, and none that is undocumented or ignored."""
    if any("patternProperties" in one for one in node.schemas):
        return {"not": {"type": "object"}}

    def below(inner: Node, role: str = "") -> JSON:
        if schema.representation != "read" and is_marked(inner):
            return False
        return _plain(inner, schema, role, is_read_only=is_read_only)

    rules: JsonSchema = {}
    properties: JsonSchema = {}
    is_closed = advice.is_closed or not advice.documented
    for name in advice.documented:
        inner = node.property(name)
        inner_role = ENVELOPE if role == DOCUMENT and name == schema.envelope else ""
        properties[name] = below(inner, inner_role) if inner.parts or inner_role else is_closed
    others = node.others()
    rest: JSON = not has_phones(others) and below(others) if others.parts else is_closed
    if rest not in (True, _ANYTHING):
        rules["additionalProperties"] = rest
    if rules or any(inner not in (True, _ANYTHING) for inner in properties.values()):
        rules["properties"] = properties
    if advice.expected:
        rules["required"] = list(dict.fromkeys(advice.expected))
    if role in (ENVELOPE, RESOURCE) and schema.representation == "update":
        rules["minProperties"] = 1  # no property is ignored, so that each changes something
    return rules


def _array(node: Node, advice: Advice, schema: Schema, role: str, *, is_read_only: bool) -> JsonSchema:
    """Return the schema of plain arrays: nothing is in them twice, and a create has one resource."""
    rules: JsonSchema = {}
    items = node.items()
    if items.parts or role == ENVELOPE:
        inner = _plain(items, schema, RESOURCE if role == ENVELOPE else "", is_read_only=is_read_only)
        if inner:
            rules["items"] = inner
        if advice.has_items and not any(one.get("type") == "object" for one in items.schemas):
            rules["uniqueItems"] = True
    if role == ENVELOPE and schema.representation == "create" and not advice.is_limited:
        rules["maxItems"] = 1
    return rules
