"""Coverage counts the fields, rules and operations that payloads exercise, and names a command for each missing part."""

import json
import shlex
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from bs_validate import Validator
from bs_validate.cli.main import main
from bs_validate.coverage.measure import Seen, known, seen
from bs_validate.coverage.summary import Coverage, Share, coverage, json_text, text_lines
from bs_validate.lint.readers import documents
from bs_validate.samples.payloads import Examples
from support.command import run
from support.samples import CONTACT_CREATE, HOST_READ

VALIDATOR = Validator()
EVERY = {schema.name: known(schema) for schema in VALIDATOR.catalog}
OPERATIONS = list(map(str, VALIDATOR.operations))
API = "https://www.bookingsync.com/api/v3"


def _seen(document: Any, schema: str | None = None, file: str = "a.json") -> Seen:
    return seen(file, documents(file, json.dumps(document).encode()), VALIDATOR, (schema, "--as") if schema else None, EVERY)


def _exchange(method: str, path: str, status: int, sent: Any = None, received: Any = None) -> dict[str, Any]:
    request: dict[str, Any] = {"method": method, "uri": f"{API}{path}"}
    response: dict[str, Any] = {"status": {"code": status}}
    if sent is not None:
        request["body"] = {"string": json.dumps(sent)}
    if received is not None:
        response["body"] = {"string": json.dumps(received)}
    return {"request": request, "response": response}


def test_the_suggested_commands_complete_the_coverage() -> None:
    """Payloads with every fault, complete payloads, and one exchange of each operation leave nothing uncovered."""
    total = Seen()
    for name, one in EVERY.items():
        examples = Examples(VALIDATOR, name)
        for rule in one.rules.values():
            total |= _seen(next(examples.faulty(rule, 0)), name)
    total |= _seen(
        {
            "interactions": [
                _exchange(one.method, one.path.replace("{", "1").replace("}", ""), 200) for one in VALIDATOR.operations
            ]
        }
    )
    found = coverage(total, EVERY, OPERATIONS)
    assert [rules.missing for rules in found.rules.values()] == [()] * 6
    assert [fields.missing for fields in found.fields.values()] == [()] * 6
    assert found.operations == Share(9, 9, ())
    assert found.percent == 100


def test_payloads_without_faults_or_resources_cover_no_rule() -> None:
    """Valid payloads break no rule, and documents without a resource do not count."""
    assert coverage(Seen(), EVERY, OPERATIONS).percent == 0
    assert _seen({"name": "package"}) == Seen()
    assert _seen(CONTACT_CREATE, "contact.create").rules == frozenset()


def test_fields_of_resources_are_counted() -> None:
    """Fields count in any resource and item, and in a single resource in place of the list, but not outside the resource."""
    rows = [
        ({"hosts": [{"firstname": "A"}, {"email": None}]}, {"firstname", "email"}),
        ({"hosts": {"firstname": "A"}}, {"firstname"}),
        ({"hosts": [{"nickname": "A", "id": 1}], "email": "a@b.co"}, set()),
        ({"hosts": []}, set()),
        ({"hosts": [7]}, set()),
    ]
    for document, fields in rows:
        assert _seen(document, "host.create").fields == {("host.create", field) for field in fields}
    phones = {"contacts": [{"phones": [{}, {"label": "x"}]}]}
    assert {field for _, field in _seen(phones, "contact.create").fields} == {"phones", "phones.*", "phones.*.label"}
    assert ("host.read", "links.participants") in _seen(HOST_READ, "host.read").fields


def test_violated_rules_are_counted() -> None:
    """Warnings are not rules, and placeholders of a recorder violate none."""
    broken = _seen({"hosts": [{"firstname": "", "email": "x", "id": 1}]}, "host.create").rules
    assert {str(rule) for _, rule in broken} == {"firstname:blank", "lastname:required", "email:email"}
    hidden = _exchange("PUT", "/hosts/1", 200, {"hosts": [{"email": "<EMAIL>", "firstname": ""}]})
    recorded = _seen({"interactions": [hidden]})
    assert {str(rule) for _, rule in recorded.rules} == {"firstname:blank"}


def test_operations_in_recordings_are_counted() -> None:
    """They count without a body too. Operations on other resources do not count."""
    pairs = [("DELETE", "/contacts/1"), ("GET", "/hosts?page=2"), ("PATCH", "/contacts/7"), ("GET", "/rentals")]
    found = _seen({"interactions": [_exchange(method, path, 204) for method, path in pairs]})
    assert found.operations == {"DELETE /contacts/{contact_id}", "GET /hosts", "PUT /contacts/{contact_id}"}


@pytest.mark.parametrize(
    ("number", "of", "percent"),
    [(0, 9, 0), (1, 3, 33.3), (2, 3, 66.6), (999, 1000, 99.9), (99999, 100000, 99.9), (5, 5, 100), (0, 0, 100)],
)
def test_the_percentage_is_rounded_down(number: int, of: int, percent: float) -> None:
    """It is 100 only if nothing is missing."""
    assert Coverage({}, {}, Share(number, of, ())).percent == percent


def test_fields_rules_and_operations_count_alike() -> None:
    """The percentage is the share of all of them together."""
    found = Coverage({"a": Share(1, 2, ("x",))}, {"a": Share(0, 4, ())}, Share(1, 4, ()))
    assert found.percent == 20


