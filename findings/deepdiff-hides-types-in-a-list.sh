#!/bin/sh
# deepdiff compares two JSON documents. It reports a value that changed its type, such as 1 that became true.
# Guess: A change of type is reported wherever the value is, in an object or in a list. An option that ignores the order of a
#   list reports at most as much as a comparison that respects it.
# Reality: In a list, 1 and true, 0 and false, and 1 and 1.0 are equal for deepdiff, and so are lists inside a list. In an object,
#   and in an object inside a list, they differ. ignore_order=True and zip_ordered_iterables=True report the change in the
#   list that the plain comparison hides. It also appears if another change moves the value to another place. A Delta made
#   from the difference, the tool's own patch, therefore does not restore the second document.
# Library: deepdiff 9.1.0.
# Why it matters: A test that compares a payload with a recorded one passes, although [1, 2] became [true, 2], which the API
#   rejects. With the same change in a field, the test fails.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check deepdiff==9.1.0
cat >compare.py <<'PY'
import json

from deepdiff import DeepDiff, Delta

pairs = [
    ({"a": 1}, {"a": True}),
    ([1, 2], [True, 2]),
    ([{"a": 0}], [{"a": False}]),
    ([[0]], [[False]]),
    ({"ids": [1]}, {"ids": [1.0]}),
    ([1, "x"], [True, "y"]),
    ([1, 2, 3], [2, True, 3]),
]
for before, after in pairs:
    print(f"{json.dumps(before)} and {json.dumps(after)}")
    for name, options in {"plain": {}, "ignore_order": {"ignore_order": True}, "zip_ordered_iterables": {"zip_ordered_iterables": True}}.items():
        difference = DeepDiff(before, after, **options)
        print(f"  {name}: {', '.join(f'{kind} at {place}' for kind, places in difference.items() for place in places) or 'equal'}")
    print(f"  before + Delta: {json.dumps(before + Delta(DeepDiff(before, after)))}")
PY
echo "deepdiff 9.1.0"
venv/bin/python compare.py | tee observed
cat >expected <<'TXT'
{"a": 1} and {"a": true}
  plain: type_changes at root['a']
  ignore_order: type_changes at root['a']
  zip_ordered_iterables: type_changes at root['a']
  before + Delta: {"a": true}
[1, 2] and [true, 2]
  plain: equal
  ignore_order: type_changes at root[0]
  zip_ordered_iterables: type_changes at root[0]
  before + Delta: [1, 2]
[{"a": 0}] and [{"a": false}]
  plain: type_changes at root[0]['a']
  ignore_order: type_changes at root[0]['a']
  zip_ordered_iterables: type_changes at root[0]['a']
  before + Delta: [{"a": false}]
[[0]] and [[false]]
  plain: equal
  ignore_order: type_changes at root[0][0]
  zip_ordered_iterables: type_changes at root[0][0]
  before + Delta: [[0]]
{"ids": [1]} and {"ids": [1.0]}
  plain: equal
  ignore_order: type_changes at root['ids'][0]
  zip_ordered_iterables: type_changes at root['ids'][0]
  before + Delta: {"ids": [1]}
[1, "x"] and [true, "y"]
  plain: values_changed at root[1]
  ignore_order: values_changed at root[1], values_changed at root[0]
  zip_ordered_iterables: type_changes at root[0], values_changed at root[1]
  before + Delta: [1, "y"]
[1, 2, 3] and [2, true, 3]
  plain: type_changes at root[1], values_changed at root[0]
  ignore_order: type_changes at root[0]
  zip_ordered_iterables: type_changes at root[1], values_changed at root[0]
  before + Delta: [2, true, 3]
TXT
diff expected observed
