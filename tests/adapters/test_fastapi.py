"""The adapter for FastAPI: an invalid payload is answered as the server itself would, or as problem details."""

import json
from typing import Annotated, Any

import pytest
from fastapi import Body, Depends, FastAPI, WebSocket
from fastapi.exceptions import RequestValidationError
from fastapi.requests import HTTPConnection
from fastapi.responses import PlainTextResponse
from httpx import ASGITransport, AsyncClient, Response
from pydantic import AfterValidator, BaseModel, ValidationError, field_validator

from bs_validate import validate, validate_field, validate_request, validate_resource
from bs_validate.adapters.fastapi import install, language
from bs_validate.dump import rails
from support.samples import changed, documented

CANARY = "Kanarienvogel"
INVALID = changed("contact.create", "email", CANARY)
REPORT = validate(INVALID, "contact.create")

app = FastAPI()
install(app)


@app.post("/contacts", status_code=201)
async def create(document: Annotated[Any, Body()]) -> str:
    """Take a contact."""
    return validate(document, "contact.create").raise_for_errors().schema


@app.post("/threaded")
def threaded(document: Annotated[Any, Body()]) -> None:
    """Take a contact in another thread."""
    validate(document, "contact.create").raise_for_errors()


def _post(path: str, document: Any, headers: dict[str, str] | list[tuple[str, str]], to: FastAPI = app) -> Response:
    import asyncio

    async def post() -> Response:
        async with AsyncClient(transport=ASGITransport(to), base_url="http://app") as client:
            client.headers.pop("accept")
            return await client.post(path, json=document, headers=headers)

    return asyncio.run(post())


@pytest.mark.parametrize("path", ["/contacts", "/threaded"])
def test_the_answer_has_the_form_of_the_api(path: str) -> None:
    """The answer is a map of messages by field."""
    response = _post(path, INVALID, {})
    assert (response.status_code, response.headers["content-type"]) == (422, "application/json")
    assert response.json() == {"errors": {"email": ["must be an email address: the @ is missing"]}}
    assert response.headers["vary"] == "Accept, Accept-Language"
    assert CANARY not in response.text


def test_a_valid_payload_reaches_the_operation() -> None:
    """The payload is not changed."""
    response = _post("/contacts", documented("contact.create"), {})
    assert (response.status_code, response.json()) == (201, "contact.create")
    assert validate_request("POST", "/api/v3/contacts", documented("contact.create")).valid


@pytest.mark.parametrize(
    ("accept", "is_problem"),
    [
        ("application/problem+json", True),
        ("Application/Problem+JSON;q=0.5", True),
        ("application/problem+json, application/json", True),
        ("application/json, application/problem+json", True),
        ("application/json;q=0.5, application/problem+json;q=0.9", True),
        ("application/problem+json;q=0.5, */*", True),
        ("text/html, application/problem+json; charset=utf-8; q=0.1", True),
        ("application/json, application/problem+json;q=0.9", False),
        ("application/problem+json;q=0", False),
        ("application/problem+json;q=x", False),
        ("application/problem+json;q=nan", False),
        ("application/json", False),
        ("application/*", False),
        ("*/*", False),
        (", ;q=1,", False),
        ("", False),
    ],
)
def test_a_client_may_ask_for_problem_details(accept: str, is_problem: bool) -> None:  # noqa: FBT001  # a table
    """It has to name their media type, and must not prefer plain JSON."""
    response = _post("/contacts", INVALID, {"Accept": accept})
    assert response.status_code == 422
    assert (response.headers["content-type"] == "application/problem+json") is is_problem
    if is_problem:
        body = response.json()
        assert body["status"] == 422
        assert [(one["pointer"], one["code"]) for one in body["errors"]] == [("#/contacts/0/email", "email")]
        assert CANARY not in response.text


@pytest.mark.parametrize(
    ("accepted", "locale"),
    [
        ("fr-CA, en;q=0.5", "fr"),
        ("en;q=0.5,pl;q=0.7", "pl"),
        ("xx, tlh;q=0.9, sr-Latn;q=0.8, en;q=0.1", "rs-Latn"),
        ("en-GB, fr", "en"),
        ("*", "en"),
        ("de;q=0, en", "en"),
        ("", "en"),
        ("xx", "en"),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "application/problem+json"])
