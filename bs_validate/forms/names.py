"""The names that forms post: the field that each one leads to, and the names that belong to a framework."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from bs_validate._instance.location import Location, dotted
from bs_validate._schema import catalog
from bs_validate._schema.applicators import JsonSchema
from bs_validate._schema.catalog import Schema
from bs_validate.report import FieldError

JSON = Any
Row = TypeVar("Row")
Fields = Iterable[tuple[str, Iterable[JSON]]]

#: Names that are posted beside the fields.
FRAMEWORK = frozenset(
    {
        *("submit", "button", "_charset_"),  # HTML
        "csrfmiddlewaretoken",  # Django
        *("_save", "_continue", "_addanother", "_saveasnew", "_popup", "_to_field"),  # Django's admin
        *("authenticity_token", "utf8", "_method", "commit"),  # Rails
        "csrf_token",  # Flask-WTF
        *("_token", "_csrf", "_csrf_token"),  # Laravel and Symfony, Spring, Phoenix
        *("_xsrf", "_formkey", "_formname", "csrftoken"),  # Tornado, py4web, Starlette
        *("_csrfToken", "csrfToken"),  # CakePHP, Play
        "__RequestVerificationToken",  # ASP.NET
        *("__VIEWSTATE", "__VIEWSTATEGENERATOR", "__EVENTVALIDATION", "__EVENTTARGET", "__EVENTARGUMENT"),  # ASP.NET Web Forms
        *("_wpnonce", "_wp_http_referer"),  # WordPress
        *("g-recaptcha-response", "h-captcha-response", "cf-turnstile-response"),  # boxes that keep robots out
    }
)
#: Names that belong to a framework whatever parts follow: CakePHP's protection of forms, and the input that a LiveView names.
_FRAMEWORK_WITH_PARTS = frozenset({"_Token", "_target"})
#: How many rows a Django formset has, in four fields, and the step that a wizard of django-formtools is at.
_MANAGEMENT = frozenset({"TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS", "current_step"})
#: What Django, Rails and Phoenix post in each row beside its fields.
_OF_A_ROW = frozenset({"id", "ORDER", "_persistent_id"})
#: What stands before the name of a field in the name of a hidden input beside it: Phoenix's mark of an input that nobody has
#: used, Spring's of one that may post nothing, and Django's of what the field was at first. The longest is first.
_MARKS = ("_unused_", "_", "initial-")
#: The check boxes that mark a row for deletion, of Django and of Rails.
_DELETION = frozenset({"DELETE", "_destroy"})
#: Values of such a check box that leave the row in place, for Django or for Rails.
_NOT_DELETED = frozenset({"", "0", "f", "false", "off"})
#: What stands for the index in the empty row that Django's pages keep as a template.
_TEMPLATE = "__prefix__"
#: What Rails adds to the name of a list of nested records.
_NESTED = "_attributes"

#: A longer name, in characters, is not searched for a prefix: no field and no prefix is as long.
_MAX_NAME = 1000
#: A prefix is followed by at most so many parts: a field three lists deep has no more.
_MAX_PARTS = 8

_INDEX = re.compile("[0-9]{1,18}")  # ASCII alone: int() refuses some of what str.isdigit() takes
_SEPARATORS = re.compile(r"[-.\[]")
_BRACKETS = re.compile(r"[^\[\].]++(?:\[[^\[\]]*+\]|\.[^\[\].]++)++")
_BRACKETED = re.compile(r"\[([^\[\]]*)\]|([^\[\].]+)")
#: Rails' brackets without an index, before the name of a field: ``phones[][number]``.
_NO_INDEX = re.compile(r"\[\](?=[\[.])")
_FIRST_BRACKETS = re.compile(r"\[([^\[\]]+)\](.*)", re.DOTALL)


class PostedName(NamedTuple):
    """A name as it was posted, the same without a prefix, the path that it leads to, if any, and its values."""

    name: str
    bare: str
    path: Location | None
    values: list[JSON]


class Names:
    """Reads the names of one form by the fields of one schema.

    ``ignore`` has names to leave out, whole or by their last part; ``prefix`` is the form's own, or None to find it.
    """

    __slots__ = ("_ignore", "_prefix", "_resource", "fields")

    def __init__(self, schema: Schema, ignore: Collection[str], prefix: str | None) -> None:
        """Take the schema and the options; a prefix may have its separator or not."""
        start = 0 if schema.envelope is None else 2
        #: The schemas of each field by its place, in which every index is 0.
        self.fields: dict[Location, list[JsonSchema]] = {place[start:]: inner for place, inner in catalog.fields(schema)}
        self._resource = schema.resource
        self._ignore = frozenset(ignore)
        self._prefix = None if prefix is None else prefix.rstrip("-.[")

    def of_the_form(self, sent: Sequence[tuple[str, list[JSON]]]) -> Iterator[PostedName]:
        """Yield each name that belongs to the form.

        Without a prefix of its own a form may have the name of the resource as one (``contact[email]``), or any other that all
        of its names share, when none is a field as it stands.
        """
        prefix = self._shared_prefix([name for name, _ in sent]) if self._prefix is None else self._prefix
        for name, numbered, values in _with_indices(sent):
            bare = _without(prefix, numbered) if prefix else numbered
            if bare is None and self._prefix is None:
                bare = numbered
            if bare is None or (self._ignore and not self._ignore.isdisjoint((name, bare, _last(name)[1]))):
                continue
            path = self.path(bare)
            if path is None and (without_resource := self._without_resource(bare)) is not None:
                bare, path = without_resource, self.path(without_resource)
            yield PostedName(name, bare, path, values)

    def path(self, name: str) -> Location | None:
        """Return the path that a name leads to, as one of the spellings has it, or None when it is not the name of a field."""
        if (name,) in self.fields:
            return (name,)
        if _BRACKETS.fullmatch(name):
            parts = [inside or plain for inside, plain in _BRACKETED.findall(name)]
            path = self._path(parts if parts[-1] else parts[:-1])
            if parts[-1] == "":
                return path if path is not None and self.is_list(path) else None
            if path is not None:
                return path
        return self._path(name.split("-"))

    def _without_resource(self, name: str) -> str | None:
        """Return a name without the name of the resource in front, which may be that of a class (``Contact[email]``)."""
        return next(filter(None, (_without(one, name) for one in (self._resource, self._resource.capitalize()))), None)

    def is_list(self, path: Location) -> bool:
        """Return whether the schema has a list at a path."""
        return (*place_of(path), 0) in self.fields

    def deletion(self, name: str) -> Location | None:
        """Return the path of the row that a check box of this name marks for deletion, or None for any other name."""
        row, last = _last(name)
        return self._row(row) if last in _DELETION else None

    def is_beside(self, name: str) -> bool:
        """Return whether a name that is not the name of a field is one that frameworks post beside the fields."""
        rest, last = _last(name)
        if name in FRAMEWORK or last in _MANAGEMENT or _TEMPLATE in re.split(r"[-.\[\]]", name):
            return True
        if last in ("x", "y") and rest in FRAMEWORK:  # of a submit button that is an image: where it was clicked
            return True
        if rest in _FRAMEWORK_WITH_PARTS or self._is_mark(name, last):
            return True
        return last in FRAMEWORK | _OF_A_ROW and self._row(rest) is not None

    def _is_mark(self, name: str, last: str) -> bool:
        """Return whether a name is that of a hidden input that says something of a field, and would be the field's without it."""
        at = name.rfind(last)
        for mark in _MARKS:
            for before, rest in ((name[:at], name[at:]), ("", name)):
                if rest.startswith(mark) and self._is_field(before + rest.removeprefix(mark)):
                    return True
        return False

    def _is_field(self, name: str) -> bool:
        """Return whether a name leads to a field, by itself or below the name of the resource."""
        inside = self._without_resource(name)
        return self.path(name) is not None or (inside is not None and self.path(inside) is not None)

    def _row(self, name: str) -> Location | None:
        path = self.path(name)
        return path if path and type(path[-1]) is int else None

    def _path(self, parts: list[str]) -> Location | None:
        path: Location = ()
        place: Location = ()
        for part in parts:
            inside = self._inside(place, part)
            if inside is None:
                return None
            path, place = (*path, inside), (*place, 0 if type(inside) is int else inside)
        return path

    def _inside(self, place: Location, part: str) -> str | int | None:
        """Return the index or the name of a field that a part of a name is at a place."""
        if (*place, 0) in self.fields and _INDEX.fullmatch(part):
            return int(part)
        return next((name for name in (part, part.removesuffix(_NESTED)) if (*place, name) in self.fields), None)

    def _shared_prefix(self, names: Sequence[str]) -> str:
        """Return the prefix that all names share, except those of the framework; empty if a name is a field without one."""
        names = [_NO_INDEX.sub("[0]", name, count=1) for name in names]
        if any(self.path(name) is not None for name in names):
            return ""
        own = [name for name in names if not self.is_beside(name)]
        if not own or len(own[0]) > _MAX_NAME:
            return ""
        ends = [found.start() for found in _SEPARATORS.finditer(own[0])][-_MAX_PARTS:]
        for prefix in (own[0][:end] for end in ends):
            bare = [_without(prefix, name) for name in own] if self._is_prefix(prefix) else [None]
            if None not in bare and any(self.path(str(name)) is not None for name in bare):
                return prefix
        return ""

    def _is_prefix(self, name: str) -> bool:
        """Return whether a name can be a prefix: what is before a part of a field, such as ``phones-0``, is none."""
        return name != "" and not any((part,) in self.fields for part in re.split(r"[-.\[\]]", name))


