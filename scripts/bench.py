"""Measure side by side, in one run: ours, and what people use today, each with the same checks of email, website and phone.

Every contact is distinct, so that nothing can be remembered by value. Prints Markdown tables of times and of their ratios: what a
contact takes in the process, and what a file takes as a whole process. Give more time for steadier figures.

    python scripts/bench.py --seconds 2
"""

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import fastjsonschema
import httpx
import jsonschema_rs
import orjson
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from referencing import Registry

from bs_validate import Validator
from bs_validate.adapters.httpx import preflight
from bs_validate.formats import FORMATS, printable

CONTACTS = 2_000
SCRIPTS = Path(sysconfig.get_path("scripts"))


def contacts() -> list[dict[str, Any]]:
    """Return distinct valid contacts, each with three phones, an email address and a website."""
    chance = random.Random(1)  # noqa: S311  # no secret
    return [{"contacts": [_contact(chance, number)]} for number in range(CONTACTS)]


def _contact(chance: random.Random, number: int) -> dict[str, Any]:
    def digits(count: int) -> str:
        return "".join(chance.choices("0123456789", k=count))

    return {
        "address1": f"{number} {chance.choice(['Nilsa Crossroad', 'Straße des 17. Juni', 'Rue de la Paix'])}",
        "address2": chance.choice([None, f"floor {number}"]),
        "city": chance.choice(["New Margarettafurt", "Łódź", "Besançon"]),
        "country_code": chance.choice(["US", "PL", "FR", "DE"]),
        "email": f"some.{number}@mail{chance.randrange(1000)}.com",
        "firstname": f"First{number}",
        "gender": chance.choice(["male", "female", None]),
        "lastname": f"Last{number}",
        "phones": [
            {"label": label, "number": f"+33 6 {digits(2)} {digits(2)} {digits(4)}"} for label in ("phone", "mobile", "fax")
        ],
        "private_notes": f"Lorem {number}",
        "spoken_languages": ["en", "fr"],
        "state": "Nevada",
        "website": f"http://example{number}.com",
        "zip": digits(5),
    }


def per_contact(work: Callable[[Any], Any], documents: list[Any], seconds: float) -> float:
    """Return the least time in microseconds that a contact took, over rounds of all of them."""
    rounds = []
    end = time.perf_counter() + seconds
    while not rounds or time.perf_counter() < end:
        start = time.perf_counter()
        for document in documents:
            work(document)
        rounds.append(time.perf_counter() - start)
    return min(rounds) / len(documents) * 1e6


