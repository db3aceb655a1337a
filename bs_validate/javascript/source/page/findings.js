// Checks the documents in a text, and gives each error its line and column and its offsets in the text area.

import { DATA } from "../data.js";
import { sentence } from "../messages.js";
import { length, quoted } from "../texts.js";
import { validate } from "../main.js";
import { documents, valueAt } from "./documents.js";
import { locationOf } from "./json_text.js";

/** Findings of one text that are shown; the others are only counted. */
const MOST_FINDINGS = 200;
const AT_KEY = ["duplicate_key", "unknown_field"];
/** Codes about the form of a text, which is not known if a placeholder is in it. */
const OF_LOOKS = ["choice", "email", "pattern", "phone", "time", "too_long", "too_short", "url"];

/**
 * Check a text. `name` is the name of its file and `chosen` that of a schema; each may be empty.
 *
 * Return the findings in the order of the text, their number, the number of documents and their schemas, the reasons for skipping
 * others, the schema of an update if a create could be one, and the envelope that is missing.
 */
export function check(text, name, chosen) {
  const found = documents(text, name, chosen);
  const checked = found.filter((one) => one.skipped === undefined);
  let findings = [];
  let count = 0;
  for (const document of checked) {
    const faults = faultsOf(document);
    count += faults.length;
    if (findings.length < MOST_FINDINGS) findings = [...findings, ...placed(document, faults)];
  }
  findings.sort((one, other) => one.start - other.start);
  const bare = checked.find((one) => one.bare !== undefined && !one.needsEnvelope)?.bare;
  const place = placer(text);
  return {
    findings: findings.slice(0, MOST_FINDINGS).map((one) => ({ ...one, ...place(one.start) })),
    count,
    documents: checked.length,
    schemas: [...new Set(checked.filter((one) => one.problem === undefined).map((one) => one.schema))],
    skipped: [...new Set(found.flatMap((one) => one.skipped ?? []))],
    orUpdate: checked.length === 1 && findings.some((one) => one.code === "required") ? checked[0].orUpdate : undefined,
    envelope: bare?.envelope,
  };
}

/** Return the faults of a document: its repeated keys, then its errors. */
function faultsOf(document) {
  if (document.problem !== undefined) return [unreadable(document)];
  const repeated = document.repeated.map((one) => {
    const location = locationOf(one).map((part) => (typeof part === "string" ? quoted(part) : part));
    return { code: "duplicate_key", field: fieldOf(document, location), location, message: (locale) => sentence("duplicate_key", {}, locale), node: one };
  });
  return [...repeated, ...reported(document).filter((error) => !isHeld(document, error))];
}

/** Return faults as findings, which have places in the whole text. */
function placed(document, faults) {
  if (document.problem !== undefined) return faults;
  const nodeOf = finder(document.root);
  return faults.map((fault) => {
    const { code, field, location } = fault;
    const [start, end] = span(code, fault.node ?? nodeOf(fault));
    const places = { start: document.outer(start), end: document.whole?.end ?? document.outer(end) };
    return { code, subject: field || location.join("."), message: (locale) => fault.message(locale), ...places };
  });
}

/** Return the place of a fault: the key if it is about a name, and the opening brace if a field is missing. */
function span(code, { key, start, end }) {
  if (AT_KEY.includes(code) && key) return key;
  return [start, code === "required" ? start + 1 : end];
}

/** Return the errors of a document; those of a resource without an envelope are at the place of the resource. */
function reported({ root, schema, bare, needsEnvelope }) {
  if (bare === undefined) return validate(root.value, schema).errors;
  const isOfEnvelope = ({ pointer }) => ["", `/${bare.envelope}`].includes(pointer);
  const ofWhole = needsEnvelope ? validate(root.value, schema).errors.filter(isOfEnvelope) : [];
  const ofResources = bare.locations.flatMap((location) => {
    const { errors } = validate({ [bare.envelope]: [valueAt(root.value, location)] }, schema);
    return errors.map((error) => ({
      code: error.code,
      field: error.field,
      location: [...location, ...error.location.slice(2)],
      message: (locale) => error.message(locale),
    }));
  });
  return [...ofWhole, ...ofResources];
}

/** Return whether an error is about an editor's own field, a hidden value, or a field that the URL did not ask for. */
function isHeld({ root, isRecorded, asked }, { code, location }) {
  if (!isRecorded) return location.length === 1 && location[0] === "$schema";
  if (code === "required" && asked) return location.length > 2 && !asked.has(location[2]);
  if (code === "unknown_field") return false;
  const value = location.reduce((at, part) => at?.[part], root.value);
  if (typeof value !== "string") return false;
  return new RegExp(`^(?:${DATA.page.placeholders})$`).test(value) || (OF_LOOKS.includes(code) && new RegExp(DATA.page.placeholders).test(value));
}

function fieldOf({ schema }, location) {
  const isInside = location[0] === DATA.schemas[schema].envelope && typeof location[1] === "number";
  return (isInside ? location.slice(2) : location).join(".");
}

function unreadable(document) {
  const { reason, at } = document.problem;
  const start = document.outer(at);
  // The line and the column in the message are those of the whole text, so the caller passes them in.
  const message = (locale, place) => sentence("not_json", { reason, ...place }, locale);
  return { code: "not_json", subject: "", message, start, end: document.whole?.end ?? start + 1 };
}

/**
 * Return a function from an error to the node that it is about or, if there is none, the nearest node above.
 *
 * Errors show long and unprintable names in a shortened form, in which several may look alike; those are found one after another.
 */
function finder(root) {
  const asked = new Map();
  return ({ location }) => {
    let nodes = [root];
    for (const part of location) {
      const inside = nodes.flatMap((one) => named(one, part));
      if (inside.length === 0) return nodes[0];
      nodes = inside;
    }
    const key = JSON.stringify(location);
    const turn = asked.get(key) ?? 0;
    asked.set(key, turn + 1);
    return nodes[turn % nodes.length];
  };
}

function named({ inside }, part) {
  if (!(inside instanceof Map)) return inside?.[part] ?? [];
  const one = inside.get(part);
  if (one !== undefined) return one;
  return [...inside.values()].filter(({ part: name }) => quoted(name) === part);
}

/** Return a function from an offset to the line and the column, counted from 1, in characters. */
function placer(text) {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (match) => match.index + match[0].length)];
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: length(text.slice(starts[low], offset)) + 1 };
  };
}
