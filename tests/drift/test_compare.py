"""The verdicts on a write, and what counts as undocumented."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate.drift.compare import Drift, Judge, drift, total
from bs_validate.drift.names import has_unknown, names_of
from bs_validate.lint.readers import documents
from bs_validate.strategies import payloads
from support.profiles import examples
from support.samples import CONTACT_CREATE, CONTACT_READ, DOCUMENTED, HOST_READ

VALIDATOR = Validator()
JUDGE = Judge(VALIDATOR, names_of(VALIDATOR))
API = "https://www.bookingsync.com/api/v3"
BAD = {"contacts": [{"zip": None}]}
REFUSAL = {"errors": [{"code": "validation_failed", "field": "zip", "title": "can't be blank"}]}


def exchange(method: str, path: str, status: Any, sent: Any = None, received: Any = None) -> dict[str, Any]:
    """Return an exchange of a cassette; a body is text, or a document."""
    request: dict[str, Any] = {"method": method, "uri": path if "://" in path else f"{API}{path}"}
    response: dict[str, Any] = {"status": {"code": status}}
    for message, body in ((request, sent), (response, received)):
        if body is not None:
            message["body"] = {"string": body if isinstance(body, str) else json.dumps(body)}
    return {"request": request, "response": response}


def compared(*exchanges: dict[str, Any]) -> Drift:
    """Return the drift of a cassette."""
    text = json.dumps({"http_interactions": exchanges})
    return drift("a.json", documents("a.json", text.encode()), JUDGE)


@pytest.mark.parametrize(
    ("sent", "status", "received", "verdict", "ours", "server"),
    [
        (CONTACT_CREATE, 201, CONTACT_READ, "both_accept", [], []),
        (CONTACT_CREATE, 422, REFUSAL, "only_server_refuses", [], ["zip"]),
        (CONTACT_CREATE, 422, {"errors": {"zip": ["is bad"], "base": ["no"]}}, "only_server_refuses", [], ["zip", ""]),
        (CONTACT_CREATE, 422, "not JSON", "only_server_refuses", [], []),
        (CONTACT_CREATE, 422, None, "only_server_refuses", [], []),
        ("{", 201, CONTACT_READ, "only_we_refuse", ["not_json"], []),
        ("{", 422, REFUSAL, "both_refuse", ["not_json"], ["zip"]),
        ({"contacts": [{**CONTACT_CREATE["contacts"][0], "zip": None}]}, 200, None, "only_we_refuse", ["null"], []),
        ({"contacts": [{**CONTACT_CREATE["contacts"][0], "zip": "<ZIP>", "id": 1}]}, 201, None, "both_accept", [], []),
    ],
)
def test_each_side_has_a_verdict(sent: Any, status: int, received: Any, verdict: str, ours: list[str], server: list[str]) -> None:
    """A status of 2xx accepts, and 422 refuses. Our warnings refuse nothing, and a value that a recorder hid violates no rule."""
    (one,) = compared(exchange("POST", "/contacts", status, sent, received)).compared
    assert (one.verdict, [code for _, code in one.ours], list(one.server)) == (verdict, ours, server)
    assert (one.operation, one.status, one.file, one.line) == ("POST /contacts", status, "a.json", 1)


@pytest.mark.parametrize(
    "one",
    [
        *(exchange("POST", "/contacts", status, BAD, {}) for status in (302, 400, 401, 404, 429)),
        exchange("POST", "/contacts", None, BAD),
        exchange("POST", "/contacts", 201),
        exchange("POST", "/contacts", 201, ""),
        exchange("GET", "/contacts", 200, None, CONTACT_READ),
        exchange("DELETE", "/contacts/1", 204),
        exchange("DELETE", "/contacts/1", 204, {}),
    ],
)
def test_without_two_verdicts_nothing_is_compared(one: dict[str, Any]) -> None:
    """If access is refused, the syntax is wrong or no body was recorded, the server has not judged the rules."""
    found = compared(one)
    assert (found.compared, found.undocumented, found.no_verdict) == ((), (), 1)


@pytest.mark.parametrize(
    ("one", "kind", "name", "suggestion"),
    [
        (exchange("DELETE", "/hosts/7", 204), "operation", "DELETE /hosts/{host_id}", None),
        (exchange("POST", "/contacts/ana@example.com/merge", 200), "operation", "POST /contacts/…", None),
        (exchange("POST", "/contacts/merge", 201, CONTACT_CREATE, CONTACT_READ), "operation", "POST /contacts/…", None),
        (exchange("PUT", "/hosts/set-default", 200, {"hosts": [{"x": 1}]}), "operation", "PUT /hosts/…", None),
        (exchange("GET", "/contacts/search?q=x", 200, None, CONTACT_READ), "operation", "GET /contacts/…", None),
        (exchange("PURGE", "/contacts/1", 200), "operation", "… /contacts/…", None),
        (exchange("PATCH", "/hosts/7", 200, {"hosts": [{}]}), "operation", "PATCH /hosts/{host_id}", "PUT /hosts/{host_id}"),
        (exchange("GET", "/hosts?feilds=id", 200, None, HOST_READ), "parameter", "feilds", "fields"),
        (exchange("GET", "/hosts?x=1", 200, None, HOST_READ), "parameter", "x", None),
        (exchange("GET", "/hosts", 500, None, "oops"), "status", "500", None),
        (exchange("GET", "/hosts", 202, None, HOST_READ), "status", "202", "200"),
        (exchange("GET", "/hosts", 422, None, REFUSAL), "status", "422", None),
        (exchange("GET", "/hosts", 200, None, {"hosts": [], "total": 3}), "field", "total", None),
        (exchange("PUT", "/hosts/1", 200, {"hosts": [{"emial": None}]}), "field", "emial", "email"),
        (exchange("PUT", "/hosts/1", 200, {"hosts": [{"email": None}], "note": 1}), "field", "note", None),
        (exchange("PUT", "/contacts/1", 200, {"contacts": [{"gender": "x"}]}), "value", "gender", None),
        (exchange("PUT", "/contacts/1", 200, {"contacts": [{"spoken_languages": ["EN"]}]}), "value", "spoken_languages.*", "en"),
    ],
)  # fmt: skip
def test_each_undocumented_thing_is_named_once(one: dict[str, Any], kind: str, name: str, suggestion: str | None) -> None:
    """A repeated one is listed at its first place in a file. The row has everything that a program needs, and no value."""
    for exchanges in ((one,), (one, one)):
        (found,) = compared(*exchanges).undocumented
        assert (found.kind, found.name, found.suggestion) == (kind, name, suggestion)


def _read(**fields: Any) -> dict[str, Any]:
    return {**CONTACT_READ, "contacts": [{**CONTACT_READ["contacts"][0], **fields}]}


@pytest.mark.parametrize(
    "one",
    [
        exchange("GET", "/contacts/1", 200, None, CONTACT_READ),
        exchange("GET", "/contacts/1?fields=id", 200, None, {"contacts": [{"id": 1}]}),
        exchange("GET", "/contacts/1?include=account", 200, None, _read(account={"id": 3, "colour": "red"})),
        exchange("GET", "/contacts/1", 304),
        exchange("GET", "/contacts/search", 404),
        exchange("GET", "/contacts/:id", 200, None, CONTACT_READ),
        exchange("OPTIONS", "/contacts", 204),
        exchange("HEAD", "/contacts/1", 200),
        exchange("GET", "/rentals?x=1", 418, None, {"rentals": [{"y": 1}]}),
        exchange("POST", "https://example.com/contacts", 418, {"x": 1}, {"y": 1}),
        exchange("PUT", "/hosts/1", 422, {"hosts": [{"emial": None}]}, REFUSAL),
        exchange("GET", "/contacts/1", 200, None, "<html>"),
        exchange("GET", "/contacts/1", 200, None, _read(email="not an address")),
        exchange("PUT", "/contact/1", 200, {"contacts": [{"city": "Zagreb"}]}),
        {"request": {}, "response": {}},
    ],
)
def test_expected_traffic_has_no_drift(one: dict[str, Any]) -> None:
    """Documented parts, headers of browsers, other resources, and refused requests are not listed."""
    assert compared(one).undocumented == ()


def test_files_without_exchanges_have_no_drift() -> None:
    """Payloads are not traffic, and traffic with other companies is ignored."""
    others: list[Any] = [CONTACT_CREATE, {}, [], {"http_interactions": []}]
    for document in others:
        found = drift("a.json", documents("a.json", json.dumps(document).encode()), JUDGE)
        assert found == Drift()
        assert not found.differs


def test_the_bodies_of_one_exchange_belong_together() -> None:
    """Two equal exchanges one after the other count as two."""
    one = exchange("POST", "/contacts", 201, CONTACT_CREATE, CONTACT_READ)
    without = exchange("DELETE", "/contacts/1", 204)
    found = compared(one, one, without, without, one)
    assert [row.verdict for row in found.compared] == ["both_accept"] * 3
    assert found.no_verdict == 2


def test_results_are_in_the_order_of_the_files() -> None:
    """Results of several files are combined into one."""
    first, second = (compared(exchange("GET", "/hosts", status)) for status in (500, 502))
    both = total([first, second])
    assert [one.name for one in both.undocumented] == ["500", "502"]
    assert both.no_verdict == 2
    assert both.differs


@examples(100)
@given(st.data())
def test_the_quick_look_misses_no_undocumented_field(data: st.DataObject) -> None:
    """It finds every document that has such a warning."""
    name = data.draw(st.sampled_from(VALIDATOR.catalog.names))
    document = data.draw(payloads(name))
    if any(one.code == "undocumented_field" for one in VALIDATOR.validate(document, name).warnings):
        assert has_unknown(JUDGE.names(name), document)


@pytest.mark.parametrize(("name", "document"), DOCUMENTED.items())
def test_no_documented_example_looks_undocumented(name: str, document: Any) -> None:
    """Otherwise the quick look would be useless."""
    assert not has_unknown(JUDGE.names(name), document)
    assert has_unknown(JUDGE.names(name), {**document, "x": 1})
