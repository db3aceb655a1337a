"""Examples are valid, distinct and reproducible; those with a fault have exactly that one."""

import json
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import phonenumbers
import pytest

from bs_validate import Validator
from bs_validate._schema.catalog import packaged
from bs_validate.exceptions import UnknownField, UnknownName, UnknownSchema
from bs_validate.samples.draw import NoExample
from bs_validate.samples.faker_people import faker_person
from bs_validate.samples.payloads import Examples, UnknownFault, rule
from bs_validate.samples.people import people, person, phone_number
from bs_validate.samples.rules import place_of, rules
from support.samples import DOCUMENTED, ENVELOPES

CATALOG = packaged()


@cache
def _examples(validator: Validator, name: str) -> Examples:
    return Examples(validator, name)


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_examples_are_valid_distinct_and_without_a_warning(validator: Validator, name: str) -> None:
    """Any seed gives such examples."""
    made = [one for seed in range(2) for one in islice(_examples(validator, name).valid(seed), 15)]
    reports = [validator.validate(one, name) for one in made]
    assert [(*one.errors, *one.warnings) for one in reports] == [()] * 30
    assert len({json.dumps(one) for one in made}) == 30


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_an_example_has_only_the_requested_fault(validator: Validator, name: str) -> None:
    """Every rule of every schema can be broken alone, and both engines agree on it."""
    assert rules(CATALOG[name])
    for broken in rules(CATALOG[name]):
        made = next(_examples(validator, name).faulty(broken, 1))
        found = [(place_of(CATALOG[name], one.location), one.code) for one in validator.validate(made, name).errors]
        assert found == [(broken.place, broken.code)]


def test_the_same_seed_gives_the_same_examples() -> None:
    """Another process gives the same examples, because nothing depends on the hash of a text."""
    for made in (Examples.valid, lambda examples, seed: examples.faulty(rule(CATALOG["contact.read"], "zip:blank"), seed)):
        first, again, other = (
            [json.dumps(one) for one in islice(made(Examples(Validator(), "contact.read"), seed), 5)] for seed in (3, 3, 4)
        )
        assert first == again
        assert first != other


def test_a_faulty_example_differs_from_the_next() -> None:
    """Each example is about another person."""
    made = islice(Examples(Validator(), "contact.create").faulty(rule(CATALOG["contact.create"], "email:email"), 0), 20)
    assert len({json.dumps(one) for one in made}) == 20


def test_a_person_matches_the_country() -> None:
    """The phone numbers are valid in the country, and the languages are spoken there."""
    random = Random(0)  # noqa: S311  # examples are not secrets
    for _ in range(300):
        who = person(random)
        assert set(who.languages) <= set(people()[who.country]["languages"])
        for _, number in who.phones:
            assert phonenumbers.is_valid_number_for_region(phonenumbers.parse(number), who.country), (who.country, number)


def test_every_country_has_people_and_numbers() -> None:
    """The schema accepts each postal code, city and language."""
    languages = set(CATALOG["contact.create"].document["properties"]["contacts"]["items"]["properties"]["spoken_languages"]
                    ["items"]["enum"])  # fmt: skip
    for country, found in people().items():
        assert set(found["languages"]) <= languages
        assert all(len(code) <= 15 for _, _, code in found["cities"])
        assert len(found.get("family_female", found["family"])) == len(found["family"])
        random = Random(0)  # noqa: S311  # examples are not secrets
        numbers = {phone_number(country, label, random) for label in ("mobile", "phone") for _ in range(9)}
        assert len(numbers) > 9


def test_faker_gives_more_names() -> None:
    """These examples are valid and reproducible, too."""
    examples = Examples(Validator(), "contact.create", faker_person())
    first, again = ([json.dumps(one) for one in islice(examples.valid(1), 8)] for _ in range(2))
    assert first == again
    assert all(Validator().validate_json(one, "contact.create").valid for one in first)
    plain = islice(Examples(Validator(), "contact.create").valid(1), 8)
    assert {json.loads(one)["contacts"][0]["address1"] for one in first}.isdisjoint(
        one["contacts"][0]["address1"] for one in plain
    )


def _own(tmp_path: Path, item: dict[str, Any]) -> Validator:
    document = {"type": "object", "required": ["tags"], "properties": {"tags": {"type": "array", "items": item}}}
    (tmp_path / "tag.create.json").write_text(json.dumps(document))
    return Validator(tmp_path)


