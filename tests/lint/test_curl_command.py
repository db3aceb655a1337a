"""Command lines of curl in ``.http`` and ``.rest`` files: their words are those of a shell, their requests those of curl."""

import shlex
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate import Validator
from bs_validate.lint.check import check
from bs_validate.lint.readers import curl_command, documents, http_file
from bs_validate.lint.readers.recordings.body import A_FORM, NO_BODY, NOT_TEXT
from support.profiles import examples

URL = "https://www.bookingsync.com/api/v3/contacts"
JSON = '{"a": 1}'


def _found(text: str) -> list[tuple[str, str, Any]]:
    found = [one.body for one in http_file.documents(text.encode(), lambda stored: (f"in {stored.name}".encode(), ""))]
    return [
        (one.method, one.url, "" if one.unreadable == NO_BODY else one.unreadable or one.content)
        for one in found
        if one is not None
    ]


@pytest.mark.parametrize(
    ("line", "method", "body"),
    [
        (f"curl {URL}", "GET", ""),
        (f"curl.exe {URL} -d '{JSON}'", "POST", JSON),
        (f"curl -sSXPUT {URL} -d'{JSON}'", "PUT", JSON),
        (f"curl -X 'PUT' {URL} --data '{JSON}'", "PUT", JSON),
        (f"curl --request=PUT --url={URL} --data='{JSON}'", "PUT", JSON),
        (f"curl --url {URL} --data-raw '@x'", "POST", "@x"),
        (f"curl {URL} --json '{JSON}'", "POST", JSON),
        (f"curl {URL} --json '[' --json ']'", "POST", "[]"),
        (f"curl {URL} -H 'content-type: application/json' -d a=b --data-ascii c=d", "POST", "a=b&c=d"),
        (f"curl {URL} -d a=b --data-ascii c=d", "POST", A_FORM),
        (f"curl {URL} --data-binary @new.json", "POST", b"in new.json"),
        (f"curl {URL} -T new.json", "PUT", b"in new.json"),
        (f"curl {URL} -d @-", "POST", NOT_TEXT),
        (f"curl {URL} -d @a -d @b", "POST", NOT_TEXT),
        (f"curl {URL} -d a=b -H 'content-type: application/x-www-form-urlencoded'", "POST", A_FORM),
        (f"curl {URL} --data-urlencode a=b", "POST", A_FORM),
        (f"curl {URL} -d '{JSON}' --next {URL} -d '{JSON}'", "POST", NOT_TEXT),
        (f"curl {URL} -F a=b -d '{JSON}'", "POST", A_FORM),
        (f"curl -I {URL}", "HEAD", ""),
        (f"curl -u me:secret -o out.json --unknown x {URL} -d '{JSON}' | jq . # {{}}", "POST", JSON),
        (f"curl {URL} \\\r\n  -H 'Content-Type: application/json' \\\r\n  -d '{JSON}'\r\n", "POST", JSON),
        (f"curl \\\n  -X \\\n  PUT {URL} \\\n  -d '{{\"a\":\n 1}}'\n\n[2]", "PUT", '{"a":\n 1}'),
        (f'@name = 1\n# x\ncurl {URL} -d "{{\\"a\\": \\\n1}}"', "POST", JSON),
        (f"curl {URL} -d '[' -d", "POST", "[&"),
        (f"curl {URL} -d '[", "POST", "["),
        (f"curl {URL} -d $'\\ud83d\\ude00\\U00ffffff'", "POST", "\U0001f600\\U00ffffff"),
        (f'curl {URL} -d $"$BODY"', "POST", "${BODY}"),
        (f"curl {URL} -d '{{\"a\": '\"$A\"$(date +%s)'}}'", "POST", '{"a": ${A}${date +%s}}'),
        (f"curl {URL} -d '{JSON}';", "POST", JSON),
        (f"curl {URL} -d '{JSON}'|jq .", "POST", JSON),
        (f"curl {URL} \\\n# x 'y\n  -d '{JSON}' # -d z", "POST", JSON),
        (f"curl {URL}\n  -d '{JSON}'", "POST", JSON),
        (f"curl.exe `\n  {URL} `\r\n  -d '{JSON}'", "POST", JSON),
        (f'curl ^\r\n  {URL} ^\r\n  -d "{{\\"a\\": 1}}"', "POST", JSON),
        (f'curl.exe {URL} -d "{{""a"": 1}}"', "POST", JSON),
        (f'curl.exe {URL} -d \'{{\\"a\\": \\"b\\\\\\"\\n\\"}}\'', "POST", '{"a": "b\\"\\n"}'),
        (f'curl ^"{URL}^" -d ^"^{{^\\^"a^\\^": ^\n\n1^}}^"', "POST", '{"a": \n1}'),
        (f"curl {URL}'/1' -d {JSON.replace(' ', '')}", "POST", "{a:1}"),
    ],
)
def test_the_request_of_a_command_is_found(line: str, method: str, body: Any) -> None:
    """The method follows from the options. A form, standard input and several files cannot be read."""
    ((found, url, content),) = _found(line)
    assert (found, url.removesuffix("/1"), content) == (method, URL, body)


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        (f"curl {URL}\ncurl {URL}/1 -d 1\n###\nPOST /a\n\n[1]\n", [URL, f"{URL}/1", "/a"]),
        (f"POST /a\n\n[1]\n\ncurl {URL}\n", ["/a", URL]),
        (f"curl {URL} -d '\nPOST /b\n'\nGET /c\n", [URL, "/c"]),
        ("@base = https://x\ncurl {{base}}/a?b=c&d=e", ["https://x/a?b=c&d=e"]),
        ("curl {{ base }}/a -d 1", ["/a"]),
        ("curl $BASE/a -d 1", ["/a"]),
        (f"curl -G {URL} -d a=b --data-urlencode 'c=d e' --data-urlencode @f", [f"{URL}?a=b&c=d%20e"]),
        (f"curl '{URL}?a=b' --url-query c=d", [f"{URL}?a=b&c=d"]),
        (f"curl {URL}; curl {URL}/1 && \\\n curl {URL}/2 | jq '\ncurl x\n'", [URL, f"{URL}/1", f"{URL}/2", "x"]),
        ("curl -s\n", []),
        ("curl: (6) Could not resolve host\ncurling {}\n", []),
    ],
)
def test_commands_and_requests_stand_side_by_side(text: str, urls: list[str]) -> None:
    """A command goes on to a line end that is not escaped or quoted. A variable may have blanks."""
    assert [url for _, url, _ in _found(text)] == urls