def _with_indices(sent: Sequence[tuple[str, list[JSON]]]) -> Iterator[tuple[str, str, list[JSON]]]:
    """Yield each name as it was posted, the same with an index in place of Rails' ``[]`` before a field, and its values.

    The first value of each name of a list is in the first row, and so on. Where the names have different numbers of values they
    stay as they are: many frameworks group the values by name, and then nobody can tell which row lacks one.
    """
    lengths: dict[str, dict[str, int]] = {}
    for name, values in sent:
        if found := _NO_INDEX.search(name):
            names = lengths.setdefault(name[: found.start()], {})
            names[name] = names.get(name, 0) + len(values)
    next_rows: dict[str, int] = {}
    for name, values in sent:
        found = _NO_INDEX.search(name)
        if found is None or len(set(lengths[name[: found.start()]].values())) > 1:
            yield name, name, values
            continue
        for value in values:
            row = next_rows.get(name, 0)
            next_rows[name] = row + 1
            yield name, f"{name[: found.start()]}[{row}]{name[found.end() :]}", [value]


def place_of(path: Location) -> Location:
    """Return a path with 0 for every index, by which the schema's fields are known."""
    return tuple(0 if type(part) is int else part for part in path)


def is_blank(value: JSON) -> bool:
    """Return whether nothing was filled in; any value but text is asked for nothing, as its comparison may raise."""
    return value is None or (issubclass(type(value), str) and str.strip(value) == "")


