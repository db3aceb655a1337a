"""The schema files."""

import copy
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import openapi_spec_validator
import pycountry
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from bs_validate._check.engines import reference, rust
from bs_validate._schema.applicators import NAMED_SCHEMAS, subschemas
from bs_validate._schema.catalog import Catalog, directory, packaged
from bs_validate._schema.printing import printed, printed_operations
from bs_validate.exceptions import InvalidSchema
from bs_validate.formats import FORMATS
from support.places import ROOT
from support.samples import DOCUMENTED, documented

CATALOG: Catalog = packaged()
FILES = ("common.json", "contact.json", "host.json", "unprocessable.json", *(f"{name}.json" for name in CATALOG.names))

#: The rows of the two pages' read/write tables: Read/Write, and which representations have the field (R, C, U).
TABLES = {
    "contact": {
        "account": "R",
        "id": "R",
        "email": "RW",
        "website": "RW",
        "private_notes": "RW",
        "gender": "RW",
        "firstname": "RW",
        "lastname": "RW",
        "fullname": "R",
        "address1": "RW",
        "address2": "RW",
        "city": "RW",
        "country_code": "RW",
        "state": "RW",
        "zip": "RW",
        "spoken_languages": "RW",
        "phones": "RW",
        "created_at": "R",
        "updated_at": "R",
        "canceled_at": "R",
        "forget_me_at": "R",
        "processing_restricted_at": "R",
    },
    "host": {
        "id": "R",
        "user_id": "W",
        "source_id": "W",
        "firstname": "RW",
        "lastname": "RW",
        "email": "RW",
        "created_at": "R",
        "updated_at": "R",
        "forget_me_at": "R",
        "processing_restricted_at": "R",
    },
}

#: The related records that ``include`` puts into a read, under their names.
INCLUDED = {"contact": ("account",), "host": ("account", "participants", "source", "user")}


