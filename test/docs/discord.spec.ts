import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { NEEDED_PERMISSIONS } from '../../src/discord/setup/domain/needed-permissions.js';

const GUIDE = readFileSync('docs/discord.md', 'utf8');

function rowsUnder(heading: string): string[][] {
  const section = GUIDE.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| (.*) \|$/gm)]
    .map(([, cells = '']) => cells.split(' | ').map((cell) => cell.trim()))
    .slice(2);
}

describe('docs/discord.md', () => {
  it('lists the permissions that the invite link asks for, each with its reason', () => {
    expect(rowsUnder('Permissions')).toEqual(
      NEEDED_PERMISSIONS.map(({ label, places, why }) => [label, places.join(', '), why]),
    );
  });

  it('explains everything that the doctor can find', () => {
    const folder = 'src/discord/setup';
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<!\.spec)\.ts$/.test(file),
    );
    const stated = files.flatMap((file) =>
      [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/\bfinding\(\s*'([a-z_]+)'/g)].map(
        ([, code]) => code,
      ),
    );
    const explained = rowsUnder('What the doctor finds').map(([code = '']) => code.replaceAll('`', ''));
    expect(new Set(explained)).toEqual(new Set(stated));
    expect(explained.length).toBeGreaterThan(15);
  });
});
