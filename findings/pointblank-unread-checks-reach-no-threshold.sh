#!/bin/sh
# A pipeline checks a table of contacts with pointblank. Its thresholds of 1 mean that one bad value is a warning, an error and critical,
# and the pipeline stops at assert_below_threshold(). The table is a CSV file, so its postal codes are numbers after it is read.
# Guess: A check that cannot be made, because the column does not exist or has the wrong type, raises an error or counts as failed.
# Reality: interrogate() notes it as an evaluation error and goes on. Such a check reaches no threshold, so assert_below_threshold() passes at
#   each level, above_threshold() is False, and no action is called. That holds for a column that does not exist, for a pattern or a postal
#   code in a column of numbers, and for an allowed value, true, in a column of booleans. Only all_passed() is False, and
#   assert_passing() raises a TypeError, because it adds up counts that are None. The same checks of a column of texts work.
# Library: pointblank 1.1.1, polars 2.1.0, pandas 3.1.1.
# Why it matters: A column that was renamed, or postal codes without quotes, turn a check off, and the pipeline continues. Call all_passed() as
#   well, or begin with col_exists() and col_schema_match(), which do reach the thresholds.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pointblank==1.1.1 polars==2.1.0 pandas==3.1.1
cat >contacts.csv <<'CSV'
id,zip,email,smoker
1,75001,ann@example.com,true
2,1000,none,false
CSV
cat >check.py <<'PY'
from importlib.metadata import version

import pandas
import pointblank
import polars

print(*(f"{name} {version(name)}" for name in ["pointblank", "polars", "pandas"]))
TABLES = {
    "polars": polars.read_csv("contacts.csv"),
    "pandas": pandas.read_csv("contacts.csv"),
    "polars, texts": polars.read_csv("contacts.csv", infer_schema=False),
}
CHECKS = {
    "guests is not null": lambda plan: plan.col_vals_not_null(columns="guests"),
    "guests exists": lambda plan: plan.col_exists(columns="guests"),
    "zip has five digits": lambda plan: plan.col_vals_regex(columns="zip", pattern=r"^\d{5}$"),
    "zip is French": lambda plan: plan.col_vals_within_spec(columns="zip", spec="postal_code[FR]"),
    "email is an address": lambda plan: plan.col_vals_within_spec(columns="email", spec="email"),
    "smoker is true": lambda plan: plan.col_vals_in_set(columns="smoker", set=[True]),
}


def outcome(method, *arguments, **options):
    try:
        return method(*arguments, **options)
    except Exception as error:
        return type(error).__name__


for table, frame in TABLES.items():
    for check, add in CHECKS.items():
        if table == "polars, texts" and check == "smoker is true":
            continue
        called = []
        limits = pointblank.Thresholds(warning=1, error=1, critical=1)
        actions = pointblank.Actions(default=lambda: called.append("yes"))
        done = add(pointblank.Validate(frame, thresholds=limits, actions=actions)).interrogate()
        print(
            f"{table}, {check}: assert_below_threshold {outcome(done.assert_below_threshold, level='warning') or 'passes'}, "
            f"above_threshold {done.above_threshold(level='critical')}, actions {len(called)}, "
            f"all_passed {done.all_passed()}, assert_passing {outcome(done.assert_passing) or 'passes'}"
        )
PY
venv/bin/python -W ignore check.py | tee observed
cat >expected <<'TXT'
pointblank 1.1.1 polars 2.1.0 pandas 3.1.1
polars, guests is not null: assert_below_threshold passes, above_threshold False, actions 0, all_passed False, assert_passing TypeError
polars, guests exists: assert_below_threshold AssertionError, above_threshold True, actions 1, all_passed False, assert_passing AssertionError
polars, zip has five digits: assert_below_threshold passes, above_threshold False, actions 0, all_passed False, assert_passing TypeError
polars, zip is French: assert_below_threshold passes, above_threshold False, actions 0, all_passed False, assert_passing TypeError
polars, email is an address: assert_below_threshold AssertionError, above_threshold True, actions 1, all_passed False, assert_passing AssertionError
polars, smoker is true: assert_below_threshold passes, above_threshold False, actions 0, all_passed False, assert_passing TypeError
pandas, guests is not null: assert_below_threshold passes, above_threshold False, actions 0, all_passed False, assert_passing TypeError
pandas, guests exists: assert_below_threshold AssertionError, above_threshold True, actions 1, all_passed False, assert_passing AssertionError
pandas, zip has five digits: assert_below_threshold passes, above_threshold False, actions 0, all_passed False, assert_passing TypeError
pandas, zip is French: assert_below_threshold passes, above_threshold False, actions 0, all_passed False, assert_passing TypeError
pandas, email is an address: assert_below_threshold AssertionError, above_threshold True, actions 1, all_passed False, assert_passing AssertionError
pandas, smoker is true: assert_below_threshold passes, above_threshold False, actions 0, all_passed False, assert_passing TypeError
polars, texts, guests is not null: assert_below_threshold passes, above_threshold False, actions 0, all_passed False, assert_passing TypeError
polars, texts, guests exists: assert_below_threshold AssertionError, above_threshold True, actions 1, all_passed False, assert_passing AssertionError
polars, texts, zip has five digits: assert_below_threshold AssertionError, above_threshold True, actions 1, all_passed False, assert_passing AssertionError
polars, texts, zip is French: assert_below_threshold AssertionError, above_threshold True, actions 1, all_passed False, assert_passing AssertionError
polars, texts, email is an address: assert_below_threshold AssertionError, above_threshold True, actions 1, all_passed False, assert_passing AssertionError
TXT
diff expected observed
