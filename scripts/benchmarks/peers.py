"""Validate with other libraries under the same rules, for comparison, and with the least code that is possible.

Each peer checks formats in one of two ways: with our own checks, or with those of the libraries that people call:
email-validator, phonenumbers, and validators for websites, or what pydantic has for them. The check for printable text, which no
library has, is ours.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

import fastjsonschema
import jsonschema_rs
import msgspec
import phonenumbers
import validators
from email_validator import EmailNotValidError, validate_email
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field, HttpUrl, TypeAdapter
from referencing import Registry

from bs_validate._schema.catalog import packaged
from bs_validate.formats import FORMATS, printable

Check = Callable[[str], bool]
SCHEMA = packaged()["contact.create"].document
_FIELDS = SCHEMA["properties"]["contacts"]["items"]["properties"]
_COUNTRY = Literal[tuple(_FIELDS["country_code"]["enum"])]
_LOCALE = Literal[tuple(_FIELDS["spoken_languages"]["items"]["enum"])]


def _is_email(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _is_phone(text: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, None))
    except phonenumbers.NumberParseException:
        return False


def _by_reason(reason: Callable[[str], str | None]) -> Check:
    return lambda text: reason(text) is None


#: Each format's check, by the code that it has with us.
OURS: Mapping[str, Check] = {format_.code: _by_reason(format_.reason) for format_ in FORMATS.values()}
LIBRARIES: Mapping[str, Check] = {
    **OURS,
    "email": _is_email,
    "phone": _is_phone,
    "url": lambda text: validators.url(text) is True,
}


def _by_format(checks: Mapping[str, Check]) -> dict[str, Check]:
    return {name: checks[format_.code] for name, format_ in FORMATS.items()}


def floor() -> jsonschema_rs.Draft202012Validator:
    """Return the baseline of the comparison: jsonschema-rs, with formats that check nothing."""
    return rust(dict.fromkeys(OURS, lambda _: True))


def rust(checks: Mapping[str, Check]) -> jsonschema_rs.Draft202012Validator:
    """Return jsonschema-rs with checks."""
    return jsonschema_rs.Draft202012Validator(SCHEMA, formats=_by_format(checks), validate_formats=True, offline=True)


def plain(checks: Mapping[str, Check]) -> Draft202012Validator:
    """Return jsonschema with checks."""
    checker = FormatChecker(formats=())
    for name, check in _by_format(checks).items():
        checker.checks(name)(lambda value, check=check: not isinstance(value, str) or check(value))
    return Draft202012Validator(SCHEMA, registry=Registry(), format_checker=checker)


def compiled(checks: Mapping[str, Check]) -> Callable[[Any], Any]:
    """Return the function into which fastjsonschema compiles the schema, with checks."""
    made: Callable[[Any], Any] = fastjsonschema.compile(SCHEMA, formats=_by_format(checks))
    return made


def model(checks: Mapping[str, Check]) -> type[BaseModel]:
    """Return a pydantic model with the same rules; it uses EmailStr and HttpUrl if the checks are those of libraries."""

    def held(check: Check) -> AfterValidator:
        def hold(value: str) -> str:
            if not check(value):
                raise ValueError
            return value

        return AfterValidator(hold)

    closed = ConfigDict(extra="forbid", strict=True)
    filled = held(lambda value: not printable.is_blank(value))
    shown, phone = held(checks["non_printable"]), held(checks["phone"])
    address: Any = Annotated[str, filled, held(checks["email"])]
    page: Any = Annotated[str, held(checks["url"])]
    if checks is LIBRARIES:
        url = TypeAdapter(HttpUrl).validate_python  # of a text: strict models take none for a URL

        def of_the_web(value: str) -> str:
            url(value)
            return value

        address, page = EmailStr, Annotated[str, AfterValidator(of_the_web)]
    text = Annotated[str, filled]

    class Phone(BaseModel):
        model_config = closed
        label: text
        number: Annotated[text, phone]

    class Contact(BaseModel):
        model_config = closed
        email: address
        website: page | None = None
        private_notes: str | None = None
        gender: Literal["male", "female"] | None = None
        firstname: text
        lastname: text
        address1: Annotated[text, Field(max_length=100), shown]
        address2: Annotated[str, Field(max_length=100), shown] | None = None
        city: Annotated[text, Field(max_length=100)]
        country_code: _COUNTRY
        state: Annotated[str, Field(max_length=100), shown] | None = None
        zip: Annotated[text, Field(max_length=15), shown]
        spoken_languages: Annotated[list[_LOCALE], Field(min_length=1)] | None = None
        phones: list[Phone] | None = None

    class Document(BaseModel):
        model_config = closed
        contacts: Annotated[list[Contact], Field(min_length=1)]

    return Document


Text = Annotated[str, msgspec.Meta(pattern=_FIELDS["firstname"]["pattern"])]
Short = Annotated[str, msgspec.Meta(max_length=100)]
ShortText = Annotated[str, msgspec.Meta(max_length=100, pattern=_FIELDS["firstname"]["pattern"])]


class Phone(msgspec.Struct, forbid_unknown_fields=True):
    """A phone, for msgspec."""

    label: Text
    number: Text


class Contact(msgspec.Struct, forbid_unknown_fields=True):
    """A contact for msgspec, with types, lengths, choices and non-blank texts, but without formats."""

    email: Text
    firstname: Text
    lastname: Text
    address1: ShortText
    city: ShortText
    country_code: _COUNTRY
    zip: Annotated[str, msgspec.Meta(max_length=15, pattern=_FIELDS["firstname"]["pattern"])]
    website: str | None = None
    private_notes: str | None = None
    gender: Literal["male", "female"] | None = None
    address2: Short | None = None
    state: Short | None = None
    spoken_languages: Annotated[list[_LOCALE], msgspec.Meta(min_length=1)] | None = None
    phones: list[Phone] | None = None


class Document(msgspec.Struct, forbid_unknown_fields=True):
    """A document, for msgspec."""

    contacts: Annotated[list[Contact], msgspec.Meta(min_length=1)]


def struct(checks: Mapping[str, Check] | None, read: Callable[[Any], Document]) -> Callable[[Any], bool]:
    """Return a function that reads a document with msgspec and then checks its formats by hand, if there are checks."""
    if checks is None:
        return lambda given: bool(read(given))
    email, phone, website, shown = (checks[name] for name in ("email", "phone", "url", "non_printable"))

    def check(given: Any) -> bool:
        return all(
            email(one.email)
            and (one.website is None or website(one.website))
            and all(phone(each.number) for each in one.phones or ())
            and all(shown(text) for text in (one.address1, one.address2, one.state, one.zip) if text is not None)
            for one in read(given).contacts
        )

    return check
