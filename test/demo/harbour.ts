import type { Running } from '../../src/boot.js';
import { GuildMappings } from '../../src/discord/mapping/guild-mappings.js';
import { HandlerRegistry } from '../../src/discord/interactions/handler-registry.js';
import { createGuild } from '../support/guild.js';
import type { Actor, ChannelHandle, DiscordServer, GuildHandle } from '../support/discord-server/index.js';
import { LOG_BOTS, MODERATORS } from './plan/cast.js';
import type { Desk } from './plan/day-event.js';

const STARTS_WITHIN_MS = 60_000;

/** A server that is set up: its people, its channels, and the log bots that tell Docket what they see. */
export interface Harbour {
  readonly discord: DiscordServer;
  readonly guild: GuildHandle;
  readonly general: ChannelHandle;
  readonly desks: Readonly<Record<Desk, ChannelHandle>>;
  readonly webhooks: ReadonlyMap<string, string>;
  readonly person: (name: string) => Actor;
}

export async function openHarbour(
  discord: DiscordServer,
  running: Running,
  adminToken: string,
): Promise<Harbour> {
  const guild = discord.guild('harbour');
  guild.raiseBot();
  const [moderator, senior, admin] = [guild.role('moderators'), guild.role('seniors'), guild.role('admins')];
  const [all, above] = [
    [moderator, senior, admin],
    [senior, admin],
  ];
  const [general, help] = [guild.channel('general'), guild.channel('help')];
  const desks = {
    review: guild.channel('review', { onlyFor: all }),
    escalation: guild.channel('escalation', { onlyFor: above }),
    appeal: guild.channel('appeals', { onlyFor: above }),
    support: guild.channel('support', { onlyFor: all }),
  };
  const alerts = guild.channel('automod-alerts', { onlyFor: all });
  const restricted = guild.channel('restricted', { onlyFor: [admin] });
  for (const name of MODERATORS) guild.member(name, { roles: [senior] });
  guild.autoModRule('No scams', { keywords: ['free nitro'], alertIn: alerts, timeoutSeconds: 600 });
  guild.autoModRule('No raids', { keywords: ['join us'], alertIn: alerts });

  const docket = await createGuild(
    { url: running.config.http.publicUrl, adminToken },
    { guildId: guild.id, name: guild.name },
  );
  await running.app.get(GuildMappings, { strict: false }).put(guild.id, {
    channels: {
      review: desks.review.id,
      escalation: desks.escalation.id,
      appeal: desks.appeal.id,
      support: desks.support.id,
    },
    restrictedChannelId: restricted.id,
    memberChannelId: help.id,
    roles: { moderator: [moderator.id], senior: [senior.id], admin: [admin.id] },
    pageRoleId: senior.id,
  });
  const webhooks = new Map<string, string>();
  for (const name of LOG_BOTS) {
    webhooks.set(name, (await docket.source({ name, kind: 'webhook' })).webhookUrl);
  }
  const commands = running.app.get(HandlerRegistry, { strict: false }).definitions().length;
  await discord.waitForBot(1, { timeout: STARTS_WITHIN_MS });
  await discord.waitFor(() => discord.commands().length === commands, {
    what: 'the commands',
    timeout: STARTS_WITHIN_MS,
  });
  return { discord, guild, general, desks, webhooks, person: (name) => guild.member(name) };
}
