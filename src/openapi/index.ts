export { OpenApi } from './open-api.js';
export { OpenApiModule } from './openapi.module.js';
