import libphonenumber from "google-libphonenumber";

const phones = libphonenumber.PhoneNumberUtil.getInstance();
const length = (text) => [...text].length; // in code points, as everywhere
const isIPv6 = (text) => { try { return Boolean(new URL(`http://[${text}]`)); } catch { return false; } };
const isPrintable = (text) => !/[\0-\x1F\x7F-\x9F\u2028\u2029\p{Noncharacter_Code_Point}]/u.test(text);
const isInteger = (text) => /^[0-9]+$/.test(text);
const hasSpaceOrControl = (text) => /[\0- \x7F-\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/.test(text);

const isTime = (text) =>
  /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && new Date(text).toJSON() === text.replace("Z", ".000Z");

function isEmail(text) {
  const quoted = /^"(?:[^\0-\x1F"\\\x7F-\x9F]|\\[^\0-\x1F\x7F-\x9F])*"(?=@)/u.exec(text)?.[0];
  const local = quoted ?? /^[^@,;<>"()]*/u.exec(text)[0];
  const rest = text.slice(local.length);
  if (!local || length(local) > 64 || hasSpaceOrControl(quoted === undefined ? text : rest)) return false;
  return /^@(?=.{1,253}$)(?:[^@,;<>"().]+(\.[^@,;<>"().]+)+|\[[A-Za-z0-9-]*[A-Za-z0-9]:[!-Z^-~]+\])$/u.test(rest) && !/[@,;<>"()]/.test(rest.slice(1));
}

function isWebsite(text) {
  if (length(text) > 2048 || hasSpaceOrControl(text) || /[<>"\\]/.test(text)) return false;
  const parts = /^https?:\/\/((?:[^[\]/?#]*@)?(\[[^[\]/?#@]*\]|[^[\]/?#@:]*)(?::(\d*))?)(?:[/?#]|$)/i.exec(text);
  if (parts === null) return false;
  const [, authority, host, port = "0"] = parts;
  if (/[/?#@:]/.test(authority.replace(/[@:]/g, "").normalize("NFKC"))) return false; // it would be read as another host
  const address = /^\[(.*)]$/.exec(host)?.[1];
  if (address !== undefined && !/^v[0-9A-Fa-f]+\../.test(address) && !isIPv6(address.replace(/%[^%]+$/, ""))) return false;
  return Number(port) <= 65535 && /[\p{L}\p{N}]/u.test(host);
}

function isPhone(text) {
  const plain = withAsciiDigits(text.replace(/[^\p{L}\p{N}_ -~]/gu, " ")); // typographic signs count as spaces
  if (!/[0-9]/.test(plain)) return false;
  if (/^\+?[ -.0-9+EXText()]*$/.test(plain)) return true; // the one expression that the documentation spells out
  return length(text) <= 250 && (isParsed(text) || isParsed(plain));
}

function withAsciiDigits(text) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0); // digits come in tens, from zero on
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return (digit.codePointAt(0) - zero) % 10;
  });
}

function isParsed(text) {
  const ascii = withAsciiDigits(text.replace(/[\u0130\u0131\u017F\u212A]/g, "i"));
  // As in libphonenumber for Java and Python, but not for JavaScript, a letter of another script cannot come last.
  if (/[^\0-\x7F]$/.test(ascii.replace(/[\\/] *x.*/s, "").replace(/([^\p{L}\p{N}#]|ー)+$/u, ""))) return false;
  try {
    phones.parse(ascii);
    return true;
  } catch ({ message }) {
    if (!/country calling code|after IDD/.test(message)) return false;
    return ascii.split(/[\p{L}\p{Nl}\p{No};#~＃～]/u)[0].replace(/\D/g, "").length <= 20; // digits of an extension do not count
  }
}

export const formats = {
  "bs-email": isEmail,
  "bs-website": isWebsite,
  "bs-phone": isPhone,
  "bs-time": isTime,
  "bs-printable": isPrintable,
  "bs-integer": isInteger,
};

export function addFormats(ajv) {
  for (const [name, check] of Object.entries(formats)) ajv.addFormat(name, check);
  return ajv;
}
