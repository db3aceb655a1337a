#!/bin/sh
# A mock of an API keeps contacts in a file for json-server. Version 1 makes a text of every id. The postal codes and numbers are
#   texts as well, as the API sends them.
# Guess: ?zip=44147 finds the contact with the postal code "44147", and ?id=1 the one with the id "1", as they do in
#   version 0.17. DELETE with _dependent=bookings deletes the bookings of that contact.
# Reality: Version 1 turns each value of a query that looks like a number into one, and then compares with ===. A text of digits is
#   never found, not even an id, and :ne finds every record. :startsWith=00 searches for "0", and :contains=%2B33, which is +33, for
#   "33". A field whose name ends in _in, _lt or another operator is never found by its name alone: opt_in=post means "opt is
#   one of post". An unknown operator is ignored, so all records come back, and a page after the last one is the last one again.
#   DELETE with _dependent also deletes every booking whose contactId was null before.
# Library: json-server 1.0.0-beta.15, against 0.17.4.
# Why it matters: A client that filters by a postal code, a telephone number or a contactId gets an empty list from the mock, and a
#   loop that ends at an empty page never ends.
# Needs: node 20 or newer, npm, curl.
set -eu
command -v npm >/dev/null && command -v curl >/dev/null || { echo "skipped: needs npm and curl"; exit 77; }
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
mkdir old new
npm install --prefix old --no-audit --no-fund --silent --ignore-scripts json-server@0.17.4
npm install --prefix new --no-audit --no-fund --silent --ignore-scripts --force json-server@1.0.0-beta.15
cat >data.json <<'JSON'
{
  "contacts": [
    {"id": "1", "zip": "00150", "number": "+33612345678", "opt_in": "email"},
    {"id": "2", "zip": "44147", "number": "0612345678", "opt_in": "post"},
    {"id": "3", "zip": "01000", "number": "0331234567", "opt_in": "email"}
  ],
  "bookings": [
    {"id": "1", "contactId": "1"},
    {"id": "2", "contactId": "2"},
    {"id": "3", "contactId": null}
  ]
}
JSON
port=$(python3 -c "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])")
ids() { # QUERY: print the ids of the records that it finds
  curl --silent --globoff "http://127.0.0.1:$port/$1" |
    node -e 'const found = JSON.parse(require("node:fs").readFileSync(0)); console.log(`  ${process.argv[1]}:`, (found.data ?? found).map(({ id }) => id).join(" "))' "$1"
}
start() { # VERSION COMMAND...: start a server, and wait until it answers
  echo "json-server $1"
  shift
  "$@" >log 2>&1 &
  server=$!
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    curl --silent --fail --output answer "http://127.0.0.1:$port/contacts" && break
    sleep 0.5
  done
}
stop() {
  kill "$server"
  wait "$server" 2>/dev/null || :
  server=
}
{
  start 0.17.4 node old/node_modules/json-server/lib/cli/bin.js data.json --host 127.0.0.1 --port "$port" --quiet
  for query in 'contacts?zip=44147' 'contacts?id=1' 'bookings?contactId=2' 'contacts?zip_ne=44147' 'contacts?opt_in=post' 'contacts?_page=9&_limit=2'; do ids "$query"; done
  stop
  start 1.0.0-beta.15 node new/node_modules/json-server/lib/bin.js data.json --host 127.0.0.1 --port "$port"
  for query in 'contacts?zip=44147' 'contacts?id=1' 'bookings?contactId=2' 'contacts?zip:ne=44147' 'contacts?zip:startsWith=00' \
    'contacts?number:contains=%2B33' 'contacts?opt_in=post' 'contacts?opt_in:eq=post' 'contacts?zip:like=9' \
    'contacts?_where={"zip":{"eq":"44147"}}' 'contacts?_page=9&_per_page=2'; do ids "$query"; done
  curl --silent --output answer --request DELETE "http://127.0.0.1:$port/contacts/1?_dependent=bookings"
  ids bookings
  stop
} >observed
cat observed
cat >expected <<'TXT'
json-server 0.17.4
  contacts?zip=44147: 2
  contacts?id=1: 1
  bookings?contactId=2: 2
  contacts?zip_ne=44147: 1 3
  contacts?opt_in=post: 2
  contacts?_page=9&_limit=2: 
json-server 1.0.0-beta.15
  contacts?zip=44147: 
  contacts?id=1: 
  bookings?contactId=2: 
  contacts?zip:ne=44147: 1 2 3
  contacts?zip:startsWith=00: 1 3
  contacts?number:contains=%2B33: 1 3
  contacts?opt_in=post: 
  contacts?opt_in:eq=post: 2
  contacts?zip:like=9: 1 2 3
  contacts?_where={"zip":{"eq":"44147"}}: 2
  contacts?_page=9&_per_page=2: 3
  bookings: 2
TXT
diff expected observed
