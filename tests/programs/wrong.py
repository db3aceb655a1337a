"""A program that is wrong on each line that ends in ``# wrong``: every type checker must find something there, and only there."""

from bs_validate import FieldError, Report, validate, validate_field, validate_json, validate_resource
from bs_validate.types import ContactCreate, ContactCreateDocument, ContactRead, ContactUpdate, HostUpdate, Phone

misspelt: ContactUpdate = {"first_name": "Jane"}  # wrong
no_such_country: ContactUpdate = {"country_code": "UK"}  # wrong
no_such_language: ContactUpdate = {"spoken_languages": ["hr"]}  # wrong
a_text_for_a_list: ContactUpdate = {"spoken_languages": "en"}  # wrong
null_where_it_is_not_allowed: ContactUpdate = {"city": None}  # wrong
set_by_the_server: HostUpdate = {"id": 3}  # wrong
a_text_for_a_number: HostUpdate = {"user_id": "3"}  # wrong
incomplete: Phone = {"number": "+33 1 23 45 67 89"}  # wrong
incomplete_too: ContactCreate = {"email": "jane@example.com"}  # wrong
without_a_list: ContactCreateDocument = {"contacts": {}}  # wrong

validate({}, "contact.creat")  # wrong
validate_json("{}", "contacts.create")  # wrong
validate_resource({}, "contact")  # wrong
validate_field("", "host", "email")  # wrong


def has_no_such_attribute(error: FieldError) -> bool:
    """Read an attribute of an error that only a report has."""
    return error.valid  # wrong


def has_no_such_field(read: ContactRead) -> str:
    """Read a field that a contact does not have."""
    return read["first_name"]  # wrong


def sets_what_is_frozen(error: FieldError, report: Report) -> None:
    """Set attributes, which raises ``AttributeError``."""
    error.code = "required"  # wrong
    report.errors = ()  # wrong
