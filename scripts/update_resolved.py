"""Write the files that are derived from the packaged schemas, so that the command need not compute them each time.

- ``bs_validate/_schema/resolved/``: each schema without references, and the envelopes of all.
- ``bs_validate/cli/first_look/plans.json``: the plans along which the command takes a first look at small files.

Run it after a change of a schema: ``python scripts/update_resolved.py``. With ``--check`` it writes nothing and exits with 1 if a
file is out of date.
"""

import argparse
import json
from pathlib import Path
from typing import Any, NamedTuple

from bs_validate._schema.applicators import ANNOTATIONS
from bs_validate._schema.catalog import Catalog, Schema, directory
from bs_validate.formats import FORMATS

Plan = dict[str, Any]

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "schemas"
PLANS = ROOT / "bs_validate" / "cli" / "first_look" / "plans.json"
RESOLVED = ROOT / "bs_validate" / "_schema" / "resolved"

_KINDS = {
    "array": "list",
    "boolean": "bool",
    "integer": "int",
    "null": "NoneType",
    "number": "int",  # A float has no plan anywhere, so that a document with one is left to the engines.
    "object": "dict",
    "string": "str",
}
_EVERY = sorted(set(_KINDS.values()))
#: The formats whose plain texts are recognised, by the codes of their errors.
_RECOGNISED = {"email": "email", "non_printable": "printable", "phone": "phone", "time": "time", "url": "url"}
#: The pattern that requires a character other than white space.
_FILLED = r"[^\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
#: Keywords of our own that neither refuse a value nor give a warning.
_NOTES = frozenset({"x-errata", "x-forgets", "x-personal", "x-read-from"})
_ELSEWHERE = frozenset({"type", "x-tolerates", "if", "then", "else"}) | ANNOTATIONS | _NOTES
_OF_TEXTS = frozenset({"format", "maxLength", "minLength", "pattern"})
_NUMBERS = {
    "maxItems": "most",
    "maxLength": "longest",
    "minItems": "least",
    "minLength": "shortest",
    "minimum": "minimum",
}
_HIGHER = frozenset({"least", "minimum", "shortest"})


class Side(NamedTuple):
    """The context of a schema: whether it is in a write, and whether only the server sets the field."""

    is_write: bool
    is_read_only: bool = False


class UnknownKeyword(Exception):
    """Raised for a keyword that plans do not support."""


def plans(catalog: Catalog) -> dict[str, Any]:
    """Return the envelope and the plan of each schema, by name. Raises ``UnknownKeyword``."""
    return {schema.name: {"envelope": schema.envelope, "plan": plan(schema)} for schema in catalog}


def plan(schema: Schema) -> Plan:
    """Return the plan of a schema.

    Raises ``UnknownKeyword``. Values that give a warning are left out of the plan: fields that are ignored, several resources in
    one create, an update without a field, and types that are tolerated.
    """
    whole = planned(schema.document, Side(is_write=schema.representation != "read"))
    if schema.representation == "create":
        whole["fields"][schema.envelope]["most"] = 1
    if schema.representation == "update":
        whole["fields"][schema.envelope]["items"]["least"] = 1
    return whole


def planned(schema: Plan, side: Side) -> Plan:
    """Return the plan of a schema inside a document. Raises ``UnknownKeyword``."""
    kinds = _kinds(schema)
    found: Plan = {"kinds": kinds}
    side = side._replace(is_read_only=side.is_read_only or schema.get("readOnly", False))
    format_ = FORMATS[schema["format"]] if "format" in schema else None
    for keyword, value in schema.items():
        is_implied = format_ is not None and format_.has_beside(keyword, value)
        is_idle = keyword in _ELSEWHERE or ("str" not in kinds and _is_of_texts(keyword, value))
        if not is_implied and not is_idle:
            found = _both(found, _keyword(keyword, value, side))
    if "if" not in schema:
        return found
    held, failed = (_both(found, planned(schema.get(keyword, {}), side)) for keyword in ("then", "else"))
    if "format" in schema.get("then", {}):  # which a blank text need not have, with a warning
        failed = _both(failed, {"kinds": _EVERY, "filled": True})
    condition = _condition(schema["if"])
    if set(condition["kinds"]).isdisjoint(found["kinds"]):  # It holds for no value that is left.
        return failed
    return {"if": condition, "then": held, "else": failed}


def _kinds(schema: Plan) -> list[str]:
    """Return the kinds of value that a schema accepts without a warning."""
    types = schema.get("type", list(_KINDS))
    tolerated = schema.get("x-tolerates", {})
    return sorted({_KINDS[one] for one in ([types] if type(types) is str else types) if one not in tolerated})


def _is_of_texts(keyword: str, value: Any) -> bool:
    return keyword in _OF_TEXTS or (keyword == "not" and value.get("type") == "string")


