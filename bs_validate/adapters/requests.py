"""Adapt requests with a transport adapter that refuses an invalid request before it is sent, and checks responses on request.

    session.mount("https://www.bookingsync.com/", PreflightAdapter())

A form, and a body that can be read only once (a generator, a file), are not checked and stay unread.
"""

from collections.abc import Iterable
from logging import Logger
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter

from bs_validate._schema.hosts import HOSTS
from bs_validate.adapters._http import Gate, refuse
from bs_validate.validator import Validator


class PreflightAdapter(HTTPAdapter):
    """Raises ``InvalidPayload`` when the API would refuse a request; a redirected one is judged by its own method and URL.

    With ``responses`` a response is checked too, unless it is streamed. With ``log`` an invalid request or response is logged and
    nothing is raised; with ``warnings`` doubtful ones are logged too. A log record has the method, the path and the first errors,
    and ``record.bs_validate`` has all as plain values; neither has a value of a payload. ``hosts`` are the names or globs of the
    hosts whose requests are checked, in place of those of BookingSync and Smily, loopback and names reserved for tests. Other
    options are those of ``HTTPAdapter``.
    """

    __attrs__ = [*HTTPAdapter.__attrs__, "_gate", "_responses"]  # noqa: RUF012  # as in HTTPAdapter: what is pickled

    def __init__(
        self,
        validator: Validator | None = None,
        *,
        responses: bool = False,
        log: Logger | None = None,
        warnings: bool = False,
        hosts: Iterable[str] = HOSTS,
        **options: Any,
    ) -> None:
        """Take the parts to check, the way to report faults, and the options of ``HTTPAdapter``."""
        super().__init__(**options)
        self._gate = Gate(validator, log, hosts, warnings)
        self._responses = responses

    def send(self, request: PreparedRequest, stream: bool = False, *args: Any, **options: Any) -> Response:  # noqa: FBT001, FBT002  # as in HTTPAdapter
        """Check the request, send it, and check the response unless it is to be streamed."""
        if request.body is None or isinstance(request.body, str | bytes | bytearray | memoryview):
            refuse(self._gate.request(request.method or "", request.url or "", request.headers, request.body))
        response = super().send(request, stream, *args, **options)
        if self._responses and not stream:
            refuse(self._gate.response(request.method or "", request.url or "", response.status_code, response.content))
        return response
