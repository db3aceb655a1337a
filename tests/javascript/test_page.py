"""The page in a browser: it finds the errors that the linter finds, at the same places, and sends nothing."""

import base64
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import html5lib
import pytest

from bs_validate import Validator
from bs_validate._schema.catalog import packaged
from bs_validate.samples.payloads import Examples
from support import chromium
from support.chromium import needs_chromium
from support.page import API, CHECK, FOUND, all_shown, har, linted, shown

pytestmark = needs_chromium

VALIDATOR = Validator()

#: Drops a file on the page, and returns when it is read.
DROP = """
const [name, content, done] = arguments;
const given = new DataTransfer();
given.items.add(new File([typeof content === "string" ? content : Uint8Array.from(content)], name));
const told = (_, observer) => (observer.disconnect(), done());
new MutationObserver(told).observe(document.getElementById("about"), {childList: true});
document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: given, bubbles: true}));
"""


WRONG = '{"contacts": [{"email": "ana.example", "city": "Łódź \\u2028😀", "zip": null,\n "phones": [{"number": "x"}]}]}'
SPARSE = '{"contacts": [{"id": 1, "email": "ana.example", "links": {"account": 2}}], "links": {}}'
TEXTS = {
    "a payload": json.dumps({"contacts": [{"first_name": "Ana", "lastname": "", "zip": 5, "country_code": "UK"}]}, indent=2),
    "one line": WRONG,
    "characters of two units": '{"hosts": [{"😀": "😀", "firstname": "😀", "lastname": null, "email": "x"}]}',
    "several resources": '{"hosts": [{"firstname": ""}, {"lastname": 1}, {"firstname": "A", "lastname": "B"}]}',
    "a read": '{"hosts": [{"id": 1, "created_at": "2020-01-01", "links": {"account": "x"}}]}',
    "an empty answer": '{"contacts": [], "meta": {}}',
    "a repeated key": '{"hosts": [{"firstname": "A", "lastname": "B", "email": "x", "email": "y"}]}',
    "names that look alike": json.dumps({"hosts": [{"x" * 50 + end: 1 for end in "ab"} | {"a\u202eb": 1, "firstname": "A"}]}),
    "the name of a prototype": '{"hosts": [{"__proto__": {"firstname": "A"}, "constructor": 1, "lastname": "B"}]}',
    "half of a pair": '{"hosts": [{"firstname": "\\ud800", "lastname": "B", "\\udc00": 1}]}',
    "large numbers": '{"hosts": [{"firstname": 1e400, "lastname": ' + "9" * 400 + "}]}",
    "many levels": '{"hosts": [{"firstname": ' + "[" * 70 + "]" * 70 + ', "lastname": "B"}]}',
    "not a list": '{"hosts": {"firstname": "A", "lastname": "B", "email": "x"}}',
    "a bare resource": '{"firstname": "", "lastname": "B", "email": "x"}',
    "a list of resources": '[{"firstname": "A", "lastname": null}, {"firstname": "", "lastname": "B"}]',
    "a resource under its name": '{"host": {"firstname": "", "lastname": "B"}}',
    "the name of a schema for editors": '{"$schema": "x", "hosts": [{"firstname": "", "lastname": "B"}], "id": 1}',
    "something else": '{"name": "package"}',
    "lines": '{"hosts": [{"firstname": "A"}]}\n\n {"contacts": [{"links": 1}]}\n{"hosts": [}\n[1]',
    "a text that breaks off": '{"hosts": [\n  {"firstname": "A",\n',
    "a comma too many": '{"hosts": [{"firstname": "A",}]}',
    "a text behind the end": '{"hosts": []} x',
    "an unknown escape": '{"hosts": "\\x"}',
    "half of an escape": '{"hosts": "é\\u12',
    "an open string": '{"hosts": "😀 é}',
    "a line end in a string": '{"hosts": "a\nb"}',
    "no number of JSON": '{"hosts": [NaN]}',
    "no number of JSON in place of a key": '{"hosts": [], NaN: 1}',
    "a recorded request": har(("POST", f"{API}/contacts", {"text": WRONG}, None), ("PUT", f"{API}/hosts/2", {"text": "{"}, None)),
    "a request in base64": har(
        ("POST", f"{API}/contacts", {"text": base64.b64encode(WRONG.encode()).decode(), "encoding": "base64"}, None)
    ),
    "a sparse response": har(("GET", f"{API}/contacts?fields=id,email", None, {"text": SPARSE})),
    "a path in the singular": har(("PATCH", f"{API}//contact/1.json/?x=%zz#y", {"text": WRONG}, None)),
    "what a recorder hid": har(
        (
            "POST",
            f"{API}/hosts",
            {"text": '{"hosts": [{"firstname": "[FILTERED]", "email": "<EMAIL>", "lastname": "{{x}}", "a": "***"}]}'},
            None,
        )
    ),
    "a form": har(("POST", f"{API}/hosts", {"text": "a=b", "mimeType": "application/x-www-form-urlencoded"}, None)),
    "another operation": har(("POST", "https://example.com/contacts", {"text": WRONG}, {"text": WRONG})),
}


