#!/bin/sh
# A test looks for faulty contacts with JSONPath, in the spelling of its standard (RFC 9535): $.contacts[?@.email == null] finds those whose
# email address is null. The test passes if the query finds nothing.
# Guess: A library that does not know the syntax of the standard raises an error. All others find the same contacts.
# Reality: jsonpath-plus, the most used one on npm, and jsonpath-python return an empty list and no error for every filter without brackets
#   around it, and for the last item, [-1], which npm's jsonpath does not find either. With brackets, "?(@.email)" means "is true" for all
#   three, so a null or empty address is absent. jsonpath-rfc9535 of npm finds nothing if a filter compares a field after a position:
#   @.phones[0].label == 'home'. For jsonpath-rust-bindings, an empty text, list or object is absent, and null is not. json-p3,
#   jsonpathly, python-jsonpath and jsonpath-rfc9535 of PyPI follow the standard. Only jsonpath raises an error.
# Library: jsonpath-plus 11.3.0, jsonpath 1.3.0, jsonpath-rfc9535 1.3.0, jsonpathly 3.0.0, json-p3 2.3.1 (npm), jsonpath-python 1.1.6,
#   python-jsonpath 2.2.2, jsonpath-rfc9535 1.0.1, jsonpath-rust-bindings 1.1.1 (PyPI).
# Why it matters: A test that no contact has a null address passes with every payload. A query that works in one tool finds nothing in
#   another. Test each query with a document in which it must find something.
# Needs: node, npm.
set -eu
command -v npm >/dev/null || exit 77
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# jsonpath-python and python-jsonpath are both imported as "jsonpath".
for name in first second; do python3 -m venv $name; done
first/bin/pip install --quiet --disable-pip-version-check python-jsonpath==2.2.2 jsonpath-rfc9535==1.0.1 jsonpath-rust-bindings==1.1.1
second/bin/pip install --quiet --disable-pip-version-check jsonpath-python==1.1.6
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jsonpath-plus@11.3.0 jsonpath@1.3.0 jsonpath-rfc9535@1.3.0 jsonpathly@3.0.0 json-p3@2.3.1 2>log >&2
cat >document.json <<'JSON'
{"contacts": [
  {"id": 1, "email": null, "zip": "00150", "phones": [{"label": "home"}]},
  {"id": 2, "zip": "2A", "phones": []},
  {"id": 3, "email": "", "zip": "", "phones": [{"label": null}]},
  {"id": 4, "email": "ann@example.com", "phones": [{"label": "office"}, {"label": "home"}]}
]}
JSON
cat >queries.json <<'JSON'
["$.contacts[?@.email == null].id", "$.contacts[?@.email].id", "$.contacts[?!@.email].id", "$.contacts[?@.phones].id",
  "$.contacts[?length(@.zip) > 2].id", "$.contacts[?@.phones[0].label == 'home'].id", "$.contacts[-1].id", "$.contacts[?(@.email)].id"]
JSON
cat >query.mjs <<'JS'
import { readFileSync } from "node:fs";
import { JSONPath } from "jsonpath-plus";
import jsonpath from "jsonpath";
import { query } from "jsonpath-rfc9535";
import * as jsonpathly from "jsonpathly";
import { jsonpath as p3 } from "json-p3";

const read = (name) => JSON.parse(readFileSync(name, "utf8"));
const document = read("document.json");
const libraries = {
  "jsonpath-plus": (path) => JSONPath({ path, json: document }),
  jsonpath: (path) => jsonpath.query(document, path),
  "jsonpath-rfc9535 (npm)": (path) => query(document, path),
  jsonpathly: (path) => jsonpathly.query(document, path, { returnArray: true }),
  "json-p3": (path) => p3.query(path, document).values(),
};
for (const path of read("queries.json")) {
  for (const [name, find] of Object.entries(libraries)) {
    let found;
    try {
      found = JSON.stringify(find(path));
    } catch {
      found = "an error";
    }
    console.log([path, name, found].join("\t"));
  }
}
JS
cat >query.py <<'PY'
import json
import sys

with open("document.json") as file:
    document = json.load(file)
with open("queries.json") as file:
    queries = json.load(file)
