#!/bin/sh
# A project keeps its messages in PO files, and a translator works with XLIFF or CSV. translate-toolkit converts in both
#   directions, with po2xliff and xliff2po, and with po2csv and csv2po. Nothing is changed in between.
# Guess: The same translations come back. At most, comments and the order are lost.
# Reality: XLIFF loses each msgctxt. No message with a context is found any more, and of two messages that differ only in it,
#   one translation is gone. An obsolete entry counts again. Through CSV, a translation that begins with "-", "+" or "=" comes
#   back with an apostrophe before it, and each backslash is doubled, also if csv2po gets the old file as a template. Without
#   the template, CSV loses the contexts too, splits the plural forms, and turns such originals into other messages.
# Library: translate-toolkit 3.20.4, Babel 2.19.0 (PyPI).
# Why it matters: A button is in English again, and a text says '-5 %. The file is valid, and a tool that compares placeholders
#   finds nothing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check translate-toolkit==3.20.4 Babel==2.19.0
cat >before.po <<'PO'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: fr\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

msgctxt "verb"
msgid "book"
msgstr "réserver"

msgctxt "noun"
msgid "book"
msgstr "livre"

msgctxt "button"
msgid "Save"
msgstr "Enregistrer"

msgid "-5 %"
msgstr "-5 %"

msgid "Use \\d"
msgstr "Utilisez \\d"

msgid "%d night"
msgid_plural "%d nights"
msgstr[0] "%d nuit"
msgstr[1] "%d nuits"

#~ msgid "Old"
#~ msgstr "Vieux"
PO
cat >show.py <<'PY'
import gettext
import io
import sys

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

file = io.BytesIO()
write_mo(file, read_po(io.BytesIO(open(sys.argv[1], "rb").read())))
found = gettext.GNUTranslations(io.BytesIO(file.getvalue()))
texts = [found.pgettext("verb", "book"), found.pgettext("noun", "book"), found.pgettext("button", "Save"), found.gettext("book"), found.gettext("Save")]
texts += [found.gettext("-5 %"), found.gettext("Use \\d"), found.ngettext("%d night", "%d nights", 2), found.gettext("Old")]
print(f"{sys.argv[1]}: {' | '.join(texts)}")
PY
PATH=$PWD/venv/bin:$PATH
po2xliff --progress=none before.po file.xlf 2>log
xliff2po --progress=none file.xlf xliff.po 2>log
po2csv --progress=none before.po file.csv 2>log
csv2po --progress=none file.csv csv.po 2>log
csv2po --progress=none --template=before.po file.csv csv-template.po 2>log
echo "translate-toolkit 3.20.4, Babel 2.19.0" | tee observed
for file in before xliff csv csv-template; do python3 show.py "$file.po"; done | tee -a observed
cat >expected <<'TXT'
translate-toolkit 3.20.4, Babel 2.19.0
before.po: réserver | livre | Enregistrer | book | Save | -5 % | Utilisez \d | %d nuits | Old
xliff.po: book | book | Save | réserver | Enregistrer | -5 % | Utilisez \d | %d nuits | Vieux
csv.po: book | book | Save | réserver | Enregistrer | -5 % | Use \d | %d nights | Vieux
csv-template.po: réserver | livre | Enregistrer | book | Save | '-5 % | Utilisez \\d | %d nuits | Old
TXT
diff expected observed
