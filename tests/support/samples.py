"""Valid documents to start from: the examples of the documentation, which are in ``schemas/openapi.json``."""

import copy
from typing import Any

from bs_validate._schema.catalog import packaged

_EXAMPLES = packaged().source("openapi.json")["components"]["examples"]

CONTACT_CREATE: dict[str, Any] = _EXAMPLES["contact_to_create"]["value"]
CONTACT_UPDATE: dict[str, Any] = _EXAMPLES["contact_to_update"]["value"]
CONTACT_READ: dict[str, Any] = _EXAMPLES["contacts_read"]["value"]
HOST_CREATE: dict[str, Any] = _EXAMPLES["host_to_create"]["value"]
HOST_UPDATE = HOST_CREATE
HOST_READ: dict[str, Any] = _EXAMPLES["hosts_read"]["value"]
PHONES = CONTACT_CREATE["contacts"][0]["phones"]

DOCUMENTED: dict[str, dict[str, Any]] = {
    "contact.create": CONTACT_CREATE,
    "contact.read": CONTACT_READ,
    "contact.update": CONTACT_UPDATE,
    "host.create": HOST_CREATE,
    "host.read": HOST_READ,
    "host.update": HOST_UPDATE,
}
ENVELOPES = {name: "contacts" if name.startswith("contact") else "hosts" for name in DOCUMENTED}


class _Absent:
    """Marks a field that is left out; its name is the same in every process, as the names of tests must be."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()
#: The items of a list that is empty in the example.
LISTS: dict[Any, Any] = {"phones": PHONES, "spoken_languages": ["en"], "participants": [1]}


def documented(name: str) -> dict[str, Any]:
    """Return the documented example of a schema as a copy that may be changed."""
    return copy.deepcopy(DOCUMENTED[name])


def changed(name: str, field: str, value: object) -> dict[str, Any]:
    """Return the documented example with one field set, or with ``ABSENT`` removed."""
    document = documented(name)
    at: Any = document[ENVELOPES[name]][0]
    *path, last = [int(part) if part.isdigit() else part for part in field.split(".")]
    for part in path:
        if part in LISTS and not at.get(part):
            at[part] = copy.deepcopy(LISTS[part])
        at = at[part]
    if value is ABSENT:
        del at[last]
    else:
        at[last] = value
    return document
