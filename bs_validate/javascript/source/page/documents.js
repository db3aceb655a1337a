// The documents in a text: a payload, one payload on each line, or the bodies of a recording (HAR).

import { DATA } from "../data.js";
import { inPlace } from "../check.js";
import { hasOwn } from "../texts.js";
import { isRecord } from "../values.js";
import { alignment, read } from "./json_text.js";

/**
 * Return the documents in a text. `name` is the name of its file and `chosen` that of a schema; each may be empty.
 *
 * A document has the result of `read`, a function `outer` from its offsets to those of the whole text, and the schema to check it
 * with. One that is skipped has the reason instead.
 */
export function documents(text, name, chosen) {
  if (/\.(?:ndjson|jsonl)$/i.test(name) || (!/\.(?:json|har)$/i.test(name) && isLines(text))) return lines(text, name, chosen);
  const found = read(text);
  const entries = found.root?.value?.log?.entries;
  if (Array.isArray(entries)) return bodies(text, found);
  return [{ ...found, outer: (offset) => offset, ...decided(found, name, chosen) }];
}

/** Return whether each of the first two lines is a document. */
function isLines(text) {
  const [first, rest] = split(text.trimStart());
  if (rest.trim() === "" || !/^[{[]/.test(first)) return false;
  return [first, split(rest.trimStart())[0]].every((line) => read(line).problem === undefined);
}

function split(text) {
  const end = text.indexOf("\n");
  return end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end + 1)];
}

function lines(text, name, chosen) {
  let start = 0;
  return text.split("\n").flatMap((line) => {
    const first = start;
    start += line.length + 1;
    if (line.trim() === "") return [];
    const found = read(line.replace(/\r$/, ""));
    return [{ ...found, outer: (offset) => first + offset, ...decided(found, name, chosen) }];
  });
}

/** Return the chosen schema for a document, or the one that its file name and content lead to, or why it has none. */
function decided({ root, problem }, name, chosen) {
  if (problem !== undefined) return { schema: chosen || Object.keys(DATA.schemas)[0] };
  if (chosen !== "") return { schema: chosen, ...withoutEnvelope(root.value, name, DATA.schemas[chosen].envelope) };
  const identity = identified(root.value, name);
  if (identity !== null) return identity;
  const bare = bareResources(root.value, name);
  if (bare === null) return { skipped: "no known resource in it" };
  return { ...identified({ [bare.envelope]: [valueAt(root.value, bare.locations[0])] }, name), bare };
}

/** Return the value at a location that exists. */
export const valueAt = (value, location) => location.reduce((at, part) => at[part], value);

/** Return the schema of a document with an envelope, and that of an update if it could be one too; or null. */
function identified(value, name) {
  if (!isRecord(value)) return null;
  const schemas = Object.entries(DATA.schemas);
  const envelope = Object.keys(value).find((key) => schemas.some(([, one]) => one.envelope === key));
  if (envelope === undefined) return null;
  const by = new Map(schemas.filter(([, one]) => one.envelope === envelope).map(([schema]) => [schema.split(".")[1], schema]));
  const words = new Set(name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z]+/));
  const named = DATA.page.words.find(([representation, those]) => by.has(representation) && those.some((word) => words.has(word)));
  if (named !== undefined) return { schema: by.get(named[0]) };
  if (isRead(value)) return { schema: by.get("read") };
  return { schema: by.get("create"), orUpdate: by.get("update") };
}

/**
 * Return whether a document has something that only the server writes: top-level links, or a record with id and time. An empty
 * list with `meta` beside it is an answer, too: no write is empty.
 */
function isRead(value) {
  if (isRecord(value.links)) return true;
  const records = Object.values(value).filter(Array.isArray).flat(1);
  if (isRecord(value.meta) && records.length === 0) return true;
  return records.some((record) => isRecord(record) && hasOwn(record, "id") && hasOwn(record, "created_at"));
}

/** Return the name of a field in a form that ignores case and punctuation. */
const likened = (name) => name.replace(/[-_]/g, "").toLowerCase();

/** Return for each resource all its fields, those of a write, and those that a create needs, as `likened` names. */
function resources() {
  const found = new Map();
  for (const [schema, { schema: document, envelope }] of Object.entries(DATA.schemas)) {
    const [name, representation] = schema.split(".");
    const one = found.get(name) ?? { name, envelope, fields: new Set(), writable: new Set(), required: new Set() };
    found.set(name, one);
    for (const part of [document.properties[envelope]].flatMap(inPlace).flatMap((list) => (list.items ? inPlace(list.items) : []))) {
      for (const [field, rules] of Object.entries(part.properties ?? {})) {
        one.fields.add(likened(field));
        if (representation !== "read" && !rules.readOnly) one.writable.add(likened(field));
      }
      if (representation === "create") for (const field of part.required ?? []) one.required.add(likened(field));
    }
  }
  return [...found.values()];
}

/** Return where the resources are in a document that lacks the envelope of the schema that was chosen for it. */
function withoutEnvelope(value, name, envelope) {
  if (isRecord(value) && hasOwn(value, envelope)) return {};
  const bare = bareResources(value, name, envelope);
  return bare === null ? {} : { bare, needsEnvelope: true };
}

/**
 * Return where the resources of a document without an envelope are: in a list, alone, or under the name of the resource.
 * `envelope` is the only one that it may lack.
 */
