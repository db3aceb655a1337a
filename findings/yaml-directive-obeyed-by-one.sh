#!/bin/sh
# Guess: "%YAML 1.1" at the head of a file is either obeyed or rejected, and a full stop is a string in every
#   version.
# Reality: npm's yaml obeys it, and then reads a lone "." as NaN, and 2020-13-45 as 14 February 2021. js-yaml
#   accepts the line and still uses the rules of 1.2. PyYAML uses the rules of 1.1 even with "%YAML 1.2", and raises
#   at that date.
# Library: npm's yaml 2.9.1, js-yaml 5.5.0, PyYAML 6.0.3.
# Why it matters: OkReplay tapes and files of older tools begin with this line, so the same field is NaN, a string
#   or an error.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent yaml@2.9.1 js-yaml@5.5.0
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PyYAML==6.0.3
cd "$folder"
cat >read.cjs <<'JS'
const shown = (one) => (one instanceof Date ? `date ${one.toISOString().slice(0, 10)}` : typeof one === "number" ? String(one) : JSON.stringify(one));
for (const version of ["1.1", "1.2"]) {
  for (const plain of [".", "2020-13-45", "NO", "12:30"]) {
    const text = `%YAML ${version}\n---\nnotes: ${plain}\n`;
    console.log(version, plain, "npm yaml", shown(require("yaml").parse(text).notes), "js-yaml", shown(require("js-yaml").load(text).notes));
  }
}
JS
cat >read.py <<'PY'
import yaml

for version in ("1.1", "1.2"):
    for plain in (".", "2020-13-45", "NO", "12:30"):
        try:
            value = repr(yaml.safe_load(f"%YAML {version}\n---\nnotes: {plain}\n")["notes"])
        except ValueError as error:
            value = str(error).split(",")[0]
        print(version, plain, "PyYAML", value)
PY
echo "yaml 2.9.1, js-yaml 5.5.0, PyYAML 6.0.3"
{ node read.cjs && venv/bin/python read.py; } | tee observed
cat >expected <<'TXT'
1.1 . npm yaml NaN js-yaml "."
1.1 2020-13-45 npm yaml date 2021-02-14 js-yaml "2020-13-45"
1.1 NO npm yaml false js-yaml "NO"
1.1 12:30 npm yaml 750 js-yaml "12:30"
1.2 . npm yaml "." js-yaml "."
1.2 2020-13-45 npm yaml "2020-13-45" js-yaml "2020-13-45"
1.2 NO npm yaml "NO" js-yaml "NO"
1.2 12:30 npm yaml "12:30" js-yaml "12:30"
1.1 . PyYAML '.'
1.1 2020-13-45 PyYAML month must be in 1..12
1.1 NO PyYAML False
1.1 12:30 PyYAML 750
1.2 . PyYAML '.'
1.2 2020-13-45 PyYAML month must be in 1..12
1.2 NO PyYAML False
1.2 12:30 PyYAML 750
TXT
diff expected observed
