// Print the problems, hover and completions that an editor shows for a file, as JSON. scripts/try_editors.py runs it.
//
//     node try_editors.mjs MODULES SCHEMA FILE WORD
//
// MODULES is the folder with VS Code's JSON service and the YAML language server. The file names its schema itself, and SCHEMA is what
// is found there. Prints the problems with their lines, and the text of the hover and the labels and documentation of the completions
// at the first place of WORD.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [modules, schemaFile, file, word] = process.argv.slice(2);
const require = createRequire(resolve(modules, "index.js"));
const { TextDocument } = require("vscode-languageserver-textdocument");
const isYaml = file.endsWith(".yaml");
const text = readFileSync(file, "utf8");
const document = TextDocument.create(`file:///project/${isYaml ? "a.yaml" : "a.json"}`, isYaml ? "yaml" : "json", 1, text);
const position = document.positionAt(text.indexOf(word));
const surroundings = {
  clientCapabilities: {},
  schemaRequestService: async () => readFileSync(schemaFile, "utf8"),
  workspaceContext: { resolveRelativePath: (relative, base) => new URL(relative, base).href },
};

async function json() {
  const service = require("vscode-json-languageservice").getLanguageService(surroundings);
  service.configure({ validate: true, allowComments: false });
  const parsed = service.parseJSONDocument(document);
  return [
    await service.doValidation(document, parsed),
    await service.doHover(document, position, parsed),
    await service.doComplete(document, position, parsed),
  ];
}

async function yaml() {
  const { SettingsState } = require("yaml-language-server/out/server/src/yamlSettings.js");
  const quiet = { send() {}, sendError() {}, sendTrack() {} };
  const connection = { onRequest() {} };
  const service = require("yaml-language-server").getLanguageService({
    ...surroundings, telemetry: quiet, connection, yamlSettings: new SettingsState(),
  });
  service.configure({ validate: true, hover: true, completion: true, yamlVersion: "1.2" });
  return [
    await service.doValidation(document, false),
    await service.doHover(document, position),
    await service.doComplete(document, position, false),
  ];
}

const [problems, hover, completions] = await (isYaml ? yaml() : json());
const shown = (one) => (typeof one === "object" && one !== null ? (one.value ?? "") : (one ?? ""));
const report = {
  problems: problems.map((one) => ({ line: one.range.start.line + 1, message: shown(one.message) })),
  hover: hover === null ? "" : [hover.contents].flat().map(shown).join("\n"),
  completions: completions.items.map((one) => ({ label: one.label, documentation: shown(one.documentation) })),
};
process.stdout.write(JSON.stringify(report));
process.exit(0);
