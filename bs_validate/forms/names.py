"""Find the field that each posted name of a form leads to, and recognise the names that a framework adds."""

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

#: Names that frameworks post in addition to the fields.
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
        *("g-recaptcha-response", "h-captcha-response", "cf-turnstile-response"),  # captchas
    }
)
#: Names that belong to a framework whatever parts follow: CakePHP's protection of forms, and the input that a LiveView names.
_FRAMEWORK_WITH_PARTS = frozenset({"_Token", "_target"})
#: The four names in which a Django formset posts how many rows it has, and the one for the step of a django-formtools wizard.
_MANAGEMENT = frozenset({"TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS", "current_step"})
#: Names that Django, Rails and Phoenix post in each row in addition to its fields.
_OF_A_ROW = frozenset({"id", "ORDER", "_persistent_id"})
#: Prefixes of hidden inputs that belong to a field: Phoenix marks an input that nobody has used, Spring one that may post
#: nothing, and Django posts the initial value. The longest prefix comes first.
_MARKS = ("_unused_", "_", "initial-")
#: The check boxes with which Django and Rails mark a row for deletion.
_DELETION = frozenset({"DELETE", "_destroy"})
#: Values of such a check box with which Django or Rails keeps the row.
_NOT_DELETED = frozenset({"", "0", "f", "false", "off"})
#: The placeholder for the index in the empty row that Django's pages keep as a template.
_TEMPLATE = "__prefix__"
#: The suffix that Rails adds to the name of a list of nested records.
_NESTED = "_attributes"

#: The longest name, in characters, that is searched for a prefix: no field with a prefix is as long.
_MAX_NAME = 1000
#: The most parts of a name that can follow its prefix: a field three lists deep has as many.
_MAX_PARTS = 8

_INDEX = re.compile("[0-9]{1,18}")  # ASCII only: int() refuses some texts that str.isdigit() accepts
_SEPARATORS = re.compile(r"[-.\[]")
_BRACKETS = re.compile(r"[^\[\].]++(?:\[[^\[\]]*+\]|\.[^\[\].]++)++")
_BRACKETED = re.compile(r"\[([^\[\]]*)\]|([^\[\].]+)")
#: Rails' brackets without an index, before the name of a field: ``phones[][number]``.
_NO_INDEX = re.compile(r"\[\](?=[\[.])")
_FIRST_BRACKETS = re.compile(r"\[([^\[\]]+)\](.*)", re.DOTALL)


class PostedName(NamedTuple):
    """A posted name: as it was posted and without its prefix, with the path that it leads to (or None) and its values."""

    name: str
    bare: str
    path: Location | None
    values: list[JSON]


class Names:
    """Find the fields of one schema that the names of a form lead to.

    ``ignore`` has names to leave out, in full or as their last part. ``prefix`` is the prefix of the form, or None to detect it.
    """

    __slots__ = ("_ignore", "_prefix", "_resource", "fields")

    def __init__(self, schema: Schema, ignore: Collection[str], prefix: str | None) -> None:
        """Take the schema and the options. A prefix may end with its separator.

        Raises ``TypeError`` if ``ignore`` is one text: each of its letters would be a name.
        """
        if isinstance(ignore, str):
            raise TypeError("ignore= takes a list of names, not one text")
        start = 0 if schema.envelope is None else 2
        #: The schemas of each field by its place, in which every index is 0.
        self.fields: dict[Location, list[JsonSchema]] = {place[start:]: inner for place, inner in catalog.fields(schema)}
        self._resource = schema.resource
        self._ignore = frozenset(ignore)
        self._prefix = None if prefix is None else prefix.rstrip("-.[")

    def of_the_form(self, sent: Sequence[tuple[str, list[JSON]]]) -> Iterator[PostedName]:
        """Yield each name that belongs to the form.

        If no prefix was given, it may be the name of the resource (``contact[email]``), or any other that all names share,
        provided that none of them is the name of a field without it.
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
        """Return the path that a name leads to in any of the spellings, or None if it is not the name of a field."""
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
        """Return the path of the row that a check box with this name marks for deletion, or None for another name."""
        row, last = _last(name)
        return self._row(row) if last in _DELETION else None

    def is_beside(self, name: str) -> bool:
        """Return whether a name that leads to no field is one that frameworks add."""
        rest, last = _last(name)
        if name in FRAMEWORK or last in _MANAGEMENT or _TEMPLATE in re.split(r"[-.\[\]]", name):
            return True
        if last in ("x", "y") and rest in FRAMEWORK:  # the position of a click on a submit button that is an image
            return True
        if rest in _FRAMEWORK_WITH_PARTS or self._is_mark(name, last):
            return True
        return last in FRAMEWORK | _OF_A_ROW and self._row(rest) is not None

    def _is_mark(self, name: str, last: str) -> bool:
        """Return whether a name is that of a field with a mark, as hidden inputs about a field are named."""
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
        """Return the index or the field that a part of a name stands for at a place, or None."""
        if (*place, 0) in self.fields and _INDEX.fullmatch(part):
            return int(part)
        return next((name for name in (part, part.removesuffix(_NESTED)) if (*place, name) in self.fields), None)

    def _shared_prefix(self, names: Sequence[str]) -> str:
        """Return the prefix that all names share except those of a framework, or "" if a name leads to a field without one."""
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
        """Return whether a name can be a prefix. The beginning of a field's own name, such as ``phones-0``, cannot."""
        return name != "" and not any((part,) in self.fields for part in re.split(r"[-.\[\]]", name))


