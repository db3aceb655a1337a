#!/bin/sh
# httpsnippet writes the code of a request in any language. Documentation sites and API clients use it for their samples.
# Guess: The samples of one request send the same body in every language.
# Reality: For a repeated form field, the samples for curl, PHP and Ruby send both values, the sample for axios sends only
#   the last, and the sample for fetch sends a single value "en,fr". If the HAR has only the text of the form and no params,
#   every sample sends an empty body, without an error. JSON is sent as text by curl and Ruby, and decoded by the others,
#   where 1.10 becomes 1.1 and an integer over 53 bits changes.
# Library: httpsnippet 3.0.10.
# Why it matters: A reader who copies the sample of another language sends another request, and gets an error of the API that
#   the author of the page never saw.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts httpsnippet@3.0.10
cat >"$folder/check.mjs" <<'JS'
import { HTTPSnippet } from "httpsnippet";
const FORM = "application/x-www-form-urlencoded";
const params = [{ name: "languages[]", value: "en" }, { name: "languages[]", value: "fr" }];
const bodies = {
  params: { mimeType: FORM, params },
  "text only": { mimeType: FORM, text: "languages%5B%5D=en&languages%5B%5D=fr" },
  JSON: { mimeType: "application/json", text: '{"id":12345678901234567890,"rate":1.10}' },
};
const languages = [["shell", "curl"], ["ruby", "native"], ["php", "curl"], ["node", "axios"], ["javascript", "fetch"]];
for (const [name, postData] of Object.entries(bodies)) {
  for (const [language, client] of languages) {
    const request = { method: "POST", url: "http://api.example.com/contacts", httpVersion: "HTTP/1.1", cookies: [], queryString: [],
      headers: [{ name: "Content-Type", value: postData.mimeType }], postData, headersSize: -1, bodySize: -1 };
    const code = new HTTPSnippet(request).convert(language, client).toString();
    const lines = code.split("\n").filter((line) => /--data|request\.body|POSTFIELDS|'(id|rate)'|\.set\(|data: |body: /.test(line));
    console.log(`${name}, ${["curl", "native"].includes(client) ? language : client}: ${lines.map((line) => line.trim()).join(" ") || "no body"}`);
  }
}
JS
echo "httpsnippet 3.0.10"
node "$folder/check.mjs" | tee "$folder/observed"
cat >"$folder/expected" <<'TXT'
params, shell: --data-urlencode languages%5B%5D=en \ --data-urlencode languages%5B%5D=fr
params, ruby: request.body = "languages%5B%5D=en&languages%5B%5D=fr"
params, php: CURLOPT_POSTFIELDS => "languages%5B%5D=en&languages%5B%5D=fr",
params, axios: encodedParams.set('languages[]', 'en'); encodedParams.set('languages[]', 'fr'); data: encodedParams,
params, fetch: body: new URLSearchParams({'languages[]': ['en', 'fr']})
text only, shell: --data ''
text only, ruby: no body
text only, php: CURLOPT_POSTFIELDS => "",
text only, axios: no body
text only, fetch: body: new URLSearchParams('')
JSON, shell: --data '{"id":12345678901234567890,"rate":1.10}'
JSON, ruby: request.body = "{\"id\":12345678901234567890,\"rate\":1.10}"
JSON, php: CURLOPT_POSTFIELDS => json_encode([ 'id' => 12345678901234567000, 'rate' => 1.1
JSON, axios: data: {id: 12345678901234567000, rate: 1.1}
JSON, fetch: body: '{"id":12345678901234567000,"rate":1.1}'
TXT
diff "$folder/expected" "$folder/observed"
