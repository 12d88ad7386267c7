import { jobKind } from '../domain/job-kind.js';

interface OfGuild {
  readonly guildId: string;
}
interface OfTicket extends OfGuild {
  readonly ticketId: string;
}
interface OfPerson extends OfTicket {
  readonly userId: string;
}
interface OfEnforcement extends OfGuild {
  readonly enforcementId: string;
}
interface OfAction extends OfGuild {
  readonly actionId: string;
}

/** What is owed to Discord. Rates leave room below Discord's 50 requests a second for everything else. */
export const DISCORD_KINDS = {
  'discord.card': jobKind<OfTicket>()({ lane: 'interactive', rate: { count: 10, perMs: 1_000 } }),
  'discord.enforce': jobKind<OfEnforcement>()({
    lane: 'interactive',
    rate: { count: 5, perMs: 1_000 },
    maxAttempts: 15,
  }),
  'discord.reverse': jobKind<OfAction>()({
    lane: 'interactive',
    rate: { count: 5, perMs: 1_000 },
    maxAttempts: 15,
  }),
  'discord.notices': jobKind<OfPerson>()({ lane: 'interactive', rate: { count: 5, perMs: 1_000 } }),
  'discord.review': jobKind<OfGuild>()({ lane: 'background', concurrency: 1 }),
  'discord.catch_up': jobKind<OfGuild>()({
    lane: 'background',
    concurrency: 2,
    rate: { count: 5, perMs: 1_000 },
    timeoutMs: 300_000,
  }),
};
