"""Read collections of Insomnia: version 4 with a list of resources, or a file for each, and version 5 with folders in YAML."""

from collections.abc import Iterator
from typing import Any

from bs_validate._instance.location import Location
from bs_validate.lint.readers.recordings.body import REQUEST, Body
from bs_validate.lint.readers.recordings.collected import Request, listed, mapping, nested, text, variables, with_query

JSON = Any

_VERSION_5 = ("collection.insomnia.rest/5", "spec.insomnia.rest/5")


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of an export in its order, or None for any other document."""
    if type(document) is not dict:
        return None
    if document.get("_type") == "export" and type(document.get("resources")) is list:
        resources = list(listed(document["resources"], ("resources",)))
        known = _variables(one.get("data") for _, one in resources if one.get("_type") == "environment")
        return _requests((found for found in resources if found[1].get("_type") == "request"), known)
    if document.get("type") == "Request" and text(document.get("_id")).startswith("req_"):
        return _requests(iter([((), document)]), {})
    if text(document.get("type")).startswith(_VERSION_5):
        environment = mapping(document.get("environments"))
        inner = [one for _, one in listed(environment.get("subEnvironments"), ())]
        known = _variables(one.get("data") for one in (*inner, environment))
        return _requests(nested(document.get("collection"), ("collection",), "children"), known)
    return None


def _variables(environments: Iterator[JSON]) -> dict[str, str]:
    """Return the variables of all environments. These differ in the server, which does not affect the operation."""
    return {name: value for data in environments for name, value in variables(data).items()}


def _requests(found: Iterator[tuple[Location, dict[str, JSON]]], known: dict[str, str]) -> Iterator[Body]:
    for location, one in found:
        if "url" not in one:  # a folder
            continue
        sent = mapping(one.get("body"))
        asked = [each for _, each in listed(one.get("parameters"), ()) if each.get("disabled") is not True]
        url = with_query(text(one.get("url")), ((text(each.get("name")), text(each.get("value"))) for each in asked))
        request = Request(text(one.get("method")) or "GET", url, known, (*location, "url"))
        media = text(sent.get("mimeType")).lower()
        yield from request.exchanged(location, request.body(REQUEST, (*location, "body", "text"), sent.get("text"), media=media))
