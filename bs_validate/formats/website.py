"""Website addresses: refuse only a text that is not a URL of the web."""

import re

MAX_LENGTH = 2048

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_FORBIDDEN = re.compile(r'[<>"\\]')
#: Brackets stand around a whole host and nowhere else before the path. The versions of Python disagree on that, and on the
#: addresses that may stand in them.
_BRACKETS = re.compile(r"(?:[^\[\]]*@)?(?:[^\[\]]*|\[([^\[\]@]*)\](?::[^\[\]@]*)?)")
_FUTURE_ADDRESS = re.compile(r"v[0-9A-Fa-f]+\..+")

FAST_ACCEPT = r"^https?://[A-Za-z0-9][A-Za-z0-9.-]{0,250}(?:/[A-Za-z0-9._~/?=&%+-]{0,1000})?$"
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
