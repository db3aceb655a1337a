"""The package relies on the behaviour of each library that is tested here, so a release that changes it is named."""

import argparse
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any, Literal

import pytest

from support.places import ROOT


def _babel() -> None:
    """Require plural rules and names for Serbian, Chinese and French, and that catalogues keep contexts and plural forms."""
    from babel import Locale
    from babel.messages.pofile import read_po

    assert Locale.parse("sr").plural_form(21) == "one"
    assert Locale.parse("fr").plural_form.tags >= {"one"}
    assert Locale.parse("zh_Hant").territories["DE"]
    catalogue = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);"\n\nmsgctxt "key"\nmsgid "a"\nmsgid_plural "b"\n'
    messages = list(read_po(io.BytesIO(f'{catalogue}msgstr[0] "c"\nmsgstr[1] "d"\n'.encode())))
    assert [(one.context, one.string) for one in messages if one.id] == [("key", ("c", "d"))]


def _dask() -> None:
    """Require that a bag keeps its partitions, and that a frame can be made of delayed parts."""
    import dask.bag
    import dask.dataframe
    import pandas as pd

    assert dask.bag.from_sequence([1, 2, 3], npartitions=3).map(str).compute(scheduler="sync") == ["1", "2", "3"]
    part = pd.DataFrame({"a": [1]})
    frame = dask.dataframe.from_delayed([dask.delayed(part)], meta=part.iloc[:0])
    assert frame.compute(scheduler="sync")["a"].tolist() == [1]


def _django() -> None:
    """Require that a bound form accepts errors of its own fields and of none."""
    import django
    from django import forms
    from django.conf import settings
    from django.core.exceptions import ValidationError

    if not settings.configured:
        settings.configure()
    django.setup()
    form = forms.Form(data={"name": "x"})
    form.fields["name"] = forms.CharField()
    assert form.is_valid()
    form.add_error("name", ValidationError("wrong", code="email"))
    form.add_error(None, "elsewhere")
    assert form.errors.get_json_data()["name"] == [{"message": "wrong", "code": "email"}]
    assert form.non_field_errors() == ["elsewhere"]


def _faker() -> None:
    """Require names and streets of a locale, and the same ones for the same seed."""
    from faker import Faker

    first, second = Faker("fr_FR"), Faker("fr_FR")
    first.seed_instance(1)
    second.seed_instance(1)
    assert [first.first_name_female(), first.street_name()] == [second.first_name_female(), second.street_name()]


def _fastapi() -> None:
    """Require that an exception of a path operation reaches the handler that is installed for it."""
    from fastapi import FastAPI

    application = FastAPI()
    application.add_exception_handler(LookupError, lambda *_: None)  # type: ignore[arg-type]  # is never called
    assert LookupError in application.exception_handlers


def _httpx() -> None:
    """Require that a hook sees the request with its body before it is sent, and that its exception stops the request."""
    import httpx

    sent: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.content)
        return httpx.Response(200)

    def hook(request: httpx.Request) -> None:
        if json.loads(request.read()) == {"a": 1}:
            raise LookupError

    with httpx.Client(transport=httpx.MockTransport(answer), event_hooks={"request": [hook]}) as client:
        client.post("https://example.com/", json={"a": 2})
        with pytest.raises(LookupError):
            client.post("https://example.com/", json={"a": 1})
    assert list(map(json.loads, sent)) == [{"a": 2}]


def _hypothesis() -> None:
    """Require that a strategy can be validated before its first draw, and that a failing example is found and shrunk."""
    from hypothesis import Phase, find, settings
    from hypothesis import strategies as st

    surrogates: tuple[Literal["Cs"]] = ("Cs",)
    drawn = st.characters(exclude_categories=surrogates).flatmap(st.just)
    drawn.validate()
    quietly = settings(database=None, phases=[Phase.generate, Phase.shrink])
    assert find(st.integers(), lambda number: number > 9, settings=quietly) == 10


def _jsonschema() -> None:
    """Require that each error has its place and keyword, nothing is fetched, and only our own formats are known."""
    from jsonschema import Draft202012Validator, FormatChecker
    from referencing import Registry
    from referencing.exceptions import Unresolvable

    schema = {"properties": {"a": {"type": "string"}, "b": {"format": "email"}}, "required": ["c"]}
    validator = Draft202012Validator(schema, registry=Registry(), format_checker=FormatChecker(formats=()))
    found = {(tuple(one.absolute_path), tuple(one.absolute_schema_path)) for one in validator.iter_errors({"a": 1, "b": "x"})}
    assert found == {((), ("required",)), (("a",), ("properties", "a", "type"))}
    with pytest.raises(Exception) as raised:  # noqa: PT011  # a class that is not public
        Draft202012Validator({"$ref": "https://example.com/a.json"}, registry=Registry()).is_valid({})
    assert isinstance(raised.value, Unresolvable)


