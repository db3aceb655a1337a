"""Schemas of the user's own: a sibling resource needs only JSON."""

import enum
import importlib
import json
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bs_validate import InvalidSchema, UnknownEngine, UnknownField, UnknownName, UnknownSchema, Validator
from bs_validate._schema import catalog as catalog_module
from bs_validate._schema.catalog import Catalog, directory, fields, packaged, resource_schemas
from bs_validate._schema.references import resolved
from bs_validate.cli.main import main

TAG = {
    "type": "object",
    "required": ["tags"],
    "properties": {
        "tags": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "colour"],
                "additionalProperties": False,
                "properties": {
                    "name": {"type": "string", "minLength": 2, "maxLength": 5},
                    "colour": {"enum": ["red", "green"]},
                    "weight": {"type": "number", "exclusiveMinimum": 0, "maximum": 10, "multipleOf": 0.5},
                    "slug": {"type": "string", "pattern": "^[a-z]+(?:-[a-z]+)*"},
                    "owner": {"$ref": "#/$defs/owner"},
                    "parents": {
                        "type": "array",
                        "items": {"type": "string", "format": "email"},
                        "maxItems": 2,
                        "uniqueItems": True,
                    },
                    "kind": {"const": "tag"},
                    "size": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                    "shape": {"anyOf": [{"type": "integer", "minimum": 5}, {"type": "string", "maxLength": 2}]},
                    "extra": False,
                    "id": {"readOnly": True},
                    "phone": {"type": "string", "format": "phone"},
                    "web": {"type": "string", "format": "url"},
                    "at": {"type": "string", "format": "time"},
                    "text": {"type": "string", "format": "printable"},
                    "note": {"type": "string", "not": {"pattern": "[<>]"}},
                    "map": {"type": "object", "propertyNames": {"pattern": "^[a-z]"}, "minProperties": 1},
                    "both": {"type": "object", "dependentRequired": {"a": ["b"]}},
                },
            },
        }
    },
    "additionalProperties": False,
    "$defs": {
        "owner": {
            "type": "object",
            "properties": {
                "email": {"type": "string", "format": "email"},
                "country_code": {"$ref": "common.json#/$defs/country_code"},
            },
            "unevaluatedProperties": False,
        }
    },
}