if sys.argv[1] == "first":
    import jsonpath
    import jsonpath_rfc9535
    from jsonpath_rust_bindings import Finder

    finder = Finder(document)
    libraries = {
        "python-jsonpath": lambda path: jsonpath.findall(path, document),
        "jsonpath-rfc9535 (PyPI)": lambda path: jsonpath_rfc9535.find(path, document).values(),
        "jsonpath-rust-bindings": lambda path: [match.data for match in finder.find(path)],
    }
else:
    from jsonpath import JSONPath

    libraries = {"jsonpath-python": lambda path: JSONPath(path).parse(document)}
for path in queries:
    for name, find in libraries.items():
        try:
            found = json.dumps(find(path), separators=(",", ":"))
        except Exception:
            found = "an error"
        print(path, name, found, sep="\t")
PY
cat >table.py <<'PY'
import sys

groups = {}
for line in sys.stdin:
    path, name, found = line.rstrip("\n").split("\t")
    groups.setdefault(path, {}).setdefault(found, []).append(name)
for path, results in groups.items():
    print(path)
    for found, names in sorted(results.items(), key=lambda item: (item[0] == "an error", -len(item[1]), item[0])):
        print(f"  {found}: {', '.join(sorted(names))}")
PY
{
  npm ls --depth=0 2>log | grep -o '[a-z0-9-]*@[0-9.]*$' | tr '\n' ' '
  for name in first second; do $name/bin/pip list --format freeze 2>log | grep -i '^jsonpath\|^python.jsonpath' | tr '_\n' '- '; done
  echo
  { node query.mjs; first/bin/python query.py first; second/bin/python query.py second; } | python3 table.py
} | tee observed
cat >expected <<'TXT'
json-p3@2.3.1 jsonpath-plus@11.3.0 jsonpath-rfc9535@1.3.0 jsonpath@1.3.0 jsonpathly@3.0.0 jsonpath-rfc9535==1.0.1 jsonpath-rust-bindings==1.1.1 python-jsonpath==2.2.2 jsonpath-python==1.1.6 
$.contacts[?@.email == null].id
  [1]: json-p3, jsonpath-rfc9535 (PyPI), jsonpath-rfc9535 (npm), jsonpath-rust-bindings, jsonpathly, python-jsonpath
  []: jsonpath-plus, jsonpath-python
  an error: jsonpath
$.contacts[?@.email].id
  [1,3,4]: json-p3, jsonpath-rfc9535 (PyPI), jsonpath-rfc9535 (npm), jsonpathly, python-jsonpath
  []: jsonpath-plus, jsonpath-python
  [1,4]: jsonpath-rust-bindings
  an error: jsonpath
$.contacts[?!@.email].id
  [2]: json-p3, jsonpath-rfc9535 (PyPI), jsonpath-rfc9535 (npm), jsonpathly, python-jsonpath
  []: jsonpath-plus, jsonpath-python
  [2,3]: jsonpath-rust-bindings
  an error: jsonpath
$.contacts[?@.phones].id
  [1,2,3,4]: json-p3, jsonpath-rfc9535 (PyPI), jsonpath-rfc9535 (npm), jsonpathly, python-jsonpath
  []: jsonpath-plus, jsonpath-python
  [1,3,4]: jsonpath-rust-bindings
  an error: jsonpath
$.contacts[?length(@.zip) > 2].id
  [1]: json-p3, jsonpath-rfc9535 (PyPI), jsonpath-rfc9535 (npm), jsonpath-rust-bindings, jsonpathly, python-jsonpath
  []: jsonpath-plus, jsonpath-python
  an error: jsonpath
$.contacts[?@.phones[0].label == 'home'].id
  [1]: json-p3, jsonpath-rfc9535 (PyPI), jsonpath-rust-bindings, jsonpathly, python-jsonpath
  []: jsonpath-plus, jsonpath-python, jsonpath-rfc9535 (npm)
  an error: jsonpath
$.contacts[-1].id
  [4]: json-p3, jsonpath-rfc9535 (PyPI), jsonpath-rfc9535 (npm), jsonpath-rust-bindings, jsonpathly, python-jsonpath
  []: jsonpath, jsonpath-plus, jsonpath-python
$.contacts[?(@.email)].id
  [1,3,4]: json-p3, jsonpath-rfc9535 (PyPI), jsonpath-rfc9535 (npm), jsonpathly, python-jsonpath
  [4]: jsonpath, jsonpath-plus, jsonpath-python
  [1,4]: jsonpath-rust-bindings
TXT
diff expected observed
