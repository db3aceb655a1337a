#!/bin/sh
# A price is written to an Avro file as "decimal" with a scale of 2. The specification says what is written: the price in cents.
# Guess: Decimal("12.3") is written as 1230 cents, and any reader returns 12.30. A value that does not fit is an error.
# Reality: avro, the library of the Avro project itself, writes the digits of the Decimal as they are, and ignores how many of
#   them are decimals. 12.3 becomes 1.23, 5 becomes 0.05, and Decimal("1E+2"), which is 100, becomes 0.01. Only values with
#   exactly two decimals are right. Too many decimals are an error, too few are not. avro and fastavro read the same wrong
#   values, so the file is wrong. fastavro writes all of these values correctly.
# Library: avro 1.12.2, fastavro 1.13.1.
# Why it matters: Decimal(str(price)) of a price from JSON has as many decimals as the JSON. 12.34 is right, and 12.30, which
#   JSON often has as 12.3, becomes a tenth of the price. Nothing warns, and a test with 19.99 passes. Call
#   price.quantize(Decimal("0.01")) before writing, or use fastavro.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check avro==1.12.2 fastavro==1.13.1
cat >write.py <<'PY'
import io
import json
from decimal import Decimal
from importlib.metadata import version

import fastavro
from avro.datafile import DataFileReader, DataFileWriter
from avro.io import DatumReader, DatumWriter
from avro.schema import parse


def record(price_type):
    price = {**price_type, "logicalType": "decimal", "precision": 10, "scale": 2}
    return {"type": "record", "name": "Rental", "fields": [{"name": "price", "type": price}]}


def by_avro(schema, value):
    file = io.BytesIO()
    writer = DataFileWriter(file, DatumWriter(), parse(json.dumps(schema)))
    writer.append({"price": value})
    writer.flush()
    return file.getvalue()


def by_fastavro(schema, value):
    file = io.BytesIO()
    fastavro.writer(file, fastavro.parse_schema(schema), [{"price": value}])
    return file.getvalue()


def read(file):
    (theirs,) = DataFileReader(io.BytesIO(file), DatumReader())
    (other,) = fastavro.reader(io.BytesIO(file))
    assert theirs["price"] == other["price"]
    return other["price"]


print("avro", version("avro"), "fastavro", version("fastavro"))
for price_type in ({"type": "bytes"}, {"type": "fixed", "name": "Cents", "size": 8}):
    for text in ["19.99", "12.30", "12.3", "5", "-0.5", "1E+2", "1.115"]:
        results = []
        for write in (by_avro, by_fastavro):
            try:
                results.append(read(write(record(price_type), Decimal(text))))
            except Exception as error:
                results.append(type(error).__name__)
        print(f"{price_type['type']} {text}: avro {results[0]}, fastavro {results[1]}")
PY
venv/bin/python write.py | tee observed
cat >expected <<'TXT'
avro 1.12.2 fastavro 1.13.1
bytes 19.99: avro 19.99, fastavro 19.99
bytes 12.30: avro 12.30, fastavro 12.30
bytes 12.3: avro 1.23, fastavro 12.30
bytes 5: avro 0.05, fastavro 5.00
bytes -0.5: avro -0.05, fastavro -0.50
bytes 1E+2: avro 0.01, fastavro 100.00
bytes 1.115: avro AvroOutOfScaleException, fastavro ValueError
fixed 19.99: avro 19.99, fastavro 19.99
fixed 12.30: avro 12.30, fastavro 12.30
fixed 12.3: avro 1.23, fastavro 12.30
fixed 5: avro 0.05, fastavro 5.00
fixed -0.5: avro -0.05, fastavro -0.50
fixed 1E+2: avro 0.01, fastavro 100.00
fixed 1.115: avro AvroOutOfScaleException, fastavro ValueError
TXT
diff expected observed
