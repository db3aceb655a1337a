"""Find whole documents in files that hold several of them, in lists and under names, as people keep fixtures.

``[{"contacts": […]}, {"contacts": […]}]`` and ``{"valid": {"contacts": […]}, "without a name": {"contacts": […]}}`` are such
files. Each of their documents is checked as if it were alone in a file. What is beside the documents is left out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from bs_validate._instance.decode import Decoded
from bs_validate._instance.location import Location
from bs_validate._instance.source_map import SourceMap
from bs_validate._schema.catalog import Catalog
from bs_validate.lint import payloads
from bs_validate.lint.payloads import KnownResource
from bs_validate.lint.readers.bodies import below, nearest
from bs_validate.lint.readers.document import EVERY, Document, Places

JSON = Any

#: The number of lists and names around a document, at most: tables of cases have three, as in ``{"cases": [{"payload": …}]}``.
_MAX_LEVELS = 4


class _Held(NamedTuple):
    """An object that a document holds: its location, its value, and the resource of its envelope, or None without one.

    ``only_if_named``: it may be a document of another program.
    """

    location: Location
    value: dict[str, JSON]
    resource: KnownResource | None
    only_if_named: bool = False


def parts(whole: Document, catalog: Catalog, file_name: str, *, is_walked: bool) -> list[Document]:
    """Return the documents that a document without an envelope holds, in its order, or none if it is a payload itself.

    In a file that is named, one of them must have a list of objects with fields of the resource. Then the others with the same
    envelope count as documents, too, and in a list also the objects beside them. Those with another envelope are documents that
    are checked only if a schema is named for them. ``is_walked`` means that the file was found in a directory. There, everything
    at the top but texts must be a document, and an object in one must have only fields of the resource.
    """
    text = whole.decoded.text
    known = {one.envelope: one for one in payloads.resources(catalog).values()}
    if not whole.decoded.readable or not ("\\" in text or any(name in text for name in known)):  # an escape may be in a name
        return []
    return list(_parts(whole, _documents(whole.decoded.value, known, catalog, file_name, is_walked=is_walked)))


def _documents(
    value: JSON, known: Mapping[str, KnownResource], catalog: Catalog, file_name: str, *, is_walked: bool
) -> list[_Held]:
    """Return the objects in a value that are documents."""
    held = list(_held(value, (), known, levels=1 if is_walked else _MAX_LEVELS))
    certain = {one.resource for one in held if one.resource and payloads.is_certain(one.value, one.resource, is_walked=is_walked)}
    if not certain or payloads.bare(value, file_name, catalog, is_walked=is_walked) is not None:
        return []
    if is_walked:
        members = [one for one in (value if type(value) is list else value.values()) if type(one) is not str]
        is_wrapped = type(value) is dict and len(members) == 1  # {"data": …} is how other programs wrap one document
        is_all = len(held) == len(members) and all(one.resource is not None for one in held)
        return held if is_all and not is_wrapped else []
    return [one._replace(only_if_named=one.resource is not None and one.resource not in certain) for one in held]


def _held(value: JSON, location: Location, known: Mapping[str, KnownResource], levels: int) -> Iterator[_Held]:
    """Yield the objects with an envelope below a value, down to a number of levels, and the objects beside them in a list."""
    is_list = type(value) is list
    members = [(name, one) for name, one in (enumerate(value) if is_list else value.items()) if type(one) in (dict, list)]
    resources = [_resource(one, known) for _, one in members]
    has_documents = is_list and any(resource is not None for resource in resources)
    for (name, member), resource in zip(members, resources, strict=True):
        if resource is not None or (has_documents and type(member) is dict):
            yield _Held((*location, name), member, resource)
        elif levels > 1:
            yield from _held(member, (*location, name), known, levels - 1)


def _resource(member: JSON, known: Mapping[str, KnownResource]) -> KnownResource | None:
    """Return the resource of the envelope that an object has, or None for another value."""
    return next((known[name] for name in member if name in known), None) if type(member) is dict else None


def _parts(whole: Document, held: Sequence[_Held]) -> Iterator[Document]:
    """Yield the objects that a document holds as documents."""
    if not held:
        return
    decoded = whole.decoded
    mark = "\ud800" if decoded.has_surrogates else ""
    problems = below((one.location, one) for one in decoded.problems)
    misread = below(whole.misread.items())

    @cache
    def every() -> Places:
        return whole.places(EVERY)

    spans = cache(lambda: below(every().map.spans.items()))
    repeated = cache(lambda: below(every().map.repeated))

    def places(location: Location, _: Collection[Location]) -> Places:
        inside = dict(spans()(location)) or {(): nearest(every().map, location)}
        return every()._replace(map=SourceMap(inside, tuple(repeated()(location)), None))

    around = {one.location[:levels] for one in held for levels in range(len(one.location))}
    if above := tuple(one for one in decoded.problems if one.location in around):  # Of two equal names, the first is lost.
        yield whole._replace(decoded=Decoded(decoded.text, None, above, readable=False))
    for location, value, _, only_if_named in held:
        own = tuple(one._replace(location=inside) for inside, one in problems(location))
        part = Decoded(mark, value, own)
        yield Document(part, partial(places, location), None, only_if_named, dict(misread(location)), at=location)
