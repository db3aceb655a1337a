"""The schema files."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pycountry
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from bs_validate._check.engines import reference, rust
from bs_validate._schema.applicators import NAMED_SCHEMAS, subschemas
from bs_validate._schema.catalog import Catalog, packaged
from bs_validate.formats import FORMATS
from support.places import ROOT
from support.samples import DOCUMENTED, documented

CATALOG: Catalog = packaged()
FILES = ("common.json", "contact.json", "host.json", *(f"{name}.json" for name in CATALOG.names))

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
    """Say whether a path leads to what an instance is asked for as a whole: a property, an item, a value of a map."""
    return bool(path) and (path[-1] in ("items", "additionalProperties") or (len(path) > 1 and path[-2] in NAMED_SCHEMAS))


VALUES = [
    pytest.param(path, schema, id=f"{name}-{'/'.join(map(str, path))}")
    for name, path, schema in ALL
    if _is_value(path) and "if" not in path
]


def test_the_names() -> None:
    """Three representations of two resources, and what they share beside them."""
    assert CATALOG.names == tuple(sorted(DOCUMENTED))
    assert {path.name for path in (ROOT / "schemas").glob("*.json")} == {*FILES, "openapi.json", "unprocessable.json"}


@pytest.mark.parametrize("name", CATALOG.names)
def test_a_schema_is_a_schema(name: str) -> None:
    """Of draft 2020-12, by its metaschema, and closed in itself: no reference is left."""
    document = CATALOG[name].document
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(document)
    assert jsonschema_rs.meta.is_valid(document)
    assert "$ref" not in json.dumps(document)
    assert "$defs" not in document


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_written_as_the_house_writes_it(file: str) -> None:
    """Two spaces, ASCII with escapes, a title and a sentence; a variant is only what it narrows."""
    text = (ROOT / "schemas" / file).read_text(encoding="utf-8")
    document = json.loads(text)
    assert text == json.dumps(document, indent=2, ensure_ascii=True) + "\n"
    assert document["title"][0].islower()
    assert document["description"].endswith(".")


@pytest.mark.parametrize(("path", "schema"), VALUES)
def test_a_value_is_described_and_its_examples_hold(path: tuple[Any, ...], schema: dict[str, Any]) -> None:
    """Title, a sentence, and examples that its own schema takes; all but the resources themselves have some."""
    assert schema["title"][0].islower()
    assert schema["description"].endswith(".")
    resource = path in {("properties", "contacts"), ("properties", "hosts")} or (path[-1:] == ("items",) and len(path) == 3)
    assert resource or schema["examples"]
    for compiled in (rust.compile_schema(schema), reference.compile_schema(schema)):
        assert all(map(compiled.is_valid, schema.get("examples", ())))


@pytest.mark.parametrize("resource", TABLES)
def test_every_row_of_the_tables_is_in_the_schemas(resource: str) -> None:
    """A field that is written is in the writes, one that is only read is ignored there, and a read has all that it shows."""
    envelope = f"{resource}s"

    def properties(kind: str) -> dict[str, Any]:
        items = CATALOG[f"{resource}.{kind}"].document["properties"][envelope]["items"]
        return {**items["properties"], **items.get("else", {}).get("properties", {})}

    for kind in ("create", "update"):
        found = properties(kind)
        assert set(found) == {*TABLES[resource], "links"}
        assert {name for name in found if not found[name].get("readOnly")} == {
            name for name, mode in TABLES[resource].items() if "W" in mode
        }
    found = properties("read")
    assert set(found) == {name for name, mode in TABLES[resource].items() if "R" in mode} | {"links"}
    assert {name for name in found if found[name].get("readOnly")} == {
        name for name, mode in TABLES[resource].items() if mode == "R"
    } | {"links"}


def test_a_field_is_defined_once() -> None:
    """The properties of the writes and reads of a resource refer to the same definitions; only closed objects stand twice."""
    for resource in TABLES:
        source = CATALOG.source(f"{resource}.json")
        for kind in ("read", "write"):
            schema = source["$defs"][kind]
            for group in (schema, schema.get("else", {}), schema.get("then", {})):
                for name, inner in group.get("properties", {}).items():
                    assert "$ref" in inner or name == "links", (resource, kind, name)
        for kind in ("create", "update", "read"):
            assert set(CATALOG.source(f"{resource}.{kind}.json")["properties"][f"{resource}s"]["items"]) <= {
                "$ref",
                "title",
                "required",
            }


@pytest.mark.parametrize(
    "schema", [schema for _, _, schema in ALL], ids=[f"{name}-{'/'.join(map(str, path))}" for name, path, _ in ALL]
)
def test_a_schema_keeps_to_what_engines_agree_on(schema: dict[str, Any]) -> None:
    """Portable patterns, no false subschemas, closed beside its properties, a pattern only for texts, our formats."""
    for pattern in (schema.get("pattern", ""), *schema.get("patternProperties", ())):
        assert not re.search(r"[$.]|\\[a-zA-Z]|[\ud800-\udfff]", pattern)
    if schema.get("additionalProperties") is False:
        assert "properties" in schema
    assert "unevaluatedProperties" not in schema
    assert not any(schema.get(keyword) is False for keyword in ("items", "not", "if", "then", "else"))
    assert schema.get("format", "bs-email") in FORMATS
    assert schema.get("format", "bs-email").startswith("bs-")
    for forbidden in (schema["not"],) if "not" in schema else ():
        assert forbidden["type"] == "string"  # or a null would match by not being text


def test_the_countries_are_those_that_are_assigned() -> None:
    """Pycountry's alpha-2 codes, 249 of them; when it moves on, scripts/update_enums.py must be run."""
    countries = CATALOG.source("common.json")["$defs"]["countryCode"]["enum"]
    assert countries == sorted(country.alpha_2 for country in pycountry.countries)
    assert len(countries) == 249