def test_the_page_finds_what_the_linter_finds(opened: Any) -> None:
    """Lines, columns and messages are equal for payloads, NDJSON, recordings and broken texts."""
    for (name, text), found in zip(TEXTS.items(), all_shown(opened, list(TEXTS.values())), strict=True):
        assert found == linted(text), name


@pytest.mark.parametrize("schema", ["contact.update", "host.read"])
def test_a_schema_can_be_chosen(opened: Any, schema: str) -> None:
    """A chosen schema is used like one given by ``--as``, whatever the content looks like."""
    for text in (WRONG, '{"hosts": [{"id": 1}]}', "[]", '{"links": {}}', '[{"email": 1}]', '{"contact": {"zip": 1}}'):
        assert shown(opened, text, schema) == linted(text, schema=schema)
        assert opened.find_element("id", "about").text.startswith(f"Checked as {schema}.")


def test_messages_are_in_the_chosen_language(opened: Any) -> None:
    """The messages declare their language, so that a screen reader uses the right voice."""
    french = shown(opened, WRONG, language="fr")
    assert french == linted(WRONG, language="fr") != linted(WRONG)
    assert opened.find_element("css selector", "#notes .message").get_attribute("lang") == "fr"
    names = opened.execute_script("return [...document.querySelectorAll('#language option')].map((one) => one.textContent)")
    assert names == ["English", "Français", "日本語"]


def test_messages_are_in_the_language_of_the_browser_at_first(opened: Any) -> None:
    """A browser in another language gets English."""
    found = []
    for language in ("ja-JP", "tlh", "en-US"):
        chromium.speaks(opened, language)
        opened.refresh()
        found.append(opened.find_element("id", "language").get_property("value"))
    assert found == ["ja", "en", "en"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("update-host.json", b'\xef\xbb\xbf{"hosts": [{"email": "x"}]}'),
        ("createdHost.json", b'{"hosts": [{"id": 1}]}'),
        ("new.ndjson", b'{"hosts": [{"firstname": 1}]}\r\n'),
        ("traffic.har", har(("POST", f"{API}/hosts", {"text": '{"hosts": [{"firstname": 1}]}'}, None)).encode()),
    ],
)
def test_a_file_can_be_dropped(opened: Any, name: str, data: bytes) -> None:
    """The name of the file decides the schema, as it does for the linter."""
    opened.execute_script(CHECK, "", "", "en")
    opened.execute_async_script(DROP, name, list(data))
    assert opened.execute_script(FOUND) == linted(data.decode("utf-8-sig"), name)
    assert opened.find_element("id", "file").text == name


def test_a_file_that_is_not_text_is_refused(opened: Any) -> None:
    """The page says why, and shows nothing of the file."""
    opened.execute_async_script(DROP, "photo.json", [0xFF, 0xD8])
    assert opened.find_element("id", "about").text == "The file is not text in UTF-8."
    assert opened.execute_script(FOUND) == []


def test_only_the_lines_with_findings_are_shown_of_a_long_text(opened: Any) -> None:
    """Each finding has its line beside it."""
    text = "\n" * 200_000 + '{"hosts": [{"firstname": "", "lastname": "B"}]}\n'
    opened.execute_async_script(DROP, "many.ndjson", text)
    assert opened.execute_script(FOUND) == [[200_001, 26, "blank", "firstname", "must not be blank"]]
    assert opened.find_element("css selector", "#notes pre mark").text == '""'
    assert not opened.find_element("id", "payload").is_displayed()


