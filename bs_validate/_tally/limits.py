"""Read limits on the share of documents that may have errors, and find the limit that an error counts against."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from bs_validate._instance.location import dotted, escaped, general, quoted
from bs_validate._schema import catalog
from bs_validate._schema.catalog import Catalog
from bs_validate.codes import CODES
from bs_validate.exceptions import InvalidLimit, UnknownCode, UnknownField

#: Every limit is written as ``PERCENT``, ``FIELD=PERCENT``, ``:CODE=PERCENT`` or ``FIELD:CODE=PERCENT``.
_LIMIT = re.compile(r"(?:(?P<field>[^:=]*)(?P<colon>:(?P<code>[^:=]*))?=)?(?P<percent>[0-9]{1,3}(?:\.[0-9]{1,9})?) ?%?")
#: One percent has so many parts. Percents are compared as whole numbers of parts, because a float cannot be exactly 0.57.
_PARTS = 10**9


class Limit(NamedTuple):
    """The share of documents, in percent, that may have an error of a field and a code. None stands for any."""

    percent: float
    field: str | None = None
    code: str | None = None

    def __str__(self) -> str:
        """Return the limit in the form in which it is read."""
        code = "" if self.code is None else f":{self.code}"
        about = f"{self.field or ''}{code}"
        percent = percentage(self.percent, 11)
        return f"{about}={percent}" if about else percent

    def is_exceeded(self, documents: int, of: int) -> bool:
        """Return whether so many documents are a larger share of all than this."""
        return documents * 100 * _PARTS > round(self.percent * _PARTS) * of


class Excess(NamedTuple):
    """A limit that is exceeded: ``documents`` of ``of`` have an error that counts against it."""

    limit: Limit
    documents: int
    of: int

    def __str__(self) -> str:
        """Return the excess as one sentence."""
        at, code = self.limit.field, self.limit.code
        kind = "an error" if code is None else f"the {CODES[code].severity} {code}"
        place = "" if at is None else f" in {at}"
        share, digits = self.documents * 100 / self.of, 3
        while float(f"{share:.{digits}g}") <= self.limit.percent and digits < 15:
            digits += 1  # the share must not look as if it were within the limit
        about = f"{percentage(share, digits)} of the documents ({self.documents:,} of {self.of:,})"
        return f"{about} have {kind}{place}; the limit is {percentage(self.limit.percent, 11)}"


def percentage(percent: float, digits: int = 3) -> str:
    """Return a percentage as text with at most so many significant digits, and never with an exponent."""
    text = f"{percent:.{digits}g}"
    return f"{float(text):.12f}".rstrip("0") + "%" if "e" in text else f"{text}%"


#: Limits, each with the number of documents that have an error that counts against it.
Counted = tuple[tuple[Limit, int], ...]


def exceeded(counted: Counted, of: int) -> tuple[Excess, ...]:
    """Return the limits that are exceeded when so many documents of all count against each."""
    return tuple(Excess(limit, number, of) for limit, number in counted if limit.is_exceeded(number, of))


class Limits:
    """Limits by field and code. An error counts only against the most specific limit that applies to it.

    ``warned`` are the codes of warnings that a limit names. No other warnings count.
    """

    __slots__ = ("_by_about", "every", "warned")

    def __init__(self, limits: Iterable[Limit]) -> None:
        """Take limits. The last of two limits on the same field and code counts. Errors without a limit have the limit 0."""
        self._by_about = {(limit.field, limit.code): limit for limit in limits}
        self._by_about.setdefault((None, None), Limit(0.0))
        #: All limits, each about something else.
        self.every = tuple(self._by_about.values())
        self.warned = frozenset(code for _, code in self._by_about if code is not None and CODES[code].severity == "warning")

    def of(self, field: str, code: str) -> Limit:
        """Return the limit that an error counts against."""
        known = self._by_about
        for about in ((field, code), (field, None), (None, code)):
            if about in known:
                return known[about]
        return known[None, None]

    def of_warning(self, field: str, code: str) -> Limit | None:
        """Return the limit that a warning counts against, which names its code, or None."""
        return self._by_about.get((field, code)) or self._by_about.get((None, code))


def limits_in(texts: Iterable[str], schemas: Catalog, *, warnings: bool = True) -> Limits:
    """Return the limits in texts such as ``1%``, ``email=0.5%`` and ``phones.*.number:phone=2%``.

    ``schemas`` has the fields that may be named; ``warnings`` tells whether warnings are looked for. Raises ``InvalidLimit`` for
    a text that is not a limit, or that names a warning nobody looks for, and ``UnknownName`` for a field or a code that does not
    exist.
    """
    limits = Limits([_limit(text, schemas) for text in texts])
    if limits.warned and not warnings:
        raise InvalidLimit(f"a limit on {min(limits.warned)} needs warnings=True, because it is a warning")
    return limits


def _limit(text: str, schemas: Catalog) -> Limit:
    found = _LIMIT.fullmatch(text)
    if found is None or float(found["percent"]) > 100:
        raise InvalidLimit(
            f"'{quoted(escaped(text))}' is not a limit: write a percentage from 0 to 100, such as 1% or email=0.5%"
        )
    field = general(found["field"].replace("[]", ".*")) if found["field"] else None
    code = found["code"]
    if found["colon"] and code not in CODES:
        raise UnknownCode(str(code), CODES)
    if field is not None:
        names = fields_of(schemas)
        if field not in names:
            raise UnknownField(field, sorted(names))
    return Limit(float(found["percent"]), field, code)


def fields_of(schemas: Catalog) -> frozenset[str]:
    """Return the names of all fields of all schemas, with ``*`` for an index, in resources and around them."""
    found = set()
    for schema in schemas:
        depth = 0 if schema.envelope is None else 2
        found |= {general(dotted(place[depth:])) for place, _ in catalog.fields(schema)}
    return frozenset(found - {""})
