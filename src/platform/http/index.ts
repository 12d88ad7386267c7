export { Readiness, type ReadinessCheck } from '../health/readiness.js';
export { AcceptsBody, type BodyOptions } from './body-options.js';
export { configureHttp } from './configure-http.js';
export { createHttpAdapter, type HttpAdapterOptions } from './http-adapter.js';
export { HttpModule } from './http.module.js';
export { problemOf, type Problem } from './problem.js';