def test_a_note_leads_to_its_place(opened: Any) -> None:
    """The place is selected in the text; place and note are highlighted, and again when the caret comes back."""
    shown(opened, TEXTS["one line"])
    opened.find_element("css selector", "#notes [data-code=email] button").click()
    selected = "return [document.activeElement.id, payload.value.slice(payload.selectionStart, payload.selectionEnd)]"
    assert opened.execute_script(selected) == ["payload", '"ana.example"']
    highlighted = opened.execute_script("return [...document.querySelectorAll('.current')].map((one) => one.textContent)")
    assert highlighted[0] == '"ana.example"'
    assert "@" in highlighted[1]
    caret = "payload.setSelectionRange(...[0, 0].map(() => payload.value.indexOf('number'))); return 0"
    follow = "requestAnimationFrame(() => setTimeout(() => arguments[0](document.querySelectorAll('.current').length)))"
    opened.execute_script(caret)
    assert opened.execute_async_script(follow) == 0
    opened.execute_script(caret.replace("'number'", "'ana.example'"))
    assert opened.execute_async_script(follow) == 2


TYPED = '{"hosts": [{"firstname": "", "lastname": null}]}'
ACTIVE = "return document.activeElement.dataset.code ?? document.activeElement.closest('li')?.dataset.code"


def typed(opened: Any, text: str) -> Any:
    """Type a text into the empty page, and wait until it is checked; return the text area."""
    shown(opened, "")
    payload = opened.find_element("id", "payload")
    payload.send_keys(text)
    opened.execute_async_script("setTimeout(arguments[0], 300)")
    return payload


def test_the_tab_key_leads_from_the_text_to_its_errors(opened: Any) -> None:
    """The page hears of the change just before the focus moves, and the next element must still be there."""
    payload = typed(opened, TYPED)
    payload.send_keys("\ue004")
    assert opened.execute_script(ACTIVE) == "blank"
    payload.send_keys("x\ue004")  # before the pause after typing is over
    assert opened.execute_script(ACTIVE) == "not_json"
    opened.execute_async_script("setTimeout(arguments[0], 300)")
    assert opened.execute_script(ACTIVE) == "not_json"


def test_a_note_can_be_clicked_as_soon_as_the_text_is_checked(opened: Any) -> None:
    """The first click after the typing ends on the note that it began on."""
    typed(opened, TYPED)
    opened.find_element("css selector", "#notes [data-code=null] button").click()
    assert opened.execute_script("return payload.value.slice(payload.selectionStart, payload.selectionEnd)") == "null"


def test_a_long_text_can_be_pasted(opened: Any) -> None:
    """It is shown like a long file."""
    typed(opened, " ")
    opened.execute_cdp_cmd("Input.insertText", {"text": " " * 100_000 + TYPED})
    assert [one[2] for one in opened.execute_script(FOUND)] == ["blank", "null"]
    assert not opened.find_element("id", "payload").is_displayed()


def test_a_text_that_replaces_a_file_is_not_checked_under_its_name(opened: Any) -> None:
    """To paste or type over the whole text forgets the file; to add to it does not."""
    opened.execute_async_script(DROP, "update-host.json", '{"hosts": [{"email": null}]}')
    for selected, text, found in (((0, 0), " ", []), ((0, 100), '{"hosts": [{"email": null}]}', ["required", "required"])):
        opened.execute_script("payload.focus(); payload.setSelectionRange(...arguments)", *selected)
        opened.execute_cdp_cmd("Input.insertText", {"text": text})
        opened.execute_async_script("setTimeout(arguments[0], 300)")
        assert [one[2] for one in opened.execute_script(FOUND)] == found
        assert opened.find_element("id", "file").text == ("" if found else "update-host.json")


