"""Take a payload and return a report: the public functions, and the class behind them."""

import os
from functools import partial
from typing import TYPE_CHECKING, Literal

from bs_validate._check import issues, one_field, parameters
from bs_validate._check.checker import Checker
from bs_validate._check.engines.select import select
from bs_validate._check.issues import Issue
from bs_validate._instance import guard
from bs_validate._instance.decode import Decoded, decode, starts_with_mark
from bs_validate._schema import catalog, operations
from bs_validate._schema.catalog import Catalog
from bs_validate._schema.operations import Call
from bs_validate._schema.table import REFUSAL, Operation
from bs_validate.exceptions import InvalidSchema, UnknownOperation
from bs_validate.report import FieldError, Report

if TYPE_CHECKING:
    from bs_validate.types import SchemaName

#: The types of a body that is text.
_TEXTS = (str, bytes, bytearray, memoryview)
Engine = Literal["auto", "rust", "reference"]


class Validator:
    """Validate payloads against the schemas of one folder, with one engine. A validator is immutable, and threads may share it.

    ``schemas`` is a directory of schema files named ``<resource>.<representation>.json``, or None for the packaged ones.
    ``engine`` is ``"rust"`` (jsonschema-rs), ``"reference"`` (jsonschema), or ``"auto"`` for the first of these that can be
    imported. Both engines give the same reports. Raises ``UnknownEngine`` or ``InvalidSchema``, which are ``ValueError``s.

    No method raises for invalid data, whatever Python object it is. An unknown name of a schema or field raises ``UnknownSchema``
    or ``UnknownField``, which are ``ValueError``s with the ``choices``.
    """

    __slots__ = ("_catalog", "_checkers", "_compile", "_made_of", "_operations")

    def __init__(self, schemas: str | os.PathLike[str] | None = None, *, engine: Engine = "auto") -> None:
        """Take a folder of schemas and an engine. Each schema is compiled when it is first used."""
        self._made_of = (schemas, engine)
        self._compile = select(engine)
        self._checkers: dict[str, Checker] = {}
        self._operations: tuple[Operation, ...] | None = None
        self._catalog = catalog.packaged() if schemas is None else catalog.directory(schemas)

    def __repr__(self) -> str:
        """Return the arguments, as they are written in Python."""
        schemas, engine = self._made_of
        return f"Validator(engine={engine!r})" if schemas is None else f"Validator({schemas!r}, engine={engine!r})"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the arguments; the copy compiles its schemas again."""
        return (_rebuilt, self._made_of)

    @property
    def operations(self) -> tuple[Operation, ...]:
        """The documented operations on the resources of the schemas."""
        if self._operations is None:
            self._operations = operations.operations(self._catalog)
        return self._operations

    @property
    def catalog(self) -> Catalog:
        """The schemas, by name."""
        return self._catalog

    def validate(self, document: object, schema: str, *, warnings: bool = False) -> Report:
        """Validate a decoded document with its envelope: ``{"contacts": [{…}]}``.

        With ``warnings``, warnings are found together with errors, which is faster than reading ``Report.warnings`` later.
        """
        try:
            known = self._checkers.get(schema)
        except TypeError:
            known = None  # an exception raised in here would show the whole wrong name in its context
        checker = known or self._checker(schema)
        text = guard.snapshot(document)
        if text is not None:
            return checker.report(document, (), text, warnings=warnings)
        plain, problems = guard.survey(document)
        return checker.report(plain, issues.not_representable(problems), warnings=warnings)

    def validate_json(self, text: object, schema: str, *, warnings: bool = False) -> Report:
        """Validate JSON text: a ``str``, or UTF-8 bytes with or without a byte order mark.

        This also finds faults that a decoded document no longer shows: bad syntax, bad encodings and repeated keys. With
        ``warnings``, warnings are found together with errors.
        """
        return self.validate_decoded(decode(text, often=True), schema, warnings=warnings)

    def validate_decoded(self, decoded: Decoded, schema: str, *, warnings: bool = False) -> Report:
        """Validate a text that ``bs_validate._instance.decode.decode`` has decoded."""
        checker = self._checker(schema)
        problems = tuple(Issue(problem.code, problem.location, problem.params) for problem in decoded.problems)
        if not decoded.readable:
            return Report(schema, issues.errors(checker.schema, problems))
        value = decoded.value
        if not decoded.is_plain and (decoded.has_surrogates or not guard.is_plain(value)):
            value, not_plain = guard.survey(value)
            problems += issues.not_representable(not_plain)
        return checker.report(value, problems, warnings=warnings)

    def is_valid_decoded(self, decoded: Decoded, schema: str) -> bool:
        """Return whether a decoded text is certainly valid, in less time than a report takes."""
        return decoded.is_plain and not decoded.problems and self._checker(schema).is_valid(decoded.value)

    def validate_resource(self, fields: object, schema: str, *, warnings: bool = False) -> Report:
        """Validate one resource without its envelope. Locations are those in the document that would hold it."""
        envelope = self._checker(schema).schema.envelope
        return self.validate(fields if envelope is None else {envelope: [fields]}, schema, warnings=warnings)

    def validate_field(self, value: object, schema: str, field: str) -> Report:
        """Validate the value of one field, such as ``email`` or ``phones.0.number``, without the rules between fields."""
        checker = self._checker(schema)
        found = checker.schema
        location = one_field.location(found, checker.locations, field)
        # Build the smallest document that has the field, with one item in each list.
        document = value
        for part in reversed(location):
            document = {part: document} if type(part) is str else [document]
        report = self.validate(document, schema)
        return Report(schema, one_field.at(found, location, report.errors), partial(one_field.advice, found, location, report))

    def validate_request(self, method: str, url: str, body: object = None) -> Report:
        """Validate the body of a request, and warn about its method and URL.

        The body is JSON text or bytes, a decoded document, or None. It is ignored if the operation has no body. There are
        warnings for a path in the singular, PATCH, plain HTTP, undocumented parameters and wrong values of parameters. The
        location of a warning about a parameter is the name of the parameter. Raises ``UnknownOperation``.
        """
        found = operations.call(self.operations, method, url)
        schema = found.operation.request
        report = Report(str(found.operation), ()) if schema is None else self._validate_sent(body, schema)
        return Report(report.schema, report.errors, partial(self._call_advice, found, url, report))

    def _validate_sent(self, body: object, schema: str) -> Report:
        """Validate a body that is sent. A byte order mark is an error there, because Rails answers it with 400."""
        if starts_with_mark(body):
            return Report(schema, (issues.error("not_json", "error", {"reason": "byte_order_mark", "line": 1, "column": 1}),))
        return self._validate_body(body, schema)

    def _call_advice(self, found: Call, url: str, report: Report) -> tuple[FieldError, ...]:
        doubts = [issues.doubt(one) for one in parameters.doubts(found, url, self._catalog)]
        return (*doubts, *report.warnings)

    def validate_response(self, method: str, url: str, status: int | str, body: object = None) -> Report:
        """Validate the body of a response.

        It is a read with the fields that the URL asks for, or a refusal. The body is ignored if the status is not documented or
        has no body. Raises ``UnknownOperation``.
        """
        found = operations.call(self.operations, method, url)
        number = operations.status_number(status)
        if number is None:
            raise UnknownOperation("a status that is not a number", map(str, sorted(found.operation.responses)))
        schema = found.operation.responses.get(number)
        if schema is None:
            return Report(f"{found.operation} {number}" if 100 <= number <= 999 else str(found.operation), ())
        report = self._validate_body(body, schema)
        if found.fields is None:
            return report
        return Report(report.schema, operations.asked_for(report.errors, found.fields), partial(_warnings, report, found.fields))

    def _validate_body(self, body: object, schema: str) -> Report:
        if body is None or issubclass(type(body), _TEXTS):  # isinstance would read __class__, which may raise
            return self.validate_json(b"" if body is None else body, schema)
        return self.validate(body, schema)

    def _checker(self, name: str) -> Checker:
        """Return the checker of a schema, which is made when it is first used."""
        if not isinstance(name, str) or name not in self._checkers:
            # Only operations use the one schema that is not a representation of a resource.
            schema = self._catalog.shape(name) if name == REFUSAL else self._catalog[name]
            try:
                self._checkers[name] = Checker(schema, self._compile)
            except InvalidSchema as error:
                raise InvalidSchema(f"{name}: {error}") from None
        return self._checkers[name]


def _warnings(report: Report, fields: frozenset[str]) -> tuple[FieldError, ...]:
    return operations.asked_for(report.warnings, fields)


def _rebuilt(schemas: str | os.PathLike[str] | None, engine: Engine) -> Validator:
    return Validator(schemas, engine=engine)


#: The validator behind the public functions.
DEFAULT = Validator()


def validate(document: object, schema: "SchemaName", *, warnings: bool = False) -> Report:
    """Validate a decoded document with its envelope, as ``Validator.validate`` does: ``{"contacts": [{…}]}``."""
    return DEFAULT.validate(document, schema, warnings=warnings)


def validate_json(text: object, schema: "SchemaName", *, warnings: bool = False) -> Report:
    """Validate JSON text, as ``Validator.validate_json`` does: a ``str``, or UTF-8 bytes."""
    return DEFAULT.validate_json(text, schema, warnings=warnings)


def validate_resource(fields: object, schema: "SchemaName", *, warnings: bool = False) -> Report:
    """Validate one bare resource, as ``Validator.validate_resource`` does: ``{"email": …}``."""
    return DEFAULT.validate_resource(fields, schema, warnings=warnings)


def validate_field(value: object, schema: "SchemaName", field: str) -> Report:
    """Validate the value of one field, as ``Validator.validate_field`` does; ``field`` is ``email`` or ``phones.0.number``."""
    return DEFAULT.validate_field(value, schema, field)


validate_request = DEFAULT.validate_request
validate_response = DEFAULT.validate_response
