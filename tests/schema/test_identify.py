"""Which schema a document of unknown origin is checked against."""

import json
from typing import Any

import pytest

from bs_validate._schema.catalog import Catalog, packaged
from bs_validate._schema.identify import identify
from bs_validate._schema.representation import name_of
from support.samples import documented

CATALOG = packaged()
WRITE: dict[str, Any] = {"contacts": [{"firstname": "a"}]}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("contact-create.json", ("contact.create", "name")),
        ("create.json", ("contact.create", "name")),
        ("café_create.json", ("contact.create", "name")),
        ("create_contact.JSON", ("contact.create", "name")),
        ("newContact.json", ("contact.create", "name")),
        ("post-1.json", ("contact.create", "name")),
        ("contact.update.json", ("contact.update", "name")),
        ("contactUpdate.json", ("contact.update", "name")),
        ("put_contact.json", ("contact.update", "name")),
        ("patch.json", ("contact.update", "name")),
        ("contact.read.json", ("contact.read", "name")),
        ("create-response.json", ("contact.read", "name")),
        ("updated.json", ("contact.read", "name")),
        ("list.json", ("contact.read", "name")),
        ("update-new-email.json", ("contact.update", "name")),
        ("put-new-phone.json", ("contact.update", "name")),
        ("edit.json", ("contact.update", "name")),
        ("renewal.json", ("contact.create", "default")),
        ("contacts.json", ("contact.create", "default")),
        ("already.json", ("contact.create", "default")),
        ("-", ("contact.create", "default")),
    ],
)
def test_a_file_name_decides_by_its_words(name: str, expected: tuple[str, str]) -> None:
    """Whole words count, in any case, and a word for a response comes before one for a request."""
    identity = identify(WRITE, name, CATALOG)
    assert identity is not None
    assert (identity.schema, identity.decided_by) == expected
    assert identity.uncertain is (expected[1] == "default")


@pytest.mark.parametrize(
    ("representation", "words"),
    [
        ("read", ("answer", "created", "reply", "response", "responses", "updated", "get", "index", "list", "read", "show")),
        ("create", ("create", "post", "new")),
        ("update", ("patch", "put", "update", "updates", "edit", "modify")),
    ],
)
def test_each_word_names_its_representation(representation: str, words: tuple[str, ...]) -> None:
    """A word counts alone and in any case."""
    for word in words:
        for name in (f"{word}.json", f"1-{word.upper()}_x.json", f"my{word.title()}.json"):
            identity = identify(WRITE, name, CATALOG)
            assert identity == (f"contact.{representation}", "name", False), name


@pytest.mark.parametrize(
    ("representations", "document", "expected"),
    [
        (["create"], {"tags": []}, ("tag.create", "content", False)),
        (["update"], {"tags": []}, ("tag.update", "content", False)),
        (["read"], {"tags": [], "x": 1}, ("tag.read", "content", False)),
        (["create", "read"], {"tags": []}, ("tag.create", "default", False)),
        (["create", "read"], {"tags": [], "links": {}}, ("tag.read", "content", False)),
        (["create", "update"], {"tags": []}, ("tag.create", "default", True)),
        (["create", "update"], {"tags": [], "links": {}}, ("tag.create", "default", True)),
        (["read", "update"], {"tags": []}, ("tag.read", "default", True)),
        (["bulk", "create"], {"tags": []}, ("tag.create", "default", False)),
        (["draft", "update"], {"tags": []}, ("tag.draft", "default", True)),
        (["draft", "read"], {"tags": []}, ("tag.draft", "default", False)),
    ],
)
def test_a_directory_may_have_some_representations(representations: list[str], document: Any, expected: Any) -> None:
    """A single one is always chosen. Otherwise a create is assumed if there is one, or else the first."""
    schema = b'{"properties": {"tags": {"type": "array"}}}'
    other = b'{"properties": {"a": {"type": "array"}, "b": {"type": "array"}}}'
    files = {"aside.read.json": other, **{f"tag.{name}.json": schema for name in representations}}
    assert identify(document, "some.json", Catalog(lambda: files, files.__getitem__)) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (documented("contact.read"), ("contact.read", "content")),
        (documented("host.read"), ("host.read", "content")),
        ({"contacts": [], "links": {}}, ("contact.read", "content")),
        ({"contacts": [], "meta": {}}, ("contact.read", "content")),
        ({"contacts": [{}], "meta": {}}, ("contact.create", "default")),
        ({"contacts": [], "meta": None}, ("contact.create", "default")),
        ({"contacts": []}, ("contact.create", "default")),
        ({"contacts": [{"id": 1, "created_at": None}]}, ("contact.read", "content")),
        ({"contacts": [{}, {"id": 1, "created_at": None}]}, ("contact.read", "content")),
        ({"contacts": [{"id": 1}]}, ("contact.create", "default")),
        ({"contacts": [], "links": None}, ("contact.create", "default")),
        ({"hosts": [{}]}, ("host.create", "default")),
        ({"hosts": None}, ("host.create", "default")),
        ({"hosts": [{}], "contacts": []}, ("host.create", "default")),
    ],
)
def test_the_content_decides_if_the_name_does_not(document: Any, expected: tuple[str, str]) -> None:
    """Only the server sends links at the top level, or an id beside a creation time."""
    identity = identify(document, "some.json", CATALOG)
    assert identity is not None
    assert (identity.schema, identity.decided_by) == expected


