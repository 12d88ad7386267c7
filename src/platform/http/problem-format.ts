import type { JsonObject } from '#kernel';
import type { Problem } from './problem.js';

/** How a call answers its failures where its clients expect another API's errors: `problemFormat` of its RouteConfig. */
export type ProblemFormat = (problem: Problem) => {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
};
