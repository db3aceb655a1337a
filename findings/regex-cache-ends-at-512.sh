#!/bin/sh
# phonenumbers and jsonschema give the text of a pattern to Python's module re each time, because re keeps what it has compiled.
# Guess: The time for one phone number, or for one field of a schema, does not depend on how many countries or fields there are.
# Reality: re keeps 512 patterns for the whole process, and drops the oldest. Phone numbers of all 245 regions in random order
#   need more, so nearly every check compiles patterns again, and takes 30 times as long as with 50 regions, or more. Sorted
#   by region, the same numbers take less than half of that. With jsonschema, a schema with 512 different patterns is fast. With
#   513, each field takes at least three times as long, because its pattern is dropped just before it is needed.
#   jsonschema-rs has no such limit.
# Library: phonenumbers 9.0.43, jsonschema 4.26.0, jsonschema-rs 0.61.0, on Python 3.11 and 3.13.
# Why it matters: A test with numbers of ten countries shows nothing. An import of contacts from everywhere is slow at full
#   load, and one more field in a bundle of schemas multiplies the time. Sorting by country helps, and so does jsonschema-rs.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check phonenumbers==9.0.43 jsonschema==4.26.0 jsonschema-rs==0.61.0
cat >try.py <<'PY'
import random
import sys
import time
from importlib.metadata import version

import jsonschema
import jsonschema_rs
import phonenumbers

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)


def microseconds(call, parts):
    """Return the shortest of three runs, divided by the number of parts."""
    call()
    times = []
    for _ in range(3):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times) / parts * 1e6


def phones(count, in_order=False):
    numbers = [phonenumbers.example_number(REGIONS[index % count]) for index in range(2450)]
    random.Random(1).shuffle(numbers)
    if in_order:
        numbers.sort(key=phonenumbers.region_code_for_number)
    assert all(map(phonenumbers.is_valid_number, numbers))
    return microseconds(lambda: [phonenumbers.is_valid_number(number) for number in numbers], len(numbers))


def fields(count, make):
    properties = {f"f{index}": {"pattern": f"^[A-Z]{{1,{index + 1}}}-[0-9]+$"} for index in range(count)}
    validator = make({"properties": properties})
    document = {name: "A-1" for name in properties}
    assert validator.is_valid(document)
    return microseconds(lambda: validator.is_valid(document), count)


def show(what, fast, slow, factor):
    print(f"{what}: {fast:.1f} and {slow:.1f} microseconds", file=sys.stderr)
    print(f"{what}: {'at least ' if slow >= factor * fast else 'less than '}{factor} times as long")


for name in ("phonenumbers", "jsonschema", "jsonschema-rs"):
    print(name, version(name))
print(len(REGIONS), "regions")
many = phones(245)
show("245 regions in random order, against 50", phones(50), many, 10)
show("245 regions in random order, against sorted by region", phones(245, in_order=True), many, 2)
show("513 patterns against 512, jsonschema", fields(512, jsonschema.Draft202012Validator), fields(513, jsonschema.Draft202012Validator), 3)
show("513 patterns against 512, jsonschema-rs", fields(512, jsonschema_rs.validator_for), fields(513, jsonschema_rs.validator_for), 3)
PY
venv/bin/python try.py >observed
cat observed
cat >expected <<'TXT'
phonenumbers 9.0.43
jsonschema 4.26.0
jsonschema-rs 0.61.0
245 regions
245 regions in random order, against 50: at least 10 times as long
245 regions in random order, against sorted by region: at least 2 times as long
513 patterns against 512, jsonschema: at least 3 times as long
513 patterns against 512, jsonschema-rs: less than 3 times as long
TXT
diff expected observed
