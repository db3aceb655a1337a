"""The laws: each draws something at random and returns what came of it, or raises."""

import copy
import json
import random
import sys
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from bs_validate import Forgotten, InvalidPayload, Report, UnknownName, Validator, dump, to_write
from bs_validate._check import second_opinion as doubts
from bs_validate._schema.catalog import Schema
from bs_validate.formats import FORMATS, Format, email, phone, printable, time, website
from bs_validate.forms import from_form
from fuzzing import documents, patterns
from fuzzing.places import lint_positions
from fuzzing.privacy import privacy

RUST = Validator(engine="rust")
REFERENCE = Validator(engine="reference")
SCHEMAS = tuple(RUST.catalog)
URL = "https://www.bookingsync.com/api/v3"


class Tried(NamedTuple):
    """What came of an example: the report, if it is one of a schema, and what is wrong, if anything is."""

    report: Report | None = None
    wrong: str = ""


def content(report: Report) -> list[Any]:
    """Return what must be equal of two reports."""
    return [(error.code, error.location, dict(error.params), error.schema_location) for error in report.errors]


def _drawn(chance: random.Random) -> tuple[Schema, Any]:
    schema = chance.choice(SCHEMAS)
    return schema, documents.mangled(chance, documents.example(chance, schema.document))


def engines(chance: random.Random) -> Tried:
    """Both engines, and the text of a document, give the same report."""
    schema, document = _drawn(chance)
    reports = {
        "rust": RUST.validate(document, schema.name),
        "reference": REFERENCE.validate(document, schema.name),
        "text": RUST.validate_json(json.dumps(document), schema.name),
        "bytes": REFERENCE.validate_json(json.dumps(document, ensure_ascii=False).encode(), schema.name),
    }
    expected = content(reports["reference"])
    for engine, report in reports.items():
        if content(report) != expected:
            wrong = f"{engine} reports {content(report)}, the reference engine {expected}"
            return Tried(report, f"{schema.name} {json.dumps(document)}\n  {wrong}")
    json.dumps(reports["rust"].to_dict())
    return Tried(reports["rust"])


def texts(chance: random.Random) -> Tried:
    """Hold that a text is no JSON exactly where the standard library says so, and what is JSON is reported as its document is."""
    schema = chance.choice(SCHEMAS)
    text = documents.json_text(chance, schema.document)
    report = RUST.validate_json(text, schema.name)
    found = {error.code for error in report.errors}
    repeated: list[bool] = []

    def pairs(given: list[tuple[str, Any]]) -> dict[str, Any]:
        repeated.append(len(dict(given)) != len(given))
        return dict(given)

    try:
        plain = text if isinstance(text, str) else bytes(text).decode()
        plain = plain.removeprefix("\ufeff")
        value = json.loads(plain, object_pairs_hook=pairs, parse_constant=_refuse, parse_float=_finite)
    except ValueError:
        wrong = "" if found == {"not_json"} else f"is no JSON, and {found} was found"
        return Tried(report, wrong and f"{schema.name} {text!r} {wrong}")
    if "not_json" in found:
        return Tried(report, f"{schema.name} {text!r} is JSON, and not_json was found")
    if any(repeated) != ("duplicate_key" in found):
        return Tried(report, f"{schema.name} {text!r}: repeated keys are {any(repeated)}, and {found} was found")
    if not any(repeated) and content(RUST.validate(value, schema.name)) != content(report):
        return Tried(report, f"{schema.name} {text!r} is not reported as its document is")
    return Tried(report)


def _finite(digits: str) -> float:
    """Read a number beyond those that floating point has as the largest of them, which to every rule it is."""
    return max(-sys.float_info.max, min(float(digits), sys.float_info.max))


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def nothing_raises(chance: random.Random) -> Tried:
    """Any Python object, through every public function: reports that can be shown and dumped, in any language."""
    schema = chance.choice(SCHEMAS)
    given = documents.python_object(chance, schema.document)
    validator = chance.choice([RUST, REFERENCE])
    field = chance.choice(["email", "phones.0.number", "phones", "links", "id", "firstname", "nonsense"])
    collection = f"{URL}/{schema.envelope}"
    status: Any = chance.choice([200, "422", 404, None])
    tried: list[Callable[[], Report]] = [
        lambda: validator.validate(given, schema.name),
        lambda: validator.validate_json(given, schema.name),
        lambda: validator.validate_resource(given, schema.name),
        lambda: validator.validate_field(given, schema.name, field),
        lambda: validator.validate_request(chance.choice(["POST", "put", "GET", "nonsense"]), collection, given),
        lambda: validator.validate_response("GET", f"{collection}?fields=id", status, given),
        lambda: dump.parse_422(given),
        lambda: dump.parse_422({"errors": given}),
    ]
    try:
        report = chance.choice(tried)()
    except UnknownName as error:
        report = Report("", ())
        str(error)
    locale = chance.choice(["en", "fr", "rs", "zh-TW", "pl", "nonsense", ""])
    json.dumps([report.to_dict(locale), report.by_field(locale)])
    for dumped in (dump.rails, dump.problem, dump.jsonapi, dump.basic):
        json.dumps(dumped(report, locale))
    try:
        report.raise_for_errors()
    except InvalidPayload as error:
        str(error)
    return Tried(report)


