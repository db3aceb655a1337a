"""The adapters for clients agree on the hosts whose requests are checked, and on their log records."""

import io
import json
import logging
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import requests

from bs_validate import InvalidPayload, Validator
from bs_validate.adapters._http import Gate
from bs_validate.adapters.httpx import hooks, preflight
from bs_validate.adapters.requests import PreflightAdapter
from support.samples import changed, documented

CANARY = "Kanarienvogel"
INVALID = json.dumps(changed("contact.create", "email", CANARY)).encode()
DOUBTFUL = json.dumps(changed("contact.create", "created_at", CANARY)).encode()
PATH = "/api/v3/contacts"
LOG = logging.getLogger("tests.adapters.http")


def _by_httpx(method: str, url: str, body: bytes, **options: Any) -> int:
    """Send a request by httpx, to a transport that accepts everything."""
    transport = httpx.MockTransport(lambda _: httpx.Response(204))
    event_hooks = hooks(**options) if options else {"request": [preflight]}
    with httpx.Client(transport=transport, event_hooks=event_hooks) as client:
        return client.request(method, url, content=body).status_code


class _TakesEverything(PreflightAdapter):
    """An adapter whose connections are answered here, by the methods that it inherits from requests."""

    def get_connection_with_tls_context(self, *_: Any, **__: Any) -> Any:
        """Return the object that the library uses as a connection, without any network."""
        from urllib3 import HTTPResponse

        return type("Pool", (), {"urlopen": lambda *_, **__: HTTPResponse(io.BytesIO(), status=204, preload_content=False)})()


def _by_requests(method: str, url: str, body: bytes, **options: Any) -> int:
    """Send a request by requests, to connections that accept everything."""
    with requests.Session() as session:
        session.trust_env = False
        session.mount("https://", _TakesEverything(**options))
        session.mount("http://", _TakesEverything(**options))
        return session.request(method, url, data=body, timeout=1).status_code


Send = Callable[..., int]
both = pytest.mark.parametrize("send", [_by_httpx, _by_requests])


@both
@pytest.mark.parametrize(
    ("origin", "is_checked"),
    [
        ("https://www.bookingsync.com", True),
        ("https://bookingsync.com:443", True),
        ("https://WWW.BookingSync.com.", True),
        ("https://api.smily.com", True),
        ("http://localhost:3000", True),
        ("http://127.0.0.1:8000", True),
        ("http://[::1]:8000", True),
        ("http://app.localhost", True),
        ("http://api.test", True),
        ("https://api.example.com", True),
        ("https://example.org", True),
        ("https://bookingsync.invalid", True),
        ("https://books.zoho.com", False),
        ("https://bookingsync.com.evil.io", False),
        ("https://notbookingsync.com", False),
        ("https://bookingsync.community", False),
        ("https://test.io", False),
        ("https://10.0.0.1", False),
    ],
)
def test_requests_to_the_hosts_of_other_companies_pass(send: Send, origin: str, is_checked: bool) -> None:  # noqa: FBT001  # a table
    """Only the API itself, loopback and names reserved for tests are checked unless other hosts are named."""
    if is_checked:
        with pytest.raises(InvalidPayload):
            send("POST", origin + PATH, INVALID)
    else:
        assert send("POST", origin + PATH, INVALID) == 204


@both
@pytest.mark.parametrize(
    ("hosts", "host", "is_checked"),
    [
        (["staging.our-house.io"], "staging.our-house.io", True),
        (("*.our-house.io",), "staging.our-house.io", True),
        (["*.Our-House.io"], "staging.OUR-HOUSE.io", True),
        (["*"], "books.zoho.com", True),
        (["*.our-house.io"], "www.bookingsync.com", False),
        ([], "www.bookingsync.com", False),
    ],
)
def test_hosts_can_be_named(send: Send, hosts: Any, host: str, is_checked: bool) -> None:  # noqa: FBT001  # a table
    """Names and globs replace the default hosts."""
    if is_checked:
        with pytest.raises(InvalidPayload):
            send("POST", f"https://{host}{PATH}", INVALID, hosts=iter(hosts))
    else:
        assert send("POST", f"https://{host}{PATH}", INVALID, hosts=iter(hosts)) == 204


@both
@pytest.mark.parametrize(
    ("hosts", "said"),
    [
        ("our-house.io", "not one text"),
        (["https://our-house.io"], "without a scheme"),
        (["::1", "localhost:3000"], "localhost:3000"),
        (["our-house.io/"], "or a path"),
    ],
)
def test_hosts_that_no_request_can_have_are_refused(send: Send, hosts: Any, said: str) -> None:
    """With such hosts nothing would be checked, and nobody would notice."""
    with pytest.raises((TypeError, ValueError), match=said):
        send("POST", f"https://our-house.io{PATH}", INVALID, hosts=hosts)


