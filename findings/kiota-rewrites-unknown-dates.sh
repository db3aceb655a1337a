#!/bin/sh
# A client that Kiota generates from an OpenAPI description keeps the fields that the description does not know in its additional data,
# and sends them back with the rest.
# Guess: What the client does not know, it does not touch: these fields go back as they came.
# Reality: In Python, a text that looks like a date is read as one. A date gets a time, a time of day after a blank gets a T, a fraction
#   loses its seventh digit, and Z becomes +00:00, also in lists and objects. A UUID in capitals goes back in small letters. In TypeScript, the same
#   documents come back unchanged.
# Library: microsoft-kiota-serialization-json 1.16.0 (PyPI), @microsoft/kiota-serialization-json 1.0.0-preview.109 (npm).
# Why it matters: A client reads a record, changes one field, and writes the record back. The server gets other texts in fields that
#   nobody changed, such as a remark that is only a date. This happens to fields that are newer than the client.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >documents.json <<'JSON'
[
  {"firstname": "Ada", "note": "2026-11-29"},
  {"firstname": "Ada", "note": "2026-11-29 10:00"},
  {"firstname": "Ada", "since": "2026-11-29T10:00:00Z"},
  {"firstname": "Ada", "since": "2026-11-29T10:00:00.1234567Z"},
  {"firstname": "Ada", "since": "2026-11-29T10:00:00+02:00"},
  {"firstname": "Ada", "key": "550E8400-E29B-41D4-A716-446655440000"},
  {"firstname": "Ada", "stays": [{"from": "2026-11-29", "to": null}]},
  {"firstname": "Ada", "zip": "20261129"},
  {"firstname": "Ada", "note": "29/11/2026"}
]
JSON
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check microsoft-kiota-serialization-json==1.16.0 2>log
cat >client.py <<'PY'
import json
from dataclasses import dataclass, field
from importlib.metadata import version

from kiota_abstractions.serialization import AdditionalDataHolder, Parsable
from kiota_serialization_json.json_parse_node_factory import JsonParseNodeFactory
from kiota_serialization_json.json_serialization_writer import JsonSerializationWriter

print("Python", version("microsoft-kiota-serialization-json"))


@dataclass
class Host(AdditionalDataHolder, Parsable):
    additional_data: dict = field(default_factory=dict)
    firstname: str | None = None

    @staticmethod
    def create_from_discriminator_value(_):
        return Host()

    def get_field_deserializers(self):
        return {"firstname": lambda node: setattr(self, "firstname", node.get_str_value())}

    def serialize(self, writer):
        writer.write_str_value("firstname", self.firstname)
        writer.write_additional_data_value(self.additional_data)


for document in json.load(open("documents.json")):
    sent = json.dumps(document)
    host = JsonParseNodeFactory().get_root_parse_node("application/json", sent.encode()).get_object_value(Host)
    writer = JsonSerializationWriter()
    writer.write_object_value(None, host)
    returned = json.loads(writer.get_serialized_content())
    del document["firstname"], returned["firstname"]
    print("  kept" if returned == document else f"  {json.dumps(document)} returns as {json.dumps(returned)}")
PY
venv/bin/python client.py | tee observed
npm install --no-audit --no-fund --silent --ignore-scripts @microsoft/kiota-abstractions@1.0.0-preview.109 @microsoft/kiota-serialization-json@1.0.0-preview.109
cat >client.mjs <<'JS'
import { readFileSync } from "node:fs";
import { JsonParseNodeFactory, JsonSerializationWriter } from "@microsoft/kiota-serialization-json";

console.log("TypeScript", JSON.parse(readFileSync("node_modules/@microsoft/kiota-serialization-json/package.json")).version);
const reader = (host) => ({ firstname: (node) => (host.firstname = node.getStringValue()) });
const write = (writer, host) => {
  writer.writeStringValue("firstname", host.firstname);
  writer.writeAdditionalData(host.additionalData);
};
for (const document of JSON.parse(readFileSync("documents.json"))) {
  const sent = JSON.stringify(document);
  const host = new JsonParseNodeFactory().getRootParseNode("application/json", new TextEncoder().encode(sent).buffer).getObjectValue(() => reader);
  const writer = new JsonSerializationWriter();
  writer.writeObjectValue(undefined, host, write);
  const returned = new TextDecoder().decode(writer.getSerializedContent());
  console.log(returned === sent ? "  kept" : `  ${sent} returns as ${returned}`);
}
JS
node client.mjs | tee -a observed
cat >expected <<'TXT'
Python 1.16.0
  {"note": "2026-11-29"} returns as {"note": "2026-11-29T00:00:00"}
  {"note": "2026-11-29 10:00"} returns as {"note": "2026-11-29T10:00:00"}
  {"since": "2026-11-29T10:00:00Z"} returns as {"since": "2026-11-29T10:00:00+00:00"}
  {"since": "2026-11-29T10:00:00.1234567Z"} returns as {"since": "2026-11-29T10:00:00.123456+00:00"}
  kept
  {"key": "550E8400-E29B-41D4-A716-446655440000"} returns as {"key": "550e8400-e29b-41d4-a716-446655440000"}
  {"stays": [{"from": "2026-11-29", "to": null}]} returns as {"stays": [{"from": "2026-11-29T00:00:00", "to": null}]}
  kept
  kept
TypeScript 1.0.0-preview.109
  kept
  kept
  kept
  kept
  kept
  kept
  kept
  kept
  kept
TXT
diff expected observed
