"""Run the generated data modules of the installed phonenumbers, without importing the library.

Importing phonenumbers takes as long as starting Python, mostly for code that is not used here. Its metadata is generated: a
module for each region, which makes one call with literals. Such a module is run with stand-ins for the names that it imports, so
that only the arguments of the call are left; this takes a hundredth of the time. This module imports next to nothing, because the
command's first look uses it.
"""

from importlib.machinery import PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: The kinds of numbers. A number of any kind is valid. The most common kinds come first.
KINDS = (
    *("mobile", "fixed_line", "toll_free", "premium_rate", "shared_cost"),
    *("voip", "personal_number", "pager", "uan", "voicemail"),
)
_LIBRARY = "phonenumbers"


class _Arguments(dict[str, "Any"]):
    """Holds the arguments of a call, in place of the object that the call would have made."""

    @staticmethod
    def register_region_loader(*_: object) -> None:
        """Ignore a loader."""

    register_nongeo_region_loader = register_region_loader


class _AnyModule:
    """A stand-in for every module that a generated module imports from."""

    def __getattr__(self, _: str) -> type[_Arguments]:
        return _Arguments


def names(module: str) -> "dict[str, Any]":
    """Return the names that a data module defines and its ``__file__``; none if it is absent or does more than was expected."""
    library = PathFinder.find_spec(_LIBRARY)
    folders = library.submodule_search_locations if library is not None else None
    found = PathFinder.find_spec(f"{_LIBRARY}.data.{module}", [f"{folder}/data" for folder in folders or ()])
    get_code = getattr(found.loader, "get_code", None) if found is not None else None
    if found is None or get_code is None:
        return {}
    stand_ins = {"__import__": lambda *_, **__: _AnyModule()}
    defined: dict[str, Any] = {"__name__": found.name, "__file__": getattr(found, "origin", None), "__builtins__": stand_ins}
    try:
        exec(get_code(found.name), defined)  # noqa: S102  # the library's own code, which importing the library runs too
    except (AttributeError, ImportError, LookupError, NameError, SyntaxError, TypeError):
        return {}
    return defined
