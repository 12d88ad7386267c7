export { useLiveSockets } from './gateway/live.adapter.js';
export { LiveModule } from './live.module.js';
