"""Write reports in standard formats: problem details, JSON:API, and the output of JSON Schema."""

from typing import Any
from urllib.parse import quote

from bs_validate._instance.location import QUOTED_LENGTH, Location, dotted, pointer
from bs_validate.codes import CODES
from bs_validate.exceptions import InvalidPayload
from bs_validate.report import FieldError, Report

#: What a fragment of a URI may have beside letters, digits and what ``quote`` spares (RFC 3986, section 3.5).
_IN_FRAGMENT = "/?:@!$&'()*+,;="


def problem(report: Report, locale: str = "en") -> dict[str, Any]:
    """Return the errors as problem details (RFC 9457), to be sent as ``application/problem+json``.

    Each of ``errors`` has a ``pointer`` (RFC 6901, section 6: ``#/contacts/0/email``) to the value, or to the place of a missing
    field. It also has the ``code``, the message as ``detail``, and the ``field``.
    """
    return {
        "type": "about:blank",
        "title": "Unprocessable Content",  # that of the status, as RFC 9457 asks of about:blank
        "status": 422,
        "detail": InvalidPayload(report).summary,
        "errors": [
            {
                "pointer": "#" + quote(error.pointer, safe=_IN_FRAGMENT),
                "code": error.code,
                "detail": error.message(locale),
                "field": error.field,
            }
            for error in report.errors
        ],
    }


def jsonapi(report: Report, locale: str = "en") -> dict[str, Any]:
    """Return the errors as a document of JSON:API 1.1.

    A pointer must lead to an existing value. For a missing field it leads to the object, and for invalid JSON there is none.
    """
    return {
        "errors": [
            {
                "status": "422",
                "code": error.code,
                "title": CODES[error.code].when,
                "detail": _detail(error, locale),
                **({} if error.code == "not_json" else {"source": {"pointer": pointer(_instance(error))}}),
            }
            for error in report.errors
        ]
    }


def basic(report: Report, locale: str = "en") -> dict[str, Any]:
    """Return the report as the ``basic`` output of JSON Schema (2020-12 core, section 12.4.2).

    A keyword location leads into the output of ``bs-validate schema``, which has no references, so absolute locations are left
    out. The location of an error that no keyword has found is the schema itself.
    """
    if report.valid:
        return {"valid": True}
    return {
        "valid": False,
        "errors": [
            {
                "keywordLocation": error.schema_location,
                "instanceLocation": pointer(_instance(error)),
                "error": _detail(error, locale),
            }
            for error in report.errors
        ],
    }


def _instance(error: FieldError) -> Location:
    """Return the longest part of the location of an error that certainly leads to a value in the document."""
    location = error.location[:-1] if error.code == "required" else error.location
    for depth, part in enumerate(location):
        if type(part) is str and (len(part) >= QUOTED_LENGTH or "\\" in part):  # it may have been shortened or escaped
            return location[:depth]
    return location


def _detail(error: FieldError, locale: str) -> str:
    """Return the message, preceded by the part of the location that is not in the instance location."""
    rest = error.location[len(_instance(error)) :]
    return f"{dotted(rest)} {error.message(locale)}" if rest else error.message(locale)
