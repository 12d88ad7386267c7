import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#platform';
import type { JobRun } from '#jobs';
import { CopyEvidence } from '../../../src/evidence/copy-evidence.js';
import { OwedEvidence } from '../../../src/evidence/owed-evidence.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { evidenceFiles, evidenceRows, fileOf, sha256Of } from '../../support/evidence/evidence-rows.js';
import { startOrigin, type OriginServer } from '../../support/evidence/origin-server.js';
import { createIntake, type TestIntake } from '../../support/intake.js';

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const RUN: JobRun = {
  key: null,
  attempt: 1,
  signal: new AbortController().signal,
  progress: () => Promise.resolve(),
};

let files: OriginServer;
let app: TestApp;
/** Takes signals and runs no jobs. */
let door: TestApp;

beforeAll(async () => {
  files = await startOrigin();
  const evidence = { hosts: [files.host], maxBytes: 1000, s3: null };
  app = await startTestApp({ evidence });
  door = await startTestApp(
    { evidence, roles: new Set(['api']), dataDir: app.config.dataDir },
    app.databaseUrl,
  );
});

afterAll(async () => {
  await door.close();
  await app.close();
  await files.close();
});

const attached = (...urls: (string | null)[]) => ({
  attachments: urls.map((url) => ({ url, filename: 'a.png', contentType: null, size: null })),
});

async function settled(intake: TestIntake): Promise<Awaited<ReturnType<typeof evidenceRows>>> {
  return eventually(async () => {
    const rows = await evidenceRows(app, intake.guild.guildId);
    expect(rows.filter(({ state }) => state === 'pending')).toEqual([]);
    return rows;
  });
}

/** A signal whose evidence stays owed: its job is not added by a process that is gone by then. */
async function owed(url: string): Promise<{ intake: TestIntake; guildId: string; id: string }> {
  const intake = await createIntake(app);
  const { guildId } = intake.guild;
  await intake.accept();
  const [row] = await app.app.get(Database).query<{ id: string }>(
    `INSERT INTO evidence (guild_id, id, signal_id, received_at, position, state, url)
     SELECT guild_id, gen_random_uuid(), id, received_at, 0, 'pending', $2 FROM signals WHERE guild_id = $1
     RETURNING id`,
    [guildId, url],
  );
  return { intake, guildId, id: row!.id };
}

