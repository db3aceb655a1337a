"""Write ``bs_validate/types.py`` from the schema files and the table of codes.

Run it after a change of a schema, or after a code was added: ``python scripts/update_types.py``. With ``--check`` it writes
nothing and exits with 1 if the file is out of date.
"""

import argparse
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from textwrap import fill
from typing import Any, NamedTuple

from bs_validate._check.explain import json_type
from bs_validate._schema import catalog, tree
from bs_validate._schema.catalog import Schema
from bs_validate._schema.tree import Node
from bs_validate.codes import CODES

TYPES = Path(__file__).parent.parent / "bs_validate" / "types.py"
WIDTH = 130
READ = "read"
#: An enum with more members than this gets a name of its own.
MOST_INLINE = 5

HEAD = '''"""Types for payloads: a TypedDict for each resource and document, and the names of schemas and codes.

``scripts/update_types.py`` writes this module from the schema files. A write type has the fields that a client may send; a read
type has those that the server sends. In a read, personal fields may be missing, because the server anonymises the data of people
who ask to be forgotten. The TypedDicts are those of ``typing_extensions``, which pydantic takes on every Python.
"""

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict
'''

#: The Python types of JSON's types; the others depend on the schema.
PLAIN = {"boolean": "bool", "integer": "int", "null": "None", "number": "float", "string": "str"}
#: The order in which the types of a field are written.
ORDER = ("boolean", "integer", "number", "array", "object", "string", "null")

#: The nodes of one location; one of them applies to each value.
Alternatives = tuple[Node, ...]


def settled(node: Node) -> Iterator[Node]:
    """Yield the node for each way in which its conditions may turn out."""
    options = node.options()
    if not options:
        yield node
        return
    for held in product((True, False), repeat=len(options)):
        yield from settled(node.settled(zip(options, held, strict=True)))


class Field(NamedTuple):
    """The Python type of a field, its description, and whether it is always present."""

    expression: str
    description: str
    is_required: bool


class Writer:
    """Write types, and remember the written ones by name."""

    __slots__ = ("classes", "literals", "names")

    def __init__(self) -> None:
        """Begin with nothing; ``names`` are those of the objects that are not named after their title."""
        self.literals: dict[str, str] = {}
        self.classes: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def document(self, schema: Schema) -> None:
        """Write the types of one schema: that of its resource and that of the whole document."""
        name = schema.resource.capitalize() + schema.representation.capitalize()
        document = tree.root(schema.document)
        self.names[_title(catalog.resource(schema))] = name
        self.names[_title(document)] = f"{name}Document"
        self.typed_dict(tuple(settled(document)), is_read=schema.representation == READ)

    def typed_dict(self, worlds: Alternatives, *, is_read: bool) -> str:
        """Write the type of an object, and return its name. Raises ``ValueError`` if another type has the same name."""
        title = _title(worlds[0])
        name = self.names.get(title) or _pascal(title)
        text = _typed_dict(name, _description(worlds[0]), dict(self.fields(worlds, is_read=is_read)))
        if self.classes.setdefault(name, text) != text:
            raise ValueError(f"two objects are called {name}: one of them needs another title")
        return name

    def fields(self, worlds: Alternatives, *, is_read: bool) -> Iterator[tuple[str, Field]]:
        """Yield the fields of an object; those that only the server sets are left out of a write."""
        described = [world for world in worlds if world.names]
        for name in dict.fromkeys(name for world in described for name in world.names):
            nodes = tuple(inner for world in described if (inner := world.property(name)).roots)
            if not is_read and any(part.schema.get("readOnly") for node in nodes for part in node.parts):
                continue
            always = all(any(name in schema.get("required", ()) for schema in world.schemas) for world in described)
            yield name, Field(self.expression(nodes, is_read=is_read), _description(nodes[-1]), always)

    def expression(self, nodes: Alternatives, *, is_read: bool) -> str:
        """Return the Python type of the values at one location."""
        worlds = [world for node in nodes for world in settled(node)]
        allowed = set().union(*map(_kinds, worlds))
        found: dict[str, None] = {}
        for kind in (one for one in ORDER if one in allowed):
            fitting = tuple(world for world in worlds if kind in _kinds(world))
            found[self.of_kind(kind, fitting, is_read=is_read)] = None
        return " | ".join(found)

    def of_kind(self, kind: str, worlds: Alternatives, *, is_read: bool) -> str:
        """Return the Python type of the values of one JSON type."""
        if kind == "string":
            return self.text(worlds)
        if kind == "array":
            items = tuple(inner for world in worlds if (inner := world.items()).roots)
            return f"list[{self.expression(items, is_read=is_read) if len(items) == len(worlds) else 'Any'}]"
        if kind != "object":
            return PLAIN[kind]
        if any(world.names for world in worlds):
            return self.typed_dict(worlds, is_read=is_read)
        others = tuple(inner for world in worlds if (inner := world.others()).roots)
        return f"dict[str, {self.expression(others, is_read=is_read) if others else 'Any'}]"

    def text(self, worlds: Alternatives) -> str:
        """Return the Python type of a text: a Literal where every text that is allowed is listed."""
        listed: dict[str, None] = {}
        for world in worlds:
            enums = [schema["enum"] for schema in world.schemas if "enum" in schema]
            if not enums:
                return "str"
            listed |= dict.fromkeys(one for one in enums[0] if type(one) is str and all(one in enum for enum in enums))
        literal = _literal(listed)
        if len(listed) <= MOST_INLINE:
            return literal
        name = _pascal(_title(worlds[0]))
        self.literals[name] = literal
        return name


