"""Ask phonenumbers about a phone number that the tables do not cover, or to compare the tables with it."""

from bs_validate._check.phones.metadata import WORLD
from bs_validate._check.phones.words import has_letters


def reason(value: str, region: str | None) -> str | None:
    """Return the reason of a doubt about a phone number in a region, or None; an unknown region counts as none."""
    import phonenumbers
    from phonenumbers import NumberParseException, ValidationResult

    if region not in phonenumbers.SUPPORTED_REGIONS:
        region = None
    try:
        number = phonenumbers.parse(value, region)
    except NumberParseException as refusal:
        return {
            NumberParseException.INVALID_COUNTRY_CODE: "invalid_country_code",
            NumberParseException.TOO_SHORT_AFTER_IDD: "too_short",
            NumberParseException.TOO_SHORT_NSN: "too_short",
            NumberParseException.TOO_LONG: "too_long",
        }.get(refusal.error_type, "invalid_number")
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible != ValidationResult.IS_POSSIBLE:
        return {
            ValidationResult.TOO_SHORT: "too_short",
            ValidationResult.TOO_LONG: "too_long",
            ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "local_only",
        }.get(possible, "invalid_length")
    if not phonenumbers.is_valid_number(number):
        return "invalid_number"
    if has_letters(value):
        return "letters"
    regions = phonenumbers.region_codes_for_country_code(number.country_code or 0)
    return None if region is None or region in regions or WORLD in regions else "other_region"
