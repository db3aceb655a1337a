"""Check the accessibility of the page with axe-core: in both schemes, with and without findings, wide and narrow."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from bs_validate._messages.translations import LOCALES
from bs_validate._schema.catalog import packaged
from bs_validate.cli.javascript import reference
from bs_validate.javascript.page import page
from support import chromium
from support.chromium import needs_chromium

AXE = "axe-core@4.14.1"
WRONG = json.dumps({"contacts": [{"first_name": "Ana", "lastname": "", "zip": 5, "country_code": "UK"}]}, indent=2)
RIGHT = json.dumps({"hosts": [{"firstname": "Ana", "lastname": "Kos"}]})
#: Gives the page a text, or drops it as a file, which shows a long text in another way.
SHOW = """
const [text] = arguments;
document.getElementById("clear").click();
if (text.length < 100000) {
    payload.value = text;
    payload.dispatchEvent(new Event("change"));
} else {
    const given = new DataTransfer();
    given.setData("text", text);
    document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: given, bubbles: true}));
}
"""
RUN = """
const [done] = arguments;
axe.run({resultTypes: ["violations"]}).then(({violations, passes}) => done({
    rules: passes.length,
    violations: violations.map(({id, nodes}) => [id, ...nodes.map(({html}) => html)]),
}), (error) => done({rules: 0, violations: [String(error)]}));
"""

pytestmark = [needs_chromium, pytest.mark.nightly]


@pytest.fixture(scope="module")
def opened(_browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return the browser with the page and axe-core, which npm installs."""
    npm = shutil.which("npm")
    if npm is None:
        if "CI" in os.environ:
            pytest.fail("continuous integration needs npm, for axe-core")
        pytest.skip("there is no npm")
    folder = tmp_path_factory.mktemp("axe")
    install = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder), AXE]
    subprocess.run(install, check=True, capture_output=True)  # noqa: S603  # a pinned version
    path = folder / "page.html"
    path.write_text(page(packaged(), LOCALES, reference()), encoding="utf-8")
    _browser.get(path.as_uri())
    _browser.execute_script((folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    yield _browser
    chromium.forget(_browser)


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["", RIGHT, WRONG, "\n" * 200_000 + WRONG], ids=["empty", "right", "wrong", "long"])
def test_axe_finds_no_violation(opened: Any, text: str, scheme: str, width: int) -> None:
    """Contrast, labels, names, roles and headings follow the rules that axe-core checks."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    opened.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    opened.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    try:
        opened.execute_script(SHOW, text)
        assert opened.execute_script("return matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark")
        assert bool(opened.execute_script("return document.querySelectorAll('#notes li').length")) == (WRONG in text)
        found = opened.execute_async_script(RUN)
    finally:
        opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert found["violations"] == []
    assert found["rules"] > 20