FAULTS: list[tuple[dict[str, Any], list[tuple[str, str, dict[str, Any]]]]] = [
    ({}, []),
    ({"name": ""}, [("blank", "name", {})]),
    ({"name": "a"}, [("too_short", "name", {"min": 2, "length": 1})]),
    ({"name": "abcdef"}, [("too_long", "name", {"max": 5, "length": 6})]),
    ({"colour": "Red"}, [("choice", "colour", {"suggestion": "red"})]),
    ({"colour": None}, [("null", "colour", {})]),
    ({"colour": 5}, [("type", "colour", {"expected": ["string"], "actual": "integer"})]),
    ({"weight": 0}, [("minimum", "weight", {"min": 0, "exclusive": True})]),
    ({"weight": 10.5}, [("maximum", "weight", {"max": 10})]),
    ({"weight": 0.3}, [("constraint", "weight", {"keyword": "multipleOf"})]),
    ({"slug": "A"}, [("pattern", "slug", {})]),
    ({"slug": "  "}, [("blank", "slug", {})]),
    (
        {"owner": {"email": "x", "emial": 1}},
        [("email", "owner.email", {"reason": "no_at_sign"}), ("unknown_field", "owner.emial", {"suggestion": "email"})],
    ),
    ({"owner": {"country_code": "UK"}}, [("choice", "owner.country_code", {"suggestion": "GB"})]),
    ({"parents": ["a@b.co", "x"]}, [("email", "parents.1", {"reason": "no_at_sign"})]),
    (
        {"parents": ["a@b.co"] * 3},
        [("constraint", "parents", {"keyword": "uniqueItems"}), ("too_many", "parents", {"max": 2, "count": 3})],
    ),
    ({"kind": "tga"}, [("choice", "kind", {})]),
    ({"kind": None}, [("null", "kind", {})]),
    ({"size": "x"}, [("type", "size", {"expected": ["integer", "null"], "actual": "string"})]),
    ({"shape": "abc"}, [("constraint", "shape", {"keyword": "anyOf"})]),
    ({"shape": None}, [("null", "shape", {})]),
    ({"extra": 1}, [("unknown_field", "extra", {})]),
    ({"phone": "x"}, [("phone", "phone", {"reason": "not_a_number"})]),
    ({"web": "x"}, [("url", "web", {"reason": "scheme"})]),
    ({"at": "x"}, [("time", "at", {"reason": "shape"})]),
    ({"text": "a\t"}, [("non_printable", "text", {"position": 1, "codepoint": "U+0009"})]),
    ({"note": "a<b"}, [("pattern", "note", {})]),
    ({"map": {"A": 1}}, [("constraint", "map", {"keyword": "propertyNames"})]),
    ({"map": {}}, [("constraint", "map", {"keyword": "minProperties"})]),
    ({"both": {"a": 1}}, [("required", "both.b", {})]),
    ({"Name": 1}, [("unknown_field", "Name", {"suggestion": "name"})]),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a directory that holds only a hand-written schema."""
    (tmp_path / "tag.create.json").write_text(json.dumps(TAG), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("engine", ["rust", "reference"])
@pytest.mark.parametrize(("fields", "expected"), FAULTS, ids=[str(row[0])[:40] for row in FAULTS])
def test_a_sibling_resource_has_every_code(
    folder: Path, engine: Any, fields: dict[str, Any], expected: list[tuple[str, str, dict[str, Any]]]
) -> None:
    """Plain keywords and our formats give codes, fields, params and suggestions, and each error has a message."""
    validator = Validator(schemas=folder, engine=engine)
    report = validator.validate({"tags": [{"name": "abc", "colour": "red", **fields}]}, "tag.create")
    assert [(error.code, error.field, dict(error.params)) for error in report.errors] == expected
    assert all(error.message() for error in report.errors)


def test_a_sibling_resource_is_known_by_its_own_envelope(folder: Path) -> None:
    """The name, the envelope, the fields and the advice of the resource come from its file."""
    validator = Validator(schemas=folder)
    report = validator.validate({"tags": [{}]}, "tag.create")
    assert [(error.code, error.pointer, error.field) for error in report.errors] == [
        ("required", "/tags/0/name", "name"),
        ("required", "/tags/0/colour", "colour"),
    ]
    assert validator.validate_resource({"name": "abc", "colour": "red"}, "tag.create").valid
    assert validator.validate_field("x", "tag.create", "owner.email").errors[0].field == "owner.email"
    warned = validator.validate({"tags": [{"name": "ab", "colour": "red", "id": 1}] * 2}, "tag.create").warnings
    assert [(one.code, one.pointer) for one in warned] == [
        ("many_resources", "/tags"),
        ("read_only", "/tags/0/id"),
        ("read_only", "/tags/1/id"),
    ]
    with pytest.raises(UnknownSchema, match=r"choose from tag\.create$"):
        validator.validate({}, "contact.create")


def test_a_sibling_resource_is_linted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The findings have positions and suggestions, and the table of fields is printed."""
    file = folder / "new.json"
    file.write_text('{"tags": [\n  {"nmae": "abc", "colour": "grene"}]}', encoding="utf-8")
    assert main(["lint", "--schemas", str(folder), str(file)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{file}:2:3: required name is required",
        f"{file}:2:4: unknown_field nmae is not a known field (did you mean name?)",
        f"{file}:2:29: choice colour is not one of the allowed values (did you mean green?)",
        "Checked 1 file: 3 errors, 0 warnings",
    ]
    assert main(["fields", "tag", "--schemas", str(folder)]) == 0
    assert "name                required  string " in capsys.readouterr().out
    assert main(["schema", "tag.create", "--schemas", str(folder)]) == 0
    assert '"$ref"' not in capsys.readouterr().out


def test_our_own_schemas_work_from_a_directory_too() -> None:
    """A directory with the packaged files works like any other."""
    folder = Path(str(packaged().__class__.__module__ and __import__("bs_validate.schemas", fromlist=["x"]).__file__)).parent
    assert Validator(schemas=folder).validate({"hosts": [{}]}, "host.create") == Validator().validate(
        {"hosts": [{}]}, "host.create"
    )


def test_a_schema_without_an_envelope_is_the_resource(tmp_path: Path) -> None:
    """Field names are then relative to the document."""
    (tmp_path / "point.read.json").write_text(
        '{"type": "object", "required": ["x"], "properties": {"x": {"type": "object", "required": ["y"]}}}'
    )
    validator = Validator(schemas=tmp_path)
    assert [error.field for error in validator.validate({"x": {}}, "point.read").errors] == ["x.y"]
    assert validator.validate_resource({"x": {"y": 1}}, "point.read").valid


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", r"tag\.create\.json: not a JSON document"),
        ("[]", r"tag\.create\.json: a schema file must hold a JSON object"),
        ("[" * 100_000, r"tag\.create\.json: not a JSON document"),
        ('{"type": "strnig"}', r"tag\.create: not a JSON Schema at /type: "),
        ('{"properties": []}', r"#/properties: must be an object of schemas"),
        ('{"allOf": {}}', r"#/allOf: must be an array of schemas"),
        ('{"items": 5}', r"#/items: a schema must be an object, true or false"),
        ('{"format": "uuid"}', r"#/format: unknown format 'uuid': choose from bs-email"),
        ('{"items": {"$ref": "#"}}', r"leads back to itself"),
        ('{"$defs": {"a": {"items": {"$ref": "#/$defs/a"}}}, "$ref": "#/$defs/a"}', r"leads back to itself"),
        ('{"$ref": "#/$defs/none"}', r"leads nowhere"),
        (
            '{"$ref": "none.json"}',
            r"none\.json: cannot be read: there is no such schema file|none\.json: cannot be read: No such",
        ),
        ('{"$ref": "../tag.create.json"}', r"cannot be read"),
        ('{"$ref": "https://example.com/schema.json"}', r"cannot be read"),
        ('{"$ref": "#anchor"}', r"only JSON Pointers"),
        ('{"$ref": 5}', r"\$ref must be text"),
        ('{"items": {"$anchor": "a"}}', r"\$anchor is not supported here"),
        ('{"pattern": "["}', r"#/pattern: not a pattern that every engine can read"),
        ('{"pattern": "\\\\p{L}"}', r"#/pattern: not a pattern that every engine can read"),
        ('{"pattern": 5}', r"#/pattern: not a pattern that every engine can read"),
        ('{"patternProperties": {"(": {}}}', r"#/patternProperties: not a pattern that every engine can read"),
        ('{"required": 5}', r"tag\.create: not a JSON Schema at /required: "),
        ('{"format": ["x"]}', r"#/format: unknown format: choose from"),
        ('{"enum": 5}', r"tag\.create: not a JSON Schema at /enum: "),
    ],
)
@pytest.mark.parametrize("engine", ["rust", "reference"])
def test_a_file_that_cannot_be_used_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, complaint: str, engine: Any
) -> None:
    """The ValueError names the file and the place, and the command exits with 2."""
    (tmp_path / "tag.create.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSchema, match=complaint):
        Validator(schemas=tmp_path, engine=engine).validate({}, "tag.create")
    (tmp_path / "x.json").write_text("{}")
    assert main(["lint", "--as", "tag.create", "--schemas", str(tmp_path), str(tmp_path / "x.json")]) == 2
    assert capsys.readouterr().err.startswith("bs-validate: ")


def test_a_directory_without_schemas_is_reported(tmp_path: Path) -> None:
    """A directory that does not exist is reported too."""
    with pytest.raises(InvalidSchema, match="holds no schema file"):
        Validator(schemas=tmp_path)
    with pytest.raises(InvalidSchema, match="cannot be read"):
        Validator(schemas=tmp_path / "none")
    with pytest.raises(InvalidSchema, match="cannot be read"):
        Validator(schemas="a\0b")


@pytest.mark.parametrize("name", ["contact.creat", "contact", "", "common", "../contact.create", None, 5, [], b"contact.create"])
def test_an_unknown_schema_names_the_choices(name: Any) -> None:
    """Every function raises a ValueError."""
    validator = Validator()
    calls: list[Callable[[], object]] = [
        lambda: validator.validate({}, name),
        lambda: validator.validate_json("{}", name),
        lambda: validator.validate_resource({}, name),
        lambda: validator.validate_field(1, name, "email"),
    ]
    for call in calls:
        with pytest.raises(UnknownSchema, match=r"choose from contact\.create, contact\.read, contact\.update, host") as caught:
            call()
        assert isinstance(caught.value, ValueError)
        assert caught.value.choices == validator.catalog.names


@pytest.mark.parametrize(
    "field",
    ["nope", "", "phones.x", "phones.-1.number", "phones.0.number.0", "phones." + "9" * 5000, "email.", None, 5, ("email",)],
)
def test_an_unknown_field_names_the_choices(field: Any) -> None:
    """The function raises a ValueError."""
    with pytest.raises(UnknownField, match=r"choose from email, website, .*phones\.0\.number") as caught:
        Validator().validate_field(1, "contact.create", field)
    assert isinstance(caught.value, ValueError)


def test_a_name_may_be_a_member_of_an_enumeration() -> None:
    """Such a member is a text as well."""

    class Name(enum.StrEnum):
        CREATE = "host.create"
        EMAIL = "email"

    assert Validator().validate_field("x", Name.CREATE, Name.EMAIL).errors[0].code == "email"
    assert Validator().validate({"hosts": [{}]}, Name.CREATE) == Validator().validate({"hosts": [{}]}, "host.create")


def test_an_unknown_engine_names_the_choices() -> None:
    """The class raises a ValueError."""
    with pytest.raises(UnknownEngine, match="unknown engine 'fast': choose from auto, rust, reference"):
        Validator(engine="fast")  # type: ignore[arg-type]
    assert issubclass(UnknownEngine, UnknownName)


def test_the_engine_is_keyword_only() -> None:
    """A directory can therefore not be mistaken for an engine."""
    with pytest.raises(TypeError):
        Validator(None, "rust")  # type: ignore[call-arg]  # on purpose


def test_keywords_beside_a_reference_are_kept(tmp_path: Path) -> None:
    """Both the target and the keywords apply, even if they share a keyword or have keywords that depend on each other."""
    (tmp_path / "a.read.json").write_text(
        json.dumps(
            {
                "type": "object",
                "properties": {
                    "short": {"$ref": "#/$defs/text", "maxLength": 3},
                    "open": {"$ref": "#/$defs/closed", "properties": {"b": {"type": "integer"}}},
                    "never": {"$ref": "#/$defs/never", "type": "string"},
                    "any": {"$ref": "#/$defs/any", "type": "string"},
                },
                "$defs": {
                    "text": {"type": "string", "maxLength": 5},
                    "closed": {"properties": {"a": {}, "b": {}}, "additionalProperties": False},
                    "never": False,
                    "any": True,
                },
            }
        )
    )
    validator = Validator(schemas=tmp_path)

    def codes(document: Any) -> list[tuple[str, str]]:
        return [(error.code, error.pointer) for error in validator.validate(document, "a.read").errors]

    assert codes({"short": "abc", "open": {"a": 1, "b": 2}, "any": "x"}) == []
    assert codes({"short": "abcd"}) == [("too_long", "/short")]
    assert codes({"open": {"c": 1, "b": "x"}}) == [("unknown_field", "/open/c"), ("type", "/open/b")]
    assert codes({"never": "x"}) == [("constraint", "/never")]
    assert codes({"any": 5}) == [("type", "/any")]


def test_the_schemas_are_read_from_a_zip_file(tmp_path: Path) -> None:
    """The loader of the package reads them, so there need not be any files."""
    import subprocess  # only here
    import sys

    import bs_validate

    schemas = import_module("bs_validate.schemas")

    archive = tmp_path / "bundle.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        for package, prefix in (
            (Path(bs_validate.__file__).parent, "bs_validate"),
            (Path(str(schemas.__file__)).parent, "bs_validate/schemas"),
        ):
            for path in package.rglob("*"):
                name = f"{prefix}/{path.relative_to(package)}"
                if path.suffix in {".py", ".json"} and name not in bundle.namelist():
                    bundle.write(path, name)
    program = (
        f"import sys; sys.path.insert(0, {str(archive)!r}); import bs_validate as b;"
        "print(b.__file__, b.validate({}, 'host.read').errors, b.Validator().catalog.names)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)  # noqa: S603  # ours
    assert str(archive) in run.stdout
    assert "FieldError('required', '/hosts', {})" in run.stdout
    assert "'contact.create'" in run.stdout


#: A schema of one value, a value, and the error there, or None.
PLAIN: list[tuple[Any, Any, Any]] = [
    ({"type": ["string", "null"], "enum": ["a"]}, None, ("null", {})),
    ({"type": ["string", "integer"], "enum": ["x"]}, 5, ("choice", {})),
    ({"type": "number", "enum": [1, 2]}, 1.5, ("choice", {})),
    ({"type": "object", "const": 2}, {}, ("choice", {})),
    ({"enum": ["a", 1]}, 2, ("choice", {})),
    ({"enum": ["a"]}, True, ("type", {"expected": ["string"], "actual": "boolean"})),
    ({"const": {"a": 1}}, {"a": 2}, ("choice", {})),
    ({"const": [1]}, [1], None),
    ({"minimum": 0.5}, 0.1, ("minimum", {"min": 0.5})),
    ({"maximum": 0.5}, 1, ("maximum", {"max": 0.5})),
    ({"exclusiveMaximum": 2.5}, 2.5, ("maximum", {"max": 2.5, "exclusive": True})),
    ({"maxLength": 2.0}, "abc", ("too_long", {"max": 2.0, "length": 3})),
    ({"maxItems": 1.0}, [1, 2], ("too_many", {"max": 1.0, "count": 2})),
    ({"multipleOf": 0.01}, 19.99, None),
    ({"multipleOf": 0.01}, 19.999, ("constraint", {"keyword": "multipleOf"})),
    ({"multipleOf": 3}, 10**40, ("constraint", {"keyword": "multipleOf"})),
    ({"oneOf": [True, {"type": "string"}]}, "x", ("constraint", {"keyword": "oneOf"})),
    ({"anyOf": [False, {"type": "string"}]}, 5, ("constraint", {"keyword": "anyOf"})),
    ({"not": True}, "x", ("unknown_field", {})),
    ({"not": False}, "x", None),
    (False, "x", ("unknown_field", {})),
    (True, "x", None),
    ({"not": {"type": "string"}}, "x", ("constraint", {"keyword": "not"})),
    ({"pattern": "^[a-z]+$"}, "abc\n", ("pattern", {})),
    ({"pattern": "^[a-z]+$"}, "abc", None),
    ({"pattern": "^\\d+$"}, "\u0661\u0662", ("pattern", {})),
    ({"pattern": "^\\d+$"}, "12", None),
    ({"pattern": "^\\S+$"}, "\ufeff", ("pattern", {})),
    ({"pattern": "^[\\w.$]+$"}, "a.$_9", None),
    ({"pattern": "^\\w+$"}, "é", ("pattern", {})),
    ({"pattern": "^a.b$"}, "a\nb", ("pattern", {})),
    ({"pattern": "^a.b$"}, "a\u0085b", None),
    ({"pattern": "^a\\.\\$\\/[[]$"}, "a.$/[", None),
    ({"contains": {"type": "string"}, "maxContains": 1}, ["1", "2"], ("constraint", {"keyword": "contains"})),
    ({"contains": {"type": "string"}, "minContains": 2}, ["1"], ("constraint", {"keyword": "contains"})),
    ({"patternProperties": {"1": {"type": "string"}}}, {"z1": "x"}, None),
    ({"patternProperties": {"^\\d$": {"enum": ["a"]}}, "additionalProperties": False}, {"5": "a"}, None),
    (
        {"properties": {"a": {}}, "anyOf": [{"properties": {"b": {"const": 1}}}, {}], "unevaluatedProperties": False},
        {"a": 1},
        None,
    ),
    ({"if": {"minimum": 5}, "then": {"maximum": 6}, "else": {"minimum": 1}}, 7, ("maximum", {"max": 6})),
    ({"if": {"minimum": 5}, "then": {"maximum": 6}, "else": {"minimum": 1}}, 0, ("minimum", {"min": 1})),
    ({"minProperties": 1}, {}, ("constraint", {"keyword": "minProperties"})),
    ({"prefixItems": [{"type": "string"}], "items": False}, ["a", 1], None),
]


@pytest.mark.parametrize("engine", ["rust", "reference"])
@pytest.mark.parametrize(("schema", "value", "expected"), PLAIN, ids=[f"{row[0]}-{row[1]!a}"[:60] for row in PLAIN])
def test_plain_keywords_mean_the_same_to_both_engines(
    tmp_path: Path, engine: Any, schema: Any, value: Any, expected: Any
) -> None:
    """Each violation is reported once, with a code, params and a message, and nothing else is reported."""
    items = {"type": "object", "properties": {"a": schema}, "additionalProperties": False}
    document = {"type": "object", "properties": {"tags": {"type": "array", "items": items}}}
    (tmp_path / "tag.create.json").write_text(json.dumps(document), encoding="utf-8")
    report = Validator(schemas=tmp_path, engine=engine).validate({"tags": [{"a": value}]}, "tag.create")
    if schema == {"prefixItems": [{"type": "string"}], "items": False}:
        assert [error.pointer for error in report.errors] in (["/tags/0/a"], ["/tags/0/a/1"])
        return
    found = [(error.code, dict(error.params)) for error in report.errors if error.field == "a"]
    assert found == ([] if expected is None else [expected])
    assert report.valid is (expected is None)
    assert all(error.message() for error in report.errors)


@pytest.mark.parametrize("engine", ["rust", "reference"])
@pytest.mark.parametrize(
    ("schema", "value", "pointers"),
    [
        ({"patternProperties": {"1": {"type": "string"}}}, {"z1": 1}, ["/tags/0/a/z1"]),
        ({"patternProperties": {"": {"type": "string"}}}, {"b": 1}, ["/tags/0/a/b"]),
        ({"patternProperties": {"^\\d$": {"type": "string"}}}, {"5": 1}, ["/tags/0/a/5"]),
        ({"dependentSchemas": {"1": {"required": ["b"]}}}, {"1": 1}, ["/tags/0/a/b"]),
        ({"properties": {"": {"type": "string"}}}, {"": 1}, ["/tags/0/a/"]),
        ({"properties": {"0": {"type": "string"}}}, {"0": 1}, ["/tags/0/a/0"]),
        ({"uniqueItems": True, "contains": {"type": "string"}}, [1, 1], ["/tags/0/a", "/tags/0/a"]),
        ({"multipleOf": 2, "not": {"const": 3}}, 3, ["/tags/0/a", "/tags/0/a"]),
    ],
    ids=str,
)
def test_odd_names_and_several_faults_are_placed(
    tmp_path: Path, engine: Any, schema: Any, value: Any, pointers: list[str]
) -> None:
    """Names may be empty or digits, in the schema and in the data; each fault without a code of its own has its place."""
    items = {"type": "object", "properties": {"a": schema}}
    document = {"type": "object", "properties": {"tags": {"type": "array", "items": items}}}
    (tmp_path / "tag.create.json").write_text(json.dumps(document), encoding="utf-8")
    report = Validator(schemas=tmp_path, engine=engine).validate({"tags": [{"a": value}]}, "tag.create")
    assert [error.pointer for error in report.errors] == pointers


def test_an_envelope_may_come_through_a_reference(tmp_path: Path) -> None:
    """The reference may share a keyword with its neighbours, and the items may allow anything."""
    whole = {
        "type": "object",
        "properties": {"tags": {"$ref": "#/$defs/list", "minItems": 2}},
        "$defs": {
            "list": {"type": "array", "minItems": 1, "items": {"properties": {"a.b": {"type": "string"}, "0": {"minimum": 1}}}}
        },
    }
    (tmp_path / "tag.create.json").write_text(json.dumps(whole), encoding="utf-8")
    validator = Validator(schemas=tmp_path)
    assert [error.field for error in validator.validate({"tags": [{"a.b": 1}] * 2}, "tag.create").errors] == ["a.b", "a.b"]
    assert [error.field for error in validator.validate_field(5, "tag.create", "a.b").errors] == ["a.b"]
    assert [error.field for error in validator.validate_field(0, "tag.create", "0").errors] == ["0"]
    (tmp_path / "any.create.json").write_text('{"properties": {"anys": {"type": "array", "items": true}}}', encoding="utf-8")
    assert Validator(schemas=tmp_path).validate({"anys": [1]}, "any.create").valid
    with pytest.raises(UnknownField, match="choose from nothing"):
        Validator(schemas=tmp_path).validate_field(1, "any.create", "a")
    assert main(["fields", "any", "--schemas", str(tmp_path)]) == 0


def test_references_to_references_do_not_multiply() -> None:
    """Ten levels of two references each are resolved as ten schemas, not as a thousand."""
    levels = {f"l{index}": {"allOf": [{"$ref": f"#/$defs/l{index + 1}"}] * 2} for index in range(10)}
    files = {"tag.create.json": {"$ref": "#/$defs/l0", "$defs": {**levels, "l10": {"type": "object"}}}}
    document = resolved("tag.create.json", files.__getitem__)
    for _ in range(10):
        assert document["allOf"][0] is document["allOf"][1]
        document = document["allOf"][0]
    assert document == {"type": "object"}


def test_a_validator_is_immutable() -> None:
    """Its schemas cannot be removed, and changing the params of a report does not change it."""
    validator = Validator()
    with pytest.raises(AttributeError):
        validator.catalog = None  # type: ignore[misc, assignment]
    document = {"hosts": [{"user_id": "x", "firstname": "a", "lastname": "b"}]}
    report = validator.validate(document, "host.create")
    report.to_dict()["errors"][0]["params"]["expected"].append("boom")
    report.errors[0].params["expected"].append("boom")
    assert validator.validate(document, "host.create").errors[0].params["expected"] == ["integer", "null"]


def test_the_schemas_are_found_beside_the_code_in_a_source_tree(tmp_path: Path) -> None:
    """A script or a shell that is started in the clone imports that code instead of the installed package."""
    import shutil
    import subprocess
    import sys

    import bs_validate
    from bs_validate._schema.catalog import _folder

    shutil.copytree(Path(bs_validate.__file__).parent, tmp_path / "bs_validate", ignore=shutil.ignore_patterns("schemas"))
    shutil.copytree(_folder(), tmp_path / "schemas")
    program = (
        "import sys; sys.meta_path = [one for one in sys.meta_path if 'editable' not in repr(one)];"
        "import bs_validate as b; print(b.__file__, b.Validator().catalog.names, b.validate({}, 'host.read').errors)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)  # noqa: S603  # ours
    assert str(tmp_path) in run.stdout
    assert "'contact.create'" in run.stdout
    assert "/hosts" in run.stdout


def _catalog(**files: Any) -> Catalog:
    """Return a catalogue of files by name, with two underscores for a dot and without the extension.

    Texts are used as they are, and other values become JSON.
    """
    content = {
        f"{name.replace('__', '.')}.json": (one if isinstance(one, str) else json.dumps(one)).encode()
        for name, one in files.items()
    }
    return Catalog(lambda: content, content.__getitem__)


def test_a_catalogue_lists_the_files_with_names_of_schemas() -> None:
    """The name has a resource, a dot and a representation. Names are sorted; other files can only be referred to."""
    files = [
        "b.read.json",
        "a.update.json",
        "a.create.json",
        "common.json",
        "x.json.json",
        "a.b.c.json",
        ".json",
        ".a.json",
        ".a.b.json",
        "a..json",
        "a.read.txt",
        "read",
    ]
    assert Catalog(lambda: iter(files), lambda _: b"{}").names == ("a.b.c", "a.create", "a.update", "b.read", "x.json")


def test_a_schema_is_read_once() -> None:
    """The file is read once although the schema is requested in several ways, and the parts of its name are available."""
    read = []

    def reader(file: str) -> bytes:
        read.append(file)
        return b'{"properties": {"tags": {"items": {"properties": {"b": {}, "a": {"properties": {"b": {}, "c": {}}}}}}}}'

    catalog = Catalog(lambda: ["tag.new.read.json"], reader)
    schema = catalog["tag.new.read"]
    assert catalog["tag.new.read"] is schema is catalog.shape("tag.new.read") is next(iter(catalog))
    assert read == ["tag.new.read.json"]
    assert (schema.name, schema.resource, schema.representation, schema.envelope) == ("tag.new.read", "tag", "new.read", "tags")
    assert schema.fields == {"tags": 0, "b": 1, "a": 2, "c": 3}
    assert repr(schema) == "Schema('tag.new.read')"
    assert catalog.shape("other").name == "other"
    assert catalog.shape("other") is catalog.shape("other")
    assert read == ["tag.new.read.json", "other.json"]
    assert catalog["other"] is catalog.shape("other")


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"properties": {"tags": {"type": "array"}}}, "tags"),
        ({"properties": {"tags": {"type": ["array", "null"]}}}, "tags"),
        ({"properties": {"tags": {"items": {}}}}, "tags"),
        ({"properties": {"tags": {"type": "object", "items": {}}}}, None),
        ({"properties": {"tags": {"type": ["object", "null"]}}}, None),
        ({"properties": {"tags": {}}}, None),
        ({"properties": {"tags": True}}, None),
        ({"properties": {"meta": {"type": "object"}, "tags": {"type": "array"}}}, "tags"),
        ({"properties": {"tags": {"allOf": [{"title": "x"}, {"type": "array"}]}}}, "tags"),
        ({"properties": {"tags": {"not": {"type": "array"}}}}, None),
        ({"properties": {"a": {"type": "array"}, "b": {"type": "array"}}}, None),
        ({"properties": {"a": {"type": "array"}, "b": {"type": "array"}}, "required": ["b"]}, "b"),
        ({"properties": {"a": {"type": "array"}, "b": {"type": "array"}}, "required": ["a", "b"]}, None),
        ({"properties": {"a": {"type": "array"}, "b": {}}, "required": ["b"]}, "a"),
        ({"properties": {"a": {"type": "array"}}, "required": 5}, "a"),
        ({"properties": {"a": {"type": "array"}, "ab": {"type": "array"}}, "required": "b"}, None),
        ({"items": {}}, None),
        ({}, None),
    ],
    ids=lambda value: json.dumps(value)[:60],
)
def test_the_envelope_is_the_one_list_at_the_top(document: Any, expected: str | None) -> None:
    """A required list is preferred. If several lists remain, there is no envelope."""
    assert _catalog(tag__read=document)["tag.read"].envelope == expected


