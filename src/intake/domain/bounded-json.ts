import { cleanText, type JsonObject, type JsonValue } from '#kernel';

export type JsonRefusal = 'too_deep' | 'too_large';

/** What JSON.stringify writes for NUL and for lone surrogates, neither of which jsonb can hold. */
const UNCLEAN = /\\u(?:0000|d[89a-f])/;

/** Free JSON from outside, made storable: bounded in depth and bytes, its strings clean. */
export function boundJson(
  value: JsonObject,
  limits: { readonly bytes: number; readonly depth: number },
): JsonObject | JsonRefusal {
  if (isDeeper(value, limits.depth)) return 'too_deep';
  const json = JSON.stringify(value);
  if (json.length > limits.bytes || Buffer.byteLength(json) > limits.bytes) return 'too_large';
  return UNCLEAN.test(json) ? cleanObject(value) : value;
}

/** Measured before anything recurses over it: deep JSON overflows JSON.stringify's stack. */
function isDeeper(value: JsonValue | undefined, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  for (const item of Array.isArray(value) ? value : Object.values(value)) {
    if (isDeeper(item, depth - 1)) return true;
  }
  return false;
}

function cleanObject(value: JsonObject): JsonObject {
  // fromEntries defines keys: `__proto__` stays a key and never becomes a prototype.
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      cleanText(key),
      item === undefined ? item : cleanValue(item),
    ]),
  );
}

function cleanValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  return typeof value === 'object' && value !== null ? cleanObject(value) : value;
}
