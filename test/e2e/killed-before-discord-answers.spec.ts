import { afterEach, describe, expect, it } from '@jest/globals';
import { call } from '../support/call.js';
import { createDatabaseClone } from '../support/database.js';
import { openDatabaseClient } from '../support/database-client.js';
import { cardOf, cardsIn } from '../support/discord/cards.js';
import { DiscordServer, type ChannelHandle } from '../support/discord-server/index.js';
import { eventually } from '../support/eventually.js';
import { createGuild } from '../support/guild.js';
import { DocketProcess, makeDataDir } from '../support/process/docket-process.js';

const WITHIN_MS = 240_000;
const SEND = 'POST /channels/{channel_id}/messages';
/** Discord forgets a nonce after minutes: then only what Docket itself looks up keeps it from saying things twice. */
const PAST_ANY_NONCE_MS = 600_000;

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function makeDiscord() {
  const discord = await DiscordServer.start();
  cleanUp.push(() => discord.stop());
  const guild = discord.guild('harbour');
  const senior = guild.role('seniors', { mentionable: true });
  const review = guild.channel('review', { onlyFor: [senior] });
  const escalation = guild.channel('escalation', { onlyFor: [senior] });
  const mapping = { channels: { review: review.id, escalation: escalation.id }, pageRoleId: senior.id };
  return { discord, guild, review, escalation, mapping };
}

async function setUp(databaseUrl: string, guildId: string, mapping: object): Promise<void> {
  const database = await openDatabaseClient(databaseUrl);
  await database.query(`INSERT INTO discord_guilds (guild_id, mapping, updated_at) VALUES ($1, $2, now())`, [
    guildId,
    JSON.stringify(mapping),
  ]);
  await database.close();
}

const pagesIn = (channel: ChannelHandle) =>
  [channel, ...channel.threads].flatMap(({ messages }) =>
    messages.filter(({ pings }) => pings.roles.length > 0),
  );

describe('a process that is killed before Discord answers', () => {
  it(
    'I10: finds the card and the call that Discord took, and makes no second ones',
    async () => {
      const { discord, guild, review, escalation, mapping } = await makeDiscord();
      const clone = await createDatabaseClone();
      cleanUp.push(() => clone.release());
      const dataDir = makeDataDir();
      cleanUp.push(() => dataDir.remove());
      const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
      const start = async (): Promise<DocketProcess> => {
        const started = await DocketProcess.start({ dataDir: dataDir.path, databaseUrl: clone.url, env });
        cleanUp.push(() => started.kill());
        return started;
      };
      let docket = await start();
      const { source, moderator } = await createGuild(docket, { guildId: guild.id, name: guild.name });
      const { token } = await source();
      const senior = await moderator('700000000000000001', 'senior');
      const api = (method: 'GET' | 'POST', path: string, body?: object, as = senior) =>
        call(docket, method, `/v1/guilds/${guild.id}${path}`, as, body);
      await setUp(clone.url, guild.id, mapping);
      const settled = async (ticket: string): Promise<void> =>
        eventually(async () => {
          const { body } = await api('GET', `/tickets/${ticket}/discord`);
          expect(body).toMatchObject({ pending: false, failure: null });
          expect(body['messageId']).not.toBeNull();
        }, 90_000);

      discord.faults.latency(SEND, 1_500);
      const { body: flagged } = await api(
        'POST',
        '/signals',
        { kind: 'flag', category: 'harassment', subject: { type: 'user', id: '100000000000000001' } },
        token,
      );
      const number = Number(flagged['ticketNumber']);
      await discord.waitFor(() => discord.faults.pending === 0, {
        what: 'the card to be sent',
        timeout: 60_000,
      });
      await docket.kill();
      await cardOf(review, { ticketNumber: number });
      discord.clock.advance(PAST_ANY_NONCE_MS);
      docket = await start();
      await settled(String(number));
      expect(cardsIn(review)).toHaveLength(1);

      discord.faults.latency(
        ({ route, body }) => route === SEND && JSON.stringify(body).includes('<@&'),
        1_500,
      );
      const { body: ticket } = await api('GET', `/tickets/${number}`);
      await api('POST', `/tickets/${String(ticket['id'])}/escalate`, {
        version: ticket['version'],
        reason: 'Beyond me',
      });
      await discord.waitFor(() => discord.faults.pending === 0, {
        what: 'the call to be sent',
        timeout: 60_000,
      });
      await docket.kill();
      await discord.waitFor(() => pagesIn(escalation).length > 0, { what: 'the call' });
      discord.clock.advance(PAST_ANY_NONCE_MS);
      docket = await start();
      await settled(String(number));
      expect(pagesIn(escalation)).toHaveLength(1);
      expect(cardsIn(escalation)).toHaveLength(1);
      discord.assertNoViolations();
    },
    WITHIN_MS,
  );
});
