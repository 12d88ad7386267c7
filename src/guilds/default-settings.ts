import type { Settings } from './domain/guild-settings.js';
import { defaultTicketPolicy } from './domain/ticket-policy.js';

export const defaultSettings: Settings = { timeZone: 'UTC', ticketPolicy: defaultTicketPolicy };