def marks(values: Iterable[JSON]) -> bool:
    """Return whether the values of a check box, of which the last counts, mark its row for deletion."""
    *_, last = (None, *values)
    return not is_blank(last) and not (issubclass(type(last), str) and str.strip(last).lower() in _NOT_DELETED)


def row_at(rows: Sequence[tuple[Row, Fields]], index: Location, ignore: Collection[str] = ()) -> Row | None:
    """Return the row that a resource has at an index, which is empty or has one part; None where there is no such row.

    ``rows`` has each row with what was posted in it: the names of its fields, without those of the list and the row, and their
    values. The resource has only those that count; where none does, it did not come from this form, and has them all.
    """
    counted = [row for row, fields in rows if not _is_left_out(fields, ignore)] or [row for row, _ in rows]
    return next((counted[at] for at in index if type(at) is int and at < len(counted)), None)


def _is_left_out(fields: Fields, ignore: Collection[str]) -> bool:
    """Return whether a row counts for nothing: it is marked for deletion, or nothing is filled in."""
    is_filled = False
    for name, values in fields:
        if name in _DELETION:
            if marks(values):
                return True
        elif name not in FRAMEWORK | _OF_A_ROW and name not in ignore:
            is_filled = is_filled or not all(map(is_blank, values))
    return not is_filled


def path_of(error: FieldError) -> Location:
    """Return the path from the resource to the field of an error; it is empty for the document itself."""
    ends = (error.location[start:] for start in range(len(error.location)))
    return next((end for end in ends if dotted(end) == error.field), ())


def sentence(message: str, path: Location, shown: int) -> str:
    """Return a message as it reads at a field that the error is below of: with the rest of the path before it.

    ``shown`` parts of the path lead to the field. A sentence never begins with an index: where nothing but indices is left, as
    for an item of a multiple choice, the message is left alone.
    """
    rest = path[shown:]
    if shown and all(type(part) is int for part in rest):
        return message
    return f"{dotted(path if type(rest[0]) is int else rest)} {message}" if rest else message


def _without(prefix: str, name: str) -> str | None:
    """Return a name without a prefix and its separator, or None when it has another one."""
    if not name.startswith(prefix):
        return None
    rest = name[len(prefix) :]
    if rest[:1] in ("-", "."):
        return rest[1:]
    bracketed = _FIRST_BRACKETS.fullmatch(rest)
    return bracketed[1] + bracketed[2] if bracketed else None


def _last(name: str) -> tuple[str, str]:
    """Return a name without its last part, and that part: ``phones[0]`` and ``number``."""
    if name.endswith("]"):
        rest, _, last = name[:-1].rpartition("[")
    else:
        end = max(name.rfind("-"), name.rfind("."))
        rest, last = (name[:end], name[end + 1 :]) if end >= 0 else ("", name)
    return rest, last