def _jsonschema_rs() -> None:
    """Require that each error has its place and keyword, formats are ours, patterns are of ECMA 262, and nothing is fetched."""
    from jsonschema_rs import Draft202012Validator

    schema = {"properties": {"a": {"pattern": "^a$"}, "b": {"format": "ours"}}, "required": ["c"]}
    options: Any = {"formats": {"ours": "x".__eq__}, "validate_formats": True, "ignore_unknown_formats": False}
    validator = Draft202012Validator(schema, offline=True, mask="…", **options)
    found = {(tuple(one.instance_path), tuple(one.schema_path)) for one in validator.iter_errors({"a": "a\n", "b": "y"})}
    assert found == {((), ("required",)), (("a",), ("properties", "a", "pattern")), (("b",), ("properties", "b", "format"))}
    assert validator.is_valid({"a": "a", "b": "x", "c": 1})
    with pytest.raises(ValueError, match="example"):
        Draft202012Validator({"$ref": "https://example.com/a.json"}, offline=True)


def _orjson() -> None:
    """Require that text that is not UTF-8 and subclasses are refused, and integers of 64 bits are kept."""
    import orjson

    class Text(str):
        __slots__ = ()

    for value in ("\ud800", {1: 2}, Text("x")):
        with pytest.raises(TypeError):
            orjson.dumps(value, option=orjson.OPT_PASSTHROUGH_SUBCLASS)
    for text in (b"NaN", b"[1,]", b'"\xff"'):
        with pytest.raises(ValueError, match=r"."):
            orjson.loads(text)
    assert orjson.loads(b"[18446744073709551615]") == [2**64 - 1]


def _phonenumbers() -> None:
    """Require that numbers are refused for the same reasons, and that those of the documentation can be parsed."""
    from phonenumbers import NumberParseException, is_valid_number, parse

    reasons = []
    for text in ("call me", "+33 1", "1" * 18, "12345678"):
        with pytest.raises(NumberParseException) as refused:
            parse(text, "FR" if text == "1" * 18 else None)
        reasons.append(refused.value.error_type)
    kinds = ("NOT_A_NUMBER", "TOO_SHORT_NSN", "TOO_LONG", "INVALID_COUNTRY_CODE")
    assert reasons == [getattr(NumberParseException, kind) for kind in kinds]
    assert is_valid_number(parse("+33 6 12 31 23 12"))


def _pyarrow() -> None:
    """Require that rows can be put into a table and read back, and that a column of numbers can be replaced."""
    import pyarrow as pa
    from pyarrow import compute

    table = pa.Table.from_pylist([{"a": 1, "b": None}, {"a": 2, "b": "x"}])
    assert table.set_column(0, "a", compute.add(table["a"], 10)).to_pylist() == [{"a": 11, "b": None}, {"a": 12, "b": "x"}]


def _pycountry() -> None:
    """Require that its codes of countries are those of the schema."""
    import pycountry

    common = json.loads((ROOT / "schemas" / "common.json").read_text(encoding="utf-8"))["$defs"]
    listed = next(one for one in _enums(common) if {"FR", "DE"} <= set(one))
    assert {one.alpha_2 for one in pycountry.countries} == set(filter(None, listed))


def _enums(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, dict):
        yield from (inner for name, inner in value.items() if name == "enum")
        yield from (found for inner in value.values() for found in _enums(inner))


