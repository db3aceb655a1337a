"""Write a page in which people check payloads, as one HTML file that works offline and sends nothing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib.metadata import version
from string import Template
from typing import NamedTuple

from bs_validate._html.inline import source, styled
from bs_validate._messages import translations
from bs_validate._messages.translations import ENGLISH
from bs_validate._schema import operations
from bs_validate._schema.applicators import JSON
from bs_validate._schema.catalog import Catalog
from bs_validate._schema.representation import WORDS
from bs_validate._schema.table import Operation
from bs_validate.javascript.data import CODES, as_script, data
from bs_validate.javascript.module import packaged_text

#: The codes that only texts can have, whose sentences the module does not need.
_OF_TEXT = CODES | {"duplicate_key", "not_json"}


class Reference(NamedTuple):
    """The contents of the page that the module does not contain.

    - ``fields``: the rows of the table of fields, by resource.
    - ``examples``: valid documents, by schema.
    - ``placeholders``: a pattern, without flags, of the texts that recorders write in place of a value.
    """

    fields: Mapping[str, Sequence[Mapping[str, JSON]]]
    examples: Mapping[str, Sequence[JSON]]
    placeholders: str


def page(catalog: Catalog, locales: Collection[str], reference: Reference) -> str:
    """Return the text of the page, to be written in UTF-8, for English and other languages."""
    found = data(catalog, locales, _OF_TEXT)
    of_page = {
        **reference._asdict(),
        "languages": [[locale, _own_name(locale)] for locale in _by_name(found["locales"])],
        "operations": [_operation(one) for one in operations.operations(catalog)],
        "words": [[representation, sorted(words)] for representation, words in WORDS],
    }
    script = "".join([*as_script({**found, "page": of_page}), packaged_text("page.js").split("\n", 1)[1]])
    style = styled(packaged_text("page.css"))
    policy = (
        f"default-src 'none'; script-src '{source(script)}'; style-src '{source(style)}'; img-src data:; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return Template(packaged_text("page.html")).substitute(
        policy=policy, style=style, script=script, version=version("bs-validate")
    )


def _operation(operation: Operation) -> dict[str, JSON]:
    paths = [one.pattern for one in (operation.pattern, operation.singular) if one is not None]
    answers = {str(status): name for status, name in operation.responses.items() if name is not None and 200 <= status < 300}
    return {
        "methods": [operation.method, *operation.other_methods],
        "paths": paths,
        "request": operation.request,
        "responses": answers,
    }


def _by_name(locales: Iterable[str]) -> list[str]:
    """Return English, then the other languages in the order of their own names."""
    return sorted(locales, key=lambda locale: (locale != ENGLISH, _own_name(locale).casefold()))


def _own_name(locale: str) -> str:
    """Return the name of a language in that language."""
    if locale == ENGLISH:
        return "English"
    name = translations.name(locale, locale) or str(translations.cldr(locale).display_name)
    return name[:1].upper() + name[1:]
