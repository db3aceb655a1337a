"""No personal value leaves through an error, wherever in a random payload it is."""

import contextlib
import copy
import io
import json
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator, dump
from bs_validate._instance.location import QUOTED_LENGTH, quoted
from bs_validate._messages.translations import ENGLISH, LOCALES
from bs_validate._schema.catalog import packaged
from bs_validate.cli.main import main
from bs_validate.lint.output import OUTPUT_FORMATS
from bs_validate.strategies import payloads
from support.canary import CANARY, JSON_VALUES, NAME, NUMBER, SHORT, faulty, leaks, shown
from support.drawn import chances, documents
from support.profiles import examples
from support.samples import ENVELOPES

VALIDATORS = [Validator(engine="rust"), Validator(engine="reference")]
FAULTY = list(faulty())
#: Values for a document in which every value is a canary, most of them wrong in some way.
_VALUES: tuple[Any, ...] = (
    *JSON_VALUES,
    *(
        SHORT[0] * 20,
        f"http://{SHORT[0]} x",
        f"+{SHORT[4]} x",
        f"\u202e{SHORT[0]}",
        f"{SHORT[0]}\ud800",
        "",
        -NUMBER,
        NUMBER + 0.5,
    ),
    {"x" * QUOTED_LENGTH + CANARY: CANARY},
    {"x" * QUOTED_LENGTH + "x\ud800" + CANARY: 1},
    {CANARY.encode(): 1},
)


@st.composite
def _with_one_canary(draw: st.DrawFn) -> tuple[str, Any]:
    """Draw a valid document with a canary somewhere in it: as a value, inside a text, or with an unknown name."""
    name = draw(st.sampled_from(sorted(ENVELOPES)))
    document = copy.deepcopy(draw(payloads(name)))
    at, key = draw(st.sampled_from(list(_places(document)) or [(document, "x")]))
    around = st.text(st.characters(), max_size=8)
    texts = st.builds("{}{}{}".format, around, st.sampled_from([CANARY, *SHORT]), around)
    value = draw(
        st.one_of(
            texts,
            texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
            st.just(NUMBER),
            texts.map(lambda text: [{NAME: text}]),
        )
    )
    if type(at) is dict and draw(st.booleans()):
        key = draw(st.sampled_from([NAME, "x" * QUOTED_LENGTH + CANARY, "\n" * 9 + NAME]))
    at[key] = value
    return name, document


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the places in a document, each as an object or list and the key in it."""
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        if isinstance(inner, dict | list):
            yield from _places(inner)
        yield value, key


@st.composite
def _with_canaries_only(draw: st.DrawFn) -> tuple[str, Any]:
    """Draw a document in which every text and number is a canary."""
    name = draw(st.sampled_from(sorted(ENVELOPES)))
    chance: random.Random = draw(chances)
    return name, _marked(chance, documents.example(chance, packaged()[name].document))


def _marked(chance: random.Random, document: Any) -> Any:
    if isinstance(document, dict):
        marked = {name: _marked(chance, inner) for name, inner in document.items()}
        if chance.random() < 0.2:
            marked["x" * QUOTED_LENGTH + CANARY] = CANARY
        return marked
    if isinstance(document, list) and chance.random() < 0.9:
        return [_marked(chance, inner) for inner in document]
    return copy.deepcopy(chance.choice(_VALUES))


_WITH_CANARIES = _with_one_canary() | _with_canaries_only()


@examples(25)
@given(_WITH_CANARIES, st.sampled_from(VALIDATORS), st.sampled_from([ENGLISH, *LOCALES]), chances)
def test_no_value_leaves_from_anywhere(drawn: tuple[str, Any], validator: Validator, locale: str, chance: random.Random) -> None:
    """A report on a document, its text, a damaged text or the answer of a server shows no canary in any language."""
    name, document = drawn
    text = json.dumps(document, default=repr, skipkeys=True, ensure_ascii=False)
    damaged = text[: chance.randrange(len(text) + 1)] + chance.choice(["", "}", "\x00"])
    for report in (
        validator.validate(document, name),
        validator.validate_json(text, name),
        validator.validate_json(damaged, name),
        dump.parse_422({"errors": document}),
    ):
        for one in shown(report, [locale]):
            assert not leaks(one)


@examples(10)
@given(_WITH_CANARIES, st.sampled_from(OUTPUT_FORMATS))
def test_no_value_leaves_through_the_linter(drawn: tuple[str, Any], output: str) -> None:
    """No output shows a canary of the file."""
    name, document = drawn
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.json"
        file.write_text(json.dumps(document, default=repr, skipkeys=True), encoding="utf-8")
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            main(["lint", "--as", name, "--format", output, str(file)])
    stream.seek(0)
    assert not leaks(stream.read())


@given(st.sampled_from(FAULTY))
def test_unknown_names_are_cut_and_escaped(drawn: tuple[str, Any]) -> None:
    """Each part of a location is an index, a field of the schema, or a short printable form of a name in the document."""
    name, document = drawn
    report = VALIDATORS[0].validate(document, name)
    for error in (*report.errors, *report.warnings):
        for part in error.location:
            if not isinstance(part, int) and part not in packaged()[name].fields:
                assert len(part) <= QUOTED_LENGTH
                assert quoted(part) == part