def test_the_json_has_the_documented_shape() -> None:
    """The object has all documented members."""
    found = json.loads(json_text(coverage(_seen({"hosts": [{"email": "x"}]}, "host.create"), EVERY, OPERATIONS)))
    assert set(found) == {"schemas", "operations", "percent"}
    assert set(found["schemas"]) == set(EVERY)
    host = found["schemas"]["host.create"]
    assert host["fields"] == {"seen": 1, "of": 5, "missing": ["firstname", "lastname", "user_id", "source_id"]}
    assert (host["rules"]["seen"], host["rules"]["of"]) == (3, 23)
    assert {"field": "firstname", "code": "blank"} in host["rules"]["missing"]
    assert found["operations"] == {"seen": 0, "of": 9, "missing": OPERATIONS}


def test_missing_parts_are_sorted_by_importance() -> None:
    """Common mistakes come before types and lengths, writes before reads, and operations before everything."""
    lines = list(text_lines(coverage(_seen({"contacts": [{"zip": ""}]}, "contact.create"), EVERY, OPERATIONS)))
    codes = [line.split("breaks ")[1].split()[0].rpartition(":")[2] for line in lines if "breaks" in line]
    assert codes.index("choice") < codes.index("email") < codes.index("type") < codes.index("too_long")
    assert lines[0] == "GET /contacts: no recording has this operation"
    assert [line.split(":")[0] for line in lines if "no payload was checked" in line] == [
        *("contact.update", "host.create", "host.update", "contact.read", "host.read"),
    ]


def test_each_suggested_command_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """A shell can run each command as it is printed."""
    lines = list(text_lines(coverage(_seen({"hosts": [{"email": "x"}]}, "host.update"), EVERY, OPERATIONS)))
    commands = [line[line.index("bs-validate ") :] for line in lines if "bs-validate " in line]
    assert len(commands) > 20
    for command in islice(commands, 30):
        assert main(shlex.split(command)[1:]) == 0
    assert len([json.loads(line) for line in capsys.readouterr().out.splitlines()]) == min(len(commands), 30)


def test_the_exit_status_tells_whether_the_coverage_suffices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The status is 1 below the required percentage, and 2 if something could not be read."""
    file = tmp_path / "create.json"
    file.write_text(json.dumps(CONTACT_CREATE))
    percent = json.loads(_out(["coverage", "--format", "json", str(file)], capsys))["percent"]
    assert 0 < percent < 100
    for bound, status in ((0, 0), (percent, 0), (percent + 0.1, 1), (100, 1)):
        assert main(["coverage", "--fail-under", str(bound), str(file)]) == status
    assert main(["coverage", str(file), str(tmp_path / "none")]) == 2
    assert main(["coverage", "--fail-under", "101", str(file)]) == 2


def _out(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_settings_name_the_schema_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings apply as they do for lint, and excluded files are left out."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.bs-validate]\nfiles = { "a.json" = "host.update" }\nexclude = ["b.json"]\n')
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text('{"hosts": [{"email": null}]}')
    assert _percent_of("host.update", tmp_path) == (1, 5)
    assert _percent_of("host.create", tmp_path) == (0, 5)


def _percent_of(schema: str, folder: Path) -> tuple[int, int]:
    import io
    from contextlib import redirect_stdout

    with redirect_stdout(io.StringIO()) as out:
        assert main(["coverage", "--format", "json", str(folder)]) == 0
    fields = json.loads(out.getvalue())["schemas"][schema]["fields"]
    return fields["seen"], fields["of"]


def test_own_schemas_are_covered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They have no operations, and the commands for their faults name their directory."""
    item = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "maxLength": 3}}}
    schema = {"type": "object", "required": ["tags"], "properties": {"tags": {"type": "array", "items": item}}}
    folder = tmp_path / "schemas"
    folder.mkdir()
    (folder / "tag.create.json").write_text(json.dumps(schema))
    (tmp_path / "new.json").write_text('{"tags": [{"name": "long"}]}')
    found = json.loads(_out(["coverage", "--schemas", str(folder), "--format", "json", str(tmp_path / "new.json")], capsys))
    assert found["schemas"]["tag.create"]["fields"] == {"seen": 1, "of": 1, "missing": []}
    assert found["schemas"]["tag.create"]["rules"]["seen"] == 1
    lines = _out(["coverage", "--schemas", str(folder), str(tmp_path / "new.json")], capsys).splitlines()
    command = next(line[line.index("bs-validate ") :] for line in lines if "breaks name:required" in line)
    assert main(shlex.split(command)[1:]) == 0


def test_the_advice_of_the_text_completes_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each payload is saved as the text says. The settings name the schemas of those without a list."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "fixtures"
    folder.mkdir()
    words = {"contact.update": "update-contact", "host.read": "read-host"}
    (tmp_path / ".bs-validate.toml").write_text('files = { "whole-update*" = "contact.update", "whole-read*" = "host.read" }\n')
    for name, word in words.items():
        (folder / f"{word}.json").write_bytes(run("example", name).stdout)
    text = run("coverage", "fixtures").stdout.decode()
    assert "such as update-contact.json" in text
    assert "if the settings name a schema for its file" in text
    commands = [shlex.split(line[line.index("bs-validate ") :]) for line in text.splitlines() if " --fault " in line]
    for number, command in enumerate(commands):
        field, _, code = command[-1].rpartition(":")
        is_whole = not field or (field in ("/contacts", "/hosts") and code == "required")
        (folder / f"{'whole-' * is_whole}{words[command[2]]}-{number}.json").write_bytes(run(*command[1:]).stdout)
    found = json.loads(run("coverage", "--format", "json", "fixtures").stdout)["schemas"]
    assert [(found[name]["fields"]["missing"], found[name]["rules"]["missing"]) for name in words] == [([], [])] * 2
