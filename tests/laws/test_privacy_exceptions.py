"""No personal value leaves through an exception: its text, the exceptions behind it, and the local variables of our frames."""

import asyncio
import json
import logging
import pickle
import traceback
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import django
import httpx
import pytest
import requests
import wtforms
from django.conf import settings
from fastapi import Body, FastAPI

from bs_validate import Forgotten, InvalidPayload, UnknownField, UnknownName, UnknownOperation, UnknownSchema, to_write, validate
from bs_validate.adapters import django as django_adapter
from bs_validate.adapters import fastapi as fastapi_adapter
from bs_validate.adapters import wtforms as wtforms_adapter
from bs_validate.adapters.httpx import async_preflight, hooks, preflight
from bs_validate.adapters.requests import PreflightAdapter
from bs_validate.forms import from_form
from bs_validate.validator import DEFAULT
from support.canary import CANARY, NAME, SHORT, Talkative, in_our_frames, leaks, raised
from support.samples import ENVELOPES, documented

if not settings.configured:
    settings.configure()
    django.setup()

from django import forms

PAYLOAD: dict[str, list[dict[str, Any]]] = {
    "contacts": [{"email": CANARY, "firstname": SHORT[0], "website": SHORT[2], NAME: SHORT[1]}]
}
TEXT = json.dumps(PAYLOAD)
#: Values in the place of a name, as after swapping arguments. A value that looks like a name is treated as one.
SWAPPED: tuple[Any, ...] = (
    TEXT,
    TEXT.encode(),
    PAYLOAD,
    CANARY,
    *SHORT[1:],
    Talkative(),
    int(SHORT[-1]),
    [TEXT],
    "x" * 41 + NAME,
)
API = "https://www.bookingsync.com/api/v3"


def _caught(call: Callable[[], Any]) -> BaseException:
    with pytest.raises(ValueError, match="choose from") as caught:
        call()
    return caught.value


@pytest.mark.parametrize("given", SWAPPED, ids=lambda one: type(one).__name__)
def test_a_value_in_the_place_of_a_name_is_not_quoted(given: Any) -> None:
    """It is not in the exception behind the first one either, when a name was looked up."""
    calls: list[Callable[[], Any]] = [
        lambda: DEFAULT.validate("contact.create", given),
        lambda: DEFAULT.validate_json("contact.create", given),
        lambda: DEFAULT.validate_resource("contact.create", given),
        lambda: DEFAULT.validate_field("email", given, "contact.create"),
        lambda: DEFAULT.validate_field("email", "contact.create", given),
        lambda: DEFAULT.validate_request(given, f"{API}/contacts"),
        lambda: DEFAULT.validate_request("POST", given),
        lambda: DEFAULT.validate_response("GET", given, 200),
        lambda: to_write({}, given),
        lambda: from_form({}, given),
    ]
    for call in calls:
        error = _caught(call)
        assert isinstance(error, UnknownName)
        assert not any(map(leaks, raised(error)))
        assert error.__context__ is None


@pytest.mark.parametrize(
    "path", ["/contacts/{}/photos", "/contacts/1/{}", "/{}", "/{}/contacts", "/rentals/{}", "/contacts/1/a?email={}"]
)
@pytest.mark.parametrize("method", ["POST", "put", "PATCH", CANARY])
def test_a_path_is_quoted_up_to_its_collection(method: str, path: str) -> None:
    """The rest may be personal: an address, a number or a search."""
    for value in (CANARY, *SHORT):
        error = _caught(lambda value=value: DEFAULT.validate_request(method, f"{API}{path.replace('{}', value)}", b"{}"))  # type: ignore[misc]  # bound
        assert isinstance(error, UnknownOperation)
        assert not any(map(leaks, raised(error)))
    with pytest.raises(UnknownOperation, match=r"unknown operation 'POST /rentals/…': choose from GET /contacts"):
        DEFAULT.validate_request("post", f"{API}/rentals/1/photos?of=Ana")


def test_a_status_is_named_if_it_is_a_number_of_three_digits() -> None:
    """Any other value may be personal."""
    url = f"{API}/contacts"
    assert (
        DEFAULT.validate_response("GET", url, 418).schema
        == DEFAULT.validate_response("GET", url, "418").schema
        == "GET /contacts 418"
    )
    for status in (int(SHORT[-1]), SHORT[-1]):
        assert DEFAULT.validate_response("GET", url, status, PAYLOAD).schema == "GET /contacts"
    odd: list[Any] = [SHORT[1], "9" * 5000, Talkative()]
    for one in odd:
        error = _caught(partial(DEFAULT.validate_response, "GET", url, one))
        assert not any(map(leaks, raised(error)))


def test_an_invalid_payload_exception_carries_no_value() -> None:
    """The exception is raised from a report, and our frames have no value either."""
    for name in ENVELOPES:
        whole, text = DEFAULT.validate(PAYLOAD, name), DEFAULT.validate_json(TEXT, name)
        for report in (whole, text, DEFAULT.validate_resource(PAYLOAD, name)):
            with pytest.raises(InvalidPayload) as caught:
                report.raise_for_errors()
            assert not any(map(leaks, raised(caught.value)))
            shown = list(in_our_frames(caught.value))
            assert shown
            assert not any(map(leaks, shown))


