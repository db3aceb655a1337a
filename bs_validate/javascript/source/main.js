// The public functions: they take a payload and return a report.

import { checker, inPlace, isIgnored } from "./check.js";
import { DATA } from "./data.js";
import { sentence } from "./messages.js";
import { compare, hasOwn, Place, ROOT } from "./texts.js";
import { isRecord, member, survey } from "./values.js";

/** One error at one place; it holds no value of the payload. */
class FieldError {
  #envelope; // what is missing around the fields, which only the sentence names

  constructor({ envelope }, code, { shown, pointer }, params) {
    const isBareList = code === "type" && shown.length === 0 && params.actual === "array";
    if (isBareList || (code === "required" && shown.length === 1 && shown[0] === envelope)) this.#envelope = envelope;
    this.code = code;
    this.severity = "error";
    this.location = Object.freeze(shown);
    this.pointer = pointer;
    this.field = fieldName(envelope, shown);
    this.params = params;
    Object.freeze(this);
  }

  /** Word the error in a language; an unknown one falls back to English. A copy, as stores make them, lacks the hint to the envelope. */
  message(locale = "en") {
    const envelope = #envelope in this ? this.#envelope : undefined;
    return sentence(this.code, envelope === undefined ? this.params : { ...this.params, envelope }, locale);
  }
}

/** The outcome of one validation; the errors are in document order. */
class Report {
  constructor(schema, errors) {
    this.schema = schema;
    this.errors = Object.freeze(errors);
    this.valid = errors.length === 0;
    Object.freeze(this);
  }

  /** Return the messages by field, as a plain object: React and strict comparisons refuse one without a prototype. */
  byField(locale = "en") {
    const messages = new Map();
    for (const { field } of this.errors) messages.set(field, []);
    for (const error of this.errors) messages.get(error.field).push(error.message(locale));
    return Object.fromEntries(messages);
  }
}

/** The names of the schemas. */
export const schemas = Object.freeze(Object.keys(DATA.schemas));

const checkers = new Map();

function known(name) {
  let found = checkers.get(name);
  if (found === undefined) {
    if (typeof name !== "string" || !hasOwn(DATA.schemas, name)) throw new RangeError(`unknown schema; the schemas are ${schemas.join(", ")}`);
    const { schema, envelope } = DATA.schemas[name];
    const ranks = new Map([...new Set(propertyNames(schema))].map((one, rank) => [one, rank]));
    const resource = [schema.properties[envelope]].flatMap(inPlace).flatMap((one) => one.items ?? []);
    const fields = new Map(locations(resource, [envelope, 0]).map((location) => [location.slice(2).join("."), location]));
    found = { name, schema, envelope, ranks, fields, isRead: name.endsWith(".read"), passed: new Report(name, []), ...checker(schema, ranks) };
    checkers.set(name, found);
  }
  return found;
}

/** Yield the names of all properties anywhere in a schema, in the order in which they are written. */
function* propertyNames(schema) {
  yield* Object.keys(schema.properties ?? {});
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === "properties") for (const inner of Object.values(value)) yield* propertyNames(inner);
    else if (["additionalProperties", "else", "if", "items", "then"].includes(keyword)) yield* propertyNames(value);
  }
}

/** Return the locations of all fields that some schemas have, with 0 for an index. */
function locations(schemas, start) {
  const every = schemas.flatMap(inPlace);
  const below = new Map();
  const add = (part, schema) => below.set(part, [...(below.get(part) ?? []), schema]);
  for (const schema of every) for (const [name, inner] of Object.entries(schema.properties ?? {})) add(name, inner);
  for (const schema of every) if ("items" in schema) add(0, schema.items);
  return [...below].flatMap(([part, inner]) => [[...start, part], ...locations(inner, [...start, part])]);
}

