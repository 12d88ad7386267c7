import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrphanSweep } from '../../../src/evidence/orphan-sweep.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { evidenceFiles, evidenceRows, fileOf } from '../../support/evidence/evidence-rows.js';
import { eventually } from '../../support/eventually.js';
import { startOrigin, type OriginServer } from '../../support/evidence/origin-server.js';
import { createIntake } from '../../support/intake.js';

const LONG_AGO = new Date(Date.now() - 3 * 86_400_000);

let files: OriginServer;
let app: TestApp;

beforeAll(async () => {
  files = await startOrigin();
  app = await startTestApp({ evidence: { hosts: [files.host], maxBytes: 1000, s3: null } });
});

afterAll(async () => {
  await app.close();
  await files.close();
});

/** A file as a process leaves it that is killed before it has written the row. */
function leave(path: string, at?: Date): void {
  const file = join(app.config.dataDir, 'evidence', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'left');
  if (at) utimesSync(file, at, at);
}

const sweep = (): Promise<void> =>
  app.app.get(OrphanSweep).run({ from: new Date(0), to: new Date() }, new AbortController().signal);

describe('files that no row speaks of', () => {
  it('are removed once nobody can be about to write it, and all others stay', async () => {
    const { accept, guild } = await createIntake(app);
    const url = files.serve('/kept', 'kept');
    await accept({ attachments: [{ url, filename: null, contentType: null, size: null }] });
    await eventually(async () =>
      expect(await evidenceRows(app, guild.guildId)).toMatchObject([{ state: 'stored' }]),
    );
    const kept = fileOf(guild.guildId, 'kept');
    utimesSync(join(app.config.dataDir, 'evidence', kept), LONG_AGO, LONG_AGO);
    const other = fileOf('100000000000000009', 'kept');
    const fresh = fileOf(guild.guildId, 'fresh');
    const foreign = `${guild.guildId}/readme.txt`;
    leave(other, LONG_AGO);
    leave(fileOf(guild.guildId, 'old'), LONG_AGO);
    leave(fresh);
    leave(foreign, LONG_AGO);
    leave('tmp/begun', LONG_AGO);
    leave('tmp/going-on');
    await sweep();
    expect(evidenceFiles(app)).toEqual([fresh, foreign, kept, 'tmp/going-on'].toSorted());
  });

  it('are looked for in batches, as many as there are', async () => {
    for (let i = 0; i < 1_100; i += 1) leave(fileOf('100000000000000007', String(i)), LONG_AGO);
    await sweep();
    const left = readdirSync(join(app.config.dataDir, 'evidence', '100000000000000007'), { recursive: true });
    expect(left.filter((path) => String(path).length > 10)).toEqual([]);
  });

  it('are none where there is no folder yet', async () => {
    const bare = await startTestApp();
    await bare.app.get(OrphanSweep).run({ from: LONG_AGO, to: LONG_AGO }, new AbortController().signal);
    expect(readdirSync(bare.config.dataDir)).toEqual([]);
    await bare.close();
  });
});
