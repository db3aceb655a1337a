#!/bin/sh
# A table of contacts is cut into chunks, and each chunk is sent to a worker process, which pickles it.
# Guess: The pickle of one row is as small as one row, whatever the types of the columns.
# Reality: That holds for columns of numbers and texts. If a text of more than twelve bytes is inside a list or a struct, as in
#   a list of phones, the pickle of one row has the texts of the whole table. head, filter, indexing by row and rechunk
#   give the same size, and estimated_size() says a few bytes. With texts of up to twelve bytes, the pickle is small.
#   write_ipc writes only the row, and so does the pickle of a table that is read back from it.
# Library: polars 2.1.0.
# Why it matters: Contacts are nested: phones, emails, addresses. With 100,000 contacts in 100 chunks, the workers receive
#   the texts 100 times, so chunks of a fixed size cost time and memory that grow with the square of the table. A test with
#   short texts shows none of this. The personal data of all others also goes to the worker, or into a file, with one row.
#   Send the bytes of write_ipc in place of the table.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check polars==2.1.0
cat >send.py <<'PY'
import io
import pickle

import polars

ROWS = 100_000


def size(table):
    length = len(pickle.dumps(table))
    return "under 2 kB" if length < 2_000 else f"over {length // 1_000_000} MB"


def through_ipc(table):
    file = io.BytesIO()
    table.write_ipc(file)
    return polars.read_ipc(io.BytesIO(file.getvalue()))


print("polars", polars.__version__)
for length in (12, 13):
    texts = [f"{number:0{length}d}" for number in range(ROWS)]
    for column, values in {
        "text": texts,
        "list of texts": [[text] for text in texts],
        "struct": [{"number": text} for text in texts],
        "list of structs": [[{"label": "mobile", "number": text}] for text in texts],
    }.items():
        table = polars.DataFrame({"id": range(ROWS), "phones": values})
        row = table.head(1)
        print(f"{column}, {length} bytes: table {size(table)}, one row {size(row)} (estimated {row.estimated_size()} bytes)")
        assert row.equals(through_ipc(row))
        same = {size(table.filter(polars.col("id") == 0)), size(table[[0]]), size(row.rechunk())}
        print(f"  by filter, by index and after rechunk: {', '.join(sorted(same))}")
        print(f"  after write_ipc and read_ipc: {size(through_ipc(row))}")

names = [f"A person with the number {number}" for number in range(ROWS)]
for column, values in {"text": names, "struct": [{"name": name} for name in names]}.items():
    table = polars.DataFrame({"id": range(ROWS), "owner": values})
    chunks = [table.slice(start, ROWS // 100) for start in range(0, ROWS, ROWS // 100)]
    sent = [pickle.dumps(chunk) for chunk in chunks]
    print(f"{column}: 100 chunks are {sum(map(len, sent)) // len(pickle.dumps(table))} times as large as the table")
    print(f"  the first chunk has the name of the last contact: {names[-1].encode() in sent[0]}")
PY
venv/bin/python send.py | tee observed
cat >expected <<'TXT'
polars 2.1.0
text, 12 bytes: table over 2 MB, one row under 2 kB (estimated 20 bytes)
  by filter, by index and after rechunk: under 2 kB
  after write_ipc and read_ipc: under 2 kB
list of texts, 12 bytes: table over 3 MB, one row under 2 kB (estimated 28 bytes)
  by filter, by index and after rechunk: under 2 kB
  after write_ipc and read_ipc: under 2 kB
struct, 12 bytes: table over 2 MB, one row under 2 kB (estimated 20 bytes)
  by filter, by index and after rechunk: under 2 kB
  after write_ipc and read_ipc: under 2 kB
list of structs, 12 bytes: table over 4 MB, one row under 2 kB (estimated 34 bytes)
  by filter, by index and after rechunk: under 2 kB
  after write_ipc and read_ipc: under 2 kB
text, 13 bytes: table over 3 MB, one row under 2 kB (estimated 21 bytes)
  by filter, by index and after rechunk: under 2 kB
  after write_ipc and read_ipc: under 2 kB
list of texts, 13 bytes: table over 4 MB, one row over 1 MB (estimated 29 bytes)
  by filter, by index and after rechunk: over 1 MB
  after write_ipc and read_ipc: under 2 kB
struct, 13 bytes: table over 3 MB, one row over 1 MB (estimated 21 bytes)
  by filter, by index and after rechunk: over 1 MB
  after write_ipc and read_ipc: under 2 kB
list of structs, 13 bytes: table over 6 MB, one row over 1 MB (estimated 35 bytes)
  by filter, by index and after rechunk: over 1 MB
  after write_ipc and read_ipc: under 2 kB
text: 100 chunks are 1 times as large as the table
  the first chunk has the name of the last contact: False
struct: 100 chunks are 55 times as large as the table
  the first chunk has the name of the last contact: True
TXT
diff expected observed
