"""Make the JSON Schema of the settings, for editors and for checks of settings files."""

from collections.abc import Iterable
from typing import Any

from bs_validate.codes import CODES

#: Matches a limit: ``PERCENT``, ``FIELD=PERCENT``, ``:CODE=PERCENT`` or ``FIELD:CODE=PERCENT``.
LIMIT = r"^([^:=]*(:[^:=]+)?=)?[0-9]{1,3}(\.[0-9]{1,9})? ?%?$"

_GLOB = "a glob, relative to the directory of the settings; `**` stands for any number of directories, `{a,b}` for either text"


def settings_schema(schemas: Iterable[str]) -> dict[str, Any]:
    """Return the schema of ``.bs-validate.toml`` and of the section ``[tool.bs-validate]``.

    ``schemas`` has the names that ``files`` may use.
    """
    codes = {"type": "array", "items": {"enum": list(CODES)}, "uniqueItems": True}
    globs = {"type": "string", "minLength": 1, "description": _GLOB}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "settings of bs-validate",
        "type": "object",
        "properties": {
            "files": {
                "description": "The schema that files are checked against; the first glob that matches counts.",
                "type": "object",
                "propertyNames": globs,
                "additionalProperties": {"enum": list(schemas)},
                "examples": [{"fixtures/**/new-*.json": "contact.create"}],
            },
            "ignore": {"description": "Codes that are not reported.", **codes, "examples": [["read_only"]]},
            "per-file-ignores": {
                "description": "Codes that are not reported in some files; every glob that matches counts.",
                "type": "object",
                "propertyNames": globs,
                "additionalProperties": codes,
                "examples": [{"legacy/*": ["required"]}],
            },
            "exclude": {
                "description": "Files that are left out when a directory is searched.",
                "type": "array",
                "items": globs,
                "examples": [["fixtures/broken/**"]],
            },
            "fail-over": {
                "description": "Limits on the share of documents with errors, as --fail-over takes them.",
                "type": "array",
                "items": {"type": "string", "pattern": LIMIT},
                "examples": [["1%", "email=0.5%", "phones.*.number:phone=2%"]],
            },
            "baseline": {
                "description": "A file that lists known findings, relative to the directory of the settings.",
                "type": "string",
                "minLength": 1,
                "examples": ["bs-baseline.json"],
            },
        },
        "additionalProperties": False,
    }