function bareResources(value, name, envelope) {
  const known = resources().filter((one) => envelope === undefined || envelope === one.envelope);
  if (Array.isArray(value)) {
    const found = value.length > 0 && value.every(isRecord) ? fitting(value, known, name) : null;
    return found && { envelope: found.envelope, locations: value.map((_, index) => [index]) };
  }
  if (!isRecord(value)) return null;
  const names = Object.keys(value).filter((key) => key !== "$schema");
  const own = names.length === 1 && known.find((one) => one.name === names[0]);
  if (own && isRecord(value[own.name])) {
    return fitting([value[own.name]], [own], name) && { envelope: own.envelope, locations: [[own.name]] };
  }
  const found = fitting([value], known, name);
  return found && { envelope: found.envelope, locations: [[]] };
}

/** Return the resource that all items look like, the best one if there are several, or null. */
function fitting(items, candidates, name) {
  const keys = new Set(items.flatMap((item) => Object.keys(item)).map(likened));
  const fits = (item, { fields, writable }) => {
    const own = [...new Set(Object.keys(item).map(likened))];
    return own.some((key) => writable.has(key)) && 2 * own.filter((key) => fields.has(key)).length >= own.length;
  };
  const badness = (one) => [
    [...keys].filter((key) => !one.fields.has(key)).length,
    Number(!name.toLowerCase().includes(one.name)),
    [...one.required].filter((key) => !keys.has(key)).length,
  ];
  const ranked = candidates.filter((one) => items.every((item) => fits(item, one))).map((one) => ({ one, by: badness(one) }));
  ranked.sort(({ by: left }, { by: right }) => left[0] - right[0] || left[1] - right[1] || left[2] - right[2]);
  return ranked[0]?.one ?? null;
}

/** Return the operation for a method and a URL, with the fields that the URL asks for (null for all); or null. */
function operationOf(method, url) {
  const [written, query] = url.split("#")[0].split(/\?(.*)/s);
  const address = written.replace(/\/{2,}/g, "/"); // as Rails reads it
  const base = address.lastIndexOf("/api/v3/");
  if (base < 0) return null;
  const path = "/" + plainPath(address.slice(base + "/api/v3/".length)).replace(/^\/+|\/+$/g, "").replace(/\.json$/, "");
  const isCalled = ({ methods, paths }) => methods.includes(method) && paths.some((one) => new RegExp(`^(?:${one})$`).test(path));
  const operation = DATA.page.operations.find(isCalled);
  if (operation === undefined) return null;
  const names = ["fields", "fields[]", `fields[${path.split("/")[1]}]`];
  const asked = [...new URLSearchParams(query)].filter(([name]) => names.includes(name)).flatMap(([, value]) => value.split(","));
  const fields = asked.map((field) => field.trim()).filter((field) => field !== "");
  return { operation, fields: fields.length > 0 ? new Set(fields) : null };
}

function plainPath(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Return the bodies in the entries of a recording. */
function bodies(text, { root }) {
  const entries = root.inside.get("log").inside.get("entries");
  return entries.inside.flatMap((entry) => {
    const request = memberOf(entry, "request");
    if (!isRecord(request?.value)) return [];
    const method = String(request.value.method ?? "").toUpperCase();
    const call = operationOf(method, String(request.value.url ?? ""));
    const response = memberOf(entry, "response");
    const status = Number(/(?<![0-9])[1-5][0-9]{2}(?![0-9])/.exec(String(response?.value?.status ?? ""))?.[0] ?? 0);
    return [
      ...body(text, memberOf(request, "postData"), sent(call)),
      ...body(text, memberOf(response, "content"), received(call, status)),
    ];
  });
}

const memberOf = (one, name) => (one?.inside instanceof Map ? one.inside.get(name) : undefined);

/** Return how the body of a request is checked, or why it is not. */
function sent(call) {
  if (call === null) return { skipped: "no documented operation" };
  const { operation } = call;
  return operation.request === null ? { skipped: "the operation has no such body" } : { schema: operation.request };
}

/** Return how the body of a response is checked, or why it is not. */
function received(call, status) {
  if (status < 200 || status > 299 || status === 206) return { skipped: `status ${status}` };
  if (call === null) return { skipped: "no documented operation" };
  const schema = call.operation.responses[status];
  return schema === undefined ? { skipped: "the operation has no such body" } : { schema, asked: call.fields };
}

const FORMS = /^(?:application\/x-www-form-urlencoded|multipart\/)/;

/** Return the document in a body, if there is one; a form, or a body in another file, is skipped. */
function body(text, content, decision) {
  const written = memberOf(content, "text");
  if (memberOf(content, "_file") !== undefined) return [{ skipped: "it is in another file" }];
  if (typeof written?.value !== "string" || written.value === "") return [];
  if (decision.skipped !== undefined) return [decision];
  if (FORMS.test(String(content.value.mimeType ?? "").toLowerCase())) return [{ skipped: "it is a form" }];
  if (content.value.encoding === "base64") {
    const plain = fromBase64(written.value);
    const decoded = plain === null ? { problem: { reason: "encoding", at: 0 } } : read(plain);
    // A place inside base64 cannot be shown, so findings are placed at the whole text of the body.
    return [{ ...decoded, outer: () => written.start, ...decision, whole: written, isRecorded: true }];
  }
  const found = read(written.value);
  if (found.problem !== undefined && written.value.includes("\ufffd")) return [{ skipped: "it was damaged when it was recorded" }];
  let outer;
  return [{ ...found, outer: (offset) => (outer ??= alignment(text, written.start))(offset), ...decision, isRecorded: true }];
}

function fromBase64(text) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
  } catch {
    return null;
  }
}
