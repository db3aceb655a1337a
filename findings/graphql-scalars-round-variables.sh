#!/bin/sh
# An API in GraphQL uses the types of graphql-scalars for guests, prices, files and times. A client sends a value as a literal in the query,
# or as a variable, which is JSON.
# Guess: Both ways accept the same values, as they do for GraphQL's own Int. PositiveInt rejects 2.9, and Byte reads base64.
# Reality: As a literal, PositiveInt, NonNegativeInt and UnsignedInt reject 2.9, "1e3" and [2]. As a variable, they accept them: 2.9 is 2,
#   "1e3" is 1, and [2] is 2. NonNegativeInt reads -0.5 as 0, and Port accepts 80.5. An answer is rounded in the same way. Byte reads base64,
#   but as hexadecimal if the text has only hexadecimal digits, so "abcd" is two bytes, and not three. Its answer is an object,
#   {"type":"Buffer","data":[…]}, which it cannot read. DateTime rejects a number, and writes one as milliseconds, so seconds become a day
#   in January 1970. Timestamp reads the text "5" as 1 May 2001. BigInt writes a number up to 53 bits, and a text beyond.
# Library: graphql-scalars 2.0.0, graphql 16.15.0 (npm).
# Why it matters: A mistake of a client is not reported: 2.9 guests are 2, and 1e3 cents are 1. Tests with literals do not show it. A file of
#   three or six bytes may become another one. Use GraphQL's own Int with a check, and validate the variables as JSON.
# Needs: node, npm.
set -eu
command -v npm >/dev/null || exit 77
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund graphql-scalars@2.0.0 graphql@16.15.0 >log 2>&1
cat >ask.mjs <<'JS'
import { graphql, GraphQLInt, GraphQLObjectType, GraphQLSchema } from "graphql";
import * as scalars from "graphql-scalars";

process.env.TZ = "UTC";
const types = { ...scalars, GraphQLInt };
const shown = (value) =>
  value instanceof Date ? value.toISOString() : Buffer.isBuffer(value) ? `bytes ${value.toString("hex")}` : typeof value === "bigint" ? `${value}n` : JSON.stringify(value);

async function ask(name, request, stored) {
  const type = types[`GraphQL${name}`];
  let read;
  const resolve = (_, { value }) => {
    read = value;
    return stored ?? value;
  };
  const echo = { type, args: { value: { type } }, resolve };
  const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: "Query", fields: { echo } }) });
  const { data, errors } = await graphql({ schema, ...request });
  return { read: errors ? "an error" : shown(read), written: errors ? "an error" : JSON.stringify(data.echo) };
}

for (const [name, ...values] of [
  ["Int", 2.9, "2"],
  ["PositiveInt", 2.9, "1e3", "2", [2]],
  ["NonNegativeInt", 2.9, -0.5],
  ["UnsignedInt", 2.9],
  ["Port", 80.5],
  ["Byte", "YWJj", "YQ==", "abcd", "12345678"],
  ["DateTime", 1408610444],
  ["Timestamp", "5"],
]) {
  for (const value of values) {
    const text = JSON.stringify(value);
    const literal = await ask(name, { source: `{ echo(value: ${text}) }` });
    const variable = await ask(name, { source: `query ($value: ${name}) { echo(value: $value) }`, variableValues: { value } });
    console.log(`${name} ${text}: as a literal ${literal.read}, as a variable ${variable.read}`);
  }
}
for (const [name, value] of [
  ["Int", 2.9],
  ["NonNegativeInt", 2.9],
  ["Byte", Buffer.from("abc")],
  ["DateTime", 1408610444],
  ["BigInt", 9007199254740991n],
  ["BigInt", 9007199254740993n],
]) {
  console.log(`${name}, answer ${shown(value)}: ${(await ask(name, { source: "{ echo }" }, value)).written}`);
}
JS
node -p '["graphql-scalars", "graphql"].map((name) => name + " " + JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`)).version).join(" ")' | tee observed
node ask.mjs 2>>log | tee -a observed
cat >expected <<'TXT'
graphql-scalars 2.0.0 graphql 16.15.0
Int 2.9: as a literal an error, as a variable an error
Int "2": as a literal an error, as a variable an error
PositiveInt 2.9: as a literal an error, as a variable 2
PositiveInt "1e3": as a literal an error, as a variable 1
PositiveInt "2": as a literal an error, as a variable 2
PositiveInt [2]: as a literal an error, as a variable 2
NonNegativeInt 2.9: as a literal an error, as a variable 2
NonNegativeInt -0.5: as a literal an error, as a variable 0
UnsignedInt 2.9: as a literal an error, as a variable 2
Port 80.5: as a literal an error, as a variable 80.5
Byte "YWJj": as a literal bytes 616263, as a variable bytes 616263
Byte "YQ==": as a literal bytes 61, as a variable bytes 61
Byte "abcd": as a literal bytes abcd, as a variable bytes abcd
Byte "12345678": as a literal bytes 12345678, as a variable bytes 12345678
DateTime 1408610444: as a literal an error, as a variable an error
Timestamp "5": as a literal 2001-05-01T00:00:00.000Z, as a variable 2001-05-01T00:00:00.000Z
Int, answer 2.9: an error
NonNegativeInt, answer 2.9: 2
Byte, answer bytes 616263: {"type":"Buffer","data":[97,98,99]}
DateTime, answer 1408610444: "1970-01-17T07:16:50.444Z"
BigInt, answer 9007199254740991n: 9007199254740991
BigInt, answer 9007199254740993n: "9007199254740993"
TXT
diff expected observed