def test_the_fields_of_a_resource_are_found_in_order() -> None:
    """Each field has all schemas that apply to it, and comes before the fields inside it."""
    whole = {
        "properties": {
            "tags": {
                "items": {
                    "properties": {"a": {"title": "a1", "items": {"title": "i", "properties": {"x": {}}}}, "b": {"title": "b"}},
                    "allOf": [{"properties": {"a": {"title": "a2"}, "c": {"properties": {"y": False}}}}],
                },
                "allOf": [{"items": {"properties": {"d": True}}}, {"minItems": 1}],
            }
        }
    }
    schema = _catalog(tag__read=whole)["tag.read"]
    assert [(place, [one.get("title") for one in schemas]) for place, schemas in fields(schema)] == [
        (("tags", 0, "a"), ["a1", "a2"]),
        (("tags", 0, "a", 0), ["i"]),
        (("tags", 0, "a", 0, "x"), [None]),
        (("tags", 0, "b"), ["b"]),
        (("tags", 0, "c"), [None]),
        (("tags", 0, "c", "y"), [None]),
        (("tags", 0, "d"), [None]),
    ]
    assert [list(one["properties"]) for one in resource_schemas(schema)] == [["a", "b"], ["d"]]
    bare = _catalog(tag__read={"properties": {"a": {}}, "items": {"title": "i"}})["tag.read"]
    assert resource_schemas(bare) == [bare.document]
    assert [place for place, _ in fields(bare)] == [("a",), (0,)]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("[]", "tag.read.json: a schema file must hold a JSON object"),
        ("null", "tag.read.json: a schema file must hold a JSON object"),
        ("{", "tag.read.json: not a JSON document: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (b'{"a": "\xff"}', "tag.read.json: not a JSON document: 'utf-8' codec can't decode byte"),
        (FileNotFoundError(2, "No such file or directory"), "tag.read.json: cannot be read: No such file or directory"),
        (PermissionError(13, "Permission denied"), "tag.read.json: cannot be read: Permission denied"),
    ],
    ids=str,
)
def test_a_faulty_file_is_reported(content: Any, complaint: str) -> None:
    """The message is one line with the name of the file."""

    def read(_: str) -> bytes:
        if isinstance(content, OSError):
            raise content
        return content if isinstance(content, bytes) else content.encode()

    with pytest.raises(InvalidSchema) as refusal:
        Catalog(lambda: ["tag.read.json"], read)["tag.read"]
    assert str(refusal.value).startswith(complaint)


