"""Describe the numbers of each region and calling code, from the metadata of the installed phonenumbers.

Where a data module is absent or has another shape, the library is imported and asked.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from bs_validate._check.phones import data

#: The region of the calling codes that belong to no country.
WORLD = "001"


class NumberKind(NamedTuple):
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
    general: NumberKind
    kinds: tuple[NumberKind, ...]


@cache
def regions_by_code() -> Mapping[str, tuple[str, ...]]:
    """Return the regions of each calling code, the main one first."""
    found = data.names("__init__").get("_COUNTRY_CODE_TO_REGION_CODE")
    return {str(code): tuple(regions) for code, regions in (found or _codes_of_library()).items()}


@cache  # one entry for each region: about 250
def region(name: str, code: str) -> Region:
    """Return the metadata of a region and its calling code; the region of a code without a country is ``WORLD``."""
    module = code if name == WORLD else name
    found = data.names(f"region_{module}").get(f"PHONE_METADATA_{module}") or _region_of_library(name, code)
    kinds = [_kind(found[kind]) for kind in data.KINDS if found.get(kind) is not None]
    return Region(
        code,
        found.get("international_prefix") or "",
        found.get("national_prefix_for_parsing") or "",
        found.get("national_prefix_transform_rule") or "",
        found.get("leading_digits") or "",
        _kind(found["general_desc"]),
        tuple(kind for kind in kinds if kind.pattern),
    )


def _kind(arguments: Mapping[str, Any]) -> NumberKind:
    return NumberKind(
        arguments.get("national_number_pattern") or "",
        tuple(arguments.get("possible_length") or ()),
        tuple(arguments.get("possible_length_local_only") or ()),
    )


def _codes_of_library() -> Mapping[int, tuple[str, ...]]:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return COUNTRY_CODE_TO_REGION_CODE


def _region_of_library(name: str, code: str) -> Mapping[str, Any]:
    from phonenumbers import PhoneMetadata

    metadata = PhoneMetadata.metadata_for_region_or_calling_code(int(code), name)
    kinds = {kind: getattr(metadata, kind) for kind in ("general_desc", *data.KINDS)}
    return vars(metadata) | {kind: None if one is None else vars(one) for kind, one in kinds.items()}
