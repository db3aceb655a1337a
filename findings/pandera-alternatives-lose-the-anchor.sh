#!/bin/sh
# A pandera schema checks the label of a phone with str_matches("mobile|office|fax"). The same schema checks a table of pandas and
# one of polars.
# Guess: str_matches demands, as its documentation says, that a value begins with a match, whatever library holds the table. Both
#   tables fail at the same rows.
# Reality: For polars, pandera writes "^" before the pattern, and the "^" belongs to the first alternative only. "backoffice" and
#   "no fax" are then valid, and only "my mobile" fails, because its alternative is the first. A "$" matches before a last line
#   break in pandas, and not in polars. If the alternatives are in a group, (?:mobile|office|fax), both tables fail at the same rows.
# Library: pandera 0.35.0, pandas 3.1.1, polars 2.1.0.
# Why it matters: If a team moves from pandas to polars, its schemas accept more than before. A test whose wrong value is like the
#   first alternative does not show it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check pandera==0.35.0 pandas==3.1.1 polars==2.1.0
cd "$work"
cat > try.py <<'END'
import re
import warnings
from importlib.metadata import version

import pandas
import polars

warnings.simplefilter("ignore")
import pandera.pandas
import pandera.polars

libraries = {"pandas": (pandera.pandas, pandas.DataFrame), "polars": (pandera.polars, polars.DataFrame)}


def wrong(library, pattern, labels):
    """Return the labels that the schema rejects."""
    checks, table = libraries[library]
    schema = checks.DataFrameSchema({"label": checks.Column(str, checks.Check.str_matches(pattern))})
    try:
        schema.validate(table({"label": labels}), lazy=True)
    except Exception as error:
        return list(error.failure_cases["failure_case"])
    return []


print(*(f"{name} {version(name)}" for name in ("pandera", "pandas", "polars")))
labels = ["mobile", "office 2", "my mobile", "backoffice", "no fax"]
for pattern, values in {
    "mobile|office|fax": labels,
    "(?:mobile|office|fax)": labels,
    "^[a-z]+$": ["mobile", "mobile\n"],
}.items():
    print(pattern, "in", values)
    print("    re.match", [value for value in values if not re.match(pattern, value)])
    for library in libraries:
        print("   ", library.ljust(8), wrong(library, pattern, values))
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
pandera 0.35.0 pandas 3.1.1 polars 2.1.0
mobile|office|fax in ['mobile', 'office 2', 'my mobile', 'backoffice', 'no fax']
    re.match ['my mobile', 'backoffice', 'no fax']
    pandas   ['my mobile', 'backoffice', 'no fax']
    polars   ['my mobile']
(?:mobile|office|fax) in ['mobile', 'office 2', 'my mobile', 'backoffice', 'no fax']
    re.match ['my mobile', 'backoffice', 'no fax']
    pandas   ['my mobile', 'backoffice', 'no fax']
    polars   ['my mobile', 'backoffice', 'no fax']
^[a-z]+$ in ['mobile', 'mobile\n']
    re.match []
    pandas   []
    polars   ['mobile\n']
END
diff -u expected seen
