"""Tell which representation of a resource a document is, by its top-level key, the name of its file, and its content.

This module imports nothing, because the command uses it for its first look at a file.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

#: Words in file names that name a representation; where several do, the first line that matches decides.
WORDS = (
    ("read", frozenset({"answer", "created", "reply", "response", "responses", "updated"})),
    ("create", frozenset({"create", "post"})),
    ("update", frozenset({"patch", "put", "update"})),
    ("read", frozenset({"get", "index", "list", "read", "show"})),
    ("create", frozenset({"new"})),
    ("update", frozenset({"edit"})),
)
#: Turns each byte that is not a small letter into a blank.
_TO_WORDS = bytes(byte if 97 <= byte <= 122 else 32 for byte in range(256))


def represented(
    document: "Any", named: "Iterable[str]", by_envelope: "Mapping[str, Mapping[str, str]]"
) -> tuple[str, str, bool] | None:
    """Return the name of the schema for a document, the evidence, and whether the document could also be another write.

    ``named`` has the representations that the name of the file stands for, the most certain first, and ``by_envelope`` the
    schemas. Returns None for a document without a resource. A write that could be a create or an update counts as a create. The
    evidence is ``"name"``, ``"content"`` or ``"default"``.
    """
    known = next((by_envelope[key] for key in document if key in by_envelope), None) if type(document) is dict else None
    if known is None:
        return None
    if len(known) == 1:
        return next(iter(known.values())), "content", False
    for representation in named:
        if representation in known:
            return known[representation], "name", False
    if "read" in known and _is_read(document):
        return known["read"], "content", False
    first = "create" if "create" in known else next(iter(known))
    return known[first], "default", "update" in known


def by_envelope(envelopes: "Mapping[str, str | None]") -> "dict[str, dict[str, str]]":
    """Return the names of schemas by envelope and representation."""
    found: dict[str, dict[str, str]] = {}
    for name, envelope in envelopes.items():
        if envelope is not None:
            found.setdefault(envelope, {})[name.partition(".")[2]] = name
    return found


def name_of(path: str) -> str:
    """Return the name of a file as far as it tells what the file is: all that WireMock keeps in ``__files`` are responses."""
    folders, _, name = path.rpartition("/")
    return f"response {name}" if "__files" in folders.split("/") else name


def named(file_name: str) -> tuple[str, ...]:
    """Return the representations that the words of a file's name stand for, the most certain first."""
    found = frozenset(words(file_name))
    return tuple(representation for representation, names in WORDS if found & names)


def words(name: str) -> list[str]:
    """Return the words of ASCII letters in a name, in lower case. A capital letter after a small one starts a new word."""
    if name != name.lower():
        pairs = zip(f" {name}", name, strict=False)
        name = "".join(f" {one}" if "A" <= one <= "Z" and "a" <= before <= "z" else one for before, one in pairs).lower()
    return name.encode("ascii", errors="replace").translate(_TO_WORDS).decode().split()


def _is_read(document: "dict[str, Any]") -> bool:
    """Return whether a document has parts that only the server writes: top-level links, or a record with an id and a time."""
    if type(document.get("links")) is dict:
        return True
    records = (record for value in document.values() if type(value) is list for record in value)
    return any(type(record) is dict and "id" in record and "created_at" in record for record in records)
