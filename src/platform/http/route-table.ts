import { makeProblem, type Problem } from './problem.js';

interface KnownPath {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/**
 * Every path the server has a route for, with its methods: tells "no such path" from "not with this
 * method", and lists what runs.
 */
export class RouteTable {
  private readonly paths = new Map<string, KnownPath>();

  add(path: string, methods: readonly string[]): void {
    const known = this.paths.get(path) ?? { pattern: patternOf(path), methods: new Set<string>() };
    for (const method of methods) known.methods.add(method);
    this.paths.set(path, known);
  }

  /** Route patterns as Fastify knows them, with their methods. */
  list(): { path: string; methods: string[] }[] {
    return [...this.paths].map(([path, { methods }]) => ({ path, methods: [...methods].toSorted() }));
  }

  /** The methods that an actual path answers to, in order; empty when it isn't known. */
  methodsAt(url: string): string[] {
    const path = url.split('?', 1)[0]!;
    const methods = new Set<string>();
    for (const known of this.paths.values()) {
      if (known.pattern.test(path)) for (const method of known.methods) methods.add(method);
    }
    if (methods.size > 0) methods.add('OPTIONS');
    return [...methods].toSorted();
  }
}

/** @param routes tells whether the description of the API is served by this process too. */
export function noSuchRoute(routes: RouteTable): Problem {
  const described = routes.methodsAt('/v1/openapi.json').length > 0;
  const hint = described
    ? 'The calls are listed at /v1/openapi.json and /docs.'
    : 'This process does not have the role api.';
  return makeProblem(404, 'Not found', 'no_such_route', `There is nothing at this address. ${hint}`);
}

export function methodNotAllowed(allowed: readonly string[]): Problem {
  const detail = `This address takes ${allowed.join(', ')} only.`;
  return makeProblem(405, 'Method not allowed', 'method_not_allowed', detail, { allowed: [...allowed] });
}

function patternOf(path: string): RegExp {
  const source = path
    .split('/')
    .map((part) => {
      if (part === '*') return '.*';
      if (part.startsWith(':')) return '[^/]+';
      return part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    })
    .join('/');
  return new RegExp(`^${source}$`);
}
