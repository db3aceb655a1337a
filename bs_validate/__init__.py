"""Validate payloads of the BookingSync API v3 before they are sent, field by field."""

from bs_validate.exceptions import (
    InvalidPayload,
    InvalidSchema,
    UnknownEngine,
    UnknownField,
    UnknownName,
    UnknownSchema,
)
from bs_validate.report import FieldError, Report
from bs_validate.validator import Validator, validate, validate_field, validate_json, validate_resource

__all__ = [
    "FieldError",
    "InvalidPayload",
    "InvalidSchema",
    "Report",
    "UnknownEngine",
    "UnknownField",
    "UnknownName",
    "UnknownSchema",
    "Validator",
    "validate",
    "validate_field",
    "validate_json",
    "validate_resource",
]
