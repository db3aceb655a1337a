"""Inline styles and scripts, and the sources by which a Content-Security-Policy allows them."""


def styled(rules: str) -> str:
    """Return a style sheet: the colours, fonts and elements that all our pages have, followed by a page's own rules."""
    from importlib.resources import files  # slow to import; reads from a zip file as well

    return files("bs_validate._html").joinpath("theme.css").read_text(encoding="utf-8") + rules


def source(content: str) -> str:
    """Return the source by which a Content-Security-Policy allows an inline element with this content."""
    import base64  # Only a page that is written needs both of them.
    import hashlib

    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"
