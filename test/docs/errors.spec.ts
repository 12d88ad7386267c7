import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { REFUSAL_KINDS, SOURCE_STATUSES } from '#kernel';

const KINDS = REFUSAL_KINDS.join('|');
/** How the source states a code: after the kind of the refusal, as a member of a table, or to a helper. */
const STATEMENTS = [
  new RegExp(`'(?:${KINDS})',\\s*'([a-z_]+)'`, 'g'),
  /\bcode: '([a-z_]+)'/g,
  /\b(?:withCause|refusedBody)\(\s*'([a-z_]+)'/g,
  /\bmakeProblem\([^;]*?'([a-z]+(?:_[a-z]+)+)'/g,
];
/** The list of the kinds themselves. */
const NO_CODES = 'src/kernel/domain-error.ts';

describe('docs/errors.md', () => {
  const documented = new Set(
    [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([a-z_]+)`/g)].map(([, code = '']) => code),
    ),
  );
  const stated = new Set([
    ...sources().flatMap((text) =>
      STATEMENTS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, code]) => code!)),
    ),
    // Made from the status of the source.
    ...SOURCE_STATUSES.filter((status) => status !== 'approved').map((status) => `source_${status}`),
  ]);

  it('explains every code that the source states', () => {
    expect([...stated].filter((code) => !documented.has(code))).toEqual([]);
    expect(stated.size).toBeGreaterThan(60);
  });

  it('explains no other', () => {
    expect([...documented].filter((code) => !stated.has(code))).toEqual([]);
  });
});

function sources(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => join('src', file))
    .filter((file) => /(?<!\.spec|\.docs)\.ts$/.test(file) && file !== NO_CODES)
    .map((file) => readFileSync(file, 'utf8'));
}