@pytest.mark.parametrize(
    "field",
    [
        {"type": "string", "maxLength": 4},
        {"type": "string", "minLength": 30, "maxLength": 60},
        {"type": "string", "pattern": "^#[0-9a-f]{6}$"},
        {"type": "string", "pattern": "^[A-Z]{2}-[0-9]+$", "examples": ["AB-1"]},
        {"type": "integer", "minimum": 5, "maximum": 50, "multipleOf": 5},
        {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
        {"enum": ["red", "green", None]},
        {"const": 7},
        {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 3},
        {"type": "object", "properties": {"x": {"type": "boolean"}}, "required": ["x"], "additionalProperties": False},
        {"type": "object", "additionalProperties": {"type": "integer", "minimum": 3}},
        {"anyOf": [{"type": "string", "maxLength": 3}, {"type": "integer", "minimum": 1000}]},
        {"if": {"type": "string"}, "then": {"format": "bs-email"}, "else": {"type": "integer"}},
        {"type": "string", "format": "bs-website"},
        {"type": "string", "format": "bs-phone"},
        {"type": "string", "format": "bs-time"},
        {},
    ],
    ids=str,
)
def test_own_schemas_are_drawn_by_their_keywords(tmp_path: Path, field: dict[str, Any]) -> None:
    """Every rule of such a schema can be broken alone, too."""
    validator = _own(tmp_path, {"type": "object", "required": ["colour"], "properties": {"colour": field}})
    examples = Examples(validator, "tag.create")
    assert all(validator.validate(one, "tag.create").valid for one in islice(examples.valid(0), 10))
    for broken in rules(validator.catalog["tag.create"]):
        made = next(examples.faulty(broken, 0))
        assert [one.code for one in validator.validate(made, "tag.create").errors] == [broken.code], broken


@pytest.mark.parametrize(
    "item",
    [
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "pattern": "^q{7}z$"}}},
        {"type": "object", "required": ["a"], "properties": {"a": False}},
        {"type": "object", "minProperties": 900},
    ],
    ids=str,
)
def test_a_schema_that_cannot_be_drawn_is_named(tmp_path: Path, item: dict[str, Any]) -> None:
    """The search ends in bounded time, with an error that names the schema."""
    with pytest.raises(NoExample, match=r"tag\.create: no example could be made"):
        next(Examples(_own(tmp_path, item), "tag.create").valid(0))


def test_a_fault_that_cannot_occur_alone_is_named(tmp_path: Path) -> None:
    """If a text always breaks two rules of the same code, there is no example, and the error names the rule."""
    field = {"allOf": [{"type": "string", "maxLength": 3}, {"type": "string", "pattern": "^.{0,3}$"}]}
    validator = _own(tmp_path, {"type": "object", "required": ["a"], "properties": {"a": field}})
    broken = rule(validator.catalog["tag.create"], "a:too_long")
    with pytest.raises(NoExample, match="breaks only a:too_long"):
        next(Examples(validator, "tag.create").faulty(broken, 0))


@pytest.mark.parametrize(
    ("text", "error", "choice"),
    [
        ("emial:email", UnknownField, "email"),
        ("email:phone", UnknownFault, "email"),
        ("email", UnknownFault, "blank"),
        ("", UnknownFault, "type"),
        ("phones.0.nmber:phone", UnknownField, "phones.*.number"),
    ],
)
def test_an_unknown_fault_names_the_choices(text: str, error: type[UnknownName], choice: str) -> None:
    """The choices are the fields, or the codes of the field."""
    with pytest.raises(error) as raised:
        rule(CATALOG["contact.create"], text)
    assert choice in raised.value.choices


@pytest.mark.parametrize("text", ["phones.0.number:phone", "phones.7.number:phone", "phones.*.number:phone"])
def test_an_index_in_a_field_name_means_any_index(text: str) -> None:
    """Findings show the field under such a name."""
    assert rule(CATALOG["contact.create"], text).place == ("contacts", "*", "phones", "*", "number")


def test_an_unknown_schema_is_refused() -> None:
    """The error is the same as in the other functions."""
    with pytest.raises(UnknownSchema):
        Examples(Validator(), "contact.creat")


def test_each_example_has_one_resource() -> None:
    """A write has exactly one resource, and a read of one is the simplest."""
    for name, envelope in ENVELOPES.items():
        assert len(next(Examples(Validator(), name).valid(0))[envelope]) == 1
