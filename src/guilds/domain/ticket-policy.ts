import type { ClaimPolicy, Stream } from '#kernel';

/** How a guild works its tickets. */
export interface TicketPolicy {
  readonly claim: Readonly<Record<Stream, ClaimPolicy>>;
  readonly leaseMinutes: number;
  /** For so long automation leaves a person's decision on the same thing alone. */
  readonly decisionHoldDays: number;
}

/**
 * What a guild starts with. Claims are optional everywhere: a team of two should not have to click
 * twice, and a claim once taken is respected all the same. Guilds with several appeal reviewers
 * set `required` there.
 */
export const defaultTicketPolicy: TicketPolicy = {
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
