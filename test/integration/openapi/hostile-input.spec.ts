import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApp } from '../../support/app.js';
import { DescribedApi, type DescribedOperation } from '../../support/openapi/described-api.js';
import { BODIES, PARTS, QUERIES, VALUES, variants } from '../../support/openapi/hostile.js';
import { createWorld, prepare } from '../../support/openapi/places.js';
import { request } from '../../support/request.js';
import { examplesOf, sendExample, type Example, type Place } from '../../support/openapi/send-example.js';

const MINUTES = 240_000;
const TYPES = ['application/json', 'text/plain', 'application/json; charset=utf-7'];

/** Whatever is sent to whichever call: it is answered, and never with a defect of ours. */
describe('hostile input', () => {
  let docket: TestApp;
  let operations: DescribedOperation[];
  let callers = 0;
  let world: Awaited<ReturnType<typeof createWorld>>;

  beforeAll(async () => {
    docket = await startTestApi();
    // An address with a version in it leads to the same code.
    const all = (await DescribedApi.read(docket.url)).operations();
    operations = all.filter(({ path }) => !path.startsWith('/api/v'));
    world = await createWorld(docket);
  });
  afterAll(async () => {
    expect((await fetch(`${docket.url}/readyz`)).status).toBe(200);
    await docket.close();
  });

  async function collect(
    of: readonly DescribedOperation[],
    attack: (
      operation: DescribedOperation,
      example: Example,
      place: Place,
    ) => AsyncGenerator<[string, Response]>,
  ): Promise<string[]> {
    const complaints: string[] = [];
    for (const operation of of) {
      const [example] = examplesOf(operation);
      const given = await prepare(world, operation, example!);
      // From an address of its own each: the limit on failed logins would answer for the call.
      const place = {
        ...given,
        get headers() {
          return { ...given.headers, 'x-forwarded-for': `2001:db8::${(callers += 1).toString(16)}` };
        },
      };
      for await (const [what, response] of attack(operation, example!, place)) {
        const found = await complaint(response);
        if (found !== null) complaints.push(`${operation.id}, ${what}: ${found.slice(0, 300)}`);
      }
    }
    return complaints;
  }

  it(
    'in an address is refused',
    async () => {
      const withParts = operations.filter(({ path }) => path.includes('{'));
      const complaints = await collect(withParts, async function* (operation, example, place) {
        for (const { name } of operation.parameters.filter((parameter) => parameter.in === 'path')) {
          for (const part of PARTS) {
            // Already escaped, or on purpose not.
            const path = operation.path.replace(`{${name}}`, part);
            yield [
              `{${name}} = ${part.slice(0, 40)}`,
              await sendExample(docket.url, { ...operation, path }, example, place),
            ];
          }
        }
      });
      expect(complaints).toEqual([]);
    },
    MINUTES,
  );

  it(
    'in a query is refused or taken for what it is',
    async () => {
      const withQuery = operations.filter(({ parameters }) =>
        parameters.some((parameter) => parameter.in === 'query'),
      );
      expect(withQuery.length).toBeGreaterThan(3);
      const complaints = await collect(withQuery, async function* (operation, example, place) {
        const parameters = operation.parameters.filter((parameter) => parameter.in !== 'query');
        for (const { name } of operation.parameters.filter((parameter) => parameter.in === 'query')) {
          for (const value of QUERIES) {
            const path = `${operation.path}?${name}=${value.replaceAll('%s', name)}`;
            yield [path, await sendExample(docket.url, { ...operation, parameters, path }, example, place)];
          }
        }
      });
      expect(complaints).toEqual([]);
    },
    MINUTES,
  );

  it(
    'in a field of a body is refused or kept as it came',
    async () => {
      const withBody = operations.filter(({ bodies }) => 'application/json' in bodies);
      expect(withBody.length).toBeGreaterThan(10);
      const complaints = await collect(withBody, async function* (operation, example, place) {
        const whole = { ...(example.body as object), ...place.body };
        for (const variant of variants(whole, VALUES)) {
          const sent = { ...example, body: variant.body };
          yield [
            variant.what,
            await sendExample(docket.url, operation, sent, {
              path: place.path ?? {},
              headers: place.headers ?? {},
            }),
          ];
        }
      });
      expect(complaints).toEqual([]);
    },
    MINUTES,
  );

  it(
    'in the place of a body is refused',
    async () => {
      const withBody = operations.filter(({ bodies }) => 'application/json' in bodies);
      const complaints: string[] = [];
      for (const operation of withBody) {
        const [example] = examplesOf(operation);
        const place = await prepare(world, operation, example!);
        const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => place.path?.[name] ?? name);
        for (const [what, body] of Object.entries(BODIES)) {
          // What is large is so whatever it is called.
          for (const type of body.length > 1_000 ? ['application/json'] : TYPES) {
            const headers = { ...place.headers, 'content-type': type };
            const response = await request(`${docket.url}${path}`, {
              method: operation.method,
              headers,
              body,
            });
            const found = await complaint(response);
            if (found !== null)
              complaints.push(`${operation.id}, ${what} as ${type}: ${found.slice(0, 300)}`);
          }
        }
      }
      expect(complaints).toEqual([]);
    },
    MINUTES,
  );
});

/** What is wrong with an answer to hostile input; null when nothing is. */
async function complaint(response: Response): Promise<string | null> {
  const text = await response.text();
  if (response.status < 400) return null;
  if (response.status >= 500) return `answers ${response.status}: ${text}`;
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
  if (!isJson) return `answers ${response.status} as ${response.headers.get('content-type')}`;
  const { code } = JSON.parse(text) as { code?: unknown };
  if (code === undefined) return `answers ${response.status} without a code: ${text}`;
  // The text of a refusal may quote what was sent, never what the database or the runtime said of it.
  return /syntax error|invalid byte|at \w+ \(|node_modules|SELECT |violates/.test(text)
    ? `tells: ${text}`
    : null;
}