@pytest.mark.parametrize("schema", ["contact.create", "host.read"])
def test_the_examples_are_those_of_the_command(opened: Any, schema: str) -> None:
    """The examples are valid, and come in the same order."""
    shown(opened, "", schema)
    drawn = Examples(VALIDATOR, schema).valid(0)
    for button in ("use", "other"):
        opened.execute_script(f"document.getElementById('{button}').click()")
    opened.execute_script("document.getElementById('use').click()")
    assert [next(drawn), json.loads(opened.find_element("id", "payload").get_property("value"))][1] == next(drawn)
    assert opened.find_element("id", "verdict").text == "No errors"


@pytest.mark.parametrize(("shown_schema", "chosen"), [("contact.create", ""), ("host.read", ""), ("host.update", "host.update")])
def test_an_example_is_checked_with_its_own_schema(opened: Any, shown_schema: str, chosen: str) -> None:
    """The schema is chosen only if the content leads to another one, so that the next text is identified again."""
    shown(opened, "", shown_schema)
    opened.execute_script("document.getElementById('schema').value = ''; document.getElementById('start').click()")
    assert opened.find_element("id", "about").text == f"Checked as {shown_schema}."
    assert opened.find_element("id", "schema").get_property("value") == chosen


def test_the_table_has_the_fields_of_the_schema(opened: Any) -> None:
    """The names are those that ``bs-validate fields`` prints."""
    shown(opened, "", "host.update")
    rows = opened.execute_script("return [...document.querySelectorAll('#rows tr')].map((row) => row.innerText.split(/\\s+/))")
    names = {row.name for row in reference_rows("host") if row.presence["update"] != "absent"}
    assert {row[0] for row in rows} == names
    assert opened.find_element("id", "fields-title").text == "Fields of host.update"


def reference_rows(resource: str) -> Sequence[Any]:
    """Return the rows that the command prints."""
    from bs_validate.cli.field_rows import field_rows

    return field_rows(packaged(), resource)


def test_the_outcome_is_announced(opened: Any) -> None:
    """A live region has the number of errors once the typing pauses."""
    shown(opened, WRONG)
    script = """
        const [done] = arguments;
        const region = document.getElementById("announced");
        const tell = () => /^[0-9]+ errors/.test(region.textContent) && done([region.getAttribute("role"), region.textContent]);
        new MutationObserver(tell).observe(region, {childList: true});
        tell();
    """
    role, words = opened.execute_async_script(script)
    assert role == "status"
    assert words.startswith(f"{len(linted(WRONG))} errors. Checked as contact.create.")


@pytest.mark.parametrize("text", ["", TEXTS["a payload"]])
def test_a_phone_needs_no_horizontal_scrolling(opened: Any, text: str) -> None:
    """The page fits into 360 pixels, with and without findings."""
    opened.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        shown(opened, text)
        assert opened.execute_script("return document.documentElement.scrollWidth") == 360
    finally:
        opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_nothing_leaves_the_page(opened: Any) -> None:
    """The page loads nothing, stores nothing, and breaks its own policy nowhere."""
    shown(opened, WRONG)
    assert opened.execute_script("return performance.getEntriesByType('resource').map((one) => one.name)") == []
    assert opened.get_log("browser") == []
    assert opened.execute_script("return [localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_the_policy_allows_the_script_and_the_style_of_the_page_alone(opened: Any) -> None:
    """The browser refuses an added style, a text as HTML, and a connection."""
    script = """
        const [done] = arguments;
        const refused = [];
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.push(effectiveDirective));
        const added = document.createElement("style");
        added.textContent = "body { display: none }";
        document.head.append(added);
        try { added.innerHTML = "x"; } catch (error) { refused.push(error.name); }
        fetch("http://127.0.0.1:9/").catch(() => setTimeout(() => done(refused), 0));
    """
    refused = opened.execute_async_script(script)
    assert {"style-src-elem", "TypeError", "connect-src"} <= set(refused)
    opened.get_log("browser")
    opened.refresh()


def test_an_html_parser_reads_the_page_as_intended(page_file: Path) -> None:
    """Nothing in the data ends the script, and the page refers to no other file."""
    source = page_file.read_text(encoding="utf-8")
    found = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(source)
    scripts = [one.text for one in found.iter("script")]
    assert len(scripts) == 1
    assert source.count(str(scripts[0])) == 1
    linked = [one.get(name) for one in found.iter() for name in ("src", "href", "action") if one.get(name)]
    assert all(address.startswith(("#", "data:")) for address in linked)
