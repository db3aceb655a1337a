"""The work of a validation is counted in calls of Python and C, which do not depend on other work of the machine."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bs_validate import Validator
from bs_validate._check.checker import REJECTIONS_BEFORE_FAST_PATH
from support.counted import calls

CONTACT: dict[str, Any] = {
    "address1": "12 Nilsa Crossroad",
    "address2": None,
    "city": "Łódź",
    "country_code": "PL",
    "email": "some.12@mail7.com",
    "firstname": "First",
    "lastname": "Last",
    "phones": [{"label": label, "number": "+33 6 12 31 2312"} for label in ("phone", "mobile", "fax")],
    "spoken_languages": ["en", "fr"],
    "website": "http://example12.com",
    "zip": "44147",
}
VALID = {"contacts": [CONTACT]}
ONE_FAULT = {"contacts": [{**CONTACT, "email": "x"}]}
FIVE_FAULTS = {
    "contacts": [{**CONTACT, "firstname": " ", "zip": "1" * 20, "country_code": "UK", "city": None, "first_name": "a"}]
}


def _calls(do: Callable[[], Any], *, of_c: bool = True) -> int:
    """Count the calls of a later validation; the first ones also compile the schema and build the fast path."""
    for _ in range(REJECTIONS_BEFORE_FAST_PATH + 2):
        do()
    return calls(do, of_c=of_c)


@pytest.mark.parametrize(
    ("do", "document", "errors", "counted"),
    [
        pytest.param("validate", VALID, 0, 27, id="a valid contact"),
        pytest.param("validate_json", json.dumps(VALID), 0, 43, id="its JSON text"),
        pytest.param("validate", ONE_FAULT, 1, 106, id="a fault of a format"),
        pytest.param("validate", FIVE_FAULTS, 5, 200, id="five faults"),
    ],
)
def test_a_validation_makes_at_most_twice_the_recorded_number_of_calls(do: str, document: Any, errors: int, counted: int) -> None:
    """The numbers were counted when this test was written."""
    validate = getattr(Validator(engine="rust"), do)
    assert len(validate(document, "contact.create").errors) == errors
    found = _calls(lambda: validate(document, "contact.create"))
    assert counted / 4 < found <= 2 * counted, found  # if it is far smaller, lower the number


def test_the_engine_accepts_usual_texts_without_calling_a_format() -> None:
    """A pattern accepts them: more usual phone numbers add no calls of Python, and an unusual one does."""
    validate = Validator(engine="rust").validate

    def of(phones: Any) -> int:
        document = {"contacts": [{**CONTACT, "phones": phones}]}
        return _calls(lambda: validate(document, "contact.create"), of_c=False)

    assert of(CONTACT["phones"] * 4) == of(CONTACT["phones"])
    assert of([{"label": "phone", "number": "+٣٣ 6 12 31 2312 home"}]) > of(CONTACT["phones"])
