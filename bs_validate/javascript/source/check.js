// The checker of a schema: whether a document is valid, and what its faults are, in document order.

import { FORMATS, isBlank, nonPrintable } from "./formats.js";
import { candidates, meantChoice, meantField } from "./suggest.js";
import { compare, hasOwn, isWithin, length, NOTHING } from "./texts.js";
import { isObject, isPlain, isRecord, isWellFormed, jsonType } from "./values.js";

const list = (one) => (Array.isArray(one) ? one : [one]);

/** Return whether a value has one of the types; an integer is a number too. */
function hasType(types, value) {
  const actual = jsonType(value);
  return types.includes(actual) || (actual === "integer" && types.includes("number"));
}

/**
 * For each keyword about texts, what makes its check of one, the cheap ones first.
 *
 * A pattern that the format beside it implies is written as true, and one that refuses only blank texts as false.
 */
const HOLDS_FOR_TEXT = {
  maxLength: ({ maxLength }) => (text) => isWithin(text, maxLength),
  minLength: ({ minLength }) => (text) => !isWithin(text, minLength - 1),
  pattern: ({ pattern }) => {
    if (typeof pattern === "boolean") return (text) => !isBlank(text);
    const expression = new RegExp(pattern, "u");
    return (text) => expression.test(text);
  },
  format: ({ format }) => {
    const reason = FORMATS[format][1];
    return (text) => reason(text) === null;
  },
};

const ofText = (keyword) => (schema) => {
  const holds = HOLDS_FOR_TEXT[keyword](schema);
  return (value) => typeof value !== "string" || holds(value);
};

/** For each keyword, what makes its check of any value. */
const HOLDS = {
  type: ({ type }) => {
    if (type === "object") return isRecord;
    if (type === "array") return Array.isArray;
    const types = list(type);
    return (value) => hasType(types, value);
  },
  // The explanation of these two looks at each name again, and may find no fault.
  required: () => (value) => !isRecord(value),
  additionalProperties: () => (value) => !isRecord(value),
  enum: (schema) => {
    const choices = new Set(schema.enum);
    return (value) => choices.has(value);
  },
  ...Object.fromEntries(Object.keys(HOLDS_FOR_TEXT).map((keyword) => [keyword, ofText(keyword)])),
  minItems: ({ minItems }) => (value) => !Array.isArray(value) || value.length >= minItems,
  maxItems: ({ maxItems }) => (value) => !Array.isArray(value) || value.length <= maxItems,
  minimum: ({ minimum }) => (value) => typeof value !== "number" || value >= minimum,
};

function expectedOf(schema, types) {
  return list(types).filter((one) => !hasOwn(schema["x-tolerates"] ?? {}, one));
}

function typeFault(schema, value, types = schema.type) {
  const actual = jsonType(value);
  return [actual === "null" ? ["null", null, NOTHING] : ["type", null, { expected: expectedOf(schema, types), actual }]];
}

function formatFault(schema, value) {
  const [code, reasonOf] = FORMATS[schema.format];
  const reason = reasonOf(value);
  if (reason === null) return [];
  if (code === "type") return typeFault(schema, value, schema.type ?? ["integer"]);
  return [[code, null, code === "non_printable" ? nonPrintable(value) : { reason }]];
}

const suggested = (suggestion) => (suggestion === undefined ? NOTHING : { suggestion });

