"""Define the result of a validation: frozen errors, the report that holds them, and the exception with a report."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from bs_validate._instance.location import Location, pointer

if TYPE_CHECKING:
    from typing import Never, TypeVar, dataclass_transform

    from bs_validate.types import Code, Severity

    T = TypeVar("T")

    @dataclass_transform(frozen_default=True)
    def _frozen(cls: type[T]) -> type[T]: ...
else:

    def _frozen(cls: type) -> type:
        """Return a class, whose attributes type checkers then refuse to set."""
        return cls


#: Errors and warnings that the text of an exception describes; the rest are counted.
MAX_DESCRIBED = 20
_WORD: Mapping[str, str] = MappingProxyType({"error": "", "warning": "warning: "})


class Sentence(Protocol):
    """A function that words a code and its params in a language. It must be importable, because errors pickle it by name."""

    def __call__(self, code: str, severity: "Severity", params: Mapping[str, Any], locale: str) -> str:
        """Return the sentence."""


# These classes are written out because importing dataclasses takes half as long as starting the interpreter.


@_frozen
class FieldError:
    """One error or warning at one place, without any value of the payload.

    - ``code`` is stable and documented, and ``severity`` is ``"error"`` or ``"warning"``.
    - ``location`` is the path from the document to the value, or to the place of a missing field: ``("contacts", 0, "email")``.
    - ``field`` is the same path, dotted and relative to the resource: ``"phones.0.number"``. It is ``""`` outside a resource.
    - ``params`` are the JSON values in the message.
    - ``schema_location`` is a JSON Pointer into the output of ``bs-validate schema NAME``, or ``""`` if no schema is involved.
    """

    __slots__ = ("_sentence", "code", "field", "location", "params", "schema_location", "severity")

    code: "Code"
    severity: "Severity"
    location: Location
    field: str
    params: Mapping[str, Any]
    schema_location: str
    _sentence: Sentence

    def __init__(
        self,
        code: str,
        severity: "Severity",
        location: Location,
        field: str,
        params: Mapping[str, Any],
        schema_location: str,
        sentence: Sentence,
    ) -> None:
        """Take all parts. ``sentence`` words the message. The caller must not change the params afterwards."""
        _set_code(self, code)
        _set_severity(self, severity)
        _set_location(self, location)
        _set_field(self, field)
        _set_params(self, MappingProxyType(params) if params else _NOTHING)
        _set_schema_location(self, schema_location)
        _set_sentence(self, sentence)

    @property
    def pointer(self) -> str:
        """The location as a JSON Pointer (RFC 6901)."""
        return pointer(self.location)

    def message(self, locale: str = "en") -> str:
        """Return the message in a language, or in English if the language is unknown."""
        return self._sentence(self.code, self.severity, self.params, locale)

    def to_dict(self, locale: str = "en") -> dict[str, Any]:
        """Return the error as JSON values."""
        return {
            "code": self.code,
            "severity": self.severity,
            "location": list(self.location),
            "pointer": self.pointer,
            "field": self.field,
            "params": _copied(self.params),
            "schema_location": self.schema_location,
            "message": self.message(locale),
        }

    def __setattr__(self, name: str, value: object) -> "Never":
        """Raise ``AttributeError``, because an error is frozen."""
        raise AttributeError(f"a FieldError is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        """Raise ``AttributeError``, because an error is frozen."""
        raise AttributeError(f"a FieldError is frozen: {name} cannot be deleted")

    def _parts(self) -> tuple[object, ...]:
        return (self.code, self.severity, self.location, self.field, dict(self.params), self.schema_location)

    def __eq__(self, other: object) -> bool:
        """Compare all parts."""
        return self._parts() == other._parts() if isinstance(other, FieldError) else NotImplemented

    def __hash__(self) -> int:
        """Hash by code and location."""
        return hash((self.code, self.location))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the parts."""
        return (_unpickled, (*self._parts(), self._sentence))

    def __repr__(self) -> str:
        """Return the code, the place and the params."""
        return f"FieldError({self.code!r}, {self.pointer!r}, {dict(self.params)!r})"


def _copied(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if type(value) is list else value for name, value in params.items()}


def _unpickled(
    code: str, severity: "Severity", location: Location, field: str, params: dict[str, Any], schema: str, sentence: Sentence
) -> FieldError:
    return FieldError(code, severity, location, field, params, schema, sentence)


