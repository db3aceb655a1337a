"""Compare our verdicts with those of Rails: of a model with the documented constraints, on Debian's ActiveModel.

Documents come from the conformance corpus, from a table of edge cases, and with ``--examples`` from the strategies. Each
difference is a field with the code that we report there and the error that Rails has; ``docs/rails.md`` lists them with their
reasons. The exit status is 1 if there are differences that it does not list, or if it lists some that no longer exist.

    apt-get install ruby ruby-activemodel
    python scripts/rails_oracle.py --examples 500
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bs_validate import Validator
from bs_validate._schema.catalog import packaged
from bs_validate.strategies import faults, payloads

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "rails.md"
CORPUS = ROOT / "tests" / "conformance"
PROGRAM = Path(__file__).with_suffix(".rb")
WRITES = ("contact.create", "contact.update", "host.create", "host.update")
ACCEPTED = "accepted"

#: Texts that are blank to Ruby (``[[:space:]]``), and then texts that only look blank.
BLANKS = [*"\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2007\u200a\u2028\u2029\u202f\u205f\u3000", " \t\u3000\n", ""]
INVISIBLE = [*"\u180e\u200b\u200d\u2060\ufeff\u00ad"]
NOT_PRINTABLE = [*"\x00\x07\x1b\x7f\x85\x9f\u2028\u2029\ufdd0\ufffe\U0001ffff\n"]
PRINTABLE = [*"\u00a0\u200d\u200f\u202f\ue000\u0301\U0001f600"]
EMAILS = [
    *(
        "a@b.co",
        "a@b",
        "@b.co",
        "a@",
        "a b@c.co",
        "a@b..co",
        "a@b.co.",
        "a@-b.co",
        "a@b_c.co",
        "ä@b.co",
        "a@bücher.de",
        "a@b.co\n",
    ),
    *(
        ".a@b.co",
        "a.@b.co",
        "a..b@c.co",
        "a@[127.0.0.1]",
        '"a b"@c.co',
        "a@b@c.co",
        "a,b@c.co",
        "<a@b.co>",
        "a+b@c.co",
        "a'b@c.co",
    ),
    f"{'x' * 64}@b.co",
    f"{'x' * 65}@b.co",
    f"a@{'b' * 63}.co",
    f"a@{'b' * 64}.co",
]
URLS = [
    *(
        "http://example.com",
        "https://example.com/?a=1&b#c",
        "HTTP://EXAMPLE.COM",
        "example.com",
        "www.example.com",
        "ftp://example.com",
    ),
    *("http://", "http:example.com", "http://localhost", "http://exa mple.com", "http://example.com/a b", "http://example.com/ä"),
    *(
        "http://bücher.de",
        "http://example.com/a|b",
        "http://example.com/[1]",
        "http://user:pw@example.com",
        "http://example.com:99999",
    ),
    *(
        "http://[::1]/",
        "http://exam_ple.com",
        "http://example.com.",
        "javascript:alert(1)",
        "http://example.com\n",
        "http://?",
        "x",
    ),
]
PHONES = [
    *(
        "+33 (0)6 123.123.123",
        "123456789",
        "+33 6",
        "0612312312, 0712312312",
        "+33\u202f6\u202f12",
        "06\t12",
        "x",
        "call me",
        "0612 ext 3",
    ),
    *(
        "+33/6/12312312",
        "+33-6-12-31-23-12",
        "06 12 31 23 12 #4",
        "０６１２３１２３１２",
        "+",
        "()",
        "EXT",
        "++33",
        "1" * 40,
        "06\n",
    ),
]
PHONE_LISTS: list[Any] = [None, [], [{}], ["a"], "a", {}, [{"number": "1234567"}], [{"label": "a"}]]
LANGUAGE_LISTS: list[Any] = [None, [], ["en"], ["xx"], ["en", None], [""], "en", [["en"]], ["EN"]]
NO_TEXTS: list[Any] = [5, 0, 1.5, True, False, [], ["a"], {}, {"a": 1}]
NO_INTEGERS: list[Any] = ["12", "abc", "", " ", "1.0", "-1", "0x1", 1.5, 12.0, 0, -1, True, [], {}, 2**70, "１２"]


class Difference(NamedTuple):
    """A field without its indices, our code or ``accepted``, and Rails' error or ``accepted``."""

    field: str
    ours: str
    rails: str


Documents = list[tuple[str, Any]]


def edge_cases() -> Iterator[tuple[str, Any]]:
    """Yield documents in which one field has each value of the tables above, for each schema of a write."""
    for name in WRITES:
        resource = name.partition(".")[0]
        documented, *_ = json.loads((CORPUS / f"{resource}.create.json").read_text(encoding="utf-8"))
        (example,) = documented["document"][f"{resource}s"]
        lengths = {"zip": 15} | dict.fromkeys(("address1", "address2", "city", "state"), 100)
        texts = [field for field in example if type(example[field]) is not list and not field.endswith("_id")]
        cases: list[tuple[str, Any]] = []
        value: Any
        for field in texts:
            values = [*BLANKS, *INVISIBLE, *NO_TEXTS, None, *(f"a{one}b" for one in (*NOT_PRINTABLE, *PRINTABLE))]
            cases += [(field, value) for value in values]
            for longest in (lengths[field],) if field in lengths else ():
                cases += [(field, letter * (longest + more)) for letter in ("a", "\U0001f600", "e\u0301") for more in (0, 1)]
        cases += [("email", value) for value in EMAILS]
        if resource == "contact":
            cases += [("website", value) for value in URLS]
            cases += [("phones", [{"label": "a", "number": value}]) for value in (*PHONES, *BLANKS, *NO_TEXTS, None)]
            cases += [
                ("phones", [{"label": value, "number": "06 12 31 23 12"}]) for value in (*BLANKS, *INVISIBLE, *NO_TEXTS, None)
            ]
            cases += [("phones", value) for value in PHONE_LISTS]
            cases += [("spoken_languages", value) for value in LANGUAGE_LISTS]
            cases += [("gender", value) for value in ("male", "Male", "other")]
            cases += [("country_code", value) for value in ("FR", "fr", "UK", "XX")]
        else:
            cases += [(field, value) for field in ("user_id", "source_id") for value in (*NO_INTEGERS, None)]
        for field, value in cases:
            yield name, {f"{resource}s": [{**example, field: value}]}
        for field in example:
            yield name, {f"{resource}s": [{key: value for key, value in example.items() if key != field}]}


