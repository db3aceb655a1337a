#!/bin/sh
# A colleague keeps a list of phones in LibreOffice, and a program reads the ODS file. Each cell of such a file has its value,
#   office:boolean-value="true", and the text that the screen shows. That text depends on the language of the colleague and on
#   the format of the cell.
# Guess: pandas reads the value, so the language of the colleague makes no difference.
# Reality: For numbers and dates, pandas reads the value. For booleans and times, it reads the text. Only the text "TRUE" is
#   true. In French, true is shown as VRAI, in German as WAHR, and pandas reads both as False. It does the same with "yes",
#   which a format of one's own may show. ezodf writes booleans without a text, and pandas reads all of them as False. A time of
#   day that is shown as minutes and seconds becomes another time. A duration of 25 hours is an error for the whole file.
#   calamine, also as an engine of pandas, and pyexcel-ods3 read the values.
# Library: pandas 3.1.1 with odfpy 1.4.1 (the engine "odf", its default for .ods), python-calamine 0.9.1, pyexcel-ods3 0.6.1,
#   ezodf 0.3.2. LibreOffice 7.4.7 in French and in German writes such files.
# Why it matters: A column with "mobile" or "opt-in" is false for everybody, without an error, and only if the file was saved by
#   somebody who does not use English. False is a valid value for every check that follows.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1 pyexcel-ods3==0.6.1 ezodf==0.3.2
cat >check.py <<'PY'
import zipfile

import ezodf
import pandas as pd
import pyexcel_ods3

names = "urn:oasis:names:tc:opendocument:xmlns"
content = f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0" office:version="1.3">'
kind = "application/vnd.oasis.opendocument.spreadsheet"
manifest = f'<m:manifest xmlns:m="{names}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{kind}"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'


def write(path, cells):
    rows = "".join(
        f'<table:table-row><table:table-cell office:value-type="{type_}" office:{type_}-value="{value}"><text:p>{text}</text:p></table:table-cell></table:table-row>'
        for type_, value, text in cells
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", kind)
        file.writestr("content.xml", f'{content}<office:body><office:spreadsheet><table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body></office:document-content>')
        file.writestr("META-INF/manifest.xml", manifest)


def read(path):
    for engine in ("odf", "calamine"):
        try:
            values = [str(value) for value in pd.read_excel(path, engine=engine, header=None)[0]]
        except ValueError as error:
            values = type(error).__name__
        print(f"  pandas with {engine}: {values}")
    print(f"  pyexcel-ods3: {[str(row[0]) for row in next(iter(pyexcel_ods3.get_data(path).values()))]}")


print("true in English, French and German, and with a format of one's own; then false:")
write("booleans.ods", [("boolean", "true", text) for text in ("TRUE", "VRAI", "WAHR", "yes")] + [("boolean", "false", "FAUX")])
read("booleans.ods")
print("true and false, written by ezodf:")
document = ezodf.newdoc("ods", "ezodf.ods")
sheet = ezodf.Sheet("A", size=(2, 1))
sheet[0, 0].set_value(True)
sheet[1, 0].set_value(False)
document.sheets += sheet
document.save()
read("ezodf.ods")
print("five past eight as hours and minutes, and as minutes and seconds:")
write("times.ods", [("time", "PT08H05M00S", "08:05"), ("time", "PT08H05M00S", "05:00")])
read("times.ods")
print("25 and a half hours:")
write("durations.ods", [("time", "PT25H30M00S", "25:30:00")])
read("durations.ods")
PY
echo "pandas 3.1.1, odfpy 1.4.1, python-calamine 0.9.1, pyexcel-ods3 0.6.1, ezodf 0.3.2" | tee observed
venv/bin/python check.py | tee -a observed
cat >expected <<'TXT'
pandas 3.1.1, odfpy 1.4.1, python-calamine 0.9.1, pyexcel-ods3 0.6.1, ezodf 0.3.2
true in English, French and German, and with a format of one's own; then false:
  pandas with odf: ['True', 'False', 'False', 'False', 'False']
  pandas with calamine: ['True', 'True', 'True', 'True', 'False']
  pyexcel-ods3: ['True', 'True', 'True', 'True', 'False']
true and false, written by ezodf:
  pandas with odf: ['False', 'False']
  pandas with calamine: ['True', 'False']
  pyexcel-ods3: ['True', 'False']
five past eight as hours and minutes, and as minutes and seconds:
  pandas with odf: ['08:05:00', '05:00:00']
  pandas with calamine: ['08:05:00', '08:05:00']
  pyexcel-ods3: ['08:05:00', '08:05:00']
25 and a half hours:
  pandas with odf: DateParseError
  pandas with calamine: ['PT25H30M00S']
  pyexcel-ods3: ['1 day, 1:30:00']
TXT
diff expected observed
