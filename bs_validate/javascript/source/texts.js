// Lengths, places and names as Python counts and writes them: in code points.

export const hasOwn = Object.hasOwn;

/** The params of a fault that has none. */
export const NOTHING = Object.freeze({});

/** Return the number of code points of a text. */
export function length(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Return whether a text has at most a number of code points. */
export const isWithin = (text, most) => text.length <= most || (text.length <= 2 * most && length(text) <= most);

/** Compare two texts by code points, for a sort. */
export function compare(one, other) {
  const [left, right] = [[...one], [...other]];
  const at = left.findIndex((sign, index) => sign !== right[index]);
  return at < 0 || at >= right.length ? left.length - right.length : left[at].codePointAt(0) - right[at].codePointAt(0);
}

/** Return a location as a JSON Pointer (RFC 6901). */
export function pointer(location) {
  let text = "";
  for (const part of location) text += "/" + (typeof part === "string" && /[~/]/.test(part) ? part.replaceAll("~", "~0").replaceAll("/", "~1") : part);
  return text;
}

const NOT_PRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/** Return a name that came with the data in a form that may be shown: cut to 40 characters, with escapes for what does not print. */
export function quoted(name) {
  if (isWithin(name, 40) && !NOT_PRINTABLE.test(name)) return name;
  const start = [...name].slice(0, 41);
  const shown = start.flatMap((sign) => (NOT_PRINTABLE.test(sign) && !"\u00a0\u202f".includes(sign) ? [...escaped(sign)] : sign));
  return shown.length <= 40 ? shown.join("") : shown.slice(0, 39).join("") + "…";
}

function escaped(sign) {
  const code = sign.codePointAt(0).toString(16);
  return code.length <= 4 ? "\\u" + code.padStart(4, "0") : "\\U" + code.padStart(8, "0");
}

/** Return a function that makes a value when it is first asked for it. */
export function once(make) {
  let made;
  return () => (made ??= make());
}
