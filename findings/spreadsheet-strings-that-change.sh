#!/bin/sh
# A program writes contacts to a spreadsheet with openpyxl, and another reads them with openpyxl or calamine.
# Guess: Strings, times and numbers that openpyxl writes are read back as they were.
# Reality: openpyxl does not escape "_x0041_", which is the escape of a character in this file format, so calamine (like
#   Excel) reads "A", and openpyxl the original. The string "#N/A" becomes an error value, which calamine reads as an empty
#   string. A carriage return is lost. 0.1 + 0.2 becomes 0.3, and an integer of 20 digits a float. The time 23:59:59.999999
#   comes back from openpyxl as a datetime on 1 January 1900, and from calamine as midnight.
# Library: openpyxl 3.1.5, python-calamine 0.9.1.
# Why it matters: An identifier with _x and four hexadecimal digits changes without a message, and a note "#N/A" becomes
#   empty. Validate the rows that were read from the file, and not those that were written.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
cd "$folder"
cat >check.py <<'PY'
import datetime
from importlib.metadata import version

import openpyxl
import python_calamine

print("openpyxl", version("openpyxl"), "python-calamine", version("python-calamine"))
values = ["+33123456789", "00150", "_x0041_", "#N/A", "a\r\nb", 0.1 + 0.2, 12345678901234567890, datetime.time(23, 59, 59, 999999)]
workbook = openpyxl.Workbook()
for value in values:
    workbook.active.append([value])
workbook.save("contacts.xlsx")
by_openpyxl = [row[0].value for row in openpyxl.load_workbook("contacts.xlsx").active.iter_rows()]
sheet = python_calamine.CalamineWorkbook.from_path("contacts.xlsx").get_sheet_by_index(0)
by_calamine = [row[0] for row in sheet.to_python(skip_empty_area=False)]
for value, one, other in zip(values, by_openpyxl, by_calamine, strict=True):
    print(f"{value!r}: openpyxl {one!r}, calamine {other!r}")
PY
venv/bin/python check.py | tee observed
cat >expected <<'TXT'
openpyxl 3.1.5 python-calamine 0.9.1
'+33123456789': openpyxl '+33123456789', calamine '+33123456789'
'00150': openpyxl '00150', calamine '00150'
'_x0041_': openpyxl '_x0041_', calamine 'A'
'#N/A': openpyxl '#N/A', calamine ''
'a\r\nb': openpyxl 'a\nb', calamine 'a\nb'
0.30000000000000004: openpyxl 0.3, calamine 0.3
12345678901234567890: openpyxl 1.234567890123457e+19, calamine 1.234567890123457e+19
datetime.time(23, 59, 59, 999999): openpyxl datetime.datetime(1900, 1, 1, 0, 0), calamine datetime.time(0, 0)
TXT
diff expected observed
