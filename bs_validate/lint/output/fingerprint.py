"""Fingerprints by which services recognise a finding in the next run."""

import hashlib
import json
from collections import Counter


class Fingerprints:
    """Makes the fingerprints of one report: each stays the same when lines move, and no two are equal."""

    __slots__ = ("_equals",)

    def __init__(self) -> None:
        """Start a report."""
        self._equals: Counter[tuple[str, str, str]] = Counter()

    def of(self, file: str, pointer: str, code: str) -> str:
        """Return a hash of file, pointer, code, and the number among the findings that have all of these in common."""
        identity = (file, pointer, code)
        self._equals[identity] += 1
        return hashlib.sha256(json.dumps((*identity, self._equals[identity])).encode()).hexdigest()
