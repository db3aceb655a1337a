"""The style that pages share, and the hashes that allow it."""

from bs_validate._html.inline import source, styled
from bs_validate.javascript.module import packaged_text


def test_a_source_is_the_hash_of_the_content() -> None:
    """The example is that of Content Security Policy Level 3, section 2.3.1, computed by openssl."""
    assert source("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="


def test_a_page_has_the_shared_style_before_its_own() -> None:
    """A rule of its own wins over a shared one, and no page declares a colour again."""
    style = styled(packaged_text("page.css"))
    assert style.startswith(":root {")
    assert style.endswith(packaged_text("page.css"))
    assert style.count("--page:") == 2  # light and dark
