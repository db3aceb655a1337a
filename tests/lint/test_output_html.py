"""The HTML report: one inert file in which each finding can be found by its file and by its code."""

import base64
import hashlib
import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate._messages.sentences import sentence
from bs_validate.cli.main import main
from bs_validate.codes import CODES
from bs_validate.lint.finding import Checked, FileFinding, Trouble
from bs_validate.lint.output.html import document
from bs_validate.report import FieldError
from bs_validate.types import Severity
from support.totals import summarised

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><a href='javascript:alert(1)'>",
    "&lt;b&gt; &amp; &#0;",
    "--><!-- ]]>",
    "a\u202egpj.json\u2066",
    "\x00\x07\x1b[31m\r\n\x85\u2028",
    "\udc80\ud800\ufffe",
    "`<i>`",
    "אבג/ملف.json",
]


def _finding(
    file: str = "a.json",
    code: str = "required",
    *,
    severity: Severity = "error",
    field: str = "email",
    excerpt: str = "",
    place: tuple[int, int, int, int] = (3, 5, 3, 9),
    message: str = "",
    schema: str = "contact.create",
    **params: Any,
) -> FileFinding:
    location = ("contacts", 0, field) if field else ()
    error = FieldError(code, severity, location, field, params, "", sentence=sentence)
    return FileFinding(file, *place, error, message or error.message(), schema, excerpt)


def _page(*findings: FileFinding, clean: tuple[Checked, ...] = (), troubles: tuple[Trouble, ...] = ()) -> str:
    files = dict.fromkeys(finding.file for finding in findings)
    checked = [Checked(file, 1, 0, tuple(one for one in findings if one.file == file)) for file in files]
    return document([*checked, *clean], summarised([*checked, *clean]), troubles)


def _parsed(page: str) -> Element:
    """Parse strictly by the standard: the first mistake is an exception."""
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return tree


