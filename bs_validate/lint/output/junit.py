"""Write findings as JUnit XML, for build servers: one test case for each file."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from bs_validate.lint.finding import Checked, FileFinding, Trouble, subject
from bs_validate.lint.output.escape import path, shown
from bs_validate.lint.wording import counted

_NAME = "bs-validate"


def document(checked: Sequence[Checked], troubles: Sequence[Trouble] = ()) -> str:
    """Return the XML as text, to be written in UTF-8. Its counts are of test cases and not of findings, as readers expect."""
    files: dict[str, tuple[list[Checked], list[Trouble]]] = {}
    for part in checked:
        files.setdefault(part.file, ([], []))[0].append(part)
    for trouble in troubles:
        files.setdefault(trouble.path, ([], []))[1].append(trouble)
    cases = [_case(file, parts, stops) for file, (parts, stops) in files.items()]
    outcomes = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    counts = {name: str(sum(case.find(tag) is not None for case in cases)) for name, tag in outcomes.items()}
    # Jenkins' plugin xUnit refuses attributes that its schema lacks: this one in "testsuites", and "file" in "testcase".
    skipped = {"skipped": counts.pop("skipped")}
    root = ET.Element("testsuites", {"tests": str(len(cases)), **counts})
    suite = ET.SubElement(root, "testsuite", {"name": _NAME, "tests": str(len(cases)), **counts, **skipped})
    suite.extend(cases)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _case(file: str, parts: Sequence[Checked], troubles: Sequence[Trouble]) -> ET.Element:
    """Return the test case of a file.

    It has an error if a part of the file could not be checked, or else it fails with errors. Readers expect one of the two at
    most: in a file with an error, all findings are its output, as warnings always are.
    """
    case = ET.Element("testcase", classname=_NAME, name=shown(file))
    findings = [finding for part in parts for finding in part.findings]
    errors = [finding for finding in findings if finding.error.severity == "error"]
    others = [finding for finding in findings if finding.error.severity == "warning" or troubles]
    if troubles:
        message = "; ".join(dict.fromkeys(trouble.message for trouble in troubles))
        ET.SubElement(case, "error", message=shown(message), type="not checked")
    elif errors:
        message = counted(sum(finding.times for finding in errors), "error")
        failure = ET.SubElement(case, "failure", message=message, type=errors[0].error.code)
        failure.text = "\n".join(map(_line, errors))
    elif not others and not sum(part.documents for part in parts):
        reasons = dict.fromkeys(reason for part in parts for reason in part.reasons)
        ET.SubElement(case, "skipped", message=shown(", ".join(reasons) or "no known resource in it"))
    if others:
        ET.SubElement(case, "system-out").text = "\n".join(map(_line, others))
    return case


def _line(finding: FileFinding) -> str:
    """Return a finding in one line; characters that XML cannot hold do not print either, and are escaped."""
    place = f"{path(finding.file)}:{finding.line}:{finding.column}:"
    doubt = "warning: " if finding.error.severity == "warning" else ""
    return shown(f"{place} {finding.error.code} {doubt}{subject(finding.error)} {finding.message}")
