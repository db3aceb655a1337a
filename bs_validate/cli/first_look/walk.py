"""Walk a document along the plan of its schema, to see whether it is plainly valid and gives no warning.

``scripts/update_resolved.py`` writes the plans from the schemas. A plan has these keys, all but the first only where they say
something:

- ``kinds``: the names of the Python types that a value may have.
- ``fields``, ``others``: the plans of the fields of an object by name, and the one of all other fields. A field without a plan
  is an error, or gives a warning.
- ``required``: the fields whose absence is an error, or gives a warning.
- ``items``: the plan of the items of a list.
- ``least``, ``most``: how many items or fields there may be.
- ``shortest``, ``longest``: how many characters a text may have.
- ``minimum``, ``enum``: the least number, and the texts that are allowed.
- ``filled``: a text needs a character that is not white space.
- ``format``: the name of the format of a text.
- ``if``, ``then``, ``else``: a condition, and the plan that applies if it holds, or if it does not.

A condition has ``kinds``, ``fields``, ``required`` and ``filled``, which here decide exactly.
"""

from bs_validate.cli.first_look import texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: The field of a resource that names the country of its phone numbers.
REGION_FIELD = "country_code"

_FORMATS = {
    "email": texts.is_email,
    "link": texts.is_link,
    "printable": texts.is_printable,
    "time": texts.is_time,
    "url": texts.is_website,
}


def is_plain(value: "Any", plan: "dict[str, Any]", region: str | None = None) -> bool:
    """Return whether a value is sure to be valid and to give no warning. ``region`` is the country of its phone numbers."""
    while "if" in plan:
        plan = plan["then" if _holds(value, plan["if"]) else "else"]
    kind = type(value)
    if kind.__name__ not in plan["kinds"]:
        return False
    if kind is str:
        return _is_plain_text(value, plan, region)
    if kind is dict:
        return _is_sized(value, plan) and _is_plain_object(value, plan, region)
    if kind is list:
        return _is_sized(value, plan) and _is_plain_list(value, plan, region)
    return kind is not int or bool(value >= plan.get("minimum", value))


def _is_plain_object(value: "dict[str, Any]", plan: "dict[str, Any]", region: str | None) -> bool:
    named = value.get(REGION_FIELD)
    if type(named) is str:
        region = named
    fields, others = plan.get("fields", {}), plan.get("others")
    for name in plan.get("required", ()):
        if name not in value:
            return False
    for name, item in value.items():
        below = fields.get(name, others)
        if below is None or not is_plain(item, below, region):
            return False
    return True


def _is_plain_list(value: "list[Any]", plan: "dict[str, Any]", region: str | None) -> bool:
    single = [item for item in value if type(item) is not dict and type(item) is not list]
    if len(set(single)) < len(single):  # items that come twice give a warning
        return False
    below = plan.get("items")
    return value == [] or (below is not None and all(is_plain(item, below, region) for item in value))


def _is_plain_text(value: str, plan: "dict[str, Any]", region: str | None) -> bool:
    if not plan.get("shortest", 0) <= len(value) <= plan.get("longest", len(value)) or not texts.is_harmless(value):
        return False
    if ("enum" in plan and value not in plan["enum"]) or ("filled" in plan and not texts.is_filled(value)):
        return False
    if "format" not in plan:
        return True
    if plan["format"] == "phone":
        from bs_validate.cli.first_look.phones import is_phone  # It needs regular expressions.

        return is_phone(value, region)
    return bool(_FORMATS[plan["format"]](value))


def _is_sized(value: "dict[str, Any] | list[Any]", plan: "dict[str, Any]") -> bool:
    least, most = plan.get("least", 0), plan.get("most", len(value))
    return bool(least <= len(value) <= most)


def _holds(value: "Any", condition: "dict[str, Any]") -> bool:
    """Return whether a condition holds for a value."""
    kind = type(value)
    if kind.__name__ not in condition["kinds"]:
        return False
    if kind is str:
        return "filled" not in condition or texts.is_filled(value)
    if kind is not dict:
        return True
    fields = condition.get("fields", {})
    return all(name in value for name in condition.get("required", ())) and all(
        _holds(value[name], below) for name, below in fields.items() if name in value
    )
