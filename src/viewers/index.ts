export { VIEWERS_CHANNEL, ViewerStore, type View } from './db/viewer.store.js';
export { ViewersModule } from './viewers.module.js';