def test_the_locales_are_those_of_the_api() -> None:
    """29 of them, Serbian as rs."""
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
    """And says so with its exit status."""
    script = [sys.executable, str(ROOT / "scripts" / "update_enums.py"), "--check"]
    assert subprocess.run(script, check=False, capture_output=True).returncode == 0  # noqa: S603  # our own script


def test_the_script_finds_and_mends_an_enum_that_is_out_of_date(tmp_path: Path) -> None:
    """It writes the file as it should be, and nothing else in it changes."""
    for folder in ("scripts", "schemas"):
        (tmp_path / folder).mkdir()
    script = tmp_path / "scripts" / "update_enums.py"
    script.write_bytes((ROOT / "scripts" / "update_enums.py").read_bytes())
    good = (ROOT / "schemas" / "common.json").read_bytes()
    shared = tmp_path / "schemas" / "common.json"
    shared.write_bytes(good.replace(b'        "ZW"\n', b'        "ZZ"\n'))

    def run(*arguments: str) -> int:
        command = [sys.executable, str(script), *arguments]
        return subprocess.run(command, check=False, capture_output=True).returncode  # noqa: S603  # our own script

    assert run("--check") == 1
    assert shared.read_bytes() != good
    assert run() == 0
    assert shared.read_bytes() == good


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_a_validator_that_ignores_formats_still_catches_what_keywords_say(name: str) -> None:
    """Required, null, blank, lengths, choices, control characters, minima, closedness: no format is needed for them."""
    bare = Draft202012Validator(CATALOG[name].document, registry=Registry())
    assert bare.is_valid(documented(name))
    envelope = "contacts" if name.startswith("contact") else "hosts"
    texts = {"firstname": [None, "", "\u2003", 5], "zip": ["x" * 16, "a\u2028"], "country_code": ["UK"], "user_id": [0]}
    for field, values in texts.items():
        for value in values:
            document = documented(name)
            document[envelope][0][field] = value
            known = field in TABLES[envelope[:-1]] and (name, field) != ("host.read", "user_id")
            assert bare.is_valid(document) is (name.endswith("read") and not known)


def test_each_erratum_has_a_comment() -> None:
    """The decisions and readings where the pages are silent or wrong, each with what speaks for it."""
    comments = [schema["$comment"] for file in FILES for _, schema in _definitions(file) if "$comment" in schema]
    comments += [CATALOG.source(file)["$comment"] for file in FILES if "$comment" in CATALOG.source(file)]
    text = "\n".join(dict.fromkeys(comments))
    for evidence in (
        "every documented and observed label is a plain word",
        "+33 (0)6 123.123.123",
        "/contacts/:id",
        "links.account",
        "links.user",
        "links.source",
        "a partial PUT",
        "every optional field takes null",
        "stores an empty text as website",
        "of email format if present",
        "documented write examples of a sibling resource",
        "drop unknown attributes silently",
        "the API may grow",
        "no rule on non-printable characters for city",
        "[[:print:]]",
        "code points",
        "exactly one resource",
        "repeated one is a warning",
        "forget_me_at is set",
        "no DELETE for hosts",
        "an empty text is no gender",
        "no field at all is a warning",
        "the documented representation has every field",
    ):
        assert evidence in text, evidence
