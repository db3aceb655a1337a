// Answers questions about payloads with the JavaScript module whose path is the first argument: reads one question per line from
// standard input, [function, schema, value, field], and writes [code, location, pointer, field, params, messages] of each error.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [, , path, ...locales] = process.argv;
const { validate, validateField, validateResource } = await import(pathToFileURL(path));
const functions = { validate, validateField, validateResource };

for await (const line of createInterface({ input: process.stdin })) {
  const [name, schema, value, field] = JSON.parse(line);
  const report = functions[name](value, schema, field);
  const answer = report.errors.map((error) => [
    error.code,
    error.location,
    error.pointer,
    error.field,
    error.params,
    locales.map((locale) => error.message(locale)),
  ]);
  process.stdout.write(JSON.stringify(answer) + "\n");
}
