"""Check documents against one schema: decide whether they are valid, and find their errors and warnings."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from bs_validate._check import issues, one_field, places, simple_path
from bs_validate._check.checks import Holds, is_known
from bs_validate._check.engines.interface import Compile, CompilePart
from bs_validate._check.issues import Issue
from bs_validate._check.places import Place
from bs_validate._check.reasons import Reasons
from bs_validate._check.walk import walk
from bs_validate._instance import guard
from bs_validate._instance.location import Location
from bs_validate._schema import tree
from bs_validate._schema.applicators import JSON
from bs_validate._schema.catalog import Schema
from bs_validate.report import FieldError, Report

#: Documents a schema may reject before the fast path is built: building it takes about as long as the simple path takes for 50.
REJECTIONS_BEFORE_FAST_PATH = 50

#: Valid documents that are searched for doubts before the engine is asked which of them are plain: to make it ready for that
#: takes about as long as 100 searches.
SEARCHES_BEFORE_PLAIN = 100

#: Values in a document, at most, for the simple path: the engine makes every error before it hands out the first, and takes
#: seconds where 100 kB have tens of thousands of them.
MAX_VALUES_ON_SIMPLE_PATH = 300


class Checker:
    """The compiled form of one schema, and the places of its documents.

    The errors of an invalid document are found in one of two ways, which give the same errors:

    - the *simple path* looks up the violations that the engine itself lists. It runs for the first small documents that the
      schema rejects, and for every document where the engine does not decide quickly (the reference engine) or where the schema
      has keywords that cannot be checked one by one;
    - the *fast path* is a walk over the places of the document, which asks the engine about parts of it. It runs for all others.

    Warnings are found by the same walk: together with the errors if they are wanted at once, or by themselves. After the first
    valid documents that are searched for them, the engine is asked first: in a document that is *plain*, only phone numbers can
    be doubted, so that the walk goes to nothing else.

    Threads may share a checker. They may then lose a count of a rejection, or make the same thing twice: neither shows.
    """

    __slots__ = (
        "_can_walk",
        "_compile",
        "_compiled",
        "_is_plain",
        "_is_valid",
        "_locations",
        "_place",
        "_reasons",
        "_rejections",
        "_searches",
        "_simple_rejections",
        "_walk_phones",
        "schema",
    )

    schema: Schema
    _walk_phones: Callable[[Place, JSON], list[Issue]]

    def __init__(
        self, schema: Schema, compile_schema: Compile, *, rejections_before_fast_path: int = REJECTIONS_BEFORE_FAST_PATH
    ) -> None:
        """Compile a schema with an engine. The rest is made when it is first needed. Raises ``InvalidSchema``."""
        self.schema = schema
        self._reasons = Reasons()
        self._compile: CompilePart = partial(compile_schema, reason_of=self._reasons.reason)
        self._compiled = self._compile(schema.document)
        self._is_valid = self._compiled.is_valid
        self._simple_rejections = rejections_before_fast_path
        self._rejections = 0
        self._searches = 0
        self._is_plain: Holds | None = None
        self._can_walk: bool | None = None
        self._place: Place | None = None
        self._locations: Mapping[str, Location] | None = None

    @property
    def locations(self) -> Mapping[str, Location]:
        """The location of each field in the first resource, by its dotted name, in which every index is 0."""
        if self._locations is None:
            self._locations = one_field.locations(self.schema)
        return self._locations

    def is_valid(self, document: JSON) -> bool:
        """Return whether a plain document has no errors."""
        try:
            return self._is_valid(document)
        finally:
            if self._reasons.found:
                self._reasons.forget()

    def report(
        self, document: JSON, problems: tuple[Issue, ...] = (), text: bytes | None = None, *, warnings: bool = False
    ) -> Report:
        """Report on a plain document, given the problems it had before it was plain.

        With ``warnings``, they are found together with the errors. Otherwise they are found when they are first read. ``text`` is
        the document as JSON text, from which they are then found, because the caller may change the document until then.
        """
        try:
            if not problems and self._is_valid(document):
                found: list[Issue] = []
                doubts = self._doubts_of_valid(document) if warnings else None
            else:
                found, doubts = self._found(document, wants_doubts=warnings)
        finally:
            if self._reasons.found:
                self._reasons.forget()
        if problems:
            told = [one for one in problems if one.code != "not_representable" or not self._is_ignored(one.location)]
            found = issues.in_order(self.schema, document, (*told, *issues.beside(problems, found)))
        errors = issues.errors(self.schema, found) if found else ()
        if doubts is None:
            return Report(self.schema.name, errors, partial(self._warnings, document if text is None else text, found))
        return Report(self.schema.name, errors, issues.warnings(self.schema, issues.elsewhere(doubts, found)))

    def _found(self, document: JSON, *, wants_doubts: bool) -> tuple[list[Issue], list[Issue] | None]:
        """Return the errors of a plain document in document order, and the warnings if they are wanted."""
        if not self._can_walk and self._is_left_to_simple_path(document):
            return self._by_simple_path(document), self._doubts(document) if wants_doubts else None
        found, doubts = walk(self._root(), self.schema, document, wants_doubts=wants_doubts)
        return found, doubts if wants_doubts else None

    def _is_left_to_simple_path(self, document: JSON) -> bool:
        """Count a document as rejected, and return whether to use the simple path for it."""
        if self._rejections < self._simple_rejections:
            self._rejections += 1
            if _is_small(document):
                return True
        if self._can_walk is None:
            self._can_walk = self._compiled.decides_quickly and is_known(self.schema.document)
        return not self._can_walk

    def _root(self) -> Place:
        if self._place is None:
            self._place = places.root(self.schema, self._compile, self._reasons.reason)
        return self._place

    def _is_ignored(self, location: Location) -> bool:
        """Return whether a location is in a field that the server ignores in a write."""
        if self.schema.representation == "read":
            return False
        node = tree.root(self.schema.document)
        for part in location:
            inside = node.possible()
            node = inside.items() if type(part) is int else inside.property(str(part))
            if any(one.schema.get("readOnly", False) for one in node.roots):
                return True
        return False

    def _by_simple_path(self, document: JSON) -> list[Issue]:
        violations = self._compiled.violations(document)
        found = simple_path.issues(self.schema.document, document, violations, self._reasons.reason)
        return issues.in_order(self.schema, document, found)

    def _warnings(self, document: JSON, found: Iterable[Issue]) -> tuple[FieldError, ...]:
        """Return the warnings of a document, or of its JSON text, that are not at the place of an error."""
        if type(document) is bytes:
            document = guard.fast_json().loads(document)
        try:
            doubts = self._doubts(document) if found else self._doubts_of_valid(document)
        finally:
            self._reasons.forget()
        return issues.warnings(self.schema, issues.elsewhere(doubts, found))

    def _doubts_of_valid(self, document: JSON) -> list[Issue]:
        is_plain = self._is_plain or self._plain()
        if is_plain is not None and is_plain(document):
            return self._walk_phones(self._root(), document)
        return self._doubts(document)

    def _plain(self) -> Holds | None:
        """Return the check for plain documents, once there have been many documents; only a quick engine is asked."""
        self._searches += 1
        if self._searches > SEARCHES_BEFORE_PLAIN and self._compiled.decides_quickly:
            from bs_validate._check.phone_walk import walk_phones  # a command for a few files does without both
            from bs_validate._check.plain import plain

            self._walk_phones = walk_phones
            self._is_plain = self._compile(plain(self.schema)).is_valid
        return self._is_plain

    def _doubts(self, document: JSON) -> list[Issue]:
        return walk(self._root(), self.schema, document, wants_errors=False, wants_doubts=True)[1]


def _is_small(document: JSON) -> bool:
    """Return whether a plain document has few enough values for the simple path."""
    containers = [document] if type(document) in (dict, list) else []
    count = 0
    for container in containers:  # each adds those inside it
        count += len(container)
        if count > MAX_VALUES_ON_SIMPLE_PATH:
            return False
        inside = container.values() if type(container) is dict else container
        containers += [item for item in inside if type(item) is dict or type(item) is list]
    return True
