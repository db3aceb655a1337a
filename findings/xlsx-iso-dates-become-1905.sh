#!/bin/sh
# A date in an XLSX file is a number of days, or a cell of the type "d" with a text in ISO form, such as 2014-08-21. openpyxl
#   writes such cells with iso_dates = True, its option for dates that are not rounded.
# Guess: A reader that supports cells of this type returns the date. Another one returns the text, or raises an error.
# Reality: exceljs reads the year as a number of days: every date and time in 2014 is 6 July 1905, and 12:30 is 11 January 1900.
#   It has no error, and the values are Dates. SheetJS reads the dates, but a time of day is an invalid Date. calamine and
#   openpyxl read all of them. Dates as numbers, which openpyxl writes by default, are right in all four.
# Library: openpyxl 3.1.5, python-calamine 0.9.1 (PyPI), exceljs 4.4.0, xlsx 0.18.5 (SheetJS, npm). Roo 2.10.0 (Ruby) and
#   Gnumeric 1.12.55 read 6 July 1905 too, and LibreOffice 7.4.7 reads the dates.
# Why it matters: All bookings of a year have the same day. It is a valid date, so no type and no schema finds it.
# Needs: node 20 or newer, npm.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts exceljs@4.4.0 xlsx@0.18.5
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
cat >write.py <<'PY'
import datetime
import sys

import openpyxl

book = openpyxl.Workbook()
book.iso_dates = sys.argv[2] == "iso"
for value in (datetime.date(2014, 8, 21), datetime.date(2014, 2, 1), datetime.datetime(2014, 8, 21, 8, 40, 44), datetime.time(12, 30)):
    book.active.append([value])
book.save(sys.argv[1])
PY
cat >read.py <<'PY'
import sys

import openpyxl
import python_calamine

print("  openpyxl:", ", ".join(str(cell.value) for (cell,) in openpyxl.load_workbook(sys.argv[1]).active.rows))
print("  calamine:", ", ".join(str(value) for (value,) in python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()))
PY
cat >read.cjs <<'JS'
const ExcelJS = require('exceljs')
const XLSX = require('xlsx')
const shown = (value) => (value instanceof Date && !isNaN(value) ? value.toISOString() : String(value))
const rows = [1, 2, 3, 4]
const { Sheets, SheetNames } = XLSX.readFile(process.argv[2], { cellDates: true })
new ExcelJS.Workbook().xlsx.readFile(process.argv[2]).then(({ worksheets: [sheet] }) => {
  console.log(`  exceljs: ${rows.map((row) => shown(sheet.getCell(row, 1).value)).join(', ')}`)
  console.log(`  SheetJS: ${rows.map((row) => shown(Sheets[SheetNames[0]][`A${row}`]?.v)).join(', ')}`)
})
JS
echo "openpyxl 3.1.5, python-calamine 0.9.1, exceljs 4.4.0, xlsx 0.18.5" | tee observed
for kind in numbers iso; do
  venv/bin/python write.py "$kind.xlsx" "$kind"
  echo "dates as $kind:"
  venv/bin/python read.py "$kind.xlsx"
  TZ=UTC node read.cjs "$kind.xlsx"
done | tee -a observed
cat >expected <<'TXT'
openpyxl 3.1.5, python-calamine 0.9.1, exceljs 4.4.0, xlsx 0.18.5
dates as numbers:
  openpyxl: 2014-08-21 00:00:00, 2014-02-01 00:00:00, 2014-08-21 08:40:44, 12:30:00
  calamine: 2014-08-21, 2014-02-01, 2014-08-21 08:40:44, 12:30:00
  exceljs: 2014-08-21T00:00:00.000Z, 2014-02-01T00:00:00.000Z, 2014-08-21T08:40:44.000Z, 1899-12-30T12:30:00.000Z
  SheetJS: 2014-08-21T00:00:00.000Z, 2014-02-01T00:00:00.000Z, 2014-08-21T08:40:44.000Z, 1899-12-30T12:30:00.000Z
dates as iso:
  openpyxl: 2014-08-21, 2014-02-01, 2014-08-21 08:40:44, 12:30:00
  calamine: 2014-08-21, 2014-02-01, 2014-08-21 08:40:44, 12:30:00
  exceljs: 1905-07-06T00:00:00.000Z, 1905-07-06T00:00:00.000Z, 1905-07-06T00:00:00.000Z, 1900-01-11T00:00:00.000Z
  SheetJS: 2014-08-21T00:00:00.000Z, 2014-02-01T00:00:00.000Z, 2014-08-21T08:40:44.000Z, Invalid Date
TXT
diff expected observed
