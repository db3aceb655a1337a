#!/bin/sh
# A consumer says in Pact what its request looks like; the mock server refuses a request that is not like it.
# Guess: like(x) and its kin hold a value at least to the JSON type of their example, and integer is what JSON Schema means.
# Reality: regex("75001") takes the number 75001, like(1) takes 2.5 and each_like("a") takes [], where the plain 1 refuses 1.0.
#   integer(1) refuses 2.0, which JSON Schema calls an integer, and decimal(1.5) refuses 2. A datetime of the format
#   %Y-%m-%dT%H:%M:%SZ takes 2014-8-1T8:0:0Z. Two integers of 65 bits are equal when they are near: the file has a float.
# Library: pact-python 4.2.0, specification V4.
# Why it matters: a contract that is green on both sides says nothing about the type of a zip, an empty list or the shape of a
#   time, so the bodies in pact files are worth checking against a schema too.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check pact-python==4.2.0 requests==2.34.2
cd "$work"
cat > try.py <<'END'
from importlib.metadata import version

import requests
from pact import Pact, match

cases = [
    ("75001 as regex", match.regex("75001", regex=r"^\d{5}$"), ['"75002"', "75002", '"7500"']),
    ("1", 1, ["1", "1.0", "true"]),
    ("like 1", match.like(1), ["2", "2.5", "true", '"2"']),
    ("integer 1", match.integer(1), ["2", "2.0", '"2"']),
    ("decimal 1.5", match.decimal(1.5), ["2.5", "2"]),
    ("each like a", match.each_like("a"), ['["b"]', "[]", "[1]"]),
    ("datetime", match.datetime("2014-08-21T08:40:44Z", "%Y-%m-%dT%H:%M:%SZ"), ['"2014-08-21T08:40:45Z"', '"2014-8-1T8:0:0Z"']),
    ("2**64 - 1", 2**64 - 1, [str(2**64 - 1), str(2**64 - 2)]),
    ("2**64", 2**64, [str(2**64), str(2**64 + 1)]),
]
print("pact-python", version("pact-python"))
for name, expected, values in cases:
    told = []
    for value in values:
        pact = Pact("client", "server").with_specification("V4")
        pact.upon_receiving(name).with_request("POST", "/").with_body({"x": expected}, "application/json").will_respond_with(201)
        with pact.serve(raises=False) as server:
            answer = requests.post(str(server.url), data=f'{{"x":{value}}}', headers={"Content-Type": "application/json"})
        told.append(f"{value} {'taken' if answer.status_code == 201 else 'refused'}")
    print(name.ljust(16), "; ".join(told))
END
env/bin/python try.py > seen 2> errors || { cat errors; exit 1; }
cat seen
cat > expected <<'END'
pact-python 4.2.0
75001 as regex   "75002" taken; 75002 taken; "7500" refused
1                1 taken; 1.0 refused; true refused
like 1           2 taken; 2.5 taken; true refused; "2" refused
integer 1        2 taken; 2.0 refused; "2" refused
decimal 1.5      2.5 taken; 2 refused
each like a      ["b"] taken; [] taken; [1] refused
datetime         "2014-08-21T08:40:45Z" taken; "2014-8-1T8:0:0Z" taken
2**64 - 1        18446744073709551615 taken; 18446744073709551614 refused
2**64            18446744073709551616 taken; 18446744073709551617 taken
END
diff -u expected seen
