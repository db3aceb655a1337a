"""Write the drift of recordings as one HTML file."""

from collections.abc import Iterator, Mapping, Sequence

from bs_validate.drift.compare import BOTH_ACCEPT, BOTH_REFUSE, ONLY_SERVER_REFUSES, ONLY_WE_REFUSE, Compared, Drift, Undocumented
from bs_validate.drift.output import KINDS, TITLES, counts
from bs_validate.lint.finding import Trouble
from bs_validate.lint.output.escape import harmless
from bs_validate.lint.output.page import counted, name, page, text

_ABOUT: Mapping[str, str] = {
    ONLY_WE_REFUSE: "The server took these payloads, and the schemas do not: a rule may be too strict, or the server lax.",
    ONLY_SERVER_REFUSES: "The schemas take these payloads, and the server did not: a rule may be missing or about other records.",
}


def html(found: Drift, troubles: Sequence[Trouble] = ()) -> str:
    """Return the drift as the text of a page, to be written in UTF-8."""
    different = [one for one in found.compared if one.verdict in TITLES]
    if different or found.undocumented:
        title = " and ".join(
            words
            for number, words in (
                (len(different), f"{counted(len(different), 'verdict')} {'differs' if len(different) == 1 else 'differ'}"),
                (len(found.undocumented), f"{counted(len(found.undocumented), 'thing')} undocumented"),
            )
            if number
        )
    else:
        title = "No drift" if found.compared or found.no_verdict else "Nothing was compared"
    return harmless(page(title, _state(found, troubles), _head(title, found) + "".join(_body(found, troubles))), "&#35;")


def _state(found: Drift, troubles: Sequence[Trouble]) -> str:
    if troubles or any(one.verdict in TITLES for one in found.compared):
        return "error"
    return "warning" if found.undocumented else "fine" if found.compared or found.no_verdict else "empty"


def _head(title: str, found: Drift) -> str:
    numbers = counts(found)
    shown_numbers = [
        ("", "Both accept", numbers[BOTH_ACCEPT]),
        ("", "Both refuse", numbers[BOTH_REFUSE]),
        ("errors", TITLES[ONLY_WE_REFUSE], numbers[ONLY_WE_REFUSE]),
        ("errors", TITLES[ONLY_SERVER_REFUSES], numbers[ONLY_SERVER_REFUSES]),
        ("", "No verdict", numbers["no_verdict"]),
        ("warnings", "Undocumented", numbers["undocumented"]),
    ]
    cells = "".join(
        f'<div class="{kind if number else "none"}"><dt>{label}</dt><dd>{number:,}</dd></div>'
        for kind, label, number in shown_numbers
    )
    return (
        '<a class="skip" href="#findings">Skip to the differences</a>\n<header>\n<p class="kind">bs-validate drift</p>\n'
        f'<h1>{title}</h1>\n<p class="lead">Recorded traffic beside the schemas. No value of a payload is shown.</p>\n'
        f'<dl class="numbers">{cells}</dl>\n</header>\n'
    )


def _body(found: Drift, troubles: Sequence[Trouble]) -> Iterator[str]:
    """Yield the sections of the page: unreadable files, different verdicts, and undocumented parts."""
    yield '<div class="columns">\n<main id="findings" tabindex="-1">\n'
    if troubles:
        yield '<section class="troubles">\n<h2>Could not be read</h2>\n<ul>\n'
        yield from (f"<li>{name(one.path)} <span>{text(one.message)}</span></li>\n" for one in troubles)
        yield "</ul>\n</section>\n"
    for verdict, title in TITLES.items():
        rows = [(one, _of_verdict(one)) for one in found.compared if one.verdict == verdict]
        yield from _group(title, _ABOUT[verdict], "error", rows)
    for kind, title in KINDS.items():
        things = [(one, _of_thing(one)) for one in found.undocumented if one.kind == kind]
        yield from _group(f"Undocumented: {title.lower()}", "", "warning", things)
    yield "</main>\n</div>\n"


def _group(title: str, about: str, severity: str, rows: Sequence[tuple[Compared | Undocumented, str]]) -> Iterator[str]:
    if not rows:
        return
    yield f'<details open class="group">\n<summary><h3>{title}</h3> <span>{len(rows):,}</span></summary>\n'
    yield f'<p class="about">{about}</p>\n' if about else ""
    yield '<ol class="findings">\n'
    for one, words in rows:
        place = f"<span>{name(one.file)}:{one.line}:{one.column}</span>"
        yield f'<li class="{severity}"><p>{words}</p>\n<p>{place} <i>{text(one.operation)}</i></p></li>\n'
    yield "</ol>\n</details>\n"


def _of_verdict(one: Compared) -> str:
    if one.verdict == ONLY_WE_REFUSE:
        ours = ", ".join(f"{_code(field or 'the document')} <span>{text(code)}</span>" for field, code in one.ours)
        return f"<b>{one.status}</b> <span>we refuse</span> {ours}"
    named = ", ".join(_code(field) if field else "the record itself" for field in one.server)
    return f"<b>{one.status}</b> <span>the server refuses</span> {named or 'without naming a field'}"


def _of_thing(one: Undocumented) -> str:
    hint = "" if one.suggestion is None else f" <span>did you mean {_code(one.suggestion)}?</span>"
    return f"{_code(one.name)}{hint}"


def _code(plain: str) -> str:
    return f'<code dir="ltr">{text(plain)}</code>'
