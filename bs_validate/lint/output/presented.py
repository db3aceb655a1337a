"""Prepare findings for a report: warnings as errors with ``--strict``, and the fields that a resource lacks in one line."""

from bs_validate._check import issues
from bs_validate._messages import sentences
from bs_validate.lint.finding import Checked, FileFinding

#: Required fields that a resource lacks, at least, for them to share a line.
MANY = 4


def as_errors(checked: Checked) -> Checked:
    """Return a result in which every warning is an error, as it counts with ``--strict``."""
    findings = tuple(one._replace(error=issues.as_error(one.error)) for one in checked.findings)
    return checked._replace(findings=findings, unlisted=tuple(one._replace(severity="error") for one in checked.unlisted))


def grouped(checked: Checked, locale: str) -> Checked:
    """Return a result in which the fields that a resource lacks are one finding, if it lacks many required ones."""
    groups: dict[tuple[object, ...], list[FileFinding]] = {}
    for number, finding in enumerate(checked.findings):
        error = finding.error
        is_alone = error.code not in ("absent", "required") or not error.location
        key = (number,) if is_alone else (finding.line, finding.column, finding.schema, error.location[:-1])
        groups.setdefault(key, []).append(finding)
    if len(groups) == len(checked.findings):
        return checked
    return checked._replace(findings=tuple(one for group in groups.values() for one in _joined(group, locale)))


def _joined(group: list[FileFinding], locale: str) -> list[FileFinding]:
    required = [one for one in group if one.error.code == "required"]
    if len(required) < MANY:
        return group
    names = ", ".join(str(one.error.location[-1]) for one in group)
    message = sentences.text("lacks", {"fields": names}, locale) + required[0].hint
    error, warnings = issues.of_parent(required[0].error), len(group) - len(required)
    return [required[0]._replace(error=error, message=message, times=len(required), warnings=warnings)]
