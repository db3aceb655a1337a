"""Types for payloads: a TypedDict for each resource and document, and the names of schemas and codes.

``scripts/update_types.py`` writes this module from the schema files. A write type has the fields that a client may send; a read
type has those that the server sends. In a read, personal fields may be missing, because the server anonymises the data of people
who ask to be forgotten. The TypedDicts are those of ``typing_extensions``, which pydantic takes on every Python.
"""

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

SchemaName = Literal["contact.create", "contact.read", "contact.update", "host.create", "host.read", "host.update"]
Severity = Literal["error", "warning"]
# fmt: off
Code = Literal[
    "required", "null", "blank", "type", "choice", "too_long", "too_short", "too_few", "too_many", "minimum", "maximum",
    "non_printable", "email", "url", "phone", "time", "pattern", "constraint", "unknown_field", "not_json", "duplicate_key",
    "not_representable", "refused", "read_only", "undocumented_field", "undocumented_method", "undocumented_parameter",
    "plain_http", "coerced", "not_a_list", "absent", "yaml_type", "duplicate_item", "empty_update", "many_resources",
    "singular_path", "phone_doubtful", "email_doubtful", "url_doubtful", "bidi_control", "invisible",
]
# fmt: on
# fmt: off
CountryCode = Literal[
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX", "AZ", "BA", "BB", "BD", "BE", "BF",
    "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA", "CC", "CD", "CF", "CG",
    "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ", "EC",
    "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FM", "FO", "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL",
    "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK", "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN",
    "IO", "IQ", "IR", "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ", "LA",
    "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN",
    "MO", "MP", "MQ", "MR", "MS", "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI", "NL", "NO", "NP",
    "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO",
    "RS", "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST", "SV",
    "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG",
    "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI", "VN", "VU", "WF", "WS", "YE", "YT", "ZA", "ZM", "ZW",
]
# fmt: on
# fmt: off
Locale = Literal[
    "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "hu", "id", "it", "ja", "ko", "lt", "lv", "mk", "nb", "nl", "pl", "pt",
    "ro", "rs", "ru", "sk", "sv", "uk", "zh", "zh-TW",
]
# fmt: on


class Phone(TypedDict):
    """A phone number and its purpose."""

    #: The purpose of the number.
    label: str
    #: The number to call.
    number: str


class ContactCreate(TypedDict):
    """A contact, as a client sends it to create one."""

    #: The address at which the contact receives mail.
    email: str
    #: The contact's website.
    website: NotRequired[str | None]
    #: Notes of the account's staff about the contact.
    private_notes: NotRequired[str | None]
    #: The contact's gender.
    gender: NotRequired[Literal["male", "female"] | None]
    #: The contact's given name.
    firstname: str
    #: The contact's family name.
    lastname: str
    #: Street and number.
    address1: str
    #: Building, floor or flat.
    address2: NotRequired[str | None]
    #: Town or city.
    city: str
    #: The country of the address.
    country_code: CountryCode
    #: State, province or region.
    state: NotRequired[str | None]
    #: The postal code of the address.
    zip: str
    #: The languages that the contact speaks.
    spoken_languages: list[Locale]
    #: The contact's phone numbers.
    phones: NotRequired[list[Phone] | None]


class ContactCreateDocument(TypedDict):
    """The body of a request that creates contacts."""

    #: The contacts to create.
    contacts: list[ContactCreate]


class ContactLinks(TypedDict):
    """The identifiers of the related records."""

    #: The account that the contact belongs to.
    account: int


class ContactRead(TypedDict):
    """A person responsible for rentals, as the server returns it."""

    #: The server's number for the contact.
    id: int
    #: The time at which the record was created.
    created_at: str
    #: The time at which the record was last changed.
    updated_at: str
    #: The time at which the contact was cancelled.
    canceled_at: NotRequired[str | None]
    #: The time at which the person asked to be forgotten.
    forget_me_at: NotRequired[str | None]
    #: The time at which the processing of the personal data was restricted.
    processing_restricted_at: NotRequired[str | None]
    #: The account that the contact belongs to, or with `include=account` its record.
    account: NotRequired[int | dict[str, Any]]
    #: The identifiers of the related records.
    links: ContactLinks
    #: The address at which the contact receives mail.
    email: NotRequired[str | None]
    #: The contact's website.
    website: NotRequired[str | None]
    #: Notes of the account's staff about the contact.
    private_notes: NotRequired[str | None]
    #: The contact's gender.
    gender: NotRequired[str | None]
    #: The contact's given name.
    firstname: NotRequired[str | None]
    #: The contact's family name.
    lastname: NotRequired[str | None]
    #: First and last name, joined by the server.
    fullname: NotRequired[str | None]
    #: Street and number.
    address1: NotRequired[str | None]
    #: Building, floor or flat.
    address2: NotRequired[str | None]
    #: Town or city.
    city: NotRequired[str | None]
    #: The country of the address.
    country_code: NotRequired[str | None]
    #: State, province or region.
    state: NotRequired[str | None]
    #: The postal code of the address.
    zip: NotRequired[str | None]
    #: The languages that the contact speaks.
    spoken_languages: NotRequired[list[Any] | str | None]
    #: The contact's phone numbers.
    phones: NotRequired[list[Any] | str | None]


