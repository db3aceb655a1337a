"""Findings are written as text in the process that finds them."""

import json
from collections import Counter
from itertools import product

import pytest

from bs_validate.lint.check import check
from bs_validate.lint.finding import Checked
from bs_validate.lint.output import escape, text
from bs_validate.lint.output.presented import as_errors, grouped
from bs_validate.lint.output.text_report import TextReport
from bs_validate.lint.readers import documents
from bs_validate.validator import DEFAULT


def _checked(file: str = "create.json") -> Checked:
    data = json.dumps({"contacts": [{"email": "x", "city": "x", "phones": [{"number": "+33 1"}]}, {"::error::": 1}]}).encode()
    return check(file, documents(file, data), DEFAULT)


@pytest.mark.parametrize(("most", "is_strict"), list(product([1, 3, 100], [False, True])))
def test_a_text_replaces_the_findings(most: int, *, is_strict: bool) -> None:
    """Findings beyond the limit are only counted; the rest of the result stays as it is."""
    checked = _checked("::set-output.json")
    report = TextReport("en", False, 0, most, is_strict)  # noqa: FBT003  # without colour
    found = report.with_text(checked)
    due = as_errors(checked) if is_strict else checked
    shown = grouped(due._replace(findings=due.findings[:most]), "en")
    assert found.text.splitlines() == [escape.line(line) for line in text.lines(shown)]
    assert found.text.endswith("\n")
    numbers = Counter((one.error.code, one.error.severity) for one in due.findings)
    assert {one[:2]: one.number for one in found.unlisted} == numbers
    assert found._replace(unlisted=(), text="") == checked._replace(findings=())


def test_a_result_without_findings_has_no_text() -> None:
    """Such a result is not changed."""
    checked = _checked()._replace(findings=())
    assert TextReport("en", False, 0, 10, is_strict=True).with_text(checked) is checked  # noqa: FBT003  # without colour
