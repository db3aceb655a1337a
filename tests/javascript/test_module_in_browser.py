"""Compare the module in Chromium with this package, under a policy that allows only scripts of its own origin."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import validate
from bs_validate._messages import translations
from bs_validate._schema.catalog import packaged
from bs_validate.javascript.module import module
from bs_validate.strategies import faults, payloads
from support import chromium
from support.chromium import needs_chromium
from support.places import ROOT
from support.profiles import examples
from support.samples import DOCUMENTED
from support.threads import serving_folder

#: The languages in which messages are compared. The module has all, since it knows country names only in its own languages.
LOCALES = ("en", "fr", "pl", "ja", "rs")
PAGE = """<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
<title>The module</title>
<script type="module" src="run.js"></script>
"""
ASK = """
const [questions, locales] = arguments;
return JSON.stringify(JSON.parse(questions).map(([document, schema]) => bs.validate(document, schema).errors.map((error) => [
    error.code, error.location, error.pointer, error.field, error.params, locales.map((locale) => error.message(locale)),
])));
"""

pytestmark = [needs_chromium, pytest.mark.nightly]


@pytest.fixture(scope="module")
def page(_browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return the browser with a page that has the module as ``bs``."""
    folder = tmp_path_factory.mktemp("module")
    (folder / "bs-validate.js").write_text(module(packaged(), translations.LOCALES), encoding="utf-8")
    (folder / "run.js").write_text('import * as bs from "./bs-validate.js"; globalThis.bs = bs;', encoding="utf-8")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    with serving_folder(folder) as url:
        _browser.get(url)
        yield _browser
        chromium.forget(_browser)


def answers(page: Any, questions: Sequence[tuple[Any, str]]) -> list[Any]:
    """Return the errors that the module finds in documents, each with the name of its schema."""
    return list(json.loads(page.execute_script(ASK, json.dumps(questions), LOCALES)))


def ours(document: Any, schema: str) -> list[Any]:
    """Return the errors that this package finds, in the same form."""
    return [
        [one.code, list(one.location), one.pointer, one.field, dict(one.params), [one.message(locale) for locale in LOCALES]]
        for one in validate(document, schema).errors  # type: ignore[arg-type]  # the names come from the files
    ]


def test_the_module_agrees_with_this_package_on_the_corpus(page: Any) -> None:
    """Codes, places, params and sentences are equal in five languages."""
    paths = [ROOT / "tests" / "conformance" / f"{name}.json" for name in sorted(DOCUMENTED)]
    cases = [case for path in paths for case in json.loads(path.read_text("utf-8"))]
    said = answers(page, [(case["document"], case["schema"]) for case in cases])
    assert len(said) == len(cases) > 500
    for case, answer in zip(cases, said, strict=True):
        assert answer == ours(case["document"], case["schema"]), case["description"]


@pytest.mark.parametrize("schema", sorted(DOCUMENTED))
def test_the_module_agrees_with_this_package_on_drawn_payloads(schema: str, page: Any) -> None:
    """Valid payloads are valid, and each fault is found where the strategy put it."""

    @given(st.lists(payloads(schema), max_size=3), st.lists(faults(schema), max_size=5))
    @examples(30)
    def agree(valid: list[Any], wrong: list[tuple[Any, tuple[str, str]]]) -> None:
        documents = [*valid, *(document for document, _ in wrong)]
        said = answers(page, [(document, schema) for document in documents])
        assert said == [ours(document, schema) for document in documents]
        assert [(one[0][2], one[0][0]) for one in said[len(valid) :]] == [expected for _, expected in wrong]

    agree()


def test_the_policy_is_in_force_and_not_violated(page: Any) -> None:
    """The browser refuses ``eval``, and the module has not tried to use it."""
    assert [entry["message"] for entry in page.get_log("browser") if "favicon" not in entry["message"]] == []
    script = "const [done] = arguments; setTimeout(() => { try { eval('1'); done('run') } catch (error) { done(error.name) } })"
    assert page.execute_async_script(script) == "EvalError"
    page.get_log("browser")
