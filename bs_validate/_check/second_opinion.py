"""Ask libraries whether they doubt an email address, a URL or a phone number that is not an error, unless it is plain."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from bs_validate.formats import email as email_format
from bs_validate.formats import phone as phone_format
from bs_validate.formats import website

Params = Mapping[str, Any]
#: Takes a text and the country of its record; returns the params of a doubt, or None where there is no doubt or an error.
Doubt = Callable[[str, str | None], Params | None]

_LETTER = re.compile(r"[^\W\d_]")
_EXTENSION = re.compile(r"\s*(?:ext\.?|extn\.?|x|#)\s*\d{1,7}\s*$", re.IGNORECASE)
# Forms that the library validators is known to take, so that it need not be imported for them.
_PLAIN_EMAIL = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*@[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*\.[a-z]{2,6}")
_PLAIN_URL = re.compile(r"https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,6}(?:/[a-z0-9_/-]*)?")
_PLAIN_LENGTH = 63
_PLAIN_PHONE = re.compile(r"\+[1-9](?:[ .-]?[0-9]){6,14}")


def email(value: str, _: str | None) -> Params | None:
    """Doubt an email address that the library validators refuses."""
    plain = len(value) <= _PLAIN_LENGTH and _PLAIN_EMAIL.fullmatch(value)
    return None if plain or email_format.reason(value) is not None or _taken("email", value) else {}


def url(value: str, _: str | None) -> Params | None:
    """Doubt a URL that the library validators refuses."""
    plain = len(value) <= _PLAIN_LENGTH and _PLAIN_URL.fullmatch(value)
    return None if plain or website.reason(value) is not None or _taken("url", _usual(value)) else {}


def _usual(url: str) -> str:
    """Return a URL without its query and fragment, and without brackets in its path.

    The library refuses ``?ref``, ``?a=1&`` and ``/a[1]``, which are common and which every browser takes.
    """
    before = re.split("[?#]", url, maxsplit=1)[0]
    scheme, _, rest = before.partition("//")
    host, slash, path = rest.partition("/")
    return f"{scheme}//{host}{slash}{path.translate(_BRACKETS)}"


_BRACKETS = str.maketrans("[]|", "---")


def phone(value: str, region: str | None) -> Params | None:
    """Doubt a phone number that libphonenumber finds odd in a region."""
    code = surely_valid(value) if _PLAIN_PHONE.fullmatch(value) else None
    if code is None and phone_format.reason(value) is not None:
        return None
    if len(value) > phone_format.MAX_LENGTH:  # the documentation's expression takes it, and libphonenumber would not look at it
        return {"reason": "too_long"}
    reason = _phone_reason(value, region) if code is None else _region_reason(code, region)
    return None if reason is None else {"reason": reason}


#: By the code of the format: the code of the doubt, and the function that works it out.
DOUBTS: Mapping[str, tuple[str, Doubt]] = MappingProxyType(
    {"email": ("email_doubtful", email), "url": ("url_doubtful", url), "phone": ("phone_doubtful", phone)}
)


def _taken(check: str, value: str) -> bool:
    import validators

    try:
        return bool(getattr(validators, check)(value))
    except validators.ValidationError:  # where the environment has RAISE_VALIDATION_ERROR
        return False


def surely_valid(value: str) -> int | None:
    """Return the calling code of a ``+`` with digits that libphonenumber finds valid, by its own patterns, without parsing it.

    None is not a verdict: the number has to be parsed. Finds fixed and mobile lines of the main country of a calling code.
    """
    digits = value[1:].translate(_NO_SEPARATORS)
    codes = _calling_codes()
    for length in (1, 2, 3):
        code = codes.get(digits[:length])
        if code is not None:
            pattern = _plain_numbers(code).get(len(digits) - length)
            return None if pattern is None or pattern.fullmatch(digits, length) is None else code
    return None


_NO_SEPARATORS = {ord(sign): None for sign in " .-"}


@cache
def _calling_codes() -> Mapping[str, int]:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return {str(code): code for code in COUNTRY_CODE_TO_REGION_CODE}


@cache  # by calling code, of which there are about 200
def _plain_numbers(code: int) -> Mapping[int, re.Pattern[str]]:
    """Return, by length, the patterns of the plain fixed and mobile numbers of a calling code, without the code.

    Such a number starts neither with a zero nor with a prefix that would be cut off, and matches the general pattern of its
    country.
    """
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, REGION_CODE_FOR_NON_GEO_ENTITY, PhoneMetadata

    main = COUNTRY_CODE_TO_REGION_CODE[code][0]
    metadata = None if main == REGION_CODE_FOR_NON_GEO_ENTITY else PhoneMetadata.metadata_for_region(main)
    if metadata is None or metadata.leading_digits is not None or metadata.general_desc is None:
        return {}
    general = metadata.general_desc
    lengths = frozenset(general.possible_length) - frozenset(general.possible_length_local_only)
    kinds = [
        (frozenset(one.possible_length) or lengths, f"(?:{one.national_number_pattern})")
        for one in (metadata.mobile, metadata.fixed_line)
        if one is not None and one.national_number_pattern
    ]
    start = f"(?!0|{metadata.national_prefix_for_parsing})" if metadata.national_prefix_for_parsing else "(?!0)"
    found = {}
    for length in lengths:
        patterns = "|".join(pattern for own, pattern in kinds if length in own)
        if patterns:
            found[length] = _compiled(rf"{start}(?=(?:{general.national_number_pattern or ''})\Z)(?:{patterns})")
    return found


_compiled = cache(re.compile)  # most lengths of a country share one


def _phone_reason(value: str, region: str | None) -> str | None:
    import phonenumbers
    from phonenumbers import ValidationResult

    if region not in phonenumbers.SUPPORTED_REGIONS:
        region = None
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException as refusal:
        return _PARSE_REASONS.get(refusal.error_type, "invalid_number")
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible != ValidationResult.IS_POSSIBLE:
        return {
            ValidationResult.INVALID_COUNTRY_CODE: "invalid_country_code",
            ValidationResult.TOO_SHORT: "too_short",
            ValidationResult.TOO_LONG: "too_long",
            ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "local_only",
        }.get(possible, "invalid_length")
    if not phonenumbers.is_valid_number(number):
        return "invalid_number"
    if _LETTER.search(_EXTENSION.sub("", value)):
        return "letters"
    if phonenumbers.region_code_for_number(number) in {None, "001"}:
        return None
    return _region_reason(number.country_code, region)


def _region_reason(code: int | None, region: str | None) -> str | None:
    """Doubt a number whose calling code is not that of a region; an unknown region does not matter."""
    return "other_region" if region is not None and _codes_of_regions().get(region, code) != code else None


@cache
def _codes_of_regions() -> Mapping[str, int]:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, SUPPORTED_REGIONS  # its own function loads the data of every region

    every = ((region, code) for code, regions in COUNTRY_CODE_TO_REGION_CODE.items() for region in regions)
    return {region: code for region, code in every if region in SUPPORTED_REGIONS}


#: By libphonenumber's error types.
_PARSE_REASONS = {0: "invalid_country_code", 1: "invalid_number", 2: "too_short", 3: "too_short", 4: "too_long"}
