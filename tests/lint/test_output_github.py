"""GitHub workflow commands and the summary of a step, read by the runner's own rules and by a Markdown parser."""

import os
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bs_validate import FieldError
from bs_validate._instance.location import escaped
from bs_validate._messages.sentences import sentence
from bs_validate.codes import CODES
from bs_validate.lint.finding import Checked, FileFinding, Trouble
from bs_validate.lint.output.escape import harmless
from bs_validate.lint.output.github import LIMIT, lines, step_summary
from bs_validate.lint.summary import Summary
from bs_validate.types import Severity
from support.totals import summarised

FRAGMENTS = [
    *(
        "::error::x",
        "::set-output name=a::b",
        "::stop-commands::x",
        "##[error]",
        "##[",
        "::",
        "\n",
        "\r",
        "\u2028",
        "%0A",
        "%3A",
        "%",
    ),
    *(",", ":", "=", " ", "\t", "\x1b[31m", "\ud800", "|", "\\", "`", "``", "<b>", "<!--", "&amp;", "@octocat", "#1", "[x](//y)"),
    *("![x](y)", "https://example.org", "www.example.org", "a@b.co", "**", "~~", "$a$", "-", "é"),
]
HOSTILE = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), min_size=1, max_size=6).map("".join).filter(bool)


#: Enough for the message of every code.
PARAMS = {
    **dict.fromkeys(("min", "max", "count", "length", "line", "column", "position"), 2),
    "expected": ["string"],
    "actual": "null",
    "keyword": "not",
    "codepoint": "U+0009",
}


def _finding(
    code: str = "required",
    file: str = "a.json",
    *,
    place: tuple[int, int, int, int] = (3, 5, 3, 9),
    field: str = "email",
    message: str | None = None,
) -> FileFinding:
    level: Severity = "warning" if CODES[code].severity == "warning" else "error"
    error = FieldError(code, level, ("contacts", 0, field), field, PARAMS, "", sentence=sentence)
    return FileFinding(file, *place, error, error.message() if message is None else message, "contact.create", "")


def _checked(findings: Iterable[FileFinding]) -> list[Checked]:
    return [Checked(finding.file, 1, 0, (finding,)) for finding in findings]


class Command(NamedTuple):
    """A command as the runner reads it."""

    name: str
    properties: dict[str, str]
    data: str


def _unescaped(text: str, *extra: tuple[str, str]) -> str:
    for written, char in (("%0D", "\r"), ("%0A", "\n"), *extra, ("%25", "%")):
        text = text.replace(written, char)
    return text


def _properties(text: str) -> dict[str, str]:
    """Split as .NET does when it removes empty entries, so that a value loses its leading equals signs."""
    properties = {}
    for pair in text.strip().split(","):
        name, _, value = pair.lstrip("=").partition("=")
        if value.lstrip("="):
            properties[name] = _unescaped(value.lstrip("="), ("%3A", ":"), ("%2C", ","))
    return properties


def _command(line: str) -> Command | None:
    """Read a line as the runner does, with any command name.

    A command is ``::name properties::data`` or ``##[name properties]data`` anywhere.
    """
    found = re.match(r"::(.*?)::", line.lstrip(), re.DOTALL)
    if found:
        name, _, properties = found[1].partition(" ")
        return Command(name, _properties(properties), _unescaped(line.lstrip()[found.end() :]))
    found = re.search(r"##\[(.*?)\](.*)", line, re.DOTALL)
    return Command(found[1].partition(" ")[0], {}, found[2]) if found else None


def _commands(output: Iterable[str]) -> list[Command]:
    text = "\n".join(output)
    return [command for line in re.split(r"\r\n|\r|\n", text) if (command := _command(line))]


def _run(findings: Iterable[FileFinding], troubles: tuple[Trouble, ...] = ()) -> list[str]:
    checked = _checked(findings)
    return list(lines(checked, summarised(checked), troubles))


def test_a_finding_is_a_command_with_its_place() -> None:
    """Errors come before warnings, and the summary last."""
    assert _run([_finding("url_doubtful"), _finding()]) == [
        "::error file=a.json,line=3,endLine=3,col=5,endColumn=8,title=bs-validate%3A required::email is required",
        "::warning file=a.json,line=3,endLine=3,col=5,endColumn=8,title=bs-validate%3A url_doubtful::email is an unusual URL",
        "Checked 1 file: 1 error, 1 warning",
    ]


