"""The adapter for FastAPI: an invalid payload is answered as the server itself would, or as problem details."""

from typing import Annotated, Any

import pytest
from fastapi import Body, FastAPI
from httpx import ASGITransport, AsyncClient, Response

from bs_validate import validate, validate_request
from bs_validate.adapters.fastapi import install
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


def _post(path: str, document: Any, headers: dict[str, str] | list[tuple[str, str]]) -> Response:
    import asyncio

    async def post() -> Response:
        async with AsyncClient(transport=ASGITransport(app), base_url="http://app") as client:
            client.headers.pop("accept")
            return await client.post(path, json=document, headers=headers)

    return asyncio.run(post())


@pytest.mark.parametrize("path", ["/contacts", "/threaded"])
def test_the_answer_is_the_servers_own(path: str) -> None:
    """As the operation documents it."""
    response = _post(path, INVALID, {})
    assert (response.status_code, response.headers["content-type"]) == (422, "application/json")
    assert response.json() == {"errors": {"email": ["must be an email address: the @ is missing"]}}
    assert response.headers["vary"] == "Accept, Accept-Language"
    assert CANARY not in response.text


def test_what_is_valid_goes_on() -> None:
    """As it would without."""
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
    """By name, where it likes plain JSON no better."""
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
def test_the_language_is_the_clients(accepted: str, locale: str, accept: str) -> None:
    """The one it likes best; one that there is none of is English."""
    response = _post("/contacts", INVALID, {"Accept-Language": accepted, "Accept": accept})
    assert REPORT.errors[0].message(locale) in response.text
    assert response.status_code == 422


def test_a_header_may_come_in_parts() -> None:
    """As if it were one."""
    parts = [("Accept", "application/json;q=0.1"), ("Accept", "application/problem+json")]
    assert _post("/contacts", INVALID, parts).headers["content-type"] == "application/problem+json"
