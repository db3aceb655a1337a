// Suggestions: which choice or which field was probably meant, if one of them alone comes into question.

import { DATA } from "./data.js";
import { isAscii, isWithin, length, NOTHING, once } from "./texts.js";

const MAX_LENGTH = 64;
const MIN_LENGTH = 4;
const MIN_LENGTH_FOR_TWO_EDITS = 8;
const MAX_COMPARED = 250;
const MOST = 0.9;
const MAX_REMEMBERED = 64;

const isUnfoldedByCase = /[\u0131\u13a0-\u13fd\uab70-\uabbf]/; // letters that upper and lower case do not fold as Unicode does

/** Return a text in the form in which Unicode compares it without case. */
const caseless = (text) => (isAscii(text) ? text.toLowerCase() : Array.from(text, caselessSign).join(""));

function caselessSign(sign) {
  if (!isUnfoldedByCase.test(sign)) return Array.from(sign.toLowerCase().toUpperCase(), (one) => one.toLowerCase()).join("");
  return sign === "\u0131" ? sign : sign.toUpperCase();
}

const lower = (text) => (isAscii(text) ? text.toLowerCase() : Array.from(text, (sign) => sign.toLowerCase()).join(""));
const isAlphanumeric = (text) => /^[A-Za-z0-9]*$/.test(text);
const folded = (text) =>
  isAlphanumeric(text) ? text.toLowerCase() : caseless(text.replace(/[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000_-]/g, ""));
const only = (texts) => (texts.size === 1 ? [...texts][0] : undefined);

const PLAIN_LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ħ: "h" };
const ENGLISH_WORDS = { the: "", st: "saint" };

/** Return a name without case, accents, punctuation and white space, as the tables have it. */
function foldedName(text) {
  if (isAlphanumeric(text)) return text.toLowerCase();
  const plain = caseless(caseless(text).normalize("NFKD")).normalize("NFKD");
  const letters = isAscii(text)
    ? plain
    : plain.replace(/[\u0300-\u036f]/g, "").normalize("NFC").replace(/[øłđðþæœıħ]/g, (letter) => PLAIN_LETTERS[letter]);
  const words = letters.replaceAll("&", " and ").match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length > 1 ? words.map((word) => ENGLISH_WORDS[word] ?? word).join("") : words.join("");
}

/** Return a table of names by what they mean as a map from each name, with the names of the messages that a pattern of codes fits. */
function table(kind, codes) {
  const found = new Map();
  for (const { names } of codes === undefined ? [] : Object.values(DATA.locales)) {
    for (const [code, name] of Object.entries(names)) if (codes.test(code)) found.set(foldedName(name), code);
  }
  for (const line of DATA[kind].split("\n")) {
    const [meant, ...names] = line.split(" ");
    for (const name of codes === undefined ? names : [...names, foldedName(meant)]) found.set(name, meant);
  }
  for (const [name, meant] of found) if (meant === "-") found.delete(name);
  return found;
}

const countries = once(() => table("countries", /^[A-Z]{2}$/));
const languages = once(() => table("languages", /^[a-z]{2}(?:-[A-Z]{2})?$/));
const languagesOfCountries = once(() => table("languagesOfCountries"));
const fieldNames = once(() => table("fieldNames"));
const codesOf = once(() => ({ countries: new Set(countries().values()), languages: new Set([...languages().values(), "rs"]) }));
const NOT_CODES = new Set(["n/a", "n.a.", "n.a", "n. a.", "#n/a", "#na", "<na>", "bỉ", "áo"]);

const areMost = (codes, of) => codes.size > 0 && [...codes].filter((code) => of.has(code)).length >= MOST * codes.size;

/** Texts that can be suggested, with the tables in which they are looked up. */
class Candidates {
  constructor(texts) {
    this.members = new Set(texts);
    this.found = new Map();
    this.folded = new Map();
    for (const text of this.members) add(this.folded, folded(text), text);
    this.haveCountries = once(() => areMost(new Set(texts.filter((text) => /^[A-Z]{2}$/.test(text))), codesOf().countries));
    this.haveLanguages = once(() => {
      const codes = texts.filter((text) => /^[a-z]{2}(?:-[A-Z]{2})?$/.test(text)).map((text) => text.slice(0, 2));
      return areMost(new Set(codes), codesOf().languages);
    });
    this.byIdea = once(() => {
      const found = new Map();
      for (const text of this.members) for (const idea of ideas(text)) add(found, idea, text);
      return found;
    });
    this.oneEdit = once(() => {
      const found = new Map();
      for (const text of texts) if (text.length >= MIN_LENGTH) for (const key of shortened(lower(text))) add(found, key, text);
      return found;
    });
    this.long = once(() => (this.members.size > MAX_COMPARED ? [] : texts.filter((text) => text.length >= MIN_LENGTH_FOR_TWO_EDITS)));
  }
}

function add(map, key, text) {
  if (!map.has(key)) map.set(key, new Set());
  map.get(key).add(text);
}

/** Return the texts among some choices, prepared for look-ups. */
export const candidates = (choices) => new Candidates(choices.filter((one) => typeof one === "string"));

/**
 * Return a function that gives what it finds among some candidates as params, and remembers them.
 *
 * A text that leads nowhere may be personal and is not kept.
 */
const remembering = (find) => (text, among) => {
  let params = among.found.get(text);
  if (params === undefined) {
    const suggestion = find(text, among);
    if (suggestion === undefined) return NOTHING;
    params = Object.freeze({ suggestion });
    if (among.found.size < MAX_REMEMBERED) among.found.set(text, params);
  }
  return params;
};

