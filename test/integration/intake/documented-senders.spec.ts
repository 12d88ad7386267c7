import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDoors, type Doors, type RegisteredSource } from '../../support/doors.js';

const run = promisify(execFile);
const GUIDE = readFileSync('docs/intake.md', 'utf8');

/** The code block of the guide that begins so. */
function example(start: string): string {
  const block = GUIDE.split('```').find((text) => text.replace(/^\w+\n/, '').startsWith(start));
  return block?.replace(/^\w+\n/, '') ?? '';
}

describe('the examples of docs/intake.md', () => {
  let doors: Doors;
  let source: RegisteredSource;

  beforeAll(async () => {
    doors = await openDoors();
    source = await doors.register();
  });
  afterAll(() => doors.close());

  it.each([
    ['with a token', 'bash', ['-c'], 'curl -X POST'],
    ['signed with openssl', 'bash', ['-c'], '# sign-and-send.sh'],
    ['signed with Node', process.execPath, ['--input-type=module', '-e'], '// sign-and-send.mjs'],
  ])('work %s', async (_how, command, args, start) => {
    const before = (await doors.stored(source.id)).length;
    const { stdout } = await run(command, [...args, example(start)], {
      env: {
        PATH: process.env['PATH'],
        DOCKET_URL: doors.url,
        GUILD_ID: doors.guildId,
        SOURCE_ID: source.id,
        SOURCE_TOKEN: source.token,
        SIGNING_SECRET: source.signingSecret,
      },
    });
    expect(stdout).toContain('"duplicate":false');
    expect(await doors.stored(source.id)).toHaveLength(before + 1);
  });
});
