export { Readiness, type ReadinessCheck } from '../health/readiness.js';
export { AcceptsBody, type BodyOptions } from './body-options.js';
export { configureHttp } from './configure-http.js';
export {
  Documented,
  NOTES,
  type AnswerNote,
  type BodyNote,
  type ControllerNotes,
  type JsonSchema,
  type OperationNote,
  type ParameterNote,
} from './documented.js';
export { PageQuery } from './dto/page-query.js';
export { IsJsonObject, IsSnowflake, IsText, IsTime, IsTimeZone, MayBeAbsent } from './dto/validators.js';
export { createHttpAdapter, type HttpAdapterOptions } from './http-adapter.js';
export { HttpModule } from './http.module.js';
export { problemOfError } from './error-problem.js';
export { internalProblem } from './framework-problems.js';
export { readJsonField } from './json-text.js';
export type { ProblemFormat } from './problem-format.js';
export { problemOf, type Problem } from './problem.js';
export { Public, PUBLIC } from './public.js';
export * as schemas from './schemas.js';
export { RouteTable } from './route-table.js';
export { retryAfterSeconds } from './retry-after.js';
