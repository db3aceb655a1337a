#!/bin/sh
# Fixtures are written in Jsonnet. The language has a specification, and implementations in C++, Go and Rust. Its standard library
#   reads YAML with std.parseYaml, and writes it with std.manifestYamlDoc.
# Guess: One program has one result, whichever implementation runs it. YAML that manifestYamlDoc writes is read back as the same
#   values.
# Reality: Each implementation has another YAML. NO is the text "NO" in C++ and Rust, and false in Go. A lone ~ is the text "~" in
#   C++, and null in the others. 0150 is the text "0150" in C++, and 104 in the others. 0612345678 is a text in C++ and Rust, and
#   a number without its zero in Go. 1_000 is 1000 in Go only. All three write a text with several lines as a block, and name
#   neither its indentation nor its line breaks at the end. A text that begins with spaces loses them, or the file cannot be read
#   any more, and of two line breaks at the end one is left. If the text does not end with a line break, it is written in quotes,
#   and stays as it is.
# Library: jsonnet 0.22.0 (C++), gojsonnet 0.22.0 (Go), rjsonnet 0.5.6 (Rust), PyYAML 6.0.4 (PyPI).
# Why it matters: A fixture has other values on the computer of somebody who has installed the other jsonnet, which has the same
#   name. The private notes of a contact change when they are written as YAML.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jsonnet==0.22.0 gojsonnet==0.22.0 rjsonnet==0.5.6 PyYAML==6.0.4
cat >check.py <<'PY'
import importlib
import json
import sys

import yaml

evaluate = importlib.import_module(sys.argv[2]).evaluate_snippet
plain = ["NO", "y", "~", "0150", "0x1F", "0612345678", "1_000", "12:30", "2014-08-21"]
document = "".join(f"- {text}\n" for text in plain)
values = json.loads(evaluate("read", f"std.parseYaml({json.dumps(document)})"))
print(f"{sys.argv[1]} reads {', '.join(f'{text} as {json.dumps(value)}' for text, value in zip(plain, values, strict=True))}")
for text in ("Ring twice.\n", "  Ring\n", "  Key:\nunder the mat\n", "Ring.\n\n", "  Ring"):
    written = json.loads(evaluate("write", f"std.manifestYamlDoc({{notes: {json.dumps(text)}}})")) + "\n"
    try:
        read = json.dumps(yaml.safe_load(written)["notes"])
    except yaml.YAMLError as error:
        read = type(error).__name__
    print(f"{sys.argv[1]} writes {json.dumps(text)}, and PyYAML reads {read}")
PY
echo "jsonnet 0.22.0, gojsonnet 0.22.0, rjsonnet 0.5.6, PyYAML 6.0.4" | tee observed
{
  venv/bin/python check.py C++ _jsonnet
  venv/bin/python check.py Go _gojsonnet
  venv/bin/python check.py Rust rjsonnet
} | tee -a observed
cat >expected <<'TXT'
jsonnet 0.22.0, gojsonnet 0.22.0, rjsonnet 0.5.6, PyYAML 6.0.4
C++ reads NO as "NO", y as "y", ~ as "~", 0150 as "0150", 0x1F as "0x1F", 0612345678 as "0612345678", 1_000 as "1_000", 12:30 as "12:30", 2014-08-21 as "2014-08-21"
C++ writes "Ring twice.\n", and PyYAML reads "Ring twice.\n"
C++ writes "  Ring\n", and PyYAML reads "Ring\n"
C++ writes "  Key:\nunder the mat\n", and PyYAML reads ParserError
C++ writes "Ring.\n\n", and PyYAML reads "Ring.\n"
C++ writes "  Ring", and PyYAML reads "  Ring"
Go reads NO as false, y as true, ~ as null, 0150 as 104, 0x1F as 31, 0612345678 as 612345678, 1_000 as 1000, 12:30 as "12:30", 2014-08-21 as "2014-08-21"
Go writes "Ring twice.\n", and PyYAML reads "Ring twice.\n"
Go writes "  Ring\n", and PyYAML reads "Ring\n"
Go writes "  Key:\nunder the mat\n", and PyYAML reads ParserError
Go writes "Ring.\n\n", and PyYAML reads "Ring.\n"
Go writes "  Ring", and PyYAML reads "  Ring"
Rust reads NO as "NO", y as "y", ~ as null, 0150 as 104, 0x1F as 31, 0612345678 as "0612345678", 1_000 as "1_000", 12:30 as "12:30", 2014-08-21 as "2014-08-21"
Rust writes "Ring twice.\n", and PyYAML reads "Ring twice.\n"
Rust writes "  Ring\n", and PyYAML reads "Ring\n"
Rust writes "  Key:\nunder the mat\n", and PyYAML reads ParserError
Rust writes "Ring.\n\n", and PyYAML reads "Ring.\n"
Rust writes "  Ring", and PyYAML reads "  Ring"
TXT
diff expected observed
