export type Code = "blank" | "choice" | "email" | "minimum" | "non_printable" | "not_representable" | "null" | "pattern" | "phone" | "required" | "time" | "too_few" | "too_long" | "too_many" | "too_short" | "type" | "unknown_field" | "url";

export type CountryCode = "AD" | "AE" | "AF" | "AG" | "AI" | "AL" | "AM" | "AO" | "AQ" | "AR" | "AS" | "AT" | "AU" | "AW" | "AX" | "AZ" | "BA" | "BB" | "BD" | "BE" | "BF" | "BG" | "BH" | "BI" | "BJ" | "BL" | "BM" | "BN" | "BO" | "BQ" | "BR" | "BS" | "BT" | "BV" | "BW" | "BY" | "BZ" | "CA" | "CC" | "CD" | "CF" | "CG" | "CH" | "CI" | "CK" | "CL" | "CM" | "CN" | "CO" | "CR" | "CU" | "CV" | "CW" | "CX" | "CY" | "CZ" | "DE" | "DJ" | "DK" | "DM" | "DO" | "DZ" | "EC" | "EE" | "EG" | "EH" | "ER" | "ES" | "ET" | "FI" | "FJ" | "FK" | "FM" | "FO" | "FR" | "GA" | "GB" | "GD" | "GE" | "GF" | "GG" | "GH" | "GI" | "GL" | "GM" | "GN" | "GP" | "GQ" | "GR" | "GS" | "GT" | "GU" | "GW" | "GY" | "HK" | "HM" | "HN" | "HR" | "HT" | "HU" | "ID" | "IE" | "IL" | "IM" | "IN" | "IO" | "IQ" | "IR" | "IS" | "IT" | "JE" | "JM" | "JO" | "JP" | "KE" | "KG" | "KH" | "KI" | "KM" | "KN" | "KP" | "KR" | "KW" | "KY" | "KZ" | "LA" | "LB" | "LC" | "LI" | "LK" | "LR" | "LS" | "LT" | "LU" | "LV" | "LY" | "MA" | "MC" | "MD" | "ME" | "MF" | "MG" | "MH" | "MK" | "ML" | "MM" | "MN" | "MO" | "MP" | "MQ" | "MR" | "MS" | "MT" | "MU" | "MV" | "MW" | "MX" | "MY" | "MZ" | "NA" | "NC" | "NE" | "NF" | "NG" | "NI" | "NL" | "NO" | "NP" | "NR" | "NU" | "NZ" | "OM" | "PA" | "PE" | "PF" | "PG" | "PH" | "PK" | "PL" | "PM" | "PN" | "PR" | "PS" | "PT" | "PW" | "PY" | "QA" | "RE" | "RO" | "RS" | "RU" | "RW" | "SA" | "SB" | "SC" | "SD" | "SE" | "SG" | "SH" | "SI" | "SJ" | "SK" | "SL" | "SM" | "SN" | "SO" | "SR" | "SS" | "ST" | "SV" | "SX" | "SY" | "SZ" | "TC" | "TD" | "TF" | "TG" | "TH" | "TJ" | "TK" | "TL" | "TM" | "TN" | "TO" | "TR" | "TT" | "TV" | "TW" | "TZ" | "UA" | "UG" | "UM" | "US" | "UY" | "UZ" | "VA" | "VC" | "VE" | "VG" | "VI" | "VN" | "VU" | "WF" | "WS" | "YE" | "YT" | "ZA" | "ZM" | "ZW";

export type Locale = "bg" | "cs" | "da" | "de" | "el" | "en" | "es" | "fi" | "fr" | "hu" | "id" | "it" | "ja" | "ko" | "lt" | "lv" | "mk" | "nb" | "nl" | "pl" | "pt" | "ro" | "rs" | "ru" | "sk" | "sv" | "uk" | "zh" | "zh-TW";

export type SchemaName = "contact.create" | "contact.read" | "contact.update" | "host.create" | "host.read" | "host.update";

/** A phone number and its purpose. */
export interface Phone {
  label: string;
  number: string;
}