def _keyword(keyword: str, value: Any, side: Side) -> Plan:
    """Return what a keyword means, as a plan. Raises ``UnknownKeyword``."""
    found: Plan = {"kinds": _EVERY}
    if keyword in _NUMBERS:
        return found | {_NUMBERS[keyword]: value}
    if keyword in ("required", "x-expected"):
        return found | {"required": sorted(value)}
    if keyword == "items":
        return found | {"items": planned(value, side)}
    if keyword == "properties":
        taken = {name: one for name, one in value.items() if not (side.is_write and one.get("readOnly"))}
        return found | {"fields": {name: planned(one, side) for name, one in taken.items()}}
    if keyword == "additionalProperties":
        return found | ({"closed": True} if value is False else {"others": planned(value, side)})
    if keyword == "enum" and all(one is None or type(one) is str for one in value):
        kinds = sorted({type(one).__name__ for one in value})
        return {"kinds": kinds, "enum": [one for one in value if one is not None]}
    if keyword == "format" and FORMATS[value].code in _RECOGNISED:
        recognised = _RECOGNISED[FORMATS[value].code]
        is_link = recognised == "url" and side.is_read_only  # without any warnings
        return found | {"format": "link" if is_link else recognised}
    if keyword == "pattern" and value == _FILLED:
        return found | {"filled": True}
    raise UnknownKeyword(keyword)


def _condition(schema: Plan) -> Plan:
    """Return the plan of a condition, which has to decide exactly. Raises ``UnknownKeyword``."""
    found: Plan = {"kinds": _kinds(schema)}
    for keyword, value in schema.items():
        if keyword == "required":
            found[keyword] = sorted(value)
        elif keyword == "properties":
            found["fields"] = {name: _condition(one) for name, one in value.items()}
        elif keyword == "pattern" and value == _FILLED:
            found["filled"] = True
        elif keyword not in {"type"} | ANNOTATIONS | _NOTES:
            raise UnknownKeyword(f"{keyword} in a condition")
    return found


def _both(one: Plan, other: Plan) -> Plan:
    """Return the plan of the values that have two plans. Raises ``UnknownKeyword`` if there are none."""
    for first, second in ((one, other), (other, one)):
        if "if" in first:
            return {"if": first["if"], "then": _both(first["then"], second), "else": _both(first["else"], second)}
    found = one | other
    found["kinds"] = sorted({*one["kinds"]} & {*other["kinds"]})
    for key in one.keys() & other.keys() - {"kinds"}:
        found[key] = _merged(key, one[key], other[key])
    if "fields" in found and ("others" in found or _has_more(one, other) or _has_more(other, one)):
        raise UnknownKeyword("additionalProperties beside other properties")
    return found


def _has_more(one: Plan, closed: Plan) -> bool:
    """Return whether a plan has fields that an object with another plan must not have."""
    return "closed" in closed and "fields" in closed and not one.get("fields", {}).keys() <= closed["fields"].keys()


def _merged(key: str, one: Any, other: Any) -> Any:
    if key in ("items", "others"):
        return _both(one, other)
    if key == "fields":
        shared = {name: _both(one[name], other[name]) for name in one if name in other}
        return one | other | shared
    if key == "required":
        return sorted({*one, *other})
    if key == "enum":
        return [member for member in one if member in other]
    if key in _NUMBERS.values():
        return max(one, other) if key in _HIGHER else min(one, other)
    if one != other:
        raise UnknownKeyword(f"two of {key}")
    return one


def files() -> dict[Path, str]:
    """Return the content of each file that is written."""
    catalog = directory(SCHEMAS)
    documents = {schema.name: schema.document for schema in catalog}
    return {
        PLANS: json.dumps(plans(catalog), separators=(",", ":")) + "\n",
        RESOLVED / "envelopes.json": json.dumps(dict(catalog.envelopes)) + "\n",
        **{RESOLVED / f"{name}.json": json.dumps(document, indent=1) + "\n" for name, document in documents.items()},
    }


def main(argv: list[str] | None = None) -> int:
    """Update the files, or with ``--check`` report whether they are up to date."""
    parser = argparse.ArgumentParser(description="Write what follows from the packaged schemas.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file is out of date")
    arguments = parser.parse_args(argv)
    status = 0
    for path, wanted in files().items():
        shown = path.relative_to(ROOT)
        if path.exists() and path.read_text(encoding="utf-8") == wanted:
            print(f"{shown} is up to date")
        elif arguments.check:
            print(f"{shown} is out of date: run python scripts/update_resolved.py")
            status = 1
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(wanted, encoding="utf-8")
            print(f"{shown} is written anew")
    return status


if __name__ == "__main__":
    raise SystemExit(main())
