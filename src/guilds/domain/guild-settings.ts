import type { ClaimPolicy, Stream } from '#kernel';
import { slaWithDefaults, type SetSla, type SlaSettings } from './sla-settings.js';
import { staleWithDefaults, type SetStale, type StaleSettings } from './stale-settings.js';
import type { TicketSettings } from './ticket-policy.js';

/** What a guild has set; the rest is as Docket's defaults are, also when those change. */
export interface SetSettings {
  readonly timeZone?: string;
  readonly ticketPolicy?: SetTicketPolicy;
  readonly sla?: SetSla;
  readonly stale?: SetStale;
  readonly digest?: Partial<DigestSettings>;
}

export interface DigestSettings {
  /** By the clocks of the time zone; null for no digest. */
  readonly hour: number | null;
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
  readonly stale: StaleSettings;
  readonly digest: DigestSettings;
}

/** The settings in force. */
export function withDefaults(set: SetSettings, defaults: Settings): Settings {
  const { timeZone, ticketPolicy, sla, stale, digest } = set;
  return {
    timeZone: timeZone ?? defaults.timeZone,
    ticketPolicy: {
      ...defaults.ticketPolicy,
      ...ticketPolicy,
      claim: { ...defaults.ticketPolicy.claim, ...ticketPolicy?.claim },
    },
    sla: slaWithDefaults(sla, defaults.sla),
    stale: staleWithDefaults(stale, defaults.stale),
    digest: { ...defaults.digest, ...digest },
  };
}
