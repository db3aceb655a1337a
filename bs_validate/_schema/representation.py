"""Tell which representation of a resource a document is, by its top-level key, the name of its file, its content, and its folder.

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
    ("update", frozenset({"modify", "patch", "put", "update", "updates"})),
    ("read", frozenset({"get", "index", "list", "read", "show"})),
    ("create", frozenset({"new"})),
    ("update", frozenset({"edit"})),
)
#: The names of folders that tell a representation, and the words that do so in the name of a document inside a file. There are
#: fewer than for the name of a file, because ``created_at`` is a field, and a ``list`` can hold any documents.
_SURE_WORDS = {
    **dict.fromkeys(("create", "post"), "create"),
    **dict.fromkeys(("edit", "patch", "put", "update", "updates"), "update"),
    **dict.fromkeys(("response", "responses"), "read"),
}
#: The number of folders above a file whose names may tell: those further up are often not about payloads.
_NEAR_FOLDERS = 2
#: Turns each byte that is not a small letter into a blank.
_TO_WORDS = bytes(byte if 97 <= byte <= 122 else 32 for byte in range(256))


def represented(
    document: "Any", named: "tuple[Iterable[str], str]", by_envelope: "Mapping[str, Mapping[str, str]]"
) -> tuple[str, str, bool] | None:
    """Return the name of the schema for a document, the evidence, and whether the document could also be another write.

    ``named`` is the result of ``named`` for its file, and ``by_envelope`` has the schemas. Returns None for a document without a
    resource. A write that could be a create or an update counts as a create. The evidence is ``"name"``, ``"content"``,
    ``"folder"`` or ``"default"``.
    """
    known = next((by_envelope[key] for key in document if key in by_envelope), None) if type(document) is dict else None
    if known is None:
        return None
    if len(known) == 1:
        return next(iter(known.values())), "content", False
    by_name, by_folder = named
    for representation in by_name:
        if representation in known:
            return known[representation], "name", False
    if "read" in known and _is_read(document):
        return known["read"], "content", False
    if by_folder in known:
        return known[by_folder], "folder", False
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
    """Return the name of a file as far as it tells what the file is, after the representation that a folder near it tells.

    A folder must have exactly such a name: a checkout in ``update-contacts`` tells nothing. All that WireMock keeps in
    ``__files`` are responses, whatever the files are called.
    """
    *folders, name = path.split("/")
    if "__files" in folders:
        return f"response {name}"
    folder = next((_SURE_WORDS[one] for one in map(str.lower, reversed(folders[-_NEAR_FOLDERS:])) if one in _SURE_WORDS), "")
    return f"{folder}/{name}" if folder else name


def told(name: str) -> str:
    """Return the representation that the name of a document certainly tells, or an empty text."""
    found = {_SURE_WORDS[word] for word in words(name) if word in _SURE_WORDS}
    return "read" if "read" in found else found.pop() if len(found) == 1 else ""


def named(file_name: str) -> tuple[tuple[str, ...], str]:
    """Return the representations that the words of a file's name stand for, the most certain first, and that of its folder.

    ``file_name`` is a result of ``name_of``.
    """
    folder, _, name = file_name.rpartition("/")
    found = frozenset(words(name))
    return tuple(representation for representation, names in WORDS if found & names), folder


def words(name: str) -> list[str]:
    """Return the words of ASCII letters in a name, in lower case. A capital letter after a small one starts a new word."""
    if name != name.lower():
        pairs = zip(f" {name}", name, strict=False)
        name = "".join(f" {one}" if "A" <= one <= "Z" and "a" <= before <= "z" else one for before, one in pairs).lower()
    return name.encode("ascii", errors="replace").translate(_TO_WORDS).decode().split()


def _is_read(document: "dict[str, Any]") -> bool:
    """Return whether a document has parts that only the server writes: top-level links, or a record with an id and a time.

    An empty list with ``meta`` beside it is an answer, too: no write is empty.
    """
    if type(document.get("links")) is dict:
        return True
    lists = [value for value in document.values() if type(value) is list]
    if type(document.get("meta")) is dict and not any(lists):
        return True
    records = (record for value in lists for record in value)
    return any(type(record) is dict and "id" in record and "created_at" in record for record in records)
