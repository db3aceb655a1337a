"""Decide which requests and responses of HTTP clients are checked, and raise or log the errors of invalid ones."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from logging import Logger
from typing import Any
from urllib.parse import unquote, urlsplit

from bs_validate._instance.location import quoted
from bs_validate._schema.hosts import HOSTS, is_among
from bs_validate._schema.operations import is_form, single_slashes
from bs_validate.exceptions import InvalidPayload, UnknownOperation
from bs_validate.report import FieldError, Report, described
from bs_validate.validator import Validator, validate_request, validate_response

Headers = Mapping[str, str | bytes]

_IDS = re.compile("[0-9]+(?:,[0-9]+)*")


@dataclass(frozen=True, slots=True)
class Gate:
    """Check requests and responses. An invalid one is passed to ``refuse`` as ``InvalidPayload``, or logged if there is a logger.

    Undocumented operations and requests to other hosts than ``hosts`` are not checked. ``warnings`` are logged on request.
    ``validator`` is None for the default one, so that a gate can be pickled.
    """

    validator: Validator | None = None
    log: Logger | None = None
    hosts: Iterable[str] = HOSTS
    warnings: bool = False

    def __post_init__(self) -> None:
        """Raise an error if warnings are requested without a logger, or if no request can match a host or an operation."""
        if self.warnings and self.log is None:
            raise ValueError("warnings=True needs log=, the logger that they go to")
        if self.validator is not None and not self.validator.operations:
            raise ValueError("validator= has no operations, so no request would be checked: they are read from an openapi.json")
        object.__setattr__(self, "hosts", _named(self.hosts))

    def request(
        self, method: str, url: str, headers: Headers, body: str | bytes | bytearray | memoryview | None
    ) -> InvalidPayload | None:
        """Check a request before it is sent. Forms and compressed bodies are not checked."""
        if is_form(_header(headers, "Content-Type")) or _header(headers, "Content-Encoding") not in ("", "identity"):
            return None
        if not is_among(url, self.hosts):
            return None
        validate = validate_request if self.validator is None else self.validator.validate_request
        try:
            report = validate(method, url, body)
        except UnknownOperation:
            return None
        return self._judged(report, method, url, "request")

    def response(self, method: str, url: str, status: int, body: bytes) -> InvalidPayload | None:
        """Check a response with a decoded body."""
        if not is_among(url, self.hosts):
            return None
        validate = validate_response if self.validator is None else self.validator.validate_response
        try:
            report = validate(method, url, status, body)
        except UnknownOperation:
            return None
        return self._judged(report, method, url, "response")

    def _judged(self, report: Report, method: str, url: str, kind: str) -> InvalidPayload | None:
        if self.log is None:
            return None if report.valid else InvalidPayload(report)
        warnings = report.warnings if self.warnings else ()
        if report.errors or warnings:
            called = f"{method.upper()} {_shown(url)}"
            # Texts and plain values: a log record must not hold the report, which holds the payload for its warnings.
            self.log.warning(
                "%s: %s: %s",
                _DOUBTS[kind, report.valid],
                called,
                described(report, warnings),
                extra={"bs_validate": _for_machines(report, warnings, method, url, kind)},
            )
        return None


def _named(hosts: Iterable[str]) -> tuple[str, ...]:
    """Return the names and globs of hosts.

    Raises ``TypeError`` for one text in place of a list, and ``ValueError`` for a name with a scheme, a port or a path.
    """
    if isinstance(hosts, str):
        raise TypeError("hosts= takes a list of names, not one text")
    found = tuple(hosts)
    for name in found:
        if "/" in name or name.count(":") == 1:  # an address of IPv6 has more
            raise ValueError(f"hosts= has {quoted(name)!r}: write the host alone, without a scheme, a port or a path")
    return found


_DOUBTS = {
    ("request", False): "the API would refuse this request",
    ("request", True): "the API would take this request, with doubts",
    ("response", False): "this response is not as documented",
    ("response", True): "this response is as documented, with doubts",
}


def refuse(invalid: InvalidPayload | None) -> None:
    """Raise an exception if there is one.

    The caller must have deleted the message before, because services that collect exceptions record local variables.
    """
    if invalid is not None:
        raise invalid


def _for_machines(report: Report, warnings: tuple[FieldError, ...], method: str, url: str, kind: str) -> dict[str, Any]:
    """Return a report as plain values, for log handlers that write JSON."""

    def plain(errors: Iterable[FieldError]) -> list[dict[str, str]]:
        return [{"code": one.code, "pointer": one.pointer, "field": one.field} for one in errors]

    return {
        "kind": kind,
        "method": method.upper(),
        "path": _shown(url),
        "schema": report.schema,
        "errors": plain(report.errors),
        "warnings": plain(warnings),
    }


def _shown(url: str) -> str:
    """Return the path of a documented operation with its ids. Other text in place of an id is left out, as it may be a name."""
    path = single_slashes(unquote(urlsplit(url).path)).rpartition("/api/v3/")[2]
    collection, *rest = path.strip("/").removesuffix(".json").split("/")
    return "/".join(["", collection, *(part if _IDS.fullmatch(part) else "…" for part in rest)])


def _header(headers: Headers, name: str) -> str:
    value = headers.get(name, "")
    return (value.decode("latin-1") if isinstance(value, bytes) else value).strip().lower()