def test_the_language_is_the_one_that_the_client_prefers(accepted: str, locale: str, accept: str) -> None:
    """If there are no messages in any of the client's languages, they are in English."""
    response = _post("/contacts", INVALID, {"Accept-Language": accepted, "Accept": accept})
    assert REPORT.errors[0].message(locale) in response.text
    assert response.status_code == 422


def test_a_header_may_come_in_parts() -> None:
    """The parts count as one header."""
    parts = [("Accept", "application/json;q=0.1"), ("Accept", "application/problem+json")]
    assert _post("/contacts", INVALID, parts).headers["content-type"] == "application/problem+json"


class Whole(BaseModel):
    """A model that checks a contact in a validator of a field."""

    contact: dict[str, Any]
    number: int = 0

    @field_validator("contact")
    @classmethod
    def contact_is_valid(cls, contact: dict[str, Any]) -> dict[str, Any]:
        """Raise ``InvalidPayload`` for pydantic to wrap."""
        validate_resource(contact, "contact.update").raise_for_errors()
        return contact


class Both(BaseModel):
    """A model with two of them."""

    first: Whole
    second: Whole


def _guarded(contact: Whole) -> Whole:
    return contact


@app.post("/whole")
async def take_whole(whole: Whole) -> int:
    """Take a contact as a model."""
    return whole.number


@app.post("/depending")
def take_depending(whole: Annotated[Whole, Depends(_guarded)]) -> int:
    """Take a contact by a dependency."""
    return whole.number


@app.post("/both")
async def take_both(both: Both) -> int:
    """Take two contacts."""
    return both.first.number


@app.post("/inside")
async def take_inside(document: Annotated[Any, Body()]) -> int:
    """Make the model in the operation itself."""
    return Whole(**document).number


@app.websocket("/socket")
async def socket(connection: WebSocket) -> None:
    """Take contacts one after the other."""
    await connection.accept()
    while True:
        validate(await connection.receive_json(), "contact.create").raise_for_errors()
        await connection.send_text("taken")


@app.websocket("/gone")
async def gone(connection: WebSocket) -> None:
    """Let the client disconnect, and then find an invalid payload."""
    await connection.accept()
    await connection.receive()
    validate(INVALID, "contact.create").raise_for_errors()


@app.websocket("/unaccepted")
async def unaccepted(connection: WebSocket) -> None:
    """Refuse before the connection is accepted."""
    del connection
    validate(INVALID, "contact.create").raise_for_errors()


def _is_email(email: str) -> str:
    validate_field(email, "contact.create", "email").raise_for_errors()
    return email


Email = Annotated[str, AfterValidator(_is_email)]


@app.websocket("/asked")
async def asked(connection: WebSocket, email: Email) -> None:
    """Take an address in the query."""
    await connection.accept()
    await connection.send_text(email)
    await connection.close()


@pytest.mark.parametrize("path", ["/whole", "/depending", "/inside"])
@pytest.mark.parametrize("number", [1, "one"])
def test_an_invalid_payload_inside_a_model_gets_the_same_answer(path: str, number: Any) -> None:
    """Pydantic wraps it in an error that contains a value. Other errors of pydantic are reported only in the next request."""
    response = _post(path, {"contact": {"email": CANARY, "zip": None}, "number": number}, {"Accept-Language": "fr"})
    report = validate_resource({"email": CANARY, "zip": None}, "contact.update")
    assert (response.status_code, response.json()) == (422, rails(report, "fr"))
    assert CANARY not in response.text
    problems = _post(path, {"contact": {"email": CANARY}}, {"Accept": "application/problem+json"})
    assert problems.headers["content-type"] == "application/problem+json"
    assert [one["code"] for one in problems.json()["errors"]] == ["email"]
    assert _post(path, {"contact": {"email": "a@b.co"}, "number": 7}, {}).json() == 7


def test_the_errors_of_several_payloads_are_together() -> None:
    """The answer has the errors of all payloads."""
    document = {"first": {"contact": {"email": CANARY}}, "second": {"contact": {"zip": None}}}
    assert set(_post("/both", document, {}).json()["errors"]) == {"email", "zip"}


