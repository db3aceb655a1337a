"""Read the metadata of the installed phonenumbers, without importing the whole library where that can be avoided.

Importing phonenumbers takes as long as starting Python, mostly for code that is not used here. Its metadata is generated: a
module for each region, which makes one call with literals. Such a module is run with stand-ins for the names that it imports, so
that nothing but the arguments of the call is left; this takes a hundredth of the time. Where a module is absent or has another
shape, the library is imported and asked.
"""

from collections.abc import Mapping
from functools import cache
from importlib.machinery import PathFinder
from typing import Any, NamedTuple

#: The region of the calling codes that belong to no country.
WORLD = "001"
#: The kinds of numbers, any of which makes a number valid; the most common ones come first.
_KINDS = (
    *("mobile", "fixed_line", "toll_free", "premium_rate", "shared_cost"),
    *("voip", "personal_number", "pager", "uan", "voicemail"),
)
_LIBRARY = "phonenumbers"


class Kind(NamedTuple):
    """The numbers of one kind: their pattern, their lengths, and the lengths that can only be dialled inside an area."""

    pattern: str
    lengths: tuple[int, ...]
    local_lengths: tuple[int, ...]


class Region(NamedTuple):
    """The numbers of a region. Prefixes and leading digits are regular expressions; one that is absent is empty.

    ``transform`` takes the place of the national prefix and may name the groups of its expression.
    """

    code: str
    international_prefix: str
    national_prefix: str
    transform: str
    leading_digits: str
    general: Kind
    kinds: tuple[Kind, ...]


@cache
def regions_by_code() -> Mapping[str, tuple[str, ...]]:
    """Return the regions of each calling code, the main one first."""
    found = _read("__init__").get("_COUNTRY_CODE_TO_REGION_CODE")
    return {str(code): tuple(regions) for code, regions in (found or _codes_of_library()).items()}


@cache  # one entry for each region: about 250
def region(name: str, code: str) -> Region:
    """Return the metadata of a region and its calling code; the region of a code without a country is ``WORLD``."""
    module = code if name == WORLD else name
    found = _read(f"region_{module}").get(f"PHONE_METADATA_{module}") or _region_of_library(name, code)
    kinds = [_kind(found[kind]) for kind in _KINDS if found.get(kind) is not None]
    return Region(
        code,
        found.get("international_prefix") or "",
        found.get("national_prefix_for_parsing") or "",
        found.get("national_prefix_transform_rule") or "",
        found.get("leading_digits") or "",
        _kind(found["general_desc"]),
        tuple(kind for kind in kinds if kind.pattern),
    )


def _kind(arguments: Mapping[str, Any]) -> Kind:
    return Kind(
        arguments.get("national_number_pattern") or "",
        tuple(arguments.get("possible_length") or ()),
        tuple(arguments.get("possible_length_local_only") or ()),
    )


class _Arguments(dict[str, Any]):
    """Holds the arguments of a call, in place of the object that the call would have made."""

    @staticmethod
    def register_region_loader(*_: object) -> None:
        """Ignore a loader."""

    register_nongeo_region_loader = register_region_loader


class _AnyModule:
    """A stand-in for every module that a generated module imports from."""

    def __getattr__(self, _: str) -> type[_Arguments]:
        return _Arguments


def _read(module: str) -> dict[str, Any]:
    """Return the names that a module of metadata defines; none where it is absent or does more than was expected."""
    library = PathFinder.find_spec(_LIBRARY)
    folders = library.submodule_search_locations if library is not None else None
    found = PathFinder.find_spec(f"{_LIBRARY}.data.{module}", [f"{folder}/data" for folder in folders or ()])
    get_code = getattr(found.loader, "get_code", None) if found is not None else None
    if found is None or get_code is None:
        return {}
    stand_ins = {"__import__": lambda *_, **__: _AnyModule()}
    names: dict[str, Any] = {"__name__": found.name, "__builtins__": stand_ins}
    try:
        exec(get_code(found.name), names)  # noqa: S102  # the library's own code, which importing the library runs too
    except (AttributeError, ImportError, LookupError, NameError, SyntaxError, TypeError):
        return {}
    return names


def _codes_of_library() -> Mapping[int, tuple[str, ...]]:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return COUNTRY_CODE_TO_REGION_CODE


def _region_of_library(name: str, code: str) -> Mapping[str, Any]:
    from phonenumbers import PhoneMetadata

    metadata = PhoneMetadata.metadata_for_region_or_calling_code(int(code), name)
    kinds = {kind: getattr(metadata, kind) for kind in ("general_desc", *_KINDS)}
    return vars(metadata) | {kind: None if one is None else vars(one) for kind, one in kinds.items()}