def _pyyaml() -> None:
    """Require that events have their offsets, and that a broken text raises with an offset."""
    import yaml

    events = list(yaml.parse("a: [é, 'NO']", Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    scalars = [
        (one.value, one.style, one.start_mark and one.start_mark.index) for one in events if isinstance(one, yaml.ScalarEvent)
    ]
    assert [(value, style or None, at) for value, style, at in scalars] == [("a", None, 0), ("é", None, 4), ("NO", "'", 7)]
    for text in ("a: [", "\t- a: b"):
        with pytest.raises(yaml.MarkedYAMLError) as raised:
            list(yaml.parse(text))
        assert raised.value.problem_mark is not None
        assert 0 <= raised.value.problem_mark.index <= len(text)


def _referencing() -> None:
    """Require that an empty registry finds nothing."""
    from referencing import Registry
    from referencing.exceptions import Unresolvable

    resolver: Any = Registry().resolver()
    with pytest.raises(Unresolvable):
        resolver.lookup("https://example.com/a.json")


def _requests() -> None:
    """Require that an adapter sees the prepared request, and that its exception stops the request."""
    import requests
    from requests.adapters import HTTPAdapter

    seen: list[Any] = []

    class Adapter(HTTPAdapter):
        def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
            seen.append((request.method, request.url, request.body))
            raise LookupError

    with requests.Session() as session:
        session.mount("https://example.com/", Adapter())
        with pytest.raises(LookupError):
            session.post("https://example.com/a", json={"a": 1})
    ((method, url, body),) = seen
    assert (method, url, json.loads(body)) == ("POST", "https://example.com/a", {"a": 1})


def _shtab() -> None:
    """Require that the completion of each shell has the options of the parser and their files."""
    import shtab

    parser = argparse.ArgumentParser(prog="bs-validate")
    parser.add_argument("--output").complete = shtab.FILE  # type: ignore[attr-defined]  # shtab reads it
    for shell in ("bash", "zsh", "tcsh"):
        assert shell in shtab.SUPPORTED_SHELLS
        assert "output" in shtab.complete(parser, shell)


def _typing_extensions() -> None:
    """Require that a TypedDict knows its required keys, and that pydantic accepts it on every Python."""
    from typing import NotRequired

    from pydantic import TypeAdapter
    from typing_extensions import TypedDict

    class Point(TypedDict):
        x: int
        label: NotRequired[str]

    assert (Point.__required_keys__, Point.__optional_keys__) == (frozenset({"x"}), frozenset({"label"}))
    assert TypeAdapter(Point).validate_python({"x": 1}) == {"x": 1}


def _httptools() -> None:
    """Require that a parser calls back at the end of the headers, as uvicorn's protocol does."""
    import httptools

    class Seen:
        is_complete = False

        def on_headers_complete(self) -> None:
            self.is_complete = True

    seen = Seen()
    httptools.HttpRequestParser(seen).feed_data(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert seen.is_complete


def _uvloop() -> None:
    """Require a loop that can be run."""
    import uvloop

    async def one() -> int:
        return 1

    assert uvloop.run(one()) == 1


def _uvicorn() -> None:
    """Require the options with which the server is run."""
    import uvicorn

    config = uvicorn.Config("x:y", access_log=False, date_header=False, limit_concurrency=1, log_config=None, server_header=False)
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

    assert callable(uvicorn.Server(config).run)
    assert {"data_received", "on_headers_complete", "on_response_complete"} <= vars(HttpToolsProtocol).keys()
    assert (config.timeout_graceful_shutdown, config.ws) == (None, "auto")


def _validators() -> None:
    """Require that a refused value gives a false result instead of an exception."""
    import validators

    assert validators.email("ana@example.com")
    assert validators.url("https://example.com/a")
    assert isinstance(validators.email("ana.example.com"), validators.ValidationError)
    assert not validators.url("example")


def _wtforms() -> None:
    """Require that the rows of a list are forms, whose errors can be set."""
    from werkzeug.datastructures import MultiDict
    from wtforms import FieldList, Form, FormField, StringField

    class Row(Form):
        number = StringField()

    class Rows(Form):
        phones = FieldList(FormField(Row))

    form = Rows(MultiDict([("phones-0-number", "1"), ("phones-1-number", "2")]))
    assert form.validate()
    form.phones[1].form.number.errors = ["wrong"]
    assert [row.errors for row in form.phones.entries] == [{}, {"number": ["wrong"]}]


CHECKS: dict[str, Callable[[], None]] = {
    "babel": _babel,
    "dask": _dask,
    "django": _django,
    "faker": _faker,
    "fastapi": _fastapi,
    "httpx": _httpx,
    "httptools": _httptools,
    "hypothesis": _hypothesis,
    "jsonschema": _jsonschema,
    "jsonschema-rs": _jsonschema_rs,
    "orjson": _orjson,
    "phonenumbers": _phonenumbers,
    "pyarrow": _pyarrow,
    "pycountry": _pycountry,
    "pyyaml": _pyyaml,
    "referencing": _referencing,
    "requests": _requests,
    "shtab": _shtab,
    "typing-extensions": _typing_extensions,
    "uvicorn": _uvicorn,
    "uvloop": _uvloop,
    "validators": _validators,
    "wtforms": _wtforms,
}


@pytest.mark.parametrize("library", CHECKS)
def test_a_library_behaves_as_the_package_needs_it(library: str) -> None:
    """The failure names a library that behaves differently, its version and the requirement."""
    check = CHECKS[library]
    try:
        check()
    except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001  # of any kind: the library is to be named
        pytest.fail(f"{library} {version(library)}: {check.__doc__} {type(error).__name__}: {error}")


def test_every_library_has_its_check() -> None:
    """A function of this file checks each library that the package or one of its extras needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    needed.append("pycountry")  # which the enums of the schemas are made from
    assert {re.split("[>=<;[ ]", one)[0].lower() for one in needed} == set(CHECKS)
