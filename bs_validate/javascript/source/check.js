// The checker of a schema: whether a document is valid, and what its faults are, in document order.

import { FORMATS, isBlank, nonPrintable } from "./formats.js";
import { candidates, meantChoice, meantField } from "./suggest.js";
import { compare, hasOwn, isWithin, length, NOTHING, once, Place, ROOT } from "./texts.js";
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

const fault = (code, params) => ({ code, params: Object.freeze(params) });
const BLANK_FAULT = fault("blank", NOTHING);
const NULL_FAULT = fault("null", NOTHING);
const PATTERN_FAULT = fault("pattern", NOTHING);

function typeFault(schema, value, types = schema.type) {
  const actual = jsonType(value);
  return actual === "null" ? NULL_FAULT : fault("type", { expected: expectedOf(schema, types), actual });
}

function formatFault(schema, value) {
  const [code, reasonOf] = FORMATS[schema.format];
  const reason = reasonOf(value);
  if (reason === null) return null;
  if (code === "type") return typeFault(schema, value, schema.type ?? ["integer"]);
  return fault(code, code === "non_printable" ? nonPrintable(value) : { reason });
}

/** For each keyword, what explains why it refuses a value: the code of the fault and its params, or null if there is no fault. */
const EXPLAIN = {
  type: (schema, value) => typeFault(schema, value),
  format: formatFault,
  enum: (schema, value, choices) => (value === null ? NULL_FAULT : fault("choice", meantChoice(value, choices()))),
  pattern(schema, value) {
    const standsForFormat = "format" in schema && !("minLength" in schema) && (FORMATS[schema.format][0] === "type" || schema.pattern === true);
    if (isBlank(value) && !standsForFormat) return BLANK_FAULT;
    if ("format" in schema && FORMATS[schema.format][1](value) !== null) return formatFault(schema, value);
    if ("format" in schema && FORMATS[schema.format][0] === "type" && "minimum" in schema) return fault("minimum", { min: schema.minimum });
    return PATTERN_FAULT;
  },
  minLength: (schema, value) => (value === "" ? BLANK_FAULT : fault("too_short", { min: schema.minLength, length: length(value) })),
  maxLength: (schema, value) => fault("too_long", { max: schema.maxLength, length: length(value) }),
  minItems: (schema, value) => fault("too_few", { min: schema.minItems, count: value.length }),
  maxItems: (schema, value) => fault("too_many", { max: schema.maxItems, count: value.length }),
  minimum: (schema) => fault("minimum", { min: schema.minimum }),
};

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
    for (const keyword of Object.keys(HOLDS).reverse()) {
      if (keyword === "enum" || !(keyword in schema)) continue;
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
    return missing === 0;
  };
}

/** The schemas that apply at one location, with what there is to ask there, worked out when a document first has a fault there. */
class Plan {
  constructor(parts, ranks) {
    this.parts = parts;
    this.ranks = ranks;
    const every = parts.map(({ schema }) => validator(schema));
    this.isValid = every.length === 1 ? every[0] : (value, depth) => every.every((holds) => holds(value, depth));
    this.variants = new Map();
    this.inner = new Map();
    this.conditional = parts
      .filter(({ schema, isSettled }) => "if" in schema && !isSettled)
      .map((part) => ({ ...part, holds: validator(part.schema.if) }));
    this.questions = once(() => questions(parts, ranks));
    this.items = once(() => {
      const below = parts.flatMap(({ schema, path }) => ("items" in schema ? [{ schema: schema.items, path: `${path}/items` }] : []));
      return planOf(below, ranks);
    });
  }

  /** Return the plan for one value: which branches apply depends on it. */
  settled(value) {
    let plan = this;
    while (plan.conditional.length > 0) {
      let key = 1; // then a bit for each condition
      for (const { holds } of plan.conditional) key = 2 * key + Number(holds(value, 0));
      let found = plan.variants.get(key);
      if (found === undefined) {
        const taken = plan.conditional.flatMap(({ schema, path, holds }) => {
          const branch = holds(value, 0) ? "then" : "else";
          return branch in schema ? [{ schema: schema[branch], path: `${path}/${branch}` }] : [];
        });
        found = new Plan([...plan.parts.map((part) => ({ ...part, isSettled: true })), ...taken], plan.ranks);
        plan.variants.set(key, found);
      }
      plan = found;
    }
    return plan;
  }

  /** Return the plan of a property, whether a schema knows its name, and which closed schemas refuse the name. */
  member(name) {
    return this.inner.get(name) ?? this.below(name);
  }

