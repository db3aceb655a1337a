"""Turn issues into errors: in document order, with their fields, and with undocumented names quoted."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from bs_validate._instance.location import Location, dotted, quoted
from bs_validate._messages import sentences as messages
from bs_validate._schema.catalog import Schema
from bs_validate.report import FieldError, Sentence

if TYPE_CHECKING:
    from bs_validate.types import Severity

JSON = Any

_NO_PARAMS: Mapping[str, JSON] = MappingProxyType({})

#: Codes that hide all others at the same place. The first of them is reported.
_ALONE = ("null", "type", "blank")


class Issue(NamedTuple):
    """An error or a warning before it is worded: its code, its location in the document, its params, and the keyword's location.

    The location of the keyword is in the schema. It is empty if no keyword decides.
    """

    code: str
    location: Location
    params: Mapping[str, JSON]
    schema_location: str = ""


def one_issue_one_error(found: list[Issue]) -> Iterable[Issue]:
    """Return the issues at one place that are reported, sorted by code: the first of each code, or one that hides the others."""
    if len(found) < 2:
        return found
    first: dict[tuple[str, object], Issue] = {}
    for issue in found:
        first.setdefault((issue.code, issue.params.get("keyword")), issue)
    alone = next((first[code, None] for code in _ALONE if (code, None) in first), None)
    return sorted(first.values(), key=_code) if alone is None else (alone,)


def _code(issue: Issue) -> str:
    return issue.code


def not_representable(problems: Iterable[tuple[Location, str]]) -> tuple[Issue, ...]:
    """Return the problems that the guard has found (places with reasons) as issues."""
    return tuple(Issue("not_representable", location, {"reason": reason}) for location, reason in dict.fromkeys(problems))


def beside(problems: Iterable[Issue], found: Iterable[Issue]) -> Iterator[Issue]:
    """Yield the issues at places where the guard replaced nothing, and those about names, which the guard keeps."""
    unlike = [issue for issue in problems if issue.code == "not_representable"]
    gone = {issue.location for issue in unlike if not _of_key(issue)}
    at_key = {issue.location for issue in unlike if _of_key(issue)}
    for issue in found:
        if issue.code == "unknown_field" or not (_at_or_below(issue.location, gone) or issue.location in at_key):
            yield issue


def _of_key(issue: Issue) -> bool:
    """Return whether only a key was left out, so that issues in the rest of the object remain valid."""
    return str(issue.params["reason"]).startswith("key_")


def _at_or_below(location: Location, places: Collection[Location]) -> bool:
    return bool(places) and any(location[:length] in places for length in range(len(location) + 1))


def errors(schema: Schema, found: Iterable[Issue]) -> tuple[FieldError, ...]:
    """Return issues as errors in the same order."""
    return _shown(schema, found, "error")


def warnings(schema: Schema, found: Iterable[Issue]) -> tuple[FieldError, ...]:
    """Return doubts as warnings in the same order."""
    return _shown(schema, found, "warning")


def elsewhere(doubts: Iterable[Issue], found: Iterable[Issue]) -> Iterable[Issue]:
    """Return the doubts that are not at the location of an error."""
    places = {issue.location for issue in found}
    return [doubt for doubt in doubts if doubt.location not in places] if places else doubts


def _shown(schema: Schema, found: Iterable[Issue], severity: "Severity") -> tuple[FieldError, ...]:
    """Return issues in the form in which they are shown, with unknown names quoted."""
    known = schema.fields
    envelope = schema.envelope
    usual = messages.sentence
    shown = []
    for code, location, params, schema_location in found:
        if len(location) == 3:
            top, index, field = location
            if top == envelope and type(index) is int and type(field) is str:  # of a resource in the list, as nearly all are
                if field not in known:
                    field = quoted(field)
                    location = (top, index, field)  # noqa: PLW2901  # the same place
                shown.append(FieldError(code, severity, location, field, params, schema_location, usual))
                continue
        for part in location:
            if type(part) is str and part not in known:
                location = tuple([part if type(part) is int or part in known else quoted(str(part)) for part in location])  # noqa: PLW2901  # the same place
                break
        sentence: Sentence = usual
        if envelope is not None and (
            (code == "required" and location == (envelope,)) or (code == "type" and not location and params["actual"] == "array")
        ):
            sentence = partial(messages.missing_envelope, envelope)
        shown.append(FieldError(code, severity, location, field_name(schema, location), params, schema_location, sentence))
    return tuple(shown)


def error(code: str, severity: "Severity", params: Mapping[str, JSON] = _NO_PARAMS) -> FieldError:
    """Return an error or a warning of the whole document that no schema decides."""
    return FieldError(code, severity, (), "", params, "", messages.sentence)


def doubt(found: Issue) -> FieldError:
    """Return a warning that is outside any document, such as one about a parameter of a URL."""
    location = tuple(quoted(str(part)) for part in found.location)
    return FieldError(found.code, "warning", location, dotted(location), found.params, "", messages.sentence)


def moved(schema: Schema, error: FieldError, location: Location) -> FieldError:
    """Return an error at another place."""
    return _changed(error, location, field_name(schema, location), error.params)


def relocated(error: FieldError, location: Location) -> FieldError:
    """Return an error at another place in its document. Its field is relative to the resource and stays the same."""
    return _changed(error, location, error.field, error.params)


def of_parent(error: FieldError) -> FieldError:
    """Return an error at the object that holds its field."""
    return _changed(error, error.location[:-1], error.field.rpartition(".")[0], error.params)


def as_error(error: FieldError) -> FieldError:
    """Return a warning as an error."""
    return FieldError(error.code, "error", error.location, error.field, error.params, error.schema_location, messages.sentence)


def placed(error: FieldError, line: int, column: int) -> FieldError:
    """Return a ``not_json`` error with the line and column in the file that contains its text."""
    return _changed(error, error.location, error.field, {**error.params, "line": line, "column": column})


def _changed(error: FieldError, location: Location, field: str, params: Mapping[str, JSON]) -> FieldError:
    return FieldError(error.code, error.severity, location, field, params, error.schema_location, messages.sentence)


def field_name(schema: Schema, location: Location) -> str:
    """Return the dotted location relative to the resource. A single resource may be in place of the list."""
    if schema.envelope is None:
        return dotted(location)
    if len(location) < 2 or location[0] != schema.envelope:
        return ""
    inside = location[2:] if type(location[1]) is int else location[1:]
    return str(inside[0]) if len(inside) == 1 else dotted(inside)


def in_order(schema: Schema, document: JSON, found: Iterable[Issue]) -> list[Issue]:
    """Sort issues by their place in the document. A missing field comes after the fields of its object, in schema order."""
    every = list(found)
    if len(every) < 2:
        return every
    ranks: dict[int, dict[str, int]] = {}

    def place(issue: Issue) -> tuple[object, ...]:
        order: list[tuple[int, int, str]] = []
        at: JSON = document
        for part in issue.location:
            if type(at) is dict:
                if id(at) not in ranks:
                    ranks[id(at)] = {name: rank for rank, name in enumerate(at)}
                known = ranks[id(at)]
                order.append((known.get(str(part), len(known)), schema.fields.get(str(part), 0), str(part)))
                at = at.get(part)
            else:
                order.append((part if type(part) is int else 0, 0, ""))
                at = at[part] if type(at) is list and type(part) is int and part < len(at) else None
        return (order, issue.code)

    return sorted(every, key=place)
