import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#platform';
import { startTestApi, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { evidenceFiles, evidenceRows, fileOf, sha256Of } from '../../support/evidence/evidence-rows.js';
import { startS3, type S3Server } from '../../support/evidence/s3-server.js';
import { createGuild, type TestGuild } from '../../support/guild.js';

const MAX_BYTES = 100_000;

let s3: S3Server;
let onDisk: TestApp;
let inBucket: TestApp;

beforeAll(async () => {
  s3 = await startS3();
  onDisk = await startTestApi({ evidence: { hosts: [], maxBytes: MAX_BYTES, s3: null } });
  inBucket = await startTestApi({ evidence: { hosts: [], maxBytes: MAX_BYTES, s3: s3.settings } });
});
afterEach(() => s3.failWith(null));
afterAll(async () => {
  await inBucket.close();
  await onDisk.close();
  await s3.close();
});

async function webhook(app: TestApp): Promise<{ guild: TestGuild; url: string }> {
  const guild = await createGuild(app);
  const { id, token } = await guild.source({ kind: 'webhook' });
  return { guild, url: `${app.url}/api/webhooks/${id}/${token}` };
}

async function post(url: string, payload: object, ...files: (string | Buffer)[]): Promise<number> {
  const form = new FormData();
  form.append('payload_json', JSON.stringify(payload));
  for (const [i, bytes] of files.entries()) form.append(`files[${i}]`, new Blob([bytes]), `${i}.txt`);
  const response = await fetch(url, { method: 'POST', body: form });
  await response.text();
  return response.status;
}

const staged = (app: TestApp): string[] => {
  const folder = join(app.config.dataDir, 'evidence', 'tmp');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('files that come with a webhook call', () => {
  it('are kept before the call is answered, past the limit only as a hash', async () => {
    const { guild, url } = await webhook(onDisk);
    const [fits, over] = [Buffer.alloc(MAX_BYTES, 'a'), Buffer.alloc(MAX_BYTES + 1, 'b')];
    const image = { embeds: [{ title: 'x', image: { url: 'https://elsewhere.example/c.png' } }] };
    expect(await post(url, image, 'one', over, fits, '')).toBe(200);
    const stored = (bytes: string | Buffer) => ({
      state: 'stored',
      url: null,
      sha256: sha256Of(bytes),
      size: String(bytes.length),
      attempts: 0,
      error: null,
    });
    expect(await evidenceRows(onDisk, guild.guildId)).toMatchObject([
      stored('one'),
      { state: 'too_large', sha256: sha256Of(over), size: String(MAX_BYTES + 1), error: expect.any(String) },
      stored(fits),
      stored(''),
      { state: 'refused', url: 'https://elsewhere.example/c.png' },
    ]);
    const kept = evidenceFiles(onDisk).filter((file) => file.startsWith(guild.guildId));
    expect(kept).toEqual(['one', fits, ''].map((bytes) => fileOf(guild.guildId, bytes)).toSorted());
    await eventually(() => expect(staged(onDisk)).toEqual([]));
  });

  it('are shown with their signal and read as other evidence is', async () => {
    const { guild, url } = await webhook(onDisk);
    expect(await post(url, { content: 'look' }, 'proof')).toBe(200);
    const headers = { authorization: `Bearer ${await guild.moderator('300000000000000001')}` };
    const ticket = `${onDisk.url}/v1/guilds/${guild.guildId}/tickets/1`;
    const signals = (await (await fetch(`${ticket}/signals`, { headers })).json()) as {
      items: { attachments: { evidenceId: string }[] }[];
    };
    const [shown] = signals.items[0]!.attachments;
    expect(shown).toMatchObject({ evidenceState: 'stored', sha256: sha256Of('proof'), size: 5 });
    const file = await fetch(`${ticket}/evidence/${shown!.evidenceId}`, { headers });
    expect(await file.text()).toBe('proof');
  });

  it('leave nothing behind when the call is refused or breaks off', async () => {
    const { guild, url } = await webhook(onDisk);
    const before = evidenceFiles(onDisk);
    expect(await post(url, { content: 'x'.repeat(2001) }, 'refused')).toBe(400);
    const cut = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body: `--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nbegun and never ended`,
    });
    expect(cut.status).toBe(400);
    await cut.text();
    const broken = `--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name="payload_json"\r\n\r\n{\r\n--b--\r\n`;
    const noJson = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body: broken,
    });
    expect(noJson.status).toBe(400);
    await noJson.text();
    await eventually(() => expect(staged(onDisk)).toEqual([]));
    expect(evidenceFiles(onDisk)).toEqual(before);
    expect(await evidenceRows(onDisk, guild.guildId)).toEqual([]);
  });

  it('never cost the signal they came with: a disk that takes nothing loses them alone', async () => {
    const app = await startTestApi();
    const { guild, url } = await webhook(app);
    // In the way of the folder.
    writeFileSync(join(app.config.dataDir, 'evidence'), '');
    chmodSync(join(app.config.dataDir, 'evidence'), 0o400);
    expect(await post(url, { content: 'it matters' }, 'lost')).toBe(200);
    expect(await evidenceRows(app, guild.guildId)).toMatchObject([
      { state: 'failed', sha256: sha256Of('lost'), error: 'It could not be kept when it came in.' },
    ]);
    const [{ count } = { count: '0' }] = await app.app
      .get(Database)
      .query<{ count: string }>('SELECT count(*) FROM signals WHERE guild_id = $1', [guild.guildId]);
    expect(count).toBe('1');
    rmSync(join(app.config.dataDir, 'evidence'));
    await app.close();
  });

  it('go into a bucket where one is set, and cost no signal when it is away', async () => {
    const { guild, url } = await webhook(inBucket);
    expect(await post(url, { content: 'x' }, 'to the bucket')).toBe(200);
    expect(s3.objects.get(`evidence/${fileOf(guild.guildId, 'to the bucket')}`)?.bytes.toString()).toBe(
      'to the bucket',
    );
    s3.failWith(503);
    expect(await post(url, { content: 'y' }, 'nowhere')).toBe(200);
    expect((await evidenceRows(inBucket, guild.guildId)).map(({ state }) => state)).toEqual([
      'stored',
      'failed',
    ]);
    // What was staged goes once the answer is out.
    await eventually(() => expect(evidenceFiles(inBucket)).toEqual([]));
  });
});
