"""Find the issues of a document by the simple path: look up each violation of the engine in the schema and the document.

It needs only the compiled schema, so it is used for the first documents that a schema refuses. ``walk`` finds the same issues
after more preparation, and ``checker`` chooses between the two.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bs_validate._check.engines.interface import ReasonOf, Violation
from bs_validate._check.explain import Explain, Keyword, constraint, explanation, prepared
from bs_validate._check.issues import Issue, one_issue_one_error
from bs_validate._check.reasons import reason
from bs_validate._instance.location import Location, pointer
from bs_validate._schema.applicators import JSON, LISTED_SCHEMAS, NAMED_SCHEMAS, JsonSchema
from bs_validate._schema.tree import Path

#: Keywords that refuse the parts of a value that no other keyword has taken.
_UNEVALUATED = ("unevaluatedItems", "unevaluatedProperties")


def issues(schema: JsonSchema, document: JSON, violations: Iterable[Violation], reason_of: ReasonOf = reason) -> Iterator[Issue]:
    """Yield the issues of a document, each once, in no order. ``reason_of`` returns the reason of a format for a text."""
    by_place: dict[Location, list[Issue]] = {}
    every = sorted(_every(schema, document, set(violations), reason_of), key=_schema_location)  # engines differ in order
    for issue in _without_consequences(every):
        by_place.setdefault(issue.location, []).append(issue)
    for found in by_place.values():
        yield from one_issue_one_error(found)


def _without_consequences(found: list[Issue]) -> list[Issue]:
    """Leave out issues about unevaluated parts at or above the places of other issues, which are their cause."""
    causes = [issue for issue in found if issue.params.get("keyword") not in _UNEVALUATED]
    if len(causes) == len(found):
        return found
    explained = {issue.location[:length] for issue in causes for length in range(len(issue.location) + 1)}
    return [issue for issue in found if issue.params.get("keyword") not in _UNEVALUATED or issue.location not in explained]


def _schema_location(issue: Issue) -> str:
    return issue.schema_location


class _Found(NamedTuple):
    """A keyword that was looked up, with its location in the schema and the function that explains it."""

    keyword: Keyword
    schema_location: str
    explain: Explain


def _every(root: JsonSchema, document: JSON, violations: set[Violation], reason_of: ReasonOf) -> Iterator[Issue]:
    known: dict[Path, _Found] = {}  # one keyword may refuse a thousand items
    for location, path in violations:
        found = known.get(path)
        if found is None:
            found = known[path] = _looked_up(root, path, reason_of)
        instance: JSON = document
        for part in location:
            instance = instance[part]
        # A refusal without an explanation is still an issue.
        explained = found.explain(found.keyword, instance) or constraint(found.keyword, instance)
        for code, below, params in explained:
            yield Issue(code, (*location, *below), params, found.schema_location)


def _looked_up(root: JsonSchema, path: Path, reason_of: ReasonOf) -> _Found:
    """Return the keyword at a path in the schema of the document."""
    schema: JSON = root
    keyword, *rest = path
    while rest:
        if keyword == "propertyNames":  # both engines blame the object, and do not say which name is wrong
            break
        schema = schema[keyword]
        if keyword in NAMED_SCHEMAS or keyword in LISTED_SCHEMAS:
            schema = schema[rest.pop(0)]
        keyword = rest.pop(0)
    name = str(keyword)
    followed = path[: len(path) - len(rest)]
    return _Found(Keyword(name, prepared(name, schema, reason_of), schema), pointer(path), explanation(followed, schema))
