#!/bin/sh
# An assistant edits contacts with the tools of a server for the Model Context Protocol (MCP). A tool takes a note, which is a text or None,
#   and its schema says so. The client sends JSON. The official SDK for Python and the package fastmcp run the same tools.
# Guess: The function gets the text that the client sent, whatever is in it. If a tool returns a list, the text of the answer is this list
#   as JSON.
# Reality: If the type of an argument is not exactly str, mcp first parses each text as JSON. The note "null" is None, and so is a company
#   with this name. The notes "[1]", "[]" and "{}" are rejected, because they are no longer texts. In an argument of any type they become
#   lists and objects. "true", "12" and "\"x\"" stay texts, and so does "null" if the type is str. An unknown name is dropped. A list
#   becomes one text for each item and none for None, so a list with one contact has the same text as that contact. NaN is written as
#   NaN. fastmcp changes no text, rejects the unknown name, and writes JSON. Both write nothing for an empty list.
# Library: mcp 2.3.0, fastmcp 4.1.6, pydantic 2.14.4 (PyPI).
# Why it matters: The text "null" clears a note, and a note that happens to be JSON cannot be saved, although the schema of the tool accepts
#   it. Declare such an argument as str with the default "", or use fastmcp.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mcp==2.3.0 fastmcp==4.1.6 pydantic==2.14.4 2>log
cat >tools.py <<'PY'
import asyncio
import json
import logging
from importlib.metadata import version
from typing import Any, Literal

from fastmcp import FastMCP
from mcp.server import MCPServer

logging.disable(logging.CRITICAL)
print(*(f"{name} {version(name)}" for name in ["mcp", "fastmcp", "pydantic"]))

ARGUMENTS = [
    *({"note": text} for text in ["null", "[1]", "[]", "{}", "true", "12", '"x"']),
    {"company": "null"},
    {"title": "null"},
    {"anything": "null"},
    {"anything": "[1]"},
    {"zip": "00150"},
    {"nots": "Call first"},
]
ANSWERS = {
    "one contact": [{"email": None}],
    "two contacts": [{"email": None}, {"email": "a@example.com"}],
    "no contacts": [],
    "None in a list": ["x", None],
    "NaN": {"latitude": float("nan")},
}


def update(
    note: str | None = None,
    company: Literal["Acme", "null"] | None = None,
    title: str = "",
    anything: Any = None,
    zip: str | int | None = None,
) -> str:
    given = {"note": note, "company": company, "title": title, "anything": anything, "zip": zip}
    return json.dumps({name: value for name, value in given.items() if value not in (None, "")})


def answer(title: str) -> Any:
    return ANSWERS[title]


async def main():
    for name, server in {"mcp": MCPServer("contacts"), "fastmcp": FastMCP("contacts")}.items():
        server.tool()(update)
        server.tool()(answer)
        print(f"{name}:")
        for arguments in ARGUMENTS:
            try:
                result = (await server.call_tool("update", arguments)).structured_content["result"]
            except Exception:
                result = "an error"
            print(f"  {json.dumps(arguments)}: {result}")
        for title in ANSWERS:
            content = (await server.call_tool("answer", {"title": title})).content
            print(f"  {title}:", *(" ".join(block.text.split()) for block in content), sep=" | ")


asyncio.run(main())
PY
venv/bin/python -W ignore tools.py 2>>log | tee observed
cat >expected <<'TXT'
mcp 2.3.0 fastmcp 4.1.6 pydantic 2.14.4
mcp:
  {"note": "null"}: {}
  {"note": "[1]"}: an error
  {"note": "[]"}: an error
  {"note": "{}"}: an error
  {"note": "true"}: {"note": "true"}
  {"note": "12"}: {"note": "12"}
  {"note": "\"x\""}: {"note": "\"x\""}
  {"company": "null"}: {}
  {"title": "null"}: {"title": "null"}
  {"anything": "null"}: {}
  {"anything": "[1]"}: {"anything": [1]}
  {"zip": "00150"}: {"zip": "00150"}
  {"nots": "Call first"}: {}
  one contact: | { "email": null }
  two contacts: | { "email": null } | { "email": "a@example.com" }
  no contacts:
  None in a list: | x
  NaN: | { "latitude": NaN }
fastmcp:
  {"note": "null"}: {"note": "null"}
  {"note": "[1]"}: {"note": "[1]"}
  {"note": "[]"}: {"note": "[]"}
  {"note": "{}"}: {"note": "{}"}
  {"note": "true"}: {"note": "true"}
  {"note": "12"}: {"note": "12"}
  {"note": "\"x\""}: {"note": "\"x\""}
  {"company": "null"}: {"company": "null"}
  {"title": "null"}: {"title": "null"}
  {"anything": "null"}: {"anything": "null"}
  {"anything": "[1]"}: {"anything": "[1]"}
  {"zip": "00150"}: {"zip": "00150"}
  {"nots": "Call first"}: an error
  one contact: | [{"email":null}]
  two contacts: | [{"email":null},{"email":"a@example.com"}]
  no contacts:
  None in a list: | ["x",null]
  NaN: | {"latitude":null}
TXT
diff expected observed