/** Return the choice that a value probably means as params, which are empty if there is none. */
export const meantChoice = remembering((value, among) => {
  if (typeof value !== "string" || value === "" || !isWithin(value, MAX_LENGTH)) return undefined;
  const same = among.folded.get(folded(value));
  if (same !== undefined) return only(same);
  const meant = new Set(byOtherNames(strip(value), among));
  return meant.size > 0 ? only(meant) : closest(lower(value), among);
});

const SPACES = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/.source;
const ENDS = new RegExp(`^${SPACES}|${SPACES}$`, "g");
const strip = (text) => (isAlphanumeric(text) ? text : text.replace(ENDS, ""));

/** Return the field that an unknown name probably means as params, which are empty if there is none. */
export const meantField = remembering((name, among) => {
  if (name === "" || !isWithin(name, MAX_LENGTH)) return undefined;
  const wanted = folded(name);
  const same = among.folded.get(wanted);
  if (same !== undefined) return only(same);
  const meant = byIdea(name, among) ?? closest(lower(name), among);
  if (meant !== undefined || length(wanted) < 3) return meant;
  const end = ideas(name).length ? "" : atEnd(name, among);
  return only(
    new Set(
      [...among.members].filter((one) => {
        const fold = folded(one);
        return lower(one).split(/[^a-z0-9]/).includes(wanted) || (fold && wanted.startsWith(fold)) || fold === end;
      }),
    ),
  );
});

/** Return the longer field, folded, that a name ends with, from a separator or a capital letter on; or undefined. */
const atEnd = (name, among) =>
  [...name.matchAll(/(?<=[^A-Za-z0-9])(?=[A-Za-z0-9])|(?<=[a-z0-9])(?=[A-Z])/g)]
    .map((start) => folded(name.slice(start.index)))
    .find((end) => [...(among.folded.get(end) ?? [])].some((one) => one.length >= MIN_LENGTH));

const ideas = (one) => fieldNames().get(foldedName(one))?.split("+") ?? [];

function byIdea(name, among) {
  return only(new Set(ideas(name).flatMap((idea) => [...(among.byIdea().get(idea) ?? [])])));
}

function* byOtherNames(value, among) {
  if (among.haveCountries()) {
    const code = NOT_CODES.has(caseless(value)) ? undefined : countries().get(foldedName(value.replace(/[a-z]{2}[-_](?=[A-Z]{2}$)/, "")));
    if (among.members.has(code)) yield code;
  }
  if (among.haveLanguages()) {
    const code = meantLanguages(value).find((one) => among.members.has(one));
    if (code !== undefined) yield code;
  }
}

function meantLanguages(text) {
  let language = foldedName(text);
  const before = foldedName(text.replace(/\(.*/s, ""));
  if (!languages().has(language) && languages().get(before) !== "zh") language = before; // it may tell the script of Chinese
  let subtags = [];
  const tag = languages().has(language) ? null : /^([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)(?:[.@][\w.@-]+)?$/.exec(text);
  if (tag !== null) {
    language = tag[1].toLowerCase();
    subtags = tag[2].toLowerCase().split(/[-_]/).slice(1);
  }
  const codes = [languages().get(language), languagesOfCountries().get(language)].filter((code) => code !== undefined);
  return codes.flatMap((code) => {
    const ours = apiCode(code, subtags);
    return code === "zh" ? [ours] : [code, ours];
  });
}

/** Return the API's code for a language, given with its script, region or variant. */
export function apiCode(language, subtags) {
  if (language === "zh" && !subtags.includes("hans") && subtags.some((one) => ["cht", "hant", "hk", "mo", "tw"].includes(one))) return "zh-TW";
  return { in: "id", mo: "ro", nn: "nb", no: "nb", sh: "rs", sr: "rs" }[language] ?? language;
}

/** Return the longer text that is one edit away, or two if both are long; undefined if there are several. */
function closest(text, among) {
  const size = length(text);
  if (size < MIN_LENGTH - 1) return undefined;
  const near = new Set([...shortened(text)].flatMap((key) => [...(among.oneEdit().get(key) ?? [])]));
  const oneAway = new Set([...near].filter((one) => isWithinEdits(1, [...text], [...lower(one)])));
  if (oneAway.size > 0 || size < MIN_LENGTH_FOR_TWO_EDITS) return only(oneAway);
  return only(new Set(among.long().filter((one) => isWithinEdits(2, [...text], [...lower(one)]))));
}

function shortened(text) {
  const signs = [...text];
  return new Set([text, ...signs.map((_, index) => signs.toSpliced(index, 1).join(""))]);
}

/** Return whether a number of edits makes one list of characters the other: one more, less or other, or two that changed places. */
function isWithinEdits(edits, one, other) {
  if (Math.abs(one.length - other.length) > edits) return false;
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start += 1;
  const [left, right] = [one.slice(start), other.slice(start)];
  if (edits === 0 || (left.length === 0 && right.length === 0)) return left.length === 0 && right.length === 0;
  return (
    isWithinEdits(edits - 1, left.slice(1), right.slice(1)) ||
    isWithinEdits(edits - 1, left.slice(1), right) ||
    isWithinEdits(edits - 1, left, right.slice(1)) ||
    (left.length > 1 && left[0] === right[1] && left[1] === right[0] && isWithinEdits(edits - 1, left.slice(2), right.slice(2)))
  );
}
