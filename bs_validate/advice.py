"""Advice: what the documentation does not refuse but the sender probably does not mean. Worked out only when asked for."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from bs_validate import suggest
from bs_validate.applicators import JSON, Keywords
from bs_validate.catalog import Schema
from bs_validate.faults import Fault
from bs_validate.formats import FORMATS, printable
from bs_validate.location import Location
from bs_validate.patterns import compiled

Holds = Callable[[Keywords, JSON], bool]

REGION_FIELD = "country_code"

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LETTER = re.compile(r"[^\W\d_]")
_EXTENSION = re.compile(r"\s*(?:ext\.?|extn\.?|x|#)\s*\d{1,7}\s*$", re.IGNORECASE)
# Forms that validators is known to take, so that it need not be imported for them.
_PLAIN_EMAIL = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*@[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*\.[a-z]{2,6}")
_PLAIN_URL = re.compile(r"https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,6}(?:/[a-z0-9_/-]*)?")
_PLAIN_LENGTH = 63


class _Place(NamedTuple):
    """A value, where it is, the schemas that look at it, the country of the record it is in, and whether the server made it."""

    location: Location
    value: JSON
    schemas: list[Keywords]
    region: str | None = None
    read_only: bool = False

    def below(self, part: str | int, value: JSON, schemas: Iterable[JSON]) -> "_Place":
        inner = [one for one in schemas if type(one) is dict]
        read_only = self.read_only or any(one.get("readOnly", False) for one in inner)
        return _Place((*self.location, part), value, inner, self.region, read_only)


def advise(schema: Schema, document: JSON, holds: Holds) -> Iterator[Fault]:
    """Go through the doubts about a plain document, in no order.

    ``holds`` says whether an instance is valid under a part of the schema. Where the document has errors, what is said may be
    wrong or missing: the caller leaves out what stands at one.
    """
    places = [_Place((), document, [schema.document])]
    while places:
        place = places.pop()
        place = place._replace(schemas=[inner for one in place.schemas for inner in _applicable(one, place.value, holds)])
        if type(place.value) is str:
            yield from _text(place)
        elif type(place.value) is list:
            yield from _list(schema, place)
            for index, item in enumerate(place.value):
                places.append(place.below(index, item, [one.get("items") for one in place.schemas]))
        elif type(place.value) is dict:
            region = place.value.get(REGION_FIELD)
            place = place._replace(region=region if type(region) is str else place.region)
            yield from _object(schema, place)
            for name, item in place.value.items():
                inner = _property(place, name)
                if not _is_ignored(schema, inner):
                    places.append(place.below(name, item, inner))


def _list(schema: Schema, place: _Place) -> Iterator[Fault]:
    """Doubt several resources in one create, and texts and numbers that stand in a list before."""
    limited = any("maxItems" in one for one in place.schemas)
    if place.location == (schema.envelope,) and schema.representation == "create" and len(place.value) > 1 and not limited:
        yield Fault("many_resources", place.location, {"count": len(place.value)})
    seen = set()
    for index, item in enumerate(place.value if any("items" in one for one in place.schemas) else ()):
        if type(item) in (str, int, float):
            if (type(item), item) in seen:
                yield Fault("duplicate_item", (*place.location, index), {})
            seen.add((type(item), item))


def _object(schema: Schema, place: _Place) -> Iterator[Fault]:
    """Doubt fields that are not taken back or not documented, and a resource that changes nothing."""
    documented = [name for one in place.schemas for name in one.get("properties", ())]
    closed = any("additionalProperties" in one or "unevaluatedProperties" in one for one in place.schemas)
    changes = False
    for name in place.value:
        inner = _property(place, name)
        if _is_ignored(schema, inner):
            yield Fault("read_only", (*place.location, name), {})
            continue
        changes = True
        if documented and not inner and not closed:
            meant = suggest.field(name, documented)
            yield Fault("undocumented_field", (*place.location, name), {} if meant is None else {"suggestion": meant})
    if not changes and schema.representation == "update" and place.location[:-1] == (schema.envelope,):
        yield Fault("empty_update", place.location, {})


def _is_ignored(schema: Schema, schemas: list[JSON]) -> bool:
    return schema.representation != "read" and any(type(one) is dict and one.get("readOnly", False) for one in schemas)


def _property(place: _Place, name: str) -> list[JSON]:
    """Return the schemas, true among them, that an object's schemas have for one property."""
    found = []
    for schema in place.schemas:
        named = [schema["properties"][name]] if name in schema.get("properties", ()) else []
        named += [one for pattern, one in schema.get("patternProperties", {}).items() if compiled(pattern).search(name)]
        found += named or [one for one in (schema.get("additionalProperties"),) if type(one) is dict]
    return found


def _applicable(schema: Keywords, value: JSON, holds: Holds) -> Iterator[Keywords]:
    """Go through a schema and those inside it that look at the same value, as far as they hold for it."""
    yield schema
    inside = list(schema.get("allOf", ()))
    inside += [one for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ())) if type(one) is dict and holds(one, value)]
    if type(schema.get("if")) is dict:
        inside.append(schema.get("then" if holds(schema["if"], value) else "else"))
    for one in inside:
        if type(one) is dict:
            yield from _applicable(one, value, holds)


def _text(place: _Place) -> Iterator[Fault]:
    if not place.schemas or place.read_only:
        return
    bidi = _BIDI.search(place.value)
    if bidi:
        yield Fault("bidi_control", place.location, {"position": bidi.start(), "codepoint": printable.codepoint(bidi.group())})
    if printable.is_blank(place.value) and any(map(_asks_for_format_when_filled, place.schemas)):
        yield Fault("blank", place.location, {})
        return
    for format_ in dict.fromkeys(FORMATS[one["format"]] for one in place.schemas if "format" in one):
        if format_.code in _DOUBTS and format_.reason(place.value) is None:
            code, doubt = _DOUBTS[format_.code]
            params = doubt(place.value, place.region)
            if params is not None:
                yield Fault(code, place.location, params)


def _asks_for_format_when_filled(schema: Keywords) -> bool:
    return type(schema.get("then")) is dict and "format" in schema["then"]


_Doubt = Callable[[str, str | None], Mapping[str, JSON] | None]


def _email(value: str, _: str | None) -> Mapping[str, JSON] | None:
    plain = len(value) <= _PLAIN_LENGTH and _PLAIN_EMAIL.fullmatch(value)
    return None if plain or _taken("email", value) else {}


def _url(value: str, _: str | None) -> Mapping[str, JSON] | None:
    plain = len(value) <= _PLAIN_LENGTH and _PLAIN_URL.fullmatch(value)
    return None if plain or _taken("url", value) else {}


def _taken(check: str, value: str) -> bool:
    import validators

    try:
        return bool(getattr(validators, check)(value))
    except validators.ValidationError:  # where the environment has RAISE_VALIDATION_ERROR
        return False


def _phone(value: str, region: str | None) -> Mapping[str, JSON] | None:
    reason = _phone_reason(value, region)
    return None if reason is None else {"reason": reason}


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
    if region is None or phonenumbers.region_code_for_number(number) in {None, "001"}:
        return None
    return None if number.country_code == phonenumbers.country_code_for_region(region) else "other_region"


#: By libphonenumber's error types.
_PARSE_REASONS = {0: "invalid_country_code", 1: "invalid_number", 2: "too_short", 3: "too_short", 4: "too_long"}

_DOUBTS: Mapping[str, tuple[str, _Doubt]] = MappingProxyType(
    {"email": ("email_doubtful", _email), "url": ("url_doubtful", _url), "phone": ("phone_doubtful", _phone)}
)
