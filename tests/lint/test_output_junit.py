"""JUnit XML, read back by a library that is not ours."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from bs_validate import FieldError
from bs_validate._instance.location import escaped
from bs_validate._messages.sentences import sentence
from bs_validate.codes import CODES
from bs_validate.lint.finding import Checked, FileFinding, Trouble
from bs_validate.lint.output.junit import document
from bs_validate.types import Severity

#: The attributes of each element in junit-10.xsd, by which Jenkins' plugin xUnit refuses a file.
_MESSAGE = {"type", "message"}
_ATTRIBUTES = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname", "id", "package", "file"},
    "testcase": {"name", "time", "classname", "group"},
    "failure": _MESSAGE,
    "error": _MESSAGE,
    "skipped": _MESSAGE,
    "system-out": set[str](),
}


def _finding(
    code: str = "required", file: str = "a.json", *, line: int = 3, field: str = "email", message: str = "is required"
) -> FileFinding:
    level: Severity = "warning" if CODES[code].severity == "warning" else "error"
    error = FieldError(code, level, ("contacts", 0, field), field, {}, "", sentence=sentence)
    return FileFinding(file, line, 5, line, 9, error, message, "contact.create", "")


def _checked(file: str, *findings: FileFinding, documents: int = 1) -> Checked:
    return Checked(file, documents, int(not documents), findings)


def _suite(checked: Sequence[Checked], troubles: Sequence[Trouble] = ()) -> TestSuite:
    text = document(checked, troubles)
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    root = JUnitXml.fromstring(text.encode())
    (suite,) = root
    assert isinstance(suite, TestSuite)
    assert suite.name == "bs-validate"
    told = (suite.tests, suite.failures, suite.errors, suite.skipped)
    assert (root.tests, root.failures, root.errors) == told[:3]
    assert all(set(one.attrib) <= _ATTRIBUTES[one.tag] for one in ET.fromstring(text.encode()).iter())  # noqa: S314  # ours
    suite.update_statistics()  # type: ignore[no-untyped-call]  # it has no types
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == told
    return suite


def _cases(checked: Sequence[Checked], troubles: Sequence[Trouble] = ()) -> list[TestCase]:
    return list(_suite(checked, troubles))


def test_a_file_without_findings_passes() -> None:
    """Its test case has its name and nothing else."""
    (case,) = _cases([_checked("b/a.json")])
    assert (case.name, case.classname, case.result, case.system_out) == ("b/a.json", "bs-validate", [], None)
    assert case.is_passed


def test_a_file_with_errors_has_one_failure() -> None:
    """It counts the errors, is named after the first code, and has a line for each."""
    (case,) = _cases([_checked("a.json", _finding("null", message="must not be null"), _finding(line=4))])
    (failure,) = case.result
    assert type(failure) is Failure
    assert (failure.message, failure.type) == ("2 errors", "null")
    assert failure.text == "a.json:3:5: null email must not be null\na.json:4:5: required email is required"


def test_warnings_do_not_fail_a_file() -> None:
    """Warnings are the output of the test case."""
    (case,) = _cases([_checked("a.json", _finding("read_only", message="is set by the server"))])
    assert case.is_passed
    assert case.system_out == "a.json:3:5: read_only warning: email is set by the server"


def test_warnings_are_written_beside_a_failure() -> None:
    """Errors are in the failure, warnings in the output."""
    (case,) = _cases([_checked("a.json", _finding("read_only"), _finding())])
    assert [(type(result), result.message, result.type) for result in case.result] == [(Failure, "1 error", "required")]
    assert case.result[0].text == "a.json:3:5: required email is required"
    assert case.system_out == "a.json:3:5: read_only warning: email is required"


def test_the_parts_of_a_file_are_one_test_case() -> None:
    """The parts of a file come one after the other."""
    parts = [_checked("a.json", _finding()), _checked("a.json", documents=0), _checked("a.json", _finding()), _checked("b.json")]
    first, second = _cases(parts)
    assert (first.name, first.result[0].message, second.name) == ("a.json", "2 errors", "b.json")


@pytest.mark.parametrize(
    ("parts", "skipped"),
    [
        ([_checked("a.json", documents=0)], True),
        ([_checked("a.json", documents=0), _checked("a.json", documents=0)], True),
        ([_checked("a.json", documents=0), _checked("a.json")], False),
        ([_checked("a.json"), _checked("a.json", documents=0)], False),
        ([_checked("a.json", _finding("read_only"), documents=0)], False),
    ],
)
def test_a_file_that_holds_no_resource_is_skipped(parts: list[Checked], skipped: bool) -> None:  # noqa: FBT001  # a parameter
    """A file is not skipped if one of its parts has a resource or a finding."""
    (case,) = _cases(parts)
    assert [type(result) for result in case.result] == [Skipped] * skipped


def test_a_file_that_cannot_be_read_is_an_error() -> None:
    """The file has a test case with the reason."""
    _, case = _cases([_checked("a.json")], [Trouble("b.json", "is a socket")])
    assert case.name == "b.json"
    assert [(type(result), result.message) for result in case.result] == [(Error, "is a socket")]


def test_the_counts_are_of_test_cases() -> None:
    """Two errors in a file are one failure."""
    checked = [_checked("a", _finding(), _finding()), _checked("b"), _checked("c", documents=0), _checked("d", _finding())]
    suite = _suite(checked, [Trouble("e", "is gone")])
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (5, 2, 1, 1)


def test_a_run_without_files_is_an_empty_suite() -> None:
    """Readers accept an empty suite."""
    assert _cases([]) == []


@given(*[st.text(st.characters() | st.sampled_from("\0\x1b\ufffe\ud800<&\"'>]]>\n"), min_size=1)] * 4)
def test_any_name_gives_well_formed_xml(file: str, field: str, message: str, reason: str) -> None:
    """Names are read back as they are shown, with unprintable characters escaped, and create no element."""
    first = _checked(file, _finding(file=file, field=field, message=message))
    case, other = _cases([first], [Trouble(f"{file}0", reason)])
    assert (case.name, other.name) == (escaped(file), escaped(f"{file}0"))
    assert case.result[0].text == escaped(f"{file}:3:5: required {field} {message}")
    assert other.result[0].message == escaped(reason)
    text = document([first], [Trouble(f"{file}0", reason)])
    tags = [element.tag for element in ET.fromstring(text.encode()).iter()]  # noqa: S314  # our own
    assert tags == ["testsuites", "testsuite", "testcase", "failure", "testcase", "error"]


def test_a_file_that_was_checked_in_part_is_one_test_case_with_an_error() -> None:
    """Its findings are in the output, since readers expect an error or a failure."""
    (case,) = _cases(
        [_checked("a.json", _finding()), _checked("a.json")], [Trouble("a.json", "is damaged"), Trouble("a.json", "is damaged")]
    )
    assert [(type(result), result.message) for result in case.result] == [(Error, "is damaged")]
    assert case.system_out == "a.json:3:5: required email is required"


def test_a_combined_finding_counts_for_each_of_its_findings() -> None:
    """The counts are those in the summary of a run."""
    (case,) = _cases([_checked("a.json", _finding()._replace(times=19), _finding())])
    assert case.result[0].message == "20 errors"


def test_a_skipped_file_has_its_reason() -> None:
    """The reason is the one that ``--verbose`` shows."""
    (case,) = _cases([_checked("a.json", documents=0)._replace(reasons=("status 422",))])
    assert [(type(result), result.message) for result in case.result] == [(Skipped, "status 422")]