@both
def test_patch_is_checked_as_an_update(send: Send) -> None:
    """PATCH is not documented, but the server accepts it."""
    url = f"https://www.bookingsync.com{PATH}/2"
    with pytest.raises(InvalidPayload) as raised:
        send("PATCH", url, b'{"contacts": [{"country_code": "UK"}]}')
    assert [(error.code, error.field) for error in raised.value.report.errors] == [("choice", "country_code")]
    assert send("PATCH", url, b'{"contacts": [{"country_code": "GB"}]}') == 204


@both
@pytest.mark.parametrize(
    ("method", "path", "shown"),
    [
        ("POST", "/contacts", "POST /contacts"),
        ("PUT", "/contacts/12", "PUT /contacts/12"),
        ("put", "/contacts/12.json?x=Kanarienvogel", "PUT /contacts/12"),
        ("PUT", "/contacts/Kanarienvogel", "PUT /contacts/…"),
        ("PUT", "/contacts/12a", "PUT /contacts/…"),
        ("PUT", "/contacts/%C2%B2", "PUT /contacts/…"),
    ],
)
def test_a_log_record_has_method_and_path(
    send: Send, caplog: pytest.LogCaptureFixture, method: str, path: str, shown: str
) -> None:
    """An id is shown, but no other text in its place, which may be the name of a person."""
    with caplog.at_level(logging.WARNING, LOG.name):
        assert send(method, f"https://www.bookingsync.com/api/v3{path}", INVALID, log=LOG) == 204
    (record,) = caplog.records
    assert record.getMessage().startswith(f"the API would refuse this request: {shown}: contact.")
    assert f"{record.__dict__['bs_validate']['method']} {record.__dict__['bs_validate']['path']}" == shown
    assert CANARY not in repr(vars(record))


@both
def test_a_log_record_has_every_error_and_the_hint(send: Send, caplog: pytest.LogCaptureFixture) -> None:
    """Nine faults give nine lines, and nine entries for machines."""
    body = json.dumps({f"name{number}": CANARY for number in range(8)} | {"contacts": [{"email": CANARY, "zap": CANARY}] * 5})
    with caplog.at_level(logging.WARNING, LOG.name):
        send("PUT", f"https://www.bookingsync.com{PATH}/1", body.encode(), log=LOG)
        send("POST", f"https://www.bookingsync.com{PATH}", json.dumps({"email": CANARY}).encode(), log=LOG)
    many, bare = caplog.records
    found = vars(many)["bs_validate"]
    assert len(found["errors"]) >= 9
    assert all(
        f"  {one['pointer']}: " in many.getMessage() and f" [{one['code']}]" in many.getMessage() for one in found["errors"]
    )
    assert found["schema"] == "contact.update"
    assert {"code": "email", "pointer": "/contacts/0/email", "field": "email"} in found["errors"]
    assert 'the envelope is missing: wrap the fields in {"contacts": [ … ]}' in bare.getMessage()
    for record in caplog.records:
        assert CANARY not in repr(vars(record))
        assert CANARY.encode() not in pickle.dumps(vars(record))
        assert json.loads(json.dumps(vars(record)["bs_validate"])) == vars(record)["bs_validate"]


@both
def test_warnings_are_logged_on_demand(send: Send, caplog: pytest.LogCaptureFixture) -> None:
    """A request without errors is sent, and its warnings are logged."""
    url = f"https://www.bookingsync.com{PATH}"
    with caplog.at_level(logging.WARNING, LOG.name):
        send("POST", url, DOUBTFUL, log=LOG)
        assert caplog.records == []
        send("POST", url, DOUBTFUL, log=LOG, warnings=True)
        send("POST", url, json.dumps(documented("host.create")).encode().replace(b"hosts", b"contacts"), log=LOG)
    doubtful, _ = caplog.records
    head, *lines = doubtful.getMessage().splitlines()
    assert head.startswith("the API would take this request, with doubts: POST /contacts: contact.create: ")
    assert any(line.startswith("  /contacts/0/created_at: warning: ") and line.endswith(" [read_only]") for line in lines)
    found = vars(doubtful)["bs_validate"]
    assert found["errors"] == []
    assert {"code": "read_only", "pointer": "/contacts/0/created_at", "field": "created_at"} in found["warnings"]
    assert CANARY not in repr(vars(doubtful))


@pytest.mark.parametrize("make", [hooks, PreflightAdapter, Gate])
def test_warnings_need_a_logger(make: Callable[..., Any]) -> None:
    """Without a logger, nothing would show them."""
    with pytest.raises(ValueError, match="log="):
        make(warnings=True)


@pytest.mark.parametrize("make", [hooks, PreflightAdapter, Gate])
def test_a_validator_needs_operations(make: Callable[..., Any], tmp_path: Path) -> None:
    """Without any, every request would pass unchecked."""
    (tmp_path / "tag.create.json").write_text('{"type": "object", "properties": {"tags": {"type": "array"}}}')
    with pytest.raises(ValueError, match=r"no operations, .* openapi\.json"):
        make(validator=Validator(tmp_path))
