#!/bin/sh
# comment-json reads JSON with comments, and keeps the comments for writing. It tries the built-in JSON.parse first.
# Guess: It reads every JSON text as JSON.parse does, and rejects every other text, except for comments.
# Reality: A string with U+2028 or U+2029, which JSON allows unescaped, is "Unexpected token ILLEGAL", because the package
#   tokenizes with the rules of JavaScript before ES2019. A missing array element is accepted: [1,,2] has null in the middle,
#   where jsonc-parser and json5 report an error.
# Library: comment-json 5.0.0, against jsonc-parser 3.3.1 and json5 2.2.3.
# Why it matters: Notes pasted from a word processor contain U+2028. JSON.stringify writes it unescaped, so a settings or
#   fixture file that a program wrote cannot be read by the program that edits it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts comment-json@5.0.0 jsonc-parser@3.3.1 json5@2.2.3
cat >"$folder/check.cjs" <<'JS'
const readers = {
  "JSON.parse": JSON.parse,
  "comment-json": (text) => require("comment-json").parse(text),
  "jsonc-parser": (text) => {
    const errors = [];
    const value = require("jsonc-parser").parse(text, errors);
    if (errors.length > 0) throw new Error(`${errors.length} error`);
    return value;
  },
  json5: require("json5").parse,
};
const shown = (value) => JSON.stringify(value).replace(/[\u2028\u2029]/g, (one) => "\\u" + one.charCodeAt(0).toString(16));
for (const text of ['{"notes":"a\u2028b"}', '{"notes":"a\u2029b"}', '{"notes":"a\u2028b"} // a comment', "[1,,2]"]) {
  for (const [name, read] of Object.entries(readers)) {
    let result;
    try { result = shown(read(text)); } catch (error) { result = error.constructor.name; }
    console.log(`${shown(text)} ${name}: ${result}`);
  }
}
JS
echo "comment-json 5.0.0, jsonc-parser 3.3.1, json5 2.2.3"
node "$folder/check.cjs" 2>/dev/null | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
"{\"notes\":\"a\u2028b\"}" JSON.parse: {"notes":"a\u2028b"}
"{\"notes\":\"a\u2028b\"}" comment-json: Error
"{\"notes\":\"a\u2028b\"}" jsonc-parser: {"notes":"a\u2028b"}
"{\"notes\":\"a\u2028b\"}" json5: {"notes":"a\u2028b"}
"{\"notes\":\"a\u2029b\"}" JSON.parse: {"notes":"a\u2029b"}
"{\"notes\":\"a\u2029b\"}" comment-json: Error
"{\"notes\":\"a\u2029b\"}" jsonc-parser: {"notes":"a\u2029b"}
"{\"notes\":\"a\u2029b\"}" json5: {"notes":"a\u2029b"}
"{\"notes\":\"a\u2028b\"} // a comment" JSON.parse: SyntaxError
"{\"notes\":\"a\u2028b\"} // a comment" comment-json: Error
"{\"notes\":\"a\u2028b\"} // a comment" jsonc-parser: {"notes":"a\u2028b"}
"{\"notes\":\"a\u2028b\"} // a comment" json5: {"notes":"a\u2028b"}
"[1,,2]" JSON.parse: SyntaxError
"[1,,2]" comment-json: [1,null,2]
"[1,,2]" jsonc-parser: Error
"[1,,2]" json5: SyntaxError
TXT
diff "$folder/expected" "$folder/observed"
