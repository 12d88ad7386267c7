export type * from './domain/signal.js';
export type * from './domain/decision.js';