def corpus() -> Iterator[tuple[str, Any]]:
    """Yield the documents of the conformance corpus that are writes."""
    for name in WRITES:
        for case in json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8")):
            yield name, case["document"]


def drawn(examples: int) -> Iterator[tuple[str, Any]]:
    """Yield documents of the strategies, valid ones and ones with a fault that JSON can represent; the same each time."""
    for name in WRITES:
        documents = st.one_of(payloads(name), faults(name).map(lambda fault: fault.document))
        yield from ((name, document) for document in _samples(documents, examples))


def _samples(documents: SearchStrategy[Any], examples: int) -> list[Any]:
    found = []

    @settings(max_examples=examples, database=None, derandomize=True, deadline=None)
    @given(documents)
    def collect(document: Any) -> None:
        found.append(document)

    collect()
    return found


def asked(documents: Documents) -> list[dict[str, list[str]] | None]:
    """Return Rails' errors by field for each document, or None for one that is not a single resource in its envelope."""
    fields = packaged()["contact.create"].document["properties"]["contacts"]["items"]["properties"]
    choices = {name: fields[name]["enum"] for name in ("gender", "country_code")}
    choices["spoken_languages"] = fields["spoken_languages"]["items"]["enum"]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(choices, file)
        file.flush()
        lines = "".join(f"{json.dumps(document)}\n" for document in documents)
        ruby = shutil.which("ruby")
        if ruby is None:
            raise SystemExit("ruby is not there: apt-get install ruby ruby-activemodel")
        command = [ruby, str(PROGRAM), file.name]
        run = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603  # ours
    if run.returncode:
        raise SystemExit(f"ruby could not run {PROGRAM.name}: {run.stderr}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def differences(documents: Iterable[tuple[str, Any]]) -> dict[Difference, tuple[str, Any]]:
    """Return the differences, each with the first document that shows it."""
    table, validator = list(documents), Validator()
    found: dict[Difference, tuple[str, Any]] = {}
    for (name, document), theirs in zip(table, asked(table), strict=True):
        if theirs is not None:
            for difference in _compared(validator.validate(document, name).errors, theirs):
                found.setdefault(difference, (name, document))
    return found


def _compared(errors: Iterable[Any], theirs: dict[str, list[str]]) -> Iterator[Difference]:
    ours: dict[str, str] = {}
    for error in errors:
        ours.setdefault(error.field, error.code)
    for field in dict.fromkeys([*ours, *theirs]):
        others = theirs if field in ours else ours
        if not any(_is_within(field, other) or _is_within(other, field) for other in others):
            shown = re.sub(r"\.\d+", ".*", field) if ours.get(field) != "unknown_field" else "any unknown field"
            yield Difference(shown, ours.get(field, ACCEPTED), theirs.get(field, [ACCEPTED])[0])


def _is_within(field: str, other: str) -> bool:
    """Return whether a field is another one or a part of it; a list that is dropped for an item is missing as a whole."""
    return f"{field}.".startswith(f"{other}.")


def listed(page: str) -> frozenset[Difference]:
    """Return the differences that the page lists; a row may name several fields and several codes."""
    rows = [[re.sub("[` ]", "", cell) for cell in line.split(" | ")] for line in page.splitlines() if line.startswith("| ")]
    return frozenset(
        Difference(field.replace("anyunknownfield", "any unknown field"), code, rails)
        for fields, ours, rails, _ in rows[2:]
        for field in fields.lstrip("|").split(",")
        for code in ours.split(",")
    )


def main(argv: list[str] | None = None) -> int:
    """Print the differences that the page does not list, and the listed ones that no longer exist."""
    parser = argparse.ArgumentParser(
        description="Compare our verdicts with those of a Rails model with the documented constraints."
    )
    parser.add_argument("--examples", type=int, default=0, help="documents to draw for each schema (default: none)")
    arguments = parser.parse_args(argv)
    known = listed(PAGE.read_text(encoding="utf-8"))
    found = differences([*corpus(), *edge_cases(), *(drawn(arguments.examples) if arguments.examples else ())])
    for difference in [one for one in found if one not in known]:
        print(
            f"not listed: {difference.field}: we say {difference.ours}, Rails {difference.rails}", json.dumps(found[difference])
        )
    for difference in [one for one in known if one not in found]:
        print(f"listed and gone: {difference.field}: we say {difference.ours}, Rails {difference.rails}")
    print(f"{len(found)} differences, {len(known)} listed")
    return int(set(found) != set(known))


if __name__ == "__main__":
    sys.exit(main())
