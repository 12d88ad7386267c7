import { afterEach, describe, expect, it } from '@jest/globals';
import { createDatabaseClone } from '../support/database.js';
import { openDatabaseClient } from '../support/database-client.js';
import { DiscordServer, type GuildHandle } from '../support/discord-server/index.js';
import { eventually } from '../support/eventually.js';
import { createGuild } from '../support/guild.js';
import { DocketProcess, makeDataDir } from '../support/process/docket-process.js';

const WITHIN_MS = 240_000;
const CALLBACK = 'POST /interactions/{interaction_id}/{interaction_token}/callback';
const REGISTER = 'POST /applications/{application_id}/commands';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** A guild whose shard of two is this one: https://discord.com/developers/docs/topics/gateway#sharding */
function guildOn(discord: DiscordServer, shard: 0 | 1): GuildHandle {
  for (let i = 0; ; i += 1) {
    const guild = discord.guild(`shard ${shard}, guild ${i}`);
    if ((BigInt(guild.id) >> 22n) % 2n === BigInt(shard)) return guild;
    guild.removeBot();
  }
}

describe('two bots that share the shards', () => {
  it(
    'each answer for their guilds; what one misses while it is dead it finds when it is back, and the other works on',
    async () => {
      const discord = await DiscordServer.start();
      cleanUp.push(() => discord.stop());
      const guilds = [guildOn(discord, 0), guildOn(discord, 1)] as const;
      const clone = await createDatabaseClone();
      cleanUp.push(() => clone.release());
      const start = async (shard: 0 | 1): Promise<DocketProcess> => {
        const dataDir = makeDataDir();
        cleanUp.push(() => dataDir.remove());
        const env = {
          DISCORD_TOKEN: discord.token,
          DISCORD_API_URL: discord.apiUrl,
          DISCORD_SHARDS: `${shard}/2`,
        };
        const docket = await DocketProcess.start({ dataDir: dataDir.path, databaseUrl: clone.url, env });
        cleanUp.push(() => docket.kill());
        return docket;
      };
      const database = await openDatabaseClient(clone.url);
      cleanUp.push(() => database.close());
      const shardsConnected = (...shards: number[]) =>
        discord.waitFor(
          () => {
            const connected = discord.gateway.connected.map(({ shard: [index] }) => index);
            return shards.length === connected.length && shards.every((one) => connected.includes(one));
          },
          { what: `the shards ${shards.join(' and ')}`, timeout: 60_000 },
        );
      const reports = async (guild: GuildHandle, name: string): Promise<string> => {
        const message = guild.member('rude').sendMessage(guild.channel('general'), `rude to ${name}`);
        const pressed = await guild.member(name).messageMenu('Report message', message);
        return (await pressed.reply({ timeout: 30_000 })).text;
      };
      const bansOnRecord = async (guild: GuildHandle): Promise<string[]> => {
        const rows = await database.query(
          `SELECT subject_id AS subject FROM actions WHERE guild_id = $1 AND type = 'ban' ORDER BY at, id`,
          [guild.id],
        );
        return (rows as { subject: string }[]).map(({ subject }) => subject);
      };

      const first = await start(0);
      for (const guild of guilds) {
        await createGuild(first, { guildId: guild.id, name: guild.name });
        await database.query(
          `INSERT INTO discord_guilds (guild_id, mapping, updated_at) VALUES ($1, '{}', now())`,
          [guild.id],
        );
      }
      await shardsConnected(0);
      await eventually(() => expect(first.output).toContain('Commands are registered'), 60_000);
      const registered = discord.requestsTo(REGISTER).length;
      const second = await start(1);
      await shardsConnected(0, 1);

      for (const guild of guilds) {
        for (const name of ['ann', 'ben']) expect(await reports(guild, name)).toContain('#');
        guild.owner.ban(guild.member('spammer'));
        await eventually(async () => expect(await bansOnRecord(guild)).toEqual([guild.member('spammer').id]));
      }
      // A second bot that heard the same would have answered too, and be told that somebody has.
      const answers = discord.requestsTo(CALLBACK);
      expect(answers.map(({ status }) => status)).toEqual(Array.from(answers, () => 204));
      expect(answers).toHaveLength(4);

      await first.kill();
      await shardsConnected(1);
      await expect(reports(guilds[0], 'cem')).rejects.toThrow('the first answer');
      expect(await reports(guilds[1], 'cem')).toContain('#');
      for (const guild of guilds) guild.owner.ban(guild.member('scammer'));
      const both = (guild: GuildHandle) => ['spammer', 'scammer'].map((name) => guild.member(name).id);
      await eventually(async () => expect(await bansOnRecord(guilds[1])).toEqual(both(guilds[1])));
      expect(await bansOnRecord(guilds[0])).toHaveLength(1);

      await start(0);
      await shardsConnected(0, 1);
      await eventually(async () => expect(await bansOnRecord(guilds[0])).toEqual(both(guilds[0])), 30_000);
      expect(await reports(guilds[0], 'dora')).toContain('#');
      expect(await reports(guilds[1], 'dora')).toContain('#');
      expect(discord.requestsTo(REGISTER)).toHaveLength(registered);
      expect(second.output).not.toContain('Commands are registered');
      discord.assertNoViolations();
    },
    WITHIN_MS,
  );
});
