"""Our prediction of how YAML 1.1 readers read plain scalars agrees with PyYAML and Ruby's Psych."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from bs_validate.lint.readers.yaml_11 import BOOLEAN, NULL, NUMBER, OTHER, TIME, read_as
from support.profiles import examples

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
RUBY = shutil.which("ruby")

#: Prints the kind of value that Psych makes of each scalar, or a failure.
PSYCH = """
require "date"
require "json"
require "yaml"
STDOUT.sync = true
KINDS = {TrueClass => "boolean", FalseClass => "boolean", NilClass => "null", Integer => "number", Float => "number",
         Date => "time", Time => "time", Symbol => "other", String => "text"}
STDIN.each_line do |line|
  begin
    scanner = Psych::ScalarScanner.new(Psych::ClassLoader.new)
    puts KINDS.fetch(scanner.tokenize(JSON.parse(line)).class)
  rescue ArgumentError
    puts "refused"
  end
end
"""
#: The kinds of PyYAML's tags.
TAGS = {
    "bool": BOOLEAN,
    "float": NUMBER,
    "int": NUMBER,
    "merge": OTHER,
    "null": NULL,
    "str": "text",
    "timestamp": TIME,
    "value": OTHER,
}


def _rows(pyyaml: str, psych: str, texts: str) -> list[tuple[str, str, str]]:
    return [(text, pyyaml, psych) for text in texts.split()]


#: Scalars, each with the kinds that PyYAML and Psych make of it.
TABLE = [
    *_rows(BOOLEAN, BOOLEAN, "NO no No yes Yes YES on On ON off Off OFF True TRUE False FALSE"),
    *_rows("text", BOOLEAN, "nO tRUE oN yEs"),
    *_rows("text", "text", "y n Y N t f none None nil undefined NaN inf Infinity"),
    *_rows(NULL, NULL, "Null NULL"),
    *_rows("text", NULL, "nULL"),
    *_rows(NUMBER, NUMBER, "0150 00 -017 +1 +33612345678 1_000 0x1F -0x1f 0b101 1. +1.5 .5 1_0.5 1.e+5 685_230.15"),
    *_rows(NUMBER, NUMBER, ".inf -.INF +.inf .nan .NaN 12:30 1:30:59 12:30.5 190:20:30.15"),
    *_rows(NUMBER, "text", "12:30:59:10 1:1:1:1.5 12_"),
    *_rows("text", NUMBER, "1,000 01,7 0,5.2 08:30 -.5 +.5 .INf 0x1,F"),
    *_rows("text", "text", "0o17 08 0912345678 1e3x 1.2.3 12:60 0x 1-2 + . == < -- é Split Ñ"),
    *_rows(TIME, TIME, "2020-01-01 2014-08-21T08:40:44Z"),
    *_rows("text", TIME, "2020-1-1 2020-01-1 2020-01-01T08:00:00+0100 -2020-01-01T08:00:00Z"),
    *_rows("text", "text", "2020-01 2020-13-1 20-01-01 2020-01-01T08:00 01/02/2020 20200101T080000Z"),
    *_rows(TIME, "text", "2020-13-45"),
    *_rows(OTHER, "text", "= <<"),
    *_rows("text", OTHER, ":mobile :) :12"),
    *((text, TIME, TIME) for text in ("2014-08-21 8:40:44", "2020-1-1T8:00:00.5 +01:00")),
    *((text, "text", "text") for text in ("12 Main Street", "10115 Berlin", "+33 612345678")),
    (':"a b"', "text", OTHER),
]

#: Pieces of numbers and times, and words.
DIGITS = "0 1 7 9 12 59 60 2020 01 - + . : _ , e E+1 0x 0b 0o F inf nan NaN T Z 2020-01-01 12:30:00"
WORDS = "yes No on off true null NULL y = << < ~"
#: If a number lacks its digits, older versions of Psych fail and newer ones read text.
UNSURE = re.compile("[-+]?0[bx]?[_,]+|[-+]?[.][eE][-+][0-9]+")


class Psych:
    """Ruby's Psych, which answers for one scalar after the other."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        """Take the process that runs the script."""
        self._process = process

    def __call__(self, text: str) -> str:
        """Return the kind of value that it makes of a plain scalar."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


@pytest.fixture(scope="module")
def psych() -> Iterator[Psych]:
    """Start Ruby."""
    if RUBY is None:
        pytest.skip("ruby is not installed")
    with subprocess.Popen([RUBY, "-e", PSYCH], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own script
        yield Psych(process)
        assert process.stdin is not None
        process.stdin.close()


def _pyyaml(text: str) -> str:
    """Return the kind of value that PyYAML makes of a plain scalar, some of which it then refuses."""
    loader: Any = yaml.SafeLoader("")
    tag = loader.resolve(yaml.ScalarNode, text, (True, False))
    return TAGS[tag.rpartition(":")[2]]


def _is_plain_scalar(text: str) -> bool:
    """Return whether a text in a list is a plain scalar with exactly that content."""
    try:
        events = list(yaml.parse(f"- {text}\n", Loader=LOADER))
    except yaml.YAMLError:
        return False
    scalars = [one for one in events if isinstance(one, yaml.ScalarEvent)]
    return len(events) == 7 and len(scalars) == 1 and scalars[0].implicit[0] and scalars[0].value == text


def _expected(*kinds: str) -> str | None:
    """Return the one kind that is not text, or None."""
    others = {*kinds} - {"text"}
    assert len(others) <= 1
    return others.pop() if others else None


_pieces = st.sampled_from([*DIGITS.split(), *WORDS.split(), " ", "\t"])
_scalars = st.lists(_pieces, min_size=1, max_size=7).map("".join) | st.sampled_from([row[0] for row in TABLE])
_anything = st.text("0123456789_,.:+-eExbafnoyTtrulsiZ~=< ", min_size=1)
plain_scalars = st.one_of(_scalars, _scalars.map(str.swapcase), _anything).filter(_is_plain_scalar)


@pytest.mark.parametrize(("text", "pyyaml", "ruby"), TABLE)
def test_a_scalar_has_the_kind_that_pyyaml_or_psych_gives_it(text: str, pyyaml: str, ruby: str) -> None:
    """If only one of them does not read text, its kind counts."""
    assert _pyyaml(text) == pyyaml
    assert read_as(text) == _expected(pyyaml, ruby)


@pytest.mark.parametrize(("text", "_pyyaml", "ruby"), TABLE)
def test_the_table_has_the_answers_of_psych(psych: Psych, text: str, _pyyaml: str, ruby: str) -> None:
    """The column of Psych is Psych's own answer."""
    assert psych(text) == ruby


@examples(90)
@given(plain_scalars)
def test_every_scalar_that_pyyaml_does_not_read_as_text_is_found(text: str) -> None:
    """The kind is PyYAML's. If PyYAML reads text, the answer is Psych's, which the next law tests."""
    kind = _pyyaml(text)
    if kind != "text" and text not in ("~", "null", "true", "false"):
        assert read_as(text) == kind


@examples(150)
@given(plain_scalars)
def test_the_answer_is_exactly_that_of_the_two_readers(psych: Psych, text: str) -> None:
    """A scalar is found if and only if one of the two does not read it as text."""
    assume(not UNSURE.fullmatch(text))
    kinds = (_pyyaml(text), psych(text))
    if text not in ("~", "null", "true", "false"):
        assert read_as(text) == _expected(*kinds)
