import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Environment, SECRETS, VARIABLES } from './environment.js';
import { loadConfig } from './load-config.js';

const EXAMPLE = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');

/** The settings of the file, which are all commented out: `# NAME=value`. */
function settings(): [name: string, value: string][] {
  return [...EXAMPLE.matchAll(/^# ([A-Z0-9_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);
}

describe('.env.example', () => {
  it('names every variable that is read, and no other', () => {
    const documented = settings().map(([name]) => name);
    const read = [...VARIABLES, ...SECRETS.map((name) => `${name}_FILE`)];
    expect(documented.toSorted()).toEqual(read.toSorted());
  });

  it('shows the defaults as they are', () => {
    const defaults = Object.entries(new Environment()).filter(([, value]) => value !== undefined);
    const documented = new Map(settings());
    for (const [name, value] of defaults) expect([name, documented.get(name)]).toEqual([name, String(value)]);
    expect(defaults.length).toBeGreaterThan(4);
  });

  it('shows values that would be taken', () => {
    const values = settings().filter(([name, value]) => value !== '' && !name.endsWith('_FILE'));
    expect(() => loadConfig(Object.fromEntries(values))).not.toThrow();
  });

  it('lists each property of the class', () => {
    const validated = Object.getOwnPropertyNames(new Environment());
    for (const name of validated) expect(VARIABLES).toContain(name);
  });
});
