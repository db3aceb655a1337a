// The sentences: a code and its params in the languages that the module was made with.

import { DATA } from "./data.js";
import { apiCode } from "./suggest.js";
import { hasOwn, once } from "./texts.js";

/** Return the language of the module that fits a locale best, or English. */
export function resolved(locale) {
  if (locale === "en" || typeof locale !== "string") return "en";
  const [language, ...subtags] = locale.toLowerCase().split(/[-_.@#]+/);
  const code = apiCode(language, subtags);
  const isLatin = code === "rs" && !subtags.includes("cyrl") && (language === "sh" || subtags.some((one) => ["latin", "latn", "me"].includes(one)));
  const found = isLatin ? "rs-Latn" : code;
  return hasOwn(DATA.locales, found) ? found : "en";
}

const templates = new Map();

/** Return the parts of a text: the text before the first braces, then each name in braces and the text behind it. */
function template(text) {
  let parts = templates.get(text);
  if (parts === undefined) {
    parts = [""];
    for (const part of text.split(/(\{\{|\}\}|\{\w+\})/)) {
      if (/^\{\w+\}$/.test(part)) parts.push(part.slice(1, -1), "");
      else parts[parts.length - 1] += part === "{{" || part === "}}" ? part[0] : part;
    }
    templates.set(text, parts);
  }
  return parts;
}

/** Return the text of a key in a language, with each name in braces replaced by its word; doubled braces stand for one. */
function worded(key, words, locale) {
  const { texts, plural } = DATA.locales[locale];
  const text = texts[key];
  const parts = template(typeof text === "string" ? text : text[plural(words[text.of])]);
  let whole = parts[0];
  for (let at = 1; at < parts.length; at += 2) whole += words[parts[at]] + parts[at + 1];
  return whole;
}

/** For each code, the keys of its sentences for a reason or for a word that it has. */
const variants = once(() => {
  const found = new Map();
  for (const key of Object.keys(DATA.locales.en.texts)) {
    const [code, variant] = key.split(".");
    if (variant !== undefined) found.set(code, (found.get(code) ?? new Map()).set(variant, key));
  }
  return found;
});

/** Return the key of the sentence for a code and its params. A param that is missing leads to no variant. */
function keyOf(code, { reason, envelope, suggestion }) {
  const of = variants().get(code);
  return of?.get(reason) ?? of?.get(envelope && "envelope") ?? of?.get(suggestion && "suggestion") ?? code;
}

/** Return the message of an error in a language. */
export function sentence(code, params, wanted) {
  const locale = resolved(wanted);
  const whole = worded(keyOf(code, params), wordsOf(code, params, locale), locale);
  if (code !== "type" || params.envelope === undefined) return whole;
  return whole + worded("hint.envelope", { example: `{"${params.envelope}": [ … ]}` }, locale);
}

/** Return the params of a code as the words of its sentence. */
function wordsOf(code, params, locale) {
  if (code === "type") {
    const kinds = params.expected.filter((kind) => kind !== "null");
    const names = (kinds.length > 0 ? kinds : ["null"]).map((kind) => worded(`type.${kind}`, {}, locale));
    const last = names.pop();
    const expected = names.length > 0 ? worded("type.or", { first: names.join(", "), last }, locale) : last;
    return { expected, actual: worded(`type.${params.actual}`, {}, locale) };
  }
  if (code === "choice" && params.suggestion !== undefined) {
    const name = DATA.locales[locale].names[params.suggestion];
    return name === undefined ? params : { suggestion: worded("named", { choice: params.suggestion, name }, locale) };
  }
  return params.position === undefined ? params : { ...params, ordinal: params.position + 1 };
}
