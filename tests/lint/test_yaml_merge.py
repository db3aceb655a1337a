"""Merge keys of YAML, ``<<: *name``: followed in recordings, refused in payloads."""

from typing import Any

import pytest

from bs_validate import Validator
from bs_validate.lint.check import check
from bs_validate.lint.readers import yaml_text
from bs_validate.lint.readers.files import documents

VALIDATOR = Validator()
#: Texts with merge keys, their values, and the keys that are written twice.
TABLE: dict[str, tuple[str, Any, list[str]]] = {
    "alone": ("x: &x {a: 1}\ny: {<<: *x}", {"y": {"a": 1}}, []),
    "the mapping's own keys win": ("x: &x {a: 1, b: 2}\ny: {a: 3, <<: *x, b: 4}", {"y": {"a": 3, "b": 4}}, []),
    "the first of a list wins": ("x: &x {a: 1}\nz: &z {a: 2, b: 2}\ny: {<<: [*x, *z]}", {"y": {"a": 1, "b": 2}}, []),
    "a list with a mapping": ("x: &x {a: 1}\ny:\n  <<: [*x, {b: 2}]\n  c: 3", {"y": {"a": 1, "b": 2, "c": 3}}, []),
    "twice": ("x: &x {a: 1}\nz: &z {b: 2}\ny: {<<: *x, c: 3, <<: *z}", {"y": {"a": 1, "b": 2, "c": 3}}, []),
    "a key after it that is written twice": ("x: &x {a: 1}\ny: {<<: *x, a: 2, a: 3}", {"y": {"a": 3}}, ["a"]),
    "merged again": ("x: &x {a: 1}\nz: &z {<<: *x, b: 2}\ny: {<<: *z}", {"y": {"a": 1, "b": 2}}, []),
    "the anchor stays as it is": ("x: &x {a: 1}\nz: {<<: *x, a: 2}\ny: *x", {"y": {"a": 1}}, []),
    "of a text": ("x: &x t\ny: {<<: *x}", {"y": {"<<": "t"}}, []),
    "a list with a text": ("x: &x t\ny: {<<: [*x]}", {"y": {"<<": ["t"]}}, []),
    "quoted": ("x: &x {a: 1}\ny: {'<<': *x}", {"y": {"<<": {"a": 1}}}, []),
    "without an alias": ("y: {<<: {a: 1}}", {"y": {"<<": {"a": 1}}}, []),
    "a list without an alias": ("y: {<<: [{a: 1}]}", {"y": {"<<": [{"a": 1}]}}, []),
    "in its value": ("x: &x {a: 1}\ny: {<<: [{b: *x}]}", {"y": {"<<": [{"b": {"a": 1}}]}}, []),
}


@pytest.mark.parametrize("name", TABLE)
def test_a_merge_key_adds_the_members_of_mappings(name: str) -> None:
    """The cases are those of the specification of the merge key."""
    text, expected, repeated = TABLE[name]
    (found,) = yaml_text.documents(text)
    assert {"y": found.value["y"]} == expected
    assert [location[-1] for location, _ in found.repeated] == repeated
    assert (found.refusal is None) == ("*" not in text)


HEAD = """
shared: &request
  method: put
  uri: https://www.bookingsync.com/api/v3/contacts/1
answer: &answer {status: {code: 422}, headers: {}, body: {string: ""}}
http_interactions:
  - request:
      <<: *request
      body:
        string: '{"contacts": [{"email": "nope"}]}'
    response: *answer
"""


def test_a_recording_with_merge_keys_is_checked() -> None:
    """The method and the URL come from elsewhere; the error is where the body is written."""
    (found,) = check("a.yml", documents("a.yml", HEAD.encode()), VALIDATOR).findings
    assert (found.error.code, found.error.field, found.line, found.column) == ("email", "email", 10, 42)


def test_a_merged_body_has_the_place_of_its_alias() -> None:
    """Values that come from an alias have no place of their own."""
    text = HEAD.replace("      body:\n        string: '{", "      <<: *body\n      ignored: '{").replace(
        "answer: &", 'fields: &body {body: {string: \'{"contacts": [{"email": "nope"}]}\'}}\nanswer: &'
    )
    findings = check("a.yml", documents("a.yml", text.encode()), VALIDATOR).findings
    assert [(one.error.code, one.error.field, one.line) for one in findings] == [("email", "email", 9)]


def test_a_payload_with_a_merge_key_is_not_json() -> None:
    """JSON has neither aliases nor merge keys, so such a file cannot be sent as it is."""
    text = "x: &x {email: a@b.co}\ncontacts: [{<<: *x}]\n"
    (found,) = check("update.yaml", documents("update.yaml", text.encode()), VALIDATOR).findings
    assert (found.error.code, found.error.params["reason"], found.line) == ("not_json", "yaml_alias", 2)


def test_merge_keys_that_multiply_are_refused_as_a_bomb() -> None:
    """Each merged member counts with all its values, like any other alias."""
    text = "a0: &a0 {x: [1, 2, 3, 4, 5, 6, 7, 8]}\n"
    for level in range(1, 40):
        text += f"a{level}: &a{level} {{k: {{<<: *a{level - 1}}}, l: {{<<: *a{level - 1}}}}}\n"
    (found,) = yaml_text.documents(text)
    assert found.refusal is not None
    assert (found.refusal.reason, found.refusal.fatal) == ("yaml_alias", True)
