export * from './actor.js';
export * from './clock.js';
export * from './domain-error.js';
export * from './event-types.js';
export * from './ids.js';
export * from './json.js';
export * from './text.js';
export * from './vocabulary.js';
