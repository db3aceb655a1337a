"""Write the drift of recordings as text for people and as JSON for programs."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bs_validate.drift.compare import ONLY_SERVER_REFUSES, ONLY_WE_REFUSE, VERDICTS, Compared, Drift, Undocumented
from bs_validate.lint.output.escape import harmless, path, shown
from bs_validate.lint.output.escape import json_text as safe

#: The kinds of undocumented things in the order in which they are shown, each with its heading.
KINDS: Mapping[str, str] = {
    "operation": "Operations",
    "parameter": "Parameters",
    "field": "Fields",
    "status": "Statuses",
    "value": "Values of choices",
}
TITLES: Mapping[str, str] = {
    ONLY_WE_REFUSE: "Only we refuse",
    ONLY_SERVER_REFUSES: "Only the server refuses",
}


def counts(found: Drift) -> dict[str, int]:
    """Return the numbers of exchanges with each verdict, of exchanges without two verdicts, and of undocumented parts."""
    numbers = Counter(one.verdict for one in found.compared)
    return {verdict: numbers[verdict] for verdict in VERDICTS} | {
        "no_verdict": found.no_verdict,
        "undocumented": len(found.undocumented),
    }


def json_text(found: Drift) -> str:
    """Return the drift as one JSON object."""
    exchanges = [
        {
            "file": safe(one.file),
            "line": one.line,
            "column": one.column,
            "operation": one.operation,
            "status": one.status,
            "verdict": one.verdict,
            "ours": [code for _, code in one.ours],
            "server": list(one.server),
        }
        for one in found.compared
    ]
    undocumented = [
        {
            "file": safe(one.file),
            "line": one.line,
            "column": one.column,
            "kind": one.kind,
            "name": one.name,
            "suggestion": one.suggestion,
        }
        for one in found.undocumented
    ]
    summary = json.dumps(counts(found))
    return f'{{\n"exchanges": {_rows(exchanges)},\n"undocumented": {_rows(undocumented)},\n"summary": {summary}\n}}\n'


def _rows(rows: Sequence[Mapping[str, object]]) -> str:
    """Return a JSON list with each of its objects on a line of its own."""
    lines = ",\n".join(json.dumps(row) for row in rows)
    return harmless(f"[\n{lines}\n]" if lines else "[]")


def text_lines(found: Drift) -> Iterator[str]:
    """Yield a line for each exchange with different verdicts and for each undocumented part, and a summary."""
    for one in (one for verdict in TITLES for one in found.compared if one.verdict == verdict):
        yield f"{path(one.file)}:{one.line}:{one.column}: {shown(_difference(one))}"
    for thing in _by_kind(found.undocumented):
        yield f"{path(thing.file)}:{thing.line}:{thing.column}: {shown(_undocumented(thing))}"
    yield from summary_lines(found)


def summary_lines(found: Drift) -> Iterator[str]:
    """Yield the numbers of writes with each verdict, and of undocumented parts."""
    from bs_validate.lint.output.page import counted  # the JSON does without it

    numbers = counts(found)
    if not found.compared and not found.undocumented and not found.no_verdict:
        yield "No exchange of a documented operation was found."
        return
    said = ", ".join(f"{number} {verdict.replace('_', ' ')}" for verdict in VERDICTS if (number := numbers[verdict]))
    compared = counted(len(found.compared), "write")
    yield f"{compared} compared{f': {said}' if said else ''}; {counted(found.no_verdict, 'exchange')} without two verdicts"
    yield f"{counted(len(found.undocumented), 'thing')} undocumented"


def _by_kind(undocumented: Sequence[Undocumented]) -> list[Undocumented]:
    return [one for kind in KINDS for one in undocumented if one.kind == kind]


def _difference(one: Compared) -> str:
    if one.verdict == ONLY_WE_REFUSE:
        return f"{one.operation}: the server answered {one.status}, and we refuse {_ours(one)}"
    named = ", ".join(field or "the record itself" for field in one.server) or "it without naming a field"
    return f"{one.operation}: the server refused {named}, and we refuse nothing"


def _ours(one: Compared) -> str:
    return ", ".join(f"{field or 'the document'} ({code})" for field, code in one.ours)


def _undocumented(one: Undocumented) -> str:
    hint = "" if one.suggestion is None else f" (did you mean {one.suggestion}?)"
    where = "" if one.kind == "operation" else f"{one.operation}: "
    what = f"value of {one.name}" if one.kind == "value" else f"{one.kind} {one.name}"
    return f"{where}undocumented {what}{hint}"