def test_a_forgotten_person_is_not_named() -> None:
    """Neither the exception nor its frames in our code contain the name."""
    read = documented("contact.read")["contacts"][0] | {
        "forget_me_at": "2021-01-22T08:40:20Z",
        "email": SHORT[1],
        "notes": CANARY,
    }
    for given in (read, {"contacts": [read]}, {"contacts": [documented("contact.read")["contacts"][0], read]}):
        with pytest.raises(Forgotten) as caught:
            to_write(given, "contact.update")
        assert not any(map(leaks, raised(caught.value)))
        shown = list(in_our_frames(caught.value))
        assert shown
        assert not any(map(leaks, shown))


def _answered(_: httpx.Request) -> httpx.Response:
    return httpx.Response(201, json=PAYLOAD)


def _asynchronously(hooks: dict[str, list[Any]], url: str, **options: Any) -> None:
    async def send() -> None:
        async with httpx.AsyncClient(event_hooks=hooks, transport=httpx.MockTransport(_answered)) as client:
            await client.post(url, **options)

    asyncio.run(send())


def _synchronously(hooks: dict[str, list[Any]], url: str, **options: Any) -> None:
    with httpx.Client(event_hooks=hooks, transport=httpx.MockTransport(_answered)) as client:
        client.post(url, **options)


def _by_requests(adapter: PreflightAdapter, url: str) -> None:
    with requests.Session() as session:
        session.mount("https://", adapter)
        session.post(url, json=PAYLOAD)


VALID = json.dumps(documented("contact.create")).encode()
URL = f"{API}/contacts?email={SHORT[1]}"
CLIENTS: dict[str, Callable[[], None]] = {
    "httpx": lambda: _synchronously({"request": [preflight]}, URL, json=PAYLOAD),
    "httpx, made": lambda: _synchronously(hooks(), URL, json=PAYLOAD),
    "httpx, asynchronous": lambda: _asynchronously({"request": [async_preflight]}, URL, json=PAYLOAD),
    "httpx, asynchronous, made": lambda: _asynchronously(hooks(asynchronous=True), URL, json=PAYLOAD),
    "httpx, response": lambda: _synchronously(hooks(responses=True), URL, content=VALID),
    "httpx, asynchronous response": lambda: _asynchronously(hooks(responses=True, asynchronous=True), URL, content=VALID),
    "requests": lambda: _by_requests(PreflightAdapter(), URL),
}


@pytest.mark.parametrize("client", CLIENTS)
def test_a_refusal_of_a_client_carries_no_value(client: str, caplog: pytest.LogCaptureFixture) -> None:
    """No value is in the exception, in those behind it or in our frames, and a refused request is not logged."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(InvalidPayload) as caught:
        CLIENTS[client]()
    assert not any(map(leaks, raised(caught.value)))
    shown = list(in_our_frames(caught.value))
    assert shown
    assert not any(map(leaks, shown))
    assert not any(leaks(record.getMessage()) for record in caplog.records if "response" not in client)


def test_a_log_has_no_value(caplog: pytest.LogCaptureFixture) -> None:
    """Neither the message nor any part of its record has one; a record outlives the request, and may be pickled."""
    caplog.set_level(logging.DEBUG, logger="payloads")
    log = logging.getLogger("payloads")
    _synchronously(hooks(responses=True, log=log), URL, json=PAYLOAD)
    _asynchronously(hooks(responses=True, log=log, asynchronous=True), URL, json=PAYLOAD)
    records = [record for record in caplog.records if record.name == "payloads"]
    assert len(records) == 4
    for record in records:
        assert not leaks(record.getMessage() + repr(vars(record)) + str(pickle.dumps(record.args)))


def test_a_form_and_an_answer_have_no_value(caplog: pytest.LogCaptureFixture) -> None:
    """The errors are in forms of Django and WTForms, and in answers of FastAPI, in any form and language."""
    caplog.set_level(logging.DEBUG)
    report = DEFAULT.validate_resource(
        {**PAYLOAD["contacts"][0], "phones": [{"number": SHORT[1], NAME: CANARY}]}, "contact.create"
    )
    posted = forms.Form({"email": "x"})
    posted.fields["email"] = forms.CharField()
    row = wtforms.Form()
    for locale in ("en", "pl"):
        django_adapter.add_errors(posted, report, locale)
        wtforms_adapter.add_errors(row, report, locale)
    assert posted.errors
    assert row.errors
    assert not leaks(posted.errors.as_json() + str(posted.non_field_errors()) + repr(row.errors))
    app = FastAPI()
    fastapi_adapter.install(app)
    app.post("/contacts")(_taken)
    for accept in ("application/json", "application/problem+json"):
        response = asyncio.run(_posted(app, accept))
        assert response.status_code == 422
        assert not leaks(response.text + repr(response.headers))
    assert not leaks(caplog.text)


async def _posted(app: FastAPI, accept: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://app") as client:
        return await client.post("/contacts", json=PAYLOAD, headers={"Accept": accept, "Accept-Language": "fr"})


async def _taken(document: Annotated[Any, Body()]) -> None:
    validate(document, "contact.create").raise_for_errors()


def test_a_frame_with_a_value_would_be_noticed() -> None:
    """A call with a wrong schema name keeps the document in its frames, for which nothing is promised, and the check finds it."""
    error = _caught(lambda: DEFAULT.validate(PAYLOAD, "contact.creat"))
    assert any(map(leaks, in_our_frames(error)))
    assert not any(map(leaks, raised(error)))
    assert "unknown schema 'contact.creat'" in "".join(traceback.format_exception_only(error))
    assert isinstance(error, UnknownSchema)
    assert not isinstance(error, UnknownField)
