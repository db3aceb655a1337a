"""Define the codes of errors and warnings: when each is reported, its params and reasons, a remedy and an example."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

#: The kind of text in an example. In JSON: a resource, a document, some fields of a resource whose other fields are those of the
#: documentation, the value of one field, or the answer of a server. Otherwise: a resource in Python, the method and URL of a
#: request, or a YAML file.
ExampleKind = Literal["resource", "document", "fields", "value", "answer", "python", "request", "yaml"]


class Example(NamedTuple):
    """A text with the fault that a code is about, and a similar text without it.

    Both are checked against ``schema``, the name of a packaged schema. For the value of one field, ``schema`` has the keywords of
    the field in JSON.
    """

    wrong: str
    right: str
    schema: str = "contact.update"
    kind: ExampleKind = "resource"


class Code(NamedTuple):
    """A kind of error or warning: when it is reported, a remedy, an example, and the names of its params.

    ``reasons`` are the values of the param ``reason`` (of ``read_as`` for ``yaml_type``). Each has a message of its own.
    """

    severity: str
    when: str
    remedy: str
    example: Example
    params: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


_FORMAT = ("reason",)
_CHARACTER = ("position", "codepoint")
_API = "www.bookingsync.com/api/v3"

CODES: Mapping[str, Code] = MappingProxyType(
    {
        "required": Code(
            "error",
            "A required field is missing.",
            "Add the field with a value.",
            Example('{"lastname": "Doe"}', '{"firstname": "Jane", "lastname": "Doe"}', "host.create"),
        ),
        "null": Code(
            "error",
            "The value is null, but the field does not allow null.",
            "Send a value; if the field is optional, leave it out.",
            Example('{"city": null}', '{"city": "Zagreb"}'),
        ),
        "blank": Code(
            "error",
            "A required text is empty or consists of white space.",
            "Send a text; if the field is optional, send null. For an optional email address or website, this is only a warning.",
            Example('{"city": " "}', '{"city": "Zagreb"}'),
        ),
        "type": Code(
            "error",
            "The value has the wrong JSON type.",
            "Send a value of one of the expected types. For a parameter of a URL, this is only a warning.",
            Example('{"zip": 75001}', '{"zip": "75001"}'),
            ("expected", "actual"),
        ),
        "choice": Code(
            "error",
            "The value is not one of the allowed values.",
            "Send one of the allowed values; `bs-validate schema` lists them.",
            Example('{"country_code": "UK"}', '{"country_code": "GB"}'),
            ("suggestion",),
        ),
        "too_long": Code(
            "error",
            "The text has more characters (code points) than allowed.",
            "Shorten the text.",
            Example('{"zip": "1234567890123456"}', '{"zip": "123456789012345"}'),
            ("max", "length"),
        ),
        "too_short": Code(
            "error",
            "The text has fewer characters (code points) than required.",
            "Lengthen the text.",
            Example('"a"', '"ab"', '{"minLength": 2}', "value"),
            ("min", "length"),
        ),
        "too_few": Code(
            "error",
            "The list has fewer items than required.",
            "Add items; if the field is optional, send null or leave it out.",
            Example('{"spoken_languages": []}', '{"spoken_languages": ["de"]}'),
            ("min", "count"),
        ),
        "too_many": Code(
            "error",
            "The list has more items than allowed.",
            "Send fewer items.",
            Example(
                '{"hosts": [{"firstname": "Jane"}, {"firstname": "John"}]}',
                '{"hosts": [{"firstname": "Jane"}]}',
                "host.update",
                "document",
            ),
            ("max", "count"),
        ),
        "minimum": Code(
            "error",
            "The number is smaller than allowed.",
            "Send a larger number.",
            Example('{"user_id": 0}', '{"user_id": 1}', "host.update"),
            ("min", "exclusive"),
        ),
        "maximum": Code(
            "error",
            "The number is larger than allowed.",
            "Send a smaller number.",
            Example("6", "5", '{"maximum": 5}', "value"),
            ("max", "exclusive"),
        ),
        "non_printable": Code(
            "error",
            "The text contains a character that does not print, such as a control character or a line separator.",
            "Remove the character; line breaks and tabs are control characters.",
            Example('{"address1": "Ilica 1\\nZagreb"}', '{"address1": "Ilica 1, Zagreb"}'),
            _CHARACTER,
        ),
        "email": Code(
            "error",
            "The text cannot be an email address.",
            "Send an address such as some@email.com.",
            Example('{"email": "some.email.com"}', '{"email": "some@email.com"}'),
            _FORMAT,
            (
                *("control_character", "domain_too_long", "empty_domain_label", "forbidden_character", "local_part_too_long"),
                *("no_at_sign", "no_domain", "no_domain_dot", "no_local_part", "several_at_signs", "too_long", "white_space"),
            ),
        ),
        "url": Code(
            "error",
            "The text cannot be the URL of a website.",
            "Send a URL such as http://example.com.",
            Example('{"website": "example.com"}', '{"website": "http://example.com"}'),
            _FORMAT,
            ("control_character", "forbidden_character", "host", "no_host", "port", "scheme", "too_long", "white_space"),
        ),
        "phone": Code(
            "error",
            "The text cannot be a phone number.",
            "Send a number such as +33 612312312.",
            Example(
                '{"phones": [{"label": "mobile", "number": "unknown"}]}',
                '{"phones": [{"label": "mobile", "number": "+33 612312312"}]}',
            ),
            _FORMAT,
            ("not_a_number", "too_long", "too_short"),
        ),
        "time": Code(
            "error",
            "The text is not a time in UTC.",
            "Send a time such as 2014-08-21T08:40:44Z.",
            Example('"2014-08-21"', '"2014-08-21T08:40:44Z"', '{"format": "bs-time"}', "value"),
            _FORMAT,
            ("no_such_date", "shape"),
        ),
        "pattern": Code(
            "error",
            "The text does not match a pattern of the schema.",
            "See the pattern in the schema.",
            Example('"ab-1"', '"AB-1"', '{"pattern": "^[A-Z]+-[0-9]+$"}', "value"),
        ),
        "constraint": Code(
            "error",
            "The value breaks a rule of the schema that has no code of its own.",
            "See the keyword in the schema.",
            Example("7", "8", '{"multipleOf": 4}', "value"),
            ("keyword",),
        ),
        "unknown_field": Code(
            "error",
            "A write has a field that the API does not have; the server would drop it silently.",
            "Correct the name, or leave the field out.",
            Example('{"first_name": "Jane"}', '{"firstname": "Jane"}'),
            ("suggestion",),
        ),
        "not_json": Code(
            "error",
            "The text is not valid JSON: it has a syntax error, NaN or the wrong encoding, or it is empty.",
            "Send JSON text in UTF-8.",
            Example('{"city": "Zagreb",}', '{"city": "Zagreb"}'),
            ("reason", "line", "column"),
            ("byte_order_mark", "empty", "encoding", "nan", "not_text", "syntax", "yaml", "yaml_alias", "yaml_key"),
        ),
        "duplicate_key": Code(
            "error",
            "An object has the same key twice; the server uses only one of them.",
            "Keep one of them.",
            Example('{"city": "Zagreb", "city": "Split"}', '{"city": "Split"}'),
        ),
        "not_representable": Code(
            "error",
            "A Python value cannot be written as JSON, such as bytes, a datetime, NaN, or a list that contains itself.",
            "Convert it to a plain text, number, list or dictionary first.",
            Example('{"city": b"Zagreb"}', '{"city": "Zagreb"}', kind="python"),
            _FORMAT,
            (
                *("bytes", "complex", "cycle", "infinite", "key_lone_surrogate", "key_not_text", "lone_surrogate"),
                *("not_a_number", "python_type", "set", "too_deep", "too_large"),
            ),
        ),
        "refused": Code(
            "error",
            "The server refused the value for a reason that has no code of its own.",
            "Read the server's own answer.",
            Example('{"errors": {"email": ["has already been taken"]}}', '{"errors": {"email": ["is invalid"]}}', "", "answer"),
        ),
        "read_only": Code(
            "warning",
            "A write has a field that only the server sets; the server ignores it.",
            "Leave the field out of a write.",
            Example('{"city": "Split", "created_at": "2014-08-21T08:40:44Z"}', '{"city": "Split"}'),
        ),
        "undocumented_field": Code(
            "warning",
            "A read has a field that is not documented, a write has one beside the list of resources, or a URL asks for one.",
            "Do not rely on it.",
            Example('{"nickname": "Jane"}', "{}", "host.read", "fields"),
            ("suggestion",),
        ),
        "undocumented_method": Code(
            "warning",
            "An update uses PATCH; the documented method is PUT.",
            "Send it with PUT.",
            Example(f"PATCH https://{_API}/contacts/1", f"PUT https://{_API}/contacts/1", "", "request"),
        ),
        "undocumented_parameter": Code(
            "warning",
            "The URL of a request has a query parameter that is not documented; the server ignores it.",
            "Correct the name, or leave the parameter out.",
            Example(f"GET https://{_API}/contacts?feilds=id", f"GET https://{_API}/contacts?fields=id", "", "request"),
            ("suggestion",),
        ),
        "plain_http": Code(
            "warning",
            "A request goes to the server over HTTP; the server redirects it to HTTPS, and a body is lost on the way.",
            "Send it to a URL that starts with https://.",
            Example(f"PUT http://{_API}/contacts/1", f"PUT https://{_API}/contacts/1", "", "request"),
        ),
        "coerced": Code(
            "warning",
            "A write has a whole number as text; the server converts it.",
            "Send the number without quotes.",
            Example('{"user_id": "12"}', '{"user_id": 12}', "host.update"),
        ),
        "not_a_list": Code(
            "warning",
            "A write has a single resource where a list is documented; the server accepts it.",
            "Put the resource in a list.",
            Example('{"contacts": {"city": "Split"}}', '{"contacts": [{"city": "Split"}]}', kind="document"),
        ),
        "absent": Code(
            "warning",
            "A read lacks a documented field that recorded answers lack too.",
            "Do not rely on the field.",
            Example("{}", '{"forget_me_at": null}', "host.read", "fields"),
        ),
        "yaml_type": Code(
            "warning",
            "A YAML file has a text without quotes that many YAML readers, such as Ruby's and PyYAML, do not read as text.",
            "Put the text in quotes.",
            Example("contacts: [{country_code: NO}]", 'contacts: [{country_code: "NO"}]', kind="yaml"),
            ("read_as",),
            ("boolean", "null", "number", "time"),
        ),
        "duplicate_item": Code(
            "warning",
            "A list has the same item twice.",
            "Send it once.",
            Example('{"spoken_languages": ["de", "de"]}', '{"spoken_languages": ["de"]}'),
        ),
        "empty_update": Code(
            "warning",
            "An update changes nothing: it has no field that can be written.",
            "Send a field.",
            Example("{}", '{"city": "Split"}'),
        ),
        "many_resources": Code(
            "warning",
            "A create has several resources; documented and recorded creates have one.",
            "Send one at a time.",
            Example(
                '{"hosts": [{"firstname": "Jane", "lastname": "Doe"}, {"firstname": "John", "lastname": "Doe"}]}',
                '{"hosts": [{"firstname": "Jane", "lastname": "Doe"}]}',
                "host.create",
                "document",
            ),
            ("count",),
        ),
        "singular_path": Code(
            "warning",
            "A request goes to a path in the singular, which occurs on only one page of the documentation.",
            "Send it to the path in the plural.",
            Example(f"PUT https://{_API}/contact/1", f"PUT https://{_API}/contacts/1", "", "request"),
        ),
        "phone_doubtful": Code(
            "warning",
            "libphonenumber doubts the number. A number without a country code is taken as one of the record's country.",
            "Check the number, and write it with + and its country code.",
            Example(
                '{"phones": [{"label": "mobile", "number": "123456789"}]}',
                '{"phones": [{"label": "mobile", "number": "+33 612312312"}]}',
            ),
            _FORMAT,
            (
                *("invalid_country_code", "invalid_length", "invalid_number", "letters", "local_only", "other_region"),
                *("too_long", "too_short"),
            ),
        ),
        "email_doubtful": Code(
            "warning",
            "The email address is accepted, but has an unusual form.",
            "Check the address for a typing error.",
            Example('{"email": "some@exam_ple.com"}', '{"email": "some@example.com"}'),
        ),
        "url_doubtful": Code(
            "warning",
            "The URL is accepted, but has an unusual form.",
            "Check the URL for a typing error.",
            Example('{"website": "http://localhost"}', '{"website": "http://example.com"}'),
        ),
        "bidi_control": Code(
            "warning",
            "The text contains an invisible character that changes its direction.",
            "Remove the character unless it is intended.",
            Example('{"city": "Zag\\u202Ereb"}', '{"city": "Zagreb"}'),
            _CHARACTER,
        ),
        "invisible": Code(
            "warning",
            "An email address or a website contains a character that cannot be seen, such as a zero-width space.",
            "Remove the character.",
            Example('{"website": "https://e\\u200Bx.com"}', '{"website": "https://ex.com"}'),
            _CHARACTER,
        ),
    }
)
