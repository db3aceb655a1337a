// The sentences: a code and its params in the languages that the module was made with.

import { DATA } from "./data.js";
import { apiCode } from "./suggest.js";
import { hasOwn } from "./texts.js";

/** Return the language of the module that fits a locale best, or English. */
export function resolved(locale) {
  if (typeof locale !== "string") return "en";
  const [language, ...subtags] = locale.toLowerCase().split(/[-_.@#]+/);
  const code = apiCode(language, subtags);
  const isLatin = code === "rs" && !subtags.includes("cyrl") && (language === "sh" || subtags.some((one) => ["latin", "latn", "me"].includes(one)));
  const found = isLatin ? "rs-Latn" : code;
  return hasOwn(DATA.locales, found) ? found : "en";
}

const filled = (text, words) => text.replace(/\{\{|\}\}|\{(\w+)\}/g, (braces, name) => (name === undefined ? braces[0] : words[name]));

function worded(key, words, locale) {
  const { texts, plural } = DATA.locales[locale];
  const text = texts[key];
  return filled(typeof text === "string" ? text : text[plural(words[text.of])], words);
}

const isKey = (key) => hasOwn(DATA.locales.en.texts, key);

/** Return the message of an error in a language. */
export function sentence(code, params, wanted) {
  const locale = resolved(wanted);
  const words = { ...params };
  if (code === "type") {
    const kinds = params.expected.filter((kind) => kind !== "null");
    const names = (kinds.length > 0 ? kinds : ["null"]).map((kind) => worded(`type.${kind}`, {}, locale));
    const last = names.pop();
    words.expected = names.length > 0 ? worded("type.or", { first: names.join(", "), last }, locale) : last;
    words.actual = worded(`type.${params.actual}`, {}, locale);
  }
  if (code === "choice" && "suggestion" in words) {
    const name = DATA.locales[locale].names[words.suggestion];
    if (name !== undefined) words.suggestion = worded("named", { choice: words.suggestion, name }, locale);
  }
  if ("position" in words) words.ordinal = words.position + 1;
  const variants = [params.reason, ...["envelope", "suggestion"].filter((name) => name in params)];
  const variant = variants.find((one) => one !== undefined && isKey(`${code}.${one}`));
  return worded(variant === undefined ? code : `${code}.${variant}`, words, locale);
}
