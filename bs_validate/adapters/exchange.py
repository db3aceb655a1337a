"""Requests and responses as HTTP clients hold them: which ones are checked, and what becomes of a fault."""

from collections.abc import Mapping
from dataclasses import dataclass
from logging import Logger

from bs_validate.exceptions import InvalidPayload, UnknownOperation
from bs_validate.operations import is_form
from bs_validate.report import Report
from bs_validate.validator import Validator, validate_request, validate_response

Headers = Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Gate:
    """Raises ``InvalidPayload`` for what is not as documented, or logs it as a warning where there is a logger.

    What is no documented operation passes. ``validator`` is None for the default one, so that a gate can be pickled.
    """

    validator: Validator | None = None
    log: Logger | None = None

    def request(self, method: str, url: str, headers: Headers, body: str | bytes | bytearray | memoryview | None) -> None:
        """Check what is about to be sent; a form passes, and so does what is compressed."""
        if is_form(_header(headers, "Content-Type")) or _header(headers, "Content-Encoding") not in ("", "identity"):
            return
        validate = validate_request if self.validator is None else self.validator.validate_request
        try:
            report = validate(method, url, body)
        except UnknownOperation:
            return
        self._judge(report, "the API would refuse this request")

    def response(self, method: str, url: str, status: int, body: bytes) -> None:
        """Check what was answered, its body decoded."""
        validate = validate_response if self.validator is None else self.validator.validate_response
        try:
            report = validate(method, url, status, body)
        except UnknownOperation:
            return
        self._judge(report, "this response is not as documented")

    def _judge(self, report: Report, doubt: str) -> None:
        if report.valid:
            return
        invalid = InvalidPayload(report)
        if self.log is None:
            raise invalid
        # The text alone: what stays in a log record must not hold the report, which holds the payload for its warnings.
        self.log.warning("%s: %s", doubt, str(invalid))


def _header(headers: Headers, name: str) -> str:
    value = headers.get(name, "")
    return (value.decode("latin-1") if isinstance(value, bytes) else value).strip().lower()