#: The pagination of a list, and the records that were deleted.
Metadata = TypedDict(
    "Metadata",
    {
        "Link": NotRequired[dict[str, str | None] | None],
        "X-Per-Page": NotRequired[str | None],
        "X-Total-Count": NotRequired[str | None],
        "X-Total-Pages": NotRequired[str | None],
        "deleted_ids": NotRequired[list[int]],
    },
)


class ContactReadDocument(TypedDict):
    """The server's answer when contacts are read, created or changed."""

    #: URL templates of the related records.
    links: NotRequired[dict[str, str]]
    #: The contacts that were found.
    contacts: list[ContactRead]
    #: The pagination of a list, and the records that were deleted.
    meta: NotRequired[Metadata]
    #: The related records that `include` requested, in the form that older clients read.
    linked: NotRequired[dict[str, Any]]


class ContactUpdate(TypedDict):
    """A contact, as a client sends it to change one."""

    #: The address at which the contact receives mail.
    email: NotRequired[str]
    #: The contact's website.
    website: NotRequired[str | None]
    #: Notes of the account's staff about the contact.
    private_notes: NotRequired[str | None]
    #: The contact's gender.
    gender: NotRequired[Literal["male", "female"] | None]
    #: The contact's given name.
    firstname: NotRequired[str]
    #: The contact's family name.
    lastname: NotRequired[str]
    #: Street and number.
    address1: NotRequired[str]
    #: Building, floor or flat.
    address2: NotRequired[str | None]
    #: Town or city.
    city: NotRequired[str]
    #: The country of the address.
    country_code: NotRequired[CountryCode]
    #: State, province or region.
    state: NotRequired[str | None]
    #: The postal code of the address.
    zip: NotRequired[str]
    #: The languages that the contact speaks.
    spoken_languages: NotRequired[list[Locale]]
    #: The contact's phone numbers.
    phones: NotRequired[list[Phone] | None]


class ContactUpdateDocument(TypedDict):
    """The body of a request that changes one of the contacts."""

    #: The contacts to change.
    contacts: list[ContactUpdate]


class HostCreate(TypedDict):
    """A host, as a client sends it to create one."""

    #: The host's given name.
    firstname: str
    #: The host's family name.
    lastname: str
    #: The address at which the host receives mail.
    email: NotRequired[str | None]
    #: The user account of the host.
    user_id: NotRequired[int | None]
    #: The source of the host.
    source_id: NotRequired[int | None]


class HostCreateDocument(TypedDict):
    """The body of a request that creates hosts."""

    #: The hosts to create.
    hosts: list[HostCreate]


class HostLinks(TypedDict):
    """The identifiers of the related records."""

    #: The account that the host belongs to.
    account: int
    #: The identifiers of the host's inbox participants.
    participants: list[int]
    #: The source of the host.
    source: int | None
    #: The user account of the host.
    user: int | None


class HostRead(TypedDict):
    """A user who answers guests, as the server returns it."""

    #: The server's number for the host.
    id: int
    #: The time at which the record was created.
    created_at: str
    #: The time at which the record was last changed.
    updated_at: str
    #: The time at which the person asked to be forgotten.
    forget_me_at: NotRequired[str | None]
    #: The time at which the processing of the personal data was restricted.
    processing_restricted_at: NotRequired[str | None]
    #: A related record that `include` requested, or null if there is none.
    account: NotRequired[dict[str, Any] | None]
    #: The related records that `include` requested.
    participants: NotRequired[list[dict[str, Any]]]
    #: A related record that `include` requested, or null if there is none.
    source: NotRequired[dict[str, Any] | None]
    #: A related record that `include` requested, or null if there is none.
    user: NotRequired[dict[str, Any] | None]
    #: The identifiers of the related records.
    links: HostLinks
    #: The host's given name.
    firstname: NotRequired[str | None]
    #: The host's family name.
    lastname: NotRequired[str | None]
    #: The address at which the host receives mail.
    email: NotRequired[str | None]


class HostReadDocument(TypedDict):
    """The server's answer when hosts are read, created or changed."""

    #: URL templates of the related records.
    links: NotRequired[dict[str, str]]
    #: The hosts that were found.
    hosts: list[HostRead]
    #: The pagination of a list, and the records that were deleted.
    meta: NotRequired[Metadata]
    #: The related records that `include` requested, in the form that older clients read.
    linked: NotRequired[dict[str, Any]]


class HostUpdate(TypedDict):
    """A host, as a client sends it to change one."""

    #: The host's given name.
    firstname: NotRequired[str]
    #: The host's family name.
    lastname: NotRequired[str]
    #: The address at which the host receives mail.
    email: NotRequired[str | None]
    #: The user account of the host.
    user_id: NotRequired[int | None]
    #: The source of the host.
    source_id: NotRequired[int | None]


class HostUpdateDocument(TypedDict):
    """The body of a request that changes one of the hosts."""

    #: The hosts to change.
    hosts: list[HostUpdate]
