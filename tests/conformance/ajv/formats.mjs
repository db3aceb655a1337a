import libphonenumber from "google-libphonenumber";

const phones = libphonenumber.PhoneNumberUtil.getInstance();
const length = (text) => [...text].length; // in code points, as everywhere
const isIPv6 = (text) => { try { return Boolean(new URL(`http://[${text}]`)); } catch { return false; } };
const isPrintable = (text) => /^[^\0-\x1F\x7F-\x9F\u2028\u2029]*$/.test(text);
const hasSpaceOrControl = (text) => /[\0- \x7F-\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/.test(text);

const isTime = (text) =>
  /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && new Date(text).toJSON() === text.replace("Z", ".000Z");

const isEmail = (text) =>
  !hasSpaceOrControl(text) && /^[^@,;<>"()]{1,64}@(?=.{1,253}$)[^@,;<>"().]+(\.[^@,;<>"().]+)+$/u.test(text);

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
  if (length(text) > 250) return false;
  const ascii = text.replace(/[\u0130\u0131\u017F\u212A]/g, "i").replace(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0); // digits come in tens, from zero on
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return (digit.codePointAt(0) - zero) % 10;
  });
  // As Java's and Python's libphonenumber, and not JavaScript's: no letter of another script comes last.
  if (/[^\0-\x7F]$/.test(ascii.replace(/[\\/] *x.*/s, "").replace(/([^\p{L}\p{N}#]|ー)+$/u, ""))) return false;
  try {
    phones.parse(ascii);
    return true;
  } catch ({ message }) {
    if (!/country calling code|after IDD/.test(message)) return false;
    return ascii.split(/[\p{L}\p{Nl}\p{No};#~＃～]/u)[0].replace(/\D/g, "").length <= 20; // no digit of an extension counts
  }
}

export const formats = {
  "bs-email": isEmail,
  "bs-website": isWebsite,
  "bs-phone": isPhone,
  "bs-time": isTime,
  "bs-printable": isPrintable,
};

export function addFormats(ajv) {
  for (const [name, check] of Object.entries(formats)) ajv.addFormat(name, check);
  return ajv;
}
