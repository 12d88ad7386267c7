import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call } from '../support/call.js';
import { createDatabaseClone } from '../support/database.js';
import { openDatabaseClient, type DatabaseClient } from '../support/database-client.js';
import { createGuild, type TestSource } from '../support/guild.js';
import { DocketProcess, makeDataDir } from '../support/process/docket-process.js';

/** In every text is a word of its own, by which what someone wrote is recognised wherever it turns up. */
const MARK = 'zyxquark';
const HOSTILE = [
  `@everyone <@&100000000000000001> **${MARK}** [here](javascript:alert(1)) ||x|| \`\`\`x\`\`\``,
  `<script>${MARK}</script><img src=x onerror=alert(1)>`,
  `'; DROP TABLE signals; -- ${MARK} $1 $$`,
  `${MARK}\u001b[2J\u001b]0;title\u0007\u009b31m`,
  `${MARK}\n{"level":"fatal","message":"forged"}\r\n`,
  `\u202e${MARK}\u202c\u200b\u2066\ufeff\u2028\u2029`,
];

let docket: DocketProcess;
let database: DatabaseClient;
let guildId: string;
let source: TestSource;
const cleanUp: (() => unknown)[] = [];

beforeAll(async () => {
  const clone = await createDatabaseClone();
  cleanUp.push(() => clone.release());
  const dataDir = makeDataDir();
  cleanUp.push(() => dataDir.remove());
  docket = await DocketProcess.start({ dataDir: dataDir.path, databaseUrl: clone.url });
  cleanUp.push(() => docket.kill());
  database = await openDatabaseClient(clone.url);
  cleanUp.push(() => database.close());
  const guild = await createGuild(docket);
  guildId = guild.guildId;
  source = await guild.source();
});
afterAll(async () => {
  for (const step of cleanUp.reverse()) await step();
});

function signal(text: string) {
  return {
    kind: 'report',
    category: 'harassment',
    externalId: `id ${text}`,
    correlationKey: `key ${text}`,
    subject: { type: 'user', id: '100000000000000001', name: text },
    reporter: { id: '200000000000000001', name: text },
    text,
    attachments: [{ url: 'https://cdn.example/a', filename: text }],
    data: { [text]: text },
  };
}

async function post(path: string, token: string | null, body: unknown): Promise<number> {
  return (await call(docket, 'POST', path, token, body)).status;
}

/** By the native door, by a webhook URL, and where nothing takes it. */
async function sendEverywhere(text: string): Promise<number[]> {
  const { pathname } = new URL(source.webhookUrl);
  return Promise.all([
    post(`/v1/guilds/${guildId}/signals`, source.token, signal(text)),
    post(`/v1/guilds/${guildId}/signals/batch`, source.token, { signals: [signal(`${text} again`)] }),
    post(`${pathname}?wait=true`, null, {
      content: text,
      username: 'Bot',
      allowed_mentions: { parse: ['everyone', 'users', 'roles'] },
      embeds: [{ title: text, description: text, fields: [{ name: text, value: text }] }],
    }),
    post(`/v1/guilds/${guildId}/signals`, source.token, { ...signal(text), kind: text }),
    post(`/v1/${encodeURIComponent(text)}`, text.replaceAll(/[^!-~]/g, ''), { text }),
  ]);
}

describe('I12: hostile text', () => {
  it.each(HOSTILE)(
    '%j comes back as a webhook message that pings nobody, character for character',
    async (text) => {
      const { pathname } = new URL(source.webhookUrl);
      const { status, headers, body } = await call(docket, 'POST', `${pathname}?wait=true`, null, {
        content: text,
        allowed_mentions: { parse: ['everyone', 'users', 'roles'] },
      });
      expect(status).toBe(200);
      expect(headers.get('content-type')).toMatch(/^application\/json/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(body).toMatchObject({ content: text, mention_everyone: false, mentions: [], mention_roles: [] });
      const stored = await database.query('SELECT 1 FROM signals WHERE guild_id = $1 AND text = $2', [
        guildId,
        text,
      ]);
      expect(stored).toHaveLength(1);
    },
  );

  it('is in no line of the log, whether it is taken, refused, or the database fails over it', async () => {
    for (const text of HOSTILE) {
      expect(await sendEverywhere(text)).toEqual([202, 202, 200, 400, 404]);
    }
    // From now on the database refuses what it is given, and says so with the whole row.
    await database.query(`ALTER TABLE tickets ADD CONSTRAINT never CHECK (title = '') NOT VALID`);
    for (const text of HOSTILE) {
      const [native, batch, webhook] = await sendEverywhere(`more ${text}`);
      expect([native, batch, webhook]).toEqual([500, 202, 500]);
    }
    const lines = docket.output.slice(docket.output.indexOf('Send a first alert')).split('\n');
    const records = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as object);
    expect(records.length).toBeGreaterThan(5);
    expect(records).toContainEqual(expect.objectContaining({ level: 'error' }));
    expect(records).not.toContainEqual(expect.objectContaining({ level: 'fatal' }));
    expect(docket.output).not.toContain(MARK);
    // oxlint-disable-next-line no-control-regex
    expect(docket.output).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/);
  });
});