def _kinds(world: Node) -> set[str]:
    """Return the JSON types that a value may have, without those that are only tolerated."""
    allowed = set(ORDER)
    for schema in world.schemas:
        if "type" in schema:
            types = {schema["type"]} if type(schema["type"]) is str else set(schema["type"])
            allowed &= types - schema.get("x-tolerates", {}).keys()
        if "enum" in schema:
            allowed &= set(map(json_type, schema["enum"]))
    return allowed


def _title(node: Node) -> str:
    return str(next(schema["title"] for schema in node.schemas if "title" in schema))


def _description(node: Node) -> str:
    return str(next(schema["description"] for schema in node.schemas if "description" in schema))


def _pascal(title: str) -> str:
    return "".join(word.capitalize() for word in re.findall("[A-Za-z0-9]+", title))


def _literal(members: Iterator[str] | Mapping[str, Any]) -> str:
    return "Literal[" + ", ".join(f'"{one}"' for one in members) + "]"


def _named_literal(name: str, members: str) -> str:
    """Return the definition of a Literal, over as few lines as possible."""
    line = f"{name} = {members}"
    if len(line) <= WIDTH:
        return line
    inner = members.removeprefix("Literal[").removesuffix("]")
    wrapped = fill(inner, WIDTH, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
    return f"# fmt: off\n{name} = Literal[\n{wrapped},\n]\n# fmt: on"


def _typed_dict(name: str, description: str, fields: Mapping[str, Field]) -> str:
    types = {one: field.expression if field.is_required else f"NotRequired[{field.expression}]" for one, field in fields.items()}
    if not all(map(str.isidentifier, fields)):
        lines = "".join(f'        "{one}": {expression},\n' for one, expression in types.items())
        return f'#: {description}\n{name} = TypedDict(\n    "{name}",\n    {{\n{lines}    }},\n)'
    lines = "".join(f"    #: {fields[one].description}\n    {one}: {expression}\n" for one, expression in types.items())
    return f'class {name}(TypedDict):\n    """{description}"""\n\n{lines}'.rstrip()


def text() -> str:
    """Return the text of the module."""
    writer = Writer()
    schemas = [schema for schema in catalog.packaged() if schema.envelope is not None]
    for schema in schemas:
        writer.document(schema)
    names = {
        "SchemaName": _literal(iter(schema.name for schema in schemas)),
        "Severity": _literal(iter(["error", "warning"])),
        "Code": _literal(CODES),
        **writer.literals,
    }
    literals = "\n".join(_named_literal(name, members) for name, members in names.items())
    return f"{HEAD}\n{literals}\n\n\n" + "\n\n\n".join(writer.classes.values()) + "\n"


def main(argv: list[str] | None = None) -> int:
    """Update the module, or with ``--check`` report whether it is up to date."""
    parser = argparse.ArgumentParser(description="Write bs_validate/types.py from the schema files and the table of codes.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if the module is out of date")
    arguments = parser.parse_args(argv)
    wanted = text()
    current = TYPES.read_text(encoding="utf-8") if TYPES.exists() else ""
    if current == wanted:
        print("bs_validate/types.py is up to date")
    elif arguments.check:
        print("bs_validate/types.py is out of date: run python scripts/update_types.py")
        return 1
    else:
        TYPES.write_text(wanted, encoding="utf-8")
        print("bs_validate/types.py is written anew")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
