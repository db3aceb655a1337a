"""Run one Chromium for all tests of this folder."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from bs_validate._schema.catalog import packaged
from bs_validate.cli.javascript import reference
from bs_validate.javascript.page import page


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Run Chromium without a window, away from any network except that of its own machine."""
    chromium, driver_path = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver_path is None:
        pytest.skip("there is no chromium with its chromedriver")
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for argument in (
        *("headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking"),
        *("disable-component-update", "disable-sync", "disable-dev-shm-usage", "lang=en-GB"),
        f"user-data-dir={tmp_path_factory.mktemp('profile')}",
    ):
        options.add_argument(f"--{argument}")
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver_path))
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def source() -> str:
    """Return the page in English, French and Japanese."""
    return page(packaged(), ["fr", "ja"], reference())


@pytest.fixture(scope="module")
def opened(browser: Any, source: str, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the browser with the page, which it has opened from the disk."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(source, encoding="utf-8")
    for log in ("browser", "performance"):
        browser.get_log(log)
    browser.get(path.as_uri())
    return browser
