import { defaultTicketPolicy } from '#tickets';
import type { Settings } from './domain/guild-settings.js';

export const defaultSettings: Settings = { timeZone: 'UTC', ticketPolicy: defaultTicketPolicy };