def _with_indices(sent: Sequence[tuple[str, list[JSON]]]) -> Iterator[tuple[str, str, list[JSON]]]:
    """Yield each name as it was posted, then with an index in place of Rails' ``[]`` before a field, and its values.

    The first value of each name in a list belongs to the first row, and so on. If the names have different numbers of values,
    they stay unchanged: many frameworks group the values by name, and it is unknown which row lacks one.
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
    """Return a path with 0 for every index, as the fields of a schema are looked up."""
    return tuple(0 if type(part) is int else part for part in path)


def is_blank(value: JSON) -> bool:
    """Return whether nothing was filled in. A value that is not text is not compared, because that may raise."""
    return value is None or (issubclass(type(value), str) and str.strip(value) == "")


def marks(values: Iterable[JSON]) -> bool:
    """Return whether the values of a check box mark its row for deletion. The last value counts."""
    *_, last = (None, *values)
    return not is_blank(last) and not (issubclass(type(last), str) and str.strip(last).lower() in _NOT_DELETED)


def row_at(rows: Sequence[tuple[Row, Fields]], index: Location, ignore: Collection[str] = ()) -> Row | None:
    """Return the row that became the item of a resource at an index, or None if there is none.

    The index is empty or has one part. ``rows`` has each row with the names that were posted in it, without those of the list and
    of the row, and their values. The resource has only the rows that count. If none counts, it did not come from this form, and
    all rows are taken.
    """
    counted = [row for row, fields in rows if not _is_left_out(fields, ignore)] or [row for row, _ in rows]
    return next((counted[at] for at in index if type(at) is int and at < len(counted)), None)


def _is_left_out(fields: Fields, ignore: Collection[str]) -> bool:
    """Return whether a row does not count because it is marked for deletion or nothing is filled in."""
    is_filled = False
    for name, values in fields:
        if name in _DELETION:
            if marks(values):
                return True
        elif name not in FRAMEWORK | _OF_A_ROW and name not in ignore:
            is_filled = is_filled or not all(map(is_blank, values))
    return not is_filled


def path_of(error: FieldError) -> Location:
    """Return the path from the resource to the field of an error, which is empty for the document itself."""
    ends = (error.location[start:] for start in range(len(error.location)))
    return next((end for end in ends if dotted(end) == error.field), ())


def sentence(message: str, path: Location, shown: int) -> str:
    """Return a message to be shown at a field for an error inside it: the rest of the path goes before the message.

    The first ``shown`` parts of the path lead to the field. If only indices are left, as for an item of a multiple choice, the
    message is returned unchanged, because a sentence should not begin with an index.
    """
    rest = path[shown:]
    if shown and all(type(part) is int for part in rest):
        return message
    return f"{dotted(path if type(rest[0]) is int else rest)} {message}" if rest else message


def _without(prefix: str, name: str) -> str | None:
    """Return a name without a prefix and its separator, or None if the name does not have that prefix."""
    if not name.startswith(prefix):
        return None
    rest = name[len(prefix) :]
    if rest[:1] in ("-", "."):
        return rest[1:]
    bracketed = _FIRST_BRACKETS.fullmatch(rest)
    return bracketed[1] + bracketed[2] if bracketed else None


def _last(name: str) -> tuple[str, str]:
    """Return a name without its last part, and the last part: ``phones[0]`` and ``number``."""
    if name.endswith("]"):
        rest, _, last = name[:-1].rpartition("[")
    else:
        end = max(name.rfind("-"), name.rfind("."))
        rest, last = (name[:end], name[end + 1 :]) if end >= 0 else ("", name)
    return rest, last
