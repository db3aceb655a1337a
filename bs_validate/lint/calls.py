"""Find the documented operation that a recorded request calls, and the doubts about the call."""

from collections.abc import Callable
from functools import lru_cache, partial

from bs_validate._check import parameters
from bs_validate._check.issues import Issue
from bs_validate._schema import operations
from bs_validate._schema.operations import Call
from bs_validate.validator import Validator

#: The calls that are remembered, by method and URL: recordings have few different calls, and most of them many times.
_MAX_CALLS = 1_000

#: A call, or None for an operation that is not documented, and the doubts about it.
Found = tuple[Call | None, tuple[Issue, ...]]


@lru_cache(maxsize=4)
def finder(validator: Validator) -> Callable[[str, str], Found]:
    """Return the function that finds the call of a method and a URL."""
    return lru_cache(maxsize=_MAX_CALLS)(partial(_found, validator))


def _found(validator: Validator, method: str, url: str) -> Found:
    call = operations.find(validator.operations, method, url)
    return call, () if call is None else tuple(parameters.doubts(call, url, validator.catalog))