/** For each keyword, what names its faults: the code, the name of the property or null, and the params. */
const EXPLAIN = {
  type: (schema, value) => typeFault(schema, value),
  format: formatFault,
  required: (schema, value) => schema.required.filter((name) => !hasOwn(value, name)).map((name) => ["required", name, NOTHING]),
  additionalProperties(schema, value, check) {
    const known = schema.properties ?? {};
    check.known ??= new Set(Object.keys(known));
    check.candidates ??= candidates(Object.keys(known).filter((name) => !known[name].readOnly));
    const others = Object.keys(value).filter((name) => !check.known.has(name));
    return others.map((name) => ["unknown_field", name, suggested(meantField(name, check.candidates))]);
  },
  enum(schema, value, check) {
    if (value === null) return [["null", null, NOTHING]];
    return [["choice", null, suggested(meantChoice(value, (check.candidates ??= candidates(schema.enum))))]];
  },
  pattern(schema, value) {
    const standsForFormat = "format" in schema && !("minLength" in schema) && (FORMATS[schema.format][0] === "type" || schema.pattern === true);
    if (isBlank(value) && !standsForFormat) return [["blank", null, NOTHING]];
    if ("format" in schema && FORMATS[schema.format][1](value) !== null) return formatFault(schema, value);
    if ("format" in schema && FORMATS[schema.format][0] === "type" && "minimum" in schema) return [["minimum", null, { min: schema.minimum }]];
    return [["pattern", null, NOTHING]];
  },
  minLength: (schema, value) => [value === "" ? ["blank", null, NOTHING] : ["too_short", null, { min: schema.minLength, length: length(value) }]],
  maxLength: (schema, value) => [["too_long", null, { max: schema.maxLength, length: length(value) }]],
  minItems: (schema, value) => [["too_few", null, { min: schema.minItems, count: value.length }]],
  maxItems: (schema, value) => [["too_many", null, { max: schema.maxItems, count: value.length }]],
  minimum: (schema) => [["minimum", null, { min: schema.minimum }]],
};

/** Return the keywords of a schema that may refuse a value, the cheap ones first. */
const assertions = (schema) =>
  Object.keys(HOLDS).filter((keyword) => hasOwn(schema, keyword) && (keyword !== "additionalProperties" || schema[keyword] === false));

const compiled = new Map();

/** Return the function that tells whether a value, at a depth in the document, is plain and a schema takes it. */
function validator(schema) {
  let holds = compiled.get(schema);
  if (holds === undefined) {
    holds = compile(schema);
    if ("enum" in schema) {
      const choices = new Set(schema.enum.filter((one) => holds(one)));
      holds = (value) => choices.has(value);
    }
    compiled.set(schema, holds);
  }
  return holds;
}

function compile(schema) {
  let holds = textOnly(schema);
  if (holds === undefined) {
    holds = inside(schema);
    for (const keyword of assertions(schema).reverse()) {
      if (["enum", "additionalProperties", "required"].includes(keyword)) continue;
      const [one, rest] = [HOLDS[keyword](schema), holds];
      holds = (value, depth) => one(value) && rest(value, depth);
    }
  }
  if ("if" in schema) {
    const own = holds;
    const [condition, held, failed] = ["if", "then", "else"].map((keyword) => (keyword in schema ? validator(schema[keyword]) : () => true));
    holds = (value, depth) => own(value, depth) && (condition(value, depth) ? held : failed)(value, depth);
  }
  return holds;
}

/** Return the check of a schema that takes nothing but texts, or null too, with its type looked at once; undefined for others. */
function textOnly(schema) {
  const types = list(schema.type ?? []);
  const takesNull = types.includes("null");
  if (!types.includes("string") || types.length > 1 + takesNull) return undefined;
  const checks = Object.keys(HOLDS_FOR_TEXT)
    .filter((keyword) => (schema[keyword] ?? true) !== true) // the format implies a pattern that is true
    .map((keyword) => HOLDS_FOR_TEXT[keyword](schema));
  return (value) => {
    if (typeof value !== "string") return takesNull && value === null;
    if (!isWellFormed(value)) return false;
    for (let index = 0; index < checks.length; index += 1) if (!checks[index](value)) return false;
    return true;
  };
}

