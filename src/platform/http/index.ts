export { Readiness, type ReadinessCheck } from '../health/readiness.js';
export { AcceptsBody, type BodyOptions } from './body-options.js';
export { configureHttp } from './configure-http.js';
export { PageQuery } from './dto/page-query.js';
export { IsJsonObject, IsSnowflake, IsText, IsTime, IsTimeZone, MayBeAbsent } from './dto/validators.js';
export { createHttpAdapter, type HttpAdapterOptions } from './http-adapter.js';
export { HttpModule } from './http.module.js';
export { problemOf, type Problem } from './problem.js';
export { Public, PUBLIC } from './public.js';