/** Validate a document with its envelope: {contacts: [{…}]}. */
export function validate(document, schema) {
  const found = known(schema);
  if (found.isValid(document, 0)) return found.passed;
  const faults = found.faults(document);
  if (faults !== null) return report(found, faults);
  const [plain, problems] = survey(document);
  const told = problems
    .filter(([location]) => found.isRead || !isIgnored(found.schema, location))
    .map(([location, reason]) => ({ code: "not_representable", place: placeOf(found, location), params: Object.freeze({ reason }) }));
  const [hidden, atKey] = [new Set(), new Set()];
  for (const [location, reason] of problems) (reason.startsWith("key_") ? atKey : hidden).add(JSON.stringify(location));
  const beside = found.faults(plain).filter(({ code, place: { location } }) => {
    const isBelow = [...location, null].some((_, size) => hidden.has(JSON.stringify(location.slice(0, size))));
    return code === "unknown_field" || !(isBelow || atKey.has(JSON.stringify(location)));
  });
  return report(found, inOrder(found, plain, [...told, ...beside]));
}

/** Validate one bare resource, as a form holds it. */
export function validateResource(fields, schema) {
  return validate({ [known(schema).envelope]: [fields] }, schema);
}

/** Validate the value of one field, such as "email" or "phones.0.number"; rules between fields are left out. */
export function validateField(value, schema, field) {
  const found = known(schema);
  const stand = typeof field === "string" ? field.replace(/(?<=\.)[0-9]{1,9}(?=\.|$)/g, "0") : "";
  const standIn = found.fields.get(stand);
  if (standIn === undefined) throw new RangeError(`unknown field; the fields are ${[...found.fields.keys()].join(", ")}`);
  const indices = field.match(/(?<=\.)[0-9]{1,9}(?=\.|$)/g)?.map(Number) ?? [];
  const place = standIn.map((part, at) => (at > 2 && typeof part === "number" ? indices.shift() : part));
  const document = standIn.reduceRight((inner, part) => (typeof part === "number" ? [inner] : { [part]: inner }), value);
  const errors = validate(document, schema).errors.filter(({ location }) => standIn.every((part, at) => location[at] === part));
  return new Report(
    schema,
    errors.map(({ code, location, params }) => {
      const own = placeOf(found, [...place, ...location.slice(place.length)]);
      return new FieldError(found, code, own, params);
    }),
  );
}

const placeOf = ({ ranks }, location) =>
  location.reduce((above, part) => new Place(above, part, typeof part === "number" || ranks.has(part)), ROOT);

function report(found, faults) {
  return new Report(
    found.name,
    faults.map(({ code, place, params }) => new FieldError(found, code, place, params)),
  );
}

/** Return the part of a location that is relative to its resource, dotted; a resource may stand in place of the list. */
function fieldName(envelope, location) {
  if (location.length < 2 || location[0] !== envelope) return "";
  if (location.length === 3 && typeof location[1] === "number") return String(location[2]);
  return location.slice(typeof location[1] === "number" ? 2 : 1).join(".");
}

/** Sort faults by their place in the document; a missing field comes after the fields of its object, in schema order. */
function inOrder({ ranks }, document, faults) {
  const indices = new Map(); // of the names of each object, which may have thousands of faults
  const placed = faults.map((fault) => {
    let at = document;
    const order = fault.place.location.map((part) => {
      const object = at;
      at = member(at, part) ?? null;
      if (!isRecord(object)) return [typeof part === "number" ? part : 0, 0, ""];
      if (!indices.has(object)) indices.set(object, new Map(Object.keys(object).map((name, index) => [name, index])));
      const known = indices.get(object);
      return [known.get(part) ?? known.size, ranks.get(part) ?? 0, String(part)];
    });
    return { fault, order };
  });
  placed.sort((one, other) => {
    for (let at = 0; at < Math.min(one.order.length, other.order.length); at += 1) {
      const [left, right] = [one.order[at], other.order[at]];
      const by = left[0] - right[0] || left[1] - right[1] || compare(left[2], right[2]);
      if (by !== 0) return by;
    }
    return one.order.length - other.order.length || compare(one.fault.code, other.fault.code);
  });
  return placed.map(({ fault }) => fault);
}
