#!/bin/sh
# A form posts a list of phones as phones[][label] and phones[][number]. Rails uses such names, and so does
#   object-to-formdata by default.
# Guess: Servers that read brackets read two phones with a label and a number each.
# Reality: Rack begins a new phone when a name comes again, and reads two. PHP begins a new phone at every field, and reads
#   four with one member each. qs reads one phone with two labels and two numbers; if only one phone has a label, nothing
#   shows which one. qs also reads a list of more than 20 entries as an object with the keys "0", "1" and so on, even if the
#   names have no numbers. With phones[0][label], all three read two phones, but Rack puts them into an object.
# Library: qs 6.17.1, object-to-formdata 4.5.1 (npm), Rack 2.2.22, PHP 8.2.
# Why it matters: A form that moves from a Rails application to a server in PHP or JavaScript posts the same fields, but the
#   server reads different phones. Neither notation gives a list everywhere.
# Needs: node 20 or newer, npm, php-cli 8.2, and Debian 12's ruby-rack (2.2.22).
set -eu
command -v npm >/dev/null && command -v php >/dev/null && command -v ruby >/dev/null || { echo "skipped: needs npm, php and ruby"; exit 77; }
case "$(dpkg-query -Wf '${Version}' ruby-rack 2>/dev/null) $(php -r 'echo PHP_VERSION;')" in
  2.2.22*' '8.2.*) ;;
  *) echo "skipped: needs ruby-rack 2.2.22 and PHP 8.2"; exit 77 ;;
esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts qs@6.17.1 object-to-formdata@4.5.1
cat >write.mjs <<'JS'
import { serialize } from 'object-to-formdata'
import { writeFileSync } from 'node:fs'

const phones = [{ label: 'home', number: '01' }, { label: 'work', number: '02' }]
const post = (value, options) => [...serialize(value, options)].map(([name, text]) => `${name}=${text}`).join('&')
const languages = (count) => Array.from({ length: count }, (_, index) => `l[]=${index}`).join('&')
writeFileSync('forms', [
  post({ phones }),
  post({ phones: [{ number: '01' }, { number: '02', label: 'work' }] }),
  post({ phones }, { indices: true }),
  languages(20),
  languages(21),
].map((form) => `${form}\n`).join(''))
JS
cat >read.mjs <<'JS'
import qs from 'qs'
import { readFileSync } from 'node:fs'
for (const form of readFileSync('forms', 'utf8').trim().split('\n')) console.log(JSON.stringify(qs.parse(form)))
JS
cat >read.rb <<'RB'
require "json"
require "rack"
File.foreach("forms", chomp: true) { |form| puts JSON.generate(Rack::Utils.parse_nested_query(form)) }
RB
cat >read.php <<'PHP'
<?php
foreach (file('forms', FILE_IGNORE_NEW_LINES) as $form) {
    parse_str($form, $fields);
    echo json_encode($fields), "\n";
}
PHP
node write.mjs
node read.mjs >qs
ruby read.rb >rack
php read.php >php
echo "qs 6.17.1, object-to-formdata 4.5.1, Rack 2.2.22, PHP 8.2"
for line in 1 2 3 4 5; do
  sed -n "${line}p" forms
  for reader in qs rack php; do echo "  $reader: $(sed -n "${line}p" $reader)"; done
done | tee observed
cat >expected <<'TXT'
phones[][label]=home&phones[][number]=01&phones[][label]=work&phones[][number]=02
  qs: {"phones":[{"label":["home","work"],"number":["01","02"]}]}
  rack: {"phones":[{"label":"home","number":"01"},{"label":"work","number":"02"}]}
  php: {"phones":[{"label":"home"},{"number":"01"},{"label":"work"},{"number":"02"}]}
phones[][number]=01&phones[][number]=02&phones[][label]=work
  qs: {"phones":[{"number":["01","02"],"label":"work"}]}
  rack: {"phones":[{"number":"01"},{"number":"02","label":"work"}]}
  php: {"phones":[{"number":"01"},{"number":"02"},{"label":"work"}]}
phones[0][label]=home&phones[0][number]=01&phones[1][label]=work&phones[1][number]=02
  qs: {"phones":[{"label":"home","number":"01"},{"label":"work","number":"02"}]}
  rack: {"phones":{"0":{"label":"home","number":"01"},"1":{"label":"work","number":"02"}}}
  php: {"phones":[{"label":"home","number":"01"},{"label":"work","number":"02"}]}
l[]=0&l[]=1&l[]=2&l[]=3&l[]=4&l[]=5&l[]=6&l[]=7&l[]=8&l[]=9&l[]=10&l[]=11&l[]=12&l[]=13&l[]=14&l[]=15&l[]=16&l[]=17&l[]=18&l[]=19
  qs: {"l":["0","1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17","18","19"]}
  rack: {"l":["0","1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17","18","19"]}
  php: {"l":["0","1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17","18","19"]}
l[]=0&l[]=1&l[]=2&l[]=3&l[]=4&l[]=5&l[]=6&l[]=7&l[]=8&l[]=9&l[]=10&l[]=11&l[]=12&l[]=13&l[]=14&l[]=15&l[]=16&l[]=17&l[]=18&l[]=19&l[]=20
  qs: {"l":{"0":"0","1":"1","2":"2","3":"3","4":"4","5":"5","6":"6","7":"7","8":"8","9":"9","10":"10","11":"11","12":"12","13":"13","14":"14","15":"15","16":"16","17":"17","18":"18","19":"19","20":"20"}}
  rack: {"l":["0","1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17","18","19","20"]}
  php: {"l":["0","1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17","18","19","20"]}
TXT
diff expected observed
