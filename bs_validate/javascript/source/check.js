// The checker of a schema: whether a document is valid, and what its faults are, in document order.

import { FORMATS, isBlank, nonPrintable } from "./formats.js";
import { candidates, meantChoice, meantField } from "./suggest.js";
import { compare, hasOwn, isWithin, length, NOTHING } from "./texts.js";
import { isRecord, jsonType } from "./values.js";

const list = (one) => (Array.isArray(one) ? one : [one]);

/** Return whether a value has one of the types; an integer is a number too. */
function hasType(types, value) {
  const actual = jsonType(value);
  return types.includes(actual) || (actual === "integer" && types.includes("number"));
}

/** For each keyword about texts, what makes its check of one. A pattern that the format beside it implies is true, and left to the format. */
const HOLDS_FOR_TEXT = {
  pattern: ({ pattern }) => {
    if (pattern === true) return (text) => !isBlank(text);
    const expression = new RegExp(pattern, "u");
    return (text) => expression.test(text);
  },
  format: ({ format }) => {
    const reason = FORMATS[format][1];
    return (text) => reason(text) === null;
  },
  minLength: ({ minLength }) => (text) => !isWithin(text, minLength - 1),
  maxLength: ({ maxLength }) => (text) => isWithin(text, maxLength),
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
    if (typeof type === "string" && !["integer", "number", "null"].includes(type)) return (value) => typeof value === type;
    const types = list(type);
    return (value) => hasType(types, value);
  },
  required: ({ required }) => (value) => !isRecord(value) || required.every((name) => hasOwn(value, name)),
  additionalProperties: (schema) => {
    const known = new Set(Object.keys(schema.properties ?? {}));
    return (value) => !isRecord(value) || Object.keys(value).every((name) => known.has(name));
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

function typeFault({ schema, value }, types = schema.type) {
  const actual = jsonType(value);
  return [actual === "null" ? ["null", null, NOTHING] : ["type", null, { expected: expectedOf(schema, types), actual }]];
}

function formatFault({ schema, value }) {
  const [code, reasonOf] = FORMATS[schema.format];
  const reason = reasonOf(value);
  if (reason === null) return [];
  if (code === "type") return typeFault({ schema, value }, schema.type ?? ["integer"]);
  return [[code, null, code === "non_printable" ? nonPrintable(value) : { reason }]];
}

const suggested = (suggestion) => (suggestion === undefined ? NOTHING : { suggestion });

/** For each keyword, what names its faults: the code, the name of the property or null, and the params. */
const EXPLAIN = {
  type: ({ schema, value }) => typeFault({ schema, value }),
  format: formatFault,
  required: ({ schema, value }) => schema.required.filter((name) => !hasOwn(value, name)).map((name) => ["required", name, NOTHING]),
  additionalProperties({ schema, value, check }) {
    const known = schema.properties ?? {};
    check.candidates ??= candidates(Object.keys(known).filter((name) => !known[name].readOnly));
    const others = Object.keys(value).filter((name) => !hasOwn(known, name));
    return others.map((name) => ["unknown_field", name, suggested(meantField(name, check.candidates))]);
  },
  enum({ schema, value, check }) {
    if (value === null) return [["null", null, NOTHING]];
    return [["choice", null, suggested(meantChoice(value, (check.candidates ??= candidates(schema.enum))))]];
  },
  pattern({ schema, value }) {
    const standsForFormat = "format" in schema && !("minLength" in schema) && (FORMATS[schema.format][0] === "type" || schema.pattern === true);
    if (isBlank(value) && !standsForFormat) return [["blank", null, NOTHING]];
    if ("format" in schema && FORMATS[schema.format][1](value) !== null) return formatFault({ schema, value });
    if ("format" in schema && FORMATS[schema.format][0] === "type" && "minimum" in schema) return [["minimum", null, { min: schema.minimum }]];
    return [["pattern", null, NOTHING]];
  },
  minLength: ({ schema, value }) => [value === "" ? ["blank", null, NOTHING] : ["too_short", null, { min: schema.minLength, length: length(value) }]],
  maxLength: ({ schema, value }) => [["too_long", null, { max: schema.maxLength, length: length(value) }]],
  minItems: ({ schema, value }) => [["too_few", null, { min: schema.minItems, count: value.length }]],
  maxItems: ({ schema, value }) => [["too_many", null, { max: schema.maxItems, count: value.length }]],
  minimum: ({ schema }) => [["minimum", null, { min: schema.minimum }]],
};

const isAssertion = (keyword, schema) => hasOwn(HOLDS, keyword) && (keyword !== "additionalProperties" || schema[keyword] === false);
/** Types are cheap to tell and formats are not, so that a value which is not valid is found out soon. */
const QUICK_FIRST = ["type", "required", "enum", "maxLength"];
const rank = (keyword) => (QUICK_FIRST.includes(keyword) ? QUICK_FIRST.indexOf(keyword) : QUICK_FIRST.length);

const compiled = new WeakMap();

/** Return the function that tells whether a schema takes a value. */
function validator(schema) {
  let holds = compiled.get(schema);
  if (holds === undefined) compiled.set(schema, (holds = compile(schema)));
  return holds;
}

const always = () => true;

function both(one, other) {
  if (one === always) return other;
  return other === always ? one : (value) => one(value) && other(value);
}

function compile(schema) {
  const keywords = Object.keys(schema).filter((keyword) => isAssertion(keyword, schema));
  let holds = always;
  // An object looks at each of its members once: those that it must have, and what each may be.
  const isObject = isPropertyKeyword(schema);
  if (isObject) holds = members(schema);
  const own = keywords.filter((keyword) => !(isObject && ["additionalProperties", "required"].includes(keyword)));
  own.sort((one, other) => rank(one) - rank(other));
  holds = both(textOnly(schema, own) ?? own.reduceRight((rest, keyword) => both(HOLDS[keyword](schema), rest), always), holds);
  if ("items" in schema) {
    const item = validator(schema.items);
    holds = both(holds, (value) => {
      if (!Array.isArray(value)) return true;
      for (let index = 0; index < value.length; index += 1) if (!item(value[index])) return false;
      return true;
    });
  }
  if ("if" in schema) {
    const [condition, held, failed] = ["if", "then", "else"].map((keyword) => (keyword in schema ? validator(schema[keyword]) : always));
    holds = both(holds, (value) => (condition(value) ? held : failed)(value));
  }
  return holds;
}

/** Return the check of a schema that takes nothing but texts, or null too, with its type looked at once; undefined for others. */
function textOnly(schema, keywords) {
  const types = list(schema.type ?? []);
  const rest = keywords.filter((keyword) => keyword !== "type");
  if (!types.includes("string") || types.some((one) => one !== "string" && one !== "null")) return undefined;
  if (!rest.every((keyword) => hasOwn(HOLDS_FOR_TEXT, keyword))) return undefined;
  const [takesNull, checks] = [types.includes("null"), rest.map((keyword) => HOLDS_FOR_TEXT[keyword](schema))];
  return (value) => {
    if (typeof value !== "string") return takesNull && value === null;
    for (let index = 0; index < checks.length; index += 1) if (!checks[index](value)) return false;
    return true;
  };
}

const isPropertyKeyword = (schema) => "properties" in schema || "additionalProperties" in schema;

function members(schema) {
  const known = new Map(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, validator(inner)]));
  const others = schema.additionalProperties === false ? () => false : schema.additionalProperties ? validator(schema.additionalProperties) : always;
  const needed = schema.required ?? [];
  return (value) => {
    if (!isRecord(value)) return true;
    for (let index = 0; index < needed.length; index += 1) if (!hasOwn(value, needed[index])) return false;
    const names = Object.keys(value);
    for (let index = 0; index < names.length; index += 1) {
      const item = known.get(names[index]) ?? others;
      if (item !== always && !item(value[names[index]])) return false;
    }
    return true;
  };
}

