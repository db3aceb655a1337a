#!/bin/sh
# Formatters are often run on all files of a repository, fixtures and cassettes included. oxfmt and Biome are made to agree
# with Prettier.
# Guess: A formatter changes the layout of a YAML file. Every value in it stays the same.
# Reality: All three indent the items of a list. A block text that begins with spaces names its indentation by a number, which
#   counts from the list. The formatters move the list and keep the number, so the text loses its leading spaces, or the
#   file cannot be read any more (Prettier even removes a letter there). All three remove a no-break space at the edge of a
#   line of quoted text, although only space and tab are white space in YAML. Biome also removes it at the end of a plain
#   text, and it removes a line of spaces at the end of a block text.
# Library: prettier 3.10.1, oxfmt 0.78.0, @biomejs/biome 2.6.8 (npm), on files of PyYAML 6.0.3; npm's yaml 2.9.1.
# Why it matters: PyYAML writes lists without indentation, and such a number before a text that begins with a space or an
#   empty line. A recorded body then differs from the one that was sent, because of a commit that only changed the layout.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts prettier@3.10.1 oxfmt@0.78.0 @biomejs/biome@2.6.8 yaml@2.9.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check PyYAML==6.0.3
mkdir before
cat >write.py <<'PY'
import yaml


class Block(str):
    """A text that is written as a block."""


yaml.SafeDumper.add_representer(Block, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|"))
documents = {
    "1-leading-spaces": {"addresses": [Block("  12 rue A\ntown\n")]},
    "2-leading-line": {"addresses": [Block("\n  12 rue A\n")]},
    "3-quoted": {"notes": "Bonjour\n\u00a0\nMerci"},
    "4-plain": {"price": "12 €\u00a0"},
}
for name, document in documents.items():
    with open(f"before/{name}.yaml", "w", encoding="utf-8") as file:
        yaml.dump(document, file, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False)
with open("before/5-spaces-at-the-end.yaml", "w", encoding="utf-8") as file:
    file.write('body: |-\n  {"id": 1}\n    \nid: 1\n')
PY
venv/bin/python write.py
for tool in prettier oxfmt biome; do cp -r before $tool; done
npx prettier --log-level error --write prettier >/dev/null
npx oxfmt oxfmt >/dev/null 2>&1
npx biome format --write biome >/dev/null 2>&1
cat >read.mjs <<'JS'
import { readFileSync, readdirSync } from 'node:fs'
import { parse } from 'yaml'
console.log(JSON.stringify(Object.fromEntries(readdirSync('before').map((name) => [name, parse(readFileSync(`before/${name}`, 'utf8'))]))))
JS
node read.mjs >javascript.json
cat >compare.py <<'PY'
import json
import os

import yaml


def read(path):
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return json.dumps(yaml.safe_load(file))
    except yaml.YAMLError:
        return "cannot be read"


javascript = json.load(open("javascript.json"))
for name in sorted(os.listdir("before")):
    before = read(f"before/{name}")
    print(name, before, "(npm's yaml agrees)" if json.dumps(javascript[name]) == before else "(npm's yaml differs)")
    for tool in ("prettier", "oxfmt", "biome"):
        after = read(f"{tool}/{name}")
        print(f"  {tool}:", "unchanged" if after == before else after)
print("Prettier's first file:", json.dumps(open("prettier/1-leading-spaces.yaml").read()))
PY
echo "prettier 3.10.1, oxfmt 0.78.0, biome 2.6.8, PyYAML 6.0.3"
venv/bin/python compare.py | tee observed
cat >expected <<'TXT'
1-leading-spaces.yaml {"addresses": ["  12 rue A\ntown\n"]} (npm's yaml agrees)
  prettier: cannot be read
  oxfmt: cannot be read
  biome: cannot be read
2-leading-line.yaml {"addresses": ["\n  12 rue A\n"]} (npm's yaml agrees)
  prettier: {"addresses": ["\n12 rue A\n"]}
  oxfmt: {"addresses": ["\n12 rue A\n"]}
  biome: {"addresses": ["\n12 rue A\n"]}
3-quoted.yaml {"notes": "Bonjour\n\u00a0\nMerci"} (npm's yaml agrees)
  prettier: {"notes": "Bonjour\n\n\nMerci"}
  oxfmt: {"notes": "Bonjour\n\n\nMerci"}
  biome: {"notes": "Bonjour\n\n\nMerci"}
4-plain.yaml {"price": "12 \u20ac\u00a0"} (npm's yaml agrees)
  prettier: unchanged
  oxfmt: unchanged
  biome: {"price": "12 \u20ac"}
5-spaces-at-the-end.yaml {"body": "{\"id\": 1}\n  ", "id": 1} (npm's yaml agrees)
  prettier: unchanged
  oxfmt: unchanged
  biome: {"body": "{\"id\": 1}", "id": 1}
Prettier's first file: "addresses:\n  - |2\n    12 rue A\n   own\n"
TXT
diff expected observed
