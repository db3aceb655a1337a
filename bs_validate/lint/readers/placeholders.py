"""Recognise the placeholders that recorders and collections put in the place of values."""

import re
from typing import Any, NamedTuple


class PlaceholderForm(NamedTuple):
    """A form of placeholders.

    - ``pattern``: what it looks like; the number of its characters is bounded, so that no text is read again and again.
    - ``tools``: the tools that write it.
    - ``example``: one of them.
    """

    pattern: str
    tools: str
    example: str


#: HTML tags, which are text and not placeholders.
_TAGS = (
    "a|abbr|b|blockquote|body|br|code|div|em|h[1-6]|head|hr|html|i|img|li|"
    "ol|p|pre|q|s|small|span|strong|sub|sup|table|td|th|tr|tt|u|ul"
)

#: The forms of placeholders, the longest first where one could begin like another.
FORMS = (
    PlaceholderForm(r"<%(?:(?!%>|<%)[^\n]){1,200}%>", "Ruby VCR (ERB)", "<%= email %>"),
    PlaceholderForm(r"<<<?[ ]?[\w.-]{1,60}[ ]?>?>>", "vcr for R", "<<email>>"),
    PlaceholderForm(r"<[A-Z0-9][A-Z0-9_ .-]{0,60}>", "Ruby VCR, betamax, vcrpy", "<EMAIL>"),
    PlaceholderForm(rf"<(?!(?:{_TAGS})>)[A-Za-z][A-Za-z0-9_, .-]{{0,60}}>", "Ruby VCR, Postman's generator", "<string,null-uri>"),
    PlaceholderForm(r"\{\{(?:(?!\}\}|\{\{)[^\n]){1,200}\}\}", "Postman, Insomnia, Bruno, Hurl, .http files", "{{ _.email }}"),
    PlaceholderForm(r"\{%(?:(?!%\}|\{%)[^\n]){1,200}%\}", "Insomnia", "{% response 'body', 'req_1' %}"),
    PlaceholderForm(r"\$\{[^{}\n]{1,200}\}", "JsonUnit, WireMock, k6", "${json-unit.any-string}"),
    PlaceholderForm(r"\[(?:FILTERED|HIDDEN|MASKED|REDACTED|filtered|hidden|masked|redacted)\]", "Rails, Sentry", "[FILTERED]"),
    PlaceholderForm(r"(?<!\*)\*{3,}(?!\*)", "log filters, mitmproxy", "********"),
)
#: A part of a path that names a variable: ``:id`` as Postman writes it, or ``{id}`` as OpenAPI does.
IN_PATH = PlaceholderForm(
    r"(?<=/)(?::[A-Za-z_]\w{0,60}|\{[A-Za-z_][\w.-]{0,60}\})(?=[/?#]|\Z)",
    "Postman, Insomnia, OpenAPI, WireMock, Thunder Client",
    ":id",
)

#: The character that replaces each character of a placeholder; it is for private use, so that nobody else writes it.
HIDDEN = "\ue000"

_ANY = "|".join(form.pattern for form in FORMS)
_PLACEHOLDER = re.compile(_ANY)
_IN_URL = re.compile(f"{_ANY}|{IN_PATH.pattern}")
# A text goes on behind the quotes in a placeholder. An unclosed text goes on to the end, so that no quote in it is tried again.
_IN_JSON = re.compile(rf'"(?:[^"\\<{{$\[*]++|{_ANY}|[^"\\]|\\.)*+(?:"|\\?\Z)|{_ANY}', re.DOTALL)
_BREAKS_TEXT = re.compile(r'["\\\x00-\x1f]')

#: Codes of what a text should look like, which a placeholder inside it says nothing about.
_OF_LOOKS = frozenset(
    {
        *("choice", "email", "phone", "time", "url", "pattern", "too_long", "too_short"),
        *("email_doubtful", "phone_doubtful", "url_doubtful"),
    }
)


def is_held_by_placeholder(code: str, value: Any) -> bool:
    """Return whether an error or a warning about a value is due to a placeholder.

    A value that is a placeholder has no findings. The format, the length and the choice of a text that contains one are unknown,
    but its other findings stay.
    """
    if type(value) is not str:
        return False
    if _PLACEHOLDER.fullmatch(value) or (value and not value.strip(HIDDEN)):
        return True
    return code in _OF_LOOKS and (HIDDEN in value or _PLACEHOLDER.search(value) is not None)


def without_placeholders(text: str) -> str:
    """Return a JSON text in which the placeholders that keep it from being JSON are replaced by texts of the same length.

    These are the placeholders outside of quotes, and those that have a quote or a backslash of their own.
    """
    return _IN_JSON.sub(_as_json, text)


def _as_json(match: re.Match[str]) -> str:
    found = match[0]
    if not found.startswith('"'):
        return f'"{HIDDEN * (len(found) - 2)}"'
    return _PLACEHOLDER.sub(lambda inner: HIDDEN * len(inner[0]) if _BREAKS_TEXT.search(inner[0]) else inner[0], found)


def url_without_placeholders(url: str) -> str:
    """Return a URL in which every placeholder is hidden, so that no sign in one is taken for a part of the URL."""
    return _IN_URL.sub(lambda match: HIDDEN * len(match[0]), url)
