import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { RouteTable } from '#http';
import { startTestApi, type TestApp } from '../../support/app.js';
import { DescribedApi, type DescribedOperation } from '../../support/openapi/described-api.js';
import { createWorld, prepare } from '../../support/openapi/places.js';
import { examplesOf, sendExample } from '../../support/openapi/send-example.js';

describe('the OpenAPI document', () => {
  let docket: TestApp;
  let api: DescribedApi;
  let operations: DescribedOperation[];

  beforeAll(async () => {
    docket = await startTestApi();
    api = await DescribedApi.read(docket.url);
    operations = api.operations();
  });
  afterAll(() => docket.close());

  it('is a valid one', async () => {
    const document = (await (await fetch(`${docket.url}/v1/openapi.json`)).json()) as Record<string, unknown>;
    expect(await new Validator().validate(document)).toEqual({ valid: true });
  });

  it('describes every route that is registered, and no other', () => {
    const registered = docket.app
      .get(RouteTable)
      .list()
      .flatMap(({ path, methods }) =>
        methods
          .filter((method) => method !== 'HEAD')
          .map((method) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`),
      );
    const described = operations.map(({ method, path }) => `${method} ${path}`);
    expect(described.toSorted()).toEqual(registered.toSorted());
  });

  it('names every operation once', () => {
    const ids = operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('answers each of its examples as described', async () => {
    const complaints: string[] = [];
    const world = await createWorld(docket);
    for (const operation of operations) {
      for (const example of examplesOf(operation)) {
        const place = await prepare(world, operation, example);
        const response = await sendExample(docket.url, operation, example, place);
        const complaint =
          response.ok || operation.alwaysRefuses
            ? await api.complaint(operation, response)
            : `answers ${response.status}: ${await response.text()}`;
        if (complaint !== null) complaints.push(`${operation.id}, ${example.title}: ${complaint}`);
      }
    }
    expect(complaints).toEqual([]);
  });

  it('answers whoever comes without a login, or with a body that is none, as described', async () => {
    const complaints: string[] = [];
    const world = await createWorld(docket);
    for (const operation of operations.filter(({ secured }) => secured)) {
      const [example] = examplesOf(operation);
      const { headers: _login, ...place } = await prepare(world, operation, example!);
      const response = await sendExample(docket.url, operation, example!, place);
      const complaint =
        response.status === 401 ? await api.complaint(operation, response) : `answers ${response.status}`;
      if (complaint !== null) complaints.push(`${operation.id} without a login: ${complaint}`);
    }
    for (const operation of operations.filter(({ bodies }) => 'application/json' in bodies)) {
      const example = { title: 'a list', type: 'application/json', body: [[]] };
      const { path = {}, headers = {} } = await prepare(world, operation, example);
      const response = await sendExample(docket.url, operation, example, { path, headers });
      const complaint =
        response.status === 400 ? await api.complaint(operation, response) : `answers ${response.status}`;
      if (complaint !== null) complaints.push(`${operation.id} with a list for a body: ${complaint}`);
    }
    expect(complaints).toEqual([]);
  });
});
