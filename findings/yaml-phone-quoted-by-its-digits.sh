#!/bin/sh
# Guess: A YAML writer quotes all strings of one kind alike: either every phone number with a leading zero, or none.
# Reality: PyYAML quotes 0612345678 or not depending on its digits. With an 8 or a 9, it is not an octal number of
#   YAML 1.1, so PyYAML writes it without quotes; otherwise it quotes it. YAML 1.2 readers (js-yaml, npm's yaml)
#   read the unquoted ones as the number 612345678, without the zero. Of 1,000 random numbers with ten digits, 829
#   change.
# Library: PyYAML 6.0.3, js-yaml 5.5.0, npm's yaml 2.9.1.
# Why it matters: A fixture that was tried with one number (0612345670) works in both languages, and breaks with the
#   next.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent yaml@2.9.1 js-yaml@5.5.0
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PyYAML==6.0.3
cd "$folder"
cat >write.py <<'PY'
import random

import yaml

generator = random.Random(7)
numbers = ["0612345670", "0612345678", "0033123456789", "+33612345678"]
numbers += [f"06{generator.randrange(10**8):08}" for _ in range(1000)]
with open("numbers.yaml", "w") as file:
    yaml.safe_dump(numbers, file)
PY
cat >read.cjs <<'JS'
const text = require("fs").readFileSync("numbers.yaml", "utf8");
console.log(text.split("\n").slice(0, 4).join("\n"));
for (const [name, read] of [["js-yaml", require("js-yaml").load], ["npm yaml", require("yaml").parse]]) {
  const [first, ...rest] = [read(text).slice(0, 4), ...read(text).slice(4)];
  console.log(`${name}: ${JSON.stringify(first)}, ${rest.filter((one) => typeof one === "number").length} of 1000 are numbers`);
}
JS
echo "PyYAML 6.0.3, js-yaml 5.5.0, yaml 2.9.1"
venv/bin/python write.py && node read.cjs | tee observed
cat >expected <<'TXT'
- '0612345670'
- 0612345678
- 0033123456789
- '+33612345678'
js-yaml: ["0612345670",612345678,33123456789,"+33612345678"], 829 of 1000 are numbers
npm yaml: ["0612345670",612345678,33123456789,"+33612345678"], 829 of 1000 are numbers
TXT
diff expected observed