def _walk(schema: dict[str, Any], path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    yield path, schema
    for part, inner in subschemas(schema):
        yield from _walk(inner, (*path, *part))


def _definitions(file: str) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    source = CATALOG.source(file)
    for name, schema in source.get("$defs", {}).items():
        yield from _walk(schema, ("$defs", name))
    yield from _walk({key: value for key, value in source.items() if key != "$defs"})


ALL = [(name, path, schema) for name in CATALOG.names for path, schema in _walk(CATALOG[name].document)]


def _is_value(path: tuple[Any, ...]) -> bool:
    """Return whether a path leads to a whole value: a property, an item, or a value of a map."""
    return bool(path) and (path[-1] in ("items", "additionalProperties") or (len(path) > 1 and path[-2] in NAMED_SCHEMAS))


VALUES = [
    pytest.param(path, schema, id=f"{name}-{'/'.join(map(str, path))}")
    for name, path, schema in ALL
    if _is_value(path) and "if" not in path
]


def test_there_are_six_schemas_and_the_files_that_they_share() -> None:
    """Two resources have three representations each."""
    assert CATALOG.names == tuple(sorted(DOCUMENTED))
    assert {path.name for path in (ROOT / "schemas").glob("*.json")} == {*FILES, "openapi.json"}


@pytest.mark.parametrize("name", CATALOG.names)
def test_each_schema_is_valid_under_its_metaschema(name: str) -> None:
    """The metaschema is that of draft 2020-12, and a resolved schema has no reference left."""
    document = CATALOG[name].document
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert document["$id"] == f"https://bs-validate.invalid/schemas/{name}.json"
    Draft202012Validator.check_schema(document)
    assert jsonschema_rs.meta.is_valid(document)
    assert "$ref" not in json.dumps(document)
    assert "$defs" not in document


@pytest.mark.parametrize("file", FILES)
def test_each_file_has_the_same_layout(file: str) -> None:
    """A file has an indentation of two spaces, ASCII with escapes, an identifier, a title and a sentence."""
    text = (ROOT / "schemas" / file).read_text(encoding="utf-8")
    document = json.loads(text)
    assert text == json.dumps(document, indent=2, ensure_ascii=True) + "\n"
    assert document["$id"] == f"https://bs-validate.invalid/schemas/{file}"
    assert document["title"].islower()
    assert document["description"].endswith(".")


def test_definitions_have_names_that_code_generators_can_use() -> None:
    """Each is in snake case, is the only one of its name in all files, and has a title and a sentence."""
    names = [(name, schema) for file in FILES for name, schema in CATALOG.source(file).get("$defs", {}).items()]
    for name, schema in names:
        assert re.fullmatch("[a-z]+(_[a-z]+)*", name)
        assert "title" in schema or "$ref" in schema
    written = [name for name, _ in names]
    assert len(written) == len(set(written))


@pytest.mark.parametrize(("path", "schema"), VALUES)
def test_each_value_is_described_and_its_examples_are_valid(path: tuple[Any, ...], schema: dict[str, Any]) -> None:
    """A value has a title and a sentence, and a leaf has examples that its own schema accepts."""
    assert schema["title"].islower()
    assert schema["description"].endswith(".")
    is_leaf = not schema.keys() & {"properties", "items", "additionalProperties"} and schema.get("type") not in (
        "array",
        "object",
    )
    is_ignored = "type" not in schema and schema.get("readOnly", False)
    if is_leaf and not is_ignored and schema.get("type") != ["object", "null"] and "phones" not in path[-1:]:
        assert schema["examples"], path
    for compiled in (rust.compile_schema(schema), reference.compile_schema(schema)):
        assert all(map(compiled.is_valid, schema.get("examples", ())))


@pytest.mark.parametrize("resource", TABLES)
def test_every_row_of_the_tables_is_in_the_schemas(resource: str) -> None:
    """Writable fields are in the writes, read-only fields are ignored there, and a read has all fields that it shows."""
    envelope = f"{resource}s"

    def properties(kind: str) -> dict[str, Any]:
        items = CATALOG[f"{resource}.{kind}"].document["properties"][envelope]["items"]
        inside = [items.get("else", {}), *items.get("else", {}).get("allOf", ())]
        return {**items["properties"], **{name: one for part in inside for name, one in part.get("properties", {}).items()}}

    for kind in ("create", "update"):
        found = properties(kind)
        assert set(found) == {*TABLES[resource], "links"}
        assert {name for name in found if not found[name].get("readOnly")} == {
            name for name, mode in TABLES[resource].items() if "W" in mode
        }
    found = properties("read")
    added = {"links", *INCLUDED[resource]}
    assert set(found) == {name for name, mode in TABLES[resource].items() if "R" in mode} | added
    assert {name for name in found if found[name].get("readOnly")} == {
        name for name, mode in TABLES[resource].items() if mode == "R"
    } | added


@pytest.mark.parametrize("resource", TABLES)
def test_personal_fields_are_listed_once(resource: str) -> None:
    """The list has every field that a client writes about the person; the read's own lists follow from it.

    A read need not have the fields that recorded answers lack.
    """
    read = CATALOG.source(f"{resource}.json")["$defs"][f"{resource}_as_read"]
    personal = read["x-personal"]
    identifiers = {"user_id", "source_id"}
    assert {*personal} - {"fullname"} == {name for name, mode in TABLES[resource].items() if "W" in mode} - identifiers
    assert list(read["then"]["properties"]) == personal
    assert read["else"]["required"] == [name for name in personal if name not in read["x-expected"]]


def test_a_field_is_defined_once() -> None:
    """The writes and the read of a resource refer to one definition, and each representation only adds to it."""
    for resource in TABLES:
        definitions = CATALOG.source(f"{resource}.json")["$defs"]
        details = {"$ref": f"#/$defs/{resource}_details"}
        written, read = definitions[f"{resource}_as_written"], definitions[f"{resource}_as_read"]
        assert details.items() <= written.items()
        assert details.items() <= read["else"].items()
        defined = definitions[f"{resource}_details"]["properties"].keys()
        assert not defined & (written["properties"].keys() | read["properties"].keys())
        for kind in ("create", "update"):
            source = CATALOG.source(f"{resource}.{kind}.json")
            (name,) = source["$defs"]
            many = source["properties"][f"{resource}s"]
            assert many["items"] == many["then"] == {"$ref": f"#/$defs/{name}"}
            assert set(source["$defs"][name]) <= {"$ref", "title", "description", "required"}


def test_each_example_is_written_once() -> None:
    """No two definitions of the files have the same list of examples."""
    found: dict[str, Any] = {}
    for file in FILES:
        for path, schema in _definitions(file):
            if schema.get("examples", [None]) != [None]:
                shown = json.dumps(schema["examples"])
                assert shown not in found, (file, path, found.get(shown))
                found[shown] = (file, path)


@pytest.mark.parametrize(
    "schema", [schema for _, _, schema in ALL], ids=[f"{name}-{'/'.join(map(str, path))}" for name, path, _ in ALL]
)
def test_schemas_use_only_what_engines_agree_on(schema: dict[str, Any]) -> None:
    """Patterns are portable and only for texts, and no subschema is false.

    Objects are closed beside their properties, and formats are ours.
    """
    for pattern in (schema.get("pattern", ""), *schema.get("patternProperties", ())):
        assert pattern.isascii()
        assert not re.search(r"\\(?!u[0-9a-f]{4}|[.])|[$]|\\ud[89a-f]", pattern)
        assert "." not in re.sub(r"\[[^\]]*\]", "", pattern)
    if schema.get("additionalProperties") is False:
        assert "properties" in schema
    assert "unevaluatedProperties" not in schema
    assert not any(schema.get(keyword) is False for keyword in ("items", "not", "if", "then", "else"))
    assert schema.get("format", "bs-email") in FORMATS
    assert schema.get("format", "bs-email").startswith("bs-")
    if "not" in schema:
        assert schema["not"]["type"] == "string"  # or a null would match by not being text


def test_the_countries_are_the_assigned_codes() -> None:
    """They are the 249 alpha-2 codes of pycountry; after a new release of it, ``scripts/update_enums.py`` must be run."""
    countries = CATALOG.source("common.json")["$defs"]["country_code"]["enum"]
    assert countries == sorted(country.alpha_2 for country in pycountry.countries)
    assert len(countries) == 249


def test_the_locales_are_those_of_the_api() -> None:
    """There are 29, with Serbian as rs."""
    locales = [
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "fi",
        "fr",
        "hu",
        "id",
        "it",
        "ja",
        "ko",
        "lt",
        "lv",
        "mk",
        "nb",
        "nl",
        "pl",
        "pt",
        "ro",
        "rs",
        "ru",
        "sk",
        "sv",
        "uk",
        "zh",
        "zh-TW",
    ]
    assert CATALOG.source("common.json")["$defs"]["locale"]["enum"] == locales


def test_the_script_finds_the_enums_up_to_date() -> None:
    """The exit status of the script shows it."""
    script = [sys.executable, str(ROOT / "scripts" / "update_enums.py"), "--check"]
    assert subprocess.run(script, check=False, capture_output=True).returncode == 0  # noqa: S603  # our own script


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("common.json", b'        "ZW"\n', b'        "ZZ"\n'),
        ("common.json", b'        "zh-TW"\n', b'        "zh-HK"\n'),
        ("host.json", b'"$ref": "common.json#/$defs/anonymised_text"', b'"$ref": "common.json#/$defs/anonymised_list"'),
    ],
)
def test_the_script_finds_and_updates_an_outdated_list(tmp_path: Path, file: str, right: bytes, wrong: bytes) -> None:
    """It writes the correct file, and changes nothing else in it."""
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    (tmp_path / "scripts").mkdir()
    script = tmp_path / "scripts" / "update_enums.py"
    script.write_bytes((ROOT / "scripts" / "update_enums.py").read_bytes())
    good = (ROOT / "schemas" / file).read_bytes()
    assert right in good
    (tmp_path / "schemas" / file).write_bytes(good.replace(right, wrong))

    def run(*arguments: str) -> int:
        command = [sys.executable, str(script), *arguments]
        return subprocess.run(command, check=False, capture_output=True).returncode  # noqa: S603  # our own script

    assert run("--check") == 1
    assert (tmp_path / "schemas" / file).read_bytes() != good
    assert run() == 0
    assert (tmp_path / "schemas" / file).read_bytes() == good


