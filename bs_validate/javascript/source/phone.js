// Phone numbers: what libphonenumber's parser or the expression of the documentation takes.

import { DATA } from "./data.js";
import { isAscii, isWithin, length, once } from "./texts.js";

/** What the documentation takes: a digit, and no other letters and signs than these. */
const PLAIN = /^(?=\D*\d)[ -.\dEXText]*$/;
const MAX_DIGITS_WITHOUT_COUNTRY = 20;
const MAX_NATIONAL_DIGITS = 17;

/** Return why a text cannot be a phone number, or null. */
export function phone(text) {
  if (PLAIN.test(text)) return null;
  const isShort = isWithin(text, 250);
  if (!/\p{Nd}/u.test(text)) return isShort ? "not_a_number" : "too_long";
  const plain = withAsciiDigits(text.replace(/[^\p{L}\p{N}_ -~]/gu, " ")); // typographic signs count as spaces
  if (PLAIN.test(plain)) return null;
  if (!isShort) return "too_long";
  const refusal = refusalOfParser(text);
  return refusal !== null && plain !== text && refusalOfParser(plain) === null ? null : refusal;
}

/** Return a text with ASCII digits in place of those of other scripts, which come in tens from zero on. */
function withAsciiDigits(text) {
  if (isAscii(text)) return text;
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0);
    if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10; // five tens in a row
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return (code - zero) % 10;
  });
}

const EXTENSION = [
  ";ext=\\p{Nd}{1,20}",
  "[ \u00a0\\t,]*(?:e?xt(?:ens[iİı](?:o\u0301?|ó))?n?|ｅ?ｘｔｎ?|доб|anexo)[:.．]?[ \u00a0\\t,\\-]*\\p{Nd}{1,20}#?",
  "[ \u00a0\\t,]*(?:[xｘ#＃~～]|[iİı]nt|ｉｎｔ)[:.．]?[ \u00a0\\t,\\-]*\\p{Nd}{1,9}#?",
  "[\\- ]+\\p{Nd}{1,6}#",
  "[ \u00a0\\t]*(?:,{2}|;)[:.．]?[ \u00a0\\t,\\-]*\\p{Nd}{1,15}#?",
  "[ \u00a0\\t]*,+[:.．]?[ \u00a0\\t,\\-]*\\p{Nd}{1,9}#?",
].join("|");
const SEPARATOR = "\\-x\u2010-\u2015\u2212\u30fc\uff0d-\uff0f \u00a0\u00ad\u200b\u2060\u3000()\uff08\uff09\uff3b\uff3d.\\[\\]\\/~\u2053\u223c\uff5e*";
const VIABLE = new RegExp(
  `^(?:\\p{Nd}{2}|[+\uff0b]*(?:[${SEPARATOR}]*\\p{Nd}){3,}[${SEPARATOR}A-Zİı\\p{Nd}]*(?:${EXTENSION})?)$`,
  "iu",
);
const AT_END = new RegExp(`(?:${EXTENSION})$`, "iu");
const PLUS = /^[+\uff0b]+/;

const isViable = (text) => length(text) >= 2 && VIABLE.test(text);

/** Return the part of a text that may be a number, or null where a context (RFC 3966) is malformed. */
function candidate(text) {
  const at = text.indexOf(";phone-context=");
  let number = "";
  if (at >= 0) {
    const context = text.slice(at + 15).split(";")[0];
    const isGlobal = context.startsWith("+") && /^\+(?=.*\p{Nd})[\p{Nd}\-.()]*$/u.test(context);
    const isDomain = /^(?:[A-Za-z\p{Nd}]+(?:-*[A-Za-z\p{Nd}])*\.)*[A-Za-z]+(?:-*[A-Za-z\p{Nd}])*\.?$/u.test(context);
    if (!isGlobal && !isDomain) return null;
    const scheme = text.indexOf("tel:");
    number = (isGlobal ? context : "") + text.slice(scheme < 0 ? 0 : scheme + 4, Math.max(at, scheme < 0 ? 0 : scheme + 4));
  } else {
    const start = text.search(/[+\uff0b\p{Nd}]/u);
    if (start >= 0) number = text.slice(start).replace(/(?:_|[^#\p{L}\p{N}_])+$/u, "").replace(/[\\/] *x.*$/s, "");
  }
  const address = number.indexOf(";isub=");
  return address > 0 ? number.slice(0, address) : number;
}

function normal(number) {
  if (!/(?:[A-Za-z].*){3}/.test(number)) return withAsciiDigits(number).replace(/[^0-9]/g, "");
  return Array.from(number, keypad).join("");
}

/** Return the digit of a key: of ASCII digits and of what is a letter from A to Z in upper case. */
function keypad(sign) {
  const upper = sign.toUpperCase();
  if (/^[0-9]$/.test(upper)) return upper;
  return /^[A-Z]$/.test(upper) ? "22233344455566677778889999"[upper.charCodeAt(0) - 65] : "";
}

/** Return why libphonenumber's parser refuses a text, or null; an unknown country is not a reason. */
function refusalOfParser(text) {
  let number = candidate(text);
  if (number === null || !isViable(number)) return "not_a_number";
  const unknown = digitsBeforeExtension(text) > MAX_DIGITS_WITHOUT_COUNTRY ? "too_long" : null;
  if (!PLUS.test(number)) return unknown;
  const extension = AT_END.exec(number);
  if (extension !== null && isViable(number.slice(0, extension.index))) number = number.slice(0, extension.index);
  const digits = normal(number.replace(PLUS, ""));
  if (digits.length <= 2) return unknown;
  const code = [1, 2, 3].map((size) => digits.slice(0, size)).find((start) => callingCodes().has(start));
  if (code === undefined) return unknown;
  const national = digits.slice(code.length);
  if (national.length < 2) return "too_short";
  return national.length > MAX_NATIONAL_DIGITS && withoutPrefix(national, callingCodes().get(code)).length > MAX_NATIONAL_DIGITS ? "too_long" : null;
}

const callingCodes = once(
  () => new Map(DATA.calling.flatMap(([prefix, rule, codes]) => codes.split(" ").map((code) => [code, [prefix, rule]]))),
);

/** Return a national number of too many digits without what a call inside the country begins with. */
function withoutPrefix(national, [prefix, rule]) {
  const found = new RegExp(`^(?:${prefix})`).exec(national);
  if (found === null) return national;
  const isReplaced = rule !== "" && found.at(-1) !== undefined;
  return (isReplaced ? rule.replace(/\$(\d)/g, (_, group) => found[group] ?? "") : "") + national.slice(found[0].length);
}

function digitsBeforeExtension(text) {
  return text.split(/(?!\p{Nd})[\p{L}\p{N}]|[;#~＃～]/u, 1)[0].match(/\p{Nd}/gu)?.length ?? 0;
}
