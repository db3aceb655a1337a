"""Assemble the JavaScript module from the data of the schemas and languages, and the program that reads the data."""

from collections.abc import Collection
from importlib.resources import files

from bs_validate._schema.catalog import Catalog
from bs_validate.javascript.data import as_script, data

_NOTICE = "// bs-validate, for the BookingSync API v3. Names of countries and languages: Unicode CLDR (Unicode License v3).\n"


def module(catalog: Catalog, locales: Collection[str]) -> str:
    """Return one ES module without imports, for English and other languages. It generates no code at run time."""
    return "".join([_NOTICE, *as_script(data(catalog, locales)), packaged_text("program.js").split("\n", 1)[1]])


def declarations() -> str:
    """Return the module's declarations for TypeScript: its functions, then the types of payloads."""
    return f"{packaged_text('head.d.ts')}\n{packaged_text('types.d.ts')}"


def packaged_text(file: str) -> str:
    """Return a file of this folder, from which the module, its types and the page are made."""
    return files("bs_validate.javascript").joinpath(file).read_text(encoding="utf-8")