/** A contact, as a client sends it to create one. */
export interface ContactCreate {
  email: string;
  website?: string | null;
  private_notes?: string | null;
  gender?: "male" | "female" | null;
  firstname: string;
  lastname: string;
  address1: string;
  address2?: string | null;
  city: string;
  country_code: "AD" | "AE" | "AF" | "AG" | "AI" | "AL" | "AM" | "AO" | "AQ" | "AR" | "AS" | "AT" | "AU" | "AW" | "AX" | "AZ" | "BA" | "BB" | "BD" | "BE" | "BF" | "BG" | "BH" | "BI" | "BJ" | "BL" | "BM" | "BN" | "BO" | "BQ" | "BR" | "BS" | "BT" | "BV" | "BW" | "BY" | "BZ" | "CA" | "CC" | "CD" | "CF" | "CG" | "CH" | "CI" | "CK" | "CL" | "CM" | "CN" | "CO" | "CR" | "CU" | "CV" | "CW" | "CX" | "CY" | "CZ" | "DE" | "DJ" | "DK" | "DM" | "DO" | "DZ" | "EC" | "EE" | "EG" | "EH" | "ER" | "ES" | "ET" | "FI" | "FJ" | "FK" | "FM" | "FO" | "FR" | "GA" | "GB" | "GD" | "GE" | "GF" | "GG" | "GH" | "GI" | "GL" | "GM" | "GN" | "GP" | "GQ" | "GR" | "GS" | "GT" | "GU" | "GW" | "GY" | "HK" | "HM" | "HN" | "HR" | "HT" | "HU" | "ID" | "IE" | "IL" | "IM" | "IN" | "IO" | "IQ" | "IR" | "IS" | "IT" | "JE" | "JM" | "JO" | "JP" | "KE" | "KG" | "KH" | "KI" | "KM" | "KN" | "KP" | "KR" | "KW" | "KY" | "KZ" | "LA" | "LB" | "LC" | "LI" | "LK" | "LR" | "LS" | "LT" | "LU" | "LV" | "LY" | "MA" | "MC" | "MD" | "ME" | "MF" | "MG" | "MH" | "MK" | "ML" | "MM" | "MN" | "MO" | "MP" | "MQ" | "MR" | "MS" | "MT" | "MU" | "MV" | "MW" | "MX" | "MY" | "MZ" | "NA" | "NC" | "NE" | "NF" | "NG" | "NI" | "NL" | "NO" | "NP" | "NR" | "NU" | "NZ" | "OM" | "PA" | "PE" | "PF" | "PG" | "PH" | "PK" | "PL" | "PM" | "PN" | "PR" | "PS" | "PT" | "PW" | "PY" | "QA" | "RE" | "RO" | "RS" | "RU" | "RW" | "SA" | "SB" | "SC" | "SD" | "SE" | "SG" | "SH" | "SI" | "SJ" | "SK" | "SL" | "SM" | "SN" | "SO" | "SR" | "SS" | "ST" | "SV" | "SX" | "SY" | "SZ" | "TC" | "TD" | "TF" | "TG" | "TH" | "TJ" | "TK" | "TL" | "TM" | "TN" | "TO" | "TR" | "TT" | "TV" | "TW" | "TZ" | "UA" | "UG" | "UM" | "US" | "UY" | "UZ" | "VA" | "VC" | "VE" | "VG" | "VI" | "VN" | "VU" | "WF" | "WS" | "YE" | "YT" | "ZA" | "ZM" | "ZW";
  state?: string | null;
  zip: string;
  spoken_languages: ("bg" | "cs" | "da" | "de" | "el" | "en" | "es" | "fi" | "fr" | "hu" | "id" | "it" | "ja" | "ko" | "lt" | "lv" | "mk" | "nb" | "nl" | "pl" | "pt" | "ro" | "rs" | "ru" | "sk" | "sv" | "uk" | "zh" | "zh-TW")[];
  phones?: Phone[] | null;
}

/** The body of a request that creates contacts. */
export interface ContactCreateDocument {
  contacts: ContactCreate[];
}

/** The identifiers of the related records. */
export interface ContactLinks {
  account: number;
}

/** A person responsible for rentals, as the server returns it. */
export interface ContactRead {
  id: number;
  created_at: string;
  updated_at: string;
  canceled_at?: string | null;
  forget_me_at?: string | null;
  processing_restricted_at?: string | null;
  account?: number | Record<string, unknown>;
  links: ContactLinks;
  email?: string | null;
  website?: string | null;
  private_notes?: string | null;
  gender?: string | null;
  firstname?: string | null;
  lastname?: string | null;
  fullname?: string | null;
  address1?: string | null;
  address2?: string | null;
  city?: string | null;
  country_code?: string | null;
  state?: string | null;
  zip?: string | null;
  spoken_languages?: unknown[] | string | null;
  phones?: unknown[] | string | null;
}

export interface Metadata {
  Link?: Record<string, string | null> | null;
  "X-Per-Page"?: string | null;
  "X-Total-Count"?: string | null;
  "X-Total-Pages"?: string | null;
  deleted_ids?: number[];
}

/** The server's answer when contacts are read, created or changed. */
export interface ContactReadDocument {
  links?: Record<string, string>;
  contacts: ContactRead[];
  meta?: Metadata;
  linked?: Record<string, unknown>;
}

