import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../support/app.js';
import { DiscordServer } from '../../support/discord-server/index.js';
import { eventually } from '../../support/eventually.js';
import { evidenceRows, sha256Of } from '../../support/evidence/evidence-rows.js';
import { createIntake } from '../../support/intake.js';

const PROOF = Buffer.from('89504e470d0a1a0a', 'hex');

let discord: DiscordServer;
let app: TestApp;

beforeAll(async () => {
  discord = await DiscordServer.start();
  const { host } = new URL(discord.apiUrl);
  app = await startTestApp({ evidence: { hosts: [host], maxBytes: 1000, s3: null } });
});

afterAll(async () => {
  await app.close();
  await discord.stop();
});

describe('an attachment of a Discord message', () => {
  it('is copied while its link is fresh, and said to have expired when it is not', async () => {
    const guild = discord.guild('harbour');
    const channel = guild.channel('general');
    const files = [{ filename: 'proof.png', content: PROOF, contentType: 'image/png' }];
    const message = guild.member('witness').sendMessage(channel, 'look', { files });
    const { url } = message.attachments[0]!;
    const attachments = [{ url, filename: 'proof.png', contentType: null, size: null }];

    const fresh = await createIntake(app);
    await fresh.accept({ attachments });
    await eventually(async () =>
      expect(await evidenceRows(app, fresh.guild.guildId)).toMatchObject([
        { state: 'stored', sha256: sha256Of(PROOF), size: '8', contentType: 'image/png' },
      ]),
    );

    discord.clock.advance(25 * 3_600_000);
    const late = await createIntake(app);
    await late.accept({ attachments });
    await eventually(async () =>
      expect(await evidenceRows(app, late.guild.guildId)).toMatchObject([
        { state: 'failed', error: 'Its host answered 404. The link has expired, or the file is gone.' },
      ]),
    );
  });
});
