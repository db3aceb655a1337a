#!/bin/sh
# A model has a field of the type Decimal. It reads JSON, where a number may have any number of digits.
# Guess: validate_json, which parses the text itself, keeps all digits of a number, since Decimal is the type for exact numbers.
#   At least, strict mode raises an error if digits would be lost.
# Reality: A number with a point or an exponent becomes a float first, in strict mode too. 12345678901234567890.12 becomes
#   12345678901234567000, 9007199254740993.0 becomes one less, and 1e-400 becomes 0. Integers and numbers in quotes keep all
#   digits. The limits of a field apply to the changed number: with decimal_places=2, 123456789012345678.999 is accepted, and
#   with lt=100000000000000000 (18 digits) the smaller 99999999999999999.99 is rejected as too large. mashumaro makes 53 digits
#   of 1.10. msgspec keeps all digits, and so does pydantic after json.loads(text, parse_float=Decimal).
# Library: pydantic 2.14.4, msgspec 0.22.0, mashumaro 3.23.
# Why it matters: Coordinates, exchange rates and sums come as numbers with 17 digits or more. They are changed where the type
#   says that they are exact, and a checksum or signature over the values no longer fits. Let the sender put them in quotes,
#   or parse with parse_float=Decimal.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pydantic==2.14.4 msgspec==0.22.0 mashumaro==3.23
cat >read.py <<'PY'
import json
from decimal import Decimal
from importlib.metadata import version
from typing import Annotated

import msgspec
from mashumaro.codecs.json import JSONDecoder
from pydantic import Field, TypeAdapter, ValidationError

exact = TypeAdapter(Decimal)
two_places = TypeAdapter(Annotated[Decimal, Field(decimal_places=2)])
below = TypeAdapter(Annotated[Decimal, Field(lt=10**17)])
READERS = {
    "pydantic": exact.validate_json,
    "pydantic, strict": lambda text: exact.validate_json(text, strict=True),
    "pydantic, in quotes": lambda text: exact.validate_json(f'"{text}"', strict=True),
    "pydantic, parse_float=Decimal": lambda text: exact.validate_python(json.loads(text, parse_float=Decimal)),
    "msgspec": lambda text: msgspec.json.decode(text, type=Decimal),
    "mashumaro": JSONDecoder(Decimal).decode,
}
print(*(f"{name} {version(name)}" for name in ("pydantic", "msgspec", "mashumaro")))
for text in ["1.10", "48.858370123456789", "12345678901234567890.12", "9007199254740993.0", "9007199254740993", "1e-400"]:
    print(text)
    for name, read in READERS.items():
        print(f"  {name}: {read(text)}")
for what, adapter, text in [
    ("decimal_places=2", two_places, "123456789012345678.999"),
    ("decimal_places=2", two_places, "1.115"),
    ("lt=10**17", below, "99999999999999999.99"),
]:
    for quote in ("", '"'):
        try:
            result = adapter.validate_json(f"{quote}{text}{quote}")
        except ValidationError as error:
            result = error.errors()[0]["type"]
        print(f"{what}, {quote}{text}{quote}: {result}")
PY
venv/bin/python read.py | tee observed
cat >expected <<'TXT'
pydantic 2.14.4 msgspec 0.22.0 mashumaro 3.23
1.10
  pydantic: 1.1
  pydantic, strict: 1.1
  pydantic, in quotes: 1.10
  pydantic, parse_float=Decimal: 1.10
  msgspec: 1.10
  mashumaro: 1.100000000000000088817841970012523233890533447265625
48.858370123456789
  pydantic: 48.85837012345679
  pydantic, strict: 48.85837012345679
  pydantic, in quotes: 48.858370123456789
  pydantic, parse_float=Decimal: 48.858370123456789
  msgspec: 48.858370123456789
  mashumaro: 48.85837012345678687097461079247295856475830078125
12345678901234567890.12
  pydantic: 12345678901234567000
  pydantic, strict: 12345678901234567000
  pydantic, in quotes: 12345678901234567890.12
  pydantic, parse_float=Decimal: 12345678901234567890.12
  msgspec: 12345678901234567890.12
  mashumaro: 12345678901234567168
9007199254740993.0
  pydantic: 9007199254740992
  pydantic, strict: 9007199254740992
  pydantic, in quotes: 9007199254740993.0
  pydantic, parse_float=Decimal: 9007199254740993.0
  msgspec: 9007199254740993.0
  mashumaro: 9007199254740992
9007199254740993
  pydantic: 9007199254740993
  pydantic, strict: 9007199254740993
  pydantic, in quotes: 9007199254740993
  pydantic, parse_float=Decimal: 9007199254740993
  msgspec: 9007199254740993
  mashumaro: 9007199254740993
1e-400
  pydantic: 0
  pydantic, strict: 0
  pydantic, in quotes: 1E-400
  pydantic, parse_float=Decimal: 1E-400
  msgspec: 1E-400
  mashumaro: 0
decimal_places=2, 123456789012345678.999: 123456789012345680
decimal_places=2, "123456789012345678.999": decimal_max_places
decimal_places=2, 1.115: decimal_max_places
decimal_places=2, "1.115": decimal_max_places
lt=10**17, 99999999999999999.99: less_than
lt=10**17, "99999999999999999.99": 99999999999999999.99
TXT
diff expected observed
