import type { ClaimPolicy, Stream } from '#kernel';
import type { SlaSettings } from './sla-settings.js';
import type { StaleSettings } from './stale-settings.js';

export interface TicketSettings {
  readonly claim: Readonly<Record<Stream, ClaimPolicy>>;
  readonly leaseMinutes: number;
  /** For so long automation leaves a person's decision on the same thing alone. */
  readonly decisionHoldDays: number;
}

/** How a guild works its tickets: what the state machine must know of its settings. */
export interface TicketPolicy extends TicketSettings {
  readonly sla: SlaPolicy;
  readonly stale: StaleSettings;
}

export interface SlaPolicy extends SlaSettings {
  /** Of the staffed hours. */
  readonly timeZone: string;
}

interface PolicySettings {
  readonly timeZone: string;
  readonly ticketPolicy: TicketSettings;
  readonly sla: SlaSettings;
  readonly stale: StaleSettings;
}

export function policyOf({ ticketPolicy, sla, stale, timeZone }: PolicySettings): TicketPolicy {
  return { ...ticketPolicy, sla: { ...sla, timeZone }, stale };
}

/**
 * What a guild starts with. Claims are optional everywhere: a team of two should not have to click
 * twice, and a claim once taken is respected all the same. Guilds with several appeal reviewers
 * set `required` there.
 */
export const defaultTicketSettings: TicketSettings = {
  claim: {
    auto_resolve: 'optional',
    review: 'optional',
    escalation: 'optional',
    appeal: 'optional',
    support: 'optional',
  },
  leaseMinutes: 30,
  decisionHoldDays: 30,
};
