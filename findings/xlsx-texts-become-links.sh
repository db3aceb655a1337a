#!/bin/sh
# pandas and polars write tables of contacts as .xlsx files. Both use XlsxWriter for it; pandas does so whenever it is installed.
# Guess: A text in the table is the same text in the file. XlsxWriter may make a link of an address, and if Excel has no room for
#   more links, the address stays as plain text.
# Reality: A note that begins with "internal:" or "external:" becomes a link inside the file, or to a file, and loses this word.
#   "mailto:" disappears too. There is no warning. A website with more than 2,079 characters becomes an empty cell. A sheet can
#   have 65,530 links, and each website after them becomes an empty cell too. For each empty cell there is a warning. pandas with
#   openpyxl writes all these texts as they are.
# Library: pandas 3.1.1, polars 2.1.0, XlsxWriter 3.3.1, against openpyxl 3.1.5; read by python-calamine 0.9.1.
# Why it matters: In a large table, the column of websites is empty from some row on, although the number of rows is right. If the
#   file is read back and sent to a server, an empty cell clears the field. XlsxWriter's option strings_to_urls=False keeps all texts.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 -m venv "$work/env"
"$work/env/bin/python" -m pip install --quiet --disable-pip-version-check pandas==3.1.1 polars==2.1.0 XlsxWriter==3.3.1 \
  openpyxl==3.1.5 python-calamine==0.9.1
cd "$work"
cat > try.py <<'END'
import io
import warnings
from importlib.metadata import version

import pandas
import polars
import python_calamine
import xlsxwriter


def by_pandas(texts, file):
    pandas.DataFrame({"text": texts}).to_excel(file, index=False)


def by_polars(texts, file):
    polars.DataFrame({"text": texts}).write_excel(file)


def by_openpyxl(texts, file):
    pandas.DataFrame({"text": texts}).to_excel(file, index=False, engine="openpyxl")


def by_polars_without_links(texts, file):
    with xlsxwriter.Workbook(file, {"strings_to_urls": False}) as workbook:
        polars.DataFrame({"text": texts}).write_excel(workbook)


writers = {
    "pandas": by_pandas,
    "polars": by_polars,
    "pandas with openpyxl": by_openpyxl,
    "polars, strings_to_urls=False": by_polars_without_links,
}


def cells(write, texts):
    """Return the texts of the written file, and the number of warnings."""
    file = io.BytesIO()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        write(texts, file)
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue()))
    rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)[1:]
    read = [row[0] for row in rows]
    return read + [""] * (len(texts) - len(read)), len(caught)


print(*(f"{name} {version(name)}" for name in ("pandas", "polars", "xlsxwriter")))
notes = ["internal: no dogs", "external: see the owner", "mailto:ana@example.com", "https://example.com/?" + "a" * 2100, "ok"]
websites = [f"https://example.com/{number}" for number in range(1, 65_601)]
for name, write in writers.items():
    read, warned = cells(write, notes)
    print(name, "warnings:", warned)
    for before, after in zip(notes, read):
        if before != after:
            print(f"    {before[:23]!r} -> {after!r}")
    if write is by_openpyxl:
        continue
    read, warned = cells(write, websites)
    lost = [row for row, (before, after) in enumerate(zip(websites, read), 1) if before != after]
    print(f"    {len(websites)} websites: {len(lost)} lost, first {lost[:1]}, warnings: {warned}")
END
env/bin/python try.py > seen
cat seen
cat > expected <<'END'
pandas 3.1.1 polars 2.1.0 xlsxwriter 3.3.1
pandas warnings: 1
    'internal: no dogs' -> ' no dogs'
    'external: see the owner' -> ' see the owner'
    'mailto:ana@example.com' -> 'ana@example.com'
    'https://example.com/?aa' -> ''
    65600 websites: 70 lost, first [65531], warnings: 70
polars warnings: 1
    'internal: no dogs' -> ' no dogs'
    'external: see the owner' -> ' see the owner'
    'mailto:ana@example.com' -> 'ana@example.com'
    'https://example.com/?aa' -> ''
    65600 websites: 70 lost, first [65531], warnings: 70
pandas with openpyxl warnings: 0
polars, strings_to_urls=False warnings: 0
    65600 websites: 0 lost, first [], warnings: 0
END
diff -u expected seen
