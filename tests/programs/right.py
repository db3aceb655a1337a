"""A program that is right: no type checker may find anything in it."""

from bs_validate import FieldError, Validator, validate, validate_field, validate_json, validate_resource
from bs_validate.types import (
    Code,
    ContactCreate,
    ContactCreateDocument,
    ContactRead,
    ContactUpdate,
    ContactUpdateDocument,
    HostCreate,
    HostCreateDocument,
    Phone,
    SchemaName,
    Severity,
)

phone: Phone = {"label": "mobile", "number": "+33 1 23 45 67 89"}
contact: ContactCreate = {
    "email": "jane@example.com",
    "firstname": "Jane",
    "lastname": "Doe",
    "address1": "1 Main Street",
    "address2": None,
    "city": "Zagreb",
    "country_code": "HR",
    "zip": "10000",
    "spoken_languages": ["en", "zh-TW"],
    "gender": "female",
    "phones": [phone],
}
document: ContactCreateDocument = {"contacts": [contact]}
change: ContactUpdate = {"city": "Split"}
changes: ContactUpdateDocument = {"contacts": [change, {"phones": None}]}
host: HostCreate = {"firstname": "Jan", "lastname": "Kowalski", "user_id": 3}
hosts: HostCreateDocument = {"hosts": [host, {"firstname": "Ann", "lastname": "Lee", "source_id": None}]}

validate(document, "contact.create")
validate_json('{"hosts": []}', schema="host.update")
validate_resource(host, "host.create").raise_for_errors()
validate_field("HR", "contact.update", "country_code")

name: SchemaName = "contact.read"
validate({"contacts": []}, name)
own: str = "tag.create"
Validator().validate({"tags": []}, own)


def has_code(error: FieldError, code: Code, severity: Severity) -> bool:
    """Return whether an error has a code and a severity."""
    return error.code == code and error.severity == severity and error.code != "required"


def age(read: ContactRead) -> str:
    """Return the time at which a contact was made."""
    return read["created_at"] + str(read["links"]["account"] + read["id"])
