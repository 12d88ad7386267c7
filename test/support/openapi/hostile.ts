/** Values that a field was never meant to hold, and some that it was and that must do no harm. */
export const VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  'a\0b',
  '\ud800',
  '\u202e\u200b\u2066',
  "'; DROP TABLE tickets; --",
  '<script>alert(1)</script>',
  '@everyone <@&1> `x` **y** [z](javascript:x)',
  '${jndi:ldap://x} {{7*7}} %n%s',
  'x'.repeat(100_000),
  '9'.repeat(30),
  [],
  [[[[]]]],
  {},
  { toString: 1, valueOf: null },
  Array.from({ length: 2_000 }, () => 'x'),
];

/** Parts of an address. */
export const PARTS: readonly string[] = [
  '0',
  '-1',
  '%00',
  '%ff',
  '%E0%A4%A',
  '..%2f..%2fetc%2fpasswd',
  "'%20OR%201=1--",
  '100000000000000000',
  '00000000-0000-7000-8000-000000000000',
  '%F0%9F%98%80',
  'x'.repeat(190),
  'x'.repeat(5_000),
  '__proto__',
  '9'.repeat(30),
];

/** What stands behind the equals sign of a query; the last two are given as they are. */
export const QUERIES: readonly string[] = [
  '',
  '%00',
  '%ff',
  '-1',
  '1e9',
  'null',
  "'%20OR%201=1--",
  '<script>',
  'x'.repeat(5_000),
  'W10',
  'eyJhIjoxfQ',
  'a&%s=b',
  'a&%s[]=b&%s[x]=y',
];

/** Bodies that are none, by what is wrong with them. */
export const BODIES: Readonly<Record<string, string | Buffer>> = {
  nothing: '',
  'half a document': '{"a":',
  'no UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
  'a text': '"x"',
  'a list': '[{}]',
  null: 'null',
  'a hundred thousand levels': `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  'prototype keys': '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
  'more than a mebibyte': `{"x":"${'y'.repeat(1_200_000)}"}`,
  'ten thousand keys': JSON.stringify(
    Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`, at])),
  ),
};

/** The body with one of its fields, however deep, replaced by each of the values. */
export function* variants(
  body: unknown,
  values: readonly unknown[],
): Generator<{ what: string; body: unknown }> {
  for (const path of pathsOf(body)) {
    for (const value of values) {
      yield {
        what: `${path.join('.')} = ${JSON.stringify(value)?.slice(0, 40)}`,
        body: replaced(body, path, value),
      };
    }
  }
  if (typeof body === 'object' && body !== null)
    yield { what: 'one field more', body: { ...body, surprise: 1 } };
}

function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...pathsOf(inner).map((path) => [key, ...path]),
  ]);
}

function replaced(body: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  const copy = (Array.isArray(body) ? [...(body as unknown[])] : { ...(body as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = rest.length === 0 ? value : replaced(copy[key], rest, value);
  return copy;
}
