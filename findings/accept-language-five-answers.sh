#!/bin/sh
# A site in 29 languages, among them Portuguese (pt), Norwegian (nb), Simplified (zh) and Traditional (zh-TW) Chinese,
#   chooses a language by the header Accept-Language of the browser.
# Guess: A browser in Brazil gets Portuguese, and one in Taiwan Traditional Chinese. Libraries differ at most for languages
#   that the site does not have.
# Reality: werkzeug takes an exact match before a shorter tag, so "pt-BR,en;q=0.9" gets English, and "en-US,fr" gets French.
#   negotiator, which Express uses, gets French there too, but Portuguese in the first case. For zh-Hant-TW, WebOb, Babel and
#   negotiator drop the script together with the country, and get Simplified Chinese, as they do for zh-HK. Only
#   @formatjs/intl-localematcher is right each time, and knows that "no" is Norwegian.
# Library: Werkzeug 3.1.9, WebOb 1.8.11, Babel 2.19.0 (PyPI), negotiator 1.1.0, @formatjs/intl-localematcher 0.10.1 (npm).
# Why it matters: Readers get the messages of a form in their second language, or in a script that they did not ask for. A
#   locale that is stored from the header is wrong too. The result depends on the framework.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts negotiator@1.1.0 @formatjs/intl-localematcher@0.10.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check werkzeug==3.1.9 webob==1.8.11 babel==2.19.0
cat >headers.json <<'JSON'
["fr-CA,fr;q=0.9,en;q=0.8", "pt-BR,en;q=0.9", "en-US,fr", "no,en;q=0.8", "zh-HK,en;q=0.8", "zh-Hant-TW,en;q=0.8"]
JSON
echo '"bg cs da de el en es fi fr hu id it ja ko lt lv mk nb nl pl pt ro rs ru sk sv uk zh zh-TW"' >languages.json
cat >pick.mjs <<'JS'
import { match } from '@formatjs/intl-localematcher'
import Negotiator from 'negotiator'
import { readFileSync } from 'node:fs'

const read = (name) => JSON.parse(readFileSync(name))
const offered = read('languages.json').split(' ')
for (const header of read('headers.json')) {
  const negotiator = new Negotiator({ headers: { 'accept-language': header } })
  console.log(`${header}|negotiator ${negotiator.language(offered)}, intl-localematcher ${match(negotiator.languages(), offered, 'en')}`)
}
JS
cat >pick.py <<'PY'
import json

from babel import negotiate_locale
from webob.acceptparse import create_accept_language_header
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

offered = json.load(open("languages.json")).split()
for header in json.load(open("headers.json")):
    accepted = parse_accept_header(header, LanguageAccept)
    print(
        f"{header}|werkzeug {accepted.best_match(offered)},",
        f"WebOb {create_accept_language_header(header).lookup(offered, default='no match')},",
        f"Babel {negotiate_locale([tag for tag, _ in accepted], offered, sep='-')}",
    )
PY
node pick.mjs >javascript
venv/bin/python -W ignore pick.py >python
echo "Werkzeug 3.1.9, WebOb 1.8.11, Babel 2.19.0, negotiator 1.1.0, @formatjs/intl-localematcher 0.10.1"
paste -d '|' python javascript | awk -F '|' '{ print $1 ": " $2 ", " $4 }' | tee observed
cat >expected <<'TXT'
fr-CA,fr;q=0.9,en;q=0.8: werkzeug fr, WebOb fr, Babel fr, negotiator fr, intl-localematcher fr
pt-BR,en;q=0.9: werkzeug en, WebOb pt, Babel pt, negotiator pt, intl-localematcher pt
en-US,fr: werkzeug fr, WebOb en, Babel en, negotiator fr, intl-localematcher en
no,en;q=0.8: werkzeug en, WebOb en, Babel en, negotiator en, intl-localematcher nb
zh-HK,en;q=0.8: werkzeug en, WebOb zh, Babel zh, negotiator zh, intl-localematcher zh-TW
zh-Hant-TW,en;q=0.8: werkzeug en, WebOb zh, Babel zh, negotiator zh, intl-localematcher zh-TW
TXT
diff expected observed