def test_a_finding_is_at_its_place_behind_quotes_and_escapes() -> None:
    """Lines and columns are those of the file."""
    lines = [
        f"curl {URL} -X POST \\",
        '  -d \'{"contacts": [{"city": "it\'\\\'\'s", "country_code": "UK"}]}\'',
        f'curl {URL}/1 -X PUT --json "{{\\"contacts\\": [{{\\"country_code\\": \\"UK\\"}}]}}"',
        f'curl {URL}/1 -X PUT -d $\'{{"contacts": [{{"city": "\\\'\\u00e9\\xc3\\xa9", "country_code": "UK"}}]}}\'',
        f"curl {URL}?page=x",
    ]
    found = check("a.rest", documents("a.rest", "\n".join(lines).encode()), Validator()).findings
    wrong = [(one.line, one.column) for one in found if one.error.code == "choice"]
    assert wrong == [(number, lines[number - 1].index("UK") - (2 if number == 3 else 1) + 1) for number in (2, 3, 4)]
    assert [(one.line, one.column) for one in found if one.error.code == "type"] == [(5, 6)]


_WORDS = st.lists(st.text(st.sampled_from("ab -=@#'\"\\$`{}[]:,|&;é\n😀"), max_size=12), min_size=1, max_size=6)


def _double(word: str) -> str:
    return '"' + "".join(f"\\{char}" if char in '"\\$`' else char for char in word) + '"'


def _ansi(word: str) -> str:
    return "$'" + "".join(char if char.isalnum() and char.isascii() else f"\\U{ord(char):08x}" for char in word) + "'"


@examples(60)
@given(
    _WORDS, st.lists(st.sampled_from([shlex.quote, _double, _ansi]), min_size=6, max_size=6), st.sampled_from([" ", " \\\n\t"])
)
def test_words_are_those_of_a_shell(written: list[str], quotes: Any, between: str) -> None:
    """However a word is quoted, it is read as it was, and each plain piece is the part of the text at its place."""
    text = between.join(quote(word) for quote, word in zip(quotes, written, strict=False)) + "\nnext"
    words, end = curl_command.words(text, 0, len(text))
    assert ([word.text for word in words], text[end:]) == (written, "\nnext")
    pieces = [piece for word in words for piece in word.pieces]
    assert all(text[start:end].endswith(part) for start, end, part in pieces if len(part) == end - start)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_escapes_are_those_of_bash() -> None:
    """The same words come out of bash, for every escape that browsers and people write."""
    text = (
        r"""$'\'\"\\\?\a\b\e\E\f\n\r\t\v\x41\xc3\xa9\u00e9\u20AC\U0001f600\101\7z\q' a\ b"c\d\$e"'f\g' x\"""" + "\\\nz $'un\\x2'"
    )
    run = subprocess.run(  # noqa: S603  # ours
        ["bash", "-c", f"printf '%s\\0' {text}"],  # noqa: S607  # found above
        capture_output=True,
        check=True,
        env={"LC_ALL": "C.UTF-8"},
    )
    words, _ = curl_command.words(text, 0, len(text))
    assert [word.text for word in words] == run.stdout.decode().split("\0")[:-1]
