"""Draw texts of every script, of lengths at the bounds, and texts that a format accepts or refuses."""

import unicodedata
from collections.abc import Mapping
from typing import Literal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

CONTROLS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]))
_LAST_OF_PLANES = (plane << 16 | last for plane in range(0x11) for last in (0xFFFE, 0xFFFF))
NON_PRINTABLE = CONTROLS + "".join(map(chr, [*range(0xFDD0, 0xFDF0), *_LAST_OF_PLANES]))
#: White space, as the server has it: Ruby's ``[[:space:]]``.
BLANK = " \t\n\v\f\r\u0085\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
#: More characters that patterns count as white space.
_MORE_SPACE = "\x1c\x1d\x1e\x1f"

#: The category of characters that UTF-8 cannot encode. Naming the codec instead would cost Hypothesis seconds on a first run.
_SURROGATES: tuple[Literal["Cs"]] = ("Cs",)

characters = st.characters(exclude_categories=_SURROGATES)
printables = st.characters(exclude_categories=_SURROGATES, exclude_characters=NON_PRINTABLE)
blanks = st.text(st.sampled_from(BLANK), max_size=4)

#: Words with many scripts, joiners, marks, directions and characters beyond U+FFFF; all of them print and none is blank.
SAMPLES = (
    "x", "é", "e\u0301", "ß", "ﬁ", "Ω", "Жъ", "Ñandú", "Đặng", "שָׁלוֹם", "مَرْحَبًا", "می\u200cخواهم", "हिन्दी",
    "क्\u200dष", "தமிழ்", "ไทย", "한국어", "\u1112\u1161\u11ab",
    "日本語", "李", "ｶﾅ", "𠮷野", "ქართული", "አማርኛ", "ᠮᠣᠩᠭᠣᠯ", "𝒜", "😀", "👩🏽\u200d🚀", "👨\u200d👩\u200d👧", "🇫🇷", "❤\ufe0f",
    "\u200f\u05d0\u200e", "\u202bא\u202c",
    "\u2066ב\u2069", "a\u00adb", "\ufeffx", "\u180e.", "Z\u0337\u0321\u0353", "O'Neil", "Ana-María", "#1/2 & <3>", "\\n%00",
    "null", "0", "\U0010fffd", "\ue000",
)  # fmt: skip

words = st.lists(st.sampled_from(SAMPLES), min_size=1, max_size=4).map("".join)


