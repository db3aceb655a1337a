// Lengths, places and names as Python counts and writes them: in code points.

export const hasOwn = Object.hasOwn;

/** The params of a fault that has none. */
export const NOTHING = Object.freeze({});

/** Return whether all characters of a text are in ASCII. */
export const isAscii = (text) => /^[\0-\x7f]*$/.test(text);

/** Return the number of code points of a text. */
export const length = (text) => text.replace(/[^\0-\uffff]/gu, "-").length;

/** Return whether a text has at most a number of code points. */
export const isWithin = (text, most) => text.length <= most || (text.length <= 2 * most && length(text) <= most);

/** Compare two texts by code points, for a sort. */
export function compare(one, other) {
  const [left, right] = [[...one], [...other]];
  const at = left.findIndex((sign, index) => sign !== right[index]);
  return at < 0 || at >= right.length ? left.length - right.length : left[at].codePointAt(0) - right[at].codePointAt(0);
}

const NOT_PRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/** Return a name that came with the data in a form that may be shown: cut to 40 characters, with escapes for what does not print. */
export function quoted(name) {
  if (isWithin(name, 40) && !NOT_PRINTABLE.test(name)) return name;
  const start = [...name].slice(0, 41);
  const shown = start.flatMap((sign) => (NOT_PRINTABLE.test(sign) && !"\u00a0\u202f".includes(sign) ? [...escaped(sign)] : sign));
  return shown.length <= 40 ? shown.join("") : shown.slice(0, 39).join("") + "…";
}

/** A place in a document: its location, this location as it may be shown, and its pointer. */
export class Place {
  /** An index or a name from the schema is shown as it is, and has neither ~ nor /. */
  constructor(above, part, isOurs = true) {
    const shown = isOurs ? part : quoted(part);
    this.location = [...above.location, part];
    this.shown = shown === part && above.shown === above.location ? this.location : [...above.shown, shown];
    this.pointer = above.pointer + "/" + (isOurs ? part : shown.replaceAll("~", "~0").replaceAll("/", "~1"));
  }
}

const NO_PARTS = Object.freeze([]);

/** The place of the document itself. */
export const ROOT = { location: NO_PARTS, shown: NO_PARTS, pointer: "" };

function escaped(sign) {
  const code = sign.codePointAt(0).toString(16);
  return code.length <= 4 ? "\\u" + code.padStart(4, "0") : "\\U" + code.padStart(8, "0");
}

/** Return a function that makes a value when it is first asked for it. */
export function once(make) {
  let made;
  return () => (made ??= make());
}
