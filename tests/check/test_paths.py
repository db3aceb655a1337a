"""The simple path and the fast path give the same issues for every schema, and each runs when it should."""

import gc
import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate._check import reasons
from bs_validate._check.checker import MAX_VALUES_ON_SIMPLE_PATH, Checker
from bs_validate._check.checks import is_known
from bs_validate._check.engines.select import select
from bs_validate._check.places import MAX_VARIANTS, Place
from bs_validate._schema.catalog import Catalog, Schema, directory, packaged
from bs_validate.formats import FORMATS, Format
from bs_validate.strategies import faults
from support.profiles import examples
from support.samples import documented
from support.schemas import SCHEMAS, VALUES

NEVER = 10**9


def _schema(document: Any) -> Schema:
    """Return a document as the schema of a resource, as the catalogue does: free of booleans."""
    return Catalog(lambda: ["a.read.json"], lambda _: json.dumps(document).encode())["a.read"]


def _doubts(checker: Checker, document: Any, *, at_once: bool) -> list[Any]:
    warnings = checker.report(document, warnings=at_once).warnings
    return [(warning.code, warning.location, dict(warning.params)) for warning in warnings]


def _content(checker: Checker, document: Any) -> list[Any]:
    errors = checker.report(document).errors
    return [(error.code, error.location, dict(error.params), error.schema_location) for error in errors]


@examples(50)
@given(document=SCHEMAS.filter(lambda one: type(one) is dict), values=st.lists(VALUES, min_size=1, max_size=4))
def test_both_paths_and_both_engines_find_the_same_faults(document: Any, values: list[Any]) -> None:
    """The codes, locations, params and schema locations are equal and in the same order, for all keywords."""
    schema = _schema(document)
    simple = Checker(schema, select("rust"), rejections_before_fast_path=NEVER)
    fast = Checker(schema, select("rust"), rejections_before_fast_path=0)
    reference = Checker(schema, select("reference"))
    for value in values:
        assert _content(simple, value) == _content(fast, value) == _content(reference, value)
        doubts = _doubts(simple, value, at_once=False)
        assert all(_doubts(one, value, at_once=True) == doubts for one in (simple, fast, reference))


@examples(12)
@given(data=st.data())
@pytest.mark.parametrize("schema", list(packaged()), ids=lambda schema: schema.name)
def test_both_paths_find_the_same_faults_under_our_schemas(schema: Schema, data: st.DataObject) -> None:
    """Any kind of fault in any field is reported in the same way by both paths."""
    document = data.draw(faults(schema.name)).document
    simple, fast = (Checker(schema, select("rust"), rejections_before_fast_path=rejections) for rejections in (NEVER, 0))
    assert _content(simple, document) == _content(fast, document) != []
    doubts = _doubts(fast, document, at_once=False)
    assert _doubts(fast, document, at_once=True) == _doubts(simple, document, at_once=True) == doubts


_RECORD = {"website": "", "city": "a\u202eb", "spoken_languages": ["en", "en"], "id": 1, "email": "x", "zip": None}
_DOUBTED = ["blank", "bidi_control", "duplicate_item", "read_only"]


@pytest.mark.parametrize("path", [0, NEVER], ids=["fast", "simple"])
@pytest.mark.parametrize("at_once", [True, False])
def test_warnings_are_about_the_document_as_it_was_checked(path: int, *, at_once: bool) -> None:
    """They come in the order of the document, whether they were requested together with the errors or afterwards."""
    checker = Checker(packaged()["contact.update"], select("rust"), rejections_before_fast_path=path)
    document = {"contacts": [dict(_RECORD)]}
    report = checker.report(document, (), json.dumps(document).encode(), warnings=at_once)
    document["contacts"][0].clear()
    assert [error.code for error in report.errors] == ["email", "null"]
    assert [warning.code for warning in report.warnings] == _DOUBTED