/** The schemas that apply at one location, with what there is to ask there, worked out when a document first has a fault there. */
class Plan {
  constructor(parts) {
    this.parts = parts;
    this.holds = validatorOfAll(parts);
    this.variants = new Map();
    this.inner = new Map();
  }

  isValid(value) {
    return this.holds(value);
  }

  /** Return the plan for one value: which branches apply depends on it. */
  settled(value) {
    let plan = this;
    for (;;) {
      plan.conditional ??= plan.parts.filter(({ schema, isSettled }) => "if" in schema && !isSettled);
      if (plan.conditional.length === 0) return plan;
      const outcome = plan.conditional.map(({ schema }) => validator(schema.if)(value));
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
        Object.keys(schema)
          .filter((keyword) => isAssertion(keyword, schema))
          .map((keyword) => ({ keyword, schema, place: `${path}/${keyword}`, holds: HOLDS[keyword](schema), candidates: undefined })),
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

function validatorOfAll(parts) {
  const all = parts.filter(({ isSettled }) => !isSettled).map(({ schema }) => validator(schema));
  return all.length === 1 ? all[0] : (value) => all.every((holds) => holds(value));
}

const ALONE = ["null", "type", "blank"];

/** Return the faults at one place that are reported: the first of each code, or one that hides the others. */
function oneFaultOneError(found) {
  if (found.length < 2) return found;
  const first = new Map();
  for (const fault of found) if (!first.has(fault.code)) first.set(fault.code, fault);
  const alone = ALONE.find((code) => first.has(code));
  return alone === undefined ? [...first.values()].sort((one, other) => compare(one.code, other.code)) : [first.get(alone)];
}

const NONE = new Map();

function visit(start, ranks, value, location, here, found) {
  const plan = start.settled(value);
  let inside = NONE;
  for (const check of plan.checks) {
    if (check.holds(value)) continue;
    for (const [code, name, params] of EXPLAIN[check.keyword]({ schema: check.schema, value, check })) {
      if (name !== null && inside === NONE) inside = new Map();
      if (name === null) here.push({ code, location, params });
      else if (inside.has(name)) inside.get(name).push({ code, location: [...location, name], params });
      else inside.set(name, [{ code, location: [...location, name], params }]);
    }
  }
  found.push(...oneFaultOneError(here));
  if (isRecord(value)) visitMembers(plan, ranks, value, location, inside, found);
  else if (Array.isArray(value) && plan.items !== null) {
    for (let index = 0; index < value.length; index += 1) {
      if (value.length === 1 || !plan.items.isValid(value[index])) visit(plan.items, ranks, value[index], [...location, index], [], found);
    }
  }
}

function visitMembers(plan, ranks, value, location, inside, found) {
  const names = Object.keys(value);
  for (const name of names) {
    const child = plan.property(name);
    const said = inside.get(name);
    if (said !== undefined) inside.delete(name);
    // An only member is at fault, or nothing in it is: a visit finds out as well.
    if (child !== null && (said !== undefined || names.length === 1 || !child.isValid(value[name]))) {
      visit(child, ranks, value[name], [...location, name], said ?? [], found);
    } else if (said !== undefined) found.push(...oneFaultOneError(said));
  }
  if (inside.size === 0) return;
  const rankOf = (name) => ranks.get(name) ?? 0;
  const missing = [...inside.keys()].sort((one, other) => rankOf(one) - rankOf(other) || compare(one, other));
  for (const name of missing) found.push(...oneFaultOneError(inside.get(name)));
}

/** Return what checks documents with a schema: the faults of a plain one in document order, none if it is valid. */
export function checker(schema, ranks) {
  const holds = validator(schema);
  const plan = new Plan([{ schema, path: "" }]);
  return (document) => {
    const found = [];
    if (!holds(document)) visit(plan, ranks, document, [], [], found);
    return found;
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
