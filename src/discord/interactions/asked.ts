import type { BaseInteraction } from 'discord.js';
import type { Actor, Role } from '#kernel';
import type { GuildMapping } from '../mapping/domain/guild-mapping.js';
import type { Language } from '../text/texts.js';

/** Who asked in the bot's direct messages: anybody, of whatever guild. */
export type AskedDirectly = Pick<Asked, 'user' | 'language'>;

/** Who asked for what, checked and with everything a handler needs to know of them. */
export interface Asked<Interaction extends BaseInteraction = BaseInteraction> {
  readonly interaction: Interaction;
  readonly guildId: string;
  readonly user: { readonly id: string; readonly name: string };
  /** Their role in Docket, from their roles on Discord at this moment. */
  readonly role: Role;
  /** The same as the tickets module wants it. */
  readonly actor: Extract<Actor, { type: 'user' }>;
  readonly mapping: GuildMapping;
  readonly language: Language;
  /** What stands in the custom id behind the handler's name; empty for commands. */
  readonly args: readonly string[];
}

/** Who decides something in a guild, whether asked on Discord or over the API. */
export interface Decider extends Pick<Asked, 'guildId' | 'role' | 'actor' | 'mapping' | 'language'> {
  readonly user: Pick<Asked['user'], 'id'>;
}
