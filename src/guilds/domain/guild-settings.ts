import type { ClaimPolicy, Stream } from '#kernel';
import { slaWithDefaults, type SetSla, type SlaSettings } from './sla-settings.js';
import type { TicketSettings } from './ticket-policy.js';

/** What a guild has set; the rest is as Docket's defaults are, also when those change. */
export interface SetSettings {
  readonly timeZone?: string;
  readonly ticketPolicy?: SetTicketPolicy;
  readonly sla?: SetSla;
}

export interface SetTicketPolicy {
  readonly claim?: Readonly<Partial<Record<Stream, ClaimPolicy>>>;
  readonly leaseMinutes?: number;
  readonly decisionHoldDays?: number;
}

export interface Settings {
  readonly timeZone: string;
  readonly ticketPolicy: TicketSettings;
  readonly sla: SlaSettings;
}

/** The settings in force. */
export function withDefaults(set: SetSettings, defaults: Settings): Settings {
  const { timeZone, ticketPolicy, sla } = set;
  return {
    timeZone: timeZone ?? defaults.timeZone,
    ticketPolicy: {
      ...defaults.ticketPolicy,
      ...ticketPolicy,
      claim: { ...defaults.ticketPolicy.claim, ...ticketPolicy?.claim },
    },
    sla: slaWithDefaults(sla, defaults.sla),
  };
}
