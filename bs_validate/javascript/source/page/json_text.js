// Reads JSON text (RFC 8259) into values with their places. Places are offsets in UTF-16 units, as in a text area.

/** The reason why a text is not JSON, and the offset. */
class Refusal extends Error {
  constructor(reason, at) {
    super(reason);
    Object.assign(this, { reason, at });
  }
}

const WHITE_SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const LITERAL = /true|false|null/y;
const CONSTANT = /NaN|-?Infinity/y;
const UNESCAPED = /[^"\\\0-\x1f]*/y;
const HEXADECIMAL = /[0-9a-fA-F]{4}/y;
const LITERALS = { true: true, false: false, null: null };
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function matched(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

const refusal = (at) => new Refusal("syntax", at);

/** Return the offset behind an escape, and its meaning. Throws a Refusal at the place where Python's decoder fails. */
function unescaped(text, backslash, opening) {
  const sign = text[backslash + 1];
  if (sign === undefined) throw refusal(opening);
  if (sign === "u") {
    const digits = matched(HEXADECIMAL, text, backslash + 2);
    if (digits === undefined || backslash + 6 >= text.length) throw refusal(backslash + 1);
    return [backslash + 6, String.fromCharCode(parseInt(digits, 16))];
  }
  if (!Object.hasOwn(ESCAPES, sign)) throw refusal(backslash);
  return [backslash + 2, ESCAPES[sign]];
}

/** Yield the pieces of the string that opens at an offset: where each starts and ends, and its meaning. */
function* pieces(text, opening) {
  let at = opening + 1;
  for (;;) {
    const plain = matched(UNESCAPED, text, at);
    if (plain !== "") yield [at, at + plain.length, plain];
    at += plain.length;
    if (text[at] === '"') return;
    if (text[at] !== "\\") throw refusal(at < text.length ? at : opening);
    const [end, meaning] = unescaped(text, at, opening);
    yield [at, end, meaning];
    at = end;
  }
}

/** Return the text of a string, and the offset behind its closing quote. */
function string(text, opening) {
  let [content, end] = ["", opening + 1];
  for (const [, behind, meaning] of pieces(text, opening)) [content, end] = [content + meaning, behind];
  return [content, end + 1];
}

/** Return a function from the offsets in the content of a string, which opens at an offset, to those in the text around it. */
export function alignment(text, opening) {
  const starts = [];
  let end = opening + 1;
  for (const [start, behind, meaning] of pieces(text, opening)) {
    for (let index = 0; index < meaning.length; index += 1) starts.push(start + index);
    end = behind;
  }
  starts.push(end);
  return (offset) => starts[Math.min(offset, starts.length - 1)];
}

/** Return the value of a number, within the bounds that the Python package has too; schemas have no larger ones. */
const number = (digits) => Math.max(-Number.MAX_VALUE, Math.min(Number(digits), Number.MAX_VALUE));

/** Return a node: a value with its parent, its name or index there, the places of its key and of itself, and its members. */
const node = (parent, part, key, start) => ({ parent, part, key, start, end: start, value: null, inside: null });

/** Return the names and indices that lead to a node. */
export function locationOf(one) {
  const location = [];
  for (let at = one; at.parent !== null; at = at.parent) location.unshift(at.part);
  return location;
}

function addMember(container, member) {
  const { value, inside } = container;
  inside.set(member.part, member);
  if (member.part === "__proto__") {
    Object.defineProperty(value, member.part, { value: member.value, enumerable: true, configurable: true, writable: true });
  } else value[member.part] = member.value;
}

/**
 * Read a JSON text. Return its root node and its repeated keys as nodes, or the problem, which is a reason and an offset.
 *
 * Of a repeated key the last value counts. Containers may be as deep as they like.
 */
export function read(text) {
  if (matched(WHITE_SPACE, text, 0) === text) return { problem: { reason: "empty", at: 0 } };
  try {
    return readValue(text);
  } catch (error) {
    if (error instanceof Refusal) return { problem: { reason: error.reason, at: error.at } };
    throw error;
  }
}

function readValue(text) {
  const repeated = [];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  const next = () => text[(at += matched(WHITE_SPACE, text, at).length)];

  /** Read the key of a member of an object, and the colon behind it. */
  const key = (container) => {
    if (next() !== '"') throw refusal(at);
    const start = at;
    const [name, end] = string(text, at);
    at = end;
    if (container.inside.has(name)) repeated.push(node(container, name, [start, end], start));
    if (next() !== ":") throw refusal(at);
    at += 1;
    return [name, [start, end]];
  };

  /** Read a scalar whole, or the opening sign of a container. */
  const opened = (parent, part, keyAt) => {
    const sign = next();
    const one = node(parent, part, keyAt, at);
    if (sign === "{" || sign === "[") {
      [one.value, one.inside] = sign === "{" ? [{}, new Map()] : [[], []];
      at += 1;
    } else if (sign === '"') [one.value, at] = string(text, at);
    else {
      const digits = matched(NUMBER, text, at);
      const written = digits ?? matched(LITERAL, text, at);
      if (written === undefined) throw new Refusal(matched(CONSTANT, text, at) === undefined ? "syntax" : "nan", at);
      one.value = digits === undefined ? LITERALS[written] : number(digits);
      at += written.length;
    }
    one.end = at;
    return one;
  };

  const closing = (one) => (Array.isArray(one.inside) ? "]" : "}");
  const root = opened(null, null, null);
  let one = root;
  let isNew = true;
  for (;;) {
    // A new container is entered unless it is empty; a value that is complete is added to its parent.
    if (isNew && one.inside !== null && next() !== closing(one)) {
      const [part, keyAt] = Array.isArray(one.inside) ? [0, null] : key(one);
      one = opened(one, part, keyAt);
      continue;
    }
    if (isNew && one.inside !== null) one.end = at += 1;
    const { parent } = one;
    if (parent === null) break;
    if (Array.isArray(parent.inside)) parent.value[parent.inside.push(one) - 1] = one.value;
    else addMember(parent, one);
    const sign = next();
    if (sign === ",") {
      at += 1;
      const [part, keyAt] = Array.isArray(parent.inside) ? [parent.inside.length, null] : key(parent);
      [one, isNew] = [opened(parent, part, keyAt), true];
    } else if (sign === closing(parent)) {
      at += 1;
      parent.end = at;
      [one, isNew] = [parent, false];
    } else throw refusal(at);
  }
  if (next() !== undefined) throw refusal(at);
  return { root, repeated };
}