/** Return the check of the items or members of a value. If the schema says nothing about them, they only have to be plain. */
function inside(schema) {
  const item = "items" in schema ? validator(schema.items) : isPlain;
  const ofRecord = ["properties", "required", "additionalProperties"].some((keyword) => keyword in schema) ? members(schema) : isPlain;
  if (item === ofRecord) return isPlain;
  return (value, depth) => {
    if (!Array.isArray(value)) return (isRecord(value) ? ofRecord : isPlain)(value, depth);
    for (let index = 0; index < value.length; index += 1) if (!item(value[index], depth + 1)) return false;
    return true;
  };
}

/** Return the check of an object: it has the names that are required, and no other names or values than those allowed. */
function members({ properties = {}, required = [], additionalProperties }) {
  const others = additionalProperties === false ? () => false : additionalProperties ? validator(additionalProperties) : isPlain;
  const known = new Map(
    [...Object.keys(properties), ...required].map((name) => [
      name,
      { holds: hasOwn(properties, name) ? validator(properties[name]) : others, needed: Number(required.includes(name)) },
    ]),
  );
  return (value, depth) => {
    if (!isObject(value)) return false;
    let [left, missing] = [Object.keys(value).length, required.length];
    for (const name in value) {
      if (left === 0) break; // what follows is inherited, see isPlain
      const one = known.get(name);
      if (!(one === undefined ? isWellFormed(name) && others(value[name], depth + 1) : one.holds(value[name], depth + 1))) return false;
      if (one !== undefined) missing -= one.needed;
      left -= 1;
    }
    return missing === 0 || required.every((name) => hasOwn(value, name)); // a property may be hidden from loops
  };
}

/** The schemas that apply at one location, with what there is to ask there, worked out when a document first has a fault there. */
class Plan {
  constructor(parts) {
    this.parts = parts;
    const every = parts.map(({ schema }) => validator(schema));
    this.isValid = every.length === 1 ? every[0] : (value, depth) => every.every((holds) => holds(value, depth));
    this.variants = new Map();
    this.inner = new Map();
    this.conditional = parts.filter(({ schema, isSettled }) => "if" in schema && !isSettled);
    this.made = undefined;
  }

  /** Return the plan for one value: which branches apply depends on it. */
  settled(value) {
    let plan = this;
    for (;;) {
      if (plan.conditional.length === 0) return plan;
      const outcome = plan.conditional.map(({ schema }) => validator(schema.if)(value, 0));
      const key = outcome.join();
      let found = plan.variants.get(key);
      if (found === undefined) {
        const taken = plan.conditional.flatMap(({ schema, path }, index) => {
          const branch = outcome[index] ? "then" : "else";
          return branch in schema ? [{ schema: schema[branch], path: `${path}/${branch}` }] : [];
        });
        found = new Plan([...plan.parts.map((part) => ({ ...part, isSettled: true })), ...taken]);
        plan.variants.set(key, found);
      }
      plan = found;
    }
  }

  /** The checks of the value itself, in the order of their places in the schema. */
  get checks() {
    this.made ??= this.parts
      .flatMap(({ schema, path }) =>
        assertions(schema).map((keyword) => {
          const [place, holds] = [`${path}/${keyword}`, HOLDS[keyword](schema)];
          return { keyword, schema, place, holds, candidates: undefined, known: undefined };
        }),
      )
      .sort((one, other) => compare(one.place, other.place));
    return this.made;
  }

  /** Return the plan of a property, or null where no schema applies. */
  property(name) {
    return this.inner.get(name) ?? this.below(name, ({ schema, path }) => {
      if (hasOwn(schema.properties ?? {}, name)) return [{ schema: schema.properties[name], path: `${path}/properties/${name}` }];
      const others = schema.additionalProperties;
      return others ? [{ schema: others, path: `${path}/additionalProperties` }] : [];
    });
  }

  /** Return the plan of the items of a list, or null where no schema applies. */
  get items() {
    return this.inner.get(ITEMS) ?? this.below(ITEMS, ({ schema, path }) => ("items" in schema ? [{ schema: schema.items, path: `${path}/items` }] : []));
  }

