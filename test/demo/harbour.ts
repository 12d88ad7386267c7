import type { Running } from '../../src/boot.js';
import { GuildMappings } from '../../src/discord/mapping/guild-mappings.js';
import { HandlerRegistry } from '../../src/discord/interactions/handler-registry.js';
import type { Actor, ChannelHandle, DiscordServer, GuildHandle } from '../support/discord-server/index.js';
import type { OptionInputs } from '../support/discord-server/interactions/command-input.js';
import { DESKS, LOG_BOTS, MODERATORS } from './plan/cast.js';
import type { Desk } from './plan/day-event.js';

const STARTS_WITHIN_MS = 60_000;

/** A server that is set up as its owner does it: its people, its channels, and the bots that log in one of them. */
export interface Harbour {
  readonly discord: DiscordServer;
  readonly guild: GuildHandle;
  readonly general: ChannelHandle;
  readonly logs: ChannelHandle;
  /** Where the private threads with members are. */
  readonly help: ChannelHandle;
  readonly desks: Readonly<Record<Desk, ChannelHandle>>;
  readonly person: (name: string) => Actor;
  /** The number of what each member asked last. */
  readonly requests: Map<string, string>;
}

export async function openHarbour(discord: DiscordServer, running: Running): Promise<Harbour> {
  const guild = discord.guild('harbour');
  const general = guild.channel('general');
  const [moderators, seniors, admins] = [
    guild.role('moderators'),
    guild.role('seniors'),
    guild.role('admins'),
  ];
  guild.raiseBot();
  const onlyFor = [moderators, seniors, admins];
  const bots = guild.role('bots');
  const logs = guild.channel('bot-logs', { onlyFor: [...onlyFor, bots] });
  const alerts = guild.channel('automod-alerts', { onlyFor });
  for (const name of MODERATORS) guild.member(name, { roles: [seniors] });
  for (const name of LOG_BOTS) guild.member(name, { bot: true, roles: [bots] });
  guild.autoModRule('No scams', { keywords: ['free nitro'], alertIn: alerts, timeoutSeconds: 600 });
  guild.autoModRule('No raids', { keywords: ['join us'], alertIn: alerts });

  const commands = running.app.get(HandlerRegistry, { strict: false }).definitions().length;
  await discord.waitForBot(1, { timeout: STARTS_WITHIN_MS });
  await discord.waitFor(() => discord.commands().length === commands, {
    what: 'the commands',
    timeout: STARTS_WITHIN_MS,
  });
  const owner = async (words: string, options: OptionInputs): Promise<string> => {
    const handle = await guild.owner.command(words, { in: general, options });
    return (await handle.reply({ timeout: STARTS_WITHIN_MS })).text;
  };
  console.log(await owner('setup start', { moderators, seniors, admins }));
  console.log(await owner('logchannel add', { channel: logs }));
  const mapping = await running.app.get(GuildMappings, { strict: false }).of(guild.id);
  const channel = (id: string | null | undefined): ChannelHandle => {
    const found = guild.channelById(id ?? '');
    if (!found) throw new Error('The set-up made no channel for something');
    return found;
  };
  return {
    discord,
    guild,
    general,
    logs,
    help: channel(mapping?.memberChannelId),
    desks: Object.fromEntries(
      DESKS.map((desk) => [desk, channel(mapping?.channels[desk])]),
    ) as Harbour['desks'],
    person: (name) => guild.member(name),
    requests: new Map(),
  };
}
