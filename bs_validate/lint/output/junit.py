"""Write findings as JUnit XML, for build servers: one test case for each file."""

from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from bs_validate.lint.finding import Checked, Finding, Trouble, subject
from bs_validate.lint.output.escape import path, shown
from bs_validate.lint.summary import counted

_NAME = "bs-validate"


def document(checked: Sequence[Checked], troubles: Sequence[Trouble] = ()) -> str:
    """Return the XML as text, to be written in UTF-8. Its counts are of test cases and not of findings, as readers expect."""
    cases = [_case(file, list(parts)) for file, parts in groupby(checked, lambda part: part.file)]
    cases += [_trouble(trouble) for trouble in troubles]
    outcomes = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    counts = {name: str(sum(case.find(tag) is not None for case in cases)) for name, tag in outcomes.items()}
    root = ET.Element("testsuites", {"tests": str(len(cases)), **counts})
    suite = ET.SubElement(root, "testsuite", {"name": _NAME, "tests": str(len(cases)), **counts})
    suite.extend(cases)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _case(file: str, parts: list[Checked]) -> ET.Element:
    """Return the test case of a file: it fails with errors, and has warnings in its output."""
    case = _testcase(file)
    findings = [finding for part in parts for finding in part.findings]
    errors = [finding for finding in findings if finding.error.severity == "error"]
    warnings = [finding for finding in findings if finding.error.severity == "warning"]
    if errors:
        failure = ET.SubElement(case, "failure", message=counted(len(errors), "error"), type=errors[0].error.code)
        failure.text = "\n".join(map(_line, errors))
    elif not warnings and not sum(part.documents for part in parts):
        ET.SubElement(case, "skipped", message="no known resource in it")
    if warnings:
        ET.SubElement(case, "system-out").text = "\n".join(map(_line, warnings))
    return case


def _trouble(trouble: Trouble) -> ET.Element:
    case = _testcase(trouble.path)
    ET.SubElement(case, "error", message=shown(trouble.message), type="not checked")
    return case


def _testcase(file: str) -> ET.Element:
    return ET.Element("testcase", classname=_NAME, name=shown(file), file=shown(file))


def _line(finding: Finding) -> str:
    """Return a finding in one line; characters that XML cannot hold do not print either, and are escaped."""
    place = f"{path(finding.file)}:{finding.line}:{finding.column}:"
    doubt = "warning: " if finding.error.severity == "warning" else ""
    return shown(f"{place} {finding.error.code} {doubt}{subject(finding.error)} {finding.message}")