@pytest.mark.parametrize("document", [{}, [], None, "contacts", 5, {"rentals": []}, [{"contacts": []}], {"contact": {}}])
def test_a_document_without_a_resource_is_not_identified(document: Any) -> None:
    """Such a document gives None, whatever its file is called."""
    assert identify(document, "create.json", CATALOG) is None


def test_identifying_reads_one_file_of_each_schema_and_resolves_none() -> None:
    """Files that a schema refers to are read when it is used, unless its own file does not show the envelope."""
    files = {
        "part.json": b'{"$defs": {"list": {"type": "array"}}}',
        "tag.create.json": b'{"required": ["tags"], "properties": {"tags": {"type": "array", "items": {"$ref": "part.json#/"}}}}',
        "note.read.json": b'{"properties": {"notes": {"$ref": "part.json#/$defs/list"}}}',
    }
    read = []

    def reader(file: str) -> bytes:
        read.append(file)
        return files[file]

    catalog = Catalog(lambda: files, reader)
    for _ in range(2):
        assert identify({"tags": []}, "some.json", catalog) == ("tag.create", "content", False)
        assert read == ["note.read.json", "note.read.json", "part.json", "tag.create.json"]
    assert identify({"notes": []}, "some.json", catalog) == ("note.read", "content", False)


@pytest.mark.parametrize(
    "document",
    [
        {"properties": {"a": {"type": "array"}}},
        {"properties": {"a": {"type": "array"}, "b": {"type": "array"}}},
        {"required": ["a"], "properties": {"a": {"type": "array"}, "b": {"type": "array"}}},
        {"required": ["a", "b"], "properties": {"a": {"type": "array"}, "b": {"type": "array"}}},
        {"required": ["a", "b"], "properties": {"a": {"type": "array"}, "b": {"$ref": "#/$defs/list"}}},
        {"required": ["a", "b"], "properties": {"a": {"type": "array"}, "b": {"anyOf": [{"type": "array"}]}}},
        {"required": ["a", "b"], "properties": {"a": {"type": "array"}, "b": {"type": "string"}}},
        {"required": ["a", "c"], "properties": {"a": {"items": {}}, "b": {"type": ["array", "null"]}}},
        {"required": ["b"], "properties": {"a": {"type": "array"}, "b": {"type": "string"}}},
        {"required": ["b"], "properties": {"a": {"type": "array"}, "b": True}},
        {"required": {"a": 1}, "properties": {"a": {"type": "array"}}},
        {"$ref": "#/$defs/whole", "required": ["a"], "properties": {"a": {"type": "array"}}},
        {"required": ["a"]},
    ],
    ids=str,
)
def test_an_envelope_is_the_same_whether_or_not_the_schema_is_resolved(document: Any) -> None:
    """The array may be required or not, and may come from a reference."""
    whole = {"required": ["c"], "properties": {"c": {"type": "array"}}}
    content = json.dumps({**document, "$defs": {"list": {"type": "array"}, "whole": whole}}).encode()
    catalog, resolved = (Catalog(lambda: ["tag.read.json"], lambda _: content) for _ in range(2))
    assert dict(catalog.envelopes) == {"tag.read": resolved["tag.read"].envelope}


def test_our_envelopes_are_read_from_the_files() -> None:
    """They are the same as in the resolved schemas."""
    assert dict(packaged().envelopes) == {schema.name: schema.envelope for schema in CATALOG}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/b/new.json", "new.json"),
        ("new.json", "new.json"),
        ("a/__files/new.json", "response new.json"),
        ("__files/b/new.json", "response new.json"),
        ("a/__files.json", "__files.json"),
        ("a/update/1.json", "update/1.json"),
        ("contacts/updates/a/1.json", "update/1.json"),
        ("create/contacts/a/1.json", "1.json"),
        ("Update/1.json", "update/1.json"),
        ("UpdateContact/1.json", "1.json"),
        ("test_update_without_fields0/1.json", "1.json"),
        ("responses/create/1.json", "create/1.json"),
        ("create_or_update/1.json", "1.json"),
        ("new/list/1.json", "1.json"),
        ("/update/1.json", "update/1.json"),
    ],
)
def test_a_folder_near_a_file_tells_what_the_file_is(path: str, expected: str) -> None:
    """The nearest folder with such a name counts. WireMock keeps only responses in ``__files``, whatever the files are called."""
    assert name_of(path) == expected


@pytest.mark.parametrize(
    ("name", "document", "expected"),
    [
        ("update/1.json", WRITE, ("contact.update", "folder", False)),
        ("read/1.json", WRITE, ("contact.read", "folder", False)),
        ("create/1.json", WRITE, ("contact.create", "folder", False)),
        ("update/create.json", WRITE, ("contact.create", "name", False)),
        ("create/1.json", documented("contact.read"), ("contact.read", "content", False)),
    ],
)
def test_a_folder_decides_if_neither_the_name_nor_the_content_does(name: str, document: Any, expected: Any) -> None:
    """A folder ``create`` often holds requests with their responses."""
    assert identify(document, name, CATALOG) == expected
