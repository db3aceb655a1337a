"""The adapters together: a fault is the same everywhere, and each adapter needs only its own library."""

import asyncio
import io
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stdout
from typing import Any

import django
import httpx
import pytest
import requests
from django.conf import settings
from wtforms import Field, FieldList, Form, FormField, StringField

from bs_validate import InvalidPayload, Report, validate, validate_resource
from bs_validate.adapters.django import add_errors as add_django_errors
from bs_validate.adapters.httpx import preflight
from bs_validate.adapters.requests import PreflightAdapter
from bs_validate.adapters.wtforms import add_errors as add_wtforms_errors
from bs_validate.cli.main import main
from bs_validate.forms import from_form
from support.samples import ABSENT, changed

if not settings.configured:
    settings.configure()
    django.setup()

from django import forms

from support.documentation import programs

URL = "https://www.bookingsync.invalid/api/v3/contacts"
FIELDS = ["firstname", "lastname", "email", "website", "zip", "gender", "country_code", "spoken_languages"]
Found = Counter[tuple[str, str]]


def _by_httpx(document: Any, _: Report) -> Found:
    with httpx.Client(event_hooks={"request": [preflight]}) as client, pytest.raises(InvalidPayload) as raised:
        client.post(URL, json=document)
    return Counter((one.field, one.code) for one in raised.value.report.errors)


def _by_requests(document: Any, _: Report) -> Found:
    with requests.Session() as session:
        session.mount("https://", PreflightAdapter())
        with pytest.raises(InvalidPayload) as raised:
            session.post(URL, json=document, timeout=1)
    return Counter((one.field, one.code) for one in raised.value.report.errors)


class _Phone(Form):
    label = StringField()
    number = StringField()


class _Contact(Form):
    phones = FieldList(FormField(_Phone), min_entries=3)
    spoken_languages = FieldList(StringField(), min_entries=2)


def _by_wtforms(_: Any, report: Report) -> Found:
    """Return the codes by the place of their messages. A form has no codes, but each message here belongs to one code."""
    rest = [name for name in FIELDS if name != "spoken_languages"]
    form = type("Whole", (_Contact,), {name: StringField() for name in rest})()
    add_wtforms_errors(form, report)
    codes = {error.message(): error.code for error in report.errors}
    assert not form.form_errors

    def errors(at: Any, path: str) -> Found:
        if isinstance(at, FieldList):
            own: Found = Counter((path, codes[one]) for one in at.errors if isinstance(one, str))
            return sum((errors(row, f"{path}.{index}") for index, row in enumerate(at.entries)), own)
        if isinstance(at, FormField):
            return sum((errors(inner, f"{path}.{inner.short_name}") for inner in at.form), Counter())
        assert isinstance(at, Field)
        return Counter((path, codes[one]) for one in at.errors)

    return sum((errors(field, field.short_name) for field in form), Counter())


def _by_command(document: Any, _: Report) -> Found:
    with tempfile.NamedTemporaryFile("w", suffix="-create.json") as file, redirect_stdout(io.StringIO()) as output:
        json.dump(document, file)
        file.flush()
        main(["lint", "--format", "json", file.name])
    found = json.loads(output.getvalue())["findings"]
    return Counter((one["field"], one["code"]) for one in found if one["severity"] == "error")


def _by_django(_: Any, report: Report) -> Found:
    form = forms.Form({})
    rows = [f"phones.{row}.{name}" for row in range(3) for name in ("label", "number")]
    for name in (*FIELDS, *rows, "phones", "spoken_languages.0", "spoken_languages.1"):
        form.fields[name] = forms.CharField(required=False)
    add_django_errors(form, report)
    return Counter((name, error.code) for name, errors in form.errors.as_data().items() for error in errors)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("email", "x", "email"),
        ("email", ABSENT, "required"),
        ("firstname", " ", "blank"),
        ("lastname", None, "null"),
        ("zip", "1" * 16, "too_long"),
        ("gender", 1, "type"),
        ("country_code", "UK", "choice"),
        ("website", "x y", "url"),
        ("phones.2.number", "abc", "phone"),
        ("phones.0.label", ABSENT, "required"),
        ("phones", "x", "type"),
        ("spoken_languages", [], "too_few"),
        ("spoken_languages.1", "EN", "choice"),
    ],
)
@pytest.mark.parametrize("find", [_by_httpx, _by_requests, _by_wtforms, _by_django, _by_command])
def test_the_same_fault_is_the_same_everywhere(find: Callable[[Any, Report], Found], field: str, value: Any, code: str) -> None:
    """A validation, a client, a form and the command report it with the same field and code."""
    document = changed("contact.create", field, value)
    report = validate(document, "contact.create")
    assert [(one.field, one.code) for one in report.errors] == [(field, code)]
    assert find(document, report) == Counter([(field, code)])


