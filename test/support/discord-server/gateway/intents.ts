import { GatewayDispatchEvents as E, GatewayIntentBits as I } from 'discord-api-types/v10';

/** Intents of events that reach a guild's bot; any one of those listed is enough. Others need none. */
const IN_GUILDS: Partial<Record<E, readonly I[]>> = {
  [E.GuildCreate]: [I.Guilds],
  [E.GuildUpdate]: [I.Guilds],
  [E.GuildDelete]: [I.Guilds],
  [E.GuildRoleCreate]: [I.Guilds],
  [E.GuildRoleUpdate]: [I.Guilds],
  [E.GuildRoleDelete]: [I.Guilds],
  [E.ChannelCreate]: [I.Guilds],
  [E.ChannelUpdate]: [I.Guilds],
  [E.ChannelDelete]: [I.Guilds],
  [E.ChannelPinsUpdate]: [I.Guilds],
  [E.ThreadCreate]: [I.Guilds],
  [E.ThreadUpdate]: [I.Guilds],
  [E.ThreadDelete]: [I.Guilds],
  [E.ThreadListSync]: [I.Guilds],
  [E.ThreadMemberUpdate]: [I.Guilds],
  [E.ThreadMembersUpdate]: [I.Guilds, I.GuildMembers],
  [E.GuildMemberAdd]: [I.GuildMembers],
  [E.GuildMemberUpdate]: [I.GuildMembers],
  [E.GuildMemberRemove]: [I.GuildMembers],
  [E.GuildAuditLogEntryCreate]: [I.GuildModeration],
  [E.GuildBanAdd]: [I.GuildModeration],
  [E.GuildBanRemove]: [I.GuildModeration],
  [E.WebhooksUpdate]: [I.GuildWebhooks],
  [E.MessageCreate]: [I.GuildMessages],
  [E.MessageUpdate]: [I.GuildMessages],
  [E.MessageDelete]: [I.GuildMessages],
  [E.MessageDeleteBulk]: [I.GuildMessages],
  [E.MessageReactionAdd]: [I.GuildMessageReactions],
  [E.AutoModerationRuleCreate]: [I.AutoModerationConfiguration],
  [E.AutoModerationRuleUpdate]: [I.AutoModerationConfiguration],
  [E.AutoModerationRuleDelete]: [I.AutoModerationConfiguration],
  [E.AutoModerationActionExecution]: [I.AutoModerationExecution],
};

const IN_DMS: Partial<Record<E, readonly I[]>> = {
  [E.MessageCreate]: [I.DirectMessages],
  [E.MessageUpdate]: [I.DirectMessages],
  [E.MessageDelete]: [I.DirectMessages],
  [E.ChannelPinsUpdate]: [I.DirectMessages],
  [E.MessageReactionAdd]: [I.DirectMessageReactions],
};

export const PRIVILEGED = I.GuildMembers | I.GuildPresences | I.MessageContent;
const KNOWN = Object.values(I).reduce<number>((all, bit) => (typeof bit === 'number' ? all | bit : all), 0);

export function areKnown(intents: number): boolean {
  return Number.isInteger(intents) && intents >= 0 && (intents & ~KNOWN) === 0;
}

export function allowedBy(intents: number, event: E, inGuild: boolean, aboutBot: boolean): boolean {
  const needed = (inGuild ? IN_GUILDS : IN_DMS)[event];
  if (!needed) return true;
  // What happens to the bot itself as a member is told without GUILD_MEMBERS.
  if (aboutBot && event === E.GuildMemberUpdate) return true;
  if (event === E.ThreadMembersUpdate && !aboutBot) return (intents & I.GuildMembers) !== 0;
  return needed.some((bit) => (intents & bit) !== 0);
}
