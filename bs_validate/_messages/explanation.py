"""Explain a code in plain text: when it is reported, an example, what to do, its params and its reasons."""

from collections.abc import Iterator

from bs_validate._messages.sentences import sentence
from bs_validate.codes import CODES, Example

#: The placeholder for a position in the message of a reason.
_SOME = "n"


def explanation(code: str) -> Iterator[str]:
    """Yield the lines that explain a code."""
    entry = CODES[code]
    yield f"{code} ({entry.severity})"
    yield f"  {entry.when}"
    yield f"  {entry.remedy}"
    yield ""
    yield f"  Example ({context(entry.example)}):"
    yield f"    wrong: {entry.example.wrong}"
    yield f"    right: {entry.example.right}"
    if entry.params:
        yield ""
        yield f"  Params: {', '.join(entry.params)}"
    if entry.reasons:
        yield ""
        yield f"  Values of {_named_reason(code)}:"
        width = max(map(len, entry.reasons))
        for reason in entry.reasons:
            yield f"    {reason:<{width}}  {reason_message(code, reason)}"


def listing() -> Iterator[str]:
    """Yield the rows of a table of all codes: the name, the severity, and when it is reported."""
    width = max(map(len, CODES))
    yield f"{'CODE':<{width}}  SEVERITY  WHEN"
    for name, entry in CODES.items():
        yield f"{name:<{width}}  {entry.severity:<8}  {entry.when}"


def reason_message(code: str, reason: str) -> str:
    """Return the message of a code for one of its reasons; a position is shown as ``n``."""
    return sentence(code, CODES[code].severity, {"line": _SOME, "column": _SOME, _named_reason(code): reason}, "en")


def context(example: Example) -> str:
    """Return a phrase that tells what the two texts of an example are checked against."""
    return {
        "answer": "the server's answer; the right one leads to the code email",
        "fields": f"{example.schema}, beside its other fields",
        "python": f"{example.schema}, in Python",
        "request": "a request",
        "value": f"a field with {example.schema}",
        "yaml": f"{example.schema}, in YAML",
    }.get(example.kind, example.schema)


def _named_reason(code: str) -> str:
    """Return the param that has the reasons of a code as its values."""
    return "reason" if "reason" in CODES[code].params else "read_as"
