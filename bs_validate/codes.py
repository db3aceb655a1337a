"""The codes: what each stands for, the params it carries, and what to do about it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Code(NamedTuple):
    """A code: ``"error"`` or ``"warning"``, when it is given, the names of its params, and what to do about it."""

    severity: str
    when: str
    params: tuple[str, ...]
    remedy: str


_FORMAT = ("reason",)

CODES: Mapping[str, Code] = MappingProxyType(
    {
        "required": Code("error", "A required field is absent.", (), "Send the field, with a value."),
        "null": Code(
            "error", "The value is null where null is not allowed.", (), "Send a value, or leave an optional field out."
        ),
        "blank": Code(
            "error",
            "A required text is empty or white space only. As a warning: so is an optional email address or website.",
            (),
            "Send a text, or null in an optional field.",
        ),
        "type": Code("error", "The value has the wrong JSON type.", ("expected", "actual"), "Send one of the expected types."),
        "choice": Code(
            "error",
            "The value is none of the choices.",
            ("suggestion",),
            "Send one of the choices; `bs-validate schema` lists them.",
        ),
        "too_long": Code("error", "The text has too many characters (code points).", ("max", "length"), "Shorten the text."),
        "too_short": Code("error", "The text has too few characters (code points).", ("min", "length"), "Lengthen the text."),
        "too_few": Code(
            "error", "The list has too few items.", ("min", "count"), "Add items, or send null in an optional field."
        ),
        "too_many": Code("error", "The list has too many items.", ("max", "count"), "Send fewer items."),
        "minimum": Code("error", "The number is too small.", ("min", "exclusive"), "Send a larger number."),
        "maximum": Code("error", "The number is too large.", ("max", "exclusive"), "Send a smaller number."),
        "non_printable": Code(
            "error",
            "The text has a control character, or a line or paragraph separator.",
            ("position", "codepoint"),
            "Take the character out; line breaks and tabs count as control characters.",
        ),
        "email": Code("error", "The text can be no email address.", _FORMAT, "Send an address such as some@email.com."),
        "url": Code("error", "The text can be no URL of the web.", _FORMAT, "Send a URL such as http://example.com."),
        "phone": Code("error", "The text can be no phone number.", _FORMAT, "Send a number such as +33 612312312."),
        "time": Code("error", "The text is no time in UTC.", _FORMAT, "Send a time such as 2014-08-21T08:40:44Z."),
        "pattern": Code("error", "The text does not have the form that the schema asks for.", (), "See the schema for the form."),
        "constraint": Code(
            "error",
            "The value breaks a rule of the schema that has no code of its own.",
            ("keyword",),
            "See the keyword in the schema.",
        ),
        "unknown_field": Code(
            "error",
            "A write has a field that the API does not know; the server would drop it silently.",
            ("suggestion",),
            "Correct the name, or leave the field out.",
        ),
        "not_json": Code(
            "error",
            "The text is not JSON: its syntax, NaN, its encoding, or nothing at all.",
            ("reason", "line", "column"),
            "Send JSON text in UTF-8.",
        ),
        "duplicate_key": Code("error", "An object has the same key twice; the server keeps only one.", (), "Keep one of them."),
        "not_representable": Code(
            "error",
            "JSON has no place for it: bytes, a datetime, NaN, a lone surrogate, a key that is no text, a cycle, over 64 levels.",
            _FORMAT,
            "Convert it to a plain text, number, list or dictionary first.",
        ),
        "refused": Code(
            "error",
            "The server has refused the value, and said why in words that have no code here.",
            (),
            "Read the server's own answer.",
        ),
        "read_only": Code(
            "warning", "A write has a field that only the server sets; it ignores it.", (), "Leave the field out of a write."
        ),
        "undocumented_field": Code(
            "warning", "A read has a field that the documentation does not name.", ("suggestion",), "Do not rely on it."
        ),
        "duplicate_item": Code("warning", "A list has the same item twice.", (), "Send it once."),
        "empty_update": Code("warning", "An update changes nothing: it has no field that can be written.", (), "Send a field."),
        "many_resources": Code(
            "warning", "A create has several resources; documented and observed ones have one.", ("count",), "Send one at a time."
        ),
        "singular_path": Code(
            "warning",
            "A request goes to a path in the singular, as one page has it; observed ones go to the plural.",
            (),
            "Send it to the path in the plural.",
        ),
        "phone_doubtful": Code(
            "warning",
            "libphonenumber, with the country of the record as region, doubts the number.",
            _FORMAT,
            "Check the number, and write it with + and its country code.",
        ),
        "email_doubtful": Code(
            "warning", "The email address is taken, but has an unusual form.", (), "Check the address for a slip."
        ),
        "url_doubtful": Code("warning", "The website is taken, but has an unusual form.", (), "Check the URL for a slip."),
        "bidi_control": Code(
            "warning",
            "The text has a character that changes its direction unseen.",
            ("position", "codepoint"),
            "Take the character out unless it is meant.",
        ),
    }
)