/** A contact, as a client sends it to change one. */
export interface ContactUpdate {
  email?: string;
  website?: string | null;
  private_notes?: string | null;
  gender?: "male" | "female" | null;
  firstname?: string;
  lastname?: string;
  address1?: string;
  address2?: string | null;
  city?: string;
  country_code?: "AD" | "AE" | "AF" | "AG" | "AI" | "AL" | "AM" | "AO" | "AQ" | "AR" | "AS" | "AT" | "AU" | "AW" | "AX" | "AZ" | "BA" | "BB" | "BD" | "BE" | "BF" | "BG" | "BH" | "BI" | "BJ" | "BL" | "BM" | "BN" | "BO" | "BQ" | "BR" | "BS" | "BT" | "BV" | "BW" | "BY" | "BZ" | "CA" | "CC" | "CD" | "CF" | "CG" | "CH" | "CI" | "CK" | "CL" | "CM" | "CN" | "CO" | "CR" | "CU" | "CV" | "CW" | "CX" | "CY" | "CZ" | "DE" | "DJ" | "DK" | "DM" | "DO" | "DZ" | "EC" | "EE" | "EG" | "EH" | "ER" | "ES" | "ET" | "FI" | "FJ" | "FK" | "FM" | "FO" | "FR" | "GA" | "GB" | "GD" | "GE" | "GF" | "GG" | "GH" | "GI" | "GL" | "GM" | "GN" | "GP" | "GQ" | "GR" | "GS" | "GT" | "GU" | "GW" | "GY" | "HK" | "HM" | "HN" | "HR" | "HT" | "HU" | "ID" | "IE" | "IL" | "IM" | "IN" | "IO" | "IQ" | "IR" | "IS" | "IT" | "JE" | "JM" | "JO" | "JP" | "KE" | "KG" | "KH" | "KI" | "KM" | "KN" | "KP" | "KR" | "KW" | "KY" | "KZ" | "LA" | "LB" | "LC" | "LI" | "LK" | "LR" | "LS" | "LT" | "LU" | "LV" | "LY" | "MA" | "MC" | "MD" | "ME" | "MF" | "MG" | "MH" | "MK" | "ML" | "MM" | "MN" | "MO" | "MP" | "MQ" | "MR" | "MS" | "MT" | "MU" | "MV" | "MW" | "MX" | "MY" | "MZ" | "NA" | "NC" | "NE" | "NF" | "NG" | "NI" | "NL" | "NO" | "NP" | "NR" | "NU" | "NZ" | "OM" | "PA" | "PE" | "PF" | "PG" | "PH" | "PK" | "PL" | "PM" | "PN" | "PR" | "PS" | "PT" | "PW" | "PY" | "QA" | "RE" | "RO" | "RS" | "RU" | "RW" | "SA" | "SB" | "SC" | "SD" | "SE" | "SG" | "SH" | "SI" | "SJ" | "SK" | "SL" | "SM" | "SN" | "SO" | "SR" | "SS" | "ST" | "SV" | "SX" | "SY" | "SZ" | "TC" | "TD" | "TF" | "TG" | "TH" | "TJ" | "TK" | "TL" | "TM" | "TN" | "TO" | "TR" | "TT" | "TV" | "TW" | "TZ" | "UA" | "UG" | "UM" | "US" | "UY" | "UZ" | "VA" | "VC" | "VE" | "VG" | "VI" | "VN" | "VU" | "WF" | "WS" | "YE" | "YT" | "ZA" | "ZM" | "ZW";
  state?: string | null;
  zip?: string;
  spoken_languages?: ("bg" | "cs" | "da" | "de" | "el" | "en" | "es" | "fi" | "fr" | "hu" | "id" | "it" | "ja" | "ko" | "lt" | "lv" | "mk" | "nb" | "nl" | "pl" | "pt" | "ro" | "rs" | "ru" | "sk" | "sv" | "uk" | "zh" | "zh-TW")[];
  phones?: Phone[] | null;
}

/** The body of a request that changes one of the contacts. */
export interface ContactUpdateDocument {
  contacts: ContactUpdate[];
}

/** A host, as a client sends it to create one. */
export interface HostCreate {
  firstname: string;
  lastname: string;
  email?: string | null;
  user_id?: number | null;
  source_id?: number | null;
}

/** The body of a request that creates hosts. */
export interface HostCreateDocument {
  hosts: HostCreate[];
}

/** The identifiers of the related records. */
export interface HostLinks {
  account: number;
  participants: number[];
  source: number | null;
  user: number | null;
}

/** A user who answers guests, as the server returns it. */
export interface HostRead {
  id: number;
  created_at: string;
  updated_at: string;
  forget_me_at?: string | null;
  processing_restricted_at?: string | null;
  account?: Record<string, unknown> | null;
  participants?: Record<string, unknown>[];
  source?: Record<string, unknown> | null;
  user?: Record<string, unknown> | null;
  links: HostLinks;
  firstname?: string | null;
  lastname?: string | null;
  email?: string | null;
}

/** The server's answer when hosts are read, created or changed. */
export interface HostReadDocument {
  links?: Record<string, string>;
  hosts: HostRead[];
  meta?: Metadata;
  linked?: Record<string, unknown>;
}

/** A host, as a client sends it to change one. */
export interface HostUpdate {
  firstname?: string;
  lastname?: string;
  email?: string | null;
  user_id?: number | null;
  source_id?: number | null;
}

/** The body of a request that changes one of the hosts. */
export interface HostUpdateDocument {
  hosts: HostUpdate[];
}
