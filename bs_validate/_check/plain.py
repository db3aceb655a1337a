"""Write the schema of documents that can only have warnings about phone numbers, so that an engine can find them.

Most documents are such ones. One question to the engine takes a fraction of the time of a walk over all values. The schema is
written from the same nodes of the tree and the same ``Advice`` as the places that the walk goes over. It is narrower in some
respects, since it need not match every document without doubts: the walk looks at all that it does not match.
"""

from bs_validate._check.advice import Advice
from bs_validate._check.places import DOCUMENT, ENVELOPE, RESOURCE, has_phones, is_marked
from bs_validate._schema import tree
from bs_validate._schema.applicators import JSON, JsonSchema
from bs_validate._schema.catalog import Schema
from bs_validate._schema.tree import Node, Option

#: Places in the schema that is written, at most; our schemas have up to 70. Each condition doubles the places below it, so that
#: a schema with many conditions would need more memory than there is.
MAX_PLACES = 500

_ANYTHING: JsonSchema = {}
_NOTHING: JsonSchema = {"not": {}}


def plain(schema: Schema) -> JsonSchema:
    """Return a schema of documents that, if they are valid, have no warnings except about phone numbers."""
    writer = _Writer(schema)
    written = writer.place(tree.root(schema.document), DOCUMENT, is_read_only=False)
    return written if writer.places <= MAX_PLACES else _NOTHING


class _Writer:
    """Writes the schema of plain values for each place of documents, and counts the places."""

    __slots__ = ("places", "schema")

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.places = 0

    def place(self, node: Node, role: str, *, is_read_only: bool) -> JsonSchema:
        """Return the schema of plain values at the place of a node; a ``Place`` is made of the same node, role and mark."""
        self.places += 1
        if self.places > MAX_PLACES:
            return _NOTHING
        is_read_only = is_read_only or is_marked(node)
        options = node.options()
        if options:
            return self._settled(node, options, (), role, is_read_only=is_read_only)
        advice = Advice(node, is_read_only=is_read_only)
        rules = (
            {"not": {"type": list(advice.tolerates)}} if advice.tolerates else _ANYTHING,
            advice.plain_text,
            self._object(node, advice, role, is_read_only=is_read_only),
            self._array(node, advice, role, is_read_only=is_read_only),
        )
        found = [rule for rule in rules if rule]
        return {"allOf": found} if len(found) > 1 else found[0] if found else _ANYTHING

    def _settled(
        self, node: Node, options: tuple[Option, ...], outcome: tuple[bool, ...], role: str, *, is_read_only: bool
    ) -> JsonSchema:
        """Return a schema that decides the options as a place does, given how the first of them were decided."""
        if self.places > MAX_PLACES:
            return _NOTHING
        if len(outcome) == len(options):
            return self.place(node.settled(zip(options, outcome, strict=True)), role, is_read_only=is_read_only)
        held, failed = (
            self._settled(node, options, (*outcome, is_held), role, is_read_only=is_read_only) for is_held in (True, False)
        )
        return held if held == failed else {"if": options[len(outcome)].condition, "then": held, "else": failed}

    def _object(self, node: Node, advice: Advice, role: str, *, is_read_only: bool) -> JsonSchema:
        """Return the schema of plain objects, which have all expected properties, and none that is undocumented or ignored."""
        if any("patternProperties" in one for one in node.schemas):
            return {"not": {"type": "object"}}
        rules: JsonSchema = {}
        properties: JsonSchema = {}
        is_closed = advice.is_closed or not advice.documented
        for name in advice.documented:
            inner = node.property(name)
            inner_role = ENVELOPE if role == DOCUMENT and name == self.schema.envelope else ""
            is_known = bool(inner.parts or inner_role)
            properties[name] = self._property(inner, inner_role, is_read_only=is_read_only) if is_known else is_closed
        others = node.others()
        rest: JSON = is_closed
        if others.parts:
            rest = not has_phones(others) and self._property(others, "", is_read_only=is_read_only)
        if rest not in (True, _ANYTHING):
            rules["additionalProperties"] = rest
        if rules or any(inner not in (True, _ANYTHING) for inner in properties.values()):
            rules["properties"] = properties
        if advice.expected:
            rules["required"] = list(dict.fromkeys(advice.expected))
        if role in (ENVELOPE, RESOURCE) and self.schema.representation == "update":
            rules["minProperties"] = 1  # no property is ignored, so that each changes something
        return rules

    def _property(self, node: Node, role: str, *, is_read_only: bool) -> JSON:
        """Return the schema of a plain property; a property that the server ignores is doubted, whatever it has."""
        is_ignored = self.schema.representation != "read" and is_marked(node)
        return False if is_ignored else self.place(node, role, is_read_only=is_read_only)

    def _array(self, node: Node, advice: Advice, role: str, *, is_read_only: bool) -> JsonSchema:
        """Return the schema of plain arrays: no text or number is in them twice, and a create has one resource."""
        rules: JsonSchema = {}
        items = node.items()
        if items.parts or role == ENVELOPE:
            inner = self.place(items, RESOURCE if role == ENVELOPE else "", is_read_only=is_read_only)
            if inner:
                rules["items"] = inner
            if advice.has_items and not any(one.get("type") == "object" for one in items.schemas):
                rules["uniqueItems"] = True
        if role == ENVELOPE and self.schema.representation == "create" and not advice.is_limited:
            rules["maxItems"] = 1
        return rules
