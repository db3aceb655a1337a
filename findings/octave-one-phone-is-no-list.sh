#!/bin/sh
# A script in GNU Octave reads contacts and prices with jsondecode, changes one of them, and writes the others unchanged with jsonencode.
# Guess: What was not changed means the same as before. jsondecode makes matrices of numbers, so at most the spelling of a number changes.
# Reality: The shape of a list depends on what is in it. A list with one phone becomes an object, and a list with one price a number, but one
#   language stays a list. [[110,120]] and [[110],[120]] both become [110,120]. A field that is null becomes [], and a list with one null
#   becomes null. Integers from 1000000 on are written with a point, as 33612345678.0. Names become names of variables: "a-b" and "a_b" are
#   one field, with the last value, and "é" is "x__". With makeValidName=false the names stay. A text ends at its first U+0000.
#   0.30000000000000004 becomes 0.30000000000000007.
# Library: GNU Octave 7.3.0 (Debian 12).
# Why it matters: A contact with two phones passes every test, and one with a single phone is sent in another shape. A null, which clears a
#   field, is sent as an empty list. Strict readers reject 33612345678.0 as an integer.
# Needs: Debian 12's octave.
set -eu
command -v octave-cli >/dev/null || { echo "skipped: needs Debian 12's octave"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
octave-cli --version 2>log | head -n 1 | tee observed
grep -q "version 7.3.0$" observed || { echo "skipped: needs GNU Octave 7.3.0"; exit 77; }
cat >documents <<'TXT'
{"phones":[{"number":"01"},{"number":"02"}]}
{"phones":[{"number":"01"}]}
{"languages":["fr"]}
{"prices":[110,null]}
{"prices":[110]}
{"prices":[null]}
{"prices":[[110,120]]}
{"prices":[[110],[120]]}
{"prices":[[110,120],[130]]}
{"optional":[true]}
{"email":null}
{"id":999999}
{"id":1000000}
{"id":33612345678}
{"id":12345678901234567}
{"a-b":1,"a_b":2}
{"é":1,"first name":"Ann"}
{"name":"Ann\u0000Lee"}
{"price":0.30000000000000004}
TXT
cat >copy.m <<'M'
file = fopen("documents");
while ischar(text = fgetl(file))
  printf("%s becomes %s\n", text, jsonencode(jsondecode(text)));
end
for text = {'{"a-b":1,"a_b":2}', '{"é":1,"first name":"Ann"}'}
  printf("%s becomes %s with makeValidName=false\n", text{1}, jsonencode(jsondecode(text{1}, "makeValidName", false)));
end
M
octave-cli --quiet --no-init-file --no-history copy.m 2>>log | tee -a observed
cat >expected <<'TXT'
GNU Octave, version 7.3.0
{"phones":[{"number":"01"},{"number":"02"}]} becomes {"phones":[{"number":"01"},{"number":"02"}]}
{"phones":[{"number":"01"}]} becomes {"phones":{"number":"01"}}
{"languages":["fr"]} becomes {"languages":["fr"]}
{"prices":[110,null]} becomes {"prices":[110,null]}
{"prices":[110]} becomes {"prices":110}
{"prices":[null]} becomes {"prices":null}
{"prices":[[110,120]]} becomes {"prices":[110,120]}
{"prices":[[110],[120]]} becomes {"prices":[110,120]}
{"prices":[[110,120],[130]]} becomes {"prices":[[110,120],130]}
{"optional":[true]} becomes {"optional":true}
{"email":null} becomes {"email":[]}
{"id":999999} becomes {"id":999999}
{"id":1000000} becomes {"id":1000000.0}
{"id":33612345678} becomes {"id":33612345678.0}
{"id":12345678901234567} becomes {"id":12345678901234568.0}
{"a-b":1,"a_b":2} becomes {"a_b":2}
{"é":1,"first name":"Ann"} becomes {"x__":1,"firstName":"Ann"}
{"name":"Ann\u0000Lee"} becomes {"name":"Ann"}
{"price":0.30000000000000004} becomes {"price":0.30000000000000007}
{"a-b":1,"a_b":2} becomes {"a-b":1,"a_b":2} with makeValidName=false
{"é":1,"first name":"Ann"} becomes {"é":1,"first name":"Ann"} with makeValidName=false
TXT
diff expected observed