def test_other_errors_of_pydantic_are_answered_as_before() -> None:
    """FastAPI or a handler of the application answers them, or the server fails as it would without the adapter."""
    response = _post("/whole", {"contact": {}, "number": "one"}, {})
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["body", "number"]
    with pytest.raises(ValidationError):
        _post("/inside", {"contact": {}, "number": "one"}, {})


@pytest.mark.parametrize("kind", ["coroutine", "function", "object"])
def test_a_handler_of_the_application_is_kept(kind: str) -> None:
    """The handler may be a coroutine function, a plain function, or an object that returns a coroutine."""

    def plain(_: Any, __: Exception) -> PlainTextResponse:
        return PlainTextResponse("ours", 418)

    async def coroutine(request: Any, error: Exception) -> PlainTextResponse:
        return plain(request, error)

    class Handler:
        async def __call__(self, request: Any, error: Exception) -> PlainTextResponse:
            return plain(request, error)

    handlers: dict[str, Any] = {"coroutine": coroutine, "function": plain, "object": Handler()}
    own = FastAPI(exception_handlers={RequestValidationError: handlers[kind]})
    install(own)
    own.post("/whole")(take_whole)
    assert _post("/whole", {"contact": {}, "number": "one"}, {}, own).text == "ours"
    assert _post("/whole", {"contact": {"zip": None}}, {}, own).status_code == 422


def _talk(path: str, *texts: str) -> list[dict[str, Any]]:
    """Open a WebSocket, send it texts, and return what it sends, as ASGI has it."""
    import asyncio

    path, _, query = path.partition("?")
    scope = {"type": "websocket", "path": path, "query_string": query.encode(), "headers": [], "subprotocols": []}
    given: list[dict[str, Any]] = [
        {"type": "websocket.connect"},
        *({"type": "websocket.receive", "text": text} for text in texts),
    ]
    given.append({"type": "websocket.disconnect", "code": 1000})
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return given.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent


def test_a_websocket_is_closed_after_an_invalid_message() -> None:
    """The code is that for a violated policy, and the reason has the places and codes. Valid messages are accepted."""
    long = {"contacts": [{CANARY[:1] * 200 + "é" * number: CANARY for number in range(3)}]}
    *before, closed = _talk("/socket", json.dumps(documented("contact.create")), json.dumps(long))
    assert [one.get("text") for one in before] == [None, "taken"]
    assert (closed["type"], closed["code"]) == ("websocket.close", 1008)
    assert closed["reason"].startswith("contact.create: ")
    assert len(closed["reason"].encode()) <= 123
    assert CANARY not in closed["reason"]


@pytest.mark.parametrize("path", ["/unaccepted", f"/asked?email={CANARY}"])
def test_a_websocket_can_be_refused_before_it_is_open(path: str) -> None:
    """The operation refuses it, or pydantic refuses a parameter."""
    (closed,) = _talk(path)
    assert (closed["type"], closed["code"]) == ("websocket.close", 1008)
    assert closed["reason"].startswith("contact.create: 1 error: ")
    assert CANARY not in closed["reason"]


def test_a_disconnected_websocket_is_not_closed_again() -> None:
    """Nothing can be sent to a client that has disconnected."""
    assert [one["type"] for one in _talk("/gone")] == ["websocket.accept"]


def test_other_parameters_of_a_websocket_are_accepted() -> None:
    """Only invalid payloads concern the adapter."""
    assert [one.get("text") for one in _talk("/asked?email=a@b.co")] == [None, "a@b.co", None]


@pytest.mark.parametrize(
    ("accepted", "expected"), [("fr-CA, en;q=0.5", "fr"), ("ja", "ja"), ("zh-HK", "zh-TW"), ("xx, *", "en"), (None, "en")]
)
def test_the_language_of_a_client_is_available_to_the_application(accepted: str | None, expected: str) -> None:
    """The application can write its pages in that language."""
    headers = [] if accepted is None else [(b"accept-language", accepted.encode())]
    assert language(HTTPConnection({"type": "http", "headers": headers})) == expected
