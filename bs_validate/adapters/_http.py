"""Requests and responses as HTTP clients hold them: which ones are checked, and what becomes of a fault."""

from collections.abc import Mapping
from dataclasses import dataclass
from logging import Logger

from bs_validate._schema.operations import is_form
from bs_validate.exceptions import InvalidPayload, UnknownOperation
from bs_validate.report import Report
from bs_validate.validator import Validator, validate_request, validate_response

Headers = Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Gate:
    """Gives an ``InvalidPayload`` to ``refuse`` for what is not as documented, or logs it as a warning where there is a logger.

    What is no documented operation passes. ``validator`` is None for the default one, so that a gate can be pickled.
    """

    validator: Validator | None = None
    log: Logger | None = None

    def request(
        self, method: str, url: str, headers: Headers, body: str | bytes | bytearray | memoryview | None
    ) -> InvalidPayload | None:
        """Check what is about to be sent; a form passes, and so does what is compressed."""
        if is_form(_header(headers, "Content-Type")) or _header(headers, "Content-Encoding") not in ("", "identity"):
            return None
        validate = validate_request if self.validator is None else self.validator.validate_request
        try:
            report = validate(method, url, body)
        except UnknownOperation:
            return None
        return self._judged(report, "the API would refuse this request")

    def response(self, method: str, url: str, status: int, body: bytes) -> InvalidPayload | None:
        """Check what was answered, its body decoded."""
        validate = validate_response if self.validator is None else self.validator.validate_response
        try:
            report = validate(method, url, status, body)
        except UnknownOperation:
            return None
        return self._judged(report, "this response is not as documented")

    def _judged(self, report: Report, doubt: str) -> InvalidPayload | None:
        if report.valid:
            return None
        invalid = InvalidPayload(report)
        if self.log is None:
            return invalid
        # The text alone: what stays in a log record must not hold the report, which holds the payload for its warnings.
        self.log.warning("%s: %s", doubt, str(invalid))
        return None


def refuse(invalid: InvalidPayload | None) -> None:
    """Raise it, if there is one.

    Whoever calls this has let go of the message before: services that collect exceptions keep the local variables on the way.
    """
    if invalid is not None:
        raise invalid


def _header(headers: Headers, name: str) -> str:
    value = headers.get(name, "")
    return (value.decode("latin-1") if isinstance(value, bytes) else value).strip().lower()