@_frozen
class Report:
    """The result of one validation: the name of the schema, and the errors in document order."""

    __slots__ = ("_advise", "errors", "schema")

    schema: str
    errors: tuple[FieldError, ...]
    _advise: "Advice"

    def __init__(self, schema: str, errors: tuple[FieldError, ...], advise: "Advice" = ()) -> None:
        """Take the errors, and the warnings or a function that finds them when they are first read."""
        _set_schema(self, schema)
        _set_errors(self, errors)
        _set_advise(self, advise)

    @property
    def valid(self) -> bool:
        """Whether the document has no error; warnings do not count."""
        return not self.errors

    @property
    def warnings(self) -> tuple[FieldError, ...]:
        """The warnings in document order. They are found on first access, in the payload as it was when it was checked."""
        advise = self._advise
        if isinstance(advise, tuple):
            return advise
        warnings = advise()
        _set_advise(self, warnings)  # the payload is no longer needed
        return warnings

    def by_field(self, locale: str = "en") -> dict[str, list[str]]:
        """Return the messages of the errors by field, ``{"phones.0.number": ["…"]}``, with ``""`` for the document itself."""
        messages: dict[str, list[str]] = {}
        for error in self.errors:
            messages.setdefault(error.field, []).append(error.message(locale))
        return messages

    def to_dict(self, locale: str = "en") -> dict[str, Any]:
        """Return the report as JSON values, including the warnings."""
        return {
            "schema": self.schema,
            "valid": self.valid,
            "errors": [error.to_dict(locale) for error in self.errors],
            "warnings": [warning.to_dict(locale) for warning in self.warnings],
        }

    def raise_for_errors(self) -> "Report":
        """Return the report itself, or raise ``InvalidPayload`` if it has errors."""
        if self.errors:
            raise InvalidPayload(self)
        return self

    def __setattr__(self, name: str, value: object) -> "Never":
        """Raise ``AttributeError``, because a report is frozen."""
        raise AttributeError(f"a Report is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        """Raise ``AttributeError``, because a report is frozen."""
        raise AttributeError(f"a Report is frozen: {name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        """Compare schema, errors and warnings."""
        if not isinstance(other, Report):
            return NotImplemented
        return (self.schema, self.errors, self.warnings) == (other.schema, other.errors, other.warnings)

    def __hash__(self) -> int:
        """Hash by schema and errors."""
        return hash((self.schema, self.errors))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the errors and warnings without the payload."""
        return (Report, (self.schema, self.errors, self.warnings))

    def __repr__(self) -> str:
        """Return the schema and the errors."""
        return f"Report({self.schema!r}, errors={list(self.errors)!r})"


class InvalidPayload(ValueError):
    """Raised for a payload that the API would refuse. ``report`` has the errors.

    The text has a line for each error with its place, message and code, up to ``MAX_DESCRIBED``, and never a value.
    """

    __module__ = "bs_validate.exceptions"  # where users import it from, and what tracebacks and pickles name

    def __init__(self, report: Report) -> None:
        """Take the report with the errors."""
        self.report = report
        super().__init__(report)

    @property
    def summary(self) -> str:
        """The schema, the number of errors and the places of the first five, in one line."""
        errors = self.report.errors
        shown = ", ".join(f"{error.pointer or 'document'} ({error.code})" for error in errors[:5])
        more = f" and {len(errors) - 5} more" if len(errors) > 5 else ""
        return f"{_counted(self.report, ())}: {shown}{more}" if errors else _counted(self.report, ())

    def __str__(self) -> str:
        """Return a description of the errors for developers."""
        return described(self.report)

    def __repr__(self) -> str:
        """Return the summary, which contains no value."""
        return f"InvalidPayload({self.summary!r})"


def described(report: Report, warnings: tuple[FieldError, ...] = ()) -> str:
    """Return a report for developers, with a line for each error and each warning."""
    found = (*report.errors, *warnings)
    lines = [f"  {one.pointer or 'document'}: {_WORD[one.severity]}{one.message()} [{one.code}]" for one in found[:MAX_DESCRIBED]]
    more = [f"  and {len(found) - MAX_DESCRIBED} more"] if len(found) > MAX_DESCRIBED else []
    return "\n".join((_counted(report, warnings), *lines, *more))


def _counted(report: Report, warnings: tuple[FieldError, ...]) -> str:
    """Return the schema, if the report names one, and the numbers of errors and warnings."""
    numbers = [(len(report.errors), "error"), (len(warnings), "warning")]
    counts = [f"{number} {word if number == 1 else word + 's'}" for number, word in numbers if number] or ["no errors"]
    return f"{report.schema}: {', '.join(counts)}" if report.schema else ", ".join(counts)


Advice = tuple[FieldError, ...] | Callable[[], tuple[FieldError, ...]]

_NOTHING: Mapping[str, Any] = MappingProxyType({})

# The setters of the slots are three times faster than object.__setattr__, and a report is made for every payload.
_set_schema: Callable[[Report, str], None] = Report.__dict__["schema"].__set__
_set_errors: Callable[[Report, tuple[FieldError, ...]], None] = Report.__dict__["errors"].__set__
_set_advise: Callable[[Report, Advice], None] = Report.__dict__["_advise"].__set__
_set_code: Callable[[FieldError, str], None] = FieldError.__dict__["code"].__set__
_set_severity: Callable[[FieldError, "Severity"], None] = FieldError.__dict__["severity"].__set__
_set_location: Callable[[FieldError, Location], None] = FieldError.__dict__["location"].__set__
_set_field: Callable[[FieldError, str], None] = FieldError.__dict__["field"].__set__
_set_params: Callable[[FieldError, Mapping[str, Any]], None] = FieldError.__dict__["params"].__set__
_set_schema_location: Callable[[FieldError, str], None] = FieldError.__dict__["schema_location"].__set__
_set_sentence: Callable[[FieldError, Sentence], None] = FieldError.__dict__["_sentence"].__set__
