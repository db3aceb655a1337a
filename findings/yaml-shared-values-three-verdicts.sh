#!/bin/sh
# Guess: Aliases are dangerous only when they multiply, so every YAML library reads a hundred plain references to one value.
# Reality: PyYAML writes an alias for each value that a program used twice. Psych rejects any alias by default. npm's yaml
#   reads 99 of them and calls the hundredth an attack, even if the value is as small as a date. js-yaml reads thousands.
# Library: PyYAML 6.0.3, npm's yaml 2.9.1, js-yaml 5.5.0, Psych 4.0.3.
# Why it matters: Fixtures that Python generated from shared defaults load until somebody adds one more contact. Then the
#   error message mentions resource exhaustion in a small file.
# Needs: Debian 12's ruby (Psych 4.0.3).
set -eu
[ "$(ruby -rpsych -e 'print Psych::VERSION' 2>/dev/null)" = 4.0.3 ] || { echo "skipped: needs ruby with Psych 4.0.3"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent yaml@2.9.1 js-yaml@5.5.0
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PyYAML==6.0.3
cd "$folder"
cat >write.py <<'PY'
import datetime

import yaml

day, phones = datetime.date(2026, 1, 1), [{"label": "home", "number": "+33123456789"}]
for name, shared in (("day", day), ("phones", phones)):
    for count in (2, 100, 101, 3000):
        with open(f"{name}-{count}.yaml", "w") as file:
            yaml.safe_dump([{"city": "Paris", "shared": shared} for _ in range(count)], file)
PY
cat >read.cjs <<'JS'
const fs = require("fs");
for (const name of ["day", "phones"]) {
  for (const count of [2, 100, 101, 3000]) {
    const text = fs.readFileSync(`${name}-${count}.yaml`, "utf8");
    for (const [reader, read] of [["npm yaml", require("yaml").parse], ["js-yaml", require("js-yaml").load]]) {
      let outcome;
      try {
        outcome = read(text).length;
      } catch (error) {
        outcome = error.message;
      }
      console.log(`${name}, ${count - 1} aliases: ${reader}: ${outcome}`);
    }
  }
}
JS
cat >read.rb <<'RUBY'
require 'yaml'
require 'date'
outcome = begin YAML.load(File.read('phones-2.yaml')).length rescue $!.class end
puts "phones, 1 aliases: ruby: #{outcome}"
RUBY
echo "PyYAML 6.0.3, yaml 2.9.1, js-yaml 5.5.0, Psych 4.0.3"
venv/bin/python write.py
{ node read.cjs && ruby read.rb; } | tee observed
cat >expected <<'TXT'
day, 1 aliases: npm yaml: 2
day, 1 aliases: js-yaml: 2
day, 99 aliases: npm yaml: 100
day, 99 aliases: js-yaml: 100
day, 100 aliases: npm yaml: Excessive alias count indicates a resource exhaustion attack
day, 100 aliases: js-yaml: 101
day, 2999 aliases: npm yaml: Excessive alias count indicates a resource exhaustion attack
day, 2999 aliases: js-yaml: 3000
phones, 1 aliases: npm yaml: 2
phones, 1 aliases: js-yaml: 2
phones, 99 aliases: npm yaml: 100
phones, 99 aliases: js-yaml: 100
phones, 100 aliases: npm yaml: Excessive alias count indicates a resource exhaustion attack
phones, 100 aliases: js-yaml: 101
phones, 2999 aliases: npm yaml: Excessive alias count indicates a resource exhaustion attack
phones, 2999 aliases: js-yaml: 3000
phones, 1 aliases: ruby: Psych::BadAlias
TXT
diff expected observed
