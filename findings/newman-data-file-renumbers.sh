#!/bin/sh
# A collection has the JSON body {"zip":"{{zip}}", …}, with quotes around each variable. newman sends it once for each row of a
#   CSV file.
# Guess: A variable is replaced by the text in the file. The value stays a text, because the template has the quotes.
# Reality: newman turns each cell that looks like a number into a JavaScript number, and writes this number into the template.
#   "00150" is sent as "150", and "+33612345678" as "33612345678". "1.10" becomes "1.1", "12e4" becomes "120000", and an integer
#   of 20 digits ends in zeros. 0x1F and 0b101 become "0": they count as integers, and are then read in base 10. Spaces at the
#   ends are removed. A cell with quotes in the file is sent as it is, and so are the same rows from a JSON file.
# Library: newman 6.2.2 (npm).
# Why it matters: Tests that send a batch of contacts from a table send other phone numbers and postal codes than the table has,
#   and both are valid texts, so that no check complains. Most programs write a CSV file without quotes around such cells.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts newman@6.2.2
cat >plain.csv <<'CSV'
zip,phone,price,code,hex,bits,long,note
00150,+33612345678,1.10,12e4,0x1F,0b101,12345678901234567890, by hand 
CSV
cat >quoted.csv <<'CSV'
zip,phone,price,code,hex,bits,long,note
"00150","+33612345678","1.10","12e4","0x1F","0b101","12345678901234567890"," by hand "
CSV
cat >rows.json <<'JSON'
[{"zip": "00150", "phone": "+33612345678", "price": "1.10", "code": "12e4", "hex": "0x1F", "bits": "0b101",
  "long": "12345678901234567890", "note": " by hand "}]
JSON
cat >send.cjs <<'JS'
const newman = require('newman')
const http = require('node:http')

const names = ['zip', 'phone', 'price', 'code', 'hex', 'bits', 'long', 'note']
const raw = `{${names.map((name) => `"${name}":"{{${name}}}"`).join(',')}}`
const server = http.createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  console.log(`  ${body}`)
  response.end('{}')
})
const send = (url, iterationData) => new Promise((resolve, reject) => {
  const request = { method: 'POST', url, header: [{ key: 'Content-Type', value: 'application/json' }], body: { mode: 'raw', raw } }
  newman.run({ collection: { info: { name: 'contacts' }, item: [{ name: 'create', request }] }, iterationData },
    (error) => error ? reject(error) : resolve())
})
server.listen(0, '127.0.0.1', async () => {
  for (const file of ['plain.csv', 'quoted.csv', 'rows.json']) {
    console.log(file)
    await send(`http://127.0.0.1:${server.address().port}/`, file)
  }
  server.close()
  server.closeAllConnections()
})
JS
echo "newman $(node -p 'require("newman/package.json").version')"
node send.cjs | tee observed
cat >expected <<'TXT'
plain.csv
  {"zip":"150","phone":"33612345678","price":"1.1","code":"120000","hex":"0","bits":"0","long":"12345678901234567000","note":"by hand"}
quoted.csv
  {"zip":"00150","phone":"+33612345678","price":"1.10","code":"12e4","hex":"0x1F","bits":"0b101","long":"12345678901234567890","note":" by hand "}
rows.json
  {"zip":"00150","phone":"+33612345678","price":"1.10","code":"12e4","hex":"0x1F","bits":"0b101","long":"12345678901234567890","note":" by hand "}
TXT
diff expected observed