def test_a_run_without_findings_is_one_line() -> None:
    """Only the summary is written."""
    assert _run([]) == ["Checked 0 files: nothing to report"]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((3, 5, 3, 9), {"line": "3", "endLine": "3", "col": "5", "endColumn": "8"}),
        ((3, 5, 3, 5), {"line": "3", "endLine": "3", "col": "5", "endColumn": "5"}),
        ((3, 5, 4, 2), {"line": "3", "endLine": "4"}),
    ],
)
def test_columns_are_given_for_a_place_on_one_line(place: tuple[int, int, int, int], expected: dict[str, str]) -> None:
    """The last column is in the place, and never before the first."""
    (command,) = _commands(_run([_finding(place=place)]))
    assert {name: command.properties[name] for name in command.properties if name not in {"file", "title"}} == expected


def test_a_file_that_cannot_be_read_is_an_error() -> None:
    """It comes first and has a file but no line."""
    commands = _commands(_run([_finding()], (Trouble("b,c.json", "permission: 100% denied"),)))
    assert commands[0] == Command("error", {"file": "b,c.json", "title": "bs-validate: not checked"}, "permission: 100% denied")
    assert len(commands) == 2


def test_a_path_has_slashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A path has slashes on every system."""
    monkeypatch.setattr(os, "sep", "\\")
    assert _commands(_run([_finding(file="a\\b.json")]))[0].properties["file"] == "a/b.json"


def test_a_path_that_starts_with_an_equals_sign_is_kept() -> None:
    """The runner would drop the sign, so the path begins with a dot and a slash."""
    assert _commands(_run([_finding(file="=a.json")]))[0].properties["file"] == "./=a.json"


def test_ten_errors_and_ten_warnings_are_shown_as_they_are() -> None:
    """GitHub shows that many of each."""
    commands = _commands(_run([_finding(code) for code in ("required", "read_only") for _ in range(LIMIT)]))
    assert Counter(command.name for command in commands) == {"error": 10, "warning": 10}


def test_more_findings_are_grouped_by_file_and_code() -> None:
    """A group is shown with its size at its first place.

    The last command tells where the rest is, and all findings follow in a folded group.
    """
    findings = [_finding(code, file, place=(line, 1, line, 2)) for line in range(1, 5) for file, code in PAIRS]
    output = _run([*findings, _finding("null", "c.json")])
    errors = [command for command in _commands(output) if command.name == "error"]
    assert [(one.properties["file"], one.properties["line"], one.data) for one in errors] == [
        ("a.json", "1", "email is required (the first of 4 in this file)"),
        ("a.json", "1", "email must not be blank (the first of 4 in this file)"),
        ("b.json", "1", "email is required (the first of 4 in this file)"),
        ("c.json", "3", "email must not be null. All findings are in the log and in the summary of this step"),
    ]
    start = output.index("::group::All 13 findings")
    assert output[start + 1] == "- a.json:1:1: error required: email is required"
    assert output.index("::endgroup::") == start + 14
    assert output[-1].startswith("Checked")


PAIRS = [("a.json", "required"), ("a.json", "blank"), ("b.json", "required")]


def test_many_files_are_grouped_by_code() -> None:
    """Groups by file and code would be too many."""
    findings = [_finding(code, f"{number}.json") for number in range(11) for code in ("required", "null")]
    assert [command.data for command in _commands(_run(findings)) if command.name == "error"] == [
        "email is required (the first of 11 in 11 files)",
        "email must not be null (the first of 11 in 11 files). All findings are in the log and in the summary of this step",
    ]


def test_many_codes_leave_the_last_command_to_the_rest() -> None:
    """Nine codes are shown, and the tenth command counts the others."""
    errors = [code for code in CODES if CODES[code].severity == "error"]
    commands = [command for command in _commands(_run(map(_finding, errors))) if command.name == "error"]
    assert [command.properties["title"] for command in commands[:9]] == [f"bs-validate: {code}" for code in errors[:9]]
    rest = len(errors) - 9
    assert commands[9:] == [
        Command(
            "error",
            {"title": "bs-validate"},
            f"{rest} findings of {rest} other codes. All findings are in the log and in the summary of this step",
        )
    ]


def test_warnings_are_grouped_apart_from_errors() -> None:
    """Few errors stay as they are beside many warnings."""
    commands = _commands(_run([_finding(), *(_finding("read_only") for _ in range(11))]))
    assert [command.data for command in commands if command.name == "error"] == ["email is required"]
    assert Counter(command.name for command in commands) == {"error": 1, "warning": 1, "group": 1, "endgroup": 1}


@given(HOSTILE, HOSTILE, HOSTILE)
def test_the_runner_reads_names_as_they_are_shown(file: str, field: str, message: str) -> None:
    """The runner reads the file and the text as written, with unprintable characters escaped."""
    (command,) = _commands(_run([_finding(file=file, field=field, message=message)]))
    shown = harmless(escaped(file))
    assert command.properties == {
        "file": f"./{shown}" if shown.startswith("=") else shown,
        "line": "3",
        "endLine": "3",
        "col": "5",
        "endColumn": "8",
        "title": "bs-validate: required",
    }
    assert command.data == harmless(escaped(f"{field} {message}"))


@given(
    st.lists(st.tuples(st.sampled_from(list(CODES)), HOSTILE, HOSTILE, HOSTILE), max_size=40),
    st.lists(st.tuples(HOSTILE, HOSTILE)),
)
def test_no_name_can_forge_a_command(findings: list[tuple[str, str, str, str]], troubles: list[tuple[str, str]]) -> None:
    """There are at most ten commands of a level, all with our title, and each on a line of its own."""
    made = [_finding(code, file, field=field, message=message) for code, file, field, message in findings]
    output = _run(made, tuple(Trouble(path, reason) for path, reason in troubles))
    commands = _commands(output)
    assert all(line.translate({0xA0: 32, 0x202F: 32}).isprintable() for line in output)
    counts = Counter(command.name for command in commands)
    assert set(counts) <= {"error", "warning", "group", "endgroup"}
    assert counts["error"] <= 10
    assert counts["warning"] <= 10
    assert counts["group"] == counts["endgroup"] <= 1
    assert all(re.fullmatch("bs-validate(: [a-z_ ]+)?", one.properties["title"]) for one in commands if "group" not in one.name)
    errors = sum(finding.error.severity == "error" for finding in made) + len(troubles)
    assert counts["group"] == (errors > LIMIT or len(made) + len(troubles) - errors > LIMIT)


def _cells(markdown: str) -> list[list[str]]:
    """Read the rows of all tables with a parser of GitHub's dialect; a cell holds one code span, a plain word or nothing."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            children = token.children or []
            assert len(children) <= 1
            assert all(child.type in {"text", "code_inline"} for child in children)
            if children and children[0].type == "text":
                assert re.fullmatch(r"[\w -]*|Checked [\w :,()]+|There is no room for [\w :.]+", children[0].content)
            if token.level == 4:
                rows[-1].append(children[0].content if children else "")
        else:
            assert re.fullmatch("(heading|paragraph|table|thead|tbody|tr|th|td)_(open|close)", token.type)
    return rows