@pytest.mark.parametrize("name", ["tag.write", "", "tag", None, 5, ["tag.read"]])
def test_an_unknown_name_lists_the_schemas_of_the_catalogue(name: object) -> None:
    """The exception has the name and the choices."""
    with pytest.raises(UnknownSchema) as refusal:
        _catalog(tag__read={}, tag__create={})[name]
    assert (refusal.value.name, refusal.value.choices) == (name if isinstance(name, str) else "", ("tag.create", "tag.read"))


def test_a_directory_is_read_before_the_package(tmp_path: Path) -> None:
    """Only schemas in the directory are listed; a file that it lacks is read from the package."""
    (tmp_path / "tag.read.json").write_text('{"title": "é"}', encoding="utf-8")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "x.json").write_text("{}")
    for path in (tmp_path, str(tmp_path)):
        catalog = directory(path)
        assert catalog.names == ("tag.read",)
        assert catalog.source("tag.read.json") == {"title": "é"}
        assert catalog.source("common.json") == packaged().source("common.json")
        for file in ("inner/x.json", "../x.json", "none.json"):
            with pytest.raises(InvalidSchema, match=f"^{file}: cannot be read: "):
                catalog.source(file)
    with pytest.raises(InvalidSchema, match=r"^inner/x.json: cannot be read: there is no such schema file$"):
        directory(tmp_path).source("inner/x.json")


