export { append, appendStatement, type FirstNumbers } from './append.js';
export { ConsumesLog, type LogConsumer } from './consumers/consumes-log.js';
export { LogCursors } from './consumers/log-cursors.js';
export { EVENT_QUERIES, EventLog } from './event-log.js';
export { EventsModule } from './events.module.js';
export { LogSubscriptions, type OnGrown } from './log-subscriptions.js';
