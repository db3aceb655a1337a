"""The example payloads of the two documentation pages."""

import pytest

from bs_validate import Validator
from support.samples import DOCUMENTED, documented


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_a_documented_example_is_valid(validator: Validator, name: str) -> None:
    """An example of the documentation has no error."""
    assert validator.validate(documented(name), name).errors == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("contact.create", [("phone_doubtful", f"/contacts/0/phones/{index}/number") for index in range(3)]),
        ("contact.read", [("phone_doubtful", f"/contacts/0/phones/{index}/number") for index in range(3)]),
        ("contact.update", []),
        ("host.create", []),
        ("host.read", []),
        ("host.update", []),
    ],
)
def test_only_the_phone_number_of_an_example_gets_a_warning(name: str, expected: list[tuple[str, str]]) -> None:
    """The documented number has one digit too many for France, which is a warning and not an error."""
    report = Validator().validate(documented(name), name)
    assert [(warning.code, warning.pointer) for warning in report.warnings] == expected


@pytest.mark.parametrize("resource", ["contact", "host"])
def test_a_read_can_be_sent_back_as_an_update(validator: Validator, resource: str) -> None:
    """Fields that only the server sets are warnings in an update, so a read that was edited is valid."""
    report = validator.validate(documented(f"{resource}.read"), f"{resource}.update")
    assert report.errors == ()
    assert {warning.code for warning in report.warnings} - {"phone_doubtful"} == {"read_only"}


def test_an_account_of_a_contact_is_read_from_its_links(validator: Validator) -> None:
    """The page lists ``account`` as an attribute, but responses have it as ``links.account``. Both are accepted."""
    document = documented("contact.read")
    document["contacts"][0]["account"] = 1
    report = validator.validate(document, "contact.read")
    assert report.errors == ()
    assert "undocumented_field" not in {warning.code for warning in report.warnings}
