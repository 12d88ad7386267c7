import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

function found(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(file))
    .toSorted();
}

describe('the bundle', () => {
  it.each([
    ['src', /\.entity\.js$/],
    ['migrations', /^\d+-[a-z0-9-]+\.js$/],
  ])('has each file in %s that is found by its name', (folder, pattern) => {
    const compiled = found(join('dist', folder), pattern);
    expect(compiled).not.toEqual([]);
    expect(found(join('dist/app', folder), pattern)).toEqual(compiled);
  });

  it('has a map of each file, for who wants stacks with places in the sources', () => {
    const files = found('dist/app', /\.js$/);
    expect(files).toContain('main.js');
    expect(files.filter((file) => !existsSync(join('dist/app', `${file}.map`)))).toEqual([]);
  });
});
