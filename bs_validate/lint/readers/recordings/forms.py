"""List the forms of recordings, with the module that reads each form."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, NamedTuple

from bs_validate.lint.readers.recordings.body import Body

JSON = Any


class Form(NamedTuple):
    """A form of recordings.

    - ``name``: the tools that write it.
    - ``keys``: names in lower case, one of which is in the object at the top, or in the first object of a list at the top.
    - ``module``: the module beside this one whose ``bodies(document)`` returns the bodies of a document, or None if it has
      another form. It is imported for a document that has one of the keys.
    """

    name: str
    keys: frozenset[str]
    module: str


#: The forms in the order in which they are tried.
FORMS = (
    Form("HAR 1.2, Polly, Playwright", frozenset({"log"}), "har"),
    Form("Pact 2 to 4", frozenset({"interactions"}), "pact"),
    Form("Postman 2.0, 2.1 and 3", frozenset({"$kind", "collection", "item"}), "postman"),
    Form("WireMock", frozenset({"mappings", "request"}), "wiremock"),
    Form("Insomnia 4 and 5", frozenset({"_id", "collection", "resources"}), "insomnia"),
    Form("Bruno", frozenset({"http", "opencollection"}), "bruno"),
    Form("Bruno, exported", frozenset({"brunoconfig", "environments"}), "bruno_export"),
    Form("Hoppscotch", frozenset({"requests"}), "hoppscotch"),
    Form("Thunder Client", frozenset({"requests", "colid"}), "thunder_client"),
    Form("Mockoon", frozenset({"appversion", "routes", "source"}), "mockoon"),
    Form("Hoverfly", frozenset({"data"}), "hoverfly"),
    Form("OpenAPI 3.0 and 3.1", frozenset({"openapi"}), "openapi"),
    Form("VCR and the tools after its model", frozenset({"http_interactions", "interactions", "request"}), "cassettes"),
    Form("nock", frozenset({"scope"}), "nock"),
    Form("talkback", frozenset({"meta"}), "talkback"),
    Form("requests-cache", frozenset({"status_code"}), "requests_cache"),
    Form("undici", frozenset({"snapshot"}), "undici"),
    Form("@exodus/replay", frozenset({"request"}), "exodus_replay"),
)
_KEYS = frozenset[str]().union(*(form.keys for form in FORMS))


def bodies(document: JSON) -> Iterator[Body] | None:
    """Return the bodies of a recording in its order, or None for a document that is not a recording."""
    top = document[0] if type(document) is list and document else document
    if type(top) is not dict:
        return None
    keys = {str(key).lower() for key in top} & _KEYS
    if not keys:
        return None
    for form in FORMS:
        if form.keys & keys:
            found = _reader(form)(document)
            if found is not None:
                return found
    return None


def _reader(form: Form) -> Callable[[JSON], Iterator[Body] | None]:
    """Return the reader of a form, which is imported when it is first needed."""
    found: Callable[[JSON], Iterator[Body] | None] = import_module(f"{__package__}.{form.module}").bodies
    return found
