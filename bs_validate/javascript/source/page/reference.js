// The part below the text: the fields of a schema, and valid examples of it.

import { DATA } from "../data.js";
import { element } from "./editor.js";

const MEANINGS = { required: "required", optional: "optional", ignored: "ignored" };

/** Return the rows of the table of fields of a schema; those that the server ignores come last. */
export function fieldRows(schema) {
  const [resource, representation] = schema.split(".");
  const rows = DATA.page.fields[resource].filter((row) => MEANINGS[row.presence[representation]] !== undefined);
  const rank = (row) => Number(row.presence[representation] === "ignored");
  return rows
    .map((row, index) => ({ row, index }))
    .sort((one, other) => rank(one.row) - rank(other.row) || one.index - other.index)
    .map(({ row }) => fieldRow(row, row.presence[representation]));
}

function fieldRow(row, presence) {
  const rules = row.rules === "" ? [] : [element("p", {}, row.rules)];
  const about = row.description === "" ? [] : [element("p", { className: "quiet" }, ...prose(row.description))];
  return element(
    "tr",
    { className: presence },
    element("th", { scope: "row" }, element("code", {}, row.name)),
    element("td", {}, element("span", { className: "presence" }, MEANINGS[presence])),
    element("td", {}, element("code", {}, row.types)),
    element("td", {}, ...rules, ...about),
  );
}

/** Return the parts of a text; those between backticks become code. */
const prose = (text) => text.split("`").map((part, index) => (index % 2 === 1 ? element("code", {}, part) : part));

/** Return an example of a schema as indented JSON; the first one follows the last. */
export function exampleText(schema, index) {
  const examples = DATA.page.examples[schema];
  return JSON.stringify(examples[index % examples.length], null, 2);
}