def _checked(reason: Callable[[str], str | None]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if reason(value) is not None:
            raise ValueError
        return value

    return check


def pydantic_model() -> type[BaseModel]:
    """Return a model of the same rules."""
    validator = Validator()
    properties = validator.catalog["contact.create"].document["properties"]["contacts"]["items"]["properties"]

    def filled(value: str) -> str:
        if printable.is_blank(value):
            raise ValueError
        return value

    checked = {name: AfterValidator(_checked(FORMATS[name].reason)) for name in ("email", "phone", "printable", "website")}
    closed = ConfigDict(extra="forbid", strict=True)
    required = Annotated[str, AfterValidator(filled)]
    plain = Annotated[str, checked["printable"]]
    country = Literal[tuple(properties["country_code"]["enum"])]
    locale = Literal[tuple(properties["spoken_languages"]["items"]["enum"])]

    class Phone(BaseModel):
        model_config = closed
        label: required
        number: Annotated[required, checked["phone"]]

    class Contact(BaseModel):
        model_config = closed
        email: Annotated[required, checked["email"]]
        website: Annotated[str, checked["website"]] | None = None
        private_notes: str | None = None
        gender: Literal["male", "female"] | None = None
        firstname: required
        lastname: required
        address1: Annotated[required, Field(max_length=100), checked["printable"]]
        address2: Annotated[plain, Field(max_length=100)] | None = None
        city: Annotated[required, Field(max_length=100)]
        country_code: country
        state: Annotated[plain, Field(max_length=100)] | None = None
        zip: Annotated[required, Field(max_length=15), checked["printable"]]
        spoken_languages: Annotated[list[locale], Field(min_length=1)] | None = None
        phones: list[Phone] | None = None

    class Document(BaseModel):
        model_config = closed
        contacts: Annotated[list[Contact], Field(min_length=1)]

    return Document


def faulty(document: dict[str, Any]) -> dict[str, Any]:
    """Return a contact with five faults."""
    contact = {**document["contacts"][0], "email": "x", "zip": "1" * 20, "country_code": "UK", "city": None, "first_name": "a"}
    return {"contacts": [contact]}


def in_process(seconds: float) -> list[tuple[str, float]]:
    """Measure what a contact takes in the process."""
    documents = contacts()
    broken = list(map(faulty, documents))
    texts = list(map(orjson.dumps, documents))
    ours, reference = Validator(), Validator(engine="reference")
    schema = ours.catalog["contact.create"].document
    floor = jsonschema_rs.Draft202012Validator(
        schema, formats=dict.fromkeys(FORMATS, lambda _: True), validate_formats=True, offline=True
    )
    checker = FormatChecker(formats=())
    for name, format_ in FORMATS.items():
        checker.checks(name)(lambda value, reason=format_.reason: not isinstance(value, str) or reason(value) is None)
    plain = Draft202012Validator(schema, registry=Registry(), format_checker=checker)
    compiled = fastjsonschema.compile(
        schema, formats={name: (lambda value, reason=format_.reason: reason(value) is None) for name, format_ in FORMATS.items()}
    )
    model = pydantic_model()
    works: list[tuple[str, Callable[[Any], Any], list[Any]]] = [
        ("jsonschema-rs, formats that check nothing", floor.is_valid, documents),
        ("**bs-validate**, a document", lambda one: ours.validate(one, "contact.create"), documents),
        ("**bs-validate**, JSON text", lambda one: ours.validate_json(one, "contact.create"), texts),
        ("**bs-validate**, the reference engine", lambda one: reference.validate(one, "contact.create"), documents),
        ("jsonschema", plain.is_valid, documents),
        ("fastjsonschema", compiled, documents),
        ("pydantic", model.model_validate, documents),
        ("jsonschema-rs, five faults, as it reports them", lambda one: list(floor.iter_errors(one)), broken),
        ("**bs-validate**, five faults", lambda one: ours.validate(one, "contact.create"), broken),
    ]
    for given, errors in ((documents, 0), (broken, 5)):
        if {len(ours.validate(one, "contact.create").errors) for one in given} != {errors}:
            raise SystemExit(f"the contacts that are measured do not have {errors} errors")
    return [(name, per_contact(work, given, seconds)) for name, work, given in works]


def hook(seconds: float) -> str:
    """Measure what the hook for httpx adds to a request with a valid contact."""
    url, headers = "https://www.bookingsync.com/api/v3/contacts", {"Content-Type": "application/vnd.api+json"}
    requests = [httpx.Request("POST", url, headers=headers, content=orjson.dumps(one)) for one in contacts()]
    return f"the hook for httpx alone, a valid contact: {per_contact(preflight, requests, seconds):.1f} µs a request"


def as_process(times: int) -> list[tuple[str, float]]:
    """Measure what linting one small file takes as a whole process: the least of some runs."""
    with tempfile.TemporaryDirectory() as folder:
        file, schema = Path(folder) / "contact-create.json", Path(folder) / "schema.json"
        file.write_text(json.dumps(contacts()[0]), encoding="utf-8")
        schema.write_text(json.dumps(Validator().catalog["contact.create"].document), encoding="utf-8")
        commands = [
            ("an empty interpreter", [sys.executable, "-I", "-c", "pass"]),
            ("**bs-validate lint**", [str(SCRIPTS / "bs-validate"), "lint", str(file)]),
            ("check-jsonschema", [str(SCRIPTS / "check-jsonschema"), "--schemafile", str(schema), str(file)]),
        ]
        return [(name, min(_process(command) for _ in range(times)) * 1e3) for name, command in commands]


def many_files(times: int) -> list[tuple[str, list[tuple[str, float]]]]:
    """Measure what linting 1,000 files takes as a whole process, all valid or with three faults each: the least of some runs."""
    found = []
    valid = contacts()[:1000]
    for title, documents in (
        ("1,000 valid files", valid),
        ("1,000 files with three faults each", list(map(_three_faults, valid))),
    ):
        with tempfile.TemporaryDirectory() as folder:
            schema = Path(folder) / "schema.json"
            schema.write_text(json.dumps(Validator().catalog["contact.create"].document), encoding="utf-8")
            files = [Path(folder) / f"create-{number}.json" for number in range(1000)]
            for file, document in zip(files, documents, strict=True):
                file.write_text(json.dumps(document, indent=2), encoding="utf-8")
            paths = list(map(str, files))
            commands = [
                ("**bs-validate lint**", [str(SCRIPTS / "bs-validate"), "lint", *paths]),
                ("check-jsonschema", [str(SCRIPTS / "check-jsonschema"), "--schemafile", str(schema), *paths]),
            ]
            found.append((title, [(name, min(_process(command) for _ in range(times)) * 1e3) for name, command in commands]))
    return found


def long_file(lines: int) -> str:
    """Lint a file of so many contacts, one a line, and tell what it took: time, and memory against a tenth of the lines."""
    peaks = []
    took = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for count in (lines // 10, lines):
            file = Path(folder) / "create.ndjson"
            with file.open("wb") as opened:
                for number in range(count):
                    contact = {**_contact(random.Random(number), number), "country_code": "FR"}  # noqa: S311  # no secret
                    opened.write(orjson.dumps({"contacts": [contact]}) + b"\n")
            script = (
                "import resource, sys; from bs_validate.cli import main; status = main(sys.argv[1:]); "
                "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr); sys.exit(status)"
            )
            command = [sys.executable, "-c", script, "lint", "--as", "contact.create", str(file)]
            start = time.perf_counter()
            run = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # ours
            took = time.perf_counter() - start
            peaks.append(int(run.stderr) / 1024)
    return f"{lines:,} contacts, one a line: {took:.1f} s; memory {peaks[1]:.0f} MB, and {peaks[0]:.0f} MB for a tenth of them"


def _three_faults(document: dict[str, Any]) -> dict[str, Any]:
    contact = {**document["contacts"][0], "email": "x", "zip": None, "country_code": "UK"}
    return {"contacts": [contact]}


def _process(command: list[str]) -> float:
    """Run a command and return the seconds it took; findings are no failure."""
    start = time.perf_counter()
    run = subprocess.run(command, check=False, capture_output=True)  # noqa: S603  # the tools that are compared
    if run.returncode not in (0, 1):
        raise SystemExit(run.stderr.decode())
    return time.perf_counter() - start


def table(title: str, unit: str, rows: list[tuple[str, float]], base: str) -> str:
    """Return rows as a Markdown table, with the ratio of each to one of them."""
    reference = dict(rows)[base]
    lines = [f"| {title} | {unit} | ratio |", "|---|---:|---:|"]
    return "\n".join(lines + [f"| {name} | {value:.1f} | {value / reference:.2f} |" for name, value in rows])


def main(argv: list[str] | None = None) -> int:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description="Measure side by side what a contact and a file take.")
    parser.add_argument(
        "--seconds", type=float, default=2.0, help="how long to measure each line of the first table (default: 2)"
    )
    parser.add_argument("--processes", type=int, default=15, help="how often to run each command (default: 15)")
    parser.add_argument("--lines", type=int, default=60_000, help="how many contacts the long file has (default: 60000)")
    parser.add_argument(
        "--bounds", action="store_true", help="measure time against size instead, and write it: scripts/bounds.py"
    )
    arguments = parser.parse_args(argv)
    if arguments.bounds:
        from bounds import main as bounds

        return bounds(["--write"])
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n")
    rows = in_process(arguments.seconds)
    print(table("one contact, every format really checked", "µs", rows, rows[0][0]) + "\n")
    print(hook(arguments.seconds) + "\n")
    print(table("one small file, whole process", "ms", as_process(arguments.processes), "check-jsonschema") + "\n")
    for title, timed in many_files(max(arguments.processes // 5, 1)):
        print(table(f"{title}, whole process", "ms", timed, "check-jsonschema") + "\n")
    print(long_file(arguments.lines))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
