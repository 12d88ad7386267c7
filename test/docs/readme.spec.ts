import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoOptions } from '../demo/options.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { createIntake } from '../support/intake.js';

const README = readFileSync('README.md', 'utf8');
const LISTENS = 'http://127.0.0.1:3000';
const run = promisify(execFile);

/** The commands of a section, each with its continued lines. */
function commandsOf(section: string): string[] {
  const text = README.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '';
  return [...text.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block = '']) =>
    block
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => line !== ''),
  );
}

describe('README.md', () => {
  it('shows commands that the demo takes', () => {
    const lines = README.match(/^npm run demo.*/gm) ?? [];
    expect(lines).not.toEqual([]);
    for (const line of lines) {
      // Options that do not stand behind the two dashes npm takes for itself.
      const shown = /^npm run demo(?: -- ([^#]*))?\s*(?:#.*)?$/.exec(line);
      expect({ line, isPassedOn: shown !== null }).toEqual({ line, isPassedOn: true });
      const words = shown?.[1]?.split(' ').filter((word) => word !== '') ?? [];
      expect(() => demoOptions(words)).not.toThrow();
    }
  });

  let docket: TestApp;
  let folder: string;

  beforeAll(async () => {
    docket = await startTestApp();
    folder = mkdtempSync(join(tmpdir(), 'docket-readme-'));
    mkdirSync(join(folder, '.docket'));
    writeFileSync(join(folder, '.docket', 'admin-token'), docket.adminToken);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await docket.close();
  });

  it('shows commands that work, one after the other, as they are pasted', async () => {
    const [readToken = '', ...commands] = [...commandsOf('Send an alert'), ...commandsOf('Work it')];
    const known: Record<string, string> = {};
    const answers: Record<string, unknown>[] = [];
    for (const command of commands) {
      const script = `${readToken}\n${command.replaceAll(LISTENS, docket.url)}`;
      const env = { PATH: process.env['PATH'], ...known };
      const { stdout } = await run('sh', ['-e', '-c', script], { cwd: folder, env });
      const answer = JSON.parse(stdout) as Record<string, unknown>;
      expect([command, answer['code']]).toEqual([command, undefined]);
      if (typeof answer['token'] === 'string')
        known[answer['name'] === 'Mara' ? 'MARA' : 'TOKEN'] = answer['token'];
      answers.push(answer);
    }
    expect(answers).toMatchObject([
      { name: 'My community' },
      { webhookUrl: expect.stringContaining('/api/webhooks/') },
      { ticketNumber: 1, duplicate: false },
      { name: 'Mara' },
      { items: [{ number: 1 }] },
      { ownerId: '100000000000000003' },
    ]);
  });

  it('shows a client of the feed that prints what happens', async () => {
    const intake = await createIntake(docket);
    const [, script = ''] = /```js\n([^]*?)```/.exec(README) ?? [];
    const file = join(folder, 'feed.mjs');
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(
      file,
      script.replace(LISTENS, docket.url).replace('100000000000000001', intake.guild.guildId),
    );
    const token = await intake.guild.moderator('100000000000000003');
    const feed = spawn(process.execPath, [file], {
      env: { PATH: process.env['PATH'], MARA: token },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    feed.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    try {
      // Until it watches there is nothing it would be told, so alerts go on until one is.
      await eventually(async () => {
        const { ticketNumber } = await intake.accept({ category: 'spam' });
        expect([ticketNumber, printed.split(' ')[0]]).toEqual([1, '1']);
      });
      expect(printed).toMatch(/^1 (open|resolved) /);
    } finally {
      const ended = once(feed, 'exit');
      feed.kill();
      await ended;
    }
  });
});