  below(key, partsOf) {
    const isOther = key !== ITEMS && !this.parts.some(({ schema }) => hasOwn(schema.properties ?? {}, key));
    const kept = isOther ? OTHERS : key;
    let plan = this.inner.get(kept);
    if (plan === undefined) {
      const parts = this.parts.flatMap(partsOf);
      this.inner.set(kept, (plan = parts.length > 0 ? new Plan(parts) : null));
    }
    return plan;
  }
}

const ITEMS = Symbol("items");
const OTHERS = Symbol("others");

const ALONE = ["null", "type", "blank"];

/** Add those of the faults at one place that are reported: the first of each code, or one that hides the others. */
function addReported(here, found) {
  if (here.length < 2) {
    for (const fault of here) found.push(fault);
    return;
  }
  const first = new Map();
  for (const fault of here) if (!first.has(fault.code)) first.set(fault.code, fault);
  const alone = ALONE.find((code) => first.has(code));
  found.push(...(alone === undefined ? [...first.values()].sort((one, other) => compare(one.code, other.code)) : [first.get(alone)]));
}

const NONE = new Map();

function visit(start, ranks, value, location, here, found) {
  const plan = start.settled(value);
  let inside = NONE;
  for (const check of plan.checks) {
    if (check.holds(value)) continue;
    for (const [code, name, params] of EXPLAIN[check.keyword](check.schema, value, check)) {
      if (name !== null && inside === NONE) inside = new Map();
      if (name === null) here.push({ code, location, params });
      else if (inside.has(name)) inside.get(name).push({ code, location: [...location, name], params });
      else inside.set(name, [{ code, location: [...location, name], params }]);
    }
  }
  addReported(here, found);
  if (isRecord(value)) visitMembers(plan, ranks, value, location, inside, found);
  else if (Array.isArray(value) && plan.items !== null) {
    for (let index = 0; index < value.length; index += 1) {
      if (value.length === 1 || !plan.items.isValid(value[index], 0)) visit(plan.items, ranks, value[index], [...location, index], [], found);
    }
  }
}

function visitMembers(plan, ranks, value, location, inside, found) {
  const names = Object.keys(value);
  const values = Object.values(value); // much faster than a look-up for each name
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index];
    const child = plan.property(name);
    const said = inside.get(name);
    if (said !== undefined) inside.delete(name);
    // An only member is at fault, or nothing in it is: a visit finds out as well.
    if (child !== null && (said !== undefined || names.length === 1 || !child.isValid(values[index], 0))) {
      visit(child, ranks, values[index], [...location, name], said ?? [], found);
    } else if (said !== undefined) addReported(said, found);
  }
  if (inside.size === 0) return;
  const rankOf = (name) => ranks.get(name) ?? 0;
  const missing = [...inside.keys()].sort((one, other) => rankOf(one) - rankOf(other) || compare(one, other));
  for (const name of missing) addReported(inside.get(name), found);
}

/** Return what checks documents with a schema: whether one is plain and valid, and the faults of a plain one in document order. */
export function checker(schema, ranks) {
  const plan = new Plan([{ schema, path: "" }]);
  return {
    isValid: plan.isValid,
    faults(document) {
      const found = [];
      visit(plan, ranks, document, [], [], found);
      return found;
    },
  };
}

/** Return whether a location is in a field that the server ignores in a write. */
export function isIgnored(schema, location) {
  let schemas = [schema];
  for (const part of location) {
    const every = schemas.flatMap(inPlace);
    schemas = every.flatMap((one) => {
      const inner = typeof part === "number" ? one.items : hasOwn(one.properties ?? {}, part) ? one.properties[part] : one.additionalProperties;
      return inner ? [inner] : [];
    });
    if (schemas.some((one) => one.readOnly)) return true;
  }
  return false;
}

/** Return a schema and those under its conditions, which apply to the same value. */
export const inPlace = (schema) => [schema, ...["then", "else"].flatMap((keyword) => (keyword in schema ? inPlace(schema[keyword]) : []))];