describe('copying evidence', () => {
  it('keeps the bytes of an attachment and their hash, soon after the signal', async () => {
    const intake = await createIntake(door);
    const { guildId } = intake.guild;
    await intake.accept(attached(files.serve('/proof.png', PNG)));
    expect(await settled(intake)).toMatchObject([
      {
        state: 'stored',
        size: '10',
        sha256: sha256Of(PNG),
        contentType: 'image/png',
        attempts: 1,
        error: null,
      },
    ]);
    const path = join(app.config.dataDir, 'evidence', fileOf(guildId, PNG));
    expect(readFileSync(path)).toEqual(PNG);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('keeps the same content of a guild once, and of another guild apart', async () => {
    const [first, second] = [await createIntake(app), await createIntake(app)];
    const urls = Array.from({ length: 5 }, (_, i) => files.serve(`/same-${i}`, 'the same'));
    await Promise.all([
      ...urls.map((url) => first.accept(attached(url, url))),
      second.accept(attached(urls[0]!)),
    ]);
    const rows = await settled(first);
    expect(rows.map(({ state, sha256 }) => [state, sha256])).toEqual(
      Array.from({ length: 10 }, () => ['stored', sha256Of('the same')]),
    );
    await settled(second);
    const kept = evidenceFiles(app).filter((file) => file.endsWith(sha256Of('the same')));
    expect(kept).toEqual([first, second].map(({ guild }) => fileOf(guild.guildId, 'the same')).toSorted());
  });

  it('writes down what it refuses, and does not ask for it', async () => {
    const intake = await createIntake(app);
    await intake.accept(attached('https://elsewhere.example/a.png', 'http://127.0.0.1:1/a.png'));
    expect(await evidenceRows(app, intake.guild.guildId)).toMatchObject([
      { state: 'refused', error: 'elsewhere.example is not among the hosts that evidence is fetched from.' },
      { state: 'refused', attempts: 0 },
    ]);
  });

  it('says which link had expired and which file was too large', async () => {
    const intake = await createIntake(app);
    const large = files.serve('/large', Buffer.alloc(1001));
    await intake.accept(attached(`http://${files.host}/expired`, large));
    expect(await settled(intake)).toMatchObject([
      {
        state: 'failed',
        error: 'Its host answered 404. The link has expired, or the file is gone.',
        attempts: 1,
      },
      { state: 'too_large', error: 'It is larger than 1000 bytes.', sha256: null },
    ]);
    expect(evidenceFiles(app).filter((file) => file.startsWith('tmp/'))).toEqual([]);
  });

  it('brings no evidence with a signal that came before', async () => {
    const intake = await createIntake(app);
    const url = files.serve('/once', 'once');
    const receipts = await Promise.all(
      Array.from({ length: 5 }, () => intake.accept({ externalId: 'one', ...attached(url) })),
    );
    expect(receipts.filter(({ duplicate }) => duplicate)).toHaveLength(4);
    expect(await settled(intake)).toHaveLength(1);
  });

  it('tries again, and after so many attempts says that it failed', async () => {
    const url = files.serve('/broken', (response) => response.writeHead(500).end());
    const { guildId, id } = await owed(url);
    const copy = app.app.get(CopyEvidence);
    const payload = { guildId, evidenceId: id };
    await expect(copy.handle(payload, RUN)).rejects.toThrow('Its host answered 500.');
    expect(await evidenceRows(app, guildId)).toMatchObject([
      { state: 'pending', attempts: 1, error: 'Its host answered 500.' },
    ]);
    await app.app.get(Database).query('UPDATE evidence SET attempts = 11 WHERE guild_id = $1', [guildId]);
    await copy.handle(payload, RUN);
    expect(await evidenceRows(app, guildId)).toMatchObject([
      { state: 'failed', attempts: 12, error: 'Its host answered 500.' },
    ]);
    await copy.handle(payload, RUN);
    expect(files.asked.filter((path) => path === '/broken')).toHaveLength(2);
  });

  it('comes back when its host says so', async () => {
    const url = files.serve('/busy', (response) => response.writeHead(429, { 'retry-after': '60' }).end());
    const { guildId, id } = await owed(url);
    const told = app.app.get(CopyEvidence).handle({ guildId, evidenceId: id }, RUN);
    await expect(told).rejects.toMatchObject({ name: 'RetryAt', at: expect.any(Date) });
  });

  it('is done once by two who are at it at once', async () => {
    const { guildId, id } = await owed(files.serve('/twice', 'twice'));
    const payload = { guildId, evidenceId: id };
    await Promise.all([app, door].map(({ app: each }) => each.get(CopyEvidence).handle(payload, RUN)));
    expect(await evidenceRows(app, guildId)).toMatchObject([{ state: 'stored', attempts: 1 }]);
    expect(evidenceFiles(app).filter((file) => file.startsWith(guildId))).toEqual([fileOf(guildId, 'twice')]);
  });

  it('I10: is found again when its job was lost', async () => {
    const { guildId, id } = await owed(files.serve('/lost', 'lost'));
    const database = app.app.get(Database);
    const find = async (): Promise<unknown[]> =>
      (await app.app.get(OwedEvidence).find(database, { limit: 500, after: null })).jobs.filter(
        ({ key }) => key === id,
      );
    expect(await find()).toEqual([]);
    await database.query(
      `UPDATE evidence SET received_at = now() - interval '2 minutes' WHERE guild_id = $1`,
      [guildId],
    );
    expect(await find()).toEqual([{ name: 'evidence.copy', key: id, payload: { guildId, evidenceId: id } }]);
    // As if no worker had looked for what is owed in a while.
    await database.query(
      `UPDATE periodic_work SET done_until = now() - interval '1 hour' WHERE name = 'owed:evidence.copies'`,
    );
    await eventually(async () =>
      expect(await evidenceRows(app, guildId)).toMatchObject([{ state: 'stored' }]),
    );
  });
});
