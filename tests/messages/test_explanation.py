"""The codes as data, and the text that explains one."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

import bs_validate
from bs_validate import Report, Validator, validate, validate_json, validate_request
from bs_validate._check.engines.select import select
from bs_validate._check.plain import plain
from bs_validate._messages.english import CATALOGUE
from bs_validate._messages.explanation import explanation, listing, reason_message
from bs_validate._schema.catalog import packaged
from bs_validate.cli.first_look import walk
from bs_validate.cli.main import main
from bs_validate.codes import CODES, Example
from bs_validate.dump import parse_422
from support.samples import HOST_READ

PACKAGE = Path(bs_validate.__file__).parent
PLANS = PACKAGE / "cli" / "first_look" / "plans.json"

#: The modules that find the reasons of a code.
SOURCES = {
    "email": ["formats/email.py"],
    "url": ["formats/website.py"],
    "phone": ["formats/phone.py"],
    "time": ["formats/time.py"],
    "not_json": ["_instance/decode.py", "lint/readers/yaml_text.py", "validator.py"],
    "not_representable": ["_instance/guard.py"],
    "phone_doubtful": ["_check/phones/library.py"],
}


def _codes(report: Report) -> set[str]:
    return {one.code for one in (*report.errors, *report.warnings)}


def _of_resource(schema: str, text: str) -> str:
    return f'{{"{schema.partition(".")[0]}s": [{text}]}}'


def _beside_others(example: Example, text: str) -> str:
    """Return a read of a host with some fields, beside all others that the example does not name."""
    (host,) = HOST_READ["hosts"]
    others = host.keys() - json.loads(example.wrong).keys() - json.loads(example.right).keys()
    return json.dumps({**HOST_READ, "hosts": [{**{name: host[name] for name in others}, **json.loads(text)}]})


def _of_field(keywords: str, text: str, folder: Path) -> Report:
    """Check the value of one field whose keywords are given."""
    tag = {"type": "object", "properties": {"a": json.loads(keywords)}}
    schema = {"type": "object", "properties": {"tags": {"type": "array", "items": tag}}}
    (folder / "tag.create.json").write_text(json.dumps(schema), encoding="utf-8")
    return Validator(schemas=folder).validate_json(f'{{"tags": [{{"a": {text}}}]}}', "tag.create")


def _of_request(text: str) -> Report:
    method, url = text.split()
    return validate_request(method, url, None if method == "GET" else b'{"contacts": [{"city": "Split"}]}')


def _found(code: str, text: str, folder: Path) -> set[str]:
    """Return the codes that the text of an example gives."""
    schema: Any
    _, _, schema, kind = CODES[code].example
    if kind == "yaml":
        (folder / "contact.yaml").write_text(text, encoding="utf-8")
        output = folder / "found.json"
        main(["lint", "--as", schema, "--format", "json", "--output", str(output), str(folder / "contact.yaml")])
        return {one["code"] for one in json.loads(output.read_text(encoding="utf-8"))["findings"]}
    checks = {
        "answer": lambda: parse_422(text),
        "document": lambda: validate_json(text, schema),
        "fields": lambda: validate_json(_beside_others(CODES[code].example, text), schema),
        "python": lambda: validate({"contacts": [ast.literal_eval(text)]}, schema),
        "request": lambda: _of_request(text),
        "resource": lambda: validate_json(_of_resource(schema, text), schema),
        "value": lambda: _of_field(schema, text, folder),
    }
    return _codes(checks[kind]())


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_example_gives_exactly_the_code_and_the_right_one_does_not(code: str, tmp_path: Path) -> None:
    """The right example gives no finding at all, unless it is an answer of the server, which only ever has errors."""
    example = CODES[code].example
    assert _found(code, example.wrong, tmp_path) == {code}
    right = _found(code, example.right, tmp_path)
    assert code not in right
    assert right == set() or example.kind == "answer"


#: Warnings about a document that is decoded JSON.
_ABOUT_DOCUMENTS = [
    code for code, one in CODES.items() if one.severity == "warning" and one.example.kind in ("document", "fields", "resource")
]


@pytest.mark.parametrize("code", _ABOUT_DOCUMENTS)
def test_no_shortcut_passes_over_the_wrong_example_of_a_warning(code: str) -> None:
    """The plain schema and the first look, which spare the search for warnings, do not call it plain."""
    example = CODES[code].example
    texts = {
        "document": lambda: example.wrong,
        "fields": lambda: _beside_others(example, example.wrong),
        "resource": lambda: _of_resource(example.schema, example.wrong),
    }
    document = json.loads(texts[example.kind]())
    schema = packaged()[example.schema]
    plan = json.loads(PLANS.read_text(encoding="utf-8"))[example.schema]["plan"]
    assert code == "phone_doubtful" or not select("rust")(plain(schema)).is_valid(document), "add the rule to Advice.plain_text"
    assert not walk.is_plain(document, plan), "add the rule to bs_validate/cli/first_look"


def _texts(path: Path) -> set[str]:
    """Return all texts in a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _returned(path: Path) -> set[str]:
    """Return the words that the functions of a module return."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    returns = [inner for node in ast.walk(tree) if isinstance(node, ast.Return) for inner in ast.walk(node)]
    loops = [inner for node in ast.walk(tree) if isinstance(node, ast.For) for inner in ast.walk(node.iter)]
    words = {node.value for node in returns + loops if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {word for word in words if word.isidentifier()}


@pytest.mark.parametrize("code", ["email", "url", "phone", "time"])
def test_the_reasons_of_a_format_are_the_words_that_its_check_returns(code: str) -> None:
    """No reason is missing, and none is left over."""
    assert _returned(PACKAGE / SOURCES[code][0]) == set(CODES[code].reasons)


@pytest.mark.parametrize("code", sorted(SOURCES))
def test_every_reason_is_found_in_a_module_that_gives_it(code: str) -> None:
    """The table above lists the modules."""
    written = set().union(*(_texts(PACKAGE / module) for module in SOURCES[code]))
    assert set(CODES[code].reasons) <= written


@pytest.mark.parametrize("code", CODES)
def test_every_reason_has_a_message_of_its_own(code: str) -> None:
    """Only a syntax error has the plain message of its code."""
    reasons = CODES[code].reasons
    assert sorted(reasons) == list(reasons)
    assert bool(reasons) == bool({"reason", "read_as"} & set(CODES[code].params))
    worded = [reason_message(code, reason) for reason in reasons]
    assert len(set(worded)) == len(worded)
    assert {reason for reason in reasons if f"{code}.{reason}" not in CATALOGUE} == ({"syntax"} if code == "not_json" else set())


def test_every_variant_of_a_code_with_reasons_is_one_of_them() -> None:
    """The catalogue has no message for an unknown reason."""
    variants = {key for key in CATALOGUE if "." in key and key.partition(".")[0] in CODES}
    of_reasons = {f"{code}.{reason}" for code, entry in CODES.items() for reason in entry.reasons}
    others = {
        "blank.warning",
        *(key for key in variants if key.partition(".")[0] == "type"),
        *(key for key in variants if key.partition(".")[2] in ("bare", "envelope", "exclusive", "suggestion")),
    }
    assert variants == others | (of_reasons - {"not_json.syntax"})


@pytest.mark.parametrize("code", CODES)
def test_an_explanation_has_everything_that_the_code_has(code: str) -> None:
    """Each part has its own line, and so has each reason."""
    lines = list(explanation(code))
    entry = CODES[code]
    assert lines[0] == f"{code} ({entry.severity})"
    assert f"  {entry.when}" in lines
    assert f"  {entry.remedy}" in lines
    assert f"    wrong: {entry.example.wrong}" in lines
    assert f"    right: {entry.example.right}" in lines
    assert (f"  Params: {', '.join(entry.params)}" in lines) == bool(entry.params)
    assert [line.split()[0] for line in lines[len(lines) - len(entry.reasons) :]] == list(entry.reasons)
    assert not any("{line}" in line or "\n" in line for line in lines)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "phone",
            [
                "phone (error)",
                "  The text cannot be a phone number.",
                "  Send a number such as +33 612312312.",
                "",
                "  Example (contact.update):",
                '    wrong: {"phones": [{"label": "mobile", "number": "unknown"}]}',
                '    right: {"phones": [{"label": "mobile", "number": "+33 612312312"}]}',
                "",
                "  Params: reason",
                "",
                "  Values of reason:",
                "    not_a_number  must be a phone number: it has too few digits, or characters that no phone number has",
                "    too_long      must be a phone number: it is too long",
                "    too_short     must be a phone number: it is too short",
            ],
        ),
        (
            "maximum",
            [
                "maximum (error)",
                "  The number is larger than allowed.",
                "  Send a smaller number.",
                "",
                '  Example (a field with {"maximum": 5}):',
                "    wrong: 6",
                "    right: 5",
                "",
                "  Params: max, exclusive",
            ],
        ),
    ],
)
def test_an_explanation_has_this_text(code: str, expected: list[str]) -> None:
    """Two codes are written out, one with reasons and one without."""
    assert list(explanation(code)) == expected


def test_the_listing_has_a_line_for_each_code() -> None:
    """The three columns are aligned."""
    head, *lines = listing()
    assert head.split() == ["CODE", "SEVERITY", "WHEN"]
    assert [line.split()[:2] for line in lines] == [[code, entry.severity] for code, entry in CODES.items()]
    assert len({line.index(entry.when) for line, entry in zip(lines, CODES.values(), strict=True)}) == 1


@pytest.mark.parametrize("code", CODES)
def test_descriptions_of_codes_are_whole_sentences(code: str) -> None:
    """Each begins with a capital letter and ends with a full stop."""
    for said in (CODES[code].when, CODES[code].remedy):
        assert said[0].isupper() or said.startswith("libphonenumber")
        assert said.endswith(".")


def test_the_command_explains_one_code_or_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the lines without changes."""
    assert main(["explain", "choice"]) == 0
    assert capsys.readouterr().out.splitlines() == list(explanation("choice"))
    assert main(["explain"]) == 0
    assert capsys.readouterr().out.splitlines() == list(listing())