  /** Work out what `member` returns for a new name; all names that no schema knows share it. */
  below(name) {
    const isKnown = this.parts.some(({ schema }) => hasOwn(schema.properties ?? {}, name));
    const key = isKnown ? name : OTHERS;
    let found = this.inner.get(key);
    if (found === undefined) {
      const parts = this.parts.flatMap(({ schema, path }) => {
        if (hasOwn(schema.properties ?? {}, name)) return [{ schema: schema.properties[name], path: `${path}/properties/${name}` }];
        const others = schema.additionalProperties;
        return others ? [{ schema: others, path: `${path}/additionalProperties` }] : [];
      });
      const refusing = this.questions().closed.filter(({ schema }) => !hasOwn(schema.properties ?? {}, name));
      found = { plan: planOf(parts, this.ranks), isKnown, refusing };
      this.inner.set(key, found);
    }
    return found;
  }
}

/** Return the plan of some schemas; where none applies, each plain value is valid. */
const planOf = (parts, ranks) => new Plan(parts.length > 0 ? parts : [{ schema: {}, path: "" }], ranks);

/**
 * Return the checks of a value, its closed schemas and its required names. The checks and the closed schemas are in the order of
 * their places in the schema, and the names are in the order of its fields.
 */
function questions(parts, ranks) {
  const every = parts
    .flatMap(({ schema, path }) => Object.keys(schema).map((keyword) => ({ schema, keyword, place: `${path}/${keyword}` })))
    .sort((one, other) => compare(one.place, other.place));
  const rankOf = (name) => ranks.get(name) ?? 0;
  return {
    checks: every
      .filter(({ keyword }) => hasOwn(HOLDS, keyword))
      .map(({ schema, keyword }) => {
        const choices = once(() => candidates(schema.enum));
        return { schema, choices, holds: HOLDS[keyword](schema), explain: EXPLAIN[keyword] };
      }),
    closed: every
      .filter(({ schema, keyword }) => keyword === "additionalProperties" && schema[keyword] === false)
      .map(({ schema }) => ({ schema, fields: once(() => candidates(writable(schema.properties ?? {}))) })),
    needed: [...new Set(parts.flatMap(({ schema }) => schema.required ?? []))].sort(
      (one, other) => rankOf(one) - rankOf(other) || compare(one, other),
    ),
  };
}

const writable = (properties) => Object.keys(properties).filter((name) => !properties[name].readOnly);

const OTHERS = Symbol("others");

const ALONE = ["null", "type", "blank"];

/** Add those of the faults at one place that are reported: the first of each code, or one that hides the others. */
function addReported(here, found) {
  if (here.length < 2) {
    if (here.length > 0) found.push(here[0]);
    return;
  }
  const first = new Map();
  for (const fault of here) if (!first.has(fault.code)) first.set(fault.code, fault);
  const alone = ALONE.find((code) => first.has(code));
  found.push(...(alone === undefined ? [...first.values()].sort((one, other) => compare(one.code, other.code)) : [first.get(alone)]));
}

/**
 * Add the faults of a value and of the values in it, and return whether it is plain. If it is not, the added faults do not count.
 *
 * Those that its name has are already in `here`.
 */
function visit(start, value, place, here, found) {
  const plan = start.settled(value);
  for (const { schema, holds, explain, choices } of plan.questions().checks) {
    const explained = holds(value) ? null : explain(schema, value, choices);
    if (explained !== null) here.push({ code: explained.code, params: explained.params, place });
  }
  addReported(here, found);
  const depth = place.location.length;
  if (plan.isValid === isPlain || value === null || typeof value !== "object") return isPlain(value, depth);
  if (!Array.isArray(value)) return isObject(value) && visitMembers(plan, value, place, found);
  for (let index = 0; index < value.length; index += 1) {
    if (value.length > 1 && plan.items().isValid(value[index], depth + 1)) continue;
    if (!visit(plan.items(), value[index], new Place(place, index), [], found)) return false;
  }
  return true;
}

/** Add the faults of the members of an object, and return whether they are plain. */
function visitMembers(plan, value, place, found) {
  const depth = place.location.length + 1;
  const names = Object.keys(value);
  const values = Object.values(value); // much faster than a look-up for each name
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index];
    const { plan: child, isKnown, refusing } = plan.member(name);
    if (!isKnown && !isWellFormed(name)) return false;
    // An only member is at fault, or nothing in it is: a visit finds out as well.
    if (refusing.length === 0 && names.length > 1 && child.isValid(values[index], depth)) continue;
    const inner = new Place(place, name, isKnown);
    const here = refusing.map(({ fields }) => ({ code: "unknown_field", params: meantField(name, fields()), place: inner }));
    if (!visit(child, values[index], inner, here, found)) return false;
  }
  for (const name of plan.questions().needed) {
    if (!names.includes(name)) found.push({ code: "required", params: NOTHING, place: new Place(place, name) });
  }
  return true;
}

/** Return what checks documents with a schema: whether one is plain and valid, and its faults in order, or null if it is not plain. */
export function checker(schema, ranks) {
  const plan = new Plan([{ schema, path: "" }], ranks);
  return {
    isValid: plan.isValid,
    faults(document) {
      const found = [];
      return visit(plan, document, ROOT, [], found) ? found : null;
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
