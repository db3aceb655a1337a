"""What an engine finds to faults, each looked up in the schema and in the document."""

from collections.abc import Iterable, Iterator

from bs_validate._check.engines import Finding
from bs_validate._check.explain import EXPLAIN, Refusal, constraint, prepared
from bs_validate._check.faults import Fault, one_fault_one_error
from bs_validate._instance.location import Location, pointer
from bs_validate._schema.applicators import JSON, LISTED_SCHEMAS, NAMED_SCHEMAS, Keywords


def faults(schema: Keywords, document: JSON, findings: Iterable[Finding]) -> Iterator[Fault]:
    """Go through the faults of a document, each once, in no order."""
    by_place: dict[Location, list[Fault]] = {}
    every = (fault for finding in set(findings) for fault in _explained(schema, document, finding))
    for fault in sorted(every, key=_schema_location):  # the engines differ in order, not in content
        by_place.setdefault(fault.location, []).append(fault)
    for found in by_place.values():
        yield from one_fault_one_error(found)


def _schema_location(fault: Fault) -> str:
    return fault.schema_location


def _explained(root: Keywords, document: JSON, finding: Finding) -> Iterator[Fault]:
    parent: JSON = root
    keyword, *rest = finding.keyword
    while rest:
        if keyword == "propertyNames":  # both engines blame the object, and say not which name
            break
        parent = parent[keyword]
        if keyword in NAMED_SCHEMAS or keyword in LISTED_SCHEMAS:
            parent = parent[rest.pop(0)]
        keyword = rest.pop(0)
    instance: JSON = document
    for part in finding.location:
        instance = instance[part]
    keyword = str(keyword)
    refusal = Refusal(keyword, prepared(keyword, parent), instance, parent)
    explained = list(EXPLAIN.get(keyword, constraint)(refusal))
    for code, path, params in explained or constraint(refusal):  # whatever refuses is told of
        yield Fault(code, (*finding.location, *path), params, pointer(finding.keyword))
