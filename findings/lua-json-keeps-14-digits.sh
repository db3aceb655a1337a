#!/bin/sh
# A gateway in Lua reads a JSON body, changes one field and writes it again. The libraries are cjson, in C, and dkjson, in plain Lua.
# Guess: A number comes back as it was, if a double holds it, as all integers of up to 15 digits and all amounts of money do. Otherwise,
#   the option of cjson for the precision helps.
# Reality: cjson writes 14 significant digits of any number, and dkjson 14 of a number that is not an integer. The id 1234567890123456
#   becomes 1.2345678901235e+15 in cjson, and so does its neighbour. The amount 1234567890123.45 becomes 1234567890123.4 in both. cjson
#   accepts a precision from 1 to 14, so it cannot be raised. dkjson keeps integers of up to 64 bits, and larger ones lose all but 14
#   digits. cjson turns an empty list into an object, and dkjson drops each null, also in a list. A list of twelve nulls and a 1 becomes
#   {"13":1}. Both read 01 as 1; cjson reads 0x1F and +1 too, and dkjson [1,], comments, and anything after the document.
# Library: lua-cjson 2.1.0, dkjson 2.6 (Lua 5.4, Debian 12).
# Why it matters: A contact is stored under the id of another one, and a field that should be cleared keeps its value. An update of one
#   field changes the others.
# Needs: Debian 12's lua5.4, lua-cjson and lua-dkjson.
set -eu
versions=$(lua5.4 -e 'io.write(require("cjson")._VERSION, " ", require("dkjson").version)' 2>/dev/null) || versions=
[ "$versions" = "2.1.0 dkjson 2.6" ] || { echo "skipped: needs Debian 12's lua5.4, lua-cjson and lua-dkjson"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >copy.lua <<'LUA'
local cjson = require("cjson")
local dkjson = require("dkjson")

local function with_cjson(text)
  return cjson.encode(cjson.decode(text))
end
local function with_dkjson(text)
  local value, _, message = dkjson.decode(text)
  if message then
    error(message)
  end
  return dkjson.encode(value)
end
local function attempt(copy, text)
  local done, result = pcall(copy, text)
  return done and result or "error"
end
local texts = {
  '[123456789012345]', '[1234567890123456]', '[1234567890123457]', '[12345678901234567890]', '[1234567890123.45]', '[48.858370123456789]',
  '[19.99]', '{"email":null}', '{"languages":[]}', '["fr",null]', '[null,null,null,null,null,null,null,null,null,null,null,null,1]',
  '[01]', '[0x1F]', '[+1]', '[1,]', '[1] /* one */ x',
}
for _, text in ipairs(texts) do
  print(text .. ": cjson " .. attempt(with_cjson, text) .. ", dkjson " .. attempt(with_dkjson, text))
end
for _, digits in ipairs({ 14, 15, 17 }) do
  print("precision " .. digits .. ": " .. (pcall(cjson.encode_number_precision, digits) and "accepted" or "rejected"))
end
LUA
lua5.4 copy.lua | tee observed
cat >expected <<'TXT'
[123456789012345]: cjson [1.2345678901234e+14], dkjson [123456789012345]
[1234567890123456]: cjson [1.2345678901235e+15], dkjson [1234567890123456]
[1234567890123457]: cjson [1.2345678901235e+15], dkjson [1234567890123457]
[12345678901234567890]: cjson [1.2345678901235e+19], dkjson [1.2345678901235e+19]
[1234567890123.45]: cjson [1234567890123.4], dkjson [1234567890123.4]
[48.858370123456789]: cjson [48.858370123457], dkjson [48.858370123457]
[19.99]: cjson [19.99], dkjson [19.99]
{"email":null}: cjson {"email":null}, dkjson {}
{"languages":[]}: cjson {"languages":{}}, dkjson {"languages":[]}
["fr",null]: cjson ["fr",null], dkjson ["fr"]
[null,null,null,null,null,null,null,null,null,null,null,null,1]: cjson [null,null,null,null,null,null,null,null,null,null,null,null,1], dkjson {"13":1}
[01]: cjson [1], dkjson [1]
[0x1F]: cjson [31], dkjson error
[+1]: cjson [1], dkjson error
[1,]: cjson error, dkjson [1]
[1] /* one */ x: cjson error, dkjson [1]
precision 14: accepted
precision 15: rejected
precision 17: rejected
TXT
diff expected observed
