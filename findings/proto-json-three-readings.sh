#!/bin/sh
# A service describes a contact in Protocol Buffers, and reads JSON. The JSON of a message is part of the specification (ProtoJSON). Three
#   libraries read the same documents, write the message in binary, and write what they read from it as JSON.
# Guess: All three read the same values, and reject what ProtoJSON does not allow. @bufbuild/protobuf says that it passes all conformance
#   tests.
# Reality: @bufbuild/protobuf reads 31 February as 3 March. It rounds an int64 that is a JSON number, which the other two read exactly,
#   reads the text "0x10" as 16, and ignores spaces in base64. protobuf reads [] as an empty message. protobuf and betterproto2 read
#   "1_000" as 1000 and "inf" as infinity, and keep the second of two names of one field. betterproto2 reads the text "fr" as a list of
#   two letters, 1.5 as 1, a time without a zone as UTC, and both fields of a oneof. It keeps microseconds only, and 3000000000 in an
#   int32 becomes a negative number on the wire. It raises for a negative duration, and for base64 with "-" or "_", which ProtoJSON
#   allows. @bufbuild/protobuf and betterproto2 read 24:00 as the next day.
# Library: @bufbuild/protobuf 2.17.0 (npm), protobuf 7.36.2, betterproto2 0.10.0 (PyPI).
# Why it matters: Two services with one .proto file disagree about a contact. A wrong day becomes another day instead of an error, and a
#   language code becomes two languages.
# Needs: node 20 or newer, npm, Python 3.11 with venv.
set -eu
command -v npm >/dev/null || { echo "skipped: needs npm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --ignore-scripts @bufbuild/protobuf@2.17.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check protobuf==7.36.2 grpcio-tools==1.85.1 'betterproto2[all]==0.10.0' \
  betterproto2_compiler==0.10.1 2>/dev/null
cat >contacts.proto <<'PROTO'
syntax = "proto3";
package contacts;
import "google/protobuf/duration.proto";
import "google/protobuf/timestamp.proto";
message Contact {
  string first_name = 1;
  int32 age = 2;
  int64 id = 3;
  double price = 4;
  bytes photo = 5;
  repeated string languages = 6;
  google.protobuf.Timestamp created_at = 7;
  google.protobuf.Duration wait = 8;
  oneof way {
    string sms = 9;
    string mail = 10;
  }
}
PROTO
mkdir better
PATH="$folder/venv/bin:$PATH" venv/bin/python -m grpc_tools.protoc -I. --python_out=. --python_betterproto2_out=better \
  --descriptor_set_out=contacts.pb --include_imports contacts.proto 2>/dev/null
cat >documents <<'TXT'
{"createdAt":"2014-08-21T10:40:44+02:00","id":"5","wait":"1.5s"}
{"createdAt":"2014-02-31T08:40:44Z"}
{"createdAt":"2014-08-21T24:00:00Z"}
{"createdAt":"2014-08-21T08:40:44"}
{"createdAt":"2014-08-21T08:40:44.123456789Z"}
{"wait":"-0.5s"}
{"id":9007199254740993}
{"age":"1_000"}
{"age":"0x10"}
{"age":1.5}
{"age":3000000000}
{"price":"inf"}
{"photo":"_-8="}
{"photo":"a b"}
{"languages":"fr"}
{"firstName":"Ann","first_name":"Bea"}
{"sms":"1","mail":"2"}
[]
TXT
cat >read.py <<'PY'
import json

import contacts_pb2
from better import contacts
from google.protobuf import json_format


def with_protobuf(text):
    message = json_format.Parse(text, contacts_pb2.Contact())
    return json_format.MessageToJson(contacts_pb2.Contact.FromString(message.SerializeToString()))


def with_betterproto2(text):
    return contacts.Contact.parse(bytes(contacts.Contact.from_json(text))).to_json()


def attempt(read, text):
    try:
        return json.dumps(json.loads(read(text)), separators=(",", ":"))
    except Exception:
        return "raises"


print(json.dumps([[attempt(read, text) for text in open("documents")] for read in (with_protobuf, with_betterproto2)]))
PY
cat >read.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { createFileRegistry, fromBinary, fromJsonString, toBinary, toJsonString } from '@bufbuild/protobuf'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'

const contact = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync('contacts.pb'))).getMessage('contacts.Contact')
const [python, better] = JSON.parse(readFileSync('python.json', 'utf8'))
readFileSync('documents', 'utf8').trim().split('\n').forEach((text, index) => {
  let read
  try {
    read = toJsonString(contact, fromBinary(contact, toBinary(contact, fromJsonString(contact, text))))
  } catch {
    read = 'raises'
  }
  console.log(`${text}\n  @bufbuild/protobuf ${read}\n  protobuf ${python[index]}\n  betterproto2 ${better[index]}`)
})
JS
venv/bin/python read.py >python.json
node read.mjs | tee observed
cat >expected <<'TXT'
{"createdAt":"2014-08-21T10:40:44+02:00","id":"5","wait":"1.5s"}
  @bufbuild/protobuf {"id":"5","createdAt":"2014-08-21T08:40:44Z","wait":"1.500s"}
  protobuf {"id":"5","createdAt":"2014-08-21T08:40:44Z","wait":"1.500s"}
  betterproto2 {"id":"5","createdAt":"2014-08-21T08:40:44Z","wait":"1.500s"}
{"createdAt":"2014-02-31T08:40:44Z"}
  @bufbuild/protobuf {"createdAt":"2014-03-03T08:40:44Z"}
  protobuf raises
  betterproto2 raises
{"createdAt":"2014-08-21T24:00:00Z"}
  @bufbuild/protobuf {"createdAt":"2014-08-22T00:00:00Z"}
  protobuf raises
  betterproto2 {"createdAt":"2014-08-22T00:00:00Z"}
{"createdAt":"2014-08-21T08:40:44"}
  @bufbuild/protobuf raises
  protobuf raises
  betterproto2 {"createdAt":"2014-08-21T08:40:44Z"}
{"createdAt":"2014-08-21T08:40:44.123456789Z"}
  @bufbuild/protobuf {"createdAt":"2014-08-21T08:40:44.123456789Z"}
  protobuf {"createdAt":"2014-08-21T08:40:44.123456789Z"}
  betterproto2 {"createdAt":"2014-08-21T08:40:44.123456Z"}
{"wait":"-0.5s"}
  @bufbuild/protobuf {"wait":"-0.500s"}
  protobuf {"wait":"-0.500s"}
  betterproto2 raises
{"id":9007199254740993}
  @bufbuild/protobuf {"id":"9007199254740992"}
  protobuf {"id":"9007199254740993"}
  betterproto2 {"id":"9007199254740993"}
{"age":"1_000"}
  @bufbuild/protobuf raises
  protobuf {"age":1000}
  betterproto2 {"age":1000}
{"age":"0x10"}
  @bufbuild/protobuf {"age":16}
  protobuf raises
  betterproto2 raises
{"age":1.5}
  @bufbuild/protobuf raises
  protobuf raises
  betterproto2 {"age":1}
{"age":3000000000}
  @bufbuild/protobuf raises
  protobuf raises
  betterproto2 {"age":-1294967296}
{"price":"inf"}
  @bufbuild/protobuf raises
  protobuf {"price":"Infinity"}
  betterproto2 {"price":"Infinity"}
{"photo":"_-8="}
  @bufbuild/protobuf {"photo":"/+8="}
  protobuf {"photo":"/+8="}
  betterproto2 raises
{"photo":"a b"}
  @bufbuild/protobuf {"photo":"aQ=="}
  protobuf raises
  betterproto2 raises
{"languages":"fr"}
  @bufbuild/protobuf raises
  protobuf raises
  betterproto2 {"languages":["f","r"]}
{"firstName":"Ann","first_name":"Bea"}
  @bufbuild/protobuf raises
  protobuf {"firstName":"Bea"}
  betterproto2 {"firstName":"Bea"}
{"sms":"1","mail":"2"}
  @bufbuild/protobuf raises
  protobuf raises
  betterproto2 {"sms":"1","mail":"2"}
[]
  @bufbuild/protobuf raises
  protobuf {}
  betterproto2 raises
TXT
diff expected observed
