"""The checker of a schema: whether a document is valid, what its issues are, and what there is to doubt about it."""

from collections.abc import Iterable, Mapping
from functools import partial

from bs_validate._check import issues, one_field, simple_path
from bs_validate._check.advice import Adviser
from bs_validate._check.engines.interface import Compile, CompilePart
from bs_validate._check.fast_path import Plan, is_plannable, plan, walk
from bs_validate._check.issues import Issue
from bs_validate._check.reasons import Reasons
from bs_validate._instance.location import Location
from bs_validate._schema import tree
from bs_validate._schema.applicators import JSON
from bs_validate._schema.catalog import Schema
from bs_validate.report import FieldError, Report

#: Documents a schema may reject before the fast path is built: building it takes about as long as the simple path takes for 50.
REJECTIONS_BEFORE_FAST_PATH = 50

#: Values in a document, at most, for the simple path: the engine makes every error before it hands out the first, and takes
#: seconds where 100 kB have tens of thousands of them.
MAX_VALUES_ON_SIMPLE_PATH = 300


class Checker:
    """Everything that is made of one schema: the compiled schema, the plan of the fast path, the adviser, the places of fields.

    There are two ways to the issues of a document that is not valid, and they give the same issues:

    - the *simple path* looks up the violations that the engine itself lists. It runs for the first small documents that the
      schema rejects, and for every document where the engine does not decide quickly (the reference engine) or where the schema
      has keywords that a plan does not know;
    - the *fast path* walks a plan of the schema and asks the engine about parts of the document. It runs for all others.

    Threads may share a checker. They may then lose a count of a rejection, or make the same thing twice: neither shows.
    """

    __slots__ = (
        "_adviser",
        "_can_plan",
        "_compile",
        "_compiled",
        "_is_valid",
        "_locations",
        "_plan",
        "_reasons",
        "_rejections",
        "_simple_rejections",
        "schema",
    )

    schema: Schema

    def __init__(
        self, schema: Schema, compile_schema: Compile, *, rejections_before_fast_path: int = REJECTIONS_BEFORE_FAST_PATH
    ) -> None:
        """Compile a schema with an engine; all else is made when it is first needed. Raises ``InvalidSchema``."""
        self.schema = schema
        self._reasons = Reasons()
        self._compile: CompilePart = partial(compile_schema, reason_of=self._reasons.reason)
        self._compiled = self._compile(schema.document)
        self._is_valid = self._compiled.is_valid
        self._simple_rejections = rejections_before_fast_path
        self._rejections = 0
        self._can_plan = True
        self._plan: Plan | None = None
        self._adviser: Adviser | None = None
        self._locations: Mapping[str, Location] | None = None

    @property
    def locations(self) -> Mapping[str, Location]:
        """The location of each field in the first resource, by its dotted name, in which every index is 0."""
        if self._locations is None:
            self._locations = one_field.locations(self.schema)
        return self._locations

    def report(self, document: JSON, problems: tuple[Issue, ...] = (), text: bytes | None = None) -> Report:
        """Report on a plain document, given the problems it had before it was plain.

        The warnings are worked out when they are asked for, from ``text`` if it is given: the document as JSON text, for a
        document that the caller may change until then.
        """
        try:
            if not problems and self._is_valid(document):
                return Report(self.schema.name, (), partial(self._warnings, document if text is None else text))
            found = self.issues(document)
        finally:
            if self._reasons.found:
                self._reasons.forget()
        if problems:
            told = [one for one in problems if one.code != "not_representable" or not self._is_ignored(one.location)]
            found = issues.in_order(self.schema, document, (*told, *issues.beside(problems, found)))
        return Report(
            self.schema.name,
            issues.errors(self.schema, found),
            partial(self._warnings, document if text is None else text, found),
        )

    def issues(self, document: JSON) -> list[Issue]:
        """Return the issues of a plain document, in document order."""
        if self._rejections < self._simple_rejections:
            self._rejections += 1
            if _is_small(document):
                return self._by_simple_path(document)
        if self._plan is None and self._can_plan:
            self._can_plan = self._compiled.decides_quickly and is_plannable(self.schema.document)
            self._plan = plan(self.schema.document, self._compile, self._reasons.reason) if self._can_plan else None
        return self._by_simple_path(document) if self._plan is None else walk(self._plan, self.schema.fields, document)

    def _is_ignored(self, location: Location) -> bool:
        """Return whether a location is in a field that the server ignores in a write, whatever its value is."""
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

    def _warnings(self, document: JSON, found: Iterable[Issue] = ()) -> tuple[FieldError, ...]:
        """Work out the warnings of a document, or of its JSON text, leaving out what is at an issue."""
        if type(document) is bytes:
            import orjson  # only here: a document that came as text does not need it

            document = orjson.loads(document)
        if self._adviser is None:
            self._adviser = Adviser(self.schema, self._compile)
        try:
            doubts = self._adviser(document)
        finally:
            self._reasons.forget()
        if not doubts:
            return ()
        places = {issue.location for issue in found}
        doubts = [doubt for doubt in doubts if doubt.location not in places]
        return issues.warnings(self.schema, issues.in_order(self.schema, document, doubts))


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
