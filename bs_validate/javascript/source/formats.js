// The formats: for each, the code of its error and a pure function that returns why it refuses a text, or null.

import { phone } from "./phone.js";
import { isWithin, length } from "./texts.js";

const SPACE = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const CONTROL = /[\0-\x1f\x7f-\x9f]/;
const NON_PRINTABLE = /[\0-\x1f\x7f-\x9f\u2028\u2029\p{Noncharacter_Code_Point}]/u;
const BLANK = /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;

/** Return whether a text is empty or only white space to the server. */
export function isBlank(text) {
  const first = text.charCodeAt(0); // most texts begin with a visible character of ASCII
  return !(first > 32 && first < 127) && BLANK.test(text);
}

/** Return the index, in code points, of the first character that does not print, and the character; or null. */
export function nonPrintable(text) {
  const found = NON_PRINTABLE.exec(text);
  if (found === null) return null;
  const code = found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  return { position: length(text.slice(0, found.index)), codepoint: "U+" + code };
}

/** Return the first word whose pattern is in a text. */
const firstOf = (text, ...words) => words.find(([, pattern]) => pattern.test(text))?.[0] ?? null;

// Texts that match these are valid if they are so short that no part of them can be too long.
const PLAIN_EMAIL = /^[!#-'*+\--:=?A-Z[-~]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;
const QUOTED = /^"(?:[^\0-\x1f"\\\x7f-\x9f]|\\[^\0-\x1f\x7f-\x9f])*"(?=@)/u;

function email(text) {
  if (text.length <= 64 && PLAIN_EMAIL.test(text)) return null;
  if (!isWithin(text, 318)) return "too_long";
  const quoted = QUOTED.exec(text)?.[0];
  const at = quoted === undefined ? text.indexOf("@") : quoted.length;
  if (at < 0) return "no_at_sign";
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (domain.includes("@")) return "several_at_signs";
  const wrong = firstOf(
    quoted === undefined ? text : domain,
    ["white_space", SPACE],
    ["control_character", CONTROL],
    ["forbidden_character", /[,;<>"()]/],
  );
  if (wrong !== null) return wrong;
  if (!local) return "no_local_part";
  if (!isWithin(local, 64)) return "local_part_too_long";
  if (!domain) return "no_domain";
  if (!isWithin(domain, 253)) return "domain_too_long";
  if (/^\[[A-Za-z0-9-]*[A-Za-z0-9]:[!-Z^-~]+\]$/.test(domain)) return null;
  const labels = domain.split(".");
  return labels.length < 2 ? "no_domain_dot" : labels.includes("") ? "empty_domain_label" : null;
}

const PLAIN_WEBSITE = /^https?:\/\/[a-z\d][a-z\d.-]*(?::\d{1,4})?(?:[/?#][!#-;=?-[\]-~]*)?$/i;

function website(text) {
  if (text.length <= 1000 && PLAIN_WEBSITE.test(text)) return null;
  if (!isWithin(text, 2048)) return "too_long";
  if (!/^https?:\/\//i.test(text)) return "scheme";
  const wrong = firstOf(text, ["white_space", SPACE], ["control_character", CONTROL], ["forbidden_character", /[<>"\\]/]);
  if (wrong !== null) return wrong;
  const authority = text.split(/[/?#]/)[2];
  const bracketed = /^(?:[^[\]]*@)?(?:[^[\]]*|\[([^[\]@]*)\](?::[^[\]@]*)?)$/.exec(authority);
  if (bracketed === null) return "host";
  // Where compatibility characters stand for these signs, the address would be read as that of another host.
  if (/[/?#@:]/.test(changed(authority.replace(/[@:]/g, "")))) return "host";
  const address = bracketed[1];
  if (address !== undefined && !/^v[0-9A-Fa-f]+\../.test(address) && !isIPv6(address)) return "host";
  const parts = address === undefined ? /^([^:]*):?(.*)$/s : /^\[([^\]]*)\]:?(.*)$/s;
  const [, host, port] = parts.exec(authority.slice(authority.lastIndexOf("@") + 1));
  if (port && !(/^[0-9]+$/.test(port) && Number(port) <= 65535)) return "port";
  return /[\p{L}\p{N}]/u.test(host) ? null : "no_host";
}

function changed(text) {
  const normal = text.normalize("NFKC");
  return normal === text ? "" : normal;
}

/** Return whether a text is an address of IPv6, with a scope or without, which the parser of addresses does not know. */
function isIPv6(text) {
  const [address, scope, ...more] = text.split("%");
  if (scope === "" || more.length || /[^0-9A-Fa-f:.]/.test(address)) return false;
  try {
    return new URL(`http://[${address}]`) !== null;
  } catch {
    return false;
  }
}

const SHAPE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/;

function time(text) {
  if (!SHAPE.test(text)) return "shape";
  const moment = new Date(text);
  const exists = !text.startsWith("0000") && !Number.isNaN(moment.getTime()) && moment.toJSON() === text.replace("Z", ".000Z");
  return exists ? null : "no_such_date";
}

const printable = (text) => (NON_PRINTABLE.test(text) ? "non_printable" : null);
const integer = (text) => (/^[0-9]+$/.test(text) ? null : "not_digits");

/** By name: the code of the error, and what gives the reason. */
export const FORMATS = {
  "bs-email": ["email", email],
  "bs-website": ["url", website],
  "bs-phone": ["phone", phone],
  "bs-time": ["time", time],
  "bs-printable": ["non_printable", printable],
  "bs-integer": ["type", integer],
};
