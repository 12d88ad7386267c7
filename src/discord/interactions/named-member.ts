import type { APIInteractionDataResolvedGuildMember } from 'discord-api-types/v10';
import type { GuildMember } from 'discord.js';

/**
 * A member that an interaction names: as the gateway's client knows it where it has the guild, else as Discord sent
 * it. Told by its shape, for the library is loaded where the bot runs and nowhere else.
 */
export type NamedMember = GuildMember | APIInteractionDataResolvedGuildMember;

export function isKnownMember(member: NamedMember): member is GuildMember {
  return 'guild' in member;
}
