#!/bin/sh
# Guess: Other YAML libraries can read a string with U+2028, or with the control character U+0085, that one YAML
#   library writes.
# Reality: These are ordinary characters in YAML 1.2, but end a line in 1.1. npm's yaml writes them without quotes.
#   At U+2028, PyYAML and Psych then fail; they read U+0085 as a space. In the other direction, npm's yaml and
#   js-yaml find two extra spaces in a string that Psych wrote. PyYAML with allow_unicode reads its own U+0085 back
#   as a space.
# Library: npm's yaml 2.9.1, js-yaml 5.5.0, PyYAML 6.0.3, Psych 4.0.3.
# Why it matters: Notes that were pasted from a word processor contain U+2028. The same fixture is valid for one
#   tool and not YAML for another. A control character that a check should find has disappeared before the check
#   runs.
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
const fs = require("fs");
const YAML = require("yaml");
fs.writeFileSync("npm-2028.yaml", YAML.stringify({ notes: "a\u2028b", next: 1 }));
fs.writeFileSync("npm-0085.yaml", YAML.stringify({ notes: "a\u0085b", next: 1 }));
JS
cat >write.rb <<'RUBY'
require 'yaml'
File.write('ruby-2028.yaml', { 'notes' => "a\u2028b", 'next' => 1 }.to_yaml)
RUBY
cat >write.py <<'PY'
import yaml

with open("python-0085.yaml", "w", encoding="utf-8", newline="") as file:
    yaml.safe_dump({"notes": "a\u0085b", "next": 1}, file, allow_unicode=True)
PY
cat >read.cjs <<'JS'
const fs = require("fs");
const shown = (text) => JSON.stringify(text).replace(/[\u0085\u2028]/g, (one) => "\\u" + one.charCodeAt(0).toString(16).padStart(4, "0"));
for (const file of ["npm-2028", "npm-0085", "ruby-2028", "python-0085"]) {
  const text = fs.readFileSync(`${file}.yaml`, "utf8");
  console.log("npm yaml:", file, shown(require("yaml").parse(text).notes));
  console.log("js-yaml:", file, shown(require("js-yaml").load(text).notes));
}
JS
cat >read.rb <<'RUBY'
require 'yaml'
%w[npm-2028 npm-0085 ruby-2028 python-0085].each do |file|
  notes = begin YAML.load(File.read("#{file}.yaml", encoding: 'utf-8'))['notes'].dump rescue $!.class end
  puts "ruby: #{file} #{notes}"
end
RUBY
cat >read.py <<'PY'
import yaml

for file in ("npm-2028", "npm-0085", "ruby-2028", "python-0085"):
    with open(f"{file}.yaml", encoding="utf-8", newline="") as text:
        try:
            notes = ascii(yaml.safe_load(text.read())["notes"])
        except yaml.YAMLError as error:
            notes = type(error).__name__
    print("python:", file, notes)
PY
echo "yaml 2.9.1, js-yaml 5.5.0, PyYAML 6.0.3, Psych 4.0.3"
node write.cjs && ruby write.rb && venv/bin/python write.py
{ node read.cjs && ruby read.rb && venv/bin/python read.py; } | tee observed
cat >expected <<'TXT'
npm yaml: npm-2028 "a\u2028b"
js-yaml: npm-2028 "a\u2028b"
npm yaml: npm-0085 "a\u0085b"
js-yaml: npm-0085 "a\u0085b"
npm yaml: ruby-2028 "a\u2028  b"
js-yaml: ruby-2028 "a\u2028  b"
npm yaml: python-0085 "a\u0085  b"
js-yaml: python-0085 "a\u0085  b"
ruby: npm-2028 Psych::SyntaxError
ruby: npm-0085 "a b"
ruby: ruby-2028 "a\u2028b"
ruby: python-0085 "a b"
python: npm-2028 ScannerError
python: npm-0085 'a b'
python: ruby-2028 'a\u2028b'
python: python-0085 'a b'
TXT
diff expected observed