def forms(chance: random.Random) -> Tried:
    """Whatever is posted becomes a resource, which has a report."""
    schema = chance.choice([one for one in SCHEMAS if one.representation != "read"])
    names = [*schema.fields, "phones-0-number", "phones[1][label]", "spoken_languages[]"]
    resource = from_form(documents.form(chance, names), schema.name)
    report = RUST.validate_resource(resource, schema.name)
    return Tried(report, "" if type(resource) is dict else f"{schema.name}: the form became a {type(resource)}")


def write_back(chance: random.Random) -> Tried:
    """Hold that what was read without errors is valid for an update, but for a person who has asked to be forgotten."""
    schema = chance.choice([one for one in SCHEMAS if one.representation == "read"])
    document = documents.example(chance, schema.document)
    records = document[schema.envelope] or [documents.example(chance, schema.document["properties"][schema.envelope]["items"])]
    document = {**document, schema.envelope: records[:1]}
    holder, part, _value = chance.choice(list(documents.places(document)))
    if holder is not None and chance.random() < 0.7:
        holder[part] = documents.values(chance)
    read = RUST.validate(document, schema.name)
    if not read.valid:
        return Tried(read)
    before = copy.deepcopy(document)
    forgotten = any(record.get("forget_me_at") is not None for record in document[schema.envelope])
    try:
        written = to_write(document, f"{schema.resource}.update")
    except Forgotten:
        return Tried(read, "" if forgotten else f"{json.dumps(document)}: Forgotten is raised for nothing")
    report = RUST.validate(written, f"{schema.resource}.update")
    if forgotten or document != before:
        return Tried(report, f"{json.dumps(before)}: written back though forgotten, or changed by it")
    wrong = [one for one in report.errors if not (one.code == "too_few" and one.field == "")]
    return Tried(report, f"{json.dumps(document)} is not valid written back: {wrong}" if wrong else "")


_MODULES = (email, phone, printable, time, website, doubts)
#: Every pattern there is where a shortcut may be, and those that the engines try first.
PATTERNS: Mapping[str, str] = {
    **{name: pattern.pattern for name, pattern in patterns.in_modules(*_MODULES).items()},
    **{f"fast accept of {name}": one.fast_accept for name, one in FORMATS.items()},
}


def fast_accepts(chance: random.Random) -> Tried:
    """Whatever a pattern or another shortcut takes, the full check takes: for formats, for engines, for doubts."""
    name = chance.choice(list(PATTERNS))
    text = patterns.near(chance, patterns.matching(chance, PATTERNS[name]))
    for found, format_ in FORMATS.items():
        if accepted_fast(format_, text) and format_.reason(text) is not None:
            return Tried(None, f"the fast accept of {found} takes {text!r}")
    if FORMATS["phone"].reason(text) is not None and not _refused("phone", text):
        return Tried(None, f"{text!r} is refused, though libphonenumber takes it for a phone number")
    field = chance.choice(["email", "website", "phones.0.number", "zip", "address1"])
    one, other = (validator.validate_field(text, "contact.create", field) for validator in (RUST, REFERENCE))
    if content(one) != content(other):
        return Tried(one, f"{field} {text!r}: the engines disagree: {one.errors} {other.errors}")
    region = chance.choice([None, "FR", "US", "GB", "IT", "AQ", "nonsense"])
    for code, (_, doubt) in doubts.DOUBTS.items():
        if not _refused(code, text) and doubt(text, region) is None and not _undoubted(code, text, region):
            return Tried(one, f"nothing is doubted in the {code} {text!r} in {region}, which the library does not take")
    return Tried(one)


def accepted_fast(format_: Format, text: str) -> bool:
    """Return whether the pattern of a format that engines try first accepts a text."""
    return len(text) <= (format_.fast_length or len(text)) and patterns.searches(format_.fast_accept, text)


def _refused(code: str, text: str) -> bool:
    """Return whether a format refuses a text; of phone numbers, whether libphonenumber does."""
    if FORMATS.get(code, FORMATS["email"]).code != "phone":
        return FORMATS[code].reason(text) is not None
    import phonenumbers
    from phonenumbers import NumberParseException as Refusal

    if len(text) > phone.MAX_LENGTH:
        return True
    try:
        phonenumbers.parse(text, None)
    except Refusal as refusal:
        if refusal.error_type in (Refusal.NOT_A_NUMBER, Refusal.TOO_SHORT_NSN, Refusal.TOO_LONG):
            return True
        return FORMATS["phone"].reason(text) == "too_long"
    return False


def _undoubted(code: str, text: str, region: str | None) -> bool:
    """Return whether the library that a doubt comes from has none."""
    if code in ("email", "url"):
        import validators

        return bool(getattr(validators, code)(doubts.usual_url(text) if code == "url" else text))
    import phonenumbers

    known = region if region in phonenumbers.SUPPORTED_REGIONS else None
    number = phonenumbers.parse(text, known)
    own = phonenumbers.country_code_for_region(known) if known else 0
    return bool(phonenumbers.is_valid_number(number)) and (own in (0, number.country_code) or _has_no_region(number))


def _has_no_region(number: Any) -> bool:
    import phonenumbers

    return phonenumbers.region_code_for_number(number) in {None, "001"}


#: By name; those that look at most come up most.
LAWS: Mapping[str, tuple[int, Callable[[random.Random], Tried]]] = {
    "engines": (5, engines),
    "texts": (2, texts),
    "nothing_raises": (2, nothing_raises),
    "forms": (1, forms),
    "write_back": (1, write_back),
    "fast_accepts": (2, fast_accepts),
    "lint_positions": (1, lambda chance: Tried(None, lint_positions(chance))),
    "privacy": (1, lambda chance: Tried(None, privacy(chance))),
}
