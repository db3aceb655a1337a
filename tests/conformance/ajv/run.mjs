// What ajv says of the corpus: reads {schemas, cases, texts} from standard input and writes {plain, full, texts}, where a case is
// [schema, document], a text [format, text], and an error [instance path, keyword, parameters, keywords beside it].
import { readFileSync } from "node:fs";

import Ajv from "ajv/dist/2020.js";

import { addFormats, formats } from "./formats.mjs";

const { schemas, cases, texts } = JSON.parse(readFileSync(0, "utf8"));
const options = { strict: false, allErrors: true, verbose: true };

function verdicts(ajv) {
  const validators = new Map(Object.entries(schemas).map(([name, schema]) => [name, ajv.compile(schema)]));
  return cases.map(([name, document]) => {
    const validate = validators.get(name);
    return validate(document) ? [] : validate.errors.map(({ instancePath, keyword, params, parentSchema: { format, minLength } }) =>
      [instancePath, keyword, params, { format, minLength }]);
  });
}

const said = {
  plain: verdicts(new Ajv({ ...options, logger: false })), // it would warn of each format that it does not know
  full: verdicts(addFormats(new Ajv(options))),
  texts: texts.map(([format, text]) => formats[format](text)),
};
process.stdout.write(JSON.stringify(said));
