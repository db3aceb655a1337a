// Measure the module beside ajv's standalone code, in alternating rounds, and print the microseconds per document.
// Arguments: the folder with ajv, the schema, the module, the documents (a JSON object of lists by name), and the seconds.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, schemaFile, moduleFile, documentsFile, seconds] = process.argv.slice(2);
const require = createRequire(join(folder, "bench.cjs"));
const Ajv = require("ajv/dist/2020").default;
const standalone = require("ajv/dist/standalone").default;

/** Return ajv's standalone function for the schema, with formats that check nothing, as a program would load it. */
function compiled(schema) {
  const ajv = new Ajv({ strict: false, allErrors: true, formats: {}, validateFormats: false, code: { source: true, esm: false } });
  writeFileSync(join(folder, "standalone.cjs"), standalone(ajv, ajv.compile(schema)));
  return require(join(folder, "standalone.cjs"));
}

const theirs = compiled(JSON.parse(readFileSync(schemaFile, "utf8")));
const ours = await import(pathToFileURL(moduleFile));
const documents = JSON.parse(readFileSync(documentsFile, "utf8"));
let kept = 0; // keeps the engine from optimising the work away

/** The measured work: a verdict, and the sentence of each fault; ajv writes its sentences during validation. */
const works = {
  ajv: (document) => {
    if (!theirs(document)) for (const error of theirs.errors) kept += error.message.length;
  },
  "bs-validate": (document) => {
    for (const error of ours.validate(document, "contact.create").errors) kept += error.message().length;
  },
};

const result = {};
for (const [name, list] of Object.entries(documents)) {
  const best = Object.fromEntries(Object.keys(works).map((one) => [one, Infinity]));
  const ratios = [];
  const end = performance.now() + Number(seconds) * 1000;
  while (performance.now() < end || ratios.length < 20) {
    const took = {};
    for (const [one, work] of Object.entries(works)) {
      const start = process.cpuUsage(); // processor time, since other programs run as well
      for (const document of list) work(document);
      const { user, system } = process.cpuUsage(start);
      took[one] = (user + system) / list.length;
      best[one] = Math.min(best[one], took[one]);
    }
    ratios.push(took["bs-validate"] / took.ajv);
  }
  ratios.sort((one, other) => one - other);
  theirs(list[0]);
  result[name] = {
    ...best,
    ratio: ratios[ratios.length >> 1],
    faults: { ajv: theirs.errors?.length ?? 0, "bs-validate": ours.validate(list[0], "contact.create").errors.length },
  };
}
console.log(JSON.stringify({ ...result, kept: kept > 0 }));
