#!/bin/sh
# DuckDB guesses how a CSV file is written, and reads it as a table. One contact of the file lacks its last, empty field, as
# many exports leave it out.
# Guess: The row is an error that names its line, or its missing field is null. The other rows are read as before.
# Reality: In a short file, and near the beginning of a long one, such a row makes DuckDB give up the comma for the whole file.
#   The table then has a single column named "id,name,email,phone,notes", and each row is one text. There is no error
#   and no warning, and the number of rows is right. The same happens for a row with one comma too many, also in a file with ";". In a file of
#   30,000 rows, a short row in the middle is an error that names no line, and one at the end an error that names its line. With
#   the comma given as an option, the short row is an error as well. With null_padding=true its field is null. Python's
#   csv.DictReader reads it as None.
# Library: DuckDB 2.0.1 (1.5.6 gives the same single column for 1,000 rows).
# Why it matters: "SELECT count(*)" and a copy of the file into a table succeed, so an import can run for days with one column.
#   One row of a customer decides this. Name the delimiter and the columns when you read a file that others write.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1
cat >read.py <<'PY'
import csv

import duckdb

HEADER = ["id", "name", "email", "phone", "notes"]


def write(rows, short=None, long=None, delimiter=","):
    lines = [HEADER]
    for number in range(rows):
        lines.append([str(number), ("Ann Lee", "Bo Li")[number % 2], f"user{number}@example.com", "+33612345678", f"note {number}"])
    if short is not None:
        lines[short].pop()
    if long is not None:
        lines[long].append("")
    with open("contacts.csv", "w") as file:
        file.writelines(delimiter.join(line) + "\n" for line in lines)


def by_duckdb(options=""):
    query = f"FROM read_csv('contacts.csv'{options})"
    try:
        columns = duckdb.sql(query).columns
        count = duckdb.sql(f"SELECT count(*) {query}").fetchall()[0][0]
    except duckdb.Error as error:
        names_line = "names the line" if "Line: " in str(error) else "names no line"
        return f"error, {names_line}"
    return f"{len(columns)} columns ({columns[0]}), {count} rows"


print("duckdb", duckdb.__version__)
for what, arguments in {
    "3 rows, all whole": {"rows": 3},
    "3 rows, the second is short": {"rows": 3, "short": 2},
    "1,000 rows, the second is short": {"rows": 1000, "short": 2},
    "1,000 rows, the last is short": {"rows": 1000, "short": 1000},
    "1,000 rows, the second is long": {"rows": 1000, "long": 2},
    "1,000 rows with ';', the second is short": {"rows": 1000, "short": 2, "delimiter": ";"},
    "30,000 rows, the second is short": {"rows": 30000, "short": 2},
    "30,000 rows, one in the middle is short": {"rows": 30000, "short": 15000},
    "30,000 rows, the last is short": {"rows": 30000, "short": 30000},
}.items():
    write(**arguments)
    print(f"{what}: {by_duckdb()}")

write(1000, short=2)
for options in (", delim=','", ", null_padding=true"):
    print(f"1,000 rows, the second is short{options}: {by_duckdb(options)}")
with open("contacts.csv") as file:
    print("csv:", [row["notes"] for row in csv.DictReader(file)][:3])
PY
venv/bin/python read.py | tee observed
cat >expected <<'TXT'
duckdb 2.0.1
3 rows, all whole: 5 columns (id), 3 rows
3 rows, the second is short: 1 columns (id,name,email,phone,notes), 3 rows
1,000 rows, the second is short: 1 columns (id,name,email,phone,notes), 1000 rows
1,000 rows, the last is short: 1 columns (id,name,email,phone,notes), 1000 rows
1,000 rows, the second is long: 1 columns (id,name,email,phone,notes), 1000 rows
1,000 rows with ';', the second is short: 1 columns (id;name;email;phone;notes), 1000 rows
30,000 rows, the second is short: 1 columns (id,name,email,phone,notes), 30000 rows
30,000 rows, one in the middle is short: error, names no line
30,000 rows, the last is short: error, names the line
1,000 rows, the second is short, delim=',': error, names no line
1,000 rows, the second is short, null_padding=true: 5 columns (id), 1000 rows
csv: ['note 0', None, 'note 2']
TXT
diff expected observed
