#!/bin/sh
# A consumer describes its request in Pact. The mock server rejects a request that does not match.
# Guess: Like(x) and similar matchers require at least the JSON type of their example, and integer means the same as
#   in JSON Schema.
# Reality: regex("75001") accepts the number 75002, like(1) accepts 2.5, and each_like("a") accepts [], whereas the
#   plain 1 rejects 1.0. integer(1) rejects 2.0, which is an integer in JSON Schema, and decimal(1.5) rejects 2. A
#   datetime with the format %Y-%m-%dT%H:%M:%SZ accepts 2014-8-1T8:0:0Z. Two different integers of 65 bits match if
#   they are close, because the file stores a float.
# Library: pact-python 4.2.0, specification V4.
# Why it matters: A contract that passes on both sides says nothing about the type of a zip, an empty list or the
#   form of a time. Check the bodies in pact files against a schema too.
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
    verdicts = []
    for value in values:
        pact = Pact("client", "server").with_specification("V4")
        pact.upon_receiving(name).with_request("POST", "/").with_body({"x": expected}, "application/json").will_respond_with(201)
        with pact.serve(raises=False) as server:
            answer = requests.post(str(server.url), data=f'{{"x":{value}}}', headers={"Content-Type": "application/json"})
        verdicts.append(f"{value} {'accepted' if answer.status_code == 201 else 'rejected'}")
    print(name.ljust(16), "; ".join(verdicts))
END
env/bin/python try.py > seen 2> errors || { cat errors; exit 1; }
cat seen
cat > expected <<'END'
pact-python 4.2.0
75001 as regex   "75002" accepted; 75002 accepted; "7500" rejected
1                1 accepted; 1.0 rejected; true rejected
like 1           2 accepted; 2.5 accepted; true rejected; "2" rejected
integer 1        2 accepted; 2.0 rejected; "2" rejected
decimal 1.5      2.5 accepted; 2 rejected
each like a      ["b"] accepted; [] accepted; [1] rejected
datetime         "2014-08-21T08:40:45Z" accepted; "2014-8-1T8:0:0Z" accepted
2**64 - 1        18446744073709551615 accepted; 18446744073709551614 rejected
2**64            18446744073709551616 accepted; 18446744073709551617 accepted
END
diff -u expected seen
