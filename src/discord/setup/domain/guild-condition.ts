import type { MemberRoles, OverwriteFacts, GuildFacts } from '../../api/domain/permissions.js';
import type { GuildMapping } from '../../mapping/domain/guild-mapping.js';

/** How a guild stands, as Discord tells it at one moment. */
export interface GuildCondition {
  readonly guild: Omit<GuildFacts, 'roles'> & {
    readonly roles: readonly {
      readonly id: string;
      readonly name: string;
      readonly permissions: string;
      readonly position: number;
      readonly mentionable: boolean;
    }[];
    readonly channels: readonly {
      readonly id: string;
      readonly name: string;
      readonly overwrites: readonly OverwriteFacts[];
    }[];
  };
  readonly bot: MemberRoles & { readonly timedOut: boolean };
  /** Null before the guild is set up. */
  readonly mapping: GuildMapping | null;
  /** Privileged intents that are off in the developer portal. */
  readonly missingIntents: readonly string[];
  readonly activeThreads: number;
  /** Whether a log channel is registered, which needs to read messages. */
  readonly hasLogChannels: boolean;
  /** Cards that Discord refused, and will refuse until something changes. */
  readonly refusedCards: number;
}
