"""Write instance locations as JSON Pointers or dotted fields, and quote unknown names safely."""

Location = tuple[str | int, ...]

QUOTED_LENGTH = 40


def pointer(location: Location) -> str:
    """Return the location as a JSON Pointer (RFC 6901), which is empty for the whole document."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in location)


def dotted(location: Location) -> str:
    """Return the location in dotted form: ``phones.0.number``."""
    return ".".join(map(str, location))


def general(field: str) -> str:
    """Return the dotted name of a field with ``*`` for each index: ``phones.0.number`` is ``phones.*.number``."""
    if "." not in field and not field.isdecimal():
        return field
    return ".".join("*" if part.isascii() and part.isdecimal() else part for part in field.split("."))


def quoted(name: str) -> str:
    """Return a name from the data in a form that may be shown.

    Control characters and everything else that does not print (direction controls, lone surrogates) are escaped, and what
    is left is cut to 40 characters.
    """
    if len(name) <= QUOTED_LENGTH and name.isprintable():
        return name
    shown = escaped(name[: QUOTED_LENGTH + 1])
    return shown if len(shown) <= QUOTED_LENGTH else shown[: QUOTED_LENGTH - 1] + "…"


def escaped(text: str) -> str:
    r"""Return the text with every character that does not print, but for no-break spaces, written as its escape (``\u0007``)."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in _NO_BREAK_SPACES else _escape(ord(char)) for char in text)


_NO_BREAK_SPACES = "\u00a0\u202f"


def _escape(codepoint: int) -> str:
    return f"\\u{codepoint:04x}" if codepoint <= 0xFFFF else f"\\U{codepoint:08x}"
