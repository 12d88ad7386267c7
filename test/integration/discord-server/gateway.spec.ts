import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client, Events, GatewayDispatchEvents, GatewayIntentBits, MessageType } from 'discord.js';
import { connect, next } from '../../support/discord-client.js';
import { DiscordServer } from '../../support/discord-server/index.js';

let discord: DiscordServer;
let clients: Client[];

beforeEach(async () => {
  discord = await DiscordServer.start();
  clients = [];
});

afterEach(async () => {
  for (const client of clients) await client.destroy();
  await discord.stop();
});

async function bot(
  ...args: Parameters<typeof connect> extends [unknown, ...infer Rest] ? Rest : never
): Promise<Client<true>> {
  const client = await connect(discord, ...args);
  clients.push(client);
  return client;
}

describe('the gateway of the local Discord', () => {
  it('logs in, and tells the guilds with their channels and roles', async () => {
    const guild = discord.guild('harbour');
    const mods = guild.role('mods', { permissions: ['ManageMessages'] });
    guild.channel('general');
    const client = await bot();
    expect(client.user.id).toBe(discord.application.id);
    const seen = client.guilds.cache.get(guild.id);
    expect(seen?.name).toBe('harbour');
    expect(seen?.channels.cache.some((channel) => channel.name === 'general')).toBe(true);
    expect(seen?.roles.cache.get(mods.id)?.permissions.has('ManageMessages')).toBe(true);
    discord.assertNoViolations();
  });

  it('announces a guild that is joined later', async () => {
    const client = await bot();
    const joined = next(client, Events.GuildCreate);
    const guild = discord.guild('late');
    expect((await joined)[0].id).toBe(guild.id);
  });

  it('refuses a wrong token and an intent that is not switched on', async () => {
    const closed = await DiscordServer.start({ privilegedIntents: [] });
    try {
      await expect(connect(closed)).rejects.toThrow(/disallowed intents/i);
      const client = await connect(closed, { intents: [] });
      await client.destroy();
      const stranger = new Client({ intents: [], rest: { api: closed.apiUrl } });
      await expect(stranger.login('not-the-token')).rejects.toThrow(/invalid token/i);
    } finally {
      await closed.stop();
    }
  });

  it('sends message events with content only with the intent', async () => {
    const guild = discord.guild('harbour');
    const general = guild.channel('general');
    const alice = guild.member('alice');
    const client = await bot({ intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages] });
    const plain = next(client, Events.MessageCreate);
    alice.sendMessage(general, 'hidden words');
    expect((await plain)[0].content).toBe('');
    const mentioning = next(client, Events.MessageCreate);
    alice.sendMessage(general, `hello <@${discord.bot.id}>`);
    expect((await mentioning)[0].content).toContain('hello');
    const reply = next(client, Events.MessageCreate, (message) => message.type === MessageType.Reply);
    const channel = client.channels.cache.get(general.id);
    if (channel?.isSendable()) await channel.send('mine');
    const mine = await general.message((message) => message.author.id === discord.bot.id);
    alice.sendMessage(general, 'a reply that pings', { replyTo: mine });
    expect((await reply)[0].content).toBe('a reply that pings');

    const reader = await bot();
    const read = next(reader, Events.MessageCreate);
    alice.sendMessage(general, 'open words');
    expect((await read)[0].content).toBe('open words');
  });

  it('sends no message events without the intent, nor from channels the bot cannot see', async () => {
    const guild = discord.guild('harbour');
    const general = guild.channel('general');
    const hidden = guild.channel('hidden', { overwrites: [{ for: 'everyone', deny: ['ViewChannel'] }] });
    const alice = guild.member('alice');
    const deaf = await bot({ intents: [GatewayIntentBits.Guilds] });
    const heard: string[] = [];
    deaf.on(Events.MessageCreate, (message) => heard.push(message.content));
    const client = await bot();
    const first = next(client, Events.MessageCreate);
    guild.owner.sendMessage(hidden, 'secret');
    alice.sendMessage(general, 'public');
    expect((await first)[0].content).toBe('public');
    expect(heard).toEqual([]);
  });

  it('replays what was missed when a dropped socket resumes', async () => {
    const guild = discord.guild('harbour');
    const general = guild.channel('general');
    const alice = guild.member('alice');
    const client = await bot();
    const seen: string[] = [];
    client.on(Events.MessageCreate, (message) => seen.push(message.content));
    const resumed = next(client, Events.ShardResume);
    const restore = discord.gateway.outage();
    alice.sendMessage(general, 'while away 1');
    alice.sendMessage(general, 'while away 2');
    restore();
    const [, replayed] = await resumed;
    expect(replayed).toBeGreaterThanOrEqual(2);
    expect(seen).toEqual(['while away 1', 'while away 2']);
    expect(discord.gateway.sessions).toHaveLength(1);
  });

  it('resumes after opcode 7, and starts over after an invalid session with what happened lost', async () => {
    const guild = discord.guild('harbour');
    const general = guild.channel('general');
    const alice = guild.member('alice');
    const client = await bot();
    const seen: string[] = [];
    client.on(Events.MessageCreate, (message) => seen.push(message.content));
    const resumed = next(client, Events.ShardResume);
    discord.gateway.requestReconnect();
    await resumed;
    expect(discord.gateway.sessions).toHaveLength(1);

    const again = next(client, Events.ShardReady);
    const restore = discord.gateway.outage();
    discord.gateway.forgetSessions();
    alice.sendMessage(general, 'never told');
    restore();
    await again;
    const live = next(client, Events.MessageCreate);
    alice.sendMessage(general, 'told');
    await live;
    expect(seen).toEqual(['told']);
    expect(discord.gateway.sessions).toHaveLength(2);
  }, 30_000);

  it('loses and repeats single events on demand', async () => {
    const guild = discord.guild('harbour');
    const general = guild.channel('general');
    const alice = guild.member('alice');
    const client = await bot();
    const seen: string[] = [];
    client.on(Events.MessageCreate, (message) => seen.push(message.content));
    client.on(Events.GuildBanAdd, (ban) => seen.push(`ban of ${ban.user.username}`));
    discord.gateway.lose(GatewayDispatchEvents.MessageCreate);
    alice.sendMessage(general, 'lost');
    discord.gateway.repeat(GatewayDispatchEvents.GuildBanAdd);
    guild.owner.ban(guild.member('mallory'));
    const last = next(client, Events.MessageCreate);
    alice.sendMessage(general, 'end');
    await last;
    expect(seen).toEqual(['ban of mallory', 'ban of mallory', 'end']);
  });

  it('splits guilds over two shards by their id', async () => {
    const guilds = Array.from({ length: 6 }, (_, index) => {
      discord.clock.advance(1);
      return discord.guild(`guild ${index}`);
    });
    const client = await bot({ shardCount: 2 });
    expect(discord.gateway.connected).toHaveLength(2);
    expect(client.guilds.cache.size).toBe(6);
    for (const guild of guilds) {
      const shard = Number((BigInt(guild.id) >> 22n) % 2n);
      expect(client.guilds.cache.get(guild.id)?.shardId).toBe(shard);
      const channel = guild.channel('general');
      const heard = next(client, Events.MessageCreate, (message) => message.guildId === guild.id);
      guild.member('alice').sendMessage(channel, 'hi');
      await heard;
    }
    const shards = new Set(guilds.map((guild) => client.guilds.cache.get(guild.id)?.shardId));
    expect(shards.size).toBe(2);
  });

  it('hears a client that stops beating, and can leave heartbeats unanswered', async () => {
    const quick = await DiscordServer.start({ heartbeatMs: 150 });
    const client = await connect(quick);
    try {
      const resumed = next(client, Events.ShardResume);
      quick.gateway.answersHeartbeats = false;
      await next(client, Events.ShardReconnecting);
      quick.gateway.answersHeartbeats = true;
      await resumed;
      expect(quick.gateway.sessions).toHaveLength(1);
    } finally {
      await client.destroy();
      await quick.stop();
    }
  });
});