def texts(alphabet: SearchStrategy[str], shortest: int = 0, longest: int | None = None) -> SearchStrategy[str]:
    """Draw texts of an alphabet, words of many scripts, and texts of exactly the least and the greatest length."""
    short = st.text(alphabet, min_size=shortest, max_size=longest)
    if longest is None:
        longest = max(shortest, 200)
    fitting = words.map(lambda word: word * -(-shortest // len(word)) if len(word) < shortest else word[:longest])
    full = st.builds(lambda word, size: (word * (size // len(word) + 1))[:size], words, st.sampled_from([longest, shortest]))
    return short | fitting | full


def _hosts() -> SearchStrategy[str]:
    # Characters that do not fold into a character that splits a URL.
    safe = st.characters(categories=("Ll", "Lo", "Nd"), max_codepoint=0x2FFF).filter(
        lambda char: not set(unicodedata.normalize("NFKC", char)) & set("/?#@:")
    )
    label = st.text(safe, min_size=1, max_size=12) | st.sampled_from(["xn--bcher-kva", "пример", "例え", "a-b", "a_b", "x" * 63])
    named = st.lists(label, min_size=1, max_size=4).map(".".join)
    return named | st.sampled_from(["localhost", "127.0.0.1", "[::1]", "[2001:db8::7]", "example.com.", "user:word@example.com"])


_SPACES = "".join(char for char in map(chr, range(0x3001)) if char.isspace()) + _MORE_SPACE
_in_address = st.characters(exclude_categories=_SURROGATES, exclude_characters=f'{NON_PRINTABLE}{_SPACES}@,;<>"().')
_in_local = st.characters(exclude_categories=_SURROGATES, exclude_characters=f'{NON_PRINTABLE}{_SPACES}@,;<>"()')
_in_url = st.characters(exclude_categories=_SURROGATES, exclude_characters=f'{NON_PRINTABLE}{_SPACES}<>"\\')

_locals = (
    st.text(_in_local, min_size=1, max_size=64)
    | st.sampled_from(["ana+x", "O'Neil", "用户", "x" * 64, "😀" * 64, "a..b", ".a.", "{}|/?*", '"a.b"',
      '"a @,<>\\" b"'])
)  # fmt: skip
_domains = st.lists(st.text(_in_address, min_size=1, max_size=20), min_size=2, max_size=4).map(".".join) | st.sampled_from(
    [
        "example.com",
        "пример.рф",
        "例え.テスト",
        "xn--bcher-kva.example",
        "a_b.c",
        "-.-",
        f"{'x' * 249}.com",
        "1.2",
        "[127.0.0.1]",
        "[IPv6:2001:db8::1]",
    ]
)
emails = st.builds("{}@{}".format, _locals, _domains)

_paths = st.text(_in_url, max_size=30) | st.sampled_from(["a?b=c&d=[1]#é", "李/😀", "%zz", "{contacts.account}", "|^`"])
websites = st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP", "Https"]),
    _hosts(),
    st.sampled_from(["", ":80", ":0", ":65535", ":"]),
    _paths.map("/{}".format) | st.sampled_from(["", "?", "#", "?a=/", "#!"]),
) | st.integers(0, 9).map(lambda spare: f"http://example.com/{'x' * (2048 - 19 - spare)}")

times = st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0")) | st.sampled_from(
    ["2000-02-29T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2024-02-29T23:59:59Z"]
)


def _phones() -> SearchStrategy[str]:
    import phonenumbers
    from phonenumbers import PhoneNumberFormat, PhoneNumberType

    def example(region: str, kind: int) -> phonenumbers.PhoneNumber | None:
        return phonenumbers.example_number_for_type(region, kind) or phonenumbers.example_number(region)

    # The numbers of a region are read when it is drawn, because reading all 245 takes longer than a first draw may take.
    regions = st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS, key=lambda region: (region != "US", region)))
    numbers = st.builds(example, regions, st.sampled_from([PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE]))
    forms = [PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.NATIONAL, PhoneNumberFormat.RFC3966]
    written = st.builds(phonenumbers.format_number, numbers, st.sampled_from(forms))
    extended = st.builds("{}{}".format, written, st.sampled_from([" ext. 12", "x7", " #123", ";ext=4", ", ext 9"]))
    separators = st.sampled_from(["", " ", "-", ".", "/", " - ", "\u00a0", "\u2011"])
    grouped = st.builds(
        lambda start, between, groups: start + between.join(groups),
        st.sampled_from(["", "+33 ", "00 44 ", "(0)", "+33 (0)", "tel:"]),
        separators,
        st.lists(st.integers(100, 999).map(str), min_size=3, max_size=4),
    )
    shapes = st.sampled_from(
        [
            "+33 (0)6 123.123.123",
            "1-800-FLOWERS",
            "１２３４５６７",
            "٠١٢٣٤٥٦٧٨",
            "+999123456789",
            "(555) 123-4567",
            "123",
            "1",
            "0612312312, 0712312312",
            "+33\u202f6 12 34 56 78",
            "+33 6",
            "06’12\t34",
            "1" * 300,
        ]
    )
    return st.integers(10**5, 10**14).map(str) | grouped | written | extended | shapes


#: Texts that a format accepts, by the code of the format.
TAKEN: Mapping[str, SearchStrategy[str]] = {
    "email": emails,
    "url": websites,
    "phone": st.deferred(_phones),
    "time": times,
    "type": st.integers(1).map(str) | st.integers(1, 99).map("{:05}".format),
}

#: Texts that a format refuses, some for each of its reasons, by the code of the format.
REFUSED: Mapping[str, SearchStrategy[str]] = {
    "email": st.sampled_from(["*", "@", "a@b", "@b.co", "a@", "a@b@c.de", "a@b..co", "a@.b", "a@b.", "a b@c.de", "a@b.c\x7f",
      "a\u00a0@b.co"])
    | st.sampled_from(',;<>"()').map("a{}@b.co".format)
    | st.sampled_from([f"{'x' * 65}@b.co", f"a@{'x.' * 126}xx", f"a@{'x' * 400}.co"])
    | emails.map(lambda email: email.replace("@", "")),
    "url": st.sampled_from(["*", "example.com", "ftp://a.b", "http:/a", "http://", "http://?", "http://-.", "http://[::1",
      "http://a:x", "//a.b"])
    | st.sampled_from(["http://a b", "http://a:65536", "http://a/\x7f", "javascript://a", " http://a",
      f"http://a/{'x' * 2040}"])
    | st.sampled_from('<>"\\').map("http://a/{}".format),
    "phone": st.sampled_from(["*", "call me", "+", "n/a 1", "+33 1a", f"{'1' * 21}a", f"+{'1' * 21}a",
      "x" * 251, f"{'1' * 251}a", "-----"]),
    "time": st.sampled_from(["*", "2014-08-21", "2014-8-21T08:40:44Z", "2014-08-21T08:40:44", "2014-08-21 08:40:44Z",
      "2014-08-21T08:40:44z"])
    | st.sampled_from(["2014-02-30T08:40:44Z", "2015-02-29T08:40:44Z", "0000-01-01T00:00:00Z", "2014-08-21T24:00:00Z",
      "２014-08-21T08:40:44Z"])
    | times.map(lambda time: f"{time}\n"),
    "type": st.sampled_from(["*", "12a", "-1", "+1", "1.0", "1 ", "１２", "²"]),
}  # fmt: skip

#: A text that a format still accepts when it is lengthened, if there is one, by the code of the format.
LONG = {
    "email": lambda size: f"x@{'y' * (size - 4)}.z",
    "url": lambda size: f"http://a/{'x' * (size - 9)}",
}
