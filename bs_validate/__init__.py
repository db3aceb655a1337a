"""Validate payloads of the BookingSync API v3 before they are sent.

Each public name is imported when it is first used, because the command often needs none of them.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bs_validate.batch import validate_batch
    from bs_validate.exceptions import (
        Forgotten,
        InvalidPayload,
        InvalidSchema,
        UnknownEngine,
        UnknownField,
        UnknownName,
        UnknownOperation,
        UnknownSchema,
    )
    from bs_validate.forms.choices import choices
    from bs_validate.report import FieldError, Report
    from bs_validate.validator import (
        Validator,
        validate,
        validate_field,
        validate_json,
        validate_request,
        validate_resource,
        validate_response,
    )
    from bs_validate.writing import to_write

__all__ = [
    "FieldError",
    "Forgotten",
    "InvalidPayload",
    "InvalidSchema",
    "Report",
    "UnknownEngine",
    "UnknownField",
    "UnknownName",
    "UnknownOperation",
    "UnknownSchema",
    "Validator",
    "choices",
    "to_write",
    "validate",
    "validate_batch",
    "validate_field",
    "validate_json",
    "validate_request",
    "validate_resource",
    "validate_response",
]

_MODULES = {
    "FieldError": "report",
    "Forgotten": "exceptions",
    "InvalidPayload": "exceptions",
    "InvalidSchema": "exceptions",
    "Report": "report",
    "UnknownEngine": "exceptions",
    "UnknownField": "exceptions",
    "UnknownName": "exceptions",
    "UnknownOperation": "exceptions",
    "UnknownSchema": "exceptions",
    "Validator": "validator",
    "choices": "forms.choices",
    "to_write": "writing",
    "validate": "validator",
    "validate_batch": "batch",
    "validate_field": "validator",
    "validate_json": "validator",
    "validate_request": "validator",
    "validate_resource": "validator",
    "validate_response": "validator",
}


def __getattr__(name: str) -> object:
    """Return a public name, which is imported when it is first used."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the names in the package, including the public names that are not imported yet."""
    return sorted({*globals(), *__all__})