def _text(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def _rows(tree: Element) -> list[str]:
    return [_text(row) for row in tree.findall(".//ol[@class='findings']/li")]


SEVERAL = (
    _finding("a.json", "required"),
    _finding("a.json", "read_only", severity="warning", field="id"),
    _finding("b/c.json", "required", field="phones.0.number", place=(7, 1, 9, 2), schema="contact.update"),
    _finding("b/c.json", "required", field="lastname"),
    _finding("b/c.json", "choice", field="country_code", suggestion="DE"),
)


def test_a_finding_has_its_place_and_all_its_parts() -> None:
    """A finding has severity, field, message, place, code, schema and excerpt, in this order."""
    finding = _finding("x/a.json", "choice", excerpt='    "email": "****",', place=(12, 14, 12, 20), suggestion="DE")
    assert _rows(_parsed(_page(finding))) == [
        (
            "error email is not one of the allowed values (did you mean DE, Germany?) "
            'x/a.json:12:14 choice contact.create"email": "****",'
        )
    ]


def test_each_finding_is_there_once() -> None:
    """The two views of 1,000 findings share them."""
    findings = [_finding(f"{number % 7}.json", field=f"field{number}x") for number in range(1000)]
    page = _page(*findings)
    assert len(_rows(_parsed(page))) == 1000
    assert all(page.count(f"field{number}x") == 1 for number in range(1000))
    assert len(page) < 1000 * 300 + len(_page())


def test_findings_are_grouped_by_file() -> None:
    """Files come in the order of the run, findings in that of the file."""
    tree = _parsed(_page(*SEVERAL))
    groups = tree.findall(".//section[@id='by-file']/details")
    assert [_text(group.find("summary")) for group in groups] == ["a.json 1 error, 1 warning", "b/c.json 3 errors"]
    assert [[row.split(" ", 2)[1] for row in _rows(group)] for group in groups] == [
        ["email", "id"],
        ["phones.0.number", "lastname", "country_code"],
    ]


def test_findings_are_grouped_by_code() -> None:
    """Codes with errors come first, then the most frequent; each is explained, and leads to its files."""
    tree = _parsed(_page(*SEVERAL))
    groups = tree.findall(".//section[@id='by-code']/details")
    assert [_text(group.find("summary")) for group in groups] == ["required 3 errors", "choice 1 error", "read_only 1 warning"]
    assert [_text(group.find("p")) for group in groups] == [
        f"{CODES[code].when} {CODES[code].remedy}".replace("`", "") for code in ("required", "choice", "read_only")
    ]
    assert [_text(file) for file in groups[0].findall("ul/li")] == ["a.json 1", "b/c.json 2"]


def test_every_link_leads_somewhere_in_the_page() -> None:
    """Links lead from codes to files, and from findings to the explanation of their code."""
    tree = _parsed(_page(*SEVERAL))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    links = {link.get("href") for link in tree.iter("a")}
    assert len(ids) == len(set(ids))
    assert links <= {f"#{name}" for name in ids}
    assert {"#code-required", "#file-1", "#file-2"} <= links


def test_the_table_agrees_with_the_lists_if_a_finding_stands_for_several(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A resource that lacks many fields has one line, which stands for warnings too. No row links to a code without a list."""
    (tmp_path / "response.ndjson").write_text('{"contacts": [{"id": 1}]}\n' * 2)
    assert main(["lint", "--format", "html", str(tmp_path / "response.ndjson")]) == 1
    tree = _parsed(capsys.readouterr().out)
    assert "the lists below show" not in _text(tree)
    assert _text(tree.find(".//section[@id='by-file']//summary")).endswith("36 errors, 6 warnings")
    ids = {f"#{element.get('id')}" for element in tree.iter()}
    assert {link.get("href") for link in tree.iter("a")} <= ids


def test_the_parts_of_a_file_are_one_group() -> None:
    """A long file comes in parts."""
    parts = [Checked("a.ndjson", 5, 0, (_finding("a.ndjson", field=field),)) for field in ("email", "fax")]
    groups = _parsed(document(parts, summarised(parts))).findall(".//section[@id='by-file']/details")
    assert [len(_rows(group)) for group in groups] == [2]


def test_the_head_has_the_numbers() -> None:
    """The head counts files, documents, skipped documents, errors and warnings."""
    tree = _parsed(_page(*SEVERAL, clean=(Checked("c.json", 1200, 4, ()),)))
    assert _text(tree.find(".//h1")) == "4 errors, 1 warning"
    numbers = {_text(pair.find("dt")): _text(pair.find("dd")) for pair in tree.findall(".//dl/div")}
    assert numbers == {"Files": "3", "Documents": "1,202", "Skipped": "4", "Errors": "4", "Warnings": "1"}
    assert _text(tree.find(".//p[@class='lead']")) == "2 of 3 files need attention."


def test_a_code_without_explanation_is_still_shown() -> None:
    """A new code may not have its explanation yet."""
    tree = _parsed(_page(_finding(code="novel", message="is novel")))
    assert _text(tree.find(".//details[@id='code-novel']/summary")) == "novel 1 error"


def test_a_page_without_findings_says_so() -> None:
    """It shows no empty tools, and lists the files on demand."""
    clean = (Checked("a.json", 2, 0, ()), Checked("package.json", 0, 1, ()))
    tree = _parsed(_page(clean=clean))
    assert _text(tree.find(".//h1")) == "Nothing to report"
    assert tree.find(".//nav") is None
    assert tree.find(".//*[@id='tools']") is None
    folded = tree.find(".//details")
    assert folded is not None
    assert folded.get("open") is None
    assert [_text(item) for item in folded.iter("li")] == [
        "a.json 2 documents",
        "package.json skipped: no known resource in it",
    ]


def test_a_run_without_documents_is_not_a_success() -> None:
    """A run that looked at nothing does not say that all is well."""
    tree = _parsed(_page())
    assert _text(tree.find(".//h1")) == "Nothing was checked"
    assert tree.find(".//details") is None


def test_files_that_could_not_be_read_are_listed() -> None:
    """Each has its reason, and they decide the verdict if there are no findings."""
    tree = _parsed(_page(clean=(Checked("a.json", 1, 0, ()),), troubles=(Trouble("b.json", "permission denied"),)))
    assert _text(tree.find(".//h1")) == "1 path could not be read"
    assert _text(tree.find(".//section/ul/li")) == "b.json permission denied"


@pytest.mark.parametrize(
    ("excerpt", "place", "shown"),
    [
        ('  "zip": *', (1, 3, 1, 8), ("", '"zip"', ": *")),
        ('{"a": [', (1, 8, 1, 8), ('{"a": [', " ", "")),
        ('{"a": [', (1, 20, 1, 20), ('{"a": [', " ", "")),
        ('{"a": {', (1, 7, 4, 2), ('{"a": ', "{", "")),
        ("  {", (1, 1, 1, 2), ("", " ", " {")),
        ("x" * 500, (1, 201, 1, 204), ("…" + "x" * 33, "xxx", "x" * 64 + "…")),
        ("x" * 500, (1, 1, 1, 501), ("", "x" * 100, "…")),
        ("x" * 500, (1, 499, 1, 501), ("…" + "x" * 98, "xx", "")),
        ("x" * 500, (1, 201, 9, 1), ("…" + "x" * 33, "x" * 67, "…")),
        (" " * 300 + "y" * 50, (1, 301, 1, 302), ("", "y", "y" * 49)),
    ],
)  # fmt: skip
def test_an_excerpt_is_cut_around_its_marked_place(
    excerpt: str, place: tuple[int, int, int, int], shown: tuple[str, str, str]
) -> None:
    """A long line is cut to 100 characters around the place, which always has a mark."""
    row = _parsed(_page(_finding(excerpt=excerpt, place=place))).find(".//pre")
    assert row is not None
    (mark,) = row
    assert (row.text or "", mark.text, mark.tail or "") == shown


@given(st.text(max_size=250), st.integers(1, 260), st.integers(0, 260))
def test_every_excerpt_has_one_mark_and_a_limited_length(excerpt: str, column: int, length: int) -> None:
    """Every line and place gives an excerpt with one mark."""
    tree = _parsed(_page(_finding(excerpt=excerpt, place=(1, column, 1, column + length))))
    marks = tree.findall(".//pre/mark")
    assert len(marks) == bool(excerpt)
    assert all(mark.text for mark in marks)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_inert(name: str) -> None:
    """Every name gives the same elements and attributes, and its unprintable characters are escaped."""

    def page(text: str) -> str:
        return _page(
            _finding(text, "choice", field=text, excerpt=f'"{text}": *', message=text.replace("`", ""), schema=text),
            clean=(Checked(f"clean {text}", 1, 0, ()),),
            troubles=(Trouble(text, text),),
        )

    def outline(tree: Element) -> list[tuple[str, list[tuple[str, str]]]]:
        return [(element.tag, sorted(element.items())) for element in tree.iter()]

    hostile = page(name)
    assert outline(_parsed(hostile)) == outline(_parsed(page("plain")))
    assert all(char.isprintable() for char in hostile.replace("\n", ""))
    hostile.encode()


@given(st.text(), st.text(), st.text())
def test_any_name_gives_a_valid_page(file: str, field: str, message: str) -> None:
    """The page is well-formed, and can be written as UTF-8."""
    page = _page(_finding(file, field=field, message=message), troubles=(Trouble(file, message),))
    assert len(_rows(_parsed(page))) == 1
    page.encode()


def test_nothing_is_fetched() -> None:
    """There is no element or attribute that refers to anything but the page itself."""
    page = _page(*SEVERAL, _finding(HOSTILE[2], field=HOSTILE[3]))
    tree = _parsed(page)
    tags = {element.tag for element in tree.iter()}
    assert not tags & {"link", "img", "iframe", "object", "embed", "base", "form", "video", "audio", "svg", "source"}
    attributes = {name for element in tree.iter() for name in element.keys()}  # noqa: SIM118  # an element is not a mapping
    assert not attributes & {"src", "srcset", "action", "style", "background", "poster", "ping", "data"}
    assert not any(name.startswith("on") for name in attributes)
    assert all((link.get("href") or "").startswith("#") for link in tree.iter("a"))
    assert not re.search(
        r"url\(|@import|https?://|\bfetch\b|innerHTML", _text(tree.find(".//style")) + _text(tree.find(".//script"))
    )


def test_the_policy_allows_the_style_and_the_script_of_the_page_alone() -> None:
    """The policy has the hashes of their contents."""
    page = _page(*SEVERAL)

    def digest(tag: str) -> str:
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()

    policy = _parsed(page).find(".//meta[@http-equiv='Content-Security-Policy']")
    assert policy is not None
    assert policy.get("content") == (
        f"default-src 'none'; style-src 'sha256-{digest('style')}'; script-src 'sha256-{digest('script')}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_same_findings_give_the_same_page() -> None:
    """The page has no time stamp, no random value and no path of the machine."""
    assert _page(*SEVERAL) == _page(*SEVERAL)


def test_the_page_is_accessible() -> None:
    """The page names its language, has a title and one heading of the first level.

    It skips no level, and every control has a name.
    """
    tree = _parsed(_page(*SEVERAL, clean=(Checked("c.json", 1, 0, ()),), troubles=(Trouble("b.json", "permission denied"),)))
    assert tree.get("lang") == "en"
    assert _text(tree.find(".//title")) == "4 errors, 1 warning – bs-validate"
    assert tree.find(".//meta[@name='viewport']") is not None
    levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert sorted(levels)[:2] == [1, 2]
    assert all(after <= before + 1 for before, after in pairwise([1, *levels[levels.index(1) + 1 :]]))
    labelled = {control for label in tree.iter("label") for control in label.iter("input")}
    assert all(control in labelled or control.get("aria-label") for control in tree.iter("input"))
    assert all(_text(button) for button in tree.iter("button"))
    assert all(fieldset.find("legend") is not None for fieldset in tree.iter("fieldset"))


def test_without_the_script_only_its_tools_are_hidden() -> None:
    """Both views can be read: the codes with their files, and the files with their findings."""
    tree = _parsed(_page(*SEVERAL))
    assert {element.get("id") for element in tree.iter() if element.get("hidden") is not None} == {"tools", "none"}
    assert all(group.get("open") is not None for group in tree.findall(".//section/details"))


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_the_colours_have_contrast(scheme: int) -> None:
    """WCAG AA requires 4.5 to 1 for texts, and 3 to 1 for the edge of a control."""
    schemes = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in re.findall(r":root {(.*?)}", _page(), re.DOTALL)
    ]
    colours = schemes[0] | schemes[scheme]
    texts = [
        (text, under) for text in ("ink", "muted", "link", "error", "warning", "fine") for under in ("page", "panel", "sunk")
    ]
    tints = [("error", "error-tint"), ("warning", "warning-tint"), ("panel", "ink")]
    for text, under in [*texts, *tints, ("control", "page"), ("control", "panel")]:
        dark, light = sorted([_luminance(colours[text]), _luminance(colours[under])])
        assert (light + 0.05) / (dark + 0.05) >= (3 if text == "control" else 4.5), (text, under)
