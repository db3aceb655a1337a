#!/bin/sh
# A catalogue in PO format has entries that are not ready: marked "fuzzy", or with a plural form that is still empty.
# Guess: Every compiler of catalogues leaves such entries out, as GNU msgfmt does, so that the original text is shown.
# Reality: gettext-parser compiles fuzzy entries like others. If one plural form is empty, gettext-parser writes the empty
#   form, so that nothing is shown; Babel writes the English singular in its place; msgfmt and polib leave the entry out.
#   msgfmt reads escapes such as \x41. gettext-parser drops the backslash, and polib and Babel keep it, so the message is not
#   found.
# Library: gettext-parser 10.0.0 (npm), polib 1.2.0, Babel 2.19.0, against GNU gettext 0.21.
# Why it matters: A fuzzy entry is a translation of another sentence. Whether users see it, nothing, or the original depends
#   on the tool that built the catalogue, and all of them exit without a message.
# Needs: node 20 or newer, npm, GNU msgfmt 0.21.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
case "$(msgfmt --version 2>/dev/null | head -n 1)" in *' 0.21') ;; *) echo "skipped: needs msgfmt 0.21"; exit 77 ;; esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts gettext-parser@10.0.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check polib==1.2.0 babel==2.19.0
cat >fr.po <<'PO'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

msgid "must be a URL"
msgstr "doit être une URL"

#, fuzzy
#| msgid "must be a phone number"
msgid "must be an email address"
msgstr "doit être un numéro de téléphone"

msgid "one phone"
msgid_plural "some phones"
msgstr[0] ""
msgstr[1] "des téléphones"

msgid "flat \x41"
msgstr "appartement A"
PO
cat >compile.mjs <<'JS'
import { mo, po } from 'gettext-parser'
import { readFileSync, writeFileSync } from 'node:fs'
writeFileSync('gettext-parser.mo', mo.compile(po.parse(readFileSync('fr.po'))))
JS
cat >compile.py <<'PY'
import gettext

import polib
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

polib.pofile("fr.po").save_as_mofile("polib.mo")
with open("fr.po", "rb") as source, open("Babel.mo", "wb") as target:
    write_mo(target, read_po(source))
for tool in ("msgfmt", "polib", "Babel", "gettext-parser"):
    with open(f"{tool}.mo", "rb") as file:
        catalog = gettext.GNUTranslations(file)
    shown = [catalog.gettext(text) for text in ("must be a URL", "must be an email address", "flat A")]
    print(f"{tool}: {[*shown, *(catalog.ngettext('one phone', 'some phones', number) for number in (1, 2))]}")
PY
msgfmt -o msgfmt.mo fr.po
node compile.mjs
echo "gettext-parser 10.0.0, polib 1.2.0, Babel 2.19.0, $(msgfmt --version | head -n 1)"
venv/bin/python compile.py | tee observed
cat >expected <<'TXT'
msgfmt: ['doit être une URL', 'must be an email address', 'appartement A', 'one phone', 'some phones']
polib: ['doit être une URL', 'must be an email address', 'flat A', 'one phone', 'some phones']
Babel: ['doit être une URL', 'must be an email address', 'flat A', 'one phone', 'des téléphones']
gettext-parser: ['doit être une URL', 'doit être un numéro de téléphone', 'flat A', '', 'des téléphones']
TXT
diff expected observed
