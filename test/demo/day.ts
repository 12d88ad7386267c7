/** All that the demo does once Docket is up. */
export { openHarbour } from './harbour.js';
export { Shift } from './moderators-do.js';
export { planDay } from './plan/plan-day.js';
export { playDay } from './play-day.js';
export { summary } from './summary.js';