def test_a_step_summary_counts_codes_and_lists_findings() -> None:
    """It has a heading, the summary, a table of codes and a table of findings."""
    checked = _checked([_finding(), _finding("null"), _finding()])
    assert step_summary(checked, summarised(checked), [Trouble("b.json", "is a socket")]) == (
        "## bs-validate\n\nChecked 1 file: 3 errors, 0 warnings\n\n"
        "| Code | Severity | Count |\n| --- | --- | ---: |\n"
        "| `not checked` | error | 1 |\n| `required` | error | 2 |\n| `null` | error | 1 |\n\n"
        "| Place | Code | Field | Message |\n| --- | --- | --- | --- |\n"
        "| `b.json` | `not checked` |  | `is a socket` |\n"
        "| `a.json:3:5` | `required` | `email` | `is required` |\n"
        "| `a.json:3:5` | `null` | `email` | `must not be null` |\n"
        "| `a.json:3:5` | `required` | `email` | `is required` |\n"
    )


def test_a_step_summary_of_nothing_has_no_table() -> None:
    """It has only the heading and one line."""
    assert step_summary([], Summary(2, 0, 2, 0, 0)) == "## bs-validate\n\nChecked 2 files: nothing to report\n"


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_names_are_only_code_spans_in_a_step_summary(file: str, field: str, message: str, reason: str) -> None:
    """No link, mention, HTML or cell comes from them."""
    checked = _checked([_finding(file=file, field=field, message=message)])
    rows = _cells(step_summary(checked, summarised(checked), [Trouble(file, reason)]))
    assert [len(row) for row in rows] == [3, 3, 3, 4, 4, 4]
    written = [_span(f"{harmless(file)}:3:5"), "required", _span(harmless(field)), _span(harmless(message))]
    assert rows[-1] == written


def _span(text: str) -> str:
    shown = escaped(text).replace("|", "\\u007c").replace("`", "\\u0060")
    return shown[1:-1] if shown[:1] == shown[-1:] == " " and shown.strip(" ") else shown


def test_a_long_step_summary_is_cut() -> None:
    """It stays below 1 MiB in UTF-8, and tells how many findings it leaves out."""
    checked = _checked([_finding(field="é" * 100)] * 5000)
    markdown = step_summary(checked, summarised(checked))
    assert 990_000 < len(markdown.encode()) < 2**20
    listed = sum(len(row) == 4 for row in _cells(markdown)) - 1
    assert markdown.endswith(f"|\n\nThere is no room for the other {5000 - listed} findings.\n")
