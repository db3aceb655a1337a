#!/bin/sh
# Guess: A WireMock stub with equalToJson or matchesJsonSchema does not match a body that is not JSON.
# Reality: WireMock does not read past the first JSON value, so a body with anything after it matches both. equalToJson also
#   accepts comments and single quotes, and keeps the last of two equal keys. matchesJsonSchema reads a bare word as a
#   string.
# Library: WireMock 3.13.2.
# Why it matters: A client's test against such a stub passes, while the real API answers 400 to the same bytes.
# Needs: Java 11 or newer, and curl.
set -eu
command -v java >/dev/null && command -v curl >/dev/null || { echo "skipped: needs java and curl"; exit 77; }
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent --ignore-scripts wiremock@3.13.2
cd "$folder"
java -jar node_modules/wiremock/build/wiremock-standalone-3.13.2.jar --port 0 --bind-address 127.0.0.1 --root-dir . --disable-banner >log 2>&1 &
server=$!
port=
tries=0
while [ -z "$port" ] && [ "$tries" -lt 60 ]; do
  sleep 0.5
  tries=$((tries + 1))
  port=$(sed -n 's/^port: *\([0-9]*\).*/\1/p' log)
done
base="http://127.0.0.1:$port"
stub() {
  curl -s -o /dev/null -X DELETE "$base/__admin/mappings"
  curl -s -o /dev/null -d "{\"request\": {\"method\": \"POST\", \"url\": \"/\", \"bodyPatterns\": [$1]}, \"response\": {\"status\": 201}}" "$base/__admin/mappings"
}
send() {
  echo "$1: $2 -> $(curl -s -o /dev/null -w '%{http_code}' -H 'content-type: application/json' --data-binary "$2" "$base/")"
}
{
  stub '{"equalToJson": {"city": "Paris", "zip": null}}'
  send equal '{"city": "Paris", "zip": null}'
  send equal '{"city": "Paris"}'
  send equal '{"city": "Paris", "zip": null} and more'
  send equal "{'city': 'Paris', 'zip': null}"
  send equal '{"city": "Paris", /* none */ "zip": null}'
  send equal '{"city": "Rome", "city": "Paris", "zip": null}'
  stub '{"matchesJsonSchema": {"type": "object", "properties": {"city": {"type": "string"}}}}'
  send schema '{"city": "Paris"}'
  send schema '{"city": 5}'
  send schema '{"city": "Paris"} and more'
  stub '{"matchesJsonSchema": {"type": "string", "pattern": "^Paris$"}}'
  send schema '"Paris"'
  send schema 'Paris'
  send schema 'Rome'
} | tee observed
cat >expected <<'TXT'
equal: {"city": "Paris", "zip": null} -> 201
equal: {"city": "Paris"} -> 404
equal: {"city": "Paris", "zip": null} and more -> 201
equal: {'city': 'Paris', 'zip': null} -> 201
equal: {"city": "Paris", /* none */ "zip": null} -> 201
equal: {"city": "Rome", "city": "Paris", "zip": null} -> 201
schema: {"city": "Paris"} -> 201
schema: {"city": 5} -> 404
schema: {"city": "Paris"} and more -> 201
schema: "Paris" -> 201
schema: Paris -> 201
schema: Rome -> 404
TXT
diff expected observed
