export { CallbacksHttpModule } from './http/callbacks-http.module.js';
export { CallbacksModule } from './callbacks.module.js';
