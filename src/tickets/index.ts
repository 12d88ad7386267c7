export type * from './domain/ticket.js';
export type * from './domain/commands.js';
export type * from './domain/transition-context.js';
export { defaultTicketPolicy } from './domain/policy.js';
