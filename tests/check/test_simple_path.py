"""What an engine finds, looked up in the schema and in the document."""

from bs_validate._check.engines.interface import Violation
from bs_validate._check.simple_path import faults


def test_a_property_may_have_the_name_of_a_keyword() -> None:
    """It is followed as a name."""
    schema = {"properties": {"propertyNames": {"minimum": 1}}}
    violation = Violation(("propertyNames",), ("properties", "propertyNames", "minimum"))
    (fault,) = faults(schema, {"propertyNames": 0}, [violation])
    assert fault == ("minimum", ("propertyNames",), {"min": 1}, "/properties/propertyNames/minimum")


def test_whatever_refuses_is_told_of() -> None:
    """Also where there is nothing to explain."""
    (fault,) = faults({"required": ["a"]}, {"a": 1}, [Violation((), ("required",))])
    assert fault == ("constraint", (), {"keyword": "required"}, "/required")