LIBRARIES = ("httpx", "requests", "wtforms", "django", "fastapi")


@pytest.mark.parametrize("library", LIBRARIES)
def test_an_adapter_imports_only_its_own_library(library: str) -> None:
    """The package itself imports no library of an adapter."""
    program = (
        "import sys, bs_validate, bs_validate.adapters;"
        f"libraries = {LIBRARIES};"
        "assert not [name for name in libraries if name in sys.modules];"
        f"import bs_validate.adapters.{library};"
        "print(*[name for name in libraries if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert library in run.stdout.split()
    assert set(run.stdout.split()) <= {library, *(("httpx",) if library == "fastapi" else ())}


def _run(page: str) -> dict[str, Any]:
    """Run the programs of a page in their order, and return the names that they define."""
    names: dict[str, Any] = {}
    for program in programs(page):
        exec(compile(program, page, "exec"), names)  # noqa: S102  # our own documentation
    return names


def test_clients_in_the_documentation_refuse_an_invalid_request() -> None:
    """Nothing is sent, so no server is needed; clients that log a fault would send it."""
    names = _run("docs/clients.md")
    with names["client"] as client, pytest.raises(InvalidPayload):
        client.post(URL, json={"contacts": [{}]})
    with pytest.raises(InvalidPayload):
        asyncio.run(names["asynchronous"].post(URL, json={"contacts": [{}]}))
    with names["session"] as session, pytest.raises(InvalidPayload):
        session.post("https://www.bookingsync.com/api/v3/contacts", json={"contacts": [{}]}, timeout=1)
    for watched in (names["watched"], names["watched_asynchronous"]):
        assert [len(watched.event_hooks[side]) for side in ("request", "response")] == [1, 1]


def test_forms_in_the_documentation_take_errors() -> None:
    """Each error is on its own field, and FastAPI has a handler."""
    names = _run("docs/forms.md")
    report = validate(changed("contact.create", "phones.0.number", "x"), "contact.create")
    wtform = _Contact()
    names["show"](wtform, report)
    assert [len(one) for one in wtform.phones.errors] == [1, 0, 0]
    form = forms.Form({})
    names["show_in_django"](form, report)
    assert form.has_error("__all__", "phone")
    assert InvalidPayload in names["app"].exception_handlers


POSTED = [
    ("phones-0-label", ""),
    ("phones-0-number", " "),
    ("phones-1-label", "mobile"),
    ("phones-1-number", "x"),
    ("phones-2-label", ""),
    ("phones-2-number", ""),
]


def test_an_error_is_shown_in_the_row_that_was_posted() -> None:
    """The empty rows before it, which ``from_form`` leaves out, do not matter."""
    from werkzeug.datastructures import MultiDict

    report = validate_resource(from_form(POSTED, "contact.update"), "contact.update")
    assert [(one.field, one.code) for one in report.errors] == [("phones.0.number", "phone")]
    wtform = type("Rows", (Form,), {"phones": FieldList(FormField(_Phone))})(MultiDict(POSTED))
    wtform.validate()
    add_wtforms_errors(wtform, report)
    assert [bool(one) for one in wtform.phones.errors] == [False, True, False]
    form = forms.Form(dict(POSTED))
    for name, _ in POSTED:
        form.fields[name] = forms.CharField(required=False)
    add_django_errors(form, report)
    assert list(form.errors) == ["phones-1-number"]
