/** Validates payloads of the BookingSync API v3. `bs-validate javascript --types` prints these declarations. */

/** One error at one place; it holds no value of the payload. */
export interface FieldError {
  readonly code: Code;
  readonly severity: "error";
  /** The names and indices that lead from the document to the value, or to where a missing field should be. */
  readonly location: readonly (string | number)[];
  /** The location as a JSON Pointer (RFC 6901). */
  readonly pointer: string;
  /** The location relative to the resource, such as `phones.0.number`; empty outside a resource. */
  readonly field: string;
  /** The JSON values that the message is made of. */
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;
  /** Word the error in a language of the module; any other one falls back to English. */
  message(locale?: string): string;
}

/** The outcome of one validation; the errors are in document order. */
export interface Report {
  readonly schema: SchemaName;
  readonly valid: boolean;
  readonly errors: readonly FieldError[];
  /** Return the messages of the errors by field; the empty name is the document itself. */
  byField(locale?: string): Record<string, string[]>;
}

/** The names of the schemas. */
export const schemas: readonly SchemaName[];

/** Validate a document with its envelope: `{contacts: [{…}]}`. Throws a RangeError for an unknown schema. */
export function validate(document: unknown, schema: SchemaName): Report;

/** Validate one bare resource, as a form holds it. Throws a RangeError for an unknown schema. */
export function validateResource(fields: unknown, schema: SchemaName): Report;

/** Validate the value of one field, such as `email` or `phones.0.number`. Throws a RangeError for an unknown schema or field. */
export function validateField(value: unknown, schema: SchemaName, field: string): Report;
