"""Validate payloads of the BookingSync API v3 before they are sent, field by field."""

from bs_validate.batch import validate_batch
from bs_validate.choices import choices
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
