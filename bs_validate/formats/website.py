"""Check website addresses. Only a text that is not a URL of the web is refused."""

import re

from bs_validate.formats.printable import SPACES_AND_CONTROLS

MAX_LENGTH = 2048

_SCHEME = re.compile(r"https?://", re.IGNORECASE | re.ASCII)
_SPACE = re.compile(r"\s")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_FORBIDDEN = re.compile(r'[<>"\\]')
#: Brackets stand around a whole host and nowhere else before the path. The versions of Python disagree on that, and on the
#: addresses that may stand in them.
_BRACKETS = re.compile(r"(?:[^\[\]]*@)?(?:[^\[\]]*|\[([^\[\]@]*)\](?::[^\[\]@]*)?)")
_FUTURE_ADDRESS = re.compile(r"v[0-9A-Fa-f]+\..+")

#: Letters of the scripts of most domains. ``urllib`` refuses a host with a sign such as U+2100, which stands for ``a/c``; none of
#: these letters stands for such signs.
_LETTERS = (
    r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0388-\u038a\u038e-\u03a1\u03a3-\u03f5\u0400-\u0481\u048a-\u052f\u0531-\u0556"
    r"\u0561-\u0587\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3\u0904-\u0939\u0985-\u098c\u0993-\u09a8\u09aa-\u09b0\u0a85-\u0a8d"
    r"\u0a93-\u0aa8\u0aaa-\u0ab0\u0b85-\u0b8a\u0b92-\u0b95\u0bae-\u0bb9\u0c05-\u0c0c\u0c12-\u0c28\u0c2a-\u0c39\u0c85-\u0c8c"
    r"\u0c92-\u0ca8\u0caa-\u0cb3\u0d05-\u0d0c\u0d12-\u0d3a\u0d85-\u0d96\u0d9a-\u0db1\u0db3-\u0dbb\u0dc0-\u0dc6\u0e01-\u0e30"
    r"\u0e40-\u0e46\u10d0-\u10fa\u1e00-\u1eff\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3"
)
#: What follows a letter: marks and letters of scripts that have marks, or a long sign.
_MARKS = r"\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0980-\u0dff\u0e31-\u0e4e\u30fc"
FAST_ACCEPT = (
    rf"^[Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9{_LETTERS}][A-Za-z0-9{_LETTERS}{_MARKS}._-]*(?::[0-9]{{1,4}})?"
    rf'(?:[#/?][^{SPACES_AND_CONTROLS}"<>\\]*)?$'
)
FAST_LENGTH = MAX_LENGTH
PATTERN = r'^[Hh][Tt][Tt][Pp][Ss]?://[^\u0000- "#/<>?\u005c\u007f]'


def reason(value: str) -> str | None:
    r"""Return why the text cannot be a website address, or None.

    It must begin with ``http://`` or ``https://``, in any case, have a host with a letter or digit of any script, a port from
    0 to 65535 if there is one, and at most 2048 characters. White space, control characters and ``<>"\`` are refused.
    """
    if len(value) > MAX_LENGTH:
        return "too_long"
    if not _SCHEME.match(value):
        return "scheme"
    for word, pattern in (("white_space", _SPACE), ("control_character", _CONTROL), ("forbidden_character", _FORBIDDEN)):
        if pattern.search(value):
            return word
    return _host_reason(value)


def _host_reason(value: str) -> str | None:
    from ipaddress import IPv6Address
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(value)
        bracketed = _BRACKETS.fullmatch(parts.netloc)
        if bracketed is None:
            return "host"
        if bracketed[1] is not None and not _FUTURE_ADDRESS.fullmatch(bracketed[1]):
            IPv6Address(bracketed[1])
    except ValueError:
        return "host"
    try:
        _ = parts.port
    except ValueError:
        return "port"
    host = parts.hostname or ""
    return None if any(map(str.isalnum, host)) else "no_host"