def test_a_personal_field_that_recorded_answers_lack_is_not_required(monkeypatch: pytest.MonkeyPatch) -> None:
    """The script leaves it out of the required fields of a read, but not out of those that may be anonymised."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import update_enums

    source = CATALOG.source("contact.json")
    source["$defs"]["contact_as_read"]["x-expected"].append("city")
    read = json.loads(update_enums.updated("contact.json", json.dumps(source)))["$defs"]["contact_as_read"]
    assert "city" not in read["else"]["required"]
    assert "city" in read["then"]["properties"]


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_a_validator_that_ignores_formats_still_enforces_keywords(name: str) -> None:
    """Required fields, null, blank texts, lengths, choices, control characters, minima and closed objects need no format."""
    bare = Draft202012Validator(CATALOG[name].document, registry=Registry())
    assert bare.is_valid(documented(name))
    envelope = "contacts" if name.startswith("contact") else "hosts"
    texts: dict[str, list[Any]] = {
        "firstname": [None, "", "\u2003", 5],
        "zip": ["x" * 16, "a\u2028"],
        "country_code": ["UK"],
        "user_id": [0, "0", "12a", ""],
        "email": ["nope"],
        "website": ["www.x"],
    }
    for field, values in texts.items():
        for value in values:
            document = documented(name)
            document[envelope][0][field] = value
            known = field in TABLES[envelope[:-1]] and (name, field) != ("host.read", "user_id")
            assert bare.is_valid(document) is (name.endswith("read") and not known)


ERRATA = [one for file in FILES for _, schema in _definitions(file) for one in schema.get("x-errata", ())]


def test_each_erratum_is_data() -> None:
    """An erratum has a subject, the words of the page, the evidence and the decision, as texts in plain ASCII."""
    for one in ERRATA:
        assert list(one) == ["field", "says", "evidence", "decision"]
        assert all(type(value) is str and value and value.isascii() for value in one.values())


@pytest.mark.parametrize(
    "evidence",
    [
        "every documented and every observed label is a plain word",
        "+33 (0)6 123.123.123",
        "/contacts/:id",
        "links.account",
        "links.user",
        "links.source",
        "a partial PUT",
        "address2: null",
        "stores an empty text as website",
        "of email format if present",
        "documented write examples of a sibling resource",
        "drop them silently",
        "the API may grow",
        "unlike its neighbours",
        "[[:print:]]",
        "66 noncharacters",
        "code points",
        "exactly one",
        "duplicate_item",
        "once it is set, the personal data",
        "documents no DELETE",
        "not a member of the enum",
        "empty_update",
        "lack the two GDPR times",
        '"source_id": "4504"',
        "one object in place of the list",
        "other top-level keys",
        "in bold, like every required field",
        "deleted_ids",
        "under its own name",
        "always answered with 422",
        "undocumented_method",
        "takes two numbers in one text",
    ],
)
def test_each_decision_has_an_erratum(evidence: str) -> None:
    """If the pages are silent or wrong, a schema file has the evidence and the decision."""
    assert any(evidence in " ".join(one.values()) for one in ERRATA)


@pytest.mark.parametrize("name", [name for name in CATALOG.names if not name.endswith("read")])
def test_a_printed_write_separates_the_fields_of_the_server(name: str) -> None:
    """They are not among its properties, but every validator accepts them, and no other additional name."""
    schema = printed(CATALOG[name])
    resource, _, _ = name.partition(".")
    envelope = f"{resource}s"
    assert not list(_read_only_properties(schema))
    assert json.dumps(schema).isascii()
    document = documented(name)
    for bare in (Draft202012Validator(schema, registry=Registry()), jsonschema_rs.Draft202012Validator(schema, offline=True)):
        for field, mode in TABLES[resource].items():
            if mode == "R":
                sent = copy.deepcopy(document)
                sent[envelope][0][field] = 5
                assert bare.is_valid(sent)
                for wrong in (f"{field}s", f"x{field}", f"{field}\n", field.upper()):
                    other = copy.deepcopy(document)
                    other[envelope][0][wrong] = 5
                    assert not bare.is_valid(other)


def _read_only_properties(schema: dict[str, Any]) -> Iterator[str]:
    for _, inner in _walk(schema):
        yield from (name for name, one in inner.get("properties", {}).items() if one.get("readOnly"))


def test_a_printed_schema_has_each_erratum_once() -> None:
    """An erratum is printed once, however many fields it is about."""
    for name in CATALOG.names:
        errata = [json.dumps(one) for _, inner in _walk(printed(CATALOG[name])) for one in inner.get("x-errata", ())]
        assert len(errata) == len(set(errata))


def test_the_printed_operations_are_openapi_without_other_files() -> None:
    """Each reference leads to a component, whose name is an identifier and whose schema is the printed one."""
    table = printed_operations(CATALOG)
    openapi_spec_validator.validate(copy.deepcopy(table))
    references = set(re.findall(r'"\$ref": "([^"]*)"', json.dumps(table)))
    assert all(one.startswith("#/components/") for one in references)
    schemas = table["components"]["schemas"]
    assert {f"#/components/schemas/{name}" for name in schemas} == {one for one in references if "/schemas/" in one}
    assert set(schemas) == {*(name.replace(".", "_") for name in CATALOG.names), "unprocessable"}
    assert all(name.isidentifier() for name in schemas)
    for name in CATALOG.names:
        assert {**printed(CATALOG[name]), **schemas[name.replace(".", "_")]} == printed(CATALOG[name])
    written = CATALOG.source("openapi.json")
    assert table["paths"].keys() == written["paths"].keys()
    assert table["components"]["examples"] == written["components"]["examples"]


def test_the_printed_operations_of_another_folder_are_its_own(tmp_path: Path) -> None:
    """They have the components of that folder. A table of the wrong form is refused with the place."""
    shutil.copytree(ROOT / "schemas", tmp_path / "own", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    file = tmp_path / "own" / "openapi.json"
    written = json.loads(file.read_text(encoding="utf-8"))
    written["components"]["schemas"] = {"other": {"type": "string"}}
    file.write_text(json.dumps(written), encoding="utf-8")
    schemas = printed_operations(directory(tmp_path / "own"))["components"]["schemas"]
    assert schemas == {"other": {"type": "string"}, **printed_operations(CATALOG)["components"]["schemas"]}
    others: list[Any] = [[], "x", None]
    for components in others:
        file.write_text(json.dumps({**written, "components": components}), encoding="utf-8")
        with pytest.raises(InvalidSchema, match="#/components: must be an object"):
            printed_operations(directory(tmp_path / "own"))
