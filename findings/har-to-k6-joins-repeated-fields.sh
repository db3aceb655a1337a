#!/bin/sh
# A HAR has a posted form twice: as "text", and as decoded "params". har-to-k6 turns the recording into a load test.
# Guess: The script sends the recorded text, or encodes the params one by one.
# Reality: The script uses the params although the text is right, and joins the values of a repeated name with a comma:
#   languages[]=en&languages[]=fr becomes languages[]=en,fr. Without params the text is kept. A recorded body with "${" stops
#   the conversion, because it is read as a variable of the tool's own format, in any body and of any type.
# Library: har-to-k6 0.14.16.
# Why it matters: The load test sends one language called "en,fr", which the API rejects or stores, while the recording was
#   correct. A check of the HAR does not cover the requests that are replayed from it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts har-to-k6@0.14.16
cat >"$folder/check.cjs" <<'JS'
const { liHARToK6Script } = require("har-to-k6");
const FORM = "application/x-www-form-urlencoded";
const text = "city=Paris&languages%5B%5D=en&languages%5B%5D=fr";
const params = [{ name: "city", value: "Paris" }, { name: "languages[]", value: "en" }, { name: "languages[]", value: "fr" }];
const recordings = {
  "text": { mimeType: FORM, text },
  "params": { mimeType: FORM, params },
  "text and params": { mimeType: FORM, text, params },
  "JSON": { mimeType: "application/json", text: '{"notes":"$5"}' },
  "JSON with ${": { mimeType: "application/json", text: '{"notes":"${name}"}' },
};
(async () => {
  for (const [name, postData] of Object.entries(recordings)) {
    const headers = [{ name: "Content-Type", value: postData.mimeType }];
    const request = { method: "POST", url: "http://api.example.com/contacts", httpVersion: "HTTP/1.1", cookies: [], headers, queryString: [], postData, headersSize: -1, bodySize: -1 };
    const entry = { startedDateTime: "2026-01-01T00:00:00.000Z", time: 1, request, cache: {}, timings: { send: 1, wait: 1, receive: 1 } };
    let result;
    try {
      const { main } = await liHARToK6Script({ log: { version: "1.2", creator: { name: "x", version: "1" }, entries: [entry] } });
      result = main.match(/'(city=.*|\{.*\})'/)[1];
    } catch (error) {
      result = error.message;
    }
    console.log(`${name}: ${result}`);
  }
})();
JS
echo "har-to-k6 0.14.16"
node "$folder/check.cjs" 2>/dev/null | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
text: city=Paris&languages%5B%5D=en&languages%5B%5D=fr
params: city=Paris&languages%5B%5D=en%2Cfr
text and params: city=Paris&languages%5B%5D=en%2Cfr
JSON: {"notes":"$5"}
JSON with ${: Post text referenced undefined variable: name
TXT
diff "$folder/expected" "$folder/observed"
