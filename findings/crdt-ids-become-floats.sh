#!/bin/sh
# A contact is edited by several people at once. It is kept in a shared document (CRDT): Yjs, Automerge or Loro in the browser, and pycrdt, the
# Python library of the Yjs family, or loro on the server.
# Guess: A value is the same on each side. What a library cannot keep, it rejects when the value is set.
# Reality: For pycrdt, each number is a float, also its own: the id 150 is 150.0. Only integers over 53 bits stay integers, and Yjs reads
#   them as BigInt. Yjs shows a Date as a Date to the program that sets it, and as {} to all others. Automerge writes 1e21 as
#   9223372036854775807, and reads the largest safe integer of JavaScript, 9007199254740991, as a BigInt, so JSON.stringify fails. Loro turns
#   undefined into null and a Date into {}. It keeps integers apart from floats, but JavaScript rounds what Python wrote with over 53 bits.
# Library: yjs 13.6.33, @automerge/automerge 3.5.0, loro-crdt 1.17.1 (npm), pycrdt 0.14.13, loro 1.17.1 (PyPI).
# Why it matters: The JSON that Python sends has "id": 150.0, which strict readers reject and which builds the path /contacts/150.0. A null
#   clears a field that was only absent. A test with a single program does not show the Date. Set dates as texts, and convert numbers.
# Needs: node, npm.
set -eu
command -v npm >/dev/null || exit 77
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pycrdt==0.14.13 loro==1.17.1
npm init -y >/dev/null
npm install --silent --no-audit --no-fund yjs@13.6.33 @automerge/automerge@3.5.0 loro-crdt@1.17.1 >log 2>&1
cat >write.mjs <<'JS'
import { writeFileSync } from "node:fs";
import * as Automerge from "@automerge/automerge";
import { LoroDoc } from "loro-crdt";
import * as Y from "yjs";

const VALUES = {
  id: 150,
  price: 1.5,
  safe: Number.MAX_SAFE_INTEGER,
  large: 1e21,
  email: null,
  absent: undefined,
  created: new Date(0),
  languages: [1, null],
};
const shown = (value) => (typeof value === "bigint" ? `${value}n` : value instanceof Date ? "a Date" : value === undefined ? "undefined" : JSON.stringify(value));
const line = (title, read) => console.log(`${title}: ${Object.keys(VALUES).map((name) => `${name} ${read(name)}`).join(", ")}`);

const yjs = new Y.Doc();
for (const [name, value] of Object.entries(VALUES)) yjs.getMap("contact").set(name, value);
line("yjs, itself", (name) => shown(yjs.getMap("contact").toJSON()[name]));
const other = new Y.Doc();
Y.applyUpdate(other, Y.encodeStateAsUpdate(yjs));
line("yjs, another", (name) => shown(other.getMap("contact").toJSON()[name]));
writeFileSync("yjs.bin", Y.encodeStateAsUpdate(yjs));

let automerge = Automerge.init();
const rejected = [];
for (const [name, value] of Object.entries(VALUES)) {
  try {
    automerge = Automerge.change(automerge, (contact) => {
      contact[name] = value;
    });
  } catch {
    rejected.push(name);
  }
}
const loaded = Automerge.load(Automerge.save(automerge));
line("automerge, another", (name) => (rejected.includes(name) ? "an error" : shown(Automerge.toJS(loaded)[name])));

const loro = new LoroDoc();
for (const [name, value] of Object.entries(VALUES)) loro.getMap("contact").set(name, value);
loro.commit();
line("loro-crdt", (name) => shown(loro.toJSON().contact[name]));
writeFileSync("loro.bin", loro.export({ mode: "snapshot" }));
JS
cat >exchange.py <<'PY'
import json
from pathlib import Path

import loro
import pycrdt

VALUES = {"id": 150, "price": 2.0, "long": 2**53 + 1, "languages": [1, None]}


def line(title, contact):
    print(f"{title}:", ", ".join(f"{name} {json.dumps(contact[name])}" for name in sorted(contact)))


document = pycrdt.Doc()
document["contact"] = pycrdt.Map()
document.apply_update(Path("yjs.bin").read_bytes())
line("pycrdt from yjs", document["contact"].to_py())
document = pycrdt.Doc()
document["contact"] = pycrdt.Map(VALUES)
line("pycrdt, itself", document["contact"].to_py())
Path("pycrdt.bin").write_bytes(document.get_update())

document = loro.LoroDoc()
document.import_(Path("loro.bin").read_bytes())
line("loro from loro-crdt", document.get_deep_value()["contact"])
document = loro.LoroDoc()
for name, value in VALUES.items():
    document.get_map("contact").insert(name, value)
document.commit()
line("loro, itself", document.get_deep_value()["contact"])
Path("loro-python.bin").write_bytes(document.export(loro.ExportMode.Snapshot()))
PY
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { LoroDoc } from "loro-crdt";
import * as Y from "yjs";

const line = (title, contact) =>
  console.log(`${title}: ${Object.keys(contact).sort().map((name) => `${name} ${typeof contact[name] === "bigint" ? `${contact[name]}n` : JSON.stringify(contact[name])}`).join(", ")}`);
const yjs = new Y.Doc();
Y.applyUpdate(yjs, readFileSync("pycrdt.bin"));
line("yjs from pycrdt", yjs.getMap("contact").toJSON());
const loro = new LoroDoc();
loro.import(readFileSync("loro-python.bin"));
line("loro-crdt from loro", loro.toJSON().contact);
JS
node -p '["yjs", "@automerge/automerge", "loro-crdt"].map((name) => name + " " + JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`)).version).join(" ")' >observed
venv/bin/pip list --format freeze 2>>log | grep '^loro=\|^pycrdt=' >>observed
{ node write.mjs; venv/bin/python exchange.py; node read.mjs; } 2>>log >>observed || cat log
cat observed
cat >expected <<'TXT'
yjs 13.6.33 @automerge/automerge 3.5.0 loro-crdt 1.17.1
loro==1.17.1
pycrdt==0.14.13
yjs, itself: id 150, price 1.5, safe 9007199254740991, large 1e+21, email null, absent undefined, created a Date, languages [1,null]
yjs, another: id 150, price 1.5, safe 9007199254740991, large 1e+21, email null, absent undefined, created {}, languages [1,null]
automerge, another: id 150, price 1.5, safe 9007199254740991n, large 9223372036854775807n, email null, absent an error, created a Date, languages [1,null]
loro-crdt: id 150, price 1.5, safe 9007199254740991, large 1e+21, email null, absent null, created {}, languages [1,null]
pycrdt from yjs: absent null, created {}, email null, id 150.0, languages [1.0, null], large 1e+21, price 1.5, safe 9007199254740991.0
pycrdt, itself: id 150.0, languages [1.0, null], long 9007199254740993, price 2.0
loro from loro-crdt: absent null, created {}, email null, id 150, languages [1, null], large 1e+21, price 1.5, safe 9007199254740991
loro, itself: id 150, languages [1, null], long 9007199254740993, price 2.0
yjs from pycrdt: id 150, languages [1,null], long 9007199254740993n, price 2
loro-crdt from loro: id 150, languages [1,null], long 9007199254740992, price 2
TXT
diff expected observed
