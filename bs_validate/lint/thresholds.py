"""Read the limits on the share of documents with errors from the option ``--fail-over`` or from the settings of each file."""

from collections.abc import Callable, Iterable, Sequence

from bs_validate._check import suggest
from bs_validate._instance.location import escaped, quoted
from bs_validate._schema.catalog import Catalog
from bs_validate._tally.limits import Limits, limits_in
from bs_validate.exceptions import InvalidLimit, InvalidSettings, UnknownName
from bs_validate.lint.settings import Settings


def limits_lookup(
    option: Sequence[str], found: Iterable[Settings], settings: Callable[[str], Settings], schemas: Catalog
) -> Callable[[str], Limits | None]:
    """Return the function from a file to its limits, or to None if it has no limits.

    The option applies to all files, and otherwise the settings of each; ``found`` are all settings that apply to some file.
    Raises ``InvalidSettings`` for limits that cannot be used.
    """
    if option:
        for_all = _limits("--fail-over", option, schemas)
        return lambda _: for_all
    known = {one.path: _limits(f"{escaped(one.path)}: fail-over", one.fail_over, schemas) for one in found if one.fail_over}
    return (lambda file: known.get(settings(file).path)) if known else (lambda _: None)


def _limits(where: str, texts: Sequence[str], schemas: Catalog) -> Limits:
    try:
        return limits_in(texts, schemas)
    except InvalidLimit as error:
        raise InvalidSettings(f"{where}: {error}") from None
    except UnknownName as error:
        meant = suggest.field(error.name, error.choices)
        hint = f"choose from {', '.join(error.choices)}" if meant is None else f"did you mean '{quoted(meant)}'?"
        raise InvalidSettings(f"{where}: unknown {error.what} '{error.name}': {hint}") from None
