"""The tables of the forms of recordings and of syntaxes lead to the modules that read them."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bs_validate.lint import readers
from bs_validate.lint.readers import ZIP, Unreadable, recordings
from bs_validate.lint.readers.files import SYNTAXES, Syntax
from bs_validate.lint.readers.recordings.body import nothing_beside
from bs_validate.lint.readers.recordings.forms import FORMS, Form

#: The modules of the room that do not read a form.
SHARED = {"__init__", "body", "coding", "collected", "compression", "forms", "patterns"}


@pytest.mark.parametrize("form", FORMS, ids=[form.module for form in FORMS])
def test_a_form_has_a_module_that_passes_over_other_documents(form: Form) -> None:
    """Its function returns None for documents of other forms."""
    bodies = import_module(f"{recordings.__name__}.{form.module}").bodies
    others: list[Any] = [{}, [], None, "x", 1, [1], [{}], {"log": 1}, {"interactions": 1}, {"request": 1}, [{"request": {}}]]
    for document in others:
        assert bodies(document) is None
    assert all(key == key.lower() for key in form.keys)


def test_every_module_is_in_the_table() -> None:
    """A reader that is not in the table would never run."""
    modules = {path.stem for path in Path(str(recordings.__file__)).parent.glob("*.py")}
    assert modules - SHARED == {form.module for form in FORMS}


@pytest.mark.parametrize("syntax", SYNTAXES, ids=[syntax.name for syntax in SYNTAXES])
def test_a_syntax_has_a_module_that_reads_any_bytes(syntax: Syntax) -> None:
    """Its function yields documents for texts that are broken, and for bytes that are not text. ZIP files must be whole."""
    reader = getattr(import_module(f"{readers.__name__}.{syntax.module}"), syntax.reader)
    for data in (b"", b"\xff", b"{", b"x: [", b"\0"):
        if syntax.name == ZIP:
            with pytest.raises(Unreadable):
                reader(data, nothing_beside)
        else:
            assert all(document.decoded.problems for document in reader(data, nothing_beside))
