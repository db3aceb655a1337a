"""Valid documents to start from: the examples of the documentation."""

import copy
from typing import Any

PHONES = [{"label": label, "number": "+33 (0)6 123.123.123"} for label in ("phone", "mobile", "fax")]

CONTACT_CREATE = {
    "contacts": [
        {
            "address1": "Nilsa Crossroad",
            "address2": None,
            "city": "New Margarettafurt",
            "country_code": "US",
            "email": "some@email.com",
            "firstname": "FirstName1",
            "gender": "male",
            "lastname": "LastName1",
            "phones": PHONES,
            "private_notes": "Lorem",
            "spoken_languages": ["en", "fr"],
            "state": "Nevada",
            "website": "http://example.com",
            "zip": "44147",
        }
    ]
}
CONTACT_UPDATE = {"contacts": [{"city": "New Margarettafurt", "private_notes": "Lorem", "state": "Nevada", "zip": "44147"}]}
CONTACT_READ = {
    "links": {"contacts.account": "https://www.bookingsync.com/api/v3/accounts/{contacts.account}"},
    "contacts": [
        {
            "id": 1,
            **CONTACT_CREATE["contacts"][0],
            "email": "cornelia@nienow.co.uk",
            "fullname": "FirstName1 LastName1",
            "created_at": "2021-01-22T08:40:20Z",
            "updated_at": "2021-01-22T08:40:20Z",
            "canceled_at": None,
            "forget_me_at": None,
            "processing_restricted_at": None,
            "links": {"account": 1},
        }
    ],
    "meta": {
        "Link": {
            "first": "https://www.bookingsync.com/api/v3/contacts?page=1",
            "last": "https://www.bookingsync.com/api/v3/contacts?page=1",
        },
        "X-Per-Page": "100",
        "X-Total-Count": "1",
        "X-Total-Pages": "1",
    },
}
HOST_CREATE = {"hosts": [{"email": "host1@example.com", "firstname": "Jan", "lastname": "Kowalski", "user_id": 2}]}
HOST_UPDATE = HOST_CREATE
HOST_READ = {
    "links": {
        f"hosts.{one}": f"http://test.host/api/v3/{path}/{{hosts.{one}}}"
        for one, path in [
            ("account", "accounts"),
            ("participants", "inbox/participants"),
            ("source", "sources"),
            ("user", "users"),
        ]
    },
    "hosts": [
        {
            "id": 2,
            "email": "host1@example.com",
            "firstname": "Jan",
            "lastname": "Kowalski",
            "created_at": "2018-12-26T19:51:24Z",
            "updated_at": "2018-12-26T19:51:24Z",
            "forget_me_at": None,
            "processing_restricted_at": None,
            "links": {"account": 1, "participants": [], "source": None, "user": None},
        }
    ],
    "meta": {},
}

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
    """Stands for a field that is left out; its name is the same in every process, as the tests' names must be."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()
#: What a list holds where the example has none.
LISTS: dict[Any, Any] = {"phones": PHONES, "spoken_languages": ["en"], "participants": [1]}


def documented(name: str) -> dict[str, Any]:
    """Return the documented example of a schema, to change at will."""
    return copy.deepcopy(DOCUMENTED[name])


def changed(name: str, field: str, value: object) -> dict[str, Any]:
    """Return the documented example with one field set, or with ``ABSENT`` taken away."""
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
