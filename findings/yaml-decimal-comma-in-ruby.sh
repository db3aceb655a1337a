#!/bin/sh
# Guess: "2,50" is a string in every YAML, because a comma is not part of a number.
# Reality: Ruby's Psych removes commas from whole numbers at any position, so 2,50 is 250 and 0,5 is 5. When Psych writes
#   such strings, it quotes them. PyYAML, js-yaml and npm's yaml write them without quotes.
# Library: Psych 4.0.3, PyYAML 6.0.3, js-yaml 5.5.0, npm's yaml 2.9.1.
# Why it matters: The price 2,50 in a fixture that a Python or JavaScript tool wrote is the number 250 in a Rails test that
#   reads this fixture.
# Needs: Debian 12's ruby (Psych 4.0.3).
set -eu
[ "$(ruby -rpsych -e 'print Psych::VERSION' 2>/dev/null)" = 4.0.3 ] || { echo "skipped: needs ruby with Psych 4.0.3"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent yaml@2.9.1 js-yaml@5.5.0
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PyYAML==6.0.3
cd "$folder"
cat >write.cjs <<'JS'
const texts = ["2,50", "0,5", "1,2,3", "2,5 %"];
console.log(require("yaml").stringify({ yaml: texts }) + require("js-yaml").dump({ "js-yaml": texts }));
JS
cat >write.py <<'PY'
import yaml

print(yaml.safe_dump({"PyYAML": ["2,50", "0,5", "1,2,3", "2,5 %"]}))
PY
cat >read.rb <<'RUBY'
require 'yaml'
YAML.load($stdin.read).each { |name, values| puts "#{name} to Psych: #{values.inspect}" }
puts "Psych to Psych: #{YAML.load(['2,50', '0,5', '1,2,3', '2,5 %'].to_yaml).inspect}"
RUBY
echo "yaml 2.9.1, js-yaml 5.5.0, PyYAML 6.0.3, Psych 4.0.3"
{ node write.cjs; venv/bin/python write.py; } | ruby read.rb | tee observed
cat >expected <<'TXT'
yaml to Psych: [250, 5, 123, "2,5 %"]
js-yaml to Psych: [250, 5, 123, "2,5 %"]
PyYAML to Psych: [250, 5, 123, "2,5 %"]
Psych to Psych: ["2,50", "0,5", "1,2,3", "2,5 %"]
TXT
diff expected observed
