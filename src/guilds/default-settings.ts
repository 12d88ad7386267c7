import type { Settings } from './domain/guild-settings.js';
import { defaultSla } from './domain/sla-settings.js';
import { defaultStale } from './domain/stale-settings.js';
import { defaultTicketSettings, policyOf, type TicketPolicy } from './domain/ticket-policy.js';

export const defaultSettings: Settings = {
  timeZone: 'UTC',
  ticketPolicy: defaultTicketSettings,
  sla: defaultSla,
  stale: defaultStale,
  digest: { hour: 9 },
};

export const defaultTicketPolicy: TicketPolicy = policyOf(defaultSettings);
