import type { ClaimPolicy, Stream } from '#kernel';
import type { TicketPolicy } from './ticket-policy.js';

/** What a guild has set; the rest is as Docket's defaults are, also when those change. */
export interface SetSettings {
  readonly timeZone?: string;
  readonly ticketPolicy?: SetTicketPolicy;
}

export interface SetTicketPolicy {
  readonly claim?: Readonly<Partial<Record<Stream, ClaimPolicy>>>;
  readonly leaseMinutes?: number;
  readonly decisionHoldDays?: number;
}

export interface Settings {
  readonly timeZone: string;
  readonly ticketPolicy: TicketPolicy;
}

/** The settings in force. */
export function withDefaults({ timeZone, ticketPolicy }: SetSettings, defaults: Settings): Settings {
  return {
    timeZone: timeZone ?? defaults.timeZone,
    ticketPolicy: {
      ...defaults.ticketPolicy,
      ...ticketPolicy,
      claim: { ...defaults.ticketPolicy.claim, ...ticketPolicy?.claim },
    },
  };
}
