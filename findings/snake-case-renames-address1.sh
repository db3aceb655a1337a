#!/bin/sh
# An API has fields such as country_code and address1. A client in JavaScript or Python often uses countryCode and address1, and
#   converts the names of each body on the way in and out.
# Guess: address1 is address1 in both cases, and a name that is already in snake_case stays as it is. A library that converts a
#   body back restores the names, at least those that its own camelCase has made. TypeScript knows the names of the result.
# Reality: lodash, es-toolkit, remeda, ts-case-convert and pydantic send address_1, although each of them reads address1 as
#   address1. radash sends address1, but md_5_sum for md5_sum. ts-case-convert does the opposite. snakecase-keys, humps and
#   pyhumps keep both, and send line1 for line_1. Only change-case restores all four names: it leaves line_1 as it is in both
#   directions. In es-toolkit, the type of the result has the names address1, md5_sum and is3d, and the object has address_1,
#   md_5_sum and is_3_d. TypeScript accepts body.address1, which is undefined, and rejects body.address_1.
# Library: lodash 4.18.1, es-toolkit 1.53.2, remeda 2.62.2, ts-case-convert 2.3.1, radash 12.1.1, snakecase-keys 9.0.2 with
#   camelcase-keys 10.0.3, change-case 5.4.4, humps 2.0.1, typescript 5.9.3 (npm), pydantic 2.14.4, pyhumps 3.8.0 (PyPI).
# Why it matters: A contact that is read, changed and sent back has a field that the server does not know. A strict server rejects
#   it. Another one ignores it, and the street never changes.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts lodash@4.18.1 es-toolkit@1.53.2 remeda@2.62.2 ts-case-convert@2.3.1 \
  radash@12.1.1 snakecase-keys@9.0.2 camelcase-keys@10.0.3 change-case@5.4.4 humps@2.0.1 typescript@5.9.3
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pydantic==2.14.4 pyhumps==3.8.0
cat >convert.mjs <<'JS'
import camelcaseKeys from 'camelcase-keys'
import * as changeCase from 'change-case/keys'
import * as esToolkit from 'es-toolkit'
import humps from 'humps'
import lodash from 'lodash'
import * as radash from 'radash'
import * as remeda from 'remeda'
import snakecaseKeys from 'snakecase-keys'
import * as ts from 'ts-case-convert'

const body = { country_code: 0, address1: 0, md5_sum: 0, line_1: 0 }
const each = (convert) => (object) => Object.fromEntries(Object.keys(object).map((name) => [convert(name), 0]))
const libraries = {
  lodash: [each(lodash.camelCase), each(lodash.snakeCase)],
  'es-toolkit': [esToolkit.toCamelCaseKeys, esToolkit.toSnakeCaseKeys],
  remeda: [each((name) => remeda.toCamelCase(name)), each((name) => remeda.toSnakeCase(name))],
  'ts-case-convert': [ts.objectToCamel, ts.objectToSnake],
  radash: [each(radash.camel), each(radash.snake)],
  'snakecase-keys': [camelcaseKeys, snakecaseKeys],
  'change-case': [changeCase.camelCase, changeCase.snakeCase],
  humps: [humps.camelizeKeys, humps.decamelizeKeys],
}
const names = (object) => Object.keys(object).join(' ')
console.log(`received: ${names(body)}`)
for (const [name, [camel, snake]] of Object.entries(libraries))
  console.log(`${name}: ${names(camel(body))} -> ${names(snake(camel(body)))}`)
const kept = Object.entries(libraries).filter(([, [, snake]]) => 'address1' in snake(body))
console.log(`keep address1 of the body itself: ${kept.map(([name]) => name).join(', ')}`)
JS
cat >convert.py <<'PY'
import humps
from pydantic.alias_generators import to_camel, to_snake

names = ("country_code", "address1", "md5_sum", "line_1")
for library, camel, snake in (("pydantic", to_camel, to_snake), ("pyhumps", humps.camelize, humps.decamelize)):
    print(f"{library}: {' '.join(map(camel, names))} -> {' '.join(snake(camel(name)) for name in names)}")
PY
cat >typed.mts <<'TS'
import { toSnakeCaseKeys } from 'es-toolkit'

const body = toSnakeCaseKeys({ address1: '1 rue A', md5Sum: 'a', is3d: true })
const typed: [string, string, boolean] = [body.address1, body.md5_sum, body.is3d]
// @ts-expect-error
const sent = body.address_1
console.log(`es-toolkit, typed names: ${typed.map(String).join(' ')}; address_1: ${sent}; JSON: ${JSON.stringify(body)}`)
TS
echo "lodash 4.18.1, es-toolkit 1.53.2, remeda 2.62.2, pydantic 2.14.4" | tee observed
node convert.mjs | tee -a observed
venv/bin/python convert.py | tee -a observed
node_modules/.bin/tsc --strict --module nodenext --target es2022 --skipLibCheck typed.mts && echo "tsc: no error" | tee -a observed
node typed.mjs | tee -a observed
cat >expected <<'TXT'
lodash 4.18.1, es-toolkit 1.53.2, remeda 2.62.2, pydantic 2.14.4
received: country_code address1 md5_sum line_1
lodash: countryCode address1 md5Sum line1 -> country_code address_1 md_5_sum line_1
es-toolkit: countryCode address1 md5Sum line1 -> country_code address_1 md_5_sum line_1
remeda: countryCode address1 md5Sum line1 -> country_code address_1 md_5_sum line_1
ts-case-convert: countryCode address1 md5Sum line1 -> country_code address_1 md5_sum line_1
radash: countryCode address1 md5Sum line1 -> country_code address1 md_5_sum line1
snakecase-keys: countryCode address1 md5Sum line1 -> country_code address1 md5_sum line1
change-case: countryCode address1 md5Sum line_1 -> country_code address1 md5_sum line_1
humps: countryCode address1 md5Sum line1 -> country_code address1 md5_sum line1
keep address1 of the body itself: radash, snakecase-keys, change-case, humps
pydantic: countryCode address1 md5Sum line1 -> country_code address_1 md_5_sum line_1
pyhumps: countryCode address1 md5Sum line1 -> country_code address1 md5_sum line1
tsc: no error
es-toolkit, typed names: undefined undefined undefined; address_1: 1 rue A; JSON: {"address_1":"1 rue A","md_5_sum":"a","is_3_d":true}
TXT
diff expected observed