@pytest.mark.parametrize(("record", "codes"), [(_RECORD, ["email", "null"]), ({**_RECORD, "email": "x@y.de", "zip": "1"}, [])])
def test_errors_and_warnings_come_from_one_walk(record: Any, codes: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """One walk finds both if both are requested together. A valid document is not searched for errors."""
    from bs_validate._check.walk import walk

    walks: list[Any] = []

    def noted(*given: Any, **wanted: Any) -> Any:
        walks.append(wanted)
        return walk(*given, **wanted)

    monkeypatch.setattr("bs_validate._check.checker.walk", noted)
    checked = Checker(packaged()["contact.update"], select("rust"), rejections_before_fast_path=0)
    report = checked.report({"contacts": [record]}, warnings=True)
    assert ([error.code for error in report.errors], [warning.code for warning in report.warnings]) == (codes, _DOUBTED)
    assert walks == [{"wants_doubts": True} if codes else {"wants_errors": False, "wants_doubts": True}]


def _paths(checker: Checker, documents: list[Any], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return which path was used for each document."""
    taken = []
    for name in ("simple_path.issues", "checker.walk"):
        module, _, function = name.partition(".")
        of = importlib.import_module(f"bs_validate._check.{module}")
        original = getattr(of, function)
        monkeypatch.setattr(of, function, lambda *given, o=original, n=module, **named: taken.append(n) or o(*given, **named))
    for document in documents:
        assert checker.report(document).errors
    return ["simple" if one == "simple_path" else "fast" for one in taken]


def test_the_fast_path_is_used_after_some_rejections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only rejected documents count; accepted ones do not."""
    checker = Checker(packaged()["host.update"], select("rust"), rejections_before_fast_path=2)
    assert checker.report({"hosts": [{}]}).valid
    wrong = {"hosts": [{"email": "x"}]}
    assert _paths(checker, [wrong] * 4, monkeypatch) == ["simple", "simple", "fast", "fast"]


def test_a_large_document_is_left_to_the_fast_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine would create all errors of a large document at once.

    A document with exactly the limit of values is still small.
    """
    checker = Checker(_schema({"items": {"type": "string"}}), select("rust"))
    values = [[1] * MAX_VALUES_ON_SIMPLE_PATH, [1] * (MAX_VALUES_ON_SIMPLE_PATH + 1), [[[1] * MAX_VALUES_ON_SIMPLE_PATH]]]
    assert _paths(checker, values, monkeypatch) == ["simple", "fast", "fast"]


@pytest.mark.parametrize(("engine", "document"), [("reference", {"minimum": 5}), ("rust", {"minimum": 5, "contains": {}})])
def test_some_schemas_are_left_to_the_simple_path(engine: str, document: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference engine never uses the fast path, since it is slow on parts. A plan does not support every keyword."""
    checker = Checker(_schema(document), select(engine), rejections_before_fast_path=0)
    assert _paths(checker, [1, 1], monkeypatch) == ["simple", "simple"]


@pytest.mark.parametrize("path", [0, NEVER], ids=["fast", "simple"])
@pytest.mark.parametrize("engine", ["rust", "reference"])
def test_the_reason_of_a_format_is_computed_once(engine: str, path: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The verdict, the violations and the explanation of all fields share it, and the next report computes it again."""
    asked = []

    def noting(name: str, format_: Format) -> Format:
        return format_._replace(reason=lambda text: asked.append((name, text)) or format_.reason(text))

    monkeypatch.setattr(reasons, "FORMATS", {name: noting(name, format_) for name, format_ in FORMATS.items()})
    checker = Checker(packaged()["contact.update"], select(engine), rejections_before_fast_path=path)
    wrong = {"contacts": [{"email": "x@", "phones": [{"label": "a", "number": "call me"}] * 2}]}
    for _ in range(2):
        asked.clear()
        assert [error.code for error in checker.report(wrong).errors] == ["email", "phone", "phone"]
        assert sorted(asked) == [("bs-email", "x@"), ("bs-phone", "call me")]


@pytest.mark.parametrize(
    ("name", "text", "expected"), [("email", "x@", "no_domain"), ("email", "x@y.de", None), ("time", "x@y.de", "shape")]
)
def test_a_remembered_reason_is_the_one_that_the_format_gives(name: str, text: str, expected: str | None) -> None:
    """The reason is the same with a memory, without one, and when it is looked up again."""
    remembered = reasons.Reasons()
    assert reasons.reason(name, text) == remembered.reason(name, text) == remembered.reason(name, text) == expected
    assert remembered.found == ({} if expected is None else {(name, text): expected})


def test_no_text_is_kept_after_a_report() -> None:
    """The texts of an invalid document are dropped, and so are those of a valid one whose phone number had to be parsed."""
    checker = Checker(packaged()["contact.update"], select("rust"))
    (held,) = (one for one in gc.get_referents(checker) if type(one) is reasons.Reasons)
    for number in ("call me", "+33 6 12 31 2312 x 1"):
        report = checker.report({"contacts": [{"phones": [{"label": "a", "number": number}]}]})
        assert held.found == {}
        assert report.warnings is not None
        assert held.found == {}


@pytest.mark.parametrize("email", ["x", "x@y.de"])
def test_no_text_is_kept_if_warnings_were_requested_together_with_errors(email: str) -> None:
    """The walk drops each text when it is done, so no garbage collection is needed."""
    checker = Checker(packaged()["contact.update"], select("rust"), rejections_before_fast_path=0)
    number = "+33 6 12 31 2312 x " + "1" * 3
    document = {"contacts": [{"email": email, "phones": [{"label": "a", "number": number}]}]}
    checker.report(document, warnings=True)
    gc.disable()
    try:
        before = sys.getrefcount(number)
        report = checker.report(document, warnings=True)
        assert sys.getrefcount(number) == before
    finally:
        gc.enable()
    assert report.valid is (email != "x")


@pytest.mark.parametrize("schema", list(packaged()), ids=lambda schema: schema.name)
def test_our_schemas_all_use_the_fast_path(schema: Any) -> None:
    """The simple path takes several times as long."""
    assert is_known(schema.document)


@pytest.mark.parametrize(
    "schema", [{"contains": {}}, {"allOf": [{"$ref": "#"}]}, {"properties": {"a": False}}, {"items": {"unknown": 1}}, False, 5]
)
def test_a_schema_with_an_unsupported_keyword_has_no_plan(schema: Any) -> None:
    """The unsupported keyword may be at any depth of the schema."""
    assert not is_known(schema)


def test_only_invalid_resources_are_visited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a thousand contacts with one fault, only the faulty one is visited."""
    from bs_validate._check import walk

    visited = []
    find = walk._find  # noqa: SLF001  # how much is looked at cannot be seen from outside

    def counted(*arguments: Any) -> None:
        visited.append(arguments)
        find(*arguments)

    monkeypatch.setattr(walk, "_find", counted)
    [contact] = documented("contact.create")["contacts"]
    document = {"contacts": [*[contact] * 999, {**contact, "email": "x"}]}
    [error] = Validator(engine="rust").validate(document, "contact.create").errors
    assert error.location == ("contacts", 999, "email")
    assert len(visited) == 3  # the document, the list and the contact


def test_memory_does_not_grow_with_the_combinations_of_conditions(tmp_path: Path) -> None:
    """Nine conditions have 512 combinations of outcomes. Only some of them are kept, but the errors are right for all."""
    rules = [{"if": {"required": [f"a{bit}"]}, "then": {"required": [f"b{bit}"], "x-note": bit}} for bit in range(9)]
    item = {"type": "object", "properties": {"email": {"format": "email"}}, "allOf": rules}
    schema = {"type": "object", "properties": {"tags": {"type": "array", "items": item}}}
    (tmp_path / "tag.create.json").write_text(json.dumps(schema))
    tag = directory(tmp_path)["tag.create"]
    checkers = [Checker(tag, select(engine), rejections_before_fast_path=0) for engine in ("rust", "reference")]
    for ways in range(1, 512):
        document = {"tags": [{f"a{bit}": 1 for bit in range(9) if ways >> bit & 1}]}
        fast, reference = [one.report(document) for one in checkers]
        assert list(fast.errors) == list(reference.errors)
        assert list(fast.warnings) == list(reference.warnings)
    kept = [one._variants for one in gc.get_objects() if type(one) is Place]  # noqa: SLF001  # not to be seen from outside
    assert max(map(len, kept)) == MAX_VARIANTS
