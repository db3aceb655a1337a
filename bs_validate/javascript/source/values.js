// Any value in, plain JSON values out, and where that cannot be, the place and the reason.

import { hasOwn } from "./texts.js";

const MAX_DEPTH = 64;

export const isWellFormed = "".isWellFormed ? (text) => text.isWellFormed() : (text) => !/\p{Cs}/u.test(text);
/** Return whether a value is an object as JSON has them, and not a date, a map or the like. */
export const isObject = (value) => Object.prototype.toString.call(value) === "[object Object]";

/** Return whether a plain value is an object of JSON. */
export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Return the JSON type of a plain value; a number without a fraction is an integer. */
export function jsonType(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" ? (Number.isInteger(value) ? "integer" : "number") : typeof value;
}

/** Return whether a value is made of JSON's values alone, within 64 levels. */
export function isPlain(value, depth = 0) {
  if (value === null) return true;
  switch (typeof value) {
    case "string":
      return isWellFormed(value);
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      break;
    default:
      return false;
  }
  if (depth === MAX_DEPTH) return false;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) if (!isPlain(value[index], depth + 1)) return false;
    return true;
  }
  if (!isObject(value)) return false;
  // This loop is much faster than one over a list of the names. Its own names come first, and those that it inherits do not count.
  let left = Object.keys(value).length;
  for (const name in value) {
    if (left === 0) break;
    if (!isWellFormed(name) || !isPlain(value[name], depth + 1)) return false;
    left -= 1;
  }
  return true;
}

/**
 * Return a plain copy of a value, with null in place of what JSON cannot say, and the places of that with the reasons.
 *
 * A property that is undefined is left out, as JSON.stringify leaves it out.
 */
export function survey(value) {
  const problems = [];
  const bad = (location, reason) => (problems.push([location, reason]), null);
  const copied = (one, location, above) => {
    if (typeof one === "string") return isWellFormed(one) ? one : bad(location, "lone_surrogate");
    if (typeof one === "number" && !Number.isFinite(one)) return bad(location, Number.isNaN(one) ? "not_a_number" : "infinite");
    if (one === null || typeof one === "boolean" || typeof one === "number") return one;
    if (!Array.isArray(one) && !isObject(one)) return bad(location, "javascript_type");
    if (above.includes(one)) return bad(location, "cycle");
    if (above.length === MAX_DEPTH) return bad(location, "too_deep");
    const inside = [...above, one];
    if (Array.isArray(one)) return Array.from(one, (item, index) => copied(item, [...location, index], inside));
    const keys = Object.keys(one).filter((key) => one[key] !== undefined);
    const copy = {};
    for (const key of keys) if (!isWellFormed(key)) bad(location, "key_lone_surrogate");
    for (const key of keys.filter(isWellFormed)) {
      const item = copied(one[key], [...location, key], inside);
      Object.defineProperty(copy, key, { value: item, enumerable: true, configurable: true, writable: true });
    }
    return copy;
  };
  const copy = copied(value, [], []);
  const told = new Set();
  return [copy, problems.filter((one) => !told.has(JSON.stringify(one)) && told.add(JSON.stringify(one)))];
}

/** Return the member of a container at a name or an index, or undefined. */
export const member = (value, part) =>
  value !== null && typeof value === "object" && hasOwn(value, part) ? value[part] : undefined;
