import type { TicketPolicy } from './transition-context.js';

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
