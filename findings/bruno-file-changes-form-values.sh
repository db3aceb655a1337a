#!/bin/sh
# Bruno keeps each request in a text file. @usebruno/lang writes and reads these files.
# Guess: A form that is written to a .bru file has the same names and values when it is read back.
# Reality: A field whose name begins with "~" comes back disabled. Spaces at the ends of a value are removed, and so is a
#   whole value between two triple quotes. A carriage return disappears, from JSON bodies too. After a value with a line that
#   begins with three quotes, the file cannot be read any more. A "}" or ":" in names and values is safe.
# Library: @usebruno/lang 0.39.0.
# Why it matters: A test for a value with spaces at its ends passes in the editor until the file is read again, and then
#   sends another value. A check of the file cannot see the value that the author typed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts @usebruno/lang@0.39.0
cat >"$folder/check.cjs" <<'JS'
const { jsonToBruV2, bruToJsonV2 } = require("@usebruno/lang");
const through = (kind, body) => {
  const http = { method: "post", url: "http://api.example.com/contacts", body: kind, auth: "none" };
  try {
    return bruToJsonV2(jsonToBruV2({ meta: { name: "create", type: "http", seq: "1" }, http, body })).body;
  } catch (error) {
    return error.message.split("\n").pop();
  }
};
const show = (before, after) => console.log(`${JSON.stringify(before)} -> ${JSON.stringify(after)}`);
for (const [name, value] of [["a:b}", "c: }"], ["~note", "1"], ["note", " a "], ["note", "'''a'''"], ["note", "a\r\nb"], ["note", "a\n'''b"]]) {
  const body = through("formUrlEncoded", { formUrlEncoded: [{ name, value, enabled: true }] });
  show({ name, value, enabled: true }, body.formUrlEncoded?.[0] ?? body);
}
for (const json of ['{\n}\n', '{\r\n}\r\n']) show(json, through("json", { json }).json);
JS
echo "@usebruno/lang 0.39.0"
node "$folder/check.cjs" | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
{"name":"a:b}","value":"c: }","enabled":true} -> {"name":"a:b}","value":"c: }","enabled":true}
{"name":"~note","value":"1","enabled":true} -> {"name":"note","value":"1","enabled":false}
{"name":"note","value":" a ","enabled":true} -> {"name":"note","value":"a","enabled":true}
{"name":"note","value":"'''a'''","enabled":true} -> {"name":"note","value":"","enabled":true}
{"name":"note","value":"a\r\nb","enabled":true} -> {"name":"note","value":"a\nb","enabled":true}
{"name":"note","value":"a\n'''b","enabled":true} -> "Expected \":\""
"{\n}\n" -> "{\n}\n"
"{\r\n}\r\n" -> "{\n}\n"
TXT
diff "$folder/expected" "$folder/observed"