def test_a_directory_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    """The message gives the reason. The name of the directory is escaped if necessary."""
    with pytest.raises(InvalidSchema) as refusal:
        directory(tmp_path)
    assert str(refusal.value) == f"{tmp_path}: holds no schema file: one is named <resource>.<representation>.json"
    with pytest.raises(InvalidSchema, match=r"^none: cannot be read: No such file or directory$"):
        directory("none")
    with pytest.raises(InvalidSchema, match=r"^a\\u0000b: cannot be read: embedded null byte$"):
        directory("a\0b")


def test_the_package_has_its_schemas() -> None:
    """It lists the schemas of the two resources, has others beside them, and reads no file outside the folder."""
    catalog = packaged()
    assert catalog.names == tuple(f"{one}.{kind}" for one in ("contact", "host") for kind in ("create", "read", "update"))
    assert catalog.shape("unprocessable").envelope is None
    assert [schema.name for schema in catalog] == list(catalog.names)
    with pytest.raises(InvalidSchema, match=r"^\.\./pyproject\.toml: cannot be read: there is no such schema file$"):
        catalog.source("../pyproject.toml")


BOM = b'\xef\xbb\xbf{"title": "x"}'


def test_beside_the_code_the_schemas_are_read_from_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are read from there if they are not installed as a package, with or without a byte order mark."""
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "x.read.json").write_bytes(BOM)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "y.read.json").write_bytes(BOM)
    monkeypatch.setattr(catalog_module, "__file__", str(tmp_path / "bs_validate" / "_schema" / "catalog.py"))
    monkeypatch.setattr(catalog_module, "_package", lambda: None)
    assert packaged().names == ("x.read",)
    assert packaged().source("x.read.json") == {"title": "x"}
    assert directory(tmp_path / "own").source("y.read.json") == {"title": "x"}
    assert directory(tmp_path / "own").source("x.read.json") == {"title": "x"}


def test_schemas_in_an_archive_are_read_as_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package lists the files, and its loader reads each of them."""
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w") as bundle:
        bundle.writestr("schemas_of_a_bundle/__init__.py", "")
        bundle.writestr("schemas_of_a_bundle/z.read.json", BOM)
    monkeypatch.syspath_prepend(str(tmp_path / "bundle.zip"))
    package = importlib.import_module("schemas_of_a_bundle")
    monkeypatch.setattr(catalog_module, "_package", lambda: package)
    assert packaged().names == ("z.read",)
    assert packaged().source("z.read.json") == {"title": "x"}


def test_the_schemas_are_a_package_of_their_own() -> None:
    """The package ``bs_validate.schemas`` is installed beside the code."""
    package = catalog_module._package()  # noqa: SLF001  # where they come from cannot be seen from outside
    assert package is not None
    assert package.__name__ == "bs_validate.schemas"
