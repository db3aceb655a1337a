"""The table of operations is read, or refused with the file and the place, whatever it contains."""

import contextlib
import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import InvalidSchema, UnknownOperation, Validator
from bs_validate._schema.catalog import Catalog, packaged
from bs_validate._schema.operations import operations
from bs_validate._schema.printing import printed_operations
from support.profiles import examples

REAL = packaged().source("openapi.json")


def _catalog(table: Any) -> Catalog:
    """Return the packaged schemas with another table."""
    real = packaged()
    files = [*(f"{name}.json" for name in real.names), "openapi.json"]
    return Catalog(lambda: files, lambda file: json.dumps(table if file == "openapi.json" else real.source(file)).encode())


def _places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    members = value.items() if type(value) is dict else enumerate(value) if type(value) is list else ()
    return [place, *(one for key, inner in members for one in _places(inner, (*place, key)))]


#: The places in the part of the table that is read.
PLACES = [place for place in _places(REAL) if place[:1] in ((), ("paths",)) or place[:2] == ("components", "parameters")]
JSON_VALUES = st.sampled_from(
    [None, True, 0, -1, 1.5, "", "x", "#/x", "#/paths", "200", [], [1], [None], {}, {"x": 1}, {"$ref": 1}]
)


@examples(20)
@given(
    places=st.lists(st.sampled_from(PLACES), min_size=1, max_size=2),
    value=JSON_VALUES,
    change=st.sampled_from(["set", "delete", "name"]),
)
def test_a_table_of_any_shape_is_read_or_refused_with_its_place(places: list[Any], value: Any, change: str) -> None:
    """Nothing but ``InvalidSchema`` escapes, which names the file, and the operations that are read can be called."""
    table = copy.deepcopy(REAL)
    for place in places:
        _change(table, place, value, change)
    catalog = _catalog(table)
    found: tuple[Any, ...] = ()
    refused = []
    try:
        found = operations(catalog)
    except InvalidSchema as error:
        refused.append(str(error))
    with contextlib.suppress(InvalidSchema):  # it also names a schema file that is not there
        printed_operations(catalog)
    assert all(one.startswith("openapi.json") for one in refused)
    assert all(one.path.startswith("/") for one in found)
    validator = Validator()
    object.__setattr__(validator, "_operations", found)
    for method, url in (("POST", "contacts"), ("GET", "contacts?page=1&fields=id&x=1&updated_since=1"), ("PUT", "hosts/x?a")):
        with contextlib.suppress(UnknownOperation):
            assert isinstance(validator.validate_request(method, f"/api/v3/{url}", {}).to_dict(), dict)
            assert isinstance(validator.validate_response(method, f"/api/v3/{url}", 200, {}).to_dict(), dict)


def _change(table: Any, place: tuple[Any, ...], value: Any, change: str) -> None:
    """Set, delete or rename the value at a place, if it still exists."""
    at = table
    for part in place[:-1]:
        if type(at) not in (dict, list) or (part not in at if type(at) is dict else part >= len(at)):
            return
        at = at[part]
    if not place or type(at) not in (dict, list) or (place[-1] not in at if type(at) is dict else place[-1] >= len(at)):
        return
    if change == "set":
        at[place[-1]] = copy.deepcopy(value)
        return
    old = at.pop(place[-1])
    if change == "name" and type(at) is dict:
        at[str(value)] = old


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ({"paths": []}, "#/paths: must be an object"),
        ({"paths": {"/tags": 5}}, "#/paths/~1tags: must be an object"),
        ({"paths": {"tags": {}}}, "#/paths/tags: a path must begin with /"),
        ({"paths": {"/t": {"get": []}}}, "#/paths/~1t/get: must be an object"),
        ({"paths": {"/t": {"get": {"responses": 1}}}}, "#/paths/~1t/get/responses: must be an object"),
        ({"paths": {"/t": {"get": {"responses": {"200": "x"}}}}}, "#/paths/~1t/get/responses/200: must be an object"),
        ({"paths": {"/t": {"get": {"operationId": 1}}}}, "#/paths/~1t/get/operationId: must be text"),
        ({"paths": {"/t": {"get": {"x-singular-path": 1}}}}, "#/paths/~1t/get/x-singular-path: must be text"),
        ({"paths": {"/t": {"get": {"x-undocumented-methods": [1]}}}}, "#/paths/~1t/get/x-undocumented-methods/0: must be text"),
        ({"paths": {"/t": {"parameters": {}}}}, "#/paths/~1t/parameters: must be a list"),
        (
            {"paths": {"/t": {"parameters": [{"in": "x"}]}}},
            "#/paths/~1t/parameters/0/in: must be one of path, query, header, cookie",
        ),
        ({"paths": {"/t": {"parameters": [{"in": "path"}]}}}, "#/paths/~1t/parameters/0/name: must be text"),
        ({"paths": {"/t": {"parameters": [{"$ref": "#/x"}]}}}, "#/paths/~1t/parameters/0/$ref: leads nowhere"),
        (
            {"paths": {"/t": {"parameters": [{"$ref": "x.json"}]}}},
            "#/paths/~1t/parameters/0/$ref: a reference must begin with #/ here",
        ),
        (
            {"paths": {"/t": {"parameters": [{"in": "query", "name": "a", "schema": {"items": {"minimum": "1"}}}]}}},
            "#/paths/~1t/parameters/0/schema/items/minimum: must be a number",
        ),
        (
            {"paths": {"/t": {"put": {"requestBody": {"content": {"x": {"schema": {"$ref": 1}}}}}}}},
            "#/paths/~1t/put/requestBody/content/x/schema/$ref: must be text",
        ),
        ({"paths": {"/\u001b[31m": []}}, "#/paths/~1\\u001b[31m: must be an object"),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(table: Any, why: str) -> None:
    """The text names the file, leads to the place and says what is expected there."""
    with pytest.raises(InvalidSchema) as caught:
        operations(_catalog(table))
    assert str(caught.value) == f"openapi.json{why}"


@pytest.mark.parametrize("status", ["default", "2XX", "²00", "x-note", "600", ""])
def test_responses_without_a_status_of_their_own_are_left_out(status: str) -> None:
    """OpenAPI has a default and ranges, which do not name a single status."""
    media = {"application/json": {"schema": {"$ref": "contact.read.json"}}}
    table = {"paths": {"/contacts": {"get": {"responses": {status: {"content": media}, "201": {"content": media}}}}}}
    (found,) = operations(_catalog(table))
    assert (found.id, found.responses) == ("get /contacts", {201: "contact.read"})


def test_a_body_with_a_schema_in_the_table_itself_is_not_checked() -> None:
    """Only schemas in files of their own are schemas of resources."""
    inline = {"application/json": {"schema": {"$ref": "#/components/schemas/tag"}}}
    answer = {"application/json": {"schema": {"$ref": "./contact.read.json"}}}
    table = {"paths": {"/contacts": {"post": {"requestBody": {"content": inline}, "responses": {"201": {"content": answer}}}}}}
    (found,) = operations(_catalog(table))
    assert (found.request, found.responses) == (None, {201: "contact.read"})
