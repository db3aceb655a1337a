"""Answers of HTTP/1.1 are read in the same way however the bytes are cut, and as h11 reads them."""

from itertools import pairwise

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bs_validate.serve.reading import MAX_HEAD_BYTES, Broken, Closed, Reading
from support.profiles import examples

#: The status, the headers, the body, whether the answer is complete, and whether the connection stays open.
Read = tuple[int, list[tuple[bytes, bytes]], bytes, bool, bool]


def _read(pieces: list[bytes], *, is_head: bool = False, is_closed: bool = False) -> Read:
    answer = Reading(is_head=is_head)
    for piece in pieces:
        if not answer.is_over:
            answer.feed(piece)
    if is_closed:
        answer.end(is_reset=False)
    return answer.status, answer.headers, answer.take(), answer.is_over, answer.keeps_open


LENGTH = (b"content-length", b"2")
CHUNKED = (b"transfer-encoding", b"chunked")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", (200, [LENGTH], b"ok", True, True)),
        (b"HTTP/1.1 201\r\nX-Empty:\r\nContent-Length: 2\r\n\r\nok", (201, [(b"x-empty", b""), LENGTH], b"ok", True, True)),
        (
            b"HTTP/1.1 200 OK\r\nX-Odd: \xe9 \xff\r\nContent-Length: 0\r\n\r\n",
            (200, [(b"x-odd", b"\xe9 \xff"), (LENGTH[0], b"0")], b"", True, True),
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1;x=y\r\nk\r\n0\r\n\r\n",
            (200, [CHUNKED], b"ok", True, True),
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Trailer: a\r\n\r\n",
            (200, [CHUNKED], b"ok", True, True),
        ),
        (
            b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
            (200, [(b"connection", b"close"), LENGTH], b"ok", True, False),
        ),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", (200, [LENGTH], b"ok", True, False)),
        (b"HTTP/1.1 204 No Content\r\n\r\n", (204, [], b"", True, True)),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n", (304, [LENGTH], b"", True, True)),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no", (200, [LENGTH], b"o", False, False)),
        (b"HTTP/1.1 200 OK\r\n\r\nok", (200, [], b"ok", False, False)),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 204 x\r\n\r\n", (204, [], b"", True, True)),
        (b"HTTP/1.1 204 x\r\n\r\nHTTP/1.1 204 y\r\n\r\n", (204, [], b"", True, False)),
        (b"HTTP/1.1 204 x\r\n\r\nnoise", (204, [], b"", True, False)),
    ],
)
def test_an_answer_is_read_completely(data: bytes, expected: Read) -> None:
    """Interim answers and trailers are left out; bytes after an answer end the connection."""
    assert _read([data]) == expected


@pytest.mark.parametrize(
    ("data", "is_over"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", True),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", True),
        (b"HTTP/1.1 200 OK\r\nContent-Le", False),
    ],
)
def test_an_answer_to_head_has_no_body(data: bytes, is_over: bool) -> None:  # noqa: FBT001  # a column of the table
    """Headers that announce a body do not matter."""
    assert _read([data], is_head=True)[2:] == (b"", is_over, is_over)
    assert not _read([data + b"ok"], is_head=True)[4]


def test_an_answer_without_a_length_ends_with_the_connection() -> None:
    """A reset of the connection does not end it."""
    data = b"HTTP/1.1 200 OK\r\n\r\nok"
    assert _read([data], is_closed=True) == (200, [], b"ok", True, False)
    answer = Reading(is_head=False)
    answer.feed(data)
    with pytest.raises(Broken):
        answer.end(is_reset=True)


@pytest.mark.parametrize(
    "data",
    [
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/2 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
        b"HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * MAX_HEAD_BYTES,
        b"HTTP/1.1 100 Continue\r\n\r\n" * (MAX_HEAD_BYTES // 25 + 1),
    ],
)
def test_bytes_that_are_not_an_answer_are_refused(data: bytes) -> None:
    """Nothing of them is quoted, not even in the exception behind the error."""
    with pytest.raises(Broken) as refused:
        _read([data[start : start + 4096] for start in range(0, len(data), 4096)])
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"", Closed), (b"HTTP/1.1 2", Broken), (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no", Broken)],
)
def test_a_connection_that_ends_too_soon_is_noticed(data: bytes, error: type[Broken]) -> None:
    """If no byte has arrived, a request may be safe to repeat; after that it is not."""
    with pytest.raises(Broken) as ended:
        _read([data] if data else [], is_closed=True)
    assert type(ended.value) is error


NAMES = st.sampled_from(["X-One", "x-two", "Set-Cookie", "Content-Type"])
VALUES = st.text(st.characters(codec="latin-1", exclude_characters="".join(map(chr, [*range(32), 127]))), max_size=20).map(
    str.strip
)


@st.composite
def answers(draw: st.DrawFn) -> tuple[list[tuple[int, list[tuple[str, str]]]], list[bytes], bool]:
    """Draw interim answers and a final one with its headers, the pieces of its body, and whether its length is known."""
    interim = draw(st.lists(st.sampled_from([100, 102, 103]), max_size=2))
    heads: list[tuple[int, list[tuple[str, str]]]] = [(status, []) for status in interim]
    headers = draw(st.lists(st.tuples(NAMES, VALUES), max_size=4))
    pieces = draw(st.lists(st.binary(min_size=1, max_size=40), max_size=4))
    return [*heads, (draw(st.integers(200, 203)), headers)], pieces, draw(st.booleans())


@given(answers(), st.data())
@examples(50)
def test_an_answer_is_read_as_h11_reads_it_however_it_is_cut(
    drawn: tuple[list[tuple[int, list[tuple[str, str]]]], list[bytes], bool], data: st.DataObject
) -> None:
    """Status, headers and body are equal."""
    heads, pieces, has_length = drawn
    text = b""
    for status, headers in heads:
        framing = [("Content-Length", str(sum(map(len, pieces))))] if has_length else [("Transfer-Encoding", "chunked")]
        lines = [f"{name}: {value}" for name, value in (*headers, *(framing if status >= 200 else ()))]
        text += "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status} x", *lines, "")).encode("latin-1")
    text += b"".join(pieces) if has_length else b"".join(b"%x\r\n%b\r\n" % (len(one), one) for one in pieces) + b"0\r\n\r\n"
    cuts = sorted({0, len(text), *data.draw(st.lists(st.integers(0, len(text)), max_size=5))})
    found = _read([text[start:end] for start, end in pairwise(cuts)])
    assert found == (*_by_h11(text), True, True)


def _by_h11(text: bytes) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Return the status, the headers and the body as h11 reads them."""
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method="GET", target="/", headers=[("Host", "x")]))
    connection.send(h11.EndOfMessage())
    connection.receive_data(text)
    status, headers, body = 0, [], b""
    while not isinstance(event := connection.next_event(), h11.EndOfMessage):
        if isinstance(event, h11.Response):
            status, headers = event.status_code, [(bytes(name), bytes(value)) for name, value in event.headers]
        elif isinstance(event, h11.Data):
            body += bytes(event.data)
    return status, headers, body
